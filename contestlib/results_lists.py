"""Frozen results: teams ranked, the list that goes on, and a stage before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from contestlib.results_data import Contest
    from contestlib.rules import Rules, Scenario


@dataclass(frozen=True)
class Standings:
    """Teams scored and ranked under one scenario.

    Attributes
    ----------
    scenario : Scenario
    rules : Rules
    matrix : DataFrame, shape (T, K)
        Own units.
    normalized : DataFrame, shape (T, K)
    weights : Series, shape (K,)
        Sums to one.
    contributions : DataFrame, shape (T, K)
        In points; they add up to ``unrounded`` less ``bonus`` where the mean is arithmetic (power 1).
    bonus : Series, shape (T,)
    unrounded : Series, shape (T,)
        Totals in points before the rules' rounding.
    totals : Series, shape (T,)
        Official totals, rounded as the rules say.
    ranks : Series, shape (T,)
        Competition ranks of ``totals``.
    keys : DataFrame, shape (T, tie-break keys)
        What breaks ties; the larger value goes first in every column.
    reference : DataFrame, shape (any, K), or None
        The wider group over which values were normalized; the matrix itself where there is none.
    """

    scenario: Scenario
    rules: Rules
    matrix: pd.DataFrame
    normalized: pd.DataFrame
    weights: pd.Series
    contributions: pd.DataFrame
    bonus: pd.Series
    unrounded: pd.Series
    totals: pd.Series
    ranks: pd.Series
    keys: pd.DataFrame
    reference: pd.DataFrame | None = None

    @property
    def table(self) -> pd.DataFrame:
        """Rank, official total, bonus and contributions of every team, best first, ties in the order of their keys,
        shape (T, 3 + K)."""
        table = pd.concat([self.ranks.rename("rank"), self.totals.rename("total"),
                           self.bonus.rename("bonus"), self.contributions], axis=1)
        order = pd.concat([self.ranks, *(-self.keys[name] for name in self.keys)], axis=1, ignore_index=True)
        return table.loc[order.sort_values(list(order), kind="stable").index]

    @property
    def power(self) -> float:
        """Of the mean: the scenario's own, or the rules'."""
        return self.rules.power if self.scenario.power is None else self.scenario.power

    @property
    def values_with_bonus(self) -> pd.DataFrame:
        """Normalized values by which the unrounded totals follow from any weights, shape (T, K).

        Weights sum to one, so that a bonus is an addition to each of a team's values. Under another mean than the arithmetic
        one that is not so, and the bonus is left out: see ``leaves_bonus_out``.
        """
        if self.power != 1 or not self.bonus.any():
            return self.normalized
        return self.normalized.add(self.bonus / self.rules.points, axis=0)

    @property
    def leaves_bonus_out(self) -> bool:
        """Whether somebody has a bonus that ``values_with_bonus`` cannot hold."""
        return bool(self.power != 1 and self.bonus.any())


@dataclass(frozen=True)
class Selection:
    """The list that goes on, and how it came about.

    Attributes
    ----------
    finalists, reserves : tuple of team ids
        In order.
    tied : tuple of team ids
        Teams that the rules could not tell apart at the cut; then ``finalists`` is shorter than the places.
    displaced : DataFrame
        Teams ahead of the last finalist that a quota or ruling kept out: team, rank, why.
    withdrawn : tuple of team ids
        Chosen, then withdrawn; their places went down the list.
    log : DataFrame
        Every step: step, team, event, detail.
    places : int
    prices : DataFrame
        By quota, floor or wild card that changes the list: quota, points (what the list's sum of totals would gain without it),
        enters, leaves (tuples of team ids). Below zero where a better team had to wait for a list with a larger sum.
    largest_sum : tuple of team ids
        The list with the largest sum of totals where that is larger than this list's; else empty.
    replacements : DataFrame
        leaves, enters: for each finalist, who would take the place; several teams are a tie, none that no list is possible.
    barred, wild_cards : tuple of team ids
        Teams below a floor, which have no place whatever their rank, and teams with a place by a ruling.
    """

    finalists: tuple
    reserves: tuple
    tied: tuple
    displaced: pd.DataFrame
    withdrawn: tuple
    log: pd.DataFrame
    places: int
    prices: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["quota", "points", "enters", "leaves"]))
    largest_sum: tuple = ()
    replacements: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["leaves", "enters"]))
    barred: tuple = ()
    wild_cards: tuple = ()


@dataclass(frozen=True)
class Stage:
    """A stage before: its contest, its ranking, and the list that it sent."""

    contest: Contest
    standings: Standings
    selection: Selection
