"""Published scoring rules, each a small contest folder here and a case computed by hand."""

from pathlib import Path

import numpy as np
import pytest

from contestlib.decision import decide_contest
from contestlib.loading import check_contest, read_contest

FOLDERS = Path(__file__).parent / "rules"


def decided(name):
    assert check_contest(FOLDERS / name) == []
    return decide_contest(read_contest(FOLDERS / name))


def test_amount_80_person_times_20_and_a_bonus():
    """Amounts 1000, 2000, 3000 are T scores 40, 50, 60; person-times 30, 10, 20 are 60, 40, 50; B has 5 more."""
    result = decided("amount_80_20")
    assert result.baseline.totals.to_dict() == {"A": 0.8 * 40 + 0.2 * 60, "B": 0.8 * 50 + 0.2 * 40 + 5,
                                                "C": 0.8 * 60 + 0.2 * 50}
    assert result.selection.finalists == ("C", "B")
    assert result.baseline.bonus.tolist() == [0, 5, 0]


def test_half_a_point_less_a_rank():
    """Ranks: views 1 2 3, likes 3 1 2, orders 2 2 1, sales 3 1 2; full marks 20, 20, 20, 40."""
    totals = decided("rank_steps").baseline.totals.to_dict()
    assert totals == {"A": (20 - 0) + (20 - 1) + (20 - 0.5) + (40 - 1),
                      "B": (20 - 0.5) + (20 - 0) + (20 - 0.5) + (40 - 0),
                      "C": (20 - 1) + (20 - 0.5) + (20 - 0) + (40 - 0.5)}


def test_the_published_worked_example():
    """150,000 votes of a best of 200,000 score 75 (published); with experts' 92 the total is 30 % and 70 %."""
    result = decided("votes_and_experts")
    assert result.standings["votes-alone"].totals["B"] == 75
    assert result.baseline.totals.to_dict() == {"A": 0.3 * 100 + 0.7 * 80, "B": pytest.approx(0.3 * 75 + 0.7 * 92)}


def test_trimmed_marks_and_all_or_nothing():
    """A and C tie at 86.0; the sum of all marks, 400 against 390, puts A ahead; B misses the threshold by one."""
    result = decided("trimmed_and_threshold")
    trimmed = {"A": (70 + 80 + 90) / 3, "B": (96 + 97 + 98) / 3, "C": (75 + 80 + 85) / 3}
    assert result.panel.marks["judged"].to_dict() == trimmed
    assert result.baseline.totals.to_dict() == {"A": 0.7 * trimmed["A"] + 30, "B": pytest.approx(0.7 * trimmed["B"]),
                                                "C": 0.7 * trimmed["C"] + 30}
    assert result.selection.finalists == ("A",) and result.selection.reserves == ("C",)
    broken = result.selection.log.query("event == 'tie-break'").iloc[0]
    assert (broken["team"], broken["detail"]) == ("A", "judged_sum")


def test_ties_share_their_places_and_advance_together():
    """Places are worth 50, 49, 48, 47: B and C share (49 + 48) / 2, and both advance with two places."""
    result = decided("places_shared")
    assert result.baseline.totals.to_dict() == {"A": 50, "B": (49 + 48) / 2, "C": (49 + 48) / 2, "D": 47}
    assert result.selection.finalists == ("A", "B", "C")
    assert np.isclose(result.stability.probability["value"].sum(), 2)


def edited(tmp_path, name, *changes):
    import shutil
    folder = shutil.copytree(FOLDERS / name, tmp_path / name)
    for file, before, after in changes:
        text = (folder / file).read_text(encoding="utf-8")
        assert before in text
        (folder / file).write_text(text.replace(before, after), encoding="utf-8")
    return decide_contest(read_contest(folder))


TIE = (("places_shared/teams.csv", "online,12", "online,9"), ("places_shared/rules.toml", "places = 2", "places = 1"))


@pytest.mark.parametrize(("on_tie", "finalists", "words"), [
    ("report", (), "甲 A、乙 B、丙 C同为 49.00 分，规则无法区分：1 个名额中有 1 个待定。"),
    ("expand", ("A", "B", "C"), ""), ("lot", None, "由抽签决定")])
def test_a_tie_of_three_for_one_place_in_a_whole_run(tmp_path, on_tie, finalists, words):
    """Places 1, 2 and 3 are worth 50, 49 and 48; three teams share them with 49 each."""
    import warnings

    from contestlib import plotting
    from contestlib.__main__ import report_figures
    from contestlib.sentences import findings
    changes = [(file.split("/")[1], before, after) for file, before, after in TIE]
    result = edited(tmp_path, "places_shared", *changes, ("rules.toml", 'on_tie = "expand"', f'on_tie = "{on_tie}"'))
    assert result.selection.finalists == finalists or len(result.selection.finalists) == 1
    said = findings(result, "zh")
    assert words in said["cut"] and said["nominal"] == ""
    plotting.use_style()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figures = report_figures(result, "zh")
    assert ("drivers" in figures) == bool(len(result.drivers.table)) and len(figures) == 10 + ("drivers" in figures)


def test_as_many_places_as_teams(tmp_path):
    from contestlib.sentences import findings
    result = edited(tmp_path, "votes_and_experts", ("rules.toml", "places = 1", "places = 2"))
    said = findings(result, "en")
    assert said["cut"] == "Every team has a place."
    assert said["weights"] == "No single weight changes the list, whatever its value."


def test_what_rounding_decides_is_said(tmp_path):
    """A has 0.3 · 100 + 0.7 · 80 = 86.0, B 0.3 · 75 + 0.7 · 91 = 86.2; in whole points they tie and the votes decide."""
    from contestlib.sentences import findings
    result = edited(tmp_path, "votes_and_experts", ("teams.csv", "online,150000,92", "online,150000,91"),
                    ("rules.toml", "decimals = 2", "decimals = 0"),
                    ("rules.toml", "reserves = 1", 'reserves = 1\ntie_break = [{ column = "votes" }]'))
    assert result.baseline.unrounded.round(6).to_dict() == {"A": 86.0, "B": 86.2}
    assert result.baseline.totals.to_dict() == {"A": 86, "B": 86} and result.selection.finalists == ("A",)
    said = findings(result, "en")
    assert "the tie-break by votes" in said["cut"]
    assert said["nominal"].endswith("by which 乙 B would be ahead of 甲 A.")
