"""The panel's mark: printed examples (one of them printed wrong), real panels, absences."""

import csv
import os
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contestlib.errors import DataError
from contestlib.panel import aggregate_marks, panel_marks, trimmed_mean
from contestlib.rounding import round_half_up
from contestlib.rules import PanelRule

SKATING = Path(os.environ.get("CONTESTLIB_SHARED", Path(__file__).parents[2] / "shared")) / "real" / "skating_panels"


def long(marks, criterion="welfare"):
    """Marks by team and judge, one a row."""
    return pd.DataFrame([{"team": team, "judge": f"J{number}", "criterion": criterion, "mark": mark}
                         for team, row in marks.items() for number, mark in enumerate(row, start=1)])


@pytest.mark.parametrize(("marks", "dropped", "times", "printed"), [
    ([7.5, 7.0, 7.5, 7.0, 7.5, 8.0, 6.5], 2, 3 * 3.0, 66.0),        # World Aquatics: sum of three × difficulty
    ([6.5, 7.0, 7.0, 7.5, 7.5, 8.0, 8.0], 2, 3 * 2.8, 61.6),        # diving guide
    ([72, 76, 81, 81, 85, 87, 90], 1, 1, 82.0),                     # guide for panels, one high and one low
    ([7.0, 7.8, 3.2, 8.0, 8.4, 8.4, 9.8, 8.0, 8.4, 8.0], 1, 1, 8.0),  # speech contest
])
def test_printed_examples(marks, dropped, times, printed):
    assert trimmed_mean(marks, high=dropped, low=dropped) * times == pytest.approx(printed, abs=1e-9)


def test_an_example_that_is_printed_wrong():
    """A guide prints 8.90; (9.0 + 9.2 + 8.8 + 8.6 + 9.1) / 5 is 8.94."""
    assert trimmed_mean([9.0, 8.5, 9.2, 8.8, 9.4, 8.6, 9.1]) == pytest.approx((9.0 + 9.2 + 8.8 + 8.6 + 9.1) / 5)


def test_absent_judges_are_missing_and_not_zero():
    assert trimmed_mean([np.nan, 5, 6, 7, np.nan]) == 6
    assert np.isnan(trimmed_mean([np.nan, 5, 6]))
    assert trimmed_mean([[1, 2, 3], [4, 5, np.nan]], high=0, low=0).tolist() == [2, 4.5]


@given(st.lists(st.integers(0, 100), min_size=3, max_size=12), st.randoms())
def test_the_order_of_judges_does_not_matter(marks, chance):
    shuffled = marks[:]
    chance.shuffle(shuffled)
    assert trimmed_mean(marks) == trimmed_mean(shuffled)
    inner = sorted(marks)[1:-1]
    assert trimmed_mean(marks) == pytest.approx(sum(inner) / len(inner))


def test_too_few_marks_are_averaged_untrimmed():
    panel = aggregate_marks(long({"X": [60, 70, 95, np.nan, np.nan], "Y": [60, 70, 75, 80, 95]}),
                            rule=PanelRule(minimum_judges=4, decimals=2))
    assert panel.marks.loc["X", "welfare"] == (60 + 70 + 95) / 3
    assert panel.marks.loc["Y", "welfare"] == (70 + 75 + 80) / 3
    assert panel.counts["welfare"].to_dict() == {"X": 3, "Y": 5}
    assert panel.sums.loc["Y", "welfare"] == 60 + 70 + 75 + 80 + 95
    assert panel.missing[["judge", "why"]].values.tolist() == [["J4", "absent"], ["J5", "absent"]]


def test_a_zero_is_a_mark_or_a_missing_one_as_the_rules_say():
    marks = long({"X": [0, 80, 80, 80, 80, 80]})
    real = aggregate_marks(marks, rule=PanelRule(method="mean", minimum_judges=5))
    missing = aggregate_marks(marks, rule=PanelRule(method="mean", minimum_judges=5, zero="missing"))
    assert real.marks.loc["X", "welfare"] == pytest.approx(80 * 5 / 6)
    assert missing.marks.loc["X", "welfare"] == 80
    assert missing.missing["why"].tolist() == ["zero"]


def test_standard_errors_by_hand():
    """Mean: s / √n. Trimmed: 1 2 3 4 10 winsorized is 2 2 3 4 4 with s² = 4 / 4; SE = s·√5 / 3."""
    mean = aggregate_marks(long({"X": [1, 2, 3]}), rule="mean")
    trimmed = aggregate_marks(long({"X": [1, 2, 3, 4, 10]}), rule="trimmed")
    assert mean.standard_errors.loc["X", "welfare"] == pytest.approx(1 / np.sqrt(3))
    assert trimmed.standard_errors.loc["X", "welfare"] == pytest.approx(1 * np.sqrt(5) / 3)


def test_covariances_by_hand():
    """Of two means over the same three judges: sample covariance / 3. X 1 2 3 and Y 2 4 6 have s_xy = (2 + 0 + 2) / 2."""
    panel = aggregate_marks(long({"X": [1, 2, 3], "Y": [2, 4, 6]}), rule="mean")
    pair = panel.covariance.loc[("X", "welfare"), ("Y", "welfare")]
    assert pair == pytest.approx(2 / 3)
    trimmed = aggregate_marks(long({"X": [1, 2, 3, 4, 10], "Y": [5, 5, 5, 5, 5]}), rule="trimmed")
    for result in (panel, trimmed):
        np.testing.assert_allclose(np.diag(result.covariance), result.standard_errors["welfare"] ** 2)


def test_median():
    assert aggregate_marks(long({"X": [1, 2, 9, 100]}), rule="median").marks.loc["X", "welfare"] == (2 + 9) / 2


def test_marks_outside_the_scale_and_double_marks_stop():
    with pytest.raises(DataError, match="from 0 to 100"):
        aggregate_marks(long({"X": [50, 60, 101]}), rule=PanelRule())
    twice = pd.concat([long({"X": [50]}), long({"X": [60]})])
    with pytest.raises(DataError, match="a second mark by J1"):
        aggregate_marks(twice, rule="mean")


def test_real_panels_follow_their_published_rule():
    """8,630 rows of nine judges; the rule: drop one high and one low of those present, half up to 2 decimals."""
    if not SKATING.exists():
        pytest.skip("the folder of real panels is absent: 8,630 rows not aggregated")
    with open(SKATING / "component_marks.csv", encoding="utf-8") as stream:
        rows = pd.DataFrame(csv.DictReader(stream))
    judges = [f"J{n}" for n in range(1, 10)]
    marks = rows.melt(id_vars=["performance_id", "component"], value_vars=judges, var_name="judge", value_name="mark")
    marks = marks.rename(columns={"performance_id": "team", "component": "criterion"}).astype({"mark": float})
    panel = aggregate_marks(marks, rule=PanelRule(lower=0, upper=10, minimum_judges=3, decimals=2, zero="missing"))
    assert len(rows) == 8630 and panel.marks.notna().sum().sum() == 8630
    assert set(panel.missing["judge"]) and (panel.missing["why"] == "zero").all()
    for row in rows.to_dict("records")[::7]:
        # Marks are quarters: in units of 1/400 the sum of the kept ones and the border are whole numbers.
        present = sorted(round(float(row[judge]) * 100) for judge in judges if float(row[judge]) != 0)
        kept = present[1:-1]
        half_up = (2 * sum(kept) + len(kept)) // (2 * len(kept))
        mark = panel.marks.loc[row["performance_id"], row["component"]]
        assert round(mark * 100) == half_up
        # The factored component: times the factor (tenths), rounded half up again.
        tenths = round(float(row["factor"]) * 10)
        assert round(round_half_up(mark * float(row["factor"]), 2) * 100) == (2 * half_up * tenths + 10) // 20


def test_rounding_in_two_stages_with_a_factor():
    """Kept 8.25 8.25 8.50: 8.3333… is 8.33; times 0.8 is 6.664, so 6.66. Rounded once, 6.6667 would be 6.67."""
    marks = long({"X": [8.0, 8.25, 8.25, 8.5, 9.0]}, "Skating Skills")
    rule = PanelRule(lower=0, upper=10, minimum_judges=3, decimals=2, factors={"Skating Skills": 0.8})
    panel = aggregate_marks(marks, rule=rule)
    assert panel.marks.loc["X", "Skating Skills"] == 6.66
    plain = aggregate_marks(marks, rule=PanelRule(lower=0, upper=10, minimum_judges=3))
    np.testing.assert_allclose(panel.standard_errors, plain.standard_errors * 0.8)
    assert "Skating Skills times 0.8" in panel.method


def test_marks_between_the_steps_stop():
    rule = PanelRule(lower=0, upper=10, step=0.1, minimum_judges=3)
    assert aggregate_marks(long({"X": [0.3, 0.7, 9.9]}), rule=rule).counts.loc["X", "welfare"] == 3
    with pytest.raises(DataError, match="in steps of 0.1"):
        aggregate_marks(long({"X": [0.3, 0.75, 9.9]}), rule=rule)


def test_all_judges_recused_for_a_team_leave_no_mark():
    marks = long({"X": [np.nan, np.nan], "Y": [70, 80]}).assign(why=["recused", "recused", "", ""])
    for method in ("trimmed", "mean", "median", "standard_score", "share_of_sum", "severity"):
        panel = aggregate_marks(marks, rule=method)
        assert panel.marks["welfare"].isna().to_dict() == {"X": True, "Y": False}, method
        assert panel.missing[["team", "why"]].values.tolist() == [["X", "recused"]] * 2


def test_real_panels_are_quick():
    """8,630 rows of nine judges in less than half a second."""
    if not SKATING.exists():
        pytest.skip("the folder of real panels is absent: 8,630 rows not timed")
    table = np.genfromtxt(SKATING / "component_marks.csv", delimiter=",", skip_header=1, usecols=range(3, 12), encoding="utf-8")
    values = np.where(table == 0, np.nan, table)
    start = perf_counter()
    marks = panel_marks(values, PanelRule(lower=0, upper=10, minimum_judges=3, decimals=2))
    assert perf_counter() - start < 0.5 and marks.shape == (8630,)
