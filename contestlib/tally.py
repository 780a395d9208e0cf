"""Counts over many draws: ranks, places, lists, and how sure they are."""

from __future__ import annotations

import numpy as np
import pandas as pd

from contestlib.orderings import WIDE, Orderings, by_row
from contestlib.pairwise import count_wins
from contestlib.records import Stability

SCRAMBLINGS = 8  # independent of each other: the intervals come from their means
CHAINS = 16  # likewise
NORMAL_97_5 = 1.959963984540054
STUDENT_97_5 = {SCRAMBLINGS: 2.3646242515927849, CHAINS: 2.131449545559323}  # 7 and 15 degrees of freedom
RARE = 16  # a chance with fewer draws than this on either side has Wilson's interval
CHAIN_LOSS = 10  # of a chain's draws, one in so many counts as independent where its chance is rare
DENSE = 256  # up to so many teams, a table of ranks is small beside the draws that are counted at once
BAND = 64  # places that are counted at once with more teams
PAIRS = 1000  # more teams than this are not compared pair by pair
SETS = 1 << 16  # different lists that are told apart
WAITING = 1 << 19  # members of lists that are counted at once


class Tally:
    """Counts over draws: ranks, places, lists, first places and the weights that gave them.

    Parameters
    ----------
    teams, indicators, places : int
    batches : int
        Independent of each other; intervals come from their means where there are several.
    sampler : {"sobol", "independent", "chains"}
    expand : bool
        Teams level at the cut all get a place, instead of sharing what is left.
    counts_pairs : bool
    """

    def __init__(self, teams: int, indicators: int, places: int, *, batches: int = 1, sampler: str = "independent",
                 expand: bool = False, counts_pairs: bool = True):
        self.teams, self.places, self.sampler, self.expand = teams, places, sampler, expand
        self.draws = 0
        self.ranks = np.zeros((teams, teams))  # place, team
        self.chance = np.zeros((batches, teams))
        self.made = np.zeros(batches, dtype=int)
        self.central = np.zeros((teams, indicators))  # sums over the draws in which a team is first
        self.wins = np.zeros((teams, teams)) if counts_pairs else None
        self.lists = _Lists(teams)
        self.starts = np.tile(np.arange(0, teams * teams, teams).astype(np.int32), WIDE)  # of each place in that table
        self.cells = np.empty((0, teams), dtype=np.int32)  # memory that is written into again
        self.columns = np.arange(0, teams * indicators, teams)[:, None]

    def add(self, batch: int, weights: np.ndarray, found: Orderings, inside: np.ndarray | None = None) -> None:
        """Counts draws.

        Parameters
        ----------
        batch : int
        weights : ndarray, shape (D, K)
        found : Orderings
        inside : ndarray, shape (D, T) or (L, T), optional
            Chance of a place in each draw, where more than the order decides it; or in those draws alone in which teams are
            level.
        """
        level = found.level
        by_order = inside is None or len(inside) < len(weights)
        first = self._count_ranks(found.order, level)
        top = _turned(found.order[:, :self.places if by_order else 1], level)
        sums = np.bincount((top[0] + self.columns).ravel(), weights=_without(weights, level).T.ravel(),
                           minlength=self.central.size)
        self.central += sums.reshape(self.central.T.shape).T
        if by_order:
            self.chance[batch] += first
            self.lists.add(top)
        if len(level):
            shared = self._count_level(weights[level], found)
            if inside is None:
                inside = shared
        if inside is not None and len(inside):
            self.chance[batch] += inside.sum(axis=0)
            self._list(inside > 0)
        if self.wins is not None:
            self._count_wins(found)
        self.draws += len(weights)
        self.made[batch] += len(weights)

    def intervals(self) -> np.ndarray:
        """Chance of a place, and the ends of its interval, shape (3, T)."""
        return chance_intervals(self.chance, self.made, self.sampler)

    def narrow(self, width: float) -> bool:
        """Whether no interval is wider."""
        _, low, high = self.intervals()
        return bool((high - low <= width).all())

    def result(self, teams: pd.Index, codes: tuple, *, exact_wins: np.ndarray | None = None, width: float = 0) -> Stability:
        """What the draws say."""
        wins = exact_wins if self.wins is None else self.wins / self.draws
        firsts = self.ranks[0].copy()
        self.ranks /= self.draws
        acceptability = self.ranks.T
        expected = np.arange(1, self.teams + 1) @ self.ranks
        rank_5, rank_95 = _ranks_reached(self.ranks, (0.05 - 1e-9, 0.95 - 1e-9))
        if exact_wins is not None:
            expected = 0.5 + (1 - exact_wins).sum(axis=1)  # one, and every team ahead; the half against itself left out
        central = np.divide(self.central, firsts[:, None], out=np.full(self.central.shape, np.nan), where=firsts[:, None] > 0)
        return Stability(
            acceptability=pd.DataFrame(acceptability, index=teams, columns=pd.RangeIndex(1, self.teams + 1, name="rank"),
                                       copy=False),
            probability=pd.DataFrame(self.intervals().T, index=teams, columns=["value", "low", "high"]),
            expected_rank=pd.Series(expected, index=teams, name="expected_rank"),
            rank_5=pd.Series(rank_5, index=teams, name="rank_5"), rank_95=pd.Series(rank_95, index=teams, name="rank_95"),
            pairwise=None if wins is None else pd.DataFrame(wins, index=teams, columns=teams),
            central_weights=pd.DataFrame(central, index=teams, columns=list(codes)), lists=self.lists.table(teams, self.draws),
            places=self.places, draws=self.draws, sampler=self.sampler,
            stopped="narrow" if width and self.narrow(width) else "budget")

    def _list(self, members: np.ndarray) -> None:
        """Lists by who is on them, shape (lists, T), each length by itself."""
        cells = np.flatnonzero(members)
        lists = cells // self.teams
        chosen = cells - lists * self.teams
        lengths = np.bincount(lists, minlength=len(members))
        for length in np.flatnonzero(np.bincount(lengths)):
            alike = chosen if (lengths == length).all() else chosen[(lengths == length)[lists]]
            self.lists.add(alike.reshape(-1, length).T)

    def _count_ranks(self, order: np.ndarray, level: np.ndarray) -> np.ndarray:
        """Counts who has which rank where no teams are level; in how many draws everybody has a place, shape (T,)."""
        if self.teams > DENSE:  # place by place: the counts of a few places stay in the cache
            for at in range(0, self.teams, BAND):
                cells = _turned(order[:, at:at + BAND], level)
                cells += np.arange(0, len(cells) * self.teams, self.teams)[:, None]
                np.add.at(self.ranks[at:at + BAND].reshape(-1), cells.reshape(-1), 1.0)
            return np.bincount(_turned(order[:, :self.places], level).ravel(), minlength=self.teams)
        order = _without(order, level)
        if len(self.cells) < len(order):
            self.cells = np.empty(order.shape, dtype=np.int32)
        cells = by_row(np.add, order, self.starts, self.cells[:len(order)])
        ranks = np.bincount(cells.ravel(), minlength=self.teams**2).reshape(self.teams, self.teams)
        self.ranks += ranks
        return ranks[:self.places].sum(axis=0)

    def _count_level(self, weights: np.ndarray, found: Orderings) -> np.ndarray:
        """Draws in which teams are level: they share their places; their chances of one of the first, shape (L, T)."""
        order, first, after = found.order[found.level], found.first, found.after
        share = 1 / (after - first)
        alone = share == 1
        np.add.at(self.ranks, (first[alone], order[alone]), 1.0)
        members, column = np.unique(order[~alone], return_inverse=True)
        steps = np.zeros((self.teams + 1, len(members)))
        for at, sign in ((first, 1), (after, -1)):
            np.add.at(steps, (at[~alone], column), sign * share[~alone])
        self.ranks[:, members] += np.cumsum(steps, axis=0)[:-1]
        draw, at = np.nonzero(first == 0)
        np.add.at(self.central, order[draw, at], share[draw, at, None] * weights[draw])
        by_place = np.clip(self.places - first, 0, after - first) * share
        inside = np.empty_like(by_place)
        np.put_along_axis(inside, order.astype(np.intp), (by_place > 0) * 1.0 if self.expand else by_place, axis=1)
        return inside

    def _count_wins(self, found: Orderings) -> None:
        ranks = np.empty((self.teams, len(found.order)), dtype=np.uint8 if self.teams <= 256 else np.uint16)
        rows = np.arange(len(found.order))
        for place in range(self.teams):
            ranks[found.order[:, place], rows] = place
        for row, first in zip(found.level, found.first, strict=True):
            ranks[found.order[row], row] = first
        self.wins += count_wins(ranks)


class _Lists:
    """The sets of teams that were chosen, and how often."""

    def __init__(self, teams: int):
        # A number of 64 bits for each team (splitmix64); the sum marks the set, whatever the order of its members.
        with np.errstate(over="ignore"):
            mixed = (np.arange(1, teams + 1, dtype=np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            self.numbers = mixed ^ (mixed >> np.uint64(31))
        self.waiting: list[tuple] = []  # marks and members of lists of one length that are not counted yet
        self.kind = np.min_scalar_type(teams)
        self.size = 0
        self.known: dict[int, tuple] = {}  # by length: marks in ascending order, counts, members

    def add(self, chosen: np.ndarray) -> None:
        """Lists of one length, shape (length, D)."""
        if self.waiting and len(self.waiting[0][1]) != len(chosen):
            self.count()
        if chosen.size:
            self.waiting.append((self.numbers.take(chosen).sum(axis=0), chosen.astype(self.kind)))
            self.size += chosen.size
        if self.size > WAITING:
            self.count()

    def count(self) -> None:
        if not self.waiting:
            return
        marks, chosen = (np.concatenate(parts, axis=-1) for parts in zip(*self.waiting, strict=True))
        self.waiting, self.size = [], 0
        # Sorted by the upper bits with the row below them: equal marks stand together, the first of them leading.
        bits = np.uint64(max(len(marks) - 1, 1).bit_length())
        rows = (marks >> bits << bits) | np.arange(len(marks), dtype=np.uint64)
        rows.sort()
        rows &= (np.uint64(1) << bits) - np.uint64(1)
        marks = marks[rows]
        starts = np.flatnonzero(np.append(True, marks[1:] != marks[:-1]))
        counts = np.diff(np.append(starts, len(marks)))
        self._merge(marks[starts], counts, np.sort(chosen[:, rows[starts]].T, axis=1))

    def _merge(self, marks: np.ndarray, counts: np.ndarray, members: np.ndarray) -> None:
        """Adds different lists of one length, marks in ascending order."""
        length = members.shape[1]
        old, their_counts, their_members = self.known.get(length, (marks[:0], counts[:0], members[:0]))
        at = np.searchsorted(old, marks)
        seen = at < len(old)
        seen[seen] = old[at[seen]] == marks[seen]
        their_counts[at[seen]] += counts[seen]
        room = SETS - sum(len(known) for known, *_ in self.known.values())
        fresh = np.flatnonzero(~seen)[:room]
        self.known[length] = tuple(np.insert(theirs, at[fresh], new[fresh], axis=0) for theirs, new in (
            (old, marks), (their_counts, counts), (their_members, members)))

    def table(self, teams: pd.Index, draws: int) -> pd.DataFrame:
        """The sets that occur, the most frequent first; equally frequent ones by their members."""
        self.count()
        longest = max(self.known, default=0)
        kind = np.min_scalar_type(-len(teams) - 1)
        place = np.zeros(len(teams) + 1, dtype=kind)  # of each name among all; no name comes before every name
        names = [*map(str, teams)]
        place[sorted(range(len(names)), key=names.__getitem__)] = np.arange(1, len(place))
        padded = np.concatenate([np.empty((0, longest), dtype=kind)] + [
            np.pad(members.astype(kind), ((0, 0), (0, longest - length)), constant_values=-1)
            for length, (_, _, members) in self.known.items()])
        counts = np.concatenate([np.empty(0, dtype=int)] + [counts for _, counts, _ in self.known.values()])
        order, teams = np.lexsort((*place[padded].T[::-1], -counts)), teams.tolist()
        lengths = (padded >= 0).sum(axis=1)
        # Row by row: everything that is made of all lists at once takes more memory than they.
        sets = [tuple([teams[member] for member in padded[row, :lengths[row]].tolist()]) for row in order]
        return pd.DataFrame({"teams": pd.Series(sets, dtype=object), "share": counts[order] / draws})


def _without(table: np.ndarray, rows: np.ndarray) -> np.ndarray:
    return np.delete(table, rows, axis=0) if len(rows) else table


def _turned(order: np.ndarray, level: np.ndarray) -> np.ndarray:
    """Who stands at each place in the other draws, shape (places, D)."""
    return np.ascontiguousarray(_without(order, level).T, dtype=np.intp)


def _ranks_reached(shares: np.ndarray, wanted: tuple[float, ...]) -> np.ndarray:
    """The ranks at which teams have reached shares of the draws, from the shares at each rank, shape (len(wanted), T)."""
    ranks, before = np.ones((len(wanted), shares.shape[1]), dtype=int), np.zeros(shares.shape[1])
    for at in range(0, len(shares), BAND):
        after = before + shares[at:at + BAND].sum(axis=0)
        for rank, share in zip(ranks, wanted, strict=True):
            rank[after < share] += BAND
            here = np.flatnonzero((before < share) & (after >= share))
            rank[here] += (before[here] + shares[at:at + BAND, here].cumsum(axis=0) < share).sum(axis=0)
        before = after
    return ranks


def chance_intervals(counts: np.ndarray, made: np.ndarray, sampler: str) -> np.ndarray:
    """Chances and the ends of their intervals, shape (3, T), from counts in batches of so many draws."""
    draws = made.sum()
    chance = counts.sum(axis=0) / draws
    low, high = _wilson(chance, max(draws // (CHAIN_LOSS if sampler == "chains" else 1), 1))
    if len(made) > 1:
        means = counts / made[:, None]
        reach = STUDENT_97_5[len(made)] * means.std(axis=0, ddof=1) / np.sqrt(len(means))
        rare = np.minimum(chance, 1 - chance) * draws < RARE
        low = np.where(rare, np.minimum(low, chance - reach), chance - reach)
        high = np.where(rare, np.maximum(high, chance + reach), chance + reach)
        # Batches of one mean leave no spread to see: a step of one draw is the least that is known.
        low, high = np.minimum(low, chance - 1 / draws), np.maximum(high, chance + 1 / draws)
    return np.clip([chance, low, high], 0, 1)


def _wilson(chance: np.ndarray, draws: int) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's 95 % interval (1927), which has a width at 0 and 1 too."""
    square = NORMAL_97_5**2 / draws
    centre = (chance + square / 2) / (1 + square)
    reach = NORMAL_97_5 * np.sqrt(chance * (1 - chance) / draws + square / (4 * draws)) / (1 + square)
    return centre - reach, centre + reach
