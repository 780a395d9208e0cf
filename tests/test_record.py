"""The record: canonical, complete, and found out wherever anything was edited."""

import json
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_contest import EVERY_FILE, staged_contest

from contestlib import decide_contest, read_contest, read_record, seal_contest, verify_record, write_record
from contestlib.canonical import csv_bytes, digest_of, json_bytes
from contestlib.outputs import build_record
from contestlib.record import record_bytes, record_contents
from contestlib.verification import compare_environment

KINDS = (*EVERY_FILE, *(f"earlier/{name}" for name in EVERY_FILE), *(f"../contest_first/{name}" for name in EVERY_FILE),
         "derived/matrix.csv", "derived/standings.csv", "derived/finalists.csv", "derived/lists.csv", "derived/record.json")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A contest with two stages before it, all of them sealed, and its results."""
    folder = staged_contest(tmp_path_factory.mktemp("record") / "contest")
    for place in (folder.with_name("contest_first"), folder / "earlier", folder):
        seal_contest(place)
    record = write_record(decide_contest(read_contest(folder)), folder / "derived")
    return folder, record


def test_the_record_holds_what_a_run_rests_on(run):
    folder, record = run
    assert set(record["inputs"]) == set(EVERY_FILE)
    assert {name: set(stage["inputs"]) for name, stage in record["stages"].items()} == {
        "earlier": set(EVERY_FILE), "../contest_first": set(EVERY_FILE)}
    assert [stage["selection"]["finalists"] for stage in record["stages"].values()] == [["B", "A"], ["B", "A"]]
    assert not any(stated["seal"]["departures"] for stated in (record, *record["stages"].values()))
    assert record["rules"]["scenarios"]["votes-alone"]["weights"] == {"votes": "1", "experts": "0"}
    assert record["rules"]["objections"]["start"] == "2026-05-01 09:00:00+08:00"
    assert record["decisions"][0]["reason"] == "checked by 张三" and record["contest"]["seed"] == 0
    assert {path.name for path in (folder / "derived").iterdir()} - {"record.json"} == set(record["tables"])
    assert [(row["file"], row["encoding"], row["rows"]) for row in record["readings"]] == [("raw/registration.csv", "utf-8", 2)]
    assert set(record["selections"]) == set(record["standings"]) == set(record["rules"]["scenarios"])
    assert {"python", "code", "numpy"} <= set(record["environment"])


def test_the_digest_is_of_the_contents_alone(run):
    folder, record = run
    assert record["digest"] == digest_of(record, "digest", "environment")
    assert verify_record(folder, expect=record["digest"]) == []
    elsewhere = record | {"environment": record["environment"] | {"numpy": "0.1"}}
    (folder / "derived" / "record.json").write_bytes(record_bytes(elsewhere))
    assert verify_record(folder, expect=record["digest"]) == []
    assert [line.split(" -> ")[0] for line in compare_environment(folder)] == ["numpy: 0.1"]
    (folder / "derived" / "record.json").write_bytes(record_bytes(record))
    assert compare_environment(folder) == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_edit_of_any_file_is_found(run, kind):
    """Any byte replaced, dropped or doubled, anywhere in the file, is found; so is the file's absence."""
    folder, record = run
    path = folder / kind
    original = path.read_bytes()
    end = original.find(b'"environment"') if kind.endswith("record.json") else len(original)

    @settings(max_examples=2 if kind in EVERY_FILE or kind.startswith("derived") else 1)
    @given(at=st.integers(0, 10**6), how=st.sampled_from(["replace", "drop", "double", "cut"]))
    def edited(at, how):
        at %= end
        byte = original[at:at + 1]
        other = {"replace": b"7" if byte != b"7" else b"8", "drop": b"", "double": byte * 2, "cut": b""}[how]
        path.write_bytes(original[:at] if how == "cut" else original[:at] + other + original[at + 1:])
        assert found_out(folder, record["digest"])

    try:
        edited()
        path.unlink()
        assert found_out(folder, record["digest"])
    finally:
        path.write_bytes(original)


def found_out(folder, digest):
    """A difference, or a message about what cannot be read."""
    from contestlib import ContestError
    try:
        return verify_record(folder, expect=digest)
    except ContestError as error:
        return [str(error)]


@pytest.mark.parametrize("edited", ["teams.csv", "../contest_first/teams.csv"])
def test_who_edits_and_reruns_is_caught_by_the_published_digest_only(tmp_path, edited):
    folder = staged_contest(tmp_path / "contest")
    published = write_record(decide_contest(read_contest(folder)), folder / "derived")["digest"]
    teams = folder / edited
    teams.write_text(teams.read_text(encoding="utf-8").replace(",92", ",93"), encoding="utf-8")
    again = write_record(decide_contest(read_contest(folder)), folder / "derived")["digest"]
    assert verify_record(folder, expect=published) == [f"digest: {published} -> {again}"]  # nothing else, so without it none


def test_the_first_differing_cell_of_a_table_is_named(run):
    folder, _ = run
    path = folder / "derived" / "matrix.csv"
    original = path.read_bytes()
    path.write_bytes(original.replace(b"150000", b"150001"))
    assert verify_record(folder) == ["matrix.csv line 3 votes: 150001.0 -> 150000.0"]
    path.write_bytes(original + b"D,1,1\n")
    assert verify_record(folder)[0].startswith("matrix.csv line 4 team: D")
    path.write_bytes(original)
    (folder / "derived" / "more.csv").write_bytes(b"x\n")
    assert verify_record(folder) == ["more.csv: a file -> (absent)"]
    (folder / "derived" / "more.csv").unlink()


def test_a_forged_total_is_named_though_the_forger_mended_the_digest(run):
    folder, record = run
    forged = json.loads(json_bytes(record))
    forged["standings"]["published"]["totals"]["B"] = 99.0
    forged["digest"] = digest_of(forged, "digest", "environment")
    path = folder / "derived" / "record.json"
    path.write_bytes(record_bytes(forged))
    assert re.match(r"standings / published / totals / B: 99.0 -> 86", verify_record(folder)[0])
    path.write_bytes(record_bytes(record))


def test_line_ends_of_the_office_s_tables_change_no_byte(run, tmp_path):
    """A checkout under Windows turns line feeds into pairs; raw files, whose bytes are on cards, it leaves alone."""
    folder, record = run
    import shutil
    other = shutil.copytree(folder.parent, tmp_path / "windows") / folder.name
    for name in (name for name in KINDS if not name.startswith("derived") and not name.endswith("raw/registration.csv")):
        path = other / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert build_record(decide_contest(read_contest(other)))["digest"] == record["digest"]
    assert verify_record(other, expect=record["digest"]) == []


def test_the_record_is_read_where_a_killed_run_left_it(run):
    folder, record = run
    (folder / "derived").rename(folder / ".derived.old")
    try:
        assert read_record(folder)["digest"] == record["digest"] and verify_record(folder) == []
    finally:
        (folder / ".derived.old").rename(folder / "derived")


def test_the_file_of_an_earlier_stage_that_was_edited_is_named(run):
    folder, record = run
    path = folder.with_name("contest_first") / "scenarios.csv"
    original = path.read_bytes()
    path.write_bytes(original + b"\n")
    try:
        assert verify_record(folder)[0].startswith("stages / ../contest_first / inputs / scenarios.csv: ")
    finally:
        path.write_bytes(original)


def test_the_record_holds_prices_the_larger_sum_and_replacements(tmp_path):
    """A (10) shuts out B (9) and C (8) by city and kind; without the quota on x: A and B, 8 points more than A and D."""
    folder = tmp_path / "contest"
    folder.mkdir()
    for name, text in {
            "rules.toml": 'language = "en"\n[scoring]\npoints = 10\n[selection]\nplaces = 2\n'
                          'quotas = [{ column = "city", maximum = 1 }, { column = "kind", maximum = 1 }]\n'
                          '[simulation]\ndraws = 64\n',
            "teams.csv": "team,name_zh,project,status,city,kind,mark\nA,A,p,online,x,t,10\nB,B,q,online,x,f,9\n"
                         "C,C,r,online,y,t,8\nD,D,s,online,z,g,1\nE,E,u,online,z,g,0\n",
            "indicators.csv": "code,direction,source,transform,normalization,lower,upper,on_zero,on_missing\n"
                              "mark,higher,register:mark,,goalposts,0,10,real,stop\n",
            "scenarios.csv": "scenario,mark,total\nbaseline,1,1\n"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    selection = record_contents(decide_contest(read_contest(folder)))["selections"]["baseline"]
    assert selection["finalists"] == ["A", "D"] and selection["largest_sum"] == ["B", "C"]
    assert selection["prices"] == [
        {"quota": "city = x ≤ 1", "points": 8.0, "enters": ["B"], "leaves": ["D"]},
        {"quota": "kind = t ≤ 1", "points": 7.0, "enters": ["C"], "leaves": ["D"]}]
    assert selection["replacements"] == [{"leaves": "A", "enters": ["B"]}, {"leaves": "D", "enters": ["E"]}]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "UTC"])
def test_instants_are_written_as_pandas_writes_them(zone):
    """All at once rather than one after another; summer time, a zone's local mean time and gaps included."""
    clock = pd.to_datetime(pd.Series([-4e9, -1e9, 0, 86400, 1.4e9, 1.41e9, None]), unit="s").dt.as_unit("s")
    table = pd.DataFrame({"at": clock.dt.tz_localize("UTC").dt.tz_convert(zone), "fen": 1.5})
    for part in (table, table[:0], table[-1:], table.set_axis([0] * len(table))):
        assert csv_bytes(part) == part.to_csv(lineterminator="\n").encode("utf-8")
