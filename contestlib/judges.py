"""What each judge, and each single mark, does: differences with their size and uncertainty, and the effect on the list."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from contestlib.contest import evaluate
from contestlib.errors import DataError
from contestlib.panel import aggregate_marks, panel_marks
from contestlib.rules import PanelRule, Rules
from contestlib.selection import select_finalists
from contestlib.severity import additive_design, fit_severity

OWN_MARKS = ("trimmed", "mean", "median")  # methods in which a mark moves its own team alone
CLOSE = 1e-7  # of the scale: how near a witness lies to the mark at which the list changes


def judge_table(marks: pd.DataFrame) -> pd.DataFrame:
    """Every judge beside the others.

    Parameters
    ----------
    marks : DataFrame
        Long: team, judge, criterion, mark.

    Returns
    -------
    DataFrame, indexed by judge
        marks (how many), severity (how far above the average judge; below zero is strict) and standard_error of the additive
        model, spread (standard deviation of the judge's marks within a criterion), agreement (correlation with the mean of the
        other judges of the same team and criterion, criteria centred), halo (mean correlation between criteria of what sets
        the judge apart from the others). NaN where undefined: fewer than three marks to compare, no variation, one criterion.

    Raises
    ------
    DataError
        Groups of judges and teams without anything in common.

    Examples
    --------
    >>> marks = pd.DataFrame({"team": list("XXYYZZ"), "judge": list("ababab"), "criterion": "c", "mark": [6, 8, 5, 7, 3, 5]})
    >>> judge_table(marks).loc["a", ["severity", "agreement"]].round(9).tolist()
    [-1.0, 1.0]
    """
    fit = fit_severity(marks)
    wide = marks.pivot(index=["criterion", "team"], columns="judge", values="mark").reindex(columns=fit.judges.index)
    n, sums = wide.notna().sum(axis=1), wide.sum(axis=1)
    rows = {}
    for judge in wide:
        own = wide[judge].dropna()
        others = ((sums - wide[judge]) / (n - 1).where(n > 1)).reindex(own.index)
        centred = pd.DataFrame({"own": own, "others": others}).dropna()
        centred = centred - centred.groupby(level="criterion").transform("mean")
        within = own - own.groupby(level="criterion").transform("mean")
        freedom = len(own) - own.index.get_level_values("criterion").nunique()
        apart = (own - others).unstack("criterion")
        rows[judge] = (float(np.sqrt((within**2).sum() / freedom)) if freedom > 0 else np.nan,
                       _correlation(centred["own"], centred["others"]), _mean_correlation(apart))
    return fit.judges[["marks", "severity", "standard_error"]].join(
        pd.DataFrame.from_dict(rows, orient="index", columns=["spread", "agreement", "halo"]))


def home_preference(marks: pd.DataFrame, teams: pd.Series, judges: pd.Series, *, confidence: float = 0.95) -> pd.Series:
    """By how much judges mark teams from their own city (or sponsor) above others, teams and judges compared with themselves.

    Parameters
    ----------
    marks : DataFrame
        Long: team, judge, criterion, mark.
    teams, judges : Series
        City by team, and by judge; an empty text is nobody's home.
    confidence : float

    Returns
    -------
    Series
        difference, standard_error, low, high (t interval), marks (how many at home).

    Raises
    ------
    DataError
        No mark at home, or only such marks: nothing to compare; groups of judges and teams without anything in common.

    Notes
    -----
    Least squares: mark = team + judge + criterion + home.
    """
    from scipy.stats import t
    given, _, design = additive_design(marks)
    city, own = given["team"].map(teams).fillna(""), given["judge"].map(judges).fillna("")
    home = ((city == own) & (own != "")).to_numpy(dtype=float)
    both, *_ = np.linalg.lstsq(design, np.column_stack([home, given["mark"].to_numpy(dtype=float)]), rcond=None)
    alone, mark = (np.column_stack([home, given["mark"].to_numpy(dtype=float)]) - design @ both).T
    weight = float(alone @ alone)
    if weight < 1e-9:
        raise DataError(found="no mark by a judge for a team from home",
                        expected="at least one, and one for a team from elsewhere",
                        where="the marks and registers", remedy="leave the comparison out")
    difference = float(alone @ mark) / weight
    freedom = len(given) - design.shape[1] - 1
    rest = mark - difference * alone
    error = float(np.sqrt(rest @ rest / freedom / weight)) if freedom > 0 else np.nan
    reach = t.ppf(1 - (1 - confidence) / 2, freedom) * error if freedom > 0 else np.nan
    return pd.Series({"difference": difference, "standard_error": error, "low": difference - reach, "high": difference + reach,
                      "marks": int(home.sum())})


def without_each_judge(marks: pd.DataFrame, matrix: pd.DataFrame, rules: Rules, scenario, *,
                       reference: pd.DataFrame | None = None, register: pd.DataFrame | None = None) -> pd.DataFrame:
    """The list of finalists when one judge's marks are left out.

    Parameters
    ----------
    marks : DataFrame
        Long: team, judge, criterion, mark.
    matrix : DataFrame, shape (T, K)
        Columns whose indicator's source is ``panel:`` and a criterion hold the panel's marks.
    rules : Rules
    scenario : Scenario, Series, mapping or str
    reference, register : DataFrame, optional
        As for `evaluate`.

    Returns
    -------
    DataFrame, indexed by judge
        leaves, enters (team ids, joined by spaces; empty where the list stays), unmarked (teams that nobody else marked: they
        keep their mark). Tie-breaks by the panel's sums keep the sums there were.
    """
    columns = _panel_columns(matrix, rules)
    wide = matrix if reference is None else reference
    choose = _chooser(matrix, rules, scenario, reference, register)
    before, rows = choose(wide), {}
    for judge in marks["judge"].unique():
        rest = marks[marks["judge"] != judge]
        changed, unmarked = wide.astype(dict.fromkeys(columns.values(), float)), set()
        panel = aggregate_marks(rest, rule=rules.panel) if len(rest) else None
        for criterion, code in columns.items():
            new = pd.Series(dtype=float) if panel is None or criterion not in panel.marks else panel.marks[criterion].dropna()
            new = new.reindex(wide.index)
            changed[code] = new.fillna(wide[code])
            given = marks[(marks["judge"] == judge) & (marks["criterion"] == criterion) & marks["mark"].notna()]
            unmarked |= set(given["team"]) & set(new.index[new.isna()])
        after = choose(changed)
        rows[judge] = (_joined(before - after, wide), _joined(after - before, wide), _joined(unmarked, wide))
    return pd.DataFrame.from_dict(rows, orient="index", columns=["leaves", "enters", "unmarked"]).rename_axis("judge")


def mark_effects(marks: pd.DataFrame, matrix: pd.DataFrame, rules: Rules, scenario, *, reference: pd.DataFrame | None = None,
                 register: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every single mark that could alter the list of finalists, and by how much it would have to be wrong.

    Parameters
    ----------
    marks, matrix, rules, scenario, reference, register
        As for `without_each_judge`.

    Returns
    -------
    DataFrame
        One row a mark, the smallest error first: team, judge, criterion, now, needed (the mark at which the list changes, on
        the rules' steps where they state any), change, leaves, enters (recomputed at a mark just beyond). Empty where no single
        mark on the scale does it.

    Notes
    -----
    A mark is moved to both ends of the scale, and back from an end that changes the list until it no longer does; where the
    mark that moves the panel's most changes nothing at an end, the team's others there are not tried. Tie-breaks by the panel's
    sums keep the sums there were.
    """
    columns = _panel_columns(matrix, rules)
    wide = matrix if reference is None else reference
    choose = _chooser(matrix, rules, scenario, reference, register)
    before, rule, rows = choose(wide), rules.panel, []
    ends = (max(rule.lower, -1e6), min(rule.upper, 1e6))
    for criterion, code in columns.items():
        table = marks[marks["criterion"] == criterion].pivot(index="team", columns="judge", values="mark")
        if rule.zero == "missing":
            table = table.mask(table == 0)
        values = table.to_numpy(dtype=float)

        def chosen_with(panel, criterion=criterion, code=code, index=table.index):
            column = pd.Series(panel, index=index).reindex(wide.index).fillna(wide[code])
            return choose(wide.assign(**{code: column}))

        now = panel_marks(values, rule, criterion=criterion)
        for at, team in enumerate(table.index):
            if team not in wide.index:
                continue
            given = np.flatnonzero(~np.isnan(values[at]))
            memory: dict = {}

            def lists(judge, mark, at=at, memory=memory, values=values, now=now, chosen_with=chosen_with, criterion=criterion):
                changed = values.copy()
                changed[at, judge] = mark
                if rule.method in OWN_MARKS:
                    panel = now.copy()
                    panel[at] = panel_marks(changed[at], rule, criterion=criterion)
                    key = panel[at]
                else:
                    panel, key = panel_marks(changed, rule, criterion=criterion), (judge, mark)
                if key not in memory:
                    memory[key] = chosen_with(panel)
                return memory[key]

            open_ends = [end for end in ends if len(given) and (
                rule.method not in OWN_MARKS
                or lists(_farthest(values[at], given, end, now[at], rule, criterion), end) != before)]
            for judge in given:
                found = [flip for end in open_ends if (flip := _nearest(lists, judge, values[at, judge], end, before, rule.step))]
                if found:
                    needed, witness = min(found, key=lambda flip: abs(flip[0] - values[at, judge]))
                    after = lists(judge, witness)
                    rows.append((team, table.columns[judge], criterion, values[at, judge], needed, needed - values[at, judge],
                                 _joined(before - after, wide), _joined(after - before, wide)))
    result = pd.DataFrame(rows, columns=["team", "judge", "criterion", "now", "needed", "change", "leaves", "enters"])
    return result.sort_values("change", key=abs, kind="stable", ignore_index=True)


def _farthest(row: np.ndarray, given: np.ndarray, end: float, now: float, rule: PanelRule, criterion: str) -> int:
    """Whose mark, moved to the end of the scale, moves the team's mark most."""
    moved = np.tile(row, (len(given), 1))
    moved[np.arange(len(given)), given] = end
    return given[np.argmax(abs(panel_marks(moved, rule, criterion=criterion) - now))]


def _nearest(lists: Callable, judge: int, now: float, end: float, before: frozenset, step: float) -> tuple[float, float] | None:
    """(mark at which the list changes, mark at which it has changed) between `now` and an end of the scale."""
    if end == now or lists(judge, end) == before:
        return None
    if step:
        inner, outer = 0, round(abs(end - now) / step)
        side = np.sign(end - now) * step
        while outer - inner > 1:
            middle = (inner + outer) // 2
            inner, outer = (middle, outer) if lists(judge, now + middle * side) == before else (inner, middle)
        return now + outer * side, now + outer * side
    inner, outer = now, end
    while abs(outer - inner) > CLOSE * max(abs(end - now), 1):
        middle = (inner + outer) / 2
        inner, outer = (middle, outer) if lists(judge, middle) == before else (inner, middle)
    return outer, outer


def _panel_columns(matrix: pd.DataFrame, rules: Rules) -> dict[str, str]:
    return {indicator.source.removeprefix("panel:"): indicator.code for indicator in rules.indicators
            if indicator.source.startswith("panel:") and indicator.code in matrix}


def _chooser(matrix: pd.DataFrame, rules: Rules, scenario, reference: pd.DataFrame | None,
             register: pd.DataFrame | None) -> Callable[[pd.DataFrame], frozenset]:
    """From a changed wider table to the list."""
    def choose(wide: pd.DataFrame) -> frozenset:
        standings = evaluate(wide.loc[matrix.index], rules, scenario, reference=None if reference is None else wide,
                             register=register)
        return frozenset(select_finalists(standings, rules, register=register).finalists)
    return choose


def _joined(teams, table: pd.DataFrame) -> str:
    return " ".join(str(team) for team in table.index if team in teams)


def _correlation(one: pd.Series, other: pd.Series) -> float:
    """NaN with fewer than three pairs, or where one of the two does not vary."""
    a, b = one - one.mean(), other - other.mean()
    length = float(np.sqrt((a**2).sum() * (b**2).sum()))
    return float((a * b).sum() / length) if len(one) > 2 and length > 1e-12 else float("nan")


def _mean_correlation(table: pd.DataFrame) -> float:
    pairs = [_correlation(*(table[[one, other]].dropna()[name] for name in (one, other)))
             for at, one in enumerate(table) for other in list(table)[at + 1:]]
    pairs = [value for value in pairs if not np.isnan(value)]
    return float(np.mean(pairs)) if pairs else float("nan")
