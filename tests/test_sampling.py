"""Unbiased weights: closed forms, rejection, and the same law by every sampler; Sobol points and wins in closed form."""

import math
import os
import subprocess
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest, qmc

from contestlib.errors import RulesError
from contestlib.pairwise import count_wins, exact_wins
from contestlib.polytopes import triangulate
from contestlib.regions import weight_region
from contestlib.sampling import among_scenarios, around_scenario, sample_weights, uniform_law, walk_weights
from contestlib.sobol import DIMENSIONS, Scrambling, _directions, scramble


def codes(count):
    return [f"w{at}" for at in range(count)]


def rng(seed=0):
    return np.random.default_rng(seed)


def by_law(region, draws):
    return sample_weights(uniform_law(region), draws, rng=rng())


def by_sobol(region, draws):
    law = uniform_law(region)
    return law.transport(scramble(law.dimension, rng()).points(0, draws))


def by_walk(region, draws):
    return walk_weights(region, draws, rng=rng())


SAMPLERS = (by_law, by_sobol, by_walk)


@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("count", [3, 6])
def test_half_of_the_weight_on_one_indicator(sampler, count):
    """P(some weight > 1/2) = K 2^(1 - K), over the simplex."""
    drawn = sampler(weight_region(codes(count)), 20_000)
    assert (drawn > 0.5).any(axis=1).mean() == pytest.approx(count * 2.0 ** (1 - count), abs=0.012)


def test_numbers_divided_by_their_sum_would_fail_there():
    numbers = rng().random((20_000, 6))
    biased = numbers / numbers.sum(axis=1, keepdims=True)
    assert abs((biased > 0.5).any(axis=1).mean() - 6 / 32) > 0.15


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_means_of_the_order_cone_are_the_rank_order_centroid(sampler):
    """Barron and Barrett (1996): w_i = (1/K) (1/i + ... + 1/K)."""
    count = 5
    centroid = [sum(Fraction(1, rank) for rank in range(place, count + 1)) / count for place in range(1, count + 1)]
    assert centroid[:2] == [Fraction(137, 300), Fraction(77, 300)]
    drawn = sampler(weight_region(codes(count), order=codes(count)), 20_000)
    np.testing.assert_allclose(drawn.mean(axis=0), [float(weight) for weight in centroid], atol=0.006)


@given(st.integers(3, 5), st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_random_polytopes_agree_with_rejection(count, seed):
    """Means and spreads in every direction, against draws from the whole simplex that keep the statements."""
    chance = rng(seed)
    inside = chance.dirichlet(np.ones(count))
    rows = chance.integers(-3, 4, size=(3, count))
    statements = [" + ".join(f"{abs(int(share))} * {name}" for share, name in zip(row, codes(count), strict=True) if share > 0)
                  + " >= " + (" + ".join(f"{abs(int(share))} * {name}" for share, name in zip(row, codes(count), strict=True)
                                         if share < 0) or "0")
                  for row in rows if (row > 0).any() and row @ inside >= 0]
    region = weight_region(codes(count), statements=statements, upper={"w0": float(max(inside[0], 0.5))})
    candidates = sample_weights(weight_region(codes(count)), 120_000, rng=chance)
    kept = candidates[(candidates @ region.rows.T <= region.limits).all(axis=1) & (candidates <= region.upper).all(axis=1)] \
        if len(region.limits) else candidates[(candidates <= region.upper).all(axis=1)]
    if len(kept) < 4000:
        return
    for sampler in SAMPLERS:
        drawn = sampler(region, 6000)
        assert all(region.contains(row, tolerance=1e-8) for row in drawn[:200])
        error = kept.std(axis=0) * (1 / np.sqrt(len(kept)) + 1 / np.sqrt(6000))
        assert (np.abs(drawn.mean(axis=0) - kept.mean(axis=0)) <= 6 * error + 1e-9).all()
        np.testing.assert_allclose(np.cov(drawn.T), np.cov(kept.T), atol=0.08 * np.cov(kept.T).max())


@pytest.mark.parametrize("sampler", SAMPLERS[:2])
def test_between_three_proposals_the_first_share_is_triangular(sampler):
    """Uniform on a triangle: the share of a corner has the distribution 1 - (1 - t)²."""
    proposals = [{"a": 0.6, "b": 0.3, "c": 0.1}, {"a": 0.2, "b": 0.5, "c": 0.3}, {"a": 0.3, "b": 0.1, "c": 0.6}]
    drawn = sampler(weight_region(hull=proposals), 4000)
    shares = np.linalg.solve(np.array([list(p.values()) for p in proposals]).T, drawn.T)
    assert kstest(shares[0], lambda t: 1 - (1 - t) ** 2).pvalue > 1e-4


def test_a_dirichlet_law_has_the_stated_mean_and_spread():
    weights = {"a": 50, "b": 30, "c": 0, "d": 20}
    drawn = sample_weights(around_scenario(weights, concentration=40), 100_000, rng=rng())
    shares = np.array([0.5, 0.3, 0, 0.2])
    np.testing.assert_allclose(drawn.mean(axis=0), shares, atol=0.002)
    np.testing.assert_allclose(drawn.var(axis=0), shares * (1 - shares) / 41, atol=2e-4)
    assert (drawn[:, 2] == 0).all() and np.allclose(drawn.sum(axis=1), 1)


def test_scenarios_come_as_often_as_stated():
    law = among_scenarios(pd.DataFrame({"a": [100, 0, 50], "b": [0, 100, 50]}), probabilities=[0.2, 0.3, 0.5])
    drawn = sample_weights(law, 50_000, rng=rng())
    assert [(drawn[:, 0] == value).mean() for value in (1, 0, 0.5)] == pytest.approx([0.2, 0.3, 0.5], abs=0.01)


def test_too_many_corners_are_not_cut_into_simplices():
    wide = weight_region(codes(11), upper=0.15)
    assert uniform_law(wide) is None
    drawn = sample_weights(wide, 2000, rng=rng())
    assert (drawn <= 0.15).all() and drawn.mean(axis=0) == pytest.approx(1 / 11, abs=0.005)
    thin = weight_region(codes(11), ratios={pair: (0.9, 1.1) for pair in pairwise(codes(11))})
    walked = sample_weights(thin, 800, rng=rng())
    assert all(thin.contains(row) for row in walked)
    with pytest.raises(RulesError):
        weight_region(codes(3), order=codes(3), upper={"w0": 0.3})


@given(st.integers(2, 5), st.integers(0, 1000))
@settings(max_examples=25)
def test_simplices_tile_what_lies_between_points(dimension, seed):
    """Volumes add up to the hull's, by Qhull, and every simplex's centre lies inside it."""
    from scipy.spatial import ConvexHull
    points = rng(seed).random((dimension + 4, dimension))
    hull = ConvexHull(points)
    simplices, shares = triangulate(points[hull.vertices])
    volumes = np.abs(np.linalg.det(simplices[:, 1:] - simplices[:, :1])) / math.factorial(dimension)
    assert volumes.sum() == pytest.approx(hull.volume) and shares == pytest.approx(volumes / hull.volume)
    centres = simplices.mean(axis=1)
    assert (centres @ hull.equations[:, :-1].T + hull.equations[:, -1] <= 1e-9).all()


def test_sobol_points_are_those_of_joe_and_kuo():
    directions = np.array([_directions(at) for at in range(DIMENSIONS)], dtype=np.uint32)
    plain = Scrambling(directions, np.zeros(DIMENSIONS, np.uint32))
    ours, theirs = plain.points(0, 1024), qmc.Sobol(DIMENSIONS, scramble=False).random(1024)
    assert {tuple(row) for row in (1024 * ours).astype(int)} == {tuple(row) for row in (1024 * theirs).astype(int)}


@given(st.integers(1, DIMENSIONS), st.integers(0, 100), st.integers(0, 3000), st.integers(1, 1200))
@settings(max_examples=40)
def test_any_part_of_a_scrambling_is_the_same_points(dimension, seed, start, count):
    scrambling = scramble(dimension, rng(seed))
    assert (scrambling.points(start, start + count) == scrambling.points(0, start + count)[start:]).all()
    whole = scrambling.points(0, 256)
    assert (np.sort((256 * whole).astype(int), axis=0) == np.arange(256)[:, None]).all()
    assert (whole > 0).all() and (whole < 1).all()


def test_every_scrambled_point_alone_is_uniform():
    first = np.array([scramble(2, rng(seed)).points(5, 6)[0] for seed in range(2000)])
    assert all(kstest(column, "uniform").pvalue > 1e-4 for column in first.T)


def test_evenness_pays():
    """The variance of a chance over scramblings is less than an eighth of plain sampling's, at 8,192 draws of five weights."""
    rows = rng(1).random((30, 5))
    region, places = weight_region(codes(5)), 6

    def chances(weights):
        order = np.argsort(-(weights @ rows.T), axis=1)[:, :places]
        return np.bincount(order.ravel(), minlength=30) / len(weights)

    law = uniform_law(region)
    even = np.array([chances(law.transport(scramble(4, rng(seed)).points(0, 8192))) for seed in range(24)])
    plain = np.array([chances(sample_weights(law, 8192, rng=rng(seed))) for seed in range(24)])
    assert plain.var(axis=0).sum() / even.var(axis=0).sum() >= 8


@given(st.lists(st.integers(-6, 6), min_size=2, max_size=6))
def test_one_side_of_a_plane_by_exact_fractions(leads):
    """Against the recursion in fractions, u the value at a corner above and -v at one below."""
    def share(above, below):
        if not below or not above:
            return Fraction(1 if above else 0)
        u, v = above[-1], below[-1]
        return (u * share(above, below[:-1]) + v * share(above[:-1], below)) / (u + v)

    above, below = [Fraction(x) for x in leads if x > 0], [Fraction(-x) for x in leads if x < 0]
    wins = exact_wins(np.array([[leads, [0] * len(leads)]], dtype=float), np.ones(1))
    expected = Fraction(1, 2) if not above and not below else share(above, below)
    assert abs(wins[0, 1] - float(expected)) <= 1e-12 and wins[1, 0] == 1 - wins[0, 1]


def test_wins_of_two_indicators_by_hand():
    """X = (1, 0) and Y = (0, 3): X is ahead where w > 3 (1 - w), for a quarter of the weights."""
    assert exact_wins(np.array([[[1.0, 0.0], [0.0, 3.0]]]), np.ones(1)).tolist() == [[0.5, 0.25], [0.75, 0.5]]


def test_wins_over_several_simplices_agree_with_draws():
    region = weight_region(around={"a": 0.4, "b": 0.3, "c": 0.3}, percent=40)
    rows = rng(2).random((9, 3))
    simplices, shares = uniform_law(region).simplices
    exact = exact_wins(np.einsum("svk,tk->stv", simplices, rows), shares)
    totals = sample_weights(region, 60_000, rng=rng()) @ rows.T
    ranks = (totals[:, None, :] > totals[:, :, None]).sum(axis=2).T
    assert np.abs(exact - count_wins(ranks) / 60_000).max() < 0.012


KERNELS = """
import sys
import numpy as np
import pandas as pd
import contestlib as cl
from contestlib.sampling import walk_weights
region = cl.region_of(cl.read_contest(sys.argv[1]).rules)
table = np.random.default_rng(2).random((30, len(region.codes)))
chances = cl.simulate(pd.DataFrame(table, columns=list(region.codes)), region, places=5, draws=8192, rng=cl.random_generator(3))
walk = walk_weights(region, 32, rng=cl.random_generator(4))
print(len(cl.uniform_law(region).simplices[0]), chances.probability.round(9).to_numpy().tolist(), walk.round(9).tolist())
"""


def test_every_kind_of_processor_draws_the_same():
    """OpenBLAS has other kernels for other processors, whose last bits differ: here those of an old one and of a newer one."""
    folder = Path(__file__).parents[1] / "data" / "hubei-2019"
    told = {subprocess.run([sys.executable, "-c", KERNELS, str(folder)], capture_output=True, text=True, check=True,
                           env=os.environ | {"OPENBLAS_CORETYPE": kernel}).stdout for kernel in ("PRESCOTT", "HASWELL")}
    assert len(told) == 1
