"""What a run read, decided and found: its tables, and the canonical record whose digest is published."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict
from importlib import metadata

import pandas as pd

from contestlib.canonical import canonical, csv_bytes, digest_of, json_bytes, plain, sha256_of
from contestlib.rawfiles import bytes_of, read_code, text_bytes
from contestlib.records import Change, Contest, Decision, Drivers, Selection, Stability, Standings
from contestlib.seal import compare_with_seal, plain_rules
from contestlib.sentences import findings
from contestlib.wording import CHANCE_DECIMALS

# Tables that the committee's office keeps. Their line ends may change on the way from machine to machine, so these are hashed
# with line feeds; raw files are hashed byte by byte.
OFFICE_FILES = ("rules.toml", "indicators.csv", "scenarios.csv", "teams.csv", "aliases.csv", "decisions.csv", "seal.json",
                "judges.csv", "recusals.csv", "raw/SOURCES.csv")
RECORDED_LISTS = 20
# What the bytes of a drawn page depend on beside the result.
DRAWING = ("machine", "freetype", "numpy", "matplotlib", "kiwisolver", "zhplot", "fonttools", "jinja2", "xlsxwriter")
DECISION_COLUMNS = ("date", "minute", "kind", "team", "value", "reason")


def derived_tables(decision: Decision) -> dict[str, bytes]:
    """Every table of a run as CSV, by file name."""
    ledger, tables = decision.ledger, {}
    tables["readings"] = decision.readings.set_index(["table", "file"])
    tables["reconciliation"] = ledger.reconciliation
    tables["reconciliation_by_team"] = ledger.by_team
    tables["control_totals"] = ledger.control
    tables["definitions"] = decision.definitions.rename(columns={"": "as they stand"}).rename_axis("team")
    tables["set_aside"] = ledger.set_aside.astype({"payable_fen": "Int64"}).set_index(["file", "line"])
    tables["changes"] = ledger.changes.set_index("rule")
    tables["borders"] = ledger.borders.set_index(["file", "line"])
    if decision.panel is not None:
        panel = decision.panel
        tables["panel"] = pd.concat({"mark": panel.marks, "standard_error": panel.standard_errors,
                                     "judges": panel.counts}, axis=1)
        tables["panel"].columns = [f"{criterion}_{name}" for name, criterion in tables["panel"].columns]
        tables["marks_missing"] = panel.missing.set_index("team")
    if decision.judging is not None:
        tables["judging"] = decision.judging.judges
        tables["agreement"] = decision.judging.agreement
        tables["mark_effects"] = decision.judging.effects.set_index("team")
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
    witnesses = {name: change.printed if change.official == "changes" else change.weights
                 for name, change in decision.changes.items()}
    tables["smallest_changes"] = pd.DataFrame(witnesses).rename_axis("indicator")
    tables["reversals"] = decision.reversals.set_index("team")
    tables["flags"] = decision.flags.set_index("team")
    tables["lists"] = _every_list(decision.joint)
    return {f"{name}.csv": csv_bytes(table) for name, table in tables.items()}


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


def _every_list(stability: Stability) -> pd.DataFrame:
    """Every list that some draw saw, the most frequent first."""
    return stability.lists.assign(teams=stability.lists["teams"].map(lambda teams: " ".join(map(str, teams))),
                                  share=stability.lists["share"].round(CHANCE_DECIMALS)).rename_axis("number")


def record_contents(decision: Decision, tables: dict[str, bytes] | None = None) -> dict:
    """What a run read, decided and found, as plain values: the record before anything is made for people to open.

    Parameters
    ----------
    decision : Decision
    tables : dict of str to bytes, optional
        Its `derived_tables`, where they are made already.

    Returns
    -------
    dict
    """
    contest, ledger, rules = decision.contest, decision.ledger, decision.contest.rules
    aside = ledger.set_aside.groupby("rule").agg(rows=("line", "size"), fen=("payable_fen", "sum"))
    record = {
        "format": 4,
        "contest": {"title_zh": rules.title_zh, "title_en": rules.title_en, "stage": rules.stage,
                    "language": rules.language, "synthetic": rules.synthetic, "seed": rules.seed,
                    "places": rules.places, "reserves": rules.reserves, "points": rules.points,
                    "decimals": rules.decimals},
        **_stated(contest),
        "readings": [plain(row) for row in decision.readings.to_dict("records")],
        "stages": {folder: _stated(stage.contest) | {
             "places": stage.selection.places, "totals": plain(stage.standings.totals), "ranks": plain(stage.standings.ranks),
             "selection": _selection(stage.selection)} for folder, stage in contest.before.items()},
        "baseline": decision.baseline.scenario.name,
        "teams": {team: {"name_zh": row["name_zh"], "name_en": row.get("name_en", ""), "status": row["status"]}
                  for team, row in contest.teams.iterrows()},
        "ledger": {"reconciliation": plain(ledger.reconciliation), "set_aside": plain(aside),
                   "control": plain(ledger.control), "kept_sha256": sha256_of(csv_bytes(ledger.kept)),
                   "set_aside_sha256": sha256_of(csv_bytes(ledger.set_aside))},
        "panel": {} if decision.panel is None else {"marks": plain(decision.panel.marks),
                                                    "standard_errors": plain(decision.panel.standard_errors)},
        "matrix": plain(decision.matrix),
        "fills": [plain(row) for row in decision.fills.to_dict("records")],
        "standings": {name: _standings(s) for name, s in decision.standings.items()},
        "selections": {name: _selection(s) for name, s in decision.selections.items()},
        "chances": plain(_chances(decision.stability, decision.zones)),
        "lists": _lists(decision.stability),
        "joint": {"chances": plain(_chances(decision.joint, decision.joint_zones)), "factors": list(decision.drivers.factors),
                  "draws": decision.joint.draws, "lists": _lists(decision.joint)},
        "drivers": [plain(row) for row in _drivers(decision.drivers).reset_index().to_dict("records")],
        "specification": [plain(row) for row in _specification(decision.specification).to_dict("records")],
        "intervals": plain(decision.intervals),
        "breakpoints": [plain(row) for row in decision.sweeps.reset_index().to_dict("records")],
        "ranges": {"table": plain(decision.ranges.table), "tied": plain(decision.ranges.tied),
                   "quotas": decision.ranges.quotas},
        "changes": {name: _change(change) for name, change in decision.changes.items()},
        "whole_points": {name: {"kept": found.kept, "exchanged": found.exchanged, "reach": found.reach,
                                "change": None if found.change is None else _change(found.change)}
                         for name, found in decision.whole.items()},
        "reversals": [plain(row) for row in decision.reversals.to_dict("records")],
        "definitions": plain(decision.definitions.rename(columns={"": "as they stand"})),
        "definition_lists": {name or "as they stand": list(s.finalists + s.tied)
                             for name, s in decision.definition_lists.items()},
        "flags": [plain(row) for row in decision.flags.to_dict("records")],
        "without_flagged": _selection(decision.without_flagged),
        "findings": {language: findings(decision, language) for language in ("zh", "en")},
    }
    tables = derived_tables(decision) if tables is None else tables
    record["tables"] = {name: sha256_of(content) for name, content in tables.items()}
    return json.loads(canonical(record))


def complete_record(contents: dict, outputs: dict[str, bytes]) -> dict:
    """A run's record: its contents, the hash of every file that the committee opens, the digest of both, the environment.

    Parameters
    ----------
    contents : dict
        As `record_contents` returns it.
    outputs : dict of str to bytes
        As `outputs.committee_files` makes them from the contents; none of them can print the digest, which covers them.

    Returns
    -------
    dict
    """
    record = contents | {"outputs": {name: sha256_of(content) for name, content in outputs.items()}}
    return record | {"digest": record_digest(record), "environment": environment()}


def _stated(contest: Contest) -> dict:
    """What a folder states and holds: its files, rules, rulings and seal, and the places that the rules apportion."""
    rules = contest.stated or contest.rules
    return {"inputs": input_hashes(contest), "rules": plain_rules(rules),
            "apportioned": [plain(asdict(quota)) for quota in contest.rules.quotas[len(rules.quotas):]],
            "decisions": [plain({name: row.get(name, "") for name in DECISION_COLUMNS})
                          for row in contest.decisions.to_dict("records")],
            "seal": compare_with_seal(contest)}


def record_bytes(record: dict) -> bytes:
    """A record as text: keys sorted, one space a level, one line feed at the end."""
    return json_bytes(record)


def parse_record(content: bytes) -> dict:
    """The record that `record_bytes` wrote."""
    return json.loads(content)


def record_digest(record: dict) -> str:
    """The digest that belongs to a record's contents, whatever digest stands in it."""
    return digest_of(record, "digest", "environment")


def input_hashes(contest: Contest) -> dict[str, str]:
    """SHA-256 of every file of a folder that a run depends on, by name."""
    office = {name: hash_input(contest.folder, name) for name in OFFICE_FILES if (contest.folder / name).exists()}
    return office | dict(zip(contest.sources["file"], contest.sources["sha256"], strict=True))


def hash_input(folder, name: str) -> str:
    """SHA-256 of one input as a record holds it."""
    return sha256_of((text_bytes if name in OFFICE_FILES else bytes_of)(folder / name, name))


def hash_outputs(folder, names) -> dict[str, str]:
    """SHA-256 of those of a run's files that lie in a folder, by name."""
    return {name: sha256_of(bytes_of(folder / name, name)) for name in names if (folder / name).is_file()}


def environment() -> dict[str, str]:
    """Versions, and the program's own text, that may explain a difference; no part of the digest."""
    from contestlib.drawing import FREETYPE
    code = read_code()
    return {"python": platform.python_version().rsplit(".", 1)[0], "machine": platform.machine(), "freetype": FREETYPE,
            "code": digest_of({name: sha256_of(content) for name, content in code.items()})} | {
        name: _version(name) for name in ("contestlib", "pandas", "scipy", "python-calamine", *DRAWING[2:])}


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:  # without the package of fonts everything else runs
        return ""


def _standings(standings: Standings) -> dict:
    return {"weights": {code: str(weight) for code, weight in standings.scenario.weights.items()},
            "total": str(standings.scenario.total), "totals": plain(standings.totals),
            "unrounded": plain(standings.unrounded), "bonus": plain(standings.bonus),
            "ranks": plain(standings.ranks), "contributions": plain(standings.contributions)}


def _selection(selection: Selection) -> dict:
    return {"finalists": list(selection.finalists), "reserves": list(selection.reserves),
            "tied": list(selection.tied), "withdrawn": list(selection.withdrawn),
            "displaced": [plain(row) for row in selection.displaced.to_dict("records")],
            "barred": list(selection.barred), "wild_cards": list(selection.wild_cards),
            "prices": [plain(row) for row in selection.prices.to_dict("records")],
            "largest_sum": list(selection.largest_sum),
            "replacements": [plain(row) for row in selection.replacements.to_dict("records")],
            "log": [plain(row) for row in selection.log.to_dict("records")]}


def _change(change: Change) -> dict:
    return {"distance": plain(change.distance), "norm": change.norm, "weights": plain(change.weights),
            "leaves": list(change.leaves), "enters": list(change.enters), "pair": list(change.pair), "band": plain(change.band),
            "official": {"says": change.official, "weights": {} if change.printed is None else plain(change.printed),
                         "leaves": list(change.official_leaves), "enters": list(change.official_enters)}}
