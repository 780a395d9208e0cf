"""Time and memory of the shipped contest against the stated limits; exit code 1 where one is missed."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import ledger
import panels
import uncertainty

ROOT = Path(__file__).resolve().parents[1]
RECORD = """
import sys, time
begun = time.perf_counter()
from contestlib import decide_contest, read_contest, write_record
write_record(decide_contest(read_contest(sys.argv[1])), sys.argv[2])
seconds = time.perf_counter() - begun
try:
    import resource
    peak = sum(resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / (
        1024 if sys.platform != "darwin" else 1024**2)
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


EXACT = """
import sys, time
import numpy as np, pandas as pd
import contestlib as cl

def table(teams, codes, seed):
    rng = np.random.default_rng(seed)
    values = 0.5 * rng.normal(size=(teams, 1)) + 0.75**0.5 * rng.normal(size=(teams, codes))
    values = np.exp(values) if seed % 2 else values
    names = [f"c{i}" for i in range(codes)]
    return pd.DataFrame((values - values.min(axis=0)) / (values.max(axis=0) - values.min(axis=0)), columns=names)

def seconds(call, repeat=1):
    times = []
    for _ in range(repeat):
        begun = time.perf_counter()
        call()
        times.append(time.perf_counter() - begun)
    return float(np.median(times))

def box(codes, percent):
    return cl.weight_region(around=dict.fromkeys(codes, 1 / len(codes)), percent=percent)

cl.rank_ranges(table(10, 3, 0), cl.weight_region(["c0", "c1", "c2"]), places=2)  # imports
for seed in (0, 1):
    t = table(72, 6, seed); codes = list(t)
    weights = dict(zip(codes, (0.3, 0.2, 0.2, 0.1, 0.1, 0.1)))
    for name, region, limit in (("simplex", cl.weight_region(codes), 2), ("50% box", box(codes, 50), 1)):
        print(f"72 x 6, table {seed}: rank ranges, {name}|", seconds(lambda: cl.rank_ranges(t, region, places=12), 3), "|", limit)
    worst = max(seconds(lambda: cl.smallest_change(t, weights, places=12, norm=norm, whole_points=whole, region=region), 3)
                for norm, whole in (("l1", False), ("l1", True), ("linf", False), ("linf", True), ("l2", False))
                for region in (None, cl.weight_region(codes, order=codes[:3])))
    print(f"72 x 6, table {seed}: smallest change, slowest kind|", worst, "|0.3")
    print(f"72 x 6, table {seed}: one-weight sweep|",
          seconds(lambda: cl.sweep_weights(t, weights, cl.weight_path(weights, "c0", 0.9), places=12), 5), "|0.01")
    print(f"72 x 6, table {seed}: path by weights, every team|",
          seconds(lambda: cl.paths_to_selection(t, weights, places=12)), "|5")
big = table(400, 8, 1)
print("400 x 8: rank ranges, 30% box|", seconds(lambda: cl.rank_ranges(big, box(list(big), 30), places=40)), "|60")
base = seconds(lambda: cl.rank_ranges(table(50, 6, 0), cl.weight_region([f"c{i}" for i in range(6)]), places=10), 3)
for teams, codes in ((100, 6), (200, 6), (50, 4), (50, 8)):
    t = table(teams, codes, 0)
    print(f"growth: {teams} x {codes} over 50 x 6, simplex|",
          seconds(lambda: cl.rank_ranges(t, cl.weight_region(list(t)), places=10)) / base, "|")
"""


class Report:
    """Prints a line for every number, and counts the limits that are missed."""

    def __init__(self):
        self.missed = 0

    def __call__(self, what: str, value: float, limit: float | None, unit: str, *, at_least: bool = False) -> None:
        verdict = ""
        if limit is not None:
            missed = value < limit if at_least else value > limit
            self.missed += missed
            verdict = f"{'at least' if at_least else 'at most'} {limit:,g}  {'MISSED' if missed else 'met'}"
        print(f"{what:76} {value:12,.3g} {unit:4} {verdict}".rstrip(), flush=True)


def main() -> int:
    report = Report()
    answers = subprocess.run([sys.executable, "-c", EXACT], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for line in answers.splitlines():
        what, value, limit = (part.strip() for part in line.split("|"))
        report(what, float(value), float(limit) if limit else None, "s" if limit else "x")
    uncertainty.measure(report)
    panels.measure(report)
    ledger.measure(report)
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
    return 1 if report.missed else 0


if __name__ == "__main__":
    sys.exit(main())
