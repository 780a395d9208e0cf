"""Contest folders, read: what the committee decided, what the offices handed over, and the checks of their cards."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from contestlib.catalogue import translate
from contestlib.errors import ContestError, DataError, RulesError, Words, raise_or_add
from contestlib.frames import scan
from contestlib.marks import (
    COLUMNS,
    PAIR_COLUMNS,
    contradicted_judges,
    contradicted_teams,
    correct_marks,
    marks_of_sheets,
    pairs_of_sheets,
    silent_judges,
    unmarked_teams,
)
from contestlib.names import FOREIGN, name_key
from contestlib.rawfiles import (
    WORKBOOKS,
    bytes_of,
    describe_layout,
    find_columns,
    named_table,
    package_folder,
    read_folder,
    read_gallery,
    read_rows,
    spellings_of,
)
from contestlib.readings import PREAMBLE, decode_text, header_key, split_records
from contestlib.records import Contest
from contestlib.rulebook import parse_rules
from contestlib.rules import Rules, Table
from contestlib.staging import stage_orders
from contestlib.weight_sheets import FORMULA, MEMBER, MEMBERS, TABLES
from contestlib.workbooks import ERROR

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
}
TEAM_COLUMNS = ("team", "name_zh", "project", "status")
STATUSES = ("registered", "online", "withdrawn", "disqualified")
DECISION_KINDS = ("withdrawal", "disqualification", "flagged", "wild-card", "correction")
RULING_WORDS = {"退出": "withdrawal", "取消资格": "disqualification", "存疑支持": "flagged", "外卡": "wild-card",
                "更正": "correction", "保留": "keep", "剔除": "remove"}  # as an office writes them
NUMBER = re.compile(r"-?\d+(\.\d+)?")
CARD = ["file", "sha256", "bytes", "rows", "from", "received_on", "control_total", "note"]  # of raw/SOURCES.csv
PROVINCE = re.compile(r"^\s*([\u4e00-\u9fff]{2,7}?(?:省|自治区|特别行政区|市))")


def files_of(folder: Path, pattern: str) -> list[Path]:
    """Files that a pattern names, without those by which a spreadsheet program marks what it has open."""
    return sorted(path for path in folder.glob(pattern) if not path.name.startswith(("~$", ".~lock.")))


def _read_table(folder: Path, name: str, table: Table, sources: pd.DataFrame, ragged: str = "stop", required: tuple = (),
                problems: list[ContestError] | None = None) -> pd.DataFrame:
    """All files and sheets of one raw table, one below the other; `attrs` of the table hold how each file was read.

    `problems` takes what is wrong with single files, which otherwise stops the first time."""
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
                         _named_sheet(rows, table, file, title, required, ragged) for title, rows in sheets.items()]
            except ContestError as problem:
                raise_or_add([problem], problems)
                continue
            raise_or_add(_wrong_row_count(file, sum(map(len, parts)), sources), problems)
            frames += parts
            readings.append({"table": name, **reading, **describe_layout(parts, table)})
    for part in frames:
        del part.attrs["layout"]
    whole = pd.concat(frames, ignore_index=True) if frames else _empty(*required, "sheet", "letters", "heading_judge", "row_text")
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


def _named_sheet(rows: list, table: Table, file: str, title: str, required: tuple, ragged: str) -> pd.DataFrame:
    """One sheet as a table; of a workbook no error value counts as a text: it stops, or it is the row's damage."""
    part = named_table(rows, table, f"{file} [{title}]" if title else file, required, ragged)
    if not title:
        return part
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


def _wrong_row_count(file: str, rows: int, sources: pd.DataFrame) -> list[ContestError]:
    card = sources.loc[sources["file"] == file, "rows"]
    if len(card) and card.iloc[0] and str(card.iloc[0]) != str(rows):
        return [DataError(found="{rows} rows", expected="{card} rows, as its card says", where="{file}",
                          remedy="ask for the file again, or correct raw/SOURCES.csv", rows=rows, card=card.iloc[0],
                          file=file)]
    return []


def _read_office_table(folder: Path, name: str, required: tuple) -> pd.DataFrame:
    """A table that the committee's office keeps: comma-separated, its own headers, every cell a text."""
    sheets, _ = read_rows(folder / name, Table(), name)
    return named_table(sheets[""], Table(), name, required, "stop")


def _empty(*columns: str) -> pd.DataFrame:
    return pd.DataFrame({column: pd.Series(dtype=object) for column in (*columns, "file", "line")})


def _read_sources(folder: Path, tables: dict[str, Table], problems: list) -> pd.DataFrame:
    """Card and finding of each raw file that the rules name."""
    standing, cards, found = (folder / "raw" / "SOURCES.csv").exists(), _read_cards_of(folder), []
    for card in _cards(folder, tables, cards):
        name, digest, stated = card["file"], card["now"], card["sha256"]
        line = _card_line(cards, card | {"sha256": digest})
        if standing and card["row"] is None:
            problems.append(DataError(
                found="a raw file without a card", expected="a row for {file}", where="raw/SOURCES.csv",
                remedy="run `python -m contestlib receive DIR`, or add this line and say from whom and when it came: {line}",
                line=line, file=name))
        elif standing and not stated:
            problems.append(DataError(
                found="a card of {file} without a sha256", expected="the sha256 of the file as it came",
                where="raw/SOURCES.csv line {row}",
                remedy="run `python -m contestlib receive DIR`, or put this line in its place: {line}",
                line=line, file=name, row=card["row"]))
        elif stated != digest and standing:
            problems.append(DataError(found="sha256 {found_digest}", expected="{card_digest}, as its card says",
                                      where="{file}", remedy="the file changed after it was received; restore it, or "
                                      "correct raw/SOURCES.csv with a reason", found_digest=digest,
                                      card_digest=stated, file=name))
        found.append({column: card[column] for column in CARD} | {"sha256": digest})
    # A plain name in the rules whose file is not there is a problem of its table.
    read = {card["file"] for card in found} | {name for table in tables.values() for name in table.files}
    for card in cards[~cards["file"].isin(read) & ~("raw/" + cards["file"]).isin(read)].to_dict("records"):
        there = any((folder / name).is_file() for name in (card["file"], f"raw/{card['file']}"))
        problems.append(DataError(
            found="a card of {file}, which no table reads" if there else "a card of {file}, which is not there",
            expected="cards of the files that [tables] in rules.toml names", where="raw/SOURCES.csv line {row}",
            remedy="correct the file's name or files in rules.toml, or remove the row", file=card["file"], row=card["line"]))
    return pd.DataFrame(found, columns=CARD)


def unread_files(contest: Contest) -> list[str]:
    """Files in raw/ that no table of the rules reads, by name; those that an operating system leaves there apart."""
    read, folder = set(contest.sources["file"]), contest.folder
    names = (path.relative_to(folder).as_posix() for path in files_of(folder, "raw/**/*") if path.is_file())
    return [name for name in names if name not in read and name != "raw/SOURCES.csv"
            and not any(part.startswith(".") for part in Path(name).parts) and Path(name).suffix.lower() != ".md"
            and Path(name).name not in ("Thumbs.db", "desktop.ini")]


def _read_cards_of(folder: Path) -> pd.DataFrame:
    return _read_office_table(folder, "raw/SOURCES.csv", ()) if (folder / "raw" / "SOURCES.csv").exists() else _empty(*CARD)


def _cards(folder: Path, tables: dict[str, Table], cards: pd.DataFrame) -> list[dict]:
    """Of each raw file that the rules name what stands on its card, the line of that, and its sha256 and bytes now."""
    by_file, found = {card["file"]: card for card in cards.to_dict("records")}, []
    for path in sorted({path for table in tables.values() for pattern in table.files for path in files_of(folder, pattern)}):
        name = path.relative_to(folder).as_posix()
        content = bytes_of(path, name)
        card = by_file.get(name) or by_file.get(name.removeprefix("raw/")) or {}
        found.append({column: card.get(column, "") for column in CARD}
                     | {"file": name, "bytes": len(content), "row": card.get("line"), "now": hashlib.sha256(content).hexdigest()})
    return found


def _card_line(cards: pd.DataFrame, card: dict) -> str:
    """The card as a line under the headers of raw/SOURCES.csv."""
    values = [str(card.get(column, "")) for column in cards if column != "line"]
    return ",".join(f'"{value.replace(chr(34), 2 * chr(34))}"' if set(value) & set(',"') else value for value in values)


def cards_received(folder: str | Path, *, sender: str = "", day: str = "") -> tuple[pd.DataFrame, tuple[str, ...]]:
    """raw/SOURCES.csv with a row for each raw file that had none, and a sha256 where none stood; and the names of these files.

    A sha256 that stands there stays, whatever became of the file.

    Parameters
    ----------
    folder : path
    sender, day : str
        What is written under ``from`` and ``received_on`` where nothing stands.
    """
    folder = Path(folder)
    cards, found = _read_cards_of(folder), _cards(folder, read_rules(folder)[0].tables, _read_cards_of(folder))
    given = {"from": sender, "received_on": day}
    new = {card["file"]: card for card in found if not card["sha256"]}
    rows = [row if (card := new.pop(row["file"], None) or new.pop(f"raw/{row['file']}", None)) is None else row | {
        "sha256": card["now"], "bytes": card["bytes"], **{name: row.get(name) or value for name, value in given.items()}}
        for row in cards.to_dict("records")]
    rows += [{**card, "sha256": card["now"], **given} for card in new.values()]
    columns = [*dict.fromkeys(["file", "sha256", *(column for column in cards if column != "line")])]
    return (pd.DataFrame(rows).reindex(columns=columns).fillna(""), tuple(card["file"] for card in found if not card["sha256"]))


def _gather(folder: str | Path) -> tuple[Contest, list[ContestError], bool]:
    """The contest as far as it can be read, every problem met on the way, and whether rules, registers and rulings are sound."""
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
    judges = attempt(lambda: _read_judges(folder, rules), _empty("judge").set_index("judge"))
    decisions = attempt(lambda: _read_decisions(folder, teams, judges, rules, problems), _empty("date", "kind", "team", "value"))
    recusals = attempt(lambda: _read_recusals(folder, teams, judges, problems), _empty("judge", "team", "reason"))
    sound = not problems
    sources = attempt(lambda: _read_sources(folder, rules.tables, problems), pd.DataFrame(columns=["file", "rows"]))
    small = {name: attempt(lambda n=name, t=table: _read_table(folder, n, t, sources), _empty())
             for name, table in rules.tables.items() if name not in ("orders", "marks")}
    small = {name: _own_rows(table, aliases) for name, table in small.items()}
    return Contest(folder, rules, teams, aliases, decisions, sources, small, judges=judges, recusals=recusals), problems, sound


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
    contest, problems, _ = _gather(folder)
    if problems:
        raise problems[0]
    return contest


def check_contest(folder: str | Path) -> list[ContestError]:
    """Everything that keeps a contest folder from being run, all at once; an empty list where it is sound."""
    contest, problems, sound = _gather(folder)
    # Marks name teams and judges, so a broken register would make every one of them a problem of its own.
    readers = [("orders", read_orders)] + ([("marks", lambda read: read_marks(read, problems)), ("marks", read_pairs)]
                                           if sound else [])
    for name, read in readers:
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
    strange = table[~table["status"].isin(STATUSES)]
    if len(strange):
        raise DataError(found="status {status!r} of team {team!r}", expected="one of {choices}",
                        where="teams.csv line {line}", remedy="correct the cell", status=strange["status"].iloc[0],
                        team=strange["team"].iloc[0], line=strange["line"].iloc[0], choices=", ".join(STATUSES))
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
        for row in table[~table["team"].isin([*teams.index, FOREIGN])].itertuples():
            problems.append(DataError(found="team {team!r}" if row.team else "no team for {spelling!r}",
                                      expected="an id of teams.csv, or - where the name is not of this contest",
                                      where="{file} line {line}", remedy="correct the id", team=row.team,
                                      spelling=row.spelling, file="aliases.csv", line=row.line))
        spellings = pd.concat([spellings, pd.Series(table["team"].values, index=table["spelling"])])
    spellings = spellings[spellings.index != ""]
    keys = pd.Series(spellings.values, index=[name_key(spelling) for spelling in spellings.index], dtype=object)
    for key, group in keys.groupby(level=0):
        if group.nunique() > 1:
            problems.append(DataError(found="the spelling {spelling!r} for {teams}", expected="one team",
                                      where="teams.csv and aliases.csv", remedy="remove it from all but one",
                                      spelling=key, teams=", ".join(sorted(set(group)))))
    return spellings[~pd.Series(spellings.index).duplicated().values]


def _own_rows(table: pd.DataFrame, aliases: pd.Series) -> pd.DataFrame:
    """The rows of a small table that are of this contest."""
    foreign = {name_key(spelling) for spelling in aliases.index[aliases == FOREIGN]}
    named = next((column for column in ("project", "name") if column in table), None)
    if not foreign or named is None:
        return table
    return table[~table[named].map(name_key).isin(foreign)].reset_index(drop=True)


def _read_decisions(folder: Path, teams: pd.DataFrame, judges: pd.DataFrame, rules: Rules, problems: list) -> pd.DataFrame:
    if not (folder / "decisions.csv").exists():
        return _empty("date", "minute", "kind", "team", "value", "reason")
    table = _with_columns(_read_office_table(folder, "decisions.csv", ()), ("kind", "team", "value"), "decisions.csv")
    labels = {label: i.code for i in rules.indicators for label in (i.label_zh, i.label_en) if label}
    table = table.assign(kind=table["kind"].str.strip().replace(RULING_WORDS),
                         value=[_in_codes(value, labels) for value in table["value"]])
    for row in table.itertuples():
        place = {"file": "decisions.csv", "line": row.line}
        for column, value, allowed in (("kind", row.kind, DECISION_KINDS), ("team", row.team, tuple(teams.index))):
            if value not in allowed:
                problems.append(DataError(
                    found="{column} {value!r}", expected="one of {choices}", where="{file} line {line}",
                    remedy="correct the cell", column=Words(column), value=value, file="decisions.csv", line=row.line,
                    choices=Words(", ".join(DECISION_KINDS)) if column == "kind" else
                    (*allowed[:8], "…") if len(allowed) > 8 else allowed))
        if (day := getattr(row, "date", "").strip()) and not _is_date(day):
            problems.append(DataError(found="the date {value!r}", expected="a day of the calendar, such as 2025-02-28",
                                      where="{file} line {line}", remedy="correct the cell", value=day, **place))
        if row.kind == "flagged" and row.value not in ("keep", "remove"):
            problems.append(DataError(found="the value {value!r} of a ruling on flagged support", expected="one of {choices}",
                                      where="{file} line {line}", remedy="write what the committee decided", value=row.value,
                                      choices=(Words("keep"), Words("remove")), **place))
        if row.kind in ("withdrawal", "disqualification", "wild-card") and row.value.strip():
            problems.append(DataError(found="the value {value!r} beside {kind}", expected="an empty cell",
                                      where="{file} line {line}", value=row.value,
                                      remedy="move the words to the column reason, or correct the kind",
                                      kind=Words(row.kind), **place))
        if row.kind == "correction":
            problems += _wrong_correction(row.value, rules, judges, row.line)
    problems += _contradicting_rulings(table)
    return table


def _is_date(text: str) -> bool:
    """Whether a text is a day of the calendar, as an office writes it: 2025-02-28, 2025/2/28, 2025年2月28日."""
    parts = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", unicodedata.normalize("NFKC", text))
    try:
        return bool(parts and date(*map(int, parts.groups())))
    except ValueError:
        return False


def _contradicting_rulings(table: pd.DataFrame) -> Iterator[ContestError]:
    """Rulings on one matter of which not both can hold: two corrections of a value, keep and remove, a place given and taken."""
    matters: dict[tuple, tuple] = {}
    for row in table[table["kind"].isin(DECISION_KINDS)].itertuples():
        matter = {"correction": row.value.partition("=")[0].strip(), "flagged": "flagged"}.get(row.kind, "place")
        before = matters.setdefault((row.team, row.kind == "correction", matter), row)
        same = row.kind == before.kind and row.value.strip() == before.value.strip() and row.kind != "correction"
        # Who withdrew may be disqualified later: either way there is no place.
        if before is row or same or {row.kind, before.kind} == {"withdrawal", "disqualification"}:
            continue
        yield DataError(found="a second ruling on {team}: {second}, where line {first_line} says {first}",
                        expected="one ruling on the same matter", where="{file} line {line}",
                        remedy="keep the row that holds, and name the minutes of the other in its reason", team=row.team,
                        first=_ruling_words(before), second=_ruling_words(row), first_line=before.line, file="decisions.csv",
                        line=row.line)


def _ruling_words(row) -> Words:
    if row.kind == "flagged":
        return Words(f"flagged {row.value}")
    return Words("{kind} {value}" if row.value.strip() else "{kind}", {"kind": Words(row.kind), "value": row.value})


def _in_codes(value: str, labels: dict[str, str]) -> str:
    """A ruling's value with codes in place of an indicator's label or an office's word; a judge's code may stand before it."""
    name, equals, number = unicodedata.normalize("NFKC", value).partition("=")
    if not equals:
        return RULING_WORDS.get(value.strip(), value)
    judge, _, judged = name.strip().partition(" ")
    name = labels.get(name.strip()) or (f"{judge} {labels.get(judged.strip(), judged.strip())}" if judged else judge)
    return f"{name}={number.strip()}"


def _wrong_correction(value: str, rules: Rules, judges: pd.DataFrame, line: int) -> list[ContestError]:
    """What is wrong with a correction, if anything: of a measured value, or of one judge's mark."""
    code, number = (part.strip() for part in value.partition("=")[::2])
    judged = [i.code for i in rules.indicators if i.source.startswith("panel:")]
    codes = [i.code for i in rules.indicators if i.code not in judged]
    values = {"value": value, "file": "decisions.csv", "line": line, "where": "{file} line {line}"}
    if code in judged:
        return [DataError(found="the correction {value!r} of a judged indicator", expected="the judge whose mark it is, such as "
                          "J1 {value}", remedy="write the judge's code before it; the panel's marks come from the judges alone",
                          **values)]
    if code not in codes and code.partition(" ")[2] not in judged:
        return [DataError(found="the correction {value!r}: no indicator is called {code!r}", remedy="correct the cell",
                          expected="one of {codes}, and its number, such as {first}=120", code=code,
                          codes=", ".join(codes + judged), first=(codes or judged or ["households"])[0], **values)]
    if not NUMBER.fullmatch(number):
        return [DataError(found="the correction {value!r} without a number", expected="a number in digits, such as {code}=120",
                          remedy="correct the cell", code=code, **values)]
    judge = code.partition(" ")[0]
    if code not in codes and len(judges) and judge not in judges.index:
        return [DataError(found="the correction {value!r} of a mark by {judge}", expected="a code of judges.csv: {choices}",
                          remedy="correct the judge's code or the team", judge=judge, choices=tuple(judges.index), **values)]
    return []


def _read_judges(folder: Path, rules: Rules) -> pd.DataFrame:
    if not (folder / "judges.csv").exists():
        if rules.panel.recuse:
            raise DataError(found="no judges.csv", expected="the judges' codes, and {columns} of each", where="{folder}",
                            remedy="add the file, or take recuse out of rules.toml [panel]", folder=folder.as_posix(),
                            columns=", ".join(rules.panel.recuse))
        return _empty("judge").set_index("judge")
    table = _with_columns(_read_office_table(folder, "judges.csv", ()), ("judge", *rules.panel.recuse), "judges.csv")
    twice = table[table["judge"].duplicated()]
    if len(twice):
        raise DataError(found="judge {judge!r} a second time", expected="each code once", where="judges.csv line {line}",
                        remedy="correct the code or remove the row", judge=twice["judge"].iloc[0], line=twice["line"].iloc[0])
    return table.set_index("judge").drop(columns="file")


def _read_recusals(folder: Path, teams: pd.DataFrame, judges: pd.DataFrame, problems: list) -> pd.DataFrame:
    if not (folder / "recusals.csv").exists():
        return _empty("judge", "team", "reason")
    table = _with_columns(_read_office_table(folder, "recusals.csv", ()), ("judge", "team", "reason"), "recusals.csv")
    for row in table.itertuples():
        for column, value, known in (("team", row.team, tuple(teams.index)), ("judge", row.judge, tuple(judges.index))):
            if known and value not in known:
                problems.append(DataError(
                    found="{column} {value!r}", expected="one of {choices}", where="{file} line {line}",
                    remedy="correct the cell", column=column, value=value, file="recusals.csv", line=row.line,
                    choices=", ".join(known[:8]) + (" …" if len(known) > 8 else "")))
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
    anonymous, whole = {"", *rules.definitions.anonymous}, orders["damage"] == ""
    nobody = pd.Series("", index=orders.index)
    buyers, address = orders.get("buyer", nobody), orders.get("address")
    orders = orders.drop(columns=[c for c in PERSONAL if c in orders])
    orders["buyer"] = _ordinals(buyers, whole, lambda text: "" if text.strip() in anonymous else text.strip())
    orders["address"] = _ordinals(nobody if address is None else address, whole, header_key)
    orders["region"] = "" if address is None else _each(address, _province)
    orders["has_address"] = True if address is None else _each(address, lambda text: text.strip() != "")
    orders["position"] = range(len(orders))
    return orders


def _read_orders_into(engine: str, session, contest: Contest):
    """The same rows in an engine."""
    table, paths = contest.rules.tables["orders"], []
    for pattern in table.files:
        found = files_of(contest.folder, pattern)
        if not found:
            raise DataError(found="no file", expected="at least one", where="{file}",
                            remedy="put the file there, or correct its name in rules.toml", file=pattern)
        paths += [(path, path.relative_to(contest.folder).as_posix()) for path in found]
    for path, name in paths:
        if path.suffix.lower() in WORKBOOKS:
            raise DataError(found="a workbook", expected="text files, which {engine} can take", where="{file}",
                            remedy="read it in memory (engine=\"pandas\"), or ask for the table as CSV", engine=engine, file=name)
    staged, rows = stage_orders(paths, table, REQUIRED["orders"], _province,
                                contest.rules.definitions.anonymous)
    for name, count in rows.items():
        raise_or_add(_wrong_row_count(name, count, contest.sources), None)
    if not sum(rows.values()):
        raise DataError(found="a header without rows", expected="at least one order", where="{file}",
                        remedy="ask for the export again", file=", ".join(table.files))
    return scan(staged, engine, session).to_native()


def _ordinals(texts: pd.Series, whole: pd.Series, plain: Callable[[str], str]) -> pd.Series:
    """The place of each text, made plain, among the sorted distinct ones of the whole rows, from 1; 0 for none."""
    codes, spellings = pd.factorize(texts)
    keys = [plain(spelling) for spelling in spellings]
    present = {keys[code] for code in np.flatnonzero(np.bincount(codes[whole]))} - {""}
    places = {key: place for place, key in enumerate(sorted(present), start=1)}
    numbers = np.array([places.get(key, 0) for key in keys], dtype="int64")
    return pd.Series(np.where(whole, numbers[codes], 0), index=texts.index)


def _province(address: str) -> str:
    return (PROVINCE.match(address) or ["", ""])[1]


def _each(texts: pd.Series, found: Callable) -> pd.Series:
    """What is found of each text, looked for once a spelling."""
    return texts.map({text: found(text) for text in texts.unique()})


def read_marks(contest: Contest, problems: list[ContestError] | None = None) -> pd.DataFrame:
    """The judges' marks, one a row.

    Parameters
    ----------
    contest : Contest
    problems : list, optional
        Takes every problem of the sheets, of which the first is raised otherwise.

    Returns
    -------
    DataFrame
        team, judge, criterion, mark (NaN where none counts), why ("" or recused, absent), reason, file, line, found (the mark
        on the sheet where a ruling corrected it, NaN elsewhere). Ranks have become marks (normalized Borda); empty where the
        jury compares pairs.

    Raises
    ------
    DataError
        As for `marks.marks_of_sheets`; an unknown team; an eligible team that nobody has marked where the rules want a mark.
    """
    rules = contest.rules
    if "marks" not in rules.tables or rules.panel.kind == "pairs":
        return pd.DataFrame(columns=[*COLUMNS, "found"])
    met = len(problems or ())
    sheets = _read_sheets(contest, "team", problems=problems)
    whole = len(problems or ()) == met  # otherwise a judge's sheet may be among those that could not be read
    met = len(problems or ())
    marks = marks_of_sheets(sheets, rules, contest.teams, contest.judges, contest.recusals, problems)
    if whole:
        raise_or_add(list(silent_judges(sheets, rules, contest.teams, contest.judges, contest.recusals)), problems)
    if len(problems or ()) == met:
        marks = correct_marks(marks, contest.decisions, rules, problems)
    marks.attrs = sheets.attrs
    if not rules.before and whole and len(problems or ()) == met:  # otherwise the stage before says who is judged here
        ruled_out = contest.decisions.loc[contest.decisions["kind"] == "disqualification", "team"]
        teams = contest.teams.index[contest.teams["status"].isin(rules.eligible) & ~contest.teams.index.isin(ruled_out)]
        raise_or_add(list(unmarked_teams(marks, tuple(teams), rules)), problems)
    return marks


def read_pairs(contest: Contest) -> pd.DataFrame:
    """The comparisons of a jury that says of two teams which is better, one a row; empty under other rules.

    Parameters
    ----------
    contest : Contest

    Returns
    -------
    DataFrame
        judge, criterion, better, worse (team ids), file, line.

    Raises
    ------
    DataError
        As for `marks.pairs_of_sheets`; an unknown team.
    """
    if "marks" not in contest.rules.tables or contest.rules.panel.kind != "pairs":
        return pd.DataFrame(columns=list(PAIR_COLUMNS))
    sheets = _read_sheets(contest, "better", "worse")
    raise_or_add(list(silent_judges(sheets, contest.rules, contest.teams, contest.judges, contest.recusals)), None)
    return pairs_of_sheets(sheets, contest.rules, contest.teams, contest.judges, contest.recusals)


def _read_sheets(contest: Contest, *of_teams: str, problems: list[ContestError] | None = None) -> pd.DataFrame:
    sheets = _read_table(contest.folder, "marks", contest.rules.tables["marks"], contest.sources, required=of_teams,
                         problems=problems)
    if len(of_teams) > 1:  # printed pairs that nobody compared
        sheets = sheets[(sheets[list(of_teams)] != "").any(axis=1)].reset_index(drop=True)
    nameless = pd.concat([sheets[column].str.strip() == "" for column in of_teams], axis=1).any(axis=1)
    raise_or_add([DataError(found="a row without a team, in which stands {text!r}", expected="a team's name in every row",
                            where="{file} line {line}", remedy="write the team's name, or take the row out of the sheet",
                            text=row.row_text, file=row.file, line=row.line)
                  for row in sheets[nameless].itertuples()], problems)
    sheets = sheets[~nameless].reset_index(drop=True)
    raise_or_add(list(contradicted_judges(sheets, contest.rules, contest.judges)), problems)
    names = sheets[of_teams[0]]
    for column in of_teams:
        if problems is not None:
            known = {name_key(spelling) for spelling in contest.aliases.index[contest.aliases != FOREIGN]}
            strange = ~sheets[column].map(name_key).isin(known)
            try:
                contest.identify(sheets[column], sheets["file"], sheets["line"])
            except ContestError as problem:
                problems.append(problem)
            sheets, names = sheets[~strange].reset_index(drop=True), names[~strange].reset_index(drop=True)
        sheets[column] = contest.identify(sheets[column], sheets["file"], sheets["line"])
    if "printed_id" in sheets:
        raise_or_add(list(contradicted_teams(sheets, names, contest.teams)), problems)
    return sheets.drop(columns=[column for column in ("printed_id", "heading_judge", "row_text") if column in sheets])


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
    return rules, tuple(sorted({path.relative_to(folder).as_posix() for pattern in patterns
                                for path in files_of(folder, pattern)}))


def read_prepared(folder: str | Path) -> Contest:
    """A contest whose data need not have arrived: rules, register, judges, declared recusals and rulings.

    Raises
    ------
    ContestError
        The first problem of these.
    """
    folder, problems = Path(folder), []
    rules, _ = read_rules(folder)
    teams = _read_teams_table(folder)
    judges = _read_judges(folder, rules)
    contest = Contest(folder, rules, teams, _read_aliases(folder, teams, problems),
                      _read_decisions(folder, teams, judges, rules, problems), pd.DataFrame(columns=["file", "rows"]), {},
                      judges=judges,
                      recusals=_read_recusals(folder, teams, judges, problems))
    if problems:
        raise problems[0]
    return contest


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
    return _read_office_table(package_folder(), "glossary.csv", ("zh", "en")).drop(columns=["file", "line"])


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
    return _read_office_table(package_folder(), "cards.csv", ("step", "field")).drop(columns=["file", "line"])


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
