"""Shares of doubt against closed forms, and against contests in which one choice alone moves the list."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import qmc, sobol_indices
from test_joint import contest

from contestlib.contest import evaluate
from contestlib.drivers import membership_drivers, variance_shares
from contestlib.errors import RulesError
from contestlib.joint import joint_design
from contestlib.regions import weight_region
from contestlib.rules import Rules
from contestlib.simulation import random_generator


def samples(function, dimensions, draws, groups):
    """Outputs in two samples, and in the first with each group of columns taken from the second."""
    points = qmc.Sobol(2 * dimensions, seed=1).random(draws)
    first, second = points[:, :dimensions], points[:, dimensions:]
    mixed = []
    for columns in groups:
        swapped = first.copy()
        swapped[:, columns] = second[:, columns]
        mixed.append(function(swapped)[None])
    return function(first)[None], function(second)[None], np.array(mixed)


def ishigami(unit):
    x = np.pi * (2 * unit - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def g_function(unit):
    a = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])
    return np.prod((np.abs(4 * unit - 2) + a) / (1 + a), axis=1)


def test_ishigami():
    """Ishigami and Homma (1990) with 7 and 0.1: V1 = (1 + 0.1 π⁴/5)²/2, V2 = 7²/8, V13 = 0.1² π⁸ (1/18 - 1/50)."""
    one, two, three = (1 + 0.1 * np.pi**4 / 5) ** 2 / 2, 7**2 / 8, 0.1**2 * np.pi**8 * (1 / 18 - 1 / 50)
    whole = one + two + three
    shares = variance_shares(*samples(ishigami, 3, 2**15, [[0], [1], [2]]), factors=["x1", "x2", "x3"], outputs=["y"],
                             rng=random_generator(0))
    for output in ("y", ""):
        assert shares.loc[output, "first"].tolist() == pytest.approx([one / whole, two / whole, 0], abs=0.01)
        total = [(one + three) / whole, two / whole, three / whole]
        assert shares.loc[output, "total"].tolist() == pytest.approx(total, abs=0.01)
    assert (shares["first_low"] < shares["first"]).all() and (shares["first"] < shares["first_high"]).all()


def test_g_function_with_factors_in_groups():
    """Sobol (1993): the variance of factor i alone is 1 / (3 (1 + a_i)²); of a group, the product of 1 + V_i, less one."""
    variances = 1 / (3 * (1 + np.array([0, 1, 4.5, 9, 99, 99, 99, 99])) ** 2)
    whole = np.prod(1 + variances) - 1
    groups = [[0, 1], [2, 3], [4, 5, 6, 7]]
    alone = [(np.prod(1 + variances[group]) - 1) / whole for group in groups]
    shares = variance_shares(*samples(g_function, 8, 2**15, groups), factors=["a", "b", "c"], outputs=["y"],
                             rng=random_generator(0))
    assert shares.loc["y", "first"].tolist() == pytest.approx(alone, abs=0.01)
    total = [1 - (np.prod(np.delete(1 + variances, group)) - 1) / whole for group in groups]
    assert shares.loc["y", "total"].tolist() == pytest.approx(total, abs=0.01)


def test_outputs_together_are_weighted_by_their_variance():
    """3 x1 and x2 together: nine tenths of the variance is of x1."""
    rng = np.random.default_rng(0)
    first, second = rng.random((2, 2, 4096))
    scale = np.array([[3.0], [1.0]])
    mixed = np.array([[second[0] * 3, first[1]], [first[0] * 3, second[1]]])
    shares = variance_shares(first * scale, second * scale, mixed, factors=["x1", "x2"], outputs=["p", "q"], rng=rng)
    assert shares.loc["", "first"].tolist() == pytest.approx([0.9, 0.1], abs=0.05)


def test_the_only_thing_that_varies_has_all_the_doubt():
    """X and Y change places with the weights alone; a second thing that may vary moves nothing."""
    table = pd.DataFrame({"a": [1.0, 0.0, 0.2], "b": [0.0, 1.0, 0.2]}, index=list("XYZ"))
    design = joint_design(evaluate(table, Rules(places=1), {"a": 0.5, "b": 0.5}), weight_region(["a", "b"]))
    design = replace(design, powers=(1, 1))
    found = membership_drivers(design, draws=2048, rng=random_generator(0))
    assert found.factors == ("weights", "aggregation") and set(found.table.index.get_level_values("output")) == {"", "X", "Y"}
    for output in ("", "X", "Y"):
        assert found.table.loc[(output, "weights"), ["first", "total"]].tolist() == pytest.approx([1, 1], abs=0.06)
        assert found.table.loc[(output, "aggregation"), "total"] == 0
    assert found.chance["Z"] == 0 and found.interaction.max() < 0.06


def test_intervals_hold_more_draws():
    few = membership_drivers(contest(3), draws=512, rng=random_generator(1)).table
    many = membership_drivers(contest(3), draws=6000, rng=random_generator(2)).table.reindex(few.index)
    inside = (many["total"] >= few["total_low"]) & (many["total"] <= few["total_high"])
    assert inside.mean() > 0.75


def test_nothing_open_has_no_drivers():
    table = pd.DataFrame({"a": [1.0, 0.5], "b": [1.0, 0.5]}, index=list("XY"))
    design = joint_design(evaluate(table, Rules(places=1), {"a": 0.5, "b": 0.5}), weight_region(["a", "b"]))
    assert not len(membership_drivers(design, draws=64, rng=random_generator(0)).table)
    with pytest.raises(RulesError, match="'noise' cannot vary"):
        membership_drivers(design, vary=["noise"], draws=64, rng=random_generator(0))


def test_indices_are_those_of_scipy():
    rng = np.random.default_rng(7)
    first, second, *mixed = (rng.random((6, 4, 256)) < 0.3).astype(float)
    found = variance_shares(first, second, np.array(mixed), factors=list("abcd"), outputs=list("wxyz"), rng=rng)
    known = sobol_indices(func={"f_A": first, "f_B": second, "f_AB": np.array(mixed)}, n=256)
    for kind, values in (("first", known.first_order), ("total", known.total_order)):
        assert found[kind].drop("", level="output").to_numpy().reshape(4, 4) == pytest.approx(values, abs=1e-14)
