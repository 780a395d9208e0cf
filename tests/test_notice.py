"""The public notice: what a team can check itself by, what it never shows, and that it needs nothing else."""

import html
import re
from dataclasses import replace

import pytest
from small_contest import small_contest

from contestlib import TieError, decide_contest, read_contest, read_record
from contestlib.__main__ import main
from contestlib.data_sentences import describe_decided, describe_rulings
from contestlib.notice import describe_objections, notice_html, team_cards
from contestlib.own_values import describe_money
from contestlib.page import page_data
from contestlib.record import complete_record, record_contents
from contestlib.reporting import report_html
from contestlib.shortfalls import needed_points
from contestlib.wording import team_names


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return decide_contest(read_contest(small_contest(tmp_path_factory.mktemp("notice") / "contest")))


def test_a_card_is_a_sum_that_a_team_can_repeat(small):
    """A: 0.3 · 100 + 0.7 · 80 = 86; B: 0.3 · 75 + 0.7 · 92 = 86.9. A lacks 0.9 and, as
    totals are rounded half up, half a step of 0.01."""
    cards = team_cards(small, "en")
    assert list(cards) == ["B", "A"]
    rows = {row["label"]: (row["value"], row["points"], row["most"], row["needed"]) for row in cards["A"]["rows"]}
    assert rows == {"votes": ("200,000", "30", "30", "–"), "experts": ("80", "56", "70", "56.905")}
    assert cards["A"]["unrounded"] == "86" and cards["A"]["total"] == "86.00" and cards["B"]["status"] == "finalist"
    assert needed_points(small)[""].to_dict() == {"A": pytest.approx(0.91)}
    assert cards["A"]["sentences"][0] == "The lowest total with a place is 86.90: 0.91 points more would have been ahead of it."


def test_what_was_needed_suffices(small, tmp_path):
    """56.905 of 70 points are 81.2929 marks of 100: with them A is ahead, with a thousandth fewer the two are level at 86.90."""
    for mark, chosen in (("81.293", ("A",)), ("81.292", ())):
        folder = small_contest(tmp_path / mark)
        teams = folder / "teams.csv"
        teams.write_text(teams.read_text(encoding="utf-8").replace("200000,80", f"200000,{mark}"), encoding="utf-8")
        assert decide_contest(read_contest(folder)).selection.finalists == chosen


def test_every_card_of_the_shipped_contest(decision):
    cards = team_cards(decision, "zh")
    assert list(cards) == list(decision.baseline.table.index)
    for team, card in cards.items():
        assert sum(float(row["points"]) for row in card["rows"]) == pytest.approx(decision.baseline.unrounded[team], abs=1e-3)
        assert card["sentences"] and not any("{" in line or "nan" in line for line in card["sentences"])
    best, worst = decision.ranges.table.loc["T09", ["best", "worst"]]
    assert f"名次（退出队伍不计）在 {best} 至 {worst} 之间" in cards["T09"]["sentences"][1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_names_the_hash_every_team_and_nobody(decision, language):
    record = complete_record(record_contents(decision), {})
    page = notice_html(decision, record, language)
    assert page.count(record["digest"]) == 2 and page.count("<article") == len(decision.baseline.ranks)
    contest = decision.contest
    for team in contest.teams.index:
        assert any(html.escape(contest.teams[name][team]).replace("&#x27;", "&#39;") in page for name in ("name_zh", "name_en"))
    for leader in set(contest.teams["leader"]):
        assert leader not in page
    for reason in contest.decisions["reason"]:
        assert reason not in page
    for flag in ("burst", "短时集中", "largest-buyers", "少数买家集中"):
        assert flag not in page
    assert not re.findall(r"https?:|<script|<link|src=\"(?!data:)|url\(\"(?!data:)", page)


def test_a_name_cannot_carry_markup(small):
    teams, record = small.contest.teams.assign(name_zh="<b>甲</b>"), complete_record(record_contents(small), {})
    page = notice_html(replace(small, contest=replace(small.contest, teams=teams)), record, "zh")
    assert "<b>" not in page and "&lt;b&gt;甲" in page


def test_the_time_for_objections_is_data(small):
    assert describe_objections(small, "en") == (
        "Objections: from 2026-05-01 09:00 to 2026-05-08 09:00 (Beijing time), to the committee.")
    rules = replace(small.contest.rules, objections=None)
    silent = replace(small, contest=replace(small.contest, rules=rules))
    assert describe_objections(silent, "zh") == "规则没有规定异议期。"


def test_a_time_for_objections_that_ends_before_it_starts(tmp_path):
    from contestlib import check_contest
    folder = small_contest(tmp_path / "contest")
    rules = folder / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("2026-05-08T09", "2026-04-08T09"), encoding="utf-8")
    assert "a time for objections that ends at 2026-04-08" in str(check_contest(folder)[0])


def tie(folder):
    """A: 0.3 · 100 + 0.7 · 80 = 86 = 0.3 · 75 + 0.7 · 90.714…; with whole points 86 stands twice."""
    for file, before, after in (("teams.csv", ",92", ",91"), ("rules.toml", "decimals = 2", "decimals = 0")):
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def test_an_open_tie_cannot_be_published(tmp_path):
    folder = small_contest(tmp_path / "contest")
    tie(folder)
    decision = decide_contest(read_contest(folder))
    assert set(decision.selection.tied) == {"A", "B"} and needed_points(decision).empty
    with pytest.raises(TieError, match="A, B tied at the cut for 1 place"):
        notice_html(decision, complete_record(record_contents(decision), {}), "en")


def test_a_list_with_an_open_tie_is_reported_and_not_published(tmp_path, capsys):
    """The run's tables, record and report say that the tie is open; there is no notice, not even the one of the run before."""
    folder, out = small_contest(tmp_path / "contest"), tmp_path / "out"
    assert main(["run", str(folder), "--out", str(out), "--quiet"]) == 0
    assert (out / "report" / "notice_zh.html").exists()
    tie(folder)
    assert main(["run", str(folder), "--out", str(out), "--quiet", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "There is no notice: a list with an open tie cannot be published." in said
    assert "A, B tied at the cut for 1 place(s) (expected a list without an open tie)" in said and "Traceback" not in said
    assert {path.name for path in (out / "report").iterdir()} == {
        "committee.xlsx", "contest.txt", "figures", "report_en.html", "report_zh.html", "what-if.html"}
    assert read_record(out / "derived")["selections"]["published"]["tied"] == ["A", "B"]
    assert "the rules do not separate them" in (out / "report" / "report_en.html").read_text(encoding="utf-8")


def text_of(page):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", re.sub("<style>.*?</style>", "", page, flags=re.S))))


def test_the_rulings_in_force_stand_on_the_notice(decision):
    """T35's flagged support stays, without which T09 would have its place; T16 gave its own back."""
    record = complete_record(record_contents(decision), {})
    for language, said in (
            ("en", "2019-09-10 (invented minute 3): Part of the support of Honghu lotus seeds T35 was put before the "
                   "committee: it goes on counting. If it did not count, Fangxian black fungus T09 would be on the list in "
                   "place of Honghu lotus seeds T35."),
            ("zh", "2019-09-10（会议纪要第3号（设定））：洪湖市莲子队 T35 的部分支持提请委员会裁定：照常计入。"
                   "若不计入，房县黑木耳队 T09 将取代洪湖市莲子队 T35 入选。")):
        assert said in text_of(notice_html(decision, record, language))
    assert describe_decided(decision, "en")[1] == (
        "2019-09-12 (invented minute 4): Zigui navel oranges T16 withdraws. Its place went to Luotian chestnuts T40.")


@pytest.mark.parametrize(("language", "own"), [("zh", "平台答复之前照常计入"), ("en", "counts until the platform answers")])
def test_reason_and_minute_of_a_ruling_in_the_reader_s_language(decision, language, own):
    """Columns minute_en and reason_en; a file of before has neither, and what the committee wrote stands for every reader."""
    names = team_names(decision.contest, language)
    told = describe_rulings(decision.contest, names, language, reasons=True)
    assert own in told[0] and bool(re.search("[一-鿿]", "".join(told))) == (language == "zh")
    before = replace(decision.contest, decisions=decision.contest.decisions.drop(columns=["minute_en", "reason_en"]))
    assert "会议纪要第3号（设定）" in describe_rulings(before, names, language, reasons=True)[0]


def test_a_correction_is_told_with_what_it_did_to_the_list(tmp_path):
    """With 220,000 votes A is ahead (86 against B's 84.85), with the 200,000 that were found B (86.90)."""
    folder = small_contest(tmp_path / "contest")
    with open(folder / "decisions.csv", "a", encoding="utf-8") as stream:
        stream.write("2026-05-09,2,correction,A,votes=220000,objection of 甲 accepted\n")
    decision = decide_contest(read_contest(folder))
    assert describe_decided(decision, "en") == [
        "2026-04-30 (1): Part of the support of 甲 A was put before the committee: it goes on counting. If it did not count, the "
        "list would be the same.",
        "2026-05-09 (2): votes of 甲 A is corrected from 200,000 to 220,000. Without this ruling, 乙 B would be on the list in "
        "place of 甲 A."]
    rows = {row["label"]: row["notes"] for row in team_cards(decision, "en")["A"]["rows"]}
    assert rows == {"votes": ["corrected by a ruling"], "experts": []}
    page = text_of(notice_html(decision, complete_record(record_contents(decision), {}), "zh"))
    assert "若无此项裁定，乙 B 将取代甲 A 入选。" in page and "已经裁定更正" in page and "objection of" not in page


def test_a_corrected_mark_names_no_judge(folder):
    """T40's mark by the third judge; the list without the correction is the shipped one."""
    with open(folder / "decisions.csv", "a", encoding="utf-8") as stream:
        stream.write("2019-09-13,会议纪要第5号,correction,T40,评委3 公益性=20,听错,,\n")
    decision = decide_contest(read_contest(folder))
    said = describe_decided(decision, "zh")[-1]
    found = decision.fills.set_index("rule").at["correction", "found"]
    assert said.startswith("2019-09-13（会议纪要第5号）：罗田县板栗队 T40 在“公益性”上的一项评委打分由 "
                           f"{found:g} 更正为 20。若无此项裁定，")
    assert ("名单不变" in said) == (set(decision.selection.finalists) == {"T57", "T42", "T35", "T72", "T40"})
    page = text_of(notice_html(decision, complete_record(record_contents(decision), {}), "zh"))
    assert said in page and "评委3" not in page and "听错" not in page and "有一项评委打分已经裁定更正" in page


def test_values_that_are_not_a_teams_own_are_marked(decision):
    """The counter of T26 showed "-"; T07 and T51 had no buyers who could have come back."""
    marked = {(team, row["label"], note) for team, card in team_cards(decision, "zh").items() for row in card["rows"]
              for note in row["notes"] if "评委" not in note}
    assert marked == {("T26", "受欢迎度（点赞）", "无自身数值，按规则取其余队伍的中位数"),
                      ("T07", "复购率", "无自身数值，按规则取 0"), ("T51", "复购率", "无自身数值，按规则取 0")}
    teams = {team["id"]: team["marks"] for team in page_data(decision, record_contents(decision))["teams"]}
    at = str(decision.baseline.matrix.columns.get_loc("likes"))
    assert teams["T26"][at]["zh"] == "无自身数值，按规则取其余队伍的中位数" and teams["T09"] == {}
    for page in (report_html(decision, record_contents(decision), {}, "zh"),
                 notice_html(decision, complete_record(record_contents(decision), {}), "zh")):
        assert "受欢迎度（点赞）：没有数值（0 视为没有）的队伍取其余队伍的中位数。" in text_of(page)
    assert "受欢迎度（点赞） – 40,757 中位数" in text_of(report_html(decision, record_contents(decision), {}, "zh"))


def test_a_card_leads_from_the_platforms_total_to_what_counts(decision):
    cards = team_cards(decision, "en")
    assert cards["T09"]["money"] == ("Money in yuan: the platform's total is 81,577.00; of it 81,145.40 counts. Not counted: "
                                     "partial refunds 119.60, refunded 312.00.")
    assert [row["notes"] for row in cards["T09"]["rows"]][0] == ["7 judges"]
    control = decision.ledger.control
    for team, card in cards.items():
        numbers = [float(text.replace(",", "")) for text in re.findall(r"[\d,]+\.\d\d", card["money"])]
        assert bool(numbers) == (team in control.index and control.at[team, "precision"] != "missing")
        if "Not counted" in card["money"] and control.at[team, "precision"] == "exact":
            assert numbers[0] == pytest.approx(sum(numbers[1:])), team
        elif "all of it" in card["money"]:
            assert numbers == [pytest.approx(decision.matrix.at[team, "amount"])]


def test_no_card_of_the_final_mixes_languages(national):
    """Sentences that only some cards need: ahead of the lowest total, level with it, another total by the rules."""
    for team, card in team_cards(national, "zh").items():
        said = " ".join([*card["sentences"], card["money"]])
        assert not re.search(r"[A-Za-z]+ [a-z]+ [a-z]+", said), (team, said)


def test_a_rounded_total_of_the_platform_is_told_as_one(decision):
    control = decision.ledger.control
    words = {"rounded": "约 ", "lower bound": "超过 ", "upper bound": "不超过 "}
    told = {team: describe_money(decision.ledger, team, "zh") for team in control.index}
    for precision, word in words.items():
        for team in control.index[control["precision"] == precision]:
            assert f"平台总额 {word}" in told[team], told[team]
    assert (control["precision"] != "exact").sum() > 2
