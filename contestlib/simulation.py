"""What sampled weightings do to the ranking; the only creator of random generators."""

from __future__ import annotations

import numpy as np
import pandas as pd

from contestlib.errors import DataError
from contestlib.records import Stability
from contestlib.regions import WeightRegion
from contestlib.rounding import snap
from contestlib.sampling import sample_weights
from contestlib.scoring import generator_matrix

CHUNK = 2048
NORMAL_97_5 = 1.959963984540054


def random_generator(seed: int) -> np.random.Generator:
    """The generator of a stated seed: PCG64, the same numbers on every machine.

    Examples
    --------
    >>> bool(random_generator(7).random() == random_generator(7).random())
    True
    """
    return np.random.Generator(np.random.PCG64(seed))


def simulate(normalized: pd.DataFrame, region: WeightRegion, *, places: int, draws: int, rng: np.random.Generator,
             power: float = 1) -> Stability:
    """Stochastic multicriteria acceptability analysis of a list of `places`.

    Parameters
    ----------
    normalized : DataFrame, shape (T, K)
    region : WeightRegion
        Weights are drawn uniformly from it.
    places, draws : int
    rng : numpy.random.Generator
    power : float
        Of the mean.

    Returns
    -------
    Stability
        Tied teams share the places they take, so that the chances add up to `places`.

    Raises
    ------
    DataError
        A missing cell.

    Notes
    -----
    Lahdelma and Salminen (2001), SMAA-2. Totals are unrounded, without quotas or tie-break keys. Intervals are
    Wilson's for independent draws, never of zero width.

    Examples
    --------
    >>> from contestlib.regions import weight_region
    >>> table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0]}, index=["X", "Y"])
    >>> result = simulate(table, weight_region(["a", "b"]), places=1, draws=4096, rng=random_generator(1))
    >>> result.probability["value"].round(1).tolist()
    [0.5, 0.5]
    """
    if normalized.isna().any(axis=None):
        row, column = np.argwhere(normalized.isna().to_numpy())[0]
        raise DataError(found="no number for {code!r} of team {team!r}", expected="a finite number", where="the matrix",
                        remedy="let a stated rule fill it (fill_missing), or leave the team out",
                        code=normalized.columns[column], team=normalized.index[row])
    table = generator_matrix(normalized[list(region.codes)], power).to_numpy()
    weights = sample_weights(region, draws, rng=rng)
    teams = len(table)
    steps, wins, central, firsts = (np.zeros((teams, teams + 1)), np.zeros((teams, teams)),
                                    np.zeros(table.shape), np.zeros(teams))
    for start in range(0, draws, CHUNK):
        part = weights[start:start + CHUNK]
        totals = _totals(table, part)
        order, first, after = _places(totals)
        share = 1 / (after - first)
        for at, sign in ((first, 1), (after, -1)):
            steps += sign * np.bincount((order * (teams + 1) + at).ravel(), weights=share.ravel(),
                                        minlength=steps.size).reshape(steps.shape)
        for team in range(teams):
            ahead = totals[:, [team]] > totals
            wins[team] += ahead.sum(axis=0) + (totals[:, [team]] == totals).sum(axis=0) / 2
        leads = (totals == totals.max(axis=1, keepdims=True)).astype(float)
        leads /= leads.sum(axis=1, keepdims=True)
        central += leads.T @ part
        firsts += leads.sum(axis=0)
    acceptability = np.cumsum(steps, axis=1)[:, :teams] / draws
    np.fill_diagonal(wins, draws / 2)
    return _stability(normalized.index, region.codes, np.clip(acceptability, 0, 1), wins / draws,
                      np.divide(central, firsts[:, None], out=np.full(central.shape, np.nan),
                                where=firsts[:, None] > 0), places, draws)


def _totals(table: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Totals of all teams under all draws, added column by column so that every machine gets the same bits."""
    total = np.zeros((len(weights), len(table)))
    for column in range(table.shape[1]):
        total += weights[:, [column]] * table[:, column]
    return snap(total)


def _places(totals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Teams from best to worst in every draw, the first place of each one's tie, and the place after its tie."""
    order = np.argsort(-totals, axis=1, kind="stable")
    ordered = np.take_along_axis(totals, order, axis=1)
    place = np.arange(totals.shape[1])
    begins = np.ones(ordered.shape, dtype=bool)
    begins[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    first = np.maximum.accumulate(np.where(begins, place, 0), axis=1)
    ends = np.roll(begins, -1, axis=1)
    ends[:, -1] = True
    after = np.minimum.accumulate(np.where(ends, place + 1, totals.shape[1])[:, ::-1], axis=1)[:, ::-1]
    return order, first, after


def _stability(teams: pd.Index, codes: tuple, acceptability: np.ndarray, wins: np.ndarray, central: np.ndarray,
               places: int, draws: int) -> Stability:
    ranks = pd.RangeIndex(1, len(teams) + 1, name="rank")
    cumulative = acceptability.cumsum(axis=1) + 1e-9
    chance = np.clip(acceptability[:, :places].sum(axis=1), 0, 1)
    low, high = _wilson(chance, draws)
    return Stability(
        acceptability=pd.DataFrame(acceptability, index=teams, columns=ranks),
        probability=pd.DataFrame({"value": chance, "low": low, "high": high}, index=teams),
        expected_rank=pd.Series(acceptability @ ranks.to_numpy(), index=teams, name="expected_rank"),
        rank_5=pd.Series(1 + (cumulative < 0.05).sum(axis=1), index=teams, name="rank_5"),
        rank_95=pd.Series(1 + (cumulative < 0.95).sum(axis=1), index=teams, name="rank_95"),
        pairwise=pd.DataFrame(wins, index=teams, columns=teams),
        central_weights=pd.DataFrame(central, index=teams, columns=list(codes)), places=places, draws=draws)


def _wilson(chance: np.ndarray, draws: int) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's 95 % interval (1927), which has a width at 0 and 1 too."""
    square = NORMAL_97_5**2 / draws
    centre = (chance + square / 2) / (1 + square)
    reach = NORMAL_97_5 * np.sqrt(chance * (1 - chance) / draws + square / (4 * draws)) / (1 + square)
    return np.clip(centre - reach, 0, 1), np.clip(centre + reach, 0, 1)
