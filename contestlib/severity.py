"""How severe each judge is: mark = team + judge (+ criterion), by least squares, where judges and teams are connected."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from contestlib.errors import DataError
from contestlib.threads import one_thread

ZERO = 1e-9  # of the largest eigenvalue: below this, a direction that the marks do not settle
HUBER = 1.345  # deviations from which on a mark counts less: 95 % of least squares' efficiency under the normal law
MEDIAN_DEVIATION = 0.6744897501960817  # of the normal law, in standard deviations


@dataclass(frozen=True)
class Severity:
    """The additive model of a panel's marks.

    Attributes
    ----------
    teams : DataFrame, shape (T, 2)
        mark (of the average judge and criterion), standard_error.
    judges : DataFrame, shape (J, 3)
        severity (how far above the average judge; below zero is strict), standard_error, marks (how many).
    criteria : Series, shape (C,)
        How far above the average criterion.
    covariance : DataFrame, shape (T, T)
        Of the errors of the teams' marks.
    deviation : float
        Standard deviation of a single mark around the model; NaN without degrees of freedom.
    """

    teams: pd.DataFrame
    judges: pd.DataFrame
    criteria: pd.Series
    covariance: pd.DataFrame
    deviation: float


def judge_severities(values: np.ndarray) -> np.ndarray:
    """How far each judge's marks lie above the average judge's, the teams they marked taken into account.

    Parameters
    ----------
    values : ndarray, shape (..., T, J)
        NaN = absent.

    Returns
    -------
    ndarray, shape (..., J)
        They sum to zero over the judges with marks; NaN for the others, and throughout where the marks fall into groups of
        judges and teams that have nothing in common.

    Examples
    --------
    >>> judge_severities(np.array([[6.0, 8], [5, 7], [4, np.nan]])).round(9).tolist()
    [-1.0, 1.0]
    """
    present = ~np.isnan(values)
    inverse, settled = _inverse(present)
    n = np.maximum(present.sum(axis=-1, keepdims=True), 1)
    filled = np.where(present, values, 0)
    distances = np.where(present, filled - filled.sum(axis=-1, keepdims=True) / n, 0).sum(axis=-2)
    severities = (inverse @ distances[..., None])[..., 0]
    return np.where(present.any(axis=-2) & settled[..., None], severities, np.nan)


def severity_errors(values: np.ndarray) -> np.ndarray:
    """Standard error of each team's mark under the additive model.

    Parameters
    ----------
    values : ndarray, shape (T, J)
        NaN = absent.

    Returns
    -------
    ndarray, shape (T,)
        NaN without degrees of freedom.
    """
    present = ~np.isnan(values)
    inverse, _ = _inverse(present)
    n = present.sum(axis=1)
    shares = present / np.maximum(n, 1)[:, None]
    adjusted = values - judge_severities(values)
    means = np.where(present, adjusted, 0).sum(axis=1) / np.maximum(n, 1)
    freedom = present.sum() - (n > 0).sum() - present.any(axis=0).sum() + 1
    variance = np.nansum((adjusted - means[:, None]) ** 2) / freedom if freedom > 0 else np.nan
    leverage = np.einsum("tj,jk,tk->t", shares, inverse, shares)
    return np.where(n > 0, np.sqrt(variance * (1 / np.maximum(n, 1) + leverage)), np.nan)


def _inverse(present: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Generalized inverse of the judges' normal equations, and whether they settle every difference between judges.

    The matrix is the Laplacian of the graph in which judges of the same team are joined: it has one zero eigenvalue for
    each group, a judge without marks being a group of its own.
    """
    n = np.maximum(present.sum(axis=-1, keepdims=True), 1)
    together = np.swapaxes(present / n, -1, -2) @ present.astype(float)
    given = present.sum(axis=-2)
    roots, vectors = np.linalg.eigh(given[..., None] * np.eye(given.shape[-1]) - together)
    zero = roots <= ZERO * np.maximum(roots.max(axis=-1, keepdims=True), 1)
    inverted = np.divide(1, roots, out=np.zeros_like(roots), where=~zero)
    groups = zero.sum(axis=-1) - (given == 0).sum(axis=-1)
    return (vectors * inverted[..., None, :]) @ np.swapaxes(vectors, -1, -2), groups == 1


def judge_groups(table: pd.DataFrame) -> list[tuple[tuple, tuple]]:
    """Judges and teams that marks connect; more than one group cannot be compared.

    Parameters
    ----------
    table : DataFrame, shape (T, J)
        NaN = absent.

    Returns
    -------
    list of (judges, teams)
        In the order of their first judge; judges without a mark are left out.

    Examples
    --------
    >>> judge_groups(pd.DataFrame({"a": [5, None], "b": [None, 7]}, index=["X", "Y"]))
    [(('a',), ('X',)), (('b',), ('Y',))]
    """
    present = table.notna()
    groups, left = [], [judge for judge in table if present[judge].any()]
    while left:
        judges, teams = {left[0]}, set()
        while True:
            new_teams = set(table.index[present[sorted(judges, key=list(table).index)].any(axis=1)])
            new_judges = set(table.columns[present.loc[sorted(new_teams, key=list(table.index).index)].any()])
            if (new_teams, new_judges) == (teams, judges):
                break
            teams, judges = new_teams, new_judges
        groups.append((tuple(j for j in table if j in judges), tuple(t for t in table.index if t in teams)))
        left = [judge for judge in left if judge not in judges]
    return groups


def refuse_groups(table: pd.DataFrame, criterion: str) -> None:
    """A `DataError` that shows the groups, where the marks of `table` (T, J) fall into more than one."""
    groups = judge_groups(table)
    if len(groups) > 1:
        words = "; ".join(f"{', '.join(map(str, judges))} ({', '.join(map(str, teams[:5]))}{' …' if len(teams) > 5 else ''})"
                          for judges, teams in groups)
        raise DataError(found="judges in {count} groups without a team in common: {groups}",
                        expected="marks that connect all judges and teams", where="the marks in {criterion}",
                        remedy="let a judge of one group mark a team of the other, or take another method",
                        count=len(groups), groups=words, criterion=criterion)


@one_thread()
def fit_severity(marks: pd.DataFrame, *, robust: bool = False) -> Severity:
    """The additive model over all criteria: mark = team + judge + criterion.

    Parameters
    ----------
    marks : DataFrame
        Long: team, judge, criterion, mark; absent marks are NaN.
    robust : bool
        Huber's estimate in place of least squares: a mark that lies far from the model (a slip of the pen) counts less.

    Returns
    -------
    Severity

    Raises
    ------
    DataError
        Groups of judges and teams without anything in common; criteria that cannot be told from teams or judges.

    Notes
    -----
    Huber (1973): residuals beyond 1.345 deviations pull no harder than at that bound; the deviation is the median absolute
    residual over 0.6745. Standard errors then from his asymptotic covariance with its small-sample factor (Huber 1981, 7.6).

    Examples
    --------
    >>> marks = pd.DataFrame({"team": list("XXYYZ"), "judge": list("ababa"), "criterion": "welfare", "mark": [6, 8, 5, 7, 4]})
    >>> fit_severity(marks).judges["severity"].round(9).to_dict()
    {'a': -1.0, 'b': 1.0}
    """
    given, facets, design = additive_design(marks)
    roots, vectors = np.linalg.eigh(design.T @ design)
    if roots[0] <= ZERO * roots[-1]:
        raise DataError(found="criteria that only some judges or teams have", expected="criteria that connect them",
                        where="the marks", remedy="look at each criterion alone")
    inverse, values = (vectors / roots) @ vectors.T, given["mark"].to_numpy(dtype=float)
    solution = inverse @ (design.T @ values)
    rest, freedom = values - design @ solution, len(given) - design.shape[1]
    variance = float((rest**2).sum()) / freedom if freedom > 0 else np.nan
    if robust and freedom > 0:
        solution, variance = _huber(design, values, solution, inverse)
    effects, covariances, at = {}, {}, 1
    for name, labels in facets.items():
        wide = _contrasts(len(labels))
        full = np.zeros((len(labels), design.shape[1]))
        full[:, at:at + wide.shape[1]] = wide
        full[:, 0] = name == "team"
        effects[name] = pd.Series(full @ solution, index=labels)
        covariances[name] = pd.DataFrame(variance * full @ inverse @ full.T, index=labels, columns=labels)
        at += wide.shape[1]

    def error(name):
        return np.sqrt(np.diag(covariances[name]))

    return Severity(
        teams=pd.DataFrame({"mark": effects["team"], "standard_error": error("team")}),
        judges=pd.DataFrame({"severity": effects["judge"], "standard_error": error("judge"),
                             "marks": given.groupby("judge").size().reindex(facets["judge"])}),
        criteria=effects["criterion"].rename("effect"), covariance=covariances["team"], deviation=float(np.sqrt(variance)))


def _huber(design: np.ndarray, values: np.ndarray, solution: np.ndarray, inverse: np.ndarray) -> tuple[np.ndarray, float]:
    """Huber's solution from that of least squares, and the variance that stands for a mark's in its covariance."""
    for _ in range(200):
        rest = values - design @ solution
        deviation = float(np.median(abs(rest))) / MEDIAN_DEVIATION
        bound = HUBER * deviation
        if deviation <= ZERO * max(abs(values).max(), 1):  # more than half of the marks fit exactly
            break
        step = inverse @ (design.T @ np.clip(rest, -bound, bound))
        solution = solution + step
        if abs(step).max() < 1e-10 * deviation:
            break
    rest = values - design @ solution
    n, p = design.shape
    within = float((abs(rest) <= bound).mean())
    correction = 1 + p / n * (1 - within) / within
    return solution, correction**2 * float((np.clip(rest, -bound, bound) ** 2).sum()) / (n - p) / within**2


def additive_design(marks: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, pd.Index], np.ndarray]:
    """The marks that stand, the labels of each facet, and the design of the additive model, one row a mark.

    Raises
    ------
    DataError
        Groups of judges and teams without anything in common.
    """
    given = marks[marks["mark"].notna()]
    refuse_groups(given.pivot_table(index="team", columns="judge", values="mark", sort=False), "all criteria")
    facets = {name: pd.Index(given[name].unique(), name=name) for name in ("team", "judge", "criterion")}
    blocks = [_centred(given[name], labels) for name, labels in facets.items()]
    return given, facets, np.column_stack([np.ones(len(given)), *blocks])


def _contrasts(labels: int) -> np.ndarray:
    """Effects that sum to zero: the last is minus the sum of the others."""
    return np.vstack([np.eye(labels - 1), -np.ones((1, labels - 1))])


def _centred(column: pd.Series, labels: pd.Index) -> np.ndarray:
    return _contrasts(len(labels))[labels.get_indexer(column)]
