"""What the committee decides, as data: indicators, scenarios and rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from fractions import Fraction

import numpy as np
import pandas as pd

from contestlib.errors import RulesError

# Parameters of each normalizer: those it needs, then those it may be given.
NORMALIZERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "none": ((), ()),
    "minmax": ((), ("lower", "upper")),
    "goalposts": (("lower", "upper"), ()),
    "zscore": ((), ()),
    "standard_score": ((), ()),
    "percentile": ((), ()),
    "rank_steps": (("step",), ("top", "floor")),
    "share_of_best": ((), ()),
    "distance_to_target": (("target",), ("lower",)),
    "threshold": (("at",), ()),
}
PANEL_METHODS = ("trimmed", "mean", "median", "standard_score", "share_of_sum", "severity", "bradley_terry")
PARAMETERS = ("lower", "upper", "target", "top", "step", "floor", "at")


class _Chosen:
    """Settings of which some are one of a few words, however they come about: a file's are refused with its line before."""

    def __post_init__(self):
        for spec in fields(self):
            choices = spec.metadata.get("choices")
            if choices and getattr(self, spec.name) not in choices:
                raise RulesError(found="{key} = {value!r}", expected="one of {choices}", where="the rules",
                                 remedy="correct the value", key=spec.name, value=getattr(self, spec.name),
                                 choices=", ".join(filter(None, choices)))


@dataclass(frozen=True)
class Indicator:
    """One column of the matrix: what it measures, where it comes from, how it is normalized.

    Parameters
    ----------
    code : str
    label_zh, label_en, unit_zh, unit_en : str
    direction : {"higher", "lower"}
        Which end is better.
    source : str
        ``table:column`` of the step that supplies it, such as ``ledger:amount``.
    transform : {"", "log", "log1p"}
        Applied to the values, and to `parameters`, before the normalizer.
    normalization : str
        A key of ``NORMALIZERS``.
    parameters : Mapping of str to float
    ties : {"competition", "mean"}
        How `rank_steps` treats equal values.
    on_zero : {"real", "missing"}
    on_missing : {"stop", "zero", "lowest", "median"}
    noise : float
        Relative standard deviation of the measurement; 0 where nothing is said of its error.
    note_zh, note_en : str
    """

    code: str
    label_zh: str = ""
    label_en: str = ""
    unit_zh: str = ""
    unit_en: str = ""
    direction: str = "higher"
    source: str = ""
    transform: str = ""
    normalization: str = "minmax"
    parameters: Mapping[str, float] = field(default_factory=dict)
    ties: str = "competition"
    on_zero: str = "real"
    on_missing: str = "stop"
    noise: float = 0
    note_zh: str = ""
    note_en: str = ""

    @property
    def is_share(self) -> bool:
        """Whether values are shares of one, which people read in percent."""
        return "share" in (self.unit_en, self.unit_zh) or self.unit_zh == "比例"


@dataclass(frozen=True)
class Scenario:
    """One proposal of weights; exact numbers that sum to `total`.

    Parameters
    ----------
    name : str
    weights : Mapping of str to Fraction
        Points by indicator code.
    total : Fraction
    normalization : str
        Where not empty, replaces every indicator's normalizer.
    power : float or None
        Where given, replaces the rules' power mean.
    label_zh, label_en, proposer, date, rationale_zh, rationale_en : str
    """

    name: str
    weights: Mapping[str, Fraction]
    total: Fraction = Fraction(1)
    normalization: str = ""
    power: float | None = None
    label_zh: str = ""
    label_en: str = ""
    proposer: str = ""
    date: str = ""
    rationale_zh: str = ""
    rationale_en: str = ""

    @property
    def shares(self) -> pd.Series:
        """Weights as floats that sum to one; the one place where they are divided."""
        return pd.Series([float(weight / self.total) for weight in self.weights.values()], index=list(self.weights),
                         dtype=float, name=self.name)


@dataclass(frozen=True)
class TieKey(_Chosen):
    """A column that breaks ties, and which end goes first."""

    column: str
    prefer: str = field(default="higher", metadata={"choices": ("higher", "lower")})


@dataclass(frozen=True)
class Quota:
    """At least `minimum` and at most `maximum` finalists that share a value of a register column.

    An empty `value` means: of every value that occurs in the column.
    """

    column: str
    value: str = ""
    minimum: int = 0
    maximum: int | None = None


@dataclass(frozen=True)
class Floor:
    """What a finalist must reach in an indicator, in its own unit, or in a number of the register."""

    column: str
    minimum: float


@dataclass(frozen=True)
class Before:
    """A stage whose list comes here: its folder, seen from this one, and how many of its best (all of its places if None)."""

    folder: str
    first: int | None = None


@dataclass(frozen=True)
class Slots(_Chosen):
    """The places, divided among the values of a register column by their registered or eligible teams."""

    column: str
    method: str = field(default="equal", metadata={"choices": ("equal", "largest-remainder", "sainte-lague", "dhondt",
                                                               "huntington-hill", "adams", "dean")})
    minimum: int = 0
    threshold: float = 0
    count: str = field(default="registered", metadata={"choices": ("registered", "eligible")})


@dataclass(frozen=True)
class Window:
    """When support counts: the half-open span from `start` up to, not including, `end`."""

    start: datetime
    end: datetime
    border_hours: int = 24


@dataclass(frozen=True)
class Objections:
    """When objections to the public notice are taken (from `start` up to `end`), and where."""

    start: datetime
    end: datetime
    to_zh: str = ""
    to_en: str = ""


@dataclass(frozen=True)
class Definitions(_Chosen):
    """What counts as support. Every entry is a choice that the announcement leaves open.

    Gifts of companies and money that a platform or sponsor adds are told by the orders' column `type`, whose words
    `corporate_types` and `match_types` list; lotteries by the kind of their tier; support without a reward by its empty address.
    """

    paid_statuses: tuple[str, ...] = ()
    person_times: str = field(default="orders", metadata={"choices": ("orders", "quantity", "buyers")})
    freight: str = field(default="excluded", metadata={"choices": ("excluded", "included")})
    refunds: str = field(default="net", metadata={"choices": ("net", "gross")})
    no_reward: str = field(default="included", metadata={"choices": ("included", "excluded")})
    lottery: str = field(default="excluded", metadata={"choices": ("included", "excluded")})
    corporate: str = field(default="included", metadata={"choices": ("included", "excluded")})
    match: str = field(default="excluded", metadata={"choices": ("included", "excluded")})
    lottery_kind: str = "抽奖"
    corporate_types: tuple[str, ...] = ()
    match_types: tuple[str, ...] = ()
    failed_states: tuple[str, ...] = ()
    anonymous: tuple[str, ...] = ()


@dataclass(frozen=True)
class PanelRule(_Chosen):
    """How the judges' marks become one mark a team and criterion.

    Trimming drops the `high` highest and `low` lowest marks, only where at least `minimum_judges` marks stand; a team with
    fewer is scored all the same, by the mean of all its marks. A mark lies on the scale from `lower` to `upper`, in whole
    steps where `step` is above 0. The panel's mark is rounded half up to `decimals`; where the criterion has a factor,
    multiplied by it and rounded half up again.

    kind : what stands on the sheets: marks; ranks, which become normalized Borda marks on the scale (best `upper`, last `lower`);
        or pairs, of two teams the better one. The method bradley_terry uses nothing but who is ahead of whom.
    drawn : under bradley_terry, comparisons with an imaginary average team, half of them won, given to every team; without any,
        teams that nobody ever puts behind the others have no finite strength
    sessions : whether a judge marks a team once, or the mean or the last of several sessions counts
    recuse : columns of judges.csv and teams.csv; a judge must not mark a team with the judge's own value in one of them
    names : the report names judges, who otherwise appear by code
    """

    method: str = field(default="trimmed", metadata={"choices": PANEL_METHODS})
    lower: float = 0
    upper: float = 100
    high: int = 1
    low: int = 1
    minimum_judges: int = 5
    decimals: int | None = None
    zero: str = field(default="real", metadata={"choices": ("real", "missing")})
    step: float = 0
    factors: Mapping[str, float] = field(default_factory=dict)
    recused: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    kind: str = field(default="marks", metadata={"choices": ("marks", "ranks", "pairs")})
    drawn: float = 1
    sessions: str = field(default="once", metadata={"choices": ("once", "mean", "last")})
    recuse: tuple[str, ...] = ()
    names: bool = False


@dataclass(frozen=True)
class Admissible:
    """Which weights the committee could defend (all statements hold together), and which other methods.

    around, percent, points : within `percent` of, or percentage `points` around, a scenario
    lower, upper : bounds by indicator, as shares of one
    order : indicators from the heaviest on
    statements : linear ones such as "welfare + mobilization >= 40%" or "welfare >= 1.5 * amount"
    hull : scenarios between which the weights lie
    normalizations : normalizers that could replace every indicator's own
    powers : other powers of the mean
    panel_methods : other ways from the judges' marks to one
    """

    around: str = ""
    percent: float | None = None
    points: float | None = None
    lower: Mapping[str, float] = field(default_factory=dict)
    upper: Mapping[str, float] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    hull: tuple[str, ...] = ()
    normalizations: tuple[str, ...] = ()
    powers: tuple[float, ...] = ()
    panel_methods: tuple[str, ...] = ()


@dataclass(frozen=True)
class Integrity:
    """When support looks bought. Zero switches a flag off.

    burst_share : share of a team's orders within its busiest `burst_hours`
    largest_buyers_share : share of a team's orders that come from its ten busiest buyers
    largest_money_share : share of a team's money that comes from the ten buyers who gave most
    small_payments : payments of at most `small_yuan` by one buyer to one team
    address_payments : payments of at most `small_yuan` that one team is paid from one address, whoever the buyers are
    buyer_teams : teams that one buyer supports
    round_share : share of a team's orders that are whole multiples of `round_yuan`
    likes_per_order : likes for each kept order
    likes_jump : new likes for each new order between two readings of the counter
    padding_share : what the platform's total shows for display alone, as a share of it
    falling_counter : by how much a total that can only grow has fallen between two readings
    minimum_orders : teams with fewer orders are not flagged by shares and ratios
    """

    burst_hours: int = 24
    burst_share: float = 0
    largest_buyers_share: float = 0
    largest_money_share: float = 0
    small_yuan: float = 1
    small_payments: int = 0
    address_payments: int = 0
    buyer_teams: int = 0
    round_yuan: float = 100
    round_share: float = 0
    likes_per_order: float = 0
    likes_jump: float = 0
    padding_share: float = 0
    falling_counter: float = 0
    minimum_orders: int = 50


@dataclass(frozen=True)
class Table(_Chosen):
    """Where a raw table stands: files by pattern, sheet, and the header, or its several spellings, by canonical column name.

    Encoding and delimiter are found out unless they are stated.
    """

    files: tuple[str, ...] = ()
    sheet: str = ""
    encoding: str = ""
    delimiter: str = field(default="", metadata={"choices": ("", "comma", "tab", "semicolon", "bar")})
    columns: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Rules(_Chosen):
    """Everything the committee decides. Every field has a stated default, so `Rules(places=2)` is complete.

    Parameters
    ----------
    title_zh, title_en, stage : str
    language : {"zh", "en"}
    synthetic : bool
        The data are invented; every report says so.
    published_zh, published_en : str
        Where weights, normalizers, quotas and tie rules were published; empty where they are nobody's but the contest folder's.
    time_zone : str
    seed : int
    points : float
        What a perfect team gets before the bonus.
    decimals : int or None
        Official totals are rounded half up to this; None leaves them unrounded (snapped to 10 decimals). It is the precision
        of the totals: teams tie whose totals are the same at it, and there are no further decimals to look at.
    power : float
        Of the mean: 1 arithmetic, 0 geometric, -1 harmonic.
    bonus : str
        Register column with points outside `points`; empty for none.
    normalize_over : {"eligible", "online", "registered"}
        Over which teams a normalizer takes its minimum, maximum, ranks.
    eligible : tuple of str
        Statuses that may be scored.
    places, reserves : int
    tie_break : tuple of TieKey
    on_tie : {"report", "expand", "lot"}
        What happens where the keys do not separate teams at the cut.
    quotas : tuple of Quota
    floors : tuple of Floor
    before : tuple of Before
        Stages whose lists come here; empty for a first stage.
    apart : str
        Register column of groups that are scored apart and then merged; empty for none.
    slots : Slots or None
    window, definitions, panel, admissible, integrity, objections : the sections of those names
    safe, out : float
        Chances of a place from which a team is called safe, and up to which out.
    draws : int
    tables : Mapping of str to Table
    indicators : tuple of Indicator
    scenarios : tuple of Scenario
        The first is the baseline.
    """

    title_zh: str = ""
    title_en: str = ""
    stage: str = ""
    language: str = field(default="zh", metadata={"choices": ("zh", "en")})
    synthetic: bool = False
    published_zh: str = ""
    published_en: str = ""
    time_zone: str = "Asia/Shanghai"
    seed: int = 0
    points: float = 1
    decimals: int | None = None
    power: float = 1
    bonus: str = ""
    normalize_over: str = field(default="eligible", metadata={"choices": ("eligible", "online", "registered")})
    eligible: tuple[str, ...] = ("online",)
    places: int = 1
    reserves: int = 0
    tie_break: tuple[TieKey, ...] = ()
    on_tie: str = field(default="report", metadata={"choices": ("report", "expand", "lot")})
    quotas: tuple[Quota, ...] = ()
    floors: tuple[Floor, ...] = ()
    before: tuple[Before, ...] = ()
    apart: str = ""
    slots: Slots | None = None
    window: Window | None = None
    definitions: Definitions = Definitions()
    panel: PanelRule = PanelRule()
    admissible: Admissible = Admissible()
    integrity: Integrity = Integrity()
    objections: Objections | None = None
    safe: float = 0.95
    out: float = 0.05
    draws: int = 16384
    tables: Mapping[str, Table] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()
    scenarios: tuple[Scenario, ...] = ()

    @property
    def unit(self) -> float:
        """The step in which official totals are rounded, on the scale of normalized values; 0 where they are not."""
        return 0.0 if self.decimals is None else 10.0 ** -self.decimals / self.points

    def scenario(self, name: str) -> Scenario:
        """The scenario of that name; a `RulesError` names the ones there are."""
        for scenario in self.scenarios:
            if scenario.name == name:
                return scenario
        raise RulesError(found="no scenario called {name!r}", expected="one of {known}", where="scenarios.csv",
                         remedy="use a name from the column 'scenario', or add a row",
                         name=name, known=", ".join(s.name for s in self.scenarios) or "-")


def check_weights(weights: pd.Series) -> pd.Series:
    """Weights that sum to one, out of weights that sum to 1 or 100 (1e-9 apart at most).

    Raises
    ------
    RulesError
        Missing, infinite or negative weights, or another sum.

    Examples
    --------
    >>> check_weights(pd.Series({"amount": 80, "person_times": 20})).tolist()
    [0.8, 0.2]
    """
    weights = pd.Series(weights, dtype=float)
    values = weights.to_numpy()
    wrong = ~((values >= 0) & (values < np.inf))
    if wrong.any():
        raise RulesError(found="a weight of {weight} for {code!r}", expected="a number of zero or more", where="the weights",
                         remedy="correct the weight", weight=float(values[wrong][0]), code=weights.index[wrong][0])
    total = values.sum()
    if abs(total - 1) <= 1e-9:
        return weights
    if abs(total - 100) <= 1e-7:
        return weights / 100
    raise RulesError(found="weights summing to {sum}", expected="1 (or 100)", where="the weights",
                     remedy="correct them, weights are not rescaled", sum=f"{total:.12g}")
