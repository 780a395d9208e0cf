"""Numbers as they stand on paper: when two floats are one decimal number, and how that is rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd

SNAP_DECIMALS = 10  # sums of decimal numbers are exact again at this many decimals

WHOLE_NUMBERS = 1e5  # below this, ten decimals are whole numbers that floats hold exactly


def snap(values):
    """Floats at 10 decimals, where sums that are equal on paper are equal.

    Examples
    --------
    >>> bool(snap(0.1 + 0.2) == snap(0.3))
    True
    """
    return np.round(values, SNAP_DECIMALS) + 0.0


def round_half_up(values, decimals: int):
    """Half up on the decimal number that a float stands for (at 10 decimals), as published scores are rounded.

    Parameters
    ----------
    values : float, array_like or Series
    decimals : int

    Returns
    -------
    The same kind; NaN stay.

    Examples
    --------
    >>> round_half_up([2.675, 0.285, 1.005], 2).tolist()
    [2.68, 0.29, 1.01]
    """
    if isinstance(values, pd.Series):
        return pd.Series(round_half_up(values.to_numpy(dtype=float), decimals), index=values.index, name=values.name)
    if np.ndim(values) == 0:
        return _round_one(values, decimals)
    values = np.asarray(values, dtype=float)
    known = np.isfinite(values)
    if not known.all():
        rounded = values.copy()
        rounded[known] = round_half_up(values[known], decimals)
        return rounded
    if not _holds_exactly(values, decimals):
        return np.array([_round_one(value, decimals) for value in values.ravel()]).reshape(values.shape)
    return steps_half_up(values, decimals) / 10.0**decimals


def steps_half_up(values: np.ndarray, decimals: int) -> np.ndarray:
    """The same as whole numbers of steps of the last decimal.

    Parameters
    ----------
    values : ndarray
    decimals : int

    Returns
    -------
    ndarray of int64

    Examples
    --------
    >>> steps_half_up(np.array([2.675, -0.285, 1.005]), 2).tolist()
    [268, -29, 101]
    """
    if not _holds_exactly(values, decimals):
        return np.rint(round_half_up(values, decimals) * 10.0**decimals).astype(np.int64)
    steps = values * 10.0**SNAP_DECIMALS
    steps = np.rint(steps, out=steps).astype(np.int64)
    if decimals == SNAP_DECIMALS:
        return steps
    step = 10 ** (SNAP_DECIMALS - decimals)
    rounded = (np.abs(steps) + step // 2) // step
    return np.negative(rounded, out=rounded, where=steps < 0)


def _holds_exactly(values: np.ndarray, decimals: int) -> bool:
    return decimals <= SNAP_DECIMALS and -WHOLE_NUMBERS < values.min(initial=0) and values.max(initial=0) < WHOLE_NUMBERS


def _round_one(value: float, decimals: int) -> float:
    if not np.isfinite(value):
        return float(value)
    exact = Decimal(f"{value:.{SNAP_DECIMALS}f}")
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)) + 0.0
