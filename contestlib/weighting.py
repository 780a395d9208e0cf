"""Weights that somebody states (equal, direct points, a ranking, swings) or that the data suggest, each with how it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd

from contestlib.errors import RulesError
from contestlib.records import Weights
from contestlib.rounding import round_half_up
from contestlib.rulebook import as_indicators, plain_number

SWING_TOP = 100  # what the most important swing is given
NO_PREFERENCE = "these weights describe how the data differ; they are nobody's preference"


def equal_weights(indicators: Sequence) -> Weights:
    """The same weight for every indicator.

    Parameters
    ----------
    indicators : sequence of str, K of them

    Returns
    -------
    Weights
        One point each, of K: exact thirds stay thirds.

    Examples
    --------
    >>> equal_weights(["amount", "likes", "welfare"]).points["likes"], equal_weights(["amount", "likes", "welfare"]).total
    (Fraction(1, 1), Fraction(3, 1))
    """
    return _stated({code: Fraction(1) for code in _codes(indicators)}, "equal weights")


def direct_weights(points: Mapping | pd.Series, *, total=None) -> Weights:
    """Points as a member gives them.

    Parameters
    ----------
    points : Series or mapping by indicator
        Whole numbers, decimals, fractions, or texts of these (``"12.5"``, ``"1/3"``), zero or more. A float stands for the
        decimal that it prints as.
    total : number, optional
        What they have to sum to, exactly; 1 or 100 by default.

    Returns
    -------
    Weights

    Raises
    ------
    RulesError
        Another sum (nothing is rescaled), a negative number, or none at all.

    Examples
    --------
    >>> direct_weights({"amount": "33.5", "likes": "66.5"}).points["amount"]
    Fraction(67, 2)
    >>> direct_weights({"amount": 60, "likes": 50})
    Traceback (most recent call last):
        ...
    contestlib.errors.RulesError: points that add up to 110 (expected 1 or 100) at the points; correct them, nothing is rescaled.
    """
    stated = {code: stated_number(points[code], code) for code in _codes(points)}
    allowed = (1, 100) if total is None else (stated_number(total, "total"),)
    reached = sum(stated.values())
    if reached not in allowed or not reached:
        raise RulesError(found="points that add up to {sum}", expected="{total}" if total is not None else "1 or 100",
                         where="the points", remedy="correct them, nothing is rescaled", sum=plain_number(reached),
                         total=plain_number(allowed[0]))
    return _stated(stated, "direct points")


def rank_order_centroid_weights(order: Sequence | Mapping | pd.Series) -> Weights:
    """The middle of all weights that keep an order of importance, where the order is all that a member states.

    Parameters
    ----------
    order : sequence of indicators, or of groups of them; or ranks by indicator
        From the most important on: ``["welfare", ["amount", "likes"]]``, or the same as
        ``{"welfare": 1, "amount": 2, "likes": 2}``. Ranks after equal ones may go on with the next number or skip those taken.

    Returns
    -------
    Weights
        Exact. Indicators of equal rank share the mean of the places they take, which is the centroid of all weights that keep
        the other statements: equal ranks leave open which of them weighs more.

    Raises
    ------
    RulesError
        An indicator twice, or ranks with a gap.

    Notes
    -----
    The k-th of K has (1/k + … + 1/K) / K: Barron and Barrett (1996), Management Science 42(11), 1515-1523.

    Examples
    --------
    >>> [str(rank_order_centroid_weights(["a", "b", "c"]).points[code]) for code in "abc"]
    ['11/18', '5/18', '1/9']
    """
    groups = _groups_of_ranks(order) if isinstance(order, (Mapping, pd.Series)) else [
        [entry] if isinstance(entry, str) or not isinstance(entry, Sequence) else list(entry) for entry in order]
    codes = _codes([code for group in groups for code in group])
    places = [sum((Fraction(1, n) for n in range(k, len(codes) + 1)), Fraction(0)) / len(codes)
              for k in range(1, len(codes) + 1)]
    points, ranks, first = {}, {}, 0
    for group in groups:
        share = sum(places[first:first + len(group)], Fraction(0)) / len(group)
        points |= {code: share for code in group}
        ranks |= {code: first + 1 for code in group}
        first += len(group)
    return _stated(points, "rank-order centroid", rank=ranks)


def swing_weights(ratings: Mapping | pd.Series) -> Weights:
    """How much each swing from the worst to the best value matters, beside the one that matters most, which is 100.

    Parameters
    ----------
    ratings : Series or mapping by indicator
        100 for the most important swing, from 0 to 100 for the others; numbers as for `direct_weights`.

    Returns
    -------
    Weights
        The ratings themselves, of their sum.

    Raises
    ------
    RulesError
        No rating of 100, or one outside 0 to 100.

    Notes
    -----
    von Winterfeldt and Edwards (1986), Decision Analysis and Behavioral Research, Cambridge University Press.

    Examples
    --------
    >>> swing_weights({"welfare": 100, "amount": 60, "likes": 40}).weights.to_dict()
    {'welfare': 0.5, 'amount': 0.3, 'likes': 0.2}
    """
    stated = {code: stated_number(ratings[code], code) for code in _codes(ratings)}
    for code, rating in stated.items():
        if rating > SWING_TOP:
            raise RulesError(found="a swing of {rating} for {code!r}", expected="at most {top}", where="the swings",
                             remedy="give {top} to the most important one and rate the others by it",
                             rating=plain_number(rating), code=code, top=SWING_TOP)
    if max(stated.values()) != SWING_TOP:
        raise RulesError(found="a largest swing of {rating}", expected="{top} for the most important one", where="the swings",
                         remedy="give {top} to the most important one and rate the others by it; nothing is rescaled",
                         rating=plain_number(max(stated.values())), top=SWING_TOP)
    return _stated(stated, "swing weights")


def standard_deviation_weights(matrix: pd.DataFrame, indicators=None) -> Weights:
    """Weights in proportion to how much the teams differ in each indicator, from the worst (0) to the best (1).

    Parameters
    ----------
    matrix : DataFrame, shape (T, K)
        Own units; every column is put from 0 (worst) to 1 (best) first, so that units do not matter.
    indicators : as for `rulebook.as_indicators`, optional
        Directions; higher is better by default.

    Returns
    -------
    Weights
        With a warning: nobody prefers what happens to differ.

    Raises
    ------
    RulesError
        Fewer than two teams, a gap, or only constant columns.

    Examples
    --------
    >>> table = pd.DataFrame({"amount": [0.0, 1.0, 2.0], "likes": [0.0, 0.0, 9.0]}, index=["A", "B", "C"])
    >>> standard_deviation_weights(table).weights.round(3).to_dict()
    {'amount': 0.464, 'likes': 0.536}
    """
    deviation = _from_worst_to_best(matrix, indicators).std(ddof=1)
    return _from_data(deviation, "standard deviations (n - 1) from the worst to the best", deviation=deviation)


def critic_weights(matrix: pd.DataFrame, indicators=None) -> Weights:
    """Standard deviation times conflict: an indicator counts where teams differ and the other indicators do not say the same.

    Parameters
    ----------
    matrix, indicators : as for `standard_deviation_weights`

    Returns
    -------
    Weights
        With the warning; ``workings`` hold deviation (n - 1), conflict (the sum of one less each correlation) and information
        (their product). A constant column has the
        weight zero and leaves the others' as they would be without it.

    Raises
    ------
    RulesError
        As for `standard_deviation_weights`; also columns that all say the same.

    Notes
    -----
    Diakoulaki, Mavrotas and Papayannakis (1995), Computers and Operations Research 22(7), 763-770.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [0, 1, 2.0], "b": [0, 1, 2.0], "c": [2, 1, 0.0]}, index=["A", "B", "C"])
    >>> critic_weights(table).weights.round(3).to_dict()  # c conflicts with both of the others
    {'a': 0.25, 'b': 0.25, 'c': 0.5}
    """
    scaled = _from_worst_to_best(matrix, indicators)
    varying = scaled.loc[:, scaled.nunique() > 1]
    deviation, conflict = scaled.std(ddof=1), (1 - varying.corr()).sum().reindex(scaled.columns, fill_value=0.0)
    information = (deviation * conflict).where(deviation * conflict > 1e-12, 0.0)
    return _from_data(information, "CRITIC: standard deviation (n - 1) times conflict", deviation=deviation, conflict=conflict,
                      information=information)


def entropy_weights(matrix: pd.DataFrame) -> Weights:
    """Weights in proportion to one less the entropy of each column's shares: much where few teams have most of the sum.

    Parameters
    ----------
    matrix : DataFrame, shape (T, K)
        Zero or more, in units whose zero means nothing: a shift changes the weights, a factor does not.

    Returns
    -------
    Weights
        With the warning; ``workings`` hold entropy and divergence (one less entropy).

    Raises
    ------
    RulesError
        Negative values, a column of zeros, fewer than two teams, a gap, or only constant columns.

    Notes
    -----
    Entropy to the base T, 0 · ln 0 = 0: Hwang and Yoon (1981), Multiple Attribute Decision Making, Springer.

    Examples
    --------
    >>> table = pd.DataFrame({"amount": [1.0, 1.0], "likes": [1.0, 0.0]}, index=["A", "B"])
    >>> entropy_weights(table).weights.to_dict()
    {'amount': 0.0, 'likes': 1.0}
    """
    values = _sound(matrix)
    for code in values:
        if values[code].min() < 0 or not values[code].sum():
            raise RulesError(found="{code!r} with a smallest value of {value} and a sum of {sum}",
                             expected="values of zero or more, not all of them zero, for shares of a sum",
                             where="the matrix", remedy="leave the indicator out, or use other weights", code=code,
                             value=f"{values[code].min():g}", sum=f"{values[code].sum():g}")
    shares = values / values.sum()
    entropy = -(shares * np.log(shares.where(shares > 0, 1))).sum() / np.log(len(values))
    divergence = (1 - entropy).where(1 - entropy > 1e-12, 0.0)
    return _from_data(divergence, "entropy", entropy=entropy, divergence=divergence)


def round_weights(weights: Weights, *, decimals: int = 2) -> Weights:
    """Computed weights as points of about 100 that a table of scenarios can hold.

    Parameters
    ----------
    weights : Weights
    decimals : int
        Of the points.

    Returns
    -------
    Weights
        Each weight rounded half up; the total is what the rounded points sum to, so that none of them is bent to reach 100.

    Examples
    --------
    >>> rounded = round_weights(Weights({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}, 1.0, "by hand"))
    >>> float(rounded.points["a"]), float(rounded.total)
    (33.33, 99.99)
    """
    points = {code: Fraction(f"{points:.{decimals}f}")
              for code, points in round_half_up(100 * weights.weights, decimals).items()}
    return Weights(points, sum(points.values(), Fraction(0)), weights.method, weights.workings, weights.warning)


def _codes(indicators) -> list:
    codes = list(indicators.index if isinstance(indicators, pd.Series) else indicators)
    if not codes:
        raise RulesError(found="no indicators", expected="at least one", where="the weights", remedy="name the indicators")
    for code in codes:
        if codes.count(code) > 1:
            raise RulesError(found="indicator {code!r} stands twice", expected="each code once", where="the weights",
                             remedy="name it once", code=code)
    return codes


def stated_number(value, code, expected: str = "a number of zero or more, such as 12.5 or 1/3") -> Fraction:
    """The number that somebody stated, exactly.

    Parameters
    ----------
    value : number or str
    code : str
        Of the indicator that it is about.
    expected : str
        What a message asks for where it is no number, or one below zero.

    Returns
    -------
    Fraction

    Raises
    ------
    RulesError

    Examples
    --------
    >>> stated_number("1/5", "likes")
    Fraction(1, 5)
    """
    try:
        number = Fraction(value if isinstance(value, (str, Decimal, Fraction)) else str(
            int(value) if float(value).is_integer() else float(value)))
    except (ValueError, TypeError, ZeroDivisionError, OverflowError):
        number = None
    if number is None or number < 0:
        raise RulesError(found="{value!r} for {code!r}", expected=expected, where="the weights", remedy="correct the number",
                         value=str(value), code=code)
    return number


def _groups_of_ranks(ranks) -> list[list]:
    stated = {code: stated_number(ranks[code], code, "a rank, such as 1, 2 or 3") for code in _codes(ranks)}
    groups = [[code for code in stated if stated[code] == rank] for rank in sorted(set(stated.values()))]
    ordered = [stated[group[0]] for group in groups]
    dense = list(range(1, len(groups) + 1))
    skipping = [1 + sum(map(len, groups[:at])) for at in range(len(groups))]
    if ordered not in (dense, skipping):
        raise RulesError(found="the ranks {ranks}", expected="1, 2, 3 … without a gap; equal ranks where the order is left open",
                         where="the ranking", remedy="correct the ranks",
                         ranks=", ".join(plain_number(rank) for rank in sorted(stated.values())))
    return groups


def _stated(points: dict, method: str, **workings) -> Weights:
    return Weights(points, sum(points.values(), Fraction(0)), method,
                   pd.DataFrame(workings or {"points": {code: float(number) for code, number in points.items()}}))


def _from_data(values: pd.Series, method: str, **workings) -> Weights:
    if not values.sum() > 0:
        raise RulesError(found="indicators in which nothing differs", expected="teams that differ, or indicators that do",
                         where="the matrix", remedy="state weights instead; the data suggest none")
    return Weights({code: float(value) for code, value in values.items()}, float(values.sum()), method,
                   pd.DataFrame(workings), NO_PREFERENCE)


def _from_worst_to_best(matrix: pd.DataFrame, indicators) -> pd.DataFrame:
    """Every column from 0 (worst) to 1 (best), a constant one 0."""
    values = _sound(matrix)
    scaled = (values - values.min()) / (values.max() - values.min()).where(values.max() > values.min(), 1)
    lower = [i.code for i in as_indicators(indicators, values.columns) if i.direction == "lower"]
    return scaled.assign(**{code: 1 - scaled[code] for code in lower if values[code].nunique() > 1})


def _sound(matrix: pd.DataFrame) -> pd.DataFrame:
    values = matrix.astype(float)
    if len(values) < 2 or not np.isfinite(values.to_numpy()).all():
        raise RulesError(found="{teams} teams and {gaps} cells without a number", expected="at least two teams and no gap",
                         where="the matrix", remedy="fill the gaps by a stated rule, or state weights instead",
                         teams=len(values), gaps=int((~np.isfinite(values.to_numpy())).sum()))
    return values
