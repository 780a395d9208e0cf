"""Frozen results: weights and how they came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd

from contestlib.rules import Scenario

if TYPE_CHECKING:
    from contestlib.regions import WeightRegion


@dataclass(frozen=True, eq=False)
class Weights(Mapping):
    """Weights and how they came about: a mapping from indicator to share of one, which stands wherever weights can.

    Attributes
    ----------
    points : Mapping of str to Fraction or float
        As stated or computed; Fractions are exact.
    total : Fraction or float
        What the points sum to. They are divided by it once, where shares are asked for.
    method : str
        In words.
    workings : DataFrame, indexed by indicator
        The numbers on the way to the points.
    warning : str
        What these weights cannot claim; empty where somebody stated them.

    Examples
    --------
    >>> weights = Weights({"amount": Fraction(2), "likes": Fraction(1)}, Fraction(3), "by hand")
    >>> weights["amount"], weights.exact, weights.weights.round(3).to_dict()
    (0.6666666666666666, True, {'amount': 0.667, 'likes': 0.333})
    """

    points: Mapping[str, Fraction | float]
    total: Fraction | float
    method: str
    workings: pd.DataFrame = field(default_factory=pd.DataFrame)
    warning: str = ""

    def __getitem__(self, code: str) -> float:
        return float(self.points[code] / self.total)

    def __iter__(self) -> Iterator[str]:
        return iter(self.points)

    def __len__(self) -> int:
        return len(self.points)

    @property
    def exact(self) -> bool:
        """Whether every number is the one that was stated, to the last digit."""
        return all(isinstance(number, Fraction) for number in (*self.points.values(), self.total))

    @property
    def weights(self) -> pd.Series:
        """Shares of one by indicator, shape (K,)."""
        return pd.Series(dict(self), dtype=float)

    def scenario(self, name: str, **texts: str) -> Scenario:
        """A scenario with the very same numbers; `texts` are its labels, proposer, date and rationale."""
        points = {code: Fraction(number) for code, number in self.points.items()}
        return Scenario(name, points, total=Fraction(self.total) if self.exact else sum(points.values()), **texts)


@dataclass(frozen=True, eq=False)
class AhpWeights(Weights):
    """Weights out of pairwise judgements, with how far these contradict one another.

    Attributes
    ----------
    judgements : DataFrame
        A row a pair: over, under, stated (how many times as important), implied (by the weights), factor (1 and more: how far the
        two lie apart).
    eigenvalue, consistency_index, random_index, consistency_ratio : float
    """

    judgements: pd.DataFrame = field(default_factory=pd.DataFrame)
    eigenvalue: float = 0.0
    consistency_index: float = 0.0
    random_index: float = 0.0
    consistency_ratio: float = 0.0

    @property
    def worst(self) -> pd.DataFrame:
        """The judgement that lies furthest from what the weights imply; several where they lie equally far, none without any."""
        factor = self.judgements["factor"]
        return self.judgements[(factor >= factor.max() - 1e-9) & (factor > 1 + 1e-9)]


@dataclass(frozen=True, eq=False)
class PooledWeights(Weights):
    """One weighting out of the members', and how far they are apart.

    Attributes
    ----------
    proposals : DataFrame, shape (P, K)
        The members' shares of one, a row a member.
    spread : DataFrame, indexed by indicator
        low, high, range, deviation (n - 1), lowest, highest (all members who gave these).
    distances : Series, shape (P,)
        By member: how much weight would have to move to arrive at the pool (half the sum of absolute differences).
    region : WeightRegion
        What lies between the proposals.
    inside : bool
        Whether the pooled weights lie there; a median or geometric mean need not.
    sum_before : float
        Of the pooled numbers before they were divided by it: 1 for a mean.
    """

    proposals: pd.DataFrame = field(default_factory=pd.DataFrame)
    spread: pd.DataFrame = field(default_factory=pd.DataFrame)
    distances: pd.Series = field(default_factory=lambda: pd.Series(dtype=float))
    region: WeightRegion | None = None
    inside: bool = True
    sum_before: float = 1.0
