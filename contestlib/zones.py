"""Safe, contested, out: exact and sampled answers put together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from contestlib.records import RankRanges, Stability


def classify_zones(stability: Stability, *, safe: float = 0.95, out: float = 0.05, certain: Collection = (),
                   impossible: Collection = ()) -> pd.Series:
    """The zone of every team, by its chance of a place.

    Parameters
    ----------
    stability : Stability
    safe : float
        A team is safe where its interval lies at or above this chance.
    out : float
        A team is out where its interval lies at or below this chance.
    certain, impossible : collections of team ids
        What exact answers say; they win over any sample.

    Returns
    -------
    Series of {"safe", "contested", "out"}, shape (T,)

    Examples
    --------
    >>> from contestlib import random_generator, simulate, weight_region
    >>> table = pd.DataFrame({"a": [1.0, 0.9, 0.0], "b": [0.8, 0.9, 0.0]}, index=["A", "B", "C"])
    >>> sampled = simulate(table, weight_region(["a", "b"]), places=1, draws=2048, rng=random_generator(1))
    >>> classify_zones(sampled).to_dict()
    {'A': 'contested', 'B': 'contested', 'C': 'out'}
    """
    chance = stability.probability
    zones = pd.Series("contested", index=chance.index, name="zone")
    zones[chance["low"] >= safe] = "safe"
    zones[chance["high"] <= out] = "out"
    zones[zones.index.isin(list(certain))] = "safe"
    zones[zones.index.isin(list(impossible))] = "out"
    return zones


def certain_together(ranges: RankRanges, keys: pd.DataFrame) -> RankRanges:
    """Ranges where a tie at the cut enlarges the list: teams that nothing separates take no place from one another.

    Parameters
    ----------
    ranges : RankRanges
    keys : DataFrame, shape (T, tie-break keys)

    Returns
    -------
    RankRanges
        A place is certain to teams of `ranges.tied` that would have one whatever the weights if they were one team; where
        there are quotas, which an enlarged list may not exceed, the statuses stay.

    Examples
    --------
    >>> from contestlib import rank_ranges, weight_region
    >>> table = pd.DataFrame({"a": [5, 5, 5, 1], "b": [5, 5, 5, 1]}, index=["A", "B", "C", "D"])
    >>> ranges = rank_ranges(table, weight_region(["a", "b"]), places=2)
    >>> certain_together(ranges, pd.DataFrame(index=table.index)).table["status"].to_dict()
    {'A': 'certain', 'B': 'certain', 'C': 'certain', 'D': 'impossible'}
    """
    table, places = ranges.table.copy(), ranges.places - len(ranges.wild_cards)
    for tied in ranges.tied if ranges.quotas == "none" else ():
        alike: dict[tuple, list] = {}
        for team in tied:
            alike.setdefault(tuple(keys.loc[team]), []).append(team)
        for rows in (table.loc[members] for members in alike.values()):
            table.loc[rows.index[(rows["status"] == "possible") & (rows["worst"] - len(rows) < places)], "status"] = "certain"
    return replace(ranges, table=table)
