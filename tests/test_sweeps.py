"""Exact sweeps and intervals against hand-computed flips and direct recomputation."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contestlib.errors import RulesError
from contestlib.scoring import generator_matrix, score_teams
from contestlib.sweeps import stability_intervals, sweep_each_weight, sweep_weights, weight_path

CASE = pd.DataFrame([[1, 0, 0], [0.9, 0.3, 0], [0, 0, 1]], index=list("ABC"), columns=["w1", "w2", "w3"])
WEIGHTS = {"w1": 0.80, "w2": 0.18, "w3": 0.02}


def test_the_flip_between_two_grid_points():
    """A and B, the others in proportion: at weight w of 2, A has (1-w)·0.80/0.82 and B (1-w)·0.72/0.82 + 0.3·w."""
    gap = 0.08 / 0.82
    interval = stability_intervals(CASE, WEIGHTS, places=1).loc["w2"]
    assert interval["high"] == pytest.approx(gap / (gap + 0.3), abs=1e-12)
    assert interval["high"] == pytest.approx(0.24539877300613497, abs=1e-12)
    assert (interval["leaves_high"], interval["enters_high"], interval["low"]) == ("A", "B", 0)
    at = weight_path(WEIGHTS, "w2", interval["high"])
    assert score_teams(CASE, at)["A"] == pytest.approx(score_teams(CASE, at)["B"], abs=1e-12)


def top(totals, places):
    return set(totals.sort_values(ascending=False).index[:places])


teams = st.lists(st.tuples(*[st.integers(0, 20)] * 3), min_size=3, max_size=9, unique=True)


@given(teams, st.integers(1, 2), st.sampled_from([1, 0, -1]))
def test_between_breakpoints_the_list_is_the_direct_one(rows, places, power):
    table = pd.DataFrame(rows, columns=list("abc"), index=[f"T{i}" for i in range(len(rows))]) / 20 + 0.05
    start, end = pd.Series({"a": 0.7, "b": 0.2, "c": 0.1}), pd.Series({"a": 0.1, "b": 0.3, "c": 0.6})
    generated = generator_matrix(table, power)
    sweep = sweep_weights(table, start, end, places=places, power=power)
    borders = [0, *sweep["at"], 1]
    current = None
    for number, (low, high) in enumerate(zip(borders, borders[1:], strict=False)):
        middle = (low + high) / 2
        totals = (generated * (start + middle * (end - start))).sum(axis=1)
        ordered = totals.sort_values(ascending=False)
        assume(ordered.iloc[places - 1] - ordered.iloc[places] > 1e-9)
        chosen = top(totals, places)
        if current is not None:
            row = sweep.iloc[number - 1]
            assert chosen == current - set(row["leaves"].split()) | set(row["enters"].split())
            assert chosen != current
        current = chosen


@given(teams)
def test_an_interval_ends_where_the_list_changes_and_not_before(rows):
    table = pd.DataFrame(rows, columns=list("abc"), index=[f"T{i}" for i in range(len(rows))]) / 20
    weights = pd.Series({"a": 0.5, "b": 0.3, "c": 0.2})
    ordered = score_teams(table, weights).sort_values(ascending=False)
    assume(ordered.iloc[1] - ordered.iloc[2] > 1e-6)
    nominal = set(ordered.index[:2])
    for code, row in stability_intervals(table, weights, places=2).iterrows():
        assert row["low"] < weights[code] < row["high"]
        for end, limit in ((row["low"], 0), (row["high"], 1)):
            inside = score_teams(table, weight_path(weights, code, (end + weights[code]) / 2))
            assert inside[list(nominal)].min() >= inside.drop(list(nominal)).max() - 1e-12
            if end != limit:
                beyond = end + (limit - end) * 1e-6
                totals = score_teams(table, weight_path(weights, code, beyond)).sort_values()
                if totals.iloc[-2] - totals.iloc[-3] > 1e-10:
                    assert set(totals.index[-2:]) != nominal


def test_teams_tied_along_the_whole_line_never_replace_one_another():
    table = pd.DataFrame({"a": [1, 0.1 + 0.2, 0.3, 0], "b": [0, 0.3, 0.3, 1]}, index=list("WXYZ"))
    sweep = sweep_weights(table, {"a": 1, "b": 0}, {"a": 0, "b": 1}, places=2)
    assert [row.tolist() for row in sweep[["leaves", "enters"]].to_numpy()] == [["X Y", "Z"], ["W", "X Y"]]
    assert sweep["at"].tolist() == pytest.approx([0.3, 0.7])


def test_integer_marks_with_many_ties():
    table = pd.DataFrame({"a": [3, 3, 2, 2, 1, 1], "b": [1, 1, 2, 2, 3, 3]}, index=list("ABCDEF"))
    sweep = sweep_weights(table, {"a": 1, "b": 0}, {"a": 0, "b": 1}, places=2)
    assert sweep.values.tolist() == [[0.5, "A B", "E F", 0]]


def test_a_weight_that_has_everything_has_nothing_to_be_rescaled_against():
    with pytest.raises(RulesError, match="a weight of 1 for 'a'"):
        weight_path({"a": 1, "b": 0, "c": 0}, "a", 0.5)
    assert weight_path({"a": 1, "b": 0, "c": 0}, "a", 0.5, against="c").tolist() == [0.5, 0, 0.5]
    assert len(sweep_each_weight(CASE[["w1"]], {"w1": 1}, places=1)) == 0
    alone = stability_intervals(CASE, {"w1": 1, "w2": 0, "w3": 0}, places=1)
    assert alone.loc["w1", ["low", "high"]].isna().all() and alone.loc["w2", "high"] == pytest.approx(0.1 / 0.4)


def test_taken_from_one_named_indicator():
    """A leads B by 0.1·w1 - 0.3·w2 = 0.026; every point from w1 to w2 costs 0.4: at 0.18 + 0.065 they tie."""
    against = stability_intervals(CASE, WEIGHTS, places=1, against="w1")
    assert against.loc["w2", "high"] == pytest.approx(0.245) and against.loc["w2", "enters_high"] == "B"
    assert against.loc["w1", ["low", "high"]].isna().all()
    # From w1 to w3: A falls below B never before C passes both, 0.02 + n = 0.774 - 0.9 n for B, 0.8 - n = 0.02 + n for A.
    assert against.loc["w3", "high"] == pytest.approx(0.02 + 0.26) and against.loc["w3", "enters_high"] == "B"
    with pytest.raises(RulesError, match="'w2' at 0.99 against 'w3'"):
        weight_path(WEIGHTS, "w2", 0.99, against="w3")
    with pytest.raises(RulesError, match="no weight of 'w9'"):
        weight_path(WEIGHTS, "w2", 0.2, against="w9")


def test_rounding_can_tie_the_two_within_the_band():
    """Between weights 1, 0 and 0, 1 two teams part at a speed of 2; a step of 0.01 takes 0.005."""
    table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0]}, index=["X", "Y"])
    sweep = sweep_weights(table, {"a": 1, "b": 0}, {"a": 0, "b": 1}, places=1, unit=0.01)
    assert sweep["band"].tolist() == pytest.approx([0.005])
    at = 0.5 + 0.9 * 0.005
    assert round(100 * at) == round(100 * (1 - at)) + 1 or round(100 * at) == round(100 * (1 - at))
    interval = stability_intervals(table, {"a": 0.7, "b": 0.3}, places=1, unit=0.01).loc["a"]
    assert interval["band_low"] == pytest.approx(0.005) and np.isnan(interval["band_high"])


def test_bands_are_in_weight_where_the_path_ends_before_one():
    """a grows at b's cost to 0.9 at most; X is ahead by 2a - 1, so a step of 0.01 takes 0.005 of a."""
    table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0], "c": [0.0, 1.0]}, index=["X", "Y"])
    interval = stability_intervals(table, {"a": 0.3, "b": 0.6, "c": 0.1}, places=1, against="b", unit=0.01).loc["a"]
    assert interval["high"] == pytest.approx(0.5) and interval["band_high"] == pytest.approx(0.005)


def test_a_sweep_needs_somebody_outside():
    assert len(sweep_each_weight(CASE, WEIGHTS, places=3)) == 0
    with pytest.raises(RulesError, match="4 places for 3 teams"):
        sweep_weights(CASE, WEIGHTS, WEIGHTS, places=4)
    with pytest.raises(RulesError, match="one for each of w1, w2, w3"):
        sweep_weights(CASE, {"w1": 1}, WEIGHTS, places=1)


def test_nothing_changes_on_a_line_without_crossings():
    better = pd.DataFrame({"a": [2.0, 1.0], "b": [2.0, 1.0]})
    assert len(sweep_weights(better, {"a": 1, "b": 0}, {"a": 0, "b": 1}, places=1)) == 0
    assert not np.isnan(stability_intervals(better, {"a": 0.5, "b": 0.5}, places=1)["high"]).any()
