"""Juries that only say who is ahead of whom: Bradley–Terry strengths, and marks out of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from contestlib.errors import DataError
from contestlib.records import Panel
from contestlib.rules import PanelRule

STEPS = 100  # of Newton's method; a dozen are enough for strengths that exist
NEAR = 1e-10  # wins that the strengths leave unexplained, at most
LONGEST = 2.0  # step of a strength in one go, so that Newton's method does not overshoot from the start


@dataclass(frozen=True)
class Strengths:
    """Bradley–Terry: the chance that one team is put ahead of another is 1 / (1 + exp(other's strength - own strength)).

    Attributes
    ----------
    strengths : Series, shape (T,)
        Logits around a mean of zero.
    standard_errors : Series, shape (T,)
        Of the strengths' distances from their mean, comparisons taken as independent.
    covariance : DataFrame, shape (T, T)
    """

    strengths: pd.Series
    standard_errors: pd.Series
    covariance: pd.DataFrame


def bradley_terry(pairs: pd.DataFrame, *, drawn: float = 0) -> Strengths:
    """Strengths of the teams of a jury that compares pairs.

    Parameters
    ----------
    pairs : DataFrame
        better, worse: one row a comparison.
    drawn : float
        Comparisons with an imaginary average team, half of them won, given to every team.

    Returns
    -------
    Strengths

    Raises
    ------
    DataError
        Without `drawn`: teams that nobody ever puts behind the others, or groups that nobody compares, have no finite strength.

    Notes
    -----
    Maximum likelihood (Bradley and Terry 1952, Biometrika 39:324-345) by Newton's method, whose information matrix gives the
    standard errors. A maximum exists where every team is, over others, behind and ahead of every other (Ford 1957).

    Examples
    --------
    >>> pairs = pd.DataFrame({"better": list("XXXY"), "worse": list("YYYX")})  # X wins 3 of 4: half of log 3 above the mean
    >>> found = bradley_terry(pairs)
    >>> found.strengths.round(6).to_dict(), round(float(found.standard_errors["X"]) ** 2, 6) == round(1 / (4 * 3 / 16) / 4, 6)
    ({'X': 0.549306, 'Y': -0.549306}, True)
    """
    teams = pd.Index(pd.unique(pairs[["better", "worse"]].to_numpy().ravel()), name="team")
    wins = _wins_of_pairs(pairs, teams)
    _refuse_endless(wins, teams, drawn)
    strengths, information = _fit(wins, drawn)
    middle = np.eye(len(teams)) - 1 / len(teams)
    covariance = middle @ np.linalg.inv(information) @ middle
    return Strengths(pd.Series(middle @ strengths, index=teams), pd.Series(np.sqrt(np.diag(covariance)), index=teams),
                     pd.DataFrame(covariance, index=teams, columns=teams))


def aggregate_pairs(pairs: pd.DataFrame, *, rule: PanelRule) -> Panel:
    """One mark a team and criterion out of comparisons of pairs.

    Parameters
    ----------
    pairs : DataFrame
        judge, criterion, better, worse.
    rule : PanelRule
        lower and upper bound the marks, decimals rounds them, `drawn` as for `bradley_terry`.

    Returns
    -------
    Panel
        A mark is the expected share of wins against the other teams, on the rules' scale; counts are comparisons, sums wins.

    Raises
    ------
    DataError
        As for `bradley_terry`.

    Examples
    --------
    >>> pairs = pd.DataFrame({"judge": list("abab"), "criterion": "c", "better": list("XXXY"), "worse": list("YYYX")})
    >>> aggregate_pairs(pairs, rule=PanelRule("bradley_terry", drawn=0)).marks["c"].round(9).to_dict()
    {'X': 75.0, 'Y': 25.0}
    """
    from contestlib.rounding import round_half_up
    judges = pd.Index(pairs["judge"].unique(), name="judge")
    columns, loadings = {}, {}
    for criterion, part in pairs.groupby("criterion", sort=False):
        teams = pd.Index(sorted(set(part["better"]) | set(part["worse"])), name="team")
        by_judge = np.stack([_wins_of_pairs(part[part["judge"] == judge], teams) for judge in judges], axis=-1)
        _refuse_endless(by_judge.sum(axis=-1), teams, rule.drawn)
        marks, moved = order_marks(by_judge, rule)
        marks = marks if rule.decimals is None else round_half_up(marks, rule.decimals)
        wins = by_judge.sum(axis=(1, 2))
        columns[criterion] = [pd.Series(values, index=teams) for values in (
            marks, np.sqrt((moved**2).sum(axis=1)), wins + by_judge.sum(axis=(0, 2)), wins)]
        loadings[criterion] = pd.DataFrame(moved, index=teams, columns=judges)
    frames = [pd.DataFrame({criterion: parts[at] for criterion, parts in columns.items()}).rename_axis("team") for at in range(4)]
    stacked = pd.concat(loadings, names=["criterion", "team"]).swaplevel().sort_index()
    return Panel(*frames, loadings=stacked, method="expected share of wins (Bradley–Terry)",
                 missing=pd.DataFrame(columns=["team", "judge", "criterion", "why", "reason", "file", "line"]))


def order_marks(by_judge: np.ndarray, rule: PanelRule) -> tuple[np.ndarray, np.ndarray]:
    """Marks on the rules' scale and each judge's part in their error.

    Parameters
    ----------
    by_judge : ndarray, shape (T, T, J)
        How often each judge puts the first team ahead of the second.
    rule : PanelRule

    Returns
    -------
    marks : ndarray, shape (T,)
        NaN for teams that nobody compares.
    loadings : ndarray, shape (T, J)
        Squares of a row sum to the squared standard error, judges taken as independent and not their comparisons (sandwich
        variance by judge); NaN with one judge.
    """
    wins, judges = by_judge.sum(axis=-1), by_judge.shape[-1]
    strengths, information = _fit(wins, rule.drawn)
    present = (wins + wins.T).sum(axis=1) > 0
    chance = _chance(strengths)
    given = by_judge + by_judge.swapaxes(0, 1)
    scores = (by_judge - given * chance[:, :, None]).sum(axis=1)
    scores -= scores.mean(axis=1, keepdims=True)  # what the imaginary comparisons hold against all of them
    others = present & ~np.eye(len(wins), dtype=bool)
    count = np.maximum(others.sum(axis=1), 1)
    slope = np.where(others, chance * (1 - chance), 0) / count[:, None]
    turn = np.diag(slope.sum(axis=1)) - slope
    width = rule.upper - rule.lower if np.isfinite(rule.upper - rule.lower) else 1.0
    part = np.sqrt(judges / (judges - 1)) if judges > 1 else np.nan
    return marks_of_wins(wins, rule), width * part * turn @ np.linalg.solve(information, scores)


def marks_of_wins(wins: np.ndarray, rule: PanelRule) -> np.ndarray:
    """Expected shares of wins against the other teams, on the rules' scale.

    Parameters
    ----------
    wins : ndarray, shape (..., T, T)
        How often the first team is put ahead of the second.
    rule : PanelRule

    Returns
    -------
    ndarray, shape (..., T)
        NaN for teams that nobody compares, and throughout where strengths would be without end.
    """
    strengths, _ = _fit(wins, rule.drawn)
    present = (wins + np.swapaxes(wins, -1, -2)).sum(axis=-1) > 0
    others = present[..., None, :] & ~np.eye(wins.shape[-1], dtype=bool)
    share = (_chance(strengths) * others).sum(axis=-1) / np.maximum(others.sum(axis=-1), 1)
    settled = present if rule.drawn else present & _all_within_reach(wins)[..., None]
    bounded = np.isfinite(rule.upper - rule.lower)
    return np.where(settled, rule.lower + (rule.upper - rule.lower) * share if bounded else share, np.nan)


def wins_of_marks(values: np.ndarray) -> np.ndarray:
    """How many judges put the first team ahead of the second; equal marks are half a win for either.

    Parameters
    ----------
    values : ndarray, shape (..., T, J)
        NaN = absent.

    Returns
    -------
    ndarray, shape (..., T, T)

    Examples
    --------
    >>> wins_of_marks(np.array([[9.0, 7], [6, 7]])).tolist()
    [[0.0, 1.5], [0.5, 0.0]]
    """
    return sum(judge_wins(values[..., judge]) for judge in range(values.shape[-1]))


def judge_wins(column: np.ndarray) -> np.ndarray:
    """Of one judge's marks, shape (..., T): 1 where the first team is ahead of the second, a half where they are level."""
    first, second = column[..., :, None], column[..., None, :]
    return np.where(np.eye(column.shape[-1], dtype=bool), 0.0, (first > second) + 0.5 * (first == second))


def _wins_of_pairs(pairs: pd.DataFrame, teams: pd.Index) -> np.ndarray:
    wins = np.zeros((len(teams), len(teams)))
    np.add.at(wins, (teams.get_indexer(pairs["better"]), teams.get_indexer(pairs["worse"])), 1)
    return wins


def _chance(strengths: np.ndarray) -> np.ndarray:
    """That the first team is put ahead of the second, shape (..., T, T)."""
    return 1 / (1 + np.exp(strengths[..., None, :] - strengths[..., :, None]))


def _fit(wins: np.ndarray, drawn: float) -> tuple[np.ndarray, np.ndarray]:
    """Strengths (..., T) and their information (..., T, T), which without `drawn` holds their mean at zero."""
    teams = wins.shape[-1]
    given = wins + np.swapaxes(wins, -1, -2)
    strengths = np.zeros(wins.shape[:-1])
    held = np.full((teams, teams), 0.0 if drawn else 1.0) + np.eye(teams) * 1e-12
    for _ in range(STEPS):
        chance = _chance(strengths)
        alone = 1 / (1 + np.exp(-strengths))
        gradient = (wins - given * chance).sum(axis=-1) + drawn * (0.5 - alone)
        weight = given * chance * (1 - chance)
        information = held - weight
        np.einsum("...ii->...i", information)[...] += weight.sum(axis=-1) + drawn * alone * (1 - alone)
        if np.abs(gradient).max(initial=0) < NEAR:
            break
        step = np.linalg.solve(information, gradient[..., None])[..., 0]
        strengths = strengths + np.clip(step, -LONGEST, LONGEST)
    return strengths, information


def _all_within_reach(wins: np.ndarray) -> np.ndarray:
    """Whether every compared team is, over others, ahead of and behind every other, shape (...)."""
    compared = (wins + np.swapaxes(wins, -1, -2)).sum(axis=-1) > 0
    reach = (wins > 0) | np.eye(wins.shape[-1], dtype=bool)
    for _ in range(int(np.ceil(np.log2(max(wins.shape[-1], 2))))):
        reach = reach.astype(float) @ reach.astype(float) > 0
    return (reach | ~(compared[..., :, None] & compared[..., None, :])).all(axis=(-1, -2))


def _refuse_endless(wins: np.ndarray, teams: pd.Index, drawn: float) -> None:
    if drawn or _all_within_reach(wins):
        return
    from scipy.sparse.csgraph import connected_components
    count, labels = connected_components(wins > 0, connection="strong")
    groups = sorted((tuple(teams[labels == label]) for label in range(count)), key=lambda group: list(teams).index(group[0]))
    raise DataError(found="teams in {count} groups, of which none is both ahead of and behind another: {groups}",
                    expected="comparisons that lead from every team to every other", where="the comparisons",
                    remedy="compare more pairs, or let drawn in rules.toml [panel] stand above 0", count=count,
                    groups="; ".join(", ".join(map(str, group)) for group in groups))
