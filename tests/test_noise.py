"""Measurement errors: their law, and sums of columns on the scale of each draw against the plain steps."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest

from contestlib.noise import PARTS, draw_parts, error_factors, noisy_sums
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
