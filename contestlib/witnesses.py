"""Weights that can be printed and that do what is said of them: the official list is drawn up at them anew."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from contestlib.distances import measure_move
from contestlib.ranking import groups_of_levels, levels
from contestlib.records import Change, Standings
from contestlib.regions import WeightRegion
from contestlib.rounding import SNAP_DECIMALS, round_half_up
from contestlib.scoring import generator_matrix, mean_of_generated
from contestlib.selection import list_limits, official_list
from contestlib.sweeps import weight_path

COARSE, FINE = 2, 4  # decimals of printed percentage points; the fine ones where little has to move
LITTLE = 1e-3  # a tenth of a percentage point
WIDEST = 50  # units of the last printed decimal that are tried before a tie
STEPS = (0, 1, 2, 3, 5, 8, 13, 21, 34, 55)  # how far beyond a tie weights are tried, in units of the last printed decimal


def official_chooser(standings: Standings, register: pd.DataFrame | None, *, withdrawn: Sequence = (),
                     wild_cards: Sequence = ()) -> Callable[[pd.Series], frozenset | None]:
    """The official list as a function of the weights: rounding, tie-breaks, lot, quotas, rulings; None where a tie is open.

    Examples
    --------
    >>> from contestlib.contest import evaluate
    >>> from contestlib.rules import Rules
    >>> table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 0.9]}, index=["X", "Y"])
    >>> choose = official_chooser(evaluate(table, Rules(places=1), {"a": 60, "b": 40}), None)
    >>> sorted(choose(pd.Series({"a": 0.6, "b": 0.4}))), sorted(choose(pd.Series({"a": 0.4, "b": 0.6})))
    (['X'], ['Y'])
    """
    rules, teams = standings.rules, standings.totals.index
    limits = list_limits(rules, teams, matrix=standings.matrix, register=register, wild_cards=wild_cards)
    keys = [] if standings.keys is None else [levels(standings.keys.loc[teams, name].to_numpy()) for name in standings.keys]

    def choose(weights: pd.Series) -> frozenset | None:
        totals = official_totals(standings, weights[standings.weights.index].to_numpy()[None])[:, 0]
        return official_list(groups_of_levels(teams, [levels(totals), *keys]), rules, limits, withdrawn)

    return choose


def official_totals(standings: Standings, weights: np.ndarray) -> np.ndarray:
    """Totals by the rules at other weights, shape (T, D): added up and rounded in the order in which `evaluate` does it.

    Parameters
    ----------
    standings : Standings
    weights : ndarray, shape (D, K)
        In the order of the standings' weights.

    Examples
    --------
    >>> from contestlib.contest import evaluate
    >>> from contestlib.rules import Rules
    >>> table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 0.9]}, index=["X", "Y"])
    >>> standings = evaluate(table, Rules(places=1, decimals=2), {"a": 60, "b": 40})
    >>> official_totals(standings, np.array([[0.6, 0.4], [0.4, 0.6]])).tolist()
    [[0.6, 0.4], [0.36, 0.54]]
    """
    rules, power = standings.rules, standings.power
    columns = standings.weights.index.get_indexer(standings.normalized.columns)
    sums = np.zeros((len(standings.normalized), len(weights)))
    for values, at in zip(generator_matrix(standings.normalized, power).to_numpy().T, columns, strict=True):
        sums += values[:, None] * weights[:, at]
    unrounded = rules.points * mean_of_generated(sums, power) + standings.bonus.to_numpy()[:, None]
    return round_half_up(unrounded, SNAP_DECIMALS if rules.decimals is None else rules.decimals)


def change_at(standings: Standings, moved: pd.Series, now: frozenset, then: frozenset) -> Change:
    """The change from one official list to another at weights that can be printed as they are."""
    order = standings.table.index
    leaves, enters = (tuple(team for team in order if team in one - other) for one, other in ((now, then), (then, now)))
    return Change(measure_move((moved - standings.weights).to_numpy(), "l1"), "l1", moved, moved, leaves, enters, (), 0.0,
                  (np.nan, np.nan), "changes", moved, leaves, enters)


def with_witness(change: Change, weights: pd.Series, choose: Callable[[pd.Series], frozenset | None], order: Sequence, *,
                 region: WeightRegion | None = None, team=None) -> Change:
    """A change with weights, as they are printed, at which the official list is another one; or that none were found.

    Parameters
    ----------
    change : Change
        Of unrounded totals, without quotas.
    weights : Series, shape (K,)
        Those in use.
    choose : callable
        As `official_chooser` returns it.
    order : sequence of team ids
        The order in which teams are named.
    region : WeightRegion, optional
        To which the weights are confined.
    team : team id, optional
        Whose place has to be won or lost, where one team's place is meant and not the list.

    Returns
    -------
    Change
        With `official` ("changes" or "stays"), and where it changes `printed`, `official_leaves` and `official_enters`.
    """
    now = choose(weights)
    if now is None or pd.isna(change.distance) or not change.enters:
        return change
    if team is not None and (team in change.leaves) != (team in now):
        return replace(change, official="stays")  # what quotas, rounding or rulings decided already
    for printed in _candidates(change, weights):
        if region is not None and not region.contains(printed[list(region.codes)].to_numpy()):
            continue
        then = choose(printed)
        if then is not None and (then != now if team is None else (team in then) != (team in now)):
            return replace(change, official="changes", printed=printed,
                           official_leaves=tuple(one for one in order if one in now - then),
                           official_enters=tuple(one for one in order if one in then - now))
    return replace(change, official="stays")


def with_least_witnesses(changes: Mapping[str, Change], paths: Mapping[object, Change], weights: pd.Series,
                         region: WeightRegion, others: Sequence[Change] = ()) -> tuple[dict, dict]:
    """Changes of the list and paths of teams, each with the least moved of all the printed weights that any search found.

    What gives one team a place costs another its own, and alters the list: whoever compares two cards, or a card with the
    report's first page, finds one number for one event.

    Parameters
    ----------
    changes : Mapping of str to Change
        Those called "admissible" (to weights of the region) and "l1" (to any weights) are looked after.
    paths : Mapping of team id to Change
        To weights of the region.
    weights : Series, shape (K,)
        Those in use.
    region : WeightRegion
    others : sequence of Change
        Of the official list, found by other searches.

    Returns
    -------
    changes, paths : dicts
        As they came, but for `official`, `printed`, `official_leaves` and `official_enters`.
    """
    searched = [*(changes[name] for name in ("admissible", "l1", "whole") if name in changes), *paths.values(),
                *others]
    found = sorted((change for change in searched if change.official == "changes"),
                   key=lambda change: round(measure_move((change.printed - weights).to_numpy(), "l1"), 12))
    admissible = [change for change in found if region.contains(change.printed[list(region.codes)].to_numpy())]
    among = {"admissible": admissible, "l1": found}
    return ({name: _with_witness_of(change, among.get(name, ())) for name, change in changes.items()},
            {team: _with_witness_of(path, [one for one in admissible if team in one.official_leaves + one.official_enters])
             for team, path in paths.items()})


def _with_witness_of(change: Change, others: Sequence[Change]) -> Change:
    """The change with the printed weights of the first of the others, if there is one."""
    return replace(change, official="changes", printed=others[0].printed, official_leaves=others[0].official_leaves,
                   official_enters=others[0].official_enters) if others else change


def _candidates(change: Change, weights: pd.Series):
    """Weights at the tie and ever further beyond it, at printed decimals: straight on, then towards where the tie is broken."""
    start = 100 * weights.to_numpy()
    tie, beyond = (100 * table[weights.index].to_numpy() for table in (change.at_tie, change.weights))
    if np.allclose(beyond, beyond.round(), atol=1e-9) and np.abs(beyond - tie).max() < 1e-12:  # whole points are printed as such
        yield change.weights
        return
    ways = [way / length for way in (tie - start, beyond - tie) if (length := np.abs(way).sum()) > 1e-12]
    for decimals in (FINE, COARSE) if change.distance < LITTLE else (COARSE, FINE):
        unit = 10.0 ** -decimals
        reach = 100 * min(change.band[1] - change.band[0], 0.1) if np.isfinite(change.band[1]) else 0.0
        steps = [2 * unit * step for step in STEPS]
        steps += [reach * share for share in (0.5, 1.0, 2.0) if reach * share > steps[-1]]
        moved = [_printed(tie + step * way - start, decimals) for step in steps for way in ways]
        for moves in sorted(moved, key=lambda moves: round(measure_move(moves, change.norm), 9)):
            after = (start + moves) / 100
            if measure_move(moves, change.norm) >= 100 * change.distance - 1e-9 and after.min() > -1e-12:
                yield pd.Series(np.where(after >= 0, after, 0), index=weights.index, name=weights.name)


def _printed(moves: np.ndarray, decimals: int) -> np.ndarray:
    """Moves at so many decimals, which add up to nothing: what is left over goes to the largest."""
    unit = 10.0 ** -decimals
    steps = (moves / unit).round()
    steps[np.abs(steps).argmax()] -= steps.sum()
    return steps * unit


def with_printed_ends(intervals: pd.DataFrame, weights: pd.Series,
                      choose: Callable[[pd.Series], frozenset | None]) -> pd.DataFrame:
    """`stability_intervals` with printed_low and printed_high: the weights at two to four decimals of a percent, just beyond the
    ends, at which the official list has the exchange that stands there; NaN where none was found."""
    now, ends = choose(weights), {"low": -1, "high": 1}
    printed = pd.DataFrame(np.nan, index=intervals.index, columns=[f"printed_{side}" for side in ends])
    for code, row in intervals.iterrows():
        for side, sign in ends.items() if now is not None else ():
            if not row[f"enters_{side}"]:
                continue
            for unit in (1e-4, 1e-5, 1e-6):
                first = math.floor(row[side] / unit + 1e-9) if sign < 0 else math.ceil(row[side] / unit - 1e-9)
                band = row.get(f"band_{side}", 0.0)  # within it, rounding and the tie-break may change the list before the tie
                early = math.ceil(band / unit) if 0 < band < WIDEST * unit else 0
                tried = [round((first + sign * step) * unit, 10) for step in (*range(-early, 0), *STEPS)]
                for at in (at for at in tried if 0 <= at <= 1 and sign * (at - row["weight"]) > 0):
                    then = choose(weight_path(weights, code, at))
                    if then is not None and (then - now, now - then) == tuple(
                            frozenset(row[f"{word}_{side}"].split()) for word in ("enters", "leaves")):
                        printed.at[code, f"printed_{side}"] = at
                        break
                if pd.notna(printed.at[code, f"printed_{side}"]):
                    break
    return intervals.join(printed)
