"""Several doubts at once: every draw is the official method on the draw's own data."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contestlib import contest_design, read_contest
from contestlib.contest import evaluate
from contestlib.errors import RulesError
from contestlib.joint import FACTORS, choose, contest_of, draw_factors, joint_design, simulate_joint
from contestlib.panel import aggregate_marks
from contestlib.regions import weight_region
from contestlib.rules import Admissible, Floor, Indicator, PanelRule, Quota, Rules, TieKey
from contestlib.scoring import score_teams
from contestlib.selection import select_finalists
from contestlib.simulation import random_generator, simulate

WEIGHTS = {"welfare": 0.4, "amount": 0.35, "likes": 0.25}
KEYS = (TieKey("welfare"), TieKey("number", "lower"))
TEAMS = [f"T{at:02}" for at in range(14)]


def contest(seed=0, *, places=4, quotas=(), decimals=1, on_tie="report", method="trimmed", levels=8, outsiders=3,
            keys=KEYS, only_a=(), floors=(), wild_cards=()):
    """Fourteen teams, five judges (one recused once), three more teams online, flagged support for two teams."""
    rng = np.random.default_rng(seed)
    everyone = [*TEAMS, *(f"X{at}" for at in range(outsiders))]
    marks = pd.DataFrame([(team, judge, "welfare", float(rng.integers(2, 2 + levels))) for team in everyone if team != "X2"
                          for judge in "abcde"], columns=["team", "judge", "criterion", "mark"])
    marks.loc[3, "mark"] = np.nan
    marks.loc[marks["team"].isin(only_a) & (marks["judge"] != "a"), "mark"] = np.nan
    rules = Rules(
        places=places, points=100, decimals=decimals, quotas=quotas, on_tie=on_tie, seed=3, floors=floors,
        tie_break=keys,
        panel=PanelRule(method, upper=100, minimum_judges=4),
        admissible=Admissible(normalizations=("percentile",), powers=(0.5,)),
        indicators=(Indicator("welfare", source="panel:welfare", normalization="goalposts", parameters={"lower": 0, "upper": 12}),
                    Indicator("amount", transform="log1p", noise=0.1), Indicator("likes", normalization="share_of_best")))
    panel = aggregate_marks(marks, rule=rules.panel)
    wide = pd.DataFrame({"welfare": panel.marks["welfare"].reindex(everyone),
                         "amount": rng.integers(1, levels, len(everyone)) * 50.0,
                         "likes": rng.integers(0, levels, len(everyone)) + 1.0}, index=everyone)
    cleared = wide.copy()
    cleared.loc[["T01", "T02"], "amount"] = 20.0
    register = pd.DataFrame({"city": np.array(list("xyz"))[rng.integers(0, 3, len(everyone))],
                             "number": [str(at // 2) for at in range(len(everyone))]}, index=everyone)
    baseline = evaluate(wide.loc[TEAMS], rules, WEIGHTS, reference=wide, register=register)
    return joint_design(baseline, weight_region(around=WEIGHTS, percent=50), reference=wide, without_flagged=cleared, panel=panel,
                        marks=marks, register=register, wild_cards=wild_cards)


RULINGS = [
    {}, {"quotas": (Quota("city", maximum=2),)}, {"quotas": (Quota("city", "x", minimum=2),), "decimals": 0},
    {"quotas": (Quota("city", minimum=1, maximum=2), Quota("number", maximum=1)), "places": 5, "levels": 3},
    {"on_tie": "expand", "decimals": 0, "levels": 3}, {"on_tie": "lot", "decimals": 0, "levels": 3}, {"method": "median"},
    {"keys": (TieKey("likes", "lower"), TieKey("amount", "lower")), "decimals": 0, "levels": 3},
    {"places": 14}, {"places": 1, "levels": 2, "decimals": None, "outsiders": 0},
    {"floors": (Floor("welfare", 4.5), Floor("number", 1))}, {"floors": (Floor("amount", 90.0),), "wild_cards": ("T00", "T02")},
    {"wild_cards": ("T13",), "decimals": 0, "levels": 3, "quotas": (Quota("city", maximum=2),)},
    {"wild_cards": ("T13", "T05"), "floors": (Floor("likes", 3.0),), "places": 6,
     "quotas": (Quota("city", minimum=1, maximum=3), Quota("number", maximum=1))},
]


@pytest.mark.parametrize("ruling", RULINGS, ids=range(len(RULINGS)))
def test_every_draw_is_the_official_method_on_its_own_data(ruling):
    for seed in range(3):
        design = contest(seed, **ruling)
        vary = ["weights", "judges" if seed else "panel", "normalizer", "aggregation", "support", "noise"]
        factors = draw_factors(design, vary, 40, random_generator(seed))
        found, inside = choose(design, factors)
        for draw in range(40):
            matrix, rules, weights = contest_of(design, factors, draw)
            standings = evaluate(matrix.loc[TEAMS], rules, weights, reference=matrix, register=design.register)
            try:
                official = select_finalists(standings, rules, register=design.register, wild_cards=design.wild_cards)
            except RulesError:  # the draw's floors leave no list
                assert ruling["floors"] and inside[draw].sum() < rules.places
                continue
            waiting = (rules.places - len(official.finalists)) / len(official.tied) if official.tied else 0
            expected = [1 if team in official.finalists else waiting if team in official.tied else 0 for team in TEAMS]
            assert inside[draw].tolist() == expected
            assert standings.totals.iloc[found.order[draw]].is_monotonic_decreasing
            assert (draw in found.level) == standings.totals.duplicated().any()


@given(st.integers(0, 30), st.sets(st.sampled_from([name for name in FACTORS if name != "panel"])))
@settings(max_examples=20, deadline=None)
def test_chances_add_up_and_the_same_seed_gives_the_same_numbers(seed, vary):
    design = contest(seed, quotas=(Quota("city", maximum=2),))
    first, second = (simulate_joint(design, vary=vary, draws=64, rng=random_generator(seed)) for _ in range(2))
    assert first.probability.equals(second.probability) and first.lists.equals(second.lists)
    assert first.expected_length == pytest.approx(4)
    np.testing.assert_allclose(first.acceptability.sum(axis=0), 1)
    np.testing.assert_allclose(first.acceptability.sum(axis=1), 1)


def test_where_nothing_varies_the_official_list_stands():
    design = contest(1)
    result = simulate_joint(design, vary=[], draws=10, rng=random_generator(0))
    official = select_finalists(design.baseline, design.rules, register=design.register)
    assert tuple(sorted(official.finalists)) == result.lists["teams"][0] and result.lists["share"].tolist() == [1]
    assert (result.probability["high"] > result.probability["low"]).all()


def test_weights_alone_agree_with_weights_sampled_alone():
    design = contest(2, decimals=None)
    rounded = simulate_joint(design, vary=["weights"], draws=20_000, rng=random_generator(0)).probability
    sampled = simulate(design.baseline.normalized, design.region, places=4, draws=20_000, rng=random_generator(1)).probability
    assert (abs(rounded["value"] - sampled["value"]) < 0.02).all()


def test_resampled_judges_spread_as_the_standard_error_says():
    """The mean of five judges drawn from five has the variance (4 / 5) s² / 5."""
    design = contest(0, method="mean", decimals=None)
    factors = draw_factors(design, ["judges"], 4000, random_generator(0))
    marks = design.marks[0][5]
    means = marks[factors["judges"]].mean(axis=1)
    assert means.var() == pytest.approx(0.8 * marks.var(ddof=1) / 5, rel=0.1)


def test_the_order_of_the_wider_group_does_not_matter():
    """A team that withdrew stands anywhere among the others of the group over which values are normalized."""
    design = contest(3)
    wide = pd.DataFrame(design.bases[0], index=[*TEAMS, "X0", "X1", "X2"], columns=list(design.baseline.matrix))
    mixed = wide.loc[["X1", *TEAMS[7:], "X0", "X2", *TEAMS[:7]]]
    again = joint_design(design.baseline, design.region, reference=mixed, register=design.register)
    alike = joint_design(design.baseline, design.region, reference=wide, register=design.register)
    factors = draw_factors(again, ["weights", "normalizer"], 50, random_generator(0))
    np.testing.assert_array_equal(choose(again, factors)[1], choose(alike, factors)[1])


def test_a_team_whose_judges_are_not_drawn_keeps_the_panel_s_mark():
    design = contest(0, only_a=("T05",))
    factors = draw_factors(design, ["judges"], 200, random_generator(0))
    without_a = ~(factors["judges"] == 0).any(axis=1)
    assert 0 < without_a.sum() < 200
    marks = [contest_of(design, factors, draw)[0].at["T05", "welfare"] for draw in range(200)]
    assert marks == [design.baseline.matrix.at["T05", "welfare"]] * 200


def test_panel_errors_have_the_covariance_of_the_panel():
    design = contest(0, method="mean")
    drawn = draw_factors(design, ["panel"], 20_000, random_generator(0))["panel"] @ design.loadings[0].T
    expected = design.loadings[0] @ design.loadings[0].T
    np.testing.assert_allclose(np.cov(drawn.T), expected, atol=0.05 * expected.max())


def test_noise_has_the_stated_size_and_ends_at_zero():
    design = contest(0)
    indicators = tuple(replace(i, noise=0.9 if i.code == "amount" else 0) for i in design.indicators)
    design = replace(design, indicators=indicators)
    factors = draw_factors(design, ["noise"], 400, random_generator(0))
    amounts = np.array([contest_of(design, factors, draw)[0]["amount"].iloc[0] for draw in range(400)])
    base = design.bases[0][0, 1]
    assert amounts.min() == 0 and np.median(amounts) == pytest.approx(base, rel=0.15)
    above = amounts[amounts > base] / base - 1
    assert np.sqrt((above**2).mean()) == pytest.approx(0.9, rel=0.15)


def test_an_alternative_that_cannot_be_worked_out_is_refused():
    design = replace(contest(0, outsiders=0), powers=(1, -1))
    with pytest.raises(RulesError, match="power -1"):
        simulate_joint(design, vary=["aggregation"], draws=64, rng=random_generator(0))


def test_factors_that_do_not_fit_are_refused():
    design = contest(0)
    assert design.open_factors == FACTORS
    with pytest.raises(RulesError, match="judges and panel together"):
        simulate_joint(design, vary=["judges", "panel"], draws=10, rng=random_generator(0))
    with pytest.raises(RulesError, match="'wheather' cannot vary"):
        simulate_joint(design, vary=["wheather"], draws=10, rng=random_generator(0))
    plain = replace(design, normalizations=("",), bases=design.bases[[0, 0]])
    for name in ("normalizer", "support"):
        with pytest.raises(RulesError, match=f"'{name}' cannot vary"):
            simulate_joint(plain, vary=[name], draws=10, rng=random_generator(0))
    with pytest.raises(RulesError, match="0 draws"):
        simulate_joint(design, draws=0, rng=random_generator(0))


def test_a_table_without_contest_folder_or_panel():
    table = pd.DataFrame({"a": [3.0, 1.0, 2.0], "b": [1.0, 3.0, 2.5]}, index=list("XYZ"))
    design = joint_design(evaluate(table, Rules(places=1), {"a": 0.5, "b": 0.5}), weight_region(["a", "b"]))
    assert design.open_factors == ("weights",)
    result = simulate_joint(design, draws=4000, rng=random_generator(0))
    # X and Z are level where 3 - 2 b = 2 + b / 2, at b = 0.4; Y and Z where 1 + 2 b = 2 + b / 2, at b = 2/3.
    assert result.probability["value"].tolist() == pytest.approx([0.4, 1 / 3, 2 / 3 - 0.4], abs=0.03)
    assert score_teams(table, {"a": 0.6, "b": 0.4}).iloc[[0, 2]].tolist() == pytest.approx([2.2, 2.2])


def test_where_floors_leave_too_few_the_other_places_stay_empty():
    """Marks of 3 and more reach the floor: with the panel as it stands two teams do, for three places."""
    table = pd.DataFrame({"a": [5.0, 3.0, 2.0, 1.0]}, index=list("WXYZ"))
    rules = Rules(places=3, floors=(Floor("a", 3.0),))
    design = joint_design(evaluate(table, rules, {"a": 1}), weight_region(["a"]))
    chances = choose(design, draw_factors(design, [], 1, random_generator(0)))[1]
    assert chances.tolist() == [[1, 1, 0, 0]]
    carded = joint_design(evaluate(table, rules, {"a": 1}), weight_region(["a"]), wild_cards=("Z",))
    assert choose(carded, draw_factors(carded, [], 1, random_generator(0)))[1].tolist() == [[1, 1, 0, 1]]


def test_support_that_a_ruling_lets_count_is_in_doubt_no_more():
    """The shipped contest's T35 has orders with flags and a ruling that they count; without the ruling they are in doubt."""
    ruled = read_contest("data/hubei-2019")
    unruled = replace(ruled, decisions=ruled.decisions[ruled.decisions["kind"] != "flagged"])
    assert "support" in contest_design(unruled).open_factors and "support" not in contest_design(ruled).open_factors
    counted, left_out = (base[:len(contest_design(unruled).teams)] for base in contest_design(unruled).bases)
    assert contest_design(unruled).teams[(counted != left_out).any(axis=1)].tolist() == ["T35"]
