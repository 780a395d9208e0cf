"""What the committee's spreadsheet is made from: the teams' fixed numbers, and the list under the first scenario."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, log10

import pandas as pd

from contestlib.catalogue import translate
from contestlib.formulas import STATUSES, selection_formulas
from contestlib.lots import lot_order
from contestlib.quotas import Limits, limits_of
from contestlib.ranking import tie_groups
from contestlib.records import Decision, Selection, Standings
from contestlib.rounding import SNAP_DECIMALS
from contestlib.rules import Rules
from contestlib.selection import list_limits, select_finalists
from contestlib.wording import indicator_names, register_values, scenario_names, team_names
from contestlib.workbook_sheets import Text, both, in_both

FINEST = 15  # decimals that a spreadsheet holds of numbers below one
STATIC = ("number", "tie", "lot", "entry", "limit", "low", "high", "barred", "card", "gone", "official")


@dataclass(frozen=True)
class Plan:
    """A decision as the sheets need it; rows are teams in the matrix's order.

    Attributes
    ----------
    decision : Decision
    limits : Limits
        Quotas, floors and wild cards that the formulas keep.
    carried : bool
        False where the rules' quotas share teams: then the formulas leave quotas out.
    selection : Selection
        The baseline's list as the formulas draw it up.
    withdrawn : tuple of team ids
    """

    decision: Decision
    limits: Limits
    carried: bool
    selection: Selection
    withdrawn: tuple

    @property
    def rules(self) -> Rules:
        return self.decision.contest.rules

    @property
    def baseline(self) -> Standings:
        return self.decision.baseline

    @property
    def teams(self) -> list:
        return list(self.baseline.matrix.index)

    @property
    def codes(self) -> list:
        return list(self.baseline.matrix)

    @property
    def group(self) -> str:
        """The register's column that the list shows beside the team: the quota's, or the city; empty without one."""
        column = self.rules.quotas[0].column if self.rules.quotas else "city"
        return column if column in self.decision.contest.teams else ""

    @cached_property
    def groups(self) -> dict[str, Text]:
        """The value of that column."""
        told = {language: register_values(self.decision.contest, self.group, language) for language in ("zh", "en")}
        return {team: in_both(lambda language, team=team: told[language][team]) for team in self.teams}

    @property
    def id_width(self) -> int:
        """Of the column of ids, in characters."""
        return min(24, max(9, *(len(str(team)) + 3 for team in self.teams)))

    @cached_property
    def names(self) -> dict[str, Text]:
        """Display names without the id, which has its own column."""
        told = {language: team_names(self.decision.contest, language) for language in ("zh", "en")}
        return {team: in_both(lambda language, team=team: str(told[language][team]).removesuffix(f" {team}"))
                for team in self.teams}

    @cached_property
    def labels(self) -> list[Text]:
        told = {language: indicator_names(self.rules, language) for language in ("zh", "en")}
        return [in_both(lambda language, code=code: str(told[language].get(code, code))) for code in self.codes]

    @cached_property
    def scenarios(self) -> list[Text]:
        told = {language: scenario_names(self.rules, language) for language in ("zh", "en")}
        return [in_both(lambda language, name=name: str(told[language][name])) for name in self.decision.standings]

    @property
    def powers(self) -> list[float]:
        """Of each scenario's mean."""
        return [self.rules.power if s.scenario.power is None else s.scenario.power for s in self.decision.standings.values()]

    @property
    def methods(self) -> list[str]:
        """Normalizers that scenarios put in every indicator's place; empty is the indicators' own."""
        return list(dict.fromkeys(s.scenario.normalization for s in self.decision.standings.values()))

    @property
    def method_numbers(self) -> list[int]:
        return [self.methods.index(s.scenario.normalization) + 1 for s in self.decision.standings.values()]

    @cached_property
    def normalized(self) -> list[pd.DataFrame]:
        """One table for each of `methods`."""
        first = {s.scenario.normalization: s.normalized for s in reversed(self.decision.standings.values())}
        return [first[method].round(value_decimals(self.rules)) for method in self.methods]

    @cached_property
    def steps(self) -> dict[str, str]:
        return selection_formulas(self.rules.on_tie, withdrawals=bool(self.withdrawn))

    @cached_property
    def in_line(self) -> list:
        """Teams by totals and tie-break keys, the rest in the order of entry."""
        return [team for group in tie_groups(self.baseline.totals, self.baseline.keys) for team in group]

    @cached_property
    def status(self) -> dict[str, int]:
        """Number of each team's status, from 1 on in the order of `STATUSES`."""
        listed, line = [*self.selection.finalists, *self.selection.tied], self.in_line
        last = max((line.index(team) for team in listed), default=-1)
        queue = line if self.rules.on_tie != "lot" else [team for group in tie_groups(self.baseline.totals, self.baseline.keys)
                                                         for team in lot_order(group, self.rules.seed)]
        passed = set(queue[: max((queue.index(team) for team in self.selection.reserves), default=0)])
        rest = {team: 4 if team in self.withdrawn else 6 if team in self.limits.barred else 5 if place < last or team in passed
                else 7 for place, team in enumerate(line)}
        return rest | dict.fromkeys(self.selection.reserves, 3) | dict.fromkeys(self.selection.tied, 2) | dict.fromkeys(
            self.selection.finalists, 1)

    @cached_property
    def order(self) -> list:
        """Teams as the list shows them: finalists, tied, reserves, and all others."""
        placed, tied, rest = ([team for team in self.in_line if self.status[team] in numbers]
                              for numbers in ((1,), (2,), range(4, 8)))
        return [*placed, *tied, *self.selection.reserves, *rest]

    def status_text(self, team) -> Text:
        number = f" {self.selection.reserves.index(team) + 1}" if self.status[team] == 3 else ""
        return in_both(lambda language: translate(STATUSES[self.status[team] - 1], language) + number)

    def change_text(self, team) -> Text:
        """Whether a team has come onto the official list, or left it."""
        official = team in self.decision.selection.finalists
        return Text("", "") if official == (self.status[team] == 1) else both("▼ out") if official else both("▲ in")

    @property
    def points_format(self) -> str:
        decimals = SNAP_DECIMALS if self.rules.decimals is None else self.rules.decimals
        return "0." + "0" * decimals if decimals else "0"


def plan_workbook(decision: Decision) -> Plan:
    """Which of the rules' limits the formulas can keep, and the list that they give under the first scenario."""
    baseline, rules, register = decision.baseline, decision.contest.rules, decision.contest.teams
    ruled = decision.contest.decisions.groupby("kind")["team"].agg(tuple)
    withdrawn, cards = (tuple(team for team in ruled.get(kind, ()) if team in baseline.matrix.index)
                        for kind in ("withdrawal", "wild-card"))

    def limits(kept):
        stated = list_limits(kept, baseline.totals.index, matrix=baseline.matrix, register=register, wild_cards=cards)
        return limits_of(stated, baseline.totals.index)

    if limits(rules).disjoint:
        return Plan(decision, limits(rules), True, decision.selection, withdrawn)
    free = replace(rules, quotas=())
    return Plan(decision, limits(free), False, select_finalists(
        baseline, free, register=register, withdrawn=withdrawn, wild_cards=cards), withdrawn)


def value_decimals(rules: Rules) -> int:
    """Decimals of the normalized values in the workbook.

    So many that a total which is a decimal number on paper is met again when it is snapped; and where the rules round totals, no
    more, because the last bits differ from processor to processor and the workbook's bytes must not.

    Examples
    --------
    >>> value_decimals(Rules(points=100, decimals=2)), value_decimals(Rules(points=100))
    (12, 15)
    """
    return FINEST if rules.decimals is None else min(FINEST, SNAP_DECIMALS + max(0, ceil(log10(rules.points))))


def fixed_numbers(plan: Plan) -> pd.DataFrame:
    """What no weight changes: tie-break keys, lots, limits, rulings; shape (T, columns of STATIC)."""
    teams = pd.Index(plan.teams)
    groups = tie_groups(pd.Series(0.0, index=teams), plan.baseline.keys)
    frame = pd.DataFrame(0, index=teams, columns=list(STATIC))
    frame["number"] = range(1, len(teams) + 1)
    frame["tie"] = pd.Series({team: number for number, group in enumerate(groups, 1) for team in group})
    for column, ordered in (("entry", groups), ("lot", [lot_order(group, plan.rules.seed) for group in groups])):
        frame[column] = pd.Series({team: number for number, team in enumerate((t for group in ordered for t in group), 1)})
    frame["high"] = len(teams) + 1
    for number, (members, low, high) in enumerate(plan.limits.sets, 1):
        frame.loc[list(members), ["limit", "low", "high"]] = number, low, high
    for column, members in (("barred", plan.limits.barred), ("card", plan.limits.forced), ("gone", plan.withdrawn),
                            ("official", plan.decision.selection.finalists)):
        frame.loc[[team for team in teams if team in members], column] = 1
    return frame


def titled(plan: Plan, what: Text) -> Text:
    """A sheet's title below the contest's."""
    titles = Text(plan.rules.title_zh or plan.rules.title_en, plan.rules.title_en or plan.rules.title_zh)
    return Text(f"{titles.zh} · {what.zh}", f"{titles.en} · {what.en}") if titles else what
