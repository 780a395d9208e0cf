"""The one composition of the method's steps: matrix -> standings."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype

from contestlib.errors import DataError, RulesError
from contestlib.normalization import normalize_matrix
from contestlib.ranking import rank_teams
from contestlib.records import Standings
from contestlib.rounding import round_half_up
from contestlib.rulebook import as_indicators, as_scenario
from contestlib.rules import Rules, Scenario
from contestlib.scoring import add_contributions, contributions
from contestlib.values import parse_instants


def evaluate(matrix: pd.DataFrame, rules: Rules | None = None, scenario: Scenario | pd.Series | str | None = None, *,
             reference: pd.DataFrame | None = None, register: pd.DataFrame | None = None) -> Standings:
    """Score and rank teams under one scenario.

    Parameters
    ----------
    matrix : DataFrame, shape (T, K)
        Own units; index the team, columns the indicators.
    rules : Rules, optional
        Without rules (or without indicators in them) the matrix is taken as normalized already.
    scenario : Scenario, Series, mapping or str
        Weights by column that sum to 1 or 100, or the name of a scenario of `rules`; the first by default.
    reference : DataFrame, shape (any, K), optional
        The wider group over which normalizers take minima, maxima and ranks.
    register : DataFrame, indexed by team, optional
        Further columns for bonus points and tie-breaks.

    Returns
    -------
    Standings

    Raises
    ------
    RulesError, DataError
        Weights, indicators or cells that do not fit one another.

    Examples
    --------
    >>> votes = pd.DataFrame({"votes": [200_000, 150_000]}, index=["A", "B"])
    >>> rules = Rules(indicators=as_indicators({"votes": "share_of_best"}, ["votes"]), points=100, decimals=2)
    >>> evaluate(votes, rules, {"votes": 1}).totals.to_dict()
    {'A': 100.0, 'B': 75.0}
    """
    rules = rules if rules is not None else Rules()
    scenario = as_scenario(rules.scenarios[0] if scenario is None and rules.scenarios else scenario, rules)
    indicators = as_indicators(rules.indicators or None, matrix.columns)
    power = rules.power if scenario.power is None else scenario.power
    normalized = normalize_matrix(matrix, indicators, reference=reference, method=scenario.normalization)
    weights = scenario.shares
    bonus = _bonus_points(register, rules, matrix.index)
    parts = contributions(normalized, weights, power=power)
    unrounded = pd.Series(rules.points * add_contributions(parts, power).to_numpy() + bonus.to_numpy(), index=matrix.index)
    totals = round_half_up(unrounded, 10 if rules.decimals is None else rules.decimals)
    return Standings(
        scenario=scenario, rules=rules, matrix=matrix, normalized=normalized,
        weights=weights if weights.index.equals(matrix.columns) else weights[matrix.columns],
        contributions=pd.DataFrame(rules.points * parts.to_numpy(), index=parts.index, columns=parts.columns), bonus=bonus,
        unrounded=unrounded, totals=totals, ranks=rank_teams(totals),
        keys=tie_break_keys(matrix, register, rules), reference=reference,
    )


def _bonus_points(register: pd.DataFrame | None, rules: Rules, teams: pd.Index) -> pd.Series:
    if not rules.bonus:
        return pd.Series(0.0, index=teams, name="bonus")
    column = _column_of(rules.bonus, pd.DataFrame(index=teams), register).loc[teams]
    return pd.to_numeric(column.replace("", "0")).astype(float).rename("bonus")


def tie_break_keys(matrix: pd.DataFrame, register: pd.DataFrame | None, rules: Rules) -> pd.DataFrame:
    """The rules' tie-break columns as numbers of which the larger goes first, shape (T, keys)."""
    keys = {}
    for key in rules.tie_break:
        column = _column_of(key.column, matrix, register)
        _, codes = np.unique(_in_order(column, matrix.index, rules.time_zone), return_inverse=True)
        keys[key.column] = codes if key.prefer == "higher" else -codes
    columns = np.array([*keys.values()], dtype=int).reshape(len(keys), len(matrix))
    return pd.DataFrame(columns.T, index=matrix.index, columns=[*keys])


def _in_order(values: pd.Series, teams: pd.Index, time_zone: str) -> np.ndarray:
    """Some teams' values of a tie-break's column as numbers, or as dates or instants: texts have no order that a rule could
    mean."""
    rows = values.index.get_indexer(teams)
    if (rows < 0).any():
        raise KeyError(teams[rows < 0][0])
    given = values.to_numpy() if is_numeric_dtype(values.dtype) else tuple(values.to_numpy(dtype=object))
    numbers = (_numbers(given) if isinstance(given, tuple) else given)[rows]
    if not pd.isna(numbers).any():
        return numbers
    instants = _instants(tuple(values.to_numpy(dtype=object)), time_zone)[rows]
    if np.isnat(instants).any():
        team = teams[np.isnat(instants)][0]
        raise DataError(found="{value!r} in column {name!r} of team {team!r}, by which ties are broken",
                        expected="numbers, or dates such as 2019-04-25, for every team", where="the register",
                        remedy="correct the cell in teams.csv", value=values[team], name=values.name, team=team)
    return instants


@lru_cache(maxsize=16)
def _numbers(texts: tuple[str, ...]) -> np.ndarray:
    """Numbers; NaN where a text is none."""
    return pd.to_numeric(pd.Series(texts), errors="coerce").to_numpy()


@lru_cache(maxsize=16)  # the register stays as it is while teams, marks and weights change a thousand times
def _instants(texts: tuple[str, ...], time_zone: str) -> np.ndarray:
    """Instants, of a date alone its first; NaT where a text is neither."""
    stated = pd.Series(texts).astype(str).str.strip()
    instants = parse_instants(stated, time_zone)
    return instants.fillna(parse_instants(stated + " 00:00", time_zone)).dt.tz_convert(None).to_numpy()


def _column_of(name: str, matrix: pd.DataFrame, register: pd.DataFrame | None) -> pd.Series:
    for table in (matrix, register):
        if table is not None and name in table:
            return table[name]
    known = list(matrix) + (list(register) if register is not None else [])
    raise RulesError(found="no column {name!r}", expected="one of {known}", where="the matrix and the register",
                     remedy="name an indicator or a column of teams.csv", name=name, known=", ".join(map(str, known)))
