"""Smallest changes against every point of the arrangement in fractions, whole points by trying all, and at the published case."""

from fractions import Fraction
from itertools import product

import numpy as np
import pandas as pd
import pytest
from cut_cases import arrangement_points, frame, random_table, totals_at
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from contestlib.changes import path_to_selection, smallest_change
from contestlib.errors import RulesError
from contestlib.regions import region_polytope, weight_region
from contestlib.rules import Rules
from contestlib.scoring import score_teams

CASE = pd.DataFrame([[1, 0, 0], [0.9, 0.3, 0], [0, 0, 1]], index=list("ABC"), columns=["w1", "w2", "w3"])
WEIGHTS = {"w1": 0.80, "w2": 0.18, "w3": 0.02}


def top(totals, places):
    return set(totals.sort_values(ascending=False).index[:places])


def test_the_published_case():
    """0.065 taken from w1 and given to w2; by the largest move 0.026 / (0.1 + 0.3) = 0.065; as the crow flies
    0.026 / |(0.1, -0.3, 0) less its mean| = 0.026 / sqrt(0.1667² + 0.2333² + 0.0667²), w3 giving its part."""
    change = smallest_change(CASE, WEIGHTS, places=1)
    assert change.distance == pytest.approx(0.13, abs=1e-9)
    assert change.at_tie.tolist() == pytest.approx([0.735, 0.245, 0.02], abs=1e-9)
    assert (change.leaves, change.enters, change.pair) == (("A",), ("B",), ("A", "B"))
    assert 0 < change.beyond <= 2e-6
    assert smallest_change(CASE, WEIGHTS, places=1, norm="linf").distance == pytest.approx(0.065, abs=1e-9)
    ball = smallest_change(CASE, WEIGHTS, places=1, norm="l2")
    deviations = np.array([0.1, -0.3, 0]) - np.mean([0.1, -0.3, 0])
    free = WEIGHTS["w3"] - 0.026 * deviations[2] / (deviations**2).sum()
    assert free > 0 and ball.distance == pytest.approx(0.026 / np.sqrt((deviations**2).sum()), abs=1e-9)


@given(st.lists(st.tuples(*[st.integers(0, 5)] * 3), min_size=2, max_size=5, unique=True), st.integers(1, 4),
       st.sampled_from([(5, 3, 2), (6, 4, 0), (1, 1, 8)]))
@settings(max_examples=80)
def test_the_distance_is_that_of_the_whole_arrangement(rows, places, tenths):
    """The smallest sum of moves to a point where one of the list ties with one outside lies where planes of ties, bounds,
    and single weights that stay as they are meet."""
    assume(places < len(rows))
    start = [Fraction(tenth, 10) for tenth in tenths]
    totals = totals_at(rows, start)
    order = sorted(range(len(rows)), key=lambda team: -totals[team])
    assume(totals[order[places - 1]] > totals[order[places]])
    unit = [[int(i == j) for j in range(3)] for i in range(3)]
    points = arrangement_points(rows, [0] * 3, [1] * 3, [(unit[i], start[i]) for i in range(3)])
    def strictly_somewhere(j, i):
        return any(rows[j][c] > rows[i][c] for c in range(3))
    distances = [sum(abs(a - b) for a, b in zip(point, start, strict=True)) for point in points for i in order[:places]
                 for j in order[places:] if strictly_somewhere(j, i) and totals_at(rows, point)[j] >= totals_at(rows, point)[i]]
    change = smallest_change(frame(rows), dict(zip(["c0", "c1", "c2"], map(float, start), strict=True)), places=places)
    if not distances:
        assert np.isnan(change.distance) and change.leaves == ()
        return
    assert change.distance == pytest.approx(float(min(distances)), abs=1e-9)
    nominal = {f"T{team}" for team in order[:places]}
    totals = score_teams(frame(rows), change.weights)
    assert totals[change.pair[1]] > totals[change.pair[0]] and set(change.leaves) <= nominal


STATED = [{}, {"percent": 60}, {"order": ["c0", "c1"]}, {"statements": ["c0 + c1 >= 45%"]}]


@given(st.integers(0, 40), st.sampled_from(STATED), st.sampled_from(["l1", "linf", "l2"]), st.sampled_from([1, 0]))
@settings(max_examples=60)
def test_the_witness_changes_the_list_and_nothing_nearer_does(seed, stated, norm, power):
    table = frame(0.05 + 0.95 * random_table(12, 4, seed))
    weights = pd.Series([0.4, 0.3, 0.2, 0.1], index=list(table))
    region = weight_region(list(table), **(dict(stated, around=weights) if "percent" in stated else stated))
    change = smallest_change(table, weights, places=4, region=region, norm=norm, power=power)
    nominal = top(score_teams(table, weights, power=power), 4)
    measure = {"l1": lambda move: np.abs(move).sum(axis=-1), "linf": lambda move: np.abs(move).max(axis=-1),
               "l2": lambda move: np.sqrt((move**2).sum(axis=-1))}[norm]
    moves = np.random.default_rng(seed).dirichlet(np.ones(4), size=4000) - weights.to_numpy()
    limit = 0.99 * change.distance if change.distance == change.distance else 9
    moves *= np.minimum(1, limit / measure(moves))[:, None]
    for move in moves[::20]:
        if region.contains(weights.to_numpy() + move):
            assert top(score_teams(table, weights + move, power=power), 4) == nominal
    if change.distance == change.distance:
        assert region.contains(change.weights.to_numpy()) and measure((change.at_tie - weights).to_numpy()) == pytest.approx(
            change.distance)
        totals = score_teams(table, change.weights, power=power)
        assert top(totals, 4) == nominal - set(change.leaves) | set(change.enters) != nominal
        tie = score_teams(table, change.at_tie, power=power)
        assert tie[change.pair[0]] == pytest.approx(tie[change.pair[1]], abs=1e-7)


@given(st.integers(0, 60), st.sampled_from(["l1", "linf"]), st.sampled_from(STATED))
@settings(max_examples=30)
def test_whole_points_by_trying_all_of_them(seed, norm, stated):
    """Three indicators have 5,151 weightings in whole points: the nearest that alters the list is looked up."""
    table = frame(np.round(random_table(9, 3, seed), 2))
    start = np.array([40, 35, 25])
    weights = pd.Series(start / 100, index=list(table))
    region = weight_region(list(table), **(dict(stated, around=weights) if "percent" in stated else stated))
    totals = score_teams(table, weights)
    assume(totals.nlargest(4).iloc[2] - totals.nlargest(4).iloc[3] > 1e-9)
    nominal = top(totals, 3)
    best = np.inf
    for first, second in product(range(101), repeat=2):
        points = np.array([first, second, 100 - first - second])
        if points[2] < 0 or not region.contains(points / 100):
            continue
        moved = np.abs(points - start).sum() if norm == "l1" else np.abs(points - start).max()
        if moved < best:
            scores = table.to_numpy() @ points
            inside = table.index.isin(nominal)
            if scores[~inside].max() > scores[inside].min() + 1e-7:
                best = moved
    change = smallest_change(table, weights, places=3, region=region, norm=norm, whole_points=True)
    assert 100 * change.distance == pytest.approx(best) if np.isfinite(best) else np.isnan(change.distance)
    if np.isfinite(best):
        assert np.abs(100 * change.weights - np.round(100 * change.weights)).max() < 1e-9


@given(st.integers(0, 40), st.sampled_from([{}, {"percent": 70}, {"order": ["c0", "c1"]}]), st.sampled_from(["l1", "linf"]),
       st.sampled_from([1, -1]), st.data())
@settings(max_examples=60)
def test_a_path_selects_and_one_percent_less_does_not(seed, stated, norm, power, data):
    table = frame(0.05 + 0.95 * random_table(11, 4, seed))
    weights = pd.Series([0.4, 0.3, 0.2, 0.1], index=list(table))
    region = weight_region(list(table), **(dict(stated, around=weights) if "percent" in stated else stated))
    team = data.draw(st.sampled_from(list(table.index)))
    path = path_to_selection(table, weights, team, places=3, region=region, norm=norm, power=power)
    chosen = team in top(score_teams(table, weights, power=power), 3)
    nearer = weights.to_numpy() + np.random.default_rng(seed).dirichlet(np.full(4, 0.6), size=3000) - weights.to_numpy()
    moves = nearer - weights.to_numpy()
    sizes = np.abs(moves).sum(axis=1) if norm == "l1" else np.abs(moves).max(axis=1)
    limit = 0.99 * path.distance if path.distance == path.distance else np.inf
    moves *= np.minimum(1, limit / sizes)[:, None]
    for move in [*moves[::15], 0.99 * (path.at_tie - weights).to_numpy()]:
        if region.contains(weights.to_numpy() + move):
            assert (team in top(score_teams(table, weights + move, power=power), 3)) == chosen
    if path.distance == path.distance:
        assert region.contains(path.weights.to_numpy())
        assert (team in top(score_teams(table, path.weights, power=power), 3)) != chosen
        assert team in (path.leaves if chosen else path.enters)


@pytest.mark.parametrize("stated", [{}, {"statements": ["c0 >= 10%"]}])
def test_a_tie_in_whole_points_is_not_enough(stated):
    """0.6 against 0.4: ten points from one to the other tie the two, the eleventh decides."""
    table, weights = frame([[1, 0], [0, 1]]), {"c0": 0.6, "c1": 0.4}
    region = weight_region(list(table), **stated)
    assert smallest_change(table, weights, places=1, region=region).distance == pytest.approx(0.2)
    for norm, distance in (("l1", 0.22), ("linf", 0.11)):
        change = smallest_change(table, weights, places=1, region=region, norm=norm, whole_points=True)
        assert change.distance == pytest.approx(distance) and change.enters == ("T1",)


@given(st.integers(0, 30), st.sampled_from(["l1", "linf"]))
@settings(max_examples=8)
def test_bounds_and_the_hull_of_their_corners_are_the_same_region(seed, norm):
    table = frame(random_table(20, 4, seed))
    weights = pd.Series([0.4, 0.25, 0.2, 0.15], index=list(table))
    bounds = weight_region(around=weights, percent=90)
    hull = weight_region(hull=pd.DataFrame(region_polytope(bounds).vertices, columns=list(table)))
    both = [smallest_change(table, weights, places=3, region=region, norm=norm).distance for region in (bounds, hull)]
    assert both[0] == pytest.approx(both[1], abs=1e-9, nan_ok=True)
    for team in table.index:
        both = [path_to_selection(table, weights, team, places=3, region=region, norm=norm).distance for region in (bounds, hull)]
        assert both[0] == pytest.approx(both[1], abs=1e-9, nan_ok=True)


def test_a_weight_of_zero_does_not_make_the_ball_vanish():
    """A lead of 0.2·(1 - 0) over two indicators; the third has no weight and no difference."""
    table = frame([[1, 0, 0.5], [0, 1, 0.5]])
    ball = smallest_change(table, {"c0": 0.6, "c1": 0.4, "c2": 0.0}, places=1, norm="l2")
    assert ball.distance == pytest.approx(0.1 * np.sqrt(2)) and ball.enters == ("T1",)


@pytest.mark.parametrize("fixed", [0.0, 0.1])
def test_a_weight_that_cannot_move_is_as_good_as_a_bonus(fixed):
    """The path is that of the other weights, with what the one that stays gives put into their values."""
    table, codes = frame(random_table(10, 4, 3)), ["c0", "c1", "c2", "c3"]
    rest, share = table[codes[:3]], 1 - fixed
    with_bonus = rest.add(table["c3"] * fixed / share, axis=0)
    weights = {"c0": 0.4 * share, "c1": 0.3 * share, "c2": 0.3 * share}
    region = weight_region(codes, lower={"c3": fixed}, upper={"c3": fixed, "c0": 0.6 * share})
    alone = weight_region(codes[:3], upper={"c0": 0.6})
    for team in table.index:
        found = path_to_selection(table, weights | {"c3": fixed}, team, places=4, region=region)
        expected = path_to_selection(with_bonus, pd.Series(weights) / share, team, places=4, region=alone)
        assert found.distance == pytest.approx(share * expected.distance, abs=1e-9, nan_ok=True)
        assert found.enters == expected.enters and found.leaves == expected.leaves


def test_the_list_of_all_and_a_tie_at_the_cut():
    assert np.isnan(smallest_change(CASE, WEIGHTS, places=3).distance)
    assert np.isnan(path_to_selection(CASE, WEIGHTS, "A", places=3).distance)
    tied = smallest_change(frame([[1, 0], [0, 1]]), {"c0": 0.5, "c1": 0.5}, places=1)
    assert tied.distance == 0 and tied.pair == ("T0", "T1")
    twins = smallest_change(frame([[1, 0], [1, 0], [0, 1]]), {"c0": 0.75, "c1": 0.25}, places=1)
    assert twins.distance == pytest.approx(0.5) and set(twins.leaves) == {"T0", "T1"} and twins.enters == ("T2",)


def test_a_place_shared_with_a_twin_is_not_won_outright():
    """T0 and T1 have the same marks: no weights put either ahead of the other, and one place is not enough for both."""
    table = frame([[1, 0], [1, 0], [0, 1]])
    assert np.isnan(path_to_selection(table, {"c0": 0.25, "c1": 0.75}, "T0", places=1).distance)
    both = path_to_selection(table, {"c0": 0.25, "c1": 0.75}, "T0", places=2)
    assert np.isnan(both.distance) or both.distance == pytest.approx(0.5)
    assert path_to_selection(table, {"c0": 0.25, "c1": 0.75}, "T2", places=1).distance == pytest.approx(0.5)


def test_the_band_is_where_rounding_ties_the_pair():
    """The lead of 0.026 shrinks by 0.2 for each unit of moves (half of 0.1 + 0.3); a step of 0.01 reaches 0.05 to each side."""
    change = smallest_change(CASE, WEIGHTS, places=1, unit=Rules(points=1, decimals=2).unit)
    assert change.band == pytest.approx((0.13 - 0.05, 0.13 + 0.05))
    for share, apart in ((0.5, True), (0.99, False)):
        weights = pd.Series(WEIGHTS) + share * (change.at_tie - pd.Series(WEIGHTS))
        rounded = np.floor(100 * score_teams(CASE, weights) + 0.5)
        assert (rounded["A"] != rounded["B"]) == apart


def test_what_does_not_fit_is_refused():
    region = weight_region(list(CASE), upper=0.5)
    with pytest.raises(RulesError, match="expected admissible ones"):
        smallest_change(CASE, WEIGHTS, places=1, region=region)
    with pytest.raises(RulesError, match="expected whole percentage points"):
        smallest_change(CASE, {"w1": 0.8, "w2": 0.185, "w3": 0.015}, places=1, whole_points=True)
    with pytest.raises(RulesError, match="norm = 'l3'"):
        smallest_change(CASE, WEIGHTS, places=1, norm="l3")
    with pytest.raises(RulesError, match="norm = 'l2'"):
        path_to_selection(CASE, WEIGHTS, "C", places=1, norm="l2")
    with pytest.raises(RulesError, match="no team 'D'"):
        path_to_selection(CASE, WEIGHTS, "D", places=1)
    with pytest.raises(RulesError, match="4 places for 3 teams"):
        smallest_change(CASE, WEIGHTS, places=4)
