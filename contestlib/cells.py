"""Chances of a place without sampling: the admissible weights cut into cells in which one list holds throughout."""

from __future__ import annotations

import numpy as np
import pandas as pd

from contestlib.errors import ContestError, RulesError
from contestlib.normalization import refuse_gaps
from contestlib.polytopes import LEVEL, Polytope, flatten, split
from contestlib.records import CellChances
from contestlib.regions import WeightRegion, region_polytope
from contestlib.scoring import generator_matrix

WHOLE = 1e-9  # how far the cells' volumes may add up to something else than the region's


def exact_chances(normalized: pd.DataFrame, region: WeightRegion, *, places: int, power: float = 1,
                  most: int = 50_000) -> CellChances:
    """Chance of a place of every team over uniform weights, from the volumes of cells.

    Parameters
    ----------
    normalized : DataFrame, shape (T, K)
    region : WeightRegion
    places : int
    power : float
        Of the mean.
    most : int
        Cells after which the search gives up. Their number grows fast with the indicators: seconds for five, hardly ever
        feasible for eight.

    Returns
    -------
    CellChances
        Teams that no admissible weights separate share what falls to them. Unrounded totals, no quotas.

    Raises
    ------
    DataError
        A missing cell.
    RulesError
        Places that are not 1 to T; more cells than `most`.
    ContestError
        Volumes that do not add up to the region's.

    Examples
    --------
    >>> from contestlib.regions import weight_region
    >>> table = pd.DataFrame({"a": [1.0, 0.0, 0.2], "b": [0.0, 1.0, 0.1]}, index=["X", "Y", "Z"])
    >>> exact_chances(table, weight_region(["a", "b"]), places=1).chance.round(12).tolist()
    [0.5, 0.5, 0.0]
    """
    refuse_gaps(normalized)
    if not 1 <= places <= len(normalized):
        raise RulesError(found="{places} places for {teams} teams", expected="between 1 and the number of teams",
                         where="the simulation", remedy="correct the number of places", places=places, teams=len(normalized))
    table = generator_matrix(normalized[list(region.codes)], power).to_numpy(dtype=float)
    whole = region_polytope(region)
    _, origin, axes = flatten(whole.vertices)
    size = _volume((whole.vertices - origin) @ axes.T)
    chance, lists, volume, count = np.zeros(len(table)), {}, 0.0, 0
    for cell, chosen in _cells(table / max(np.abs(table - table.mean(axis=0)).max(), 1e-300), whole, places, most):
        share = _volume((cell.vertices - origin) @ axes.T) / size
        chance[list(chosen)] += share
        lists[chosen] = lists.get(chosen, 0.0) + share
        volume, count = volume + share, count + 1
    if abs(volume - 1) > WHOLE:
        raise ContestError(found="cells whose volumes add up to {volume}", expected="1", where="the region of weights",
                           remedy="report the table: this is an error of the program", volume=f"{volume:.12f}")
    teams = normalized.index
    rows = sorted(((tuple(teams[list(chosen)]), share) for chosen, share in lists.items()),
                  key=lambda row: (-row[1], tuple(map(str, row[0]))))
    return CellChances(chance=pd.Series(_shared_by_twins(chance, table @ whole.vertices.T), index=teams, name="chance"),
                       lists=pd.DataFrame(rows, columns=["teams", "share"]), cells=count, volume=volume)


def _cells(table: np.ndarray, whole: Polytope, places: int, most: int):
    """Cells and the teams chosen in each, as tuples of positions in order."""
    stack, found = [(whole, np.arange(len(table)), places, ())], 0
    while stack:
        part, teams, left, chosen = stack.pop()
        totals = part.vertices @ table[teams].T
        order = np.argsort(-totals.mean(axis=0), kind="stable")
        inside, outside = order[:left], order[left:]
        sure = np.ones(len(inside), dtype=bool)
        if len(outside) and len(inside):
            sure = (totals[:, inside] - totals[:, outside].max(axis=1, keepdims=True)).min(axis=0) >= -LEVEL
        if sure.all():
            found += 1
            if found > most:
                raise RulesError(found="more than {most} cells", expected="fewer indicators or a smaller region",
                                 where="the region of weights", remedy="draw weights instead (simulate)", most=most)
            yield part, tuple(sorted((*chosen, *teams[inside].tolist())))
            continue
        never = (totals[:, inside].min(axis=1, keepdims=True) - totals[:, outside]).min(axis=0) >= -LEVEL
        ahead, behind = inside[~sure], outside[~never]
        leads = totals[:, ahead, None] - totals[:, None, behind]
        # The pair that changes its order most evenly over the part.
        evenness = np.minimum(np.maximum(leads, 0).sum(axis=0), np.maximum(-leads, 0).sum(axis=0))
        first, second = np.unravel_index(evenness.argmax(), evenness.shape)
        plane = leads[:, first, second] / np.abs(leads[:, first, second]).max()
        rest = (teams[np.concatenate([ahead, behind])], left - int(sure.sum()), (*chosen, *teams[inside[sure]].tolist()))
        stack += [(half, *rest) for half in split(part, plane) if half is not None]


def _volume(points: np.ndarray) -> float:
    """Of what lies between some points, shape (V, dimension); 1 of a single point."""
    if points.shape[1] <= 1:
        return float(np.ptp(points)) if points.shape[1] else 1.0
    from scipy.spatial import ConvexHull, QhullError
    try:
        return ConvexHull(points).volume
    except QhullError:  # a sliver without volume
        return 0.0


def _shared_by_twins(chance: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Teams with the same totals at every corner share their chances."""
    shared = chance.copy()
    _, twins = np.unique(totals.round(10), axis=0, return_inverse=True)
    for group in np.flatnonzero(np.bincount(twins) > 1):
        shared[twins == group] = chance[twins == group].mean()
    return shared
