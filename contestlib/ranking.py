"""Competition ranks, tie groups, and how far two rankings lie apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from contestlib.records import Standings
from contestlib.rounding import SNAP_DECIMALS, round_half_up


def rank_teams(totals: pd.Series, *, decimals: int | None = None) -> pd.Series:
    """Competition ranks: the best is 1, equals share a rank, and the ranks after them are skipped.

    Parameters
    ----------
    totals : Series, shape (T,)
        Higher is better.
    decimals : int, optional
        Totals are rounded half up to it first; 10 by default, so that 0.1 + 0.2 and 0.3 tie.

    Returns
    -------
    Series of int, shape (T,)

    Examples
    --------
    >>> rank_teams(pd.Series({"A": 5, "B": 5, "C": 4, "D": 3})).to_dict()
    {'A': 1, 'B': 1, 'C': 3, 'D': 4}
    """
    totals = pd.Series(totals, dtype=float)
    values = _at_precision(totals.to_numpy(), decimals)
    ahead = len(values) - np.searchsorted(np.sort(values), values, side="right")
    ranks, missing = pd.Series(ahead + 1, index=totals.index, name="rank"), np.isnan(values)
    return ranks.where(~missing).astype(int) if missing.any() else ranks  # which refuses a missing one


def tie_groups(totals: pd.Series, keys: pd.DataFrame | None = None, *, decimals: int | None = None) -> list[tuple]:
    """Teams from best to worst; those that nothing separates stand in one group.

    Parameters
    ----------
    totals : Series, shape (T,)
    keys : DataFrame, shape (T, tie-break keys), optional
        Applied in order where totals are equal; the larger goes first.
    decimals : int, optional
        As for `rank_teams`.

    Returns
    -------
    list of tuples of team ids
        Within a group in the index's order.

    Examples
    --------
    >>> tie_groups(pd.Series({"A": 1.0, "B": 3.0, "C": 1.0}))
    [('B',), ('A', 'C')]
    """
    totals = pd.Series(totals, dtype=float)
    if keys is not None and not keys.index.equals(totals.index):
        keys = keys.loc[totals.index]
    columns = [_at_precision(totals.to_numpy(), decimals), *([] if keys is None else keys.to_numpy().T)]
    return groups_of_levels(totals.index, [levels(column) for column in columns])


def levels(values: np.ndarray) -> np.ndarray:
    """Values as whole numbers in their order, equal ones as the same."""
    return np.unique(values, return_inverse=True)[1]


def groups_of_levels(teams: pd.Index, columns: Sequence[np.ndarray]) -> list[tuple]:
    """Teams as `tie_groups` returns them, by `levels` of totals and of each key."""
    order = np.lexsort([-column for column in reversed(columns)])
    starts = np.flatnonzero(np.any([np.diff(column[order]) for column in columns], axis=0)) + 1
    ordered = teams.to_numpy(dtype=object)[order].tolist()
    return [tuple(ordered[start:stop]) for start, stop in pairwise([0, *starts.tolist(), len(ordered)]) if start < stop]


def _at_precision(totals: np.ndarray, decimals: int | None) -> np.ndarray:
    """Totals as the rules publish them: snapped, then half up to `decimals`."""
    snapped = np.round(totals, SNAP_DECIMALS)
    return snapped if decimals is None else round_half_up(snapped, decimals)


def cut_margin(totals: pd.Series, places: int) -> float:
    """How far the last place is ahead of the first team without one, in the totals' unit; NaN where nobody is left.

    Examples
    --------
    >>> cut_margin(pd.Series([9.0, 7.5, 7.0]), 2)
    0.5
    """
    ordered = np.sort(np.asarray(totals, dtype=float))[::-1]
    return float(np.round(ordered[places - 1] - ordered[places], SNAP_DECIMALS)) if len(ordered) > places else np.nan


def ranks_by_scenario(standings: Mapping[str, Standings]) -> pd.DataFrame:
    """Official ranks, one column a scenario, in the order of the first one, shape (T, S)."""
    ranks = pd.DataFrame({name: result.ranks for name, result in standings.items()})
    return ranks.sort_values(list(ranks)[0], kind="stable")


def rank_distances(ranks: pd.DataFrame) -> pd.DataFrame:
    """Share of pairs of teams that two rankings put in opposite order (normalized Kendall distance).

    Parameters
    ----------
    ranks : DataFrame, shape (T, S)

    Returns
    -------
    DataFrame, shape (S, S)

    Examples
    --------
    >>> rank_distances(pd.DataFrame({"x": [1, 2, 3], "y": [1, 3, 2]})).loc["x", "y"].round(3)
    np.float64(0.333)
    """
    values = ranks.to_numpy(dtype=float)
    signs = np.sign(values[:, None, :] - values[None, :, :])[np.triu_indices(len(values), 1)]
    opposite = (signs[:, :, None] * signs[:, None, :] < 0).sum(axis=0)
    return pd.DataFrame(opposite / max(len(signs), 1), index=ranks.columns, columns=ranks.columns)
