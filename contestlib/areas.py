"""The triangle of three weights, divided into the areas in which the finalists are the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from contestlib.errors import RulesError
from contestlib.polytopes import LEVEL, mixtures, split
from contestlib.rules import check_weights
from contestlib.scoring import generator_matrix


def finalist_areas(normalized: pd.DataFrame, weights, indicators: Sequence, *, places: int, power: float = 1) -> pd.DataFrame:
    """Every set of finalists that three weights can choose between them, with its exact area.

    Parameters
    ----------
    normalized : DataFrame, shape (T, K)
    weights : Series or mapping by column
        Sum to 1 or 100. The weights of other indicators than the three stay as they are.
    indicators : three codes
        They share what they have together.
    places : int
    power : float

    Returns
    -------
    DataFrame
        A row a set, the largest area first: finalists (team ids, joined by spaces), share (of the triangle; the shares add
        up to 1), corners (ndarray, shape (corners, 3): shares of the joint weight, in order around the area). Teams tied
        throughout stand with a ``~``: they share what is left of the places.

    Examples
    --------
    >>> table = pd.DataFrame(np.eye(3), index=["A", "B", "C"], columns=["a", "b", "c"])
    >>> areas = finalist_areas(table, {"a": 50, "b": 30, "c": 20}, ["a", "b", "c"], places=1)
    >>> areas["finalists"].tolist(), areas["share"].round(6).tolist()
    (['A', 'B', 'C'], [0.333333, 0.333333, 0.333333])
    """
    weights = check_weights(pd.Series(weights, dtype=float))[list(normalized.columns)]
    codes = list(indicators)
    if len(set(codes)) != 3 or not set(codes) <= set(weights.index) or weights[codes].sum() <= 0:
        raise RulesError(found="indicators {codes}", expected="three of {known} that have weight together",
                         where="the triangle", remedy="name three codes", codes=", ".join(map(str, codes)),
                         known=", ".join(map(str, weights.index)))
    if not 1 <= places <= len(normalized):
        raise RulesError(found="{places} places for {teams} teams", expected="at least one place, and no more than teams",
                         where="the triangle", remedy="change the number of places", places=places, teams=len(normalized))
    generated = generator_matrix(normalized, power)
    # Totals over the triangle: what the other indicators give, and the joint weight as the three share it.
    joint = weights[codes].sum()
    fixed = sum((weights[code] * generated[code].to_numpy() for code in generated if code not in codes), np.zeros(len(generated)))
    table = fixed[:, None] + joint * generated[codes].to_numpy()
    scale = max(np.abs(table - table.mean(axis=0)).max(), 1e-300)
    pieces: dict[str, list] = {}
    stack = [mixtures(np.eye(3))]
    while stack:
        part = stack.pop()
        totals = part.vertices @ table.T / scale
        name, plane = _same_throughout(totals, places, normalized.index)
        if plane is None:
            pieces.setdefault(name, []).append(part.vertices)
            continue
        stack += [half for half in split(part, totals[:, plane[0]] - totals[:, plane[1]]) if half is not None]
    rows = [(name, sum(_area(piece) for piece in found), _around(np.concatenate(found))) for name, found in pieces.items()]
    rows = [row for row in rows if row[1] > LEVEL]
    return pd.DataFrame(sorted(rows, key=lambda row: (-round(row[1], 9), row[0])), columns=["finalists", "share", "corners"])


def _same_throughout(totals: np.ndarray, places: int, teams: pd.Index) -> tuple[str, tuple | None]:
    """The set chosen over a whole part, or two teams whose order in it decides and changes."""
    middle = totals.mean(axis=0)
    cut = np.sort(middle)[::-1][places - 1]
    inside, level = middle > cut + LEVEL, np.abs(middle - cut) <= LEVEL
    for ahead in np.flatnonzero(inside | level):
        behind = ~inside & (~level if level[ahead] else True)
        leads = totals[:, [ahead]] - totals[:, behind]
        if (leads < -LEVEL).any():
            worst = np.unravel_index(leads.argmin(), leads.shape)[1]
            return "", (ahead, np.flatnonzero(behind)[worst])
    # Teams level in the middle are level throughout, or a plane through the middle parts them.
    members = np.flatnonzero(level)
    apart = np.abs(totals[:, members] - totals[:, members[:1]]).max(axis=0) > LEVEL
    if inside.sum() + level.sum() > places and apart.any():
        return "", (members[0], members[apart][0])
    shared = inside.sum() + level.sum() > places
    names = [f"~{team}" if shared and level[at] else str(team) for at, team in enumerate(teams) if inside[at] or level[at]]
    return " ".join(names), None


def _area(corners: np.ndarray) -> float:
    """Share of the triangle, which has an area of a half in its first two coordinates."""
    x, y = _around(corners)[:, :2].T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))))


def _around(corners: np.ndarray) -> np.ndarray:
    """The corners of what lies between some points, in order; an area with the same finalists is convex."""
    points = np.unique(corners.round(12), axis=0)
    if len(points) < 3:
        return points
    polytope = mixtures(points)
    flat = polytope.vertices[:, :2] - polytope.vertices[:, :2].mean(axis=0)
    return polytope.vertices[np.argsort(np.arctan2(flat[:, 1], flat[:, 0]), kind="stable")]
