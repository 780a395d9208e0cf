"""The tables of a ledger: rows kept and set aside, sums, control totals, borders and changed spellings."""

from __future__ import annotations

from datetime import datetime, timezone

import narwhals as nw
import numpy as np
import pandas as pd

from contestlib.fates import EPOCH, FIELDS, IN_PLATFORM_TOTAL, NUMBERS, SECOND, WORDS, clock_of
from contestlib.figures import AMOUNT, INSTANT
from contestlib.frames import bring, collect, in_memory, look_up, pick
from contestlib.plain import UNREAD
from contestlib.records import Ledger
from contestlib.rules import Rules

SPLIT = ("amount_fen", "freight_fen", "refunded_fen")  # of what is kept
ADDED = ("rows_in", "rows_kept", "rows_set_aside", "fen_in", "fen_kept", "fen_set_aside", *SPLIT)
MONEY_COLUMNS = ("payable_fen", "freight_fen", "refunded_fen", "amount_fen")
PLAIN_MONEY, PLAIN_INSTANT = "[0-9]+(?:[.][0-9]{1,2})?", "[0-9-]{10}[ T][0-9:]{8}"


def empty_ledger() -> Ledger:
    """The ledger of a contest whose figures stand in its register instead of in orders."""
    frames = {"kept": ["file", "line", "team", "buyer", "address", "paid_at", "kind", "region", *MONEY_COLUMNS],
              "set_aside": ["file", "line", "rule", "field", "text", "team", "payable_fen"],
              "changes": ["rule", "file", "field", "text", "value", "first_line", "rows"],
              "reconciliation": ["rows_in", "rows_kept", "rows_set_aside", "fen_in", "fen_kept", "fen_set_aside", *SPLIT],
              "by_team": ["rows_in", "rows_kept", "rows_set_aside", "fen_in", "fen_kept", "fen_set_aside", *SPLIT],
              "control": ["ledger_fen", "refunds_fen", "explained_fen", "platform_fen", "difference_fen", "precision",
                          "agrees"],
              "borders": ["file", "line", "team", "paid_at", "payable_fen", "rule"]}
    return Ledger(**{name: pd.DataFrame(columns=columns) for name, columns in frames.items()})


def kept_rows(rows, time_zone: str):
    """The ledger's rows. In memory an instant knows its zone; engines keep the contest's clock."""
    received = ["file", "line", "order", "team", "buyer", "address"]
    columns = [*(name for name in received if name in rows.columns), "paid_at", "kind", "region", *MONEY_COLUMNS]
    kept = pick(rows, nw.col("rule") == 0, *(name for name in columns if name not in ("paid_at", "payable_fen", "kind")), "clock",
                payable_fen=nw.col("fen"), kind=nw.when(nw.col("lottery")).then(nw.lit("lottery")).otherwise(nw.col("kind")))
    kept = kept.with_columns(paid_at=nw.lit(EPOCH) + nw.col("clock") * nw.lit(SECOND)).select(columns)
    if not in_memory(kept):
        return kept.to_native()
    kept = kept.to_native().reset_index(drop=True)
    return kept.assign(paid_at=kept["paid_at"].astype("datetime64[s]").dt.tz_localize(time_zone)).astype(
        dict.fromkeys(MONEY_COLUMNS, "int64"))


def set_aside_rows(rows, received, refunds: pd.DataFrame):
    """Rows and refunds that do not reach the ledger, with the rule, and the field that it looked at as it stood."""
    columns = ["file", "line", "rule", "field", "text", "team", "payable_fen"]
    texts = [field for field in dict.fromkeys(FIELDS.values()) if field in received.columns]
    aside = pick(rows, nw.col("rule") != 0, *(name for name in columns if name not in ("field", "text")), "position")
    aside, text = look_up(aside, received.select("position", *texts)), nw.lit("")
    for name in texts:
        looked_at = nw.col("rule").is_in([NUMBERS[rule] for rule, of in FIELDS.items() if of == name])
        text = nw.when(looked_at).then(nw.col(name)).otherwise(text)
    aside = aside.select("file", "line", "rule", "team", "payable_fen", text=text).rename({"rule": "number"})
    words = pd.DataFrame([(NUMBERS[rule], rule, field) for rule, field in FIELDS.items()], columns=["number", "rule", "field"])
    aside = look_up(aside, words).select(columns)
    of_refunds = refunds.loc[refunds["rule"] != ""]  # none may be left, and a longer column would bring the others back
    of_refunds = of_refunds.assign(field="order", text=of_refunds["order"], team="",
                                   payable_fen=of_refunds["refunded_fen"])[columns]
    if in_memory(aside):
        return pd.concat([aside.to_native(), of_refunds], ignore_index=True)
    if not len(of_refunds):
        return aside.to_native()
    return nw.concat([aside, bring(of_refunds.astype({"line": "int64", "payable_fen": "int64"}), aside)]).to_native()


def add_up_fates(rows, cases: pd.DataFrame) -> pd.DataFrame:
    """Rows and fen by file, team and rule; of those kept how much is amount, freight and refunds."""
    sums = {"fen_in": "fen", "all_freight_fen": "freight_fen", "all_amount_fen": "amount_fen", "all_refunded_fen": "refunded_fen"}
    found = collect(rows.group_by("case", "rule").agg(
        nw.len().alias("rows_in"), *(nw.col(name).sum().alias(new) for new, name in sums.items())))
    fates = found.merge(cases[["case", "file", "team"]], on="case").groupby(["file", "team", "rule"])[["rows_in", *sums]].sum()
    fates = fates.astype("int64").reset_index()
    fates = fates.assign(rule=fates["rule"].map(WORDS))
    kept = fates["rule"] == ""
    parts = {f"{unit}_kept": fates[f"{unit}_in"].where(kept, 0) for unit in ("rows", "fen")}
    parts |= {f"{unit}_set_aside": fates[f"{unit}_in"].where(~kept, 0) for unit in ("rows", "fen")}
    parts |= {name: fates[f"all_{name}"].where(kept, 0) for name in SPLIT}
    return fates.assign(**parts, after_freight_fen=fates["fen_in"] - fates["all_freight_fen"])


def add_up_refunds(refunds: pd.DataFrame) -> pd.DataFrame:
    """Rows and fen of the refunds by file."""
    fen, kept = refunds["refunded_fen"], refunds["rule"] == ""
    parts = {"rows_in": 1, "rows_kept": kept, "rows_set_aside": ~kept, "fen_in": fen, "fen_kept": fen.where(kept, 0),
             "fen_set_aside": fen.where(~kept, 0)}
    return pd.DataFrame(parts, index=refunds.index).astype("int64").groupby(refunds["file"], sort=True).sum()


def control_table(fates: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """The platform's total of each team, and the ledger's with everything that the platform counts added back."""
    parts = {"ledger_fen": fates["amount_fen"], "refunds_fen": fates["refunded_fen"]}
    for rule in IN_PLATFORM_TOTAL:
        parts[f"{rule}_fen"] = fates["after_freight_fen"].where(fates["rule"] == rule, 0)
    table = pd.DataFrame(parts).astype(float).groupby(fates["team"]).sum()
    table = table[table.index != ""].reindex(table.index.union(projects.index).difference([""]), fill_value=0)
    table["padding_fen"] = projects.get("padding_amount_fen", pd.Series(dtype=float)).reindex(table.index).fillna(0)
    table["explained_fen"] = table.sum(axis=1)
    table["platform_fen"] = projects.get("raised_fen", pd.Series(dtype=float)).reindex(table.index)
    table["precision"] = projects.get("raised_precision", pd.Series(dtype=object)).reindex(table.index)
    table["precision"] = table["precision"].astype(object).fillna("missing")
    table["difference_fen"] = table["platform_fen"] - table["explained_fen"]
    gap = table["difference_fen"]
    fits = {"exact": gap == 0, "rounded": gap.abs() <= 500_000, "lower bound": gap <= 0, "upper bound": gap >= 0}
    agrees = pd.Series(np.select([table["precision"] == name for name in fits], list(fits.values()), False),
                       index=table.index, dtype="boolean")
    table["agrees"] = agrees.mask(table["precision"] == "missing")
    return table.rename_axis("team")


def border_rows(rows, cases: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Paid rows within the rules' hours of the window's start or end, with what became of them."""
    columns = ["file", "line", "team", "paid_at", "payable_fen", "rule"]
    if rules.window is None:
        return pd.DataFrame(columns=columns)
    span, near = pd.Timedelta(hours=rules.window.border_hours), nw.lit(False)
    for instant in (rules.window.start, rules.window.end):
        first, last = (clock_of(end, rules.time_zone) for end in (instant - span, instant + span))
        near = near | ((nw.col("clock") >= first) & (nw.col("clock") <= last))
    near = near & nw.col("rule").is_in([0, NUMBERS["window"]])
    found = collect(pick(rows, near, "case", "line", "clock", "payable_fen", "rule", "position"))
    found = found.merge(cases[["case", "file", "team"]], on="case").sort_values(["clock", "position"], ignore_index=True)
    paid_at = _shown(found["clock"]).dt.tz_localize(rules.time_zone)
    return found.assign(paid_at=paid_at, rule=found["rule"].map(WORDS))[columns]


def _shown(clock: pd.Series) -> pd.Series:
    """What a clock shows, out of its seconds."""
    return clock.astype("int64").astype("datetime64[s]")


def _instants(clock: pd.Series, time_zone: str) -> pd.Series:
    """Instants as texts that say how far they are ahead of universal time, such as ``2019-05-01 08:30:00+08:00``."""
    local = _shown(clock)
    ahead = local - local.dt.tz_localize(time_zone).dt.tz_convert("UTC").dt.tz_localize(None)
    texts = {one: datetime(2000, 1, 1, tzinfo=timezone(one.to_pytimedelta())).isoformat()[19:] for one in ahead.unique()}
    words = np.datetime_as_string(local.to_numpy()).astype("U19")
    words.view("U1").reshape(-1, 19)[:, 10] = " "
    return pd.Series(words.tolist(), index=clock.index, dtype=object) + ahead.map(texts).astype(object)


def list_changes(received, cases: pd.DataFrame, time_zone: str) -> pd.DataFrame:
    """Spellings that were read as something else than they stood, each once a file, with how many rows."""
    column, amount, instant = nw.col, int(AMOUNT), int(INSTANT)
    found = {"payable": ("spelling-of-money", "fen", [amount, amount + instant], column("exact"), PLAIN_MONEY),
             "paid_at": ("spelling-of-instant", "clock", [instant, amount + instant], column("clock") != UNREAD, PLAIN_INSTANT)}
    words = {"fen": lambda fen: fen.map(lambda one: f"{one / 100:.2f}"), "clock": lambda clock: _instants(clock, time_zone)}
    frames = []
    for field, (rule, value, careful, read, plain) in found.items():
        of = pick(received, column("careful").is_in(careful) & read & (column("damage") == ""), "file", field, value, "line")
        spelt = collect(of.group_by("file", field, value).agg(nw.col("line").min().alias("first_line"), nw.len().alias("rows")))
        spelt = spelt[~spelt[field].str.fullmatch(plain).astype(bool)].rename(columns={field: "text", value: "value"})
        frames.append(spelt.assign(rule=rule, field=field, value=words[value](spelt["value"]).astype(object)))
    named = cases[(cases["team"] != "") & ~cases["registered"]].groupby(["file", "project", "team"], as_index=False).agg(
        first_line=("line", "min"), rows=("rows", "sum")).rename(columns={"project": "text", "team": "value"})
    frames.append(named.assign(rule="alias", field="project"))
    columns = ["rule", "file", "field", "text", "value"]
    changes = pd.concat(frames, ignore_index=True).sort_values(columns, ignore_index=True)
    return changes[[*columns, "first_line", "rows"]].astype({"first_line": "int64", "rows": "int64"})
