"""What in the data would have to differ for a team to win or lose its place; and whose withdrawal changes the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pandas as pd

from contestlib.contest import evaluate
from contestlib.errors import RulesError
from contestlib.panel import aggregate_marks
from contestlib.rules import Rules, Scenario
from contestlib.selection import listed_teams

FAR = (0.1, 1.0, 10.0, 1e3, 1e6)  # beyond the others' values, in their range
CLOSE = 1e-7  # of the distance: how near a witness lies to the value at which the list changes


def path_by_indicator(matrix: pd.DataFrame, rules: Rules | None, scenario, team, *, reference: pd.DataFrame | None = None,
                      register: pd.DataFrame | None = None, wild_cards: Sequence = ()) -> pd.DataFrame:
    """For each indicator, how much better (or worse) one team's own value has to be for it to win (or lose) a place.

    Parameters
    ----------
    matrix : DataFrame, shape (T, K)
        Own units.
    rules : Rules or None
        Places, normalizers, rounding, quotas, tie-breaks: the official list is drawn up anew for every value tried, everybody
        normalized again.
    scenario : Scenario, Series, mapping or str
    team : team id
    reference, register : DataFrame, optional
        As for `evaluate`.
    wild_cards : sequence of team ids
        As for `select_finalists`.

    Returns
    -------
    DataFrame, indexed by indicator
        now, needed (the value at which it happens; NaN where no value does it), change (needed less now), witness (the value
        just beyond, recomputed), leaves, enters (team ids at the witness, joined by spaces). Values are tried where the
        order of the indicator changes and followed in between; below zero only where some value is.

    Raises
    ------
    RulesError
        An unknown team.

    Examples
    --------
    >>> matrix = pd.DataFrame({"amount": [900.0, 500.0, 100.0]}, index=["A", "B", "C"])
    >>> path_by_indicator(matrix, Rules(places=1), {"amount": 1}, "B")[["now", "needed", "enters"]].round(3).values.tolist()
    [[500.0, 900.0, 'B']]
    """
    rules = rules or Rules()
    _refuse_unknown(team, matrix)
    rows = {}
    for code in matrix:
        def choose(value, code=code):
            return _choose(_with_value(matrix, team, code, value), rules, scenario, _with_value(reference, team, code, value),
                           register, wild_cards)
        others = matrix[code].drop(team)
        rows[code] = _nearest_flip(choose, team, float(matrix.at[team, code]), _tried(others, rules, code))
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("indicator")


def path_by_marks(marks: pd.DataFrame, matrix: pd.DataFrame, rules: Rules, scenario, team, *,
                  reference: pd.DataFrame | None = None, register: pd.DataFrame | None = None,
                  wild_cards: Sequence = ()) -> pd.DataFrame:
    """For each judge, and for the panel as a whole, which mark would win (or cost) one team its place.

    Parameters
    ----------
    marks : DataFrame
        Long: team, judge, criterion, mark.
    matrix : DataFrame, shape (T, K)
        Columns whose indicator's source is ``panel:`` and a criterion hold the panel's marks.
    rules : Rules
    scenario : Scenario, Series, mapping or str
    team : team id
    reference, register : DataFrame, optional
        As for `evaluate`.
    wild_cards : sequence of team ids
        As for `select_finalists`.

    Returns
    -------
    DataFrame
        judge (empty for the panel's mark itself), criterion (empty where all criteria of the judge move together by the same
        number of marks), now, needed, change, witness, leaves, enters as for `path_by_indicator`; NaN where no mark within
        the scale does it. Tie-breaks by the panel's sums keep the sums there were.
    """
    _refuse_unknown(team, matrix)
    columns = {indicator.source.removeprefix("panel:"): indicator.code for indicator in rules.indicators
               if indicator.source.startswith("panel:") and indicator.code in matrix}
    own = marks[(marks["team"] == team) & marks["criterion"].isin(list(columns))]
    scale = (rules.panel.lower, rules.panel.upper)
    rows = []
    for criterion, code in columns.items():
        def choose_panel(value, code=code):
            return _choose(_with_value(matrix, team, code, value), rules, scenario,
                           _with_value(reference, team, code, value), register, wild_cards)
        now = float(matrix.at[team, code])
        rows.append({"judge": "", "criterion": criterion} | _nearest_flip(
            choose_panel, team, now, [*matrix[code].drop(team).clip(*scale), *scale]))

    def choose(changed):
        panel = aggregate_marks(changed, rule=rules.panel)
        new, wider = matrix, reference
        for criterion, code in columns.items():
            if criterion in panel.marks:
                new = _with_value(new, team, code, panel.marks.at[team, criterion])
                wider = _with_value(wider, team, code, panel.marks.at[team, criterion])
        return _choose(new, rules, scenario, wider, register, wild_cards)

    given = own[own["mark"].notna() & ((own["mark"] != 0) | (rules.panel.zero != "missing"))]
    for judge, sheet in given.groupby("judge", sort=True):
        for criterion, row in sheet.groupby("criterion", sort=True):
            others = own.loc[(own["criterion"] == criterion) & (own["judge"] != judge), "mark"].dropna()
            now = float(row["mark"].iloc[0])
            rows.append({"judge": judge, "criterion": criterion} | _nearest_flip(
                lambda mark, at=row.index: choose(own.assign(mark=own["mark"].where(~own.index.isin(at), mark))),
                team, now, [*others, *scale]))
        if len(sheet) > 1:
            moved = _nearest_flip(
                lambda shift, at=sheet.index: choose(own.assign(mark=own["mark"].where(
                    ~own.index.isin(at), (own["mark"] + shift).clip(*scale)))),
                team, 0.0, [*(bound - mark for bound in scale for mark in sheet["mark"])])
            rows.append({"judge": judge, "criterion": ""} | moved)
    return pd.DataFrame(rows)


def withdrawal_effects(matrix: pd.DataFrame, rules: Rules | None, scenario, *, reference: pd.DataFrame | None = None,
                       register: pd.DataFrame | None = None, wild_cards: Sequence = ()) -> pd.DataFrame:
    """Teams without a place whose withdrawal or disqualification changes the list of the others.

    Parameters
    ----------
    matrix, rules, scenario, reference, register
        As for `evaluate`.
    wild_cards : sequence of team ids
        As for `select_finalists`.

    Returns
    -------
    DataFrame
        team, leaves, enters (team ids, joined by spaces), indicators (codes whose normalizer takes its minimum, maximum or
        ranks from the teams and moved for somebody else, joined by spaces). Empty where no withdrawal changes anything.

    Notes
    -----
    Rank reversal (Belton and Gear 1983): a normalizer with goalposts that are fixed beforehand cannot cause it.

    Examples
    --------
    >>> matrix = pd.DataFrame({"a": [10.0, 8.0, 0.0], "b": [4.0, 4.5, 0.0]}, index=["A", "B", "C"])
    >>> from contestlib.rulebook import as_indicators
    >>> rules = Rules(indicators=as_indicators({"a": "minmax", "b": "minmax"}, ["a", "b"]), places=1)
    >>> withdrawal_effects(matrix, rules, {"a": 0.4, "b": 0.6})[["team", "leaves", "enters"]].values.tolist()
    [['C', 'A', 'B']]
    """
    rules = rules or Rules()
    standings = evaluate(matrix, rules, scenario, reference=reference, register=register)
    nominal = listed_teams(standings, rules, register=register, wild_cards=wild_cards)
    rows = []
    for team in [team for team in matrix.index if team not in nominal]:
        if len(matrix) - 1 < rules.places:
            break
        rest, wider = (None if table is None else table.iloc[np.flatnonzero(table.index != team)]
                       for table in (matrix, reference))
        again = evaluate(rest, rules, scenario, reference=wider, register=register)
        chosen = listed_teams(again, rules, register=register, wild_cards=wild_cards)
        if chosen != nominal:
            moved = (again.normalized - standings.normalized.loc[rest.index]).abs().max() > 1e-12
            rows.append((team, _joined(nominal - chosen, matrix), _joined(chosen - nominal, matrix),
                         " ".join(map(str, moved.index[moved]))))
    return pd.DataFrame(rows, columns=["team", "leaves", "enters", "indicators"])


def _refuse_unknown(team, matrix: pd.DataFrame) -> None:
    if team not in matrix.index:
        raise RulesError(found="no team {team!r}", expected="one of the table's rows", where="the path to selection",
                         remedy="use a team's id", team=team)


def _with_value(table: pd.DataFrame | None, team, code: str, value: float) -> pd.DataFrame | None:
    if table is None:
        return None
    changed = table.astype({code: float})
    changed.at[team, code] = value
    return changed


def _choose(matrix: pd.DataFrame, rules: Rules, scenario: Scenario, reference: pd.DataFrame | None,
            register: pd.DataFrame | None, wild_cards: Sequence) -> frozenset:
    standings = evaluate(matrix, rules, scenario, reference=reference, register=register)
    return listed_teams(standings, rules, register=register, wild_cards=wild_cards)


def _tried(others: pd.Series, rules: Rules, code: str) -> list[float]:
    """Values at which the order of an indicator, or a piece of its normalizer, ends; and some far beyond all others."""
    parameters = [value for indicator in rules.indicators if indicator.code == code for value in indicator.parameters.values()]
    low, high = others.min(), others.max()
    reach = max(high - low, abs(high), 1e-9)
    values = [*others, *parameters, *(high + far * reach for far in FAR)]
    if low < 0:
        values += [low - far * reach for far in FAR]
    return [*values, 0.0] if low >= 0 else values


def _nearest_flip(choose: Callable[[float], frozenset], team, now: float, tried: Iterable[float]) -> dict:
    """The nearest value at which a team's place changes, looking outwards to both sides."""
    before = choose(now)
    flips = [flip for flip in (_first_flip(choose, team in before, team, now, tried, side) for side in (1, -1)) if flip]
    if not flips:
        return {"now": now, "needed": np.nan, "change": np.nan, "witness": np.nan, "leaves": "", "enters": ""}
    needed, witness = min(flips, key=lambda flip: abs(flip[0] - now))
    after = choose(witness)
    return {"now": now, "needed": needed, "change": needed - now, "witness": witness,
            "leaves": " ".join(sorted(map(str, before - after))), "enters": " ".join(sorted(map(str, after - before)))}


def _first_flip(choose: Callable[[float], frozenset], chosen: bool, team, now: float, tried: Iterable[float],
                side: int) -> tuple[float, float] | None:
    """(last value known to change nothing, first one known to change the place) on one side."""
    inner = now
    for value in sorted({float(value) for value in tried if side * (value - now) > 0}, key=lambda value: abs(value - now)):
        if (team in choose(value)) != chosen:
            outer = value
            while abs(outer - inner) > CLOSE * max(abs(outer - now), CLOSE):
                middle = (inner + outer) / 2
                if middle in (inner, outer):
                    break
                inner, outer = (inner, middle) if (team in choose(middle)) != chosen else (middle, outer)
            return inner, outer
        inner = value
    return None


def _joined(teams: frozenset, matrix: pd.DataFrame) -> str:
    return " ".join(str(team) for team in matrix.index if team in teams)
