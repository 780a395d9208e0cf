"""Why the list is what it is, in words: quotas, floors, wild cards, their prices, and who replaces whom."""

from pathlib import Path

import pandas as pd
import pytest

from contestlib.contest import evaluate
from contestlib.records import Contest
from contestlib.reporting import show_prices
from contestlib.rulebook import as_indicators
from contestlib.rules import Floor, Quota, Rules
from contestlib.selection import select_finalists
from contestlib.sentences import (
    describe_cut,
    describe_displaced,
    describe_floors,
    describe_prices,
    describe_replacements,
    describe_wild_cards,
    quota_text,
)

REGISTER = pd.DataFrame({"city": list("xxxyyz"), "kind": list("tftgff"), "name_zh": list("甲乙丙丁戊己"), "status": "online"},
                        index=list("ABCDEF"))
NAMES = pd.Series({team: f"{name}{team}" for team, name in REGISTER["name_zh"].items()})
MARKS = pd.DataFrame({"mark": [6.0, 5, 4, 3, 2, 1]}, index=list("ABCDEF"))


def chosen(wild_cards=(), marks=MARKS, withdrawn=(), **rules):
    rules = Rules(indicators=as_indicators({"mark": "none"}, ["mark"]), decimals=2, **rules)
    standings = evaluate(marks, rules, {"mark": 1})
    contest = Contest(Path("."), rules, REGISTER, pd.Series(dtype=object), pd.DataFrame(), pd.DataFrame())
    return standings, contest, select_finalists(standings, rules, register=REGISTER, wild_cards=wild_cards, withdrawn=withdrawn)


@pytest.mark.parametrize(("words", "zh", "en"), [
    ("city = 武汉 ≤ 2", "市州“武汉”至多 2 队", "at most 2 of city 武汉"),
    ("city = 武汉 ≥ 1", "市州“武汉”至少 1 队", "at least 1 of city 武汉"),
    ("city = a = b ≥ 1, ≤ 3", "市州“a = b”至少 1 队、至多 3 队", "at least 1 and at most 3 of city a = b"),
    ("city = y ≥ 2, ≤ 2", "市州“y”恰为 2 队", "exactly 2 of city y"),
    ("mark ≥ 60.5", "mark不低于 60.5", "at least 60.5 in mark"),
    ("wild card E", "给予戊E的外卡", "the wild card of 戊E")])
def test_the_short_form_of_a_quota_in_words(words, zh, en):
    rules = Rules(indicators=as_indicators({"mark": "none"}, ["mark"]))
    assert quota_text(words, rules, NAMES, "zh") == zh and quota_text(words, rules, NAMES, "en") == en


def test_a_maximum_keeps_a_team_out_and_its_price_is_said():
    standings, contest, selection = chosen(places=3, quotas=(Quota("city", maximum=2),))
    assert describe_displaced(selection, standings.rules, NAMES, "en") == (
        "Ahead of the last finalist and kept out by the rule (at most 2 of city x): 丙C.")
    assert describe_displaced(selection, standings.rules, NAMES, "zh") == (
        "名次在最后一支入选队伍之前、因规则（市州“x”至多 2 队）未入选：丙C。")
    assert describe_prices(selection, standings, NAMES, "en") == (
        "Quotas, floors and wild cards that change the list: 1. The one that costs most: at most 2 of city x. Without it 丙C "
        "would be on the list in place of 丁D, and the sum of its totals would change by +1.00 points.")
    assert show_prices(selection, standings, contest, "en").reset_index().values.tolist() == [
        ["at most 2 of city x", "丙 C ← 丁 D", "+1.00"]]
    assert describe_replacements(selection, NAMES, "en") == (
        "A place that is given back goes to 丙C, with these exceptions. If 丁D gives its place back, 戊E takes it.")
    assert describe_replacements(selection, NAMES, "zh") == "放弃的名额由丙C递补，但下列情形除外。若丁D放弃名额，由戊E递补。"
    _, _, other = chosen(places=2, quotas=(Quota("city", maximum=1),))
    assert describe_replacements(other, NAMES, "zh") == "若甲A放弃名额，由乙B递补。若丁D放弃名额，由戊E递补。"


def test_a_floor_and_a_wild_card_are_said():
    standings, contest, selection = chosen(places=3, floors=(Floor("mark", 3),), wild_cards=("F",))
    assert selection.finalists == ("A", "B", "F")
    assert describe_floors(standings, contest, NAMES, "en") == (
        "A finalist must reach: at least 3 in mark. Below it, whatever their rank, are 2 of the ranked teams: 戊E, 己F.")
    assert describe_wild_cards(selection, NAMES, "zh") == "经裁定以外卡入选，不论名次：己F。"
    assert describe_displaced(selection, standings.rules, NAMES, "en") == (
        "Ahead of the last finalist and kept out by the rule (the wild card of 己F): 丙C.")
    assert describe_cut(standings, selection, NAMES, "en") == (
        "乙B with 5.00 takes the last of 3 places, 2.00 points ahead of 丁D with 3.00.")
    assert describe_replacements(selection, NAMES, "en") == "Whoever gives a place back is replaced by 丙C."
    standings, contest, selection = chosen(places=3, floors=(Floor("mark", 1),))
    assert describe_floors(standings, contest, NAMES, "zh") == "入选须达到：mark不低于 1。参加排名的队伍全部达到。"
    assert [describe_wild_cards(selection, NAMES, "zh"), describe_prices(selection, standings, NAMES, "zh"),
            describe_displaced(selection, standings.rules, NAMES, "zh")] == ["", "", ""]


def test_the_larger_sum_is_shown_beside():
    """A (10) shuts out B (9) and C (8): A and D are 11, B and C are 17."""
    marks = pd.DataFrame({"mark": [10.0, 9, 8, 1]}, index=list("ABDE"))
    standings, _, selection = chosen(places=2, marks=marks, quotas=(Quota("city", maximum=1), Quota("city", "x", maximum=1),
                                                                    Quota("kind", maximum=1)))
    assert selection.finalists == ("A", "D") and not selection.largest_sum
    register = REGISTER.assign(city=list("xxzyzz"), kind=list("tfgtgg"))
    crossed = select_finalists(standings.totals, standings.rules, register=register)
    assert crossed.finalists == ("A", "E") and crossed.largest_sum == ("B", "D")
    assert describe_prices(crossed, standings, NAMES, "en").endswith(
        "The list with the largest sum of totals would have 乙B, 丁D in place of 甲A, 戊E; by the rules the better team goes "
        "first.")


def test_nobody_can_take_a_place_or_several_are_level():
    _, _, selection = chosen(places=3, quotas=(Quota("city", "z", minimum=1),))
    assert describe_replacements(selection, NAMES, "en").endswith(
        "If 己F gives its place back, nobody can take it within the quotas, and the list is drawn up again.")
    _, _, level = chosen(places=2, marks=MARKS.assign(mark=[6.0, 5, 4, 4, 2, 1]))
    assert describe_replacements(level, NAMES, "zh") == "若甲A或乙B放弃名额，由丙C、丁D之一递补：规则不能区分它们。"
