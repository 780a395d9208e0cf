"""The only reader of files: bytes to rows of text, in whatever encoding or workbook they came."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import resources
from io import FileIO
from itertools import chain, islice, zip_longest
from pathlib import Path

import pandas as pd

from contestlib.errors import DataError, RulesError
from contestlib.fields import Body, read_body
from contestlib.readings import HEAD, PREAMBLE, TextTable, delimiter_of, header_key, utf8_of
from contestlib.rules import Table
from contestlib.workbooks import column_letters, sheets_of

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
CHUNK = 64  # rows that are turned into columns at once: few enough not to wake the collector of garbage


def read_rows(path: Path, table: Table, name: str, *, every_sheet: bool = False,
              sums: bool = False) -> tuple[dict[str, list], dict]:
    """Rows of a raw file by sheet (a text file has one, without a name), and how it was read.

    Parameters
    ----------
    path : Path
    table : Table
        What the rules say of it.
    name : str
        How messages call the file.
    every_sheet : bool
        Of a workbook for which the rules name none.
    sums : bool
        Whether a workbook's sums may be without a value; they are read as blank then.

    Returns
    -------
    sheets : dict of str to iterable of (int, list of str)
        Those of a text file come as they are read.
    reading : dict
        file, kind (text or workbook), encoding, delimiter, sheets.
    """
    content = bytes_of(path, name)
    if path.suffix.lower() in WORKBOOKS:
        sheets = sheets_of(content, name, table.sheet, every=every_sheet, sums=sums)
        return sheets, {"file": name, "kind": "workbook", "encoding": "", "delimiter": "", "sheets": ", ".join(sheets)}
    if path.suffix.lower() == ".gz":
        try:
            content = gzip.decompress(content)
        except (OSError, EOFError, zlib.error) as error:
            raise DataError(found="a compressed file that cannot be unpacked ({detail})", expected="a whole .gz file",
                            where="{file}", remedy="ask for the file again", file=name, detail=str(error)) from error
    content, encoding = utf8_of(content, name, table.encoding)
    beginning = content[:4 * HEAD].decode("utf-8", "ignore")  # a character takes four bytes at most
    delimiter = delimiter_of(beginning, name, map(spellings_of, table.columns.values()), table.delimiter)
    return {"": TextTable(content, name, delimiter)}, {"file": name, "kind": "text", "encoding": encoding,
                                                       "delimiter": delimiter, "sheets": ""}


def bytes_of(path: Path, name: str) -> bytes:
    with _opened(path, name):
        return path.read_bytes()


def size_and_digest(path: Path, name: str) -> tuple[int, str]:
    """How many bytes a file has, and their sha256; the file may be larger than memory."""
    with _opened(path, name), FileIO(path) as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return stream.tell(), digest


@contextmanager
def _opened(path: Path, name: str) -> Iterator[None]:
    """What goes wrong with a file, said in four parts."""
    try:
        yield
    except FileNotFoundError as error:
        raise DataError(found="no file", expected="the file", where="{file}",
                        remedy="put the file there, or correct its name in rules.toml" if "/" in name else
                        "put the file there; `python -m contestlib new DIR` makes a folder with every file of a contest",
                        file=name) from error
    except OSError as error:
        raise DataError(found="a file that cannot be opened ({detail})", expected="a readable file", where="{file}",
                        remedy="check its permissions and close it elsewhere", file=name,
                        detail=error.strerror or "") from error


def text_bytes(path: Path, name: str) -> bytes:
    """The bytes of a text file with line feeds, however its lines end."""
    return bytes_of(path, name).replace(b"\r\n", b"\n")


class Notes(dict):
    """What `attrs` of a table hold: nobody changes them, and pandas need not copy them whenever it takes a column."""

    def __deepcopy__(self, memo: dict) -> Notes:
        return self


def named_table(rows: Iterable[tuple[int, list[str]]], table: Table, name: str, required: tuple, ragged: str,
                left_out: tuple = ()) -> pd.DataFrame:
    """Canonical columns out of raw rows; text throughout, with file, line and what is wrong with a row's shape.

    `ragged` is "stop" (a row of another width is an error) or "mark" (it stays, with the column ``damage``); columns that are
    `left_out` are not read. `attrs` hold the letters of the columns, and the layout for `describe_layout`.
    """
    records = iter(rows)
    head = list(islice(records, PREAMBLE))
    at, titles, positions = find_columns(head, table, name, required)
    places = {canonical: place for canonical, place in positions.items() if canonical not in left_out}
    body = read_body(rows.content, rows.mark, titles, set(places.values()), head[at][0]) if isinstance(rows, TextTable) else None
    if body is None or ragged == "stop" and body.damage:
        body = _read_row_by_row(chain(head[at + 1:], records), titles, set(places.values()), name, ragged)
    frame = pd.DataFrame({canonical: pd.Series(texts, dtype=getattr(texts, "dtype", object), copy=False)
                          for canonical, texts in ((name, body.texts[place]) for name, place in places.items())}, copy=False)
    if "file" not in positions:
        frame["file"] = name
    frame["line"] = body.lines
    frame.attrs["letters"] = Notes({canonical: column_letters(place) for canonical, place in positions.items()})
    frame.attrs["layout"] = Notes(line=head[at][0], titles=titles, widths=body.widths)
    if ragged == "mark":
        frame["damage"] = ""
        frame.loc[[*body.damage], "damage"] = [*body.damage.values()]
    return frame


def _read_row_by_row(rows: Iterable[tuple[int, list[str]]], titles: list[str], places: set, name: str, ragged: str) -> Body:
    columns, lines, damage, widths = {place: [] for place in places}, [], {}, Counter()
    while chunk := list(islice(rows, CHUNK)):
        numbers, records = zip(*chunk, strict=True)
        cells = list(zip_longest(*records, fillvalue=""))
        cells += [("",) * len(records)] * (len(titles) - len(cells))
        sizes = list(map(len, records))
        if min(sizes) < len(titles) or titles[0] in cells[0] or any(map(str.strip, set().union(*cells[len(titles):]))):
            wrong = {place: words for place, record in enumerate(records) if (words := _wrong_shape(record, titles))}
            for place in wrong if ragged == "stop" else ():
                raise DataError(found="{values} values under {width} headers", expected="{width} values",
                                where="{file} line {line}", remedy="mend the row (a comma inside a text needs quotes)",
                                values=sizes[place], width=len(titles), file=name, line=numbers[place])
            damage |= {len(lines) + place: words for place, words in wrong.items()}
        for place, texts in columns.items():
            texts += cells[place]
        lines += numbers
        widths.update(sizes)
    return Body(columns, lines, damage, widths)


def _wrong_shape(record: list[str], titles: list[str]) -> str:
    """What is wrong with a row, if anything is."""
    width = len(titles)
    if record[:width] == titles:
        return "the header again"  # appended exports repeat it
    extra = any(map(str.strip, record[width:]))
    return f"{len(record)} values under {width} headers" if len(record) < width or extra else ""


def find_columns(rows: list[tuple[int, list[str]]], table: Table, name: str,
                 required: tuple) -> tuple[int, list[str], dict[str, int]]:
    """Which record is the header, what stands in it, and the place of each canonical column."""
    if not rows:
        raise DataError(found="an empty file", expected="a header and rows", where="{file}",
                        remedy="ask for the export again", file=name)
    at = _header_row(rows, table)
    (line, titles), header = rows[at], [header_key(cell) for cell in rows[at][1]]
    columns = table.columns or {cell.strip(): cell for cell in titles if cell.strip()}
    positions = {}
    for canonical, raw in columns.items():
        spellings = [spelling for spelling in spellings_of(raw) if header_key(spelling) in header]
        places = [place for place, key in enumerate(header) if key in map(header_key, spellings)]
        if len(places) > 1:
            raise DataError(found="the columns {given} for {canonical}", expected="one column", where="{file} line {line}",
                            remedy="correct the mapping in rules.toml, or remove one of them from the file",
                            given=", ".join(titles[place] for place in places), canonical=canonical, file=name, line=line)
        if not places:
            raise DataError(found="the header {header}", expected="a column {raw!r}",
                            where="{file} line {line}", remedy="correct the mapping in rules.toml, or the file",
                            header=", ".join(titles), raw=" / ".join(spellings_of(raw)), file=name, line=line)
        positions[canonical] = places[0]
    for canonical in required:
        if canonical not in positions:
            raise RulesError(found="no mapping for {canonical!r}", expected="{canonical} = \"header in the file\"",
                             where="rules.toml, the columns of {file}", remedy="add the line", canonical=canonical,
                             file=name)
    return at, titles, positions


def describe_layout(parts: list[pd.DataFrame], table: Table) -> dict:
    """How the rows of a file were laid out under their headers, as `named_table` has read them: header_line, spellings (of the
    columns for which the rules admit several, the one that was met), headers and values (of the header and of each row), rows.
    """
    layouts, met, widths = [part.attrs["layout"] for part in parts], {}, Counter()
    for layout in layouts:
        keys = set(map(header_key, layout["titles"]))
        met |= {column: next(one for one in raw if header_key(one) in keys) for column, raw in table.columns.items()
                if not isinstance(raw, str)}
        widths.update(layout["widths"])
    return {"header_line": _span([layout["line"] for layout in layouts]),
            "spellings": ", ".join(f"{column} = {raw}" for column, raw in met.items()),
            "headers": _span([len(layout["titles"]) for layout in layouts]), "values": _frequent(widths),
            "rows": widths.total()}


def _span(numbers: list[int]) -> str:
    """One number, or the least and the greatest of several: ``3–5``."""
    return "–".join(map(str, sorted({min(numbers), max(numbers)}))) if numbers else ""


def _frequent(numbers: Counter) -> str:
    """The one number, or how often the three most frequent stand: ``13 × 14020, 4 × 3``."""
    counts = numbers.most_common()
    return "".join(f"{number}" for number, _ in counts) if len(counts) < 2 else ", ".join(
        f"{number} × {times}" for number, times in counts[:3]) + ("…" if len(counts) > 3 else "")


def spellings_of(header: str | tuple) -> tuple:
    """The spellings of a header that the rules admit."""
    return (header,) if isinstance(header, str) else tuple(header)


def _header_row(rows: list[tuple[int, list[str]]], table: Table) -> int:
    """Which of the first rows has the most of the mapped headers: offices put titles above their tables."""
    wanted = [set(map(header_key, spellings_of(raw))) for raw in table.columns.values()]
    headers = (set(map(header_key, record)) for _, record in rows[:PREAMBLE])
    hits = [sum(bool(spellings & keys) for spellings in wanted) for keys in headers]
    return hits.index(max(hits))


def read_template() -> dict[str, bytes]:
    """The files of an empty contest folder, by name."""
    root = resources.files("contestlib") / "template"
    names = ("README.md", "rules.toml", "indicators.csv", "scenarios.csv", "teams.csv", "aliases.csv",
             "decisions.csv", "raw/SOURCES.csv")
    return {name: root.joinpath(name).read_bytes() for name in names}


def package_folder() -> Path:
    """Where the program and what belongs to it lie."""
    return Path(str(resources.files("contestlib")))


def read_gallery() -> dict[str, bytes]:
    """The files of the rules gallery, by name: rules.csv, and the folders of the rules."""
    return read_folder(package_folder() / "gallery")


def read_code() -> dict[str, bytes]:
    """The program's own text, pages and tables included, with line feeds, by name."""
    root = package_folder()
    paths = sorted(path for pattern in ("*.py", "*.csv", "pages/*.*") for path in root.glob(pattern))
    return {path.relative_to(root).as_posix(): text_bytes(path, path.name) for path in paths}


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by name."""
    return {path.relative_to(folder).as_posix(): bytes_of(path, path.as_posix())
            for path in sorted(folder.rglob("*")) if path.is_file()}
