"""Which lists the quotas allow, and the best of them: exact, with interacting quotas, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np
import pandas as pd

from contestlib.errors import RulesError, Words
from contestlib.flows import exchangeable, fill_two_sides, two_sides
from contestlib.rounding import SNAP_DECIMALS
from contestlib.rules import Floor, Quota

BITS = 14
EXACT_WORTH = 1 << BITS  # sums of whole numbers up to here are told apart by the solver beyond doubt


def expand_quotas(quotas: Sequence[Quota], register: pd.DataFrame | None, teams: pd.Index) -> list[tuple]:
    """(members, minimum, maximum, words) of every quota, one for each value where it names none."""
    expanded = []
    for quota in quotas:
        if register is None:
            raise RulesError(found="a quota on {column!r} and no register", expected="the register that holds the column",
                             where="the selection", remedy="give it: register=contest.teams", column=quota.column)
        rows = register.index.get_indexer(teams)
        if quota.column not in register or (rows < 0).any():
            raise RulesError(found="a quota on {column!r}", expected="a register that holds it for every team",
                             where="rules.toml [selection] quotas", remedy="name a column of teams.csv",
                             column=quota.column)
        column = register[quota.column].to_numpy(dtype=object)[rows]
        if quota.value and not (register[quota.column] == quota.value).any():
            raise RulesError(found="a quota on {column} = {value!r}, which no team has", expected="one of {known}",
                             where="rules.toml [selection] quotas", remedy="correct the value", column=quota.column,
                             value=quota.value, known=", ".join(map(str, register[quota.column].unique()[:12])))
        unknown = pd.isna(column) | (column == "")
        if not quota.value and unknown.any():
            raise RulesError(found="team {team} without a value in {column!r}", expected="a value, which the quota counts by",
                             where="teams.csv", remedy="fill the cell", team=teams[unknown][0], column=quota.column)
        members_of = defaultdict(list)
        for team, value in zip(teams.tolist(), column.tolist(), strict=True):
            members_of[value].append(team)
        for value in [quota.value] if quota.value else sorted(members_of):
            members = frozenset(members_of[value])
            limits = ([f"≥ {quota.minimum}"] if quota.minimum else []) + (
                [f"≤ {quota.maximum}"] if quota.maximum is not None else [])
            maximum = len(teams) if quota.maximum is None else quota.maximum
            expanded.append((members, quota.minimum, maximum, f"{quota.column} = {value} {', '.join(limits)}"))
    return expanded


def expand_floors(floors: Sequence[Floor], matrix: pd.DataFrame | None, register: pd.DataFrame | None,
                  teams: pd.Index) -> list[tuple]:
    """Floors as quotas of none: the teams below each, in the form of `expand_quotas`."""
    expanded = []
    for floor in floors:
        table = next((table for table in (matrix, register) if table is not None and floor.column in table), None)
        if table is None or not teams.isin(table.index).all():
            raise RulesError(found="a floor on {column!r}", expected="an indicator or a column of teams.csv for every team",
                             where="rules.toml [selection]", remedy="correct the name", column=floor.column)
        values = pd.to_numeric(table.loc[teams, floor.column], errors="coerce")
        if values.isna().any():
            raise RulesError(found="team {team} without a number in {column!r}", expected="a number, which the floor asks for",
                             where="the matrix and the register", remedy="fill the cell", team=values.index[values.isna()][0],
                             column=floor.column)
        expanded.append((frozenset(teams[(values < floor.minimum).to_numpy()]), 0, 0, f"{floor.column} ≥ {floor.minimum:g}"))
    return expanded


def pin_teams(teams: Iterable, words: str) -> list[tuple]:
    """Teams that must be on the list, in the form of `expand_quotas`."""
    return [(frozenset([team]), 1, 1, f"{words} {team}") for team in teams]


def keeps(chosen: Collection, quotas: list[tuple]) -> bool:
    """Whether a list keeps every minimum and maximum."""
    return all(low <= len(members.intersection(chosen)) <= high for members, low, high, _ in quotas)


@dataclass(frozen=True)
class Limits:
    """The quotas that concern some teams: who may not and who must be on the list, and sets with limits, one a distinct set."""

    barred: frozenset
    forced: frozenset
    sets: tuple[tuple[frozenset, int, int], ...]

    @cached_property
    def sides(self) -> tuple | None:
        """The sets as two families of disjoint ones, where two suffice."""
        return two_sides(self.sets)

    @property
    def disjoint(self) -> bool:
        return sum(len(members) for members, *_ in self.sets) == len(frozenset().union(*(members for members, *_ in self.sets)))


def limits_of(quotas: list[tuple], teams: Collection) -> Limits:
    teams = frozenset(teams)
    here = [(members & teams, low, high) for members, low, high, _ in quotas]
    barred = frozenset().union(*(members for members, _, high in here if high <= 0))
    forced = frozenset().union(*(members for members, low, _ in here if low >= 1 and len(members) == 1))
    merged: dict[frozenset, tuple[int, int]] = {}
    for members, low, high in here:
        if high > 0 and (low > 0 or high < len(members)) and not (len(members) == 1 and low == 1):
            before = merged.get(members, (0, len(teams)))
            merged[members] = (max(low, before[0]), min(high, before[1]))
    return Limits(barred, forced, tuple((members, low, high) for members, (low, high) in merged.items()))


def best_list(groups: list[tuple], places: int, quotas: list[tuple]) -> set:
    """The list that takes the better team first, among all that fill the places within the quotas.

    It takes as many of the first group (a tie) as it can, then as many of the second, and so on; of all lists that do, it is the
    one with the teams that stand first within their groups.

    Parameters
    ----------
    groups : list of tuples of team ids
        From best to worst.
    places : int
    quotas : list of tuples
        As `expand_quotas` returns them.

    Raises
    ------
    RulesError
        More places than teams, or quotas that no list meets: a set of them in conflict of which none can be left out.
    """
    ordered = [team for group in groups for team in group]
    if len(ordered) < places:
        raise RulesError(found="{teams} teams for {places} places", expected="at least as many teams as places",
                         where="rules.toml [selection] places", remedy="lower the number of places",
                         teams=len(ordered), places=places)
    limits = limits_of(quotas, ordered)
    chosen = _fill_disjoint(ordered, places, limits) if limits.disjoint else _fill_in_order(groups, places, limits)
    if chosen is None and not limits.disjoint:
        chosen = _fill_interacting(groups, places, limits) if limits.sides is None else fill_two_sides(
            ordered, places, limits.sides, limits.forced, limits.barred, _worths(groups, ordered))
    if chosen is None or not keeps(chosen, quotas):
        raise _impossible(_conflict(ordered, places, quotas), ordered, places, quotas)
    return chosen


def _impossible(conflict: list[tuple], teams: list, places: int, quotas: list[tuple]) -> RulesError:
    """What cannot hold together, and where whoever can mend it finds it: quotas, floors, wild cards."""
    kinds = {_kind(quota) for quota in conflict}
    words = tuple(_quota_words(quota) for quota in conflict)
    if kinds == {"wild card"}:
        carded = [team for quota in quotas if _kind(quota) == "wild card" for team in quota[0]]
        return RulesError(found="{count} wild cards for {places} places: {teams}", expected="at most as many as places",
                          where="decisions.csv", remedy="take a wild card back, or raise the number of places",
                          count=len(carded), places=places, teams=tuple(carded))
    if kinds == {"floor"}:
        below = frozenset().union(*(members for members, *_ in conflict))
        return RulesError(found="{count} teams that reach what a finalist must, for {places} places: {floors}",
                          expected="at least as many teams as places", where="rules.toml [selection] floors",
                          remedy="lower a floor, or the number of places", count=len(set(teams) - below), places=places,
                          floors=words)
    where = "rules.toml [selection] quotas" + (" and floors" if "floor" in kinds else "") + (
        ", and decisions.csv" if "wild card" in kinds else "")
    remedy = "lower a minimum, raise a maximum, or change the number of places"
    if "floor" in kinds:
        remedy = "lower a floor or a minimum, raise a maximum, or change the number of places"
    if "wild card" in kinds:
        remedy = "take a wild card back, lower a minimum, raise a maximum, or change the number of places"
    return RulesError(found="quotas that no list of {places} can meet: {quotas}",
                      expected="quotas that leave a possible list", where=where, remedy=remedy, places=places, quotas=words)


def _kind(quota: tuple) -> str:
    """What a limit in the form of `expand_quotas` comes from."""
    _, low, high, words = quota
    return "wild card" if words.startswith("wild card ") else "floor" if low == high == 0 and " = " not in words else "quota"


def _quota_words(quota: tuple) -> Words:
    words, kind = quota[3], _kind(quota)
    if kind == "wild card":
        return Words("wild card {team}", {"team": words.removeprefix("wild card ")})
    column, sign, rest = words.partition(" = " if kind == "quota" else " ≥ ")
    return Words("{column}{sign}{rest}", {"column": Words(column), "sign": sign, "rest": rest})


def _worths(groups: list[tuple], ordered: Sequence = ()) -> dict[object, int]:
    """Whole numbers of which a list's sum is larger where it holds more of the first group, or as many and more of the second …;
    among equals, where it holds the team that is first in `ordered`."""
    most = sum(map(len, groups)) + 1
    worth = {team: most ** number << len(ordered) for number, group in enumerate(reversed(groups)) for team in group}
    for place, team in enumerate(reversed(ordered)):
        worth[team] += 1 << place
    return worth


def may_matter(quotas: list[tuple], chosen: set, teams: Collection) -> list[tuple]:
    """Quotas without which the best list could be another one.

    With limits on two columns at most, the best list is the best one of a linear program, too, in which a limit that is not
    reached can be left out.
    """
    limits = limits_of(quotas, teams)
    if not limits.disjoint and limits.sides is None:
        return quotas
    return [quota for quota in quotas if len(quota[0] & chosen) in quota[1:3]]


def _fill_disjoint(ordered: list, places: int, limits: Limits) -> set | None:
    """One pass: a team is passed over only where its set is full or every place left is owed to a minimum."""
    of = {team: number for number, (members, *_) in enumerate(limits.sets) for team in members}
    low, high = ([entry[at] for entry in limits.sets] for at in (1, 2))
    taken = [len(members & limits.forced) for members, *_ in limits.sets]
    open_teams = [team for team in ordered if team not in limits.barred and team not in limits.forced]
    available = [len(members - limits.barred - limits.forced) for members, *_ in limits.sets]
    left, owed = places - len(limits.forced), sum(max(least - held, 0) for least, held in zip(low, taken, strict=True))
    room = sum(min(there, most - held) for there, most, held in zip(available, high, taken, strict=True))
    unlimited = sum(team not in of for team in open_teams)
    if limits.forced & limits.barred or not owed <= left <= room + unlimited or any(
            held > most or least - held > there
            for held, least, most, there in zip(taken, low, high, available, strict=True)):
        return None
    chosen = set(limits.forced)
    for team in open_teams:
        number = of.get(team)
        needed = number is not None and taken[number] < low[number]
        if left and (needed or left > owed) and (number is None or taken[number] < high[number]):
            chosen.add(team)
            left, owed = left - 1, owed - needed
            if number is not None:
                taken[number] += 1
    return chosen if not left else None


def _fill_interacting(groups: list[tuple], places: int, limits: Limits) -> set | None:
    """First how many of every group, several groups at a time, then who of them stands first."""
    ordered = [team for group in groups for team in group]
    required, excluded, kept = set(limits.forced), set(limits.barred), list(limits.sets)
    witness, divided, waiting = None, [], list(groups)
    while witness is None or (waiting and len(required) + sum(low for _, low, _ in kept[len(limits.sets):]) < places):
        block, scale = [], 1
        while waiting and (scale == 1 or scale * (len(waiting[0]) + 1) <= EXACT_WORTH):
            group = tuple(team for team in waiting.pop(0) if team not in required and team not in excluded and not any(
                team in members and len(members & required) >= high for members, _, high in limits.sets))
            block += [group] if group else []
            scale *= len(group) + 1
        worth, scale = {}, 1
        for group in reversed(block):
            worth |= dict.fromkeys(group, scale)
            scale *= len(group) + 1
        witness = _some_list(ordered, places, kept, required, excluded, prefer=worth)
        if witness is None:
            return None
        for group in block:
            inside = witness.intersection(group)
            if len(inside) in (0, len(group)):
                (required if inside else excluded).update(group)
            else:
                divided += group
                kept.append((frozenset(group), len(inside), len(inside)))
    for at in range(0, len(divided), BITS):
        part = divided[at:at + BITS]
        witness = _some_list(ordered, places, kept, required, excluded,
                             prefer={team: 2 ** place for place, team in enumerate(reversed(part))}) or witness
        required |= witness.intersection(part)
        excluded |= set(part) - witness
    return witness


def _fill_in_order(groups: list[tuple], places: int, limits: Limits) -> set | None:
    """Every team that breaks no maximum, where that fills the list, meets the minima and divides no tie: then nothing better is
    possible."""
    ordered = [team for group in groups for team in group]
    chosen, counts = set(), [0] * len(limits.sets)
    of = {team: [number for number, (members, *_) in enumerate(limits.sets) if team in members] for team in ordered}
    for team in ordered:
        if len(chosen) < places and team not in limits.barred and all(
                counts[number] < limits.sets[number][2] for number in of[team]):
            chosen.add(team)
            for number in of[team]:
                counts[number] += 1
    met = len(chosen) == places and limits.forced <= chosen and not any(
        0 < len(chosen.intersection(group)) < len(group) for group in groups)
    return chosen if met and all(count >= low for count, (_, low, _) in zip(counts, limits.sets, strict=True)) else None


def _some_list(teams: list, places: int, sets: list, required: Collection, excluded: Collection,
               prefer: dict | None = None) -> set | None:
    """A list within the limits, the one with the largest sum of `prefer` where that is given, or None (0/1 program)."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    rows = np.array([np.ones(len(teams)), *([team in members for team in teams] for members, *_ in sets)], dtype=float)
    low, high = ([places, *(entry[at] for entry in sets)] for at in (1, 2))
    worth = np.array([(prefer or {}).get(team, 0.0) for team in teams])
    answer = milp(-worth, integrality=np.ones(len(teams)), constraints=LinearConstraint(rows, low, high),
                  bounds=Bounds([float(team in required) for team in teams], [float(team not in excluded) for team in teams]),
                  options={"mip_rel_gap": 0})
    if answer.x is None:
        return None
    found = {team for team, taken in zip(teams, answer.x, strict=True) if taken > 0.5}
    fits = len(found) == places and found >= set(required) and not found & set(excluded) and all(
        least <= len(members & found) <= most for members, least, most in sets)
    return found if fits else None


def _conflict(teams: list, places: int, quotas: list[tuple]) -> list[tuple]:
    """Quotas that cannot hold together, none of which can be left out."""
    kept = list(quotas)
    for quota in quotas:
        fewer = [other for other in kept if other is not quota]
        limits = limits_of(fewer, teams)
        possible = (_fill_disjoint(teams, places, limits) if limits.disjoint else
                    _some_list(teams, places, list(limits.sets), limits.forced, limits.barred) if limits.sides is None else
                    fill_two_sides(teams, places, limits.sides, limits.forced, limits.barred, dict.fromkeys(teams, 0)))
        if possible is None:
            kept = fewer
    return kept


def largest_list(totals: pd.Series, places: int, quotas: list[tuple]) -> set:
    """A list with the largest sum of totals that the quotas allow."""
    teams = list(totals.index)
    limits = limits_of(quotas, teams)
    if limits.disjoint:  # taking the better team first is then the largest sum, too
        return best_list([(team,) for team in totals.sort_values(ascending=False, kind="stable").index], places, quotas)
    if limits.sides is None:
        return _some_list(teams, places, list(limits.sets), limits.forced, limits.barred, prefer=totals.astype(float).to_dict())
    steps = {team: round(Decimal(repr(float(total))) * 10**SNAP_DECIMALS) for team, total in totals.items()}
    least = min(steps.values())
    return fill_two_sides(teams, places, limits.sides, limits.forced, limits.barred,
                          {team: step - least for team, step in steps.items()})


def interchangeable(groups: list[tuple], chosen: set, places: int, quotas: list[tuple]) -> tuple:
    """Teams of a tie that some equally good lists hold and others do not.

    Lists are equally good that hold as many teams of every group as `chosen`.
    """
    mixed = [group for group in groups if 0 < sum(team in chosen for team in group) < len(group)]
    if not mixed:
        return ()
    limits = limits_of(quotas, [team for group in groups for team in group])
    teams = [team for group in groups for team in group]
    flips = (_swaps(mixed, chosen, limits) if limits.disjoint else _flips(groups, mixed, chosen, places, limits)
             if limits.sides is None else
             exchangeable(teams, places, chosen, limits.sides, limits.forced, limits.barred, _worths(groups)))
    return tuple(team for group in mixed for team in group if team in flips)


def _swaps(mixed: list[tuple], chosen: set, limits: Limits) -> set:
    """With limits on disjoint sets any two equally good lists are joined by exchanges of one team for one of its group."""
    of = {team: number for number, (members, *_) in enumerate(limits.sets) for team in members}
    held = [len(members & chosen) for members, *_ in limits.sets]
    tied = set()
    for group in mixed:
        inside = [team for team in group if team in chosen and team not in limits.forced]
        for enters in (team for team in group if team not in chosen and team not in limits.barred):
            to = of.get(enters)
            for leaves in inside:
                out = of.get(leaves)
                if to == out or ((to is None or held[to] < limits.sets[to][2])
                                 and (out is None or held[out] > limits.sets[out][1])):
                    tied |= {enters, leaves}
    return tied


def _flips(groups: list[tuple], mixed: list[tuple], chosen: set, places: int, limits: Limits) -> set:
    """Search, for each team of a mixed group, for an equally good list that treats it the other way."""
    teams = [team for group in groups for team in group]
    doubtful = {team for group in mixed for team in group}
    sets = [*limits.sets, *((frozenset(group), number, number) for group in mixed
                            for number in [sum(team in chosen for team in group)])]
    required = (chosen - doubtful) | limits.forced
    excluded = (set(teams) - chosen - doubtful) | limits.barred
    tied = set()
    for team in sorted(doubtful - limits.forced - limits.barred, key=teams.index):
        if team not in tied:
            inside = team in chosen
            other = _some_list(teams, places, sets, required | (set() if inside else {team}),
                               excluded | ({team} if inside else set()))
            tied |= (other ^ chosen) if other else set()
    return tied
