"""Many rankings of the same teams at once: who stands where, and who is level with whom."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from contestlib.rounding import SNAP_DECIMALS

CELLS = 1 << 17  # draws times teams that are ranked at once: what is worked on stays in the cache
COARSE = 1 << 12  # up to this many teams, keys of 32 bits are sorted first
SORTED = 256  # of these, so many are sorted whole where only the first are asked for: no slower than finding them
AHEAD = 0.02  # of more teams, the share whose totals, far apart as they are, need not be told apart by such keys
WORD = 32  # bits of such a key
WIDE = 16  # rows that are worked on as one
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


def rows_at_once(teams: int) -> int:
    """How many draws are ranked at once, a power of two.

    Examples
    --------
    >>> rows_at_once(72), rows_at_once(3000)
    (1024, 32)
    """
    return 1 << max(CELLS // teams, 1).bit_length() - 1


def by_row(function: np.ufunc, table: np.ndarray, row: np.ndarray, out: np.ndarray) -> np.ndarray:
    """A function of every row of a table and one other row, which is given WIDE times one after another.

    Examples
    --------
    >>> by_row(np.add, np.zeros((2, 3), dtype=int), np.tile([1, 2, 3], WIDE), np.empty((2, 3), dtype=int)).tolist()
    [[1, 2, 3], [1, 2, 3]]
    """
    wide = len(row) // (1 if len(table) % WIDE == 0 else WIDE)  # every start of a row costs as much as a dozen of its numbers
    function(table.reshape(-1, wide), row[:wide], out=out.reshape(-1, wide))
    return out


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
        losses = table.max(axis=0) - table
        most = max(losses.max(), 1e-300)
        # A key holds the loss against the best value of every indicator, in steps from the middle, with the team's number below.
        # Coarse steps are a power of two of fine ones: losses in them give totals in fine ones too, to the last bit.
        step = max(10.0**-SNAP_DECIMALS, most * 2.0**-EXACT)
        least = 0 if self.teams <= SORTED else np.quantile(losses.mean(axis=1), AHEAD)
        self.coarser = max(math.frexp((most - least) / step / (2.0 ** (WORD - self.bits) - 4))[1], 2)
        self.losses = np.ascontiguousarray(np.ldexp(losses.T / step - np.rint((most + least) / 2 / step), -self.coarser))
        self.least = 2 - 2.0 ** (WORD - 1 - self.bits) if least else None
        self.rows = rows_at_once(self.teams)
        self.numbers = np.tile(np.arange(self.teams, dtype=np.int32), WIDE)
        # Written into again by every call: memory that is new each time costs more than the work that is done in it.
        self.order = np.empty((0, self.teams), dtype=np.int32)
        self.memory = _Memory.of(0, self.teams)
        self.apart = np.empty(0, dtype=int), *np.empty((2, 0, self.teams), dtype=int)  # where no teams are level

    def rank(self, weights: np.ndarray) -> Orderings:
        """Rankings under weights of the shape (D, K); the next call writes over them."""
        if len(self.order) < len(weights):
            self.order = np.empty((len(weights), self.teams), dtype=np.int32)
        order, put_in_order = self.order[:len(weights)], self._coarsely if self.teams <= COARSE else self._finely
        parts = [put_in_order(weights[at:at + self.rows], order[at:at + self.rows]) for at in range(0, len(weights), self.rows)]
        if not any(len(rows) for rows, _ in parts):
            return Orderings(order, *self.apart)
        level = np.concatenate([at * self.rows + rows for at, (rows, _) in enumerate(parts)])
        return Orderings(order, level, *spans(np.concatenate([same for _, same in parts])))

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
            return np.tile(np.arange(self.teams), (len(weights), 1)), np.empty(0, dtype=int), np.empty((0, self.teams))
        if self.teams > COARSE:
            return self._first_finely(weights, places, np.arange(len(weights)), np.empty((len(weights), places), dtype=np.int64))
        keys = np.empty((len(weights), self.teams), dtype=np.int32)
        self._coarse_keys(weights, keys)
        if self.teams > SORTED:
            keys.partition((places - 1, places), axis=1)
        else:
            keys.sort(axis=1)
        near = np.flatnonzero(keys[:, places] - keys[:, places - 1] < 2 << self.bits)
        return self._first_finely(weights[near], places, near, keys[:, :places] & mask)

    def _first_finely(self, weights: np.ndarray, places: int, rows: np.ndarray,
                      chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Puts right who has one of the first places in some rows."""
        if not len(rows):
            return chosen, rows, np.empty((0, self.teams))
        keys = self._fine_keys(weights)
        first = np.partition(keys, (places - 1, places), axis=1)
        chosen[rows] = first[:, :places] & ((1 << self.bits) - 1)
        level = np.flatnonzero(first[:, places - 1] >> self.bits == first[:, places] >> self.bits)
        cut, steps = first[level, places - 1, None] >> self.bits, keys[level] >> self.bits
        above, equal = steps < cut, steps == cut
        left = places - above.sum(axis=1, keepdims=True)
        return chosen, rows[level], above + equal * left / equal.sum(axis=1, keepdims=True)

    def _coarsely(self, weights: np.ndarray, order: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Writes who stands where; rows in which teams are level, and who in them is level with the team behind."""
        memory = self._coarse_keys(weights, order)
        order.sort(axis=1)
        keys, gaps, near = order.reshape(-1), memory.gaps.reshape(-1)[1:], memory.near.reshape(-1)
        np.subtract(keys[1:], keys[:-1], out=gaps)
        # Totals within two steps of each other may be level, or in another order than their whole steps.
        np.less(gaps.view(np.uint32), 2 << self.bits, out=near[1:])
        memory.near[:, 0] = False
        np.bitwise_and(keys, (1 << self.bits) - 1, out=keys)
        level = self._put_right(np.flatnonzero(near), memory.losses.reshape(-1), keys)
        if not len(level):
            return level, np.empty((0, self.teams - 1), dtype=bool)
        rows, at = np.unique(level // self.teams, return_inverse=True)
        same = np.zeros((len(rows), self.teams - 1), dtype=bool)
        same[at, level % self.teams] = True
        return rows, same

    def _put_right(self, near: np.ndarray, losses: np.ndarray, order: np.ndarray) -> np.ndarray:
        """Puts teams whose coarse totals are near those ahead in the order of fine totals; cells level with the one behind."""
        if not len(near):
            return near
        cells = np.concatenate([near - 1, near])
        cells.sort(kind="stable")  # merges what is in order
        fresh = np.ones(len(cells), dtype=bool)
        np.not_equal(cells[1:], cells[:-1], out=fresh[1:])
        cells = cells[fresh]
        teams, rows = order[cells], cells // self.teams
        fine = np.rint(np.ldexp(losses[rows * self.teams + teams], self.coarser)).astype(np.int64)
        # Row, total and team fit into 63 bits together. Several runs of cells in a row may be sorted as one: they are far apart.
        keys = ((rows << EXACT + 1) + fine << self.bits) | teams
        keys.sort()
        order[cells] = keys & ((1 << self.bits) - 1)
        keys >>= self.bits
        return cells[:-1][keys[1:] == keys[:-1]]

    def _finely(self, weights: np.ndarray, order: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        keys = self._fine_keys(weights)
        keys.sort(axis=1)
        np.copyto(order, keys & ((1 << self.bits) - 1), casting="unsafe")
        keys >>= self.bits
        same = keys[:, 1:] == keys[:, :-1]
        rows = np.flatnonzero(same.any(axis=1))
        return rows, same[rows]

    def _coarse_keys(self, weights: np.ndarray, keys: np.ndarray) -> _Memory:
        """Every team's loss; writes the same in few steps with the team's number below, shape (D, T)."""
        if len(self.memory.losses) < len(weights):
            self.memory = _Memory.of(len(weights), self.teams)
        memory = self.memory
        if len(memory.losses) > len(weights):
            memory = _Memory(*(part[:len(weights)] for part in memory))
        np.matmul(weights, self.losses, out=memory.losses)
        losses = memory.losses if self.least is None else np.maximum(memory.losses, self.least, out=memory.above)
        np.copyto(keys, losses, casting="unsafe")
        np.left_shift(keys, self.bits, out=keys)
        by_row(np.bitwise_or, keys, self.numbers, keys)
        return memory

    def _fine_keys(self, weights: np.ndarray) -> np.ndarray:
        """Every team's loss in fine steps with its number below, shape (D, T)."""
        losses = weights @ self.losses
        keys = np.rint(np.ldexp(losses, self.coarser, out=losses), out=losses).astype(np.int64)
        np.left_shift(keys, self.bits, out=keys)
        return np.bitwise_or(keys, np.arange(self.teams), out=keys)


class _Memory(NamedTuple):
    """Of the draws that are ranked at once, each of the shape (D, T)."""

    losses: np.ndarray
    above: np.ndarray
    gaps: np.ndarray
    near: np.ndarray

    @classmethod
    def of(cls, draws: int, teams: int) -> _Memory:
        return cls(*(np.empty((draws, teams), dtype=kind) for kind in (float, float, np.int32, bool)))


def rank_whole(steps: np.ndarray) -> Orderings:
    """Rankings by totals in whole steps, shape (D, T); higher is better.

    Examples
    --------
    >>> found = rank_whole(np.array([[1, 3, 3], [1, 2, 3]]))
    >>> found.order.tolist(), found.level.tolist()
    ([[1, 2, 0], [2, 1, 0]], [0])
    """
    teams, best, least = steps.shape[1], steps.max(initial=0), steps.min(initial=0)
    bits = max(int(teams - 1).bit_length(), 1)
    coarser, kind = max(int(best - least).bit_length() + bits - WORD + 1, 0), np.int32
    if coarser and teams > SORTED:  # too many would share a coarse step
        coarser, kind = 0, np.int64
    order, rows, same = _order_steps(steps, best, coarser, bits, kind)
    if coarser and len(rows):  # those who share a coarse step may be level, or in another order
        order[rows], near, same = _order_steps(steps[rows], best, 0, bits, np.int64)
        rows = rows[near]
    return Orderings(order, rows, *spans(same))


def _order_steps(steps: np.ndarray, best: np.integer, coarser: int, bits: int, kind: type) -> tuple:
    """Teams by losses against the best in coarser steps, shape (D, T); the rows in which some share one, and who shares it with
    the team behind. Sorted keys hold the loss with the team's number below."""
    draws, teams = steps.shape
    losses = np.empty((draws, teams), dtype=np.int64)
    np.subtract(best, steps, out=losses)
    if coarser:
        np.right_shift(losses, coarser, out=losses)
    keys = losses.astype(kind, copy=False)
    np.left_shift(keys, bits, out=keys)
    by_row(np.bitwise_or, keys, np.tile(np.arange(teams, dtype=kind), WIDE), keys)
    keys.sort(axis=1)
    close, flat = np.zeros(keys.shape, dtype=bool), keys.reshape(-1)
    np.less(flat[1:] - flat[:-1], 1 << bits, out=close.reshape(-1)[1:])
    close[:, 0] = False
    near = np.unique(np.flatnonzero(close) // teams)
    same = keys[near, 1:] >> bits == keys[near, :-1] >> bits
    level = same.any(axis=1)
    np.bitwise_and(keys, (1 << bits) - 1, out=keys)
    return keys.astype(np.int32, copy=False), near[level], same[level]


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
