"""How far judges agree: intraclass correlations, Kendall's W, Krippendorff's alpha, Fleiss' kappa."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from contestlib.errors import RulesError

LEVELS = ("nominal", "ordinal", "interval", "ratio")
FORMS = ("ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)")


def icc(marks, *, form: str = "ICC(2,1)") -> float:
    """Intraclass correlation of the teams that every judge has marked.

    Parameters
    ----------
    marks : array_like or DataFrame, shape (T, J)
        NaN = absent.
    form : str
        One of ``FORMS``: 1 other judges for every team, 2 judges drawn from many, 3 these judges and no others; of one mark or
        of the mean of all J.

    Returns
    -------
    float
        NaN where it is undefined: fewer than two judges or complete teams, or identical marks everywhere.

    Raises
    ------
    RulesError
        An unknown form.

    Notes
    -----
    Shrout and Fleiss (1979), Psychological Bulletin 86:420-428.

    Examples
    --------
    >>> round(icc([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], form="ICC(2,1)"), 2)
    0.29
    """
    values = _complete(marks)
    kind, single = _form(form, np.shape(marks)[-1])
    table = icc_table(values)
    return float(table.at[f"ICC({kind},{'1' if single else 'k'})", "value"])


def icc_table(marks, *, confidence: float = 0.95) -> pd.DataFrame:
    """All six intraclass correlations with intervals from the F distribution.

    Parameters
    ----------
    marks : array_like or DataFrame, shape (T, J)
        NaN = absent; teams that a judge has not marked are left out.
    confidence : float

    Returns
    -------
    DataFrame, indexed by form
        value, low, high, teams (how many were complete), judges. NaN where undefined.

    Notes
    -----
    Intervals: Shrout and Fleiss (1979); for the second form with the approximate degrees of freedom given there, which are
    those of McGraw and Wong (1996), Psychological Methods 1:30-46.
    """
    values = _complete(marks)
    n, k = values.shape
    rows = dict.fromkeys(FORMS, (np.nan, np.nan, np.nan))
    if n >= 2 and k >= 2 and np.ptp(values) > 0:
        squares = _mean_squares(values)
        with np.errstate(divide="ignore", invalid="ignore"):
            rows = dict(zip(FORMS, _six_forms(*squares, n, k, 1 - (1 - confidence) / 2), strict=True))
    return pd.DataFrame.from_dict(rows, orient="index", columns=["value", "low", "high"]).assign(
        teams=n, judges=k).rename_axis("form")


def kendall_w(marks) -> float:
    """Kendall's coefficient of concordance, corrected for ties, of the teams that every judge has marked.

    Parameters
    ----------
    marks : array_like or DataFrame, shape (T, J)
        NaN = absent.

    Returns
    -------
    float
        0 … 1; NaN where it is undefined (one judge, one team, or every judge gives all teams the same mark).

    Notes
    -----
    Kendall and Gibbons (1990), Rank Correlation Methods: W = 12 S / (J² (T³ - T) - J Σ (t³ - t)).

    Examples
    --------
    >>> kendall_w([[1, 2], [2, 3], [3, 9]])
    1.0
    """
    table = pd.DataFrame(_complete(marks))
    n, judges = table.shape
    if n < 2 or judges < 2:
        return float("nan")
    sums = table.rank().sum(axis=1)
    ties = sum(float((count**3 - count).sum()) for count in (table[judge].value_counts() for judge in table))
    most = judges**2 * (n**3 - n) - judges * ties
    return float(12 * ((sums - sums.mean()) ** 2).sum() / most) if most > 0 else float("nan")


def krippendorff_alpha(marks, *, level: str = "interval") -> float:
    """Krippendorff's alpha over all pairs of marks that one team got; absent marks simply make no pairs.

    Parameters
    ----------
    marks : array_like or DataFrame, shape (T, J)
        NaN = absent; texts are allowed where `level` is nominal.
    level : {"nominal", "ordinal", "interval", "ratio"}

    Returns
    -------
    float
        NaN where it is undefined: no team with two marks, or identical marks everywhere.

    Raises
    ------
    RulesError
        An unknown level; negative marks on a ratio scale.

    Notes
    -----
    Krippendorff (2011), Computing Krippendorff's alpha-reliability. The ordinal distance of two marks is that of their mid-ranks.

    Examples
    --------
    >>> krippendorff_alpha([[1, 1], [2, 2], [3, 3]])
    1.0
    """
    counts, values = _counts(marks, level)
    return _alpha(counts, values, level, np.ones(len(counts)))


def krippendorff_interval(marks, *, level: str = "interval", rng: np.random.Generator, draws: int = 1000,
                          confidence: float = 0.95) -> tuple[float, float]:
    """Interval of Krippendorff's alpha: percentiles when whole teams are drawn with replacement.

    Parameters
    ----------
    marks : array_like or DataFrame, shape (T, J)
    level : {"nominal", "ordinal", "interval", "ratio"}
    rng : numpy.random.Generator
    draws : int
    confidence : float

    Returns
    -------
    (low, high)
        Two NaN where alpha is undefined. Draws in which all marks are the same count as perfect agreement.
    """
    counts, values = _counts(marks, level)
    if np.isnan(_alpha(counts, values, level, np.ones(len(counts)))):
        return float("nan"), float("nan")
    times = rng.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=draws)
    found = np.nan_to_num(_alphas(counts, values, level, times), nan=1.0)
    half = (1 - confidence) / 2
    return tuple(float(value) for value in np.quantile(found, [half, 1 - half]))


def fleiss_kappa(marks) -> float:
    """Fleiss' kappa of categories such as yes and no; teams with absent marks count with the marks they have.

    Parameters
    ----------
    marks : array_like or DataFrame, shape (T, J)
        The category that each judge chose; NaN = absent.

    Returns
    -------
    float
        NaN where it is undefined: no team with two marks, or one category everywhere.

    Notes
    -----
    Fleiss (1971), Psychological Bulletin 76:378-382; with unequal numbers of judges, shares of the pairs there are.

    Examples
    --------
    >>> fleiss_kappa([["yes", "yes"], ["no", "no"]])
    1.0
    """
    counts, _ = _counts(marks, "nominal")
    if not len(counts):
        return float("nan")
    judges = counts.sum(axis=1)
    observed = float((((counts**2).sum(axis=1) - judges) / (judges * (judges - 1))).mean())
    expected = float(((counts.sum(axis=0) / counts.sum()) ** 2).sum())
    return (observed - expected) / (1 - expected) if counts.shape[1] > 1 else float("nan")


def spearman_brown(reliability: float, judges: float) -> float:
    """Reliability of the mean of `judges` marks where one mark has `reliability`.

    Examples
    --------
    >>> spearman_brown(0.5, 3)
    0.75
    """
    return judges * reliability / (1 + (judges - 1) * reliability)


def judges_needed(reliability: float, wanted: float) -> int:
    """How many judges a team for the wanted reliability of their mean (Spearman and Brown).

    Parameters
    ----------
    reliability : float
        Of one mark, from a pilot such as ``icc(marks, form="ICC(2,1)")``; between 0 and 1.
    wanted : float
        Between 0 and 1.

    Raises
    ------
    RulesError
        A number outside its range.

    Examples
    --------
    >>> judges_needed(0.4, 0.8)
    6
    """
    for value in (reliability, wanted):
        if not 0 < value < 1:
            raise RulesError(found="a reliability of {value}", expected="a number between 0 and 1",
                             where="the plan of the panel", remedy="take it from a pilot, or assume one", value=value)
    needed = wanted * (1 - reliability) / (reliability * (1 - wanted))
    return max(1, int(np.ceil(needed - 1e-9)))


def _complete(marks) -> np.ndarray:
    values = np.asarray(marks, dtype=float)
    return values[~np.isnan(values).any(axis=1)]


def _form(form: str, judges: int) -> tuple[int, bool]:
    parts = re.fullmatch(r"(?:ICC)?\(?([123])(?:,?(1|k|\d+))?\)?", form.replace(" ", ""), re.IGNORECASE)
    size = parts[2] or "1" if parts else ""
    if not parts or size not in ("1", "k", "K", str(judges)):
        raise RulesError(found="the form {form!r}", expected="one of {choices}", where="the intraclass correlation",
                         remedy="name one of them", form=form, choices=", ".join(FORMS))
    return int(parts[1]), size == "1"


def _mean_squares(values: np.ndarray) -> tuple[float, float, float, float]:
    """Between teams, within teams, between judges, and error, as Shrout and Fleiss call them."""
    n, k = values.shape
    teams, judges, grand = values.mean(axis=1), values.mean(axis=0), values.mean()
    within = ((values - teams[:, None]) ** 2).sum()
    between = k * ((teams - grand) ** 2).sum()
    of_judges = n * ((judges - grand) ** 2).sum()
    rest = ((values - teams[:, None] - judges + grand) ** 2).sum()
    return between / (n - 1), within / (n * (k - 1)), of_judges / (k - 1), rest / ((n - 1) * (k - 1))


def _six_forms(bms, wms, jms, ems, n: int, k: int, level: float) -> list[tuple[float, float, float]]:
    from scipy.special import fdtri
    single, mean = [], []
    for error, freedom in ((wms, n * (k - 1)), (None, 0), (ems, (n - 1) * (k - 1))):
        if error is None:
            value = (bms - ems) / (bms + (k - 1) * ems + k * (jms - ems) / n)
            low, high = _second_form_limits(value, bms, jms, ems, n, k, level)
            single.append((value, low, high))
            mean.append(((bms - ems) / (bms + (jms - ems) / n), spearman_brown(low, k), spearman_brown(high, k)))
            continue
        ratio = bms / error
        lower, upper = ratio / fdtri(n - 1, freedom, level), ratio * fdtri(freedom, n - 1, level)
        ends = (ratio, lower, upper)
        # A ratio without end (no error at all) is perfect agreement.
        single.append(tuple(1.0 if np.isinf(end) else (end - 1) / (end + k - 1) for end in ends))
        mean.append(tuple(1 - 1 / end for end in ends))
    return single + mean


def _second_form_limits(value, bms, jms, ems, n: int, k: int, level: float) -> tuple[float, float]:
    from scipy.special import fdtri
    if ems == 0:
        return (1.0, 1.0) if jms == 0 else (np.nan, np.nan)
    ratio, rest = jms / ems, n * (1 + (k - 1) * value) - k * value
    freedom = (k - 1) * (n - 1) * (k * value * ratio + rest) ** 2 / ((n - 1) * (k * value * ratio) ** 2 + rest**2)
    upper, lower = fdtri(n - 1, freedom, level), fdtri(freedom, n - 1, level)
    judged = k * jms + (k * n - k - n) * ems
    return (n * (bms - upper * ems) / (upper * judged + n * bms), n * (lower * bms - ems) / (judged + n * lower * bms))


def _counts(marks, level: str) -> tuple[np.ndarray, np.ndarray]:
    """How often each distinct value was given to each team with two marks or more, shape (T, V), and the values."""
    if level not in LEVELS:
        raise RulesError(found="level = {level!r}", expected="one of {choices}", where="Krippendorff's alpha",
                         remedy="name one of them", level=level, choices=", ".join(LEVELS))
    table = pd.DataFrame(marks)
    flat = table.to_numpy(dtype=object if level == "nominal" else float).ravel()
    codes, values = pd.factorize(flat, sort=level != "nominal")
    if level == "ratio" and len(values) and min(values) < 0:
        raise RulesError(found="a mark of {mark} on a ratio scale", expected="marks of zero or more",
                         where="Krippendorff's alpha", remedy="take the interval level", mark=float(min(values)))
    counts = np.zeros((len(table), len(values)))
    present = codes >= 0
    np.add.at(counts, (np.repeat(np.arange(len(table)), table.shape[1])[present], codes[present]), 1)
    return counts[counts.sum(axis=1) >= 2], np.asarray(values)


def _alpha(counts: np.ndarray, values: np.ndarray, level: str, times: np.ndarray) -> float:
    return float(_alphas(counts, values, level, times[None, :])[0])


def _alphas(counts: np.ndarray, values: np.ndarray, level: str, times: np.ndarray) -> np.ndarray:
    """Alpha of each row of `times`, shape (D, T): how often each team counts. NaN where it is undefined."""
    totals = times @ counts
    if level == "ordinal" and len(times) > 1:  # distances lie in the ranks, which differ from draw to draw
        return np.concatenate([_alphas(counts, values, level, row[None, :]) for row in times])
    apart = _distances(values, totals[0], level) if len(times) else np.zeros((len(values), len(values)))
    number, expected = totals.sum(axis=1), ((totals @ apart) * totals).sum(axis=1)
    pairs = ((counts @ apart) * counts).sum(axis=1) / (counts.sum(axis=1) - 1)
    defined = (number >= 2) & (expected > 0)
    return np.where(defined, 1 - (number - 1) * (times @ pairs) / np.where(defined, expected, 1), np.nan)


def _distances(values: np.ndarray, totals: np.ndarray, level: str) -> np.ndarray:
    """Squared distance of every two values, shape (V, V)."""
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    places = np.cumsum(totals) - totals / 2 if level == "ordinal" else values
    apart = places[:, None] - places
    if level == "ratio":
        together = places[:, None] + places
        apart = np.divide(apart, together, out=np.zeros_like(together), where=together > 0)
    return apart**2
