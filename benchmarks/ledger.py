"""Large ledgers against the floor of reading them: python benchmarks/ledger.py [ROWS …]; 1,000,000 and 10,000,000 by default.

Orders are invented in the format that platforms were seen to export (see `written_page`). The floor is polars reading every
column as text; ours is reading, cleaning, reconciling and adding up, in memory and in DuckDB. Each runs in a process of its own,
in turn; ratios are taken within a round.
"""

from __future__ import annotations

import importlib.util
import json
import math
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
TEAMS = 36
FLOOR = ("polars", "polars==2.1.0")  # environment below .peers, and what is installed there
LIMITS = {1_000_000: {"duckdb": 3.5, "pandas": 12.0}, 10_000_000: {"duckdb": 5.0}}
PEAK = 1_800  # MB in DuckDB, at any size
ROUNDS = {1_000_000: 3}
PAGE = 1_000
BODY = 1_000_000  # rows that are written one by one
RULES = """
title_en = "Ledger"
[window]
start = 2019-05-01T00:00:00+08:00
end = 2019-09-02T00:00:00+08:00
[definitions]
paid_statuses = ["支付成功"]
[tables.orders]
files = ["raw/orders.csv"]
columns = { buyer = "参与者", project = "项目名称", payable = "应付总额", postcode = "邮编", phone = "手机", \
address = "配送地址", recipient = "收货人", status = "支付状态", order = "订单号", ordered_at = "下单时间", paid_at = "支付时间" }
[tables.tiers]
files = ["raw/tiers.csv"]
columns = { project = "项目名称", kind = "类型", price = "单价", freight = "每单运费" }
[tables.refunds]
files = ["raw/refunds.csv"]
columns = { refund = "退款单号", order = "订单号", refunded = "退款金额" }
"""
FLOOR_RUN = """
import sys, time, resource
import polars
begun = time.perf_counter()
table = polars.read_csv(sys.argv[1] + "/raw/orders.csv", infer_schema=False, quote_char=None, truncate_ragged_lines=True)
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, table.height)
"""
OUR_RUN = """
import sys, time, resource, json
import narwhals as nw
import contestlib as cl
from contestlib.indicators import eligible_teams, measure_indicators
from contestlib.invariants import check_ledger
if sys.argv[2] == "duckdb":
    import duckdb, pyarrow.csv, pyarrow.parquet, pyarrow.compute
contest = cl.read_contest(sys.argv[1])
begun = time.perf_counter()
ledger = cl.clean_orders(cl.read_orders(contest, engine=sys.argv[2]), contest)
figures = measure_indicators(ledger, None, contest, eligible_teams(contest))
seconds = time.perf_counter() - begun
assert check_ledger(ledger).all()
sums = ledger.reconciliation.loc["raw/orders.csv"]
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, json.dumps(
    {**sums.astype(int).to_dict(), "buyers": int(figures["buyers"].sum()), "orders": int(figures["orders"].sum())}))
"""


def written_page(first: int, rows: int, buyers: int, pick: Random) -> str:
    """Lines of the export: two empty fields too many, the address half inside its quotes, unpaid and late orders, several
    spellings of money and instants, order numbers of 20 digits."""
    lines = []
    for number in range(first, first + rows):
        style, fen = pick.random(), 600 + int(pick.expovariate(1 / 5000))
        yuan = f"{fen / 100:.2f}"
        if style < 0.004:
            yuan = yuan.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
        elif style < 0.010:
            yuan = f"￥{yuan}"
        seconds = int(pick.random() * 125 * 86_400)
        month, day = divmod(seconds // 86_400, 28)
        hour, minute, second = seconds % 86_400 // 3600, seconds % 3600 // 60, seconds % 60
        instant = f"2019-{5 + month:02d}-{day + 1:02d} {hour:02d}:{minute:02d}:{second:02d}"
        paid = instant if style < 0.97 else f"2019年{5 + month}月{day + 1}日 {hour:02d}:{minute:02d}:{second:02d}"
        status = "支付成功" if style < 0.94 or style > 0.97 else "未支付"
        lines.append(f'买家{int(buyers * pick.random() ** 2)},项目{number * 7 % TEAMS:02d},{yuan},443000,139{number % 10**8:08d},'
                     f'"湖北省宜昌市"夷陵区{number % 90}号,收件{number % 500},{status},2019{number:016d},{instant},{paid},,')
    return "\r\n".join(lines) + "\r\n"


def write_contest(folder: Path, rows: int) -> None:
    """A contest folder with so many orders; one page in eighty stands twice. Each further million is the first one with orders
    and buyers of its own, which is cheaper to write."""
    copies = max(rows // BODY, 1)
    pick, teams, rows = Random(rows), [f"项目{team:02d}" for team in range(TEAMS)], rows // copies
    (folder / "raw").mkdir(parents=True)
    (folder / "rules.toml").write_text(RULES, encoding="utf-8")
    (folder / "teams.csv").write_text("team,name_zh,project,status\n" + "".join(
        f"T{number:02d},{name}队,{name},online\n" for number, name in enumerate(teams)), encoding="utf-8")
    columns = ("amount", "orders", "buyers")
    (folder / "indicators.csv").write_text("code,direction,source,transform,normalization,on_zero,on_missing\n" + "".join(
        f"{name},higher,ledger:{name},,share_of_best,real,zero\n" for name in columns), encoding="utf-8")
    (folder / "scenarios.csv").write_text("scenario,amount,orders,buyers,total\nbaseline,60,20,20,100\n", encoding="utf-8")
    (folder / "raw" / "tiers.csv").write_text("项目名称,类型,单价,每单运费\n" + "".join(
        f"{name},回报,39.00,5.00\n" for name in teams), encoding="utf-8")
    (folder / "raw" / "refunds.csv").write_text("退款单号,订单号,退款金额\n" + "".join(
        f"R{number},2019{number:016d},1.00\n" for number in range(0, rows, rows // 1_000)), encoding="utf-8")
    pages, page, number = [], "", 0
    while len(pages) * PAGE < rows:
        if not page or pick.random() > 1 / 80:
            page = written_page(number, PAGE, rows // 3, pick)
            number += PAGE
        pages.append(page)
    with open(folder / "raw" / "orders.csv", "w", encoding="utf-8", newline="") as stream:
        stream.write("参与者,项目名称,应付总额,邮编,手机,配送地址,收货人,支付状态,订单号,下单时间,支付时间\r\n")
        for copy in range(copies):
            for page in pages:
                stream.write(page.replace(",2019000", f",2019{copy:03d}").replace("买家", f"买家{copy}-") if copy else page)


def run(python: Path | str, script: str, *arguments: str) -> tuple[float, float, str]:
    answer = subprocess.run([str(python), "-c", script, *arguments], cwd=HERE.parent, check=True, capture_output=True, text=True)
    seconds, peak, rest = answer.stdout.strip().splitlines()[-1].split(" ", 2)
    return float(seconds), float(peak), rest


def floor_python() -> Path:
    """The interpreter of an environment that holds polars alone."""
    home, package = HERE / ".peers" / FLOOR[0], FLOOR[1]
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", package], check=True)
    return python


def measure(report, sizes: tuple[int, ...] = tuple(LIMITS)) -> None:
    """Ratios to the floor, peaks, and the exponent of time in rows; `report` takes (what, value, limit, unit)."""
    if importlib.util.find_spec("duckdb") is None:
        print("DuckDB is absent: large ledgers not timed (tools/run.py extras)")
        return
    floor, seconds = floor_python(), {}
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_contest(Path(folder, "contest"), rows)
            ratios, peaks, digests = {name: [] for name in LIMITS.get(rows, {"duckdb": 0})}, {}, set()
            for _ in range(ROUNDS.get(rows, 1)):
                least, _, _ = run(floor, FLOOR_RUN, f"{folder}/contest")
                for name in ratios:
                    took, peak, digest = run(sys.executable, OUR_RUN, f"{folder}/contest", name)
                    ratios[name].append(took / least)
                    peaks[name] = max(peak, peaks.get(name, 0))
                    seconds.setdefault((name, rows), []).append(took)
                    digests.add(json.dumps(json.loads(digest), sort_keys=True))
            for name, values in ratios.items():
                report(f"{rows:,} orders, {name}: time over that of reading them", statistics.median(values),
                       LIMITS.get(rows, {}).get(name), "x")
                report(f"{rows:,} orders, {name}: peak memory", peaks[name], PEAK if name == "duckdb" else None, "MB")
            report(f"{rows:,} orders: different answers", len(digests) - 1, 0, "")
    if len(sizes) > 1:
        first, last = sizes[0], sizes[-1]
        times = [statistics.median(seconds["duckdb", rows]) for rows in (first, last)]
        report("growth: exponent in rows, duckdb", math.log(times[1] / times[0]) / math.log(last / first), None, "")


if __name__ == "__main__":
    from bench import Report
    told = Report()
    measure(told, tuple(int(value) for value in sys.argv[1:]) or tuple(LIMITS))
    sys.exit(1 if told.missed else 0)
