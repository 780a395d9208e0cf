"""The list by all rules at weights in whole percentage points around those in use: committees vote in integers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from contestlib.ranking import tie_groups
from contestlib.records import Standings, WholeLists
from contestlib.regions import WeightRegion, region_polytope
from contestlib.witnesses import change_at, official_chooser, official_totals

WEIGHTINGS = 20_000  # that are tried in every direction; beyond, points go from one weight to one other
AT_ONCE = 500  # weightings whose totals are compared together


def search_whole_points(standings: Standings, region: WeightRegion, *, register: pd.DataFrame | None = None,
                        ruled: Mapping[str, tuple] | None = None, weightings: int = WEIGHTINGS) -> WholeLists | None:
    """The fewest whole percentage points that, taken from some weights and given to others, alter the official list.

    Unlike `smallest_change`, rounding, tie-breaks, quotas, floors and rulings all hold: the list is drawn up at every weighting,
    the nearest first.

    Parameters
    ----------
    standings : Standings
        Of the weights in use, with every team that is ranked.
    region : WeightRegion
        To which the weights are confined.
    register : DataFrame, indexed by team, optional
        Holds the quotas' columns.
    ruled : mapping, optional
        "withdrawn" and "wild_cards", as for `select_finalists`.
    weightings : int
        How many are tried in every direction, in whole shells of equal distance. Beyond, points are moved from one weight to
        one other.

    Returns
    -------
    WholeLists, or None where the list at the weights in use is open, or these are not in the region

    Examples
    --------
    >>> from contestlib.contest import evaluate
    >>> from contestlib.regions import weight_region
    >>> from contestlib.rules import Rules
    >>> table = pd.DataFrame([[1, 0], [0, 1]], index=["X", "Y"], columns=["a", "b"], dtype=float)
    >>> found = search_whole_points(evaluate(table, Rules(places=1), {"a": 52, "b": 48}), weight_region(["a", "b"]))
    >>> found.points, found.kept, found.change.official_enters  # at 50 : 50 both are level, which leaves the list open
    (3, 2, ('Y',))
    """
    weights, ruled = standings.weights, ruled or {}
    choose = official_chooser(standings, register, **ruled)
    now, start, codes = choose(weights), weights.to_numpy(), [list(weights.index).index(code) for code in region.codes]
    if now is None or not region.contains(start[codes]):
        return None
    before = official_chooser(standings, register, wild_cards=ruled.get("wild_cards", ()))(weights)
    keeps = _keeper(standings, now, before, ruled.get("withdrawn", ()))
    reach, kept, exchanged = _reach(start[codes], region), 0, 0
    for points, moves, every_way in _shells(len(start), reach, weightings):
        moved = start + moves / 100
        moved = moved[(moved > -1e-12).all(axis=1)].clip(min=0)
        for row in moved[~keeps(moved)]:
            if region.contains(row[codes]):
                then = choose(there := pd.Series(row, index=weights.index))
                if then is not None and then != now:
                    return WholeLists(kept, exchanged, reach, change_at(standings, there, now, then))
        kept, exchanged = points if every_way else kept, points
    return WholeLists(kept, exchanged, reach, None)


def whole_moves(points: int, codes: int) -> np.ndarray:
    """Every way to take so many points from some of the weights and give them to others, shape (moves, codes); those that touch
    the fewest weights first.

    Examples
    --------
    >>> whole_moves(1, 2).tolist(), len(whole_moves(2, 3))
    ([[1, -1], [-1, 1]], 12)
    """
    tables = [np.empty((0, codes), dtype=int)]
    for takers in range(1, codes):
        for chosen in combinations(range(codes), takers):
            givers = [code for code in range(codes) if code not in chosen]
            given = 1 + _compositions(points - takers, takers)
            taken = _compositions(points, len(givers))
            table = np.zeros((len(given), len(taken), codes), dtype=int)
            table[:, :, chosen] = given[:, None]
            table[:, :, givers] = -taken[None]
            tables.append(table.reshape(-1, codes))
    moves = np.concatenate(tables)
    return moves[np.argsort((moves != 0).sum(axis=1), kind="stable")]


def _compositions(total: int, parts: int) -> np.ndarray:
    """Whole numbers from 0 that add up to a total, shape (ways, parts), by stars and bars."""
    if total < 0:
        return np.empty((0, parts), dtype=int)
    ways = list(combinations(range(total + parts - 1), parts - 1))
    bars = np.array(ways, dtype=int).reshape(len(ways), parts - 1)
    edges = np.pad(bars, ((0, 0), (1, 1)), constant_values=((0, 0), (-1, total + parts - 1)))
    return np.diff(edges, axis=1) - 1


def _ways(points: int, codes: int) -> int:
    """How many moves `whole_moves` returns."""
    return sum(math.comb(codes, takers) * math.comb(points - 1, takers - 1) * math.comb(codes - takers - 1 + points, points)
               for takers in range(1, codes))


def _shells(codes: int, reach: int, weightings: int) -> Iterator[tuple[int, np.ndarray, bool]]:
    """Moves of 1, 2, 3 … points, and whether these are all of them."""
    left, points = weightings, 1
    while points <= reach and (ways := _ways(points, codes)) <= left:
        yield points, whole_moves(points, codes), True
        left, points = left - ways, points + 1
    exchanges = np.array([np.eye(codes, dtype=int)[taker] - np.eye(codes, dtype=int)[giver]
                          for taker in range(codes) for giver in range(codes) if taker != giver]).reshape(-1, codes)
    for more in range(points, reach + 1):
        yield more, more * exchanges, False


def _reach(start: np.ndarray, region: WeightRegion) -> int:
    """The most whole points that any of the region's weights is away."""
    corners = region_polytope(region).vertices
    return math.floor(50 * np.abs(corners - start).sum(axis=1).max(initial=0.0) + 1e-6)


def _keeper(standings: Standings, now: frozenset, before: frozenset | None, withdrawn: tuple):
    """Whether weights keep the list for a reason that needs no drawing up: nobody inside is overtaken by anybody outside.

    Which lists quotas, floors and wild cards allow does not depend on the weights, and the best of them is the one that has the
    better team where it first differs from another. As long as every team on it stays ahead of those outside that it was ahead
    of, it remains the best. After withdrawals this has to hold of the list before them, and of the list after them.
    """
    teams = standings.totals.index
    place = np.empty(len(teams), dtype=int)
    for at, group in enumerate(tie_groups(standings.totals, standings.keys)):
        place[teams.get_indexer(group)] = at
    sides = [_inside_and_outside(place, teams.isin(members), teams.isin(left_out))
             for members, left_out in ((before or now, ()), (now, withdrawn))]
    usual = before is not None and len(before) == len(now) == standings.rules.places  # a longer list is drawn up every time

    def keeps(weights: np.ndarray) -> np.ndarray:
        clear = np.zeros(len(weights), dtype=bool)
        for at in range(0, len(weights) if usual else 0, AT_ONCE):
            totals = official_totals(standings, weights[at:at + AT_ONCE])
            clear[at:at + AT_ONCE] = np.all([_stays(totals, *side) for side in sides], axis=0)
        return clear

    return keeps


def _inside_and_outside(place: np.ndarray, inside: np.ndarray, left_out: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Teams of a list that somebody outside stands behind, all outside from the first to the last, and where among these the
    first stands that each of the former must stay ahead of."""
    outside = np.flatnonzero(~inside & ~left_out)
    outside = outside[np.argsort(place[outside], kind="stable")]
    members = np.flatnonzero(inside)
    first = np.searchsorted(place[outside], place[members])
    return members[first < len(outside)], outside, first[first < len(outside)]


def _stays(totals: np.ndarray, members: np.ndarray, outside: np.ndarray, first: np.ndarray) -> np.ndarray:
    """By weighting, whether every member is ahead of all that stood behind it, shape (D,)."""
    best_from = np.maximum.accumulate(totals[outside[::-1]], axis=0)[::-1]
    return (totals[members] > best_from[first]).all(axis=0)
