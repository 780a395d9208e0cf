"""One set of versions, said in three places; nothing of the machine it was written on."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

import contestlib

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", re.MULTILINE)
CONDA_NAMES = {"matplotlib-base": "matplotlib", "flit-core": "flit-core"}
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def plain(name):
    return name.lower().replace("_", "-")


LOCKED = {plain(name): version for name, version in PIN.findall(LOCK)}
WANTED = {plain(name): version for name, version in PIN.findall((ROOT / "requirements.in").read_text(encoding="utf-8"))}


def test_every_wanted_version_is_the_locked_one():
    assert WANTED and {name: LOCKED.get(name) for name in WANTED} == WANTED


def test_every_locked_package_has_a_hash():
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9_.-]+==)", LOCK)[1:]
    assert len(blocks) >= len(LOCKED) and all("--hash=sha256:" in block for block in blocks)


def test_the_package_needs_only_what_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {plain(re.split(r"[<>=;\[ ]", line)[0]) for line in project["dependencies"]}
    assert needed <= set(WANTED)
    assert project["version"] == contestlib.__version__
    assert f"version: {contestlib.__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_the_conda_file_agrees_with_the_lock():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    lines = [line for line in environment["dependencies"] if isinstance(line, str) and line != "pip"]
    (pip_lines,) = [line["pip"] for line in environment["dependencies"] if isinstance(line, dict)]
    assert pip_lines[-1] == "-e ."
    named = {}
    for line in lines:
        assert re.fullmatch(r"[a-z0-9-]+=\d+(\.\d+)*", line), line
        name, version = line.split("=")
        named[plain(CONDA_NAMES.get(name, name))] = version
    assert named.pop("python") == "3.11"
    named |= {plain(name): version for name, version in PIN.findall("\n".join(pip_lines))}
    assert set(named) == set(WANTED)
    for name, version in named.items():
        assert f"{LOCKED[name]}.".startswith(f"{version}."), name


def tracked_files():
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if answer.returncode:
        pytest.skip("no git repository here: tracked files not searched")
    return [ROOT / name for name in answer.stdout.decode().split("\0") if name]


def test_no_file_names_a_machine_or_a_registry():
    # Written apart so that this file does not hold what it forbids.
    parts = ("/ro ot/", "/wo rk/", "/ho me/", r"C:\\ Users", r"py pi\.", "files.python hosted", "repo.ana conda", "/opt/ py")
    forbidden = re.compile(r"(?<![\w.])(?:" + "|".join(part.replace(" ", "") for part in parts) + ")")
    for path in tracked_files():
        if path.suffix in (".xlsx", ".xls", ".png", ".gz") or not path.exists():
            continue
        found = forbidden.search(path.read_bytes().decode("utf-8", errors="replace"))
        assert not found, f"{path.relative_to(ROOT)} holds {found and found.group()}"
