"""Who marks whom: even loads, recusals, one connected panel; counted again for small cases, refused where impossible."""

import itertools
from time import perf_counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contestlib.assignment import assign_judges
from contestlib.errors import DataError, RulesError
from contestlib.severity import fit_severity, judge_groups
from contestlib.simulation import random_generator


@settings(max_examples=15)
@given(st.integers(2, 9), st.integers(2, 5), st.data())
def test_every_answer_keeps_its_conditions(teams, judges, data):
    per_team = data.draw(st.integers(min(2, judges), judges))
    recusals = data.draw(st.sets(st.tuples(st.integers(0, judges - 1), st.integers(0, teams - 1)), max_size=4))
    try:
        table = assign_judges(range(teams), range(judges), per_team=per_team, rng=random_generator(1), recusals=recusals)
    except DataError as error:
        assert "judges for team" in str(error) or "no assignment" in str(error)
        return
    assert (table.sum(axis=1) == per_team).all() and not any(table.at[team, judge] for judge, team in recusals)
    assert len(judge_groups(table.where(table))) == 1
    if not recusals:
        assert table.sum().max() - table.sum().min() <= 1


def test_the_largest_load_is_as_small_as_any():
    """4 teams, 3 judges, 2 a team, J1 recused for A and B: all 3^4 ways are tried by hand."""
    teams, judges, recusals = list("ABCD"), ["J1", "J2", "J3"], {("J1", "A"), ("J1", "B")}
    table = assign_judges(teams, judges, per_team=2, rng=random_generator(3), recusals=recusals)
    best = None
    for choice in itertools.product(itertools.combinations(judges, 2), repeat=4):
        if any((judge, team) in recusals for team, pair in zip(teams, choice, strict=True) for judge in pair):
            continue
        loads = [sum(judge in pair for pair in choice) for judge in judges]
        if min(loads) > 0:
            best = min(best or (9, 9), (max(loads), -min(loads)))
    assert (table.sum().max(), -table.sum().min()) == best == (3, -2)


def test_what_the_model_then_can_do():
    """Marks by an assignment of 3 judges a team compare all 12 judges: planted severities come back exactly."""
    rng = random_generator(8)
    table = assign_judges([f"T{n:02d}" for n in range(72)], [f"J{n:02d}" for n in range(12)], per_team=3, rng=rng)
    assert set(table.sum()) == {18}
    marks = pd.DataFrame([(team, judge, "c", 70 + int(team[1:]) / 9 + int(judge[1:]))
                          for team in table.index for judge in table.columns[table.loc[team]]],
                         columns=["team", "judge", "criterion", "mark"])
    found = fit_severity(marks).judges["severity"].sort_index()
    np.testing.assert_allclose(found, np.arange(12) - 5.5, atol=1e-8)


def test_connection_is_demanded_where_chance_would_not_give_it():
    """Two a team, as many judges as teams: rings that do not touch are joined, in every draw."""
    for seed in range(4):
        table = assign_judges(range(12), range(12), per_team=2, rng=random_generator(seed))
        assert len(judge_groups(table.where(table))) == 1 and set(table.sum()) == {2}


def test_the_same_generator_gives_the_same():
    one, other = (assign_judges(range(10), range(4), per_team=2, rng=random_generator(6)) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize(("how", "words"), [
    ({"per_team": 2, "recusals": {("a", "X"), ("b", "X")}}, r"1 judges for team X, 2 being recused \(expected 2 or more\)"),
    ({"per_team": 2, "most": 1}, r"3 judges with 1 teams each at most \(expected 4 marks of a team in all\)"),
    ({"per_team": 1}, r"no assignment of 3 judges, 1 a team, to 2 teams \(expected one that respects recusals and loads and"),
])
def test_what_cannot_be_is_said(how, words):
    with pytest.raises(DataError, match=words):
        assign_judges(list("XY"), list("abc"), rng=random_generator(1), **how)


def test_senseless_questions():
    with pytest.raises(RulesError, match="0 judges a team"):
        assign_judges(list("XY"), list("ab"), per_team=0, rng=random_generator(1))
    with pytest.raises(RulesError, match="2 of judge, 1 of them twice"):
        assign_judges(list("XY"), list("aa"), per_team=1, rng=random_generator(1))


def test_speed():
    start = perf_counter()
    recusals = {(judge, team) for judge in range(12) for team in (judge, judge + 12)}
    assign_judges(range(72), range(12), per_team=4, rng=random_generator(1), recusals=recusals)
    assert perf_counter() - start < 4
