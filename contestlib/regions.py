"""Which weights the committee could defend: statements about them, and their conflicts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from contestlib.errors import RulesError
from contestlib.polytopes import Polytope, mixtures, split
from contestlib.rules import Rules, check_weights

WHOLE = 1e-12
TERM = re.compile(r"\s*([+-]?)\s*(?:(\d+(?:\.\d+)?|\.\d+)\s*(%)?)?\s*(\*)?\s*([^\W\d]\w*)?\s*")


@dataclass(frozen=True)
class WeightRegion:
    """Weights that sum to one, each between its bounds, and that every further statement admits.

    Attributes
    ----------
    codes : tuple of str, K of them
    lower, upper : ndarray, shape (K,)
        Shares of one.
    rows : ndarray, shape (M, K)
    limits : ndarray, shape (M,)
        Every admissible w has ``rows @ w <= limits``.
    statements : tuple of str, M of them
        What each row says, in words.
    proposals : ndarray, shape (P, K), or None
        Weights are mixtures of these rows, where given.
    """

    codes: tuple
    lower: np.ndarray
    upper: np.ndarray
    rows: np.ndarray = field(default_factory=lambda: np.empty((0, 0)))
    limits: np.ndarray = field(default_factory=lambda: np.empty(0))
    statements: tuple = ()
    proposals: np.ndarray | None = None

    @property
    def corners(self) -> np.ndarray:
        """Weightings whose mixtures the statements choose from: the proposals, or every indicator alone, shape (V, K)."""
        return np.eye(len(self.codes)) if self.proposals is None else self.proposals

    @property
    def bounds_alone(self) -> bool:
        """Whether bounds say everything."""
        return not len(self.limits) and self.proposals is None

    def contains(self, weights, *, tolerance: float = 1e-9) -> bool:
        """Whether weights, in the order of ``codes``, are admissible."""
        weights = np.asarray(weights, dtype=float)
        inside = (abs(weights.sum() - 1) <= tolerance and (weights >= self.lower - tolerance).all()
                  and (weights <= self.upper + tolerance).all())
        if not inside or (len(self.limits) and (self.rows @ weights > self.limits + tolerance).any()):
            return False
        return self.proposals is None or _is_mixture(weights, self.proposals, tolerance)


def weight_region(indicators: Sequence | None = None, *, lower=None, upper=None, order: Sequence = (),
                  ratios: Mapping | None = None, statements: Sequence = (), around=None, points: float | None = None,
                  percent: float | None = None, hull=None) -> WeightRegion:
    """The weights that every statement admits.

    Parameters
    ----------
    indicators : sequence of str, optional
        Codes; those of `around` or `hull` by default.
    lower, upper : float or mapping by code, optional
        Bounds as shares of one; 0 and 1 by default.
    order : sequence of codes, or of groups of codes, optional
        From the heaviest on; ``["welfare", ["amount", "likes"]]`` says that welfare counts at least as much as either.
    ratios : mapping of (code, code) to (least, most), optional
        Bounds of the first weight divided by the second.
    statements : sequence of str, optional
        Linear ones such as ``"welfare + mobilization >= 40%"`` or ``"welfare >= 1.5 * amount >= likes"``.
    around : Series or mapping by code, optional
        Weights that sum to 1 or 100; needs `points` or `percent`.
    points : float, optional
        Percentage points to each side.
    percent : float, optional
        Percent of the weight itself to each side; a weight of zero stays zero.
    hull : DataFrame, shape (P, K), or sequence of Series or mappings by code, optional
        The members' own proposals, each summing to 1 or 100; admissible is what lies between them.

    Returns
    -------
    WeightRegion

    Raises
    ------
    RulesError
        A statement that cannot be read, or statements in conflict: the error names some that no weights meet together
        and of which none can be left out.

    Examples
    --------
    >>> region = weight_region(around={"welfare": 60, "amount": 40}, percent=50)
    >>> [[round(float(value), 3) for value in bound] for bound in (region.lower, region.upper)]
    [[0.3, 0.2], [0.9, 0.6]]
    >>> weight_region(["welfare", "amount"], order=["welfare", "amount"], upper={"welfare": 0.4})
    Traceback (most recent call last):
        ...
    contestlib.errors.RulesError: no weights that meet all of: welfare <= 0.4; welfare >= amount (expected ...
    """
    centre = None if around is None else check_weights(pd.Series(around, dtype=float))
    table = None if hull is None else _proposal_table(hull)
    named = centre.index if centre is not None else table.columns if table is not None else ()
    codes = tuple(named if indicators is None else indicators)
    if not codes:
        raise RulesError(found="no indicators", expected="at least one", where="the admissible weights",
                         remedy="name the indicators, or a scenario to stay around")
    _refuse_strangers([*(centre.index if centre is not None else ()), *(table.columns if table is not None else ()),
                       *(lower if isinstance(lower, (Mapping, pd.Series)) else ()),
                       *(upper if isinstance(upper, (Mapping, pd.Series)) else ())], codes)
    low, high = _bound(lower, codes, 0.0), _bound(upper, codes, 1.0)
    if centre is not None:
        centre = centre.reindex(codes).fillna(0).to_numpy()
        reach = centre * percent / 100 if percent is not None else np.full(len(codes), (points or 0) / 100)
        low, high = np.maximum(low, centre - reach), np.minimum(high, centre + reach)
    rows = [*_order_rows(order, codes), *_ratio_rows(ratios or {}, codes),
            *(row for text in statements for row in _statement_rows(text, codes))]
    region = WeightRegion(
        codes, low, high, np.array([row for row, _, _ in rows]).reshape(len(rows), len(codes)),
        np.array([limit for _, limit, _ in rows], dtype=float), tuple(text for _, _, text in rows),
        None if table is None else table.reindex(columns=codes).fillna(0).to_numpy())
    _refuse_empty(region)
    return region


def _proposal_table(hull) -> pd.DataFrame:
    rows = [row for _, row in hull.iterrows()] if isinstance(hull, pd.DataFrame) else list(hull)
    if not rows:
        raise RulesError(found="no proposals", expected="at least one", where="the admissible weights",
                         remedy="name the proposals, or leave the hull out")
    return pd.DataFrame([check_weights(pd.Series(row, dtype=float)) for row in rows]).fillna(0)


def _refuse_strangers(named: Sequence, codes: tuple) -> None:
    for code in named:
        if code not in codes:
            raise RulesError(found="a statement about {code!r}", expected="one of {known}", where="the admissible weights",
                             remedy="use an indicator's code", code=code, known=", ".join(map(str, codes)))


def _bound(bound, codes: tuple, default: float) -> np.ndarray:
    if bound is None:
        return np.full(len(codes), default)
    if isinstance(bound, (Mapping, pd.Series)):
        return np.array([float(bound.get(code, default)) for code in codes])
    return np.full(len(codes), float(bound))


def _order_rows(order: Sequence, codes: tuple) -> list[tuple]:
    groups = [[entry] if isinstance(entry, str) or entry in codes else list(entry) for entry in order]
    _refuse_strangers([code for group in groups for code in group], codes)
    return [_row({heavy: -1, light: 1}, 0, f"{heavy} >= {light}", codes)
            for above, below in zip(groups, groups[1:], strict=False) for heavy in above for light in below]


def _ratio_rows(ratios: Mapping, codes: tuple) -> list[tuple]:
    rows = []
    for (over, under), (least, most) in ratios.items():
        _refuse_strangers((over, under), codes)
        rows += [] if least is None else [_row({over: -1, under: least}, 0, f"{over} >= {least:g} * {under}", codes)]
        rows += [] if most is None else [_row({over: 1, under: -most}, 0, f"{over} <= {most:g} * {under}", codes)]
    return rows


def _statement_rows(text: str, codes: tuple) -> list[tuple]:
    """Rows of a chain such as ``a >= 2 * b >= 10%``."""
    parts = re.split(r"(<=|>=|≤|≥|==|=)", text)
    if len(parts) < 3:
        raise _unreadable(text)
    rows = []
    for left, sign, right in zip(parts[0::2], parts[1::2], parts[2::2], strict=False):
        words = f"{left.strip()} {sign} {right.strip()}"
        (over, plus), (under, minus) = _linear(left, text, codes), _linear(right, text, codes)
        difference = {code: over.get(code, 0) - under.get(code, 0) for code in {**over, **under}}
        if sign in ("<=", "≤", "=", "=="):
            rows.append(_row(difference, minus - plus, words, codes))
        if sign in (">=", "≥", "=", "=="):
            rows.append(_row({code: -value for code, value in difference.items()}, plus - minus, words, codes))
    return rows


def _linear(side: str, text: str, codes: tuple) -> tuple[dict, float]:
    """Coefficients by code, and the constant, of one side of a statement."""
    coefficients, constant, at = {}, 0.0, 0
    while at < len(side) and side[at:].strip():
        match = TERM.match(side, at)
        sign, number, percent, times, code = match.groups()
        if match.end() == at or (number is None and code is None) or (at and not sign and side[:at].strip()) or (
                times and (number is None or code is None)):
            raise _unreadable(text)
        value = (float(number) / (100 if percent else 1) if number else 1.0) * (-1 if sign == "-" else 1)
        if code is None:
            constant += value
        else:
            _refuse_strangers([code], codes)
            coefficients[code] = coefficients.get(code, 0) + value
        at = match.end()
    if not at:
        raise _unreadable(text)
    return coefficients, constant


def _unreadable(text: str) -> RulesError:
    return RulesError(found="the statement {text!r}", expected="one such as 'welfare + mobilization >= 40%' or "
                      "'welfare >= 1.5 * amount'", where="the admissible weights", remedy="correct the statement", text=text)


def _row(coefficients: Mapping, limit: float, words: str, codes: tuple) -> tuple[np.ndarray, float, str]:
    return np.array([float(coefficients.get(code, 0)) for code in codes]), limit, words


def _refuse_empty(region: WeightRegion) -> None:
    low, high = region.lower, region.upper
    sound = (low <= high + WHOLE).all() and low.sum() <= 1 + WHOLE and high.sum() >= 1 - WHOLE
    if sound and (region.bounds_alone or _feasible(*_all_rows(region)[:2], region.corners)):
        return
    conflict = _irreducible_conflict(region)
    raise RulesError(found="no weights that meet all of: {statements}",
                     expected="statements that some weights, which sum to one, meet together", where="the admissible weights",
                     remedy="change or leave out one of them", statements="; ".join(conflict))


def _all_rows(region: WeightRegion) -> tuple[np.ndarray, np.ndarray, list]:
    """Bounds and statements as rows @ w <= limits, with their words."""
    eye = np.eye(len(region.codes))
    low, high = np.flatnonzero(region.lower > 0), np.flatnonzero(region.upper < 1)
    words = [f"{region.codes[at]} >= {region.lower[at]:.6g}" for at in low] + [
        f"{region.codes[at]} <= {region.upper[at]:.6g}" for at in high] + list(region.statements)
    return (np.concatenate([-eye[low], eye[high], region.rows.reshape(-1, len(region.codes))]),
            np.concatenate([-region.lower[low], region.upper[high], region.limits]), words)


def region_rows(region: WeightRegion) -> tuple[np.ndarray, np.ndarray]:
    """Everything that a region states of its corners' mixtures, as ``rows @ w <= limits``: shapes (M, K) and (M,)."""
    return _all_rows(region)[:2]


def _feasible(rows: np.ndarray, limits: np.ndarray, corners: np.ndarray) -> bool:
    """Whether some mixture of the corners keeps every row."""
    from scipy.optimize import linprog
    answer = linprog(np.zeros(len(corners)), A_ub=rows @ corners.T if len(rows) else None, b_ub=limits if len(rows) else None,
                     A_eq=np.ones((1, len(corners))), b_eq=[1], bounds=(0, None))
    return answer.status == 0


def _irreducible_conflict(region: WeightRegion) -> list[str]:
    """Statements that no weights meet together, and of which none can be left out (deletion filter)."""
    rows, limits, words = _all_rows(region)
    corners, kept = region.corners, list(range(len(words)))
    hull = region.proposals is not None
    if hull and not _feasible(rows, limits, np.eye(len(region.codes))):
        corners, hull = np.eye(len(region.codes)), False
    for number in range(len(words)):
        rest = [other for other in kept if other != number]
        if not _feasible(rows[rest], limits[rest], corners):
            kept = rest
    return [words[number] for number in kept] + (["a mixture of the proposals"] if hull else [])


def _is_mixture(weights: np.ndarray, proposals: np.ndarray, tolerance: float) -> bool:
    """Whether weights lie between the proposals, each at most `tolerance` off."""
    from scipy.optimize import nnls
    equations = np.vstack([proposals.T, np.ones(len(proposals))])
    shares, _ = nnls(equations, np.append(weights, 1))
    return bool((np.abs(equations @ shares - np.append(weights, 1)) <= tolerance).all())


def region_polytope(region: WeightRegion, *, most: int = 4096) -> Polytope:
    """The admissible weights by their vertices.

    Parameters
    ----------
    region : WeightRegion
    most : int
        Where there are more vertices than this, the remaining statements are left out: then the polytope holds all
        admissible weights and others besides.

    Returns
    -------
    Polytope
        Its ``vertices`` have the shape (V, K).

    Examples
    --------
    >>> region_polytope(weight_region(["a", "b"], order=["a", "b"])).vertices.tolist()
    [[1.0, 0.0], [0.5, 0.5]]
    """
    polytope = mixtures(region.corners)
    rows, limits, _ = _all_rows(region)
    for row, limit in zip(rows, limits, strict=True):
        smaller, _ = split(polytope, (polytope.vertices @ row - limit) / max(np.abs(row).max(), abs(limit)))
        if len(smaller.vertices) > most:
            break
        polytope = smaller
    return polytope


def region_of(rules: Rules) -> WeightRegion:
    """The admissible weights of a contest's rules: what [admissible] in rules.toml states, or all.

    Parameters
    ----------
    rules : Rules

    Returns
    -------
    WeightRegion

    Raises
    ------
    RulesError
        What [admissible] states cannot be read or does not hold together.
    """
    stated = rules.admissible
    near = stated.percent is not None or stated.points is not None
    centre = (rules.scenario(stated.around) if stated.around else rules.scenarios[0]).shares if near else None
    hull = [rules.scenario(name).shares for name in stated.hull]
    try:
        return weight_region([indicator.code for indicator in rules.indicators], lower=stated.lower, upper=stated.upper,
                             order=stated.order, statements=stated.statements, around=centre, points=stated.points,
                             percent=stated.percent, hull=hull or None)
    except RulesError as error:
        raise RulesError(found=error.found, expected=error.expected, where="rules.toml [admissible]", remedy=error.remedy,
                         **error.values) from error
