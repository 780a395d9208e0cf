"""Many rankings of the same teams at once: who stands where, and who is level with whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from contestlib.rounding import SNAP_DECIMALS

SMALL = 256  # up to this many teams, keys of 32 bits are sorted first
HALF = 31  # bits of such a key that hold a number
EXACT = 44  # bits of a total that sums of floats get right


@dataclass(frozen=True)
class Orderings:
    """Rankings of T teams under D weightings.

    Attributes
    ----------
    order : ndarray of int, shape (D, T)
        Teams by number, the best first.
    level : ndarray of int, shape (L,)
        The draws in which some teams are level; the others rank everybody apart.
    first, after : ndarray of int, shape (L, T)
        In those draws, for the team at each place: the first place of those level with it, and the place after the last.
    """

    order: np.ndarray
    level: np.ndarray
    first: np.ndarray
    after: np.ndarray


class Ranker:
    """Ranks the teams of one table under many weightings; teams whose totals agree at 10 decimals are level.

    Parameters
    ----------
    table : ndarray, shape (T, K)
        Generated values; higher totals are better.
    """

    def __init__(self, table: np.ndarray):
        self.teams = len(table)
        self.bits = max(int(self.teams - 1).bit_length(), 1)
        self.ids = np.arange(self.teams)
        losses = table.max(axis=0) - table
        most = max(losses.max(), 1e-300)
        # A key holds the loss against the best value of every indicator, in steps, and the team's number below it.
        self.step = max(10.0**-SNAP_DECIMALS, most * 2.0**-EXACT)
        self.fine = np.ascontiguousarray(losses.T / self.step)
        self.coarse = np.ascontiguousarray(losses.T * min((2.0 ** (HALF - self.bits) - 2) / most, 0.25 / self.step))
        # Written into again by every call: memory that is new each time costs more than the work that is done in it.
        self.memory = np.empty((0, self.teams)), np.empty((0, self.teams), dtype=np.int64)

    def rank(self, weights: np.ndarray) -> Orderings:
        """Rankings under weights of the shape (D, K)."""
        if self.teams > SMALL:
            return self._rank_finely(weights, np.arange(len(weights)), np.empty((len(weights), self.teams), dtype=np.int64))
        keys = self._coarse_keys(weights)
        # Totals within two steps of each other may be level, or in another order than their rounded losses.
        apart = keys.ravel()[1:] - keys.ravel()[:-1]
        near = np.flatnonzero(apart < 2 << self.bits)
        near = near[near % self.teams != self.teams - 1] // self.teams
        np.bitwise_and(keys, (1 << self.bits) - 1, out=keys)
        return self._rank_finely(weights, np.unique(near), keys)

    def first_places(self, weights: np.ndarray, places: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Who has one of the first places, where the order among them does not matter.

        Returns
        -------
        chosen : ndarray, shape (D, places)
        level : ndarray, shape (L,)
            Draws in which a team further down is level with the last place.
        inside : ndarray, shape (L, T)
            In those draws every team's chance when those level at the cut share what is left.
        """
        mask = (1 << self.bits) - 1
        if places >= self.teams:
            return self._fine_keys(weights) & mask, np.empty(0, dtype=int), np.empty((0, self.teams))
        if self.teams > SMALL:
            return self._first_finely(weights, places, np.arange(len(weights)), np.empty((len(weights), places), dtype=np.int64))
        keys = self._coarse_keys(weights)
        near = np.flatnonzero(keys[:, places] - keys[:, places - 1] < 2 << self.bits)
        return self._first_finely(weights[near], places, near, keys[:, :places] & mask)

    def _first_finely(self, weights: np.ndarray, places: int, rows: np.ndarray,
                      chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Puts right who has one of the first places in some rows."""
        keys = self._fine_keys(weights)
        first = np.partition(keys, (places - 1, places), axis=1)
        chosen[rows] = first[:, :places] & ((1 << self.bits) - 1)
        level = np.flatnonzero(first[:, places - 1] >> self.bits == first[:, places] >> self.bits)
        cut, steps = first[level, places - 1, None] >> self.bits, keys[level] >> self.bits
        above, equal = steps < cut, steps == cut
        left = places - above.sum(axis=1, keepdims=True)
        return chosen, rows[level], above + equal * left / equal.sum(axis=1, keepdims=True)

    def _rank_finely(self, weights: np.ndarray, rows: np.ndarray, order: np.ndarray) -> Orderings:
        """Puts the order of some rows right, and finds the teams level in them."""
        if not len(rows):
            return Orderings(order, rows, np.empty((0, self.teams), dtype=int), np.empty((0, self.teams), dtype=int))
        keys = self._fine_keys(weights if len(rows) == len(weights) else weights[rows])
        keys.sort(axis=1)
        order[rows if len(rows) < len(order) else slice(None)] = keys & ((1 << self.bits) - 1)
        np.right_shift(keys, self.bits, out=keys)
        same = keys[:, 1:] == keys[:, :-1]
        tied = np.flatnonzero(same.any(axis=1))
        first, after = spans(same[tied])
        return Orderings(order, rows[tied], first, after)

    def _coarse_keys(self, weights: np.ndarray) -> np.ndarray:
        """Every team's loss in few steps with its number below, in ascending order, shape (D, T)."""
        scores, _ = self._memory_for(len(weights))
        keys = np.matmul(weights, self.coarse, out=scores).astype(np.int32)
        np.left_shift(keys, self.bits, out=keys)
        np.bitwise_or(keys, self.ids.astype(np.int32), out=keys)
        keys.sort(axis=1)
        return keys

    def _fine_keys(self, weights: np.ndarray) -> np.ndarray:
        """Every team's loss in steps with its number below, shape (D, T)."""
        losses, keys = self._memory_for(len(weights))
        np.matmul(weights, self.fine, out=losses)
        np.copyto(keys, np.rint(losses, out=losses), casting="unsafe")
        np.left_shift(keys, self.bits, out=keys)
        return np.bitwise_or(keys, self.ids, out=keys)

    def _memory_for(self, draws: int) -> tuple[np.ndarray, np.ndarray]:
        if len(self.memory[0]) < draws:
            self.memory = np.empty((draws, self.teams)), np.empty((draws, self.teams), dtype=np.int64)
        return self.memory[0][:draws], self.memory[1][:draws]


def rank_whole(steps: np.ndarray) -> Orderings:
    """Rankings by totals in whole steps, shape (D, T); higher is better.

    Examples
    --------
    >>> found = rank_whole(np.array([[1, 3, 3], [1, 2, 3]]))
    >>> found.order.tolist(), found.level.tolist()
    ([[1, 2, 0], [2, 1, 0]], [0])
    """
    bits = max(int(steps.shape[1] - 1).bit_length(), 1)
    keys = np.ascontiguousarray(steps.astype(np.int64)) * -(1 << bits)
    keys |= np.arange(steps.shape[1])
    keys.sort(axis=1)
    same = (keys[:, 1:] ^ keys[:, :-1]) >> bits == 0
    tied = np.flatnonzero(same.any(axis=1))
    return Orderings(keys & ((1 << bits) - 1), tied, *spans(same[tied]))


def spans(same: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First place of everybody's tie and the place after it, from who is level with the team behind, shape (L, T - 1).

    Examples
    --------
    >>> first, after = spans(np.array([[False, True]]))
    >>> first.tolist(), after.tolist()
    ([[0, 1, 1]], [[1, 3, 3]])
    """
    draws, teams = same.shape[0], same.shape[1] + 1
    place = np.arange(teams)
    begins = np.ones((draws, teams), dtype=bool)
    begins[:, 1:] = ~same
    ends = np.ones((draws, teams), dtype=bool)
    ends[:, :-1] = ~same
    first = np.maximum.accumulate(np.where(begins, place, 0), axis=1)
    after = np.minimum.accumulate(np.where(ends, place + 1, teams)[:, ::-1], axis=1)[:, ::-1]
    return first, after
