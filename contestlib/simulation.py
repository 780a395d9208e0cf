"""What sampled weightings do to the ranking; the only creator of random generators."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from contestlib.errors import RulesError
from contestlib.normalization import refuse_gaps
from contestlib.orderings import CELLS, Ranker, rows_at_once
from contestlib.pairwise import exact_wins
from contestlib.records import Stability
from contestlib.regions import WeightRegion
from contestlib.sampling import WeightLaw, can_reject, sample_weights, uniform_law, walk_weights
from contestlib.scoring import generator_matrix
from contestlib.sobol import DIMENSIONS, scramble
from contestlib.tally import CHAINS, PAIRS, SCRAMBLINGS, Tally, chance_intervals
from contestlib.threads import one_thread

RIVALS = 64  # teams with which the others are compared at once
ROWS = 1024  # so many draws at least are counted at once
BLOCK = 1 << 14  # draws that a sampler without scramblings makes at once
SMOOTH = 1 << 13  # of Sobol points, which do not depend on how many are made at once
FIRST_LOOK = 1024  # draws before the first look at the intervals; every next look doubles them
CORNERS = 32  # up to so many simplices, pairs are compared in closed form


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
    rows = max(CELLS // len(able), 1)
    for start in range(0, each, source.block):
        for batch in range(source.batches):
            block = source.draw(batch, start, min(start + source.block, each))
            for at in range(0, len(block), rows):
                chosen, level, inside = ranker.first_places(block[at:at + rows], places)
                apart = np.delete(chosen, level, axis=0) if len(level) else chosen
                chance[batch, able] += np.bincount(apart.ravel(), minlength=len(able)) + inside.sum(axis=0)
            made[batch] += len(block)
    chances = chance_intervals(chance, made, source.sampler).T
    return pd.DataFrame(chances, index=normalized.index, columns=["value", "low", "high"])


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
        beaten, columns = np.zeros(len(able), dtype=int), np.ascontiguousarray(values[able].T)
        for at in range(0, len(rivals), RIVALS):
            few = rivals[at:at + RIVALS]
            ahead = np.ones((len(few), len(able)), dtype=bool)
            for column, theirs in zip(columns, few.T, strict=True):
                ahead &= theirs[:, None] > column
            beaten += ahead.sum(axis=0)
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
    block: int = BLOCK  # draws that are made at once


def _source_of(region: WeightRegion | WeightLaw, rng: np.random.Generator) -> _Source:
    law = region if isinstance(region, WeightLaw) else uniform_law(region)
    if law is not None and law.dimension <= DIMENSIONS:
        scramblings = [scramble(law.dimension, rng) for _ in range(SCRAMBLINGS)]
        simplices = law.simplices if law.simplices is not None and len(law.simplices[0]) <= CORNERS else None
        corners = None if law.simplices is None else _corners(law.simplices[0])
        return _Source("sobol", SCRAMBLINGS, law.codes, lambda batch, start, stop:
                       law.transport(scramblings[batch].points(start, stop)), simplices, corners, SMOOTH)
    if law is not None or can_reject(region, rng=rng):
        return _Source("independent", 1, region.codes, lambda batch, start, stop: sample_weights(region, stop - start, rng=rng))
    walked: dict[int, np.ndarray] = {}  # all chains walk side by side; the first batch that asks starts them

    def walk(batch: int, start: int, stop: int) -> np.ndarray:
        if start not in walked:
            walked.clear()
            walked[start] = walk_weights(region, CHAINS * (stop - start), rng=rng, chains=CHAINS)
        return walked[start][batch::CHAINS]

    return _Source("chains", CHAINS, region.codes, walk)


def _corners(simplices: np.ndarray) -> np.ndarray:
    """All different ones, shape (corners, K)."""
    return simplices[0] if len(simplices) == 1 else np.unique(simplices.reshape(-1, simplices.shape[2]), axis=0)


def _until_narrow(source: _Source, draws: int, width: float, tally: Tally,
                  tell: Callable[[int, int], None]) -> Iterator[tuple[int, np.ndarray]]:
    """Batches of weights, until no interval is wider than asked or the draws are spent."""
    each = -(-draws // source.batches)
    done, look = 0, FIRST_LOOK // source.batches if width else each
    rows = max(rows_at_once(tally.teams), ROWS)
    while done < each:
        upto = min(look, each)
        for start in range(done, upto, source.block):
            for batch in range(source.batches):
                block = source.draw(batch, start, min(start + source.block, upto))
                for at in range(0, len(block), rows):
                    yield batch, block[at:at + rows]
                    tell(tally.draws, each * source.batches)
        done, look = upto, 2 * look
        if width and done < each and tally.narrow(width):
            return


def _checked_table(normalized: pd.DataFrame, region: WeightRegion | WeightLaw, places: int, draws: int,
                   power: float) -> np.ndarray:
    refuse_gaps(normalized)
    if draws < 1:
        raise RulesError(found="{draws} draws", expected="at least one", where="the simulation",
                         remedy="ask for 16384 or so", draws=draws)
    if not 1 <= places <= len(normalized):
        raise RulesError(found="{places} places for {teams} teams", expected="between 1 and the number of teams",
                         where="the simulation", remedy="correct the number of places", places=places, teams=len(normalized))
    columns = normalized if tuple(normalized) == tuple(region.codes) else normalized[list(region.codes)]
    return generator_matrix(columns, power).to_numpy(dtype=float)
