"""Measurement errors: their law, and sums of columns on the scale of each draw against the plain steps."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ks_2samp, kstest

from contestlib.noise import PARTS, NoisyTotals, draw_parts, error_factors, noisy_sums, normal_parts
from contestlib.normalization import minmax
from contestlib.simulation import random_generator


def plain(values, weights, parts, noise, teams):
    total = np.zeros((teams, len(weights)))
    for column in range(values.shape[1]):
        drawn = error_factors(noise)[parts[column]] * values[:, column, None]
        total += weights[:, column] * minmax(drawn.T[:, :teams], reference=drawn.T).T
    return total


@given(st.integers(1, 30), st.integers(0, 4), st.integers(1, 5), st.integers(1, 300), st.sampled_from([0.01, 0.2, 1]),
       st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_the_plain_steps_give_the_same(teams, others, columns, draws, noise, seed):
    rng = np.random.default_rng(seed)
    values = rng.integers(-3, 9, size=(teams + others, columns)) * rng.choice([1.0, 0.5, 1e4], size=columns)
    weights, parts = rng.dirichlet(np.ones(columns), draws), draw_parts(rng, (columns, teams + others, draws))
    found = noisy_sums(values, weights, parts, noise, teams)
    np.testing.assert_allclose(found, plain(values, weights, parts, noise, teams), atol=1e-11)


def test_a_column_that_is_the_same_for_all_is_in_the_middle():
    found = noisy_sums(np.array([[0.0, 1.0], [0.0, 3.0]]), np.array([[0.25, 0.75]]), np.full((2, 2, 1), PARTS // 2), 0.1, 2)
    assert found.ravel().tolist() == pytest.approx([0.125, 0.875])


@given(st.integers(1, 30), st.integers(0, 4), st.integers(1, 5), st.integers(1, 300), st.sampled_from([0.01, 0.1, 0.2]),
       st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_totals_of_fewer_errors_are_those_of_a_matrix_that_has_such_errors(teams, others, columns, draws, noise, seed):
    """The one error of a team's other values, spread over them in proportion to what each moves: the likeliest such errors."""
    rng = np.random.default_rng(seed)
    values = rng.integers(-3, 9, size=(teams + others, columns)) * rng.choice([1.0, 0.5, 1e4], size=columns)
    law, weights = NoisyTotals(values, np.full(columns, noise), teams), rng.dirichlet(np.ones(columns), draws)
    parts = draw_parts(rng, (law.errors, draws))
    drawn, ends, errors = normal_parts()[parts], np.zeros((columns, teams + others), dtype=bool), len(law.columns)
    rows = np.concatenate([np.flatnonzero(np.isin(np.arange(teams + others), _deciding(values[:, at], noise)))
                           for at in range(columns)])
    ends[law.columns, rows] = True
    moved = np.repeat(values.T[:, :, None], draws, axis=2)
    moved[law.columns, rows] *= 1 + noise * drawn[:errors]
    slope = weights.T / np.where(np.ptp(moved, axis=1) == 0, 1, np.ptp(moved, axis=1))
    spread = np.where(ends, 0, noise * values.T)[:, :teams, None] * slope[:, None]
    length = np.sqrt((spread**2).sum(axis=0))
    share = drawn[errors:] * np.divide(spread, length, out=np.zeros(spread.shape), where=length > 0)
    moved[:, :teams] += np.where(ends, 0, noise * values.T)[:, :teams, None] * share
    expected = sum(weights[:, at] * minmax(moved[at].T[:, :teams], reference=moved[at].T).T for at in range(columns))
    np.testing.assert_allclose(law.draw(weights, parts), expected, atol=1e-10)


def _deciding(column, noise):
    """Rows that may be lowest or highest in some draw."""
    reach = noise * normal_parts()[-1]
    ends = np.sort([column * (1 - reach), column * (1 + reach)], axis=0)
    return np.flatnonzero((ends[0] <= ends[1].min()) | (ends[1] >= ends[0].max()))


@pytest.mark.parametrize("bias", [0, 0.15])
def test_totals_of_fewer_errors_have_the_same_law(bias):
    """Of every team's total, and of the difference of two; errors that are a seventh too large are told apart."""
    rng = np.random.default_rng(5)
    values, draws = np.exp(rng.standard_normal((30, 4))), 40_000
    weights = np.tile([0.4, 0.3, 0.2, 0.1], (draws, 1))
    law = NoisyTotals(values, np.full(4, 0.05 * (1 + bias)), 30)
    assert law.errors < 30 * 4
    few = law.draw(weights, draw_parts(rng, (law.errors, draws)))
    whole = noisy_sums(values, weights, draw_parts(rng, (4, 30, draws)), 0.05, 30)
    alike = [ks_2samp(one, other).pvalue for one, other in [*zip(few, whole, strict=True), *zip(
        np.diff(few, axis=0), np.diff(whole, axis=0), strict=True)]]
    if bias:
        assert max(alike[:30]) < 1e-6
    else:
        assert min(alike) > 1e-4


def test_draws_do_not_depend_on_how_many_are_worked_on_at_once(monkeypatch):
    rng = random_generator(3)
    values, weights, parts = rng.random((40, 5)), rng.dirichlet(np.ones(5), 1000), draw_parts(rng, (5, 40, 1000))
    whole = noisy_sums(values, weights, parts, 0.1, 30)
    monkeypatch.setattr("contestlib.noise.ROWS", 33)
    np.testing.assert_allclose(noisy_sums(values, weights, parts, 0.1, 30), whole, rtol=0, atol=1e-14)


def test_errors_are_normal():
    """The table is within 1/65,536 of the law and has its moments; drawn errors pass a test that a shift by a hundredth of their
    standard deviation fails."""
    table = (error_factors(0.1) - 1) / 0.1
    assert abs(table.mean()) < 1e-12 and table.std() == pytest.approx(1, abs=1e-9)
    assert (table**4).mean() == pytest.approx(3, abs=2e-3)
    assert kstest(table, "norm").statistic < 1.1 / PARTS
    drawn = table[draw_parts(random_generator(1), (400_000,))]
    assert abs(drawn.mean()) < 4 / np.sqrt(400_000) and kstest(drawn, "norm").pvalue > 1e-3
    assert kstest(drawn + 0.01, "norm").pvalue < 1e-3
    neighbours = np.corrcoef(drawn[:-1], drawn[1:])[0, 1]
    assert abs(neighbours) < 4 / np.sqrt(400_000)
