"""Frozen results: chances, what moves them, exact ranges, the smallest changes."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Stability:
    """What sampled weightings do to the ranking.

    Attributes
    ----------
    acceptability : DataFrame, shape (T, T)
        Rank acceptability index: share of draws in which the team (row) takes the rank (column, 1…T).
    probability : DataFrame, shape (T, 3)
        Of a place among the finalists: value, low, high (95 % interval).
    expected_rank : Series, shape (T,)
        Exact where `pairwise` is.
    rank_5, rank_95 : Series, shape (T,)
        Ranks that bracket the middle nine tenths of the draws.
    pairwise : DataFrame, shape (T, T)
        Pairwise winning index: chance that the row is ahead of the column, a tie counting half; exact where the weights are
        uniform over few simplices. None with more than 1,000 teams.
    central_weights : DataFrame, shape (T, K)
        Mean of the weight vectors that put the team first; NaN where none did.
    lists : DataFrame
        The sets of teams that were chosen and the share of draws in which each was, the most frequent first; 65,536 at most.
        Teams that share the last place all belong to the set.
    places, draws : int
    sampler : {"sobol", "independent", "chains"}
        How the draws depend on each other, and with that where the intervals come from.
    stopped : {"budget", "narrow"}
        Whether draws ended because they were spent, or because every interval was narrow enough.
    """

    acceptability: pd.DataFrame
    probability: pd.DataFrame
    expected_rank: pd.Series
    rank_5: pd.Series
    rank_95: pd.Series
    pairwise: pd.DataFrame | None
    central_weights: pd.DataFrame
    lists: pd.DataFrame
    places: int
    draws: int
    sampler: str
    stopped: str

    @property
    def expected_length(self) -> float:
        """Of the list: the sum of all chances, which is `places` unless ties expand it."""
        return float(self.probability["value"].sum())


@dataclass(frozen=True)
class CellChances:
    """Chances of a place by volume, without sampling.

    Attributes
    ----------
    chance : Series, shape (T,)
    lists : DataFrame
        Every set of teams that some weights choose (teams), and the share of the weights that do (share).
    cells : int
        Into how many parts the region was cut.
    volume : float
        What the parts add up to, as a share of the region: 1 within 1e-9, the certificate that none is missing.
    """

    chance: pd.Series
    lists: pd.DataFrame
    cells: int
    volume: float


@dataclass(frozen=True)
class Drivers:
    """What the doubt about each place, and about the whole list, is made of.

    Attributes
    ----------
    table : DataFrame, indexed by output (a team whose chance is from 2 to 98 %; "" is the whole list) and factor
        first, first_low, first_high: share of the variance that goes where the factor is fixed, with a 95 % interval; total,
        total_low, total_high: share that stays where only the factor varies.
    chance : Series, shape (T,)
        Of a place.
    factors : tuple of str
        What varied.
    draws : int
        Of each sample.
    """

    table: pd.DataFrame
    chance: pd.Series
    factors: tuple
    draws: int

    @property
    def interaction(self) -> pd.Series:
        """Share that no factor has alone, by output; never below zero."""
        return (1 - self.table["first"].clip(lower=0).groupby(level="output", sort=False).sum()).clip(lower=0)


@dataclass(frozen=True)
class RankRanges:
    """What ranks each team can take over all admissible weights, exactly.

    Attributes
    ----------
    table : DataFrame, shape (T, 5)
        best, worst (ranks; ties count for the team in `best` and against it in `worst`), status (certain, possible or
        impossible: a place among the finalists), best_proven, worst_proven (False where a time limit ended the search: the
        rank was reached, and a better or worse one is not ruled out).
    best_weights, worst_weights : DataFrame, shape (T, K)
        Witnesses: weights under which the team takes that rank.
    tied : tuple of tuples of team ids
        Teams that no admissible weights separate.
    places : int
    quotas : {"none", "carried", "left out"}
        Whether the statuses keep the rules' quotas; ranks never do.
    barred, wild_cards : tuple of team ids
        Teams below a floor, to which a place is impossible, and teams with a place by a ruling, to which it is certain: the
        other statuses are about the places that are left.
    resolution : float
        Totals no further apart than this count as tied.
    """

    table: pd.DataFrame
    best_weights: pd.DataFrame
    worst_weights: pd.DataFrame
    tied: tuple
    places: int
    quotas: str = "none"
    resolution: float = 0.0
    barred: tuple = ()
    wild_cards: tuple = ()


@dataclass(frozen=True)
class Change:
    """The smallest change that alters the list, or a team's place on it.

    Attributes
    ----------
    distance : float
        The infimum, where two teams tie; NaN where no admissible change suffices. Shares of one: 0.13 is 13 points.
    norm : {"l1", "linf", "l2"}
        Sum of the moves, the largest of them, or Euclidean.
    weights : Series, shape (K,)
        A witness that lies `beyond` the distance and has been recomputed.
    at_tie : Series, shape (K,)
        Weights at the distance itself.
    leaves, enters : tuple of team ids
        Who is replaced by whom at the witness.
    pair : tuple of two team ids
        The one that is overtaken and the one that overtakes it, tied at the distance.
    beyond : float
        How much further than `distance` the witness lies.
    band : tuple of two floats
        Distances between which the rules' rounding can make the pair equal.
    official : {"", "changes", "stays"}
        Whether printed weights were found at which the list by the rules (rounding, tie-breaks, quotas, rulings) changes; empty
        where nobody looked.
    printed : Series, shape (K,), or None
        These weights, at the decimals at which they are printed.
    official_leaves, official_enters : tuple of team ids
        Who is replaced by whom on the official list there.
    """

    distance: float
    norm: str
    weights: pd.Series
    at_tie: pd.Series
    leaves: tuple
    enters: tuple
    pair: tuple
    beyond: float
    band: tuple
    official: str = ""
    printed: pd.Series | None = None
    official_leaves: tuple = ()
    official_enters: tuple = ()


@dataclass(frozen=True)
class WholeLists:
    """The official list at weights in whole percentage points around those in use.

    Attributes
    ----------
    kept : int
        No weights that move so many points or fewer, whichever way, alter the list.
    exchanged : int
        Nor do those that move so many points or fewer from one weight to one other.
    reach : int
        No admissible weights are further away.
    change : Change or None
        The fewest points that alter it, by all rules.
    """

    kept: int
    exchanged: int
    reach: int
    change: Change | None

    @property
    def points(self) -> int | None:
        """How many points are taken from some weights and given to others where the list changes."""
        return None if self.change is None else round(50 * self.change.distance)
