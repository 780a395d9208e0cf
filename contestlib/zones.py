"""Safe, contested, out: exact and sampled answers put together."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from contestlib.records import Stability


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
