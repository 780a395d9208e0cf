"""The triangle: areas add up to one, every point of an area chooses its finalists, corners are where planes meet."""

import numpy as np
import pandas as pd
import pytest
from cut_cases import arrangement_points, frame, random_table
from hypothesis import given, settings
from hypothesis import strategies as st

from contestlib.areas import finalist_areas
from contestlib.errors import RulesError


@given(st.integers(0, 100), st.integers(1, 5), st.sampled_from([3, 5]))
@settings(max_examples=40)
def test_areas_tile_the_triangle_and_choose_what_they_say(seed, places, codes):
    table = frame(random_table(12, codes, seed))
    weights = pd.Series(np.arange(codes, 0, -1) / np.arange(codes, 0, -1).sum(), index=list(table))
    three = ["c0", "c2", "c1"]
    areas = finalist_areas(table, weights, three, places=places)
    assert areas["share"].sum() == pytest.approx(1, abs=1e-9)
    assert areas["finalists"].map(lambda name: frozenset(name.split())).is_unique
    rng = np.random.default_rng(seed)
    for _, row in areas.iterrows():
        for shares in rng.dirichlet(np.ones(len(row["corners"])), size=5):
            point = weights.copy()
            point[three] = weights[three].sum() * (shares @ row["corners"])
            ordered = (table.to_numpy() * point.to_numpy()).sum(axis=1).argsort()[::-1]
            assert set(row["finalists"].split()) == {f"T{i}" for i in ordered[:places]}


def test_shares_agree_with_draws():
    table = frame(random_table(20, 3, 5))
    areas = finalist_areas(table, {"c0": 50, "c1": 30, "c2": 20}, list(table), places=4).set_index("finalists")
    totals = np.random.default_rng(1).dirichlet(np.ones(3), size=100_000) @ table.to_numpy().T
    names = [" ".join(f"T{i}" for i in sorted(row)) for row in np.argsort(-totals, axis=1)[:, :4]]
    drawn = pd.Series(names).value_counts(normalize=True)
    shares = pd.Series({" ".join(sorted(name.split(), key=lambda team: int(team[1:]))): share
                        for name, share in areas["share"].items()})
    assert (drawn - shares.reindex(drawn.index)).abs().max() < 0.006


def test_corners_are_points_of_the_arrangement():
    rows = [(3, 0, 2), (1, 3, 0), (2, 2, 1), (0, 1, 3)]
    points = np.array([[float(value) for value in point] for point in arrangement_points(rows, [0] * 3, [1] * 3)])
    for corners in finalist_areas(frame(rows), {"c0": 0.4, "c1": 0.4, "c2": 0.2}, ["c0", "c1", "c2"], places=2)["corners"]:
        assert np.abs(corners[:, None] - points[None]).sum(axis=2).min(axis=1).max() < 1e-9


def test_twins_share_and_integer_ties_stand_on_borders():
    areas = finalist_areas(frame([[2, 0, 1], [2, 0, 1], [0, 2, 1]]), {"c0": 1, "c1": 0, "c2": 0}, ["c0", "c1", "c2"], places=1)
    assert areas["finalists"].tolist() == ["T2", "~T0 ~T1"] and areas["share"].tolist() == pytest.approx([0.5, 0.5])


def test_a_twin_that_comes_after_the_other_team_does_not_hide_it():
    areas = finalist_areas(frame([[2, 0, 1], [0, 2, 1], [2, 0, 1]]), {"c0": 1, "c1": 0, "c2": 0}, ["c0", "c1", "c2"], places=1)
    assert areas["finalists"].tolist() == ["T1", "~T0 ~T2"]


def test_what_does_not_fit_is_refused():
    table = frame([[1, 2, 3], [3, 2, 1]])
    for codes in (["c0", "c1"], ["c0", "c0", "c1"], ["c0", "c1", "c9"]):
        with pytest.raises(RulesError, match="three of c0, c1, c2"):
            finalist_areas(table, {"c0": 0.5, "c1": 0.5, "c2": 0}, codes, places=1)
    with pytest.raises(RulesError, match="3 places for 2 teams"):
        finalist_areas(table, {"c0": 0.5, "c1": 0.5, "c2": 0}, ["c0", "c1", "c2"], places=3)
