"""Weights drawn from among the admissible ones, without favour for any of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from contestlib.errors import RulesError
from contestlib.polytopes import flatten, triangulate
from contestlib.regions import WHOLE, WeightRegion, region_polytope
from contestlib.rules import check_weights

PILOT = 2048  # candidates by which the better of two exact samplers is chosen
SPARSE = 8  # of PILOT candidates: with fewer inside, draws are made from simplices, or by walking, instead of being rejected
VERTICES = 160  # a region with more is not cut into simplices: their number explodes
STRIDE = 12  # steps for each dimension that a walk takes between draws that count


@dataclass(frozen=True)
class WeightLaw:
    """A law of weights: a map that turns uniform numbers into weights.

    Attributes
    ----------
    codes : tuple of str, K of them
    dimension : int
        How many numbers from the unit interval a draw takes.
    transport : callable
        From an array (D, dimension) of numbers above 0 and below 1 to weights (D, K).
    words : str
        What the law says.
    simplices : tuple of ndarrays, or None
        Where the law is uniform: the simplices over which it is, shape (S, dimension + 1, K), and their shares, shape (S,).
    """

    codes: tuple
    dimension: int
    transport: Callable[[np.ndarray], np.ndarray]
    words: str
    simplices: tuple[np.ndarray, np.ndarray] | None = None


def uniform_law(region: WeightRegion) -> WeightLaw | None:
    """The uniform law of a region; None where the region has too many corners to be cut into simplices.

    Examples
    --------
    >>> from contestlib.regions import weight_region
    >>> law = uniform_law(weight_region(["a", "b"], lower=0.25))
    >>> law.transport(np.array([[0.5]])).tolist()
    [[0.5, 0.5]]
    """
    simplex = _as_simplex(region)
    if simplex is not None:
        simplices, shares = simplex[None], np.ones(1)
    else:
        vertices = region_polytope(region).vertices
        if region.proposals is None and (len(vertices) > VERTICES or not all(map(region.contains, vertices))):
            return None
        simplices, shares = triangulate(vertices)
    dimension, ends = simplices.shape[1] - 1, np.cumsum(shares)
    whole = np.array_equal(simplices[0], np.eye(len(region.codes)))  # all weights: the shares themselves

    def transport(uniform: np.ndarray) -> np.ndarray:
        if whole:
            return _stick_breaking(uniform)
        if len(simplices) == 1:
            return _stick_breaking(uniform) @ simplices[0]
        # The first number chooses the simplex; what is left of it is uniform again.
        chosen = np.minimum(np.searchsorted(ends, uniform[:, 0], side="right"), len(ends) - 1)
        within = uniform.copy()
        within[:, 0] = np.clip((uniform[:, 0] - (ends[chosen] - shares[chosen])) / shares[chosen], 1e-12, 1 - 1e-12)
        return np.einsum("dv,dvk->dk", _stick_breaking(within), simplices[chosen])

    return WeightLaw(region.codes, dimension, transport, "uniform over the admissible weights", (simplices, shares))


def around_scenario(weights, *, concentration: float) -> WeightLaw:
    """Dirichlet weights around a scenario.

    Parameters
    ----------
    weights : Series or mapping by code
        Their mean; they sum to 1 or 100. A weight of zero stays zero.
    concentration : float
        The standard deviation of a weight w is ``sqrt(w (1 - w) / (concentration + 1))``.

    Returns
    -------
    WeightLaw

    Raises
    ------
    RulesError
        A concentration that is not positive.

    Examples
    --------
    >>> law = around_scenario({"a": 50, "b": 50}, concentration=2)
    >>> law.transport(np.array([[0.25]])).round(6).tolist()
    [[0.25, 0.75]]
    """
    weights = check_weights(pd.Series(weights, dtype=float))
    if not 0 < concentration < np.inf:
        raise RulesError(found="a concentration of {value}", expected="a positive number", where="the law of the weights",
                         remedy="say 100 for weights some points around the scenario", value=concentration)
    free = np.flatnonzero(weights.to_numpy() > 0)
    alpha = concentration * weights.to_numpy()[free]
    rest = alpha[::-1].cumsum()[::-1]

    def transport(uniform: np.ndarray) -> np.ndarray:
        from scipy.special import betaincinv
        drawn, left = np.zeros((len(uniform), len(weights))), np.ones(len(uniform))
        for at, column in enumerate(free[:-1]):
            share = betaincinv(alpha[at], rest[at + 1], uniform[:, at])
            drawn[:, column], left = left * share, left * (1 - share)
        drawn[:, free[-1]] = left
        return drawn

    return WeightLaw(tuple(weights.index), len(free) - 1, transport,
                     f"Dirichlet around the scenario, concentration {concentration:g}")


def among_scenarios(scenarios: pd.DataFrame | Sequence, *, probabilities: Sequence[float] | None = None) -> WeightLaw:
    """One of several scenarios, each with its probability.

    Parameters
    ----------
    scenarios : DataFrame, shape (S, K), or sequence of Series or mappings by code
        Each sums to 1 or 100.
    probabilities : sequence of float, shape (S,), optional
        Sum to one; equal by default.

    Returns
    -------
    WeightLaw

    Raises
    ------
    RulesError
        Probabilities that are negative, are not one for each scenario, or do not sum to one.

    Examples
    --------
    >>> law = among_scenarios([{"a": 1, "b": 0}, {"a": 0, "b": 1}], probabilities=[0.75, 0.25])
    >>> law.transport(np.array([[0.7], [0.8]])).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    table = pd.DataFrame(scenarios) if isinstance(scenarios, pd.DataFrame) else pd.DataFrame([dict(s) for s in scenarios])
    table = table.apply(check_weights, axis=1)
    chances = np.full(len(table), 1 / max(len(table), 1)) if probabilities is None else np.asarray(probabilities, dtype=float)
    if len(chances) != len(table) or not (chances >= 0).all() or abs(chances.sum() - 1) > 1e-9:
        raise RulesError(found="the probabilities {given}", expected="{count} numbers of zero or more that sum to 1",
                         where="the law of the weights", remedy="give one for each scenario",
                         given=", ".join(f"{chance:g}" for chance in chances), count=len(table))
    ends, values = np.cumsum(chances), table.to_numpy(dtype=float)

    def transport(uniform: np.ndarray) -> np.ndarray:
        return values[np.minimum(np.searchsorted(ends, uniform[:, 0], side="right"), len(ends) - 1)]

    return WeightLaw(tuple(table.columns), 1, transport, f"one of {len(table)} scenarios")


def sample_weights(region: WeightRegion | WeightLaw, draws: int, *, rng: np.random.Generator) -> np.ndarray:
    """Independent weights, uniform over a region or by a stated law.

    Parameters
    ----------
    region : WeightRegion or WeightLaw
    draws : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shape (D, K)
        Every row sums to one and keeps every bound.

    Notes
    -----
    Spacings of sorted uniform numbers are uniform on the simplex; numbers divided by their sum are not. Rejection
    keeps either sampler uniform inside the bounds; a pilot picks the one that rejects less. Where statements leave too
    little of the bounds, or weights lie between proposals, draws come from the simplices into which the region falls. Where
    it falls into too many, `walk_weights` draws.

    Examples
    --------
    >>> from contestlib.regions import weight_region
    >>> weights = sample_weights(weight_region(["a", "b"], lower=0.4), 3, rng=np.random.default_rng(1))
    >>> bool((weights >= 0.4).all())
    True
    """
    if isinstance(region, WeightLaw):
        return region.transport(_open_unit(rng, (draws, region.dimension)))
    if _as_simplex(region) is not None:
        return sample_weights(uniform_law(region), draws, rng=rng)
    if region.bounds_alone:
        return _within_bounds(region, draws, rng)
    if region.proposals is None:
        drawn = _within_statements(region, draws, rng)
        if drawn is not None:
            return drawn
    law = uniform_law(region)
    return sample_weights(law, draws, rng=rng) if law else walk_weights(region, draws, rng=rng)


def can_reject(region: WeightRegion, *, rng: np.random.Generator) -> bool:
    """Whether independent draws from the bounds meet the region's statements often enough."""
    return region.bounds_alone or (region.proposals is None and _within_statements(region, SPARSE, rng) is not None)


def walk_weights(region: WeightRegion, draws: int, *, rng: np.random.Generator, chains: int = 16) -> np.ndarray:
    """Weights by hit-and-run: independent chains that step to a uniform point of a random line through the region.

    Parameters
    ----------
    region : WeightRegion
        By bounds and statements, not by proposals.
    draws : int
    rng : numpy.random.Generator
    chains : int
        Draws are taken from the chains in turn.

    Returns
    -------
    ndarray, shape (D, K)
        Draw d belongs to chain d modulo `chains`. Uniform in the limit; draws of one chain depend on each other, which is why
        errors are to be taken from the chains' means.

    Notes
    -----
    Smith (1984). Chains begin at mixtures of vertices that linear programs find, and walk before the first draw counts.

    Examples
    --------
    >>> from contestlib.regions import weight_region
    >>> region = weight_region(["a", "b", "c"], order=["a", "b", "c"])
    >>> drawn = walk_weights(region, 64, rng=np.random.default_rng(1))
    >>> bool((drawn[:, 0] >= drawn[:, 1]).all())
    True
    """
    rows, limits, ends = _walls(region, rng)
    centre = ends.mean(axis=0)
    spread, dimension = (ends - centre) / np.sqrt(len(ends)), len(flatten(ends)[2])
    if not dimension:
        return np.tile(centre, (draws, 1))
    # Sums in a stated order, not products of the linear algebra library: the last bits of each step grow in those after it.
    at = np.einsum("ce,ek->ck", rng.dirichlet(np.ones(len(ends)), size=chains), ends)
    stride = STRIDE * dimension
    kept = []
    for step in range(stride * (-(-draws // chains) + dimension)):
        # As far in every direction as the region reaches.
        lines = np.einsum("ce,ek->ck", rng.standard_normal((chains, len(ends))), spread)
        slack, speed = limits - np.einsum("ck,fk->cf", at, rows), np.einsum("ck,fk->cf", lines, rows)
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = np.maximum(slack, 0) / speed
        ahead = np.where(speed > 1e-14, reach, np.inf).min(axis=1)
        behind = np.where(speed < -1e-14, reach, -np.inf).max(axis=1)
        at = at + (behind + (ahead - behind) * rng.random(chains))[:, None] * lines
        if step >= stride * dimension and (step + 1) % stride == 0:
            kept.append(at)
    return np.concatenate(kept)[:draws]


def _walls(region: WeightRegion, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Half-spaces between which chains walk, and extreme points of the region in many directions."""
    from scipy.optimize import linprog
    count = len(region.codes)
    rows = np.concatenate([np.eye(count), -np.eye(count), region.rows.reshape(-1, count)])
    limits = np.concatenate([region.upper, -region.lower, region.limits])
    goals = np.concatenate([np.eye(count), -np.eye(count), rng.standard_normal((2 * count, count))])
    return rows, limits, np.array([linprog(goal, A_ub=rows, b_ub=limits, A_eq=np.ones((1, count)), b_eq=[1],
                                           bounds=(None, None)).x for goal in goals])


def _as_simplex(region: WeightRegion) -> np.ndarray | None:
    """The corners of a region in which no upper bound matters, shape (corners, K)."""
    room = 1 - region.lower.sum()
    if not region.bounds_alone or (region.upper < region.lower + room - WHOLE).any():
        return None
    return region.lower + max(room, 0) * np.eye(len(region.codes)) if room > WHOLE else region.lower[None]


def _stick_breaking(uniform: np.ndarray) -> np.ndarray:
    """Shares uniform on the simplex, shape (D, dimension + 1): each number breaks its share off what is left."""
    dimension = uniform.shape[1]
    shares = np.empty((dimension + 1, len(uniform)))
    shares[0] = 1
    if dimension:
        left = np.log(uniform.T, order="C")
        left /= np.arange(dimension, 0, -1)[:, None]
        for before, row in pairwise(left):
            row += before
        np.exp(left, out=left)
        shares[1:] = left
        shares[:-1] -= left
    return shares.T


def _open_unit(rng: np.random.Generator, shape: tuple) -> np.ndarray:
    """Uniform numbers above 0 and below 1."""
    return 1 - 0.5**53 - rng.random(shape) * (1 - 0.5**52)


def _within_bounds(region: WeightRegion, draws: int, rng: np.random.Generator) -> np.ndarray:
    lower, upper = region.lower, region.upper
    for corner in (lower, upper):
        if abs(corner.sum() - 1) <= WHOLE:
            return np.tile(corner, (draws, 1))
    free = np.flatnonzero(upper > lower)
    if len(free) == 1:
        only = lower.copy()
        only[free] += 1 - lower.sum()
        return np.tile(only, (draws, 1))
    kept = {sampler: len(sampler(region, free, PILOT, rng)) for sampler in (_from_simplex, _from_box)}
    sampler = max(kept, key=kept.get)
    parts, count = [], 0
    while count < draws:
        parts.append(sampler(region, free, max(PILOT, draws - count), rng))
        count += len(parts[-1])
    return np.concatenate(parts)[:draws]


def _within_statements(region: WeightRegion, draws: int, rng: np.random.Generator) -> np.ndarray | None:
    """Draws within the bounds that every statement admits; None where these are rare."""
    bounds = WeightRegion(region.codes, region.lower, region.upper)
    parts, count = [], 0
    while count < draws:
        candidates = _within_bounds(bounds, max(PILOT, draws - count), rng)
        parts.append(candidates[(candidates @ region.rows.T <= region.limits).all(axis=1)])
        count += len(parts[-1])
        if len(parts[-1]) * PILOT < SPARSE * len(candidates):
            return None
    return np.concatenate(parts)[:draws]


def _from_simplex(region: WeightRegion, free: np.ndarray, candidates: int, rng: np.random.Generator) -> np.ndarray:
    """The simplex above the lower bounds, without what lies above an upper one."""
    room = 1 - region.lower.sum()
    cuts = np.sort(rng.random((candidates, len(free) - 1)), axis=1)
    gaps = np.diff(cuts, axis=1, prepend=0.0, append=1.0)
    weights = np.tile(region.lower, (candidates, 1))
    weights[:, free] += room * gaps
    return weights[(weights <= region.upper).all(axis=1)]


def _from_box(region: WeightRegion, free: np.ndarray, candidates: int, rng: np.random.Generator) -> np.ndarray:
    """All free weights but the widest uniform in their bounds; the widest takes the rest, where it can."""
    widths = (region.upper - region.lower)[free]
    slack = free[int(np.argmax(widths))]
    others = free[free != slack]
    weights = np.tile(region.lower, (candidates, 1))
    weights[:, others] += (region.upper - region.lower)[others] * rng.random((candidates, len(others)))
    weights[:, others] = np.minimum(weights[:, others], region.upper[others])
    weights[:, slack] = 0
    weights[:, slack] = 1 - weights.sum(axis=1)
    inside = (weights[:, slack] >= region.lower[slack]) & (weights[:, slack] <= region.upper[slack])
    return weights[inside]
