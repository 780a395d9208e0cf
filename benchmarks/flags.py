"""How often the flags notice what was planted, and how often they accuse honest teams: python benchmarks/flags.py [LEDGERS].

Thresholds are those of data/hubei-2019/rules.toml, with a jump of likes beside them. What fires on the real orders is printed
where the folder of real orders stands beside the project.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from contestlib import read_contest
from contestlib.cleaning import empty_ledger
from contestlib.integrity import FLAGS, flag_support
from contestlib.records import Ledger
from contestlib.simulation import random_generator

ROOT = Path(__file__).resolve().parents[1]
REAL = Path(os.environ.get("CONTESTLIB_SHARED", ROOT.parent / "shared")) / "real" / "orders" / "orders.csv.gz"
TEAMS, DAYS = 30, 30
START = pd.Timestamp("2019-06-01", tz="Asia/Shanghai")
LIKES_JUMP = 2000
# What is planted, how strongly (weak, middling, strong), and which flag is meant to notice it.
PLANTED = {
    "bought burst": ((0.2, 0.5, 1.0), "burst"),
    "ten buyers order again and again": ((0.2, 0.5, 1.0), "largest-buyers"),
    "ten buyers give large sums": ((0.2, 0.5, 1.0), "largest-money"),
    "one buyer pays in pieces": ((10, 30, 100), "small-payments"),
    "many accounts at one address": ((10, 30, 100), "one-address"),
    "one buyer for many teams": ((5, 10, 20), "many-teams"),
    "round gifts": ((0.3, 1.0, 3.0), "round-amounts"),
    "likes without orders": ((1_000, 10_000, 100_000), "likes-jump"), "display padding": ((0.1, 0.3, 0.5), "padding"),
    "a counter that restarts": ((0.01, 0.1, 0.5), "falling-counter")}


def honest_orders(rng: np.random.Generator) -> pd.DataFrame:
    """Orders with heavy right tails, some faithful buyers, and promotions on which honest support gathers."""
    parts, buyer = [], 1
    for team in range(TEAMS):
        count = int(np.clip(np.exp(rng.normal(5, 1)), 20, 4000))
        promoted = rng.random(count) < rng.choice([0, 0.1, 0.25], p=[0.5, 0.3, 0.2])
        hour = np.where(promoted, 24 * rng.integers(DAYS) + 24 * rng.random(count), 24 * DAYS * rng.beta(1, 1.5, count))
        faithful = rng.random(count) < 0.08
        who = np.where(faithful, buyer + rng.geometric(0.05, count) % max(count // 10, 1), buyer + np.arange(count))
        price = rng.choice([19, 29, 39, 58, 99, 128, 100], p=[0.1, 0.2, 0.25, 0.2, 0.12, 0.08, 0.05], size=count)
        pieces = rng.choice([1, 2, 5], p=[0.85, 0.12, 0.03], size=count)
        where = np.where(who % 20 == 0, buyer, who)  # one in twenty has it sent to the same office
        parts.append(pd.DataFrame({"team": team, "buyer": who, "address": where, "yuan": price * pieces, "hour": hour}))
        buyer += count
    return pd.concat(parts, ignore_index=True)


def plant(orders: pd.DataFrame, what: str, strength: float, team: int, rng: np.random.Generator) -> pd.DataFrame:
    """The orders with a manipulation of one team added; what needs no orders is planted in the other tables."""
    count, fresh = int((orders["team"] == team).sum()), int(orders["buyer"].max()) + 1
    size = max(int(strength * count), 1)
    added = {
        "bought burst": lambda: (fresh + np.arange(size), 39, 24 * rng.integers(DAYS) + 12 * rng.random(size)),
        "ten buyers order again and again": lambda: (fresh + rng.integers(10, size=size), 39, 24 * DAYS * rng.random(size)),
        "ten buyers give large sums": lambda: (fresh + np.arange(10), int(strength * orders.loc[
            orders["team"] == team, "yuan"].sum() / 10), 24 * DAYS * rng.random(10)),
        "one buyer pays in pieces": lambda: (np.full(int(strength), fresh), 1, 24 * DAYS * rng.random(int(strength))),
        "many accounts at one address": lambda: (fresh + np.arange(int(strength)), 1, 24 * DAYS * rng.random(int(strength))),
        "round gifts": lambda: (fresh + np.arange(size), 200, 24 * DAYS * rng.random(size))}
    if what == "one buyer for many teams":
        teams = np.unique(np.append(rng.permutation(TEAMS)[:int(strength)], team))
        extra = pd.DataFrame({"team": teams, "buyer": fresh, "yuan": 39, "hour": 24 * DAYS * rng.random(len(teams))})
        extra["address"] = fresh
    elif what in added:
        buyer, yuan, hour = added[what]()
        extra = pd.DataFrame({"team": team, "buyer": buyer, "yuan": yuan, "hour": hour})
        extra["address"] = fresh if what == "many accounts at one address" else extra["buyer"]
    else:
        return orders
    return pd.concat([orders, extra], ignore_index=True)


def as_ledger(orders: pd.DataFrame, padding: np.ndarray) -> Ledger:
    paid_at = START + pd.to_timedelta((orders["hour"] * 3600).round(), unit="s")
    kept = orders.assign(file="orders.csv", line=np.arange(2, len(orders) + 2), payable_fen=100 * orders["yuan"],
                         amount_fen=100 * orders["yuan"], paid_at=paid_at)
    raised = kept.groupby("team")["amount_fen"].sum()
    shown = raised / (1 - padding)
    return replace(empty_ledger(), kept=kept, control=pd.DataFrame({"padding_fen": shown - raised, "platform_fen": shown}))


def readings(orders: pd.DataFrame, rng: np.random.Generator, jump: int, fall: float, team: int) -> pd.DataFrame:
    """Three readings of each team's likes, a few hundred likes an order as on the real platform."""
    parts = []
    for at, part in orders.groupby("team"):
        likes = np.cumsum([int((part["hour"].between(24 * (day - 10), 24 * day)).sum()) * rng.integers(50, 400)
                           for day in (10, 20, 30)]).astype(float)
        if at == team:
            likes[2] += jump * max((part["hour"] > 480).sum(), 1)
            likes[2] = likes[1] * (1 - fall) if fall else likes[2]
        parts.append(pd.DataFrame({"team": at, "taken": [START + pd.Timedelta(days=day) for day in (10, 20, 30)],
                                   "file": "counters.csv", "line": [2, 3, 4], "likes": likes}))
    return pd.concat(parts, ignore_index=True)


def measure(ledgers: int) -> pd.DataFrame:
    """Recall of each strength by the flag that is meant, and the share of honest teams that the flag accuses."""
    thresholds = replace(read_contest(ROOT / "data" / "hubei-2019").rules.integrity, likes_jump=LIKES_JUMP)
    rows = []
    for number, (what, (strengths, flag)) in enumerate(PLANTED.items()):
        seen, accused, honest = [], 0, 0
        for at, strength in enumerate(strengths):
            caught = 0
            for ledger in range(ledgers):
                rng = random_generator(1_000_000 * number + 10_000 * at + ledger)
                orders = honest_orders(rng)
                team = int(rng.choice(orders["team"].value_counts()[lambda size: size >= thresholds.minimum_orders].index))
                orders = plant(orders, what, strength, team, rng)
                padding = np.where((np.arange(TEAMS) == team) & (what == "display padding"), strength, 0)
                snapshots = readings(orders, rng, int(strength) if what == "likes without orders" else 0,
                                     strength if what == "a counter that restarts" else 0, team)
                flags, _ = flag_support(as_ledger(orders, padding), None, thresholds, snapshots)
                named = set(flags.loc[flags["flag"] == flag, "team"])
                caught += team in named
                planted = set(orders.loc[orders["buyer"] == orders["buyer"].max(), "team"]) | {team}
                accused += len(named - planted)
                honest += TEAMS - len(planted)
            seen.append(f"{strength:g}: {caught / ledgers:.0%}")
        rows.append((flag, what, *seen, f"{accused / honest:.2%}"))
    return pd.DataFrame(rows, columns=["flag", "planted", "weak", "middling", "strong", "honest teams flagged"]).set_index("flag")


def on_real_orders() -> pd.Series:
    """How many of the seventeen charity marathons each flag names."""
    table = pd.read_csv(REAL, dtype=str, keep_default_na=False)
    paid = pd.to_datetime(table["time_utc"], utc=True)
    buyers = pd.factorize(table["donor"], sort=True)[0] + 1
    fen = (table["amount_usd"].astype(float) * 100).round().astype("int64")
    kept = pd.DataFrame({"team": table["event"], "buyer": np.where(table["donor"] == "ANON", 0, buyers), "payable_fen": fen,
                         "amount_fen": fen, "paid_at": paid, "file": "orders.csv", "line": np.arange(2, len(table) + 2)})
    thresholds = read_contest(ROOT / "data" / "hubei-2019").rules.integrity
    flags, _ = flag_support(replace(empty_ledger(), kept=kept), None, thresholds)
    return flags.groupby("flag")["team"].nunique().reindex(FLAGS, fill_value=0)


def main() -> None:
    ledgers = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    print(f"{ledgers} ledgers of {TEAMS} teams for each strength; recall, and honest teams accused by the same flag\n")
    print(measure(ledgers).to_string())
    if REAL.exists():
        found = on_real_orders()
        print("\nreal orders, 17 events: " + ", ".join(f"{flag} {count}" for flag, count in found.items() if count))


if __name__ == "__main__":
    main()
