"""What stands in the package and beside a contest: weight sheets, gallery, glossary, results, record, seal."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pandas as pd

from contestlib.errors import DataError
from contestlib.rawfiles import WORKBOOKS, bytes_of, named_table, package_folder, read_folder, read_gallery, read_rows
from contestlib.readings import decode_text, header_key, split_records
from contestlib.rules import Table
from contestlib.tables import files_of, read_office_table
from contestlib.weight_sheets import FORMULA, MEMBER, MEMBERS, TABLES


def weight_workbooks(folder: str | Path) -> list[Path]:
    """The workbooks of a contest on which members state their weights: all in its folder ``weights``."""
    return [path for path in files_of(Path(folder), "weights/*") if path.suffix.lower() in WORKBOOKS]


def read_weight_sheets(folder: str | Path) -> pd.DataFrame:
    """What the members wrote on the sheets that `archive.write_weight_sheets` made, cell by cell.

    Parameters
    ----------
    folder : path
        A contest folder, with one or more workbooks in its folder ``weights``; blank sheets in them do no harm.

    Returns
    -------
    DataFrame
        member, way (points, rank, swing or pair), code, under (of a pair the second indicator, else empty), value (the text of
        the cell, empty where it is blank), file, line. A member who is listed and has no sheet is one row without a way.
        `attrs` hold how many members are ``listed``: none where no workbook brought the list back.

    Raises
    ------
    DataError
        No workbook; a sheet without a member, or of one who is not listed; a table that is not laid out as on the blank sheet.
    """
    folder, listed, cells = Path(folder), {}, []
    paths = weight_workbooks(folder)
    if not paths:
        raise DataError(found="no file", expected="the members' workbooks", where="{folder}/weights",
                        remedy="make blank sheets with `python -m contestlib weights DIR` and put the filled ones there",
                        folder=folder.as_posix())
    for path in paths:
        name = path.relative_to(folder).as_posix()
        for title, rows in read_rows(path, Table(), name, every_sheet=True, sums=True)[0].items():
            heads = [header_key(record[0]) for _, record in rows]
            if (at := _first_of(heads, MEMBERS)) is not None:
                own = {}
                for line, member in ((line, record[0].strip()) for line, record in rows[at + 1:] if record[0].strip()):
                    if member in own:
                        raise DataError(found="the member {member!r} a second time", expected="each name once",
                                        where="{file} line {line}", remedy="tell the two apart, or remove one of them",
                                        member=member, file=f"{name} [{title}]", line=line)
                    own[member] = (f"{name} [{title}]", line)
                listed |= own
            else:
                cells += _weight_cells(rows, heads, f"{name} [{title}]")
    found = pd.DataFrame(cells, columns=["member", "way", "code", "under", "value", "file", "line"])
    for row in found[~found["member"].isin(list(listed))].itertuples() if listed else ():
        raise DataError(found="the member {member!r}", expected="one of {known}", where="{file}",
                        remedy="correct the name on the sheet, or on the list of members", member=row.member, file=row.file,
                        known=", ".join(listed))
    without = [(member, "", "", "", "", *place) for member, place in listed.items() if member not in set(found["member"])]
    if without:
        found = pd.concat([found, pd.DataFrame(without, columns=found.columns)], ignore_index=True)
    found.attrs["listed"] = len(listed)
    return found


def _first_of(heads: list[str], spellings: tuple) -> int | None:
    keys = set(map(header_key, spellings))
    return next((at for at, head in enumerate(heads) if head in keys), None)


def _weight_cells(rows: list, heads: list[str], file: str) -> list[tuple]:
    """The cells of one member's sheet."""
    at, pairs = _first_of(heads, MEMBER), _first_of(heads, TABLES["pairs"].columns["code"])
    member = rows[at][1][1].strip() if at is not None and len(rows[at][1]) > 1 else ""
    first = _first_of(heads, TABLES["weights"].columns["code"])
    if not member or member[0] in FORMULA or first is None or pairs is None:
        raise DataError(found="a sheet without {part}", expected="a member's sheet as it was handed out", where="{file}",
                        remedy="copy the numbers to a blank sheet of that member", file=file,
                        part="a member's name" if not member or member[0] in FORMULA else "its two tables")
    weights = named_table(rows[first:pairs], TABLES["weights"], file, ("code",), "stop")
    weights = weights[weights["code"].str.strip() != ""]
    judged = named_table(rows[pairs:], TABLES["pairs"], file, ("code",), "stop")
    return [(member, way, row["code"].strip(), "", row[way].strip(), file, row["line"])
            for way in ("points", "rank", "swing") for row in weights.to_dict("records")] + [
        (member, "pair", row["code"].strip(), row["under"].strip(), row["pair"].strip(), file, row["line"])
        for row in judged.to_dict("records")]


def read_language(folder: str | Path) -> str:
    """The language of a contest: what its rules say, however broken the rest of them is."""
    text, _ = decode_text(bytes_of(Path(folder) / "rules.toml", "rules.toml"), "rules.toml")
    stated = re.search(r"^\s*language\s*=\s*[\"'](\w+)[\"']", text, re.MULTILINE)
    return stated[1] if stated and stated[1] in ("zh", "en") else "zh"


def read_indicator_table(folder: str | Path) -> pd.DataFrame:
    """indicators.csv as it stands, by code."""
    return read_office_table(Path(folder), "indicators.csv", ("code",)).set_index("code").drop(columns=["file", "line"])


def read_scenario_table(folder: str | Path) -> pd.DataFrame:
    """scenarios.csv as it stands, by scenario."""
    table = read_office_table(Path(folder), "scenarios.csv", ("scenario",))
    return table.set_index("scenario").drop(columns=["file", "line"])


def read_rules_gallery() -> pd.DataFrame:
    """Published scoring rules: which ones stand in the gallery, and under which reading; which ones cannot be computed, and why.

    Returns
    -------
    DataFrame
        number, rule (the folder that `python -m contestlib new DIR --like RULE` starts from; empty where what was published does
        not suffice), contest_zh, contest_en, source, reading_zh, reading_en.

    Examples
    --------
    >>> gallery = read_rules_gallery()
    >>> gallery.loc[gallery["rule"] == "rank_deductions", "reading_en"].item()
    'never below 0; equal values get the points of their best place'
    """
    rows, _ = split_records(decode_text(read_gallery()["rules.csv"], "rules.csv")[0], "rules.csv", delimiter="comma")
    return named_table(rows, Table(), "rules.csv", ("rule",), "stop").drop(columns=["file", "line"])


def read_glossary() -> pd.DataFrame:
    """Every term, table heading, status and indicator, in Chinese and English.

    Returns
    -------
    DataFrame, a row an entry
        kind (term, heading, status, indicator), notebook (in which it first matters), code (of an indicator), zh, en,
        meaning_zh, meaning_en.

    Examples
    --------
    >>> table = read_glossary().set_index("en")
    >>> table.at["rank reversal", "zh"], table.at["rank reversal", "meaning_en"]
    ('名次逆转', "a team's coming or going changes the order of others")
    """
    return read_office_table(package_folder(), "glossary.csv", ("zh", "en")).drop(columns=["file", "line"])


def read_cards() -> pd.DataFrame:
    """The methodology cards: what each step does, why, by which formula, how it can mislead, and its source.

    Returns
    -------
    DataFrame, a row a field of a card
        step, notebook, field (title, what, why, formula, example, misleads, source), zh, en.

    Examples
    --------
    >>> read_cards().query("step == 'normalization' and field == 'formula'")["en"].item()
    '(value − lower) ÷ (upper − lower)'
    """
    return read_office_table(package_folder(), "cards.csv", ("step", "field")).drop(columns=["file", "line"])


def hash_files(folder: str | Path, *patterns: str) -> pd.DataFrame:
    """Size and the first twelve digits of the SHA-256 of files in a folder, by name.

    Parameters
    ----------
    folder : path
    *patterns : str
        Such as ``derived/*.csv``.

    Returns
    -------
    DataFrame
        bytes, sha256.
    """
    folder = Path(folder)
    paths = sorted({path for pattern in patterns for path in folder.glob(pattern)})
    contents = {path.relative_to(folder).as_posix(): bytes_of(path, path.name) for path in paths}
    return pd.DataFrame({"bytes": {name: len(content) for name, content in contents.items()},
                         "sha256": {name: hashlib.sha256(content).hexdigest()[:12] for name, content in contents.items()}}
                        ).rename_axis("file")


def read_record(path: str | Path) -> dict:
    """A decision record: the file itself, or the one in a contest or report folder."""
    path = Path(path)
    # Killed between two renames, a run leaves the previous results under a hidden name.
    candidates = [path, path / "record.json", *(path / name / "record.json" for name in ("derived", ".derived.old"))]
    file = next((c for c in candidates if c.is_file()), None)
    if file is None:
        raise DataError(found="no record", expected="a record.json", where="{file}",
                        remedy="run the contest first", file=path.as_posix())
    return _parse_json(bytes_of(file, file.as_posix()), file.as_posix(), "run the contest again")


def read_results(folder: str | Path) -> dict[str, bytes]:
    """The stored tables and record of a contest folder, by name, as bytes."""
    folder = Path(folder)
    return read_folder(next((folder / name for name in ("derived", ".derived.old") if (folder / name).is_dir()), folder))


def read_seal(folder: str | Path) -> dict | None:
    """The seal of a contest's rules, or None where there is none."""
    path = Path(folder) / "seal.json"
    if not path.exists():
        return None
    return _parse_json(bytes_of(path, "seal.json"), "seal.json", "restore the seal as it was published")


def _parse_json(content: bytes, file: str, remedy: str) -> dict:
    try:
        value = json.loads(content)
        if not isinstance(value, dict):
            raise ValueError("no object")
        return value
    except ValueError as error:
        raise DataError(found="a record that cannot be read ({detail})", expected="JSON as the run wrote it",
                        where="{file}", remedy=remedy, file=file, detail=str(error)) from error
