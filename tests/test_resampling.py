"""Juries drawn again: kept marks are those that are worked out anew."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contestlib.panel import panel_marks
from contestlib.resampling import RedrawnPanel
from contestlib.rules import PanelRule


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 7), st.integers(1, 6), st.sampled_from(["trimmed", "mean", "median", "standard_score"]),
       st.sampled_from([None, 1]), st.integers(0, 10**6))
def test_marks_are_those_of_the_judges_drawn(judges, teams, method, decimals, seed):
    rng = np.random.default_rng(seed)
    marks = np.where(rng.random((teams, judges)) < 0.2, np.nan, rng.integers(0, 20, size=(teams, judges)) / 2)
    rule = PanelRule(method, minimum_judges=3, decimals=decimals, factors={"welfare": 2.0})
    panel = RedrawnPanel(marks, rule, "welfare")
    assert panel.few == (method != "standard_score")
    for _ in range(3):  # what an earlier draw left is looked up
        drawn = rng.integers(judges, size=(40, judges))
        expected = panel_marks(marks[:, drawn].swapaxes(0, 1), rule, criterion="welfare")
        np.testing.assert_array_equal(panel.marks_under(drawn), expected)
    one = rng.integers(judges, size=(5, 1))  # a panel of another size
    np.testing.assert_array_equal(panel.marks_under(one), panel_marks(marks[:, one].swapaxes(0, 1), rule, criterion="welfare"))


@pytest.mark.parametrize(("judges", "few"), [(7, True), (15, False)])
def test_many_sets_of_judges_are_not_kept(judges, few):
    assert RedrawnPanel(np.zeros((72, judges)), PanelRule("mean"), "welfare").few is few


def test_every_set_of_judges_has_a_number_of_its_own():
    panel = RedrawnPanel(np.zeros((1, 4)), PanelRule("mean"), "welfare")
    drawn = np.array(np.meshgrid(*[range(4)] * 4)).reshape(4, -1).T
    panel.marks_under(drawn)
    assert panel.known.all() and len(panel.known) == len({tuple(sorted(row)) for row in drawn.tolist()})
