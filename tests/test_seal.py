"""Rules sealed before data arrive, and a run that departs from them says so first."""

import os
import shutil
import subprocess

import pytest
from small_contest import small_contest

from contestlib import DataError, decide_contest, read_contest, seal_contest
from contestlib.__main__ import main
from contestlib.archive import add_files
from contestlib.documents import read_seal
from contestlib.notice import notice_html
from contestlib.record import complete_record, record_contents
from contestlib.record_sentences import describe_record, describe_seal


def edit(folder, before, after, file="rules.toml"):
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after), encoding="utf-8")


def test_a_seal_needs_no_data_and_is_kept_by_a_run(tmp_path):
    folder = small_contest(tmp_path / "contest")
    raw = (folder / "raw").rename(tmp_path / "raw")
    seal = seal_contest(folder)
    assert seal["raw_files"] == [] and read_seal(folder) == seal
    shutil.copytree(raw, folder / "raw")
    record = record_contents(decide_contest(read_contest(folder)))
    assert record["seal"] == {"digest": seal["digest"], "raw_files": [], "intact": True, "departures": []}
    assert describe_seal(record, "en") == ["Rules and scenarios are those that were sealed.",
                                           f"Digest of the seal: {seal['digest']}"]


def test_what_is_sealed_is_what_the_rules_say_not_how_they_are_written(tmp_path):
    folder = small_contest(tmp_path / "contest")
    digest = seal_contest(folder)["digest"]
    edit(folder, "decimals = 2", "decimals   =   2   # half up")
    assert seal_contest(folder)["digest"] == digest


def test_a_seal_on_a_disk_that_is_read_only(tmp_path, capsys):
    place = tmp_path / "disk"
    place.mkdir()
    if shutil.which("mount") is None or os.geteuid() != 0 or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], capture_output=True).returncode:
        pytest.skip("needs the right to mount a small file system")
    try:
        folder = small_contest(place / "contest")
        subprocess.run(["mount", "-o", "remount,ro", place], check=True, capture_output=True)
        assert main(["seal", str(folder), "--lang", "en"]) == 2
        assert "a place that cannot be written (Read-only file system)" in capsys.readouterr().err
    finally:
        subprocess.run(["umount", place], capture_output=True)


def test_a_file_that_cannot_even_be_removed_is_said(tmp_path):
    """A name that is too long can neither be written nor removed, as nothing can on a read-only disk."""
    with pytest.raises(DataError, match="a place that cannot be written"):
        add_files(tmp_path, {"x" * 253: b""})


@pytest.mark.parametrize(("file", "before", "after", "departure"), [
    ("rules.toml", "decimals = 2", "decimals = 1", "decimals: 2 -> 1"),
    ("scenarios.csv", "weights,30,70", "weights,20,80", "scenarios / published / weights / experts: 70 -> 80"),
    ("indicators.csv", "experts,专家,experts,,,higher", "experts,专家,experts,,,lower",
     "indicators / experts / direction: higher -> lower"),
    ("scenarios.csv", "votes-alone", "by-votes", "order / scenarios: ['published', 'votes-alone'] -> ['published', 'by-votes']"),
])
def test_a_departure_stands_on_the_first_page(tmp_path, file, before, after, departure):
    folder = small_contest(tmp_path / "contest")
    digest = seal_contest(folder)["digest"]
    edit(folder, before, after, file)
    decision = decide_contest(read_contest(folder))
    record = complete_record(record_contents(decision), {})
    assert departure in record["seal"]["departures"]
    assert describe_record(record, "en")[1].startswith("THE RULES DIFFER FROM THOSE THAT WERE SEALED")
    page = notice_html(decision, record, "zh")
    said = page.index("规则与封存的规则不同")
    assert said < page.index("入选（1）") and digest in page
    with pytest.raises(DataError, match="a seal with the digest"):
        seal_contest(folder)
    assert read_seal(folder)["digest"] == digest


def test_the_report_s_first_page_says_it_too(tmp_path):
    from contestlib.__main__ import main
    folder = small_contest(tmp_path / "contest")
    seal_contest(folder)
    edit(folder, "decimals = 2", "decimals = 1")
    assert main(["run", str(folder), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    page = (tmp_path / "out" / "report" / "report_en.html").read_text(encoding="utf-8")
    assert page.index("THE RULES DIFFER FROM THOSE THAT WERE SEALED") < page.index("<h2>")


def test_a_seal_after_the_data_and_a_seal_that_was_edited(tmp_path):
    folder = small_contest(tmp_path / "contest")
    assert seal_contest(folder)["raw_files"] == ["raw/registration.csv"]
    edit(folder, '"decimals": 2', '"decimals": 1', "seal.json")
    record = record_contents(decide_contest(read_contest(folder)))
    lines = describe_seal(record, "en")
    assert lines[0].startswith("The seal itself was changed") and "decimals: sealed as 1, now 2" in lines[1]
    assert "The seal was made when data had arrived already (1 files)." in lines


def test_without_a_seal_nothing_is_said(tmp_path):
    record = record_contents(decide_contest(read_contest(small_contest(tmp_path / "contest"))))
    assert record["seal"] == {} and describe_seal(record, "zh") == []
