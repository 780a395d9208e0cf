"""From the judges' marks to one mark a team and criterion, with its standard error."""

from __future__ import annotations

import numpy as np
import pandas as pd

from contestlib.errors import DataError
from contestlib.records import Panel
from contestlib.rounding import round_half_up
from contestlib.rules import PanelRule


def trimmed_mean(marks, *, high: int = 1, low: int = 1) -> np.ndarray:
    """Mean of what is left after the highest and lowest marks of those present are dropped.

    Parameters
    ----------
    marks : array_like, shape (..., J)
        NaN = absent.
    high, low : int
        How many are dropped at each end.

    Returns
    -------
    ndarray, shape (...)
        NaN where no mark is left.

    Examples
    --------
    >>> trimmed_mean([70, 80, 82, 84, 99]).tolist()
    82.0
    """
    ordered = np.sort(np.asarray(marks, dtype=float), axis=-1)  # NaN sort to the end
    present = (~np.isnan(ordered)).sum(axis=-1, keepdims=True)
    place = np.arange(ordered.shape[-1])
    stays = (place >= low) & (place < present - high)
    count = stays.sum(axis=-1)
    total = np.where(stays, ordered, 0).sum(axis=-1)
    return np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)


def aggregate_marks(marks: pd.DataFrame, *, rule: PanelRule | str = "trimmed") -> Panel:
    """One mark a team and criterion out of all judges'.

    Parameters
    ----------
    marks : DataFrame
        Long: team, judge, criterion, mark; may have why, file and line as `read_marks` returns them.
    rule : PanelRule or {"trimmed", "mean", "median"}
        A word alone means that method on any scale, one mark dropped at each end from three marks on.

    Returns
    -------
    Panel

    Raises
    ------
    DataError
        A mark outside the scale; two marks of one judge for one team and criterion.

    Notes
    -----
    Standard errors: of a mean s / sqrt(n); of a trimmed mean from the winsorized deviation (Tukey and McLaughlin
    1963); of a median that of the mean times sqrt(pi / 2).

    Examples
    --------
    >>> marks = pd.DataFrame({"team": "X", "judge": list("abcd"), "criterion": "welfare", "mark": [6, 7, 8, 10]})
    >>> aggregate_marks(marks, rule="trimmed").marks.loc["X", "welfare"]
    np.float64(7.5)
    """
    if isinstance(rule, str):
        rule = PanelRule(method=rule, lower=-np.inf, upper=np.inf, minimum_judges=3)
    marks = marks.assign(**{name: "" for name in ("why", "file", "line") if name not in marks})
    _refuse_marks(marks, rule)
    if rule.zero == "missing":
        zero = marks["mark"] == 0
        marks = marks.assign(mark=marks["mark"].mask(zero), why=marks["why"].mask(zero, "zero"))
    absent = marks["mark"].isna()
    marks = marks.assign(why=marks["why"].mask(absent & (marks["why"] == ""), "absent"))
    judges = pd.Index(marks["judge"].unique(), name="judge")
    columns = {criterion: _aggregate(part, rule, judges) for criterion, part in marks.groupby("criterion", sort=False)}
    frames = [pd.DataFrame({criterion: parts[i] for criterion, parts in columns.items()}).rename_axis("team")
              for i in range(4)]
    loadings = pd.concat({criterion: parts[4] for criterion, parts in columns.items()}, names=["criterion", "team"])
    missing = marks.loc[absent, ["team", "judge", "criterion", "why", "file", "line"]].reset_index(drop=True)
    return Panel(*frames, loadings=loadings.swaplevel().sort_index(), missing=missing, method=_method_in_words(rule))


def panel_marks(values: np.ndarray, rule: PanelRule) -> np.ndarray:
    """One mark out of the judges' marks, as the rule says.

    Parameters
    ----------
    values : ndarray, shape (..., J)
        NaN = absent.
    rule : PanelRule

    Returns
    -------
    ndarray, shape (...)
        NaN where no mark stands.

    Examples
    --------
    >>> panel_marks(np.array([6.0, 7, 8, 10, np.nan]), PanelRule("trimmed", minimum_judges=4)).tolist()
    7.5
    """
    if rule.method == "median":
        ordered = np.sort(values, axis=-1)
        n = (~np.isnan(values)).sum(axis=-1, keepdims=True)
        middle = [np.take_along_axis(ordered, np.maximum(at, 0), axis=-1)[..., 0] for at in ((n - 1) // 2, n // 2)]
        mark = np.where(n[..., 0] > 0, (middle[0] + middle[1]) / 2, np.nan)
    else:
        mark = trimmed_mean(values, high=0, low=0)
        if rule.method == "trimmed":
            mark = np.where(_trims(values, rule), trimmed_mean(values, high=rule.high, low=rule.low), mark)
    return mark if rule.decimals is None else round_half_up(mark, rule.decimals)


def _trims(values: np.ndarray, rule: PanelRule) -> np.ndarray:
    present = (~np.isnan(values)).sum(axis=-1)
    return (present >= rule.minimum_judges) & (rule.method == "trimmed")


def _aggregate(part: pd.DataFrame, rule: PanelRule, judges: pd.Index) -> tuple:
    """Mark, standard error, count, untrimmed sum and loadings of every team in one criterion."""
    table = part.pivot(index="team", columns="judge", values="mark").reindex(columns=judges)
    values, n = table.to_numpy(dtype=float), table.notna().sum(axis=1).to_numpy()
    trims = _trims(values, rule)
    spread = table.std(axis=1, ddof=1).to_numpy()
    error = spread / np.sqrt(np.maximum(n, 1)) * (np.sqrt(np.pi / 2) if rule.method == "median" else 1)
    counted = values
    if trims.any():
        left = n - rule.high - rule.low
        winsorized = _winsorize(values, rule.high, rule.low)
        with np.errstate(invalid="ignore", divide="ignore"):
            trimmed_error = pd.DataFrame(winsorized).std(axis=1, ddof=1).to_numpy() * np.sqrt(n) / left
        error = np.where(trims, trimmed_error, error)
        counted = np.where(trims[:, None], winsorized, values)
    series = (panel_marks(values, rule), error, n, table.sum(axis=1, min_count=1).to_numpy())
    return (*(pd.Series(values, index=table.index) for values in series),
            pd.DataFrame(_loadings(counted, error), index=table.index, columns=judges))


def _loadings(values: np.ndarray, errors: np.ndarray) -> np.ndarray:
    """Every judge's distance from the team's mean, scaled so that the squares sum to the squared standard error."""
    present = ~np.isnan(values)
    filled = np.where(present, values, 0)
    means = filled.sum(axis=1) / np.maximum(present.sum(axis=1), 1)
    distances = np.where(present, filled - means[:, None], 0)
    length = np.sqrt((distances**2).sum(axis=1))
    scale = np.divide(np.nan_to_num(errors), length, out=np.zeros(len(values)), where=length > 0)
    return distances * scale[:, None]


def _winsorize(values: np.ndarray, high: int, low: int) -> np.ndarray:
    """Each dropped mark takes the value of the nearest one that stays."""
    ordered = np.sort(values, axis=-1)
    n = (~np.isnan(ordered)).sum(axis=-1)
    rows = np.arange(len(ordered))
    last = np.clip(n - high - 1, 0, ordered.shape[1] - 1)
    lower, upper = ordered[:, min(low, ordered.shape[1] - 1)], ordered[rows, last]
    return np.clip(values, lower[:, None], upper[:, None])


def _refuse_marks(marks: pd.DataFrame, rule: PanelRule) -> None:
    outside = marks[(marks["mark"] < rule.lower) | (marks["mark"] > rule.upper)]
    if len(outside):
        row = outside.iloc[0]
        raise DataError(found="a mark of {mark} by {judge} for {team}", expected="a mark from {lower} to {upper}",
                        where="{file} line {line}", remedy="ask the judge; nothing is cut to the scale",
                        mark=row["mark"], judge=row["judge"], team=row["team"], lower=rule.lower, upper=rule.upper,
                        file=row["file"] or "the marks", line=row["line"])
    twice = marks[marks.duplicated(["team", "judge", "criterion"])]
    if len(twice):
        row = twice.iloc[0]
        raise DataError(found="a second mark by {judge} for {team} in {criterion}", expected="one mark",
                        where="{file} line {line}", remedy="remove one of the two", judge=row["judge"],
                        team=row["team"], criterion=row["criterion"], file=row["file"] or "the marks",
                        line=row["line"])


def _method_in_words(rule: PanelRule) -> str:
    words = {"mean": "mean", "median": "median",
             "trimmed": f"mean without the {rule.high} highest and {rule.low} lowest, from {rule.minimum_judges} marks"}
    rounding = "" if rule.decimals is None else f", rounded half up to {rule.decimals} decimals"
    return words[rule.method] + rounding
