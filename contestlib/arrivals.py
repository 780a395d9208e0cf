"""What a check says of what came beyond what stops a run: files that nothing reads, teams that a judge's sheets leave out, orders
whose amount is stated only roughly."""

from __future__ import annotations

import pandas as pd

from contestlib.catalogue import translate
from contestlib.records import Contest, Ledger, Selection
from contestlib.wording import FEW, joined, listed, say, team_names, yuan_text


def describe_unread(files: list[str], language: str) -> list[str]:
    """Which files of raw/ no table reads; nothing without any.

    Examples
    --------
    >>> describe_unread(["raw/marks-J3.xls"], "en")
    ['No table of rules.toml reads: raw/marks-J3.xls. What stands there counts for nothing.']
    """
    return [say("No table of rules.toml reads: {files}. What stands there counts for nothing.", language,
                files=joined(files, language))] if files else []


def rough_orders(ledger: Ledger) -> pd.DataFrame:
    """Rows of `Ledger.set_aside` whose amount can be read, but is stated only roughly (3.2万元), which is not to the fen."""
    return ledger.set_aside[(ledger.set_aside["rule"] == "amount") & ledger.set_aside["payable_fen"].notna()]


def describe_rough(rough: pd.DataFrame, official: Selection, counted: Selection, contest: Contest, language: str) -> list[str]:
    """Which orders do not count because their amount is stated only roughly, and whether they would change the list.

    Parameters
    ----------
    rough : DataFrame
        As `rough_orders` returns them.
    official, counted : Selection
        The list, and the one with these orders as they are written.
    contest : Contest
    language : {"zh", "en"}

    Returns
    -------
    list of str
    """
    if not len(rough):
        return []
    names = team_names(contest, language)
    first = [say("{file} line {line}, {team}, {text} = {yuan} yuan", language, file=row.file, line=row.line,
                 team=names.get(row.team, row.team), text=row.text.strip(), yuan=yuan_text(row.payable_fen))
             for row in rough.head(FEW).itertuples()]
    told = say("Orders whose amount is stated only roughly ({count}, {yuan} yuan as written) do not count; ask the platform for "
               "the amounts to the fen: {rows}.", language, count=f"{len(rough):,}", yuan=yuan_text(rough["payable_fen"].sum()),
               rows=translate("; ", language).join(first + ["…"] * (len(rough) > FEW)))
    before, after = (selection.finalists + selection.tied for selection in (official, counted))
    enters, leaves = ([team for team in these if team not in those] for these, those in ((after, before), (before, after)))
    if not enters and not leaves:
        return [told, say("Counted as they are written, these orders would leave the list as it is.", language)]
    return [told, say("WARNING: counted as they are written, these orders would change the list: {enters} in, {leaves} out.",
                      language, enters=listed(enters, names, language) or "–", leaves=listed(leaves, names, language) or "–")]


def describe_rows(marks: pd.DataFrame, contest: Contest, language: str) -> list[str]:
    """Which teams have no row on the sheets of single judges, where other judges have all of them; how many each judge has where
    no judge has all.

    Parameters
    ----------
    marks : DataFrame
        As `loading.read_marks` returns it: a row for each team that stands on a sheet, whatever stands beside it.
    contest : Contest
    language : {"zh", "en"}

    Returns
    -------
    list of str
    """
    teams = contest.teams.index[contest.teams["status"].isin(contest.rules.eligible)]
    on_sheets = marks[marks["team"].isin(teams)].groupby("judge", sort=False)["team"].agg(set)
    if not len(on_sheets):
        return []
    every = set().union(*on_sheets)
    missing = {judge: [team for team in teams if team in every - own] for judge, own in on_sheets.items() if every - own}
    if len(missing) == len(on_sheets):
        return [say("Teams on the sheets of each judge, of {count}: {judges}.", language, count=len(every),
                    judges=joined([f"{judge} {len(own)}" for judge, own in on_sheets.items()], language))]
    names = team_names(contest, language)
    return [say("No row on the sheets of {judge}, though other judges have one, for: {teams}.", language, judge=judge,
                teams=listed(left, names, language)) for judge, left in missing.items()]
