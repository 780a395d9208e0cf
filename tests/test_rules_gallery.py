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
