"""Bytes of a workbook to rows of texts: values only, and nothing that a spreadsheet would show otherwise."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from xml.etree import ElementTree

from contestlib.errors import ContestError, DataError

LARGEST = 1 << 30  # bytes that a workbook may hold once it is unpacked
MOST_PACKED = 400  # times that it may be smaller packed; spreadsheet programs stay below 100
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
ERROR = re.compile(r"#(N/A|DIV/0!|REF!|VALUE!|NAME\?|NULL!|NUM!|CALC!|SPILL!|GETTING_DATA)|Err:\d+")
ERROR_CELL = re.compile(rb"<c\b[^>]*?\bt=\"e\"[^>]*?>(?:(?!</c>).)*?<v>([^<]*)</v>", re.DOTALL)
# In an .xls file: an error as a value, and a formula whose value is one; row, column, the error's number.
OLD_ERRORS = (re.compile(rb"\x05\x02\x08\x00(..)(.)\x00..([\x00\x07\x0f\x17\x1d\x24\x2a])\x01", re.DOTALL),
              re.compile(rb"\x06\x00.\x00(..)(.)\x00..\x02.([\x00\x07\x0f\x17\x1d\x24\x2a])...\xff\xff", re.DOTALL))
FORMULA = re.compile(rb"<c\b[^>]*?\br=\"([A-Z]+\d+)\"[^>]*?>\s*<f\b(?:(?!</c>).)*?</c>", re.DOTALL)


def sheets_of(content: bytes, file: str, sheet: str = "", *, every: bool = False,
              sums: bool = False) -> dict[str, list[tuple[int, list[str]]]]:
    """Rows of a sheet, or of every one, as texts with their number; blank rows are left out, an error value such as #N/A is its
    own text.

    Parameters
    ----------
    content : bytes
        Of an .xlsx, .xlsm, .xls or .ods file. Macros are not run, links to other files not followed.
    file : str
        How messages call it.
    sheet : str
        By default the only one that holds anything.
    every : bool
        All sheets, for judges who have one each.
    sums : bool
        Whether a sum that no spreadsheet program has computed is left blank.

    Returns
    -------
    dict of str to list of (int, list of str)
        Rows by sheet.

    Raises
    ------
    DataError
        A damaged, protected or suspiciously packed file; several sheets where one is expected; a hidden sheet with rows; merged
        cells below the first rows; a formula whose value was never computed; a number of more than 15 digits; an error value in
        an .xls file.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum
    _refuse_bombs(content, file)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        if sheet and sheet not in book.sheet_names:
            raise DataError(found="sheets {sheets}", expected="a sheet {sheet!r}", where="{file}",
                            remedy="rename the sheet, or correct its name in rules.toml",
                            sheets=", ".join(book.sheet_names), sheet=sheet, file=file)
        found = {title: book.get_sheet_by_name(title) for title in ([sheet] if sheet else book.sheet_names)}
        cells = {title: part.to_python(skip_empty_area=False) for title, part in found.items()}
        merged = {title: part.merged_cell_ranges or [] for title, part in found.items()}
        hidden = {one.name for one in book.sheets_metadata if one.visible != SheetVisibleEnum.Visible}
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, ContestError):
            raise
        raise _damaged(file, error) from error
    if not cells:
        raise DataError(found="a workbook without a sheet", expected="a sheet with rows", where="{file}",
                        remedy="open it in a spreadsheet program and save it again", file=file)
    for (title, line, place), text in _errors_of(content, file, cells).items():
        rows = cells[title]
        rows += [[] for _ in range(line - len(rows))]
        rows[line - 1] += [""] * (place + 1 - len(rows[line - 1]))
        rows[line - 1][place] = text
    filled = [title for title, rows in cells.items() if any(cell not in ("", None) for row in rows for cell in row)]
    if not sheet:
        _refuse_hidden(filled, hidden, file)
        if not every and len(filled) > 1:
            raise DataError(found="sheets {sheets}", expected="one sheet with rows", where="{file}",
                            remedy="say sheet = \"…\" for the table in rules.toml", sheets=", ".join(filled), file=file)
    for title in filled:
        _refuse_merged(merged[title], file, title)
        _refuse_uncomputed(content, file, title, sums)
    chosen = filled or list(cells)[:1]
    return {title: [(number, [_text_of_cell(cell, f"{file} {title}", number) for cell in row])
                    for number, row in enumerate(cells[title], start=1) if any(cell not in ("", None) for cell in row)]
            for title in chosen}


def _refuse_bombs(content: bytes, file: str) -> None:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, ValueError, OverflowError):
        return  # the reader below says what is wrong with it
    if unpacked > LARGEST or (unpacked > 1 << 24 and unpacked > MOST_PACKED * len(content)):
        raise DataError(found="a workbook of {packed} bytes that unpacks to {unpacked}", expected="at most {most} times as much",
                        where="{file}", remedy="ask for the table as CSV", packed=len(content), unpacked=unpacked,
                        most=MOST_PACKED, file=file)


def _refuse_hidden(filled: list[str], hidden: set, file: str) -> None:
    for title in filled:
        if title in hidden:
            raise DataError(found="the hidden sheet {title!r} with rows", expected="sheets that can be seen", where="{file}",
                            remedy="delete it or unhide it, or say sheet = \"…\" for the table in rules.toml", title=title,
                            file=file)


def _refuse_merged(ranges: list, file: str, title: str) -> None:
    """A merged title above a table is harmless; merged cells below each other hide which row a value belongs to."""
    for (top, _), (bottom, _) in ranges:
        if bottom > top:
            raise DataError(found="cells merged from row {top} to row {bottom}", expected="a value in every row",
                            where="{file} line {line}", remedy="unmerge them and repeat the value in each row", top=top + 1,
                            bottom=bottom + 1, line=top + 1, file=f"{file} [{title}]")


def _refuse_uncomputed(content: bytes, file: str, title: str, sums: bool) -> None:
    """A workbook that a program wrote holds formulas without values until somebody opens and saves it."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            xml = parts.read(part) if (part := _part_of(parts, title)) in parts.namelist() else b""
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        raise _damaged(file, error) from error
    for match in FORMULA.finditer(xml) if b"<f" in xml else ():
        if not re.search(rb"<v>[^<]|<is>|\bt=\"str\"", match[0]) and not (sums and b"<f>SUM(" in match[0]):
            raise DataError(found="a formula without a value in cell {cell}", expected="values", where="{file}",
                            remedy="open the workbook in a spreadsheet program and save it, or paste the values",
                            cell=match[1].decode("ascii"), file=f"{file} [{title}]")


def _errors_of(content: bytes, file: str, sheets: Iterable[str]) -> dict[tuple[str, int, int], str]:
    """Error values by sheet, line and place in it: the reader of workbooks leaves their cells empty."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        for pattern in OLD_ERRORS:
            for row, column, _ in pattern.findall(content):
                raise DataError(found="an error value in cell {cell}", expected="values", where="{file}",
                                remedy="correct the formula, or empty the cell; then save the file as .xlsx", file=file,
                                cell=f"{column_letters(column[0])}{int.from_bytes(row, 'little') + 1}")
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if "content.xml" in parts.namelist():
                return _open_document_errors(parts.read("content.xml"), sheets)
            found = {}
            for title in sheets:
                xml = parts.read(part) if (part := _part_of(parts, title)) in parts.namelist() else b""
                for match in ERROR_CELL.finditer(xml) if b't="e"' in xml else ():
                    letters, line = re.search(rb"\br=\"([A-Z]+)(\d+)\"", match[0]).groups()
                    found[title, int(line), _place(letters.decode("ascii"))] = match[1].decode("utf-8")
            return found
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, ElementTree.ParseError) as error:
        raise _damaged(file, error) from error


def _open_document_errors(xml: bytes, sheets: Iterable[str]) -> dict[tuple[str, int, int], str]:
    found, sheets = {}, set(sheets)
    if b"value-type=\"error\"" not in xml:
        return found
    for table in ElementTree.fromstring(xml).iter(f"{TABLE}table"):
        line = 0
        for row in table.iter(f"{TABLE}table-row") if table.get(f"{TABLE}name") in sheets else ():
            place = 0
            for cell in row:
                if cell.get("{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type") == "error":
                    found[table.get(f"{TABLE}name"), line + 1, place] = "".join(cell.itertext()).strip() or "#N/A"
                place += int(cell.get(f"{TABLE}number-columns-repeated", 1))
            line += int(row.get(f"{TABLE}number-rows-repeated", 1))
    return found


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = 26 * place + ord(letter) - 64
    return place - 1


def column_letters(place: int) -> str:
    """The name that a spreadsheet gives a column."""
    return (column_letters(place // 26 - 1) if place >= 26 else "") + chr(65 + place % 26)


def _damaged(file: str, error: Exception) -> DataError:
    return DataError(found="a workbook that cannot be opened ({detail})", expected="a whole workbook without a password",
                     where="{file}", remedy="open it in a spreadsheet program, remove the password, and save it again",
                     file=file, detail=str(error))


def _part_of(parts: zipfile.ZipFile, title: str) -> str:
    """Which part of the package holds a sheet; empty where the package is of another kind."""
    try:
        book, links = (ElementTree.fromstring(parts.read(name)) for name in (
            "xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    except (KeyError, ElementTree.ParseError):
        return ""
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for sheet in book.iter(f"{SPREADSHEET}sheet"):
        if sheet.get("name") == title:
            target = targets.get(sheet.get(f"{RELATION}id"), "")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _text_of_cell(cell, file: str, line: int) -> str:
    """The text that a spreadsheet shows for a plain number, date or text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, (int, float)):
        if abs(cell) >= 1e15:
            raise DataError(found="the number {cell:.0f}", expected="an identifier stored as text",
                            where="{file} line {line}",
                            remedy="a spreadsheet has rounded it beyond 15 digits; ask for the column as text",
                            cell=cell, line=line, file=file)
        return str(int(cell)) if cell == int(cell) else repr(cell)
    return cell.isoformat(sep=" ") if hasattr(cell, "hour") and hasattr(cell, "year") else str(cell)
