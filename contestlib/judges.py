"""What each judge does: differences with their size and uncertainty, and the effect on the list."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pandas as pd

from contestlib.agreement import icc_table, kendall_w, krippendorff_alpha, krippendorff_interval
from contestlib.contest import evaluate
from contestlib.errors import ContestError, DataError, RulesError
from contestlib.marks import refuse_marks
from contestlib.panel import counted_marks, panel_marks
from contestlib.rules import Rules
from contestlib.selection import listed_teams
from contestlib.severity import additive_design, fit_severity


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
                       _correlation(*centred.to_numpy().T), _mean_correlation(apart.to_numpy()))
    return fit.judges[["marks", "severity", "standard_error"]].join(
        pd.DataFrame.from_dict(rows, orient="index", columns=["spread", "agreement", "halo"]))


def judge_table_or_why(marks: pd.DataFrame) -> tuple[pd.DataFrame, ContestError | None]:
    """`judge_table`, or the judges with nothing but their number of marks and the reason why they cannot be compared."""
    try:
        return judge_table(marks), None
    except DataError as refused:
        count = marks[marks["mark"].notna()].groupby("judge", sort=False).size().to_frame("marks")
        unknown = dict.fromkeys(("severity", "standard_error", "spread", "agreement", "halo"), np.nan)
        return count.assign(**unknown), refused


def count_gaps(marks: pd.DataFrame) -> pd.Series:
    """Teams that each judge gave no mark in some criterion: not assigned, recused or absent.

    Examples
    --------
    >>> marks = pd.DataFrame({"team": list("XXY"), "judge": list("aba"), "criterion": "c", "mark": [6, 8, None]})
    >>> count_gaps(marks).to_dict()
    {'a': 1, 'b': 1}
    """
    given = marks.pivot(index="team", columns=["judge", "criterion"], values="mark").notna()
    cells = pd.MultiIndex.from_product([marks["judge"].unique(), marks["criterion"].unique()], names=["judge", "criterion"])
    full = given.reindex(columns=cells, fill_value=False).T.groupby(level="judge", sort=False).all()
    return (~full).sum(axis=1).rename("gaps")


def agreement_row(table: pd.DataFrame, rng: np.random.Generator) -> pd.Series:
    """How far judges agree in one criterion, shape (T, J) in: the columns of `Judging.agreement` out."""
    forms = icc_table(table)
    alpha_low, alpha_high = krippendorff_interval(table, rng=rng)
    return pd.Series({"teams": int(table.notna().all(axis=1).sum()), "single": forms.at["ICC(2,1)", "value"],
                      "single_low": forms.at["ICC(2,1)", "low"], "single_high": forms.at["ICC(2,1)", "high"],
                      "panel": forms.at["ICC(2,k)", "value"], "w": kendall_w(table), "alpha": krippendorff_alpha(table),
                      "alpha_low": alpha_low, "alpha_high": alpha_high})


def home_preference_or_none(marks: pd.DataFrame, teams: pd.Series, judges: pd.Series) -> pd.Series | None:
    """`home_preference`, or None where there is nothing to compare."""
    try:
        return home_preference(marks, teams, judges)
    except DataError:
        return None


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
    from scipy.special import stdtrit
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
    reach = stdtrit(freedom, 1 - (1 - confidence) / 2) * error if freedom > 0 else np.nan
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
        leaves, enters (team ids, joined by spaces; empty where the list stays), unmarked (teams that nobody else marked, and
        under the severity model all of them where the judge alone connects the others: they keep their mark).
        Tie-breaks by the panel's sums keep the sums there were.
    """
    columns = panel_columns(matrix, rules)
    wide = matrix if reference is None else reference
    choose = list_chooser(matrix, rules, scenario, reference, register)
    before, rows = choose(wide), {}
    refuse_marks(marks, rules.panel)
    given = {criterion: part.pivot(index="team", columns="judge", values="mark")
             for criterion, part in marks.groupby("criterion", sort=False)}
    counted = {criterion: counted_marks(table, rules.panel) for criterion, table in given.items()}
    marked = {criterion: table.notna().any(axis=1).to_numpy() for criterion, table in given.items()}
    row_of = {criterion: wide.index.get_indexer(table.index) for criterion, table in given.items()}
    for judge in marks["judge"].unique():
        changed, unmarked = {}, set()
        for criterion, code in ((criterion, code) for criterion, code in columns.items() if criterion in given):
            table, at = given[criterion], row_of[criterion]
            new = panel_marks(counted[criterion][:, table.columns != judge], rules.panel, criterion=criterion)
            changed[code] = wide[code].to_numpy(dtype=float, copy=True)
            stands = (at >= 0) & ~np.isnan(new)
            changed[code][at[stands]] = new[stands]
            unmarked |= set(table.index[(at >= 0) & np.isnan(new) & marked[criterion]])
        after = choose(wide.assign(**changed))
        rows[judge] = (joined_ids(before - after, wide), joined_ids(after - before, wide), joined_ids(unmarked, wide))
    return pd.DataFrame.from_dict(rows, orient="index", columns=["leaves", "enters", "unmarked"]).rename_axis("judge")


def panel_columns(matrix: pd.DataFrame, rules: Rules) -> dict[str, str]:
    """Column of the matrix by criterion of the panel."""
    return {indicator.source.removeprefix("panel:"): indicator.code for indicator in rules.indicators
            if indicator.source.startswith("panel:") and indicator.code in matrix}


def list_chooser(matrix: pd.DataFrame, rules: Rules, scenario, reference: pd.DataFrame | None,
             register: pd.DataFrame | None) -> Callable[[pd.DataFrame], frozenset]:
    """From a changed wider table to the list; nobody where changed marks leave none that the rules' floors allow."""
    def choose(wide: pd.DataFrame) -> frozenset:
        scored = wide if wide.index.equals(matrix.index) else wide.loc[matrix.index]
        standings = evaluate(scored, rules, scenario, reference=None if reference is None else wide, register=register)
        try:
            return listed_teams(standings, rules, register=register)
        except RulesError:
            return frozenset()
    return choose


def joined_ids(teams, table: pd.DataFrame) -> str:
    """Some of a table's teams, in its order, joined by spaces."""
    return " ".join(str(team) for team in table.index if team in teams)


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
    """NaN with fewer than three pairs, or where one of the two does not vary."""
    if len(one) < 3:
        return float("nan")
    a, b = one - one.mean(), other - other.mean()
    length = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b / length) if length > 1e-12 else float("nan")


def _mean_correlation(table: np.ndarray) -> float:
    """Of all pairs of columns, each over the rows that have both."""
    pairs = [_correlation(*table[~np.isnan(table[:, [one, other]]).any(axis=1)][:, [one, other]].T)
             for one, other in combinations(range(table.shape[1]), 2)]
    pairs = [value for value in pairs if not np.isnan(value)]
    return float(np.mean(pairs)) if pairs else float("nan")
