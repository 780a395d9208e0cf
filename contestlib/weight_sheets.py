"""The workbook on which members state their weights: how a sheet is laid out, and a blank one."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from contestlib.catalogue import translate
from contestlib.errors import RulesError
from contestlib.rules import Indicator, Table

# Headers in both languages: a sheet is read back by either, so that what a blank one says is what a filled one is found by.
MEMBER = ("委员", "member")
MEMBERS = ("委员名单", "list of members")
TABLES = {
    "weights": Table(columns={"code": ("代码", "code"), "points": ("一、直接打分", "1 points"), "rank": ("二、排序", "2 ranking"),
                              "swing": ("三、摆幅", "3 swing")}),
    "pairs": Table(columns={"code": ("甲（代码）", "A (code)"), "under": ("乙（代码）", "B (code)"),
                            "pair": ("四、甲是乙的几倍", "4 A is so many times B")}),
}
LABELS = (("指标", "indicator"), ("甲", "A"), ("乙", "B"))
SUM = ("合计（须为 100，够数时变绿）", "sum (100 in the end, green then)")
RATIOS = [*(f"1/{n}" for n in range(9, 1, -1)), *map(str, range(1, 10))]
WAYS = (
    "State your weights in one of four ways and leave the other three empty.",
    "1 points: 100 points divided among the indicators; 0 leaves one out, no cell of the column stays blank.",
    "2 ranking: 1 for the most important, and so on; equal ranks where you leave the order open.",
    "3 swing: imagine every indicator at its worst. 100 for the one you would raise to its best first, from 0 to 100 for the "
    "others beside it.",
    "4 pairs: how many times as important A is as B: 1 equally important, 3 moderately more, 5 strongly, 7 very strongly, 9 "
    "extremely; 2, 4, 6 and 8 lie between; 1/3, 1/5 … where B is the more important.",
)
FORMULA = "=+-@"  # what a cell begins with that a spreadsheet would compute
TALL = 32  # points: the height of a row that holds two lines
MOST_TITLE = 31  # characters that a spreadsheet allows for the name of a sheet


def blank_weight_sheets(indicators: Sequence[Indicator], members: Sequence[str], language: str) -> bytes:
    """A workbook with the list of members and one blank sheet for each.

    Parameters
    ----------
    indicators : sequence of Indicator
    members : sequence of str
    language : {"zh", "en"}

    Returns
    -------
    bytes
        Of an .xlsx file; the same for the same input.

    Raises
    ------
    RulesError
        A name that is empty, stands twice, or cannot be the name of a sheet.

    Examples
    --------
    >>> blank_weight_sheets([Indicator("amount"), Indicator("likes")], ["Wang", "Li"], "en")[:2]
    b'PK'
    """
    import xlsxwriter
    _refuse_names(members)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # the same bytes on every run
        field = {"bg_color": "#FFF7D6", "border": 1, "locked": False}
        formats = {name: book.add_format({"font_size": 11, "valign": "top"} | more) for name, more in {
            "text": {}, "note": {"text_wrap": True}, "title": {"bold": True, "font_size": 15}, "code": {"font_color": "#666666"},
            "head": {"bold": True, "bottom": 1, "text_wrap": True}, "sum": {"italic": True, "top": 1}, "input": field,
            "reached": {"font_color": "#1B7837"}, "missed": {"font_color": "#B2182B"},
            "ratio": field | {"num_format": "@", "align": "right"}}.items()}
        _write_cover(book, formats, members, language)
        for member in members:
            _write_member(book, formats, indicators, member, language)
    return buffer.getvalue()


def _refuse_names(members: Sequence[str]) -> None:
    folded = [member.casefold() for member in members]
    for member in members:
        if (not member.strip() or folded.count(member.casefold()) > 1 or len(member) > MOST_TITLE or member[0] in FORMULA
                or set(member) & set("[]:*?/\\'") or member in (*MEMBERS, "History")):
            raise RulesError(found="the member {member!r}", expected="a name for each member, once, of at most {most} characters "
                             "that the name of a sheet can hold", where="the names of the members",
                             remedy="correct the name, or number the members", member=member, most=MOST_TITLE)


def _spoken(pair: tuple[str, str], language: str) -> str:
    return pair[0] if language == "zh" else pair[1]


def _write_cover(book, formats: dict, members: Sequence[str], language: str) -> None:
    sheet = book.add_worksheet(_spoken(MEMBERS, language))
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 96)
    sheet.write_string(0, 0, translate("Weights of the members", language), formats["title"])
    notes = ("Each member fills in the sheet that bears the name. A member's sheet may come back in a workbook of its own; put "
             "all workbooks side by side into one folder.",
             "A name that leaves the committee is deleted here and with its sheet.")
    sheet.set_row(0, TALL)
    for row, note in enumerate((*notes, *WAYS), start=1):
        sheet.write_string(row, 0, translate(note, language), formats["note"])
        sheet.set_row(row, TALL)
    first = 2 + len(notes) + len(WAYS)
    sheet.write_string(first, 0, _spoken(MEMBERS, language), formats["head"])
    for row, member in enumerate(members, start=first + 1):
        sheet.write_string(row, 0, member, formats["text"])


def _write_member(book, formats: dict, indicators: Sequence[Indicator], member: str, language: str) -> None:
    sheet = book.add_worksheet(member)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 2, 16)
    sheet.set_column(3, 3, 26)
    sheet.set_column(4, 4, 22)
    sheet.set_row(0, TALL)
    sheet.write_string(0, 0, _spoken(MEMBER, language), formats["head"])
    sheet.write_string(0, 1, member, formats["title"])
    for row, note in enumerate(WAYS, start=1):
        sheet.merge_range(row, 0, row, 4, translate(note, language), formats["note"])
        sheet.set_row(row, TALL)
    codes, points, rank, swing = (_spoken(pair, language) for pair in TABLES["weights"].columns.values())
    head = len(WAYS) + 2
    for column, text in enumerate((codes, _spoken(LABELS[0], language), points, rank, swing)):
        sheet.write_string(head, column, text, formats["head"])
    for row, indicator in enumerate(indicators, start=head + 1):
        sheet.write_string(row, 0, indicator.code, formats["code"])
        sheet.write_string(row, 1, _label(indicator, language), formats["text"])
        for column in (2, 3, 4):
            sheet.write_blank(row, column, None, formats["input"])
    last, most = head + len(indicators), len(indicators)
    cells = f"$C${head + 2}:$C${last + 1}"
    sheet.write_string(last + 1, 1, _spoken(SUM, language), formats["sum"])
    sheet.write_formula(last + 1, 2, f"=SUM({cells})", formats["sum"], 0)  # not read back: the points themselves are
    for test, name in ((f"ROUND(SUM({cells}),9)=100", "reached"), (f"COUNT({cells})>0", "missed")):
        sheet.conditional_format(last + 1, 1, last + 1, 2, {"type": "formula", "criteria": f"={test}", "format": formats[name],
                                                            "stop_if_true": True})
    _allow(sheet, (head + 1, 2, last, 2), language, validate="decimal", criteria="between", minimum=0, maximum=100)
    _allow(sheet, (head + 1, 3, last, 3), language, validate="integer", criteria="between", minimum=1, maximum=most)
    _allow(sheet, (head + 1, 4, last, 4), language, validate="decimal", criteria="between", minimum=0, maximum=100)
    over, under, ratio = (_spoken(pair, language) for pair in TABLES["pairs"].columns.values())
    head = last + 4
    for column, text in enumerate((over, _spoken(LABELS[1], language), under, _spoken(LABELS[2], language), ratio)):
        sheet.write_string(head, column, text, formats["head"])
    pairs = [(a, b) for at, a in enumerate(indicators) for b in indicators[at + 1:]]
    for row, (a, b) in enumerate(pairs, start=head + 1):
        for column, (text, style) in enumerate(((a.code, "code"), (_label(a, language), "text"), (b.code, "code"),
                                                (_label(b, language), "text"))):
            sheet.write_string(row, column, text, formats[style])
        sheet.write_blank(row, 4, None, formats["ratio"])  # as text, or a spreadsheet makes a date of 1/5
    if pairs:
        _allow(sheet, (head + 1, 4, head + len(pairs), 4), language, validate="list", source=RATIOS)
    sheet.protect()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4)
    sheet.fit_to_pages(1, 0)


def _allow(sheet, cells: tuple, language: str, **rule) -> None:
    sheet.data_validation(*cells, rule | {"error_title": translate("Not a value for this column", language)})


def _label(indicator: Indicator, language: str) -> str:
    return (indicator.label_zh if language == "zh" else indicator.label_en) or indicator.code
