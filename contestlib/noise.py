"""Measurement errors: values that are normal around what was measured, and weighted sums of many such values at once."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise
from statistics import NormalDist

import numpy as np

from contestlib.normalization import MIDDLE

PARTS = 1 << 16  # equally likely values that stand for the normal law of a measurement error
ROWS = 128  # draws that are worked on at once: what they need stays in the cache


def draw_parts(rng: np.random.Generator, shape: tuple) -> np.ndarray:
    """Numbers from 0 up to, not including, PARTS, four out of every word of the generator."""
    count = int(np.prod(shape))
    words = rng.integers(1 << 64, size=-(-count // 4), dtype=np.uint64).astype("<u8", copy=False)
    return words.view("<u2")[:count].reshape(shape)


@cache
def normal_parts() -> np.ndarray:
    """Equally likely values of the standard normal law, in ascending order."""
    half = [NormalDist().inv_cdf((at + 0.5) / PARTS) for at in range(PARTS // 2)]
    values = np.array(half + [-value for value in reversed(half)])
    return values / values.std()


@lru_cache(maxsize=8)
def error_factors(noise: float) -> np.ndarray:
    """What a value is multiplied by: normal around 1, in equally likely parts, never below 0."""
    return np.maximum(1 + noise * normal_parts(), 0)


def noisy_sums(values: np.ndarray, weights: np.ndarray, parts: np.ndarray, noise: float, teams: int) -> np.ndarray:
    """Weighted sums of columns that have errors of their own in every draw and are put on a scale from 0 to 1 then.

    Parameters
    ----------
    values : ndarray, shape (R, K)
        As measured, better always higher; the lowest of a column is 0 on the scale of a draw, the highest 1.
    weights : ndarray, shape (D, K)
    parts : ndarray of int, shape (K, R, D)
        Which of the equally likely errors.
    noise : float
        Standard deviation of an error, as a share of the value.
    teams : int
        The first so many rows are scored.

    Returns
    -------
    ndarray, shape (T, D)

    Examples
    --------
    >>> middle = np.full((1, 3, 1), PARTS // 2)
    >>> noisy_sums(np.array([[1.0], [2.0], [3.0]]), np.ones((1, 1)), middle, 0.1, 2).round(9).tolist()
    [[0.0], [0.5]]
    """
    factors, (rows, columns) = error_factors(noise), values.shape
    lowest, highest = _reach(values, factors)
    totals, across = np.empty((teams, len(weights))), np.ascontiguousarray(weights.T)
    which, errors = (np.empty((rows, columns, min(ROWS, len(weights))), dtype=kind) for kind in (np.intp, float))
    for at in range(0, len(weights), ROWS):
        block, weight = parts[:, :, at:at + ROWS].swapaxes(0, 1), across[:, at:at + ROWS]
        if block.shape != which.shape:
            which, errors = np.empty(block.shape, dtype=np.intp), np.empty(block.shape)
        np.copyto(which, block, casting="unsafe")
        factors.take(which, mode="clip", out=errors)
        low, high = lowest.among(errors, np.minimum), highest.among(errors, np.maximum)
        slope, shift = _scale(low, high, weight)
        sums = totals[:, at:at + ROWS]
        np.matmul(values[:teams, None], np.multiply(errors, slope, out=errors)[:teams], out=sums[:, None])
        sums -= shift
    return totals


class NoisyTotals:
    """The law of the same sums, from fewer errors.

    Where each column ends in a draw, values of a few rows decide, which have errors of their own. The errors of all other values
    move nothing but the sum of their own row: given the ends they add up, normal as they are, to one error, whose variance is
    the sum of theirs.

    Parameters
    ----------
    values : ndarray, shape (R, K)
        As for `noisy_sums`.
    noise : ndarray, shape (K,)
        Standard deviation of an error, as a share of the value, by column.
    teams : int

    Attributes
    ----------
    errors : int
        How many a draw takes.
    """

    def __init__(self, values: np.ndarray, noise: np.ndarray, teams: int):
        spread, farthest = values * noise, normal_parts()[-1]
        least, most = values - farthest * abs(spread), values + farthest * abs(spread)
        decides = (least <= most.min(axis=0)) | (most >= least.max(axis=0))
        self.columns, rows = np.nonzero(decides.T)
        self.starts = np.searchsorted(self.columns, np.arange(values.shape[1] + 1))
        self.values, self.spread = values[rows, self.columns, None], spread[rows, self.columns, None]
        self.errors = len(rows) + teams
        # The values as measured, what the errors of those at the ends add to the sum of their row, and where the scales begin.
        self.added = np.hstack([values[:teams], rows == np.arange(teams)[:, None], np.full((teams, 1), -1)])
        self.others = np.where(decides, 0, spread)[:teams]**2

    def draw(self, weights: np.ndarray, parts: np.ndarray) -> np.ndarray:
        """Weighted sums, shape (T, D).

        Parameters
        ----------
        weights : ndarray, shape (D, K)
        parts : ndarray of int, shape (errors, D)
            As `draw_parts` gives them.

        Examples
        --------
        >>> totals = NoisyTotals(np.array([[1.0], [2.0], [3.0]]), np.array([0.01]), 3)
        >>> totals.errors, totals.draw(np.ones((1, 1)), np.full((5, 1), PARTS // 2)).round(3).ravel().tolist()
        (5, [0.0, 0.5, 1.0])
        """
        errors = normal_parts().take(parts.astype(np.intp), mode="clip")
        moves, others = errors[:len(self.columns)], errors[len(self.columns):]
        moves *= self.spread
        ends, weight = self.values + moves, np.ascontiguousarray(weights.T)
        low, high = np.empty((2, *weight.shape))
        for column, (start, stop) in enumerate(pairwise(self.starts)):
            ends[start:stop].min(axis=0, out=low[column])
            ends[start:stop].max(axis=0, out=high[column])
        slope, shift = _scale(low, high, weight)
        moves *= slope[self.columns]
        sums = self.added @ np.concatenate([slope, moves, shift[None]])
        spread = self.others @ np.multiply(slope, slope, out=slope)
        others *= np.sqrt(spread, out=spread)
        sums += others
        return sums


def _scale(low: np.ndarray, high: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What a value is multiplied by, shape (K, D), and what is taken from the sum, shape (D,):
    (value - low) / (high - low) · weight is value · slope - low · slope, and MIDDLE · weight where a column is flat."""
    flat = low == high
    slope = weight / (high - low + flat)
    return slope, np.einsum("kd,kd->d", np.where(flat, low - MIDDLE, low) if flat.any() else low, slope)


class _Ends:
    """The rows among which a column's end lies in every draw, and what was measured there."""

    def __init__(self, values: np.ndarray, possible: np.ndarray):
        column, row = np.nonzero(possible.T)
        self.cells = row * values.shape[1] + column
        self.values = values[row, column, None]
        self.starts = np.searchsorted(column, np.arange(values.shape[1]))

    def among(self, errors: np.ndarray, end: np.ufunc) -> np.ndarray:
        """Of values with errors, shape (K, D), from all errors, shape (R, K, D)."""
        return end.reduceat(errors.reshape(-1, errors.shape[2])[self.cells] * self.values, self.starts, axis=0)


def _reach(values: np.ndarray, factors: np.ndarray) -> tuple[_Ends, _Ends]:
    """Which rows can be the lowest and the highest of their column, whatever the errors."""
    ends = values * factors[0], values * factors[-1]
    least, most = np.minimum(*ends), np.maximum(*ends)
    return _Ends(values, least <= most.min(axis=0)), _Ends(values, most >= least.max(axis=0))
