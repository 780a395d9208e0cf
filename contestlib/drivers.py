"""What the doubt is made of: which open choice moves a place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np
import pandas as pd

from contestlib.errors import RulesError
from contestlib.joint import BLOCK, JointDesign, check_factors, choose, draw_factors
from contestlib.records import Drivers
from contestlib.threads import one_thread

CLEAR = 0.02  # places that fewer draws give, or withhold, are too seldom in doubt for the doubt to be divided
RESAMPLES = 200  # of the draws, for the intervals


@one_thread()
def membership_drivers(design: JointDesign, *, vary: Collection[str] | None = None, draws: int, rng: np.random.Generator,
                       tell: Callable[[int, int], None] = lambda done, of: None) -> Drivers:
    """Shares of the variance of every team's place, and of the whole list, by what varies.

    Parameters
    ----------
    design : JointDesign
    vary : collection of str, optional
        As for `simulate_joint`.
    draws : int
        Of each of the factors + 2 samples, rounded up to a power of two; every one of them is drawn up as a list.
    rng : numpy.random.Generator
    tell : callable
        Called with the draws made so far and all that will be made.

    Returns
    -------
    Drivers

    Raises
    ------
    RulesError
        As `simulate_joint` does.

    Notes
    -----
    Two independent samples, and for each factor the first one with that factor taken from the second (pick and freeze:
    Sobol 1993; groups: the weights, all judges, all measurement errors change together, so any region of weights will do).
    """
    vary = check_factors(design, vary)
    if draws < 1:
        raise RulesError(found="{draws} draws", expected="at least one", where="the simulation",
                         remedy="ask for 16384 or so", draws=draws)
    draws = 1 << max(int(draws - 1).bit_length(), 0)
    parts: list[list[np.ndarray]] = [[] for _ in range(len(vary) + 2)]
    done, all_draws = 0, draws * len(parts)
    for start in range(0, draws, BLOCK):
        count = min(BLOCK, draws - start)
        first, second = (draw_factors(design, vary, count, rng) for _ in range(2))
        for part, factors in zip(parts, (first, second, *({**first, name: second[name]} for name in vary)), strict=True):
            part.append(choose(design, factors)[1])
            done += count
            tell(done, all_draws)
    inside = np.array([np.concatenate(part).T for part in parts])
    chance = inside[:2].mean(axis=(0, 2))
    varies = np.flatnonzero(inside[:2].var(axis=(0, 2)) > 0)
    table = variance_shares(inside[0, varies], inside[1, varies], inside[2:, varies], factors=vary,
                            outputs=[*design.teams[varies]], rng=rng)
    clear = design.teams[(chance < CLEAR) | (chance > 1 - CLEAR)]
    return Drivers(table=table[~table.index.get_level_values("output").isin(clear)],
                   chance=pd.Series(chance, index=design.teams, name="chance"), factors=vary, draws=draws)


def variance_shares(first: np.ndarray, second: np.ndarray, mixed: np.ndarray, *, factors: Sequence[str], outputs: Sequence,
                    rng: np.random.Generator) -> pd.DataFrame:
    """First-order and total Sobol indices of several outputs and of all together, with 95 % intervals.

    Parameters
    ----------
    first, second : ndarray, shape (outputs, D)
        Outputs in two independent samples; D is a power of two.
    mixed : ndarray, shape (factors, outputs, D)
        In the first sample with one factor taken from the second.
    factors, outputs : sequences of names
    rng : numpy.random.Generator
        Resamples the draws, for the intervals.

    Returns
    -------
    DataFrame, indexed by output and factor
        first, first_low, first_high (the factor alone), total, total_low, total_high (with all its interactions). The output
        ``""`` is all outputs together: their variances are added up.

    Notes
    -----
    Saltelli et al. (2010) and Jansen (1999), as `scipy.stats.sobol_indices` has them. All together: Gamboa et al. (2014).
    Intervals are percentiles of the draws resampled.
    """
    if not len(outputs) or not len(factors):
        columns = ["first", "first_low", "first_high", "total", "total_low", "total_high"]
        index = pd.MultiIndex.from_arrays([[], []], names=["output", "factor"])
        return pd.DataFrame(columns=columns, index=index, dtype=float)
    nominal = _indices(first, second, mixed)
    draws = first.shape[1]
    resampled = []
    for _ in range(RESAMPLES):
        rows = rng.integers(draws, size=draws)
        resampled.append(_indices(first[:, rows], second[:, rows], mixed[:, :, rows]))
    low, high = np.nanpercentile(resampled, [2.5, 97.5], axis=0)
    index = pd.MultiIndex.from_product([["", *outputs], factors], names=["output", "factor"])
    return pd.DataFrame({f"{kind}{end}": values[at].ravel() for at, kind in enumerate(("first", "total"))
                         for end, values in (("", nominal), ("_low", low), ("_high", high))}, index=index)


def _indices(first: np.ndarray, second: np.ndarray, mixed: np.ndarray) -> np.ndarray:
    """First-order and total indices, shape (2, 1 + outputs, factors); all outputs together stand first."""
    mean = np.mean([first, second], axis=(0, 2))[:, None]
    first, second, moved = first - mean, second - mean, mixed - mean
    moved -= first
    variance = np.var([first, second], axis=(0, 2))
    varies = variance > 0
    single = np.array([(second * moved).mean(axis=-1), 0.5 * (moved**2).mean(axis=-1)]) / np.where(varies, variance, np.inf)
    single = single.swapaxes(1, 2)
    together = (single[:, varies] * variance[varies, None]).sum(axis=1, keepdims=True) / max(variance.sum(), 1e-300)
    return np.concatenate([together, single], axis=1)
