"""Sampled rankings: chances add up, ties share, the same seed gives the same bytes."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contestlib.errors import DataError
from contestlib.regions import weight_region
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


def test_the_same_seed_gives_the_same_numbers():
    first, second = (sampled([[1, 0, 2], [0, 1, 1], [2, 2, 0]], places=1, seed=5) for _ in range(2))
    assert first.probability.equals(second.probability) and first.pairwise.equals(second.pairwise)


def test_numbers_do_not_depend_on_chunks(monkeypatch):
    whole = sampled([[1, 0, 2], [0, 1, 1], [2, 2, 0]], places=1, draws=5000)
    monkeypatch.setattr("contestlib.simulation.CHUNK", 700)
    assert sampled([[1, 0, 2], [0, 1, 1], [2, 2, 0]], places=1, draws=5000).acceptability.equals(whole.acceptability)


def test_wilson_interval_by_hand():
    """p = 0, n = 100: high = z² / (n + z²) with z = 1.96."""
    result = sampled([[1, 1], [0, 0]], places=1, draws=100)
    assert result.probability.loc["T1", "high"] == pytest.approx(1.96**2 / (100 + 1.96**2), abs=1e-5)


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
