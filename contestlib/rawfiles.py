"""The only reader of files: bytes to rows of text, in whatever encoding or workbook they came."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
import unicodedata
from importlib import resources
from pathlib import Path

import pandas as pd

from contestlib.errors import ContestError, DataError, RulesError
from contestlib.rules import Table


def decode_text(content: bytes, file: str) -> tuple[str, str]:
    """Text and the encoding it was in: a byte order mark decides, else UTF-8, else GB18030.

    UTF-8 is tried first because GB18030 reads much UTF-8 without complaint, as nonsense.

    Raises
    ------
    DataError
        Neither fits, or the result holds private-use characters (a sign of Big5 or of a damaged file).

    Examples
    --------
    >>> decode_text("䶮".encode("gb18030"), "names.csv")
    ('䶮', 'gb18030')
    """
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    marked = [encoding for mark, encoding in marks.items() if content.startswith(mark)]
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search("[\ue000-\uf8ff\x00]", text):
            return text, encoding
    raise DataError(found="bytes that are neither UTF-8 nor GB18030 text", expected="a text table", where="{file}",
                    remedy="ask for the file again, saved as UTF-8 CSV", file=file)


def rows_of_text(path: Path, name: str) -> list[tuple[int, list[str]]]:
    """Records of a CSV or TSV file with the line each begins at; blank records left out."""
    content = bytes_of(path, name)
    if path.suffix == ".gz":
        try:
            content = gzip.decompress(content)
        except (OSError, EOFError) as error:
            raise DataError(found="a compressed file that cannot be unpacked ({detail})", expected="a whole .gz file",
                            where="{file}", remedy="ask for the file again", file=name, detail=str(error)) from error
    text, _ = decode_text(content, name)
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if first.count("\t") > first.count(",") else ",")
    rows, start = [], 1
    try:
        for record in reader:
            if any(record):
                rows.append((start, record))
            start = reader.line_num + 1
    except csv.Error as error:
        raise DataError(found="a record that cannot be read ({detail})", expected="comma-separated text",
                        where="{file} line {line}", remedy="correct the quotes in that line, or ask for the file again",
                        file=name, line=start, detail=str(error)) from error
    return rows


def bytes_of(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DataError(found="no file", expected="the file", where="{file}",
                        remedy="put the file there, or correct its name in rules.toml", file=name) from error
    except OSError as error:
        raise DataError(found="a file that cannot be opened ({detail})", expected="a readable file", where="{file}",
                        remedy="check its permissions and close it elsewhere", file=name,
                        detail=error.strerror or "") from error


def text_bytes(path: Path, name: str) -> bytes:
    """The bytes of a text file with line feeds, however its lines end."""
    return bytes_of(path, name).replace(b"\r\n", b"\n")


def rows_of_workbook(path: Path, sheet: str, name: str) -> dict[str, list[tuple[int, list[str]]]]:
    """Rows of one sheet, or of every sheet where none is named, as texts."""
    from python_calamine import CalamineError, CalamineWorkbook
    content = bytes_of(path, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names if not sheet else [sheet]
        if sheet and sheet not in book.sheet_names:
            raise DataError(found="sheets {sheets}", expected="a sheet {sheet!r}", where="{file}",
                            remedy="rename the sheet, or correct its name in rules.toml",
                            sheets=", ".join(book.sheet_names), sheet=sheet, file=name)
        raw = {title: book.get_sheet_by_name(title).to_python(skip_empty_area=False) for title in names}
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, ContestError):
            raise
        raise DataError(found="a workbook that cannot be opened ({detail})",
                        expected="a whole workbook without a password", where="{file}",
                        remedy="open it in a spreadsheet program, remove the password, and save it again",
                        file=name, detail=str(error)) from error
    return {title: [(number, [_text_of_cell(cell, f"{name} {title}", number) for cell in row])
                    for number, row in enumerate(rows, start=1) if any(cell not in ("", None) for cell in row)]
            for title, rows in raw.items()}


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


def named_table(rows: list[tuple[int, list[str]]], table: Table, name: str, required: tuple,
                 ragged: str) -> pd.DataFrame:
    """Canonical columns out of raw rows; text throughout, with file, line and what is wrong with a row's shape.

    `ragged` is "stop" (a row of another width is an error) or "mark" (it stays, with the column ``damage``).
    """
    if not rows:
        raise DataError(found="an empty file", expected="a header and rows", where="{file}",
                        remedy="ask for the export again", file=name)
    line, header = rows[0][0], [header_key(cell) for cell in rows[0][1]]
    columns = table.columns or {cell.strip(): cell for cell in rows[0][1] if cell.strip()}
    positions = {}
    for canonical, raw in columns.items():
        if header_key(raw) in header:
            positions[canonical] = header.index(header_key(raw))
        else:
            raise DataError(found="the header {header}", expected="a column {raw!r}",
                            where="{file} line {line}", remedy="correct the mapping in rules.toml, or the file",
                            header=", ".join(rows[0][1]), raw=raw, file=name, line=line)
    for canonical in required:
        if canonical not in positions:
            raise RulesError(found="no mapping for {canonical!r}", expected="{canonical} = \"header in the file\"",
                             where="rules.toml, the columns of {file}", remedy="add the line", canonical=canonical,
                             file=name)
    width, damage, body = len(header), [], []
    for line, record in rows[1:]:
        short, extra = width - len(record), [cell for cell in record[width:] if cell.strip()]
        wrong = f"{len(record)} values under {width} headers" if short > 0 or extra else ""
        if wrong and ragged == "stop":
            raise DataError(found="{values} values under {width} headers", expected="{width} values",
                            where="{file} line {line}", remedy="mend the row (a comma inside a text needs quotes)",
                            values=len(record), width=width, file=name, line=line)
        damage.append(wrong)
        body.append(record + [""] * max(short, 0))
    frame = pd.DataFrame({canonical: [record[at] for record in body] for canonical, at in positions.items()},
                         dtype=object)
    if "file" not in positions:
        frame["file"] = name
    frame["line"] = [line for line, _ in rows[1:]]
    return frame.assign(damage=damage) if ragged == "mark" else frame


def header_key(text: str) -> str:
    """What two spellings of a header have in common."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()


def read_template() -> dict[str, bytes]:
    """The files of an empty contest folder, by name."""
    root = resources.files("contestlib") / "template"
    names = ("README.md", "rules.toml", "indicators.csv", "scenarios.csv", "teams.csv", "aliases.csv",
             "decisions.csv", "raw/SOURCES.csv")
    return {name: root.joinpath(name).read_bytes() for name in names}


def read_code() -> dict[str, bytes]:
    """The program's own text, pages included, with line feeds, by name."""
    root = Path(str(resources.files("contestlib")))
    paths = sorted(path for pattern in ("*.py", "pages/*.html") for path in root.glob(pattern))
    return {path.relative_to(root).as_posix(): text_bytes(path, path.name) for path in paths}


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by name."""
    return {path.relative_to(folder).as_posix(): bytes_of(path, path.as_posix())
            for path in sorted(folder.rglob("*")) if path.is_file()}
