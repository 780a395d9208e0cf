"""Tables as they came: the files of each, its cells as text, how each file was read."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd

from contestlib.catalogue import translate
from contestlib.errors import ContestError, DataError, RulesError, raise_or_add
from contestlib.rawfiles import Notes, describe_layout, find_columns, named_table, read_rows, spellings_of
from contestlib.readings import PREAMBLE, header_key
from contestlib.rules import Table
from contestlib.workbooks import ERROR

READING = ["table", "file", "kind", "encoding", "delimiter", "sheets", "header_line", "spellings", "headers", "values", "rows"]
REQUIRED = {
    "orders": ("project", "payable", "paid_at"),
    "refunds": ("order", "refunded"),
    "projects": ("project",),
    "tiers": ("project", "kind", "price"),
    "counters": ("project", "taken_at"),
    "registration": ("name",),
}


def files_of(folder: Path, pattern: str) -> list[Path]:
    """Files that a pattern names, without those by which a spreadsheet program marks what it has open."""
    return sorted(path for path in folder.glob(pattern) if not path.name.startswith(("~$", ".~lock.")))


def read_table(folder: Path, name: str, table: Table, sources: pd.DataFrame, ragged: str = "stop", required: tuple = (),
                problems: list[ContestError] | None = None, left_out: tuple = ()) -> pd.DataFrame:
    """All files and sheets of one raw table, one below the other; `attrs` of the table hold how each file was read.

    `left_out` are columns that nobody is to see; `problems` takes what is wrong with single files, which otherwise stops the
    first time."""
    if not table.files:
        raise RulesError(found="no files for the table {name!r}", expected="files = [\"raw/…\"]", where="rules.toml",
                         remedy="name the files, or remove the section", name=name)
    frames, readings = [], []
    for pattern in table.files:
        paths = files_of(folder, pattern)
        if not paths:
            raise DataError(found="no file", expected="at least one", where="{file}",
                            remedy="put the file there, or correct its name in rules.toml", file=pattern)
        for path in paths:
            file, required = path.relative_to(folder).as_posix(), REQUIRED.get(name, required)
            try:
                sheets, reading = read_rows(path, table, file, every_sheet=name == "marks")
                parts = [_score_sheet(list(rows), table, file, title, required) if name == "marks" else
                         _named_sheet(rows, table, file, title, required, ragged, left_out) for title, rows in sheets.items()]
            except ContestError as problem:
                raise_or_add([problem], problems)
                continue
            raise_or_add(wrong_row_count(file, sum(map(len, parts)), sources), problems)
            frames += parts
            readings.append({"table": name, **reading, **describe_layout(parts, table)})
    for part in frames:
        del part.attrs["layout"]
    whole = pd.concat(frames, ignore_index=True) if frames else empty(*required, "sheet", "letters", "heading_judge", "row_text")
    whole.attrs["readings"] = Notes(enumerate(readings))
    return whole


def list_readings(*tables: pd.DataFrame) -> pd.DataFrame:
    """How each raw file was read: what was found out about it, and what the rules said.

    Parameters
    ----------
    *tables : DataFrame
        As `read_orders` and `read_marks` return them, and as a contest holds them.

    Returns
    -------
    DataFrame
        A row a file: table, file, kind (text or workbook), encoding, delimiter, sheets, header_line, spellings (of the headers
        for which the rules admit several, the one that was met), headers and values (how many stand in the header and in
        each row; values beyond the headers are empty, or the row is set aside), rows.
    """
    rows = [reading for table in tables for reading in table.attrs.get("readings", {}).values()]
    return pd.DataFrame(rows, columns=READING).sort_values(["table", "file"], kind="stable", ignore_index=True)


def _named_sheet(rows: list, table: Table, file: str, title: str, required: tuple, ragged: str,
                 left_out: tuple) -> pd.DataFrame:
    """One sheet as a table; of a workbook no error value counts as a text: it stops, or it is the row's damage."""
    if not title:
        return named_table(rows, table, file, required, ragged, left_out)
    part = named_table(rows, table, f"{file} [{title}]", required, ragged)
    damage = {}
    for column, letters in part.attrs["letters"].items():
        for at, text in part.loc[part[column].map(lambda cell: bool(ERROR.fullmatch(cell.strip()))), column].items():
            if ragged == "stop":
                raise DataError(found="the error value {text}", expected="a value", where="{file} line {line}, cell {cell}",
                                remedy="correct the formula, or ask the sender for the value", text=text.strip(),
                                file=part.at[at, "file"], line=part.at[at, "line"], cell=f"{letters}{part.at[at, 'line']}")
            damage.setdefault(at, f"the error value {text.strip()} in cell {letters}{part.at[at, 'line']}")
    if damage:
        part["damage"] = part["damage"].mask(part["damage"] == "", pd.Series(damage).reindex(part.index, fill_value=""))
    return part


def _score_sheet(rows: list, table: Table, file: str, title: str, required: tuple) -> pd.DataFrame:
    """One score sheet as a table: with the judge whom its heading names, the teams' ids as they were printed beside their names,
    and all that stands in each row."""
    name = f"{file} [{title}]" if title else file
    at, titles, _ = find_columns(rows[:PREAMBLE], table, name, required)
    ids = [cell for cell in titles if header_key(cell) in {header_key(translate("team id", one)) for one in ("zh", "en")}]
    mapped = {header_key(spelling) for raw in table.columns.values() for spelling in spellings_of(raw)}
    if ids and table.columns and header_key(ids[0]) not in mapped:
        table = replace(table, columns={**table.columns, "printed_id": ids[0]})
    headings = [re.fullmatch(re.escape(translate("Score sheet of {judge}", one)).replace(r"\{judge\}", "(.+)"), cell.strip())
                for _, record in rows[:at] for cell in record for one in ("zh", "en")]
    part, texts = named_table(rows, table, name, required, "stop"), dict(rows)
    return part.assign(sheet=title or Path(file).stem, letters=[part.attrs["letters"] if title else {}] * len(part),
                       heading_judge=next((match[1] for match in headings if match), ""),
                       row_text=[" ".join(filter(None, map(str.strip, texts[line]))) for line in part["line"]])


def wrong_row_count(file: str, rows: int, sources: pd.DataFrame) -> list[ContestError]:
    card = sources.loc[sources["file"] == file, "rows"]
    if len(card) and card.iloc[0] and str(card.iloc[0]) != str(rows):
        return [DataError(found="{rows} rows", expected="{card} rows, as its card says", where="{file}",
                          remedy="ask for the file again, or correct raw/SOURCES.csv", rows=rows, card=card.iloc[0],
                          file=file)]
    return []


def read_office_table(folder: Path, name: str, required: tuple) -> pd.DataFrame:
    """A table that the committee's office keeps: comma-separated, its own headers, every cell a text."""
    sheets, _ = read_rows(folder / name, Table(), name)
    return named_table(sheets[""], Table(), name, required, "stop")


def empty(*columns: str) -> pd.DataFrame:
    return pd.DataFrame({column: pd.Series(dtype=object) for column in (*columns, "file", "line")})


def with_columns(table: pd.DataFrame, columns: tuple, file: str) -> pd.DataFrame:
    """The table, unless one of `columns` is missing."""
    for column in columns:
        if column not in table:
            raise DataError(found="columns {columns}", expected="a column {name!r}", where="{file} line 1",
                            remedy="add the column", columns=", ".join(c for c in table if c not in ("file", "line")),
                            name=column, file=file)
    return table
