"""The lists of many draws, drawn up at once wherever the order of the teams decides."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from contestlib.errors import RulesError
from contestlib.rules import Rules
from contestlib.selection import draw_up


def draw_up_lists(rules: Rules, teams: pd.Index, limits: Sequence[tuple], carded: np.ndarray, totals: np.ndarray,
                  keys: np.ndarray, below: np.ndarray, order: np.ndarray, tied: np.ndarray) -> np.ndarray:
    """Chances of a place: by the order alone where no tie touches the list and no minimum is missed; else one list at a time.

    Parameters
    ----------
    rules : Rules
    teams : Index, T of them
    limits : sequence of tuples
        Quotas and wild cards, as `list_limits` returns them.
    carded : ndarray of bool, shape (T,)
        Who has a wild card.
    totals : ndarray of int, shape (D, T)
    keys : ndarray, shape (D, keys, T)
        What breaks ties, the larger first.
    below : ndarray of bool, shape (D, T)
        Who is below a floor.
    order : ndarray of int, shape (D, T)
        Teams by number, the best first.
    tied : ndarray of int
        The draws in which some teams are level.

    Returns
    -------
    ndarray, shape (D, T)
        0, 1, or the share of teams that a tie at the cut leaves waiting.

    Examples
    --------
    >>> totals, nobody = np.array([[3, 2, 1], [3, 2, 2]]), np.zeros((2, 3), dtype=bool)
    >>> draw_up_lists(Rules(places=2), pd.Index(list("ABC")), (), nobody[0], totals, np.empty((2, 0, 3)), nobody,
    ...               np.array([[0, 1, 2], [0, 1, 2]]), np.array([1])).tolist()
    [[1.0, 1.0, 0.0], [1.0, 0.5, 0.5]]
    """
    inside, filled = _take_in_order(order, teams, rules.places, limits, carded, below)
    # Where a team outside has the total of one inside the keys decide; where the list is not filled, a look ahead.
    doubtful = ~filled
    doubtful[tied] |= (~inside[tied] & _level_with_chosen(inside[tied], totals[tied])).any(axis=1)
    chances, drawn = inside.astype(float), {}
    for row in np.flatnonzero(doubtful):
        levels = (*keys[row][::-1], totals[row])
        alike = np.array((*levels, below[row])).tobytes()  # draws that differ in nothing here are drawn up once
        if alike not in drawn:
            floors = [(frozenset(teams[below[row]]), 0, 0, "floors")]
            try:
                drawn[alike] = _draw_up(levels, teams, rules, [*limits, *floors])
            except RulesError:
                if not below[row].any():
                    raise
                drawn[alike] = inside[row]
        chances[row] = drawn[alike]
    return chances


def _draw_up(levels: tuple, teams: pd.Index, rules: Rules, quotas: list) -> np.ndarray:
    """One list by the official steps: chance of a place by team. The last of `levels` decides first, the larger goes first."""
    order = np.lexsort(levels)[::-1]
    ordered = np.array(levels)[:, order]
    starts = np.flatnonzero(np.append(True, (ordered[:, 1:] != ordered[:, :-1]).any(axis=0)))
    names = teams.to_numpy(dtype=object)
    groups = [tuple(names[np.sort(group)]) for group in np.split(order, starts[1:])]
    listed, chances = draw_up(groups, rules, quotas), dict.fromkeys(names, 0.0)
    chances |= dict.fromkeys(listed["finalists"], 1.0)
    if listed["tied"]:
        chances |= dict.fromkeys(listed["tied"], (rules.places - len(listed["finalists"])) / len(listed["tied"]))
    return np.array(list(chances.values()))


def _level_with_chosen(inside: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Which teams have the total of a chosen one, shape (D, T)."""
    never = totals.min(initial=0) - 1
    ordered = np.sort(np.where(inside, totals, never), axis=1)[:, ::-1]
    most = int(inside.sum(axis=1).max(initial=0))
    return (totals[:, :, None] == ordered[:, None, :most]).any(axis=2)


def _take_in_order(order: np.ndarray, teams: pd.Index, places: int, quotas: tuple, first: np.ndarray,
                   barred: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each draw's teams, those that come `first` and then from the best down, unless they are barred or a maximum is reached; and
    whether the list is full and keeps all limits."""
    draws, rows = len(order), np.arange(len(order))
    if not (quotas or first.any() or barred.any()):
        inside = np.zeros((draws, len(teams)), dtype=bool)
        inside[rows[:, None], order[:, :places]] = True
        return inside, np.full(draws, places <= len(teams))
    names = teams.to_numpy(dtype=object)
    members = np.array([[team in of for team in names] for of, *_ in quotas], dtype=bool).reshape(len(quotas), len(teams))
    least, most = (np.array([quota[at] for quota in quotas], dtype=int) for at in (1, 2))
    inside, counts = np.tile(first, (draws, 1)), np.tile(members[:, first].sum(axis=1), (draws, 1))
    taken, open_teams = np.full(draws, first.sum()), ~(barred | first)
    for place in range(order.shape[1]):
        team = order[:, place]
        belongs = members[:, team].T
        takes = (taken < places) & open_teams[rows, team] & ~(belongs & (counts >= most)).any(axis=1)
        inside[rows, team] |= takes
        counts += belongs & takes[:, None]
        taken += takes
        if place >= places - 1 and (taken == places).all():
            break
    return inside, (taken == places) & ((counts >= least) & (counts <= most)).all(axis=1)
