"""Every kind of bad input, one by one: the four-part message, no traceback, nothing half done."""

import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from small_contest import REGISTRATION, small_contest

from contestlib.__main__ import main
from contestlib.archive import write_folder
from contestlib.canonical import sha256_of
from contestlib.decision import select_contest
from contestlib.errors import ContestError, DataError, RulesError
from contestlib.loading import check_contest, read_contest, read_marks, read_orders
from contestlib.rules import Definitions, PanelRule, Rules, Slots
from contestlib.sentences import findings
from contestlib.wording import describe_error


def edit(folder, name, before, after, count=1):
    path = folder / name
    content = path.read_bytes()
    raw = [before.encode(encoding) for encoding in ("utf-8", "gb18030") if before.encode(encoding) in content]
    assert raw, f"{before!r} is not in {name}"
    encoding = "utf-8" if before.encode() in content else "gb18030"
    path.write_bytes(content.replace(before.encode(encoding), after.encode(encoding), count))
    (folder / "raw" / "SOURCES.csv").unlink(missing_ok=True)


def first_problem(folder):
    problems = check_contest(folder)
    assert problems
    assert all(isinstance(problem, ContestError) for problem in problems)
    return str(problems[0])


CASES = {
    "weights that do not sum": (("scenarios.csv", "welfare first,45", "welfare first,40"),
                                "scenario 'welfare-first' has weights summing to 95 (expected 100) at scenarios.csv line 3; "
                                "correct the row, weights are not rescaled."),
    "negative weight": (("scenarios.csv", "baseline,30,25", "baseline,-30,25"), "has welfare = -30 (expected zero or more"),
    "weight that is no number": (("scenarios.csv", "baseline,30,25", "baseline,dreißig,25"), "at scenarios.csv line 2"),
    "unknown normalizer": (("indicators.csv", "log1p,minmax", "log1p,minimax"), "has normalization = 'minimax'"),
    "missing parameter": (("indicators.csv", "goalposts,0,100", "goalposts,0,"), "has no value for upper"),
    "misspelt key": (("rules.toml", "places = 5", "place = 5"), "did you mean 'places'?"),
    "value of another kind": (("rules.toml", "places = 5", 'places = "five"'), "places = 'five' (expected a whole number)"),
    "broken TOML": (("rules.toml", "places = 5", "places = = 5"), "expected valid TOML"),
    "instant without a zone": (("rules.toml", "start = 2019-05-01T00:00:00+08:00", "start = 2019-05-01T00:00:00"),
                               "without a time zone"),
    "unknown team in a raw file": (("raw/tiers.csv", "房县黑木耳", "房县白木耳"), None),
    "status misspelt": (("teams.csv", ",online,", ",Online,"), "status 'Online' of team"),
    "unknown team in a ruling": (("decisions.csv", "withdrawal,T16", "withdrawal,T99"), "team 'T99'"),
    "unknown kind of ruling": (("decisions.csv", "withdrawal", "withdrawl"), "kind 'withdrawl'"),
    "team id twice": (("teams.csv", "T02,", "T01,"), "team 'T01' a second time"),
    "missing column": (("teams.csv", "status", "state"), "expected a column 'status'"),
    "alias for nobody": (("aliases.csv", "T16", "T99"), "at aliases.csv line 2"),
    "missing column in an export": (("raw/orders-1.csv", "应付总额", "应付金额"), "expected a column '应付总额'"),
    "ragged row in a small table": (("raw/tiers.csv", ",10\n", ",10,11,12\n"), "values under 6 headers"),
}


@pytest.mark.parametrize("name", [name for name, (_, words) in CASES.items() if words])
def test_it_is_named_with_its_place(name, folder):
    (file, before, after), words = CASES[name]
    edit(folder, file, before, after)
    assert words in "\n".join(map(str, check_contest(folder)))


@pytest.mark.parametrize(("kind", "key"), [
    (Rules, "on_tie"), (Rules, "language"), (PanelRule, "method"), (Definitions, "refunds"),
    (partial(Slots, "province"), "count")])
def test_rules_built_in_python_take_no_other_words_than_those_of_a_file(kind, key):
    with pytest.raises(RulesError, match=rf"^{key} = 'xyz' \(expected one of .+\) at the rules; correct the value\.$") as error:
        kind(**{key: "xyz"})
    assert "规则" in describe_error(error.value, "zh")
    with pytest.raises(RulesError, match=f"{key} = 'xyz'"):
        replace(kind(), **{key: "xyz"})


def test_all_problems_come_at_once(folder):
    for name in ("negative weight", "misspelt key", "unknown kind of ruling"):
        edit(folder, *CASES[name][0])
    assert len(check_contest(folder)) == 3


def test_a_broken_register_makes_no_errors_of_aliases_and_rulings(folder):
    """An id that stands twice made every other id unknown, and the choices an empty list."""
    edit(folder, *CASES["team id twice"][0])
    (problem,) = check_contest(folder)
    assert str(problem).startswith("team 'T01' a second time")


def test_what_stands_alone_hides_nothing(folder, capsys):
    """A file without a card, a scenario's sum, a correction without a number, and a project that nobody
    knows: each of them used to wait for the one before."""
    cards = (folder / "raw" / "SOURCES.csv").read_text(encoding="utf-8")
    for name in ("weights that do not sum", "unknown team in a raw file"):
        edit(folder, *CASES[name][0])
    (folder / "raw" / "SOURCES.csv").write_text("".join(
        line for line in cards.splitlines(keepends=True) if "marks" not in line), encoding="utf-8")
    with open(folder / "decisions.csv", "a", encoding="utf-8") as stream:
        stream.write("2019-07-01,9,correction,T01,households=many,,,\n")
    assert main(["check", str(folder), "--lang", "en"]) == 2
    said = capsys.readouterr().err
    for words in ("welfare-first' has weights summing to 95", "a raw file without a card", "'households=many' without a number",
                  "raw/tiers.csv"):
        assert words in said
    assert "unknown team '房县白木耳" in said and len(said.splitlines()) == len(set(said.splitlines()))


@pytest.mark.parametrize("name", ["scenarios.csv", "indicators.csv", "teams.csv", "rules.toml"])
def test_a_file_that_cannot_be_read_makes_no_errors_of_the_others(name, folder):
    """Following "delete this row" of raw/SOURCES.csv, where scenarios.csv is empty, would do damage."""
    (folder / name).write_text("places = = 5" if name == "rules.toml" else "", encoding="utf-8")
    assert [error.values.get("path") or error.values["file"] for error in check_contest(folder)] == [name]


def test_an_unknown_team_comes_with_proposals(folder):
    edit(folder, *CASES["unknown team in a raw file"][0])
    with pytest.raises(DataError, match=r"unknown team '房县白木耳.*raw/tiers.csv line \d+; .*known: 房县黑木耳"):
        select_contest(read_contest(folder))


def test_every_unknown_team_comes_at_once(folder):
    edit(folder, "raw/tiers.csv", "房县黑木耳", "房县白木耳")
    edit(folder, "raw/tiers.csv", "大悟县花生", "大悟县瓜子")
    with pytest.raises(DataError, match=r"2 unknown teams: ") as told:
        select_contest(read_contest(folder))
    assert "房县白木耳" in str(told.value) and "大悟县瓜子" in str(told.value) and "→ 房县黑木耳" in str(told.value)


def test_a_status_that_no_order_has_is_named(folder):
    edit(folder, "rules.toml", 'paid_statuses = ["支付成功"]', 'paid_statuses = ["已支付"]')
    with pytest.raises(DataError, match=r"not one of \d+ order rows counts: \d+ are set aside by the rule unpaid"):
        select_contest(read_contest(folder))


def test_a_check_says_who_is_not_ranked(folder, capsys):
    assert main(["check", str(folder), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "Nothing stands in the way of a run." in told and "Not ranked, status registered: " in told
    edit(folder, "rules.toml", "places = 5", "places = 50")
    assert main(["check", str(folder), "--lang", "en"]) == 2
    assert "50 places" in capsys.readouterr().err


def test_freight_that_nobody_states_is_said(hubei, decision):
    tables = {name: table for name, table in hubei.tables.items() if name != "tiers"}
    silent = replace(decision, contest=replace(decision.contest, tables=tables))
    assert "nothing was taken off" in findings(silent, "en")["ledger"]
    assert "nothing was taken off" not in findings(decision, "en")["ledger"]


def test_missing_file(folder):
    (folder / "raw" / "projects.csv").unlink()
    assert "no file (expected at least one) at raw/projects.csv" in first_problem(folder)


def test_no_folder_at_all(tmp_path):
    with pytest.raises(DataError, match="contestlib new DIR"):
        check_contest(tmp_path / "nowhere")


def test_a_file_that_changed_after_it_was_received(folder):
    path = folder / "raw" / "tiers.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    assert "as its card says) at raw/tiers.csv; the file changed after it was received" in first_problem(folder)


def test_a_raw_file_without_a_card(folder):
    edit_cards = folder / "raw" / "SOURCES.csv"
    lines = edit_cards.read_text(encoding="utf-8").splitlines(keepends=True)
    edit_cards.write_text("".join(line for line in lines if "counters" not in line), encoding="utf-8")
    assert "a raw file without a card (expected a row for raw/counters.csv)" in first_problem(folder)


def test_the_line_to_paste_and_receive_mend_a_card_alike(tmp_path, capsys):
    """Without a row, and with a blank sha256: what the check prints is what `receive` writes, and nobody "changed" the file."""
    digest = sha256_of((small_contest(tmp_path / "sound") / "raw" / "registration.csv").read_bytes())
    header = "file,sha256,bytes,rows,from,received_on,control_total,note\n"
    for number, (row, at, expected) in enumerate((
            ("", "raw/SOURCES.csv", f"raw/registration.csv,{digest},{len(REGISTRATION.encode())},,,,,"),
            ("raw/registration.csv,,,2,\"办公室, 一楼\",,,\n", "raw/SOURCES.csv line 2",
             f"raw/registration.csv,{digest},{len(REGISTRATION.encode())},2,\"办公室, 一楼\",,,"))):
        folder = small_contest(tmp_path / str(number))
        cards = folder / "raw" / "SOURCES.csv"
        cards.write_text(header + row, encoding="utf-8")
        told = first_problem(folder)
        assert f" at {at}; run" in told and told.endswith(f": {expected}.") and "changed" not in told
        cards.write_text(header + expected + "\n", encoding="utf-8")
        assert not check_contest(folder)
        cards.write_text(header + row, encoding="utf-8")
        assert main(["receive", str(folder), "--on", "2026-05-01", "--from", "平台", "--lang", "en"]) == 0
        assert "raw/registration.csv" in capsys.readouterr().out and not check_contest(folder)
        written = cards.read_text(encoding="utf-8").splitlines()[1]
        assert written.startswith(f"raw/registration.csv,{digest}") and "2026-05-01" in written
        assert ("平台" in written) == (not row)
    (folder / "raw" / "registration.csv").write_bytes(REGISTRATION.encode() + b"\n")
    before = cards.read_bytes()
    assert main(["receive", str(folder)]) == 1 and cards.read_bytes() == before  # a sha256 that stands there stays
    told = capsys.readouterr()
    assert "每个原始文件" not in told.out and "不再相符：raw/registration.csv。" in told.err
    told = first_problem(folder)
    assert digest in told and "the file changed after it was received" in told


def test_an_empty_export(folder):
    header = (folder / "raw" / "orders-1.csv").read_bytes().split(b"\r\n")[0] + b"\r\n"
    for name in ("orders-1.csv", "orders-2.csv"):
        (folder / "raw" / name).write_bytes(header)
    (folder / "raw" / "SOURCES.csv").unlink()
    assert "a header without rows (expected at least one order)" in first_problem(folder)
    (folder / "raw" / "orders-1.csv").write_bytes(b"")
    assert "an empty file (expected a header and rows) at raw/orders-1.csv" in first_problem(folder)


def test_a_truncated_workbook(folder):
    path = folder / "raw" / "marks.xlsx"
    path.write_bytes(path.read_bytes()[:3000])
    (folder / "raw" / "SOURCES.csv").unlink()
    assert "a workbook that cannot be opened" in first_problem(folder)


def test_a_password_protected_workbook(folder):
    """An encrypted workbook is an OLE container with a stream EncryptedPackage; this is its first sector."""
    path = folder / "raw" / "marks.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le"))
    (folder / "raw" / "SOURCES.csv").unlink()
    assert "expected a whole workbook without a password" in first_problem(folder)


def marks_with(folder, row, column, value):
    import openpyxl
    path = folder / "raw" / "marks.xlsx"
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(row=row, column=column).value = value
    book.save(path)
    (folder / "raw" / "SOURCES.csv").unlink()
    return read_contest(folder)


def test_a_mark_that_is_none(folder):
    with pytest.raises(DataError, match=r"'很好' for 公益性 .* at raw/marks.xlsx \[评委1\] line 3"):
        read_marks(marks_with(folder, 3, 2, "很好"))


def test_a_mark_outside_its_scale(folder):
    from contestlib.panel import aggregate_marks
    contest = marks_with(folder, 3, 2, 101)
    with pytest.raises(DataError, match=r"a mark of 101.* by 评委1 .* from 0 to 100\) at raw/marks.xlsx \[评委1\] line 3"):
        aggregate_marks(read_marks(contest), rule=contest.rules.panel)


def test_a_sheet_that_is_not_there(folder):
    edit(folder, "rules.toml", 'sheet = "退款明细"', 'sheet = "退款"')
    assert "sheets 退款明细 (expected a sheet '退款')" in first_problem(folder)


def test_a_quota_that_cannot_be_met(folder):
    from contestlib.decision import decide_contest
    edit(folder, "rules.toml", '{ column = "city", maximum = 2 }', '{ column = "city", value = "天门市", minimum = 2 }')
    with pytest.raises(RulesError, match="quotas that no list of 5 can meet: city = 天门市 ≥ 2"):
        decide_contest(read_contest(folder))


def test_unreadable_amounts_and_instants_are_set_aside_with_their_line(folder):
    from contestlib.cleaning import clean_orders
    contest = read_contest(folder)
    aside = clean_orders(read_orders(contest), contest).set_aside
    amounts = aside[aside["rule"] == "amount"]
    assert set(amounts["text"]) == {"五十六元", "面议"} and (amounts["line"] > 1).all()
    assert set(aside.loc[aside["rule"] == "instant", "text"]) == {"2019-07-32 25:61:00"}


def command(*arguments, cwd=None):
    return subprocess.run([sys.executable, "-m", "contestlib", *map(str, arguments)], capture_output=True, cwd=cwd,
                          encoding="utf-8")


@pytest.mark.parametrize(("language", "words"), [("zh", "scenarios.csv 第 3 行：发现方案 welfare-first 的权重之和为 95；应为100"),
                                                 ("en", "scenario 'welfare-first' has weights summing to 95")])
def test_the_command_line_says_it_without_a_traceback(folder, language, words):
    edit(folder, *CASES["weights that do not sum"][0])
    answer = command("run", folder, "--lang", language)
    assert answer.returncode == 2 and words in answer.stderr and "Traceback" not in answer.stderr
    assert not (folder / "derived").exists()


def test_a_place_that_cannot_be_written_leaves_the_old_results(tmp_path):
    write_folder(tmp_path / "derived", {"a.csv": b"old"})
    with pytest.raises(DataError, match="a place that cannot be written"):
        write_folder(tmp_path / "derived", {"a.csv": b"new", "a.csv/b.csv": b"impossible"})
    assert (tmp_path / "derived" / "a.csv").read_bytes() == b"old"
    assert [path.name for path in Path(tmp_path).iterdir()] == ["derived"]


def test_a_swap_that_fails_half_way_is_put_back(tmp_path, monkeypatch):
    """The old results are aside already when the new ones cannot take their place."""
    write_folder(tmp_path / "derived", {"a.csv": b"old"})
    rename = Path.rename
    monkeypatch.setattr(Path, "rename", lambda path, target: rename(path, target) if not path.name.endswith(".new")
                        else (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(DataError, match="No space left on device"):
        write_folder(tmp_path / "derived", {"a.csv": b"new"})
    assert (tmp_path / "derived" / "a.csv").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["derived"]


def test_an_interrupted_swap_is_put_back(tmp_path):
    """The one moment between two renames: the old results stand aside under a hidden name."""
    from contestlib.archive import restore_folder
    write_folder(tmp_path / "derived", {"a.csv": b"old"})
    (tmp_path / "derived").rename(tmp_path / ".derived.old")
    restore_folder(tmp_path / "derived")
    assert (tmp_path / "derived" / "a.csv").read_bytes() == b"old"


def test_interrupting_a_run_leaves_the_previous_results(folder):
    """The process is interrupted in the middle of its work; the record it had written before is untouched."""
    import os
    import signal
    import time
    assert command("run", folder, "--out", folder.parent / "out").returncode == 0
    record = (folder.parent / "out" / "derived" / "record.json").read_bytes()
    edit(folder, "rules.toml", "places = 5", "places = 4")
    process = subprocess.Popen([sys.executable, "-m", "contestlib", "run", str(folder), "--out", str(folder.parent / "out")],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    process.stdout.readline()
    time.sleep(0.2)
    process.send_signal(signal.CTRL_C_EVENT if os.name == "nt" else signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2 and "Traceback" not in said
    assert (folder.parent / "out" / "derived" / "record.json").read_bytes() == record


@pytest.mark.parametrize(("stated", "words"), [
    ('percent = 50\nstatements = ["welfare >= amonut"]', "amonut"),
    ('percent = 50\nstatements = ["welfare more than amount"]', "welfare more than amount"),
    ('percent = 50\nlower = { welfare = 0.9 }', "welfare >= 0.9"),
    ('percent = 50\nlower = { welfare = "much" }', "lower"),
    ('percent = 50\nhull = ["baseline", "nobody"]', "nobody"),
])
def test_statements_about_weights_that_cannot_hold(folder, stated, words, capsys):
    """An unreadable statement, an unknown indicator, a conflict with the 50 % around the baseline, an unknown scenario."""
    from contestlib.__main__ import main
    edit(folder, "rules.toml", "percent = 50", stated)
    assert main(["check", str(folder), "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert words in said and "rules.toml" in said
