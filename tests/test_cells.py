"""Chances by volume: against areas, draws, exact ranks, and closed forms."""

import numpy as np
import pandas as pd
import pytest
from cut_cases import frame, random_table
from hypothesis import given, settings
from hypothesis import strategies as st

from contestlib.areas import finalist_areas
from contestlib.cells import exact_chances
from contestlib.errors import DataError, RulesError
from contestlib.exact import rank_ranges
from contestlib.regions import weight_region
from contestlib.simulation import place_chances, random_generator, simulate


@given(st.integers(0, 300), st.integers(1, 6))
@settings(max_examples=25, deadline=None)
def test_three_indicators_by_the_areas_of_the_triangle(seed, places):
    table = frame(random_table(8, 3, seed))
    codes = list(table)
    areas = finalist_areas(table, dict.fromkeys(codes, 1 / 3), codes, places=places)
    found = exact_chances(table, weight_region(codes), places=places)
    by_area = {frozenset(names.split()): share for names, share in zip(areas["finalists"], areas["share"], strict=True)}
    assert found.volume == pytest.approx(1, abs=1e-9)
    assert {frozenset(teams): pytest.approx(share, abs=1e-8) for teams, share in found.lists.values.tolist()
            if share > 1e-8} == by_area
    assert found.chance.sum() == pytest.approx(places)


@pytest.mark.parametrize(("codes", "stated"), [(2, {}), (4, {"percent": 60}), (5, {})])
def test_draws_agree_and_exact_ranks_contradict_nothing(codes, stated):
    table = frame(random_table(25, codes, 3))
    names = list(table)
    region = weight_region(around=dict.fromkeys(names, 1 / codes), **stated) if stated else weight_region(names)
    exact = exact_chances(table, region, places=6)
    drawn = simulate(table, region, places=6, draws=32_000, rng=random_generator(0))
    outside = (exact.chance < drawn.probability["low"]) | (exact.chance > drawn.probability["high"])
    assert outside.mean() <= 0.2 and (exact.chance - drawn.probability["value"]).abs().max() < 0.01
    status = rank_ranges(table, region, places=6).table["status"]
    assert (exact.chance[status == "certain"].round(9) == 1).all() and (exact.chance[status == "impossible"] < 1e-9).all()
    assert set(drawn.lists["teams"]) <= set(exact.lists["teams"])


def test_by_hand():
    """X leads where a > 1/2; Z = 0.6 everywhere leads from 0.4 to 0.6, and over half the weights with two places it is second."""
    table = frame([[1, 0], [0, 1], [0.6, 0.6]])
    one = exact_chances(table, weight_region(list(table)), places=1)
    assert one.chance.tolist() == pytest.approx([0.4, 0.4, 0.2])
    assert exact_chances(table, weight_region(list(table)), places=2).chance.tolist() == pytest.approx([0.5, 0.5, 1])


def test_twins_share_and_thin_regions_have_chances():
    table = frame([[2, 0, 1], [2, 0, 1], [0, 2, 1], [0, 0, 0]])
    found = exact_chances(table, weight_region(list(table)), places=1)
    assert found.chance.tolist() == pytest.approx([0.25, 0.25, 0.5, 0])
    point = exact_chances(table, weight_region(around={"c0": 0.5, "c1": 0.3, "c2": 0.2}, points=0), places=2)
    assert point.chance.tolist() == [1, 1, 0, 0] and point.cells == 1
    everyone = exact_chances(table, weight_region(list(table)), places=4)
    assert everyone.chance.tolist() == [1, 1, 1, 1]


@given(st.integers(0, 10_000), st.integers(2, 5), st.integers(1, 11), st.sampled_from([2, 3, 11, 1000]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_cell_is_missed_or_met_twice_with_twins_and_faces_in_common(seed, codes, places, levels, bounded):
    rows = np.random.default_rng(seed).integers(0, levels, size=(12, codes)).astype(float)
    rows[1], rows[:, -1] = rows[0], rows[:, 0] if seed % 3 else rows[:, -1]
    table = pd.DataFrame(rows, columns=[f"c{at}" for at in range(codes)])
    region = weight_region(list(table), upper=0.7) if bounded else weight_region(list(table))
    found = exact_chances(table, region, places=places)
    drawn = place_chances(table, region, places=places, draws=8192, rng=random_generator(seed))["value"]
    assert found.volume == pytest.approx(1, abs=1e-9) and found.cells == len(found.lists)
    assert found.chance.sum() == pytest.approx(places) and (found.chance - drawn).abs().max() < 0.02


@given(st.integers(0, 500), st.integers(2, 6), st.integers(1, 8), st.sampled_from([2, 4, 100]))
@settings(max_examples=40, deadline=None)
def test_chances_alone_are_those_of_the_whole_simulation(seed, codes, places, levels):
    """With twins and whole marks; teams left out of the draws had no chance."""
    rows = np.random.default_rng(seed).integers(0, levels, size=(40, codes)).astype(float)
    table = pd.DataFrame(rows, columns=[f"c{at}" for at in range(codes)])
    region = weight_region(list(table), upper=0.8)
    whole = simulate(table, region, places=places, draws=640, rng=random_generator(seed)).probability
    alone = place_chances(table, region, places=places, draws=640, rng=random_generator(seed))
    np.testing.assert_allclose(alone, whole, atol=1e-12)


def test_many_teams_are_ranked_through_those_that_can_have_a_place():
    rng = np.random.default_rng(0)
    rows = np.exp(0.7 * rng.standard_normal((20_000, 1)) + 0.5 * rng.standard_normal((20_000, 6)))
    table = pd.DataFrame(rows, columns=[f"c{at}" for at in range(6)])
    chances = place_chances(table, weight_region(list(table)), places=12, draws=800, rng=random_generator(0))
    assert chances["value"].sum() == pytest.approx(12) and (chances["high"] > chances["low"]).all()
    weights = np.random.default_rng(1).dirichlet(np.ones(6), 300)
    seen = np.unique(np.argsort(-(weights @ rows.T), axis=1)[:, :12])
    assert chances.loc[chances["value"] == 0].index.isin(seen).mean() < 0.002


def test_what_does_not_fit_is_refused():
    table = frame(random_table(20, 5, 1))
    with pytest.raises(RulesError, match="more than 3 cells"):
        exact_chances(table, weight_region(list(table)), places=4, most=3)
    for call in (exact_chances, lambda *what, **how: place_chances(*what, **how, draws=10, rng=random_generator(0))):
        with pytest.raises(RulesError, match="21 places for 20 teams"):
            call(table, weight_region(list(table)), places=21)
        with pytest.raises(DataError, match="no number"):
            call(table.where(table > 0.2), weight_region(list(table)), places=2)
