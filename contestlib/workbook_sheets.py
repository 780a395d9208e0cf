"""A spreadsheet in two languages, written as bytes that every machine makes the same."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor

from contestlib.canonical import DECIMALS
from contestlib.wording import say

FONT = "Microsoft YaHei"
A4 = 9
LONGEST = 400  # points that a row may be high in Excel is 409
OPENS_FORMULA = tuple("=+-@\t\r＝＋－＠")
TEXTS = "文字 texts"
INK, ACCENT, INPUT, FAINT = "#1f2933", "#0b5394", "#fff4c2", "#5a6672"
CELL = {"bottom": 1, "bottom_color": "#c3cad2"}
HEADER = {"bold": True, "text_wrap": True, "align": "center", "bg_color": "#e8eef4"} | CELL
ENTERS = {"bg_color": "#cfe2f3", "font_color": "#0b5394", "bold": True}
LEAVES = {"bg_color": "#fce5cd", "font_color": "#9c4a00", "bold": True}
PLACED = {"bg_color": "#eef5ea"}
CUT = {"bottom": 1, "bottom_color": "#b00020"}
WARNING = {"font_color": "#b00020", "bold": True}
LINE = 16.5  # points that a line of text is high
CHARACTER, EDGE = 5.25, 3.75  # points that a column is wide for each character, and besides
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.7}  # inches
UPRIGHT, ACROSS = (537, 755), (784, 509)  # points between the margins of A4: width, height
SMALLEST = 0.8  # of the size on the screen in print: 8 points
SQUEEZED = 0.65  # of it where the rest of a sheet would stand alone on a page of its own
HIDDEN_VALUE = "#ffffff"  # of cells that only formulas read


@dataclass(frozen=True)
class Text:
    """The same words in both languages."""

    zh: str
    en: str

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


@dataclass(frozen=True)
class Formula:
    """A formula, and its value under the first scenario for viewers that compute nothing."""

    formula: str
    value: object = ""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    head : Text
    values : sequence
        Numbers, texts, Text or Formula, a row each; None leaves a cell empty.
    width : float
        In characters.
    format : str
        Of numbers; empty for texts.
    name : str
        What formulas call the column (`all_name`); empty where none does.
    wrap : bool
        Whether long texts go on in a second line; others are written smaller where they have no room.
    """

    head: Text
    values: Sequence
    width: float = 10
    format: str = ""
    name: str = ""
    wrap: bool = False


def both(template: str, **values) -> Text:
    """A template of the catalogue in both languages; fields that are Text themselves are filled with theirs."""
    def filled(language):
        return say(template, language, **{name: getattr(value, language) if isinstance(value, Text) else value
                                          for name, value in values.items()})
    return Text(filled("zh"), filled("en"))


def in_both(describe: Callable[[str], str]) -> Text:
    """What a function says in each language."""
    return Text(describe("zh"), describe("en"))


class Book:
    """A workbook that is being put together; `close` returns its bytes.

    Every Text becomes a formula that shows one of two cells of the last sheet, as the cell `english` says.
    """

    def __init__(self, language: str, made: datetime):
        import xlsxwriter
        self._stream = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._stream, {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
        self._book.set_properties({"created": made, "author": "contestlib"})
        self._book.set_size(2400, 1500)
        self._language, self._styles, self._texts, self._sheets = language, {}, {}, []

    def style(self, **properties):
        key = tuple(sorted(properties.items()))
        if key not in self._styles:
            self._styles[key] = self._book.add_format(
                {"font_name": FONT, "font_size": 10, "valign": "vcenter", "font_color": INK} | properties)
        return self._styles[key]

    def differential(self, properties: dict):
        """A format that conditions lay over the cells' own."""
        key = ("over", *sorted(properties.items()))
        if key not in self._styles:
            self._styles[key] = self._book.add_format(properties)
        return self._styles[key]

    def sheet(self, title: str, *, tab: str = ACCENT) -> Sheet:
        page = self._book.add_worksheet(title)
        page.set_paper(A4)
        page.set_margins(**MARGINS)
        page.set_footer("&C&8&P / &N")
        page.hide_gridlines(2)
        page.set_tab_color(tab)
        page.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
        self._sheets.append(Sheet(self, page, title))
        return self._sheets[-1]

    def define(self, name: str, reference: str) -> None:
        self._book.define_name(name, "=" + reference)

    def text_formula(self, text: Text) -> str:
        """The formula that shows a text; texts that are the same in both languages need no second cell."""
        row = self._texts.setdefault(text, len(self._texts) + 1) + 1
        return f"=IF(english,{_quoted(TEXTS)}!$B${row},{_quoted(TEXTS)}!$A${row})"

    def cached(self, text: Text) -> str:
        return getattr(text, self._language)

    @property
    def spoken(self) -> list[Text]:
        """The texts so far, in the order in which they came up, without the line breaks of headers."""
        return list(dict.fromkeys(Text(text.zh.replace("\n", ""), text.en.replace("\n", " ")) for text in self._texts))

    def close(self, english: str) -> bytes:
        """The bytes, once the cell that chooses the language is known."""
        sheet = self.sheet(TEXTS, tab=FAINT)
        sheet.widths(70, 70, 4)
        sheet.put(0, 0, "中文", bold=True)
        sheet.put(0, 1, "English", bold=True)
        sheet.put(0, 2, Formula(f'={english}="English"', self._language == "en"), font_color=HIDDEN_VALUE)
        sheet.page.hide()
        self.define("english", sheet.at(0, 2))
        for text, row in self._texts.items():
            for column, words in enumerate((text.zh, text.en)):
                sheet.put(row, column, words, text_wrap=True, valign="top")
            sheet.height(row, LINE * rows_needed(text, 66))
        for sheet in self._sheets:
            sheet.fit()
        self._book.close()
        return _packed(self._stream.getvalue())


class Sheet:
    """One sheet of a `Book`; rows and columns count from 0."""

    def __init__(self, book: Book, page, title: str):
        self.book, self.page, self.title = book, page, title
        self._widths, self._heights, self._rows, self._repeated = (), {}, 0, ()
        self.parts: list[int] = []  # rows with which a part of its own begins

    def at(self, row: int, column: int, last_row: int | None = None, last_column: int | None = None) -> str:
        """An absolute reference to a cell or a block, as other sheets write it."""
        first = f"{_quoted(self.title)}!${letters(column)}${row + 1}"
        if last_row is None:
            return first
        return f"{first}:${letters(column if last_column is None else last_column)}${last_row + 1}"

    def put(self, row: int, column: int, value, **style) -> None:
        """A value as what it is: text never becomes a formula, whatever it begins with."""
        if isinstance(value, str) and value.startswith(OPENS_FORMULA):
            style |= {"quote_prefix": True}
        look = self.book.style(**style)
        self._rows = max(self._rows, row + 1)
        if isinstance(value, Text) and value.zh == value.en:
            self.put(row, column, value.zh, **style)
        elif isinstance(value, Text):
            self.page.write_formula(row, column, self.book.text_formula(value), look, self.book.cached(value))
        elif isinstance(value, Formula):
            known = value.value if isinstance(value.value, (str, bool)) else round(float(value.value), DECIMALS)
            self.page.write_formula(row, column, value.formula, look, known)
        elif value is None or value != value or value == "":
            self.page.write_blank(row, column, None, look)
        elif isinstance(value, str):
            self.page.write_string(row, column, value, look)
        else:
            self.page.write_number(row, column, float(value), look)

    def widths(self, *widths: float) -> None:
        """Of the columns, in characters."""
        self._widths = widths
        for column, width in enumerate(widths):
            self.page.set_column(column, column, width, self.book.style())

    def height(self, row: int, points: float) -> None:
        """What a row needs at least: another table beside it may need more."""
        self._heights[row] = max(self._heights.get(row, 0), min(LONGEST, points))
        self.page.set_row(row, self._heights[row])

    def repeat(self, first: int, last: int) -> None:
        """Rows that are printed on every page."""
        self._repeated = range(first, last + 1)
        self.page.repeat_rows(first, last)

    def fit(self) -> None:
        """Upright where the columns have room so, else across; over so many pages that letters stay legible, and none of them
        for a few rows alone. Where that leaves the number of pages open, a part of its own begins a page."""
        across, down = pages_needed(self._widths, [self._heights.get(row, LINE) for row in range(self._rows)],
                                    sum(self._heights.get(row, LINE) for row in self._repeated))
        (self.page.set_portrait if is_upright(self._widths) else self.page.set_landscape)()
        self.page.fit_to_pages(across, down)
        if not down:
            self.page.set_h_pagebreaks(self.parts)

    def line(self, row: int, value, last_column: int, *, first: int = 0, **style) -> None:
        """A sentence over several columns, in a row as high as its longer language needs."""
        self.across(row, first, last_column, value, **{"text_wrap": True, "valign": "top"} | style)
        size = style.get("font_size", 10)
        room = sum(self._widths[first: last_column + 1]) * 10 / size
        self.height(row, 1.65 * size * rows_needed(value, room))

    def across(self, row: int, first: int, last: int, value, **style) -> None:
        """A value in several columns made one."""
        if last > first:
            self.page.merge_range(row, first, row, last, "", self.book.style(**style))
        self.put(row, first, value, **style)

    def heading(self, title: Text, notes: Sequence[Text], last_column: int) -> int:
        """Title and notes at the top; the first row below them."""
        self.line(0, title, last_column, bold=True, font_size=14, font_color=ACCENT)
        for row, note in enumerate(notes, start=1):
            self.line(row, note, last_column, font_color=FAINT)
        return 1 + len(notes)

    def table(self, top: int, columns: Sequence[Column], *, left: int = 0, frozen: int = 0, alone: bool = True,
              above: int = 0) -> int:
        """Headers and rows from `top` on; the first row below them. Names become defined names; the headers of frozen columns,
        with the rows `above` them, are printed on every page, unless another table follows on the sheet."""
        length = max((len(column.values) for column in columns), default=0)
        heights = [0] * (1 + length)
        for number, column in enumerate(columns, start=left):
            head = _broken(column.head, column.width * 0.85)
            self.put(top, number, head, **HEADER)
            heights[0] = max(heights[0], rows_needed(head, column.width * 0.85))
            for row, value in enumerate(column.values, start=1):
                look = {"num_format": column.format, "align": "right"} if column.format else {"indent": 1} | (
                    {"text_wrap": True} if column.wrap else {"shrink": True})
                self.put(top + row, number, value, **look, **CELL)
                if column.wrap:
                    heights[row] = max(heights[row], rows_needed(value, column.width - 2))
            if column.name:
                self.book.define(f"all_{column.name}", self.at(top + 1, number, top + length, number))
        for row, lines in enumerate(heights, start=top):
            if lines > 1 or row == top:
                self.height(row, LINE * lines)
        if frozen:
            self.page.freeze_panes(top + 1, frozen)
            self.page.repeat_columns(0, frozen - 1)
            if alone:
                self.repeat(top - above, top)
        return top + 1 + length

    def rules(self, block: tuple[int, int, int, int], looks: dict[str, dict]) -> None:
        """Conditional formats of a block by formula; the first that holds counts alone."""
        for criteria, look in looks.items():
            self.page.conditional_format(*block, {"type": "formula", "criteria": criteria, "stop_if_true": True,
                                                  "format": self.book.differential(look)})


def is_upright(widths: Sequence[float]) -> bool:
    """Whether columns of so many characters stand on an upright page in legible letters."""
    return SMALLEST * _points(widths) <= 1.02 * UPRIGHT[0]


def pages_needed(widths: Sequence[float], heights: Sequence[float], repeated: float = 0) -> tuple[int, int]:
    """Pages across and down; 0 down is as many as it takes.

    Parameters
    ----------
    widths, heights : sequences of float
        Of columns, in characters, and of rows, in points.
    repeated : float
        Height of the rows that every page begins with.

    Examples
    --------
    >>> [pages_needed([30] * 3, [16.5] * rows) for rows in (40, 60, 75, 100)]
    [(1, 1), (1, 1), (1, 0), (1, 2)]
    """
    width, height = UPRIGHT if is_upright(widths) else ACROSS
    across = max(1, ceil(SMALLEST * _points(widths) / width - 0.02))
    scale = min(1, across * width / _points(widths)) if widths else 1
    down = max(1, floor((sum(heights) - repeated) * scale / (height - repeated * scale)))
    return across, down if down * height >= SQUEEZED * (sum(heights) + repeated * (down - 1)) else 0


def _points(widths: Sequence[float]) -> float:
    return sum(CHARACTER * width + EDGE for width in widths)


def rows_needed(value, room: float) -> int:
    """Lines that the longer of two texts needs in `room` characters; Chinese ones count twice."""
    texts = (value.zh, value.en) if isinstance(value, Text) else (str(value),)
    return max(sum(-(-max(_width(part), 1) // max(int(room), 1)) for part in text.split("\n")) for text in texts)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _broken(head: Text, room: float) -> Text:
    """A header whose bracket begins a line of its own where the whole has no room."""
    return Text(*(text if _width(text) <= room else text.replace("（", "\n（").replace(" (", "\n(")
                  for text in (head.zh, head.en)))


def letters(column: int) -> str:
    """A column's letters.

    Examples
    --------
    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _quoted(title: str) -> str:
    return "'" + title + "'"


def _packed(content: bytes) -> bytes:
    """The same parts stored without compression or a machine's marks: packers differ from machine to machine."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(stream, "w") as stored:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name)
            part.create_system = 0
            stored.writestr(part, parts.read(name))
    return stream.getvalue()
