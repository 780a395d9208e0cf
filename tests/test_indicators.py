"""From sources to the matrix: zeros, gaps, and three numbers that are all called person-times."""

import pandas as pd
import pytest

from contestlib.contest import evaluate
from contestlib.decision import decide_contest
from contestlib.errors import DataError, RulesError
from contestlib.indicators import build_matrix, correct_values, fill_missing
from contestlib.loading import read_contest
from contestlib.rules import Indicator, Rules, TieKey

NAN = float("nan")


def test_zeros_and_gaps_are_treated_as_each_indicator_says():
    measured = pd.DataFrame({"a": [0.0, 4.0, 8.0, NAN]}, index=list("WXYZ"))
    def filled(**how):
        return fill_missing(measured, (Indicator("a", **how),))[0]["a"].tolist()

    assert filled(on_missing="zero") == [0, 4, 8, 0]
    assert filled(on_missing="lowest") == [0, 4, 8, 0]
    assert filled(on_zero="missing", on_missing="lowest") == [4, 4, 8, 4]
    assert filled(on_zero="missing", on_missing="median") == [6, 4, 8, 6]
    with pytest.raises(DataError, match="no value of 'a' for team Z"):
        filled()


def test_every_fill_is_listed(decision):
    fills = decision.fills.set_index("team")
    assert fills.loc["T26", "indicator"] == "likes" and pd.isna(fills.loc["T26", "found"])
    assert decision.matrix.loc["T51", "amount"] == 0 and "T51" in fills.index[fills["indicator"] == "repeat_share"]


def test_the_matrix_is_the_same_by_either_door(decision):
    assert build_matrix(decision.ledger, decision.panel, decision.contest).equals(decision.matrix)


def test_three_numbers_are_called_person_times(folder, decision):
    numbers = {"orders": decision.matrix["person_times"]}
    for meaning in ("buyers", "quantity"):
        rules = (folder / "rules.toml").read_text(encoding="utf-8")
        for old in ("orders", "buyers"):
            rules = rules.replace(f'person_times = "{old}"', f'person_times = "{meaning}"')
        (folder / "rules.toml").write_text(rules, encoding="utf-8")
        numbers[meaning] = decide_contest(read_contest(folder)).matrix["person_times"]
    sold = numbers["orders"][numbers["orders"] > 50].index
    assert (numbers["buyers"][sold] < numbers["orders"][sold]).all()
    assert (numbers["quantity"][sold] > numbers["orders"][sold]).all()


def test_normalizing_over_registered_or_online_teams_is_a_rule(folder, decision):
    rules = (folder / "rules.toml").read_text(encoding="utf-8")
    (folder / "rules.toml").write_text(rules.replace('normalize_over = "eligible"', 'normalize_over = "registered"'),
                                       encoding="utf-8")
    wider = decide_contest(read_contest(folder))
    assert wider.matrix.equals(decision.matrix)
    households = wider.baseline.normalized["households"]
    assert (households >= decision.baseline.normalized["households"]).all() and not households.equals(
        decision.baseline.normalized["households"])


def test_an_unknown_source_lists_those_there_are(folder):
    path = folder / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("counters:likes", "counters:loves"), encoding="utf-8")
    with pytest.raises(RulesError, match="source = 'counters:loves' .*counters:likes"):
        decide_contest(read_contest(folder))


def test_numbers_in_the_register_break_ties_as_numbers():
    matrix = pd.DataFrame({"x": [1.0, 1.0]}, index=["A", "B"])
    register = pd.DataFrame({"base": ["99", "250"]}, index=["A", "B"])
    keys = evaluate(matrix, Rules(tie_break=(TieKey("base"),)), {"x": 1}, register=register).keys
    assert keys.loc["B", "base"] > keys.loc["A", "base"]
    with pytest.raises(RulesError, match="no column 'city'"):
        evaluate(matrix, Rules(tie_break=(TieKey("city"),)), {"x": 1}, register=register)


def test_dates_break_ties_in_the_order_of_the_calendar():
    """In the alphabet 2019-10-01 stands before 2019-9-05."""
    matrix = pd.DataFrame({"x": [1.0, 1.0, 1.0]}, index=list("ABC"))
    register = pd.DataFrame({"registered_on": ["2019-10-01", "2019-9-05", "2019年9月5日"]}, index=list("ABC"))
    rules = Rules(tie_break=(TieKey("registered_on", "lower"),))
    keys = evaluate(matrix, rules, {"x": 1}, register=register).keys["registered_on"]
    assert keys["B"] == keys["C"] > keys["A"]
    for cell in ("", "12/3/2024", "2024-12-33", "early"):
        with pytest.raises(DataError, match="by which ties are broken"):
            evaluate(matrix, rules, {"x": 1}, register=register.assign(registered_on=["2019-10-01", cell, "2019-09-05"]))


def test_a_corrected_mark_is_no_value_of_the_teams():
    """`J1 welfare=9` corrects what a judge gave; the panel's mark follows from it, and the matrix is left alone here."""
    measured = pd.DataFrame({"welfare": [7.0], "votes": [100.0]}, index=["A"])
    rulings = pd.DataFrame({"kind": "correction", "team": "A", "value": ["J1 welfare=9", "votes = 120"]})
    corrected, listed = correct_values(measured, rulings)
    assert corrected.loc["A"].tolist() == [7, 120] and listed["indicator"].tolist() == ["votes"]
