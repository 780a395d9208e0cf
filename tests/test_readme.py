"""The README's example runs, its commands exist, and its picture is the run's own."""

import doctest
import re
import shutil
from pathlib import Path

from contestlib import drawing, list_sentences, plotting, wording
from contestlib.__main__ import _parser
from contestlib.documents import read_record
from contestlib.registers import read_prepared

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_runs():
    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8").attempted >= 4
    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8").failed == 0


def test_every_command_exists():
    commands = set(re.findall(r"-m contestlib (\w+)", README)) | set(re.findall(r"`(\w+) RECORD RECORD`", README))
    assert commands >= {"new", "check", "run", "verify", "compare"}
    assert all(command in _parser().format_help() for command in commands)
    targets = set(re.findall(r"make (\w+)", README)) - {"calls"}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(f"\n{target}: ;" in makefile for target in targets)


def test_what_notebook_04_is_said_to_call_it_calls():
    notebook = (ROOT / "notebooks" / "04_weighting_sensitivity.ipynb").read_text(encoding="utf-8")
    called = re.search(r"Notebook 04 calls (.*?) by\sname", README, re.S)[1]
    names = re.findall(r"`(\w+)`", called)
    assert len(names) >= 5 and [name for name in names if f"cl.{name}(" not in notebook] == []


def test_its_corrections_hold_on_the_shipped_contest(folder):
    stated = re.findall(r"`([^`]+=\d+)` of", README)
    assert len(stated) == 2
    with open(folder / "decisions.csv", "a", encoding="utf-8") as stream:
        stream.writelines(f"2019-09-20,9,correction,T01,{value},,,\n" for value in stated)
    assert [row.value for row in read_prepared(folder).decisions.itertuples()][-2:] == stated


def test_every_form_of_a_record_is_read(tmp_path):
    """A contest folder, what `run --out` wrote, and the record itself, as the README says."""
    shutil.copytree(ROOT / "data" / "hubei-2019" / "derived", tmp_path / "out" / "derived")
    digests = {read_record(path)["digest"] for path in (
        ROOT / "data" / "hubei-2019", tmp_path / "out", tmp_path / "out" / "derived" / "record.json")}
    assert len(digests) == 1 and "A RECORD is a contest folder, a folder that `run --out` wrote, or a `record.json`" in README


def test_every_link_leads_somewhere():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links and all((ROOT / link).exists() for link in links)


def test_the_picture_and_its_words_are_the_runs(decision):
    drawing.use_style()
    names = wording.team_names(decision.contest, "en")
    title = list_sentences.describe_cut(decision.baseline, decision.selection, names, "en")
    axes = plotting.plot_cut_line(decision.baseline, decision.selection, names, title=title, language="en")
    assert drawing.image_bytes(axes.figure)["png"] == (ROOT / "docs" / "cut_line.png").read_bytes()
    assert "0.81 points ahead" in title and "0.81 points" in README
