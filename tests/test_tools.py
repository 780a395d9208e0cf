"""The script behind make: what it says on a bare machine, and that set-up happens once."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
spec = importlib.util.spec_from_file_location("run_tool", ROOT / "tools" / "run.py")
tool = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tool)


def test_a_machine_without_venv_gets_the_one_line():
    assert tool.missing_part(has_venv=False).endswith("sudo apt-get install -y python3-venv")
    assert tool.missing_part(version=(3, 9)) == "Python 3.11 or newer is needed; this is 3.9."
    assert tool.missing_part(version=(3, 13), has_venv=True) == ""


def test_a_stamp_counts_until_the_lock_changes(tmp_path):
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    stamp = tmp_path / "stamp"
    assert not tool.is_set_up(stamp, tmp_path)
    stamp.write_text(tool.fingerprint(tmp_path), encoding="utf-8")
    assert tool.is_set_up(stamp, tmp_path)
    (tmp_path / "requirements.lock").write_text("other", encoding="utf-8")
    assert not tool.is_set_up(stamp, tmp_path)


def test_windows_paths():
    assert tool.venv_python(Path("v"), windows=True) == Path("v/Scripts/python.exe")
    assert tool.venv_python(Path("v"), windows=False) == Path("v/bin/python")


def test_make_targets_are_one_line_wrappers_of_the_script():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    targets = {line.split(":")[0]: line for line in makefile if " ; " in line}
    assert set(targets) == set(tool.COMMANDS)
    for name, line in targets.items():
        assert line == f"{name}: ; @$(PYTHON) tools/run.py {name}"


def test_only_the_standard_library():
    imported = {line.split()[1].split(".")[0] for line in (ROOT / "tools" / "run.py").read_text(encoding="utf-8").splitlines()
                if line.startswith(("import ", "from "))}
    assert imported - {"__future__"} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize(("arguments", "status", "words"), [
    (["help"], 0, "notebooks"), ([], 0, "run"), (["fly"], 2, "No command 'fly'")])
def test_help_and_unknown_commands(arguments, status, words):
    answer = subprocess.run([sys.executable, ROOT / "tools" / "run.py", *arguments], capture_output=True, text=True)
    assert answer.returncode == status and words in answer.stdout + answer.stderr
