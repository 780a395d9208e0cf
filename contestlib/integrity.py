"""Support that looks bought: flags by thresholds that stand in the rules. Nothing is removed here silently."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from contestlib.records import Ledger
from contestlib.rules import Integrity

BUSIEST_BUYERS = 10


def flag_support(ledger: Ledger, likes: pd.Series | None, thresholds: Integrity) -> tuple[pd.DataFrame, pd.Series]:
    """Teams whose support crosses a threshold, and the ledger rows that carry it.

    Parameters
    ----------
    ledger : Ledger
    likes : Series, indexed by team, or None
        The platform's like counters.
    thresholds : Integrity
        A threshold of zero switches its flag off.

    Returns
    -------
    flags : DataFrame
        team, flag (burst, largest-buyers, likes-per-order), value, threshold, orders, begins (of the burst).
    rows : Series of bool, index of ``ledger.kept``
        Orders inside a flagged burst or from flagged buyers.
    """
    kept, flags = ledger.kept, []
    flagged = pd.Series(False, index=kept.index)
    for team, orders in kept.groupby("team"):
        if len(orders) < thresholds.minimum_orders:
            continue
        burst = _busiest_span(orders["paid_at"], thresholds.burst_hours)
        busiest = orders.loc[orders["buyer"] > 0, "buyer"].value_counts(sort=True).head(BUSIEST_BUYERS)
        count = likes.get(team, np.nan) if likes is not None else np.nan
        found = [
            ("burst", len(burst) / len(orders), thresholds.burst_share, burst, str(orders["paid_at"][burst].min())),
            ("largest-buyers", busiest.sum() / len(orders), thresholds.largest_buyers_share,
             orders.index[orders["buyer"].isin(busiest.index)], ""),
            ("likes-per-order", count / len(orders), thresholds.likes_per_order, orders.index[:0], ""),
        ]
        for flag, value, threshold, rows, begins in found:
            if threshold and value >= threshold:
                flagged[rows] = True
                flags.append({"team": team, "flag": flag, "value": value, "threshold": threshold,
                              "orders": len(rows), "begins": begins})
    return pd.DataFrame(flags, columns=["team", "flag", "value", "threshold", "orders", "begins"]), flagged


def _busiest_span(instants: pd.Series, hours: int) -> pd.Index:
    """Labels of the orders in the fullest half-open span of so many hours; the earliest where several are."""
    ordered = instants.sort_values(kind="stable")
    seconds = ordered.astype("int64").to_numpy() // 10**9 if ordered.dt.unit == "ns" else \
        ordered.dt.as_unit("s").astype("int64").to_numpy()
    ends = np.searchsorted(seconds, seconds + hours * 3600, side="left")
    first = int(np.argmax(ends - np.arange(len(seconds))))
    return ordered.index[first:ends[first]]


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
