"""Set up, run and test the project with nothing but Python: what the Makefile and Windows both call.

    python tools/run.py COMMAND [arguments]
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
ORACLES = ROOT / ".oracles"
STAMP = VENV / "contestlib-stamp"
CONTEST = "data/hubei-2019"
NATIONAL = "data/national-2019"
REPORT = ROOT / "reports" / "hubei-2019"
OLDEST = (3, 11)


def fail(message: str) -> None:
    print(message, file=sys.stderr)
    sys.exit(2)


def venv_python(venv: Path = VENV, windows: bool = os.name == "nt") -> Path:
    return venv / "Scripts" / "python.exe" if windows else venv / "bin" / "python"


def fingerprint(root: Path = ROOT) -> str:
    """Changes whenever the environment has to be made again."""
    parts = [sys.version, *((root / name).read_text(encoding="utf-8") for name in ("requirements.lock", "pyproject.toml"))]
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()


def is_set_up(stamp: Path = STAMP, root: Path = ROOT) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == fingerprint(root)


def missing_part(version: tuple = sys.version_info[:2], has_venv: bool | None = None) -> str:
    """What this machine lacks, in words with the line that mends it; empty where it lacks nothing."""
    if version < OLDEST:
        return f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {version[0]}.{version[1]}."
    if has_venv is None:
        has_venv = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
    return "" if has_venv else ("Python's venv is absent. On Debian or Ubuntu: sudo apt-get install -y python3-venv")


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    return kept | {"PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def call(*command: object) -> None:
    """Run a command in the project's folder; its failure is ours."""
    status = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment()).returncode
    if status:
        sys.exit(status)


def python(*arguments: object) -> None:
    call(venv_python(), *arguments)


def kernel(*arguments: object) -> None:
    """Run Python on a notebook; what kernels chat on the error stream is shown only where they fail."""
    answer = subprocess.run([str(venv_python()), *map(str, arguments)], cwd=ROOT, env=environment(), stderr=subprocess.PIPE,
                            encoding="utf-8", errors="replace")
    if answer.returncode:
        print(answer.stderr, file=sys.stderr)
        sys.exit(answer.returncode)


def setup() -> None:
    """Make the environment from the lock, once; a half-made one does not count."""
    if is_set_up():
        return
    if missing_part():
        fail(missing_part())
    packages = sum(line[:1].isalnum() for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines())
    print(f"[setup] making .venv from requirements.lock: up to {packages} packages, once", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    call(sys.executable, "-m", "venv", VENV)
    python("-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", "requirements.lock")
    python("-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "-e", ".")
    STAMP.write_text(fingerprint(), encoding="utf-8")
    print("[setup] done", flush=True)


def extras() -> None:
    """DuckDB and Spark, for ledgers that should not be loaded whole (Spark wants a Java of the system's), and Voilà."""
    setup()
    python("-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", "requirements-extras.lock")


def notebooks() -> list[Path]:
    return sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))


def run() -> None:
    """The contest from raw files to finalists, the national one after it, then the notebooks as pages, then the result."""
    begun = time.monotonic()
    setup()
    for contest in (CONTEST, NATIONAL):
        python("-m", "contestlib", "run", contest, "--quiet")
        python("-m", "contestlib", "pdf", contest)
    pages = REPORT / "notebooks"
    for number, notebook in enumerate(notebooks(), start=1):
        print(f"[notebook {number}/{len(notebooks())}] {notebook.name}", end="", flush=True)
        started = time.monotonic()
        kernel("-m", "nbconvert", "--to", "html", "--execute", "--log-level", "ERROR", "--output-dir", pages,
               "--embed-images", "--HTMLExporter.mathjax_url=", "--HTMLExporter.require_js_url=",
               "--HTMLExporter.mermaid_js_url=", "--HTMLExporter.jquery_url=", notebook)
        print(f"  {time.monotonic() - started:.0f} s", flush=True)
    print(f"{time.monotonic() - begun:.0f} s in all\n", flush=True)
    python("-m", "contestlib", "summary", CONTEST)


def test(*arguments: str) -> None:
    """Everything that proves it: tests, doctests, stored notebooks."""
    setup()
    python("-m", "pytest", "--doctest-modules", "--nbval", "--nbval-current-env", "--nbval-cell-timeout", "120",
           "--nbval-sanitize-with", "tests/sanitize.cfg", *(arguments or ("-q", "-rs", "-n", "auto", "--dist", "loadfile")))


def check(*arguments: str) -> None:
    """Lint, then test: before a commit."""
    setup()
    python("-m", "ruff", "check", "contestlib", "tests", "tools", "data", "benchmarks")
    test(*arguments)


def refresh() -> None:
    """Execute the notebooks in place and store what they show."""
    setup()
    for notebook in notebooks():
        print(f"[notebooks] {notebook.name}", flush=True)
        kernel("tools/refresh_notebook.py", notebook)


def exercises(*arguments: str) -> None:
    """Execute the solutions in place, and make the exercises out of them."""
    setup()
    kernel("tools/exercises.py", *arguments)


def docs() -> None:
    """Notebooks, reports, glossary and API as pages in site/; fails on a dead link."""
    setup()
    lock, packages = ROOT / "docs" / "requirements.lock", VENV / "docs"
    stamp = packages / "stamp"
    if not stamp.is_file() or stamp.read_bytes() != lock.read_bytes():
        shutil.rmtree(packages, ignore_errors=True)
        python("-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--target", packages, "-r", lock)
        shutil.copyfile(lock, stamp)
    python("-m", "contestlib", "run", CONTEST, "--quiet", "--out", "reports/docs")
    python("tools/site.py")


def bench() -> None:
    """Time and memory against the stated limits."""
    setup()
    python("benchmarks/bench.py")


def fuzz(*arguments: str) -> None:
    """A hundred thousand mutated files and cells: a ledger that adds up, or a message; `fuzz 5000 7`: so many, another seed."""
    setup()
    python("tools/fuzz.py", *arguments)


def oracles() -> None:
    """Agreement and comparisons against other programs, for tests alone and GPL in part: kept apart in .oracles."""
    setup()
    shutil.rmtree(ORACLES, ignore_errors=True)
    python("-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--target", ORACLES, "-r",
           "requirements-oracles.lock")
    status = subprocess.run([str(venv_python()), "-m", "pytest", "-q", "-rs", "-k", "another_program", "tests/test_agreement.py",
                             "tests/test_comparisons.py"], cwd=ROOT, env=environment() | {"PYTHONPATH": str(ORACLES)}).returncode
    sys.exit(status)


def lab() -> None:
    """JupyterLab in the project's folder, opened at the notebooks: they lead to docs/ and reports/."""
    setup()
    python("-m", "jupyterlab", "--LabApp.default_url=/lab/tree/notebooks")


def show_help() -> None:
    """This list."""
    print(__doc__)
    for name, command in COMMANDS.items():
        print(f"  {name:10} {command.__doc__.splitlines()[0]}")


COMMANDS = {"run": run, "test": test, "setup": setup, "extras": extras, "check": check, "notebooks": refresh,
            "exercises": exercises, "docs": docs, "bench": bench, "fuzz": fuzz, "oracles": oracles, "lab": lab, "help": show_help}


def main(arguments: list[str]) -> None:
    name, rest = (arguments or ["help"])[0], arguments[1:]
    if name not in COMMANDS:
        fail(f"No command {name!r}; there are: {', '.join(COMMANDS)}.")
    try:
        COMMANDS[name](*rest)
    except KeyboardInterrupt:
        fail("Interrupted; the previous results stand.")


if __name__ == "__main__":
    main(sys.argv[1:])
