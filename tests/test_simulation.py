"""Sampled rankings: chances add up, ties share, the same seed gives the same bytes."""

import io
import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contestlib.errors import DataError, RulesError
from contestlib.orderings import Ranker
from contestlib.progress import show_progress
from contestlib.regions import weight_region
from contestlib.rounding import snap
from contestlib.sampling import among_scenarios, around_scenario
from contestlib.simulation import random_generator, simulate

CODES = ["a", "b", "c"]


def sampled(rows, places, draws=4096, seed=1, **how):
    table = pd.DataFrame(rows, columns=CODES[:len(rows[0])], index=[f"T{i}" for i in range(len(rows))], dtype=float)
    return simulate(table, weight_region(list(table.columns)), places=places, draws=draws, rng=random_generator(seed),
                    **how)


def test_a_closed_form():
    """X = (1, 0), Y = (0, 1), Z = (0.25, 0.25): Z never wins; X beats Z where w > 1/4."""
    result = sampled([[1, 0], [0, 1], [0.25, 0.25]], places=1, draws=100_000)
    assert result.probability.loc["T0", "value"] == pytest.approx(1 / 2, abs=0.006)
    assert result.pairwise.loc["T0", "T2"] == pytest.approx(3 / 4, abs=0.006)
    assert result.probability.loc["T2", "value"] == 0
    assert result.central_weights.loc["T0", "a"] == pytest.approx(3 / 4, abs=0.006)
    assert np.isnan(result.central_weights.loc["T2", "a"])


def test_identical_teams_share_and_no_interval_has_zero_width():
    result = sampled([[1, 1], [0.5, 0.5], [0.5, 0.5], [0, 0]], places=2)
    assert result.probability["value"].tolist() == [1, 0.5, 0.5, 0]
    assert result.acceptability.loc["T1"].tolist() == [0, 0.5, 0.5, 0]
    assert (result.probability["high"] > result.probability["low"]).all()
    assert result.pairwise.loc["T1", "T2"] == 0.5
    assert result.expected_rank.tolist() == [1, 2.5, 2.5, 4]


@settings(max_examples=30)
@given(st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=3, max_size=9), st.integers(1, 2), st.integers(0, 5))
def test_chances_add_up_to_the_places_with_many_exact_ties(rows, places, seed):
    result = sampled([list(row) for row in rows], places, draws=500, seed=seed)
    assert result.probability["value"].sum() == pytest.approx(places)
    np.testing.assert_allclose(result.acceptability.sum(axis=1), 1)
    np.testing.assert_allclose(result.acceptability.sum(axis=0), 1)
    np.testing.assert_allclose(result.pairwise + result.pairwise.T, 1)
    np.testing.assert_allclose(result.expected_rank, 1 + (1 - result.pairwise).sum(axis=1) - 0.5)
    assert result.lists["share"].sum() == pytest.approx(1)


def test_the_same_seed_gives_the_same_numbers():
    first, second = (sampled([[1, 0, 2], [0, 1, 1], [2, 2, 0]], places=1, seed=5) for _ in range(2))
    assert first.probability.equals(second.probability) and first.pairwise.equals(second.pairwise)


def test_numbers_do_not_depend_on_how_many_draws_are_ranked_at_once(monkeypatch):
    rows = [[1, 0, 2], [0, 1, 1], [2, 2, 0], [2, 2, 0]]
    whole = sampled(rows, places=1, draws=5000)
    monkeypatch.setattr("contestlib.orderings.CELLS", 1000)
    monkeypatch.setattr("contestlib.simulation.ROWS", 100)
    monkeypatch.setattr("contestlib.simulation.SMOOTH", 300)
    parts = sampled(rows, places=1, draws=5000)
    assert parts.acceptability.equals(whole.acceptability) and parts.probability.equals(whole.probability)
    assert parts.lists.equals(whole.lists)
    np.testing.assert_allclose(parts.central_weights, whole.central_weights, rtol=1e-12)


def test_seed_zero_is_a_seed_and_seeds_differ():
    zero, again, one = (sampled([[1, 0], [0.2, 0.9]], places=1, seed=seed).central_weights for seed in (0, 0, 1))
    assert zero.equals(again) and not zero.equals(one)


def test_threads_change_nothing():
    code = ("import numpy as np, pandas as pd, contestlib as cl; t = pd.DataFrame(np.random.default_rng(3).random((72, 8)));"
            "r = cl.simulate(t, cl.weight_region(list(t)), places=12, draws=20_000, rng=cl.random_generator(0));"
            "print(r.probability.to_numpy().tobytes().hex(), r.central_weights.to_numpy().tobytes().hex())")
    one, two = (subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True,
                               env={**os.environ, "OPENBLAS_NUM_THREADS": threads}).stdout for threads in "12")
    assert one == two


def test_wilson_interval_by_hand():
    """p = 0, n = 160: high = z² / (n + z²) with z = 1.96."""
    result = sampled([[1, 1], [0, 0]], places=1, draws=160)
    assert result.probability.loc["T1", "high"] == pytest.approx(1.96**2 / (160 + 1.96**2), abs=1e-5)


def test_ranks_that_bracket_nine_tenths():
    result = sampled([[1, 0], [0, 1], [0.9, 0]], places=1, draws=20_000)
    assert result.rank_5["T0"] == 1 and result.rank_95["T0"] == 2
    assert result.rank_5["T1"] == 1 and result.rank_95["T1"] == 3


def test_a_gap_stops():
    with pytest.raises(DataError, match="'b' of team 'T1'"):
        sampled([[1, 2], [1, np.nan]], places=1)


def test_a_geometric_mean_is_sampled_on_its_own_scale():
    result = sampled([[0.5, 0.5], [0.9, 0.1]], places=1, draws=50_000, power=0)
    turning = np.log(0.5 / 0.1) / (np.log(0.9 / 0.1))
    assert result.probability.loc["T1", "value"] == pytest.approx(1 - turning, abs=0.01)


@pytest.mark.parametrize(("region", "sampler"), [
    (weight_region(CODES), "sobol"),
    (weight_region([f"w{i}" for i in range(9)], upper=0.3), "independent"),
    (weight_region([f"w{i}" for i in range(11)], ratios={(f"w{i}", f"w{i + 1}"): (0.8, 1.3) for i in range(10)}), "chains"),
])
def test_intervals_cover_the_truth_as_often_as_they_say(region, sampler):
    """Which of two weights is larger: known over the simplex, otherwise from all runs together."""
    table = pd.DataFrame(np.eye(2, len(region.codes)), columns=list(region.codes))
    table.iloc[0, 0] = 0.95
    draws = 480 if sampler == "chains" else 1600
    runs = [simulate(table, region, places=1, draws=draws, rng=random_generator(seed)) for seed in range(60)]
    assert {run.sampler for run in runs} == {sampler}
    truth = 0.95 / 1.95 if sampler == "sobol" else np.mean([run.probability.loc[0, "value"] for run in runs])
    inside = [run.probability.loc[0, "low"] <= truth <= run.probability.loc[0, "high"] for run in runs]
    assert sum(inside) >= 51  # of 60 at 95 %: fewer has a chance of 0.0002


def test_a_biased_sampler_is_noticed():
    """The first leads where a > (b + c) / 2, that is a > 1/3: (2/3)² over the simplex, 1/2 for uniform numbers divided by
    their sum, whose interval misses the truth."""
    table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 0.5], "c": [0.0, 0.5]})
    fair = simulate(table, weight_region(CODES), places=1, draws=16_000, rng=random_generator(2)).probability.loc[0]
    assert fair["low"] <= 4 / 9 <= fair["high"] and fair["high"] - fair["low"] < 0.01
    numbers = np.random.default_rng(2).random((4000, 3))
    biased = simulate(table, among_scenarios(pd.DataFrame(numbers / numbers.sum(axis=1, keepdims=True), columns=CODES)),
                      places=1, draws=16_000, rng=random_generator(2)).probability.loc[0]
    assert biased["low"] > 4 / 9 + 0.02


def test_draws_stop_when_every_interval_is_narrow():
    table = pd.DataFrame(np.random.default_rng(4).random((20, 3)), columns=CODES)
    region = weight_region(CODES)
    told = []
    narrow = simulate(table, region, places=5, draws=1_000_000, rng=random_generator(1), width=0.02,
                      tell=lambda done, of: told.append((done, of)))
    widths = narrow.probability["high"] - narrow.probability["low"]
    assert narrow.stopped == "narrow" and narrow.draws < 200_000 and widths.max() <= 0.02
    assert told[-1] == (narrow.draws, 1_000_000)
    spent = simulate(table, region, places=5, draws=2048, rng=random_generator(1), width=1e-6)
    assert spent.stopped == "budget" and spent.draws == 2048
    # What is drawn does not depend on where the draws were meant to end.
    assert spent.probability.equals(simulate(table, region, places=5, draws=2048, rng=random_generator(1)).probability)


def test_ties_that_expand_the_list():
    rows = [[1, 1], [0.5, 0.5], [0.5, 0.5], [0, 0]]
    result = sampled(rows, places=2, ties="expand")
    assert result.probability["value"].tolist() == [1, 1, 1, 0] and result.expected_length == 3
    assert sampled(rows, places=2).expected_length == 2
    assert result.lists["teams"].tolist() == [("T0", "T1", "T2")]


def test_lists_and_their_shares():
    """X leads where a > 1/2, Y otherwise; Z never."""
    result = sampled([[1, 0], [0, 1], [0.2, 0.2]], places=1)
    assert sorted(result.lists["teams"]) == [("T0",), ("T1",)]
    assert result.lists["share"].tolist() == pytest.approx([0.5, 0.5], abs=1e-3)
    everyone = sampled([[1, 0], [0, 1], [0.2, 0.2]], places=3)
    assert everyone.lists["teams"].tolist() == [("T0", "T1", "T2")] and (everyone.probability["value"] == 1).all()


def test_scenarios_with_probabilities_and_a_dirichlet_around_one():
    table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0]}, index=["X", "Y"])
    law = among_scenarios([{"a": 60, "b": 40}, {"a": 40, "b": 60}, {"a": 50, "b": 50}], probabilities=[0.5, 0.3, 0.2])
    result = simulate(table, law, places=1, draws=16_000, rng=random_generator(0))
    assert result.probability.loc["X", "value"] == pytest.approx(0.5 + 0.2 / 2, abs=2e-3)
    # Beta(2, 1) has P(a > 1/2) = 1 - 1/4.
    result = simulate(table, around_scenario({"a": 2 / 3, "b": 1 / 3}, concentration=3), places=1, draws=16_000,
                      rng=random_generator(0))
    assert result.probability.loc["X", "value"] == pytest.approx(3 / 4, abs=2e-3)


def test_thin_regions_and_one_team():
    table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0], "c": [0.5, 0.5]}, index=["X", "Y"])
    point = simulate(table, weight_region(around={"a": 0.5, "b": 0.3, "c": 0.2}, points=0), places=1, draws=100,
                     rng=random_generator(0))
    assert point.probability["value"].tolist() == [1, 0]
    assert point.central_weights.loc["X"].tolist() == pytest.approx([0.5, 0.3, 0.2])
    segment = weight_region(CODES, upper={"c": 0})
    assert simulate(table, segment, places=1, draws=4096, rng=random_generator(0)).probability.loc["X", "value"] == pytest.approx(
        0.5, abs=1e-3)
    alone = simulate(table.loc[["X"]], weight_region(CODES), places=1, draws=64, rng=random_generator(0))
    assert alone.probability["value"].tolist() == [1] and alone.pairwise.to_numpy().tolist() == [[0.5]]


def test_what_does_not_fit_is_refused():
    for places in (0, 3):
        with pytest.raises(RulesError, match=f"{places} places for 2 teams"):
            sampled([[1, 0], [0, 1]], places=places)
    with pytest.raises(RulesError, match="0 draws"):
        sampled([[1, 0], [0, 1]], places=1, draws=0)
    with pytest.raises(RulesError, match="a concentration of 0"):
        around_scenario({"a": 1}, concentration=0)
    for chances in ([0.5], [0.7, 0.7], [-0.5, 1.5]):
        with pytest.raises(RulesError, match="2 numbers of zero or more that sum to 1"):
            among_scenarios([{"a": 1, "b": 0}, {"a": 0, "b": 1}], probabilities=chances)


def test_more_teams_than_small_keys_hold_rank_as_elementwise_sums_do():
    """300 teams with whole marks: hundreds of ties a draw, and three twins."""
    rows = np.random.default_rng(6).integers(0, 5, size=(300, 3)).astype(float)
    result = sampled(rows.tolist(), places=30, draws=64)
    np.testing.assert_allclose(result.acceptability.sum(axis=0), 1)
    few = Ranker(rows)
    weights = np.random.default_rng(7).dirichlet(np.ones(3), 50)
    found = few.rank(weights)
    for row, weight in enumerate(weights):
        totals = snap(sum(weight[column] * rows[:, column] for column in range(3)))
        assert (np.diff(totals[found.order[row]]) <= 0).all()
        at = np.flatnonzero(found.level == row)[0]
        expected = [(totals > total).sum() for total in totals[found.order[row]]]
        assert found.first[at].tolist() == expected


@settings(max_examples=60)
@given(st.integers(1, 90), st.integers(1, 5), st.integers(2, 30), st.integers(0, 10**6), st.sampled_from([1, 1e-4, 1e9]))
def test_sorted_keys_rank_as_elementwise_sums_do(teams, columns, levels, seed, scale):
    rng = np.random.default_rng(seed)
    rows = rng.integers(0, levels, size=(teams, columns)) / levels * scale
    weights = rng.multinomial(20, np.ones(columns) / columns, size=12) / 20
    found = Ranker(rows).rank(weights)
    for row, weight in enumerate(weights):
        totals = sum(weight[column] * rows[:, column] for column in range(columns))
        totals = np.round(totals / scale, 9) if scale > 1 else snap(totals)
        ordered = totals[found.order[row]]
        assert (np.diff(ordered) <= 0).all()
        level = (np.diff(ordered) == 0).any()
        assert (row in found.level) == level
        if level:
            at = np.flatnonzero(found.level == row)[0]
            assert found.first[at].tolist() == [(totals > total).sum() for total in ordered]
            assert found.after[at].tolist() == [(totals >= total).sum() for total in ordered]


@pytest.mark.parametrize("watched", [True, False])
def test_a_bar_only_where_somebody_watches(watched, monkeypatch):
    stream = io.StringIO()
    stream.isatty = lambda: watched
    monkeypatch.setattr("sys.stderr", stream)
    simulate(pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0]}), weight_region(["a", "b"]), places=1, draws=1 << 18,
             rng=random_generator(1), tell=show_progress)
    bars = [part for part in stream.getvalue().split("\r") if part.strip()]
    assert [bar.split()[-1] for bar in bars] == ([f"{100 * at // 32}%" for at in range(1, 32)] if watched else [])
    assert stream.getvalue().endswith("\r") is watched  # the line is empty again


def test_very_many_draws_are_counted_in_little_memory():
    table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0]})
    for draws in (1, 3, 10_000_000):
        found = simulate(table, weight_region(["a", "b"]), places=1, draws=draws, rng=random_generator(1))
        assert draws <= found.draws < draws + 8 and found.probability["value"].sum() == pytest.approx(1)
