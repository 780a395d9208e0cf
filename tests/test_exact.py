"""Rank ranges against the whole arrangement in fractions, against a million draws, and at hand-made cases."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from cut_cases import arrangement_points, extreme_ranks, frame, random_table
from hypothesis import given, settings
from hypothesis import strategies as st

from contestlib.contest import evaluate
from contestlib.errors import DataError, RulesError
from contestlib.exact import rank_ranges
from contestlib.polytopes import LEVEL
from contestlib.regions import weight_region
from contestlib.rules import Quota, Rules
from contestlib.sampling import sample_weights
from contestlib.scoring import generator_matrix
from contestlib.selection import select_finalists

integer_tables = st.integers(2, 3).flatmap(
    lambda codes: st.lists(st.tuples(*[st.integers(0, 4)] * codes), min_size=2, max_size=7))


@given(integer_tables, st.sampled_from([(0, 1), (0, Fraction(3, 5)), (Fraction(1, 5), Fraction(1, 2))]), st.data())
@settings(max_examples=120)
def test_ranks_are_those_of_the_whole_arrangement(rows, bounds, data):
    """Small whole numbers: duplicates, constant columns and ties on edges in most of the cases."""
    codes = len(rows[0])
    places = data.draw(st.integers(1, len(rows)))
    points = arrangement_points(rows, [bounds[0]] * codes, [bounds[1]] * codes)
    region = weight_region([f"c{i}" for i in range(codes)], lower=float(bounds[0]), upper=float(bounds[1]))
    ranges = rank_ranges(frame(rows), region, places=places)
    expected = extreme_ranks(rows, points)
    assert ranges.table[["best", "worst"]].to_numpy().tolist() == [list(pair) for pair in expected]
    status = ["certain" if worst <= places else "possible" if best <= places else "impossible" for best, worst in expected]
    assert ranges.table["status"].tolist() == status
    assert ranges.table[["best_proven", "worst_proven"]].all(axis=None)


def test_four_indicators_by_the_whole_arrangement():
    rows = [(3, 0, 2, 1), (1, 3, 0, 2), (2, 2, 1, 1), (0, 1, 3, 3), (2, 1, 2, 1)]
    points = arrangement_points(rows, [0] * 4, [1] * 4)
    ranges = rank_ranges(frame(rows), weight_region([f"c{i}" for i in range(4)]), places=2)
    assert ranges.table[["best", "worst"]].to_numpy().tolist() == [list(pair) for pair in extreme_ranks(rows, points)]


def test_ties_count_for_a_team_and_against_it():
    """9, 5, 5, 1 with two places: only the first is certain."""
    ranges = rank_ranges(frame([[9], [5], [5], [1]]), weight_region(["c0"]), places=2)
    assert ranges.table["status"].tolist() == ["certain", "possible", "possible", "impossible"]
    assert ranges.tied == (("T1", "T2"),)


def test_a_key_orders_teams_that_no_weights_separate():
    ranges = rank_ranges(frame([[9, 9], [5, 5], [5, 5], [1, 1]]), weight_region(["c0", "c1"]), places=2,
                         keys=pd.DataFrame({"welfare": [1, 2, 3, 4]}, index=["T0", "T1", "T2", "T3"]))
    assert ranges.table[["best", "worst"]].to_numpy().tolist() == [[1, 1], [3, 3], [2, 2], [4, 4]]


def test_teams_tied_at_a_single_weighting_only():
    """A (1, 0) and B (0, 1) against C (0.5, 0.5): C is never strictly first, and ties for the lead at one half."""
    ranges = rank_ranges(frame([[1, 0], [0, 1], [0.5, 0.5]]), weight_region(["c0", "c1"]), places=1)
    assert ranges.table[["best", "worst"]].to_numpy().tolist() == [[1, 3], [1, 3], [1, 3]]
    assert ranges.best_weights.loc["T2"].tolist() == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize("power", [1, 0, -1])
@pytest.mark.parametrize("stated", [{}, {"percent": 50}, {"order": ["c0", ["c1", "c2"]]}, {"hull": True}])
def test_exact_ranks_hold_every_draw_and_are_reached(stated, power):
    table = frame(0.05 + 0.95 * random_table(40, 4, 3))
    codes = list(table)
    stated = dict(stated, around=dict.fromkeys(codes, 0.25)) if "percent" in stated else dict(stated)
    if stated.get("hull"):
        stated["hull"] = pd.DataFrame([[.4, .3, .2, .1], [.1, .2, .3, .4], [.25, .25, .4, .1], [.7, .1, .1, .1],
                                       [.2, .6, .1, .1]], columns=codes)
    region = weight_region(codes, **stated)
    ranges = rank_ranges(table, region, places=6, power=power)
    generated = generator_matrix(table, power).to_numpy()
    drawn = sample_weights(region, 20_000, rng=np.random.default_rng(1)) @ generated.T
    ranks = 1 + (drawn[:, None, :] > drawn[:, :, None]).sum(axis=2)
    assert (ranks.min(axis=0) >= ranges.table["best"]).all() and (ranks.max(axis=0) <= ranges.table["worst"]).all()
    for side, weights in (("best", ranges.best_weights), ("worst", ranges.worst_weights)):
        for team, witness in weights.iterrows():
            assert region.contains(witness.to_numpy())
            lead = (generated - generated[table.index.get_loc(team)]) @ witness.to_numpy()
            reached = 1 + (lead > LEVEL).sum() if side == "best" else (lead >= -LEVEL).sum()
            assert reached == ranges.table.at[team, side]


def test_a_million_draws_stay_inside():
    table = frame(random_table(72, 6, 1))
    region = weight_region(list(table))
    ranges, values = rank_ranges(table, region, places=12).table, table.to_numpy()
    rng = np.random.default_rng(2)
    for _ in range(20):
        order = np.argsort(-(sample_weights(region, 50_000, rng=rng) @ values.T), axis=1)
        ranks = np.empty_like(order)
        np.put_along_axis(ranks, order, np.arange(1, 73)[None], axis=1)
        assert (ranks.min(axis=0) >= ranges["best"]).all() and (ranks.max(axis=0) <= ranges["worst"]).all()


def test_hundreds_of_exact_ties_in_whole_marks():
    rows = np.random.default_rng(4).integers(1, 6, size=(60, 4))
    rows[30:] = rows[:30]  # every team has a twin
    region = weight_region([f"c{i}" for i in range(4)])
    ranges = rank_ranges(frame(rows), region, places=10)
    twins = ranges.table[["best", "worst"]].to_numpy()
    assert (twins[:30] == twins[30:]).all() and len(ranges.tied) >= 25
    drawn = sample_weights(region, 5000, rng=np.random.default_rng(5)) @ rows.T
    best = 1 + (drawn[:, None, :] > drawn[:, :, None] + 1e-9).sum(axis=2).min(axis=0)
    assert (ranges.table["best"] <= best).all()


def test_rounding_widens_the_ranges_to_those_of_rounded_totals():
    """Totals rounded to whole points tie or keep their order; with the unit as resolution no rank is left out."""
    table = frame(random_table(25, 3, 6))
    region, rules = weight_region(list(table)), Rules(points=100, decimals=0)
    exact, wide = (rank_ranges(table, region, places=5, resolution=unit).table for unit in (0, rules.unit))
    assert rules.unit == 0.01 and (wide["best"] <= exact["best"]).all() and (wide["worst"] >= exact["worst"]).all()
    totals = np.floor(100 * (sample_weights(region, 4000, rng=np.random.default_rng(7)) @ table.to_numpy().T) + 0.5)
    best = 1 + (totals[:, None, :] > totals[:, :, None]).sum(axis=2).min(axis=0)
    worst = (totals[:, None, :] >= totals[:, :, None]).sum(axis=2).max(axis=0)
    assert (wide["best"] <= best).all() and (wide["worst"] >= worst).all()
    assert (best < exact["best"]).any() or (worst > exact["worst"]).any()  # without it some would have been


@given(st.integers(0, 30), st.integers(1, 3), st.integers(3, 6))
@settings(max_examples=25)
def test_statuses_keep_maximum_quotas(seed, maximum, places):
    """The list drawn up by the rules at many weightings: nobody certain is missing, nobody impossible is on it."""
    table = frame(random_table(14, 3, seed))
    register = pd.DataFrame({"city": [f"city {i % 4}" for i in range(14)]}, index=table.index)
    rules, region = Rules(places=places, quotas=(Quota("city", maximum=maximum),)), weight_region(list(table))
    if 4 * maximum < places:
        places, rules = 4 * maximum, Rules(places=4 * maximum, quotas=rules.quotas)
    ranges = rank_ranges(table, region, places=places, quotas=rules.quotas, register=register)
    assert ranges.quotas == "carried"
    seen = set()
    for weights in sample_weights(region, 60, rng=np.random.default_rng(seed)):
        totals = pd.Series(table.to_numpy() @ weights, index=table.index)
        chosen = set(select_finalists(totals, rules, register=register).finalists)
        assert set(ranges.table.index[ranges.table["status"] == "certain"]) <= chosen
        assert not chosen & set(ranges.table.index[ranges.table["status"] == "impossible"])
        seen |= chosen
    assert seen


def test_what_a_quota_forbids_is_impossible_and_what_cannot_be_carried_is_said():
    """B is second everywhere but shares A's city, which may send one."""
    table, region = frame([[3, 3], [2, 2], [1, 1]]), weight_region(["c0", "c1"])
    register = pd.DataFrame({"city": ["x", "x", "y"]}, index=table.index)
    one = rank_ranges(table, region, places=2, quotas=[Quota("city", maximum=1)], register=register)
    assert one.table["status"].tolist() == ["certain", "impossible", "certain"]
    assert rank_ranges(table, region, places=2).table["status"].tolist() == ["certain", "certain", "impossible"]
    least = rank_ranges(table, region, places=2, quotas=[Quota("city", "y", minimum=1)], register=register)
    assert least.quotas == "left out" and least.table["status"].tolist() == ["certain", "certain", "impossible"]


def test_a_time_limit_says_what_is_proven():
    table = frame(random_table(60, 6, 8))
    cut_short = rank_ranges(table, weight_region(list(table)), places=10, time_limit=0)
    whole = rank_ranges(table, weight_region(list(table)), places=10)
    assert not cut_short.table["best_proven"].all() and whole.table["best_proven"].all()
    proven = cut_short.table["best_proven"]
    assert (cut_short.table["best"] >= whole.table["best"]).all()
    assert (cut_short.table["best"] == whole.table["best"])[proven].all()


def test_what_does_not_fit_is_refused():
    table = frame([[1, 2], [2, 1]])
    with pytest.raises(RulesError, match="3 places for 2 teams"):
        rank_ranges(table, weight_region(list(table)), places=3)
    with pytest.raises(RulesError, match="0 places"):
        rank_ranges(table, weight_region(list(table)), places=0)
    with pytest.raises(RulesError, match="weights for c0, c1, c9"):
        rank_ranges(table, weight_region(["c0", "c1", "c9"]), places=1)
    with pytest.raises(DataError, match="'c1' of team 'T0'"):
        rank_ranges(table.mask(table == 2), weight_region(list(table)), places=1)
    with pytest.raises(RulesError, match="positive values"):
        rank_ranges(table - 1, weight_region(list(table)), places=1, power=0)


@given(st.integers(2, 3).flatmap(lambda codes: st.lists(st.tuples(*[st.integers(0, 4)] * codes), min_size=4, max_size=7)),
       st.sets(st.integers(0, 3), max_size=2), st.sets(st.integers(0, 3), max_size=2), st.sampled_from([None, 1, 2]), st.data())
@settings(max_examples=80)
def test_floors_and_wild_cards_hold_whatever_the_weights(rows, low, carded, most, data):
    """The places that no ruling gives away are won among those who reach the floors, no more than `most` of a city."""
    codes, teams = len(rows[0]), [f"T{at}" for at in range(len(rows))]
    places = data.draw(st.integers(len(carded) + 1, max(len(rows), len(carded) + 1)))
    cities = data.draw(st.lists(st.sampled_from("xy"), min_size=len(rows), max_size=len(rows)))
    if places > len(rows):
        return
    register = pd.DataFrame({"city": cities}, index=teams)
    barred, most = low - carded, most or len(rows)
    ranges = rank_ranges(
        frame(rows), weight_region(list(frame(rows))), places=places, register=register, barred=[teams[at] for at in barred],
        wild_cards=[teams[at] for at in carded], quotas=(Quota("city", maximum=most),))
    plain = rank_ranges(frame(rows), weight_region(list(frame(rows))), places=places)
    assert ranges.table[["best", "worst"]].equals(plain.table[["best", "worst"]])
    points = arrangement_points(rows, [0] * codes, [1] * codes)

    def placed(team, level):
        """Whether a place is left for a team that everyone whose total is larger (or equal) is ahead of, at every point."""
        for point in points:
            totals = [sum(value * weight for value, weight in zip(row, point, strict=True)) for row in rows]
            counts = {city: sum(cities[at] == city for at in carded) for city in "xy"}
            taken = len(carded)
            for other in range(len(rows)):
                ahead = totals[other] > totals[team] or (level and other != team and totals[other] == totals[team])
                if ahead and other not in barred | carded and counts[cities[other]] < most:
                    counts[cities[other]] += 1
                    taken += 1
            yield taken < places and counts[cities[team]] < most

    for at, team in enumerate(teams):
        possible, certain = at in carded or (at not in barred and any(placed(at, False))), at in carded or (
            at not in barred and all(placed(at, True)))
        assert ranges.table.at[team, "status"] == ("certain" if certain else "possible" if possible else "impossible")


def test_a_bonus_shifts_the_values_that_exact_answers_start_from():
    """Points of 100 and a bonus of 0, 6, 3 …: the ranks by unrounded totals are those of the values with the bonus."""
    table, rng = frame(random_table(12, 3, 8)), np.random.default_rng(9)
    register = pd.DataFrame({"extra": [str(3 * (at % 5)) for at in range(12)]}, index=table.index)
    rules, region = Rules(points=100, bonus="extra", places=4), weight_region(list(table))
    standings = evaluate(table, rules, dict.fromkeys(table, 1 / 3), register=register)
    assert not standings.leaves_bonus_out
    shifted = standings.values_with_bonus
    pd.testing.assert_series_equal(100 * shifted @ standings.weights, standings.unrounded, check_names=False)
    ranges = rank_ranges(shifted, region, places=4)
    assert not ranges.table["best"].equals(rank_ranges(table, region, places=4).table["best"])
    for weights in sample_weights(region, 200, rng=rng):
        ranks = evaluate(table, rules, pd.Series(weights, index=list(table)), register=register).ranks
        assert (ranges.table["best"] <= ranks).all() and (ranks <= ranges.table["worst"]).all()
    for team, witness in ranges.best_weights.iterrows():
        reached = evaluate(table, rules, witness / witness.sum(), register=register).unrounded.round(8)
        assert (reached > reached[team]).sum() + 1 == ranges.table.at[team, "best"]
    harmonic = evaluate(1 + table, Rules(points=100, bonus="extra", power=-1), dict.fromkeys(table, 1 / 3), register=register)
    assert harmonic.leaves_bonus_out and harmonic.values_with_bonus is harmonic.normalized
