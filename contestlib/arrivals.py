"""What a check says of what came, beyond what stops a run: files that nothing reads, teams that a judge's sheets leave out."""

from __future__ import annotations

import pandas as pd

from contestlib.records import Contest
from contestlib.wording import joined, listed, say, team_names


def describe_unread(files: list[str], language: str) -> list[str]:
    """Which files of raw/ no table reads; nothing without any.

    Examples
    --------
    >>> describe_unread(["raw/marks-J3.xls"], "en")
    ['No table of rules.toml reads: raw/marks-J3.xls. What stands there counts for nothing.']
    """
    return [say("No table of rules.toml reads: {files}. What stands there counts for nothing.", language,
                files=joined(files, language))] if files else []


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
