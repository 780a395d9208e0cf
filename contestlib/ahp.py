"""Weights out of pairwise judgements (Saaty's analytic hierarchy process), and how far the judgements contradict one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import numpy as np
import pandas as pd

from contestlib.errors import RulesError
from contestlib.records import AhpWeights

# Mean consistency index of random reciprocal matrices of order 1 to 15: Saaty (1980), The Analytic Hierarchy Process.
RANDOM_INDEX = (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
LIMIT = 0.10  # of the consistency ratio, above which Saaty asks for the judgements to be looked at again
RECIPROCAL = Fraction(1, 10**9)  # how far a judgement times its reverse may lie from one: what floats lose


def ahp_weights(judgements: Mapping | pd.DataFrame, indicators: Sequence | None = None) -> AhpWeights:
    """The principal eigenvector of the judgements, with the consistency ratio and the judgement that fits the others least.

    Parameters
    ----------
    judgements : DataFrame, shape (K, K); or mapping of (over, under) to a number
        How many times as important the first is: numbers or texts such as ``"1/5"``, above zero. In a mapping each pair
        stands once, in either direction; where both stand, one has to be the reciprocal of the other.
    indicators : sequence of str, optional
        Codes in their order; as they occur by default.

    Returns
    -------
    AhpWeights
        A ratio of more than 0.10 is no error: it says that the judgements should be looked at again.

    Raises
    ------
    RulesError
        A pair without a judgement, one whose two directions are no reciprocals, a number of zero or less, more than 15 indicators
        (for which there is no random index).

    Notes
    -----
    Saaty (1980), The Analytic Hierarchy Process, McGraw-Hill. The least fitting judgement is the one with the largest
    factor between a(i, j) and w(i) / w(j): Saaty (2003), European Journal of Operational Research 145(1), 85-91.

    Examples
    --------
    >>> weights = ahp_weights({("welfare", "amount"): 2, ("welfare", "likes"): 8, ("amount", "likes"): 4})
    >>> weights.weights.round(3).to_dict(), round(weights.consistency_ratio, 6)
    ({'welfare': 0.615, 'amount': 0.308, 'likes': 0.077}, 0.0)
    """
    stated = _pairs(judgements)
    codes = list(dict.fromkeys(code for pair in stated for code in pair)) if indicators is None else list(indicators)
    if not 2 <= len(codes) <= len(RANDOM_INDEX):
        raise RulesError(found="{count} indicators", expected="from 2 to {most}, for which the random index is published",
                         where="the judgements", remedy="group the indicators and judge within each group", count=len(codes),
                         most=len(RANDOM_INDEX))
    pairs = list(combinations(codes, 2))
    _refuse_gaps(stated, pairs)
    exact = {(over, under): _judgement(stated, over, under) for over, under in pairs}
    _refuse_strangers(stated, codes)
    matrix = np.ones((len(codes), len(codes)))
    for (over, under), ratio in exact.items():
        i, j = codes.index(over), codes.index(under)
        matrix[i, j], matrix[j, i] = float(ratio), float(1 / ratio)
    weights, eigenvalue = _principal(matrix)
    index = max(0.0, (eigenvalue - len(codes)) / (len(codes) - 1))
    random_index = RANDOM_INDEX[len(codes) - 1]
    shares = dict(zip(codes, weights.tolist(), strict=True))
    rows = [(over, under, float(ratio), shares[over] / shares[under]) for (over, under), ratio in exact.items()]
    table = pd.DataFrame(rows, columns=["over", "under", "stated", "implied"])
    quotient = table["stated"] / table["implied"]
    return AhpWeights(shares, float(sum(shares.values())), "pairwise judgements: principal eigenvector",
                      pd.DataFrame({"weight": shares}), judgements=table.assign(factor=np.maximum(quotient, 1 / quotient)),
                      eigenvalue=eigenvalue, consistency_index=index, random_index=random_index,
                      consistency_ratio=index / random_index if random_index else 0.0)


def _pairs(judgements) -> dict:
    if not isinstance(judgements, pd.DataFrame):
        return dict(judgements)
    if set(judgements.index) != set(judgements.columns):
        raise RulesError(found="rows {rows} under the columns {columns}", expected="the same indicators in both",
                         where="the judgements", remedy="correct the names", rows=", ".join(map(str, judgements.index)),
                         columns=", ".join(map(str, judgements)))
    return {(over, under): judgements.at[over, under] for over in judgements.index for under in judgements.index}


def _ratio(stated: dict, over, under) -> Fraction | None:
    value = stated.get((over, under))
    if value is None or value == "" or value != value:
        return None
    try:
        ratio = Fraction(value if isinstance(value, (str, Fraction)) else str(float(value)))
    except (ValueError, TypeError, ZeroDivisionError, OverflowError):
        ratio = Fraction(0)
    if ratio <= 0:
        raise RulesError(found="{value!r} for {over!r} over {under!r}", expected="a number above zero, such as 3 or 1/5",
                         where="the judgements", remedy="correct the judgement", value=str(value), over=over, under=under)
    return ratio


def _judgement(stated: dict, over, under) -> Fraction:
    """The one number that a pair's judgements state, exactly."""
    forth, back = _ratio(stated, over, under), _ratio(stated, under, over)
    if forth is not None and back is not None and abs(forth * back - 1) > RECIPROCAL:
        raise RulesError(found="{over!r} over {under!r} = {forth} and {under!r} over {over!r} = {back}",
                         expected="one to be the reciprocal of the other", where="the judgements",
                         remedy="correct one of the two, or leave it out", over=over, under=under,
                         forth=str(stated[over, under]), back=str(stated[under, over]))
    return forth if forth is not None else 1 / back


def _refuse_gaps(stated: dict, pairs: list[tuple]) -> None:
    missing = [pair for pair in pairs if _ratio(stated, *pair) is None and _ratio(stated, *reversed(pair)) is None]
    if missing:
        raise RulesError(found="no judgement of {pairs}", expected="one for every pair", where="the judgements",
                         remedy="ask for it", pairs=", ".join(f"{over} / {under}" for over, under in missing))


def _refuse_strangers(stated: dict, codes: list) -> None:
    for over, under in stated:
        for code in (over, under):
            if code not in codes:
                raise RulesError(found="a judgement about {code!r}", expected="one of {known}", where="the judgements",
                                 remedy="use an indicator's code", code=code, known=", ".join(map(str, codes)))
        if over == under and _ratio(stated, over, under) not in (1, None):
            raise RulesError(found="{over!r} over itself = {value}", expected="1", where="the judgements",
                             remedy="correct the judgement", over=over, value=str(stated[over, under]))


def _principal(matrix: np.ndarray) -> tuple[np.ndarray, float]:
    """The eigenvector that sums to one and its eigenvalue: a positive matrix, applied again and again, leads there."""
    weights = np.full(len(matrix), 1 / len(matrix))
    for _ in range(100_000):
        applied = (matrix * weights).sum(axis=1)
        eigenvalue = float(applied.sum())
        moved = np.abs(applied / eigenvalue - weights).max()
        weights = applied / eigenvalue
        if moved < 1e-15:
            break
    return weights, eigenvalue
