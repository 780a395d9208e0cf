"""What is found all at once in a text table is what the csv module finds, record by record."""

import csv
import io
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contestlib.errors import ContestError
from contestlib.fields import read_body
from contestlib.rawfiles import named_table, read_rows
from contestlib.readings import DELIMITERS, PREAMBLE, TextTable, _decoded, _is_utf8, decode_text, utf8_of
from contestlib.rules import Table

SOUP = 'ab1",;\r\n \u3000\xa0\ufeff\x00\x1c宜é😀'
CELL = st.one_of(st.text('a1",\r\n \u3000宜', max_size=6), st.sampled_from(["甲", "乙", "39.00", "", '"', "a" * 40]))
HEADER = ["参与者", "项目名称", "应付总额"]
AS_IT_STANDS = Table()
TABLE = Table(columns={"buyer": "参与者", "project": "项目名称", "payable": "应付总额"})


def told(rows, ragged, table=AS_IT_STANDS):
    """The table, its layout and how often each width stands, or the message."""
    try:
        frame = named_table(rows, table, "x.csv", (), ragged)
    except ContestError as problem:
        return str(problem)
    layout = frame.attrs["layout"]
    return frame.to_dict("list"), frame.attrs["letters"], layout | {"widths": list(layout["widths"].items())}


def assert_same(content, mark=",", table=AS_IT_STANDS):
    text = TextTable(content, "x.csv", DELIMITERS[mark])
    for ragged in ("mark", "stop"):
        try:
            careful = list(text)
        except ContestError as problem:
            assert told(text, ragged, table) == str(problem)
            continue
        assert told(text, ragged, table) == told(careful, ragged, table)


@settings(max_examples=600, deadline=None)
@given(st.text(SOUP, max_size=80), st.integers(1, 30), st.sampled_from(",;"))
@example('a,b\n1,"x\ny"\r\n2,3', 5, ",")
@example('a,b\r\n"1","2"\r\n\r\n,\r\n3,"4""5"\r\n"6"7,8"9"\r\n', 9, ",")
@example('a,b\r1,2\r"3\r",4', 4, ",")
@example('a,b\n1,"2', 30, ",")
@example('a,b\na,b\n"a",b,c\n1\n1,2,,\n1,2, ,\u3000\n1,2,3,\n', 8, ",")
def test_any_text_is_read_the_same(text, size, mark):
    with patch("contestlib.fields.BLOCK", size):
        assert_same(text.encode(), mark)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=5), max_size=12), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(),
       st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.integers(20, 200))
def test_exports_are_read_the_same(rows, ending, two_more, quoting, size):
    """Ragged ones, quoted ones, those with two empty fields more under the header, the header again in the midst."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator=ending, quoting=quoting).writerows(
        [HEADER, *(row + ["", ""] * two_more for row in rows), HEADER])
    content = buffer.getvalue().encode()
    with patch("contestlib.fields.BLOCK", size):
        assert_same(content, table=TABLE)
        assert read_body(content, ",", HEADER, [0, 2], after=1) is not None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["甲", " 甲", "乙", ""]), st.sampled_from(["秭归脐橙", "房县黑木耳，特级", "a,b"]),
                          st.integers(0, 99999).map(str)), min_size=1, max_size=60),
       st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"]))
def test_encodings_are_read_the_same(rows, encoding):
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([HEADER, *rows])
    content = buffer.getvalue().encode(encoding)
    text, found = decode_text(content, "x.csv")
    assert utf8_of(content, "x.csv") == (text.encode(), found)
    with patch("contestlib.fields.BLOCK", 100):
        assert_same(text.encode(), table=TABLE)


@settings(max_examples=300, deadline=None)
@given(st.text("a宜😀\x00\x0b\x1f\ue000\uf8ff\uf900\ufeff，", max_size=60), st.binary(max_size=3), st.integers(4, 9))
@example("", b"\x80" * 40, 8)
def test_what_is_utf8_is_found_out_piece_by_piece(text, after, size):
    content = text.encode() + after
    with patch("contestlib.readings.PIECE", size):
        assert _is_utf8(memoryview(content)) == (_decoded(content, "utf-8") is not None)


def test_texts_that_share_a_fingerprint_stay_apart():
    """Were two spellings taken for one, an amount would become another's."""
    with patch("contestlib.spans.STIR", np.uint64(0)):
        content = b"a,b\n" + b"".join(b"%d,x%d\n" % (number, number % 7) for number in range(100))
        assert_same(content)


def test_half_a_character_is_read_the_same():
    """Arrow takes none: the column is left to texts, whichever of its blocks holds it."""
    rows = [f"{number},x{number}\n" for number in range(30)]
    for place in (0, 15, 29):
        content = "".join(["a,b\n", *rows[:place], "0,\ud83d\n", *rows[place:]]).encode("utf-8", "surrogatepass")
        with patch("contestlib.fields.BLOCK", 40):
            assert_same(content)


@pytest.mark.parametrize("content", [b"a,b\n1,\x002\n", b'a,b\n1,"2\n', b"a,b\n", b"a,b\n1," + b"2" * 131_073 + b"\n"])
def test_what_is_doubtful_is_left_to_the_csv_module(content):
    assert read_body(content, ",", ["a", "b"], [0, 1], after=1) is None
    assert_same(content)


def test_a_header_far_below_is_found(tmp_path):
    lines = [f"title {number}" for number in range(PREAMBLE - 1)]
    path = tmp_path / "x.csv"
    header = ",".join(HEADER)
    path.write_text("\n".join([*lines, "", header, "甲,山珍,1", header, "乙,水果,2,,"]), encoding="utf-8")
    sheets, _ = read_rows(path, TABLE, "x.csv")
    table = named_table(sheets[""], TABLE, "x.csv", (), "mark")
    assert table["line"].tolist() == [22, 23, 24] and table["damage"].tolist() == ["", "the header again", ""]
