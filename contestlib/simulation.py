"""What sampled weightings do to the ranking; the only creator of random generators."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from contestlib.errors import DataError, RulesError
from contestlib.orderings import Orderings, Ranker
from contestlib.pairwise import count_wins, exact_wins
from contestlib.records import Stability
from contestlib.regions import WeightRegion
from contestlib.sampling import WeightLaw, can_reject, sample_weights, uniform_law, walk_weights
from contestlib.scoring import generator_matrix
from contestlib.sobol import DIMENSIONS, scramble

CELLS = 1 << 17  # draws times teams that are ranked at once
BLOCK = 1 << 14  # draws that a sampler without scramblings makes at once
BATCHES = 16  # independent scramblings, or chains, whose means the intervals come from
FIRST_LOOK = 64  # draws of each batch before the first look at the intervals; every next look doubles them
NORMAL_97_5 = 1.959963984540054
STUDENT_97_5 = 2.131449545559323  # 15 degrees of freedom
RARE = 16  # a chance with fewer draws than this on either side has Wilson's interval
CHAIN_LOSS = 10  # of a chain's draws, one in so many counts as independent where its chance is rare
PAIRS = 1000  # more teams than this are not compared pair by pair
CORNERS = 32  # up to so many simplices, pairs are compared in closed form
SETS = 1 << 16  # different lists that are told apart


def random_generator(seed: int) -> np.random.Generator:
    """The generator of a stated seed: PCG64, the same numbers on every machine.

    Examples
    --------
    >>> bool(random_generator(7).random() == random_generator(7).random())
    True
    """
    return np.random.Generator(np.random.PCG64(seed))


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
    into simplices the draws are Sobol points in 16 independent scramblings and the intervals come from the scramblings'
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
    source = _source_of(region, rng)
    tally = _Tally(table, places, source.batches, ties, counts_pairs=len(table) <= PAIRS and source.simplices is None)
    for batch, weights in _until_narrow(source, draws, width, tally, tell):
        tally.add(batch, weights)
    wins = tally.wins
    if source.simplices is not None and len(table) <= PAIRS:
        corners, shares = source.simplices
        wins = exact_wins(np.einsum("svk,tk->stv", corners, table), shares)
    return _stability(normalized.index, source, tally, wins, places, width)


@dataclass(frozen=True)
class _Source:
    """Where weights come from: batches that are independent of each other, each a row of draws."""

    sampler: str
    batches: int
    codes: tuple
    draw: Callable[[int, int, int], np.ndarray]  # batch, start, stop -> weights
    simplices: tuple | None = None


def _source_of(region: WeightRegion | WeightLaw, rng: np.random.Generator) -> _Source:
    law = region if isinstance(region, WeightLaw) else uniform_law(region)
    if law is not None and law.dimension <= DIMENSIONS:
        scramblings = [scramble(law.dimension, rng) for _ in range(BATCHES)]
        simplices = law.simplices if law.simplices is not None and len(law.simplices[0]) <= CORNERS else None
        return _Source("sobol", BATCHES, law.codes, lambda batch, start, stop:
                       law.transport(scramblings[batch].points(start, stop)), simplices)
    if law is not None or can_reject(region, rng=rng):
        return _Source("independent", 1, region.codes, lambda batch, start, stop: sample_weights(region, stop - start, rng=rng))
    walked: dict[int, np.ndarray] = {}  # all chains walk side by side; the first batch that asks starts them

    def walk(batch: int, start: int, stop: int) -> np.ndarray:
        if start not in walked:
            walked.clear()
            walked[start] = walk_weights(region, BATCHES * (stop - start), rng=rng, chains=BATCHES)
        return walked[start][batch::BATCHES]

    return _Source("chains", BATCHES, region.codes, walk)


def _until_narrow(source: _Source, draws: int, width: float, tally: _Tally,
                  tell: Callable[[int, int], None]) -> Iterator[tuple[int, np.ndarray]]:
    """Batches of weights, until no interval is wider than asked or the draws are spent."""
    each = -(-draws // source.batches)
    done, look = 0, FIRST_LOOK * BATCHES // source.batches if width else each
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
        if width and done < each and (np.diff(_intervals(tally, source)[1:], axis=0) <= width).all():
            return


class _Tally:
    """Counts over draws: ranks, lists, first places and the weights that gave them."""

    def __init__(self, table: np.ndarray, places: int, batches: int, ties: str, *, counts_pairs: bool):
        self.ranker, self.table, self.places, self.expand = Ranker(table), table, places, ties == "expand"
        self.teams, self.draws = len(table), 0
        self.ranks = np.zeros((self.teams, self.teams))  # place, team
        self.chance = np.zeros((batches, self.teams))
        self.made = np.zeros(batches, dtype=int)
        self.central, self.firsts = np.zeros(table.shape), np.zeros(self.teams)
        self.wins = np.zeros((self.teams, self.teams)) if counts_pairs else None
        self.lists = _Lists(self.teams)

    def add(self, batch: int, weights: np.ndarray) -> None:
        """Counts draws of the shape (D, K)."""
        found = self.ranker.rank(weights)
        apart = found.order
        if len(found.level):
            apart = np.delete(found.order, found.level, axis=0)
            self._add_level(batch, weights[found.level], found)
        self._count_ranks(batch, apart)
        top = np.delete(weights, found.level, axis=0) if len(found.level) else weights
        for column in range(weights.shape[1]):
            self.central[:, column] += np.bincount(apart[:, 0], weights=top[:, column], minlength=self.teams)
        self.firsts += np.bincount(apart[:, 0], minlength=self.teams)
        self.lists.add(apart[:, :self.places])
        if self.wins is not None:
            self._add_wins(found)
        self.draws += len(weights)
        self.made[batch] += len(weights)

    def _count_ranks(self, batch: int, order: np.ndarray) -> None:
        if self.teams > PAIRS:
            flat = self.ranks.reshape(-1)
            np.add.at(flat, order + np.arange(self.teams) * self.teams, 1.0)
            self.chance[batch] += np.bincount(order[:, :self.places].ravel(), minlength=self.teams)
            return
        at = order + np.arange(0, self.teams * self.teams, self.teams, dtype=order.dtype)
        counts = np.bincount(at.ravel(), minlength=self.teams**2).reshape(self.teams, self.teams)
        self.ranks += counts
        self.chance[batch] += counts[:self.places].sum(axis=0)

    def _add_level(self, batch: int, weights: np.ndarray, found: Orderings) -> None:
        """Draws in which teams are level: they share their places."""
        order, first, after = found.order[found.level], found.first, found.after
        share = 1 / (after - first)
        steps = np.zeros((self.teams + 1, self.teams))
        for at, sign in ((first, 1), (after, -1)):
            np.add.at(steps, (at, order), sign * share)
        self.ranks += np.cumsum(steps, axis=0)[:-1]
        inside = np.clip(self.places - first, 0, after - first) * share
        inside = (inside > 0) * 1.0 if self.expand else inside
        np.add.at(self.chance[batch], order, inside)
        leads = np.where(first == 0, share, 0)
        np.add.at(self.firsts, order, leads)
        np.add.at(self.central, order, leads[:, :, None] * weights[:, None, :])
        for row, listed in zip(order, inside > 0, strict=True):
            self.lists.add(row[listed][None])

    def _add_wins(self, found: Orderings) -> None:
        ranks = np.empty((self.teams, len(found.order)), dtype=np.uint8 if self.teams <= 256 else np.uint16)
        rows = np.arange(len(found.order))
        for place in range(self.teams):
            ranks[found.order[:, place], rows] = place
        for row, first in zip(found.level, found.first, strict=True):
            ranks[found.order[row], row] = first
        self.wins += count_wins(ranks)


@dataclass
class _Lists:
    """The sets of teams that were chosen, and how often."""

    teams: int
    waiting: list = field(default_factory=list)
    known: dict = field(default_factory=dict)  # mark of the set -> [count, members]
    others: int = 0

    def __post_init__(self):
        # A number of 64 bits for each team (splitmix64); the sum marks the set, whatever the order of its members.
        with np.errstate(over="ignore"):
            mixed = (np.arange(1, self.teams + 1, dtype=np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            self.marks = mixed ^ (mixed >> np.uint64(31))

    def add(self, chosen: np.ndarray) -> None:
        marks = self.marks[chosen].sum(axis=1)
        found, at, counts = np.unique(marks, return_index=True, return_counts=True)
        for mark, row, count in zip(found.tolist(), at.tolist(), counts.tolist(), strict=True):
            if mark in self.known:
                self.known[mark][0] += count
            elif len(self.known) < SETS:
                self.known[mark] = [count, chosen[row].copy()]
            else:
                self.others += count


def _checked_table(normalized: pd.DataFrame, region: WeightRegion | WeightLaw, places: int, draws: int, power: float) -> np.ndarray:
    if normalized.isna().any(axis=None):
        row, column = np.argwhere(normalized.isna().to_numpy())[0]
        raise DataError(found="no number for {code!r} of team {team!r}", expected="a finite number", where="the matrix",
                        remedy="let a stated rule fill it (fill_missing), or leave the team out",
                        code=normalized.columns[column], team=normalized.index[row])
    if draws < 1:
        raise RulesError(found="{draws} draws", expected="at least one", where="the simulation",
                         remedy="ask for 16384 or so", draws=draws)
    if not 1 <= places <= len(normalized):
        raise RulesError(found="{places} places for {teams} teams", expected="between 1 and the number of teams",
                         where="the simulation", remedy="correct the number of places", places=places, teams=len(normalized))
    return generator_matrix(normalized[list(region.codes)], power).to_numpy(dtype=float)


def _intervals(tally: _Tally, source: _Source) -> np.ndarray:
    """Chance, and the ends of its interval, shape (3, T)."""
    chance = tally.chance.sum(axis=0) / tally.draws
    low, high = _wilson(chance, tally.draws // (CHAIN_LOSS if source.sampler == "chains" else 1) or 1)
    if source.batches > 1:
        means = tally.chance / tally.made[:, None]
        reach = STUDENT_97_5 * means.std(axis=0, ddof=1) / np.sqrt(source.batches)
        rare = np.minimum(chance, 1 - chance) * tally.draws < RARE
        low = np.where(rare, np.minimum(low, chance - reach), chance - reach)
        high = np.where(rare, np.maximum(high, chance + reach), chance + reach)
        # Batches of one mean leave no spread to see: a step of one draw is the least that is known.
        low, high = np.minimum(low, chance - 1 / tally.draws), np.maximum(high, chance + 1 / tally.draws)
    return np.clip([chance, low, high], 0, 1)


def _stability(teams: pd.Index, source: _Source, tally: _Tally, wins: np.ndarray | None, places: int, width: float) -> Stability:
    ranks = pd.RangeIndex(1, len(teams) + 1, name="rank")
    acceptability = tally.ranks
    acceptability /= tally.draws
    acceptability = acceptability.T
    interval = _intervals(tally, source)
    below_5, below_95, expected = (np.zeros(len(teams)) for _ in range(3))
    reached = np.zeros(len(teams))
    for place in range(len(teams)):
        reached += acceptability[:, place]
        expected += (place + 1) * acceptability[:, place]
        below_5 += reached + 1e-9 < 0.05
        below_95 += reached + 1e-9 < 0.95
    central = np.divide(tally.central, tally.firsts[:, None], out=np.full(tally.central.shape, np.nan),
                        where=tally.firsts[:, None] > 0)
    if wins is not None and source.simplices is None:
        wins = wins / tally.draws
    elif wins is not None:
        expected = 0.5 + (1 - wins).sum(axis=1)  # one, and every team ahead; its half against itself left out
    narrow = bool(width) and bool((interval[2] - interval[1] <= width).all())
    return Stability(
        acceptability=pd.DataFrame(acceptability, index=teams, columns=ranks, copy=False),
        probability=pd.DataFrame(interval.T, index=teams, columns=["value", "low", "high"]),
        expected_rank=pd.Series(expected, index=teams, name="expected_rank"),
        rank_5=pd.Series(1 + below_5.astype(int), index=teams, name="rank_5"),
        rank_95=pd.Series(1 + below_95.astype(int), index=teams, name="rank_95"),
        pairwise=None if wins is None else pd.DataFrame(wins, index=teams, columns=teams),
        central_weights=pd.DataFrame(central, index=teams, columns=list(source.codes)), lists=_lists(tally, teams),
        places=places, draws=tally.draws, sampler=source.sampler, stopped="narrow" if narrow else "budget")


def _lists(tally: _Tally, teams: pd.Index) -> pd.DataFrame:
    """The sets that occur, the most frequent first; equally frequent ones by their members."""
    rows = [(tuple(teams[np.sort(members)]), count / tally.draws) for count, members in tally.lists.known.values()]
    rows.sort(key=lambda row: (-row[1], tuple(map(str, row[0]))))
    return pd.DataFrame(rows, columns=["teams", "share"])


def _wilson(chance: np.ndarray, draws: int) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's 95 % interval (1927), which has a width at 0 and 1 too."""
    square = NORMAL_97_5**2 / draws
    centre = (chance + square / 2) / (1 + square)
    reach = NORMAL_97_5 * np.sqrt(chance * (1 - chance) / draws + square / (4 * draws)) / (1 + square)
    return centre - reach, centre + reach
