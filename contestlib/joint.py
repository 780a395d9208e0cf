"""Everything that the rules leave open, varied together: what becomes of the list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from contestlib.errors import RulesError
from contestlib.listing import draw_up_lists
from contestlib.noise import NoisyTotals, draw_parts, error_factors, noisy_sums
from contestlib.normalization import normalize_column, with_method
from contestlib.orderings import Orderings, rank_whole
from contestlib.quotas import expand_floors
from contestlib.records import Stability, Standings
from contestlib.regions import WeightRegion
from contestlib.resampling import RedrawnPanel
from contestlib.rounding import SNAP_DECIMALS, steps_half_up
from contestlib.rules import Indicator, Rules
from contestlib.sampling import WeightLaw, sample_weights
from contestlib.scoring import admits, generate, generator_matrix, mean_of_generated
from contestlib.selection import list_limits
from contestlib.tally import Tally
from contestlib.threads import one_thread

FACTORS = ("weights", "judges", "panel", "normalizer", "aggregation", "support", "noise")
CHOSEN = ("support", "normalizer", "aggregation")  # the factors of few alternatives
BLOCK = 1024  # draws that are made, scored and drawn up at once


@dataclass(frozen=True)
class JointDesign:
    """What a contest's rules leave open, and the data on which every choice is worked out.

    Attributes
    ----------
    rules : Rules
    baseline : Standings
        What holds where nothing varies.
    region : WeightRegion or WeightLaw
    indicators : tuple of Indicator, K of them
    bases : ndarray, shape (2, R, K)
        The matrix as it stands, and without flagged support; the T scored teams first, then the wider group over which
        normalizers run.
    marks : ndarray, shape (C, R, J)
        The judges' marks; NaN = absent. C is 0 without a panel.
    loadings : ndarray, shape (C, R, J)
        How far each judge moves each of the panel's marks.
    criteria : tuple of int, C of them
        The column of the matrix that each criterion fills.
    bonus : ndarray, shape (T,)
    register : DataFrame, indexed by team
    normalizations : tuple of str
        The first, empty, is every indicator's own.
    powers : tuple of float
        The first is the baseline's.
    wild_cards : tuple of team ids
        Teams to which a ruling gives a place.
    limits : tuple
        Quotas and wild cards, as `list_limits` returns them.
    """

    rules: Rules
    baseline: Standings
    region: WeightRegion | WeightLaw
    indicators: tuple
    bases: np.ndarray
    marks: np.ndarray
    loadings: np.ndarray
    criteria: tuple
    bonus: np.ndarray
    register: pd.DataFrame | None
    normalizations: tuple
    powers: tuple
    wild_cards: tuple = ()
    limits: tuple = ()

    @property
    def teams(self) -> pd.Index:
        return self.baseline.matrix.index

    @cached_property
    def tie_keys(self) -> dict[str, np.ndarray]:
        """What breaks the baseline's ties, the larger first, by column."""
        return {name: key.to_numpy() for name, key in self.baseline.keys.items()}

    @cached_property
    def carded(self) -> np.ndarray:
        """Who has a wild card, shape (T,)."""
        return self.teams.isin(self.wild_cards)

    @cached_property
    def below_register(self) -> np.ndarray:
        """Who is below a floor on a column of the register, shape (T,)."""
        floors = [floor for floor in self.rules.floors if floor.column not in self.baseline.matrix]
        members = (members for members, *_ in expand_floors(floors, None, self.register, self.teams))
        return self.teams.isin(frozenset().union(*members))

    @cached_property
    def noisy_totals(self) -> NoisyTotals | None:
        """What the columns with measurement errors add to the totals under the baseline's choices; None where their errors do
        more than that, or are not normal: an error ends where a value would fall below 0."""
        noisy = [at for at, indicator in enumerate(self.indicators) if indicator.noise > 0]
        noise = np.array([self.indicators[at].noise for at in noisy])
        if not noisy or error_factors(noise.max())[0] <= 0 or _plain_noise(self, 0, 0, 0) != tuple(noisy):
            return None
        return NoisyTotals(self.bases[0][:, noisy] * _directions(self, noisy), noise, len(self.teams))

    @cached_property
    def redrawn(self) -> tuple[RedrawnPanel, ...]:
        """Each criterion's marks out of judges that are drawn."""
        return tuple(RedrawnPanel(marks, self.rules.panel, self.indicators[column].source.removeprefix("panel:"))
                     for marks, column in zip(self.marks, self.criteria, strict=True))

    @cached_property
    def generated(self) -> dict[tuple, np.ndarray]:
        """What columns that do not vary add to totals for each unit of weight, by the choices made; filled as it is asked for."""
        return {}

    def with_marks(self, marks: np.ndarray) -> JointDesign:
        """The same with other judges' marks, shape (C, R, J)."""
        other = replace(self, marks=marks)
        for name in ("tie_keys", "carded", "below_register", "generated"):  # known already: no mark enters them
            vars(other)[name] = getattr(self, name)
        return other

    @property
    def signs(self) -> dict[str, int]:
        """1 by column that breaks ties in favour of the higher, -1 where the lower goes first."""
        return {key.column: 1 if key.prefer == "higher" else -1 for key in self.rules.tie_break}

    @property
    def open_factors(self) -> tuple:
        """Factors that have more than one value here."""
        indicators = [indicator.noise for indicator in self.indicators]
        spread = bool(self.marks.shape[2] > 1 and np.abs(self.loadings).max(initial=0) > 0)
        drawn = spread and not np.isnan(self.marks).all()  # comparisons of pairs have no marks to draw again
        varies = {"weights": True, "judges": drawn, "panel": spread, "normalizer": len(self.normalizations) > 1,
                  "aggregation": len(self.powers) > 1, "support": not np.array_equal(*self.bases, equal_nan=True),
                  "noise": any(indicators)}
        return tuple(name for name in FACTORS if varies[name])


def joint_design(baseline: Standings, region: WeightRegion | WeightLaw, *, reference: pd.DataFrame | None = None,
                 without_flagged: pd.DataFrame | None = None, panel=None, marks: pd.DataFrame | None = None,
                 register: pd.DataFrame | None = None, wild_cards: Collection = ()) -> JointDesign:
    """Puts together what can vary.

    Parameters
    ----------
    baseline : Standings
        Whose rules state the alternatives ([admissible] normalizations and powers) and the indicators' noise.
    region : WeightRegion or WeightLaw
    reference : DataFrame, shape (R, K), optional
        The matrix and the wider group over which normalizers run.
    without_flagged : DataFrame, shape (R, K), optional
        The same without flagged support that no ruling lets count.
    panel : Panel, optional
    marks : DataFrame, optional
        Long: team, judge, criterion, mark, as the panel was made from.
    register : DataFrame, indexed by team, optional
        Holds the quotas' and tie-breaks' columns.
    wild_cards : collection of team ids, optional
        Teams to which a ruling gives a place, in every draw.

    Returns
    -------
    JointDesign
    """
    rules, matrix = baseline.rules, baseline.matrix
    wide = matrix if reference is None else reference.loc[[*matrix.index, *reference.index.difference(matrix.index, sort=False)]]
    indicators = tuple(next((i for i in rules.indicators if i.code == code), Indicator(code, normalization="none"))
                       for code in matrix)
    named = {indicator.source.removeprefix("panel:"): at for at, indicator in enumerate(indicators)
             if indicator.source.startswith("panel:")}
    criteria = [] if panel is None or marks is None else [name for name in panel.marks if name in named]
    judges = panel.loadings.columns if criteria else pd.Index([])
    counted = marks.assign(mark=marks["mark"].mask(marks["mark"] == 0)) if criteria and rules.panel.zero == "missing" else marks

    def by_judge(table: pd.DataFrame) -> np.ndarray:
        return table.reindex(index=wide.index, columns=judges).to_numpy(dtype=float)

    shape = (len(criteria), len(wide), len(judges))
    cube, loadings = np.zeros(shape), np.zeros(shape)
    for at, name in enumerate(criteria):
        cube[at] = by_judge(counted[counted["criterion"] == name].pivot(index="team", columns="judge", values="mark"))
        loadings[at] = np.nan_to_num(by_judge(panel.loadings.xs(name, level="criterion")))
    power = rules.power if baseline.scenario.power is None else baseline.scenario.power
    own = baseline.scenario.normalization
    other = wide if without_flagged is None else without_flagged.loc[wide.index, list(wide)]
    return JointDesign(
        rules=rules, baseline=baseline, region=region, indicators=indicators,
        bases=np.array([wide.to_numpy(dtype=float), other.to_numpy(dtype=float)]), marks=cube, loadings=loadings,
        criteria=tuple(named[name] for name in criteria), bonus=baseline.bonus.to_numpy(dtype=float), register=register,
        normalizations=(own, *(name for name in rules.admissible.normalizations if name != own)),
        powers=(power, *(other for other in rules.admissible.powers if other != power)), wild_cards=tuple(wild_cards),
        limits=tuple(list_limits(replace(rules, floors=()), matrix.index, register=register, wild_cards=wild_cards)))


@one_thread()
def simulate_joint(design: JointDesign, *, vary: Collection[str] | None = None, draws: int, rng: np.random.Generator,
                   pairs: bool = False, tell: Callable[[int, int], None] = lambda done, of: None) -> Stability:
    """Official rankings and lists when several things vary at once.

    Parameters
    ----------
    design : JointDesign
    vary : collection of str, optional
        Some of ``FACTORS``; by default all that are open, the panel by its judges where they can be drawn.

        * weights: from the admissible region, or by the law
        * judges: as many judges, drawn with replacement from those there are
        * panel: the panel's marks, with normal errors of their covariance (instead of judges, never with them)
        * normalizer, aggregation: one of the rules' alternatives, each as likely
        * support: flagged support about which nothing was ruled counts, or does not, each as likely
        * noise: the measurement errors that the indicators state
    draws : int
    rng : numpy.random.Generator
    pairs : bool
        Count who is ahead of whom too, which takes as long as half of all the rest.
    tell : callable
        Called with the draws made so far and the draws asked for.

    Returns
    -------
    Stability
        Of official totals: rounded, with bonus points; the list of every draw is drawn up under quotas, floors (by the draw's own
        values), wild cards and tie-breaks. Teams that these leave tied at the cut share the places that are left. Where the
        floors of a draw leave no list, those who can be taken in order have a place, and the other places stay empty.

    Raises
    ------
    RulesError
        A factor that is unknown, or that has one value only; judges together with the panel.

    Notes
    -----
    Draws are independent, in blocks of 1,024: the intervals are Wilson's. Where measurement errors reach nothing but the totals,
    those of values that cannot be the lowest or highest of a column are drawn as one sum a team, which has the same law.
    """
    vary = check_factors(design, vary)
    if draws < 1:
        raise RulesError(found="{draws} draws", expected="at least one", where="the simulation",
                         remedy="ask for 16384 or so", draws=draws)
    tally = Tally(len(design.teams), len(design.indicators), design.rules.places, counts_pairs=pairs)
    for start in range(0, draws, BLOCK):
        factors = draw_factors(design, vary, min(BLOCK, draws - start), rng, sums=True)
        found, inside = _choose(design, factors, may_rest=True)
        tally.add(0, factors["weights"], found, inside)
        tell(tally.draws, draws)
    return tally.result(design.teams, tuple(design.baseline.matrix))


def check_factors(design: JointDesign, vary: Collection[str] | None) -> tuple:
    """The factors that vary, in the order of ``FACTORS``."""
    possible = design.open_factors
    if vary is None:
        return tuple(name for name in possible if name != "panel" or "judges" not in possible)
    for name in vary:
        if name not in possible:
            raise RulesError(found="{name!r} cannot vary", expected="one of {known}", where="the factors to vary",
                             remedy="leave it out, or let the rules state its alternatives", name=name,
                             known=", ".join(possible))
    if {"judges", "panel"} <= set(vary):
        raise RulesError(found="judges and panel together", expected="one of the two", where="the factors to vary",
                         remedy="leave one out: both stand for the same doubt")
    return tuple(name for name in FACTORS if name in vary)


def draw_factors(design: JointDesign, vary: Collection[str], draws: int, rng: np.random.Generator, *,
                 sums: bool = False) -> dict[str, np.ndarray]:
    """Values of every factor, one row a draw; a factor that does not vary has its baseline's. Noise has the shape (D, R, noisy
    columns), or (D, errors) where `sums` of errors are wanted alone and the design's `noisy_totals` have their law."""
    judges = design.marks.shape[2]
    totals = design.noisy_totals if sums and not {*CHOSEN} & {*vary} else None
    noisy = sum(indicator.noise > 0 for indicator in design.indicators)
    makers = {
        "weights": lambda: sample_weights(design.region, draws, rng=rng),
        "judges": lambda: rng.integers(judges, size=(draws, judges)),
        "panel": lambda: rng.standard_normal((draws, judges)),
        "normalizer": lambda: rng.integers(len(design.normalizations), size=draws),
        "aggregation": lambda: rng.integers(len(design.powers), size=draws),
        "support": lambda: rng.integers(2, size=draws),
        "noise": lambda: draw_parts(rng, ((totals.errors,) if totals else (noisy, design.bases.shape[1])) + (draws,)).T,
    }
    fixed = {
        "weights": lambda: np.tile(design.baseline.weights.to_numpy(dtype=float), (draws, 1)),
        "judges": lambda: np.tile(np.arange(judges), (draws, 1)),
        "panel": lambda: np.zeros((draws, judges)),
        "normalizer": lambda: np.zeros(draws, dtype=int),
        "aggregation": lambda: np.zeros(draws, dtype=int),
        "support": lambda: np.zeros(draws, dtype=int),
        "noise": lambda: np.zeros((draws, design.bases.shape[1], 0), dtype=np.uint16),
    }
    return {name: (makers if name in vary else fixed)[name]() for name in FACTORS}


def choose(design: JointDesign, factors: Mapping[str, np.ndarray]) -> tuple[Orderings, np.ndarray]:
    """The official ranking and list of every draw.

    Returns
    -------
    found : Orderings
        By official totals.
    inside : ndarray, shape (D, T)
        Chance of a place: 0, 1, or the share of teams that a tie at the cut leaves waiting.
    """
    return _choose(design, factors)


def _choose(design: JointDesign, factors: Mapping[str, np.ndarray], *, may_rest: bool = False) -> tuple[Orderings, np.ndarray]:
    """What `choose` returns; where it may, no chances of draws in which nothing but the order decides."""
    rules, teams = design.rules, len(design.teams)
    # Eight more columns than draws: rows that begin a power of two apart would fall upon each other in the cache.
    totals = np.empty((teams, len(factors["weights"]) + 8), dtype=np.int64)[:, :-8].T
    keys, below = np.empty((len(totals), len(rules.tie_break), teams)), np.zeros((len(totals), teams), dtype=bool)
    for rows, part in _alike(factors):
        totals[rows], keys[rows], below[rows] = _official(design, part)
    found = rank_whole(totals)
    if may_rest and _only_ties_matter(design, below):
        rows, tied = found.level, np.arange(len(found.level))
        return found, draw_up_lists(rules, design.teams, design.limits, design.carded, totals[rows], keys[rows], below[rows],
                                    found.order[rows], tied)
    return found, draw_up_lists(rules, design.teams, design.limits, design.carded, totals, keys, below, found.order, found.level)


def _only_ties_matter(design: JointDesign, below: np.ndarray) -> bool:
    return not (design.limits or design.carded.any() or below.any()) and design.rules.places <= len(design.teams)


def _alike(factors: Mapping[str, np.ndarray]) -> Iterator[tuple[np.ndarray | slice, dict[str, np.ndarray]]]:
    """Draws that share support, normalizer and aggregation."""
    kinds = np.zeros(len(factors["weights"]), dtype=int)
    for name in CHOSEN:
        kinds = kinds * (factors[name].max(initial=0) + 1) + factors[name]
    for kind in np.unique(kinds):
        alike = kinds == kind
        rows = slice(None) if alike.all() else np.flatnonzero(alike)
        yield rows, {name: values[rows] for name, values in factors.items()}


def _column(design: JointDesign, factors: Mapping[str, np.ndarray], at: int) -> np.ndarray:
    """A column of the matrix in own units: shape (R,) where it is the same in all draws, else (D, R)."""
    values = design.bases[factors["support"][0]][:, at]
    if at in design.criteria:
        criterion, judges = design.criteria.index(at), factors["judges"]
        if (judges != np.arange(judges.shape[1])).any():
            drawn = design.redrawn[criterion].marks_under(judges)
            values = np.where(np.isnan(drawn), values, drawn)
        if factors["panel"].any():
            values = values + factors["panel"] @ design.loadings[criterion].T
    noise = design.indicators[at].noise
    if noise > 0 and factors["noise"].shape[2]:
        number = sum(indicator.noise > 0 for indicator in design.indicators[:at])
        # Turned, so that the draws of a team stand together: minima and maxima over the teams are then quick.
        parts = factors["noise"][:, :, number].T
        error = error_factors(noise).take(parts, mode="clip", out=np.empty(parts.shape)).T
        values = np.multiply(error, values, out=error)
    return values


def _plain_noise(design: JointDesign, support: int, normalizer: int, aggregation: int) -> tuple:
    """Columns that nothing but measurement errors varies, that are put between their lowest and highest, and that decide nothing
    but the total."""
    method, base = design.normalizations[normalizer], design.bases[support]
    named = {*design.tie_keys, *(floor.column for floor in design.rules.floors)}

    def is_plain(at: int) -> bool:
        indicator = with_method(design.indicators[at], method)
        return bool(indicator.noise > 0 and indicator.normalization == "minmax" and not indicator.transform
                    and not indicator.parameters and at not in design.criteria and indicator.code not in named
                    and not np.isnan(base[:, at]).any())

    return tuple(filter(is_plain, range(len(design.indicators)))) if design.powers[aggregation] == 1 else ()


def _directions(design: JointDesign, columns: Sequence[int]) -> list[int]:
    return [-1 if design.indicators[at].direction == "lower" else 1 for at in columns]


def _plain_sums(design: JointDesign, factors: Mapping[str, np.ndarray], plain: tuple) -> Iterator[np.ndarray]:
    """What columns, errors their only change, add to the totals, shape (D, T)."""
    if factors["noise"].ndim == 2:
        yield design.noisy_totals.draw(factors["weights"][:, plain], factors["noise"].T).T
        return
    noises = [indicator.noise for indicator in design.indicators]
    numbers = np.cumsum(np.array(noises) > 0) - 1
    for noise in {noises[at] for at in plain}:
        columns = [at for at in plain if noises[at] == noise]
        yield noisy_sums(design.bases[factors["support"][0]][:, columns] * _directions(design, columns),
                         factors["weights"][:, columns], factors["noise"].T[numbers[columns]], noise, len(design.teams)).T


def _official(design: JointDesign, factors: Mapping[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Totals of the scored teams as the rules publish them, in steps of their last decimal, shape (D, T), what breaks their
    ties, the larger first, shape (keys, T) or (D, keys, T), and who is below a floor, shape (T,) or (D, T)."""
    rules, teams = design.rules, len(design.teams)
    method, power = design.normalizations[factors["normalizer"][0]], design.powers[factors["aggregation"][0]]
    keys, below = dict(design.tie_keys), design.below_register
    plain = _plain_noise(design, *(factors[name][0] for name in CHOSEN)) if factors["noise"].size else ()
    sums = list(_plain_sums(design, factors, plain))
    total = sums[0] if sums else np.zeros((teams, len(factors["weights"]))).T
    for other in sums[1:]:
        total += other
    product = np.empty_like(total)
    for at, indicator in enumerate(design.indicators):
        if at in plain:
            continue
        column = _column(design, factors, at)
        if indicator.code in keys:
            keys[indicator.code] = design.signs[indicator.code] * column[..., :teams]
        for floor in (floor for floor in rules.floors if floor.column == indicator.code):
            below = below | (column[..., :teams] < floor.minimum)
        choices = (at, factors["support"][0], method, power)
        scaled = design.generated.get(choices) if column.ndim == 1 else None
        if scaled is None:
            scaled = _generate_column(design, column, with_method(indicator, method), power)
        if column.ndim == 1:
            design.generated[choices] = scaled
        total += np.multiply(factors["weights"][:, [at]], scaled, out=product)
    unrounded = mean_of_generated(total, power)
    unrounded *= rules.points
    if design.bonus.any():
        unrounded += design.bonus
    wide = next((key.shape[:1] for key in keys.values() if key.ndim > 1), ())
    stacked = [np.broadcast_to(key, (*wide, teams)) for key in keys.values()]
    return (steps_half_up(unrounded, SNAP_DECIMALS if rules.decimals is None else rules.decimals),
            np.stack(stacked, axis=-2) if stacked else np.empty((0, teams)), below & ~design.carded)


def _generate_column(design: JointDesign, column: np.ndarray, indicator: Indicator, power: float) -> np.ndarray:
    """Values of the scored teams whose weighted sums are totals, shape (T,) or (D, T)."""
    known = ~np.isnan(column if column.ndim == 1 else column[0])  # the wider group may lack marks, in every draw alike
    group = column if known.all() else column[..., known]
    scaled = normalize_column(column[..., :len(design.teams)], group, indicator)
    if not admits(power, scaled):  # says which teams
        generator_matrix(pd.DataFrame(np.atleast_2d(scaled).T, index=None if scaled.ndim > 1 else design.teams), power)
    return generate(power, scaled)


def contest_of(design: JointDesign, factors: Mapping[str, np.ndarray], draw: int) -> tuple[pd.DataFrame, Rules, pd.Series]:
    """One draw as a contest of its own: matrix of the wider group, rules and weights, with which `evaluate` gets the same."""
    part = {name: values[[draw]] for name, values in factors.items()}
    columns = [np.atleast_2d(_column(design, part, at))[0] for at in range(len(design.indicators))]
    method, power = design.normalizations[part["normalizer"][0]], design.powers[part["aggregation"][0]]
    others = [f"other {at}" for at in range(len(columns[0]) - len(design.teams))]
    matrix = pd.DataFrame(np.array(columns).T, index=[*design.teams, *others], columns=list(design.baseline.matrix))
    indicators = tuple(with_method(indicator, method) for indicator in design.indicators)
    weights = pd.Series(part["weights"][0], index=list(design.baseline.matrix))
    return matrix, replace(design.rules, indicators=indicators, power=power), weights
