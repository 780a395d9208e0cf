"""Exact answers about one line of weights: where the list of finalists changes, and who replaces whom."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from contestlib.errors import RulesError
from contestlib.rules import check_weights
from contestlib.scoring import generator_matrix, mean_of_generated

SAME = 1e-12  # totals this close along the whole line belong to teams that nothing on it separates


def sweep_weights(normalized: pd.DataFrame, start, end, *, places: int, power: float = 1, unit: float = 0.0) -> pd.DataFrame:
    """Every point between two weightings at which the set of finalists changes.

    Parameters
    ----------
    normalized : DataFrame, shape (T, K)
    start, end : Series or mapping by column
        Weights that sum to 1 or 100.
    places : int
    power : float
        Of the mean.
    unit : float
        Step in which totals are rounded (`Rules.unit`), for the bands.

    Returns
    -------
    DataFrame
        One row a breakpoint: at (0 is `start`, 1 is `end`), leaves, enters (team ids, joined by spaces), band (how far to
        each side the rounding can still tie the two). Totals are unrounded; teams tied along the whole line share a place
        and never replace one another.

    Raises
    ------
    RulesError
        More places than teams, or weights that do not fit the columns.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0]}, index=["X", "Y"])
    >>> sweep_weights(table, {"a": 1, "b": 0}, {"a": 0, "b": 1}, places=1).values.tolist()
    [[0.5, 'X', 'Y', 0.0]]
    """
    if not 1 <= places <= len(normalized):
        raise RulesError(found="{places} places for {teams} teams", expected="at least one place, and no more than teams",
                         where="the sweep", remedy="change the number of places", places=places, teams=len(normalized))
    table = generator_matrix(normalized, power)
    at_start, at_end = (_totals(table, check_weights(pd.Series(weights, dtype=float))) for weights in (start, end))
    points, before, after = _changes(at_start, at_end, places)
    teams = np.array(normalized.index, dtype=object)
    rows = [(at, " ".join(map(str, teams[new < old])), " ".join(map(str, teams[new > old])),
             rounding_band(at_start, at_end, at, new < old, new > old, power, unit))
            for at, old, new in zip(points, before, after, strict=True)]
    return pd.DataFrame(rows, columns=["at", "leaves", "enters", "band"])


def rounding_band(at_start: np.ndarray, at_end: np.ndarray, at: float, leaving: np.ndarray, entering: np.ndarray, power: float,
                  unit: float) -> float:
    """How far from a breakpoint the totals of the two that are slowest to part are a step of the rounding apart."""
    if not unit:
        return 0.0
    near = at - 1e-4 if at > 0.5 else at + 1e-4
    totals = mean_of_generated(at_start + near * (at_end - at_start), power)
    speed = np.abs(totals[leaving][:, None] - totals[entering]).min() / 1e-4
    return float(unit / speed) if speed > 0 else np.inf


def _totals(table: pd.DataFrame, weights: pd.Series) -> np.ndarray:
    if set(weights.index) != set(table.columns):
        raise RulesError(found="weights for {given}", expected="one for each of {columns}", where="the weights",
                         remedy="name every column once; a weight of 0 leaves one out",
                         given=", ".join(map(str, weights.index)), columns=", ".join(map(str, table.columns)))
    total = np.zeros(len(table))
    for column in table:
        total = total + weights[column] * table[column].to_numpy()
    return total


def _changes(at_start: np.ndarray, at_end: np.ndarray, places: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Breakpoints on [0, 1] with every team's share of a place just before and just after."""
    at_start, at_end = levelled(at_start, at_end)
    ahead, slope = at_start[:, None] - at_start, (at_end - at_start)[:, None] - (at_end - at_start)
    with np.errstate(divide="ignore", invalid="ignore"):
        crossings = np.where(slope != 0, -ahead / slope, np.nan)[np.triu_indices(len(at_start), 1)]
    # Teams that are level at an end of the line do not cross there; their last bits may say otherwise.
    inside = np.unique(crossings[(crossings > SAME) & (crossings < 1 - SAME)])
    if not len(inside):
        nothing = np.empty((0, len(at_start)))
        return inside, nothing, nothing
    # Crossings of several pairs at one point differ in their last bits; they are one breakpoint.
    borders = inside[np.append(True, np.diff(inside) > SAME)]
    middles = (np.append(0, borders) + np.append(borders, 1)) / 2
    shares = _shares(at_start + middles[:, None] * (at_end - at_start), places)
    changed = (shares[1:] != shares[:-1]).any(axis=1)
    return borders[changed], shares[:-1][changed], shares[1:][changed]


def levelled(at_start: np.ndarray, at_end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Teams whose lines coincide get the very same numbers, so that rounding cannot separate them."""
    at_start, at_end = at_start.copy(), at_end.copy()
    for team in range(len(at_start)):
        twins = (np.abs(at_start - at_start[team]) <= SAME) & (np.abs(at_end - at_end[team]) <= SAME)
        at_start[twins], at_end[twins] = at_start[team], at_end[team]
    return at_start, at_end


def _shares(totals: np.ndarray, places: int) -> np.ndarray:
    """1 for a place, 0 for none, a fraction for teams tied at the cut, shape (points, T)."""
    cut = -np.partition(-totals, places - 1, axis=1)[:, [places - 1]]
    above, level = totals > cut, totals == cut
    left = places - above.sum(axis=1, keepdims=True)
    return above + level * (left / level.sum(axis=1, keepdims=True))


def weight_path(weights, code: str, at: float, *, against: str | None = None) -> pd.Series:
    """The weights with one of them set, the others rescaled in proportion, or one other giving or taking it all.

    Parameters
    ----------
    weights : Series or mapping by column
        Sum to 1 or 100.
    code : str
    at : float
        The new weight, as a share of one.
    against : str, optional
        The one other weight that gives way; all of them, in proportion, by default.

    Returns
    -------
    Series, shape (K,)

    Raises
    ------
    RulesError
        A weight of 1 that is to be rescaled against nothing, or a weight that `against` cannot give.

    Examples
    --------
    >>> weight_path({"a": 0.5, "b": 0.3, "c": 0.2}, "a", 0.0).tolist()
    [0.0, 0.6, 0.4]
    """
    weights = check_weights(pd.Series(weights, dtype=float))
    for name in (code, against):
        if name is not None and name not in weights:
            raise RulesError(found="no weight of {code!r}", expected="one of {known}", where="the weights",
                             remedy="use an indicator's code", code=name, known=", ".join(map(str, weights.index)))
    if against is not None:
        path = weights.copy()
        path[against] -= at - path[code]
        path[code] = at
        if path[against] < -SAME or at < 0 or against == code:
            raise RulesError(found="{code!r} at {at} against {against!r}", expected="0 … {most}", where="the weights",
                             remedy="move less, or against another indicator", code=code, at=f"{at:.6g}", against=against,
                             most=f"{weights[code] + weights[against]:.6g}")
        return path.clip(lower=0)
    place = weights.index.get_loc(code)
    others = np.delete(weights.to_numpy(), place)
    if others.sum() <= SAME:
        raise RulesError(found="a weight of 1 for {code!r}", expected="less: the others have no proportions to be rescaled in",
                         where="the weights", remedy="name the indicator that takes or gives with against=", code=code)
    path = np.insert((1 - at) * (others / others.sum()), place, at)
    return pd.Series(path, index=weights.index, name=weights.name)


def sweep_each_weight(normalized: pd.DataFrame, weights, *, places: int, power: float = 1, against: str | None = None,
                      unit: float = 0.0) -> pd.DataFrame:
    """Every weight of every single indicator at which the set of finalists changes.

    Parameters
    ----------
    normalized : DataFrame, shape (T, K)
    weights : Series or mapping by column
    places : int
    power : float
    against : str, optional
        The one other weight that gives way; all of them, in proportion, by default.
    unit : float
        As for `sweep_weights`.

    Returns
    -------
    DataFrame, indexed by indicator
        at (the indicator's weight, 0 … 1), leaves, enters, band. An indicator that has all the weight cannot be rescaled
        against the others and has no rows.
    """
    weights = check_weights(pd.Series(weights, dtype=float))[list(normalized.columns)]
    sweeps = {code: _sweep_weight(normalized, weights, code, places, power, against, unit) for code in movable(weights, against)}
    return breaks_table(sweeps)


def breaks_table(sweeps: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Breakpoints of several indicators, one table below the other."""
    if not sweeps:
        return pd.DataFrame({"at": pd.Series(dtype=float), "leaves": pd.Series(dtype=object), "enters": pd.Series(dtype=object),
                             "band": pd.Series(dtype=float)}, index=pd.Index([], name="indicator"))
    return pd.concat(sweeps, names=["indicator", "number"]).droplevel("number")


def movable(weights: pd.Series, against: str | None) -> list:
    """Indicators whose weight can move while the others, or the one it moves against, give way."""
    if against is not None:
        return [code for code in weights.index if code != against and weights[code] + weights[against] > 0]
    return [code for code in weights.index if weights.drop(code).sum() > SAME]


def _sweep_weight(normalized: pd.DataFrame, weights: pd.Series, code: str, places: int, power: float, against: str | None,
                  unit: float) -> pd.DataFrame:
    """The breakpoints of one weight, from 0 to the most it can be."""
    most = 1.0 if against is None else weights[code] + weights[against]
    sweep = sweep_weights(normalized, weight_path(weights, code, 0, against=against),
                          weight_path(weights, code, most, against=against), places=places, power=power, unit=unit)
    return sweep.assign(at=most * sweep["at"], band=most * sweep["band"])


def stability_intervals(normalized: pd.DataFrame, weights, *, places: int, power: float = 1, against: str | None = None,
                        unit: float = 0.0, sweeps: pd.DataFrame | None = None) -> pd.DataFrame:
    """Between which weights of each indicator the same teams are chosen.

    Parameters
    ----------
    normalized : DataFrame, shape (T, K)
    weights : Series or mapping by column
        Sum to 1 or 100.
    places : int
    power : float
        Of the mean.
    against : str, optional
        The one other weight that gives way; all of them, in proportion, by default.
    unit : float
        As for `sweep_weights`.
    sweeps : DataFrame, optional
        As `sweep_each_weight` returns them for the same arguments, where they are known already.

    Returns
    -------
    DataFrame, shape (K, 9)
        By indicator: weight, low, high, and who replaces whom just beyond: leaves_low, enters_low, leaves_high, enters_high
        (team ids, joined by spaces; empty where the interval ends because the weight can go no further), band_low, band_high
        (how far to each side of an end the rounding can still tie the two). NaN where nothing gives way: a weight of 1 in
        proportion to nothing, and `against` itself. Totals are unrounded.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0]}, index=["X", "Y"])
    >>> stability_intervals(table, {"a": 0.7, "b": 0.3}, places=1).loc["a", ["low", "high"]].tolist()
    [0.5, 1.0]
    """
    weights = check_weights(pd.Series(weights, dtype=float))[list(normalized.columns)]
    if sweeps is None:
        sweeps = sweep_each_weight(normalized, weights, places=places, power=power, against=against, unit=unit)
    moving, rows = movable(weights, against), {}
    for code, weight in weights.items():
        breaks = sweeps.loc[sweeps.index == code]
        below, above = breaks[breaks["at"] <= weight].tail(1), breaks[breaks["at"] >= weight].head(1)
        ends = (np.nan, np.nan) if code not in moving else (0.0, 1.0 if against is None else weight + weights[against])
        rows[code] = {
            "weight": weight, "low": below["at"].iloc[0] if len(below) else ends[0],
            "high": above["at"].iloc[0] if len(above) else ends[1],
            # Going down through a breakpoint, what enters on the way up leaves.
            "leaves_low": "".join(below["enters"]), "enters_low": "".join(below["leaves"]),
            "leaves_high": "".join(above["leaves"]), "enters_high": "".join(above["enters"]),
            "band_low": below["band"].iloc[0] if len(below) else np.nan,
            "band_high": above["band"].iloc[0] if len(above) else np.nan}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("indicator")
