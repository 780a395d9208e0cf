"""The only writer of files: whole or not at all, the same bytes every time; the record, and its check."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
from importlib import metadata
from pathlib import Path

import numpy as np
import pandas as pd

from contestlib.decision import decide_contest
from contestlib.errors import DataError
from contestlib.loading import read_contest, read_record
from contestlib.rawfiles import bytes_of, read_template
from contestlib.records import Change, Contest, Decision, Drivers, Selection, Stability, Standings
from contestlib.sentences import findings

OFFICE_FILES = ("rules.toml", "indicators.csv", "scenarios.csv", "teams.csv", "aliases.csv", "decisions.csv",
                "raw/SOURCES.csv")
DECIMALS = 10  # of numbers in records and derived tables; sampled figures carry CHANCE_DECIMALS
CHANCE_DECIMALS = 4
RECORDED_LISTS = 20


def write_folder(folder: str | Path, files: dict[str, bytes]) -> None:
    """Replace a folder by `files` as a whole: whoever looks sees the old contents or the new ones.

    Parameters
    ----------
    folder : path
    files : dict of str to bytes
        Contents by relative POSIX path.

    Raises
    ------
    DataError
        The place cannot be written; nothing has changed then.
    """
    folder = Path(folder)
    new, old = (folder.with_name(f".{folder.name}.{suffix}") for suffix in ("new", "old"))
    try:
        restore_folder(folder)
        shutil.rmtree(new, ignore_errors=True)
        for name, content in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(path, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    except OSError as error:
        restore_folder(folder)
        raise DataError(found="a place that cannot be written ({detail})", expected="a folder with room and permission",
                        where="{folder}", remedy="free space, change its permissions, or choose another with --out",
                        folder=folder.as_posix(), detail=error.strerror or str(error)) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def restore_folder(folder: str | Path) -> None:
    """Put back what an interrupted `write_folder` had moved aside."""
    folder = Path(folder)
    old = folder.with_name(f".{folder.name}.old")
    if old.exists() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def csv_bytes(table: pd.DataFrame) -> bytes:
    """A table as UTF-8 CSV with LF, floats at a stated number of decimals."""
    rounded = table.copy()
    for column in rounded.select_dtypes("floating"):
        rounded[column] = _decimals(rounded[column])
    return rounded.to_csv(lineterminator="\n").encode("utf-8")


def _decimals(values: pd.Series) -> pd.Series:
    return values.round(DECIMALS) + 0.0  # no negative zero


def derived_files(decision: Decision) -> dict[str, bytes]:
    """Every table of a run, and its record, by file name."""
    ledger, tables = decision.ledger, {}
    tables["reconciliation"] = ledger.reconciliation
    tables["reconciliation_by_team"] = ledger.by_team
    tables["control_totals"] = ledger.control
    tables["definitions"] = decision.definitions.rename(columns={"": "as they stand"}).rename_axis("team")
    tables["set_aside"] = ledger.set_aside.set_index(["file", "line"])
    tables["changes"] = ledger.changes.set_index("rule")
    tables["borders"] = ledger.borders.set_index(["file", "line"])
    if decision.panel is not None:
        panel = decision.panel
        tables["panel"] = pd.concat({"mark": panel.marks, "standard_error": panel.standard_errors,
                                     "judges": panel.counts}, axis=1)
        tables["panel"].columns = [f"{criterion}_{name}" for name, criterion in tables["panel"].columns]
        tables["marks_missing"] = panel.missing.set_index("team")
    tables["matrix"] = decision.matrix
    tables["fills"] = decision.fills.set_index("team")
    tables["standings"] = pd.concat({name: s.table for name, s in decision.standings.items()},
                                    names=["scenario", "team"])
    tables["finalists"] = pd.DataFrame(
        [(name, place, team, "finalist" if place <= len(s.finalists) else "reserve")
         for name, s in decision.selections.items()
         for place, team in enumerate(s.finalists + s.reserves, start=1)],
        columns=["scenario", "place", "team", "status"]).set_index(["scenario", "place"])
    tables["chances"] = _chances(decision.stability, decision.zones)
    tables["joint_chances"] = _chances(decision.joint, decision.joint_zones)
    tables["drivers"] = _drivers(decision.drivers)
    tables["specification"] = _specification(decision.specification).set_index("scenario")
    tables["breakpoints"] = decision.sweeps
    tables["rank_ranges"] = decision.ranges.table
    witnesses = {name: change.weights for name, change in decision.changes.items()}
    tables["smallest_changes"] = pd.DataFrame(witnesses).rename_axis("indicator")
    tables["reversals"] = decision.reversals.set_index("team")
    tables["flags"] = decision.flags.set_index("team")
    files = {f"{name}.csv": csv_bytes(table) for name, table in tables.items()}
    return files | {"record.json": record_bytes(build_record(decision))}


def _chances(stability: Stability, zones: pd.Series) -> pd.DataFrame:
    table = stability.probability.assign(expected_rank=stability.expected_rank, rank_5=stability.rank_5,
                                         rank_95=stability.rank_95)
    return table.astype(float).round(CHANCE_DECIMALS).assign(zone=zones)


def _drivers(drivers: Drivers) -> pd.DataFrame:
    """The output "" is the whole list; here it is called list."""
    return drivers.table.round(CHANCE_DECIMALS).rename(index={"": "list"}, level="output") + 0.0


def _specification(curve: pd.DataFrame) -> pd.DataFrame:
    return curve.assign(**{name: curve[name].map(lambda teams: " ".join(map(str, teams))) for name in ("finalists", "tied")})


def _lists(stability: Stability) -> list[dict]:
    """The lists that draws saw most often."""
    return [{"teams": list(row.teams), "share": round(row.share, CHANCE_DECIMALS)}
            for row in stability.lists.head(RECORDED_LISTS).itertuples()]


def build_record(decision: Decision) -> dict:
    """What a run read, decided and found, as plain values; its digest covers all but the environment.

    Parameters
    ----------
    decision : Decision

    Returns
    -------
    dict
    """
    contest, ledger, rules = decision.contest, decision.ledger, decision.contest.rules
    aside = ledger.set_aside.groupby("rule").agg(rows=("line", "size"), fen=("payable_fen", "sum"))
    record = {
        "format": 1,
        "contest": {"title_zh": rules.title_zh, "title_en": rules.title_en, "stage": rules.stage,
                    "language": rules.language, "synthetic": rules.synthetic, "seed": rules.seed,
                    "places": rules.places, "reserves": rules.reserves, "points": rules.points,
                    "decimals": rules.decimals},
        "inputs": input_hashes(contest),
        "baseline": decision.baseline.scenario.name,
        "teams": {team: {"name_zh": row["name_zh"], "name_en": row.get("name_en", ""), "status": row["status"]}
                  for team, row in contest.teams.iterrows()},
        "ledger": {"reconciliation": _plain(ledger.reconciliation), "set_aside": _plain(aside),
                   "control": _plain(ledger.control), "kept_sha256": _sha256(csv_bytes(ledger.kept)),
                   "set_aside_sha256": _sha256(csv_bytes(ledger.set_aside))},
        "panel": {} if decision.panel is None else {"marks": _plain(decision.panel.marks),
                                                    "standard_errors": _plain(decision.panel.standard_errors)},
        "matrix": _plain(decision.matrix),
        "fills": [_plain(row) for row in decision.fills.to_dict("records")],
        "standings": {name: _standings(s) for name, s in decision.standings.items()},
        "selections": {name: _selection(s) for name, s in decision.selections.items()},
        "chances": _plain(_chances(decision.stability, decision.zones)),
        "joint": {"chances": _plain(_chances(decision.joint, decision.joint_zones)), "factors": list(decision.drivers.factors),
                  "draws": decision.joint.draws, "lists": _lists(decision.joint)},
        "drivers": [_plain(row) for row in _drivers(decision.drivers).reset_index().to_dict("records")],
        "specification": [_plain(row) for row in _specification(decision.specification).to_dict("records")],
        "intervals": _plain(decision.intervals),
        "breakpoints": [_plain(row) for row in decision.sweeps.reset_index().to_dict("records")],
        "ranges": {"table": _plain(decision.ranges.table), "tied": _plain(decision.ranges.tied),
                   "quotas": decision.ranges.quotas},
        "changes": {name: _change(change) for name, change in decision.changes.items()},
        "reversals": [_plain(row) for row in decision.reversals.to_dict("records")],
        "definitions": _plain(decision.definitions.rename(columns={"": "as they stand"})),
        "flags": [_plain(row) for row in decision.flags.to_dict("records")],
        "without_flagged": _selection(decision.without_flagged),
        "findings": {language: findings(decision, language) for language in ("zh", "en")},
    }
    record = json.loads(_canonical(record))
    record["digest"] = _sha256(_canonical(record))
    record["environment"] = environment()
    return record


def record_bytes(record: dict) -> bytes:
    """A record as text: keys sorted, two spaces, one line feed at the end."""
    return (json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8")


def write_record(decision: Decision, folder: str | Path) -> dict:
    """Write a run's record and tables into `folder`, which they replace, and return the record."""
    files = derived_files(decision)
    write_folder(folder, files)
    return parse_record(files["record.json"])


def parse_record(content: bytes) -> dict:
    """The record that `record_bytes` wrote."""
    return json.loads(content)


def new_contest(folder: str | Path) -> None:
    """Make a contest folder to fill in; an existing one is left alone.

    Raises
    ------
    DataError
        Something stands there already.
    """
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DataError(found="something there already", expected="a new or empty folder", where="{folder}",
                        remedy="choose another name", folder=folder.as_posix())
    folder.parent.mkdir(parents=True, exist_ok=True)
    write_folder(folder, read_template())


def input_hashes(contest: Contest) -> dict[str, str]:
    """SHA-256 of every file that a run depends on, by name."""
    office = {name: _sha256(bytes_of(contest.folder / name, name)) for name in OFFICE_FILES
              if (contest.folder / name).exists()}
    return office | dict(zip(contest.sources["file"], contest.sources["sha256"], strict=True))


def environment() -> dict[str, str]:
    """Versions that may explain a difference; no part of the digest."""
    return {"python": platform.python_version().rsplit(".", 1)[0]} | {
        name: metadata.version(name) for name in ("contestlib", "numpy", "pandas", "scipy", "python-calamine")}


def verify_record(path: str | Path, *, expect: str | None = None) -> list[str]:
    """Rerun a contest from its raw files and compare with its stored record.

    Parameters
    ----------
    path : path
        A contest folder with ``derived/record.json``.
    expect : str, optional
        The digest that was published.

    Returns
    -------
    list of str
        The first differences, as ``place: stored -> now``; empty where the two are identical.
    """
    folder = Path(path)
    restore_folder(folder / "derived")
    stored = read_record(folder)
    now = build_record(decide_contest(read_contest(folder)))
    stored.pop("environment", None)
    now.pop("environment")
    differences = list(compare_values(stored, now))
    if expect and expect != stored.get("digest"):
        differences.insert(0, f"digest: {expect} -> {stored.get('digest')}")
    return differences


def compare_records(before: dict, after: dict) -> pd.DataFrame:
    """Every value that differs between two records.

    Parameters
    ----------
    before, after : dict
        As `loading.read_record` returns them.

    Returns
    -------
    DataFrame
        place, before, after; without the digests and the environment.
    """
    rows = [difference for difference in _differences(before, after)
            if difference[0].split(" / ")[0] not in ("digest", "environment")]
    return pd.DataFrame(rows, columns=["place", "before", "after"])


def compare_values(stored, now) -> list[str]:
    """Differences of two nested values in words, in the order of the record."""
    return [f"{place}: {before} -> {after}" for place, before, after in _differences(stored, now)]


def _differences(before, after, place: str = ""):
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(set(before) | set(after)):
            yield from _differences(before.get(key, "(absent)"), after.get(key, "(absent)"),
                                    f"{place} / {key}" if place else str(key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after) \
            and any(isinstance(value, (dict, list)) for value in before):
        for number, (old, new) in enumerate(zip(before, after, strict=True), start=1):
            yield from _differences(old, new, f"{place} / {number}")
    elif before != after:
        yield place, before, after


def _standings(standings: Standings) -> dict:
    return {"weights": {code: str(weight) for code, weight in standings.scenario.weights.items()},
            "total": str(standings.scenario.total), "totals": _plain(standings.totals),
            "unrounded": _plain(standings.unrounded), "bonus": _plain(standings.bonus),
            "ranks": _plain(standings.ranks), "contributions": _plain(standings.contributions)}


def _selection(selection: Selection) -> dict:
    return {"finalists": list(selection.finalists), "reserves": list(selection.reserves),
            "tied": list(selection.tied), "withdrawn": list(selection.withdrawn),
            "displaced": [_plain(row) for row in selection.displaced.to_dict("records")],
            "log": [_plain(row) for row in selection.log.to_dict("records")]}


def _change(change: Change) -> dict:
    return {"distance": _plain(change.distance), "norm": change.norm, "weights": _plain(change.weights),
            "leaves": list(change.leaves), "enters": list(change.enters), "pair": list(change.pair), "band": _plain(change.band)}


def _plain(value):
    """Values that JSON holds, floats at a stated number of decimals."""
    if isinstance(value, pd.DataFrame):
        return {str(label): _plain(row) for label, row in value.to_dict("index").items()}
    if isinstance(value, (pd.Series, dict)):
        return {str(label): _plain(item) for label, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return None if not np.isfinite(value) else round(float(value), DECIMALS) + 0.0
    return None if value is None or value is pd.NA else str(value)


def _canonical(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
