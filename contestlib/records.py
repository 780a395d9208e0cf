"""Frozen results that remember how they were made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from contestlib.errors import ContestError, DataError
from contestlib.names import FOREIGN, name_key, near_names
from contestlib.rules import Scenario

if TYPE_CHECKING:
    from contestlib.regions import WeightRegion
    from contestlib.rules import Rules


@dataclass(frozen=True)
class Contest:
    """A contest folder, read: what the committee decided and what the offices handed over.

    Attributes
    ----------
    folder : Path
    rules : Rules
    teams : DataFrame, shape (registered teams, columns of teams.csv), indexed by team id
    aliases : Series
        Team id by spelling; ``-`` for a name that aliases.csv says is not of this contest.
    decisions : DataFrame
        Committee rulings, one a row.
    sources : DataFrame
        One row a raw file: bytes and sha256 on its card and as found.
    tables : Mapping of str to DataFrame
        The small raw tables (refunds, projects, tiers, counters, registration …), canonical column
        names, every value the text that stood in the file, with ``file`` and ``line``.
    stated : Rules or None
        What the folder states, once `enter_stage` has put the places that the rules apportion among the quotas of ``rules``.
    before : Mapping of str to Stage
        What the stages before came to, by their folders seen from this one, those before them included.
    judges : DataFrame, indexed by code
        judges.csv: name, city and whatever else the rules recuse by; empty where there is no such file.
    recusals : DataFrame
        recusals.csv: judge, team, reason, as declared.
    """

    folder: Path
    rules: Rules
    teams: pd.DataFrame
    aliases: pd.Series
    decisions: pd.DataFrame
    sources: pd.DataFrame
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    stated: Rules | None = None
    before: Mapping[str, Stage] = field(default_factory=dict)
    judges: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(index=pd.Index([], name="judge")))
    recusals: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["judge", "team", "reason"]))

    def identify(self, spellings: pd.Series, files: pd.Series, lines: pd.Series, *, foreign: bool = False) -> pd.Series:
        """Team id of each spelling in a raw table; with `foreign`, ``-`` of a name that is not of this contest.

        Spellings are compared without width, white space, brackets, punctuation and letter case, in simplified characters;
        anything else needs a row in aliases.csv.

        Raises
        ------
        DataError
            An unknown spelling, with the nearest known ones. They are proposed, never applied.
        """
        keys = {name_key(known): team for known, team in self.aliases.items() if team != FOREIGN or foreign}
        found = {spelling: keys.get(name_key(spelling)) for spelling in spellings.unique()}
        unknown = [spelling for spelling, team in found.items() if team is None]
        def nearest(spelling):
            return ", ".join(f"{name} {score:.0f}%" for name, score in near_names(spelling, self.aliases.index)) or "-"

        if len(unknown) > 1:
            first = {spelling: spellings.index[spellings == spelling][0] for spelling in unknown}
            raise DataError(found="{count} unknown teams: {spellings}", expected="names of teams.csv or aliases.csv",
                            where="{file} line {line}",
                            remedy="add a row 'spelling,team' to aliases.csv for each (nearest known: → …), with - as the "
                            "team of one that is not of this contest", count=len(unknown),
                            file=files[first[unknown[0]]], line=lines[first[unknown[0]]],
                            spellings="; ".join(f"{spelling} ({files[at]} {lines[at]} → {nearest(spelling)})"
                                                for spelling, at in first.items()))
        if unknown:
            at, near = spellings.index[spellings == unknown[0]][0], nearest(unknown[0])
            raise DataError(found="the unknown team {spelling!r}", expected="a name of teams.csv or aliases.csv",
                            where="{file} line {line}",
                            remedy="add a row 'spelling,team' to aliases.csv (nearest known: {near}); with - as the team where "
                            "the name is not of this contest",
                            spelling=unknown[0], file=files[at], line=lines[at], near=near)
        return spellings.map(found)


@dataclass(frozen=True)
class Ledger:
    """Paid support that counts, and the fate of every row and fen that does not.

    Attributes
    ----------
    kept : DataFrame
        One row a paid order: file, line, order, team, project, buyer and address (ordinals), paid_at, kind, region,
        payable_fen, freight_fen, refunded_fen, amount_fen.
    set_aside : DataFrame
        One row each: file, line, rule, field, text, team, payable_fen.
    changes : DataFrame
        Values that were read differently from how they stood: file, line, field, text, value, rule.
    reconciliation : DataFrame
        A row a file: rows and fen in, kept, and set aside.
    by_team : DataFrame
        The same of the orders, a row a team; "" holds the rows that name none.
    control : DataFrame
        A row a team: the platform's total, the ledger's, and what explains the difference, in fen.
    borders : DataFrame
        Rows within the rules' hours of the window's borders, kept or not.
    """

    kept: pd.DataFrame
    set_aside: pd.DataFrame
    changes: pd.DataFrame
    reconciliation: pd.DataFrame
    by_team: pd.DataFrame
    control: pd.DataFrame
    borders: pd.DataFrame


@dataclass(frozen=True)
class Panel:
    """One mark a team and criterion out of the judges' marks.

    Attributes
    ----------
    marks : DataFrame, shape (T, C)
        The aggregated mark of each team in each criterion.
    standard_errors : DataFrame, shape (T, C)
    counts : DataFrame, shape (T, C)
        How many judges' marks stood before trimming.
    sums : DataFrame, shape (T, C)
        Untrimmed sums, which some rules break ties by.
    loadings : DataFrame, shape (T · C, J), indexed by team and criterion
        How far each judge moves each mark: the squares of a row sum to the squared standard error.
    missing : DataFrame
        Marks that do not count, with judge, team, criterion, why (recused, absent, zero) and the reason that was given.
    method : str
        How the marks were aggregated, in words.
    """

    marks: pd.DataFrame
    standard_errors: pd.DataFrame
    counts: pd.DataFrame
    sums: pd.DataFrame
    loadings: pd.DataFrame
    missing: pd.DataFrame
    method: str

    @property
    def covariance(self) -> pd.DataFrame:
        """Of the errors of all marks, shape (T · C, T · C): judges who are severe with one team often are with another."""
        return self.loadings @ self.loadings.T


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


@dataclass(frozen=True)
class Judging:
    """The judges of a panel, seen: differences with their size and uncertainty, and what they do to the list.

    Attributes
    ----------
    judges : DataFrame, indexed by judge
        As `judge_table`, `without_each_judge` and `count_gaps` return them, side by side.
    agreement : DataFrame, indexed by criterion
        teams (which all judges marked), single, single_low, single_high (ICC(2,1) with its interval), panel (ICC(2,k)),
        w (Kendall), alpha, alpha_low, alpha_high (Krippendorff, interval scale).
    home : Series or None
        As `home_preference` returns it, by city; None where the registers hold no cities or no judge marks a team from home.
    effects : DataFrame
        As `mark_effects` returns them.
    refused : ContestError or None
        Why severities cannot be compared; the columns are NaN then.
    """

    judges: pd.DataFrame
    agreement: pd.DataFrame
    home: pd.Series | None
    effects: pd.DataFrame
    refused: ContestError | None = None


@dataclass(frozen=True)
class Decision:
    """Everything one run of a contest computed, from raw files to the list.

    Attributes
    ----------
    contest : Contest
    readings : DataFrame
        How each raw file was read, as `list_readings` returns it.
    ledger : Ledger
    panel : Panel
    matrix : DataFrame, shape (eligible and reference teams, K)
    eligible : tuple of team ids
    standings : Mapping of str to Standings
        By scenario; the first is the baseline.
    selections : Mapping of str to Selection
        By scenario.
    competing : Standings
        The baseline's, of the teams that did not withdraw: whatever tests the list refers to these.
    stability : Stability
        Over the rules' admissible weights.
    zones : Series
        safe, contested or out, by team.
    joint : Stability
        Of official lists when everything that the rules leave open varies at once.
    joint_zones : Series
        safe, contested or out, by those draws.
    drivers : Drivers
        Which open choice moves each place.
    specification : DataFrame
        The list under every admissible combination of choices.
    intervals : DataFrame
        By indicator: the weights between which the baseline's list stays, and who replaces whom at each end.
    sweeps : DataFrame
        Exact breakpoints of every single weight of the baseline, of lists that keep the rules' quotas, floors and wild cards.
    whole : Mapping of str to WholeLists
        The official list at weights in whole percentage points: "admissible", where the baseline's weights are, and "any".
    definitions : DataFrame, shape (T, readings)
        Ranks when one definition of what counts is read otherwise; the first column is the definitions as they stand.
    definition_lists : Mapping of str to Selection
        The list under each of these readings.
    flags : DataFrame
        Support that looks bought, by the rules' thresholds.
    without_flagged : Selection
        The baseline's list when flagged support is left out.
    fills : DataFrame
        Cells of the matrix that a stated rule filled or a ruling corrected.
    without_corrections : Mapping of int to Selection or None
        The baseline's list without a correction, by its row of the contest's decisions; None where there is none without it.
    ranges : RankRanges
        Over the rules' admissible weights, quotas kept where they can be.
    changes : Mapping of str to Change
        The smallest that alter the baseline's list: "l1", "l2" and, where its weights are admissible, "admissible" (l1 to
        admissible weights); "whole" and "whole_admissible", the fewest whole percentage points by all rules.
    paths : Mapping of team id to Change
        The smallest admissible change of the weights that alters the place of a team that some admissible weights choose and
        others do not.
    areas : DataFrame or None
        The triangle of the three heaviest weights, divided by finalists; None with fewer than three indicators.
    reversals : DataFrame
        Withdrawals of teams without a place that would change the list.
    judging : Judging or None
        None where no judge gave marks.
    """

    contest: Contest
    readings: pd.DataFrame
    ledger: Ledger
    panel: Panel
    matrix: pd.DataFrame
    eligible: tuple
    standings: Mapping[str, Standings]
    selections: Mapping[str, Selection]
    competing: Standings
    stability: Stability
    zones: pd.Series
    joint: Stability
    joint_zones: pd.Series
    drivers: Drivers
    specification: pd.DataFrame
    intervals: pd.DataFrame
    sweeps: pd.DataFrame
    whole: Mapping[str, WholeLists]
    definitions: pd.DataFrame
    definition_lists: Mapping[str, Selection]
    flags: pd.DataFrame
    without_flagged: Selection
    fills: pd.DataFrame
    ranges: RankRanges
    changes: Mapping[str, Change]
    paths: Mapping[str, Change]
    areas: pd.DataFrame | None
    reversals: pd.DataFrame
    judging: Judging | None = None
    without_corrections: Mapping[int, Selection | None] = field(default_factory=dict)

    @property
    def baseline(self) -> Standings:
        return next(iter(self.standings.values()))

    @property
    def selection(self) -> Selection:
        return next(iter(self.selections.values()))


@dataclass(frozen=True, eq=False)
class Weights(Mapping):
    """Weights and how they came about: a mapping from indicator to share of one, which stands wherever weights can.

    Attributes
    ----------
    points : Mapping of str to Fraction or float
        As stated or computed; Fractions are exact.
    total : Fraction or float
        What the points sum to. They are divided by it once, where shares are asked for.
    method : str
        In words.
    workings : DataFrame, indexed by indicator
        The numbers on the way to the points.
    warning : str
        What these weights cannot claim; empty where somebody stated them.

    Examples
    --------
    >>> weights = Weights({"amount": Fraction(2), "likes": Fraction(1)}, Fraction(3), "by hand")
    >>> weights["amount"], weights.exact, weights.weights.round(3).to_dict()
    (0.6666666666666666, True, {'amount': 0.667, 'likes': 0.333})
    """

    points: Mapping[str, Fraction | float]
    total: Fraction | float
    method: str
    workings: pd.DataFrame = field(default_factory=pd.DataFrame)
    warning: str = ""

    def __getitem__(self, code: str) -> float:
        return float(self.points[code] / self.total)

    def __iter__(self) -> Iterator[str]:
        return iter(self.points)

    def __len__(self) -> int:
        return len(self.points)

    @property
    def exact(self) -> bool:
        """Whether every number is the one that was stated, to the last digit."""
        return all(isinstance(number, Fraction) for number in (*self.points.values(), self.total))

    @property
    def weights(self) -> pd.Series:
        """Shares of one by indicator, shape (K,)."""
        return pd.Series(dict(self), dtype=float)

    def scenario(self, name: str, **texts: str) -> Scenario:
        """A scenario with the very same numbers; `texts` are its labels, proposer, date and rationale."""
        points = {code: Fraction(number) for code, number in self.points.items()}
        return Scenario(name, points, total=Fraction(self.total) if self.exact else sum(points.values()), **texts)


@dataclass(frozen=True, eq=False)
class AhpWeights(Weights):
    """Weights out of pairwise judgements, with how far these contradict one another.

    Attributes
    ----------
    judgements : DataFrame
        A row a pair: over, under, stated (how many times as important), implied (by the weights), factor (1 and more: how far the
        two lie apart).
    eigenvalue, consistency_index, random_index, consistency_ratio : float
    """

    judgements: pd.DataFrame = field(default_factory=pd.DataFrame)
    eigenvalue: float = 0.0
    consistency_index: float = 0.0
    random_index: float = 0.0
    consistency_ratio: float = 0.0

    @property
    def worst(self) -> pd.DataFrame:
        """The judgement that lies furthest from what the weights imply; several where they lie equally far, none without any."""
        factor = self.judgements["factor"]
        return self.judgements[(factor >= factor.max() - 1e-9) & (factor > 1 + 1e-9)]


@dataclass(frozen=True, eq=False)
class PooledWeights(Weights):
    """One weighting out of the members', and how far they are apart.

    Attributes
    ----------
    proposals : DataFrame, shape (P, K)
        The members' shares of one, a row a member.
    spread : DataFrame, indexed by indicator
        low, high, range, deviation (n - 1), lowest, highest (all members who gave these).
    distances : Series, shape (P,)
        By member: how much weight would have to move to arrive at the pool (half the sum of absolute differences).
    region : WeightRegion
        What lies between the proposals.
    inside : bool
        Whether the pooled weights lie there; a median or geometric mean need not.
    sum_before : float
        Of the pooled numbers before they were divided by it: 1 for a mean.
    """

    proposals: pd.DataFrame = field(default_factory=pd.DataFrame)
    spread: pd.DataFrame = field(default_factory=pd.DataFrame)
    distances: pd.Series = field(default_factory=lambda: pd.Series(dtype=float))
    region: WeightRegion | None = None
    inside: bool = True
    sum_before: float = 1.0
