"""From values in their own units to one scale: the published methods, each a function from vector to vector.

Where a docstring says ``(T,)`` the functions also take ``(..., T)``, many vectors at once with as many groups.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from contestlib.errors import DataError
from contestlib.orderings import spans
from contestlib.rounding import snap
from contestlib.rulebook import as_indicators
from contestlib.rules import Indicator

MIDDLE = 0.5  # where nobody can be told apart, nobody gains: the middle of a scale from 0 to 1


def minmax(values, *, lower=None, upper=None, reference=None) -> np.ndarray:
    """Worst of the group 0, best 1; a constant column is 0.5 throughout.

    Parameters
    ----------
    values : array_like, shape (T,)
    lower, upper : float, optional
        Fix an end instead of taking it from the group.
    reference : array_like, optional
        The group; `values` themselves by default. NaN in it are left out.

    Returns
    -------
    ndarray, shape (T,)

    Examples
    --------
    >>> minmax([2, 3, 4]).tolist()
    [0.0, 0.5, 1.0]
    """
    values, group = _values_and_group(values, reference)
    lower = group.min(axis=-1, keepdims=True) if lower is None else np.full(1, float(lower))
    upper = group.max(axis=-1, keepdims=True) if upper is None else np.full(1, float(upper))
    flat = lower == upper
    scaled = values - lower
    scaled /= np.where(flat, 1, upper - lower)
    return np.where(flat, MIDDLE, scaled) if flat.any() else scaled


def goalposts(values, *, lower, upper, clip: bool = True) -> np.ndarray:
    """Position between two goalposts fixed beforehand.

    Parameters
    ----------
    values : array_like, shape (T,)
    lower, upper : float
        Own units; 0 and 1 on the new scale. A `lower` above `upper` turns the scale round.
    clip : bool
        Beyond a goalpost counts as on it.

    Raises
    ------
    DataError
        Both goalposts at one place.

    Notes
    -----
    The Human Development Index caps its components this way (UNDP 2022, technical note 1).

    Examples
    --------
    >>> goalposts([20, 52.5, 90], lower=20, upper=85).tolist()
    [0.0, 0.5, 1.0]
    """
    values = np.asarray(values, dtype=float)
    if lower == upper:
        raise DataError(found="both goalposts at {value}", expected="two different goalposts",
                        where="the indicator's parameters", remedy="correct lower or upper", value=lower)
    scaled = (values - lower) / (upper - lower)
    return np.clip(scaled, 0, 1) if clip else scaled


def zscore(values, *, reference=None) -> np.ndarray:
    """Distance from the group's mean in standard deviations (n - 1); a constant column is 0 throughout.

    Parameters
    ----------
    values : array_like, shape (T,)
    reference : array_like, optional
        The group; `values` themselves by default.

    Examples
    --------
    >>> zscore([1, 2, 3]).tolist()
    [-1.0, 0.0, 1.0]
    """
    values, group = _values_and_group(values, reference)
    if group.shape[-1] < 2:
        return np.zeros_like(values)
    flat = group.min(axis=-1, keepdims=True) == group.max(axis=-1, keepdims=True)
    spread = np.where(flat, 1, group.std(axis=-1, keepdims=True, ddof=1))
    return np.where(flat, 0, (values - group.mean(axis=-1, keepdims=True)) / spread)


def standard_score(values, *, reference=None) -> np.ndarray:
    """T score: mean 50, standard deviation 10.

    Parameters
    ----------
    values : array_like, shape (T,)
    reference : array_like, optional
        The group; `values` themselves by default.

    Examples
    --------
    >>> standard_score([1, 2, 3]).tolist()
    [40.0, 50.0, 60.0]
    """
    return 50 + 10 * zscore(values, reference=reference)


def percentile(values, *, reference=None) -> np.ndarray:
    """Percentile rank: (mean rank from below - 1) / (n - 1); equal values share the mean of their ranks.

    Parameters
    ----------
    values : array_like, shape (T,)
    reference : array_like, optional
        The group; `values` themselves by default. A group of one puts everybody at 0.5.

    Examples
    --------
    >>> percentile([10, 30, 30, 70]).tolist()
    [0.0, 0.5, 0.5, 1.0]
    """
    values, group = _values_and_group(values, reference)
    below, equal = _standing(values, group)
    if group.shape[-1] < 2:
        return np.full_like(values, MIDDLE)
    return (below + (equal - 1) / 2) / (group.shape[-1] - 1)


def rank_steps(values, *, step, top=1, floor=0, ties: str = "competition", reference=None) -> np.ndarray:
    """The best gets `top`, every next rank `step` less, nobody less than `floor`.

    Parameters
    ----------
    values : array_like, shape (T,)
    step, top, floor : float
        On the new scale.
    ties : {"competition", "mean"}
        Equal values get the points of their first place, or the mean of the places they take.
    reference : array_like, optional
        The group; `values` themselves by default.

    Examples
    --------
    >>> rank_steps([500, 900, 900, 100], step=0.5, top=20).tolist()
    [19.0, 20.0, 20.0, 18.5]
    >>> rank_steps([500, 900, 900, 100], step=1, top=4, ties="mean").tolist()
    [2.0, 3.5, 3.5, 1.0]
    """
    values, group = _values_and_group(values, reference)
    below, equal = _standing(values, group)
    first = (group.shape[-1] - below - equal).astype(int)
    points = np.maximum(top - step * np.arange(group.shape[-1] + 1), floor).astype(float)
    if ties == "competition":
        return points[first]
    counts = np.maximum(equal.astype(int), 1)
    means = [points[at:at + count].mean() for at, count in zip(first.ravel(), counts.ravel(), strict=True)]
    return np.array(means).reshape(first.shape)


def share_of_best(values, *, direction: str = "higher", reference=None) -> np.ndarray:
    """Share of the best value; where lower is better, the best's share of the value.

    Parameters
    ----------
    values : array_like, shape (T,)
        Zero or more.
    direction : {"higher", "lower"}
    reference : array_like, optional
        The group; `values` themselves by default. Where the best is 0, everybody with 0 gets 0 (higher) or 1 (lower).

    Raises
    ------
    DataError
        A negative value, of which no share can be taken.

    Examples
    --------
    >>> share_of_best([200_000, 150_000]).tolist()
    [1.0, 0.75]
    """
    values, group = _values_and_group(values, reference)
    if min(values.min(initial=0), group.min(initial=0)) < 0:
        raise DataError(found="the negative value {value}", expected="zero or more, for a share of the best",
                        where="the matrix", remedy="choose another normalization", value=min(values.min(), group.min()))
    if direction == "higher":
        best = group.max(axis=-1, keepdims=True)
        return np.where(best > 0, values / np.where(best > 0, best, 1), 0)
    return np.divide(group.min(axis=-1, keepdims=True), values, out=np.ones_like(values), where=values > 0)


def distance_to_target(values, *, target, lower=None, reference=None) -> np.ndarray:
    """Share of the way from `lower` to `target`; beyond the target is more than 1.

    Parameters
    ----------
    values : array_like, shape (T,)
    target : float
    lower : float, optional
        Where the way begins; the group's minimum by default.
    reference : array_like, optional
        The group; `values` themselves by default.

    Raises
    ------
    DataError
        A target where the way begins.

    Examples
    --------
    >>> distance_to_target([0, 50_000, 200_000], target=100_000, lower=0).tolist()
    [0.0, 0.5, 2.0]
    """
    values, group = _values_and_group(values, reference)
    lower = group.min(axis=-1, keepdims=True) if lower is None else np.full(1, float(lower))
    if (lower == target).any():
        raise DataError(found="a target of {value}", expected="another value than where the way begins",
                        where="the indicator's parameters", remedy="correct target or lower", value=target)
    return (values - lower) / (target - lower)


def threshold(values, *, at) -> np.ndarray:
    """All or nothing: 1 from `at` upwards, 0 below.

    Parameters
    ----------
    values : array_like, shape (T,)
    at : float

    Examples
    --------
    >>> threshold([99, 100], at=100).tolist()
    [0.0, 1.0]
    """
    return (np.asarray(values, dtype=float) >= at).astype(float)


def log(values) -> np.ndarray:
    """Natural logarithm.

    Parameters
    ----------
    values : array_like, shape (T,)
        Positive.

    Raises
    ------
    DataError
        Zero or less; ``transform = log1p`` admits zero.

    Examples
    --------
    >>> log([1]).tolist()
    [0.0]
    """
    values = np.asarray(values, dtype=float)
    if (values <= 0).any():
        raise DataError(found="the value {value}", expected="positive values, for a logarithm", where="the matrix",
                        remedy="use the transform log1p, or none", value=values[values <= 0][0])
    return np.log(values)


def normalize_matrix(matrix: pd.DataFrame, indicators=None, *, reference: pd.DataFrame | None = None,
                     method: str = "") -> pd.DataFrame:
    """Every column on one scale, better always higher.

    Parameters
    ----------
    matrix : DataFrame, shape (T, K)
        Own units.
    indicators
        As `rulebook.as_indicators` takes them; None leaves the matrix as it is.
    reference : DataFrame, shape (any, K), optional
        The group that gives minima, maxima and ranks; the matrix itself by default. NaN in it are left out.
    method : str
        Where not empty, replaces every indicator's normalizer; transforms and directions stay.

    Returns
    -------
    DataFrame, shape (T, K)

    Raises
    ------
    DataError
        A missing or infinite cell, by team and column.

    Examples
    --------
    >>> table = pd.DataFrame({"amount": [100.0, 300.0], "refunds": [2.0, 1.0]}, index=["A", "B"])
    >>> cost = Indicator("refunds", direction="lower")
    >>> normalize_matrix(table, {"amount": "minmax", "refunds": cost}).loc["B"].tolist()
    [1.0, 1.0]
    """
    refuse_gaps(matrix)
    described, group = as_indicators(indicators, matrix.columns), matrix if reference is None else reference
    group = group if group.columns.equals(matrix.columns) else group[list(matrix.columns)]
    values, others = (np.ascontiguousarray(table.to_numpy(dtype=float, na_value=np.nan).T) for table in (matrix, group))
    columns = [normalize_column(own, wider[~np.isnan(wider)], with_method(indicator, method))
               for own, wider, indicator in zip(values, others, described, strict=True)]
    return pd.DataFrame(np.array(columns).reshape(values.shape).T, index=matrix.index, columns=matrix.columns, dtype=float)


def with_method(indicator: Indicator, method: str) -> Indicator:
    """The indicator with another normalizer, where one is named."""
    return replace(indicator, normalization=method, parameters={}) if method else indicator


def normalize_column(values, group, indicator: Indicator) -> np.ndarray:
    """One indicator's values on its scale, better always higher; shape (T,), or (..., T) with a group for each vector."""
    values, group = _transform(values, indicator), _transform(group, indicator)
    parameters = {name: value if name in ("top", "step", "floor") else float(_transform(value, indicator))
                  for name, value in indicator.parameters.items()}
    name = indicator.normalization
    if name == "share_of_best":
        return share_of_best(values, direction=indicator.direction, reference=group)
    if indicator.direction == "lower":
        values, group, parameters = -values, -group, _mirrored(parameters, ends=name in ("minmax", "goalposts"))
    if name == "none":
        return values
    if name == "goalposts":
        return goalposts(values, **parameters)
    if name == "threshold":
        return threshold(values, **parameters)
    ties = {"ties": indicator.ties} if name == "rank_steps" else {}
    methods = {"minmax": minmax, "zscore": zscore, "standard_score": standard_score, "percentile": percentile,
               "rank_steps": rank_steps, "distance_to_target": distance_to_target}
    return methods[name](values, reference=group, **parameters, **ties)


def _mirrored(parameters: dict, *, ends: bool) -> dict:
    """Parameters of the negated scale, where lower and upper change places; points stay points."""
    swapped = {"lower": "upper", "upper": "lower"} if ends else {}
    return {swapped.get(name, name): value if name in ("top", "step", "floor") else -value
            for name, value in parameters.items()}


def _transform(values, indicator: Indicator) -> np.ndarray:
    values = np.asarray(values, dtype=float)
    if indicator.transform == "log":
        return log(values)
    if indicator.transform == "log1p":
        if (values < 0).any():
            raise DataError(found="the value {value} of {code!r}", expected="zero or more, for the transform log1p",
                            where="the matrix", remedy="choose another transform", value=values[values < 0][0],
                            code=indicator.code)
        return np.log1p(values)
    return values


def _values_and_group(values, reference) -> tuple[np.ndarray, np.ndarray]:
    values = np.asarray(values, dtype=float)
    group = values if reference is None else np.asarray(reference, dtype=float)
    return values, group[~np.isnan(group)] if group.ndim == 1 else group


@np.errstate(invalid="ignore")  # zeros and ones are multiplied: what a library may report of them is nothing of ours
def _standing(values: np.ndarray, group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How many of the group are below each value, and how many equal it."""
    group, values = snap(group), snap(values)
    if group.ndim == 2 and group.shape[1] and np.array_equal(values, group[:, :values.shape[-1]]):
        below, equal = _standing_within(group)
        return below[:, :values.shape[-1]], equal[:, :values.shape[-1]]
    if group.ndim > 1:
        ones = np.ones(group.shape[-1], dtype=np.float32)  # a product is quicker than a sum
        below, equal = (holds(group[..., None, :], values[..., None]) @ ones for holds in (np.less, np.equal))
        return below.astype(float), equal.astype(float)
    ordered = np.sort(group)
    below = np.searchsorted(ordered, values, side="left")
    return below.astype(float), (np.searchsorted(ordered, values, side="right") - below).astype(float)


def _standing_within(group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same for every value of the groups themselves, shape (D, R)."""
    order = np.argsort(group, axis=-1)
    ordered = np.take_along_axis(group, order, axis=-1)
    first, after = spans(ordered[:, 1:] == ordered[:, :-1])
    below, equal = np.empty((2, *group.shape))
    np.put_along_axis(below, order, first, axis=-1)
    np.put_along_axis(equal, order, after - first, axis=-1)
    return below, equal


def refuse_gaps(matrix: pd.DataFrame) -> None:
    """A `DataError` that names the first cell without a finite number."""
    gaps = ~np.isfinite(matrix.to_numpy(dtype=float))
    if gaps.any():
        row, column = np.argwhere(gaps)[0]
        raise DataError(found="no number for {code!r} of team {team!r}", expected="a finite number", where="the matrix",
                        remedy="let a stated rule fill it (fill_missing), or leave the team out",
                        code=matrix.columns[column], team=matrix.index[row])
