"""Finalists and reserves: tie-break order, quotas, withdrawals, each step on record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from contestlib.errors import RulesError
from contestlib.ranking import tie_groups
from contestlib.records import Selection, Standings
from contestlib.rules import Quota, Rules


def select_finalists(standings: Standings | pd.Series, rules: Rules | None = None, *, keys: pd.DataFrame | None = None,
                     register: pd.DataFrame | None = None, withdrawn: Sequence = ()) -> Selection:
    """The list that goes on.

    Among all lists that fill the places within the quotas, the one that takes the better team first.

    Parameters
    ----------
    standings : Standings or Series, shape (T,)
        Official totals; higher is better.
    rules : Rules, optional
        Places, reserves, quotas, what happens in a tie; the standings' own by default.
    keys : DataFrame, shape (T, tie-break keys), optional
        The larger goes first; the standings' own by default.
    register : DataFrame, indexed by team, optional
        Holds the quotas' columns.
    withdrawn : sequence of team ids
        Teams that gave their place back; the list is drawn up again without them.

    Returns
    -------
    Selection

    Raises
    ------
    RulesError
        Quotas, or more places than teams, that no list can meet.

    Examples
    --------
    >>> select_finalists(pd.Series({"A": 5, "B": 5, "C": 4, "D": 3}), Rules(places=2)).finalists
    ('A', 'B')
    >>> select_finalists(pd.Series({"A": 5, "B": 4, "C": 4}), Rules(places=2)).tied
    ('B', 'C')
    """
    if isinstance(standings, Standings):
        rules, keys, totals = rules or standings.rules, standings.keys if keys is None else keys, standings.totals
    else:
        totals, rules = pd.Series(standings, dtype=float), rules or Rules()
    quotas = expand_quotas(rules.quotas, register, totals.index)
    groups = tie_groups(totals, keys)
    before = draw_up(groups, rules, quotas)
    gone = tuple(team for team in withdrawn if team in before["finalists"] + before["tied"])
    left = [tuple(team for team in group if team not in withdrawn) for group in groups]
    after = draw_up([group for group in left if group], rules, quotas) if gone else before
    reserves = _next_in_line(left, after, rules, quotas)
    log = _log(before, after, gone, reserves, totals, keys, rules)
    return Selection(finalists=after["finalists"], reserves=reserves, tied=after["tied"],
                     displaced=_displaced(left, after, quotas, totals), withdrawn=gone, log=log, places=rules.places)


def cut_neighbours(totals: pd.Series, selection: Selection) -> tuple:
    """The last team of the list as first drawn up, and the first one without a place that no quota kept out.

    Examples
    --------
    >>> totals = pd.Series({"A": 5, "B": 4, "C": 3})
    >>> cut_neighbours(totals, select_finalists(totals, Rules(places=2)))
    ('B', 'C')
    """
    chosen = [*selection.log.loc[selection.log["event"] == "chosen", "team"], *selection.tied]
    others = totals.drop([*chosen, *selection.displaced["team"]]).sort_values(ascending=False, kind="stable")
    return chosen[-1] if chosen else None, others.index[0] if len(others) else None


def displaced_by_scenario(selections: Mapping[str, Selection]) -> pd.DataFrame:
    """Teams that a quota kept out under each scenario: scenario, team, rank, why."""
    frames = {name: selection.displaced for name, selection in selections.items() if len(selection.displaced)}
    empty = pd.DataFrame(columns=["scenario", "team", "rank", "why"])
    return pd.concat(frames, names=["scenario"]).droplevel(1).reset_index() if frames else empty


def expand_quotas(quotas: Sequence[Quota], register: pd.DataFrame | None, teams: pd.Index) -> list[tuple]:
    """(members, minimum, maximum, words) of every quota, one for each value where it names none."""
    expanded = []
    for quota in quotas:
        if register is None or quota.column not in register or not teams.isin(register.index).all():
            raise RulesError(found="a quota on {column!r}", expected="a register that holds it for every team",
                             where="rules.toml [selection] quotas", remedy="name a column of teams.csv",
                             column=quota.column)
        column = register.loc[teams, quota.column]
        for value in [quota.value] if quota.value else sorted(column.unique()):
            members = frozenset(column.index[column == value])
            limits = ([f"≥ {quota.minimum}"] if quota.minimum else []) + (
                [f"≤ {quota.maximum}"] if quota.maximum is not None else [])
            maximum = len(teams) if quota.maximum is None else quota.maximum
            expanded.append((members, quota.minimum, maximum, f"{quota.column} = {value} {', '.join(limits)}"))
    return expanded


def draw_up(groups: list[tuple], rules: Rules, quotas: list[tuple]) -> dict:
    """Finalists in order and the teams tied at the cut, before any withdrawal.

    Parameters
    ----------
    groups : list of tuples of team ids
        From best to worst, as `tie_groups` returns them.
    rules : Rules
    quotas : list of tuples
        As `expand_quotas` returns them.
    """
    ordered = [team for group in groups for team in _by_lot(group, rules.seed)]
    chosen = set(_best_list(ordered, rules.places, quotas))
    tied = _tied_at_cut(groups, chosen, quotas)
    lot = tuple(team for team in ordered if team in tied)
    if tied and rules.on_tie == "report":
        chosen -= set(tied)
    if tied and rules.on_tie == "expand":
        chosen |= set(tied)
    finalists = tuple(team for group in groups for team in group if team in chosen)
    return {"finalists": finalists, "tied": tied if rules.on_tie == "report" else (), "lot": lot}


def _by_lot(group: tuple, seed: int) -> list:
    """The order that the published seed gives: by SHA-256 of "seed:team", which anybody can recompute."""
    return sorted(group, key=lambda team: hashlib.sha256(f"{seed}:{team}".encode()).hexdigest())


def _best_list(ordered: list, places: int, quotas: list[tuple]) -> list:
    """Team after team down the ranking, each taken if a complete list with it exists."""
    if len(ordered) < places:
        raise RulesError(found="{teams} teams for {places} places", expected="at least as many teams as places",
                         where="rules.toml [selection] places", remedy="lower the number of places",
                         teams=len(ordered), places=places)
    greedy = []
    for team in ordered:
        if len(greedy) < places and _within_maxima([*greedy, team], quotas):
            greedy.append(team)
    # Every team that the greedy list left out broke a maximum, so where the list is complete and meets the minima
    # it is the best one; only otherwise must each step look ahead.
    if len(greedy) == places and all(len(members & set(greedy)) >= minimum for members, minimum, *_ in quotas):
        return greedy
    if not _can_complete([], ordered, places, quotas):
        raise RulesError(found="quotas that no list of {places} can meet: {quotas}",
                         expected="quotas that leave a possible list", where="rules.toml [selection] quotas",
                         remedy="lower a minimum, raise a maximum, or change the number of places",
                         places=places, quotas="; ".join(words for *_, words in quotas))
    chosen = []
    for at, team in enumerate(ordered):
        if len(chosen) < places and _can_complete([*chosen, team], ordered[at + 1:], places, quotas):
            chosen.append(team)
    return chosen


def _within_maxima(teams: Sequence, quotas: list[tuple]) -> bool:
    return all(len(members.intersection(teams)) <= maximum for members, _, maximum, _ in quotas)


def _can_complete(chosen: list, others: list, places: int, quotas: list[tuple]) -> bool:
    """Whether some of `others` fill the list up within every quota (0/1 program)."""
    from scipy.optimize import LinearConstraint, milp
    taken = {words: len(members.intersection(chosen)) for members, *_, words in quotas}
    if not others:
        return len(chosen) == places and all(low <= taken[words] <= high for _, low, high, words in quotas)
    rows = [np.ones(len(others))] + [np.isin(others, list(members)).astype(float) for members, *_ in quotas]
    low = [places - len(chosen)] + [minimum - taken[words] for _, minimum, _, words in quotas]
    high = [places - len(chosen)] + [maximum - taken[words] for *_, maximum, words in quotas]
    answer = milp(np.zeros(len(others)), integrality=np.ones(len(others)), bounds=(0, 1),
                  constraints=LinearConstraint(np.array(rows), low, high))
    if answer.x is None:
        return False
    found = [*chosen, *np.array(others, dtype=object)[np.round(answer.x) == 1]]
    return len(found) == places and all(low <= len(members.intersection(found)) <= high
                                        for members, low, high, _ in quotas)


def _tied_at_cut(groups: list[tuple], chosen: set, quotas: list[tuple]) -> tuple:
    """Members of a tie of which one outside the list could take the place of one inside, quotas kept."""
    tied = set()
    for group in groups:
        inside = [team for team in group if team in chosen]
        outside = [team for team in group if team not in chosen]
        for enters in outside if inside else ():
            for leaves in inside:
                swapped = chosen - {leaves} | {enters}
                if all(low <= len(members.intersection(swapped)) <= high for members, low, high, _ in quotas):
                    tied |= {enters, leaves}
    return tuple(team for group in groups for team in group if team in tied)


def _next_in_line(groups: list[tuple], drawn: dict, rules: Rules, quotas: list[tuple]) -> tuple:
    """Teams that would be chosen if there were more places, in that order; teams tied at the cut are not among them."""
    listed, reserves = [*drawn["finalists"], *drawn["tied"]], []
    for team in (team for group in groups for team in (_by_lot(group, rules.seed) if rules.on_tie == "lot" else group)):
        if team not in listed and len(reserves) < rules.reserves and _within_maxima(
                [*drawn["finalists"], *reserves, team], quotas):
            reserves.append(team)
    return tuple(reserves)


def _displaced(groups: list[tuple], drawn: dict, quotas: list[tuple], totals: pd.Series) -> pd.DataFrame:
    """Teams ahead of the last finalist that a quota kept out."""
    ordered = [team for group in groups for team in group]
    listed = [*drawn["finalists"], *drawn["tied"]]
    last = max((ordered.index(team) for team in listed), default=-1)
    ranks = totals.rank(method="min", ascending=False).astype(int)
    rows = [(team, ranks[team], _quota_against(team, drawn["finalists"], quotas))
            for team in ordered[:last] if team not in listed]
    return pd.DataFrame(rows, columns=["team", "rank", "why"])


def _quota_against(team, finalists: tuple, quotas: list[tuple]) -> str:
    full = [words for members, _, maximum, words in quotas
            if team in members and len(members.intersection(finalists)) >= maximum]
    needs = [words for members, minimum, _, words in quotas
             if team not in members and minimum and len(members.intersection(finalists)) <= minimum]
    return "; ".join(full or needs)


def _log(before: dict, after: dict, gone: tuple, reserves: tuple, totals: pd.Series, keys: pd.DataFrame | None,
         rules: Rules) -> pd.DataFrame:
    """What happened, in order: chosen, tie-break, tied or lot, withdrawn, moved-up, reserve."""
    events = [(team, "chosen", "") for team in before["finalists"]]
    events += _broken_ties(before, totals, keys)
    if before["lot"]:
        event = {"report": "tied", "expand": "expanded", "lot": "lot"}[rules.on_tie]
        detail = f"seed {rules.seed}" if event == "lot" else ""
        events += [(team, event, detail) for team in before["lot"]]
    events += [(team, "withdrawn", "") for team in gone]
    events += [(team, "moved-up", "") for team in after["finalists"] if team not in before["finalists"]]
    events += [(team, "reserve", str(place)) for place, team in enumerate(reserves, start=1)]
    log = pd.DataFrame(events, columns=["team", "event", "detail"])
    log.insert(0, "step", range(1, len(log) + 1))
    return log


def _broken_ties(drawn: dict, totals: pd.Series, keys: pd.DataFrame | None) -> list[tuple]:
    """Finalists at the cut whose total others outside the list share, with the key that put them ahead."""
    if keys is None or not len(drawn["finalists"]) or drawn["lot"]:
        return []
    cut = totals[list(drawn["finalists"])].min()
    equal = totals.index[totals == cut]
    outside = [team for team in equal if team not in drawn["finalists"]]
    decided = []
    for team in (team for team in drawn["finalists"] if totals[team] == cut):
        ahead = [next((name for name in keys if keys.at[team, name] != keys.at[other, name]), "") for other in outside]
        if any(ahead):
            decided.append((team, "tie-break", ", ".join(dict.fromkeys(filter(None, ahead)))))
    return decided
