"""Time and memory of the shipped contest against the stated limits; exit code 1 where one is missed."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RECORD = """
import sys, time
begun = time.perf_counter()
from contestlib import decide_contest, read_contest, write_record
write_record(decide_contest(read_contest(sys.argv[1])), sys.argv[2])
seconds = time.perf_counter() - begun
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
except ImportError:
    peak = float("nan")
print(seconds, peak)
"""


def seconds_of(*command: object, repeat: int = 1) -> float:
    def once():
        begun = time.perf_counter()
        subprocess.run([str(part) for part in command], cwd=ROOT, check=True, capture_output=True)
        return time.perf_counter() - begun
    return statistics.median(once() for _ in range(repeat))


def main() -> int:
    missed = 0

    def report(what: str, value: float, limit: float, unit: str) -> None:
        nonlocal missed
        missed += value > limit
        print(f"{what:48} {value:8.2f} {unit:3} limit {limit:g}  {'MISSED' if value > limit else 'met'}", flush=True)

    bare = seconds_of(sys.executable, "-c", "pass", repeat=5)
    report("import contestlib, cold process", seconds_of(sys.executable, "-c", "import contestlib", repeat=5) - bare, 1, "s")
    with tempfile.TemporaryDirectory() as folder:
        runs = [tuple(map(float, subprocess.run(
            [sys.executable, "-c", RECORD, "data/hubei-2019", f"{folder}/derived"], cwd=ROOT, check=True, capture_output=True,
            text=True).stdout.split())) for _ in range(3)]
        report("raw files to record.json, median of 3", statistics.median(run[0] for run in runs), 5, "s")
        report("its peak memory", max(run[1] for run in runs), 500, "MB")
        notebooks = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
        total = sum(seconds_of(sys.executable, "-m", "nbconvert", "--to", "html", "--execute", "--output-dir", folder, notebook)
                    for notebook in notebooks)
        report(f"{len(notebooks)} notebooks executed", total, 90, "s")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
