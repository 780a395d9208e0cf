"""Admissible weights: bounds hold in every draw, and draws are uniform (closed forms)."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contestlib.errors import RulesError
from contestlib.regions import WeightRegion, region_of, region_polytope, weight_region
from contestlib.rules import Admissible, Indicator, Rules, Scenario
from contestlib.sampling import _from_box, _from_simplex, sample_weights


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


@pytest.mark.parametrize(("stated", "conflict"), [
    (dict(lower=0.6), "b >= 0.6; c >= 0.6 "),
    (dict(upper=0.3), "a <= 0.3; b <= 0.3; c <= 0.3 "),
    (dict(lower={"a": 0.5}, upper={"a": 0.2}), "a >= 0.5; a <= 0.2 "),
    (dict(order=["a", ["b", "c"]], upper={"a": 0.3, "b": 0.9}), "a <= 0.3; a >= b; a >= c "),
    (dict(ratios={("a", "b"): (2, 3)}, statements=["b >= a", "a >= 1%"]), "a >= 2 * b; b >= a; a >= 1% "),
    (dict(statements=["a + b <= 30%", "c <= 0.5", "a >= 10%"]), "a + b <= 30%; c <= 0.5 "),
    (dict(hull=[{"a": 50, "b": 50}, {"a": 40, "b": 60}], lower={"c": 0.1, "a": 0.2}), "c >= 0.1; a mixture of the proposals "),
])
def test_statements_in_conflict_are_named_and_none_can_be_left_out(stated, conflict):
    """Each case is a conflict that can be seen: leave any one of the named statements out and weights exist."""
    with pytest.raises(RulesError) as caught:
        weight_region(list("abc"), **stated)
    assert f"meet all of: {conflict}" in str(caught.value)


def test_statements_are_read():
    region = weight_region(["welfare", "amount", "likes"], statements=["welfare >= 1.5*amount >= likes", "2 likes + 0.1 <= 60%",
                                                                       "welfare = 50%"])
    assert region.rows.tolist() == [[-1, 1.5, 0], [0, -1.5, 1], [0, 0, 2], [1, 0, 0], [-1, 0, 0]]
    assert region.limits.tolist() == [0, 0, 0.5, 0.5, -0.5]
    assert region.contains([0.5, 0.3, 0.2]) and not region.contains([0.5, 0.4, 0.1])
    for text in ("welfare", "welfare >= ", ">= 3", "welfare amount >= 1", "welfare >= * 2", "2 * >= welfare"):
        with pytest.raises(RulesError, match="the statement"):
            weight_region(["welfare", "amount"], statements=[text])
    with pytest.raises(RulesError, match="a statement about 'sales'"):
        weight_region(["welfare"], statements=["sales >= 1%"])
    with pytest.raises(RulesError, match="a statement about 'sales'"):
        weight_region(["welfare"], lower={"sales": 0.1})


def test_order_of_weights_has_the_centroid_weights_as_vertices_mean():
    """The cone a >= b >= c >= d has the vertices (1, 0, 0, 0), (1/2, 1/2, 0, 0) …; uniform draws average to their mean."""
    region = weight_region(list("abcd"), order="abcd")
    expected = np.array([np.r_[np.ones(n), np.zeros(4 - n)] / n for n in range(1, 5)])
    vertices = region_polytope(region).vertices
    assert np.array(sorted(vertices.tolist())) == pytest.approx(np.array(sorted(expected.tolist())))
    drawn = sample_weights(region, 100_000, rng=rng())
    assert (np.diff(drawn, axis=1) <= 0).all()
    assert drawn.mean(axis=0) == pytest.approx(expected.mean(axis=0), abs=0.002)


def test_draws_between_proposals_are_uniform_on_the_triangle():
    """A triangle's centroid is its corners' mean; its covariance is that of its corners by 1/4 (3 corners, n = 3)."""
    corners = np.array([[0.6, 0.3, 0.1], [0.3, 0.6, 0.1], [0.2, 0.2, 0.6]])
    region = weight_region(hull=pd.DataFrame(corners, columns=list("abc")))
    drawn = sample_weights(region, 200_000, rng=rng())
    assert drawn.mean(axis=0) == pytest.approx(corners.mean(axis=0), abs=0.002)
    assert np.cov(drawn.T) == pytest.approx(np.cov(corners.T, bias=True) / 4, abs=0.001)
    assert all(region.contains(weights) for weights in drawn[:200]) and not region.contains([0.8, 0.1, 0.1])
    one = weight_region(hull=[{"a": 1, "b": 0}])
    assert sample_weights(one, 2, rng=rng()).tolist() == [[1, 0], [1, 0]]
    two = sample_weights(weight_region(hull=[{"a": 1, "b": 0}, {"a": 0.5, "b": 0.5}]), 50_000, rng=rng())
    assert two[:, 0].mean() == pytest.approx(0.75, abs=0.003) and two[:, 0].min() >= 0.5


@given(st.lists(st.integers(1, 9), min_size=3, max_size=5), st.sampled_from([10, 50, 90]), st.integers(0, 9))
def test_every_draw_is_a_mixture_of_the_vertices_and_every_vertex_is_admissible(points, percent, seed):
    codes = [f"c{i}" for i in range(len(points))]
    region = weight_region(around=dict(zip(codes, np.array(points) / sum(points), strict=True)), percent=percent,
                           statements=["c0 + c1 >= c2"] if points[0] + points[1] >= points[2] else [])
    vertices = region_polytope(region).vertices
    assert all(region.contains(vertex) for vertex in vertices)
    hull = weight_region(hull=pd.DataFrame(vertices, columns=codes))
    assert all(hull.contains(weights, tolerance=1e-8) for weights in
               sample_weights(region, 20, rng=np.random.default_rng(seed)))


def test_vertices_beyond_the_limit_hold_all_weights_and_others():
    region = weight_region([f"c{i}" for i in range(12)], upper=0.2)
    few = region_polytope(region, most=50).vertices
    assert len(few) <= 50 and not all(region.contains(vertex) for vertex in few)
    assert len(region_polytope(region).vertices) == 792  # five weights of 1/5: 12! / (5! · 7!)


def test_rules_state_the_region():
    rules = Rules(indicators=(Indicator("a"), Indicator("b")), admissible=Admissible(percent=50),
                  scenarios=(Scenario("base", {"a": 3, "b": 1}, 4),))
    region = region_of(rules)
    assert isinstance(region, WeightRegion)
    assert region.lower.tolist() == [0.375, 0.125] and region.upper.tolist() == [1.0, 0.375]
    assert region_of(Rules(indicators=rules.indicators)).upper.tolist() == [1, 1]
    stated = Admissible(order=("a", "b"), statements=("b >= 10%",), lower={"a": 0.2}, hull=("base", "other"))
    region = region_of(Rules(indicators=rules.indicators, admissible=stated,
                             scenarios=(Scenario("base", {"a": 3, "b": 1}, 4), Scenario("other", {"a": 0, "b": 1}, 1))))
    assert region.statements == ("a >= b", "b >= 10%") and region.lower.tolist() == [0.2, 0]
    assert region.proposals.tolist() == [[0.75, 0.25], [0, 1]]


def test_what_the_rules_state_is_said():
    from contestlib.exact_sentences import describe_admissible
    scenarios = (Scenario("base", {"a": 3, "b": 1}, 4, label_zh="基准", label_en="baseline"),
                 Scenario("equal", {"a": 1, "b": 1}, 2))
    stated = Admissible(percent=50, lower={"a": 0.2}, upper={"b": 0.6}, order=("a", "b"), statements=("a >= 2 * b",),
                        hull=("base", "equal"))
    assert describe_admissible(Rules(scenarios=scenarios, admissible=stated), "en") == (
        "within 50% of baseline; a mixture of baseline, equal; a ≥ 20.0%; b ≤ 60.0%; a ≥ b; a >= 2 * b")
    assert describe_admissible(Rules(scenarios=scenarios, admissible=stated), "zh").startswith(
        "基准上下 50%；由基准、equal混合而成；")  # the 50% belongs to the baseline alone
    assert describe_admissible(Rules(scenarios=scenarios, admissible=Admissible(points=5)), "zh") == "基准上下 5 个百分点"
    assert describe_admissible(Rules(), "en") == "all there are"
    named = (Indicator("likes", label_zh="点赞"), Indicator("amount", label_zh="众筹金额"))
    told = Admissible(lower={"likes": 0.05}, order=("amount", "likes"), statements=("amount >= 2*likes",))
    assert describe_admissible(Rules(admissible=told, indicators=named), "zh") == (
        "点赞 ≥ 5.0%；众筹金额 ≥ 点赞；众筹金额 >= 2*点赞")
