"""Totals and rounding: the published worked example, exact fractions, the power-mean family."""

import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contestlib.contest import evaluate
from contestlib.errors import RulesError
from contestlib.rounding import round_half_up, snap
from contestlib.rules import Rules
from contestlib.scoring import contributions, generator_matrix, score_teams

positive = st.floats(0.01, 1)


@given(st.lists(st.one_of(st.integers(-10**7, 10**7).map(lambda number: number / 1000), st.floats(-9e4, 9e4)), min_size=1),
       st.integers(0, 4))
def test_many_numbers_round_as_one_decimal_number_does(values, decimals):
    assert round_half_up(np.array(values), decimals).tolist() == [round_half_up(value, decimals) for value in values]


def test_missing_numbers_stay_and_the_others_are_rounded():
    rounded = round_half_up(np.array([[2.675, np.nan], [-np.inf, -0.285]]), 2)
    assert np.array_equal(rounded, [[2.68, np.nan], [-np.inf, -0.29]], equal_nan=True)


def test_40_000_percent_weights_times_one_decimal_marks_agree_with_fractions():
    """Every total is compared with exact fractions, and every one within a hair of a rounding border is among them."""
    numbers = random.Random(20190901)
    borders = 0
    for _ in range(400):
        cuts = sorted(numbers.sample(range(1, 100), 4))
        points = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
        tenths = [[numbers.randrange(0, 1001) for _ in points] for _ in range(100)]
        exact = [sum(Fraction(p, 100) * Fraction(t, 10) for p, t in zip(points, row, strict=True)) for row in tenths]
        matrix = pd.DataFrame([[t / 10 for t in row] for row in tenths], columns=list("abcde"))
        totals = evaluate(matrix, Rules(decimals=2), pd.Series(points, index=list("abcde"))).totals
        for total, true in zip(totals, exact, strict=True):
            half_up = (Decimal(true.numerator) / Decimal(true.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert Decimal(repr(total)) == half_up
            borders += (true * 1000) % 10 == 5
    assert borders > 3000  # about one in ten lies exactly on a border


def test_floats_rounded_directly_would_be_wrong():
    """Why totals are snapped first: 0.285 as a float lies below the border that it stands for."""
    assert round(0.285, 2) == 0.28 and round_half_up(0.285, 2) == 0.29
    assert round_half_up(1.005, 2) == 1.01 and round_half_up(-0.125, 2) == -0.13
    assert snap(0.1 + 0.2) == snap(0.3)


def test_rounding_keeps_labels_gaps_and_kind():
    series = pd.Series([1.25, np.nan], index=["A", "B"], name="total")
    rounded = round_half_up(series, 1)
    assert rounded["A"] == 1.3 and np.isnan(rounded["B"]) and rounded.name == "total"
    assert round_half_up(2.5, 0) == 3.0


def test_power_means_by_hand():
    table = pd.DataFrame({"a": [0.25], "b": [1.0]}, index=["X"])
    half = {"a": 0.5, "b": 0.5}
    assert score_teams(table, half)["X"] == (0.25 + 1) / 2
    assert score_teams(table, half, power=0)["X"] == pytest.approx((0.25 * 1) ** 0.5)
    assert score_teams(table, half, power=-1)["X"] == pytest.approx(2 / (1 / 0.25 + 1 / 1))
    assert score_teams(table, half, power=2)["X"] == pytest.approx(((0.25**2 + 1) / 2) ** 0.5)


@given(st.lists(st.tuples(positive, positive), min_size=2, max_size=8), st.sampled_from([-2, -1, 0, 0.5, 1, 3]))
def test_the_generator_matrix_ranks_like_the_scores(rows, power):
    table = pd.DataFrame(rows, columns=["a", "b"])
    weights = pd.Series({"a": 0.3, "b": 0.7})
    scores = score_teams(table, weights, power=power)
    linear = generator_matrix(table, power) @ weights
    order = np.argsort(linear.to_numpy(), kind="stable")
    assert (np.diff(scores.to_numpy()[order]) >= -1e-9).all()


@given(st.lists(st.tuples(positive, positive, positive), min_size=1, max_size=8))
def test_contributions_add_up_to_the_total(rows):
    table = pd.DataFrame(rows, columns=list("abc"))
    weights = {"a": 50, "b": 30, "c": 20}
    np.testing.assert_allclose(contributions(table, weights).sum(axis=1), score_teams(table, weights), atol=1e-12)


def test_a_better_value_never_lowers_a_total():
    table = pd.DataFrame({"a": [0.5, 0.5], "b": [0.2, 0.3]})
    low, high = score_teams(table, {"a": 0.9, "b": 0.1})
    assert high > low


def test_zeros_need_a_floor_under_a_geometric_mean():
    table = pd.DataFrame({"a": [0.0, 0.5]}, index=["T01", "T02"])
    with pytest.raises(RulesError, match="T01/a"):
        score_teams(table, {"a": 1}, power=0)


@pytest.mark.parametrize(("weights", "words"), [
    ({"a": 0.5, "b": 0.45}, "summing to 0.95"), ({"a": 1.2, "b": -0.2}, "zero or more"),
    ({"a": 1.0}, "one for each of a, b"), ({"a": 0.5, "c": 0.5}, "one for each of a, b")])
def test_weights_are_never_rescaled(weights, words):
    with pytest.raises(RulesError, match=words):
        score_teams(pd.DataFrame({"a": [1.0], "b": [1.0]}), weights)
