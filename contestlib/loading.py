"""Contest folders, read: what the committee decided, what the offices handed over, and the checks of their cards."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import compress
from pathlib import Path

import narwhals as nw
import numpy as np
import pandas as pd

from contestlib.errors import ContestError, DataError, RulesError, raise_or_add
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
from contestlib.plain import ranks, utf8
from contestlib.rawfiles import WORKBOOKS, bytes_of
from contestlib.readings import decode_text, header_key
from contestlib.records import Contest
from contestlib.registers import (
    TEAM_COLUMNS,
    own_rows,
    read_aliases,
    read_decisions,
    read_judges,
    read_recusals,
    read_sources,
    read_teams_table,
)
from contestlib.rulebook import parse_rules
from contestlib.rules import Rules
from contestlib.staging import stage_orders
from contestlib.tables import REQUIRED, empty, files_of, read_office_table, read_table, wrong_row_count

# What marks are read by: an error in one of these would make errors of every mark.
HINDERING = ("rules.toml", "indicators.csv", "teams.csv", "aliases.csv", "judges.csv", "recusals.csv")
# What tells people apart or where they live; none of it leaves this module.
PERSONAL = ("buyer", "postcode", "phone", "address", "recipient")
NOT_COUNTED = ("postcode", "phone", "recipient")  # not even looked at
PROVINCE = re.compile(r"^\s*([\u4e00-\u9fff]{2,7}?(?:省|自治区|特别行政区|市))")


def unread_files(contest: Contest) -> list[str]:
    """Files in raw/ that no table of the rules reads, by name; those that an operating system leaves there apart."""
    read, folder = set(contest.sources["file"]), contest.folder
    names = (path.relative_to(folder).as_posix() for path in files_of(folder, "raw/**/*") if path.is_file())
    return [name for name in names if name not in read and name != "raw/SOURCES.csv"
            and not any(part.startswith(".") for part in Path(name).parts) and Path(name).suffix.lower() != ".md"
            and Path(name).name not in ("Thumbs.db", "desktop.ini")]


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
    indicators = attempt(lambda: read_office_table(folder, "indicators.csv", ("code",)), empty("code"))
    scenarios = attempt(lambda: read_office_table(folder, "scenarios.csv", ("scenario",)), empty("scenario"))
    whole = not problems
    rules, found = parse_rules(text, indicators, scenarios)
    # What stands in one file about another cannot be judged where that one could not be read.
    problems += found if whole else []
    teams = attempt(lambda: read_teams_table(folder), empty(*TEAM_COLUMNS).set_index("team"))
    of_teams = problems if len(teams) else []
    aliases = attempt(lambda: read_aliases(folder, teams, of_teams), pd.Series(dtype=object))
    judges = attempt(lambda: read_judges(folder, rules), empty("judge").set_index("judge"))
    decisions = attempt(lambda: read_decisions(folder, teams, judges, rules, of_teams if whole else []),
                        empty("date", "kind", "team", "value"))
    recusals = attempt(lambda: read_recusals(folder, teams, judges, of_teams), empty("judge", "team", "reason"))
    sound = not problems
    sources = attempt(lambda: read_sources(folder, rules.tables, problems if rules != Rules() else []),
                      pd.DataFrame(columns=["file", "rows"]))
    small = {name: attempt(lambda n=name, t=table: read_table(folder, n, t, sources), empty())
             for name, table in rules.tables.items() if name not in ("orders", "marks")}
    small = {name: own_rows(table, aliases) for name, table in small.items()}
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
    """What keeps a contest folder from being run; an empty list where it is sound.

    All problems of rules, registers, rulings, cards, orders and marks come at once, as far as one does not stand in the way of
    finding another: marks are not read while the register that they name is broken.
    """
    return examine_contest(folder)[0]


def examine_contest(folder: str | Path) -> tuple[list[ContestError], Contest | None]:
    """What `check_contest` returns, and the contest where the list can be drawn up for all that, to find what comes up there.

    A scenario, a correction or a card that is wrong is left out of it; None where anything else is.
    """
    contest, problems, sound = _gather(folder)
    # Marks name teams and judges, so a broken register would make every one of them a problem of its own.
    sound = sound or not any(problem.place.startswith(HINDERING) for problem in problems)
    rulings = contest.decisions
    lines = {problem.values.get("line") for problem in problems if problem.place.startswith("decisions.csv")}
    wrong = rulings.get("line", pd.Series(dtype=object)).isin(lines) & (rulings["kind"] == "correction")
    contest = replace(contest, decisions=rulings[~wrong])
    spared = set(rulings.loc[wrong, "line"]) if wrong.any() else set()
    alone = all(problem.found == "sha256 {found_digest}" or problem.place.startswith(("scenarios.csv", "raw/SOURCES.csv"))
                or (problem.place.startswith("decisions.csv") and problem.values.get("line") in spared) for problem in problems)
    tried = contest if alone and contest.rules.scenarios else None
    readers = [("orders", read_orders)] + ([("marks", lambda read: read_marks(read, problems)), ("marks", read_pairs)]
                                           if sound else [])
    for name, read in readers:
        if name in contest.rules.tables:
            try:
                read(contest)
            except ContestError as problem:
                problems.append(problem)
    return problems, tried


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
        ``line`` and ``position`` (among all rows). An engine has the figures of each row besides, as `stage_orders` says.

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
    orders = read_table(contest.folder, "orders", rules.tables["orders"], contest.sources, ragged="mark",
                        left_out=NOT_COUNTED)
    if not len(orders):
        raise DataError(found="a header without rows", expected="at least one order", where="{file}",
                        remedy="ask for the export again", file=", ".join(rules.tables["orders"].files))
    anonymous, whole = {"", *rules.definitions.anonymous}, (orders["damage"] == "").to_numpy(dtype=bool)
    nobody, nowhere = (np.zeros(len(orders), dtype="int64"), np.array([""], dtype=object)), "address" not in orders
    buyers, names = pd.factorize(orders["buyer"]) if "buyer" in orders else nobody
    places, addresses = nobody if nowhere else pd.factorize(orders["address"])
    orders = orders.drop(columns=[c for c in PERSONAL if c in orders])
    names, addresses = (np.asarray(texts, dtype=object).tolist() for texts in (names, addresses))
    names = ["" if name in anonymous else name for name in map(str.strip, names)]
    orders["buyer"] = _ordinals(buyers, names, whole)
    orders["address"] = _ordinals(places, list(map(header_key, addresses)), whole)
    orders["region"] = pd.array(list(map(_province, addresses)), dtype="str").take(places)
    orders["has_address"] = np.array([nowhere or text.strip() != "" for text in addresses], dtype=bool)[places]
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
    refunds = contest.tables.get("refunds", {})
    every, odd, rows = stage_orders(paths, table, REQUIRED["orders"], _province, contest.rules.definitions.anonymous,
                                    contest.rules.time_zone, list(refunds.get("order", ())))
    for name, count in rows.items():
        raise_or_add(wrong_row_count(name, count, contest.sources), None)
    if not sum(rows.values()):
        raise DataError(found="a header without rows", expected="at least one order", where="{file}",
                        remedy="ask for the export again", file=", ".join(table.files))
    plain = scan(every, engine, session).filter((nw.col("careful") == 0) & ~nw.col("again"))
    return nw.concat([plain, scan(odd, engine, session)]).to_native()  # the few are found without a look at the many


def _ordinals(codes: np.ndarray, keys: list[str], whole: np.ndarray) -> np.ndarray:
    """The place of the key of each row among the sorted distinct ones of the whole rows, from 1; 0 for none. `codes` say which
    key a row has."""
    present = np.bincount(codes[whole], minlength=len(keys)) > 0
    present &= np.array([key != "" for key in keys], dtype=bool)
    numbers = np.zeros(len(keys), dtype="int64")
    texts = utf8(list(compress(keys, present.tolist())))
    numbers[present] = 1 + ranks(lambda: [texts])
    return np.where(whole, numbers[codes], 0)


def _province(address: str) -> str:
    return (PROVINCE.match(address) or ["", ""])[1]


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
    sheets = read_table(contest.folder, "marks", contest.rules.tables["marks"], contest.sources, required=of_teams,
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
