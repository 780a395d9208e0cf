"""The questions of the exercises, each with the computation that answers it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from numbers import Integral
from types import SimpleNamespace

import pandas as pd

from contestlib.apportionment import apportion
from contestlib.contest import evaluate
from contestlib.errors import RulesError
from contestlib.invariants import check_ledger
from contestlib.judges import without_each_judge
from contestlib.records import Selection, Standings
from contestlib.regions import WeightRegion, region_of, weight_region
from contestlib.rounding import round_half_up
from contestlib.rulebook import as_scenario
from contestlib.rules import Quota
from contestlib.selection import select_finalists
from contestlib.sweeps import stability_intervals
from contestlib.wording import indicator_names, percent_text, say, together


@dataclass(frozen=True)
class Number:
    """A number, right to so many decimals."""

    expected: Callable[[SimpleNamespace], float]
    decimals: int = 0


@dataclass(frozen=True)
class Names:
    """A set of names out of those that `among` gives."""

    expected: Callable[[SimpleNamespace], Iterable]
    among: Callable[[SimpleNamespace], Collection]


@dataclass(frozen=True)
class Word:
    """One name out of those that `among` gives."""

    expected: Callable[[SimpleNamespace], object]
    among: Callable[[SimpleNamespace], Collection]


@dataclass(frozen=True)
class Trial:
    """Anything that does what was asked; `complaint` tries it and says what is wrong ("" for nothing).

    `of` says of what form it is: a "name" out of those that `among` gives, "weights" by such names, or, where empty, any.
    """

    complaint: Callable[[SimpleNamespace, object, str], str]
    among: Callable[[SimpleNamespace], Collection] = lambda given: ()
    of: str = ""


def _teams(given: SimpleNamespace) -> Collection:
    return given.standings.matrix.index


def _list(standings: Standings, given: SimpleNamespace) -> set:
    """The list among the teams of these standings."""
    return set(select_finalists(standings, register=_register(given)).finalists)


def _register(given: SimpleNamespace) -> pd.DataFrame | None:
    contest = getattr(given, "contest", None)
    return None if contest is None else contest.teams


def _official(given: SimpleNamespace) -> set:
    return _list(given.standings, given)


def _again(given: SimpleNamespace, weights=None, *, without: Sequence = (), **changed) -> Standings:
    """The standings once more, with other weights, without some teams, or by another rule."""
    standings, decision = given.standings, getattr(given, "decision", None)
    return evaluate(standings.matrix.drop(index=list(without)), replace(standings.rules, **changed),
                    standings.scenario if weights is None else weights,
                    reference=None if decision is None else decision.matrix.drop(index=list(without)),
                    register=_register(given))


def _codes(given: SimpleNamespace) -> Collection:
    return given.standings.weights.index


def _tie_at_the_cut(standings: Standings, given: SimpleNamespace) -> list:
    """Teams on both sides of the cut that have the same official total."""
    selection = select_finalists(standings, register=_register(given))
    level = standings.totals.index[standings.totals == standings.totals[list(selection.finalists)].min()]
    return list(selection.tied or (level if not level.isin(selection.finalists).all() else ()))


def _about_the_tie(standings: Standings, given: SimpleNamespace, language: str) -> str:
    tied = _tie_at_the_cut(standings, given)
    return say("Under these weights {teams} have the same total at the cut, rounded as the rules say, and only the tie-break "
               "parts them: go a little further.", language, teams=", ".join(sorted(tied))) if tied else ""


def _weights(answer: object, given: SimpleNamespace) -> pd.Series:
    return as_scenario(answer).shares.reindex(given.standings.weights.index, fill_value=0)


# 00: by hand on six teams.

def _swapped(given: SimpleNamespace) -> list:
    """The teams that change their order when the leader withdraws."""
    before = given.standings.ranks.sort_values(kind="stable").index
    after = _again(given, without=before[:1]).ranks
    return [team for at, team in enumerate(before[1:]) if any((after[team] - after[other]) * (at - place) < 0
                                                              for place, other in enumerate(before[1:]))]


def _end(given: SimpleNamespace) -> float:
    standings = given.standings
    return stability_intervals(standings.normalized, standings.weights, places=standings.rules.places).iloc[0]["high"]


# 01: the ledger.

def _lost_row(given: SimpleNamespace) -> list:
    holds = check_ledger(replace(given.ledger, kept=given.ledger.kept.iloc[1:]))
    return list(holds.index[~holds])


# 02: the panel and the matrix.

def _zero_counted(given: SimpleNamespace) -> float:
    (row,) = given.panel.missing.query("why == 'zero'").to_dict("records")
    return given.marks.query("team == @row['team'] and criterion == @row['criterion']")["mark"].mean()  # the 0 stands there


def _deciding_judges(given: SimpleNamespace) -> list:
    rules = replace(given.contest.rules, places=given.first)
    table = without_each_judge(given.marks, given.competing, rules, "baseline", reference=given.matrix,
                               register=given.contest.teams)
    return list(table.index[table["enters"] != ""])


# 03: score and rank.

def _tied_at_the_cut(given: SimpleNamespace) -> list:
    ranks = given.standings.ranks
    return list(ranks.index[ranks == ranks.sort_values(kind="stable").iloc[given.first - 1]])


def _separating_decimals(given: SimpleNamespace) -> int:
    totals = given.standings.unrounded[_tied_at_the_cut(given)]
    return next(decimals for decimals in range(11) if round_half_up(totals, decimals).is_unique)


def _separating_key(given: SimpleNamespace) -> str:
    keys = given.standings.keys.loc[_tied_at_the_cut(given)]
    return next(name for name in keys if keys[name].nunique() > 1)


def _without_logarithm(given: SimpleNamespace) -> set:
    plain = tuple(replace(indicator, transform="") if indicator.code == "likes" else indicator
                  for indicator in given.standings.rules.indicators)
    return _list(_again(given, indicators=plain), given) - _official(given)


def _try_to_lead(given: SimpleNamespace, answer: object, language: str) -> str:
    rank = _again(given, as_scenario(answer)).ranks[given.team]
    return "" if rank == 1 else say("Under these weights {team} has rank {rank}.", language, team=given.team, rank=rank)


# 04: the weights.

def _first_to_bind(given: SimpleNamespace) -> str:
    standings = given.standings
    ends = stability_intervals(standings.normalized, standings.weights, places=standings.rules.places, against="welfare")
    ends = ends[ends["weight"] > 0]
    moves = pd.DataFrame({"low": ends["weight"] - ends["low"].where(ends["enters_low"] != ""),
                          "high": ends["high"].where(ends["enters_high"] != "") - ends["weight"]})
    return moves.min(axis=1).idxmin()


def _try_small_change(given: SimpleNamespace, answer: object, language: str) -> str:
    weights, now = _weights(answer, given), given.standings.weights
    moved = 100 * (weights - now).abs().sum()
    if moved > given.most + 1e-9:
        return say("You moved {points} points in all; at most {most} are allowed.", language, points=f"{moved:.2f}",
                   most=given.most)
    if (weights[now == 0] != 0).any():
        return say("An indicator that had no weight has one now.", language)
    standings = _again(given, weights)
    tie = _about_the_tie(standings, given, language)
    return tie or (say("These weights send the same teams.", language) if _list(standings, given) == _official(given) else "")


def _emptying_statement(given: SimpleNamespace) -> str:
    codes = list(given.standings.weights.index)

    def possible(statements):
        try:
            weight_region(codes, statements=statements)
        except RulesError:
            return False
        return True

    (one,) = [text for text in given.statements if possible([other for other in given.statements if other != text])]
    return one


def _always_drawn(given: SimpleNamespace) -> list:
    chance, status = given.decision.stability.probability["value"], given.decision.ranges.table["status"]
    return list(chance.index[(chance == 1) & (status.reindex(chance.index) != "certain")])


def _try_to_keep_out(given: SimpleNamespace, answer: object, language: str) -> str:
    weights, (team,) = _weights(answer, given), _always_drawn(given)
    region = region_of(given.standings.rules)
    if not region.contains(weights):
        return _about_bounds(weights, region, given, language) or say("The rules do not admit these weights.", language)
    standings = _again(given, weights)
    if team not in _list(standings, given):
        return ""
    if team in _tie_at_the_cut(standings, given):
        return _about_the_tie(standings, given, language)
    return say("Under these weights that team has a place.", language)


def _about_bounds(weights: pd.Series, region: WeightRegion, given: SimpleNamespace, language: str) -> str:
    labels, bounds = indicator_names(given.standings.rules, language), zip(region.codes, region.lower, region.upper, strict=True)
    return together([say("The weight of {indicator} must be {low}; yours is {weight}." if high - low < 1e-9 else
                         "The weight of {indicator} must lie between {low} and {high}; yours is {weight}.", language,
                         indicator=labels[code], weight=percent_text(weights[code], 2), low=percent_text(low, 2),
                         high=percent_text(high, 2))
                     for code, low, high in bounds if not low - 1e-9 <= weights[code] <= high + 1e-9], language)


# 05: the list.

def _one_a_category(given: SimpleNamespace) -> set:
    rules = replace(given.standings.rules, quotas=(Quota("category", maximum=1),))
    other = select_finalists(given.standings, rules, register=given.contest.teams, withdrawn=given.selection.withdrawn)
    return set(other.finalists) - set(given.selection.finalists)


def _next_in_line(given: SimpleNamespace) -> tuple:
    return given.selection.replacements.set_index("leaves")["enters"][given.selection.finalists[0]]


def _lots_won(given: SimpleNamespace) -> int:
    drawn = (_again(given, tie_break=(), places=given.first, on_tie="lot", seed=seed) for seed in given.seeds)
    return sum(given.team in _list(standings, given) for standings in drawn)


def _try_withdrawal(given: SimpleNamespace, answer: object, language: str) -> str:
    before = _list(_again(given, given.other), given)
    if answer in before:
        return say("That team has a place itself; name one without.", language)
    without = _list(_again(given, given.other, without=[answer]), given)
    return say("Without that team the same teams are sent.", language) if without == before else ""


# 06: the doubt.

def _sixth_list(given: SimpleNamespace) -> set:
    return set(given.joint.lists["teams"].iloc[5]) - set(given.selection.finalists)


def _share_of_official(given: SimpleNamespace) -> float:
    official = set(given.selection.finalists)
    return 100 * sum(share for teams, share in zip(given.joint.lists["teams"], given.joint.lists["share"], strict=True)
                     if set(teams) == official)


def _open_by_judges(given: SimpleNamespace) -> list:
    chance = given.judges_alone.probability["value"]
    return list(chance.index[(chance > 0.05) & (chance < 0.95)])


def _never_drawn(given: SimpleNamespace) -> float:
    chance = given.joint.probability
    return 100 * chance.loc[chance["value"] == 0, "high"].max()


# 07: places and stages.

def _try_paradox(given: SimpleNamespace, answer: object, language: str) -> str:
    if isinstance(answer, bool) or not isinstance(answer, Integral) or answer < 1:
        return say("A whole number of places is asked for.", language)
    now, more = (apportion(given.counts, int(answer) + added, method="largest-remainder", tie_order=list(given.counts))
                 for added in (0, 1))
    if (more >= now).all():
        return say("With one place more nobody has fewer.", language)
    return ""


def _exchanged(one: Selection, other: Selection) -> int:
    return len(set(one.finalists) - set(other.finalists))


QUESTIONS = {
    "scale": Number(lambda given: given.standings.normalized.iloc[-1, 1], 3),
    "total": Number(lambda given: given.standings.unrounded.iloc[-2], 2),
    "list": Names(_official, _teams),
    "end": Number(_end, 4),
    "swap": Names(_swapped, _teams),
    "repeated-rows": Number(lambda given: (given.ledger.set_aside["rule"] == "duplicate").sum()),
    "freight": Number(lambda given: given.ledger.kept["freight_fen"].sum() / 100, 2),
    "disagreement": Names(lambda given: given.ledger.control.index[given.ledger.control["agrees"].eq(False)],
                          lambda given: given.contest.teams.index),
    "border": Number(lambda given: (given.ledger.borders["rule"] != "").sum()),
    "lost-row": Names(_lost_row, lambda given: check_ledger(given.ledger).index),
    "trimmed-mean": Number(lambda given: given.panel.marks["welfare"].iloc[0], 2),
    "recused": Word(lambda given: given.panel.missing.query("why == 'recused'")["judge"].mode().iloc[0],
                    lambda given: set(given.marks["judge"])),
    "zero-counted": Number(_zero_counted, 2),
    "filled": Names(lambda given: given.fills.loc[given.fills["indicator"] == "likes", "team"],
                    lambda given: given.matrix.index),
    "deciding-judges": Names(_deciding_judges, lambda given: set(given.marks["judge"])),
    "tie": Names(_tied_at_the_cut, _teams),
    "decimals": Number(_separating_decimals),
    "tie-key": Word(_separating_key, lambda given: list(given.standings.keys)),
    "without-logarithm": Names(_without_logarithm, _teams),
    "lead": Trial(_try_to_lead, _codes, "weights"),
    "first-to-bind": Word(_first_to_bind, _codes),
    "small-change": Trial(_try_small_change, _codes, "weights"),
    "empty-region": Word(_emptying_statement, lambda given: given.statements),
    "always-drawn": Names(_always_drawn, _teams),
    "keep-out": Trial(_try_to_keep_out, _codes, "weights"),
    "next-in-line": Names(_next_in_line, _teams),
    "lot": Number(_lots_won),
    "one-a-category": Names(_one_a_category, _teams),
    "withdrawal": Trial(_try_withdrawal, _teams, "name"),
    "sixth-list": Names(_sixth_list, _teams),
    "official-share": Number(_share_of_official, 1),
    "open-by-judges": Names(_open_by_judges, _teams),
    "never-drawn": Number(_never_drawn, 2),
    "driver": Word(lambda given: given.drivers.table.loc["", "first"].idxmax(), lambda given: given.drivers.factors),
    "smallest": Number(lambda given: apportion(given.registered, 90, method="dhondt", tie_order=given.lot)["青海"]),
    "minimum": Number(lambda given: apportion(given.registered, 100, method="largest-remainder", tie_order=given.lot)["湖北"]
                      - apportion(given.registered, 100, method="largest-remainder", minimum=3, tie_order=given.lot)["湖北"]),
    "paradox": Trial(_try_paradox),
    "exchanged": Number(lambda given: _exchanged(given.selection, given.by_national)),
}
