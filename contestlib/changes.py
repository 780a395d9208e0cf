"""The smallest change of the weights that alters the list, and the one that gives or costs a team its place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from contestlib.distances import ball_polytope, least_distances, least_moved, measure_move, nearest_weights
from contestlib.errors import ContestError, RulesError
from contestlib.exact import checked_table, fewest_ahead
from contestlib.polytopes import LEVEL
from contestlib.ranking import rank_teams
from contestlib.records import Change
from contestlib.regions import WeightRegion, region_polytope, weight_region
from contestlib.rules import check_weights
from contestlib.scoring import mean_of_generated, score_teams
from contestlib.whole_points import in_whole_points, nearest_whole

BEYOND = 1e-6  # how far a witness lies beyond the tie: 0.0001 percentage points
LEAST_LEAD = 1e-5  # of the widest difference: what linear programs tell from a tie


def smallest_change(normalized: pd.DataFrame, weights, *, places: int, region: WeightRegion | None = None, norm: str = "l1",
                    whole_points: bool = False, power: float = 1, unit: float = 0.0) -> Change:
    """The smallest change of the weights at which the set of finalists changes.

    Parameters
    ----------
    normalized : DataFrame, shape (T, K)
    weights : Series or mapping by column
        Sum to 1 or 100.
    places : int
    region : WeightRegion, optional
        To which the changed weights are confined; all weights by default.
    norm : {"l1", "linf", "l2"}
        Sum of the moves, the largest of them, or Euclidean; the last is the radius of the largest ball of weights around
        the given ones that keeps the list.
    whole_points : bool
        The changed weights are whole percentage points; the given ones have to be, too.
    power : float
        Of the mean.
    unit : float
        Step in which totals are rounded (`Rules.unit`), for the band.

    Returns
    -------
    Change
        Totals are unrounded, without quotas. The distance is NaN where no admissible change alters the list, and 0 where
        two teams tie at the cut already.

    Raises
    ------
    RulesError, DataError
        Weights outside the region, places out of range, missing cells.

    Notes
    -----
    The list changes where one of its teams and one outside tie: places × (teams − places) half-spaces (Triantaphyllou and
    Sánchez 1997 for one weight). Bounds by the dual norm leave few of them to be solved.

    Examples
    --------
    >>> table = pd.DataFrame([[1, 0, 0], [0.9, 0.3, 0], [0, 0, 1]], index=list("ABC"), columns=["w1", "w2", "w3"])
    >>> change = smallest_change(table, {"w1": 0.80, "w2": 0.18, "w3": 0.02}, places=1)
    >>> round(change.distance, 9), change.leaves, change.enters
    (0.13, ('A',), ('B',))
    """
    measure_move(np.zeros(1), norm)
    problem = _begin(normalized, weights, region, places, power, unit)
    start, region, table = problem.start, problem.region, problem.table
    vertices = region_polytope(region).vertices
    ahead, behind, tied = _pairs(table, start, vertices, places)
    if tied is not None:
        level = pd.Series(start, index=list(problem.codes))
        return Change(0.0, norm, level, level, (), (), tuple(problem.teams[list(tied)]), 0.0, (0.0, 0.0))
    differences = table[ahead] - table[behind]
    possible = (differences @ vertices.T).min(axis=1, initial=np.inf) < -LEVEL
    ahead, behind, differences = ahead[possible], behind[possible], differences[possible]
    leads = differences @ start
    bounds = least_distances(differences, leads, norm)
    whole = in_whole_points(start) if whole_points else None
    best, nearest, pair = np.inf, None, None
    for number in np.argsort(bounds, kind="stable"):
        if bounds[number] >= best:
            break
        if whole is None:
            found = _nearest(start, region, differences[number], leads[number], norm)
        else:
            found = nearest_whole(whole, region, differences[number], norm, best)
        if found is not None and measure_move(found - start, norm) < best - 1e-15:
            best, nearest, pair = measure_move(found - start, norm), found, number
    if nearest is None:
        return _no_change(problem.codes, start, norm)
    exchanged = (ahead[pair], behind[pair])
    if whole is not None:
        return _change(problem, nearest, nearest, exchanged, norm)
    _refuse_disagreement(differences[pair] @ nearest)
    clear = problem.clear
    strict = _nearest(start, region, differences[pair] + clear, leads[pair] + clear, norm)
    if strict is None or differences[pair] @ strict > -clear / 2:
        strict = vertices[(vertices @ differences[pair]).argmin()]
    return _change(problem, nearest, strict, exchanged, norm)


def path_to_selection(normalized: pd.DataFrame, weights, team, *, places: int, region: WeightRegion | None = None,
                      norm: str = "l1", power: float = 1, unit: float = 0.0) -> Change:
    """The smallest change of the weights that gives a team a place, or costs a finalist its own.

    Parameters
    ----------
    normalized : DataFrame, shape (T, K)
    weights : Series or mapping by column
        Sum to 1 or 100.
    team : team id
    places : int
    region : WeightRegion, optional
        To which the changed weights are confined; all weights by default.
    norm : {"l1", "linf"}
    power, unit : float
        As for `smallest_change`.

    Returns
    -------
    Change
        The distance is NaN where no admissible weights do it. A place has to be won outright: a tie does not count.

    Raises
    ------
    RulesError, DataError
        An unknown team, and what `smallest_change` refuses.

    Examples
    --------
    >>> table = pd.DataFrame([[1, 0, 0], [0.9, 0.3, 0], [0, 0, 1]], index=list("ABC"), columns=["w1", "w2", "w3"])
    >>> path = path_to_selection(table, {"w1": 0.80, "w2": 0.18, "w3": 0.02}, "C", places=1)
    >>> round(path.distance, 9), path.enters  # n from w1 to w3: 0.02 + n = 0.774 - 0.9 n, twice 0.754 / 1.9
    (0.793684211, ('C',))
    """
    if norm not in ("l1", "linf"):
        raise RulesError(found="norm = {norm!r}", expected="one of {norms}", where="the measure of a change",
                         remedy="correct the value", norm=norm, norms="l1, linf")
    problem = _begin(normalized, weights, region, places, power, unit)
    start, region, table, teams = problem.start, problem.region, problem.table, problem.teams
    if team not in teams:
        raise RulesError(found="no team {team!r}", expected="one of the table's rows", where="the path to selection",
                         remedy="use a team's id", team=team)
    at = teams.get_loc(team)
    differences = np.delete(table, at, axis=0) - table[at]
    others = np.delete(np.arange(len(teams)), at)
    chosen = bool((differences @ start >= -LEVEL).sum() < places)
    # A finalist loses its place where as many others are ahead of it as there are places.
    needed = len(others) - places if chosen else places - 1
    if needed < 0:
        return _no_change(problem.codes, start, norm)
    facing = -differences if chosen else differences
    polytope, nearest, inside, pair = region_polytope(region), None, None, None
    while polytope is not None:
        _, witness, _ = fewest_ahead(polytope, facing, enough=needed, below=needed + 1, strictly=True)
        if witness is None:
            break
        # Who stays behind at the witness; those that are easiest to keep behind suffice.
        kept = np.flatnonzero(facing @ witness < -LEVEL)
        easiest = kept[np.argsort(facing[kept] @ start, kind="stable")][:len(others) - needed]
        found = nearest_weights(start, region, facing[easiest], norm=norm)
        if found is None:
            raise ContestError(found="no weights where the search found some", expected="a witness", remedy="report this "
                               "with the table that shows it", where="the path to selection")
        radius = measure_move(found - start, norm)
        if nearest is not None and radius >= measure_move(nearest - start, norm) * (1 - 1e-9):
            break
        clear = nearest_weights(start, region, facing[easiest] + problem.clear, norm=norm)
        cleared = clear is not None and (facing[easiest] @ clear < -problem.clear / 2).all()
        nearest, inside = found, clear if cleared else witness
        pair = easiest[(facing[easiest] @ nearest).argmax()]
        if radius < BEYOND:
            break
        polytope = ball_polytope(start, radius * (1 - 1e-7), region, norm)
    if nearest is None:
        return _no_change(problem.codes, start, norm)
    exchanged = (at, others[pair]) if chosen else (others[pair], at)
    return _change(problem, nearest, inside, exchanged, norm, team=at)


def paths_to_selection(normalized: pd.DataFrame, weights, *, places: int, region: WeightRegion | None = None, norm: str = "l1",
                       power: float = 1) -> pd.DataFrame:
    """How far the weights are, for every team, from giving it a place or costing it its own.

    Parameters
    ----------
    normalized, weights, places, region, norm, power
        As for `path_to_selection`.

    Returns
    -------
    DataFrame, shape (T, 4)
        chosen (now, outright), distance (NaN where no admissible weights do it), leaves, enters (team ids at the witness,
        joined by spaces); the nearest first.

    Examples
    --------
    >>> table = pd.DataFrame([[1, 0, 0], [0.9, 0.3, 0], [0, 0, 1]], index=list("ABC"), columns=["w1", "w2", "w3"])
    >>> paths_to_selection(table, {"w1": 0.80, "w2": 0.18, "w3": 0.02}, places=1)["distance"].round(4).to_dict()
    {'A': 0.13, 'B': 0.13, 'C': 0.7937}
    """
    rows = {}
    for team in normalized.index:
        path = path_to_selection(normalized, weights, team, places=places, region=region, norm=norm, power=power)
        rows[team] = {"distance": path.distance, "leaves": " ".join(map(str, path.leaves)),
                      "enters": " ".join(map(str, path.enters))}
    table = pd.DataFrame.from_dict(rows, orient="index")
    ranks = rank_teams(score_teams(normalized, weights, power=power), decimals=9)
    ties = ranks.map(ranks.value_counts())
    table.insert(0, "chosen", ranks + ties - 1 <= places)
    return table.sort_values("distance", kind="stable")


@dataclass(frozen=True)
class _Problem:
    """Weights, and the table in the unit of its widest difference."""

    start: np.ndarray
    table: np.ndarray
    region: WeightRegion
    teams: pd.Index
    places: int
    power: float
    unit: float
    scale: float

    @property
    def codes(self) -> tuple:
        return self.region.codes

    @property
    def clear(self) -> float:
        """A lead that no rounding takes back, in the table's unit: the least moved weights that reach it show how to go on
        from a tie without moving what need not move."""
        return max(self.unit / self.scale, LEAST_LEAD)


def _begin(normalized: pd.DataFrame, weights, region: WeightRegion | None, places: int, power: float,
           unit: float) -> _Problem:
    weights = check_weights(pd.Series(weights, dtype=float))
    region = weight_region(list(normalized.columns)) if region is None else region
    table = checked_table(normalized, region, places, power)
    if set(weights.index) != set(region.codes):
        raise RulesError(found="weights for {given}", expected="one for each of {columns}", where="the weights",
                         remedy="name every column once; a weight of 0 leaves one out",
                         given=", ".join(map(str, weights.index)), columns=", ".join(map(str, region.codes)))
    start = weights[list(region.codes)].to_numpy()
    if not region.contains(start):
        raise RulesError(found="weights {weights}", expected="admissible ones", where="the weights",
                         remedy="start from weights inside the region, or widen it",
                         weights=", ".join(f"{code} {weight:.6g}" for code, weight in zip(region.codes, start, strict=True)))
    scale = max(float((table.max(axis=0) - table.min(axis=0)).max()), 1e-300)
    return _Problem(start, table / scale, region, normalized.index, places, power, unit, scale)


def _pairs(table: np.ndarray, start: np.ndarray, vertices: np.ndarray, places: int) -> tuple:
    """Teams whose order decides about the set of finalists: ahead, behind, and a pair tied at the cut if there is one."""
    totals = table @ start
    cut = np.sort(totals)[::-1][places - 1]
    inside, level = totals > cut + LEVEL, np.abs(totals - cut) <= LEVEL
    outside = ~inside & ~level
    shared = inside.sum() + level.sum() > places
    block = np.flatnonzero(level)
    if shared:
        apart = np.abs((table[block] - table[block[0]]) @ vertices.T).max(axis=1) > LEVEL
        if apart.any():
            return block[:0], block[:0], (block[0], block[apart][0])
    sides = [(inside, outside), (level, outside)] + ([(inside, level)] if shared else [])
    ahead, behind = (np.concatenate(side) for side in zip(*[
        (np.repeat(np.flatnonzero(first), second.sum()), np.tile(np.flatnonzero(second), first.sum()))
        for first, second in sides], strict=True))
    return ahead, behind, None


def _nearest(start: np.ndarray, region: WeightRegion, difference: np.ndarray, lead: float, norm: str) -> np.ndarray | None:
    if norm == "l1" and region.bounds_alone:
        move = least_moved(difference, lead, start - region.lower, region.upper - start)
        return None if move is None else start + move
    return nearest_weights(start, region, difference[None], norm=norm)


def _refuse_disagreement(lead: float) -> None:
    if abs(lead) > 1e-7:
        raise ContestError(found="a lead of {lead} where the search found a tie", expected="0", where="the smallest change",
                           remedy="report this with the table that shows it", lead=f"{lead:.3g}")


def _no_change(codes: tuple, start: np.ndarray, norm: str) -> Change:
    same = pd.Series(start, index=list(codes))
    return Change(np.nan, norm, same, same, (), (), (), np.nan, (np.nan, np.nan))


def _change(problem: _Problem, nearest: np.ndarray, strict: np.ndarray, pair: tuple[int, int], norm: str, *,
            team: int | None = None) -> Change:
    """The change that ends at a tie, with a witness on the way from there to `strict`, where the tie is broken."""
    start, table, teams = problem.start, problem.table, problem.teams
    distance = measure_move(nearest - start, norm)
    before, way, step = _shares(table @ start, problem.places), strict - nearest, BEYOND
    while True:
        share = min(1.0, step / max(measure_move(way, norm), 1e-300))
        witness = nearest + share * way
        totals = table @ witness
        after = _shares(totals, problem.places)
        overtaken = totals[pair[1]] > totals[pair[0]] + LEVEL
        if overtaken and (after != before).any() if team is None else after[team] == (0 if before[team] == 1 else 1):
            break
        if share == 1:
            raise ContestError(found="the same list at the witness", expected="another one", where="the smallest change",
                               remedy="report this with the table that shows it")
        step *= 10
    index = list(problem.codes)
    return Change(
        distance=distance, norm=norm, weights=pd.Series(witness, index=index), at_tie=pd.Series(nearest, index=index),
        leaves=tuple(teams[after < before]), enters=tuple(teams[after > before]), pair=tuple(teams[list(pair)]),
        beyond=max(0.0, measure_move(witness - start, norm) - distance), band=_band(problem, nearest, distance, pair))


def _shares(totals: np.ndarray, places: int) -> np.ndarray:
    """1 for a place, 0 for none, a fraction for teams tied at the cut, shape (T,)."""
    cut = np.sort(totals)[::-1][places - 1]
    above, level = totals > cut + LEVEL, np.abs(totals - cut) <= LEVEL
    return above + level * ((places - above.sum()) / level.sum())


def _band(problem: _Problem, nearest: np.ndarray, distance: float, pair: tuple[int, int]) -> tuple[float, float]:
    """Distances between which the pair's totals are less than one step of the rounding apart."""
    if not distance or not problem.unit:
        return distance, distance
    generated = problem.table[list(pair)] * problem.scale
    here, before = (-np.subtract(*mean_of_generated(generated @ weights, problem.power)[::-1])
                    for weights in (nearest, nearest + 1e-3 * (problem.start - nearest)))
    slope = (before - here) / (1e-3 * distance)
    if slope <= 0:
        return 0.0, np.inf
    tie, reach = distance + here / slope, problem.unit / slope
    return max(0.0, tie - reach), tie + reach

