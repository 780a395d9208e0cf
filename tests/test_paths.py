"""Paths through the data: the witness selects, one percent less does not; withdrawals by drawing the list up again."""

import numpy as np
import pandas as pd
import pytest
from cut_cases import random_table
from hypothesis import given, settings
from hypothesis import strategies as st

from contestlib.contest import evaluate
from contestlib.errors import RulesError
from contestlib.panel import aggregate_marks
from contestlib.paths import path_by_indicator, path_by_marks, withdrawal_effects
from contestlib.rulebook import as_indicators
from contestlib.rules import Indicator, PanelRule, Quota, Rules
from contestlib.selection import select_finalists

WEIGHTS = {"c0": 0.4, "c1": 0.35, "c2": 0.25}


def contest(seed, normalization, teams=9, **settings):
    table = pd.DataFrame(np.round(100 * random_table(teams, 3, seed) + 5, 2), columns=list(WEIGHTS),
                         index=[f"T{i}" for i in range(teams)])
    return table, Rules(indicators=as_indicators(dict.fromkeys(table, normalization), table), points=100, decimals=2,
                        **{"places": 3} | settings)


def chosen(matrix, rules, **keywords):
    return select_finalists(evaluate(matrix, rules, WEIGHTS, **keywords), rules).finalists


@given(st.integers(0, 200), st.sampled_from(["minmax", "zscore", "share_of_best", "percentile", "none"]), st.data())
@settings(max_examples=25, deadline=None)
def test_one_value_selects_and_one_percent_less_does_not(seed, normalization, data):
    matrix, rules = contest(seed, normalization)
    team = data.draw(st.sampled_from(list(matrix.index)))
    inside = team in chosen(matrix, rules)
    for code, row in path_by_indicator(matrix, rules, WEIGHTS, team).iterrows():
        assert row["now"] == matrix.at[team, code]
        if np.isnan(row["needed"]):
            continue
        for value, flipped in ((row["witness"], True), (row["now"] + 0.99 * row["change"], False)):
            changed = matrix.copy()
            changed.at[team, code] = value
            assert (team in chosen(changed, rules)) == (inside != flipped)
        assert team in (row["leaves"] if inside else row["enters"]).split()


def test_everybody_is_normalized_again():
    """A and B lead by their amounts 100 and 90 of at most 100; C's 10 has to become x with x > 100, which makes everybody
    else smaller: shares 100/x + 0, 90/x + 0.2, against 1 + 0.  With weights 1/2 and 1/2 C passes B at 90/x + 0.2 = 1."""
    matrix = pd.DataFrame({"amount": [100.0, 90, 10], "marks": [0.0, 0.2, 0.0]}, index=list("ABC"))
    rules = Rules(places=1, indicators=as_indicators({"amount": "share_of_best", "marks": "none"}, ["amount", "marks"]))
    path = path_by_indicator(matrix, rules, {"amount": 0.5, "marks": 0.5}, "C")
    assert path.at["amount", "needed"] == pytest.approx(90 / 0.8) and path.at["amount", "enters"] == "C"
    assert path.at["marks", "needed"] == pytest.approx(0.2 + 0.9 - 0.1)
    assert path.at["marks", "leaves"] == "B"


def test_a_value_that_no_amount_mends():
    matrix = pd.DataFrame({"a": [1.0, 0.5], "b": [1.0, 0.0]}, index=list("XY"))
    rules = Rules(places=1, indicators=as_indicators({"a": "minmax", "b": "none"}, ["a", "b"]))
    path = path_by_indicator(matrix, rules, {"a": 0.3, "b": 0.7}, "Y")
    assert np.isnan(path.at["a", "needed"]) and path.at["a", "enters"] == ""
    assert path.at["b", "needed"] == pytest.approx(1 + 3 / 7)


def test_the_nearer_of_two_sides():
    """X's lead over Y is x / sd(0, 1, x) standard deviations, 2 at most (x = 2) and sqrt(27/7) at both x = 3/2 and x = 3."""
    matrix = pd.DataFrame({"spread": [1.8, 0, 1], "marks": [0, (27 / 7) ** 0.5, -9]}, index=list("XYU"))
    rules = Rules(places=1, indicators=as_indicators({"spread": "zscore", "marks": "none"}, list(matrix)))
    for now, needed in ((1.8, 1.5), (2.9, 3)):
        matrix.at["X", "spread"] = now
        path = path_by_indicator(matrix, rules, {"spread": 0.5, "marks": 0.5}, "X")
        assert path.at["spread", "needed"] == pytest.approx(needed)


def test_official_rounding_and_quotas_are_kept():
    """With totals in whole points a tie at the cut is no place; X needs 60.5, which rounds to 61."""
    matrix = pd.DataFrame({"a": [0.9, 0.6, 0.3]}, index=list("WVX"))
    rules = Rules(places=2, points=100, decimals=0, indicators=as_indicators({"a": "none"}, ["a"]))
    assert path_by_indicator(matrix, rules, {"a": 1}, "X").at["a", "needed"] == pytest.approx(0.605)
    register = pd.DataFrame({"city": ["x", "y", "x"]}, index=matrix.index)
    capped = Rules(places=2, points=100, decimals=0, indicators=rules.indicators, quotas=(Quota("city", maximum=1),))
    path = path_by_indicator(matrix, capped, {"a": 1}, "X", register=register)
    assert path.at["a", "needed"] == pytest.approx(0.905) and path.at["a", "leaves"] == "W"


def test_a_wild_card_takes_a_place_from_those_who_earn_theirs():
    """Two places, one of them X's by ruling: Y has to pass W (0.9), not V (0.6); X cannot lose its own."""
    matrix = pd.DataFrame({"a": [0.9, 0.6, 0.3, 0.5]}, index=list("WVXY"))
    rules = Rules(places=2, indicators=as_indicators({"a": "none"}, ["a"]))
    needed = {cards: path_by_indicator(matrix, rules, {"a": 1}, "Y", wild_cards=cards).at["a", "needed"] for cards in ("", "X")}
    assert needed == {"": pytest.approx(0.6), "X": pytest.approx(0.9)}
    assert np.isnan(path_by_indicator(matrix, rules, {"a": 1}, "X", wild_cards="X").at["a", "needed"])


def panel_contest():
    """Trimmed means of five judges: X has 60, Y 62.  X's marks 50, 55, 60, 65, 70."""
    marks = pd.DataFrame([(team, f"J{i}", "welfare", mark) for team, row in
                          {"X": [50, 55, 60, 65, 70], "Y": [50, 61, 62, 63, 80], "Z": [10, 10, 10, 10, 10]}.items()
                          for i, mark in enumerate(row)], columns=["team", "judge", "criterion", "mark"])
    rules = Rules(places=1, points=100, indicators=(Indicator("w", source="panel:welfare", normalization="none"),),
                  panel=PanelRule(high=1, low=1))
    return marks, aggregate_marks(marks, rule=rules.panel).marks.rename(columns={"welfare": "w"}), rules


def test_one_judges_mark():
    """X needs a sum of 186 from its middle three, 180 now: 6 more from J2's 60, which stays in the middle up to 70; J0 would
    have to leave the lowest place: 55 + 60 + 65 = 180 counts then with 55 dropped: x in 60 + 65 + x = 186; x = 61."""
    marks, matrix, rules = panel_contest()
    paths = path_by_marks(marks, matrix, rules, {"w": 1}, "X").set_index("judge")
    assert paths.at["", "needed"] == pytest.approx(62) and paths.at["J2", "needed"] == pytest.approx(66)
    assert paths.at["J0", "needed"] == pytest.approx(61) and paths.at["J1", "needed"] == pytest.approx(61)
    assert np.isnan(paths.at["J4", "needed"])  # the highest mark is dropped: raising it changes nothing
    out = path_by_marks(marks, matrix, rules, {"w": 1}, "Y").set_index("judge")
    assert out.at["", "change"] == pytest.approx(-2) and out.at["J2", "needed"] == pytest.approx(56)


@given(st.integers(0, 60), st.integers(0, 5))
@settings(max_examples=6, deadline=None)
def test_a_mark_selects_and_one_percent_less_does_not(seed, number):
    rng = np.random.default_rng(seed)
    marks = pd.DataFrame([(f"T{t}", f"J{j}", criterion, float(rng.integers(40, 90))) for t in range(6) for j in range(5)
                          for criterion in ("c", "d")], columns=["team", "judge", "criterion", "mark"])
    rules = Rules(places=2, points=100, decimals=2, panel=PanelRule(high=1, low=1), indicators=(
        Indicator("c0", source="panel:c", normalization="minmax"), Indicator("c1", source="panel:d", normalization="minmax"),
        Indicator("c2", normalization="none")))

    def matrix_of(given_marks):
        panel = aggregate_marks(given_marks, rule=rules.panel).marks
        return pd.DataFrame({"c0": panel["c"], "c1": panel["d"], "c2": 0.5})

    team, matrix = f"T{number}", matrix_of(marks)
    inside = team in chosen(matrix, rules)
    for row in path_by_marks(marks, matrix, rules, WEIGHTS, team).itertuples():
        if row.judge == "" or np.isnan(row.needed):
            continue
        at = (marks["team"] == team) & (marks["judge"] == row.judge)
        at &= (row.criterion == "") | (marks["criterion"] == row.criterion)
        for value, flipped in ((row.witness, True), (row.now + 0.99 * row.change, False)):
            changed = (marks["mark"] + value).clip(0, 100) if row.criterion == "" else value
            again = matrix_of(marks.assign(mark=marks["mark"].where(~at, changed)))
            assert (team in chosen(again, rules)) == (inside != flipped)


@given(st.integers(0, 60), st.sampled_from(["minmax", "zscore", "none"]))
@settings(max_examples=20, deadline=None)
def test_withdrawals_that_change_the_list(seed, normalization):
    matrix, rules = contest(seed, normalization)
    nominal = set(chosen(matrix, rules))
    effects = withdrawal_effects(matrix, rules, WEIGHTS).set_index("team")
    for team in matrix.index.difference(sorted(nominal)):
        after = set(chosen(matrix.drop(index=team), rules))
        assert (team in effects.index) == (after != nominal)
        if team in effects.index:
            assert after == nominal - set(effects.at[team, "leaves"].split()) | set(effects.at[team, "enters"].split())
    assert normalization != "none" or not len(effects)


def test_goalposts_prevent_what_the_minimum_of_a_loser_causes():
    matrix = pd.DataFrame({"a": [10.0, 8.0, 0.0], "b": [4.0, 4.5, 0.0]}, index=["A", "B", "C"])
    fixed = tuple(Indicator(code, normalization="goalposts", parameters={"lower": 0, "upper": top})
                  for code, top in (("a", 10), ("b", 4.5)))
    weights = {"a": 0.4, "b": 0.6}
    effects = withdrawal_effects(matrix, Rules(places=1, indicators=as_indicators({"a": "minmax", "b": "minmax"}, "ab")), weights)
    assert effects.values.tolist() == [["C", "A", "B", "a b"]]
    assert not len(withdrawal_effects(matrix, Rules(places=1, indicators=fixed), weights))


def test_a_team_that_withdraws_leaves_the_wider_group_too():
    """Of a wider group that is the teams themselves nothing can differ from no wider group."""
    matrix = pd.DataFrame({"a": [10.0, 8.0, 0.0], "b": [4.0, 4.5, 0.0]}, index=["A", "B", "C"])
    rules, weights = Rules(places=1, indicators=as_indicators({"a": "minmax", "b": "minmax"}, "ab")), {"a": 0.4, "b": 0.6}
    effects = withdrawal_effects(matrix, rules, weights, reference=matrix)
    assert effects["team"].tolist() == ["C"] and effects.equals(withdrawal_effects(matrix, rules, weights))


def test_unknown_teams_are_refused():
    matrix, rules = contest(1, "minmax")
    with pytest.raises(RulesError, match="no team 'T99'"):
        path_by_indicator(matrix, rules, WEIGHTS, "T99")
