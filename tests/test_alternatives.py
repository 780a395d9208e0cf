"""What counts, read otherwise: by hand on three teams, and against a whole run with other rules."""

import pytest

from contestlib.cleaning import CLEANING_RULES, clean_orders
from contestlib.data_sentences import describe_definitions
from contestlib.decision import decide_contest
from contestlib.errors import DataError
from contestlib.invariants import ADDED, check_ledger
from contestlib.loading import check_contest, read_contest, read_orders
from contestlib.wording import team_names

RULES = """
title_en = "Three teams"
language = "en"
time_zone = "Asia/Shanghai"
[definitions]
corporate_types = ["企业捐赠"]
match_types = ["配捐"]
[scoring]
points = 100
[selection]
places = 1
reserves = 1
[tables.orders]
files = ["raw/orders.csv"]
[tables.orders.columns]
project = ["project", "项目"]
payable = "amount"
paid_at = "paid"
type = "type"
"""
# A: 100 from people and 50 matched; B: 90 from people and 500 from a company; C: 120 from people.
ORDERS = """project,amount,paid,type
A,100,2019-06-01 10:00:00,
A,50,2019-06-01 10:00:00,配捐
B,90,2019-06-01 10:00:00,
B,500,2019-06-02 10:00:00,企业捐赠
C,120,2019-06-03 10:00:00,
"""


@pytest.fixture
def three(tmp_path):
    (tmp_path / "raw").mkdir()
    for name, text in {
            "rules.toml": RULES, "raw/orders.csv": ORDERS,
            "teams.csv": "team,name_zh,project,status\nA,甲,A,online\nB,乙,B,online\nC,丙,C,online\n",
            "scenarios.csv": "scenario,amount,total\nbaseline,100,100\n",
            "indicators.csv": "code,direction,source,transform,normalization,on_zero,on_missing\n"
                              "amount,higher,ledger:amount,,share_of_best,real,stop\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_gifts_and_matches_by_hand(three):
    contest = read_contest(three)
    ledger = clean_orders(read_orders(contest), contest)
    assert check_ledger(ledger).all()
    assert ledger.kept.groupby("team")["amount_fen"].sum().to_dict() == {"A": 100_00, "B": 590_00, "C": 120_00}
    assert ledger.set_aside[["rule", "text"]].to_numpy().tolist() == [["match", "配捐"]]
    assert ledger.by_team.loc["A", list(ADDED)].tolist() == [2, 1, 1, 150_00, 100_00, 50_00]
    decision = decide_contest(contest)
    assert decision.definitions.T.to_numpy().tolist() == [[3, 1, 2], [2, 3, 1], [2, 1, 3]]
    assert list(decision.definitions) == ["", "corporate = excluded", "match = included"]
    assert {name: selection.finalists for name, selection in decision.definition_lists.items()} == {
        "": ("B",), "corporate = excluded": ("C",), "match = included": ("B",)}
    assert describe_definitions(decision.definition_lists, team_names(contest, "en"), "en") == (
        "1 of 2 other readings of what counts would change the list: gifts of companies do not count: 丙 C in, 乙 B out.")


def test_corrections_and_rulings_hold_in_every_reading(three):
    """C's money corrected to 700 beats B, whatever else counts; B's company gift is flagged, and a ruling removes it."""
    (three / "decisions.csv").write_text("kind,team,value\ncorrection,C,amount=700\n", encoding="utf-8")
    decision = decide_contest(read_contest(three))
    assert decision.definitions[""].equals(decision.baseline.ranks.rename(""))
    assert decision.definition_lists[""].finalists == decision.selection.finalists == ("C",)
    assert {lists.finalists for lists in decision.definition_lists.values()} == {("C",)}
    assert decision.definitions["corporate = excluded"].to_dict() == {"A": 2, "B": 3, "C": 1}
    rules = (three / "rules.toml").read_text(encoding="utf-8")
    (three / "rules.toml").write_text(rules + "[integrity]\nminimum_orders = 2\nround_share = 0.1\nround_yuan = 250\n",
                                      encoding="utf-8")
    (three / "decisions.csv").write_text("kind,team,value\nflagged,B,remove\nwithdrawal,C,\n", encoding="utf-8")
    decision = decide_contest(read_contest(three))
    assert decision.baseline.matrix["amount"].to_dict() == {"A": 100, "B": 90, "C": 120}
    assert decision.definitions[""].equals(decision.baseline.ranks.rename(""))
    assert {name: lists.finalists for name, lists in decision.definition_lists.items()} == {
        "": ("A",), "match = included": ("A",)}  # without company gifts the same ledger: no reading of its own


def test_an_order_of_a_foreign_project_is_set_aside_under_a_rule_of_its_own(three):
    """Project X is nobody's: refused until aliases.csv gives it -, then its 70 yuan are set aside and belong to no team."""
    (three / "raw" / "orders.csv").write_text(ORDERS + "x项目,70,2019-06-04 10:00:00,\n", encoding="utf-8")
    with pytest.raises(DataError, match="unknown team 'x项目'.* with - as the team where the name is not of this contest"):
        clean_orders(read_orders(read_contest(three)), read_contest(three))
    (three / "raw" / "projects.csv").write_text("project,raised\nA,150\nX项目,70\n", encoding="utf-8")
    rules = (three / "rules.toml").read_text(encoding="utf-8")
    (three / "rules.toml").write_text(rules + '[tables.projects]\nfiles = ["raw/projects.csv"]\n[tables.projects.columns]\n'
                                      'project = "project"\nraised = "raised"\n', encoding="utf-8")
    (three / "aliases.csv").write_text("spelling,team\nX项目,\n", encoding="utf-8")
    assert "no team for 'X项目' (expected an id of teams.csv, or - " in str(check_contest(three)[0])
    (three / "aliases.csv").write_text("spelling,team\nX项目,-\n", encoding="utf-8")
    contest = read_contest(three)
    ledger = clean_orders(read_orders(contest), contest)
    assert check_ledger(ledger).all()
    assert ledger.set_aside.loc[ledger.set_aside["rule"] == "foreign", ["line", "field", "text", "team", "payable_fen"]].to_numpy(
        ).tolist() == [[7, "project", "x项目", "", 70_00]]
    assert ledger.reconciliation.loc["raw/orders.csv", list(ADDED[:6])].tolist() == [6, 4, 2, 930_00, 810_00, 120_00]
    assert sorted(ledger.control.index) == ["A", "B", "C"] and sorted(ledger.kept["team"].unique()) == ["A", "B", "C"]


def test_every_reading_is_a_run_with_these_rules(decision, folder):
    rules = (folder / "rules.toml").read_text(encoding="utf-8")
    (folder / "rules.toml").write_text(rules.replace('person_times = "orders"', 'person_times = "buyers"').replace(
        "draws = 16384", "draws = 64"), encoding="utf-8")
    other = decide_contest(read_contest(folder))
    assert decision.definitions["person_times = buyers"].equals(other.baseline.ranks.rename("person_times = buyers"))
    assert decision.definition_lists["person_times = buyers"].finalists == other.selection.finalists
    assert decision.definitions[""].equals(decision.baseline.ranks.rename(""))


def test_every_rule_has_its_words(decision):
    assert set(decision.ledger.set_aside["rule"]) <= set(CLEANING_RULES)
