"""A second process for work that stands beside other work; where none can be had, the work is done here."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

# A plain start of the interpreter. `multiprocessing` would either run a caller's script a second time or copy a process whose
# threads (linear algebra, an engine, a notebook's) hold locks that nobody in the copy gives back.
SECOND = """
import pickle, sys
sys.path[:], home = pickle.load(sys.stdin.buffer)
import contestlib
if contestlib.__file__ != home:
    sys.exit(1)
task, given = pickle.load(sys.stdin.buffer)
answer, sys.stdout = sys.stdout.buffer, sys.stderr
pickle.dump(task(*given), answer)
"""


@contextmanager
def beside(task: Callable, *given) -> Iterator[Callable[[], object]]:
    """Have a function of this package worked out while the caller does something else.

    Parameters
    ----------
    task : callable
        A function on the top level of a module; what it takes and returns can be pickled.
    *given
        Its arguments.

    Yields
    ------
    callable
        Returns what `task` returns, and waits for it where needed. Whatever went wrong in the second process is done once more
        in this one, so that an error is raised here as it is everywhere.

    Examples
    --------
    >>> from math import factorial
    >>> with beside(factorial, 5) as answer:
    ...     answer()
    120
    """
    sent = _pickled(task, given)
    process = _second_process() if sent else None
    if process is None:
        yield lambda: task(*given)
        return
    with ThreadPoolExecutor(1) as hand:
        said = hand.submit(_talk, process, sent)
        try:
            yield lambda: pickle.loads(said.result()) if said.result() else task(*given)
        finally:
            process.kill()


def _talk(process: subprocess.Popen, sent: bytes) -> bytes:
    """What the process says; nothing where it failed."""
    if hasattr(signal, "pthread_sigmask"):  # the command line ends where a pipe of its own breaks, but this pipe may
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPIPE})
    said, _ = process.communicate(sent)
    return said if process.returncode == 0 else b""


def _pickled(task: Callable, given: tuple) -> bytes:
    """The task, and where this package stands: another copy of it might answer otherwise. Nothing where it cannot be written."""
    home = str(Path(__file__).with_name("__init__.py"))
    try:
        return pickle.dumps((sys.path, home)) + pickle.dumps((task, given))
    except (pickle.PicklingError, TypeError, AttributeError):
        return b""


def _second_process() -> subprocess.Popen | None:
    """None where a second one would have to share this one's core, or where the interpreter is part of another program."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cores < 2 or not Path(sys.executable or "").stem.lower().startswith("python"):
        return None
    try:
        return subprocess.Popen([sys.executable, "-c", SECOND], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0))
    except OSError:
        return None
