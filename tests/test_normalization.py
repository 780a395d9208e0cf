"""Normalizers: published cases, ends and constants, and what must hold whatever the numbers."""

import csv
import os
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contestlib.contest import evaluate
from contestlib.errors import DataError, RulesError
from contestlib.normalization import (
    distance_to_target,
    goalposts,
    log,
    minmax,
    normalize_matrix,
    percentile,
    rank_steps,
    share_of_best,
    standard_score,
    threshold,
    zscore,
)
from contestlib.ranking import rank_teams
from contestlib.rounding import round_half_up
from contestlib.rules import Indicator, Rules

REFERENCE = Path(os.environ.get("CONTESTLIB_SHARED", Path(__file__).parents[2] / "shared")) / "reference"
columns = st.lists(st.integers(-10**6, 10**6), min_size=2, max_size=30)


def test_human_development_index_of_switzerland():
    """UNDP (2022), Human Development Report 2021/22, technical note 1: published 0.962."""
    health = (83.9872 - 20) / (85 - 20)
    education = (16.50029945 / 18 + 13.85966015 / 15) / 2
    income = (np.log(66933.00454) - np.log(100)) / (np.log(75000) - np.log(100))
    assert round_half_up((health * education * income) ** (1 / 3), 3) == 0.962
    parts = pd.DataFrame({"health": goalposts([83.9872], lower=20, upper=85),
                          "education": (goalposts([16.50029945], lower=0, upper=18)
                                        + goalposts([13.85966015], lower=0, upper=15)) / 2,
                          "income": goalposts(log([66933.00454]), lower=np.log(100), upper=np.log(75000))})
    third = pd.Series(1 / 3, index=parts.columns)
    assert evaluate(parts, Rules(power=0, decimals=3), third).totals.tolist() == [0.962]


def test_human_development_index_of_all_countries():
    """The published values and competition ranks of all 191 countries, from the same report."""
    path = REFERENCE / "undp_hdi_2021" / "data.csv"
    if not path.exists():
        pytest.skip("the folder of published cases is absent: 191 countries not compared (one is, above)")
    with open(path, encoding="utf-8") as stream:
        rows = pd.DataFrame(csv.DictReader(stream)).set_index("iso3")
    values = rows[["le_2021", "eys_2021", "mys_2021", "gnipc_2021"]].astype(float)
    indicators = [Indicator("le_2021", normalization="goalposts", parameters={"lower": 20, "upper": 85}),
                  Indicator("eys_2021", normalization="goalposts", parameters={"lower": 0, "upper": 18}),
                  Indicator("mys_2021", normalization="goalposts", parameters={"lower": 0, "upper": 15}),
                  Indicator("gnipc_2021", normalization="goalposts", transform="log",
                            parameters={"lower": 100, "upper": 75000})]
    scaled = normalize_matrix(values, indicators)
    dimensions = pd.DataFrame({"health": scaled["le_2021"], "income": scaled["gnipc_2021"],
                               "education": (scaled["eys_2021"] + scaled["mys_2021"]) / 2})
    result = evaluate(dimensions, Rules(power=0, decimals=3), pd.Series(1 / 3, index=dimensions.columns))
    assert len(rows) == 191
    assert result.totals.tolist() == rows["hdi_2021"].astype(float).tolist()
    assert result.ranks.tolist() == rows["hdi_rank_2021"].astype(int).tolist()


def test_rank_steps_reach_the_floor():
    """Rule 4 of the published contests: 20, then half a point less a rank; with 72 teams rank 41 is the first at 0."""
    points = rank_steps(np.arange(72, 0, -1), step=0.5, top=20)
    assert points[0] == 20 and points[39] == 20 - 0.5 * 39 and points[40] == 0 and points[-1] == 0


def test_tied_places_share_the_mean_of_their_points_at_the_floor_too():
    """Points by place are 2, 1, 0, 0: two teams tied on places 2 and 3 share (1 + 0) / 2."""
    assert rank_steps([9, 5, 5, 1], step=1, top=2, ties="mean").tolist() == [2, (1 + 0) / 2, (1 + 0) / 2, 0]


def test_values_equal_on_paper_rank_equally():
    assert percentile([0.1 + 0.2, 0.3]).tolist() == [0.5, 0.5]
    assert rank_steps([0.1 + 0.2, 0.3], step=1, top=2).tolist() == [2, 2]


@pytest.mark.parametrize(("method", "expected"), [
    (minmax, 0.5), (zscore, 0), (standard_score, 50), (percentile, 0.5), (share_of_best, 1)])
def test_a_constant_column_separates_nobody(method, expected):
    assert method([7, 7, 7]).tolist() == [expected] * 3


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 3), st.booleans(), st.integers(0, 10**6))
def test_ranks_of_many_vectors_at_once_are_those_of_each(draws, teams, others, within, seed):
    """With many ties; the values among those of the group, as they stand in a contest, or not."""
    rng = np.random.default_rng(seed)
    group = rng.integers(0, 5, size=(draws, teams + others)) / 10 + 0.2
    values = group[:, :teams] if within else rng.integers(0, 9, size=(draws, teams)) / 10
    for method in (percentile, partial(rank_steps, step=1, top=9), partial(rank_steps, step=1, top=9, ties="mean")):
        each = [method(own, reference=wider) for own, wider in zip(values, group, strict=True)]
        np.testing.assert_array_equal(method(values, reference=group), each)


@pytest.mark.parametrize("normalizer", ["minmax", "zscore", "standard_score", "percentile", "share_of_best"])
@given(values=columns)
def test_order_is_kept_or_reversed_as_declared(normalizer, values):
    if normalizer == "share_of_best":
        values = [abs(value) + 1 for value in values]
    matrix = pd.DataFrame({"x": values}, dtype=float)
    up = normalize_matrix(matrix, [Indicator("x", normalization=normalizer)])["x"]
    down = normalize_matrix(matrix, [Indicator("x", normalization=normalizer, direction="lower")])["x"]
    assert rank_teams(up, decimals=9).tolist() == rank_teams(matrix["x"]).tolist() or normalizer == "zscore"
    assert (np.diff(up[np.argsort(values)]) >= -1e-12).all()
    assert (np.diff(down[np.argsort(values)]) <= 1e-12).all()


@given(values=columns, scale=st.integers(1, 1000), shift=st.integers(-1000, 1000))
def test_units_do_not_matter_to_minmax_zscore_and_percentile(values, scale, shift):
    other = [scale * value + shift for value in values]
    for method in (minmax, zscore, percentile):
        np.testing.assert_allclose(method(values), method(other), atol=1e-9)


def test_lower_is_better():
    matrix = pd.DataFrame({"complaints": [4.0, 2.0, 8.0]})
    def reversed_by(normalization, **parameters):
        indicator = Indicator("complaints", direction="lower", normalization=normalization, parameters=parameters)
        return normalize_matrix(matrix, [indicator])["complaints"].tolist()

    assert reversed_by("minmax") == [(8 - 4) / (8 - 2), 1, 0]
    assert reversed_by("goalposts", lower=0, upper=10) == [0.6, 0.8, pytest.approx(0.2)]
    assert reversed_by("share_of_best") == [2 / 4, 1, 2 / 8]
    assert reversed_by("threshold", at=4) == [1, 1, 0]
    assert reversed_by("distance_to_target", target=0) == [(8 - 4) / 8, (8 - 2) / 8, 0]
    assert reversed_by("rank_steps", step=1, top=3) == [2, 3, 1]


def test_goalposts_clip_unless_told_otherwise():
    assert goalposts([-5, 15], lower=0, upper=10).tolist() == [0, 1]
    assert goalposts([-5, 15], lower=0, upper=10, clip=False).tolist() == [-0.5, 1.5]
    with pytest.raises(DataError, match="two different goalposts"):
        goalposts([1], lower=3, upper=3)


def test_a_wider_group_gives_the_ends():
    matrix = pd.DataFrame({"x": [4.0, 6.0]}, index=["A", "B"])
    group = pd.DataFrame({"x": [0.0, 4.0, 6.0, 10.0, np.nan]})
    assert normalize_matrix(matrix, {"x": "minmax"}, reference=group)["x"].tolist() == [0.4, 0.6]


def test_transforms_apply_to_parameters_too():
    indicator = Indicator("income", transform="log", normalization="goalposts",
                          parameters={"lower": 100, "upper": 10_000})
    halfway = normalize_matrix(pd.DataFrame({"income": [1000.0]}), [indicator])
    assert halfway["income"].tolist() == pytest.approx([0.5])


def test_gaps_stop_and_name_the_cell():
    with pytest.raises(DataError, match="'likes' of team 'T07'"):
        normalize_matrix(pd.DataFrame({"likes": [1.0, np.nan]}, index=["T01", "T07"]), {"likes": "minmax"})


@pytest.mark.parametrize("call", [lambda: log([0]), lambda: share_of_best([-1, 2]),
                                  lambda: distance_to_target([5, 9], target=5)])
def test_values_that_a_method_does_not_admit(call):
    with pytest.raises(DataError):
        call()


def test_threshold_is_all_or_nothing():
    """Rule 10 of the published contests: 100 base projects give the full part, fewer nothing."""
    assert threshold([100, 99, 250], at=100).tolist() == [1, 0, 1]


@pytest.mark.parametrize(("changed", "words"), [
    ({"normalization": "percentile"}, "indicator 'marks' has a value for lower (expected none: percentile does not use it)"),
    ({"parameters": {"lower": 0}}, "indicator 'marks' has no value for upper (expected a number, which goalposts needs)"),
    ({"normalization": "rank_steps", "parameters": {}}, "indicator 'marks' has no value for step")])
def test_parameters_of_another_normalizer(changed, words):
    marks = Indicator("marks", normalization="goalposts", parameters={"lower": 0, "upper": 100})
    table = pd.DataFrame({"marks": [80.0, 60.0]}, index=["A", "B"])
    with pytest.raises(RulesError) as refused:
        normalize_matrix(table, [replace(marks, **changed)])
    assert words in str(refused.value) and "parameters={…}" in str(refused.value)
    assert normalize_matrix(table, [marks], method="percentile")["marks"].tolist() == [1, 0]
