"""The contest folder's own tables: rules, teams, aliases, judges, recusals, rulings, and the cards of what came."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from contestlib.errors import ContestError, DataError, Words
from contestlib.names import FOREIGN, name_key
from contestlib.rawfiles import bytes_of, size_and_digest
from contestlib.readings import decode_text
from contestlib.records import Contest
from contestlib.rulebook import parse_rules
from contestlib.rules import Rules, Table
from contestlib.tables import empty, files_of, read_office_table, with_columns

TEAM_COLUMNS = ("team", "name_zh", "project", "status")
STATUSES = ("registered", "online", "withdrawn", "disqualified")
DECISION_KINDS = ("withdrawal", "disqualification", "flagged", "wild-card", "correction")
RULING_WORDS = {"退出": "withdrawal", "取消资格": "disqualification", "存疑支持": "flagged", "外卡": "wild-card",
                "更正": "correction", "保留": "keep", "剔除": "remove"}  # as an office writes them
NUMBER = re.compile(r"-?\d+(\.\d+)?")
CARD = ["file", "sha256", "bytes", "rows", "from", "received_on", "control_total", "note"]  # of raw/SOURCES.csv


def read_sources(folder: Path, tables: dict[str, Table], problems: list) -> pd.DataFrame:
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


def _read_cards_of(folder: Path) -> pd.DataFrame:
    return read_office_table(folder, "raw/SOURCES.csv", ()) if (folder / "raw" / "SOURCES.csv").exists() else empty(*CARD)


def _cards(folder: Path, tables: dict[str, Table], cards: pd.DataFrame) -> list[dict]:
    """Of each raw file that the rules name what stands on its card, the line of that, and its sha256 and bytes now."""
    by_file, found = {card["file"]: card for card in cards.to_dict("records")}, []
    for path in sorted({path for table in tables.values() for pattern in table.files for path in files_of(folder, pattern)}):
        name = path.relative_to(folder).as_posix()
        size, digest = size_and_digest(path, name)
        card = by_file.get(name) or by_file.get(name.removeprefix("raw/")) or {}
        found.append({column: card.get(column, "") for column in CARD}
                     | {"file": name, "bytes": size, "row": card.get("line"), "now": digest})
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


def changed_files(folder: str | Path) -> tuple[str, ...]:
    """Raw files that are no longer as the sha256 of their card says, by name."""
    folder = Path(folder)
    cards = _cards(folder, read_rules(folder)[0].tables, _read_cards_of(folder))
    return tuple(card["file"] for card in cards if card["sha256"] and card["sha256"] != card["now"])


def read_teams_table(folder: Path) -> pd.DataFrame:
    table = with_columns(read_office_table(folder, "teams.csv", ()), TEAM_COLUMNS, "teams.csv")
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
    return contest.teams if isinstance(contest, Contest) else read_teams_table(Path(contest))


def read_aliases(folder: Path, teams: pd.DataFrame, problems: list) -> pd.Series:
    """Team id by spelling; ids, names and projects of the register count as spellings of their team."""
    spellings = pd.concat([pd.Series(teams.index, index=teams.index)]
                          + [pd.Series(teams.index, index=teams[column]) for column in ("name_zh", "project")])
    if (folder / "aliases.csv").exists():
        table = with_columns(read_office_table(folder, "aliases.csv", ()), ("spelling", "team"), "aliases.csv")
        strange = ~table["team"].isin([*teams.index, FOREIGN]) & (len(teams) > 0)  # a broken register makes no errors of others
        for row in table[strange].itertuples():
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


def own_rows(table: pd.DataFrame, aliases: pd.Series) -> pd.DataFrame:
    """The rows of a small table that are of this contest."""
    foreign = {name_key(spelling) for spelling in aliases.index[aliases == FOREIGN]}
    named = next((column for column in ("project", "name") if column in table), None)
    if not foreign or named is None:
        return table
    return table[~table[named].map(name_key).isin(foreign)].reset_index(drop=True)


def read_decisions(folder: Path, teams: pd.DataFrame, judges: pd.DataFrame, rules: Rules, problems: list) -> pd.DataFrame:
    if not (folder / "decisions.csv").exists():
        return empty("date", "minute", "kind", "team", "value", "reason")
    table = with_columns(read_office_table(folder, "decisions.csv", ()), ("kind", "team", "value"), "decisions.csv")
    labels = {label: i.code for i in rules.indicators for label in (i.label_zh, i.label_en) if label}
    table = table.assign(kind=table["kind"].str.strip().replace(RULING_WORDS),
                         value=[_in_codes(value, labels) for value in table["value"]])
    for row in table.itertuples():
        place = {"file": "decisions.csv", "line": row.line}
        for column, value, allowed in (("kind", row.kind, DECISION_KINDS), ("team", row.team, tuple(teams.index))):
            if allowed and value not in allowed:
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


def read_judges(folder: Path, rules: Rules) -> pd.DataFrame:
    if not (folder / "judges.csv").exists():
        if rules.panel.recuse:
            raise DataError(found="no judges.csv", expected="the judges' codes, and {columns} of each", where="{folder}",
                            remedy="add the file, or take recuse out of rules.toml [panel]", folder=folder.as_posix(),
                            columns=", ".join(rules.panel.recuse))
        return empty("judge").set_index("judge")
    table = with_columns(read_office_table(folder, "judges.csv", ()), ("judge", *rules.panel.recuse), "judges.csv")
    twice = table[table["judge"].duplicated()]
    if len(twice):
        raise DataError(found="judge {judge!r} a second time", expected="each code once", where="judges.csv line {line}",
                        remedy="correct the code or remove the row", judge=twice["judge"].iloc[0], line=twice["line"].iloc[0])
    return table.set_index("judge").drop(columns="file")


def read_recusals(folder: Path, teams: pd.DataFrame, judges: pd.DataFrame, problems: list) -> pd.DataFrame:
    if not (folder / "recusals.csv").exists():
        return empty("judge", "team", "reason")
    table = with_columns(read_office_table(folder, "recusals.csv", ()), ("judge", "team", "reason"), "recusals.csv")
    for row in table.itertuples():
        for column, value, known in (("team", row.team, tuple(teams.index)), ("judge", row.judge, tuple(judges.index))):
            if known and value not in known:
                problems.append(DataError(
                    found="{column} {value!r}", expected="one of {choices}", where="{file} line {line}",
                    remedy="correct the cell", column=column, value=value, file="recusals.csv", line=row.line,
                    choices=", ".join(known[:8]) + (" …" if len(known) > 8 else "")))
    return table


def read_rules(folder: str | Path) -> tuple[Rules, tuple[str, ...]]:
    """Rules and scenarios of a folder whose data need not have arrived, and the raw files that have.

    Raises
    ------
    ContestError
        The first problem of the rules themselves.
    """
    folder = Path(folder)
    text = decode_text(bytes_of(folder / "rules.toml", "rules.toml"), "rules.toml")[0]
    rules, problems = parse_rules(text, read_office_table(folder, "indicators.csv", ("code",)),
                                  read_office_table(folder, "scenarios.csv", ("scenario",)))
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
    teams = read_teams_table(folder)
    judges = read_judges(folder, rules)
    contest = Contest(folder, rules, teams, read_aliases(folder, teams, problems),
                      read_decisions(folder, teams, judges, rules, problems), pd.DataFrame(columns=["file", "rows"]), {},
                      judges=judges,
                      recusals=read_recusals(folder, teams, judges, problems))
    if problems:
        raise problems[0]
    return contest
