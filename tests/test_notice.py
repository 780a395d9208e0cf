"""The public notice: what a team can check itself by, what it never shows, and that it needs nothing else."""

import html
import re
from dataclasses import replace

import pytest
from small_contest import small_contest

from contestlib import TieError, decide_contest, read_contest, read_record
from contestlib.__main__ import main
from contestlib.notice import describe_objections, notice_html, points_missing, team_cards
from contestlib.record import complete_record, record_contents


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
    assert points_missing(small) == {"A": pytest.approx(0.91)}
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
    assert set(decision.selection.tied) == {"A", "B"} and points_missing(decision) == {}
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
