"""Files as offices send them: every encoding, delimiter and kind of workbook, or a message that says what to do."""

import gzip
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contestlib.errors import ContestError, DataError
from contestlib.names import name_key, near_names
from contestlib.rawfiles import describe_layout, named_table, read_rows
from contestlib.readings import decode_text, split_records
from contestlib.rules import Table
from contestlib.workbooks import sheets_of

ORDERS = [["参与者", "项目名称", "应付总额"], ["张三", "秭归脐橙", "1,299.00"], ["李四", "房县黑木耳，特级", "12"]]
TABLE = Table(columns={"buyer": ("参与者", "buyer"), "project": "项目名称", "payable": ("应付总额", "payable total")})


def written(rows, delimiter):
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in row] for row in rows]
    return "".join(delimiter.join(row) + "\r\n" for row in quoted)


def as_table(content, name, folder, table=TABLE):
    (folder / name).write_bytes(content)
    sheets, reading = read_rows(folder / name, table, name)
    (rows,) = sheets.values()
    return named_table(rows, table, name, (), "mark"), reading


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_and_delimiters_change_nothing(encoding, delimiter, tmp_path):
    table, reading = as_table(written(ORDERS, delimiter).encode(encoding), "orders.csv", tmp_path)
    assert table[["buyer", "project", "payable"]].to_numpy().tolist() == ORDERS[1:]
    assert reading["encoding"] == {"gbk": "gb18030"}.get(encoding, encoding)
    assert reading["delimiter"] == {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar"}[delimiter]


def test_rare_characters_that_gbk_dropped_leave_the_rest():
    text = "项目名称,金额\n㮾梨䶮泉,12\n"
    dropped = text.encode("gbk", "ignore")
    assert decode_text(dropped, "x.csv") == ("项目名称,金额\n梨泉,12\n", "gb18030")


def test_big5_is_read_where_nothing_else_fits_and_shown_where_gb18030_fits_too():
    content = "專案名稱,支持金額\n來自沂蒙山區的番薯,1299\n".encode("big5")
    assert decode_text(content, "orders.csv") == (content.decode("big5"), "big5hkscs")
    both = "訂單編號,農產\n".encode("big5")
    assert both.decode("gb18030") == "璹虫絪腹,笰玻\n"
    with pytest.raises(DataError, match="two ways") as caught:
        decode_text(both, "orders.csv")
    assert "訂單編號,農產" in str(caught.value) and "璹虫絪腹,笰玻" in str(caught.value)
    assert decode_text(both, "orders.csv", "big5")[0] == "訂單編號,農產\n"


def test_a_delimiter_that_could_be_two_is_shown():
    with pytest.raises(DataError, match="two ways") as caught:
        split_records("a,b;c\n1,2;3\n", "x.csv")
    assert "comma" in str(caught.value) and "semicolon" in str(caught.value)
    assert split_records("a,b;c\n1,2;3\n", "x.csv", [["b;c"]])[0][1] == (2, ["1", "2;3"])
    assert split_records("a,b;c\n1,2;3\n", "x.csv", delimiter="semicolon")[0][1] == (2, ["1,2", "3"])


def test_a_title_above_the_header_is_passed_and_lines_stay_true(tmp_path):
    content = "湖北省赛订单,,\n导出时间 2019-09-03,,\n,,\n" + written(ORDERS, ",")
    table, _ = as_table(content.encode(), "orders.csv", tmp_path)
    assert table["line"].tolist() == [5, 6] and table["project"].tolist() == ["秭归脐橙", "房县黑木耳，特级"]


def test_other_spellings_of_a_header_and_two_at_once(tmp_path):
    english = [["buyer", "项目名称", "Payable  Total"], *ORDERS[1:]]
    table, _ = as_table(written(english, ",").encode(), "orders.csv", tmp_path)
    assert table["payable"].tolist() == ["1,299.00", "12"]
    both = [["buyer", "参与者", "项目名称", "应付总额"], ["a", "b", "c", "d"]]
    with pytest.raises(DataError, match="the columns buyer, 参与者 for buyer"):
        as_table(written(both, ",").encode(), "orders.csv", tmp_path)


def test_an_appended_export_repeats_its_header(tmp_path):
    content = written(ORDERS, ",") * 2
    table, _ = as_table(content.encode(), "orders.csv", tmp_path)
    assert table["damage"].tolist() == ["", "", "the header again", "", ""]


def test_two_empty_fields_too_many_do_not_shift_columns(tmp_path):
    """The documented export: 11 headers over 13 values, the last two empty; here 3 over 5."""
    content = written(ORDERS[:1], ",") + "".join(row + ",,\r\n" for row in written(ORDERS[1:2], ",").splitlines())
    table, _ = as_table(content.encode("gbk"), "orders.csv", tmp_path)
    assert table.loc[0, ["buyer", "project", "payable", "damage"]].tolist() == ["张三", "秭归脐橙", "1,299.00", ""]


def test_line_breaks_inside_quotes(tmp_path):
    content = '参与者,项目名称,应付总额\n张三,"秭归\n脐橙",12\n李四,房县,13\n'
    table, _ = as_table(content.encode(), "orders.csv", tmp_path)
    assert table["line"].tolist() == [2, 4] and table["project"][0] == "秭归\n脐橙"


def workbook(fill, **sheets):
    book = openpyxl.Workbook()
    fill(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rows_in(book):
    for row in ORDERS:
        book.active.append(row)


def hidden(book):
    rows_in(book)
    other = book.create_sheet("备用")
    other.append(["x"])
    other.sheet_state = "hidden"


def merged(book):
    rows_in(book)
    book.active.merge_cells("A2:A3")


def titled(book):
    book.active.append(["湖北省赛订单"])
    book.active.merge_cells("A1:C1")
    rows_in(book)


def uncomputed(book):
    rows_in(book)
    book.active["C3"] = "=6*2"


def two(book):
    rows_in(book)
    book.create_sheet("第二页").append(["x"])


@pytest.mark.parametrize(("fill", "message"), [
    (hidden, "the hidden sheet '备用' with rows"), (merged, "merged from row 2 to row 3"), (two, "expected one sheet with rows"),
    (uncomputed, "a formula without a value in cell C3")])
def test_workbooks_that_would_be_misread_are_refused(fill, message):
    with pytest.raises(DataError, match=message):
        sheets_of(workbook(fill), "orders.xlsx")


def test_workbooks_that_are_read():
    assert list(sheets_of(workbook(titled), "x.xlsx").values())[0][1:] == [(at, row) for at, row in enumerate(ORDERS, start=2)]
    assert list(sheets_of(workbook(hidden), "x.xlsx", "Sheet")) == ["Sheet"]
    assert list(sheets_of(workbook(two), "x.xlsx", every=True)) == ["Sheet", "第二页"]


def test_a_bomb_is_not_unpacked():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * (1 << 26))
    with pytest.raises(DataError, match="unpacks to"):
        sheets_of(buffer.getvalue(), "orders.xlsx")


def test_macros_and_links_are_left_alone():
    """A workbook with a macro part and an external link gives its values; nothing is run or followed."""
    buffer = io.BytesIO(workbook(rows_in))
    with zipfile.ZipFile(buffer, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"Sub Auto_Open()\nEnd Sub")
        parts.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    assert len(list(sheets_of(buffer.getvalue(), "orders.xlsm").values())[0]) == 3


FILES = [*(written(ORDERS, ",").encode(encoding) for encoding in ("utf-8", "gbk", "utf-16")), workbook(rows_in),
         gzip.compress(written(ORDERS, "\t").encode(), mtime=0)]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_bytes_give_rows_or_a_message_in_four_parts(tmp_path_factory, data):
    """Mutated files: cut, with bytes changed, packed or not, under any ending."""
    base = FILES[data.draw(st.integers(0, len(FILES) - 1))]
    content = bytearray(base[:data.draw(st.integers(0, 10_000))])
    for _ in range(data.draw(st.integers(0, 4))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    folder = tmp_path_factory.mktemp("fuzz")
    try:
        as_table(bytes(content), f"orders.{data.draw(st.sampled_from(['csv', 'csv.gz', 'xlsx', 'xls']))}", folder)
    except ContestError as error:
        assert all((error.found, error.expected, error.where, error.remedy)) and str(error)


def test_names_and_proposals():
    assert name_key("山珍嗨味 笋片") == name_key("山珍嗨味(笋片)") == name_key("山珍嗨味【筍片】")
    assert name_key("房县黑木耳队") != name_key("房县白木耳队")
    best, *others = near_names("秭归臍橙", ["秭归县脐橙队", "秭归脐橙", "房县黑木耳队"])
    assert best == ("秭归脐橙", 100.0) and [name for name, _ in others] == ["秭归县脐橙队"]
    assert near_names("完全无关", ["秭归县脐橙队"]) == []


@given(st.text(max_size=20))
def test_a_key_is_its_own_key(text):
    assert name_key(name_key(text)) == name_key(text)


def test_a_workbook_of_1997_gives_values():
    """Written by LibreOffice Calc as Microsoft Excel 97: a title, a computed formula, a link, text identifiers."""
    content = (Path(__file__).parent / "workbooks" / "orders.xls").read_bytes()
    assert content.startswith(b"\xd0\xcf\x11\xe0")
    with pytest.raises(DataError, match="the hidden sheet '备注' with rows"):
        sheets_of(content, "orders.xls")
    (rows,) = sheets_of(content, "orders.xls", "订单").values()
    assert [row for _, row in rows[1:]] == [
        ["参与者", "项目名称", "应付总额", "订单号", "支付时间"],
        ["张三", "秭归脐橙", "1299.5", "00201900000000000001", "2019-06-01 08:30:11"],
        ["李四", "房县黑木耳，特级", "99.5", "00201900000000000002", "2019-06-02 20:00:00"],
        ["王五", "英山云雾茶", "￥1,234.00", "00201900000000000003", "2019年6月3日 下午8:30"],
        ["赵六", "英山云雾茶", "39.00", "00201900000000000004", "2019-06-04"]]
    with pytest.raises(DataError, match="a workbook that cannot be opened"):
        sheets_of(content[:5000], "orders.xls")


@pytest.mark.parametrize(("below", "values"), [
    ("甲,山珍,1,,\r\n乙,水果,2,,\r\n", "5"), ("甲,山珍,1,,\r\n乙,水果\r\n丙,水果,3,,\r\n", "5 × 2, 2 × 1")])
def test_what_was_found_out_is_said(below, values, tmp_path):
    """A title above the header, one of two admitted spellings, values beyond the headers."""
    path = tmp_path / "orders.csv"
    path.write_bytes(("订单导出\r\nbuyer,项目名称,应付总额\r\n" + below).encode("gb18030"))
    sheets, reading = read_rows(path, TABLE, "orders.csv")
    assert (reading["encoding"], reading["delimiter"]) == ("gb18030", "comma")
    assert describe_layout([named_table(sheets[""], TABLE, "orders.csv", (), "mark")], TABLE) == {
        "header_line": "2", "spellings": "buyer = buyer, payable = 应付总额", "headers": "3", "values": values,
        "rows": below.count("\n")}
