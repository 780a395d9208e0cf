"""What sampled weightings do to the ranking; the only creator of random generators."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from contestlib.errors import RulesError
from contestlib.normalization import refuse_gaps
from contestlib.orderings import Orderings, Ranker
from contestlib.pairwise import count_wins, exact_wins
from contestlib.records import Stability
from contestlib.regions import WeightRegion
from contestlib.sampling import WeightLaw, can_reject, sample_weights, uniform_law, walk_weights
from contestlib.scoring import generator_matrix
from contestlib.sobol import DIMENSIONS, scramble
from contestlib.threads import one_thread

CELLS = 1 << 17  # draws times teams that are ranked at once
BLOCK = 1 << 14  # draws that a sampler without scramblings makes at once
SCRAMBLINGS = 8  # independent of each other: the intervals come from their means
CHAINS = 16  # likewise
FIRST_LOOK = 1024  # draws before the first look at the intervals; every next look doubles them
NORMAL_97_5 = 1.959963984540054
STUDENT_97_5 = {SCRAMBLINGS: 2.3646242515927849, CHAINS: 2.131449545559323}  # 7 and 15 degrees of freedom
RARE = 16  # a chance with fewer draws than this on either side has Wilson's interval
CHAIN_LOSS = 10  # of a chain's draws, one in so many counts as independent where its chance is rare
PAIRS = 1000  # more teams than this are not compared pair by pair
CORNERS = 32  # up to so many simplices, pairs are compared in closed form
SETS = 1 << 16  # different lists that are told apart
WAITING = 1 << 20  # members of lists that are counted at once


def random_generator(seed: int) -> np.random.Generator:
    """The generator of a stated seed: PCG64, the same numbers on every machine.

    Examples
    --------
    >>> bool(random_generator(7).random() == random_generator(7).random())
    True
    """
    return np.random.Generator(np.random.PCG64(seed))


@one_thread()
def simulate(normalized: pd.DataFrame, region: WeightRegion | WeightLaw, *, places: int, draws: int, rng: np.random.Generator,
             power: float = 1, ties: str = "share", width: float = 0, tell: Callable[[int, int], None] = lambda done, of: None,
             ) -> Stability:
    """Stochastic multicriteria acceptability analysis of a list of `places`.

    Parameters
    ----------
    normalized : DataFrame, shape (T, K)
    region : WeightRegion or WeightLaw
        Weights are drawn uniformly from a region, or by a law (`around_scenario`, `among_scenarios`).
    places : int
    draws : int
        Rounded up to whole batches; the result says how many were made.
    rng : numpy.random.Generator
    power : float
        Of the mean.
    ties : {"share", "expand"}
        Teams level at the cut share what places are left, so that the chances add up to `places`, or all of them get one.
    width : float
        Draws end as soon as no team's interval is wider; 0 makes all of them.
    tell : callable
        Called with the draws made so far and the draws asked for.

    Returns
    -------
    Stability

    Raises
    ------
    DataError
        A missing cell.
    RulesError
        Fewer than one draw, or places that are not 1 to T.

    Notes
    -----
    Lahdelma and Salminen (2001), SMAA-2. Totals are unrounded, without quotas or tie-break keys. Where the region can be cut
    into simplices the draws are Sobol points in 8 independent scramblings and the intervals come from the scramblings'
    means (Student's t); otherwise draws are independent (Wilson's interval), or 16 chains where rejection would be hopeless.
    No interval has zero width. Draws are made in fixed blocks: the same seed gives the same numbers, whatever the machine
    does at the same time.

    Examples
    --------
    >>> from contestlib.regions import weight_region
    >>> table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0]}, index=["X", "Y"])
    >>> result = simulate(table, weight_region(["a", "b"]), places=1, draws=4096, rng=random_generator(1))
    >>> result.probability["value"].round(3).tolist()
    [0.5, 0.5]
    """
    table = _checked_table(normalized, region, places, draws, power)
    source, ranker = _source_of(region, rng), Ranker(table)
    tally = Tally(*table.shape, places, batches=source.batches, sampler=source.sampler, expand=ties == "expand",
                  counts_pairs=len(table) <= PAIRS and source.simplices is None)
    for batch, weights in _until_narrow(source, draws, width, tally, tell):
        tally.add(batch, weights, ranker.rank(weights))
    wins = None
    if source.simplices is not None and len(table) <= PAIRS:
        corners, shares = source.simplices
        wins = exact_wins(np.einsum("svk,tk->stv", corners, table), shares)
    return tally.result(normalized.index, source.codes, exact_wins=wins, width=width)


@one_thread()
def place_chances(normalized: pd.DataFrame, region: WeightRegion | WeightLaw, *, places: int, draws: int,
                  rng: np.random.Generator, power: float = 1) -> pd.DataFrame:
    """Chances of a place alone, for a great many teams or an answer at once.

    Parameters
    ----------
    normalized : DataFrame, shape (T, K)
    region : WeightRegion or WeightLaw
    places : int
    draws : int
        Rounded up to whole batches.
    rng : numpy.random.Generator
    power : float
        Of the mean.

    Returns
    -------
    DataFrame, shape (T, 3)
        value, low, high: the same chances as of `simulate` with the same arguments.

    Raises
    ------
    DataError, RulesError
        As `simulate`.

    Notes
    -----
    Over a region, teams that as many others as there are places beat under all admissible weights are left out of every draw.

    Examples
    --------
    >>> from contestlib.regions import weight_region
    >>> table = pd.DataFrame({"a": [1.0, 0.0, 0.2], "b": [0.0, 1.0, 0.1]}, index=["X", "Y", "Z"])
    >>> place_chances(table, weight_region(["a", "b"]), places=1, draws=4096, rng=random_generator(1))["value"].round(3).tolist()
    [0.5, 0.5, 0.0]
    """
    table = _checked_table(normalized, region, places, draws, power)
    source = _source_of(region, rng)
    able = np.arange(len(table)) if source.corners is None else _not_beaten(table @ source.corners.T, places)
    ranker = Ranker(table[able])
    chance, made = np.zeros((source.batches, len(table))), np.zeros(source.batches, dtype=int)
    each = -(-draws // source.batches)
    rows = max(CELLS // len(able), 16)
    for start in range(0, each, BLOCK):
        for batch in range(source.batches):
            block = source.draw(batch, start, min(start + BLOCK, each))
            for at in range(0, len(block), rows):
                chosen, level, inside = ranker.first_places(block[at:at + rows], places)
                apart = np.delete(chosen, level, axis=0) if len(level) else chosen
                chance[batch, able] += np.bincount(apart.ravel(), minlength=len(able)) + inside.sum(axis=0)
            made[batch] += len(block)
    return pd.DataFrame(_intervals(chance, made, source.sampler).T, index=normalized.index, columns=["value", "low", "high"])


def _not_beaten(values: np.ndarray, places: int) -> np.ndarray:
    """Teams that fewer than `places` others beat at every corner of the region, shape (T, corners), or could not be shown to."""
    margin = 1e-9 * max(np.abs(values).max(), 1e-300)
    able = np.arange(len(values))
    for strong in (4 * places, 16 * places, 64 * places):
        if len(able) <= strong:
            break
        best = able[np.argsort(-values[able].min(axis=1), kind="stable")[:strong]]
        also = able[np.argsort(-values[able].mean(axis=1), kind="stable")[:strong]]
        rivals = values[np.union1d(best, also)] - margin
        beaten = np.zeros(len(able), dtype=int)
        for rival in rivals:
            beaten += (rival > values[able]).all(axis=1)
        able = able[beaten < places]
    return able


@dataclass(frozen=True)
class _Source:
    """Where weights come from: batches that are independent of each other, each a row of draws."""

    sampler: str
    batches: int
    codes: tuple
    draw: Callable[[int, int, int], np.ndarray]  # batch, start, stop -> weights
    simplices: tuple | None = None
    corners: np.ndarray | None = None  # of the region, where the draws come from all of it


def _source_of(region: WeightRegion | WeightLaw, rng: np.random.Generator) -> _Source:
    law = region if isinstance(region, WeightLaw) else uniform_law(region)
    if law is not None and law.dimension <= DIMENSIONS:
        scramblings = [scramble(law.dimension, rng) for _ in range(SCRAMBLINGS)]
        simplices = law.simplices if law.simplices is not None and len(law.simplices[0]) <= CORNERS else None
        corners = None if law.simplices is None else np.unique(law.simplices[0].reshape(-1, len(law.codes)), axis=0)
        return _Source("sobol", SCRAMBLINGS, law.codes, lambda batch, start, stop:
                       law.transport(scramblings[batch].points(start, stop)), simplices, corners)
    if law is not None or can_reject(region, rng=rng):
        return _Source("independent", 1, region.codes, lambda batch, start, stop: sample_weights(region, stop - start, rng=rng))
    walked: dict[int, np.ndarray] = {}  # all chains walk side by side; the first batch that asks starts them

    def walk(batch: int, start: int, stop: int) -> np.ndarray:
        if start not in walked:
            walked.clear()
            walked[start] = walk_weights(region, CHAINS * (stop - start), rng=rng, chains=CHAINS)
        return walked[start][batch::CHAINS]

    return _Source("chains", CHAINS, region.codes, walk)


def _until_narrow(source: _Source, draws: int, width: float, tally: Tally,
                  tell: Callable[[int, int], None]) -> Iterator[tuple[int, np.ndarray]]:
    """Batches of weights, until no interval is wider than asked or the draws are spent."""
    each = -(-draws // source.batches)
    done, look = 0, FIRST_LOOK // source.batches if width else each
    rows = max(CELLS // tally.teams, 16)
    while done < each:
        upto = min(look, each)
        for start in range(done, upto, BLOCK):
            for batch in range(source.batches):
                block = source.draw(batch, start, min(start + BLOCK, upto))
                for at in range(0, len(block), rows):
                    yield batch, block[at:at + rows]
                    tell(tally.draws, each * source.batches)
        done, look = upto, 2 * look
        if width and done < each and tally.narrow(width):
            return


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
        self.central, self.firsts = np.zeros((teams, indicators)), np.zeros(teams)
        self.wins = np.zeros((teams, teams)) if counts_pairs else None
        self.lists = _Lists(teams)
        self.cells = np.empty((0, teams), dtype=np.intp)  # memory that is written into again

    def add(self, batch: int, weights: np.ndarray, found: Orderings, inside: np.ndarray | None = None) -> None:
        """Counts draws.

        Parameters
        ----------
        batch : int
        weights : ndarray, shape (D, K)
        found : Orderings
        inside : ndarray, shape (D, T), optional
            Chance of a place in each draw, where more than the order decides it.
        """
        level = found.level
        apart, of_apart = (np.delete(part, level, axis=0) if len(level) else part for part in (found.order, weights))
        self._count_ranks(apart)
        leaders = apart[:, 0].astype(np.intp)
        for column, values in enumerate(np.ascontiguousarray(of_apart.T)):
            self.central[:, column] += np.bincount(leaders, weights=values, minlength=self.teams)
        self.firsts += np.bincount(leaders, minlength=self.teams)
        shared = self._count_level(weights[level], found) if len(level) else np.empty((0, self.teams))
        if inside is None:
            top = apart[:, :self.places]
            self.chance[batch] += np.bincount(top.ravel(), minlength=self.teams) + shared.sum(axis=0)
            self.lists.add(top)
        else:
            self.chance[batch] += inside.sum(axis=0)
            shared = inside
        self._list(shared > 0)
        if self.wins is not None:
            self._count_wins(found)
        self.draws += len(weights)
        self.made[batch] += len(weights)

    def intervals(self) -> np.ndarray:
        """Chance of a place, and the ends of its interval, shape (3, T)."""
        return _intervals(self.chance, self.made, self.sampler)

    def narrow(self, width: float) -> bool:
        """Whether no interval is wider."""
        _, low, high = self.intervals()
        return bool((high - low <= width).all())

    def result(self, teams: pd.Index, codes: tuple, *, exact_wins: np.ndarray | None = None, width: float = 0) -> Stability:
        """What the draws say."""
        wins = exact_wins if self.wins is None else self.wins / self.draws
        self.ranks /= self.draws
        acceptability = self.ranks.T
        expected = np.arange(1, self.teams + 1) @ self.ranks
        reached, below_5, below_95 = np.zeros(self.teams), np.zeros(self.teams, dtype=int), np.zeros(self.teams, dtype=int)
        for share in self.ranks:
            reached += share
            below_5 += reached < 0.05 - 1e-9
            below_95 += reached < 0.95 - 1e-9
        if exact_wins is not None:
            expected = 0.5 + (1 - exact_wins).sum(axis=1)  # one, and every team ahead; the half against itself left out
        central = np.divide(self.central, self.firsts[:, None], out=np.full(self.central.shape, np.nan),
                            where=self.firsts[:, None] > 0)
        return Stability(
            acceptability=pd.DataFrame(acceptability, index=teams, columns=pd.RangeIndex(1, self.teams + 1, name="rank"),
                                       copy=False),
            probability=pd.DataFrame(self.intervals().T, index=teams, columns=["value", "low", "high"]),
            expected_rank=pd.Series(expected, index=teams, name="expected_rank"),
            rank_5=pd.Series(1 + below_5, index=teams, name="rank_5"),
            rank_95=pd.Series(1 + below_95, index=teams, name="rank_95"),
            pairwise=None if wins is None else pd.DataFrame(wins, index=teams, columns=teams),
            central_weights=pd.DataFrame(central, index=teams, columns=list(codes)), lists=self.lists.table(teams, self.draws),
            places=self.places, draws=self.draws, sampler=self.sampler,
            stopped="narrow" if width and self.narrow(width) else "budget")

    def _list(self, members: np.ndarray) -> None:
        """Lists by who is on them, shape (lists, T), each length by itself."""
        lengths = members.sum(axis=1)
        for length in np.unique(lengths):
            self.lists.add(np.nonzero(members[lengths == length])[1].reshape(-1, length))

    def _count_ranks(self, order: np.ndarray) -> None:
        if len(self.cells) < len(order):
            self.cells = np.empty(order.shape, dtype=np.intp)
        at = np.add(order, np.arange(0, self.teams * self.teams, self.teams), out=self.cells[:len(order)])
        if self.teams > PAIRS:
            np.add.at(self.ranks.reshape(-1), at, 1.0)
        else:
            self.ranks += np.bincount(at.ravel(), minlength=self.teams**2).reshape(self.teams, self.teams)

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
        leads = np.where(first == 0, share, 0)
        np.add.at(self.firsts, order, leads)
        np.add.at(self.central, order, leads[:, :, None] * weights[:, None, :])
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
        self.waiting: list[np.ndarray] = []  # lists of one length that are not counted yet
        self.size = 0
        self.known: dict[int, tuple] = {}  # by length: marks in ascending order, counts, members

    def add(self, chosen: np.ndarray) -> None:
        """Lists of one length, shape (D, length)."""
        if self.waiting and self.waiting[0].shape[1] != chosen.shape[1]:
            self.count()
        if chosen.size:
            self.waiting.append(chosen.astype(np.int32))
            self.size += chosen.size
        if self.size > WAITING:
            self.count()

    def count(self) -> None:
        if not self.waiting:
            return
        chosen = np.concatenate(self.waiting)
        self.waiting, self.size = [], 0
        marks = np.zeros(len(chosen), dtype=np.uint64)
        for column in chosen.T:
            marks += self.numbers[column]
        # Sorted by the upper bits with the row below them: equal marks stand together, the first of them leading.
        bits = np.uint64(max(len(marks) - 1, 1).bit_length())
        rows = (marks >> bits << bits) | np.arange(len(marks), dtype=np.uint64)
        rows.sort()
        rows &= (np.uint64(1) << bits) - np.uint64(1)
        marks = marks[rows]
        starts = np.flatnonzero(np.append(True, marks[1:] != marks[:-1]))
        counts = np.diff(np.append(starts, len(marks)))
        self._merge(marks[starts], counts, np.sort(chosen[rows[starts]], axis=1))

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
        place = np.zeros(len(teams) + 1, dtype=int)  # of each name among all; no name comes before every name
        names = [*map(str, teams)]
        place[sorted(range(len(names)), key=names.__getitem__)] = np.arange(1, len(place))
        padded = np.concatenate([np.empty((0, longest), dtype=int)] + [
            np.pad(members, ((0, 0), (0, longest - length)), constant_values=-1)
            for length, (_, _, members) in self.known.items()])
        counts = np.concatenate([np.empty(0, dtype=int)] + [counts for _, counts, _ in self.known.values()])
        order = np.lexsort((*place[padded].T[::-1], -counts))
        members = teams.to_numpy(dtype=object)[padded[order]]
        lengths = (padded[order] >= 0).sum(axis=1)
        sets = [tuple(row[:length]) for row, length in zip(members.tolist(), lengths.tolist(), strict=True)]
        return pd.DataFrame({"teams": pd.Series(sets, dtype=object), "share": counts[order] / draws})


def _checked_table(normalized: pd.DataFrame, region: WeightRegion | WeightLaw, places: int, draws: int,
                   power: float) -> np.ndarray:
    refuse_gaps(normalized)
    if draws < 1:
        raise RulesError(found="{draws} draws", expected="at least one", where="the simulation",
                         remedy="ask for 16384 or so", draws=draws)
    if not 1 <= places <= len(normalized):
        raise RulesError(found="{places} places for {teams} teams", expected="between 1 and the number of teams",
                         where="the simulation", remedy="correct the number of places", places=places, teams=len(normalized))
    return generator_matrix(normalized[list(region.codes)], power).to_numpy(dtype=float)


def _intervals(counts: np.ndarray, made: np.ndarray, sampler: str) -> np.ndarray:
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
