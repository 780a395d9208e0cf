"""Weights drawn uniformly from among the admissible ones."""

from __future__ import annotations

import numpy as np

from contestlib.polytopes import flatten
from contestlib.regions import WHOLE, WeightRegion, region_polytope

PILOT = 2048  # candidates by which the better of two exact samplers is chosen
SPARSE = 8  # of PILOT candidates: with fewer inside, draws are made from simplices instead of being rejected


def sample_weights(region: WeightRegion, draws: int, *, rng: np.random.Generator) -> np.ndarray:
    """Weights drawn uniformly from a region.

    Parameters
    ----------
    region : WeightRegion
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
    little of the bounds, or weights lie between proposals, draws come from the simplices into which the region falls.

    Examples
    --------
    >>> from contestlib.regions import weight_region
    >>> weights = sample_weights(weight_region(["a", "b"], lower=0.4), 3, rng=np.random.default_rng(1))
    >>> bool((weights >= 0.4).all())
    True
    """
    if not region.bounds_alone:
        return _from_statements(region, draws, rng)
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


def _from_statements(region: WeightRegion, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Draws within the bounds that every statement admits, or draws from simplices where these would be rare."""
    bounds = WeightRegion(region.codes, region.lower, region.upper)
    parts, count = [], 0
    while region.proposals is None and count < draws:
        candidates = sample_weights(bounds, max(PILOT, draws - count), rng=rng)
        parts.append(candidates[(candidates @ region.rows.T <= region.limits).all(axis=1)])
        count += len(parts[-1])
        if len(parts[-1]) * PILOT < SPARSE * len(candidates):
            break
    if count >= draws:
        return np.concatenate(parts)[:draws]
    return _from_simplices(region_polytope(region).vertices, draws, rng)


def _from_simplices(vertices: np.ndarray, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Uniform on the mixtures of vertices: a simplex by its volume, then a point of it."""
    from scipy.spatial import ConvexHull
    flat, centre, axes = flatten(vertices)
    if not len(axes):
        return np.tile(centre, (draws, 1))
    if len(axes) == 1:
        ends = flat[[flat.argmin(), flat.argmax()], 0]
        return centre + (ends[0] + (ends[1] - ends[0]) * rng.random((draws, 1))) * axes
    facets = flat[ConvexHull(flat, qhull_options="Qt").simplices]
    volumes = np.abs(np.linalg.det(facets))  # each facet with the centre, which is the origin
    chosen = facets[rng.choice(len(facets), size=draws, p=volumes / volumes.sum())]
    shares = rng.standard_exponential((draws, len(axes) + 1))
    shares /= shares.sum(axis=1, keepdims=True)
    return centre + np.einsum("dv,dva->da", shares[:, 1:], chosen) @ axes


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
