"""Members' weight sheets: blank ones out, filled ones back in, and everything that a sheet can have wrong."""

import io
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from contestlib.__main__ import main
from contestlib.archive import write_weight_sheets
from contestlib.documents import read_weight_sheets
from contestlib.errors import ContestError, RulesError
from contestlib.loading import check_contest, read_contest
from contestlib.members import check_members, member_weights, proposal_table
from contestlib.pooling import pool_every_way
from contestlib.record_sentences import describe_proposals
from contestlib.rules import Indicator
from contestlib.weight_sheets import TABLES, blank_weight_sheets
from contestlib.wording import describe_error

INDICATORS = [Indicator("welfare", "公益性", "welfare"), Indicator("amount", "众筹金额", "amount"),
              Indicator("likes", "点赞", "likes")]
CODES = [indicator.code for indicator in INDICATORS]
NAMES = ["王芳", "李强", "赵敏", "Chen"]
SHEETS = "weights/weights.xlsx"


@pytest.fixture
def contest(tmp_path):
    """A folder with blank sheets for four members."""
    write_weight_sheets(tmp_path, blank_weight_sheets(INDICATORS, NAMES, "zh"))
    return tmp_path


def cells_of(sheet):
    """Row and column of every input, by way and code or pair."""
    rows = {}
    for row in sheet.iter_rows():
        text = [cell.value for cell in row]
        if text[0] in CODES and text[2] in CODES:
            rows["pair", text[0], text[2]] = (row[0].row, 5)
        elif text[0] in CODES:
            rows |= {(way, text[0]): (row[0].row, column) for way, column in (("points", 3), ("rank", 4), ("swing", 5))}
    return rows


def fill(folder, member, stated, file=SHEETS):
    change(folder, lambda book: write(book[member], stated), file)


def write(sheet, stated):
    places = cells_of(sheet)
    for key, value in stated.items():
        sheet.cell(*places[key]).value = value


def change(folder, edit, file=SHEETS):
    book = openpyxl.load_workbook(folder / file)
    edit(book)
    book.save(folder / file)


POINTS = {("points", "welfare"): 50, ("points", "amount"): 33.5, ("points", "likes"): "16.5"}
RANKS = {("rank", "welfare"): 1, ("rank", "amount"): 2, ("rank", "likes"): 2}
SWINGS = {("swing", "welfare"): 100, ("swing", "amount"): 100, ("swing", "likes"): 0}
PAIRS = {("pair", "welfare", "amount"): "2", ("pair", "welfare", "likes"): 8, ("pair", "amount", "likes"): "4"}


def fill_all(folder, **instead):
    everybody = dict(zip(NAMES, (POINTS, RANKS, SWINGS, PAIRS), strict=True)) | instead
    change(folder, lambda book: [write(book[member], stated) for member, stated in everybody.items()])


def test_four_members_four_ways(contest):
    fill_all(contest)
    weights = member_weights(read_weight_sheets(contest), CODES)
    assert list(weights) == NAMES
    assert weights["王芳"].points == {"welfare": 50, "amount": Fraction("33.5"), "likes": Fraction("16.5")}
    assert weights["李强"].points == {"welfare": Fraction(11, 18), "amount": Fraction(7, 36), "likes": Fraction(7, 36)}
    assert weights["赵敏"].weights.tolist() == [0.5, 0.5, 0] and weights["赵敏"].total == 200
    assert weights["Chen"].weights.round(4).tolist() == [0.6154, 0.3077, 0.0769] and weights["Chen"].consistency_ratio < 1e-9
    assert list(pool_every_way(weights)) == ["mean", "median"]  # the zero of 赵敏 would decide a geometric mean
    table = proposal_table(weights)
    assert table.loc["王芳", ["label_zh", "label_en", "rationale_zh", "rationale_en"]].tolist() == [
        "王芳", "王芳", "直接打分", "direct points"]
    assert table.loc["Chen", "rationale_zh"].endswith("总计是各数之和")
    assert "of which the total is" in table.loc["Chen", "rationale_en"]
    assert table.loc["李强", [*CODES, "total"]].tolist() == ["11/18", "7/36", "7/36", "1"]
    assert table.loc["Chen", [*CODES, "total"]].tolist() == ["61.54", "30.77", "7.69", "100"]


def test_each_member_may_send_a_workbook_back(contest):
    """Four copies of the blank workbook, each with one sheet filled; one of them saved by LibreOffice in its own format."""
    blank = (contest / SHEETS).read_bytes()
    for number, (member, stated) in enumerate(zip(NAMES, (POINTS, RANKS, SWINGS, PAIRS), strict=True)):
        (contest / "weights" / f"back{number}.xlsx").write_bytes(blank)
        fill(contest, member, stated, f"weights/back{number}.xlsx")
    expected = {member: dict(stated) for member, stated in member_weights(read_weight_sheets(contest), CODES).items()}
    office = shutil.which("soffice")
    if office:
        path = contest / "weights" / "back3.xlsx"
        subprocess.run([office, "--headless", f"-env:UserInstallation=file://{contest}/office", "--convert-to", "ods", "--outdir",
                        contest / "weights", path], check=True, capture_output=True)
        path.unlink()
        assert (contest / "weights" / "back3.ods").exists()
        assert {member: dict(stated) for member, stated in member_weights(read_weight_sheets(contest), CODES).items()} == expected
    assert set(expected) == set(NAMES)


def test_blank_sheets_are_the_same_bytes_and_say_the_same_in_english():
    assert blank_weight_sheets(INDICATORS, NAMES, "zh") == blank_weight_sheets(INDICATORS, NAMES, "zh")
    for language, words in (("zh", ("1 同样重要", "2、4、6、8 介于其间")),
                            ("en", ("1 equally important", "2, 4, 6 and 8 lie between"))):
        book = openpyxl.load_workbook(io.BytesIO(blank_weight_sheets(INDICATORS, NAMES, language)))
        for sheet in book:  # the cover, and every member's own
            assert all(word in " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row) for word in words)
    for language in (0, 1):
        assert all(pair[language] for table in TABLES.values() for pair in table.columns.values())


def test_english_sheets_are_read_back(tmp_path):
    write_weight_sheets(tmp_path, blank_weight_sheets(INDICATORS, ["Wang"], "en"))
    fill(tmp_path, "Wang", PAIRS | {("pair", "welfare", "amount"): "1/2"})
    problem = check_members(read_weight_sheets(tmp_path), CODES)[0]
    assert any(f"= {stated}, where the weights out of all judgements have the ratio" in str(problem) for stated in (0.5, 8, 4))
    fill(tmp_path, "Wang", {("pair", "welfare", "likes"): "2"})
    assert member_weights(read_weight_sheets(tmp_path), CODES)["Wang"].weights.round(4).tolist() == [0.2857, 0.5714, 0.1429]


@pytest.mark.parametrize(("stated", "words"), [
    ({}, "no weights of 王芳"),
    (POINTS | {("points", "likes"): 20}, "points that add up to 103.5 (expected 100)"),
    ({("points", "welfare"): 0.5, ("points", "amount"): 0.3, ("points", "likes"): 0.2}, "points that add up to 1 (expected 100)"),
    (POINTS | {("points", "likes"): "many"}, "'many' for 'likes'"),
    ({("points", "welfare"): 60, ("points", "amount"): 40}, "no number for 'likes' by 王芳"),
    (POINTS | RANKS, "王芳 states weights in 2 ways"),
    (RANKS | {("rank", "likes"): 4}, "the ranks 1, 2, 4"),
    (SWINGS | {("swing", "welfare"): 90, ("swing", "amount"): 80}, "a largest swing of 90"),
    ({("pair", "welfare", "amount"): "2"}, "no judgement of welfare / likes, amount / likes "),
    (PAIRS | {("pair", "amount", "likes"): "1/9"}, "a consistency ratio of"),
    (PAIRS | {("pair", "amount", "likes"): 0}, "'0' for 'amount' over 'likes'")])
def test_what_a_sheet_can_have_wrong(contest, stated, words):
    fill_all(contest, 王芳=stated)
    problems = check_members(read_weight_sheets(contest), CODES)
    assert len(problems) == 1 and words in str(problems[0]) and SHEETS in str(problems[0]) and "王芳" in str(problems[0])
    chinese = describe_error(problems[0], "zh")
    assert "发现" in chinese and "处理办法" in chinese and "expected" not in chinese
    with pytest.raises(RulesError):
        member_weights(read_weight_sheets(contest), CODES)


@pytest.mark.parametrize(("stated", "found", "remedy"), [
    ({("points", "welfare"): 60, ("points", "amount"): 40}, "no number for 'likes'", "0 points leave an indicator out"),
    ({("rank", "welfare"): 1, ("rank", "amount"): 2}, "no number for 'likes'", "equal ranks leave an order open"),
    ({("swing", "welfare"): 100, ("swing", "amount"): 2}, "no number for 'likes'", "0 is a swing that does not matter"),
    (RANKS | {("rank", "likes"): "last"}, "'last' for 'likes' by 王芳 (expected a rank, such as 1, 2 or 3)", "correct the cell"),
    (POINTS | RANKS, "王芳 states weights in 2 ways", " line 9; ask the member which one counts")])
def test_what_to_do_fits_the_way(contest, stated, found, remedy):
    fill_all(contest, 王芳=stated)
    (problem,) = check_members(read_weight_sheets(contest), CODES)
    assert found in str(problem) and remedy in str(problem)


def test_the_sum_is_shown_and_its_value_is_nobodys_input(contest):
    """A running sum under the points: computed by the spreadsheet program, blank where another program fills the sheet in."""
    sheet = openpyxl.load_workbook(contest / SHEETS)["王芳"]
    (total,) = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    rows = [sheet.cell(row, 1).value for row in range(total.row - len(CODES), total.row)]
    assert rows == CODES and total.value == f"=SUM($C${total.row - len(CODES)}:$C${total.row - 1})" and total.column == 3
    fill_all(contest, 王芳=POINTS | {("points", "likes"): 16.5})
    assert openpyxl.load_workbook(contest / SHEETS, data_only=True)["王芳"].cell(total.row, 3).value is None
    expected = {member: dict(stated) for member, stated in member_weights(read_weight_sheets(contest), CODES).items()}
    office = shutil.which("soffice")
    if office:
        subprocess.run([office, "--headless", f"-env:UserInstallation=file://{contest}/office", "--convert-to", "xlsx",
                        "--outdir", contest / "saved", contest / SHEETS], check=True, capture_output=True)
        shutil.copy(contest / "saved" / "weights.xlsx", contest / SHEETS)
        assert openpyxl.load_workbook(contest / SHEETS, data_only=True)["王芳"].cell(total.row, 3).value == 100
        assert {member: dict(stated) for member, stated in member_weights(read_weight_sheets(contest), CODES).items()} == expected
    change(contest, lambda book: book["王芳"].cell(total.row - 1, 3, "=1+1"))
    with pytest.raises(ContestError, match="a formula without a value in cell C"):
        read_weight_sheets(contest)


def test_what_a_spreadsheet_program_leaves_beside_an_open_file(contest):
    fill_all(contest)
    (contest / "weights" / "~$weights.xlsx").write_bytes(b"\x05Wang" + bytes(160))
    (contest / "weights" / ".~lock.weights.xlsx#").write_text(",Wang,;", encoding="utf-8")
    assert check_members(read_weight_sheets(contest), CODES) == []


def test_every_member_is_checked_at_once(contest):
    fill(contest, "王芳", {("points", "welfare"): 100})
    fill(contest, "李强", POINTS)
    assert [str(problem).split(" (expected")[0] for problem in check_members(read_weight_sheets(contest), CODES)] == [
        "no number for 'amount' by 王芳", "no number for 'likes' by 王芳", "no weights of 赵敏", "no weights of Chen"]


@pytest.mark.parametrize(("stated", "found"), [
    (PAIRS | {("pair", "welfare", "amount"): "很重要", ("pair", "welfare", "likes"): 0, ("pair", "amount", "likes"): 12},
     ["'很重要' for 'welfare' over 'amount'", "'0' for 'welfare' over 'likes'", "'12' for 'amount' over 'likes'"]),
    (POINTS | {("points", "welfare"): "30%", ("points", "likes"): -1}, ["'30%' for 'welfare'", "'-1' for 'likes'"])])
def test_every_bad_cell_comes_at_once_with_its_row(contest, stated, found):
    fill_all(contest, 王芳=stated)
    problems = [str(problem) for problem in check_members(read_weight_sheets(contest), CODES)]
    assert [problem.split(" by 王芳 (expected")[0] for problem in problems] == found
    lines = cells_of(openpyxl.load_workbook(contest / SHEETS)["王芳"])
    bad = [lines[key][0] for key, value in stated.items() if f"'{value}'" in " ".join(found)]
    assert all(f" at {SHEETS} [王芳] line {line};" in problem for line, problem in zip(bad, problems, strict=True))


def test_a_reverse_judgement_has_to_be_the_reciprocal(contest):
    fill_all(contest)
    row = max(row for row, _ in cells_of(openpyxl.load_workbook(contest / SHEETS)["Chen"]).values()) + 1

    def add(value):
        def edit(book):
            for column, text in ((1, "amount"), (3, "welfare"), (5, value)):
                book["Chen"].cell(row, column, text)
        return edit

    change(contest, add("1/2"))
    assert check_members(read_weight_sheets(contest), CODES) == []
    change(contest, add("2"))
    problem = str(check_members(read_weight_sheets(contest), CODES)[0])
    assert "'welfare' over 'amount' = 2 and 'amount' over 'welfare' = 2" in problem and "reciprocal" in problem
    change(contest, lambda book: [book["Chen"].cell(row, 1, "welfare"), book["Chen"].cell(row, 3, "amount")])
    assert "a second judgement of 'welfare' over 'amount' by Chen" in str(check_members(read_weight_sheets(contest), CODES)[0])


def test_members_who_are_missing_twice_there_or_unknown(contest):
    fill_all(contest)
    (contest / "weights" / "again.xlsx").write_bytes((contest / SHEETS).read_bytes())
    problems = check_members(read_weight_sheets(contest), CODES)
    assert len(problems) == 4 and "two filled sheets of 王芳" in str(problems[0]) and "again.xlsx" in str(problems[0])
    (contest / "weights" / "again.xlsx").unlink()
    change(contest, lambda book: book.remove(book["李强"]))
    assert ["no weights of 李强" in str(p) for p in check_members(read_weight_sheets(contest), CODES)] == [True]
    last = openpyxl.load_workbook(contest / SHEETS)["委员名单"].max_row
    change(contest, lambda book: book["委员名单"].cell(last + 1, 1, "王芳"))
    with pytest.raises(ContestError, match=f"the member '王芳' a second time .* line {last + 1}"):
        read_weight_sheets(contest)
    change(contest, lambda book: book["委员名单"].delete_rows(last + 1))
    change(contest, lambda book: book["王芳"].cell(1, 2, "王方"))
    with pytest.raises(ContestError, match="the member '王方' .expected one of 王芳, 李强"):
        read_weight_sheets(contest)


def test_sheets_that_were_changed_in_layout(contest):
    fill_all(contest)
    places = cells_of(openpyxl.load_workbook(contest / SHEETS)["王芳"])
    change(contest, lambda book: book["王芳"].cell(places["points", "likes"][0], 1, "like"))
    assert "the indicator 'like' on the sheet of 王芳" in str(check_members(read_weight_sheets(contest), CODES)[0])
    change(contest, lambda book: book["王芳"].cell(places["points", "likes"][0], 1, "amount"))
    assert "2 rows for 'amount'" in str(check_members(read_weight_sheets(contest), CODES)[0])
    change(contest, lambda book: setattr(book["王芳"].cell(1, 2), "value", None))
    with pytest.raises(ContestError, match="a sheet without a member's name"):
        read_weight_sheets(contest)
    change(contest, lambda book: book["王芳"].cell(1, 2, "王芳"))
    change(contest, lambda book: book["王芳"].delete_rows(8, 6))
    with pytest.raises(ContestError, match="a sheet without its two tables|expected a column"):
        read_weight_sheets(contest)


@pytest.mark.parametrize("names", [["王芳", "王芳"], ["Wang", "WANG"], [""], ["a/b"], ["=HYPERLINK(1)"], ["x" * 32],
                                   ["委员名单"]])
def test_names_that_no_sheet_can_bear(names):
    with pytest.raises(RulesError, match="expected a name for each member, once"):
        blank_weight_sheets(INDICATORS, names, "zh")


def test_filled_sheets_are_never_written_over(contest):
    with pytest.raises(ContestError, match="something there already"):
        write_weight_sheets(contest, b"")
    assert (contest / SHEETS).exists()


RULES = Path(__file__).parents[1] / "data" / "hubei-2019"


def test_the_command_makes_sheets_and_reads_them_back(folder, capsys):
    assert main(["weights", str(folder), "--members", "王芳", "李强"]) == 0
    assert "2 位委员的空白表已存入" in capsys.readouterr().out
    assert main(["weights", str(folder)]) == 2 and "王芳没有填写权重" in capsys.readouterr().err
    codes = [indicator.code for indicator in read_contest(folder).rules.indicators]
    book = openpyxl.load_workbook(folder / SHEETS)
    for member, points in (("王芳", {"welfare": 60, "amount": 40}), ("李强", {"amount": 50, "likes": 50})):
        for row in book[member].iter_rows(max_row=8 + len(codes)):
            if row[0].value in codes:
                row[2].value = points.get(row[0].value, 0)
    book.save(folder / SHEETS)
    assert main(["weights", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "王芳（直接打分）：公益性 60.00%、众筹金额 40.00%" in out
    assert "公益性：最低 0.00%（李强），最高 60.00%（王芳）" in out and 'hull = ["王芳", "李强"]' in out
    assert "不列几何平均：王芳、李强有零权重" in out and "从各委员的权重到平均数须移动的百分点：王芳 30、李强 30" in out
    rows = (folder / "weights" / "proposals.csv").read_text(encoding="utf-8").splitlines()
    scenarios = (folder / "scenarios.csv").read_text(encoding="utf-8")
    assert rows[0] == scenarios.splitlines()[0] and len(rows) == 5
    (folder / "scenarios.csv").write_text(scenarios.rstrip("\n") + "\n" + "\n".join(rows[1:]) + "\n", encoding="utf-8")
    mean = read_contest(folder).rules.scenario("pooled-mean")
    assert (mean.label_zh, mean.proposer) == ("各委员权重的平均", "王芳, 李强")
    rules = (folder / "rules.toml").read_text(encoding="utf-8")
    assert check_contest(folder) == [] and rules
    assert read_contest(folder).rules.scenario("pooled-mean").weights["amount"] == Fraction(45, 100)
    # Taken as advised, in place of the span around the baseline, the proposals are admissible; beside it they need not be.
    hull = 'hull = ["王芳", "李强"]'
    assert "around、percent、points 换成 " + hull in out
    for stated, now, outside in (('around = "baseline"\npercent = 50', hull, ""),
                                 ("percent = 50", 'percent = 50\nhull = ["baseline", "王芳"]', "王芳")):
        (folder / "rules.toml").write_text(rules.replace(stated, now), encoding="utf-8")
        assert main(["check", str(folder)]) == 0
        said = capsys.readouterr().out
        assert (f"hull 中列出、却不在可接受范围之内的方案：{outside}。" in said) is bool(outside)


def test_a_reading_that_fails_names_the_indicators_and_leaves_nothing_of_the_one_before(folder, capsys):
    assert main(["weights", str(folder), "--members", "王芳", "李强"]) == 0
    codes = [indicator.code for indicator in read_contest(folder).rules.indicators]

    def give(points):
        book = openpyxl.load_workbook(folder / SHEETS)
        for member in ("王芳", "李强"):
            for row in book[member].iter_rows(max_row=8 + len(codes)):
                if row[0].value in codes:
                    row[2].value = points.get(row[0].value, points.get("others"))
        book.save(folder / SHEETS)

    give({"welfare": 60, "amount": 40, "others": 0})
    assert main(["weights", str(folder)]) == 0 and (folder / "weights" / "proposals.csv").exists()
    give({"amount": 40})
    capsys.readouterr()
    assert main(["weights", str(folder)]) == 2 and not (folder / "weights" / "proposals.csv").exists()
    said = capsys.readouterr().err
    assert "proposals.csv 已删除" in said and "王芳没有填写“公益性”" in said and "李强没有填写“众筹人次”" in said
    assert "welfare" not in said


def test_without_the_list_nobody_is_known_to_be_missing(contest):
    fill_all(contest)
    assert read_weight_sheets(contest).attrs["listed"] == 4
    change(contest, lambda book: [book.remove(book[title]) for title in ("委员名单", "赵敏")])
    statements = read_weight_sheets(contest)
    assert statements.attrs["listed"] == 0 and len(member_weights(statements, CODES)) == 3


def test_the_command_says_that_nobody_is_known_to_be_missing(folder, capsys):
    assert main(["weights", str(folder), "--members", "A", "B", "C", "--lang", "en"]) == 0
    codes = [indicator.code for indicator in read_contest(folder).rules.indicators]
    book = openpyxl.load_workbook(folder / SHEETS)
    for member in ("A", "B"):
        for row in book[member].iter_rows(max_row=8 + len(codes)):
            if row[0].value in codes:
                row[3].value = codes.index(row[0].value) + 1
    del book["C"], book["list of members"]
    book.save(folder / SHEETS)
    assert main(["weights", str(folder), "--lang", "en"]) == 0
    assert "No workbook brings the list of members back: 2 members are pooled" in capsys.readouterr().out


def test_numbered_sheets_where_nobody_is_named(folder, capsys):
    assert main(["weights", str(folder), "--lang", "en"]) == 0 and "5 members" in capsys.readouterr().out
    assert openpyxl.load_workbook(folder / SHEETS).sheetnames[1:] == [f"member {n}" for n in range(1, 6)]
    assert main(["weights", str(folder), "--members", "A"]) == 2
    assert "something there already" not in capsys.readouterr().out


def test_one_member_only(folder, capsys):
    assert main(["weights", str(folder), "--members", "王芳", "--lang", "zh"]) == 0
    book = openpyxl.load_workbook(folder / SHEETS)
    codes = [indicator.code for indicator in read_contest(folder).rules.indicators]
    for row in book["王芳"].iter_rows(max_row=8 + len(codes)):
        if row[0].value in codes:
            row[3].value = codes.index(row[0].value) + 1
    book.save(folder / SHEETS)
    assert main(["weights", str(folder)]) == 2
    said = capsys.readouterr()
    assert "王芳（排序重心法）" in said.out and "只有 1 位委员的权重" in said.err and "等待其他委员" in said.err


def test_a_contradiction_below_the_limit_is_said(contest):
    fill_all(contest, Chen=PAIRS | {("pair", "amount", "likes"): "3"})
    weights = member_weights(read_weight_sheets(contest), CODES)
    lines = describe_proposals(weights, {}, {code: code for code in CODES}, "zh")
    (said,) = (line for line in lines if "的一致性比率 0.0" in line)  # it says whose it is, wherever it stands
    assert said.strip().startswith("Chen") and "（不得超过 0.10）" in said and "按全部判断求得的权重" in said
