"""Totals out of normalized values: the power-mean family and what each indicator contributes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from contestlib.errors import RulesError
from contestlib.rules import check_weights


def generator_matrix(normalized: pd.DataFrame, power: float = 1) -> pd.DataFrame:
    """G = sign · g(Z): the table on which the whole power-mean family ranks by G · w.

    Parameters
    ----------
    normalized : DataFrame, shape (T, K)
    power : float
        1 arithmetic, 0 geometric, -1 harmonic.

    Returns
    -------
    DataFrame, shape (T, K)

    Raises
    ------
    RulesError
        Zeros or negative values under a power of 0 or less, or negative ones under another than 1.
    """
    if power == 1:
        return normalized
    values = normalized.to_numpy(dtype=float)
    if not admits(power, values):
        cells = [f"{normalized.index[i]}/{normalized.columns[j]}" for i, j in np.argwhere(_outside(power, values))]
        raise RulesError(found="values not above 0 under power {power}: {cells}", expected="positive values",
                         where="the normalized matrix",
                         remedy="let a floor stand in the rules (goalposts below the lowest value), or use power 1",
                         power=power, cells=", ".join(cells[:5]) + (" …" if len(cells) > 5 else ""))
    return pd.DataFrame(generate(power, values), index=normalized.index, columns=normalized.columns)


def generate(power: float, values: np.ndarray) -> np.ndarray:
    """sign · g(z) of values that the power admits."""
    return values if power == 1 else np.log(values) if power == 0 else np.sign(power) * values ** power


def admits(power: float, values: np.ndarray) -> bool:
    """Whether the mean with this power is defined for all of them."""
    return power == 1 or not _outside(power, values).any()


def _outside(power: float, values: np.ndarray) -> np.ndarray:
    return (values <= 0) if power <= 0 else (values < 0)


def contributions(normalized: pd.DataFrame, weights, *, power: float = 1) -> pd.DataFrame:
    """What each indicator adds, in g-units: weight times generated value.

    Parameters
    ----------
    normalized : DataFrame, shape (T, K)
    weights : Series or mapping by column
        Sum to 1 or 100.
    power : float

    Returns
    -------
    DataFrame, shape (T, K)

    Examples
    --------
    >>> contributions(pd.DataFrame({"a": [1.0], "b": [0.5]}, index=["X"]), {"a": 60, "b": 40}).loc["X"].tolist()
    [0.6, 0.2]
    """
    weights = _weights_of_columns(weights, normalized)
    parts = generator_matrix(normalized, power).to_numpy(dtype=float) * weights.to_numpy()
    return pd.DataFrame(parts, index=normalized.index, columns=normalized.columns)


def score_teams(normalized: pd.DataFrame, weights, *, power: float = 1) -> pd.Series:
    """Weighted power mean of every team, summed column by column in the table's order.

    Parameters
    ----------
    normalized : DataFrame, shape (T, K)
    weights : Series or mapping by column
        Sum to 1 or 100.
    power : float
        1 arithmetic, 0 geometric, -1 harmonic.

    Returns
    -------
    Series, shape (T,)
        Unrounded; the same bits on every machine for power 1.

    Raises
    ------
    RulesError
        Weights that do not fit the columns or the scale; values that the power does not admit.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [1.0, 0.25], "b": [0.25, 1.0]}, index=["X", "Y"])
    >>> score_teams(table, {"a": 0.8, "b": 0.2}).tolist()
    [0.8500000000000001, 0.4]
    >>> score_teams(table, {"a": 0.5, "b": 0.5}, power=0).tolist()
    [0.5, 0.5]
    """
    return add_contributions(contributions(normalized, weights, power=power), power)


def add_contributions(parts: pd.DataFrame, power: float = 1) -> pd.Series:
    """Totals out of what `contributions` returns, shape (T,)."""
    total = np.zeros(len(parts))
    for column in parts.to_numpy().T:
        total = total + column
    return pd.Series(mean_of_generated(total, power), index=parts.index, name="total")


def mean_of_generated(generated: np.ndarray, power: float = 1) -> np.ndarray:
    """The power mean out of a weighted sum of generated values: the generator's inverse."""
    if power == 1:
        return generated
    return np.exp(generated) if power == 0 else (np.sign(power) * generated) ** (1 / power)


def _weights_of_columns(weights, normalized: pd.DataFrame) -> pd.Series:
    weights = check_weights(pd.Series(weights, dtype=float))
    if weights.index.equals(normalized.columns):
        return weights
    strangers = [c for c in weights.index if c not in normalized.columns]
    without = [c for c in normalized.columns if c not in weights.index]
    if strangers or without:
        raise RulesError(found="weights for {given}", expected="one for each of {columns}", where="the weights",
                         remedy="name every column once; a weight of 0 leaves one out",
                         given=", ".join(map(str, weights.index)), columns=", ".join(map(str, normalized.columns)))
    return weights[normalized.columns]
