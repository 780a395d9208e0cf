"""What the committee opens: the same bytes anywhere, their hash in the record, and a changed file found by its name."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import matplotlib
import pytest
from browser import CHROMIUM, require
from small_contest import small_contest

from contestlib import decide_contest, read_contest, read_record, verify_record
from contestlib.__main__ import main
from contestlib.canonical import sha256_of
from contestlib.outputs import committee_files, report_figures, run_files
from contestlib.record import parse_record, record_bytes, record_contents, record_digest
from contestlib.verification import undrawn

ROOT = Path(__file__).parents[1]
OPENED = ["committee.xlsx", "report_en.html", "report_zh.html", "what-if.html"]


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """A folder to stand in, where a contest was run: contest/, and reports/contest/ beside it."""
    place = tmp_path_factory.mktemp("outputs")
    folder, here = small_contest(place / "contest"), Path.cwd()
    os.chdir(place)
    try:
        assert main(["run", "contest", "--quiet"]) == 0
        yield folder
    finally:
        os.chdir(here)


def test_the_record_covers_what_the_notice_s_reader_opens(ran):
    record, report = read_record(ran), ran.parent / "reports" / "contest"
    assert sorted(record["outputs"]) == OPENED and record["digest"] == record_digest(record)
    for name, recorded in record["outputs"].items():
        content = (report / name).read_bytes()
        assert sha256_of(content) == recorded and record["digest"].encode() not in content
    assert record["digest"] in (report / "notice_zh.html").read_text(encoding="utf-8")


def test_a_digest_is_compared_without_case_and_spaces(ran):
    digest = read_record(ran)["digest"]
    assert verify_record(ran, expect=f" {digest[:32].upper()} {digest[32:]}\n") == []


def test_a_report_is_not_replaced_by_another_contests(ran, capsys):
    """Two folders of one name: run and pdf refuse, summary and verify say that the report is none of theirs; --out makes one,
    and what is then recommended works."""
    other = small_contest(ran.parent.parent / f"{ran.parent.name}-elsewhere" / "contest")
    assert (ran.parent / "reports" / "contest" / "contest.txt").read_text(encoding="utf-8") == "../../contest\n"
    before = (ran.parent / "reports" / "contest" / "report_zh.html").read_bytes()
    for command in ("run", "pdf"):
        assert main([command, str(other), "--lang", "en"]) == 2
        said = capsys.readouterr().err
        assert f"the report of another contest, {ran.as_posix()}" in said and "with --out" in said
    assert before == (ran.parent / "reports" / "contest" / "report_zh.html").read_bytes()
    assert main(["run", str(other), "--out", "elsewhere", "--lang", "en"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "contestlib verify" in line]
    assert main(line.split("  ")[1].split("contestlib ")[1].split()) == 0
    assert capsys.readouterr().out == "identical\n"
    assert main(["verify", str(ran), "--out", "elsewhere", "--lang", "en"]) == 0
    assert "The report in elsewhere/report is another contest's" in capsys.readouterr().err
    assert main(["run", "contest", "--out", "elsewhere"]) == 2
    (other / "derived").mkdir()
    (other / "derived" / "record.json").write_bytes((ran / "derived" / "record.json").read_bytes())
    capsys.readouterr()
    assert main(["summary", str(other), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "reports/contest/report" not in told and "No report of this contest lies in reports/contest; `run` writes one." in told


def test_identical_and_what_was_compared_is_said(ran, capsys):
    assert main(["verify", "contest", "--expect", read_record(ran)["digest"], "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert said.out == "identical\n"
    assert said.err == (
        f"Files in reports/contest compared with the record: {', '.join(OPENED)}.\n"
        "Notices there compared with such as are made again where nothing else differs: notice_zh.html, notice_en.html.\n"
        "Not covered by the comparison: contest.txt, figures/.\n")


def test_changed_files_are_named(ran, capsys):
    """A file that was not handed on is no forgery, as the test of other packages shows."""
    report = ran.parent / "reports" / "contest"
    originals = {name: (report / name).read_bytes() for name in OPENED}
    for name, content in originals.items():
        (report / name).write_bytes(content.replace(b"a", b"b", 1))
    try:
        assert main(["verify", "contest", "--expect", read_record(ran)["digest"]]) == 1
        assert capsys.readouterr().out.splitlines() == [
            "委员会打开的文件不是本次运行所生成的（4 个）。请勿使用，运行 run 即可重新生成。", *(
            f"  reports/contest/{name}：记录中的 sha256 为 {sha256_of(originals[name])}，"
            f"文件现为 {sha256_of((report / name).read_bytes())}" for name in OPENED)]
    finally:
        for name, content in originals.items():
            (report / name).write_bytes(content)


def test_a_changed_notice_is_named(ran, capsys):
    """The record cannot hold its hash, as it prints the record's digest: it is made again."""
    path = ran.parent / "reports" / "contest" / "notice_zh.html"
    original = path.read_bytes()
    path.write_bytes(original.replace("甲".encode(), "丙".encode()))
    try:
        assert main(["verify", "contest", "--expect", read_record(ran)["digest"], "--lang", "en"]) == 1
        said = capsys.readouterr().out.splitlines()
        assert said[0].startswith("Public notices are not those that this program makes of the record (1). Do not publish them")
        assert said[1:] == [f"  reports/contest/notice_zh.html: sha256 of the file {sha256_of(path.read_bytes())}, "
                            f"made again {sha256_of(original)}"]
    finally:
        path.write_bytes(original)


def test_a_report_that_is_not_the_records_is_not_printed(ran, capsys):
    require(CHROMIUM, "chromium")
    report = ran.parent / "reports" / "contest"
    path, original = report / "report_zh.html", (report / "report_zh.html").read_bytes()
    path.write_bytes(original.replace("甲".encode(), "丙".encode()))
    try:
        assert main(["pdf", "contest", "--lang", "en"]) == 2
        said = capsys.readouterr().err
        assert f"sha256 {sha256_of(path.read_bytes())} (expected {sha256_of(original)}, as the record says)" in said
        assert "reports/contest/report_zh.html" in said and not list(report.glob("*.pdf"))
    finally:
        path.write_bytes(original)


def test_who_changes_a_report_and_mends_the_record_is_found_out(ran, tmp_path):
    """Its hash in the record, the record's digest mended: a report made again has another hash, the notice another digest."""
    path = ran / "derived" / "record.json"
    record, original = read_record(ran), path.read_bytes()
    forged = record | {"outputs": record["outputs"] | {"report_en.html": sha256_of(b"another list")}}
    path.write_bytes(record_bytes(forged | {"digest": record_digest(forged)}))
    (tmp_path / "report_en.html").write_bytes(b"another list")
    named = f"outputs / report_en.html: {sha256_of(b'another list')} -> {record['outputs']['report_en.html']}"
    try:
        assert verify_record(ran, report=tmp_path) == [named]
        assert verify_record(ran, report=tmp_path, expect=record["digest"]) == [
            f"digest: {record['digest']} -> {record_digest(forged)}", named]
    finally:
        path.write_bytes(original)


def test_another_drawing_package_is_no_other_result(ran, capsys):
    """Files that other packages drew are compared with the record where they lie, and are not drawn again."""
    path = ran / "derived" / "record.json"
    record, original = read_record(ran), path.read_bytes()
    elsewhere = record | {"outputs": record["outputs"] | {"what-if.html": "0" * 64},
                          "environment": record["environment"] | {"matplotlib": "3.0.0"}}
    elsewhere["digest"] = record_digest(elsewhere)
    path.write_bytes(record_bytes(elsewhere))
    assert undrawn(record) == [] and undrawn(elsewhere) == [f"matplotlib: 3.0.0 -> {matplotlib.__version__}"]
    try:
        assert verify_record(ran, expect=elsewhere["digest"]) == []
        assert main(["verify", "contest", "--lang", "en", "--report", "nowhere"]) == 0
        said = capsys.readouterr()
        assert said.out == "identical\n" and "matplotlib: 3.0.0 -> " in said.err
        assert "Other packages would draw committee.xlsx, report_en.html" in said.err
        assert "None of the files that the committee opens lies in nowhere" in said.err
        assert main(["verify", "contest", "--lang", "en"]) == 1  # the page that lies there is not the record's
        assert f"  reports/contest/what-if.html: sha256 in the record {'0' * 64}, of the file now " in capsys.readouterr().out
    finally:
        path.write_bytes(original)


DRAW = """import pickle, sys
from contestlib.canonical import sha256_of
from contestlib.outputs import committee_files
from contestlib.record import record_contents
with open(sys.argv[1], "rb") as stream:
    decision = pickle.load(stream)
for name, content in sorted(committee_files(decision, record_contents(decision)).items()):
    print(name, sha256_of(content))
"""


def test_the_same_bytes_in_another_process_however_the_machine_is_set(decision, tmp_path):
    """Hash seed, threads, the kernels that OpenBLAS takes for an older processor, and somebody's own style of figures."""
    with open(tmp_path / "decision", "wb") as stream:
        pickle.dump(decision, stream)
    (tmp_path / "matplotlibrc").write_text("svg.hashsalt: mine\nsvg.fonttype: none\nfont.size: 30\nlines.linewidth: 9\n"
                                           "savefig.bbox: tight\nfigure.dpi: 50\n", encoding="utf-8")
    setting = {"PYTHONHASHSEED": "2", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "OPENBLAS_CORETYPE": "Nehalem",
               "MATPLOTLIBRC": str(tmp_path / "matplotlibrc"), "LC_ALL": "C", "TZ": "America/St_Johns"}
    elsewhere = subprocess.run([sys.executable, "-c", DRAW, str(tmp_path / "decision")], capture_output=True, text=True,
                               check=True, cwd=ROOT, env=os.environ | setting).stdout
    here = committee_files(decision, record_contents(decision))
    assert elsewhere.splitlines() == [f"{name} {sha256_of(here[name])}" for name in OPENED]


def test_a_notebook_s_style_stays_its_own(ran):
    decision = decide_contest(read_contest(ran))
    plain = report_figures(decision, "en", kinds=("svg",))
    with matplotlib.rc_context({"font.size": 25, "svg.hashsalt": "mine"}):
        assert report_figures(decision, "en", kinds=("svg",)) == plain
        assert matplotlib.rcParams["font.size"] == 25


def test_a_run_writes_both_folders_from_one_record(ran):
    derived, report = run_files(decide_contest(read_contest(ran)))
    assert derived["record.json"] == (ran / "derived" / "record.json").read_bytes()
    stored = parse_record(derived["record.json"])
    assert stored["outputs"] == {name: sha256_of(report[name]) for name in OPENED}
    assert {name for name in report if not name.startswith("figures/")} == {*OPENED, "notice_zh.html", "notice_en.html"}
