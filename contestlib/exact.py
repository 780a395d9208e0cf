"""The cut line, exactly: best and worst ranks over all admissible weights, and who is certain of a place."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from contestlib.errors import ContestError, DataError, RulesError
from contestlib.polytopes import LEVEL, Polytope, split
from contestlib.records import RankRanges
from contestlib.regions import WeightRegion, region_polytope
from contestlib.rules import Quota
from contestlib.scoring import generator_matrix

TWINS = 1e-8  # of the values' span: by how much a tie-break key parts teams that no admissible weights separate

def rank_ranges(normalized: pd.DataFrame, region: WeightRegion, *, places: int, power: float = 1, quotas: Sequence[Quota] = (),
                register: pd.DataFrame | None = None, keys: pd.DataFrame | None = None, barred: Collection = (),
                wild_cards: Collection = (), resolution: float = 0.0, time_limit: float | None = None) -> RankRanges:
    """Best and worst possible rank of every team over all admissible weights, and what they say about a place.

    Parameters
    ----------
    normalized : DataFrame, shape (T, K)
    region : WeightRegion
    places : int
    power : float
        Of the mean.
    quotas : sequence of Quota, optional
        Carried where all are maxima on one column of the register; `RankRanges.quotas` says whether they were.
    register : DataFrame, indexed by team, optional
        Holds the quotas' column.
    keys : DataFrame, shape (T, tie-break keys), optional
        Put teams in order that no admissible weights separate; the larger goes first.
    barred, wild_cards : collections of team ids, optional
        Teams that a floor keeps out and teams to which a ruling gives a place, whatever the weights: the statuses keep to it,
        ranks do not.
    resolution : float
        Totals no further apart than this count as tied, in the unit of the generated totals (for power 1: of the normalized
        values). The unit of the rules' rounding gives ranges that hold for rounded totals too.
    time_limit : float, optional
        Seconds for all teams together; what is not proven by then says so.

    Returns
    -------
    RankRanges

    Raises
    ------
    DataError, RulesError
        A missing cell, columns that do not fit, places out of range.

    Notes
    -----
    Extreme ranking analysis (Kadziński, Greco and Słowiński 2012). The region is split along the planes on which two
    teams tie; in a part that no plane cuts the order is fixed, and parts that cannot be better than the best one found are
    left. Every rank is counted anew at its witness.

    Examples
    --------
    >>> from contestlib.regions import weight_region
    >>> table = pd.DataFrame({"a": [9, 5, 5, 1], "b": [9, 5, 5, 1]}, index=["A", "B", "C", "D"])
    >>> ranges = rank_ranges(table, weight_region(["a", "b"]), places=2)
    >>> ranges.table[["best", "worst", "status"]].values.tolist()
    [[1, 1, 'certain'], [2, 3, 'possible'], [2, 3, 'possible'], [4, 4, 'impossible']]
    >>> ranges.tied
    (('B', 'C'),)
    """
    table = checked_table(normalized, region, places, power)
    polytope = region_polytope(region)
    totals = polytope.vertices @ table.T
    scale = max(float((totals.max(axis=1) - totals.min(axis=1)).max()), 1e-300)
    table, totals, width = table / scale, totals / scale, resolution / scale
    deadline = np.inf if time_limit is None else time.monotonic() + time_limit
    teams = normalized.index
    tied = _tied_throughout(totals)
    favoured = _key_order(keys, teams)
    carried = _carried(quotas, register, teams)
    limits = None
    if carried is not None or barred or wild_cards:
        limits = _places_left(carried, teams, barred, wild_cards, places)
    rows, best_weights, worst_weights = [], [], []
    for team in range(len(teams)):
        others = np.delete(np.arange(len(teams)), team)
        # A team that nothing but a tie-break key separates from this one is ahead of it, or behind, everywhere.
        fixed = np.where(tied[others] == tied[team], np.sign(favoured[others] - favoured[team]), 0).astype(int)
        differences = table[others] - table[team]
        best = fewest_ahead(polytope, differences, width, fixed=fixed, deadline=deadline)
        worst = fewest_ahead(polytope, -differences, width, fixed=-fixed, deadline=deadline)
        _recount(differences, best, width, fixed)
        _recount(-differences, worst, width, -fixed)
        first, last = 1 + best[0], len(teams) - worst[0]
        possible, certain = first <= places, last <= places
        if limits is not None:
            possible, certain = _with_limits(polytope, differences, width, fixed, limits, team, others, deadline)
        rows.append((first, last, "certain" if certain else "possible" if possible else "impossible", best[2], worst[2]))
        best_weights.append(best[1])
        worst_weights.append(worst[1])
    columns = list(region.codes)
    return RankRanges(
        table=pd.DataFrame(rows, index=teams, columns=["best", "worst", "status", "best_proven", "worst_proven"]),
        best_weights=pd.DataFrame(best_weights, index=teams, columns=columns),
        worst_weights=pd.DataFrame(worst_weights, index=teams, columns=columns),
        tied=tuple(tuple(teams[tied == group]) for group in np.unique(tied) if (tied == group).sum() > 1),
        places=places, quotas="none" if not quotas else "left out" if carried is None else "carried", resolution=resolution,
        barred=tuple(team for team in teams if team in barred), wild_cards=tuple(team for team in teams if team in wild_cards))


def part_twins(normalized: pd.DataFrame, region: WeightRegion, keys: pd.DataFrame, *, power: float = 1) -> pd.DataFrame:
    """The values, teams that no admissible weights separate put in the order of their tie-break keys.

    Parameters
    ----------
    normalized : DataFrame, shape (T, K)
    region : WeightRegion
    keys : DataFrame, shape (T, tie-break keys)
        The larger goes first.
    power : float

    Returns
    -------
    DataFrame, shape (T, K)
        The same values where nobody ties throughout. Otherwise the team that goes first has, in every column, 1e-8 of the values'
        span more than the next: enough to be ahead in every draw and every exact answer, and too little for any figure to show.

    Examples
    --------
    >>> from contestlib.regions import weight_region
    >>> table = pd.DataFrame({"a": [0.9, 0.5, 0.9], "b": [0.9, 0.7, 0.9]}, index=["A", "B", "C"])
    >>> parted = part_twins(table, weight_region(["a", "b"]), pd.DataFrame({"sum": [1, 3, 2]}, index=["A", "B", "C"]))
    >>> ((parted - table) / 0.4).round(12)["b"].tolist()
    [0.0, 0.0, 1e-08]
    """
    generated = generator_matrix(normalized[list(region.codes)], power).to_numpy(dtype=float)
    span = max(float((generated.max(axis=0) - generated.min(axis=0)).max()), 1e-300)
    groups = _tied_throughout(region_polytope(region).vertices @ generated.T / span)
    order = pd.Series(_key_order(keys, normalized.index), index=normalized.index)
    step = TWINS * float(np.ptp(normalized.to_numpy(dtype=float)))
    return normalized.add(step * (order.groupby(groups).rank(method="dense") - 1), axis=0)


def checked_table(normalized: pd.DataFrame, region: WeightRegion, places: int, power: float) -> np.ndarray:
    """The generated table in the order of the region's codes, or the error that says what does not fit, shape (T, K)."""
    if set(region.codes) != set(normalized.columns):
        raise RulesError(found="weights for {given}", expected="one for each of {columns}", where="the admissible weights",
                         remedy="name every column once; a weight of 0 leaves one out",
                         given=", ".join(map(str, region.codes)), columns=", ".join(map(str, normalized.columns)))
    if not 1 <= places <= len(normalized):
        raise RulesError(found="{places} places for {teams} teams", expected="at least one place, and no more than teams",
                         where="the cut line", remedy="change the number of places", places=places, teams=len(normalized))
    missing = ~np.isfinite(normalized.to_numpy(dtype=float))
    if missing.any():
        row, column = np.argwhere(missing)[0]
        raise DataError(found="no number for {code!r} of team {team!r}", expected="a finite number", where="the matrix",
                        remedy="let a stated rule fill it (fill_missing), or leave the team out",
                        code=normalized.columns[column], team=normalized.index[row])
    return generator_matrix(normalized[list(region.codes)], power).to_numpy(dtype=float)


def fewest_ahead(polytope: Polytope, differences: np.ndarray, width: float = 0.0, *, fixed: np.ndarray | None = None,
                 cost: Callable | None = None, enough: int = 0, below: int | None = None, strictly: bool = False,
                 deadline: float = np.inf) -> tuple[int, np.ndarray | None, bool]:
    """The fewest others that are ahead at one weighting of a polytope.

    Parameters
    ----------
    polytope : Polytope
    differences : ndarray, shape (M, K)
        Row of each other less the row of the team; another is ahead where the product with the weights is above `width`.
    width : float
    fixed : ndarray of int, shape (M,), optional
        1 for one that is ahead everywhere, -1 for one that is behind everywhere, 0 for the rest.
    cost : callable, optional
        From an array of bool, shape (N, M), who is ahead, to N counts; growing with who is ahead. The number by default.
    enough : int
        The search ends as soon as no more than this are ahead.
    below : int, optional
        Only weightings with fewer than this are looked for.
    strictly : bool
        A tie counts as ahead, so that the team is strictly ahead of all who are not counted.
    deadline : float
        Of `time.monotonic`.

    Returns
    -------
    tuple of int, ndarray of shape (K,) or None, bool
        The count, a witness (None where nothing below `below` was found), and whether the search came to its end.
    """
    start = np.zeros(len(differences), dtype=int) if fixed is None else fixed
    least, witness = len(differences) + 1 if below is None else below, None
    stack = [(polytope, start == 1, np.flatnonzero(start == 0))]
    while stack:
        part, settled, undecided = stack.pop()
        values = part.vertices @ differences[undecided].T - width
        lowest, highest = values.min(axis=0), values.max(axis=0)
        ahead = lowest >= -LEVEL if strictly else lowest > LEVEL
        settled = settled.copy()
        settled[undecided[ahead]] = True
        either = ~ahead & (highest > LEVEL)
        undecided, values = undecided[either], values[:, either]
        floor = _count(settled, undecided[:0], np.empty((1, 0), dtype=bool), cost)[0]
        if floor >= least:
            continue
        inside = values.mean(axis=0)[None]  # totals are linear: these are the totals at the middle of the vertices
        leads = inside >= -LEVEL if strictly else np.concatenate([inside, values]) > LEVEL
        counts = _count(settled, undecided, leads, cost)
        best = counts.argmin()
        if counts[best] < least:
            least = int(counts[best])
            witness = part.vertices[best - 1] if best else part.vertices.mean(axis=0)
            if least <= enough:
                return least, witness, True
        if not len(undecided) or floor >= least:
            continue
        if time.monotonic() > deadline:
            return least, witness, False
        at = (values > LEVEL).mean(axis=0).argmax()  # the other side of it is likely to be ruled out at once
        behind, front = split(part, values[:, at])
        rest = np.delete(undecided, at)
        if front is not None and (cost is not None or floor + 1 < least):
            with_it = settled.copy()
            with_it[undecided[at]] = True
            stack.append((front, with_it, rest))
        if behind is not None:
            stack.append((behind, settled, rest))
    return least, witness, True


def _count(settled: np.ndarray, undecided: np.ndarray, leads: np.ndarray, cost: Callable | None) -> np.ndarray:
    """How many are ahead: those settled, and of the undecided those that lead, a row a weighting."""
    if cost is None:
        return settled.sum() + leads.sum(axis=1)
    ahead = np.tile(settled, (len(leads), 1))
    ahead[:, undecided] = leads
    return cost(ahead)


def _recount(differences: np.ndarray, found: tuple, width: float, fixed: np.ndarray) -> None:
    """No search is believed until its answer has been counted at its witness."""
    count, witness, _ = found
    products = differences @ witness - width
    fewest, most = (int(((products > level) & (fixed == 0)).sum() + (fixed == 1).sum()) for level in (2 * LEVEL, LEVEL / 2))
    if not fewest <= count <= most:
        raise ContestError(found="{count} ahead by the search, {recount} at its witness", expected="the same number",
                           where="the rank ranges", remedy="report this with the table that shows it", count=count,
                           recount=most)


def _tied_throughout(totals: np.ndarray) -> np.ndarray:
    """A number by team, the same for teams that tie at every vertex, shape (T,)."""
    groups = np.arange(totals.shape[1])
    for team in range(len(groups)):
        same = (np.abs(totals - totals[:, [team]]) <= LEVEL).all(axis=0)
        groups[same] = np.minimum(groups[same], groups[team])
    return groups


def _key_order(keys: pd.DataFrame | None, teams: pd.Index) -> np.ndarray:
    """Larger for teams that the tie-break keys put first, shape (T,)."""
    if keys is None or not len(keys.columns):
        return np.zeros(len(teams))
    ordered = keys.loc[teams].apply(tuple, axis=1)
    return ordered.map({key: place for place, key in enumerate(sorted(set(ordered)))}).to_numpy(dtype=float)


def _carried(quotas: Sequence[Quota], register: pd.DataFrame | None, teams: pd.Index) -> tuple | None:
    """(class by team, maximum by class) where every quota is a maximum and all stand on one column."""
    columns = {quota.column for quota in quotas}
    if len(columns) != 1 or register is None or any(quota.minimum or quota.maximum is None for quota in quotas):
        return None
    names, classes = np.unique(register.loc[teams, columns.pop()].astype(str), return_inverse=True)
    most = np.full(len(names), len(teams))
    for quota in quotas:
        concerned = names == quota.value if quota.value else np.full(len(names), True)
        most[concerned] = np.minimum(most[concerned], quota.maximum)
    return classes, most


@dataclass(frozen=True)
class _PlacesLeft:
    """Places that no ruling gives away: how many, the class of every team, how many more of each class there can be, who competes
    for them, and who has a place already."""

    places: int
    classes: np.ndarray
    most: np.ndarray
    competes: np.ndarray
    placed: np.ndarray


def _places_left(carried: tuple | None, teams: pd.Index, barred: Collection, wild_cards: Collection, places: int) -> _PlacesLeft:
    classes, most = (np.zeros(len(teams), dtype=int), np.array([len(teams)])) if carried is None else carried
    placed = np.isin(teams, list(wild_cards))
    held = np.bincount(classes[placed], minlength=len(most))
    return _PlacesLeft(places=places - int(placed.sum()), classes=classes, most=np.maximum(most - held, 0),
                       competes=~placed & ~np.isin(teams, list(barred)), placed=placed)


def _with_limits(polytope: Polytope, differences: np.ndarray, width: float, fixed: np.ndarray, limits: _PlacesLeft, team: int,
                 others: np.ndarray, deadline: float) -> tuple[bool, bool]:
    """Whether a place is possible, and whether it is certain, when no more than the maximum of each class is taken."""
    classes, most, places = limits.classes, limits.most, limits.places
    if limits.placed[team] or not limits.competes[team] or places < 1:
        return (bool(limits.placed[team]),) * 2
    belongs = np.eye(len(most), dtype=int)[classes[others]] * limits.competes[others, None]
    own, full = classes[team], len(classes)

    def taken(ahead):
        members = ahead @ belongs
        return np.where(members[:, own] >= most[own], full, np.minimum(members, most).sum(axis=1))

    def left(behind):  # the fewer are taken, the more this is, so that its least value is the worst case
        return full - taken(~behind)

    possible = fewest_ahead(polytope, differences, width, fixed=fixed, cost=taken, below=places, enough=places - 1,
                            deadline=deadline)
    against = fewest_ahead(polytope, -differences, width, fixed=-fixed, cost=left, below=full - places + 1,
                           enough=full - places, deadline=deadline)
    # A search that a time limit ended has ruled nothing out.
    return possible[1] is not None or not possible[2], against[1] is None and against[2]
