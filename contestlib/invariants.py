"""What must hold at each door of the data's path, as statements that are true or not."""

from __future__ import annotations

import narwhals as nw
import numpy as np
import pandas as pd

from contestlib.frames import collect
from contestlib.records import Ledger, Panel, RankRanges, Selection, Stability, Standings

TOLERANCE = 1e-9
ADDED = ("rows_in", "rows_kept", "rows_set_aside", "fen_in", "fen_kept", "fen_set_aside")


def check_ledger(ledger: Ledger) -> pd.Series:
    """Nothing is lost: rows and fen in = kept + set aside, in every file and for every team.

    Parameters
    ----------
    ledger : Ledger

    Returns
    -------
    Series of bool by statement
    """
    files, teams, control = ledger.reconciliation, ledger.by_team, ledger.control
    orders, aside = nw.from_native(ledger.kept), nw.from_native(ledger.set_aside)
    money = [nw.col(name).sum() for name in ("amount_fen", "freight_fen", "refunded_fen")]
    sums = collect(orders.select(*money, rows=nw.len())).fillna(0).astype("int64").iloc[0]
    set_aside = collect(aside.select(rows=nw.len(), nameless=(nw.col("rule") == "").cast(nw.Int64).sum())).fillna(0).iloc[0]
    of_orders = files[files["amount_fen"].notna()]
    kept = files["fen_kept"][files["amount_fen"].notna()].sum()
    return _statements({
        "rows in = rows kept + rows set aside": (files["rows_in"] == files["rows_kept"] + files["rows_set_aside"]).all(),
        "fen in = fen kept + fen set aside": (files["fen_in"] == files["fen_kept"] + files["fen_set_aside"]).all(),
        "fen kept = amount + freight + refunds":
            kept == sums["amount_fen"] + sums["freight_fen"] + sums["refunded_fen"],
        "every kept row is in the ledger":
            files["rows_kept"][files["amount_fen"].notna()].sum() == sums["rows"],
        "rows and fen by team add up to those by file":
            (teams[list(ADDED)].sum() == of_orders[list(ADDED)].sum()).all(),
        "every row set aside is listed": files["rows_set_aside"].sum() == set_aside["rows"],
        "every row set aside has a rule": set_aside["nameless"] == 0,
        "team totals add up to the ledger": control["ledger_fen"].sum() == sums["amount_fen"],
    })


def check_panel(panel: Panel) -> pd.Series:
    """Every team has a mark or none at all; nobody's missing mark became a zero."""
    return _statements({
        "every team has a mark in every criterion": panel.marks.notna().all(axis=None),
        "every missing mark has a reason": (panel.missing["why"] != "").all(),
        "a standard error for every mark": panel.standard_errors.notna().all(axis=None),
    })


def check_standings(standings: Standings) -> pd.Series:
    """Weights, contributions, totals and ranks fit one another."""
    parts = standings.contributions.sum(axis=1) + standings.bonus
    order = np.argsort(-standings.totals.to_numpy(), kind="stable")
    arithmetic = (standings.rules.power if standings.scenario.power is None else standings.scenario.power) == 1
    half_step = 0.5 * 10.0 ** -(10 if standings.rules.decimals is None else standings.rules.decimals)
    return _statements({
        "weights sum to their total exactly": sum(standings.scenario.weights.values()) == standings.scenario.total,
        "contributions and bonus add up to the unrounded total":
            not arithmetic or np.allclose(parts, standings.unrounded, atol=TOLERANCE, rtol=0),
        "rounding moves no total by more than half a step":
            (standings.totals - standings.unrounded).abs().max() <= half_step + TOLERANCE,
        "ranks follow the totals": (np.diff(standings.ranks.to_numpy()[order]) >= 0).all(),
    })


def check_stability(stability: Stability) -> pd.Series:
    """Chances add up to the places, or to the length of lists that ties expand; every rank and every draw is accounted for."""
    length, expanded = stability.expected_length, (stability.lists["teams"].map(len) * stability.lists["share"]).sum()
    return _statements({
        "chances add up to the places": abs(length - (expanded if length > stability.places + TOLERANCE else stability.places))
        <= TOLERANCE,
        "every team has a rank in every draw": np.allclose(stability.acceptability.sum(axis=1), 1, atol=TOLERANCE),
        "every rank is taken in every draw": np.allclose(stability.acceptability.sum(axis=0), 1, atol=TOLERANCE),
        "no interval has zero width": (stability.probability["high"] > stability.probability["low"]).all(),
    })


def check_ranges(ranges: RankRanges, stability: Stability, standings: Standings) -> pd.Series:
    """Exact bounds hold the official ranks and every sampled one, and contradict no chance of a place."""
    table, drawn = ranges.table, stability.acceptability > 0
    totals = np.round(standings.unrounded, 9)
    first, last = (totals.rank(method=method, ascending=False) for method in ("min", "max"))
    best, worst = drawn.idxmax(axis=1), drawn.iloc[:, ::-1].idxmax(axis=1)
    chance, proven = stability.probability["value"], ranges.quotas != "left out"
    return _statements({
        "exact bounds hold every rank by unrounded totals": ((table["best"] <= first) & (last <= table["worst"])).all(),
        "exact bounds hold every sampled rank": ((table["best"] <= best) & (worst <= table["worst"])).all(),
        "who is certain has a place in every draw":
            not proven or (chance[table["status"] == "certain"] >= 1 - TOLERANCE).all(),
        "who cannot win a place has none in any draw":
            not proven or (chance[table["status"] == "impossible"] <= TOLERANCE).all(),
        "both ends of every range are proven": table[["best_proven", "worst_proven"]].all(axis=None),
    })


def check_selection(selection: Selection) -> pd.Series:
    """The list has its size, or the tie is reported; nobody stands twice."""
    named = [*selection.finalists, *selection.reserves, *selection.tied]
    return _statements({
        "as many finalists as places, or a tie is reported or expanded":
            len(selection.finalists) == selection.places or bool(selection.tied)
            or (selection.log["event"] == "expanded").any(),
        "nobody stands twice": len(named) == len(set(named)),
        "nobody who withdrew is listed": not set(selection.withdrawn) & set(named),
    })


def _statements(values: dict) -> pd.Series:
    return pd.Series({statement: bool(value) for statement, value in values.items()}, name="holds")
