"""Sorted small keys, put right by fine totals, against a plain sort of totals in float64; ties are planted."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contestlib.orderings import CELLS, COARSE, SORTED, Ranker, rank_whole, rows_at_once, spans
from contestlib.rounding import snap


def plain(table, weights):
    """Order, and for the team at each place the first place of those level with it and the place after, by a stable argsort."""
    totals = snap(weights @ table.T)
    order = np.argsort(-totals, axis=1, kind="stable")
    same = np.diff(np.take_along_axis(totals, order, axis=1), axis=1) == 0
    level = np.flatnonzero(same.any(axis=1))
    return totals, order, level, *spans(same[level])


def agree(table, weights):
    """The same teams at every place; teams that are level may stand in any order among themselves."""
    found = Ranker(table).rank(weights)
    totals, order, level, first, after = plain(table, weights)
    assert (np.take_along_axis(totals, found.order, axis=1) == np.take_along_axis(totals, order, axis=1)).all()
    assert found.level.tolist() == level.tolist()
    assert (found.first == first).all() and (found.after == after).all()


def skewed(rng, teams, columns=8):
    """Log-normal, between 0 and 1: most teams in a crowd near the end, where coarse keys cannot tell them apart."""
    values = np.exp(rng.standard_normal((teams, 1)) + rng.standard_normal((teams, columns)))
    return values / values.max(axis=0)


@pytest.mark.parametrize("teams", [1, 2, 63, 64, 72, SORTED, SORTED + 1, 700, 3000, COARSE, COARSE + 1])
def test_the_order_is_that_of_a_plain_sort(teams):
    rng = np.random.default_rng(teams)
    table, weights = skewed(rng, teams), rng.dirichlet(np.ones(8), 2 * rows_at_once(teams) + 3 if teams > 63 else 500)
    agree(table, weights)


@pytest.mark.parametrize("teams", [72, 700])
def test_planted_ties_and_near_ties(teams):
    """Twins, teams a hair above or below one (ten steps of a total, or half a step), and sums that agree only in decimals."""
    rng = np.random.default_rng(1)
    table, weights = skewed(rng, teams, 3), rng.multinomial(20, np.ones(3) / 3, size=300) / 20
    table[10] = table[5]
    table[11], table[12] = table[5] + 1e-9, table[5] - 1e-9
    table[13] = table[5] + 2e-11
    table[20], table[21] = [0.1 + 0.2, 0.3, 0.3], [0.3, 0.1 + 0.2, 0.3]
    table[30:50] = rng.integers(0, 3, size=(20, 3)) / 2
    agree(table, weights)
    found = Ranker(table).rank(weights)
    assert len(found.level) == len(weights)
    for team in (11, 12):  # apart in every draw
        place = {at: np.nonzero(found.order == at)[1] for at in (5, team)}
        assert ((place[team] < place[5]) == (team == 11)).all()


@given(st.integers(1, 400), st.integers(1, 4), st.integers(1, 2000), st.integers(0, 10**6), st.sampled_from([1e-6, 1, 1e9]))
@settings(max_examples=60, deadline=None)
def test_whole_marks_tie_as_in_a_plain_sort(teams, columns, levels, seed, scale):
    rng = np.random.default_rng(seed)
    table = rng.integers(0, levels, size=(teams, columns)).astype(float)
    weights = rng.multinomial(16, np.ones(columns) / columns, size=9) / 16  # all sums are exact in float64
    small, large = Ranker(table / levels).rank(weights), Ranker(table * 2.0 ** np.round(np.log2(scale))).rank(weights)
    totals, order, level, first, after = plain(table, weights)
    if scale >= 1:
        assert (large.order == order).all() and large.level.tolist() == level.tolist()
        assert (large.first == first).all() and (large.after == after).all()
    assert (np.take_along_axis(totals, small.order, axis=1) == np.take_along_axis(totals, order, axis=1)).all()


@pytest.mark.parametrize("teams", [72, 700, COARSE + 100])
def test_who_has_one_of_the_first_places(teams):
    rng = np.random.default_rng(teams)
    table, weights = skewed(rng, teams), rng.dirichlet(np.ones(8), 200)
    table[7] = table[int(np.argsort(-table.mean(axis=1))[11])]  # a twin near the cut
    ranker = Ranker(table)
    chosen, level, inside = ranker.first_places(weights, 12)
    whole = ranker.rank(weights)
    chance = np.zeros((len(weights), teams))
    chance[np.arange(200)[:, None], whole.order[:, :12]] = 1
    for row, first, after in zip(whole.level, whole.first, whole.after, strict=True):
        chance[row, whole.order[row]] = np.clip(12 - first, 0, after - first) / (after - first)
    apart = np.setdiff1d(np.arange(200), level)
    assert len(level) and len(apart)
    assert (np.sort(chosen[apart], axis=1) == np.nonzero(chance[apart] == 1)[1].reshape(-1, 12)).all()
    np.testing.assert_allclose(inside, chance[level])


def test_what_is_ranked_at_once_does_not_matter(monkeypatch):
    rng = np.random.default_rng(2)
    table, weights = skewed(rng, 72), rng.dirichlet(np.ones(8), 1500)
    table[3] = table[4]
    whole = Ranker(table).rank(weights)
    monkeypatch.setattr("contestlib.orderings.CELLS", 72 * 64)
    parts = Ranker(table).rank(weights)
    assert rows_at_once(72) == 64
    for name in ("order", "level", "first", "after"):
        assert (getattr(whole, name) == getattr(parts, name)).all()


def test_rows_and_teams_fit_beside_a_total():
    for teams in range(1, COARSE + 1):
        assert (rows_at_once(teams) - 1).bit_length() + max((teams - 1).bit_length(), 1) <= 63 - 45
    assert rows_at_once(CELLS + 1) == 1


@given(st.integers(1, 40), st.integers(1, 30) | st.just(SORTED + 1), st.integers(1, 50), st.sampled_from([1, 10**9, 10**12]),
       st.integers(1, 3), st.integers(0, 10**6))
def test_whole_steps(draws, teams, levels, scale, near, seed):
    """With many ties, and many that are nearly ties."""
    rng = np.random.default_rng(seed)
    steps = rng.integers(-levels, levels, size=(draws, teams)) * scale + rng.integers(near, size=(draws, teams))
    found = rank_whole(steps)
    assert (found.order == np.argsort(-steps, axis=1, kind="stable")).all()
    assert found.level.tolist() == [row for row in range(draws) if len(set(steps[row])) < teams]
    for row, first, after in zip(found.level, found.first, found.after, strict=True):
        ordered = steps[row, found.order[row]]
        assert first.tolist() == [(ordered > total).sum() for total in ordered]
        assert after.tolist() == [(ordered >= total).sum() for total in ordered]
