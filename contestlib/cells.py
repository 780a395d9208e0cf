"""Chances of a place without sampling: the admissible weights cut into cells in which one list holds throughout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd

from contestlib.errors import ContestError, RulesError
from contestlib.normalization import refuse_gaps
from contestlib.polytopes import LEVEL, Polytope, flatten, split
from contestlib.records import CellChances
from contestlib.regions import WeightRegion, region_polytope
from contestlib.scoring import generator_matrix

ACROSS = 1e-6  # how far behind a face the next cell is looked for, as a share of the way from the middle
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
    alike = _alike(table @ whole.vertices.T)
    _, origin, axes = flatten(whole.vertices)
    size = _volume((whole.vertices - origin) @ axes.T)
    chance, lists = np.zeros(len(table)), {}
    scale = max(np.abs(table - table.mean(axis=0)).max(), 1e-300)
    for cell, chosen in _cells(table / scale, alike, whole, places, most):
        share = _volume((cell.vertices - origin) @ axes.T) / size
        chance[list(chosen)] += share
        lists[chosen] = share
    volume = sum(lists.values())
    if abs(volume - 1) > WHOLE:
        raise ContestError(found="cells whose volumes add up to {volume}", expected="1", where="the region of weights",
                           remedy="report the table: this is an error of the program", volume=f"{volume:.12f}")
    teams = normalized.index
    rows = sorted(((tuple(teams[list(chosen)]), share) for chosen, share in lists.items()),
                  key=lambda row: (-row[1], tuple(map(str, row[0]))))
    shared = np.bincount(alike, weights=chance, minlength=len(table)) / np.maximum(np.bincount(alike, minlength=len(table)), 1)
    return CellChances(chance=pd.Series(shared[alike], index=teams, name="chance"),
                       lists=pd.DataFrame(rows, columns=["teams", "share"]), cells=len(lists), volume=volume)


def _alike(totals: np.ndarray) -> np.ndarray:
    """For every team the first with the same totals at every corner of the region, shape (T,)."""
    _, first, group = np.unique(totals.round(10), axis=0, return_index=True, return_inverse=True)
    return first[group]


def _cells(table: np.ndarray, alike: np.ndarray, whole: Polytope, places: int, most: int):
    """The cells and the teams chosen in each, as positions in order, from one to the next across their faces.

    A list's total is the largest sum of so many totals in its cell: the cells are where a convex function is linear, so
    that each is convex, and every face between two of them is a face of both.
    """
    members = {group: np.flatnonzero(alike == group).tolist() for group in np.unique(alike).tolist()}

    def with_first_of_alike(chosen: Iterable[int]) -> tuple[int, ...]:
        counts = Counter(alike[list(chosen)].tolist())
        return tuple(sorted(team for group, count in counts.items() for team in members[group][:count]))

    def chosen_at(weights: np.ndarray) -> tuple[int, ...]:
        return with_first_of_alike(np.argsort(-(table @ weights), kind="stable")[:places])

    waiting = [chosen_at(_within(whole.vertices))]
    seen = set(waiting)
    while waiting:
        chosen = waiting.pop()
        cell, swaps = _cell(table, whole, chosen)
        if cell is None:
            continue
        yield cell, chosen
        middle = _within(cell.vertices)
        on_face = cell.tight[:, whole.tight.shape[1]:]
        for face in np.flatnonzero(on_face.sum(axis=0) >= cell.dimension):
            out, into = swaps[face]
            there = _within(cell.vertices[on_face[:, face]])
            # Where more than two teams change places across a face, swapping two of them is no list of any weights.
            for other in (with_first_of_alike({*chosen, into} - {out}), chosen_at(there + ACROSS * (there - middle))):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        if len(seen) > most:
            raise RulesError(found="more than {most} cells", expected="fewer indicators or a smaller region",
                             where="the region of weights", remedy="draw weights instead (simulate)", most=most)


def _within(points: np.ndarray) -> np.ndarray:
    """A point between some others that no symmetry of theirs singles out."""
    shares = np.sqrt(np.arange(2, len(points) + 2))
    return shares @ points / shares.sum()


def _cell(table: np.ndarray, whole: Polytope, chosen: tuple[int, ...]) -> tuple[Polytope | None, list[tuple[int, int]]]:
    """Where some teams have the highest totals, and the pair of teams that each cut keeps in order; None if nowhere."""
    inside = np.array(chosen, dtype=int)
    outside = np.delete(np.arange(len(table)), inside)
    cell, swaps = whole, []
    while len(inside) and len(outside):
        kept, others = cell.vertices @ table[inside].T, cell.vertices @ table[outside].T
        lead = kept.min(axis=1) - others.max(axis=1)
        worst = lead.argmin()
        if lead[worst] >= -LEVEL:
            break
        out, into = kept[worst].argmin(), others[worst].argmax()
        leads = kept[:, out] - others[:, into]
        swaps.append((int(inside[out]), int(outside[into])))
        cell = split(cell, -leads / np.abs(leads).max())[0]
        if cell is None or len(cell.vertices) <= cell.dimension:
            return None, swaps
    return cell, swaps


def _volume(points: np.ndarray) -> float:
    """Of what lies between some points, shape (V, dimension); 1 of a single point."""
    if points.shape[1] <= 1:
        return float(np.ptp(points)) if points.shape[1] else 1.0
    from scipy.spatial import ConvexHull, QhullError
    try:
        return ConvexHull(points).volume
    except QhullError:  # a sliver without volume
        return 0.0
