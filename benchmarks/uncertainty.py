"""Sampled and joint doubt against other programs at the same work: python benchmarks/uncertainty.py [ROUNDS].

The programs run in turn, each in a process and an environment of its own; ratios are taken within a round.
"""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
ENVIRONMENTS = HERE / ".peers"
PEERS = {"scikit-criteria": ("scikit-criteria==0.10",), "pysensmcda": ("pysensmcda==2.0.0", "pymcdm==1.4.0")}
HOME = {"contestlib": "", "loop": "", "scikit-criteria": "scikit-criteria", "smaa2": "pysensmcda", "accumulate": "pysensmcda"}
# job -> program -> draws in a round, and how many times as long a draw is to take there.
JOBS = {
    "weights": {"contestlib": (1_000_000, None), "scikit-criteria": (400, 2_500), "smaa2": (5_000, 200),
                "accumulate": (50_000, 15), "loop": (20_000, 20)},
    "many": {"contestlib": (16_384, None), "scikit-criteria": (60, 25), "loop": (1_000, 2)},
    "very many": {"contestlib": (100_000, None), "scikit-criteria": (6, 1_000)},
    # Runs of a second or two: in shorter ones, what else the machine does for a moment makes up half of a ratio.
    "noise": {"contestlib": (1_000_000, None), "scikit-criteria": (600, 450), "smaa2": (1_000, None), "loop": (40_000, 12)},
}
# Bytes that a list takes: the tuple of its teams, what points to it and its share; its mark, count and members, before
# and after others are put between them; and its numbers, place and count while all are put in order.
LIST = sys.getsizeof((None,) * 12) + 3 * 8 + 2 * (8 + 8 + 12) + 2 * 12 + 3 * 8
WORDS = {"weights": "72 x 8, weights", "many": "3,000 x 8, weights", "very many": "100,000 x 8, chances",
         "noise": "72 x 8, weights and noise"}
INSIDE = """
import sys, time
import numpy as np, pandas as pd
import contestlib as cl
from contestlib.sobol import scramble
sys.path.insert(0, sys.argv[1])
from work import indicator_table, CODES

def frame(teams, codes):
    return pd.DataFrame(indicator_table(teams)[:, :codes], columns=CODES[:codes])

def seconds(call, repeat=1):
    times = []
    for _ in range(repeat):
        begun = time.perf_counter()
        call()
        times.append(time.perf_counter() - begun)
    return float(np.median(times))

def answer(draws=10_000, ask=cl.simulate):
    return ask(frame(72, 8), cl.weight_region(CODES), places=12, draws=draws, rng=cl.random_generator(1))

def chances():
    return answer(ask=cl.place_chances)

print("slider: chances from 10,000 draws of 72 teams, first after import|", 1000 * seconds(chances), "|30|ms")
print("slider: the next ones|", 1000 * seconds(chances, 20), "|10|ms")
print("slider: ranks, pairs, lists and central weights besides|", 1000 * seconds(answer, 20), "|30|ms")
for codes, least in ((5, 8), (8, 4)):
    table, region = frame(72, codes), cl.weight_region(CODES[:codes])
    chances = np.array([cl.place_chances(table, region, places=12, draws=8192, rng=cl.random_generator(seed))["value"]
                        for seed in range(300)])
    mean = chances.mean(axis=0)
    plain = (mean * (1 - mean) / 8192).mean()
    print(f"8,192 draws, {codes} weights: variance of plain draws over ours|", plain / chances.var(axis=0, ddof=1).mean(),
          f"|-{least}|x")
    rng = cl.random_generator(1)
    whole = seconds(lambda: cl.simulate(table, region, places=12, draws=1 << 18, rng=rng), 5)
    scramblings = [scramble(codes - 1, rng) for _ in range(16)]
    ours = seconds(lambda: [one.points(0, 1 << 14) for one in scramblings], 5)
    theirs = seconds(lambda: [rng.random((1 << 14, codes - 1)) for one in scramblings], 5)
    print(f"262,144 draws, {codes} weights: time over that of plain draws|", whole / (whole - ours + theirs), "|1.3|x")
from contestlib.pairwise import exact_wins
corners = frame(72, 8).to_numpy()[None]
exact_wins(corners, np.ones(1))
print("pairwise wins of 72 teams, closed form|", 1000 * seconds(lambda: exact_wins(corners, np.ones(1)), 20), "|3|ms")
begun = time.perf_counter()
cells = cl.exact_chances(frame(72, 5), cl.weight_region(CODES[:5]), places=12)
print(f"72 x 5: exact chances, {cells.cells} cells|", time.perf_counter() - begun, "|6|s")
print("72 x 5: volumes of the cells, away from 1|", abs(cells.volume - 1), "|1e-9|")

def exponent(sizes, call):
    return float(np.polyfit(np.log(sizes), np.log([seconds(lambda: call(size), 3) for size in sizes]), 1)[0])

print("growth: exponent in draws, 100,000 to 1,600,000|", exponent([100_000, 400_000, 1_600_000], answer), "||")
print("growth: exponent in teams, 72 to 1,152|", exponent([72, 288, 1152], lambda teams: cl.simulate(
    frame(teams, 8), cl.weight_region(CODES), places=12, draws=20_000, rng=cl.random_generator(1))), "||")
"""


def peer(name: str) -> str:
    """The interpreter of a peer's environment, made on first use."""
    if not name:
        return sys.executable
    folder = ENVIRONMENTS / name
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (folder / "made").is_file():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PEERS[name]], check=True, capture_output=True)
        (folder / "made").touch()
    return str(python)


def run(who: str, job: str, draws: int) -> dict:
    answer = subprocess.run([peer(HOME[who]), str(HERE / "work.py"), who, job, str(draws)], check=True, capture_output=True,
                            text=True)
    return json.loads(answer.stdout.splitlines()[-1])


def disagreement(ours: dict, theirs: dict, draws: int) -> float:
    """The largest difference of two chances, in standard errors of the fewer draws."""
    return max(abs(a - b) / math.sqrt(max(a * (1 - a), 1 / draws) / draws)
               for a, b in zip(ours["chances"], theirs["chances"], strict=True))


def compare(job: str, rounds: int, report) -> None:
    """Every program at one job: times a draw over ours, and whether the answers agree."""
    found = {who: [] for who in JOBS[job]}
    for _ in range(rounds):
        for who, (draws, _) in JOBS[job].items():
            found[who].append(run(who, job, draws))
    for who, (draws, least) in JOBS[job].items():
        if who == "contestlib":
            continue
        ratios = [theirs["seconds"] / ours["seconds"] for ours, theirs in zip(found["contestlib"], found[who], strict=True)]
        report(f"{WORDS[job]}: {who}, {min(ratios):,.0f} to {max(ratios):,.0f}", statistics.median(ratios), least, "x",
               at_least=True)
        if job != "very many":
            apart = disagreement(found["contestlib"][0], found[who][0], draws)
            report(f"{WORDS[job]}: {who}, largest difference of a chance", apart, None, "standard errors")
    peak = max(one["megabytes"] for one in found["contestlib"])
    if job == "weights":
        report(f"{WORDS[job]}: memory above the import", peak, 64, "MB")
        few, many = ([run("contestlib", job, draws) for _ in range(3)] for draws in (100_000, 10_000_000))
        lists = [answers[0]["lists"] for answers in (few, many)]
        memory = np.array([statistics.median(answer["megabytes"] for answer in answers) for answers in (few, many)])
        report(f"{WORDS[job]}: memory at 10 million draws over 100,000", memory[1] / memory[0], None, "x")
        report(f"{WORDS[job]}: of which lists, {lists[0]:,} and {lists[1]:,}", (lists[1] - lists[0]) * LIST / 1024**2, None, "MB")
        memory -= np.array(lists) * LIST / 1024**2
        report(f"{WORDS[job]}: memory likewise, apart from the lists", memory[1] / memory[0], 1.05, "x")
    if job == "many":
        report(f"{WORDS[job]}: memory over a table of ranks", peak / (3_000**2 * 4 / 1024**2), 3, "x")


def measure(report, rounds: int = 5) -> None:
    """All of it; `report(what, value, limit, unit, at_least=False)` prints a line."""
    inside = subprocess.run([sys.executable, "-c", INSIDE, str(HERE)], check=True, capture_output=True, text=True)
    for line in inside.stdout.splitlines():
        what, value, limit, unit = (part.strip() for part in line.split("|"))
        report(what, float(value), abs(float(limit)) if limit else None, unit, at_least=limit.startswith("-"))
    for job in JOBS:
        compare(job, rounds, report)


if __name__ == "__main__":
    from bench import Report
    begun = time.perf_counter()
    lines = Report()
    measure(lines, int(sys.argv[1]) if len(sys.argv) > 1 else 5)
    print(f"{time.perf_counter() - begun:.0f} s in all")
    sys.exit(1 if lines.missed else 0)
