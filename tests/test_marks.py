"""Score sheets: printed, filled in, read back; in every layout; and what is refused, with its cell."""

import shutil
import subprocess

import numpy as np
import openpyxl
import pandas as pd
import pytest

from contestlib.__main__ import main
from contestlib.errors import DataError, RulesError
from contestlib.loading import check_contest, read_contest, read_marks
from contestlib.panel import aggregate_marks
from contestlib.registers import read_prepared
from contestlib.sheets import score_sheets

INDICATORS = """code,label_zh,label_en,direction,source,transform,normalization,on_zero,on_missing,lower,upper
welfare,公益性,public welfare,higher,panel:welfare,,goalposts,real,stop,0,10
effort,资源动员能力,mobilization,higher,panel:effort,,goalposts,real,stop,0,10
"""
TEAMS = """team,name_zh,project,status,city
A,甲队,甲,online,武汉市
B,乙队,乙,online,黄冈市
C,丙队,丙,online,宜昌市
D,丁队,丁,registered,宜昌市
"""
RULES = """title_zh = "评分"
title_en = "Marks"
[panel]
method = "mean"
lower = 0
upper = 10
step = 0.5
recused = ["回避"]
absent = ["缺席", ""]
{panel}
[selection]
places = 1
[tables.marks]
files = ["raw/marks{star}.xlsx"]
[tables.marks.columns]
{columns}
"""
WIDE = 'team = "队伍"\nwelfare = "公益性"\neffort = "资源动员能力"\nremark = "备注"'
LONG = 'team = "队伍"\njudge = "评委"\ncriterion = "项目"\nmark = "得分"'
ACROSS = 'team = "队伍"\ncriterion = "项目"\nJ1 = "甲评委"\nJ2 = "乙评委"'
JUDGES = "judge,name,city\nJ1,张三,武汉市\nJ2,李四,襄阳市\n"


def prepared(folder, columns=WIDE, star="", panel="", judges=JUDGES, **more):
    (folder / "raw").mkdir(parents=True)
    files = {"indicators.csv": INDICATORS, "teams.csv": TEAMS, "judges.csv": judges,
             "scenarios.csv": "scenario,total,welfare,effort\nbase,100,50,50\n",
             "rules.toml": RULES.format(columns=columns, star=star, panel=panel)} | more
    for name, text in files.items():
        if text:
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def fill(path, marks, target=None):
    """Enter `marks`, in order, into the open cells of a printed workbook, sheet by sheet."""
    book, left = openpyxl.load_workbook(path), iter(marks)
    for sheet in book:
        for row in sheet.iter_rows(min_row=5):
            for cell in row:
                if not cell.protection.locked and cell.value is None and sheet.cell(4, cell.column).value != "备注":
                    cell.value = next(left)
    assert next(left, None) is None
    book.save(target or path)


def printed(folder):
    assert main(["sheets", str(folder)]) == 0
    return sorted((folder / "sheets").iterdir())


@pytest.mark.parametrize(("columns", "star", "order"), [
    (WIDE, "", "judge team criterion"), (WIDE, "-*", "judge team criterion"), (LONG, "", "judge team criterion"),
    (LONG, "-*", "judge team criterion"), (ACROSS, "", "criterion team judge")],
    ids=["wide, one workbook", "wide, one a judge", "long, one workbook", "long, one a judge", "a column a judge"])
def test_printed_sheets_come_back(tmp_path, columns, star, order):
    """3 teams, 2 judges, 2 criteria: 12 cells, whichever way they are laid out; a real 0 and an absence are told apart."""
    folder = prepared(tmp_path / "c", columns, star)
    marks = [0, 1.5, "缺席", 3, 4, 5, 6, 7, 8, 9, 10, 0.5]
    sheets = printed(folder)
    assert len(sheets) == (2 if star else 1)
    for at, sheet in enumerate(sheets):
        fill(sheet, marks[at * 6:at * 6 + 6] if star else marks, folder / "raw" / sheet.name)
    read = read_marks(read_contest(folder))
    assert len(read) == 12 and read["mark"].isna().sum() == 1 and (read["why"] == "absent").sum() == 1
    given = read.assign(criterion=pd.Categorical(read["criterion"], ["welfare", "effort"]))
    expected = [np.nan if mark == "缺席" else mark for mark in marks]
    np.testing.assert_array_equal(given.sort_values(order.split())["mark"], expected)
    panel = aggregate_marks(read, rule=read_contest(folder).rules.panel)
    assert panel.counts.to_numpy().sum() == 11


def test_a_zero_is_what_the_rules_say(tmp_path):
    for at, (zero, counted) in enumerate((("real", 12), ("missing", 11))):
        folder = prepared(tmp_path / str(at), panel=f'zero = "{zero}"')
        fill(printed(folder)[0], [0, *[5] * 11], folder / "raw" / "marks.xlsx")
        contest = read_contest(folder)
        assert aggregate_marks(read_marks(contest), rule=contest.rules.panel).counts.to_numpy().sum() == counted


def test_recusals_are_demanded_printed_and_explained(tmp_path):
    """J1 comes from A's city; J2 declared kinship with B. The cells are printed grey, and count as recused if left empty."""
    folder = prepared(tmp_path / "c", panel='recuse = ["city"]', **{"recusals.csv": "judge,team,reason\nJ2,B,kinship\n"})
    sheet = printed(folder)[0]
    book = openpyxl.load_workbook(sheet)
    assert [cell.value for cell in book["J1"][5]] == ["A", "甲队", "回避", "回避", "市州：武汉市"]
    assert book["J2"].cell(6, 3).value == "回避" and book["J2"].cell(6, 5).value == "kinship"
    fill(sheet, [5] * 8, folder / "raw" / "marks.xlsx")
    marks = read_marks(read_contest(folder))
    assert marks[marks["why"] == "recused"][["judge", "team", "reason"]].drop_duplicates().values.tolist() == [
        ["J1", "A", "市州：武汉市"], ["J2", "B", "kinship"]]
    missing = aggregate_marks(marks, rule="mean").missing
    assert set(missing["reason"]) == {"市州：武汉市", "kinship"}
    for value in (None, 7):
        book = openpyxl.load_workbook(folder / "raw" / "marks.xlsx")
        book["J1"]["C5"] = value
        book.save(folder / "raw" / "marks.xlsx")
        if value is None:
            assert read_marks(read_contest(folder))["why"].eq("recused").sum() == 4
    with pytest.raises(DataError, match=r"a mark by J1 for A \(expected none: the judge is recused \(city: 武汉市\)\) at "
                                        r"raw/marks.xlsx \[J1\] line 5, cell C5; take the mark out"):
        read_marks(read_contest(folder))


def test_a_demanded_recusal_may_stay_empty_where_no_other_cell_may(tmp_path):
    """Only 缺席 is an absence here: an empty cell is an error, but not where the judge must not mark."""
    folder = prepared(tmp_path / "c", panel='recuse = ["city"]')
    text = (folder / "rules.toml").read_text(encoding="utf-8").replace('absent = ["缺席", ""]', 'absent = ["缺席"]')
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    path = folder / "raw" / "marks.xlsx"
    fill(printed(folder)[0], [5] * 10, path)
    book = openpyxl.load_workbook(path)
    book["J1"]["C5"] = None
    book.save(path)
    assert read_marks(read_contest(folder))["why"].eq("recused").sum() == 2
    book["J1"]["C6"] = None
    book.save(path)
    with pytest.raises(DataError, match=r"'' for 公益性 .* cell C6; "):
        read_marks(read_contest(folder))


def damaged(folder, cells, **more):
    prepared(folder, **more)
    path = folder / "raw" / "marks.xlsx"
    fill(printed(folder)[0], [5] * 12, path)
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book["J1"][cell] = value
    book.save(path)
    return folder


@pytest.mark.parametrize(("cells", "words"), [
    ({"C5": "很好"},
     r"'很好' for 公益性 \(expected a mark, or one of the words 回避, 缺席\) at raw/marks.xlsx \[J1\] line 5, cell C5; "),
    ({"D6": 10.5}, r"a mark of 10.5 by J1 for B in 资源动员能力 \(expected a mark from 0 to 10\) at raw/marks.xlsx "
                   r"\[J1\] line 6, cell D6; ask"),
    ({"D6": -1}, r"a mark of -1 by J1 for B in 资源动员能力 \(expected a mark from 0 to 10\) at .* cell D6; "),
    ({"C7": 7.3}, r"a mark of 7.3 by J1 for C in 公益性 \(expected a mark in steps of 0.5\) at raw/marks.xlsx \[J1\] line 7, "
                  "cell C7; "),
    ({"A7": "B", "B7": "乙队"},
     r"a second mark by J1 for B in 公益性 \(expected one mark\) at raw/marks.xlsx \[J1\] line 7, cell C7; remove"),
    ({"B7": "戊队"}, r"the unknown team '戊队' .* at raw/marks.xlsx \[J1\] line 7; "),
])
def test_a_wrong_cell_is_named(tmp_path, cells, words):
    folder = damaged(tmp_path / "c", cells)
    with pytest.raises(DataError, match=words):
        read_marks(read_contest(folder))
    assert len(check_contest(folder)) == (2 if "second mark" in words else 1)  # in each of the two criteria


def test_every_problem_of_the_sheets_comes_at_once(tmp_path):
    """A wrong sha256 and number of rows, a copied sheet, an unknown team, a text, two marks off the scale, one between steps:
    one check names all, each once; a full-width judge's code and 分 behind a mark are read."""
    folder = damaged(tmp_path / "c", {"C5": "很好", "D5": 11, "C6": 7.3, "D6": -2, "D7": "7分"})
    path = folder / "raw" / "marks.xlsx"
    book = openpyxl.load_workbook(path)
    copied = book.copy_worksheet(book["J2"])
    copied.title = "J2 (2)"
    book["J2"].title = "Ｊ２"
    book["Ｊ２"]["B7"] = "戊队"
    book.save(path)
    (folder / "raw" / "SOURCES.csv").write_text("file,sha256,rows\nraw/marks.xlsx,0123,6\n", encoding="utf-8")
    told = [str(problem) for problem in check_contest(folder)]
    for words in ("0123, as its card says", "9 rows (expected 6 rows", "'很好' for 公益性", "unknown team '戊队'",
                  "the sheet 'J2 (2)', a copy by its name (expected one sheet of J2) at raw/marks.xlsx [J2 (2)]; remove",
                  "a mark of 11 by J1 for A in 资源动员能力", "a mark of -2 by J1 for B", "a mark of 7.3 by J1 for B"):
        assert sum(words in one for one in told) == 1, words
    assert len(told) == 8


def test_a_judges_mark_is_corrected_by_one_row(tmp_path):
    """An office writes the judge before the indicator's label; the ruling's mark is listed beside the one on the sheet."""
    folder = prepared(tmp_path / "c", **{"decisions.csv": "kind,team,value\n更正,A,Ｊ1 公益性＝9\n"})
    fill(printed(prepared(tmp_path / "blank"))[0], [5] * 12, folder / "raw" / "marks.xlsx")
    marks = read_marks(read_contest(folder))
    ruled = marks[marks["found"].notna()]
    assert ruled[["team", "judge", "criterion", "mark", "found", "file", "line"]].to_numpy().tolist() == [
        ["A", "J1", "welfare", 9.0, 5.0, "decisions.csv", 2]]
    assert (marks.loc[marks["found"].isna(), "mark"].dropna() == 5).all()


@pytest.mark.parametrize(("value", "told"), [
    ("公益性=9", "of a judged indicator (expected the judge whose mark it is, such as J1 welfare=9)"),
    ("J1 公益性=12", "a mark of 12 by J1 for A in 公益性 (expected a mark from 0"),
    ("J9 公益性=9", "of a mark by J9 (expected a code of judges.csv: J1, J2)"),
    ("J1 公益性=九", "without a number"),
    ("J1 公益=9", "no indicator is called 'J1 公益'")])
def test_a_correction_of_a_mark_that_cannot_be(tmp_path, value, told):
    folder = prepared(tmp_path / "c", **{"decisions.csv": f"kind,team,value\ncorrection,A,{value}\n"})
    fill(printed(prepared(tmp_path / "blank"))[0], [5] * 12, folder / "raw" / "marks.xlsx")
    problems = [str(problem) for problem in check_contest(folder)]
    assert len(problems) == 1 and told in problems[0] and "decisions.csv line 2" in problems[0]


def test_a_judge_twice(tmp_path):
    """The same judge's workbook under two names: both files are named, once."""
    folder = prepared(tmp_path / "c", LONG, "-*")
    for sheet in printed(folder):
        fill(sheet, [5] * 6, folder / "raw" / sheet.name)
    shutil.copy(folder / "raw" / "marks-J1.xlsx", folder / "raw" / "marks-J3.xlsx")
    told = [str(problem) for problem in check_contest(folder)]
    assert told == ["6 marks by J1 that stand in raw/marks-J1.xlsx [J1], too (expected one sheet of each judge) at "
                    "raw/marks-J3.xlsx [J1]; remove one of the two files or sheets, or say whose marks they are."]


def test_an_unknown_judge_and_criterion(tmp_path):
    folder = damaged(tmp_path / "a", {})
    (folder / "judges.csv").write_text("judge\nJ2\nJ9\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"'J1' \(expected a code of judges.csv: J2, J9\) at raw/marks.xlsx \[J1\]; correct"):
        read_marks(read_contest(folder))
    folder = damaged(tmp_path / "b", {"D5": "美观"}, columns=LONG)
    with pytest.raises(DataError, match=r"the criterion '美观' \(expected one of welfare, 公益性"):
        read_marks(read_contest(folder))


def test_a_team_on_no_sheet_and_a_team_that_nobody_may_mark(tmp_path):
    folder = damaged(tmp_path / "a", {})
    (folder / "teams.csv").write_text(TEAMS.replace("registered", "online"), encoding="utf-8")
    with pytest.raises(DataError, match=r"team D on no sheet for 公益性 \(expected a row on one judge's sheet at least\) at "
                                        r"raw/marks.xlsx; let a judge mark the team"):
        read_marks(read_contest(folder))
    ruling = {"decisions.csv": "date,minute,kind,team,value,reason\n2026-01-01,1,disqualification,D,,late\n"}
    (folder / "decisions.csv").write_text(ruling["decisions.csv"], encoding="utf-8")
    assert len(read_marks(read_contest(folder))) == 12
    folder = prepared(tmp_path / "b", **{"recusals.csv": "judge,team,reason\nJ1,B,family\nJ2,B,sponsor\n"})
    fill(printed(folder)[0], [5] * 8, folder / "raw" / "marks.xlsx")
    with pytest.raises(DataError, match=r"no mark for team B in 公益性: J1 recused, J2 recused \(expected one judge's mark at "
                                        r"least\) at raw/marks.xlsx; let a judge who is not recused mark the team"):
        read_marks(read_contest(folder))


def test_sessions_count_as_the_rules_say(tmp_path):
    """Two evenings: A has 4 and 7 of J1, B 5 in the second alone; the mean 5.5 lies between the steps of 0.5 and may."""
    rows = "J1,A,1,4\nJ1,A,2,7.5\nJ1,B,1,缺席\nJ1,B,2,5\nJ1,C,1,6\nJ1,C,2,\n"
    expected = {"mean": [5.75, 5, 6], "last": [7.5, 5, 6]}
    indicators = INDICATORS.rsplit("\n", 2)[0] + "\n"
    for rule, marks in expected.items():
        folder = prepared(tmp_path / rule, 'judge = "j"\nteam = "t"\nsession = "s"\nwelfare = "w"', panel=f'sessions = "{rule}"',
                          judges=JUDGES.rsplit("J2", 1)[0], **{"indicators.csv": indicators,
                                                               "scenarios.csv": "scenario,total,welfare\nbase,100,100\n"})
        text = (folder / "rules.toml").read_text(encoding="utf-8").replace("marks.xlsx", "marks.csv")
        (folder / "rules.toml").write_text(text, encoding="utf-8")
        (folder / "raw" / "marks.csv").write_text("j,t,s,w\n" + rows, encoding="utf-8")
        contest = read_contest(folder)
        read = read_marks(contest)
        assert read["mark"].tolist() == marks and len(read) == 3
        assert aggregate_marks(read, rule=contest.rules.panel).marks["welfare"].tolist() == marks
    text = (folder / "rules.toml").read_text(encoding="utf-8").replace('sessions = "last"', "")
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"a second mark by J1 for A in w .* at raw/marks.csv line 3; "):
        read_marks(read_contest(folder))


def test_a_mark_between_steps_is_found_in_its_session(tmp_path):
    columns = 'judge = "j"\nteam = "t"\nsession = "s"\nwelfare = "w"\neffort = "e"'
    folder = prepared(tmp_path / "c", columns, panel='sessions = "mean"', judges=JUDGES.rsplit("J2", 1)[0])
    text = (folder / "rules.toml").read_text(encoding="utf-8").replace("marks.xlsx", "marks.csv")
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    (folder / "raw" / "marks.csv").write_text("j,t,s,w,e\nJ1,A,1,4,4\nJ1,A,2,7.3,4\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"a mark of 7.3 by J1 for A in w \(expected .* steps of 0.5\) at raw/marks.csv line 3; "):
        read_marks(read_contest(folder))


def test_ranks_become_borda_marks(tmp_path):
    """Ranks 1 2 3 on a scale of 0 … 10 are 10, 5, 0; two first places share (10 + 5) / 2."""
    folder = prepared(tmp_path / "c", panel='kind = "ranks"')
    assert "ranks under step = 0.5 (expected no step" in str(check_contest(folder)[0])
    text = (folder / "rules.toml").read_text(encoding="utf-8").replace("step = 0.5\n", "")
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    path = folder / "raw" / "marks.xlsx"
    fill(printed(folder)[0], [1, 1, 2, 1, 3, 3, 2, 3, 1, 1, 3, 2], path)
    read = read_marks(read_contest(folder)).set_index(["judge", "criterion", "team"])["mark"]
    assert read["J1", "welfare"].to_dict() == {"A": 10, "B": 5, "C": 0}
    assert read["J1", "effort"].to_dict() == {"A": 7.5, "B": 7.5, "C": 0}
    book = openpyxl.load_workbook(path)
    book["J1"]["C7"] = 5
    book.save(path)
    with pytest.raises(DataError, match=r"rank 5 by J1 for C, where 3 teams are ranked \(expected ranks from 1 without a gap"):
        read_marks(read_contest(folder))


def test_sheets_bear_the_judge_on_every_page_and_say_where_they_go(tmp_path, capsys):
    """Code and name in the header, pages counted for each judge alone, grey cells explained where there are some."""
    told = []
    for at, more in enumerate(({}, {"recusals.csv": "judge,team,reason\nJ2,B,kinship\n"})):
        folder = prepared(tmp_path / f"a province {at}", **more)
        book = openpyxl.load_workbook(printed(folder)[0])
        assert "J1 张三" in book["J1"].oddHeader.right.text and "评分" in book["J1"].oddHeader.left.text
        assert book["J2"].page_setup.useFirstPageNumber and "&N" not in book["J2"].oddFooter.right.text
        told.append([("灰色" in book[judge]["A3"].value) for judge in ("J1", "J2")])
        assert f'receive "{folder.as_posix()}"' in capsys.readouterr().out
    assert told == [[False, False], [False, True]]
    fill(printed(prepared(tmp_path / "c"))[0], [5] * 11 + ["回避"], tmp_path / "c" / "raw" / "marks.xlsx")
    capsys.readouterr()
    assert main(["check", str(tmp_path / "c"), "--lang", "en"]) == 0
    assert "11 marks count; 1 do not: recused 1." in (told := capsys.readouterr().out)
    assert "Recused without a reason: J2 丙队 C." in told and "One judge's mark alone decides about: 丙队 C." in told


def test_what_sheets_need(tmp_path):
    with pytest.raises(RulesError, match="judges.csv with a column judge"):
        score_sheets(read_prepared(prepared(tmp_path / "a", judges="")), "en")
    with pytest.raises(DataError, match=r"no judges.csv \(expected the judges' codes, and city of each\)"):
        read_contest(prepared(tmp_path / "b", judges="", panel='recuse = ["city"]'))
    with pytest.raises(DataError, match="judge 'J1' a second time"):
        read_contest(prepared(tmp_path / "c", judges=JUDGES + "J1,王五,武汉市\n"))
    with pytest.raises(DataError, match=r"team 'Z' .* at recusals.csv line 2"):
        read_contest(prepared(tmp_path / "d", **{"recusals.csv": "judge,team,reason\nJ1,Z,x\n"}))
    with pytest.raises(RulesError, match="worksheet's name"):
        score_sheets(read_prepared(prepared(tmp_path / "e", judges="judge\na/b\n")), "en")
    with pytest.raises(RulesError, match=r"recuse names 'sponsor' \(expected a column of teams.csv and of judges.csv\)"):
        score_sheets(read_prepared(prepared(tmp_path / "f", judges="judge,sponsor\nJ1,x\n", panel='recuse = ["sponsor"]')), "en")


def test_filled_sheets_are_never_replaced(tmp_path, capsys):
    folder = prepared(tmp_path / "c")
    sheet = printed(folder)[0]
    before = sheet.read_bytes()
    assert main(["sheets", str(folder)]) == 2 and sheet.read_bytes() == before
    assert "sheets" in capsys.readouterr().err


def test_the_same_bytes_every_time(tmp_path):
    contest = read_prepared(prepared(tmp_path / "c"))
    assert score_sheets(contest, "zh") == score_sheets(contest, "zh")


def test_assigned_sheets_hold_the_assigned_teams_alone(tmp_path):
    folder = prepared(tmp_path / "c", judges="judge\nJ1\nJ2\nJ3\n")
    assert main(["sheets", str(folder), "--per-team", "2"]) == 0
    path = folder / "sheets" / "marks.xlsx"
    rows = [sheet.max_row - 4 for sheet in openpyxl.load_workbook(path)]
    assert sum(rows) == 3 * 2 and max(rows) == 2
    fill(path, [5] * 12, folder / "raw" / "marks.xlsx")
    assert len(read_marks(read_contest(folder))) == 12


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_spreadsheet_program_opens_saves_and_prints_them(tmp_path):
    """Through LibreOffice and back the cells are the same; a page fits the paper's width."""
    folder = prepared(tmp_path / "c")
    fill(printed(folder)[0], list(np.arange(12) / 2), tmp_path / "marks.xlsx")
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to",
                    "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "raw"), str(tmp_path / "marks.xlsx")], check=True,
                   capture_output=True, timeout=240)
    assert sorted(read_marks(read_contest(folder))["mark"]) == list(np.arange(12) / 2)
