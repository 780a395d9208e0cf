"""One weighting out of the members' proposals, with how far these lie apart and everything between them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from statistics import median

import numpy as np
import pandas as pd

from contestlib.errors import RulesError
from contestlib.records import PooledWeights, Weights
from contestlib.regions import weight_region
from contestlib.rules import check_weights

METHODS = {"mean": "mean of the members' weights", "median": "median of the members' weights, divided by the sum of the medians",
           "geometric": "geometric mean of the members' weights, divided by their sum"}

SAME = 1e-12  # shares that differ by less are the same


def pooled_weights(proposals: Mapping | pd.DataFrame, *, method: str = "mean") -> PooledWeights:
    """The members' weightings as one.

    Parameters
    ----------
    proposals : mapping of member to weights, or DataFrame, shape (P, K)
        A `Weights`, or a Series or mapping by indicator that sums to 1 or 100, for each of at least two members.
    method : {"mean", "median", "geometric"}
        Mean and median of exact proposals are exact. Medians and geometric means do not sum to one and are divided by their sum,
        which the result keeps as ``sum_before``.

    Returns
    -------
    PooledWeights
        ``region`` is the hull of the proposals, for `rank_ranges`, `simulate` and the rest.

    Raises
    ------
    RulesError
        One member only, members who weight different indicators, a weight of zero under the geometric mean (one member's zero
        would outvote all others).

    Notes
    -----
    The geometric mean of individual priorities: Forman and Peniwati (1998), European Journal of Operational Research 108(1),
    165-169.

    Examples
    --------
    >>> pool = pooled_weights({"Wang": {"amount": 60, "likes": 40}, "Li": {"amount": 30, "likes": 70}})
    >>> pool.points["amount"], pool.spread.loc["amount", ["lowest", "highest"]].tolist()
    (Fraction(9, 20), ['Li', 'Wang'])
    """
    if method not in METHODS:
        raise RulesError(found="method = {method!r}", expected="one of {choices}", where="the pooled weights",
                         remedy="correct the name", method=method, choices=", ".join(METHODS))
    rows = dict(proposals.iterrows()) if isinstance(proposals, pd.DataFrame) else dict(proposals)
    stated = {member: as_weights(row) for member, row in rows.items()}
    if len(stated) < 2:
        raise RulesError(found="{count} member's weights", expected="those of at least two", where="the proposals",
                         remedy="wait for the others, or use these weights as they stand", count=len(stated))
    codes = list(next(iter(stated.values())))
    for member, weights in stated.items():
        if set(weights) != set(codes):
            raise RulesError(found="weights of {member} for {given}", expected="one for each of {columns}",
                             where="the proposals", remedy="ask the member again; a weight of 0 leaves an indicator out",
                             member=member, given=", ".join(map(str, weights)), columns=", ".join(map(str, codes)))
    exact = all(weights.exact for weights in stated.values())
    shares = {code: [weights.points[code] / weights.total if exact else weights[code] for weights in stated.values()]
              for code in codes}
    points = _pooled(shares, method, list(stated))
    table = pd.DataFrame({code: list(map(float, column)) for code, column in shares.items()}, index=list(stated))
    total = sum(points.values(), Fraction(0)) if isinstance(points[codes[0]], Fraction) else float(sum(points.values()))
    pooled = np.array([float(points[code] / total) for code in codes])
    region = weight_region(hull=table)
    return PooledWeights(points, total, METHODS[method], table.T.assign(pooled=list(map(float, points.values()))),
                         proposals=table, spread=_spread(table),
                         distances=(table - pooled).abs().sum(axis=1) / 2, region=region,
                         inside=region.contains(pooled), sum_before=float(total))


def pool_every_way(proposals: Mapping | pd.DataFrame) -> dict[str, PooledWeights]:
    """The pooled weights by every method that the proposals admit: the geometric mean only without a weight of zero.

    Examples
    --------
    >>> list(pool_every_way({"Wang": {"amount": 1, "likes": 0}, "Li": {"amount": 0.5, "likes": 0.5}}))
    ['mean', 'median']
    """
    mean = pooled_weights(proposals)
    methods = list(METHODS) if (mean.proposals > 0).all(axis=None) else ["mean", "median"]
    return {method: mean if method == "mean" else pooled_weights(proposals, method=method) for method in methods}


def as_weights(proposal) -> Weights:
    """A proposal as `Weights`; plain numbers are exact where they sum to 1 or 100 as the decimals they print as."""
    if isinstance(proposal, Weights):
        return proposal
    shares = check_weights(pd.Series(proposal, dtype=float))
    written = pd.Series(proposal)
    exact = {code: value if isinstance(value, Fraction) else Fraction(str(value)) for code, value in written.items()}
    total = sum(exact.values())
    if total in (1, 100):
        return Weights(exact, total, "as given")
    return Weights(dict(shares), float(shares.sum()), "as given")


def _pooled(shares: dict, method: str, members: list) -> dict:
    if method == "mean":
        return {code: sum(column) / len(column) for code, column in shares.items()}
    if method == "median":
        return {code: median(column) for code, column in shares.items()}
    for code, column in shares.items():
        if min(column) <= 0:
            raise RulesError(found="a weight of zero for {code!r} by {member}",
                             expected="weights above zero, for a geometric mean", where="the proposals",
                             remedy="pool by mean or median, or ask the member for a small weight",
                             code=code, member=members[column.index(min(column))])
    return {code: float(np.exp(np.mean(np.log(np.array(column, dtype=float))))) for code, column in shares.items()}


def _spread(table: pd.DataFrame) -> pd.DataFrame:
    low, high = table.min(), table.max()
    members = {name: [", ".join(map(str, table.index[(table[code] - end[code]).abs() < SAME])) for code in table]
               for name, end in (("lowest", low), ("highest", high))}
    return pd.DataFrame({"low": low, "high": high, "range": high - low, "deviation": table.std(ddof=1), **members})
