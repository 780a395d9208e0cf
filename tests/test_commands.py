"""The command line on the shipped contest: run, verify, compare, new."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from contestlib.__main__ import _report_of
from contestlib.canonical import sha256_of
from contestlib.comparison import compare_records
from contestlib.decision import decide_contest
from contestlib.documents import read_record
from contestlib.loading import check_contest, read_contest
from contestlib.outputs import derived_files
from contestlib.record import complete_record, record_bytes, record_contents
from contestlib.verification import verify_record
from contestlib.wording import PLACEHOLDERS

ROOT = Path(__file__).parents[1]
HUBEI = ROOT / "data" / "hubei-2019"


def command(*arguments, cwd=ROOT):
    return subprocess.run([sys.executable, "-m", "contestlib", *map(str, arguments)], capture_output=True, cwd=cwd,
                          encoding="utf-8")


def test_a_rerun_leaves_the_stored_results_as_they_are(decision):
    files = derived_files(decision)
    stored = {path.name: path.read_bytes() for path in (HUBEI / "derived").iterdir()}
    assert sorted(files) == sorted(stored)
    for name in files:
        if name != "record.json":
            assert files[name] == stored[name], name
    assert json.loads(files["record.json"])["digest"] == json.loads(stored["record.json"])["digest"]


def test_verify_says_identical_in_another_folder(tmp_path):
    shutil.copytree(HUBEI, tmp_path / "elsewhere")
    answer = command("verify", tmp_path / "elsewhere", cwd=tmp_path)
    assert (answer.stdout, answer.returncode) == ("identical\n", 0)


def test_verify_names_the_first_difference(tmp_path):
    copy = shutil.copytree(HUBEI, tmp_path / "contest")
    record = read_record(copy)
    record["standings"]["baseline"]["totals"]["T57"] += 0.01
    (copy / "derived" / "record.json").write_bytes(record_bytes(record))
    answer = command("verify", copy)
    assert answer.returncode == 1
    assert answer.stdout.splitlines()[0].startswith("存档的结果与原始文件和规则算出的不符（")
    assert answer.stdout.splitlines()[1] == "  standings / baseline / totals / T57：存档为 86.45，重算为 86.44"
    assert verify_record(HUBEI, expect="0" * 64)[0].startswith("digest: 0000")


def test_run_prints_the_list_and_where_to_look(tmp_path):
    answer = command("run", HUBEI, "--out", tmp_path, "--lang", "en")
    assert answer.returncode == 0
    for words in ("[1/7]", "Finalists (5)", "Reserves (3)", "takes the last of 5 places, 0.81 points ahead", "Contested teams",
                  "Where to look next", "synthetic"):
        assert words in answer.stdout
    assert (tmp_path / "report" / "report_zh.html").exists() and (tmp_path / "derived" / "record.json").exists()
    page = (tmp_path / "report" / "report_zh.html").read_text(encoding="utf-8")
    assert "http" not in page.replace("http-equiv", "") and "合成数据" in page
    workbook = (tmp_path / "report" / "committee.xlsx").read_bytes()
    stored = json.loads((tmp_path / "derived" / "record.json").read_text(encoding="utf-8"))
    assert stored["outputs"]["committee.xlsx"] == sha256_of(workbook) and "committee.xlsx" in answer.stdout


def test_names_are_escaped_in_the_report(folder, tmp_path):
    path = folder / "teams.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("恩施市玉露队", "<script>alert(1)</script>玉露队"), encoding="utf-8")
    (folder / "aliases.csv").write_text((folder / "aliases.csv").read_text(encoding="utf-8") + "恩施市玉露队,T57\n",
                                        encoding="utf-8")
    assert command("run", folder, "--out", tmp_path / "out").returncode == 0
    page = (tmp_path / "out" / "report" / "report_zh.html").read_text(encoding="utf-8")
    assert "<script" not in page and "&lt;script&gt;alert(1)" in page


def test_summary_reads_the_record():
    answer = command("summary", HUBEI)
    assert answer.returncode == 0 and "入选（5）" in answer.stdout and "领先" in answer.stdout


def test_an_accepted_objection_and_what_compare_says(folder, tmp_path):
    path = folder / "decisions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("flagged,T35,keep", "flagged,T35,remove"), encoding="utf-8")
    assert command("run", folder, "--out", tmp_path / "after").returncode == 0
    answer = command("compare", HUBEI, tmp_path / "after" / "derived" / "record.json", "--lang", "en")
    assert answer.returncode == 1
    assert "Finalists: Fangxian black fungus T09 in, Honghu lotus seeds T35 out." in answer.stdout
    assert "Inputs that differ: decisions.csv." in answer.stdout
    same = command("compare", HUBEI, HUBEI)
    assert same.returncode == 0 and "完全相同" in same.stdout


def test_compare_names_the_weights_that_changed(folder, tmp_path):
    path = folder / "scenarios.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("baseline,30,25", "baseline,20,35"), encoding="utf-8")
    assert command("run", folder, "--out", tmp_path / "after").returncode == 0
    answer = command("compare", HUBEI, tmp_path / "after" / "derived")
    assert "不同的权重：baseline amount 25 → 35、baseline welfare 30 → 20。" in answer.stdout
    assert max(map(len, answer.stdout.splitlines())) < 200


def test_compare_ignores_the_machine(decision):
    first, second = (complete_record(record_contents(decision), {}) for _ in range(2))
    second["environment"] = {"python": "3.99"}
    assert not len(compare_records(first, second))


def test_a_new_contest_starts_in_minutes(tmp_path):
    """The empty templates are complete but for teams and orders; with two rows each the contest runs."""
    folder = tmp_path / "province-2027"
    answer = command("new", folder, "--lang", "en")
    assert answer.returncode == 0 and "check" in answer.stdout
    assert command("new", folder).returncode == 2
    assert [str(problem).split(" at ")[-1].split(";")[0] for problem in check_contest(folder)] == ["teams.csv", "raw/orders*.csv"]
    (folder / "teams.csv").write_text("team,name_zh,project,status,city\nA,甲,甲,online,x\nB,乙,乙,online,y\n", encoding="utf-8")
    rules = (folder / "rules.toml").read_text(encoding="utf-8").replace("places = 5", "places = 1")
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    (folder / "raw" / "SOURCES.csv").unlink()
    (folder / "raw" / "orders.csv").write_text(
        "订单号,项目名称,参与者,应付总额,支付状态,支付时间\n1,甲,a,10.00,支付成功,2025-01-02 10:00:00\n"
        "2,乙,b,30.00,支付成功,2025-01-03 10:00:00\n3,乙,c,5.00,支付成功,2025-01-03 11:00:00\n", encoding="utf-8")
    assert check_contest(folder) == []
    answer = command("check", folder, "--lang", "en")
    assert "3 rows with 45.00 yuan are kept" in answer.stdout and "The title is still that of the template" in answer.stdout
    assert set(PLACEHOLDERS) <= {read_contest(folder).rules.title_zh, read_contest(folder).rules.title_en}
    assert "The rules are those" not in answer.stdout and command("seal", folder).returncode == 0
    (folder / "rules.toml").write_text(rules.replace("places = 1", "places = 2").replace("比赛名称", "省赛").replace(
        "Name of the contest", "A contest"), encoding="utf-8")
    answer = command("check", folder, "--lang", "en")
    assert "THE RULES DIFFER FROM THOSE THAT WERE SEALED" in answer.stdout and "The title is still" not in answer.stdout
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    result = decide_contest(read_contest(folder))
    assert result.selection.finalists == ("B",) and result.matrix.loc["B"].tolist() == [35, 2]
    assert command("run", folder, "--out", tmp_path / "out").returncode == 0


def test_contests_of_one_name_have_reports_of_their_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, report in (("2026/hubei", "2026-hubei"), ("2027/hubei", "2027-hubei"), ("data/hubei-2019", "hubei-2019"),
                         ("../elsewhere", "elsewhere")):
        assert _report_of(Path(name)) == Path("reports") / report


def test_errors_of_usage():
    assert command().returncode == 2
    answer = command("summary", "nowhere")
    assert answer.returncode == 2 and "no record" in answer.stderr and "Traceback" not in answer.stderr


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_is_said(decision, language):
    from contestlib.sentences import findings
    said = findings(decision, language)
    assert all(said[name] for name in said if name not in ("nominal", "floors", "wild_cards", "displaced", "prices",
                                                              "few_marks"))
    assert not any("{" in sentence for sentence in said.values())
