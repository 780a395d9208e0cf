"""Frozen results: a contest's folder, its ledger, its panel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from contestlib.errors import DataError
from contestlib.names import FOREIGN, name_key, near_names

if TYPE_CHECKING:
    from contestlib.results_lists import Stage
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
