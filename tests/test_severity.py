"""Severity of judges: hand arithmetic, planted severities, invariances, groups that nothing connects."""

from time import perf_counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contestlib.errors import DataError
from contestlib.panel import adjusted_marks, aggregate_marks, fair_marks, panel_marks
from contestlib.rules import PanelRule
from contestlib.severity import additive_design, fit_severity, judge_groups, judge_severities
from contestlib.simulation import random_generator


def long(table, criterion="welfare"):
    """A T × J array as marks by team and judge."""
    return pd.DataFrame([{"team": f"T{t:02}", "judge": f"J{j:02}", "criterion": criterion, "mark": mark}
                         for t, row in enumerate(table) for j, mark in enumerate(row)])


def incomplete(rng, teams=40, judges=8, each=4):
    """A planted design: every team is marked by `each` judges, in turn."""
    truth, severity = 70 + 8 * rng.standard_normal(teams), 4 * rng.standard_normal(judges)
    severity -= severity.mean()
    marks = truth[:, None] + severity + 2 * rng.standard_normal((teams, judges))
    for team in range(teams):
        marks[team, [(team + step) % judges for step in range(each, judges)]] = np.nan
    return marks, truth, severity


def test_a_strict_judge_by_hand():
    """b marks 2 above a wherever both mark; so Z, marked by a alone, is raised by half of that."""
    marks = long([[6, 8], [5, 7], [4, np.nan]])
    panel = aggregate_marks(marks, rule="severity")
    np.testing.assert_allclose(panel.marks["welfare"], [7, 6, 5])
    fair = fair_marks(marks).loc[("T02", "welfare")]
    assert (fair["raw"], fair["adjusted"], fair["difference"], fair["judges"]) == (4, pytest.approx(5), pytest.approx(1), 1)
    assert fair["strictest"] == fair["mildest"] == "J00" and fair["strictest_severity"] == pytest.approx(-1)


def test_standard_errors_by_hand():
    """Complete, two judges: residuals ±¼ throughout, RSS = 4 / 16, one degree of freedom; SE² = ¼ · ½ (no leverage)."""
    panel = aggregate_marks(long([[6, 8], [5, 8]]), rule="severity")
    np.testing.assert_allclose(panel.standard_errors["welfare"] ** 2, 0.25 / 2)


def test_one_team_marked_less_is_known_less_well():
    marks, _, _ = incomplete(random_generator(2))
    marks[0, np.flatnonzero(~np.isnan(marks[0]))[1:]] = np.nan
    errors = aggregate_marks(long(marks), rule="severity").standard_errors["welfare"]
    assert errors["T00"] > 1.5 * errors.drop("T00").max()


def test_both_ways_to_the_model_agree():
    """The judges' normal equations, and least squares on the whole design."""
    marks, _, _ = incomplete(random_generator(4))
    fit, panel = fit_severity(long(marks)), aggregate_marks(long(marks), rule="severity")
    np.testing.assert_allclose(fit.judges["severity"].sort_index(), judge_severities(marks))
    np.testing.assert_allclose(fit.teams["mark"].sort_index(), panel.marks["welfare"].sort_index())
    np.testing.assert_allclose(fit.teams["standard_error"].sort_index(), panel.standard_errors["welfare"].sort_index())
    np.testing.assert_allclose(np.diag(fit.covariance), fit.teams["standard_error"] ** 2)


def test_planted_severities_are_recovered_within_their_stated_error():
    """60 incomplete designs: about 95 % of severities and of marks lie within their t interval."""
    from scipy.stats import t
    rng, judged, marked = random_generator(11), [], []
    for _ in range(60):
        marks, truth, severity = incomplete(rng)
        fit = fit_severity(long(marks))
        reach = t.ppf(0.975, (~np.isnan(marks)).sum() - 40 - 8 + 1)
        judged.append(abs(fit.judges["severity"].sort_index() - severity) < reach * fit.judges["standard_error"].sort_index())
        marked.append(abs(fit.teams["mark"].sort_index() - truth) < reach * fit.teams["standard_error"].sort_index())
    assert 0.92 < np.mean(judged) < 0.98 and 0.93 < np.mean(marked) < 0.97


def test_criteria_are_a_facet_of_their_own():
    marks, _, severity = incomplete(random_generator(6))
    both = pd.concat([long(marks), long(marks + 5, "mobilization")])
    fit = fit_severity(both)
    np.testing.assert_allclose(fit.criteria, [-2.5, 2.5])
    np.testing.assert_allclose(fit.judges["severity"].sort_index(), judge_severities(marks), atol=1e-9)


@given(st.integers(0, 99), st.floats(-20, 20), st.integers(0, 7))
def test_a_constant_added_to_one_judge_moves_no_difference_between_teams(seed, constant, judge):
    marks, _, _ = incomplete(random_generator(seed))
    rule = PanelRule("severity", lower=-np.inf, upper=np.inf)
    before = panel_marks(marks, rule)
    marks[:, judge] += constant
    moved = panel_marks(marks, rule) - before
    np.testing.assert_allclose(moved, constant / 8, atol=1e-8)  # the average judge has moved by an eighth


@given(st.integers(0, 99), st.randoms(), st.sampled_from(["severity", "standard_score", "share_of_sum"]))
def test_the_order_of_judges_and_teams_does_not_matter(seed, chance, method):
    marks, _, _ = incomplete(random_generator(seed))
    teams, judges = list(range(40)), list(range(8))
    chance.shuffle(teams)
    chance.shuffle(judges)
    rule = PanelRule(method)
    np.testing.assert_allclose(panel_marks(marks[teams][:, judges], rule), panel_marks(marks, rule)[teams], atol=1e-9)


def test_a_batch_is_the_same_as_one_by_one():
    rng = random_generator(8)
    tables = np.array([incomplete(rng)[0] for _ in range(5)])
    for method in ("severity", "standard_score", "share_of_sum"):
        rule = PanelRule(method)
        np.testing.assert_allclose(panel_marks(tables, rule), [panel_marks(table, rule) for table in tables], atol=1e-10)


def test_groups_that_nothing_connects_are_refused_and_shown():
    marks = long([[6, 7, np.nan, np.nan], [5, 7, np.nan, np.nan], [np.nan, np.nan, 8, 9]])
    assert judge_groups(marks.pivot(index="team", columns="judge", values="mark")) == [
        (("J00", "J01"), ("T00", "T01")), (("J02", "J03"), ("T02",))]
    for act in (lambda: aggregate_marks(marks, rule="severity"), lambda: fit_severity(marks), lambda: fair_marks(marks)):
        with pytest.raises(DataError, match=r"2 groups .*J00, J01 \(T00, T01\); J02, J03 \(T02\)"):
            act()
    assert np.isnan(judge_severities(marks.pivot(index="team", columns="judge", values="mark").to_numpy())).all()
    assert aggregate_marks(marks, rule="mean").marks.notna().all(axis=None)


def test_one_judge_and_identical_marks_are_stated_results():
    one = aggregate_marks(long([[6], [7]]), rule="severity")
    assert one.marks["welfare"].tolist() == [6, 7] and one.standard_errors["welfare"].isna().all()
    same = aggregate_marks(long(np.full((3, 3), 80.0)), rule="severity")
    np.testing.assert_allclose(same.marks["welfare"], 80)
    np.testing.assert_allclose(same.standard_errors["welfare"], 0, atol=1e-9)


def test_a_judge_without_marks_does_not_count_as_a_group():
    marks = np.array([[6.0, 8, np.nan], [5, 7, np.nan], [4, np.nan, np.nan]])
    np.testing.assert_allclose(judge_severities(marks), [-1, 1, np.nan])


def test_standard_scores_and_shares_by_hand():
    """Judge a: 1 2 3, s = 1; b: 10 20 60, mean 30, s² = (400 + 100 + 900) / 2. Shares: 1/6 and 10/90, their mean."""
    marks = np.array([[1.0, 10], [2, 20], [3, 60]])
    scores, shares = (panel_marks(marks, PanelRule(method)) for method in ("standard_score", "share_of_sum"))
    np.testing.assert_allclose(scores, [(-1 - 20 / 700**0.5) / 2, (0 - 10 / 700**0.5) / 2, (1 + 30 / 700**0.5) / 2])
    np.testing.assert_allclose(shares, [(1 / 6 + 1 / 9) / 2, (2 / 6 + 2 / 9) / 2, (3 / 6 + 6 / 9) / 2])
    assert adjusted_marks(np.full((3, 1), 0.1), "standard_score").ravel().tolist() == [0, 0, 0]


def test_loadings_hold_the_standard_error_under_every_method():
    marks, _, _ = incomplete(random_generator(12))
    for method in ("severity", "standard_score", "share_of_sum"):
        panel = aggregate_marks(long(marks), rule=method)
        np.testing.assert_allclose(np.diag(panel.covariance), panel.standard_errors["welfare"] ** 2)


def test_speed():
    """72 teams, 12 judges, 6 criteria."""
    rng = random_generator(1)
    marks = pd.concat([long(rng.integers(40, 100, size=(72, 12)).astype(float), f"c{n}") for n in range(6)], ignore_index=True)
    start = perf_counter()
    fit_severity(marks)
    aggregate_marks(marks, rule="severity")
    fair_marks(marks)
    assert perf_counter() - start < 2


def test_a_slip_of_the_pen_moves_the_robust_model_little():
    """One mark of 78 entered as 7.8: least squares makes the judge stricter and the team worse, Huber's estimate hardly."""
    values, _, _ = incomplete(random_generator(8))
    wrong = values.copy()
    team, judge = np.argwhere(~np.isnan(wrong))[17]
    wrong[team, judge] /= 10
    for robust, least, most in ((False, 1.0, 99), (True, 0, 0.5)):
        right, slipped = (fit_severity(long(table), robust=robust) for table in (values, wrong))
        moved = (slipped.judges["severity"] - right.judges["severity"]).iloc[judge]
        assert least < abs(moved) < most, robust
    assert slipped.deviation < 3 * right.deviation


def test_the_robust_model_solves_hubers_equations():
    """The bounded residuals are orthogonal to every column of the design; without far residuals it is least squares."""
    values, _, _ = incomplete(random_generator(9))
    values[3, np.flatnonzero(~np.isnan(values[3]))[0]] += 30
    marks = long(values)
    fit = fit_severity(marks, robust=True)
    given, _, design = additive_design(marks)
    fitted = (fit.teams["mark"][given["team"]].to_numpy() + fit.judges["severity"][given["judge"]].to_numpy())
    rest = given["mark"].to_numpy() - fitted
    bound = 1.345 * np.median(abs(rest)) / 0.6744897501960817
    np.testing.assert_allclose(design.T @ np.clip(rest, -bound, bound), 0, atol=1e-6)
    even = long([[6, 8], [5, 7], [4, 6.5], [9, 10.5]])
    np.testing.assert_allclose(fit_severity(even, robust=True).judges["severity"], fit_severity(even).judges["severity"])


def test_robust_intervals_hold_the_planted_severities():
    """40 incomplete designs in which one mark in twenty is a slip of ten points and more."""
    rng, held = random_generator(21), []
    for _ in range(40):
        values, _, severity = incomplete(rng)
        slips = (rng.random(values.shape) < 0.05) * rng.choice([-15.0, 15], values.shape)
        fit = fit_severity(long(values + slips), robust=True)
        held.append(abs(fit.judges["severity"].sort_index() - severity) < 1.96 * fit.judges["standard_error"].sort_index())
    assert 0.90 < np.mean(held) < 0.99
