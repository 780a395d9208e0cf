"""Which weights the committee could defend, and uniform draws from among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from contestlib.errors import RulesError
from contestlib.rules import Rules, check_weights

PILOT = 2048  # candidates by which the better of two exact samplers is chosen
WHOLE = 1e-12


@dataclass(frozen=True)
class WeightRegion:
    """Weights that sum to one, each between its bounds.

    Attributes
    ----------
    codes : tuple of str, K of them
    lower, upper : ndarray, shape (K,)
        Shares of one.
    """

    codes: tuple
    lower: np.ndarray
    upper: np.ndarray


def weight_region(indicators: Sequence | None = None, *, lower=None, upper=None, around=None,
                  points: float | None = None, percent: float | None = None) -> WeightRegion:
    """The weights within bounds, or near a scenario.

    Parameters
    ----------
    indicators : sequence of str, optional
        Codes; those of `around` by default.
    lower, upper : float or mapping by code, optional
        Bounds as shares of one; 0 and 1 by default.
    around : Series or mapping by code, optional
        Weights that sum to 1 or 100; needs `points` or `percent`.
    points : float, optional
        Percentage points to each side.
    percent : float, optional
        Percent of the weight itself to each side; a weight of zero stays zero.

    Returns
    -------
    WeightRegion

    Raises
    ------
    RulesError
        Bounds that no weights meet.

    Examples
    --------
    >>> region = weight_region(around={"welfare": 60, "amount": 40}, percent=50)
    >>> [[round(float(value), 3) for value in bound] for bound in (region.lower, region.upper)]
    [[0.3, 0.2], [0.9, 0.6]]
    """
    centre = None if around is None else check_weights(pd.Series(around, dtype=float))
    codes = tuple(centre.index if indicators is None and centre is not None else indicators or ())
    low, high = _bound(lower, codes, 0.0), _bound(upper, codes, 1.0)
    if centre is not None:
        centre = centre.reindex(codes).fillna(0).to_numpy()
        reach = centre * percent / 100 if percent is not None else np.full(len(codes), (points or 0) / 100)
        low, high = np.maximum(low, centre - reach), np.minimum(high, centre + reach)
    _refuse_empty(codes, low, high)
    return WeightRegion(codes, low, high)


def _bound(bound, codes: tuple, default: float) -> np.ndarray:
    if bound is None:
        return np.full(len(codes), default)
    if isinstance(bound, (Mapping, pd.Series)):
        return np.array([float(bound.get(code, default)) for code in codes])
    return np.full(len(codes), float(bound))


def _refuse_empty(codes: tuple, low: np.ndarray, high: np.ndarray) -> None:
    if not codes:
        raise RulesError(found="no indicators", expected="at least one", where="the admissible weights",
                         remedy="name the indicators, or a scenario to stay around")
    for code, least, most in zip(codes, low, high, strict=True):
        if least > most:
            raise RulesError(found="{code!r} from {low} to {high}", expected="a lower bound below the upper one",
                             where="the admissible weights", remedy="correct one of the two", code=code,
                             low=f"{least:.6g}", high=f"{most:.6g}")
    if low.sum() > 1 + WHOLE or high.sum() < 1 - WHOLE:
        raise RulesError(found="bounds between which weights sum to {low} … {high}", expected="1 in between",
                         where="the admissible weights", remedy="lower the lower bounds or raise the upper ones",
                         low=f"{low.sum():.6g}", high=f"{high.sum():.6g}")


def region_of(rules: Rules) -> WeightRegion:
    """The admissible weights of a contest's rules: near the scenario they name, or all.

    Parameters
    ----------
    rules : Rules

    Returns
    -------
    WeightRegion
    """
    admissible = rules.admissible
    codes = tuple(indicator.code for indicator in rules.indicators)
    if admissible.percent is None and admissible.points is None:
        return weight_region(codes)
    centre = rules.scenario(admissible.around) if admissible.around else rules.scenarios[0]
    return weight_region(codes, around=centre.shares, points=admissible.points, percent=admissible.percent)


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
    keeps either sampler uniform inside the bounds; a pilot picks the one that rejects less.

    Examples
    --------
    >>> weights = sample_weights(weight_region(["a", "b"], lower=0.4), 3, rng=np.random.default_rng(1))
    >>> bool((weights >= 0.4).all())
    True
    """
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
