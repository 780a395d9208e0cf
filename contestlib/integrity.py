"""Support that looks bought: flags by thresholds that stand in the rules. Nothing is removed here silently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from contestlib.records import Ledger
from contestlib.rules import Integrity

MOST = 10  # buyers who are looked at together
HOUR = 3600 * 10**6  # microseconds
FLAGS = ("burst", "largest-buyers", "largest-money", "small-payments", "one-address", "many-teams", "round-amounts",
         "likes-per-order", "likes-jump", "padding", "falling-counter")


def flag_support(ledger: Ledger, likes: pd.Series | None, thresholds: Integrity,
                 snapshots: pd.DataFrame | None = None) -> tuple[pd.DataFrame, pd.Series]:
    """Teams whose support crosses a threshold, and the ledger rows that carry it.

    Parameters
    ----------
    ledger : Ledger
    likes : Series, indexed by team, or None
        The platform's like counters.
    thresholds : Integrity
        A threshold of zero switches its flag off.
    snapshots : DataFrame, optional
        Readings of the counters: team, taken (instant), file, line, and a column a counter.

    Returns
    -------
    flags : DataFrame
        team, flag (``FLAGS``), value, threshold, orders (how many carry it), begins (of a burst or jump), where (files and
        lines). Teams and flags in order.
    rows : Series of bool, index of ``ledger.kept``
        Orders that carry a flag.

    Notes
    -----
    A flag is a number over a threshold and no verdict; nothing is removed here. Buyers and addresses are ordinals: 0, those that
    cannot be told apart, belongs to nobody.
    """
    kept, rows = ledger.kept, []
    flagged = pd.Series(False, index=kept.index)
    for team, flag, value, threshold, evidence in _figures(ledger, likes, thresholds, snapshots):
        if threshold and value >= threshold:
            carried, begins, places = evidence()
            flagged[carried] = True
            rows.append({"team": team, "flag": flag, "value": value, "threshold": threshold, "orders": len(carried),
                         "begins": begins, "where": _places(places if len(places) else kept.loc[carried])})
    flags = pd.DataFrame(rows, columns=["team", "flag", "value", "threshold", "orders", "begins", "where"])
    order = flags["flag"].map({flag: at for at, flag in enumerate(FLAGS)})
    return flags.iloc[np.lexsort((order, flags["team"]))].reset_index(drop=True), flagged


def _figures(ledger: Ledger, likes: pd.Series | None, thresholds: Integrity, snapshots: pd.DataFrame | None) -> Iterator[tuple]:
    """Team, flag, value, threshold, and a function for the few that are over it: which rows, when it begins, and where it stands
    if not there."""
    kept = ledger.kept
    teams_of_buyer = kept[kept["buyer"] > 0].groupby("buyer")["team"].nunique()
    columns = {name: kept[name].to_numpy() for name in ("buyer", "address", "amount_fen", "payable_fen") if name in kept}
    columns |= {"paid": _microseconds(kept["paid_at"])}
    by_team = {team: _Orders(kept, columns, rows) for team, rows in kept.groupby("team").indices.items()}
    for team, orders in by_team.items():
        for figure in _by_buyer(orders, teams_of_buyer, thresholds):
            yield team, *figure
        if len(orders.rows) >= thresholds.minimum_orders:
            for figure in _by_share(orders, likes.get(team, np.nan) if likes is not None else np.nan, thresholds):
                yield team, *figure
    none = _Orders(kept, columns, np.empty(0, dtype=int))
    for team, readings in {} if snapshots is None else snapshots.groupby("team"):
        for figure in _by_counter(readings.sort_values("taken", kind="stable"), by_team.get(team, none), thresholds):
            yield team, *figure
    for team, share in _padding(ledger.control).items():
        yield team, "padding", share, thresholds.padding_share, lambda: (kept.index[:0], "", kept.iloc[:0])


class _Orders:
    """One team's orders: their rows among those that are kept, and their columns as arrays."""

    def __init__(self, kept: pd.DataFrame, columns: dict[str, np.ndarray], rows: np.ndarray):
        self.kept, self.rows, self.columns = kept, rows, {name: values[rows] for name, values in columns.items()}

    @property
    def table(self) -> pd.DataFrame:
        return self.kept.iloc[self.rows]

    def evidence(self, which: np.ndarray | slice, begins: str = "") -> tuple:
        """Labels of some of them, when they begin, and that they stand nowhere else."""
        return self.kept.index[self.rows[which]], begins, self.kept.iloc[:0]


def _by_share(orders: _Orders, likes: float, thresholds: Integrity) -> Iterator[tuple]:
    """What a share of a team's orders or money says: flag, value, threshold, evidence."""
    count, buyer = len(orders.rows), orders.columns["buyer"]
    told, fen, payable = buyer > 0, orders.columns["amount_fen"], orders.columns["payable_fen"]
    burst = _busiest_span(orders.columns["paid"], thresholds.burst_hours)
    yield ("burst", len(burst) / count, thresholds.burst_share,
           lambda: orders.evidence(burst, str(orders.table["paid_at"].iloc[burst].min())))
    _, who, times = np.unique(buyer[told], return_inverse=True, return_counts=True)

    def of_the_largest(buyers: pd.Series):
        return orders.evidence(np.isin(buyer, buyers.head(MOST).index) & told)

    yield ("largest-buyers", np.sort(times)[-MOST:].sum() / count, thresholds.largest_buyers_share,
           lambda: of_the_largest(orders.table.loc[told, "buyer"].value_counts(sort=True)))
    money, given = fen.sum(), np.zeros(len(times), dtype="int64")
    np.add.at(given, who, fen[told])
    yield ("largest-money", np.sort(given)[-MOST:].sum() / money if money > 0 else np.nan, thresholds.largest_money_share,
           lambda: of_the_largest(
               orders.table[told].groupby("buyer")["amount_fen"].sum().sort_values(ascending=False, kind="stable")))
    whole = payable % max(round(100 * thresholds.round_yuan), 1) == 0
    yield "round-amounts", whole.mean(), thresholds.round_share, lambda: orders.evidence(whole)
    yield "likes-per-order", likes / count, thresholds.likes_per_order, lambda: orders.evidence(slice(0))


def _by_buyer(orders: _Orders, teams_of_buyer: pd.Series, thresholds: Integrity) -> Iterator[tuple]:
    """What single buyers or addresses do: many small payments to this team, or support of many teams."""
    small = orders.columns["payable_fen"] <= 100 * thresholds.small_yuan

    def of(who: np.ndarray, some: np.ndarray):
        return orders.evidence(np.isin(who, some))

    for flag, name, least in (("small-payments", "buyer", thresholds.small_payments),
                              ("one-address", "address", thresholds.address_payments)):
        if name in orders.columns:
            who = np.where(small, orders.columns[name], 0)
            some, payments = np.unique(who[who > 0], return_counts=True)
            yield (flag, payments.max(initial=0), least, partial(of, who, some[payments >= max(least, 1)]))
    who = orders.columns["buyer"]
    some = np.unique(who[who > 0])
    teams = teams_of_buyer.to_numpy()[teams_of_buyer.index.searchsorted(some)]
    yield ("many-teams", teams.max(initial=0), thresholds.buyer_teams,
           lambda: of(who, some[teams >= max(thresholds.buyer_teams, 1)]))


def _by_counter(readings: pd.DataFrame, orders: _Orders, thresholds: Integrity) -> Iterator[tuple]:
    """What two readings of a counter say: totals that fall, likes that come without orders."""
    counters = [name for name in readings if name not in ("team", "taken", "file", "line")]
    falls = -np.diff(readings[counters].to_numpy(dtype=float), axis=0)
    if not np.isnan(falls).all():
        worst = np.fmax.reduce(falls, axis=1)
        at = int(np.nanargmax(worst))
        yield ("falling-counter", worst[at], thresholds.falling_counter,
               lambda: (orders.kept.index[:0], "", readings.iloc[[at + 1]]))
    if "likes" in readings and len(readings) > 1:
        between = np.diff(np.searchsorted(np.sort(orders.columns["paid"]), _microseconds(readings["taken"]), side="right"))
        jumps = np.diff(readings["likes"].to_numpy(dtype=float)) / np.maximum(between, 1)  # orders after each, up to the next
        most = int(np.nanargmax([*jumps, -np.inf]))
        if most < len(jumps):
            yield ("likes-jump", jumps[most], thresholds.likes_jump,
                   lambda: (orders.kept.index[:0], str(readings["taken"].iloc[most]), readings.iloc[[most + 1]]))


def _microseconds(instants: pd.Series) -> np.ndarray:
    return instants.dt.as_unit("us").astype("int64").to_numpy() if len(instants) else np.empty(0, dtype="int64")


def _padding(control: pd.DataFrame) -> pd.Series:
    """Share of the platform's total that is shown for display alone, by team."""
    if not {"padding_fen", "platform_fen"} <= set(control):
        return pd.Series(dtype=float)
    shown = control["platform_fen"]
    return (control["padding_fen"] / shown.where(shown > 0)).dropna()


def _places(rows: pd.DataFrame) -> str:
    """Files and lines of rows, neighbours as a range: ``a.csv 3-5, 9; b.csv 2``."""
    parts = []
    for file, lines in rows.groupby("file")["line"]:
        numbers = np.sort(lines.to_numpy())
        runs = np.split(numbers, np.flatnonzero(np.diff(numbers) > 1) + 1)
        parts.append(f"{file} " + ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs))
    return "; ".join(parts)


def _busiest_span(paid: np.ndarray, hours: int) -> np.ndarray:
    """Which orders fall into the fullest half-open span of so many hours; the earliest where several are."""
    order = np.argsort(paid, kind="stable")
    ends = np.searchsorted(paid, paid[order] + hours * HOUR, side="left", sorter=order)
    first = int(np.argmax(ends - np.arange(len(paid))))
    return order[first:ends[first]]


def set_aside_flagged(ledger: Ledger, rows: pd.Series) -> Ledger:
    """The ledger with the marked orders set aside under the rule ``flagged``; every identity still adds up.

    Parameters
    ----------
    ledger : Ledger
    rows : Series of bool, index of ``ledger.kept``

    Returns
    -------
    Ledger
    """
    moved = ledger.kept[rows]
    control = ledger.control.copy()
    amounts = moved.groupby("team")[["amount_fen", "refunded_fen"]].sum().reindex(control.index, fill_value=0)
    control["ledger_fen"] -= amounts["amount_fen"]
    control["refunds_fen"] -= amounts["refunded_fen"]
    control["flagged_fen"] = control.get("flagged_fen", 0) + amounts.sum(axis=1)
    aside = moved[["file", "line", "team", "payable_fen"]].assign(rule="flagged", field="order",
                                                                  text=moved.get("order", ""))
    return replace(ledger, kept=ledger.kept[~rows].reset_index(drop=True),
                   set_aside=pd.concat([ledger.set_aside, aside[ledger.set_aside.columns]], ignore_index=True),
                   reconciliation=_shifted(ledger.reconciliation, moved.groupby("file")),
                   by_team=_shifted(ledger.by_team, moved.groupby("team")), control=control)


def _shifted(table: pd.DataFrame, moved) -> pd.DataFrame:
    """A reconciliation after some kept orders were set aside."""
    table, fen = table.copy(), moved["payable_fen"].sum()
    for kept, aside, values in (("rows_kept", "rows_set_aside", moved.size()), ("fen_kept", "fen_set_aside", fen)):
        shift = values.reindex(table.index, fill_value=0)
        table[kept] -= shift
        table[aside] += shift
    for name in ("amount_fen", "freight_fen", "refunded_fen"):
        table[name] -= moved[name].sum().reindex(table.index, fill_value=0)
    return table
