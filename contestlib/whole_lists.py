"""The list by all rules at weights in whole percentage points around those in use: committees vote in integers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations

import numpy as np
import pandas as pd

from contestlib.ranking import groups_of_levels, levels
from contestlib.records import Standings, WholeLists
from contestlib.regions import WeightRegion, region_polytope
from contestlib.witnesses import change_at, official_chooser, official_totals

WEIGHTINGS = 20_000  # that are tried in every direction; beyond, points go from one weight to one other
AT_ONCE = 500  # weightings whose totals are compared together
REASONS = 8  # for which a list stays, that are remembered: more of them cost more than lists drawn up


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
    keeper = _Keeper(standings, register, ruled)
    keeper.learn(start)
    reach, kept, exchanged = _reach(start[codes], region), 0, 0
    for points, moves, every_way in _shells(len(start), reach, weightings):
        moved = start + moves / 100
        moved = moved[(moved > -1e-12).all(axis=1)].clip(min=0)
        moved = moved[~keeper.keeps(moved)]
        moved = moved[[region.contains(row[codes]) for row in moved]]
        while len(moved):
            there, moved = moved[0], moved[1:]
            then = choose(printed := pd.Series(there, index=weights.index))
            if then is not None and then != now:
                return WholeLists(kept, exchanged, reach, change_at(standings, printed, now, then))
            if then is not None and keeper.learn(there):
                moved = moved[~keeper.keeps(moved)]
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


@lru_cache(maxsize=256)
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


class _Keeper:
    """Weights that keep the list for a reason that needs no drawing up: nobody inside is overtaken by anybody outside.

    Which lists quotas, floors and wild cards allow does not depend on the weights, and the best of them is the one that has the
    better team where it first differs from another. As long as every team on it stays ahead of those outside that it was ahead
    of, it remains the best. After withdrawals this has to hold of the list before them, and of the list after them.
    """

    def __init__(self, standings: Standings, register: pd.DataFrame | None, ruled: Mapping[str, tuple]):
        self.standings, self.teams = standings, standings.totals.index
        self.after = official_chooser(standings, register, **ruled)
        self.before = official_chooser(standings, register, wild_cards=ruled.get("wild_cards", ()))
        self.left_out = self.teams.isin(ruled.get("withdrawn", ()))
        self.keys = [] if standings.keys is None else [levels(standings.keys.loc[self.teams, name].to_numpy())
                                                       for name in standings.keys]
        self.learned: list[tuple] = []  # of each weighting, the two lists' sides

    def learn(self, weights: np.ndarray) -> bool:
        """Remembers why the list at these weights is the best, if that can help."""
        if len(self.learned) >= REASONS:
            return False
        named = pd.Series(weights, index=self.standings.weights.index)
        lists = self.before(named), self.after(named)
        if any(found is None or len(found) != self.standings.rules.places for found in lists):
            return False  # an open or an enlarged list is drawn up every time
        totals, place = official_totals(self.standings, weights[None])[:, 0], np.empty(len(self.teams), dtype=int)
        for at, group in enumerate(groups_of_levels(self.teams, [levels(totals), *self.keys])):
            place[self.teams.get_indexer(group)] = at
        nobody = np.zeros(len(self.teams), dtype=bool)
        self.learned.append(tuple(_inside_and_outside(place, self.teams.isin(found), left_out)
                                  for found, left_out in zip(lists, (nobody, self.left_out), strict=True)))
        return True

    def keeps(self, weights: np.ndarray) -> np.ndarray:
        """By weighting, whether one of the remembered reasons holds, shape (D,)."""
        clear = np.zeros(len(weights), dtype=bool)
        for at in range(0, len(weights), AT_ONCE):
            totals = official_totals(self.standings, weights[at:at + AT_ONCE])
            for sides in self.learned:
                clear[at:at + AT_ONCE] |= np.all([_stays(totals, *side) for side in sides], axis=0)
        return clear


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
