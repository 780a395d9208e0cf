"""Why the list is what it is, in words: quotas, floors, wild cards, their prices, and who replaces whom."""

import html
from pathlib import Path

import pandas as pd
import pytest

from contestlib import decide_contest, read_contest
from contestlib.contest import evaluate
from contestlib.invariants import check_ranges, check_selection, check_stability
from contestlib.list_sentences import (
    describe_cut,
    describe_displaced,
    describe_floors,
    describe_prices,
    describe_replacements,
    describe_wild_cards,
    quota_text,
)
from contestlib.list_tables import show_prices
from contestlib.notice import notice_html, team_cards
from contestlib.record import complete_record, record_contents
from contestlib.records import Contest
from contestlib.rulebook import as_indicators
from contestlib.rules import Floor, Quota, Rules
from contestlib.selection import select_finalists
from contestlib.sentences import findings
from contestlib.shortfalls import needed_points

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
    ("wild card E", "给予戊E 的外卡", "the wild card of 戊E")])
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
    assert describe_replacements(selection, NAMES, "zh") == "放弃的名额由丙C 递补，但下列情形除外。若丁D 放弃名额，由戊E 递补。"
    _, _, other = chosen(places=2, quotas=(Quota("city", maximum=1),))
    assert describe_replacements(other, NAMES, "zh") == "若甲A 放弃名额，由乙B 递补。若丁D 放弃名额，由戊E 递补。"


def test_a_floor_and_a_wild_card_are_said():
    standings, contest, selection = chosen(places=3, floors=(Floor("mark", 3),), wild_cards=("F",))
    assert selection.finalists == ("A", "B", "F")
    assert describe_floors(standings, contest, NAMES, "en") == (
        "A finalist must reach: at least 3 in mark. Below it, whatever their rank: 戊E, 己F.")
    assert describe_wild_cards(selection, NAMES, "zh") == "经裁定以外卡入选，不论名次：己F。"
    assert describe_displaced(selection, standings.rules, NAMES, "en") == (
        "Ahead of the last finalist and kept out by the rule (the wild card of 己F): 丙C.")
    assert describe_cut(standings, selection, NAMES, "en") == (
        "乙B with 5.00 takes the last of 3 places, 1.00 points ahead of 丙C with 4.00.")
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
    assert describe_replacements(level, NAMES, "zh") == "若甲A或乙B 放弃名额，由丙C、丁D 之一递补：规则不能区分它们。"


@pytest.fixture(scope="module")
def ruled(tmp_path_factory):
    """Four places: A and B are far ahead, C to E contest what is left, F, whose welfare of 50 is below the floor, would be third,
    and the last, G, has a wild card. H's bonus of 30 carries it past the others."""
    folder = tmp_path_factory.mktemp("ruled") / "contest"
    folder.mkdir()
    for name, text in {
            "rules.toml": 'language = "en"\nseed = 1\n[scoring]\npoints = 100\ndecimals = 1\nbonus = "extra"\n'
                          '[selection]\nplaces = 4\nreserves = 1\nfloors = [{ column = "welfare", minimum = 60 }]\n'
                          '[admissible]\naround = "baseline"\npercent = 20\n[simulation]\ndraws = 128\n',
            "teams.csv": "team,name_zh,project,status,welfare,amount,extra\nA,A,a,online,95,95,\nB,B,b,online,90,90,0\n"
                         "C,C,c,online,60,62,0\nD,D,d,online,62,60,0\nE,E,e,online,61,61,0\nF,F,f,online,50,99,0\n"
                         "G,G,g,online,5,5,0\nH,H,h,online,60,30,30\n",
            "indicators.csv": "code,direction,source,transform,normalization,lower,upper,on_zero,on_missing\n"
                              "welfare,higher,register:welfare,,goalposts,0,100,real,stop\n"
                              "amount,higher,register:amount,,goalposts,0,100,real,stop\n",
            "scenarios.csv": "scenario,welfare,amount,total\nbaseline,50,50,100\n",
            "decisions.csv": "date,minute,kind,team,value,reason\n2026-01-01,1,wild-card,G,,\n"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return decide_contest(read_contest(folder))


def test_a_run_keeps_floors_wild_cards_and_bonus(ruled):
    """Over welfare of 40 to 60 %: H has 60 w + 30 (1 - w) + 30, from 72 to 78, and C, D, E at most 62; F is barred."""
    assert ruled.selection.finalists == ("A", "B", "H", "G") and ruled.selection.barred == ("F",)
    assert ruled.ranges.table["status"].to_dict() == dict.fromkeys("ABHG", "certain") | dict.fromkeys("CDEF", "impossible")
    assert ruled.joint.probability["value"].to_dict() == dict.fromkeys("ABHG", 1.0) | dict.fromkeys("CDEF", 0.0)
    assert ruled.zones.to_dict() == dict.fromkeys("ABHG", "safe") | dict.fromkeys("CDEF", "out")
    assert all("F" not in change.enters and "G" not in change.leaves for change in ruled.changes.values())
    assert all(check_ranges(ruled.ranges, ruled.stability, ruled.baseline))
    assert all(check_selection(ruled.selection)) and all(check_stability(ruled.joint))
    # H and C are level where 60 w + 30 (1 - w) + 30 = 60 w + 62 (1 - w), at w = 1/16: two moves of 7/16.
    assert ruled.changes["l1"].distance == pytest.approx(14 / 16) and ruled.changes["l1"].pair == ("H", "C")


@pytest.mark.parametrize(("language", "barred", "carded"), [
    ("en", "Below what a finalist must reach: at least 60 in welfare. It has no place, whatever its rank.",
     "It has its place by a ruling (wild card), whatever its rank."),
    ("zh", "未达到入选的最低要求：welfare不低于 60；无论名次均不能入选。", "经裁定以外卡入选，不论名次。")])
def test_the_notice_says_so_on_cards_and_below_the_list(ruled, language, barred, carded):
    cards = team_cards(ruled, language)
    assert cards["F"]["sentences"][0] == barred and cards["G"]["sentences"][0] == carded
    assert cards["H"]["bonus"] == "30.0" and needed_points(ruled).at["E", ""] == pytest.approx(75.0 - 61.0 + 0.1)
    page = notice_html(ruled, complete_record(record_contents(ruled), {}), language)
    for name in ("floors", "wild_cards", "displaced", "prices", "replacements"):
        assert html.escape(findings(ruled, language)[name], quote=False) in page.replace("&#39;", "'").replace("&#34;", '"')
