"""Frozen results that remember how they were made. Here the judges and the whole decision; the others by the one name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from contestlib.errors import ContestError
from contestlib.results_data import Contest, Ledger, Panel
from contestlib.results_doubt import CellChances, Change, Drivers, RankRanges, Stability, WholeLists
from contestlib.results_lists import Selection, Stage, Standings
from contestlib.results_weights import AhpWeights, PooledWeights, Weights

__all__ = ["AhpWeights", "CellChances", "Change", "Contest", "Decision", "Drivers", "Judging", "Ledger", "Panel", "PooledWeights",
           "RankRanges", "Selection", "Stability", "Stage", "Standings", "Weights", "WholeLists"]


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
