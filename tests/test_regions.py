"""Admissible weights: bounds hold in every draw, and draws are uniform (closed forms)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contestlib.errors import RulesError
from contestlib.regions import WeightRegion, _from_box, _from_simplex, region_of, sample_weights, weight_region
from contestlib.rules import Admissible, Indicator, Rules, Scenario


def rng():
    return np.random.default_rng(20190901)


@pytest.mark.parametrize("k", [3, 6])
def test_draws_from_the_simplex_are_uniform(k):
    """P(some weight > 1/2) = K · 2^(1 - K); uniform numbers divided by their sum give 0.008 for K = 6."""
    weights = sample_weights(weight_region([f"c{i}" for i in range(k)]), 200_000, rng=rng())
    assert (weights.max(axis=1) > 0.5).mean() == pytest.approx(k * 2 ** (1 - k), abs=0.004)
    assert weights.mean(axis=0) == pytest.approx([1 / k] * k, abs=0.002)


def test_both_samplers_draw_from_the_same_distribution():
    region = weight_region(around={"a": 40, "b": 30, "c": 20, "d": 10}, percent=50)
    free = np.arange(4)
    first, second = (sampler(region, free, 200_000, rng()) for sampler in (_from_simplex, _from_box))
    assert first.mean(axis=0) == pytest.approx(second.mean(axis=0), abs=0.001)
    assert np.cov(first.T) == pytest.approx(np.cov(second.T), abs=0.0002)


@given(st.lists(st.integers(1, 9), min_size=2, max_size=7), st.sampled_from([1, 20, 50, 100]), st.integers(0, 9))
def test_bounds_hold_in_every_draw(points, percent, seed):
    weights = {f"c{i}": point / sum(points) for i, point in enumerate(points)}
    region = weight_region(around=weights, percent=percent)
    drawn = sample_weights(region, 300, rng=np.random.default_rng(seed))
    assert drawn.shape == (300, len(points))
    assert (drawn >= region.lower).all() and (drawn <= region.upper).all()
    np.testing.assert_allclose(drawn.sum(axis=1), 1, atol=1e-12)


def test_points_stay_inside_zero_and_one_and_zero_weights_stay_zero_in_percent():
    near = weight_region(around={"a": 0.97, "b": 0.03}, points=5)
    assert near.lower.tolist() == pytest.approx([0.92, 0]) and near.upper.tolist() == pytest.approx([1, 0.08])
    zero = weight_region(around={"a": 60, "b": 40, "c": 0}, percent=50)
    assert (sample_weights(zero, 100, rng=rng())[:, 2] == 0).all()


def test_single_points_and_single_indicators():
    assert sample_weights(weight_region(["only"]), 2, rng=rng()).tolist() == [[1.0], [1.0]]
    fixed = weight_region(around={"a": 0.25, "b": 0.75}, points=0)
    assert sample_weights(fixed, 2, rng=rng()).tolist() == [[0.25, 0.75]] * 2


def test_empty_regions_say_why():
    with pytest.raises(RulesError, match="sum to 1.2"):
        weight_region(["a", "b"], lower=0.6)
    with pytest.raises(RulesError, match="sum to 0 … 0.8"):
        weight_region(["a", "b"], upper=0.4)
    with pytest.raises(RulesError, match="'a' from 0.5 to 0.2"):
        weight_region(["a", "b"], lower={"a": 0.5}, upper={"a": 0.2})


def test_rules_state_the_region():
    rules = Rules(indicators=(Indicator("a"), Indicator("b")), admissible=Admissible(percent=50),
                  scenarios=(Scenario("base", {"a": 3, "b": 1}, 4),))
    region = region_of(rules)
    assert isinstance(region, WeightRegion)
    assert region.lower.tolist() == [0.375, 0.125] and region.upper.tolist() == [1.0, 0.375]
    assert region_of(Rules(indicators=rules.indicators)).upper.tolist() == [1, 1]
