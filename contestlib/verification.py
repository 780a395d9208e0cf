"""The proof of a record: a rerun from the raw files says the same, or here is the first cell that differs."""

from __future__ import annotations

import csv
import io
import re
from itertools import zip_longest
from pathlib import Path

from contestlib.canonical import sha256_of
from contestlib.catalogue import translate
from contestlib.comparison import ABSENT, compare_values
from contestlib.decision import decide_contest
from contestlib.documents import read_record, read_results
from contestlib.errors import ContestError, DataError
from contestlib.loading import read_contest
from contestlib.outputs import NOTICES, committee_files, notice_files
from contestlib.record import (
    DRAWING,
    OFFICE_FILES,
    complete_record,
    derived_tables,
    environment,
    hash_input,
    hash_outputs,
    record_bytes,
    record_contents,
    record_digest,
)
from contestlib.wording import joined, say

# What a difference means and what to do, and how it is said, by kind.
KINDS = {
    "published": ("This is not the record whose digest was published. Look whether the digest was typed in whole; if it was, "
                  "results were changed or made again after the publication: ask for the folder as it was published.",
                  "digest: published {before}, stored in the record {after}"),
    "inputs": ("Files that the run read have changed since ({count}). Restore them as they were, or run again and publish the "
               "new digest.", "{place}: sha256 in the record {before}, of the file now {after}"),
    "report": ("Files that the committee opens are not those of the run ({count}). Do not use them: `run` makes them again.",
               "{place}: sha256 in the record {before}, of the file now {after}"),
    "outputs": ("Files that the committee opens, made again from the raw files, are others than those of the record ({count}): "
                "the record was changed. Run again, or ask for the folder as it was published.",
                "{place}: sha256 in the record {before}, made again {after}"),
    "notices": ("Public notices are not those that this program makes of the record ({count}). Do not publish them: `run` makes "
                "them again.", "{place}: sha256 of the file {before}, made again {after}"),
    "results": ("Stored results are not what the raw files and rules give ({count}): record or tables were changed after the "
                "run, or the program is another. Run again, and compare the digest with the one that was published.",
                "{place}: stored {before}, recomputed {after}")}


def verify_record(path: str | Path, *, expect: str | None = None, report: str | Path | None = None,
                  out: str | Path | None = None) -> list[str]:
    """Rerun a contest from its raw files and compare with its stored record, its tables and what the committee opens.

    Nothing is written. Workbook, page, report and notice are made again where nothing else differs and the packages that draw
    them are those of the record (`undrawn` names them where not).

    Parameters
    ----------
    path : path
        A contest folder with ``derived/record.json``.
    expect : str, optional
        The digest that was published, in whatever letter case, with or without white space. Without it, who edits an input and
        runs again is not found out.
    report : path, optional
        A folder with files that a run made: those of them that the record holds the hash of are compared with it, and the
        notices, which print the record's digest and so are not in it, with notices made again.
    out : path, optional
        Where ``run --out`` wrote the record, by default the contest folder.

    Returns
    -------
    list of str
        The differences, as ``place: stored -> now``: the published digest, inputs, values of the record, cells of the tables,
        files that the committee opens, the record's own form; empty where everything is identical. Versions and the machine
        count for nothing (`compare_environment` lists them).

    Raises
    ------
    ContestError
        Where there is no record, or the contest cannot be run though no input differs from the record's.
    """
    folder = Path(path)
    stored, results = read_record(out or folder), read_results(out or folder)
    expect = "".join((expect or "").split()).lower()
    published = [f"digest: {expect} -> {stored.get('digest')}"] if expect and expect != stored.get("digest") else []
    lying = [] if report is None else _compare_lying(Path(report), stored)
    found = changed_inputs(folder, stored)
    try:
        decision = decide_contest(read_contest(folder))
    except ContestError:
        if published or lying or found:
            return published + lying + found
        raise
    tables = derived_tables(decision)
    now = record_contents(decision, tables)
    found += [line for line in compare_values(_contents(stored), _contents(now)) if line not in found]
    found += [line for name in sorted((tables.keys() | results.keys()) - {"record.json"})
              for line in _first_difference(name, results.get(name), tables.get(name))]
    if not found and not undrawn(stored):
        drawn = complete_record(now, committee_files(decision, now))
        found += [f"outputs / {line}" for line in compare_values(stored["outputs"], drawn["outputs"])]
    found += [f"record.json / {line}" for line in compare_values(
        {"tables": stored.get("tables"), "digest": stored.get("digest")},
        {"tables": now["tables"], "digest": record_digest(stored)})]
    if not found and results.get("record.json") != record_bytes(stored):
        found.append("record.json: other bytes than a run writes")
    if report is not None and not found and not undrawn(stored):
        lying += _compare_notices(Path(report), notice_files(decision, stored))
    return published + lying + found


def changed_inputs(folder: str | Path, record: dict) -> list[str]:
    """Files that a run read and that have changed since, those of the stages before included, as ``place: stored -> now``."""
    found = []
    for stage in ("", *record.get("stages", {})):
        inputs = (record["stages"][stage] if stage else record).get("inputs", {})
        place = Path(folder) / stage
        hashed = {name: hash_input(place, name) if (place / name).is_file() else ABSENT for name in inputs}
        found += [f"{f'stages / {stage} / ' if stage else ''}inputs / {line}" for line in compare_values(inputs, hashed)]
    return found


def describe_stale(path: str | Path, record: dict, language: str) -> list[str]:
    """That a contest folder is no longer as its record says, where the record lies in one; nothing otherwise.

    Parameters
    ----------
    path : path
        A contest folder, its folder of tables, or its record.
    record : dict
    language : {"zh", "en"}

    Returns
    -------
    list of str
    """
    path = Path(path).resolve()
    folder = next((place for place in (path, path.parent, path.parent.parent) if (place / "rules.toml").is_file()), None)
    if folder is None:
        return []
    added = [name for name in OFFICE_FILES if name not in record.get("inputs", {}) and (folder / name).is_file()]
    files = [line.partition(": ")[0].replace("inputs / ", "") for line in changed_inputs(folder, record)] + added
    return [say("WARNING: {folder} has changed since its last run, and its record knows nothing of that; run it again first: "
                "{files}.", language, folder=folder.as_posix(), files=joined(files, language))] if files else []


def refuse_changed_page(report: str | Path, name: str, record: dict) -> None:
    """A `DataError` where a page that lies in a report's folder is not the one whose hash the record holds."""
    expected, there = record.get("outputs", {}).get(name, ABSENT), hash_outputs(Path(report), [name])
    if there and there[name] != expected:
        raise DataError(found="sha256 {found_digest}", expected="{record_digest}, as the record says", where="{file}",
                        remedy="the page is not the one of the last run: give the command run again", found_digest=there[name],
                        record_digest=expected, file=(Path(report) / name).as_posix())


def _compare_lying(report: Path, stored: dict) -> list[str]:
    """The files of a report's folder that are not those of the record; a file that is not there is no difference."""
    lying = hash_outputs(report, stored.get("outputs", {}))
    return [f"{report.as_posix()}/{line}" for line in compare_values({name: stored["outputs"][name] for name in lying}, lying)]


def _compare_notices(report: Path, made: dict[str, bytes]) -> list[str]:
    """The notices of a report's folder that are not those made again; one that is not there is no difference."""
    there = hash_outputs(report, NOTICES)
    return [f"{report.as_posix()}/{line}" for line in compare_values(
        there, {name: sha256_of(made[name]) if name in made else ABSENT for name in there})]


def undrawn(record: dict) -> list[str]:
    """What differs between the packages that drew a record's files and these, as ``what: stored -> now``.

    The same result drawn by others has other bytes: where this is not empty, `verify_record` does not draw it again.
    """
    here, there = environment(), record.get("environment", {})
    return compare_values({name: there.get(name, ABSENT) for name in DRAWING}, {name: here[name] for name in DRAWING})


def describe_differences(found: list[str], language: str, report: str | Path | None = None) -> list[str]:
    """Differences that `verify_record` found, in words: of what kind, which side is stored and which recomputed, what to do.

    Parameters
    ----------
    found : list of str
        As `verify_record` returns it.
    language : {"zh", "en"}
    report : path, optional
        As `verify_record` took it.

    Returns
    -------
    list of str
        Of the values of record and tables the first alone, and how many there are.

    Examples
    --------
    >>> describe_differences(["matrix.csv line 2 amount: 52001.0 -> 52000.0"], "en")[-1]
    '  matrix.csv line 2 amount: stored 52001.0, recomputed 52000.0'
    """
    groups: dict[str, list[str]] = {}
    for line in found:
        place = line.partition(": ")[0]
        lying = report is not None and place.startswith(f"{Path(report).as_posix()}/")
        kind = ("published" if place == "digest" else "notices" if lying and Path(place).name in NOTICES else
                "report" if lying else "inputs" if "inputs / " in place else
                "outputs" if place.startswith("outputs / ") else "results")
        groups.setdefault(kind, []).append(line)
    lines = []
    for kind, members in groups.items():
        lines.append(say(KINDS[kind][0], language, count=len(members)))
        lines += [f"  {_difference_words(line, KINDS[kind][1], language)}" for line in
                  (members[:1] if kind == "results" else members)]
        if kind == "results" and len(members) > 1:
            lines.append("  " + say("and {count} more differences", language, count=len(members) - 1))
    return lines


def _difference_words(line: str, template: str, language: str) -> str:
    place, _, values = line.partition(": ")
    before, arrow, after = values.partition(" -> ")
    if not arrow:
        return f"{place}{say(': ', language)}{translate(values, language)}"
    cell = re.fullmatch(r"(\S+\.csv) line (\d+) (.+)", place)
    if cell:
        place = say("{file} line {line} {column}", language, file=cell[1], line=cell[2], column=cell[3])
    return say(template, language, place=place.removeprefix("outputs / ").replace("inputs / ", ""),
               before=translate(before, language), after=translate(after, language))


def describe_extent(path: str | Path, report: str | Path | None, language: str) -> list[str]:
    """What a comparison leaves out, and which files of the report's folder are part of it or not, in words.

    Parameters
    ----------
    path, report : path
        Where the record lies, and the report as `verify_record` takes it.
    language : {"zh", "en"}

    Returns
    -------
    list of str
    """
    stored = read_record(path)
    lines = [say("Other machine or program, which is no part of the comparison: {line}", language, line=line)
             for line in compare_environment(path)]
    recorded = stored.get("outputs", {})
    if undrawn(stored):
        lines.append(say("Other packages would draw {files} here: they are not made again, which says nothing of the result.",
                         language, files=joined(recorded, language)))
    if report is None:
        return lines
    report, lying = Path(report), hash_outputs(Path(report), recorded)
    lines.append(say("Files in {folder} compared with the record: {files}.", language, folder=report.as_posix(),
                     files=joined(lying, language)) if lying else
                 say("None of the files that the committee opens lies in {folder}; --report says where they lie.", language,
                     folder=report.as_posix()))
    notices = [] if undrawn(stored) else [name for name in NOTICES if (report / name).is_file()]
    if notices:
        lines.append(say("Notices there compared with such as are made again where nothing else differs: {files}.", language,
                         files=joined(notices, language)))
    others = sorted(f"{path.name}/" if path.is_dir() else path.name for path in report.glob("[!.]*")
                    if path.name not in (*lying, *notices))
    if others:
        lines.append(say("Not covered by the comparison: {files}.", language, files=joined(others, language)))
    return lines


def compare_environment(path: str | Path) -> list[str]:
    """What differs between the machine and program of a stored record and these, as ``what: stored -> now``."""
    return compare_values(read_record(path).get("environment", {}), environment())


def _contents(record: dict) -> dict:
    return {key: value for key, value in record.items() if key not in ("digest", "environment", "tables", "outputs")}


def _first_difference(name: str, stored: bytes | None, now: bytes | None) -> list[str]:
    """Line and column of the first cell in which a stored table differs; an empty list where it does not."""
    if stored == now:
        return []
    if stored is None or now is None:
        return [f"{name}: {ABSENT if stored is None else 'a file'} -> {ABSENT if now is None else 'a file'}"]
    rows, header = zip_longest(_cells(stored), _cells(now), fillvalue=[]), _cells(now)[0]
    for line, (old, new) in enumerate(rows, start=1):
        for column, (before, after) in enumerate(zip_longest(old, new, fillvalue=ABSENT)):
            if before != after:
                label = header[column] if column < len(header) else str(column + 1)
                return [f"{name} line {line} {label}: {before} -> {after}"]
    return [f"{name}: other bytes than a run writes"]


def _cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8", errors="replace"), newline="")))
