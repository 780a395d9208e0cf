"""Every row of the curve is what the official method gives when that combination is the rule."""

from dataclasses import replace
from fractions import Fraction

import pytest
from test_joint import TEAMS, WEIGHTS, contest

from contestlib.contest import evaluate
from contestlib.normalization import with_method
from contestlib.panel import panel_marks
from contestlib.rules import Admissible, Scenario
from contestlib.selection import select_finalists
from contestlib.specification import specification_curve

SCENARIOS = (Scenario("first", {code: Fraction(str(weight)) for code, weight in WEIGHTS.items()}),
             Scenario("ranked", {"welfare": Fraction(1, 2), "amount": Fraction(1, 4), "likes": Fraction(1, 4)},
                      normalization="percentile"),
             Scenario("bent", {"welfare": Fraction(1, 5), "amount": Fraction(2, 5), "likes": Fraction(2, 5)}, power=0.5))


def design(**ruling):
    made = contest(4, **ruling)
    rules = replace(made.rules, scenarios=SCENARIOS, admissible=Admissible(
        normalizations=("percentile",), powers=(0.5,), panel_methods=("median", "mean")))
    return replace(made, rules=rules, baseline=replace(made.baseline, rules=rules))


@pytest.mark.parametrize("ruling", [{}, {"decimals": 0, "levels": 3}])
def test_rows_are_the_official_lists(ruling):
    made = design(**ruling)
    curve = specification_curve(made)
    # 3 panel rules and 2 supports, times (2 normalizers + 1 + 2) at power 1 and 1/2 as each scenario states them
    assert len(curve) == 3 * 2 * (2 * 2 + 1 * 2 + 2 * 1)
    assert not curve.duplicated(["scenario", "normalization", "power", "panel", "support"]).any()
    for row in curve.itertuples():
        rules = replace(made.rules, panel=replace(made.rules.panel, method=row.panel), power=row.power,
                        indicators=tuple(with_method(i, row.normalization) for i in made.indicators))
        wide = made.baseline.matrix.reindex([*TEAMS, "X0", "X1", "X2"])
        wide.loc[:, :] = made.bases[int(row.support == "out")]
        wide["welfare"] = panel_marks(made.marks[0], rules.panel)
        scenario = next(s for s in SCENARIOS if s.name == row.scenario)
        standings = evaluate(wide.loc[TEAMS], rules, scenario.shares, reference=wide, register=made.register)
        official = select_finalists(standings, rules, register=made.register)
        assert set(row.finalists) == set(official.finalists) and set(row.tied) == set(official.tied)


def test_the_baseline_comes_first_and_differences_count_from_it():
    curve = specification_curve(design())
    assert curve.iloc[0][["scenario", "normalization", "power", "panel", "support"]].tolist() == ["first", "", 1, "trimmed", "in"]
    assert curve["differs"].iloc[0] == 0 and curve["differs"].iloc[1:].is_monotonic_increasing
    listed = set(curve["finalists"].iloc[0])
    assert (curve["differs"] == [len(listed - set(row.finalists) - set(row.tied)) for row in curve.itertuples()]).all()


def test_without_alternatives_there_is_one_row_a_scenario():
    made = design()
    rules = replace(made.rules, admissible=Admissible())
    curve = specification_curve(replace(made, rules=rules, bases=made.bases[[0, 0]]))
    assert curve["scenario"].tolist()[0] == "first" and len(curve) == 3
