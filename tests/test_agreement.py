"""Agreement of judges: published cases, hand arithmetic, other programs where they are installed."""

from time import perf_counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare

from contestlib.agreement import (
    LEVELS,
    fleiss_kappa,
    icc,
    icc_table,
    judges_needed,
    kendall_w,
    krippendorff_alpha,
    krippendorff_interval,
    spearman_brown,
)
from contestlib.errors import RulesError
from contestlib.simulation import random_generator

# Shrout and Fleiss (1979), Psychological Bulletin 86:420-428, table 2.
TARGETS = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float)
# Krippendorff (2011), Computing Krippendorff's alpha-reliability, section C: 12 units, observers A, B, C, D; the "C data" of R's
# irr, kripp.alpha. The four printed alphas were confirmed at second hand, and by the program of the oracle tests below.
N = np.nan
UNITS = np.array([[1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
                  [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N]], dtype=float).T


@pytest.mark.parametrize(("form", "printed"), [("ICC(1,1)", 0.17), ("ICC(2,1)", 0.29), ("ICC(3,1)", 0.71), ("ICC(1,4)", 0.44),
                                               ("ICC(2,4)", 0.62), ("ICC(3,4)", 0.91)])
def test_six_forms_as_printed(form, printed):
    assert icc(TARGETS, form=form) == pytest.approx(printed, abs=0.0051)
    assert icc(TARGETS, form=form.replace("4", "k")) == icc(TARGETS, form=form)


def test_intervals_against_the_definition():
    """ICC(3,1): 1 + (J - 1) ρ over 1 - ρ, times the quotient of F, are the limits; here with F from the table of squares."""
    from scipy.stats import f
    table = icc_table(TARGETS)
    total = 127**2 / 24  # squares of the 24 marks, and of the sums of teams and of judges:
    of_teams, of_judges = 2913 / 4 - total, 4617 / 6 - total
    bms, ems = of_teams / 5, (841 - total - of_teams - of_judges) / 15
    assert bms == pytest.approx(11.24, abs=0.005) and ems == pytest.approx(1.02, abs=0.005)
    for end, ratio in (("low", bms / ems / f.ppf(0.975, 5, 15)), ("high", bms / ems * f.ppf(0.975, 15, 5))):
        assert table.at["ICC(3,1)", end] == pytest.approx((ratio - 1) / (ratio + 3))
    assert (table["low"] < table["value"]).all() and (table["value"] < table["high"]).all()


def test_intervals_of_the_second_form_hold_what_they_say():
    """Of 400 panels drawn with ICC(2,1) = 4 / 9, about 95 % of the intervals contain it."""
    rng = random_generator(5)
    inside = 0
    for _ in range(400):
        marks = 2 * rng.standard_normal((30, 1)) + 1 * rng.standard_normal((1, 8)) + 2 * rng.standard_normal((30, 8))
        low, high = icc_table(marks).loc["ICC(2,1)", ["low", "high"]]
        inside += low <= 4 / 9 <= high
    assert 0.92 < inside / 400 < 0.98


@pytest.mark.parametrize(("level", "printed"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)])
def test_alpha_as_printed(level, printed):
    assert krippendorff_alpha(UNITS, level=level) == pytest.approx(printed, abs=0.0005)


def test_alpha_by_hand():
    """Pairs (1, 2) and (3, 3): observed (1 + 1) / 4; expected over the pairs of 1 2 3 3: 2 (1 + 4 + 4 + 1 + 1) / 12."""
    assert krippendorff_alpha([[1, 2], [3, 3]]) == pytest.approx(1 - (2 / 4) / (22 / 12))


def test_kappa_by_hand():
    """yes yes, yes no, no no: P = 2/3, shares 1/2 and 1/2, kappa = (2/3 - 1/2) / (1/2)."""
    assert fleiss_kappa([["y", "y"], ["y", "n"], ["n", "n"]]) == pytest.approx(1 / 3)


def test_kappa_of_the_worked_example():
    """14 raters, 10 subjects, 5 categories, as worked in the encyclopedia (Wikipedia, "Fleiss' kappa"): 0.210.

    The arithmetic below: of 14 · 13 pairs a subject the share that agrees, against the squared shares of the categories.
    """
    counts = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0],
              [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]
    agree = sum(n * (n - 1) for row in counts for n in row) / (10 * 14 * 13)
    chance = sum((sum(column) / 140) ** 2 for column in zip(*counts, strict=True))
    assert round(agree, 3) == 0.378 and round(chance, 3) == 0.213
    marks = [np.repeat(np.arange(1, 6), row) for row in counts]
    assert fleiss_kappa(marks) == pytest.approx((agree - chance) / (1 - chance))
    assert fleiss_kappa(marks) == pytest.approx(0.210, abs=0.0005)


@given(st.lists(st.lists(st.integers(1, 5), min_size=4, max_size=4), min_size=3, max_size=9))
def test_concordance_is_friedmans_test(rows):
    marks = np.array(rows, dtype=float)
    if all(len(set(column)) == 1 for column in marks.T):
        assert np.isnan(kendall_w(marks))
        return
    assert kendall_w(marks) == pytest.approx(friedmanchisquare(*marks).statistic / (4 * (len(marks) - 1)))


@given(st.lists(st.lists(st.sampled_from([1.0, 2, 3, N]), min_size=3, max_size=3), min_size=2, max_size=8), st.randoms())
def test_order_of_teams_and_judges_does_not_matter(rows, chance):
    marks = np.array(rows)
    teams, judges = list(range(len(marks))), [0, 1, 2]
    chance.shuffle(teams)
    chance.shuffle(judges)
    shuffled = marks[teams][:, judges]
    for level in LEVELS:
        np.testing.assert_allclose(krippendorff_alpha(shuffled, level=level), krippendorff_alpha(marks, level=level), atol=1e-12)
    for measure in (kendall_w, fleiss_kappa, icc):
        np.testing.assert_allclose(measure(shuffled), measure(marks), atol=1e-12)


def test_a_recused_judge_leaves_agreement_standing():
    marks = TARGETS.copy()
    marks[0, 1] = np.nan
    assert icc(marks) == icc(TARGETS[1:]) and icc_table(marks)["teams"].unique().tolist() == [5]
    assert kendall_w(marks) == kendall_w(TARGETS[1:])
    assert np.isfinite(krippendorff_alpha(marks)) and krippendorff_alpha(marks) != krippendorff_alpha(TARGETS[1:])


@pytest.mark.parametrize("marks", [np.full((5, 3), 80.0), np.arange(5.0)[:, None], np.full((3, 2), np.nan)])
def test_undefined_agreement_is_not_a_number(marks):
    """Identical marks everywhere; one judge only; no mark at all."""
    assert np.isnan([icc(marks), kendall_w(marks), krippendorff_alpha(marks), fleiss_kappa(marks)]).all()
    assert icc_table(marks)["value"].isna().all()
    assert np.isnan(krippendorff_interval(marks, rng=random_generator(1))).all()


def test_perfect_agreement():
    marks = np.repeat(np.arange(5.0)[:, None], 3, axis=1)
    assert (icc_table(marks)[["value", "low", "high"]] == 1).all(axis=None)
    assert kendall_w(marks) == krippendorff_alpha(marks) == fleiss_kappa(marks) == 1


def test_bootstrap_interval_brackets_alpha_and_repeats():
    low, high = krippendorff_interval(UNITS, rng=random_generator(3))
    assert low < krippendorff_alpha(UNITS) < high <= 1
    assert krippendorff_interval(UNITS, rng=random_generator(3)) == (low, high)


def test_planning():
    """Four marks of reliability 0.29 give 4 · 0.29 / (1 + 3 · 0.29) = ICC(2,4)."""
    assert spearman_brown(icc(TARGETS, form="ICC(2,1)"), 4) == pytest.approx(icc(TARGETS, form="ICC(2,k)"))
    for single in (0.1, 0.3, 0.55):
        needed = judges_needed(single, 0.8)
        assert spearman_brown(single, needed) >= 0.8 - 1e-9 and (needed == 1 or spearman_brown(single, needed - 1) < 0.8)
    with pytest.raises(RulesError, match="between 0 and 1"):
        judges_needed(0, 0.8)


def test_unknown_words_stop():
    with pytest.raises(RulesError, match="one of ICC"):
        icc(TARGETS, form="ICC(4,1)")
    with pytest.raises(RulesError, match="one of ICC"):
        icc(TARGETS, form="ICC(2,5)")
    with pytest.raises(RulesError, match="nominal, ordinal"):
        krippendorff_alpha(TARGETS, level="interval ")
    with pytest.raises(RulesError, match="zero or more"):
        krippendorff_alpha(-TARGETS, level="ratio")


def test_speed():
    marks = random_generator(1).integers(40, 100, size=(6, 72, 12)).astype(float)
    start = perf_counter()
    for table in marks:
        icc_table(table), kendall_w(table), fleiss_kappa(table)
        for level in LEVELS:
            krippendorff_alpha(table, level=level)
    assert perf_counter() - start < 2


@pytest.mark.parametrize("level", LEVELS)
def test_alpha_against_another_program(level):
    other = pytest.importorskip("krippendorff", reason="krippendorff (GPL, an oracle of tests only) is not installed")
    rng = random_generator(7)
    marks = rng.integers(1, 6, size=(20, 5)).astype(float)
    marks[rng.random(marks.shape) < 0.2] = np.nan
    theirs = other.alpha(reliability_data=marks.T, level_of_measurement=level)
    assert krippendorff_alpha(marks, level=level) == pytest.approx(theirs)


def test_correlations_against_another_program():
    other = pytest.importorskip("pingouin", reason="pingouin (GPL, an oracle of tests only) is not installed")
    long = pd.DataFrame(TARGETS).melt(ignore_index=False, var_name="judge", value_name="mark").reset_index(names="team")
    table = other.intraclass_corr(long, targets="team", raters="judge", ratings="mark")
    np.testing.assert_allclose(table["ICC"].to_numpy(), icc_table(TARGETS)["value"].to_numpy(), atol=1e-9)
    limits = np.array(table["CI95"].to_list(), dtype=float)  # rounded there to two decimals
    np.testing.assert_allclose(icc_table(TARGETS)[["low", "high"]].to_numpy(), limits, atol=0.0051)


def test_intervals_of_the_published_case():
    """95 % limits to two decimals: arithmetic of the F distribution, and the same in the oracle's table above (pingouin)."""
    limits = [(-0.13, 0.72), (0.02, 0.76), (0.34, 0.95), (-0.88, 0.91), (0.07, 0.93), (0.68, 0.99)]
    np.testing.assert_allclose(icc_table(TARGETS)[["low", "high"]], limits, atol=0.0051)
