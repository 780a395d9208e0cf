"""Zones from chances, and exact answers over sampled ones."""

import shutil
from pathlib import Path

import pandas as pd

from contestlib.decision import decide_contest
from contestlib.loading import read_contest
from contestlib.records import Stability
from contestlib.sentences import findings
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


def test_a_tie_that_the_rules_break_in_every_draw_is_no_half_chance(tmp_path):
    """A and C have the same values; the rules put A first, by the sum of the marks. C has no chance, in any answer."""
    folder = shutil.copytree(Path(__file__).parents[1] / "contestlib" / "gallery" / "trimmed_and_threshold", tmp_path / "contest")
    rules = folder / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8") + "\n[simulation]\ndraws = 256\n", encoding="utf-8")
    decision = decide_contest(read_contest(folder))
    assert decision.selection.finalists == ("A",) and decision.baseline.totals["A"] == decision.baseline.totals["C"]
    chance = decision.stability.probability["value"]
    assert chance["C"] == 0 and chance["A"] + chance["B"] == 1 and chance["B"] > 0.1
    assert decision.zones.to_dict() == {"A": "contested", "B": "contested", "C": "out"}
    assert decision.ranges.table["status"].to_dict() == {"A": "possible", "B": "possible", "C": "impossible"}
    assert decision.ranges.tied == (("A", "C"),)
    change = decision.changes["admissible"]
    assert change.leaves == ("A",) and change.enters == ("B",) and abs(100 * change.distance - 30.9402) < 1e-4
    assert set(decision.intervals["leaves_low"]) | set(decision.intervals["leaves_high"]) == {"", "A"}
    told = findings(decision, "zh")
    assert told["ranges"].startswith("权重在可接受的范围内变动时，没有必定入选的队伍。2 支队伍可能入选：甲 A、乙 B。")
    assert "没有稳固的名额" in told["chances"]


def test_no_zone_contradicts_the_chance_beside_it_where_quotas_bind(national):
    """Yunnan-16 is kept out by its province's maximum, and Xinjiang-14 has a place because of one: without quotas in the draws
    the one stood as safe with a chance of 1, the other as safe with 0.71."""
    rules, chance = national.contest.rules, national.stability.probability["value"]
    assert (chance[national.zones == "safe"] >= rules.safe).all() and (chance[national.zones == "out"] <= rules.out).all()
    assert national.zones["Yunnan-16"] == "contested" and national.zones["Xinjiang-14"] == "safe"
