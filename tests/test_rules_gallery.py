"""The rules gallery: published scoring rules, each a small contest folder of the package and a case computed by hand."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import contestlib
from contestlib.__main__ import main
from contestlib.decision import decide_contest, select_contest
from contestlib.documents import read_rules_gallery
from contestlib.errors import RulesError
from contestlib.loading import check_contest, read_contest
from contestlib.notice import notice_html
from contestlib.record import complete_record, record_contents
from contestlib.rules import TieKey
from contestlib.wording import indicator_names, key_name, scenario_names

FOLDERS = Path(contestlib.__file__).parent / "gallery"
GALLERY = read_rules_gallery()
RULES = sorted(set(GALLERY["rule"]) - {""})


def decided(name):
    assert check_contest(FOLDERS / name) == []
    return decide_contest(read_contest(FOLDERS / name))


def test_amount_80_person_times_20_and_a_bonus():
    """Amounts of mean 2500 and deviation 1000 (squares of 1500, 500, 0, 0, 500, 1500 over five): T scores 65, 50, 55, 50, 45, 35;
    person-times of mean 20 and deviation 10: 35, 50, 55, 45, 50, 65. B has 5 more, which makes it equal to C: the lower amount
    goes second, although B stands first in the file."""
    result = decided("amount_80_20")
    assert result.baseline.totals.to_dict() == {
        "A": 0.8 * 65 + 0.2 * 35, "B": 0.8 * 50 + 0.2 * 50 + 5, "C": 0.8 * 55 + 0.2 * 55, "D": 0.8 * 50 + 0.2 * 45,
        "E": 0.8 * 45 + 0.2 * 50, "F": 0.8 * 35 + 0.2 * 65}
    assert result.selection.finalists == ("A", "C") and result.selection.reserves == ("B",)
    assert result.baseline.bonus.tolist() == [0, 5, 0, 0, 0, 0]


def test_half_a_point_less_a_rank():
    """Ranks: views 1 2 3, likes 3 1 2, orders 2 2 1, sales 3 1 2; full marks 20, 20, 20, 40."""
    totals = decided("rank_steps").baseline.totals.to_dict()
    assert totals == {"A": (20 - 0) + (20 - 1) + (20 - 0.5) + (40 - 1),
                      "B": (20 - 0.5) + (20 - 0) + (20 - 0.5) + (40 - 0),
                      "C": (20 - 1) + (20 - 0.5) + (20 - 0) + (40 - 0.5)}


def test_the_published_worked_example():
    """150,000 votes of a best of 200,000 score 75 (published); with experts' 92 the total is 30 % and 70 %."""
    result = decided("votes_and_experts")
    assert result.standings["votes-alone"].totals["B"] == 75
    assert result.baseline.totals.to_dict() == {"A": 0.3 * 100 + 0.7 * 80, "B": pytest.approx(0.3 * 75 + 0.7 * 92)}


def test_trimmed_marks_and_all_or_nothing():
    """A and C tie at 86.0; the sum of all marks, 400 against 390, puts A ahead; B misses the threshold by one."""
    result = decided("trimmed_and_threshold")
    trimmed = {"A": (70 + 80 + 90) / 3, "B": (96 + 97 + 98) / 3, "C": (75 + 80 + 85) / 3}
    assert result.panel.marks["judged"].to_dict() == trimmed
    assert result.baseline.totals.to_dict() == {"A": 0.7 * trimmed["A"] + 30, "B": pytest.approx(0.7 * trimmed["B"]),
                                                "C": 0.7 * trimmed["C"] + 30}
    assert result.selection.finalists == ("A",) and result.selection.reserves == ("C",)
    broken = result.selection.log.query("event == 'tie-break'").iloc[0]
    assert (broken["team"], broken["detail"]) == ("A", "judged_sum")


def test_ties_share_their_places_and_advance_together():
    """Places are worth 50, 49, 48, 47: B and C share (49 + 48) / 2, and both advance with two places."""
    result = decided("places_shared")
    assert result.baseline.totals.to_dict() == {"A": 50, "B": (49 + 48) / 2, "C": (49 + 48) / 2, "D": 47}
    assert result.selection.finalists == ("A", "B", "C")
    assert np.isclose(result.stability.probability["value"].sum(), 2)


def chosen(name, scenario=None):
    assert check_contest(FOLDERS / name) == []
    return select_contest(read_contest(FOLDERS / name), scenario)


def test_judges_standard_scores_140_and_votes_60():
    """Marks are 10 apart: A is -1, -1, 1 deviations off, B 0, 0, 0, C 1, 1, -1; T = 50 + 10 z of 100; votes 45, 60, 30."""
    standings, selection = chosen("jury_140_60")
    exact = {"A": 140 * (50 - 10 / 3) / 100 + 60 * 45 / 60, "B": 140 * 50 / 100 + 60,
             "C": 140 * (50 + 10 / 3) / 100 + 60 * 30 / 60}
    assert standings.totals.to_dict() == {team: round(total, 2) for team, total in exact.items()}
    assert selection.finalists == ("B",)


def test_five_chairs_and_thirty_jurors_7_to_3():
    """Chairs' means 90, 85, 88; jurors' (70 + 80 + 90) / 3, (2 · 90 + 75) / 3, 70."""
    standings, _ = chosen("chairs_and_jurors")
    assert standings.totals.to_dict() == {"A": 0.7 * 90 + 0.3 * 80, "B": 0.7 * 85 + 0.3 * 85, "C": 82.6}
    panel = contestlib.read_marks(read_contest(FOLDERS / "chairs_and_jurors"))
    assert panel.groupby("criterion")["judge"].nunique().to_dict() == {"chairs": 5, "jurors": 30}


def test_a_sum_of_amounts_and_its_boards():
    """A 1.235 + 1.65 + 0.7 = 3.585, half up 3.59; B 0.8 + 2.5 + 1 + 0.2; C 2 + 0.5 + 0.3; D has most, but did not finish."""
    standings, selection = chosen("charity_walk")
    assert standings.totals.to_dict() == {"A": 3.59, "B": 4.5, "C": 2.8} and selection.finalists == ("B", "A")
    assert chosen("charity_walk", "amount-board")[0].ranks.to_dict() == {"A": 2, "B": 3, "C": 1}
    assert chosen("charity_walk", "activity-board")[0].ranks.to_dict() == {"A": 2, "B": 1, "C": 3}


def test_a_score_and_two_bonuses():
    assert chosen("project_and_bonuses")[0].totals.to_dict() == {"A": 85 + 30, "B": 80 + 50 + 5, "C": 92 + 10 + 20}


def test_three_rounds_of_groups_in_one_list():
    """15 % + 25 % + 60 %; scored by group the same, since marks on a fixed scale do not depend on who else is in the group."""
    standings, selection = chosen("three_rounds_in_groups")
    assert standings.totals.to_dict() == {"A": 12 + 22.5 + 51, "B": 14.25 + 20 + 42, "C": 10.5 + 22 + 55.2, "D": 15 + 25 + 36}
    assert selection.finalists == ("C", "A")
    contest = read_contest(FOLDERS / "three_rounds_in_groups")
    apart = select_contest(replace(contest, rules=replace(contest.rules, apart="group")))[0]
    assert apart.totals.equals(standings.totals) and apart.ranks.equals(standings.ranks)


def test_votes_by_headcount():
    """A 100 > 80, B 120 = 2 · 60 does not exceed, D 21 > 20; by votes C, B, A, E, D are 1, 3/4, 1/2, 1/4, 0."""
    standings, _ = chosen("headcount_votes")
    assert standings.totals.to_dict() == {"A": 0.5 + 0.25, "B": 0.375, "C": 0.5, "D": 0.5, "E": 0.125}
    register = read_contest(FOLDERS / "headcount_votes").teams.astype({"votes": int, "headcount": int, "votes_over_double": int})
    assert (register["votes"] - 2 * register["headcount"] == register["votes_over_double"]).all()


def test_an_indicator_cannot_bear_the_name_of_a_column_of_results(tmp_path):
    import shutil
    folder = shutil.copytree(FOLDERS / "rank_deductions", tmp_path / "mine")
    for name, before, after in (("indicators.csv", "\nresult,", "\nrank,"), ("scenarios.csv", "result", "rank")):
        (folder / name).write_text((folder / name).read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    assert "an indicator called 'rank' (expected another code than rank, total, bonus" in str(check_contest(folder)[0])


def test_two_less_for_every_rank():
    assert chosen("rank_deductions")[0].totals.to_dict() == {"B": 45, "A": 43, "C": 43, "D": 45 - 3 * 2}


def test_places_of_two_groups_and_who_is_replaced():
    """13 of the first group without a03, who gave up, so that a14 moves up; 11 of the second without b05, not eligible."""
    _, selection = chosen("places_by_group")
    assert set(selection.finalists) == {f"a{n:02}" for n in range(1, 15) if n != 3} | {f"b{n:02}" for n in range(1, 13) if n != 5}
    moved = selection.log.loc[selection.log["event"] == "moved-up", "team"].tolist()
    assert selection.withdrawn == ("a03",) and moved == ["a14"]
    contest = read_contest(FOLDERS / "places_by_group")
    assert (contest.rules.objections.end - contest.rules.objections.start).days == 7  # 26 July to 1 August
    free = select_contest(replace(contest, rules=replace(contest.rules, quotas=())))[1]
    assert "a15" in free.finalists  # its 81 points are more than b07's 78


def test_five_judges_then_seven():
    """Semi-final: A 92, B 80, C 90.8, D 80.4; final: A 602 / 7 = 86, C (4 · 90 + 3 · 83) / 7 = 87. No lead is carried over."""
    semi, first = chosen("five_and_seven_judges/semi_final")
    assert semi.totals.to_dict() == {"A": 92, "B": 80, "C": 90.8, "D": 80.4} and first.finalists == ("A", "C")
    final, last = chosen("five_and_seven_judges")
    assert final.totals.to_dict() == {"A": 602 / 7, "C": 609 / 7} and last.finalists == ("C",)
    for folder, judges in (("five_and_seven_judges/semi_final", 5), ("five_and_seven_judges", 7)):
        assert contestlib.read_marks(read_contest(FOLDERS / folder))["judge"].nunique() == judges


def test_the_top_fifty_by_support():
    standings, selection = chosen("support_count")
    assert standings.totals["p50"] == 500 and len(selection.finalists) == 50 and selection.reserves == ("p51", "p52", "p53")
    contest = read_contest(FOLDERS / "support_count")
    teams = contest.teams.assign(supporters=contest.teams["supporters"].replace({"470": "500"}))  # p51 as many as p50
    assert select_contest(replace(contest, teams=teams))[1].tied == ("p50", "p51")


def test_a_reading_is_not_taken_by_accident():
    """Where the gallery chose between readings, the other one gives another answer on its own case."""
    for rule, other_reading in (("rank_deductions", (43 + 41) / 2), ("rank_steps", 20 + 19 + (19.5 + 19) / 2 + 39)):
        contest = read_contest(FOLDERS / rule)
        shared = [replace(indicator, ties="mean") for indicator in contest.rules.indicators]
        other = select_contest(replace(contest, rules=replace(contest.rules, indicators=tuple(shared))))[0]
        assert other.totals["A"] == other_reading != select_contest(contest)[0].totals["A"]
    contest = read_contest(FOLDERS / "amount_80_20")
    assert contest.rules.tie_break == (TieKey("amount"),)
    assert select_contest(replace(contest, rules=replace(contest.rules, tie_break=())))[1].tied == ("B", "C")


def notice(folder, language):
    """The public notice without its markup."""
    decision = decide_contest(read_contest(folder))
    record = complete_record(record_contents(decision), {})
    return re.sub(r"<[^>]*>|\s+(?=[（(])", "", notice_html(decision, record, language))


@pytest.mark.parametrize(("rule", "chinese", "english"), [
    ("places_by_group", "成长05 b05（已取消资格）", "成长05 b05(disqualified)"),
    ("five_and_seven_judges", "乙 B（未晋级）；丁 D（未晋级）", "乙 B(did not go on); 丁 D(did not go on)")])
def test_why_a_team_is_not_ranked(rule, chinese, english, capsys):
    """Disqualified by a ruling though online, and not sent by the stage before, in notice and check."""
    folder = FOLDERS / rule
    assert chinese in notice(folder, "zh") and english in notice(folder, "en")
    assert main(["check", str(folder), "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "0 个不计" not in said
    assert f"未参加排名（{re.search('（(.*?)）', chinese)[1]}）：{chinese.split('（')[0]}" in said and "已上线" not in said


@pytest.mark.parametrize("rule", RULES)
def test_words_of_a_rule_in_both_languages(rule):
    """Scenarios have labels, and what breaks ties has no name of a column."""
    rules = read_contest(FOLDERS / rule).rules
    for language, letters in (("zh", "[A-Za-z]"), ("en", "[\u4e00-\u9fff]")):
        labels = indicator_names(rules, language)
        shown = [*scenario_names(rules, language), *(key_name(key.column, labels, language) for key in rules.tie_break)]
        assert [word for word in shown if re.search(letters, word)] == []


def test_a_published_rule_is_not_called_an_assumption(tmp_path):
    """A rule with its source, a contest of nobody's decision, and one whose committee set its weights on a day."""
    folder = tmp_path / "mine"
    main(["new", str(folder), "--like", "rank_steps"])
    said = notice(folder, "zh")
    assert "依照已公布的规则：高台县农村直播带货大赛 2024（gaotai.gov.cn t20241018_1304068）" in said and "从未公布" not in said
    rules = folder / "rules.toml"
    rules.write_text(re.sub("(?m)^published_.*\n", "", rules.read_text(encoding="utf-8")), encoding="utf-8")
    assert "从未公布" in notice(folder, "zh") and "never published" in notice(folder, "en")
    rules.write_text(rules.read_text(encoding="utf-8").replace("synthetic = true", "synthetic = false"), encoding="utf-8")
    scenarios = folder / "scenarios.csv"
    head, row = scenarios.read_text(encoding="utf-8").splitlines()[:2]
    assert "确定。" not in notice(folder, "zh")
    if "proposer" not in head:
        head, row = head + ",proposer,date", row + ",评审委员会,2026-09-01"
    scenarios.write_text(f"{head}\n{row}\n", encoding="utf-8")
    assert "由评审委员会于 2026-09-01 确定。" in notice(folder, "zh") and "从未公布" not in notice(folder, "zh")


# The gallery as a whole.

def test_every_rule_of_the_list_is_there_or_has_a_reason():
    assert sorted(map(int, GALLERY["number"])) == list(range(1, len(GALLERY) + 1))  # each once, none without
    assert sorted(path.name for path in FOLDERS.iterdir() if path.is_dir()) == RULES
    for row in GALLERY.to_dict("records"):
        assert all(row[column] for column in ("contest_zh", "contest_en", "source", "reading_zh", "reading_en"))
        assert row["reading_en"].startswith("not computable") == row["reading_zh"].startswith("不可计算") == (not row["rule"])


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_starts_a_contest(rule, tmp_path, capsys):
    folder = tmp_path / "mine"
    assert main(["new", str(folder), "--like", rule]) == 0 and main(["check", str(folder)]) == 0
    contest = read_contest(folder)
    assert contest.rules.synthetic and contest.rules.title_en and contest.rules.title_zh
    source = GALLERY.set_index("rule").at[rule, "source"]
    assert source in (folder / "README.md").read_text(encoding="utf-8")
    if "page without" not in source:
        assert f"({source})" in contest.rules.published_en and f"（{source}）" in contest.rules.published_zh
    first = (folder / "rules.toml").read_text(encoding="utf-8").split("title_zh")[0]
    assert first.startswith("#") and re.sub(r"\W", "", source.split(";")[0]) in re.sub(r"\W", "", first)


def test_a_rule_that_is_not_there(tmp_path, capsys):
    with pytest.raises(RulesError, match="no rule called 'steps' .expected one of amount_80_20, jury_140_60"):
        contestlib.archive.new_contest(tmp_path / "mine", "steps")
    assert main(["new", str(tmp_path / "mine"), "--like", "steps", "--lang", "zh"]) == 2
    assert "没有名为“steps”的规则" in capsys.readouterr().err and not (tmp_path / "mine").exists()
    with pytest.raises(SystemExit):
        main(["new", "--help"])
    said = capsys.readouterr().out
    assert all(rule in said for rule in RULES)
    assert "高台县农村直播带货大赛 2024 / Gaotai live-selling contest of 2024" in said and "新建待填写的比赛文件夹" in said


def edited(tmp_path, name, *changes):
    import shutil
    folder = shutil.copytree(FOLDERS / name, tmp_path / name)
    for file, before, after in changes:
        text = (folder / file).read_text(encoding="utf-8")
        assert before in text
        (folder / file).write_text(text.replace(before, after), encoding="utf-8")
    return decide_contest(read_contest(folder))


TIE = (("places_shared/teams.csv", "online,12", "online,9"), ("places_shared/rules.toml", "places = 2", "places = 1"))


@pytest.mark.parametrize(("on_tie", "finalists", "words"), [
    ("report", (), "甲 A、乙 B、丙 C 同为 49.00 分，规则无法区分：1 个名额中有 1 个待定。"),
    ("expand", ("A", "B", "C"), ""), ("lot", None, "抽签")])
def test_a_tie_of_three_for_one_place_in_a_whole_run(tmp_path, on_tie, finalists, words):
    """Places 1, 2 and 3 are worth 50, 49 and 48; three teams share them with 49 each."""
    import warnings

    from contestlib.outputs import report_figures
    from contestlib.sentences import findings
    changes = [(file.split("/")[1], before, after) for file, before, after in TIE]
    result = edited(tmp_path, "places_shared", *changes, ("rules.toml", 'on_tie = "expand"', f'on_tie = "{on_tie}"'),
                    ("rules.toml", "title_zh =", "seed = 3\ntitle_zh ="))
    assert result.selection.finalists == finalists or len(result.selection.finalists) == 1
    said = findings(result, "zh")
    assert words in said["cut"] and said["nominal"] == ""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figures = report_figures(result, "zh")
    assert ("drivers" in figures) == bool(len(result.drivers.table)) and len(figures) == 10 + ("drivers" in figures)


def test_a_lot_needs_a_seed_that_is_stated(tmp_path):
    """Without one everybody's lot would fall as the library's default says, which nobody published."""
    with pytest.raises(RulesError, match="on_tie = 'lot' without a seed .*rules.toml line 1.*publish it before totals are known"):
        edited(tmp_path, "votes_and_experts", ("rules.toml", "reserves = 1", 'reserves = 1\non_tie = "lot"'))
    result = edited(tmp_path / "stated", "votes_and_experts", ("rules.toml", "reserves = 1", 'reserves = 1\non_tie = "lot"'),
                    ("rules.toml", "title_zh =", "seed = 0\ntitle_zh ="))
    assert result.contest.rules.seed == 0


def test_as_many_places_as_teams(tmp_path):
    from contestlib.sentences import findings
    result = edited(tmp_path, "votes_and_experts", ("rules.toml", "places = 1", "places = 2"))
    said = findings(result, "en")
    assert said["cut"] == "Every team has a place."
    assert said["weights"] == "No single weight changes the list, whatever its value."


def test_what_rounding_decides_is_said(tmp_path):
    """A has 0.3 · 100 + 0.7 · 80 = 86.0, B 0.3 · 75 + 0.7 · 91 = 86.2; in whole points they tie and the votes decide."""
    from contestlib.sentences import findings
    result = edited(tmp_path, "votes_and_experts", ("teams.csv", "online,150000,92", "online,150000,91"),
                    ("rules.toml", "decimals = 2", "decimals = 0"),
                    ("rules.toml", "reserves = 1", 'reserves = 1\ntie_break = [{ column = "votes" }]'))
    assert result.baseline.unrounded.round(6).to_dict() == {"A": 86.0, "B": 86.2}
    assert result.baseline.totals.to_dict() == {"A": 86, "B": 86} and result.selection.finalists == ("A",)
    said = findings(result, "en")
    assert "the tie-break by votes" in said["cut"]
    assert said["nominal"].endswith("by which 乙 B would be ahead of 甲 A.")
