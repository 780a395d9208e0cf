"""Under every kind of selection, what is printed of the list is true: against facts worked out by hand, and against the official
list drawn up anew."""

import html
import math
import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from kinds_of_selection import TEAMS, contest_of
from made_contest import made_decision

from contestlib import Quota, TieKey, cut_neighbours, decide_contest, evaluate, select_finalists
from contestlib.decision import select_contest
from contestlib.doubt_sentences import describe_chances, describe_joint
from contestlib.lots import lot_number
from contestlib.notice import notice_html, team_cards
from contestlib.record import complete_record, record_contents
from contestlib.record_sentences import describe_record
from contestlib.reporting import report_html
from contestlib.sentences import findings

KINDS = {
    "lot": ('places = 3\nreserves = 2\non_tie = "lot"', ()),
    "expand": ('places = 3\nreserves = 1\non_tie = "expand"', ()),
    "quotas": ('places = 4\nreserves = 2\nquotas = [{ column = "city", minimum = 1, maximum = 2 }, '
               '{ column = "applicant", maximum = 1 }]\nfloors = [{ column = "welfare", minimum = 45 }]\n'
               'tie_break = [{ column = "amount", prefer = "higher" }]', ()),
    "card": ('places = 4\nreserves = 2\non_tie = "lot"', (("wild-card", "H"), ("withdrawal", "B"))),
    "city": ('places = 3\nreserves = 2\nquotas = [{ column = "city", maximum = 1 }]\n'
             'tie_break = [{ column = "welfare", prefer = "lower" }]', ()),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kinds")
    return {name: decide_contest(contest_of(folder / name, selection, decisions=decisions))
            for name, (selection, decisions) in KINDS.items()}


def told(decision, language="en"):
    return SimpleNamespace(**findings(decision, language))


def printed(decision, language):
    """Notice, report and console as a reader sees them."""
    record = complete_record(record_contents(decision), {})
    pages = [notice_html(decision, record, language), report_html(decision, record, {}, language),
             "\n".join(describe_record(record, language))]
    return [re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", re.sub("<style>.*?</style>", "", page, flags=re.S))))
            for page in pages]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_lot_is_told_with_its_teams_seed_and_numbers(made, language):
    """C: 0.6 · 70 + 0.4 · 75 = 72 = 0.6 · 75 + 0.4 · 67.5, which is D's."""
    decision, numbers = made["lot"], {team: lot_number(team, 1) for team in "CD"}
    won, lost = sorted(numbers, key=numbers.get)
    assert decision.selection.finalists == ("A", "B", won) and not len(decision.selection.displaced)
    for text in printed(decision, language):
        assert str(numbers["C"]) in text and str(numbers["D"]) in text and "72.00" in text
        assert {"en": "The lot with seed 1 gave", "zh": "按种子 1 抽签"}[language] in text
        assert "()" not in text and "（）" not in text and not re.search("points ahead of|领先", text)
    assert f"{won} {won}, {lost} {lost} the lot decided" in told(decision).contested
    cards = team_cards(decision, language)
    assert all(str(numbers["D"]) in cards[team]["sentences"][0] for team in "CD")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_enlarged_list_is_told_with_its_reason(made, language):
    decision = made["expand"]
    assert set(decision.selection.finalists) == set("ABCD")
    for text in printed(decision, language):
        assert {"en": "so that the list has 4 teams for 3 places", "zh": "名额 3 个，入选 4 队"}[language] in text
        assert {"en": "a place that is given back is not filled again", "zh": "放弃的名额不再递补"}[language] in text
        assert not re.search(r"takes the last of|最后一个|[45] of 3 places|3 个名额中 4 个", text)
    assert told(decision).cut.endswith("The next team is E E with 66.00.")


def test_a_list_that_is_enlarged_whatever_the_weights(tmp_path):
    """B, C and D are alike and ahead of everybody at any admissible weights. At 25.01 and 74.99 percent A's
    0.2501 · 60 + 0.7499 · 100 = 89.996 is 90.00 rounded, and level with them: it comes in, and nobody goes out."""
    teams = {"A": (60, 100, "x", "u"), "E": (60, 75, "x", "t"), "F": (60, 60, "z", "s")}
    teams |= dict.fromkeys("BCD", (90, 90, "x", "v"))
    decision = decide_contest(contest_of(tmp_path / "alike", 'places = 2\nreserves = 1\non_tie = "expand"', teams=teams))
    assert set(decision.selection.finalists) == set("BCD")
    assert decision.ranges.table["status"].to_dict() == dict.fromkeys("BCD", "certain") | dict.fromkeys("AEF", "impossible")
    assert (decision.zones[list("BCD")] == "safe").all()
    said, chinese = told(decision), told(decision, "zh")
    assert said.ranges == ("Whatever admissible weights are chosen, the list is the same, and a tie enlarges it beyond 2 places: "
                           "B B, C C, D D.")
    assert "alters the list (welfare -34.99, amount +34.99), which a tie enlarges: A A comes in besides." in said.change
    assert "另有A A 入选。" in chinese.change and "另有A A 入选。" in chinese.whole
    for language in ("zh", "en"):
        for text in printed(decision, language):
            assert not re.search("取代 –|– 取代|replaces –|– replaces|没有必定入选|no place is certain|2 个名额中 3|3 of 2", text)


def test_more_safe_teams_than_places(made):
    """A and B are safe under 3 places, and C and D, who tie, made so: the sentence counts teams, not places."""
    decision = made["expand"]
    zones = decision.zones.where(~decision.zones.index.isin(list("ABCD")), "safe").where(decision.zones.index != "E", "contested")
    names = pd.Series({team: team for team in decision.zones.index})
    assert describe_chances(decision.stability, zones, names, "en").startswith(
        "Over 64 admissible weightings 4 teams are safe: a tie enlarges the list of 3 places. Teams that are contested (1): E")
    assert "4 支队伍稳固" in describe_joint(decision.joint, zones, ["weights"], names, "zh")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_quotas_that_bind(made, language):
    """A and D share an applicant; x is full with A and B, so that E stays out; z has to have one, F."""
    decision = made["quotas"]
    assert decision.selection.finalists == ("A", "B", "C", "F") and decision.ranges.quotas == "left out"
    cards = team_cards(decision, language)
    keeps = {"en": "were there no quotas", "zh": "若不计配额"}[language]
    for team, card in cards.items():
        status = decision.ranges.table.at[team, "status"]
        for line in card["sentences"]:
            if {"en": "; a place", "zh": "：必定"}[language] in line:
                assert keeps in line, (team, line)
        contradicts = (status == "impossible") == (team in decision.selection.finalists) and status != "possible"
        assert contradicts == (not any(keeps in line for line in card["sentences"])), team
        assert not re.search("would (lose|win)|即失去名额|即可入选；", " ".join(card["sentences"]))
    notice, report, console = printed(decision, language)
    nominal = told(decision, language).nominal
    first_page = report.split({"en": "What is assumed", "zh": "设定"}[language])[0]
    assert nominal and nominal in notice and nominal in first_page and nominal in console
    if language == "en":
        assert told(decision).cut == "F F with 60.00 takes the last of 4 places, 10.00 points ahead of G G with 50.00."
        assert "the list by the rules" in told(decision).admissible and "By unrounded totals and without quotas" in first_page
        assert told(decision).waiting.startswith("G G (who moves up depends on who leaves) If A A gives its place back, D D")
        assert cards["D"]["sentences"][1] == "By the rules a place would have taken it a total of 90.01, 18.01 points more."


def test_the_rival_is_who_would_take_the_place(made):
    """After B's withdrawal C moved up; E, whom the wild card kept out, is D's rival. One team a city: A, C or D, F; the tie goes
    to the smaller welfare, C; F's rival is G, and C's, level with it, is D."""
    assert made["card"].selection.finalists == ("A", "C", "D", "H")
    assert told(made["card"]).cut == "D D with 72.00 takes the last of 4 places, 6.00 points ahead of E E with 66.00."
    assert made["city"].selection.finalists == ("A", "C", "F")
    assert told(made["city"]).cut == (
        "F F with 60.00 takes the last of 3 places, 10.00 points ahead of G G with 50.00. The narrowest margin is that of C C: "
        "0.00 points ahead of D D, who would take that place.")


def with_value(decision, team, code, value):
    contest = decision.contest
    teams = contest.teams.copy()
    teams[code] = teams[code].astype(object)
    teams.at[team, code] = str(value)
    return select_contest(replace(contest, teams=teams))[1].finalists


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_needed_is_enough_and_no_more(made, kind):
    """Goalposts 0 to 100: points are the value times 0.6 or 0.4; the list is drawn up again with the value in place."""
    decision, checked = made[kind], 0
    for team, card in team_cards(decision, "en").items():
        for row in card["rows"]:
            share = {"welfare": 0.6, "amount": 0.4}[row["label"].replace("金额", "amount")]
            if row["needed"] != "–":
                needed, checked = float(row["needed"]), checked + 1
                assert team in with_value(decision, team, row["label"], needed / share), (team, row)
                assert team not in with_value(decision, team, row["label"], (needed - 0.0002) / share), (team, row)
            elif card["status"] in ("without a place", "reserve") and team not in decision.selection.barred:
                assert team not in with_value(decision, team, row["label"], 100), (team, row)
    assert checked


@pytest.mark.parametrize("seed", range(12))
def test_what_is_needed_and_who_the_rival_is_under_random_rules(seed):
    """Ties, keys, lots, quotas on two columns, a wild card, a withdrawal, in any mixture."""
    rng, teams = np.random.default_rng(seed), list("ABCDEFGH")
    table = pd.DataFrame(rng.random((8, 2)).round(2), index=teams, columns=["a", "b"])
    register = pd.DataFrame({"city": rng.choice(list("xyz"), 8), "kind": rng.choice(list("pqr"), 8)}, index=teams)
    several = (Quota("city", minimum=1, maximum=2), Quota("kind", maximum=2))
    ruled = {"wild_cards": (str(rng.choice(teams[:4])),) if rng.random() < 0.3 else (),
             "withdrawn": (str(rng.choice(teams[4:])),) if rng.random() < 0.3 else ()}
    decision = made_decision(
        table, {"a": 60, "b": 40}, register=register, ranges=False, places=4, decimals=int(rng.integers(2)), seed=seed,
        on_tie=("expand", "lot")[rng.integers(2)], quotas=((), several[:1], several)[rng.integers(3)],
        tie_break=((), (TieKey("a"),), (TieKey("b", prefer="lower"),))[rng.integers(3)], **ruled)
    rules, selection, register = decision.baseline.rules, decision.selection, decision.contest.teams

    def placed(team, code, value):
        changed = table.copy()
        changed.at[team, code] = value
        return team in select_finalists(evaluate(changed, rules, register=register), register=register, **ruled).finalists

    for team, card in team_cards(decision, "en").items():
        for row, code, points in zip(card["rows"], "ab", (60, 40), strict=True):
            if row["needed"] != "–":
                assert placed(team, code, float(row["needed"]) / points), (team, row)
                assert not placed(team, code, (float(row["needed"]) - 0.0002) / points), (team, row)
            elif card["status"] in ("reserve", "without a place"):
                assert not placed(team, code, 1), (team, row)
    last, rival = cut_neighbours(decision.baseline.totals, selection)
    if rival is not None and len(selection.finalists) <= selection.places:
        after = select_finalists(decision.baseline, register=register, wild_cards=ruled["wild_cards"],
                                 withdrawn=(*ruled["withdrawn"], last))
        assert rival in after.finalists + after.tied


def weights_of(decision, table):
    return pd.Series(table, index=decision.baseline.weights.index).mul(100).round(9)


@pytest.mark.parametrize("kind", KINDS)
def test_printed_weights_change_the_official_list(made, kind):
    decision = made[kind]
    now = set(decision.selection.finalists)
    for name, change in decision.changes.items():
        if change.official == "changes":
            then = set(select_contest(decision.contest, weights_of(decision, change.printed))[1].finalists)
            assert (then - now, now - then) == (set(change.official_enters), set(change.official_leaves)) != (set(), set()), name
            assert abs(change.printed * 1e6 - (change.printed * 1e6).round()).max() < 1e-6
    for team, path in decision.paths.items():
        if path.official == "changes":
            then = set(select_contest(decision.contest, weights_of(decision, path.printed))[1].finalists)
            assert (team in then) != (team in now)
    for code, row in decision.intervals.iterrows():
        for side in ("low", "high"):
            at = row[f"printed_{side}"]
            if not math.isnan(at):
                other = next(one for one in decision.intervals.index if one != code)
                then = set(select_contest(decision.contest, weights_of(decision, {code: at, other: 1 - at}))[1].finalists)
                assert then - now == set(row[f"enters_{side}"].split()) and now - then == set(row[f"leaves_{side}"].split())


def test_a_change_that_two_decimals_would_round_away(tmp_path):
    """P (60, 40.12) and Q (40.06, 70) are level at 19.94 w = 29.88 (1 - w), w = 0.59976: half a tenth of a point away, and only
    beyond it are the rounded totals apart."""
    teams = {"P": (60, 40.12, "x", "a"), "Q": (40.06, 70, "y", "b"), "R": (10, 10, "z", "c")}
    decision = decide_contest(contest_of(tmp_path / "close", "places = 1", teams=teams))
    change, said = decision.changes["admissible"], told(decision).admissible
    moves = {name: float(move) for name, move in re.findall(r"(welfare|amount) ([+-][\d.]+)", said)}
    moved = {"welfare": 60 + moves["welfare"], "amount": 40 + moves["amount"]}
    assert decision.selection.finalists == ("P",) and change.official_enters == ("Q",)
    assert sum(moves.values()) == 0 and f"moving {sum(map(abs, moves.values())):g} percentage points" in said
    assert select_contest(decision.contest, moved)[1].finalists == ("Q",)
    at_tie = {code: round(100 * weight, 10) for code, weight in change.at_tie.items()}
    assert select_contest(decision.contest, at_tie)[1].finalists != ("Q",)


def test_a_team_can_work_out_its_total_from_the_notice_alone(made):
    """Formulas, numbers and weights are read from the page's text, and nothing else."""
    text = printed(made["quotas"], "en")[0]
    weights = {label: float(weight) for label, weight in re.findall(r"(welfare|amount), weight ([\d.]+)%", text)}
    ends = {label: (float(low), float(high)) for label, low, high in re.findall(
        r"(welfare|amount), weight [\d.]+%: normalized value = \(x − ([\d.]+)\) ÷ \(([\d.]+) − ", text)}
    for team in TEAMS:
        card = re.search(rf"{team} {team} rank \d+ · ([\d.]+).*?welfare ([\d.]+) marks.*?amount ([\d.]+) yuan", text)
        total = sum(weights[label] * (float(value) - ends[label][0]) / (ends[label][1] - ends[label][0])
                    for label, value in zip(("welfare", "amount"), card.groups()[1:], strict=True))
        assert f"{total:.2f}" == card.group(1), team


def test_a_team_of_the_shipped_contest_can_do_so_too(decision):
    """Logarithms, least and greatest x over the wider group; values have so many decimals that totals come out to the cent."""
    record = complete_record(record_contents(decision), {})
    text = html.unescape(re.sub(r"<[^>]+>", "\n", notice_html(decision, record, "en")))
    formulas = re.findall(r"^(.+), weight ([\d.]+)%: normalized value = (.+)$", text, flags=re.M)
    assert len(formulas) == 7 and "without the 1 highest and the 1 lowest; where fewer than 5 marks stand, of all of them" in text
    for team, card in team_cards(decision, "en").items():
        total = 0.0
        for (label, weight, formula), row in zip(formulas, card["rows"], strict=True):
            assert row["label"] == label.strip()
            value = float(row["value"].replace(",", "").rstrip("%")) / (100 if "%" in row["value"] else 1)
            numbers = dict(re.findall(r"(least x|greatest x) = ([\d.]+)", formula))
            x = math.log(1 + value) if "x = ln(1 + value)" in formula else value
            low, high = (float(numbers[name]) if numbers else end
                         for name, end in (("least x", 0.0), ("greatest x", 100.0)))
            total += float(weight) * min(max((x - low) / (high - low), 0), 1)
        assert abs(total - float(card["unrounded"])) < 2e-4, team


@pytest.mark.parametrize(("seal", "said"), [
    (None, "These are the rules by which the list was drawn up."),
    ({"intact": True, "departures": [], "raw_files": [], "digest": "d"}, "were sealed before data arrived"),
    ({"intact": True, "departures": ["places: 5 -> 4"], "raw_files": [], "digest": "d"}, "These are the rules by which"),
    ({"intact": True, "departures": [], "raw_files": ["raw/a.csv"], "digest": "d"}, "These are the rules by which"),
    ({"intact": False, "departures": [], "raw_files": [], "digest": "d"}, "These are the rules by which")])
def test_rules_are_said_to_be_older_than_the_list_with_a_seal_alone(made, seal, said):
    record = complete_record(record_contents(made["lot"]), {}) | {"seal": seal}
    page = notice_html(made["lot"], record, "en")
    assert said in html.unescape(page) and "laid down" not in page
    if seal and seal["departures"]:
        assert "名额：封存时为 5，现为 4" in notice_html(made["lot"], record, "zh")


def test_a_contest_without_orders_says_nothing_of_orders(made):
    for language in ("zh", "en"):
        for text in printed(made["lot"], language):
            assert not re.search("order rows|订单|台账|ledger|人次按|person-times|警戒线|crosses a threshold", text)


def test_words_of_columns(made):
    assert "申报单位“u”至多 1 队" in told(made["quotas"], "zh").displaced
    assert "At most 1 teams for each applicant." in printed(made["quotas"], "en")[0]
