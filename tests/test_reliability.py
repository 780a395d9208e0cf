"""Whole or absent: killed runs, two runs at once, no room, and a machine that is set otherwise."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from small_contest import small_contest

from contestlib import verify_record
from contestlib.archive import lock_folder, recover_folder, write_folder
from contestlib.errors import DataError

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "contestlib"]
posix = pytest.mark.skipif(os.name == "nt", reason="signals and limits of POSIX")


def start(*arguments, **more):
    return subprocess.Popen([*COMMAND, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
                            **{"cwd": ROOT} | more)


def ran(*arguments, **more):
    process = start(*arguments, **more)
    out, err = process.communicate(timeout=900)
    return process.returncode, out, err


def results(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Two contests that differ in one mark: folder, tables, report, and how many seconds the run took."""
    root, made = tmp_path_factory.mktemp("two"), []
    for name, mark in (("a", ",92"), ("b", ",70")):
        folder = small_contest(root / name)
        teams = folder / "teams.csv"
        teams.write_text(teams.read_text(encoding="utf-8").replace(",92", mark), encoding="utf-8")
        begun = time.monotonic()
        assert ran("run", folder, "--out", root / f"out_{name}", "--quiet")[0] == 0
        made.append((folder, results(root / f"out_{name}" / "derived"), results(root / f"out_{name}" / "report"),
                     time.monotonic() - begun))
    return made


def kill_runs(two, out, moments, seed):
    """Kill runs of the two contests in turn into one folder; its results are one contest's, whole, after each kill.

    Half of the moments fall anywhere in the run, half after its last announcement, when files are made and written.
    """
    chance, standing = random.Random(seed), [tables for _, tables, _, _ in two]
    write_folder(out / "derived", standing[0])
    killed = 0
    for number in range(moments):
        contest, announced = chance.randrange(2), number % 2
        (out / "report" / "contest.txt").unlink(missing_ok=True)  # another contest's report would be refused
        process = start("run", two[contest][0], "--out", out, "--quiet", start_new_session=True)
        if announced:
            while line := process.stdout.readline():
                if line.startswith("[7/7]"):
                    break
        time.sleep(chance.uniform(0, two[contest][3] * (0.8 if announced else 1.1)))
        killed += process.poll() is None
        process.kill()
        process.communicate()
        place = out / "derived" if (out / "derived").exists() else out / ".derived.old"
        assert results(place) in standing, f"moment {number}"
    return killed


@posix
def test_results_are_whole_after_a_kill_at_any_moment(two, tmp_path):
    """Which contest's results stand is told by their record, and the record verifies."""
    assert kill_runs(two, tmp_path, 4, seed=1)
    check_verifies(two, tmp_path)


@posix
@pytest.mark.slow
def test_results_are_whole_after_two_hundred_kills(two, tmp_path):
    assert kill_runs(two, tmp_path, 200, seed=2) > 100
    check_verifies(two, tmp_path)


def check_verifies(two, out):
    """The record that stands is that of the contest it names, as another copy of the contest's folder shows."""
    recover_folder(out / "derived")
    found = results(out / "derived")
    folder = next(folder for folder, tables, _, _ in two if tables == found)
    shutil.copytree(folder, out / "whole")
    shutil.copytree(out / "derived", out / "whole" / "derived")
    assert verify_record(out / "whole") == []


@posix
def test_every_moment_of_writing_leaves_old_or_new(tmp_path):
    """A writer that does nothing but swap two contents is killed over and over."""
    contents = [{f"{n}.csv": bytes([65 + which]) * 5000 for n in range(8)} for which in (0, 1)]
    script = ("import sys; from contestlib.archive import write_folder\n"
              "c = [{f'{n}.csv': bytes([65 + w]) * 5000 for n in range(8)} for w in (0, 1)]\n"
              "write_folder(sys.argv[1], c[0]); print('ready', flush=True)\n"
              "while True:\n    write_folder(sys.argv[1], c[1]); write_folder(sys.argv[1], c[0])")
    chance = random.Random(3)
    for moment in range(8):
        process = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "derived")], stdout=subprocess.PIPE, cwd=ROOT)
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.15))
        process.kill()
        process.communicate()
        place = tmp_path / "derived"
        place = place if place.exists() else tmp_path / ".derived.old"
        assert results(place) in contents, f"moment {moment}"


@posix
def test_the_second_run_waits_and_says_so(two, tmp_path):
    folder, tables, _, _ = two[0]
    with lock_folder(tmp_path / "derived"):
        process = start("run", folder, "--out", tmp_path, "--lang", "en", "--quiet")
        line = process.stdout.readline()
        assert line.startswith("Another run is writing") and "waits" in line
        time.sleep(0.5)
        assert process.poll() is None and not (tmp_path / "derived").exists()
    process.communicate(timeout=120)
    assert process.returncode == 0 and results(tmp_path / "derived") == tables


@posix
def test_a_killed_holder_leaves_no_lock(tmp_path):
    script = ("import sys, time; from contestlib.archive import lock_folder\n"
              "with lock_folder(sys.argv[1]):\n    print('held', flush=True); time.sleep(60)")
    process = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "derived")], stdout=subprocess.PIPE, cwd=ROOT)
    process.stdout.readline()
    taken, waited = threading.Event(), threading.Event()

    def take():
        with lock_folder(tmp_path / "derived", tell=waited.set):
            taken.set()

    thread = threading.Thread(target=take)
    thread.start()
    assert waited.wait(10) and not taken.wait(0.5)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert taken.wait(10)
    thread.join()


def four_parts(said):
    return all(words in said for words in ("a place that cannot be written", "expected a folder with room and permission",
                                           "free space, change its permissions", " at "))


@posix
def test_a_full_disk_by_a_limit_on_file_sizes(two, tmp_path):
    """The kernel refuses every file beyond 4 kB, as a full disk does: previous results stand, nothing is left over."""
    import resource
    folder, tables, _, _ = two[0]
    write_folder(tmp_path / "derived", tables)
    code, _, said = ran("run", two[1][0], "--out", tmp_path, "--lang", "en",
                        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
    assert code == 2 and four_parts(said) and "Traceback" not in said
    assert results(tmp_path / "derived") == tables
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock")) == ["derived"]


@posix
def test_a_disk_that_is_really_full(two, tmp_path):
    place = tmp_path / "tiny"
    place.mkdir()
    if shutil.which("mount") is None or os.geteuid() != 0 or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], capture_output=True).returncode:
        pytest.skip("needs the right to mount a small file system")
    try:
        write_folder(place / "derived", {"a.csv": b"old\n"})
        code, _, said = ran("run", two[1][0], "--out", place, "--lang", "en")
        assert code == 2 and four_parts(said) and "No space left on device" in said
        assert results(place / "derived") == {"a.csv": b"old\n"}
        assert sorted(path.name for path in place.iterdir() if not path.name.endswith(".lock")) == ["derived"]
        subprocess.run(["mount", "-o", "remount,ro", place], check=True, capture_output=True)
        code, out, said = ran("run", two[1][0], "--out", place, "--lang", "en")
        assert code == 2 and four_parts(said) and "[1/7]" not in out
    finally:
        subprocess.run(["umount", place], capture_output=True)


def test_a_place_that_is_no_folder(two, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DataError, match="a place that cannot be written"):
        write_folder(tmp_path / "file" / "derived", {"a.csv": b"x"})
    code, out, said = ran("run", two[0][0], "--out", tmp_path / "file", "--lang", "en")
    assert code == 2 and four_parts(said) and "[1/7]" not in out


SETTINGS = {
    "locale": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
    "time zone": {"TZ": "America/St_Johns"},
    "threads": {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"},
    "hash seed": {"PYTHONHASHSEED": "12345"},
    "processor": {"OPENBLAS_CORETYPE": "PRESCOTT"},  # kernels of an old one; ignored where there are none for x86
    "folder": {},
}
EVERYTHING = {name: value for setting in SETTINGS.values() for name, value in setting.items()}


def check_same_bytes(two, tmp_path, setting, cwd):
    folder, tables, report, _ = two[0]
    code, _, said = ran("run", folder, "--out", tmp_path / "out", "--quiet", cwd=cwd,
                        env=os.environ | {"PYTHONPATH": str(ROOT)} | setting)
    assert code == 0, said
    assert results(tmp_path / "out" / "derived") == tables
    opened = results(tmp_path / "out" / "report")
    opened["contest.txt"] = report["contest.txt"]  # the way from the report's folder to the contest's
    assert opened == report


def test_a_machine_that_is_set_otherwise_changes_no_byte(two, tmp_path):
    """Locale, time zone, threads, hash seed, processor and working folder, all at once; tables, report, figures and notice."""
    check_same_bytes(two, tmp_path, EVERYTHING, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", SETTINGS)
def test_each_setting_of_the_machine_changes_no_byte(two, tmp_path, name):
    check_same_bytes(two, tmp_path, SETTINGS[name], tmp_path if name == "folder" else ROOT)
