"""The proof of a record: a rerun from the raw files says the same, or here is the first cell that differs."""

from __future__ import annotations

import csv
import io
from itertools import zip_longest
from pathlib import Path

from contestlib.comparison import ABSENT, compare_values
from contestlib.decision import decide_contest
from contestlib.errors import ContestError
from contestlib.loading import read_contest, read_record, read_results
from contestlib.record import derived_files, environment, hash_input, parse_record, record_bytes, record_digest


def verify_record(path: str | Path, *, expect: str | None = None) -> list[str]:
    """Rerun a contest from its raw files and compare with its stored record and tables. Nothing is written.

    Parameters
    ----------
    path : path
        A contest folder with ``derived/record.json``.
    expect : str, optional
        The digest that was published. Without it, who edits an input and runs again is not found out.

    Returns
    -------
    list of str
        The differences, as ``place: stored -> now``: the published digest, inputs, values of the record, cells of the tables,
        the record's own form; empty where everything is identical. Versions and the machine count for nothing
        (`compare_environment` lists them).

    Raises
    ------
    ContestError
        Where there is no record, or the contest cannot be run though no input differs from the record's.
    """
    folder = Path(path)
    stored, results = read_record(folder), read_results(folder)
    found = [f"digest: {expect} -> {stored.get('digest')}"] if expect and expect != stored.get("digest") else []
    for stage in ("", *stored.get("stages", {})):
        inputs = (stored["stages"][stage] if stage else stored).get("inputs", {})
        place = folder / stage
        hashed = {name: hash_input(place, name) if (place / name).is_file() else ABSENT for name in inputs}
        found += [f"{f'stages / {stage} / ' if stage else ''}inputs / {line}" for line in compare_values(inputs, hashed)]
    try:
        files = derived_files(decide_contest(read_contest(folder)))
    except ContestError:
        if found:
            return found
        raise
    now = parse_record(files["record.json"])
    found += [line for line in compare_values(_contents(stored), _contents(now)) if line not in found]
    found += [line for name in sorted((files.keys() | results.keys()) - {"record.json"})
              for line in _first_difference(name, results.get(name), files.get(name))]
    found += [f"record.json / {line}" for line in compare_values(
        {"tables": stored.get("tables"), "outputs": stored.get("outputs"), "digest": stored.get("digest")},
        {"tables": now["tables"], "outputs": now["outputs"], "digest": record_digest(stored)})]
    if not found and results.get("record.json") != record_bytes(stored):
        found.append("record.json: other bytes than a run writes")
    return found


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
