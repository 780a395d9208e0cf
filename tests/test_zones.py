"""Zones from chances, and exact answers over sampled ones."""

import pandas as pd

from contestlib.records import Stability
from contestlib.zones import classify_zones

CHANCES = pd.DataFrame({"value": [0.96, 0.96, 0.5, 0.01, 0.04], "low": [0.951, 0.94, 0.45, 0, 0.03],
                        "high": [0.97, 0.98, 0.55, 0.02, 0.06]}, index=list("ABCDE"))
SAMPLED = Stability(None, CHANCES, None, None, None, None, None, None, places=2, draws=100, sampler="", stopped="")


def test_the_whole_interval_decides():
    assert classify_zones(SAMPLED).to_dict() == {"A": "safe", "B": "contested", "C": "contested", "D": "out",
                                                 "E": "contested"}


def test_exact_answers_win():
    zones = classify_zones(SAMPLED, certain=["C"], impossible=["A"])
    assert zones["C"] == "safe" and zones["A"] == "out"
