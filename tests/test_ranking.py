"""Ranks and ties, floats at the cut."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from contestlib.ranking import cut_margin, rank_distances, rank_teams, tie_groups


def test_competition_ranks():
    assert rank_teams(pd.Series([5, 5, 4, 3])).tolist() == [1, 1, 3, 4]
    assert (rank_teams(pd.Series([5, 5, 4, 3])) <= 2).sum() == 2


def test_equal_on_paper_is_a_tie():
    assert rank_teams(pd.Series({"A": 0.1 + 0.2, "B": 0.3})).tolist() == [1, 1]


def test_stated_precision():
    assert rank_teams(pd.Series([2.04, 2.01]), decimals=1).tolist() == [1, 1]


def test_the_stated_precision_is_half_up():
    """0.285 is 0.29 on paper and 0.28 in binary floating point."""
    totals = pd.Series({"A": 0.285, "B": 0.29, "C": 0.284})
    assert rank_teams(totals, decimals=2).tolist() == [1, 1, 3]
    assert tie_groups(totals, decimals=2) == [("A", "B"), ("C",)]


def test_best_and_worst_never_untie_into_the_middle():
    """B = C best, D middle, A worst: keys that separate B from C leave A last."""
    totals = pd.Series({"A": 1.0, "B": 3.0, "C": 3.0, "D": 2.0})
    keys = pd.DataFrame({"first": [9, 1, 2, 5]}, index=totals.index)
    assert tie_groups(totals) == [("B", "C"), ("D",), ("A",)]
    assert tie_groups(totals, keys) == [("C",), ("B",), ("D",), ("A",)]


def test_margin_at_the_cut():
    totals = pd.Series([0.3, 0.1 + 0.2, 0.25])
    assert cut_margin(totals, 1) == 0
    assert cut_margin(totals, 2) == 0.05
    assert np.isnan(cut_margin(totals, 3))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=20))
def test_every_team_is_in_one_group_and_groups_agree_with_ranks(totals):
    totals = pd.Series(totals, dtype=float)
    groups = tie_groups(totals)
    ranks = rank_teams(totals)
    assert sorted(team for group in groups for team in group) == list(totals.index)
    place = 1
    for group in groups:
        assert {ranks[team] for team in group} == {place}
        place += len(group)


def test_distances_of_rankings():
    ranks = pd.DataFrame({"one": [1, 2, 3], "same": [1, 2, 3], "reverse": [3, 2, 1], "tied": [1, 1, 3]})
    distances = rank_distances(ranks)
    assert distances.loc["one", "same"] == 0 and distances.loc["one", "reverse"] == 1
    assert distances.loc["one", "tied"] == 0
