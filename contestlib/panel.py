"""From the judges' marks to one mark a team and criterion, with its standard error."""

from __future__ import annotations

import numpy as np
import pandas as pd

from contestlib.comparisons import judge_wins, marks_of_wins, order_marks, wins_of_marks
from contestlib.marks import refuse_marks
from contestlib.records import Panel
from contestlib.rounding import round_half_up
from contestlib.rules import PanelRule
from contestlib.severity import judge_severities, refuse_groups, severity_errors

OWN_MARKS = ("trimmed", "mean", "median")  # methods that look at each team's own marks alone, whoever gave them


def trimmed_mean(marks, *, high: int = 1, low: int = 1) -> np.ndarray:
    """Mean of what is left after the highest and lowest marks of those present are dropped.

    Parameters
    ----------
    marks : array_like, shape (..., J)
        NaN = absent.
    high, low : int, or ndarray of shape (...)
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
    high, low, place = (np.asarray(number, dtype=np.float32) for number in (high, low, np.arange(ordered.shape[-1])))
    end = _present(ordered) - high
    stays = (place >= low[..., None]) & (place < end[..., None])
    total = np.where(stays, ordered, 0).sum(axis=-1)
    return np.divide(total, end - low, out=np.full(total.shape, np.nan), where=end > low)


def aggregate_marks(marks: pd.DataFrame, *, rule: PanelRule | str = "trimmed") -> Panel:
    """One mark a team and criterion out of all judges'.

    Parameters
    ----------
    marks : DataFrame
        Long: team, judge, criterion, mark; may have why, file and line as `read_marks` returns them.
    rule : PanelRule or {"trimmed", "mean", "median", "standard_score", "share_of_sum", "severity", "bradley_terry"}
        A word alone means that method on any scale, one mark dropped at each end from three marks on.

    Returns
    -------
    Panel

    Raises
    ------
    DataError
        A mark outside the scale or between its steps; two marks of one judge for one team and criterion; under the severity
        model, groups of judges without a team in common.

    Notes
    -----
    Standard errors: of a mean s / sqrt(n); of a trimmed mean from the winsorized deviation (Tukey and McLaughlin
    1963); of a median that of the mean times sqrt(pi / 2); under the severity model that of least squares, which knows how
    well the judges are compared; under bradley_terry, which looks at nothing but each judge's order of the teams, by judge.

    Examples
    --------
    >>> marks = pd.DataFrame({"team": "X", "judge": list("abcd"), "criterion": "welfare", "mark": [6, 7, 8, 10]})
    >>> aggregate_marks(marks, rule="trimmed").marks.loc["X", "welfare"]
    np.float64(7.5)
    """
    if isinstance(rule, str):
        rule = PanelRule(method=rule, lower=-np.inf, upper=np.inf, minimum_judges=3)
    marks = marks.assign(**{name: "" for name in ("why", "reason", "file", "line") if name not in marks})
    refuse_marks(marks, rule)
    if rule.zero == "missing":
        zero = marks["mark"] == 0
        marks = marks.assign(mark=marks["mark"].mask(zero), why=marks["why"].mask(zero, "zero"))
    absent = marks["mark"].isna()
    marks = marks.assign(why=marks["why"].mask(absent & (marks["why"] == ""), "absent"))
    judges = pd.Index(marks["judge"].unique(), name="judge")
    columns = {criterion: _aggregate(part, rule, judges, criterion)
               for criterion, part in marks.groupby("criterion", sort=False)}
    frames = [pd.DataFrame({criterion: parts[i] for criterion, parts in columns.items()}).rename_axis("team")
              for i in range(4)]
    loadings = pd.concat({criterion: parts[4] for criterion, parts in columns.items()}, names=["criterion", "team"])
    missing = marks.loc[absent, ["team", "judge", "criterion", "why", "reason", "file", "line"]].reset_index(drop=True)
    return Panel(*frames, loadings=loadings.swaplevel().sort_index(), missing=missing, method=_method_in_words(rule))


def counted_marks(table: pd.DataFrame, rule: PanelRule) -> np.ndarray:
    """The marks that count, shape (T, J)."""
    return (table.mask(table == 0) if rule.zero == "missing" else table).to_numpy(dtype=float)


def panel_marks(values: np.ndarray, rule: PanelRule, *, criterion: str = "") -> np.ndarray:
    """One mark out of the judges' marks, as the rule says: rounded, times the criterion's factor, and rounded again.

    Parameters
    ----------
    values : ndarray, shape (..., T, J) or, where the rule looks at each team alone, (..., J)
        NaN = absent.
    rule : PanelRule
    criterion : str
        Whose factor counts.

    Returns
    -------
    ndarray, shape (..., T) or (...)
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
    elif rule.method == "bradley_terry":
        mark = marks_of_wins(wins_of_marks(values), rule)
    else:
        trims = _trims(values, rule)
        mark = trimmed_mean(adjusted_marks(values, rule.method), high=rule.high * trims, low=rule.low * trims)
    mark = mark if rule.decimals is None else round_half_up(mark, rule.decimals)
    if criterion not in rule.factors:
        return mark
    factored = mark * rule.factors[criterion]
    return factored if rule.decimals is None else round_half_up(factored, rule.decimals)


def adjusted_marks(values: np.ndarray, method: str) -> np.ndarray:
    """Marks made comparable between judges, over the teams that each has marked.

    Parameters
    ----------
    values : ndarray, shape (..., T, J)
        NaN = absent.
    method : str
        standard_score: distance from the judge's mean in the judge's standard deviations (n - 1), 0 where all marks of the
        judge are the same; share_of_sum: share of the sum of the judge's marks, NaN where that is zero; severity: less the
        judge's severity. Any other method leaves them as they are.

    Returns
    -------
    ndarray, shape (..., T, J)

    Examples
    --------
    >>> adjusted_marks(np.array([[1.0, 30], [2, 20], [3, 10]]), "standard_score").tolist()
    [[-1.0, 1.0], [0.0, 0.0], [1.0, -1.0]]
    """
    if method == "severity":
        return values - judge_severities(values)[..., None, :]
    if method not in ("standard_score", "share_of_sum"):
        return values
    present = ~np.isnan(values)
    filled = np.where(present, values, 0)
    sums, n = filled.sum(axis=-2, keepdims=True), present.sum(axis=-2, keepdims=True)
    if method == "share_of_sum":
        return np.divide(values, sums, out=np.full(values.shape, np.nan), where=present & (sums != 0))
    distances = np.where(present, values - sums / np.maximum(n, 1), 0)
    deviation = np.sqrt((distances**2).sum(axis=-2, keepdims=True) / np.maximum(n - 1, 1))
    flat = np.nanmax(np.where(present, filled, -np.inf), axis=-2, keepdims=True) == np.nanmin(
        np.where(present, filled, np.inf), axis=-2, keepdims=True)
    scores = np.divide(distances, deviation, out=np.zeros(values.shape), where=(deviation > 0) & ~flat)
    return np.where(present, scores, np.nan)


def fair_marks(marks: pd.DataFrame) -> pd.DataFrame:
    """What each team would have got from the average judge, beside what it got.

    Parameters
    ----------
    marks : DataFrame
        Long: team, judge, criterion, mark.

    Returns
    -------
    DataFrame, indexed by team and criterion
        raw (mean), adjusted (severity model), difference (adjusted less raw), standard_error (of the adjusted mark), judges (how
        many), strictest, mildest (of the team's judges, with which the difference is explained: it is minus the mean of their
        severities), strictest_severity, mildest_severity.

    Raises
    ------
    DataError
        As for `aggregate_marks` under the severity model.

    Examples
    --------
    >>> marks = pd.DataFrame({"team": list("XXYYZ"), "judge": list("ababa"), "criterion": "welfare", "mark": [6, 8, 5, 7, 4]})
    >>> fair_marks(marks).loc[("Z", "welfare"), ["raw", "adjusted", "difference"]].tolist()
    [4.0, 5.0, 1.0]
    """
    raw, adjusted = (aggregate_marks(marks, rule=method) for method in ("mean", "severity"))
    parts = []
    for criterion, part in marks.groupby("criterion", sort=False):
        table = part.pivot(index="team", columns="judge", values="mark")
        severities = judge_severities(table.to_numpy(dtype=float))
        strict_first = np.argsort(severities, kind="stable")  # NaN, of judges without a mark, last
        present = table.notna().to_numpy()[:, strict_first]
        marked = present.any(axis=1)
        ends = strict_first[present.argmax(axis=1)], strict_first[present.shape[1] - 1 - present[:, ::-1].argmax(axis=1)]
        strictest, mildest = (np.where(marked, table.columns.to_numpy(dtype=object)[end], "") for end in ends)
        before, after = (panel.marks.loc[table.index, criterion].to_numpy() for panel in (raw, adjusted))
        parts.append(pd.DataFrame({
            "raw": before, "adjusted": after, "difference": after - before,
            "standard_error": adjusted.standard_errors.loc[table.index, criterion].to_numpy(), "judges": present.sum(axis=1),
            "strictest": strictest, "mildest": mildest,
            "strictest_severity": np.where(marked, severities[ends[0]], np.nan),
            "mildest_severity": np.where(marked, severities[ends[1]], np.nan)},
            index=pd.MultiIndex.from_product([table.index, [criterion]], names=["team", "criterion"])))
    return pd.concat(parts)


def _trims(values: np.ndarray, rule: PanelRule) -> np.ndarray:
    return (_present(values) >= rule.minimum_judges) & (rule.method == "trimmed")


@np.errstate(invalid="ignore")  # zeros and ones are multiplied: what a library may report of them is nothing of ours
def _present(values: np.ndarray) -> np.ndarray:
    """How many of the last axis there are: as a product, which a sum over a short axis takes several times as long as."""
    return ~np.isnan(values) @ np.ones(values.shape[-1], dtype=np.float32)


def _aggregate(part: pd.DataFrame, rule: PanelRule, judges: pd.Index, criterion: str) -> tuple:
    """Mark, standard error, count, untrimmed sum and loadings of every team in one criterion."""
    table = part.pivot(index="team", columns="judge", values="mark").reindex(columns=judges)
    values, n = table.to_numpy(dtype=float), table.notna().sum(axis=1).to_numpy()
    if rule.method == "severity":
        refuse_groups(table, criterion)
    trims = _trims(values, rule)
    counted = adjusted_marks(values, rule.method)
    spread = pd.DataFrame(counted).std(axis=1, ddof=1).to_numpy()
    error = spread / np.sqrt(np.maximum(n, 1)) * (np.sqrt(np.pi / 2) if rule.method == "median" else 1)
    if rule.method == "severity":
        error = severity_errors(values)
    if trims.any():
        left = n - rule.high - rule.low
        winsorized = _winsorize(values, rule.high, rule.low)
        with np.errstate(invalid="ignore", divide="ignore"):
            trimmed_error = pd.DataFrame(winsorized).std(axis=1, ddof=1).to_numpy() * np.sqrt(n) / left
        error = np.where(trims, trimmed_error, error)
        counted = np.where(trims[:, None], winsorized, values)
    loadings = _loadings(counted, error)
    if rule.method == "bradley_terry":
        loadings = order_marks(np.stack([judge_wins(column) for column in values.T], axis=-1), rule)[1]
        error = np.sqrt((loadings**2).sum(axis=1))
    factor = abs(rule.factors.get(criterion, 1))
    error, loadings = error * factor, loadings * factor
    series = (panel_marks(values, rule, criterion=criterion), error, n, table.sum(axis=1, min_count=1).to_numpy())
    return (*(pd.Series(values, index=table.index) for values in series),
            pd.DataFrame(loadings, index=table.index, columns=judges))


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


def _method_in_words(rule: PanelRule) -> str:
    words = {"mean": "mean", "median": "median", "standard_score": "mean of each judge's standard scores",
             "share_of_sum": "mean of the shares in each judge's sum", "severity": "mean less the severity of the judges",
             "bradley_terry": "expected share of wins (Bradley–Terry)",
             "trimmed": f"mean without the {rule.high} highest and {rule.low} lowest, from {rule.minimum_judges} marks"}
    rounding = "" if rule.decimals is None else f", rounded half up to {rule.decimals} decimals"
    factors = "".join(f", {criterion} times {factor:g}" for criterion, factor in rule.factors.items())
    return words[rule.method] + rounding + factors
