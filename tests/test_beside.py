"""A second process: the same answers and errors whether there is one, it fails, or none can be had."""

import os
import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_contest import small_contest

from contestlib.beside import _second_process, beside
from contestlib.errors import ContestError, DataError, TieError, Words
from contestlib.wording import describe_error

probe = _second_process()
if probe is not None:
    probe.kill()
    probe.communicate()
two_cores = pytest.mark.skipif(probe is None, reason="needs a second core")


def refuse(file):
    raise DataError(found="{count} rows", expected="one row", where="{file} line {line}", remedy="correct it", count=2, file=file,
                    line=7)


def die_elsewhere(here):
    """Ends at once in any process but this one, as one does that the system kills for want of memory."""
    if os.getpid() != here:
        os._exit(9)
    return "here"


def print_and_answer(words):
    print(words)
    return words


@two_cores
def test_the_work_is_done_in_another_process():
    with beside(os.getpid) as answer:
        assert answer() != os.getpid()


def test_what_the_work_prints_does_not_spoil_its_answer():
    with beside(print_and_answer, "所有") as answer:
        assert answer() == "所有"


def test_an_error_keeps_its_four_parts():
    with beside(refuse, "teams.csv") as answer, pytest.raises(DataError) as caught:
        answer()
    assert str(caught.value) == "2 rows (expected one row) at teams.csv line 7; correct it."


def test_errors_can_be_handed_from_process_to_process():
    for kind in (ContestError, TieError):
        error = kind(found="{what}", expected="b", where="{file}", remedy="d", what=Words("{n} rows", {"n": 3}), file="a.csv")
        copy = pickle.loads(pickle.dumps(error))
        assert type(copy) is kind and copy.values == error.values and str(copy) == str(error)
        assert describe_error(copy, "zh") == describe_error(error, "zh")


@two_cores
def test_where_the_second_process_dies_the_work_is_done_here():
    with beside(die_elsewhere, os.getpid()) as answer:
        assert answer() == "here"


def test_what_cannot_be_handed_over_is_done_here():
    with beside(lambda: os.getpid()) as answer:
        assert answer() == os.getpid()


@two_cores
def test_another_copy_of_the_package_answers_nothing(tmp_path):
    """Where the path begins with the folder one stands in, and one has gone elsewhere since."""
    (tmp_path / "contestlib").mkdir()
    (tmp_path / "contestlib" / "__init__.py").write_text("", encoding="utf-8")
    script = ("import os, sys; from contestlib.beside import beside; sys.path.insert(0, ''); os.chdir(sys.argv[1])\n"
              "with beside(os.getpid) as answer:\n    assert answer() == os.getpid()")
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, cwd=Path(__file__).parents[1])


@two_cores
def test_who_is_interrupted_leaves_no_process_behind():
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt), beside(time.sleep, 600):
        raise KeyboardInterrupt
    assert time.monotonic() - begun < 60


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="needs Linux to give cores away")
def test_on_one_core_there_is_one_process():
    script = ("import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
              "from contestlib.beside import beside\n"
              "with beside(os.getpid) as answer:\n    assert answer() == os.getpid()")
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_second_process_that_does_not_even_start_ends_nobody():
    """The command line ends where its reader does (`check DIR | head -1`): not where this pipe breaks."""
    script = ("import os, signal; signal.signal(signal.SIGPIPE, signal.SIG_DFL); os.environ['PYTHONHOME'] = '/nowhere'\n"
              "from contestlib.beside import beside\n"
              "with beside(len, bytes(10_000_000)) as answer:\n    print(answer())")
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "10000000\n", "")


def test_a_script_without_a_guard_runs_once(tmp_path):
    """`multiprocessing` would start such a script anew in the second process."""
    script = tmp_path / "script.py"
    script.write_text("import sys, contestlib\nprint('begun')\n"
                      "decision = contestlib.decide_contest(contestlib.read_contest(sys.argv[1]))\n"
                      "contestlib.write_record(decision, sys.argv[2])\n", encoding="utf-8")
    ran = subprocess.run([sys.executable, str(script), str(small_contest(tmp_path / "contest")), str(tmp_path / "derived")],
                         capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["begun"] and (tmp_path / "derived" / "record.json").exists()
