"""Lists by all rules at other weights: whole points tried one by one, one weight swept exactly, against drawing up every list."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kinds_of_selection import contest_of

from contestlib import decide_contest, evaluate, read_contest, select_contest, select_finalists, weight_region
from contestlib.rule_sweeps import sweep_by_rules
from contestlib.rules import Quota, Rules
from contestlib.sweeps import stability_intervals, sweep_each_weight, weight_path
from contestlib.whole_lists import search_whole_points, whole_moves

CODES = ["a", "b", "c"]
TOWNS = ["x", "x", "x", "y", "y", "z", "z"]


def brute_list(standings, weights, register, ruled, decimals):
    """Drawn up from the beginning, by `evaluate` and `select_finalists`; None where a tie is open."""
    rules = Rules(places=standings.rules.places, quotas=standings.rules.quotas, decimals=decimals, points=standings.rules.points)
    selection = select_finalists(evaluate(standings.matrix, rules, weights), register=register, **ruled)
    return None if selection.tied else frozenset(selection.finalists)


@st.composite
def made_cases(draw):
    """Seven teams in three towns with at most one or two from each, a wild card and a withdrawal in some."""
    values = draw(st.lists(st.tuples(*[st.integers(0, 20)] * 3), min_size=7, max_size=7))
    matrix = pd.DataFrame(values, index=list("ABCDEFG"), columns=CODES) / 20
    quotas = (Quota("town", maximum=draw(st.sampled_from([1, 2]))),) if draw(st.booleans()) else ()
    standings = evaluate(matrix, Rules(places=draw(st.integers(1, 3)), quotas=quotas, decimals=2, points=100),
                         {"a": 50, "b": 30, "c": 20})
    ruled = {"withdrawn": draw(st.sampled_from([(), ("A",), ("D",)])), "wild_cards": draw(st.sampled_from([(), ("G",)]))}
    return standings, pd.DataFrame({"town": TOWNS}, index=matrix.index), ruled


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(made_cases(), st.booleans())
def test_no_nearer_whole_points_change_the_list(case, confined):
    standings, register, ruled = case
    region = weight_region(CODES, lower={"a": 0.44}, upper={"c": 0.25}) if confined else weight_region(CODES)
    found = search_whole_points(standings, region, register=register, ruled=ruled, weightings=600)
    now = brute_list(standings, standings.weights, register, ruled, 2)
    if now is None:
        assert found is None
        return
    reach = 3 if found.change is None else min(found.points, 3)  # further away the tests of one weighting each take too long
    for move in product(range(-reach, reach + 1), repeat=3):
        points, moved = sum(map(abs, move)) // 2, pd.Series(np.array([50, 30, 20]) + move, index=CODES) / 100
        if sum(move) == 0 and 0 < points <= reach and region.contains(moved):
            then = brute_list(standings, moved, register, ruled, 2)
            if then is not None and then != now:
                assert found.change is not None and points == found.points, move
    if found.change is not None:
        assert found.kept == min(found.points - 1, 13) and region.contains(found.change.printed)
        then = brute_list(standings, found.change.printed, register, ruled, 2)
        assert then != now and then - now == set(found.change.official_enters) and now - then == set(found.change.official_leaves)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(made_cases())
def test_between_the_breakpoints_every_list_is_the_same(case):
    standings, register, ruled = case
    sweeps = sweep_by_rules(standings, register=register, ruled=ruled)
    for code in CODES:
        breaks = sweeps[sweeps.index == code]
        edges = [0.0, *breaks["at"], 1.0]
        assert edges == sorted(edges)
        held = None
        for number, (low, high) in enumerate(zip(edges, edges[1:], strict=False)):
            points = [low + share * (high - low) for share in (0.1, 0.5, 0.9)]
            lists = [brute_list(standings, weight_path(standings.weights, code, at), register, ruled, None) for at in points]
            known = {one for one in lists if one is not None}
            assert len(known) <= 1, (code, low, high)
            if known and held is not None and number:
                row = breaks.iloc[number - 1]
                assert (set(row["leaves"].split()), set(row["enters"].split())) == (held - min(known), min(known) - held)
            held = min(known) if known else None


def test_without_quotas_and_rulings_the_sweep_is_that_of_the_highest_totals():
    rng = np.random.default_rng(3)
    matrix = pd.DataFrame(rng.random((20, 4)), index=[f"T{at:02d}" for at in range(20)], columns=list("abcd"))
    standings = evaluate(matrix, Rules(places=5, decimals=2, points=100), {"a": 40, "b": 30, "c": 20, "d": 10})
    plain = sweep_each_weight(matrix, standings.weights, places=5, unit=standings.rules.unit)
    assert len(plain) >= 20
    pd.testing.assert_frame_equal(sweep_by_rules(standings), plain, rtol=1e-12)


def test_a_change_that_a_quota_forbids_is_none():
    """X 0.9 w + 0.2 (1 - w), Y w, Z 1 - w; X leads Z from 0.9 w = 0.8 (1 - w), w = 8/17, and Y leads X from
    0.1 w = 0.2 (1 - w), w = 2/3, where the town of Y is allowed a place."""
    matrix = pd.DataFrame({"a": [0.9, 1.0, 0.0], "b": [0.2, 0.0, 1.0]}, index=["X", "Y", "Z"])
    standings = evaluate(matrix, Rules(places=1, quotas=(Quota("town", value="n", maximum=0),)), {"a": 60, "b": 40})
    towns = pd.DataFrame({"town": ["s", "n", "s"]}, index=matrix.index)
    sweeps = sweep_by_rules(standings, register=towns)
    assert sweeps.loc["a", ["leaves", "enters"]].tolist() == ["Z", "X"]
    assert sweeps.loc["a", "at"] == pytest.approx(8 / 17)
    free = stability_intervals(matrix, standings.weights, places=1).loc["a"]
    assert (free["high"], free["enters_high"]) == (pytest.approx(2 / 3), "Y")


def test_every_team_of_the_final_that_can_win_a_place_is_told_how():
    """Two weights: all that can happen lies on one line, and its breakpoints are known. Hainan-04 comes in below 56.07 %."""
    decision = decide_contest(read_contest("data/national-2019"))
    now = set(decision.selection.finalists)
    for team, path in decision.paths.items():
        assert path.official == "changes" and team in path.official_enters + path.official_leaves, team
        weights = path.printed.mul(100).round(9)
        assert (team in select_contest(decision.contest, weights)[1].finalists) != (team in now)
    assert decision.paths["Hainan-04"].printed["roadshow"] == pytest.approx(0.5607, abs=6e-4)


def test_moves_of_whole_points_are_all_there_are():
    for codes in (2, 3, 4):
        for points in (1, 2, 3):
            every = {moves for moves in product(range(-points, points + 1), repeat=codes)
                     if sum(moves) == 0 and sum(map(abs, moves)) == 2 * points}
            made = whole_moves(points, codes)
            assert {tuple(row) for row in made.tolist()} == every and len(made) == len(every)
    touched = (whole_moves(3, 4) != 0).sum(axis=1)
    assert (np.diff(touched) >= 0).all()


def test_beyond_the_weightings_that_are_tried_points_go_from_one_weight_to_one_other():
    matrix = pd.DataFrame([[1, 0, 0], [0, 1, 0], [0, 0, 1]], index=list("XYZ"), columns=CODES, dtype=float)
    standings = evaluate(matrix, Rules(places=1), {"a": 60, "b": 25, "c": 15})
    found = search_whole_points(standings, weight_region(CODES), weightings=30)  # 6 moves of one point, 12 of two, 18 of three
    assert (found.kept, found.exchanged, found.points) == (2, 17, 18)  # 60 - 18 < 25 + 18: 17 leaves a tie, which is open
    assert found.change.official_enters == ("Y",)


def test_an_open_tie_and_weights_outside_the_region_have_no_answer():
    level = evaluate(pd.DataFrame({"a": [1.0, 1.0]}, index=["X", "Y"]), Rules(places=1), {"a": 100})
    assert search_whole_points(level, weight_region(["a"])) is None
    apart = evaluate(pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 0.5]}, index=["X", "Y"]), Rules(places=1), {"a": 60, "b": 40})
    assert search_whole_points(apart, weight_region(["a", "b"], lower={"b": 0.5})) is None


def test_where_every_admissible_whole_point_keeps_the_list_it_says_so(tmp_path):
    teams = {"A": (90, 95, "x", "u"), "B": (20, 10, "x", "v"), "C": (10, 20, "y", "w")}
    decision = decide_contest(contest_of(tmp_path / "far", "places = 1", teams=teams))
    from contestlib.sentences import findings
    whole = decision.whole["admissible"]
    assert whole.change is None and whole.kept == whole.reach == 30
    assert findings(decision, "en")["whole"].startswith("No admissible weights in whole percentage points alter the list")
    assert "带小数" not in findings(decision, "zh")["least"]
