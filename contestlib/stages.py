"""One stage after the other: who comes from the stage before, with what score, and places by province or group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from contestlib.apportionment import apportion
from contestlib.contest import evaluate, tie_break_keys
from contestlib.errors import DataError, RulesError
from contestlib.lots import lot_order
from contestlib.ranking import rank_teams
from contestlib.records import Contest, Selection, Standings
from contestlib.rules import Quota, Rules, Scenario
from contestlib.selection import check_decided

OUT = "not-advanced"  # status of a team that the stage before did not send


def advance_teams(contest: Contest, stages: Sequence[tuple[Standings, Selection]]) -> Contest:
    """The contest with the teams that the stages before sent, and what they bring.

    Lists of several stages (groups that were scored apart) are merged. The register gains ``before_total`` and ``before_rank``,
    which an indicator with the source ``register:before_total`` carries over at its weight, or a tie-break key names.

    Parameters
    ----------
    contest : Contest
    stages : sequence of (Standings, Selection)

    Returns
    -------
    Contest
        Teams that were not sent have the status ``not-advanced``.

    Raises
    ------
    TieError
        A list that a tie leaves open.
    DataError
        A team that was sent and does not stand in this stage's teams.csv, or that two stages sent.
    """
    sent = [(team, standings) for standings, selection in stages for team in check_decided(selection).finalists]
    teams, register = [team for team, _ in sent], contest.teams.copy()
    for team in teams:
        if team not in register.index or teams.count(team) > 1:
            raise DataError(found="team {team} from the stage before",
                            expected="one row in this stage's teams.csv and one origin", where="teams.csv",
                            remedy="add the team, or give the teams of the two stages different ids", team=team)
    register.loc[~register.index.isin(teams), "status"] = OUT
    register["before_total"] = pd.Series({team: standings.totals[team] for team, standings in sent}).reindex(register.index)
    register["before_rank"] = pd.Series({team: standings.ranks[team] for team, standings in sent}).reindex(register.index)
    return replace(contest, teams=register)


def slot_quotas(contest: Contest) -> tuple[Quota, ...]:
    """The rules' places, apportioned by the values of a register column: exactly so many finalists of each.

    Equal claims are decided by the lot of the published seed.
    """
    slots, rules = contest.rules.slots, contest.rules
    if slots is None:
        return ()
    if slots.column not in contest.teams:
        raise RulesError(found="slots by {column!r}", expected="a column of teams.csv", where="rules.toml [slots]",
                         remedy="correct the name", column=slots.column)
    counted = contest.teams if slots.count == "registered" else contest.teams[contest.teams["status"].isin(rules.eligible)]
    counts = counted[slots.column].value_counts().reindex(sorted(contest.teams[slots.column].unique()), fill_value=0)
    seats = apportion(counts, rules.places, method=slots.method, minimum=slots.minimum, threshold=slots.threshold,
                      tie_order=lot_order(counts.index, rules.seed))
    return tuple(Quota(slots.column, value, int(number), int(number)) for value, number in seats.items())


def score_apart(matrix: pd.DataFrame, rules: Rules, scenario: Scenario | pd.Series | str | None = None, *,
                register: pd.DataFrame) -> Standings:
    """Standings of teams whose normalizers run within their own group only, by ``rules.apart``, merged into one ranking.

    Parameters
    ----------
    matrix : DataFrame, shape (T, K)
    rules : Rules
    scenario : as for `evaluate`
    register : DataFrame, indexed by team
    """
    if rules.apart not in register:
        raise RulesError(found="groups scored apart by {column!r}", expected="a column of teams.csv",
                         where="rules.toml [scoring]", remedy="correct the name", column=rules.apart)
    groups = register.loc[matrix.index, rules.apart]
    parts = [evaluate(matrix[groups == group], rules, scenario, register=register) for group in sorted(groups.unique())]
    merged = {name: pd.concat([getattr(part, name) for part in parts]).loc[matrix.index]
              for name in ("normalized", "contributions", "bonus", "unrounded", "totals")}
    return replace(parts[0], matrix=matrix, ranks=rank_teams(merged["totals"]), keys=tie_break_keys(matrix, register, rules),
                   **merged)


def count_stages(contests: Mapping[str, Contest], selections: Mapping[str, Selection]) -> pd.DataFrame:
    """The funnel: by stage the teams in its register, those that were scored, and those that went on."""
    return pd.DataFrame({name: {"registered": len(contest.teams),
                                "scored": int(contest.teams["status"].isin(contest.rules.eligible).sum()),
                                "went_on": len(selections[name].finalists)} for name, contest in contests.items()}).T


def shared_finalists(first: Selection, second: Selection, groups: pd.Series) -> pd.DataFrame:
    """By group: finalists of the first list, and how many of them the second list has, too.

    Examples
    --------
    >>> from contestlib.selection import select_finalists
    >>> one, two = (select_finalists(pd.Series(t), Rules(places=2)) for t in ({"A": 3, "B": 2, "C": 1}, {"A": 3, "B": 1, "C": 2}))
    >>> shared_finalists(one, two, pd.Series({"A": "x", "B": "x", "C": "y"})).loc["x"].tolist()
    [2, 1]
    """
    listed, both = (groups[list(teams)].value_counts() for teams in (
        first.finalists, [team for team in first.finalists if team in second.finalists]))
    return pd.DataFrame({"finalists": listed, "shared": both}).fillna(0).astype(int).sort_index()
