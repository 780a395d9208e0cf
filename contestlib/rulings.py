"""What the committee's rulings do to the data: support ruled out leaves the ledger, accepted objections correct the matrix."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from contestlib.indicators import correct_values, counter_snapshots, eligible_teams, fill_missing, measure_indicators
from contestlib.integrity import flag_support, set_aside_flagged
from contestlib.records import Contest, Ledger, Panel


def rule_out_support(ledger: Ledger, contest: Contest) -> tuple[Ledger, pd.DataFrame, pd.Series]:
    """The ledger without the flagged support that a ruling removes, every flag, and the rows left that carry one.

    Parameters
    ----------
    ledger : Ledger
    contest : Contest
        Its rulings of kind ``flagged`` and value ``remove`` take effect.

    Returns
    -------
    standing : Ledger
    flags : DataFrame
        As `flag_support` returns them, of the ledger as it came.
    flagged : Series of bool, index of ``standing.kept``
    """
    flags, flagged = flag_support(ledger, _likes(ledger, contest), contest.rules.integrity, counter_snapshots(contest))
    removed = flagged & ledger.kept["team"].isin(_ruled_out(contest))
    return set_aside_flagged(ledger, removed), flags, flagged[~removed].reset_index(drop=True)


def ruled_matrix(ledger: Ledger, panel: Panel | None, contest: Contest,
                 known: pd.DataFrame | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The matrix that is scored, corrections made and gaps filled; and what was put in place of what.

    Parameters
    ----------
    ledger : Ledger
        As the rulings leave it.
    panel : Panel or None
    contest : Contest
    known : DataFrame, shape (T, K), optional
        As for `measure_indicators`.

    Returns
    -------
    matrix : DataFrame, shape (T, K)
    fills : DataFrame
        team, indicator, found, value, rule.
    """
    return corrected_matrix(measure_indicators(ledger, panel, contest, eligible_teams(contest), known), contest)


def corrected_matrix(measured: pd.DataFrame, contest: Contest) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What `ruled_matrix` makes of what was measured."""
    corrected, corrections = correct_values(measured, contest.decisions)
    matrix, fills = fill_missing(corrected, contest.rules.indicators)
    return matrix, pd.concat([fills, corrections], ignore_index=True) if len(corrections) else fills


def with_corrected_marks(fills: pd.DataFrame, marks: pd.DataFrame, contest: Contest) -> pd.DataFrame:
    """What was put in place of what, the judges' marks that rulings corrected among it.

    Parameters
    ----------
    fills : DataFrame
        As `ruled_matrix` returns them.
    marks : DataFrame
        As `read_marks` returns them.
    contest : Contest

    Returns
    -------
    DataFrame
        team, indicator, judge (whose mark it is; empty for a value of the team's), found, value, rule.
    """
    codes = {i.source.removeprefix("panel:"): i.code for i in contest.rules.indicators if i.source.startswith("panel:")}
    ruled = marks[marks["file"] == "decisions.csv"]
    corrected = pd.DataFrame({"team": ruled["team"], "indicator": ruled["criterion"].map(codes), "judge": ruled["judge"],
                              "found": ruled["found"], "value": ruled["mark"], "rule": "correction"})
    fills = fills.assign(judge="")[list(corrected)]
    return pd.concat([fills, corrected], ignore_index=True) if len(corrected) else fills


def ruled_kept(ledger: Ledger, kept: pd.DataFrame, contest: Contest) -> Ledger:
    """A ledger with other rows kept, of which the same rulings remove what is flagged among them."""
    other = replace(ledger, kept=kept)
    return rule_out_support(other, contest)[0] if len(_ruled_out(contest)) else other


def still_open(flagged: pd.Series, ledger: Ledger, contest: Contest) -> pd.Series:
    """Of the rows that carry a flag, those of teams for which no ruling says that their support counts: shape of `flagged`."""
    return flagged & ~ledger.kept["team"].isin(_ruled(contest, "keep"))


def _ruled_out(contest: Contest) -> pd.Series:
    return _ruled(contest, "remove")


def _ruled(contest: Contest, value: str) -> pd.Series:
    decisions = contest.decisions
    return decisions.loc[(decisions["kind"] == "flagged") & (decisions["value"] == value), "team"]


def _likes(ledger: Ledger, contest: Contest) -> pd.Series | None:
    likes = [i for i in contest.rules.indicators if i.source == "counters:likes"]
    if not likes:
        return None
    alone = replace(contest, rules=replace(contest.rules, indicators=tuple(likes)))
    return measure_indicators(ledger, None, alone, eligible_teams(contest))[likes[0].code]
