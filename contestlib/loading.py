"""Contest folders, read: what the committee decided, what the offices handed over, and the checks of their cards."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from pathlib import Path

import narwhals as nw
import numpy as np
import pandas as pd

from contestlib.errors import ContestError, DataError, RulesError
from contestlib.frames import scan, settle
from contestlib.names import name_key
from contestlib.rawfiles import WORKBOOKS, bytes_of, describe_layout, named_table, read_folder, read_rows
from contestlib.readings import decode_text, header_key
from contestlib.records import Contest
from contestlib.rulebook import parse_rules
from contestlib.rules import Rules, Table
from contestlib.staging import stage_orders

# What tells people apart or where they live; none of it leaves this module.
PERSONAL = ("buyer", "postcode", "phone", "address", "recipient")
READING = ["table", "file", "kind", "encoding", "delimiter", "sheets", "header_line", "spellings", "headers", "values", "rows"]
REQUIRED = {
    "orders": ("project", "payable", "paid_at"),
    "refunds": ("order", "refunded"),
    "projects": ("project",),
    "tiers": ("project", "kind", "price"),
    "counters": ("project", "taken_at"),
    "registration": ("name",),
    "marks": ("team",),
}
TEAM_COLUMNS = ("team", "name_zh", "project", "status")
DECISION_KINDS = ("withdrawal", "disqualification", "flagged", "wild-card", "correction")
CORRECTION = re.compile(r"\s*(\w+)\s*=\s*-?\d+(\.\d+)?\s*")
PROVINCE = re.compile(r"^\s*([\u4e00-\u9fff]{2,7}?(?:省|自治区|特别行政区|市))")


def _read_table(folder: Path, name: str, table: Table, sources: pd.DataFrame, ragged: str = "stop") -> pd.DataFrame:
    """All files and sheets of one raw table, one below the other; `attrs` of the table hold how each file was read."""
    if not table.files:
        raise RulesError(found="no files for the table {name!r}", expected="files = [\"raw/…\"]", where="rules.toml",
                         remedy="name the files, or remove the section", name=name)
    frames, readings = [], []
    for pattern in table.files:
        paths = sorted(folder.glob(pattern))
        if not paths:
            raise DataError(found="no file", expected="at least one", where="{file}",
                            remedy="put the file there, or correct its name in rules.toml", file=pattern)
        for path in paths:
            file, required = path.relative_to(folder).as_posix(), REQUIRED.get(name, ())
            sheets, reading = read_rows(path, table, file, every_sheet=name == "marks")
            parts = [named_table(rows, table, f"{file} [{title}]", required, ragged).assign(sheet=title) if title
                     else named_table(rows, table, file, required, ragged) for title, rows in sheets.items()]
            _check_row_count(file, sum(map(len, parts)), sources)
            frames += parts
            readings.append({"table": name, **reading, **describe_layout(sheets, table)})
    whole = pd.concat(frames, ignore_index=True)
    whole.attrs["readings"] = readings
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
    rows = [reading for table in tables for reading in table.attrs.get("readings", ())]
    return pd.DataFrame(rows, columns=READING).sort_values(["table", "file"], kind="stable", ignore_index=True)


def _check_row_count(file: str, rows: int, sources: pd.DataFrame) -> None:
    card = sources.loc[sources["file"] == file, "rows"]
    if len(card) and card.iloc[0] and str(card.iloc[0]) != str(rows):
        raise DataError(found="{rows} rows", expected="{card} rows, as its card says", where="{file}",
                        remedy="ask for the file again, or correct raw/SOURCES.csv", rows=rows, card=card.iloc[0],
                        file=file)


def _read_office_table(folder: Path, name: str, required: tuple) -> pd.DataFrame:
    """A table that the committee's office keeps: comma-separated, its own headers, every cell a text."""
    sheets, _ = read_rows(folder / name, Table(), name)
    return named_table(sheets[""], Table(), name, required, "stop")


def _empty(*columns: str) -> pd.DataFrame:
    return pd.DataFrame({column: pd.Series(dtype=object) for column in (*columns, "file", "line")})


def _read_sources(folder: Path, tables: dict[str, Table], problems: list) -> pd.DataFrame:
    """Card and finding of each raw file that the rules name."""
    columns = ["file", "sha256", "bytes", "rows", "from", "received_on", "control_total", "note"]
    card_path = folder / "raw" / "SOURCES.csv"
    cards = _read_office_table(folder, "raw/SOURCES.csv", ()) if card_path.exists() else _empty(*columns)
    by_file = {card["file"]: card for card in cards.to_dict("records")}
    found = []
    for path in sorted({path for table in tables.values() for pattern in table.files for path in folder.glob(pattern)}):
        name = path.relative_to(folder).as_posix()
        content = bytes_of(path, name)
        digest = hashlib.sha256(content).hexdigest()
        card = by_file.get(name) or by_file.get(name.removeprefix("raw/"))
        if card_path.exists() and card is None:
            problems.append(DataError(found="a raw file without a card", expected="a row for {file}",
                                      where="raw/SOURCES.csv",
                                      remedy="add the row: from whom, when, sha256 (now {digest})", digest=digest,
                                      file=name))
        elif card and card["sha256"] != digest:
            problems.append(DataError(found="sha256 {found_digest}…", expected="{card_digest}…, as its card says",
                                      where="{file}", remedy="the file changed after it was received; restore it, or "
                                      "correct raw/SOURCES.csv with a reason", found_digest=digest[:12],
                                      card_digest=card["sha256"][:12], file=name))
        found.append({**{c: (card or {}).get(c, "") for c in columns[3:]}, "file": name, "sha256": digest,
                      "bytes": len(content)})
    return pd.DataFrame(found, columns=columns)


def _gather(folder: str | Path) -> tuple[Contest, list[ContestError]]:
    """The contest as far as it can be read, and every problem met on the way."""
    folder = Path(folder)
    problems: list[ContestError] = []

    def attempt(read, instead):
        try:
            return read()
        except ContestError as problem:
            problems.append(problem)
            return instead

    if not folder.is_dir():
        raise DataError(found="no folder", expected="a contest folder", where="{folder}",
                        remedy="check the path; `python -m contestlib new DIR` makes an empty one",
                        folder=folder.as_posix())
    text = attempt(lambda: decode_text(bytes_of(folder / "rules.toml", "rules.toml"), "rules.toml")[0], "")
    indicators = attempt(lambda: _read_office_table(folder, "indicators.csv", ("code",)), _empty("code"))
    scenarios = attempt(lambda: _read_office_table(folder, "scenarios.csv", ("scenario",)), _empty("scenario"))
    if problems:
        rules = Rules()
    else:
        rules, found = parse_rules(text, indicators, scenarios)
        problems += found
    teams = attempt(lambda: _read_teams_table(folder), _empty(*TEAM_COLUMNS).set_index("team"))
    aliases = attempt(lambda: _read_aliases(folder, teams, problems), pd.Series(dtype=object))
    decisions = attempt(lambda: _read_decisions(folder, teams, rules, problems), _empty("date", "kind", "team", "value"))
    sources = attempt(lambda: _read_sources(folder, rules.tables, problems), pd.DataFrame(columns=["file", "rows"]))
    small = {name: attempt(lambda n=name, t=table: _read_table(folder, n, t, sources), _empty())
             for name, table in rules.tables.items() if name not in ("orders", "marks")}
    return Contest(folder, rules, teams, aliases, decisions, sources, small), problems


def read_contest(folder: str | Path) -> Contest:
    """A contest folder: rules, register, rulings, and the small tables that the offices handed over.

    The two large things, orders and marks, are read by `read_orders` and `read_marks`.

    Parameters
    ----------
    folder : path

    Raises
    ------
    ContestError
        The first of the problems that `check_contest` lists.
    """
    contest, problems = _gather(folder)
    if problems:
        raise problems[0]
    return contest


def check_contest(folder: str | Path) -> list[ContestError]:
    """Everything that keeps a contest folder from being run, all at once; an empty list where it is sound."""
    contest, problems = _gather(folder)
    # Marks name teams, so a broken register would make every one of them a problem of its own.
    for name, read in ({"orders": read_orders} | ({} if problems else {"marks": read_marks})).items():
        if name in contest.rules.tables:
            try:
                read(contest)
            except ContestError as problem:
                problems.append(problem)
    return problems


def _with_columns(table: pd.DataFrame, columns: tuple, file: str) -> pd.DataFrame:
    """The table, unless one of `columns` is missing."""
    for column in columns:
        if column not in table:
            raise DataError(found="columns {columns}", expected="a column {name!r}", where="{file} line 1",
                            remedy="add the column", columns=", ".join(c for c in table if c not in ("file", "line")),
                            name=column, file=file)
    return table


def _read_teams_table(folder: Path) -> pd.DataFrame:
    table = _with_columns(_read_office_table(folder, "teams.csv", ()), TEAM_COLUMNS, "teams.csv")
    if not len(table):
        raise DataError(found="a header without rows", expected="at least one team", where="{file}",
                        remedy="add a row a team", file="teams.csv")
    twice = table[table["team"].duplicated()]
    if len(twice):
        raise DataError(found="team {team!r} a second time", expected="each id once",
                        where="teams.csv line {line}", remedy="correct the id or remove the row",
                        team=twice["team"].iloc[0], line=twice["line"].iloc[0])
    return table.set_index("team").drop(columns="file")


def read_teams(contest: Contest | str | Path) -> pd.DataFrame:
    """The register of teams, indexed by id, every column a text."""
    return contest.teams if isinstance(contest, Contest) else _read_teams_table(Path(contest))


def _read_aliases(folder: Path, teams: pd.DataFrame, problems: list) -> pd.Series:
    """Team id by spelling; ids, names and projects of the register count as spellings of their team."""
    spellings = pd.concat([pd.Series(teams.index, index=teams.index)]
                          + [pd.Series(teams.index, index=teams[column]) for column in ("name_zh", "project")])
    if (folder / "aliases.csv").exists():
        table = _with_columns(_read_office_table(folder, "aliases.csv", ()), ("spelling", "team"), "aliases.csv")
        for row in table[~table["team"].isin(teams.index)].itertuples():
            problems.append(DataError(found="team {team!r}", expected="an id of teams.csv",
                                      where="{file} line {line}", remedy="correct the id", team=row.team,
                                      file="aliases.csv", line=row.line))
        spellings = pd.concat([spellings, pd.Series(table["team"].values, index=table["spelling"])])
    spellings = spellings[spellings.index != ""]
    keys = pd.Series(spellings.values, index=[name_key(spelling) for spelling in spellings.index], dtype=object)
    for key, group in keys.groupby(level=0):
        if group.nunique() > 1:
            problems.append(DataError(found="the spelling {spelling!r} for {teams}", expected="one team",
                                      where="teams.csv and aliases.csv", remedy="remove it from all but one",
                                      spelling=key, teams=", ".join(sorted(set(group)))))
    return spellings[~pd.Series(spellings.index).duplicated().values]


def _read_decisions(folder: Path, teams: pd.DataFrame, rules: Rules, problems: list) -> pd.DataFrame:
    if not (folder / "decisions.csv").exists():
        return _empty("date", "minute", "kind", "team", "value", "reason")
    table = _with_columns(_read_office_table(folder, "decisions.csv", ()), ("kind", "team", "value"), "decisions.csv")
    for row in table.itertuples():
        for column, value, allowed in (("kind", row.kind, DECISION_KINDS), ("team", row.team, tuple(teams.index))):
            if value not in allowed:
                problems.append(DataError(
                    found="{column} {value!r}", expected="one of {choices}", where="{file} line {line}",
                    remedy="correct the cell", column=column, value=value, file="decisions.csv", line=row.line,
                    choices=", ".join(allowed[:8]) + (" …" if len(allowed) > 8 else "")))
        # Marks of the panel vary in the draws; a corrected one comes on a corrected sheet.
        codes = [i.code for i in rules.indicators if not i.source.startswith("panel:")]
        match = CORRECTION.fullmatch(row.value)
        if row.kind == "correction" and not (match and match[1] in codes):
            problems.append(DataError(
                found="the correction {value!r}", expected="an indicator and its number, such as {code}=120, not of the panel",
                where="{file} line {line}", remedy="correct the cell; a judge's mark is corrected on the score sheet",
                value=row.value, code=codes[0] if codes else "households", file="decisions.csv", line=row.line))
    return table


def read_orders(contest: Contest, *, engine: str = "pandas", session=None):
    """The platform's order rows as they stand, without anything that tells a buyer apart.

    Parameters
    ----------
    contest : Contest
    engine : {"pandas", "duckdb", "pyspark"}
        What holds the rows: memory, or an engine for files that should not be loaded whole (text files only).
    session : pyspark.sql.SparkSession, optional
        For Spark.

    Returns
    -------
    DataFrame, or a table of the engine
        One row a row of the files: the mapped columns as text, ``buyer`` as an ordinal of the sorted distinct
        buyers (0 for anonymous ones), ``address`` likewise (0 for none; compared without width, white space and letter case;
        in memory only), ``region`` (its province) and ``has_address``, ``damage`` (what is wrong with the row's shape), ``file``,
        ``line`` and ``position`` (among all rows).

    Raises
    ------
    DataError
        A missing, empty or unreadable file; a header without a mapped column; another number of rows than on
        the file's card.
    """
    rules = contest.rules
    if "orders" not in rules.tables:
        raise RulesError(found="no [tables.orders]", expected="the files and columns of the platform's orders",
                         where="rules.toml", remedy="add the section")
    if engine != "pandas":
        return _read_orders_into(engine, session, contest)
    orders = _read_table(contest.folder, "orders", rules.tables["orders"], contest.sources, ragged="mark")
    if not len(orders):
        raise DataError(found="a header without rows", expected="at least one order", where="{file}",
                        remedy="ask for the export again", file=", ".join(rules.tables["orders"].files))
    buyers = orders["buyer"].str.strip() if "buyer" in orders else pd.Series("", index=orders.index)
    address, whole = orders.get("address"), orders["damage"] == ""
    orders = orders.drop(columns=[c for c in PERSONAL if c in orders])
    orders["buyer"] = _ordinals(buyers, whole & ~buyers.isin(("", *rules.definitions.anonymous)))
    plain = pd.Series("", index=orders.index) if address is None else address.map({a: header_key(a) for a in address.unique()})
    orders["address"] = _ordinals(plain, whole & (plain != ""))
    orders["region"] = "" if address is None else _provinces(address)
    orders["has_address"] = True if address is None else address.str.strip() != ""
    orders["position"] = range(len(orders))
    return orders


def _read_orders_into(engine: str, session, contest: Contest):
    """The same rows in an engine."""
    table, paths = contest.rules.tables["orders"], []
    for pattern in table.files:
        found = sorted(contest.folder.glob(pattern))
        if not found:
            raise DataError(found="no file", expected="at least one", where="{file}",
                            remedy="put the file there, or correct its name in rules.toml", file=pattern)
        paths += [(path, path.relative_to(contest.folder).as_posix()) for path in found]
    for path, name in paths:
        if path.suffix.lower() in WORKBOOKS:
            raise DataError(found="a workbook", expected="text files, which {engine} can take", where="{file}",
                            remedy="read it in memory (engine=\"pandas\"), or ask for the table as CSV", engine=engine, file=name)
    staged, rows = stage_orders(paths, table, REQUIRED["orders"], lambda text: (PROVINCE.match(text) or ["", ""])[1])
    for name, count in rows.items():
        _check_row_count(name, count, contest.sources)
    if not sum(rows.values()):
        raise DataError(found="a header without rows", expected="at least one order", where="{file}",
                        remedy="ask for the export again", file=", ".join(table.files))
    orders = scan(staged, engine, session)
    if "buyer" not in orders.collect_schema().names():
        return settle(orders.with_columns(buyer=nw.lit(0, nw.Int64))).to_native()
    known = ~nw.col("buyer").is_in(["", *contest.rules.definitions.anonymous]) & (nw.col("damage") == "")
    ordinals = orders.filter(known).select("buyer").unique().with_row_index("ordinal", order_by="buyer")
    told = nw.when(known).then(nw.col("ordinal") + 1).otherwise(0).cast(nw.Int64)
    return settle(orders.join(ordinals, on="buyer", how="left").with_columns(buyer=told).drop("ordinal")).to_native()


def _ordinals(texts: pd.Series, known: pd.Series) -> pd.Series:
    """The place of each known text among the sorted distinct ones, from 1; 0 for the others."""
    ordinals = pd.Series(0, index=texts.index)
    ordinals[known] = pd.factorize(texts[known], sort=True)[0] + 1
    return ordinals


def _provinces(addresses: pd.Series) -> pd.Series:
    distinct = {text: (PROVINCE.match(text) or ["", ""])[1] for text in addresses.unique()}
    return addresses.map(distinct)


def read_marks(contest: Contest) -> pd.DataFrame:
    """The judges' marks, one a row.

    Parameters
    ----------
    contest : Contest

    Returns
    -------
    DataFrame
        team, judge, criterion, mark (NaN where none counts), why ("" or recused, absent), file, line.

    Raises
    ------
    DataError
        A text that is neither a mark nor one of the rules' words; an unknown team.
    """
    rules = contest.rules
    columns = ["team", "judge", "criterion", "mark", "why", "file", "line"]
    if "marks" not in rules.tables:
        return pd.DataFrame(columns=columns)
    sheets = _read_table(contest.folder, "marks", rules.tables["marks"], contest.sources)
    sheets["team"] = contest.identify(sheets["team"], sheets["file"], sheets["line"])
    sheets["judge"] = sheets["sheet"] if "judge" not in sheets else sheets["judge"]
    criteria = [c for c in sheets if c not in ("team", "judge", "remark", "file", "line", "sheet", "mark", "criterion")]
    long = sheets if "criterion" in sheets else sheets.melt(
        id_vars=["team", "judge", "file", "line"], value_vars=criteria, var_name="criterion", value_name="mark")
    text = long["mark"].map(lambda cell: unicodedata.normalize("NFKC", cell).strip())
    why = np.select([text.isin(rules.panel.recused), text.isin(rules.panel.absent)], ["recused", "absent"], "")
    numbers = pd.to_numeric(text.where(why == "", None), errors="coerce")
    wrong = long[(why == "") & ~np.isfinite(numbers)]
    if len(wrong):
        row = wrong.iloc[0]
        raise DataError(found="{text!r} for {criterion}", expected="a mark, or one of the words {words}",
                        where="{file} line {line}", remedy="correct the cell, or state the word in rules.toml [panel]",
                        text=row["mark"], criterion=row["criterion"], file=row["file"], line=row["line"],
                        words=", ".join(w for w in rules.panel.recused + rules.panel.absent if w))
    marks = long.assign(mark=numbers, why=why)[columns].sort_values(["team", "judge", "criterion"], ignore_index=True)
    marks.attrs = sheets.attrs
    return marks


def read_rules(folder: str | Path) -> tuple[Rules, tuple[str, ...]]:
    """Rules and scenarios of a folder whose data need not have arrived, and the raw files that have.

    Raises
    ------
    ContestError
        The first problem of the rules themselves.
    """
    folder = Path(folder)
    text = decode_text(bytes_of(folder / "rules.toml", "rules.toml"), "rules.toml")[0]
    rules, problems = parse_rules(text, _read_office_table(folder, "indicators.csv", ("code",)),
                                  _read_office_table(folder, "scenarios.csv", ("scenario",)))
    if problems:
        raise problems[0]
    patterns = {pattern for table in rules.tables.values() for pattern in table.files}
    return rules, tuple(sorted({path.relative_to(folder).as_posix() for pattern in patterns for path in folder.glob(pattern)}))


def read_language(folder: str | Path) -> str:
    """The language of a contest: what its rules say, however broken the rest of them is."""
    text, _ = decode_text(bytes_of(Path(folder) / "rules.toml", "rules.toml"), "rules.toml")
    stated = re.search(r"^\s*language\s*=\s*[\"'](\w+)[\"']", text, re.MULTILINE)
    return stated[1] if stated and stated[1] in ("zh", "en") else "zh"


def read_indicator_table(folder: str | Path) -> pd.DataFrame:
    """indicators.csv as it stands, by code."""
    return _read_office_table(Path(folder), "indicators.csv", ("code",)).set_index("code").drop(columns=["file", "line"])


def read_scenario_table(folder: str | Path) -> pd.DataFrame:
    """scenarios.csv as it stands, by scenario."""
    table = _read_office_table(Path(folder), "scenarios.csv", ("scenario",))
    return table.set_index("scenario").drop(columns=["file", "line"])


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
