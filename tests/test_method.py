"""What the report says of its own arithmetic, against the arithmetic."""

import math
import re
import statistics

import pandas as pd
import pytest

from contestlib import Indicator, Quota, Rules, TieKey, evaluate, normalize_matrix
from contestlib.catalogue import CHINESE
from contestlib.method import DEFAULTS, FORMULAS, MEANS, TURNED, describe_assumptions, describe_method, formula_of, show_method

TABLE = pd.DataFrame({"a": [3.0, 5.0, 12.0]}, index=["X", "Y", "Z"])


def computed(formula, value):
    """The formula's own text, worked out for one value."""
    inner = {"x = ln(1 + value)": math.log1p, "x = ln(value)": math.log, "x = − value": lambda number: -number}
    x, values = value, TABLE["a"].tolist()
    for part in formula.split(", ")[:0:-1]:
        if part in inner:
            x, values = inner[part](x), [inner[part](number) for number in values]
    text = formula.split(", ")[0]
    for word, number in (("least x", min(values)), ("greatest x", max(values)), ("best x", max(values)),
                         ("smallest x", min(values)), ("mean", sum(values) / len(values)),
                         ("standard deviation", statistics.stdev(values)),
                         ("rank from below", sorted(values).index(x) + 1), ("teams", len(values)),
                         ("rank", sorted(values, reverse=True).index(x) + 1)):
        text = text.replace(word, f"({number!r})")
    result = eval(re.sub(r"\bx\b", f"({x!r})", text.replace("−", "-").replace("×", "*").replace("÷", "/")))
    return min(max(result, 0), 1) if "held between 0 and 1" in formula else result


@pytest.mark.parametrize("indicator", [
    Indicator("a"), Indicator("a", direction="lower"), Indicator("a", transform="log1p"), Indicator("a", transform="log"),
    Indicator("a", normalization="goalposts", parameters={"lower": 4, "upper": 10}),
    Indicator("a", normalization="zscore"), Indicator("a", normalization="standard_score", direction="lower"),
    Indicator("a", normalization="percentile"), Indicator("a", normalization="percentile", direction="lower"),
    Indicator("a", normalization="rank_steps", parameters={"top": 10, "step": 2}),
    Indicator("a", normalization="share_of_best"), Indicator("a", normalization="share_of_best", direction="lower"),
    Indicator("a", normalization="distance_to_target", parameters={"target": 20, "lower": 2}),
    Indicator("a", normalization="goalposts", direction="lower", parameters={"lower": 4, "upper": 10}),
    Indicator("a", normalization="distance_to_target", direction="lower", parameters={"target": 1, "lower": 20}),
    Indicator("a", normalization="none")], ids=lambda indicator: f"{indicator.normalization} {indicator.direction}")
def test_the_formula_that_is_shown_gives_the_library_s_value(indicator):
    normalized = normalize_matrix(TABLE, {"a": indicator})["a"]
    formula = formula_of(indicator, "en")
    assert [computed(formula, value) for value in TABLE["a"]] == pytest.approx(normalized.tolist(), abs=1e-12)


def test_a_threshold_is_met_on_the_point():
    assert formula_of(Indicator("a", normalization="threshold", parameters={"at": 5}), "en") == "1 from 5 on, 0 below"
    assert formula_of(Indicator("a", normalization="threshold", direction="lower", parameters={"at": 5}), "en") == (
        "1 up to 5, 0 above")
    for direction, expected in (("higher", [0, 1, 1]), ("lower", [1, 1, 0])):
        indicator = Indicator("a", normalization="threshold", direction=direction, parameters={"at": 5})
        assert normalize_matrix(TABLE, {"a": indicator})["a"].tolist() == expected


def test_every_formula_is_said_in_chinese():
    said = [*FORMULAS.values(), *TURNED.values(), *DEFAULTS.values(), *MEANS.values()]
    assert {text for text in said if re.search("[A-Za-z]{3}", re.sub(r"\{[^}]*\}", "", text))} <= set(CHINESE)


def standings(**rules):
    shown = Rules(points=100, decimals=2, places=1, indicators=(Indicator("a", label_en="amount", unit_en="yuan"),), **rules)
    return evaluate(TABLE, shown, {"a": 1})


def test_the_method_states_the_rules_own_numbers():
    stated = standings(tie_break=(TieKey("a"),), quotas=(Quota("city", maximum=2),), on_tie="lot")
    assert describe_method(stated, "en") == [
        "total = 100 × sum of (weight × normalized value)",
        "The sum is rounded to 10 decimals, which removes the computer's own error, then half up to 2.",
        "Equal totals are parted by amount (higher first); a lot with seed 0 decides what is still tied.",
        "A team's number in the lot, of which the smallest goes first: start with the remainder of the seed after division by "
        "29,999,999; for each character of the team's id add its Unicode number, multiply the sum by itself and keep the "
        "remainder; "
        "then 3 times add 1, multiply by itself and keep the remainder.",
        "At most 2 teams for each city."]
    assert describe_method(standings(power=0.5), "en")[0] == (
        "total = 100 × (sum of (weight × normalized value^0.5))^(1/0.5)")


def test_weights_and_units_stand_beside_the_formula():
    table = show_method(standings(), "en")
    assert table.loc["amount"].tolist() == ["100.00%", "yuan", "higher", "(x − least x) ÷ (greatest x − least x)"]


def test_assumptions_of_the_shipped_contest(decision):
    lines = describe_assumptions(decision.baseline, "zh")
    assert lines[0].startswith("权重（基准方案）：公益性 30%、众筹金额 25%")
    assert not re.search("[A-Za-z]{3}", "".join(lines))
