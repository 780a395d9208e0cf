"""Nothing that came is lost without a word: error values, missing judges, copies, rows that contradict themselves."""

import shutil

import openpyxl
import pytest
import xlsxwriter
from spreadsheet import start_spreadsheet
from test_marks import LONG, WIDE, damaged, fill, prepared, printed

from contestlib.__main__ import main
from contestlib.archive import new_contest
from contestlib.errors import DataError
from contestlib.loading import check_contest, read_contest, read_marks
from contestlib.wording import describe_error
from contestlib.workbooks import sheets_of


def filled(folder, columns=WIDE, **more):
    """A workbook a judge, with a 5 for every team."""
    prepared(folder, columns, "-*", **more)
    for sheet in printed(folder):
        fill(sheet, [5] * 6, folder / "raw" / sheet.name)
    return folder


def change(path, sheet, **cells):
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book[sheet][cell] = value
    book.save(path)


def told(folder):
    return [str(problem) for problem in check_contest(folder)]


def in_chinese(folder):
    return [describe_error(problem, "zh") for problem in check_contest(folder)]


def with_errors(path):
    """A formula with an error as its value, as a spreadsheet program stores it, beside a number and a text."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["a", "b"])
        for row, (formula, value) in enumerate((("=1/0", "#DIV/0!"), ("=NA()", "#N/A"), ("=1+1", 2)), start=1):
            sheet.write_formula(row, 1, formula, None, value)
            sheet.write(row, 0, "x")
    return path


def test_an_error_value_is_its_text(tmp_path):
    content = with_errors(tmp_path / "e.xlsx").read_bytes()
    assert sheets_of(content, "e.xlsx")["S"] == [(1, ["a", "b"]), (2, ["x", "#DIV/0!"]), (3, ["x", "#N/A"]), (4, ["x", "2"])]


def test_an_error_value_in_other_workbooks(tmp_path):
    """LibreOffice saves the same sheet as .ods, whose cells can be told apart, and as .xls, which is refused by its cell."""
    program, source = start_spreadsheet(tmp_path), with_errors(tmp_path / "e.xlsx")
    (ods,), (xls,) = program.convert("ods", source), program.convert("xls", source)
    assert sheets_of(ods.read_bytes(), "e.ods")["S"][1:3] == [(2, ["x", "#DIV/0!"]), (3, ["x", "#N/A"])]
    with pytest.raises(DataError, match=r"an error value in cell B2 \(expected values\) at e.xls; "):
        sheets_of(xls.read_bytes(), "e.xls")


def test_an_error_value_is_no_absence(tmp_path):
    folder = damaged(tmp_path / "c", {"C5": "=1/0"})
    path = folder / "raw" / "marks.xlsx"
    book = openpyxl.load_workbook(path)
    book["J1"]["C5"].value, book["J1"]["C5"].data_type = "#DIV/0!", "e"
    book["J2"]["D6"].value, book["J2"]["D6"].data_type = "#N/A", "e"
    book.save(path)
    assert [problem.split(" (")[0] for problem in told(folder)] == ["'#DIV/0!' for 公益性", "'#N/A' for 资源动员能力"]


def test_an_error_value_in_an_office_table_stops_and_in_an_order_sets_the_row_aside(folder):
    from contestlib.cleaning import clean_orders
    from contestlib.loading import read_orders
    contest = read_contest(folder)
    orders = read_orders(contest)
    registration = folder / "raw" / "registration.xlsx"
    book = openpyxl.load_workbook(registration)
    sheet = book["报名表"]
    cell = next(cell for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, int))
    cell.value, cell.data_type = "#REF!", "e"
    book.save(registration)
    (folder / "raw" / "SOURCES.csv").unlink()
    assert any(f"the error value #REF! (expected a value) at raw/registration.xlsx [报名表] line {cell.row}, cell "
               f"{cell.coordinate}; " in one for one in told(folder))
    source = folder / "raw" / "orders-2.csv"
    source.unlink()
    columns = {name: raw if isinstance(raw, str) else raw[0] for name, raw in contest.rules.tables["orders"].columns.items()}
    with xlsxwriter.Workbook(folder / "raw" / "orders-2.xlsx") as made:
        page = made.add_worksheet()
        page.write_row(0, 0, list(columns.values()))
        first = orders[orders["damage"] == ""].iloc[0]
        for row in (1, 2):
            page.write_row(row, 0, [str(first.get(name, "")) for name in columns])
        page.write_formula(2, list(columns).index("buyer"), "=NA()", None, "#N/A")
    rules = folder / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace('"raw/orders-*.csv"', '"raw/orders-*.csv", "raw/orders-*.xlsx"'),
                     encoding="utf-8")
    shutil.copy("data/hubei-2019/raw/registration.xlsx", registration)
    contest = read_contest(folder)
    read = read_orders(contest)
    assert read.loc[read["file"].str.contains("xlsx"), "damage"].tolist()[1].startswith("the error value #N/A in cell ")
    aside = clean_orders(read, contest).set_aside
    assert (aside["file"].str.contains("xlsx") & (aside["rule"] == "shape")).sum() == 1


def test_a_judge_without_a_sheet(tmp_path):
    """Not there at all, or blank where an empty cell is an absence; not where 缺席 is written, nor where all is recused."""
    folder = filled(tmp_path / "c")
    shutil.copy(folder / "raw" / "marks-J1.xlsx", folder / "J1.xlsx")
    (folder / "raw" / "marks-J2.xlsx").unlink()
    assert told(folder) == ["nothing written by judge J2 on any sheet (expected marks by every judge of judges.csv) at "
                            "raw/marks-*.xlsx; put the judge's sheet there; where the judge was not there, write 缺席 on it, "
                            "or take the judge out of judges.csv."]
    shutil.copy(folder / "sheets" / "marks-J2.xlsx", folder / "raw")
    assert len(told(folder)) == 1 and "评委 J2 在所有评分表上都没有填写" in in_chinese(folder)[0]
    (folder / "raw" / "marks-J1.xlsx").write_bytes(b"PK")
    assert len(told(folder)) == 1  # who wrote on a file that cannot be read is not silent
    shutil.copy(folder / "J1.xlsx", folder / "raw" / "marks-J1.xlsx")
    change(folder / "raw" / "marks-J2.xlsx", "J2", C5="缺席")
    assert told(folder) == []
    (folder / "raw" / "marks-J2.xlsx").unlink()
    (folder / "recusals.csv").write_text("judge,team,reason\n" + "".join(f"J2,{team},family\n" for team in "ABC"),
                                         encoding="utf-8")
    assert told(folder) == []


def test_files_that_nothing_reads(tmp_path, capsys):
    """Without a card a line of the check, with one a mistake; so is a card whose file is not there."""
    folder = filled(tmp_path / "c")
    (folder / "raw" / "marks-J3.xls").write_bytes(b"")
    assert main(["check", str(folder), "--lang", "en"]) == 0
    assert "No table of rules.toml reads: raw/marks-J3.xls. What stands there counts for nothing." in capsys.readouterr().out
    assert main(["receive", str(folder)]) == 0
    cards = folder / "raw" / "SOURCES.csv"
    text = cards.read_text(encoding="utf-8")
    empty = "," * text.split("\n")[0].count(",") + "\n"
    cards.write_text(f"{text}raw/marks-J3.xls{empty}raw/marks-J4.xlsx{empty}", encoding="utf-8")
    assert [problem.split(" (")[0] for problem in told(folder)] == [
        "a card of raw/marks-J3.xls, which no table reads", "a card of raw/marks-J4.xlsx, which is not there"]


def test_a_row_that_is_missing_on_one_sheet_is_said(tmp_path, capsys):
    folder = filled(tmp_path / "c")
    path = folder / "raw" / "marks-J2.xlsx"
    book = openpyxl.load_workbook(path)
    book["J2"].delete_rows(6)
    book.save(path)
    assert main(["check", str(folder), "--lang", "en"]) == 0
    assert "No row on the sheets of J2, though other judges have one, for: 乙队 B." in capsys.readouterr().out


@pytest.mark.parametrize("columns", [WIDE, LONG], ids=["wide", "long"])
def test_an_id_beside_another_teams_name(tmp_path, columns):
    """An unknown id, and two that were exchanged; a column that numbers the rows says nothing of the teams."""
    folder = filled(tmp_path / "c", columns)
    path = folder / "raw" / "marks-J1.xlsx"
    last = {"A5": "B", "A6": "A", "A7": "T99"} if columns == WIDE else {"A5": "B"}
    change(path, "J1", **last)
    found = told(folder)
    assert len(found) == len(last) and all("(expected one team) at raw/marks-J1.xlsx [J1] line" in one for one in found)
    assert found[0].startswith("the id B beside '甲队', which is A")
    assert "编号 B 与“甲队”不符，后者是 A" in in_chinese(folder)[0]
    for name in ("J1", "J2"):
        rows = range(5, 11 if columns == LONG else 8)
        change(folder / "raw" / f"marks-{name}.xlsx", name, **{f"A{row}": row - 4 for row in rows})
    assert told(folder) == []


def test_a_sheet_of_another_judge(tmp_path):
    """J1's file with its sheet renamed J2, J2's own lost: the heading and the file still say J1."""
    folder = filled(tmp_path / "c", judges="judge,name,city\nJ1,张三,武汉市\nJ2,李四,襄阳市\nJ3,王五,宜昌市\n")
    path = folder / "raw" / "marks-J1.xlsx"
    book = openpyxl.load_workbook(path)
    book["J1"].title = "J2"
    book.save(path)
    (folder / "raw" / "marks-J2.xlsx").unlink()
    assert any(one.startswith("marks of J2 on a sheet of J1, as its heading says (expected one judge) at raw/marks-J1.xlsx "
                              "[J2]; ") for one in told(folder))
    change(path, "J2", A2="")
    assert any(one.startswith("marks of J2 on a sheet of J1, as the file's name says") for one in told(folder))
    shutil.move(path, folder / "raw" / "marks-J2.xlsx")
    assert [one.split(" (")[0] for one in told(folder)] == ["nothing written by judge J1 on any sheet"]


def test_a_copy_is_named_once_with_both_files(tmp_path):
    folder = filled(tmp_path / "c")
    shutil.copy(folder / "raw" / "marks-J2.xlsx", folder / "raw" / "marks-J2 (1).xlsx")
    (one,) = told(folder)
    assert "6 marks by J2" in one and "raw/marks-J2.xlsx [J2]" in one and "raw/marks-J2 (1).xlsx [J2]" in one


def test_a_note_below_the_table(tmp_path):
    folder = filled(tmp_path / "c")
    change(folder / "raw" / "marks-J2.xlsx", "J2", A9="签名：李四")
    assert told(folder) == ["a row without a team, in which stands '签名：李四' (expected a team's name in every row) at "
                            "raw/marks-J2.xlsx [J2] line 9; write the team's name, or take the row out of the sheet."]
    assert "没有队伍的一行，内容为“签名：李四”" in in_chinese(folder)[0]


RULINGS = """date,minute,kind,team,value,reason
2025-02-30,1,withdrawal,A,,
2025/2/3,1,wild-card,A,,
,1,flagged,B,maybe,
,1,flagged,C,keep,
,1,flagged,C,remove,
,1,correction,B,J1 welfare=9,
,1,correction,B,J1 公益性=8,
,1,correction,C,J9 welfare=8,
,1,withdrawl,B,,
,1,disqualification,T9,late,
2025年2月3日,1,退出,B,,
,1,取消资格,B,,
"""


def test_every_wrong_ruling_comes_at_once(tmp_path):
    """Eight wrong rows: what is no day, no value, no kind, no team, no judge, and rulings of which not both can hold; a team
    that withdrew may be disqualified."""
    folder = filled(tmp_path / "c")
    (folder / "decisions.csv").write_text(RULINGS, encoding="utf-8")
    found = told(folder)
    for words in ("the date '2025-02-30' (expected a day of the calendar, such as 2025-02-28) at decisions.csv line 2",
                  "a second ruling on A: wild-card, where line 2 says withdrawal",
                  "the value 'maybe' of a ruling on flagged support (expected one of keep, remove) at decisions.csv line 4",
                  "a second ruling on C: flagged remove, where line 5 says flagged keep",
                  "a second ruling on B: correction J1 welfare=8, where line 7 says correction J1 welfare=9",
                  "the correction 'J9 welfare=8' of a mark by J9 (expected a code of judges.csv: J1, J2)",
                  "kind 'withdrawl' (expected one of withdrawal, disqualification, flagged, wild-card, correction)",
                  "team 'T9' (expected one of A, B, C, D)", "the value 'late' beside disqualification (expected an empty cell)"):
        assert sum(words in one for one in found) == 1, words
    assert len(found) == 9
    said = "\n".join(in_chinese(folder))
    assert "退出、取消资格、存疑支持、外卡、更正" in said and "withdrawal" not in said and "对 A 的第二项裁定“外卡 ”" not in said


def test_rulings_on_marks_come_at_once(tmp_path):
    folder = filled(tmp_path / "c", **{
        "decisions.csv": "kind,team,value\n更正,A,J1 公益性=11\n更正,B,J1 公益性=12\n更正,D,J1 公益性=9\n"})
    assert [one.split(" (")[0] for one in told(folder)] == [
        "a mark of 11 by J1 for A in 公益性", "a mark of 12 by J1 for B in 公益性", "a correction of what J1 gave D"]


def test_who_may_not_mark_is_said_in_the_contests_language(tmp_path):
    folder = filled(tmp_path / "c", panel='recuse = ["city"]\n', judges="judge,name,city\nJ1,张三,襄阳市\nJ2,李四,襄阳市\n")
    (folder / "judges.csv").write_text("judge,name,city\nJ1,张三,武汉市\nJ2,李四,武汉市\n", encoding="utf-8")
    said = in_chinese(folder)
    assert said and all("市州：武汉市" in one and "city" not in one for one in said)
    for sheet in ("J1", "J2"):
        change(folder / "raw" / f"marks-{sheet}.xlsx", sheet, C5="回避", D5="回避")
    with pytest.raises(DataError) as error:
        read_marks(read_contest(folder))
    assert "J1 回避、J2 回避" in describe_error(error.value, "zh")


def test_sheets_say_that_nothing_will_be_dropped(tmp_path, capsys):
    folder = prepared(tmp_path / "c", panel="minimum_judges = 3\n")
    rules = folder / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace('method = "mean"', 'method = "trimmed"'), encoding="utf-8")
    assert main(["sheets", str(folder), "--per-team", "2", "--lang", "en"]) == 0
    assert "With 2 judges a team no mark will be dropped" in capsys.readouterr().err


def test_judges_stand_in_the_order_of_judges_csv(tmp_path):
    """J2 first, whoever marked the first team."""
    from contestlib.decision import decide_contest
    folder = filled(tmp_path / "c")
    for sheet, first in (("J1", 5), ("J2", 6)):
        change(folder / "raw" / f"marks-{sheet}.xlsx", sheet, C5=first, C6=first + 1, C7=first + 2, D5=first + 1, D6=first)
    (folder / "judges.csv").write_text("judge,name,city\nJ2,李四,襄阳市\nJ1,张三,武汉市\n", encoding="utf-8")
    change(folder / "raw" / "marks-J2.xlsx", "J2", C5="缺席")
    assert decide_contest(read_contest(folder)).judging.judges.index.tolist() == ["J2", "J1"]


def started(folder, orders):
    """A contest of two teams for one place from the empty templates, with such orders of amount, state and further text."""
    new_contest(folder)
    (folder / "teams.csv").write_text("team,name_zh,project,status,city\nA,甲,甲,online,x\nB,乙,乙,online,y\n", encoding="utf-8")
    rules = (folder / "rules.toml").read_text(encoding="utf-8").replace("places = 5", "places = 1")
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    (folder / "raw" / "SOURCES.csv").unlink()
    (folder / "raw" / "orders.csv").write_text("订单号,项目名称,参与者,应付总额,支付状态,支付时间\n" + "\n".join(orders) + "\n",
                                               encoding="utf-8")
    return folder


def test_orders_with_a_rounded_amount_are_named_and_what_they_would_change(tmp_path, capsys):
    """B has 150 yuan of two orders, A 100 of one and 32,000 that stand there as 3.2万元; 面议 is no amount."""
    when = "支付成功,2025-01-03 10:00:00"
    orders = [f"1,甲,a,100.00,{when}", f"2,乙,b,100.00,{when}", f"3,乙,c,50.00,{when}", f"4,甲,d,面议,{when}"]
    folder = started(tmp_path / "contest", [*orders, f"5,甲,e,3.2万元,{when}"])
    assert main(["check", str(folder), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert ("Orders whose amount is stated only roughly (1, 32,000.00 yuan as written) do not count; ask the platform for the "
            "amounts to the fen: raw/orders.csv line 6, 甲 A, 3.2万元 = 32,000.00 yuan.") in said
    assert "WARNING: counted as they are written, these orders would change the list: 甲 A in, 乙 B out." in said
    assert main(["check", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "金额不精确到分 2" in said and "警告：若照写法计入这些订单，名单会改变：甲 A 进，乙 B 出。" in said
    path = folder / "raw" / "orders.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("5,甲,e", "5,乙,e"), encoding="utf-8")
    assert main(["check", str(folder)]) == 0
    assert "即使照写法计入，名单也不变。" in capsys.readouterr().out
    path.write_text(path.read_text(encoding="utf-8").replace("3.2万元", "32000元"), encoding="utf-8")
    assert main(["check", str(folder)]) == 0
    assert "约数的订单" not in capsys.readouterr().out


def test_refunds_are_counted_apart_and_a_row_of_totals_is_named(tmp_path, capsys):
    """Three rows of orders are set aside and one of refunds; the row of totals has as many values as its header."""
    when = "2025-01-03 10:00:00"
    orders = [f"1,甲,a,100.00,支付成功,{when}", f"2,乙,b,100.00,已退款,{when}", f"3,乙,c,50.00,支付成功,{when}",
              "合计,,,250.00,,", f"4,乙,c,50.00,未支付,{when}"]
    folder = started(tmp_path / "contest", orders)
    (folder / "raw" / "refunds.csv").write_text("退款单号,订单号,退款金额\nR1,9,5.00\n", encoding="utf-8")
    with open(folder / "rules.toml", "a", encoding="utf-8") as stream:
        stream.write('[tables.refunds]\nfiles = ["raw/refunds.csv"]\n[tables.refunds.columns]\n'
                     'refund = "退款单号"\norder = "订单号"\nrefunded = "退款金额"\n')
    assert main(["check", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "搁置 3 行、400.00 元，每行都有理由。另有退款 1 行、5.00 元搁置。" in said
    assert "搁置的订单行，按规则：支付状态不计入 2、列数或项目不对 1。" in said
    assert "搁置的退款行，按规则：退款找不到订单 1。" in said
    assert "应付金额中有 250.00 元出自残缺或未写项目的行（1 行，如合计行）：raw/orders.csv 第 5 行。" in said
    assert main(["check", str(folder), "--lang", "en"]) == 0
    assert ("Of the yuan payable, 250.00 stand in rows cut short or without a project, such as a row of totals (1): "
            "raw/orders.csv line 5." in capsys.readouterr().out)
