"""Where the official list changes while one weight moves: exact where quotas, floors and rulings hold, too."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise, permutations

import numpy as np
import pandas as pd

from contestlib.records import Change, Standings
from contestlib.scoring import generator_matrix
from contestlib.sweeps import SAME, breaks_table, levelled, movable, rounding_band, weight_path
from contestlib.witnesses import change_at, official_chooser

STEP, WIDEST = 1e-4, 50  # a hundredth of a percentage point, and how many are tried beyond a breakpoint


def sweep_by_rules(standings: Standings, *, register: pd.DataFrame | None = None,
                   ruled: Mapping[str, tuple] | None = None) -> pd.DataFrame:
    """Every weight of every single indicator, the others rescaled in proportion, at which the official list changes.

    Parameters
    ----------
    standings : Standings
        Of the weights in use, with every team that is ranked.
    register : DataFrame, indexed by team, optional
        Holds the quotas' columns.
    ruled : mapping, optional
        "withdrawn" and "wild_cards", as for `select_finalists`.

    Returns
    -------
    DataFrame, indexed by indicator
        As `sweep_each_weight` returns it, of lists that keep quotas, floors and rulings. Totals are unrounded; where the rules
        leave a tie open along a stretch, the list counts as the one before it.

    Notes
    -----
    Which lists are allowed does not depend on the weights. The best of them changes only where a team on it is overtaken by one
    outside that it was ahead of: the crossings of these pairs are tried one after the other, and the list drawn up beyond each.

    Examples
    --------
    >>> from contestlib.contest import evaluate
    >>> from contestlib.rules import Quota, Rules
    >>> table = pd.DataFrame({"a": [1.0, 0.9, 0.0], "b": [0.0, 0.5, 1.0]}, index=["X", "Y", "Z"])
    >>> rules = Rules(places=1, quotas=(Quota("town", maximum=0, value="north"),))
    >>> towns = pd.DataFrame({"town": ["south", "north", "south"]}, index=["X", "Y", "Z"])
    >>> sweep_by_rules(evaluate(table, rules, {"a": 0.7, "b": 0.3}), register=towns)[["at", "enters"]].values.tolist()
    [[0.5, 'X'], [0.5, 'Z']]
    """
    weights, rules, power = standings.weights, standings.rules, standings.power
    exact = replace(standings, rules=replace(rules, decimals=None))
    lists = _Lists(exact, register, ruled or {})
    values = standings.values_with_bonus[list(weights.index)]
    table, teams, sweeps = generator_matrix(values, power).to_numpy(), values.index, {}
    for code in movable(weights, None):
        line = levelled(*(table @ weight_path(weights, code, at).to_numpy() for at in (0.0, 1.0)))
        rows = []
        for at, old, new in _changes(line, lists, lambda at, code=code: weight_path(weights, code, at)):
            out, into = teams.isin(old - new), teams.isin(new - old)
            band = rounding_band(*line, at, out, into, power, rules.unit) if out.any() and into.any() else np.inf
            rows.append((at, *(" ".join(map(str, teams[side])) for side in (out, into)), band))
        sweeps[code] = pd.DataFrame(rows, columns=["at", "leaves", "enters", "band"])
    return breaks_table(sweeps)


def changes_at_breaks(sweeps: pd.DataFrame, standings: Standings,
                      choose: Callable[[pd.Series], frozenset | None]) -> list[Change]:
    """Changes of the official list just beyond breakpoints of one weight, where all weights can be printed there.

    Parameters
    ----------
    sweeps : DataFrame
        As `sweep_by_rules` or `sweep_each_weight` returns it.
    standings : Standings
    choose : callable
        As `official_chooser` returns it.
    """
    weights, found = standings.weights, []
    now = choose(weights)
    for code, at, leaves, enters, band in sweeps.reset_index().itertuples(index=False) if now is not None else ():
        sign = 1 if at > weights[code] else -1  # downwards, who leaves on the way up comes in
        coming = set((enters if sign > 0 else leaves).split())
        for step in range(-min(math.ceil(band / STEP), WIDEST) if np.isfinite(band) else 0, WIDEST):
            beyond = round(STEP * (round(at / STEP) + sign * step), 10)
            moved = weight_path(weights, code, beyond) if 0 <= beyond <= 1 and sign * (beyond - weights[code]) > 0 else None
            if moved is None or (abs(moved / STEP - (moved / STEP).round()) > 1e-6).any():
                continue
            then = choose(moved)
            if then is not None and then != now and coming <= set(map(str, then)):
                found.append(change_at(standings, moved, now, then))
                break
    return found


class _Lists:
    """The official list at any weights, before and after withdrawals."""

    def __init__(self, standings: Standings, register: pd.DataFrame | None, ruled: Mapping[str, tuple]):
        self.after = official_chooser(standings, register, **ruled)
        self.before = official_chooser(standings, register, wild_cards=ruled.get("wild_cards", ()))
        self.teams, self.withdrawn = standings.totals.index, ruled.get("withdrawn", ())

    def at(self, weights: pd.Series) -> tuple[frozenset | None, frozenset] | None:
        """None where a tie is open; in the place of the first where it was open before withdrawals."""
        after = self.after(weights)
        return None if after is None else (self.before(weights) if self.withdrawn else after, after)

    def pairs(self, before: frozenset | None, after: frozenset) -> np.ndarray:
        """Who must not be overtaken, and by whom, for both to stay."""
        if before is None:
            return np.array(list(permutations(range(len(self.teams)), 2)))
        gone, pairs = self.teams.isin(self.withdrawn), []
        for members, left_out in ((before, np.zeros(len(gone), dtype=bool)), (after, gone)):
            inside = self.teams.isin(members)
            ahead, behind = np.meshgrid(np.flatnonzero(inside), np.flatnonzero(~inside & ~left_out), indexing="ij")
            pairs.append(np.stack([ahead.ravel(), behind.ravel()], axis=1))
        return np.concatenate(pairs)


def _changes(line: tuple[np.ndarray, np.ndarray], lists: _Lists, path: Callable) -> list[tuple[float, frozenset, frozenset]]:
    """Where on a path from 0 to 1 the list changes: at, the list before, the list after."""
    start, slope = line[0], line[1] - line[0]
    everybody = np.array(np.triu_indices(len(start), 1)).T
    held = lists.at(path(_crossings(start, slope, everybody, 0.0, either=True)[0] / 2))
    changes, here = [], 0.0
    while held is not None:
        for at, after in pairwise(_crossings(start, slope, lists.pairs(*held), here)):
            then = lists.at(path((at + after) / 2))
            if then is not None and then != held:
                changes += [(at, held[1], then[1])] if then[1] != held[1] else []
                held, here = then, at
                break
        else:
            break
    return changes


def _crossings(start: np.ndarray, slope: np.ndarray, pairs: np.ndarray, here: float, *, either: bool = False) -> np.ndarray:
    """Where beyond `here` the first of a pair loses its lead (or, with `either`, gains one), in order; then 1."""
    lead, rate = (line[pairs[:, 0]] - line[pairs[:, 1]] for line in (start, slope))
    with np.errstate(divide="ignore", invalid="ignore"):
        at = np.where(rate != 0 if either else rate < 0, -lead / rate, np.nan)
    at = np.unique(at[(at > here + SAME) & (at < 1 - SAME)])
    return np.append(at[np.diff(at, prepend=-1.0) > SAME], 1.0)
