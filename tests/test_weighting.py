"""Weights: published cases, arithmetic by hand, exactness, the pool of several members, and effective importance."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contestlib.ahp import ahp_weights
from contestlib.catalogue import CHINESE
from contestlib.contest import evaluate
from contestlib.errors import RulesError
from contestlib.importance import correlation_ratio, effective_importance
from contestlib.pooling import METHODS, pool_every_way, pooled_weights
from contestlib.records import Weights
from contestlib.regions import region_polytope, weight_region
from contestlib.rulebook import as_scenario
from contestlib.rules import Indicator, Rules
from contestlib.scoring import score_teams
from contestlib.weighting import (
    NO_PREFERENCE,
    critic_weights,
    direct_weights,
    entropy_weights,
    equal_weights,
    rank_order_centroid_weights,
    round_weights,
    standard_deviation_weights,
    swing_weights,
)

# Wang and Chin (2011), Information Sciences 181, 5240-5248.
WANG_CHIN = {("C1", "C2"): 4, ("C1", "C3"): 3, ("C1", "C4"): 1, ("C1", "C5"): 3, ("C1", "C6"): 4, ("C2", "C3"): 7,
             ("C2", "C4"): 3, ("C2", "C5"): "1/5", ("C2", "C6"): 1, ("C3", "C4"): "1/5", ("C3", "C5"): "1/5",
             ("C3", "C6"): "1/6", ("C4", "C5"): 1, ("C4", "C6"): "1/3", ("C5", "C6"): 3}
# Saaty (2008), International Journal of Services Sciences 1, 83-98: drink consumption.
DRINKS = {("coffee", "wine"): 9, ("coffee", "tea"): 5, ("coffee", "beer"): 2, ("coffee", "soda"): 1, ("coffee", "milk"): 1,
          ("water", "coffee"): 2, ("water", "wine"): 9, ("water", "tea"): 9, ("water", "beer"): 3, ("water", "soda"): 2,
          ("water", "milk"): 3, ("tea", "wine"): 3, ("beer", "wine"): 9, ("beer", "tea"): 3, ("beer", "milk"): 1,
          ("soda", "wine"): 9, ("soda", "tea"): 4, ("soda", "beer"): 2, ("soda", "milk"): 2, ("milk", "wine"): 9,
          ("milk", "tea"): 3}
# Saaty (2005), Theory and Applications of the Analytic Network Process: which city to live in.
CITIES = {"criteria": [("Culture", "Housing", 3), ("Culture", "Transportation", 5), ("Family", "Culture", 5),
                       ("Family", "Housing", 7), ("Family", "Transportation", 7), ("Housing", "Transportation", 3),
                       ("Jobs", "Culture", 2), ("Jobs", "Housing", 4), ("Jobs", "Transportation", 7), ("Family", "Jobs", 1)],
          "Culture": [("Be", "Pi", 1), ("Bo", "Be", 2), ("Bo", "Pi", 2.5), ("Bo", "Sa", 1), ("Sa", "Be", 2), ("Sa", "Pi", 2.5)],
          "Family": [("Be", "Bo", 2), ("Be", "Sa", 4), ("Bo", "Sa", 2), ("Pi", "Be", 3), ("Pi", "Bo", 8), ("Pi", "Sa", 9)],
          "Housing": [("Be", "Bo", 5), ("Be", "Sa", 2.5), ("Pi", "Be", 2), ("Pi", "Bo", 9), ("Pi", "Sa", 7), ("Sa", "Bo", 4)],
          "Jobs": [("Be", "Pi", 3), ("Be", "Sa", 4), ("Bo", "Be", 2), ("Bo", "Pi", 6), ("Bo", "Sa", 8), ("Pi", "Sa", 1)],
          "Transportation": [("Be", "Bo", 1.5), ("Be", "Sa", 4), ("Bo", "Sa", 2.5), ("Pi", "Be", 2), ("Pi", "Bo", 3.5),
                             ("Pi", "Sa", 9)]}


def judged(rows):
    return ahp_weights({(over, under): ratio for over, under, ratio in rows})


def test_eigenvector_weights_as_published():
    published = {"C1": 0.3208, "C2": 0.1395, "C3": 0.0348, "C4": 0.1285, "C5": 0.2374, "C6": 0.1391}
    assert ahp_weights(WANG_CHIN).weights.round(4).to_dict() == published
    drinks = ahp_weights(DRINKS)
    assert drinks.weights.round(4).to_dict() == {"coffee": 0.1775, "wine": 0.0191, "tea": 0.0418, "beer": 0.1164,
                                                 "soda": 0.1896, "milk": 0.1288, "water": 0.3268}
    assert drinks.random_index == 1.32 and drinks.consistency_ratio == pytest.approx(0.022, abs=6e-4)


def test_a_hierarchy_as_published():
    """Weights of the cities under each criterion, times the weights of the criteria."""
    criteria = judged(CITIES["criteria"]).weights
    under = pd.DataFrame({name: judged(CITIES[name]).weights for name in criteria.index})
    assert (under @ criteria).round(3).to_dict() == {"Be": 0.229, "Bo": 0.275, "Pi": 0.385, "Sa": 0.111}


def test_the_judgement_that_fits_least_is_named():
    """a = 2b, b = 3c, c = 2d would make a = 6c = 12d and b = 6d; a = 1/2 d contradicts the others."""
    weights = ahp_weights({("a", "b"): 2, ("b", "c"): 3, ("c", "d"): 2, ("a", "c"): 6, ("b", "d"): 6, ("a", "d"): "1/2"})
    worst = weights.worst
    assert worst[["over", "under", "stated"]].values.tolist() == [["a", "d", 0.5]] and weights.consistency_ratio > 0.1
    sound = ahp_weights({("a", "b"): 2, ("b", "c"): 3, ("c", "d"): 2, ("a", "c"): 6, ("b", "d"): 6, ("a", "d"): 12})
    assert not len(sound.worst) and sound.consistency_ratio < 1e-9
    assert sound.weights.round(9).to_dict() == {"a": round(12 / 21, 9), "b": round(6 / 21, 9), "c": round(2 / 21, 9),
                                                "d": round(1 / 21, 9)}


def test_with_three_indicators_every_judgement_fits_equally_badly():
    """a = 2b, b = 2c, a = c: the product of the circle is 4, and each of the three is the cube root of 4 off."""
    weights = ahp_weights({("a", "b"): 2, ("b", "c"): 2, ("a", "c"): 1})
    assert len(weights.worst) == 3 and weights.worst["factor"].round(9).tolist() == [round(4 ** (1 / 3), 9)] * 3


@pytest.mark.parametrize(("judgements", "words"), [
    ({("a", "b"): 3, ("b", "a"): 3}, "'a' over 'b' = 3 and 'b' over 'a' = 3"),
    ({("a", "b"): 3, ("b", "a"): "0.33"}, "reciprocal"),
    ({("a", "b"): 3, ("a", "c"): 2}, "no judgement of b / c "),
    ({("a", "b"): 0}, "'0' for 'a' over 'b'"), ({("a", "b"): "three"}, "'three' for 'a' over 'b'"),
    ({("a", "b"): 2, ("a", "a"): 2}, "'a' over itself = 2"), ({}, "0 indicators"),
    ({(f"i{i:02}", f"i{j:02}"): 1 for i in range(16) for j in range(i + 1, 16)}, "16 indicators")])
def test_judgements_that_are_none(judgements, words):
    with pytest.raises(RulesError, match=words):
        ahp_weights(judgements)


def test_a_whole_matrix_of_judgements():
    matrix = pd.DataFrame([[1, 3], [1 / 3, 1]], index=["a", "b"], columns=["a", "b"])
    assert ahp_weights(matrix).weights.round(12).to_dict() == {"a": 0.75, "b": 0.25}
    matrix.loc["b", "a"] = 0.3
    with pytest.raises(RulesError, match="expected one to be the reciprocal of the other"):
        ahp_weights(matrix)
    with pytest.raises(RulesError, match="rows a, b under the columns a, c"):
        ahp_weights(matrix.rename(columns={"b": "c"}))
    with pytest.raises(RulesError, match="a judgement about 'c'"):
        ahp_weights({("a", "b"): 3, ("a", "c"): 1}, ["a", "b"])


@given(st.lists(st.integers(1, 9), min_size=2, max_size=7))
def test_consistent_judgements_give_the_weights_they_came_from(numbers):
    codes = [f"i{n}" for n in range(len(numbers))]
    weights = ahp_weights({(codes[i], codes[j]): Fraction(numbers[i], numbers[j])
                           for i in range(len(codes)) for j in range(i + 1, len(codes))}, codes)
    assert np.allclose(weights.weights, np.array(numbers) / sum(numbers)) and weights.consistency_ratio < 1e-9


def test_rank_order_centroid():
    """Barron and Barrett (1996): (1 + 1/2 + 1/3 + 1/4) / 4, (1/2 + 1/3 + 1/4) / 4, (1/3 + 1/4) / 4, (1/4) / 4."""
    assert [str(share) for share in rank_order_centroid_weights(["a", "b", "c", "d"]).points.values()] == [
        "25/48", "13/48", "7/48", "1/16"]
    tied = rank_order_centroid_weights(["a", ["b", "c"], "d"])
    assert tied.points["b"] == tied.points["c"] == (Fraction(13, 48) + Fraction(7, 48)) / 2 and tied.total == 1
    assert dict(tied) == dict(rank_order_centroid_weights({"a": 1, "b": 2, "c": 2, "d": 4}))
    assert dict(tied) == dict(rank_order_centroid_weights(pd.Series({"a": 1, "b": 2, "c": 2, "d": 3})))
    for ranks in ({"a": 1, "b": 3}, {"a": 2, "b": 3}, {"a": 1, "b": 1, "c": 4}, {"a": 1, "b": "1.5"}):
        with pytest.raises(RulesError, match="the ranks"):
            rank_order_centroid_weights(ranks)


@pytest.mark.parametrize("order", [["a", "b", "c", "d"], ["a", ["b", "c"], "d"], [["a", "b"], "c", "d"]])
def test_the_centroid_is_the_middle_of_the_region_that_the_order_states(order):
    """With equal ranks the region is several simplices of one size, side by side; its middle is the mean of theirs."""
    weights = rank_order_centroid_weights(order).weights
    orders = list(product(*([list(group), list(group)[::-1]] if not isinstance(group, str) else [[group]] for group in order)))
    middles = []
    for one in orders:
        corners = region_polytope(weight_region(list("abcd"), order=[code for group in one for code in group])).vertices
        middles.append(corners.mean(axis=0))
    assert np.allclose(np.mean(middles, axis=0), weights[list("abcd")])


def test_points_stay_what_was_written():
    weights = direct_weights({"a": "1/3", "b": Decimal("0.5"), "c": Fraction(1, 6)})
    assert weights.points == {"a": Fraction(1, 3), "b": Fraction(1, 2), "c": Fraction(1, 6)} and weights.exact
    assert direct_weights({"a": 0.1, "b": 0.2, "c": 0.7}).points["a"] == Fraction(1, 10)
    assert direct_weights({"a": 3, "b": 4}, total=7).total == 7
    scenario = weights.scenario("mine", proposer="Wang")
    assert scenario.weights["a"] == Fraction(1, 3) and scenario.total == 1 and scenario.proposer == "Wang"
    third = as_scenario(equal_weights(["a", "b", "c"]))
    assert third.weights["a"] / third.total == Fraction(1, 3)
    for points in ({"a": 60, "b": 39.9}, {"a": 60, "b": -40}, {"a": "x"}, {"a": float("nan")}, {"a": None}, {}, {"a": 0}):
        with pytest.raises(RulesError):
            direct_weights(points)
    with pytest.raises(RulesError, match="points that add up to 100 .expected 7"):
        direct_weights({"a": 60, "b": 40}, total=7)
    with pytest.raises(RulesError, match="stands twice"):
        equal_weights(["a", "a"])


def test_swings():
    weights = swing_weights({"a": 100, "b": 50, "c": "12.5", "d": 0})
    assert weights.points["c"] / weights.total == Fraction(25, 2) / Fraction(325, 2)
    for ratings, words in (({"a": 90, "b": 50}, "a largest swing of 90"), ({"a": 100, "b": 101}, "a swing of 101 for 'b'")):
        with pytest.raises(RulesError, match=words):
            swing_weights(ratings)


def test_weights_stand_wherever_weights_can():
    """2/3 of 90 and 1/3 of 60 are 80."""
    table = pd.DataFrame({"a": [90.0, 30], "b": [60.0, 90]}, index=["X", "Y"])
    weights = direct_weights({"a": 2, "b": 1}, total=3)
    assert score_teams(table, weights).round(9).to_dict() == {"X": 80, "Y": 50}
    assert evaluate(table, Rules(), weights).totals.to_dict() == {"X": 80, "Y": 50}


# Diakoulaki, Mavrotas and Papayannakis (1995), Computers and Operations Research 22, 763-770: eight pharmaceutical companies.
PHARMA = pd.DataFrame([[61, 1.08, 4.33], [20.7, 0.26, 4.34], [16.3, 1.98, 2.53], [9, 3.29, 1.65], [5.4, 2.77, 2.33],
                       [4, 4.12, 1.21], [-6.1, 3.52, 2.10], [-34.6, 3.31, 0.98]],
                      columns=["profitability", "share", "productivity"])


def test_critic_as_published():
    weights = critic_weights(PHARMA)
    assert weights.weights.round(4).tolist() == [0.2022, 0.4809, 0.3169]
    deviation = ((PHARMA - PHARMA.min()) / (PHARMA.max() - PHARMA.min())).std(ddof=1)
    assert np.allclose(weights.workings["deviation"], deviation)
    assert np.allclose(weights.workings["conflict"], (1 - PHARMA.corr()).sum())
    assert standard_deviation_weights(PHARMA).weights.round(6).equals((deviation / deviation.sum()).round(6))


def test_entropy_as_published():
    """Xu (2004), European Journal of Operational Research 156, 530-532: a column that is constant but for its last digit."""
    table = pd.DataFrame([[30, 30, 38, 29], [19, 54, 86, 29], [19, 15, 85, 28.9], [68, 70, 60, 29]], columns=list("abcd"))
    assert entropy_weights(table).weights.round(4).tolist() == [0.4630, 0.3992, 0.1378, 0.0]


@pytest.mark.parametrize("method", [critic_weights, entropy_weights, standard_deviation_weights])
def test_what_the_data_suggest_is_nobodys_preference(method):
    table = pd.DataFrame(np.random.default_rng(5).uniform(1, 9, (12, 4)), columns=list("abcd"))
    weights = method(table)
    assert weights.warning == NO_PREFERENCE and NO_PREFERENCE in CHINESE and not weights.exact
    assert np.allclose(method(table * [1, 10, 100, 0.5]).weights, weights.weights)  # units do not matter
    assert np.allclose(method(table[::-1]).weights, weights.weights)  # nor the order of the teams
    constant = method(table.assign(e=7.0)).weights
    assert constant["e"] == 0 and np.allclose(constant[list("abcd")], weights.weights)
    for bad in (table.iloc[:1], table.mask(table == table.iloc[0, 0]), table * 0 + 3):
        with pytest.raises(RulesError):
            method(bad)


def test_directions_matter_to_conflict_only():
    table = pd.DataFrame({"sales": [1.0, 2, 3, 5], "refunds": [1.0, 2, 3, 4], "likes": [4.0, 1, 3, 2]})
    cost = [Indicator("sales"), Indicator("refunds", direction="lower"), Indicator("likes")]
    assert critic_weights(table, cost)["refunds"] > critic_weights(table)["refunds"]
    assert dict(standard_deviation_weights(table, cost)) == pytest.approx(dict(standard_deviation_weights(table)))
    with pytest.raises(RulesError, match="smallest value of -1"):
        entropy_weights(table - 2)


def test_every_method_is_said_in_chinese():
    table = pd.DataFrame({"a": [1.0, 2, 4], "b": [3.0, 1, 2]})
    made = [equal_weights(["a"]), direct_weights({"a": 1}), rank_order_centroid_weights(["a", "b"]), swing_weights({"a": 100}),
            ahp_weights({("a", "b"): 2}), critic_weights(table), entropy_weights(table), standard_deviation_weights(table)]
    assert all(weights.method in CHINESE for weights in made) and set(METHODS.values()) <= set(CHINESE)


# Pools.

MEMBERS = {"Wang": direct_weights({"a": 60, "b": 30, "c": 10}), "Li": direct_weights({"a": 20, "b": 20, "c": 60}),
           "Zhao": direct_weights({"a": "0.5", "b": "0.4", "c": "0.1"})}


def test_pools_by_hand():
    mean, median, geometric = pool_every_way(MEMBERS).values()
    assert mean.points == {"a": Fraction(130, 300), "b": Fraction(90, 300), "c": Fraction(80, 300)} and mean.total == 1
    assert median.points == {"a": Fraction(1, 2), "b": Fraction(3, 10), "c": Fraction(1, 10)} and median.total == Fraction(9, 10)
    assert median["a"] == pytest.approx(5 / 9) and median.sum_before == 0.9 and median.exact
    raw = {"a": (0.6 * 0.2 * 0.5) ** (1 / 3), "b": (0.3 * 0.2 * 0.4) ** (1 / 3), "c": (0.1 * 0.6 * 0.1) ** (1 / 3)}
    assert dict(geometric) == pytest.approx({code: value / sum(raw.values()) for code, value in raw.items()})
    assert mean.spread.loc["c"].tolist() == [0.1, 0.6, 0.5, pytest.approx(np.std([0.1, 0.6, 0.1], ddof=1)), "Wang, Zhao", "Li"]
    assert mean.distances["Li"] == pytest.approx((abs(0.2 - 13 / 30) + abs(0.2 - 0.3) + abs(0.6 - 8 / 30)) / 2)


def test_the_hull_holds_what_lies_between_the_members():
    pool = pooled_weights(MEMBERS)
    assert pool.inside and all(pool.region.contains(weights.weights) for weights in MEMBERS.values())
    assert not pool.region.contains([1, 0, 0])
    apart = {"Wang": {"a": 0.90, "b": 0.05, "c": 0.05}, "Li": {"a": 0.05, "b": 0.90, "c": 0.05}}  # both give c the same
    outside = pooled_weights(apart, method="geometric")
    assert outside["c"] == pytest.approx(0.05 / (2 * 0.045**0.5 + 0.05)) and not outside.inside
    assert pooled_weights(apart).inside and pooled_weights(apart)["c"] == 0.05


@pytest.mark.parametrize(("proposals", "method", "words"), [
    ({"Wang": {"a": 1}}, "mean", "1 member's weights"), ({}, "mean", "0 member's weights"),
    ({"Wang": {"a": 0.5, "b": 0.5}, "Li": {"a": 1}}, "mean", "weights of Li for a"),
    ({"Wang": {"a": 0, "b": 1}, "Li": {"a": 0.5, "b": 0.5}}, "geometric", "a weight of zero for 'a' by Wang"),
    ({"Wang": {"a": 0.5, "b": 0.4}, "Li": {"a": 1, "b": 0}}, "mean", "weights summing to 0.9"),
    (MEMBERS, "mode", "method = 'mode'")])
def test_proposals_that_cannot_be_pooled(proposals, method, words):
    with pytest.raises(RulesError, match=words):
        pooled_weights(proposals, method=method)


@settings(max_examples=10)
@given(st.lists(st.lists(st.integers(1, 20), min_size=3, max_size=3), min_size=2, max_size=5))
def test_a_mean_lies_between_the_members_and_does_not_depend_on_their_order(rows):
    table = pd.DataFrame(rows, columns=list("abc")).div(pd.DataFrame(rows).sum(axis=1), axis=0)
    pool = pooled_weights(table)
    assert pool.inside and pool.weights.sum() == pytest.approx(1)
    assert (pool.weights >= table.min() - 1e-12).all() and (pool.weights <= table.max() + 1e-12).all()
    for method in METHODS:
        assert np.allclose(pooled_weights(table, method=method).weights, pooled_weights(table[::-1], method=method).weights)


def test_computed_weights_as_points_that_a_table_can_hold():
    rounded = round_weights(ahp_weights(DRINKS))
    assert rounded.exact and rounded.total == sum(rounded.points.values()) and rounded.points["water"] == Fraction("32.68")
    assert (rounded.weights - ahp_weights(DRINKS).weights).abs().max() < 1e-4
    halves = round_weights(Weights({"a": 0.12345, "b": 0.87655}, 1.0, ""))
    assert halves.points == {"a": Fraction("12.35"), "b": Fraction("87.66")} and halves.total == Fraction("100.01")


# Effective importance.

def test_importance_where_indicators_are_balanced():
    """All corners of a cube: uncorrelated and equally spread, so that importance is w² / Σ w²."""
    table = pd.DataFrame(list(product([0.0, 1.0], repeat=3)), columns=list("abc"))
    found = effective_importance(table, {"a": 50, "b": 30, "c": 20}, places=4)
    assert np.allclose(found["importance"], np.array([25, 9, 4]) / 38)
    assert np.allclose(found["importance"], found["by_weight"]) and np.allclose(found["linear"], found["importance"])


def test_a_weight_that_moves_nothing_and_one_that_moves_all():
    """b hardly differs between teams: half of the weight, and next to none of the ranking."""
    rng = np.random.default_rng(3)
    table = pd.DataFrame({"a": rng.uniform(0, 1, 60), "b": rng.uniform(0.50, 0.52, 60)})
    found = effective_importance(table, {"a": 50, "b": 50}, places=10)
    assert found.loc["a", "importance"] > 0.99 and found.loc["b", "importance"] < 0.1 and found.loc["b", "pairs_turned"] < 0.05
    flat = effective_importance(table.assign(b=1.0), {"a": 50, "b": 50}, places=10).loc["b"]
    assert flat[["importance", "linear", "pairs_turned"]].tolist() == [0, 0, 0]
    assert flat[["leaves", "enters"]].tolist() == ["", ""]


def test_the_list_without_an_indicator():
    """With b: W 0.5, X 0.55, Y 0.6; without it a alone puts W first."""
    table = pd.DataFrame({"a": [1.0, 0.7, 0.4], "b": [0.0, 0.4, 0.8]}, index=["W", "X", "Y"])
    found = effective_importance(table, {"a": 0.5, "b": 0.5}, places=1)
    assert found.loc["b", ["leaves", "enters", "pairs_turned"]].tolist() == ["Y", "W", 1]
    assert found.loc["a", ["leaves", "enters", "pairs_turned"]].tolist() == ["", "", 0]
    alone = effective_importance(table[["a"]], {"a": 1}, places=1).loc["a"]
    assert alone["importance"] == 1 and np.isnan(alone["pairs_turned"])


def test_the_other_weights_keep_their_proportions_when_one_is_dropped():
    """W 0.6, X 0.24 + 0.3 + 0.1 = 0.64; without c at 2 : 1 W has 2/3 and X 0.6, at 1 : 1 X would still be ahead."""
    table = pd.DataFrame({"a": [1.0, 0.4], "b": [0.0, 1.0], "c": [0.0, 1.0]}, index=["W", "X"])
    found = effective_importance(table, {"a": 0.6, "b": 0.3, "c": 0.1}, places=1)
    assert found.loc["c", ["leaves", "enters"]].tolist() == ["X", "W"]


@given(st.integers(0, 10**6))
def test_a_correlation_ratio_lies_between_0_and_1_and_knows_no_units(seed):
    rng = np.random.default_rng(seed)
    values = rng.integers(0, rng.integers(2, 30), 25).astype(float)
    totals = rng.normal(size=25) + values / 10
    ratio = correlation_ratio(values, totals)
    assert 0 <= ratio <= 1 and ratio == pytest.approx(correlation_ratio(-3 * values + 5, 10 * totals), abs=1e-6)
