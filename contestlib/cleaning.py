"""From the platform's tables to a ledger, with the fate of every row and every fen."""

from __future__ import annotations

import numpy as np
import pandas as pd

from contestlib.errors import DataError
from contestlib.records import Contest, Ledger
from contestlib.rules import Definitions
from contestlib.values import money_column, parse_instants, required_money

# Why a row does not reach the ledger, in the order in which the rules are applied, and what each rule says.
CLEANING_RULES = {
    "shape": "the row has another number of values than its header, repeats the header, or names no project",
    "amount": "the amount cannot be read to the fen",
    "duplicate": "the order stands in the files already, the same in every field",
    "conflict": "the order stands in the files already, with other values; the first one counts",
    "unpaid": "the payment status is none of those that count",
    "instant": "the time of payment cannot be read",
    "window": "paid before the window opens or when it has closed",
    "failed-project": "the project missed its goal, and everything is refunded",
    "lottery": "a lottery tier, which the rules leave out",
    "no-reward": "support without a reward, which the rules leave out",
    "corporate": "a gift of a company, which the rules leave out",
    "match": "money that the platform or a sponsor adds, which the rules leave out",
    "refunded": "refunded in full",
    "refund-repeated": "the refund stands in the files already",
    "refund-unknown-order": "a refund of an order that is not in the files",
    "flagged": "support that looks bought, left out by a ruling of the committee",
}
SET_ASIDE_RULES = tuple(rule for rule in CLEANING_RULES if rule != "flagged" and not rule.startswith("refund-"))
# Rows that the platform's own total still counts although the ledger does not.
IN_PLATFORM_TOTAL = ("instant", "window", "failed-project", "lottery", "no-reward", "corporate", "match", "refunded")

SPLIT = ("amount_fen", "freight_fen", "refunded_fen")  # of what is kept
MONEY_COLUMNS = ("payable_fen", "freight_fen", "refunded_fen", "amount_fen")


def clean_orders(orders: pd.DataFrame, contest: Contest) -> Ledger:
    """Orders as received to paid support that counts under the rules' definitions.

    Parameters
    ----------
    orders : DataFrame
        As `read_orders` returns them.
    contest : Contest
        Its rules say what counts; its tables hold refunds, tiers and the platform's own totals.

    Returns
    -------
    Ledger
        Rows in = rows kept + rows set aside, and the same for fen, in every file.

    Raises
    ------
    DataError
        A project that no team goes by; a refund, price or total that cannot be read.
    """
    rules, definitions = contest.rules, contest.rules.definitions
    rows = orders.reset_index(drop=True).copy()
    rows["rule"], rows["field"], rows["text"] = "", "", ""
    rows["payable_fen"], precision = money_column(rows["payable"])
    rows["paid_at_text"] = rows["paid_at"]
    rows["paid_at"] = parse_instants(rows["paid_at_text"], rules.time_zone)
    whole = rows["damage"] == ""
    rows["team"], rows["type"] = "", rows.get("type", "")
    named = whole & (rows["project"] != "")
    rows.loc[named, "team"] = contest.identify(rows.loc[named, "project"], rows["file"], rows["line"])

    def set_aside(rule, where, field):
        where = where & (rows["rule"] == "")
        rows.loc[where, "rule"], rows.loc[where, "field"] = rule, field
        rows.loc[where, "text"] = rows.loc[where, "paid_at_text" if field == "paid_at" else field].astype(str)

    set_aside("shape", ~whole | (rows["project"] == ""), "damage")
    set_aside("amount", rows["payable_fen"].isna() | (precision != "exact"), "payable")
    if "order" in rows:
        _set_aside_repeats(rows, set_aside)
    if "status" in rows and definitions.paid_statuses:
        set_aside("unpaid", ~rows["status"].str.strip().isin(definitions.paid_statuses), "status")
    set_aside("instant", rows["paid_at"].isna(), "paid_at")
    if rules.window:
        inside = (rows["paid_at"] >= rules.window.start) & (rows["paid_at"] < rules.window.end)
        set_aside("window", ~inside, "paid_at")
    tiers, projects = _tiers_by_team(contest), _projects_by_team(contest)
    if "state" in projects and definitions.failed_states:
        failed = projects.index[projects["state"].isin(definitions.failed_states)]
        set_aside("failed-project", rows["team"].isin(failed), "project")
    rows["kind"] = _kind_of_support(rows, tiers, definitions)
    freight = rows["team"].map(tiers["freight_fen"]).fillna(0).where(rows["kind"] == "goods", 0)
    rows["freight_fen"] = freight.where(rows["payable_fen"].notna(), 0)
    for kind in ("lottery", "no-reward", "corporate", "match"):
        if getattr(definitions, kind.replace("-", "_")) == "excluded":
            set_aside(kind, rows["kind"] == kind, "type" if kind in ("corporate", "match") else "payable")
    refunds = _refunds(contest)
    rows["refunded_fen"] = _refund_of_each_order(rows, refunds)
    goods = rows["payable_fen"].fillna(0) - rows["freight_fen"]
    set_aside("refunded", (rows["refunded_fen"] > 0) & (rows["refunded_fen"] >= goods), "payable")
    if definitions.freight == "included":
        rows["freight_fen"] = 0
    if definitions.refunds == "gross":
        rows.loc[rows["rule"] != "refunded", "refunded_fen"] = 0
    rows["amount_fen"] = rows["payable_fen"].fillna(0) - rows["freight_fen"] - rows["refunded_fen"]

    columns = ["file", "line", *(["order"] if "order" in rows else []), "team", "buyer", "address", "paid_at", "kind",
               "region", *MONEY_COLUMNS]
    kept = rows.loc[rows["rule"] == "", columns].astype(dict.fromkeys(MONEY_COLUMNS, "int64")).reset_index(drop=True)
    aside = rows.loc[rows["rule"] != "", ["file", "line", "rule", "field", "text", "team", "payable_fen"]]
    refund_aside = refunds.loc[refunds["rule"] != ""].assign(field="order", text=refunds["order"], team="",
                                                             payable_fen=refunds["refunded_fen"])
    return Ledger(
        kept=kept,
        set_aside=pd.concat([aside, refund_aside[aside.columns]], ignore_index=True),
        changes=_changes(orders, rows, precision, contest),
        reconciliation=_reconciliation(rows, refunds),
        by_team=_add_up(rows, "team"),
        control=_control(rows, projects),
        borders=_borders(rows, rules),
    )


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


def _set_aside_repeats(rows: pd.DataFrame, set_aside) -> None:
    """Paging and appending repeat rows: the first of an order stays; a repeat that differs is a conflict."""
    numbered = (rows["rule"] == "") & (rows["order"].str.strip() != "")
    repeat = numbered & rows["order"].where(numbered).duplicated(keep="first")
    content = [c for c in rows.columns if c not in ("file", "line", "rule", "field", "text", "address")]
    same = rows[content].duplicated(keep="first")
    set_aside("duplicate", repeat & same, "order")
    set_aside("conflict", repeat & ~same, "order")


def _tiers_by_team(contest: Contest) -> pd.DataFrame:
    """Freight and lottery price by team."""
    tiers = contest.tables.get("tiers")
    empty = pd.DataFrame({"freight_fen": pd.Series(dtype=float), "lottery_fen": pd.Series(dtype=float)})
    if tiers is None or not len(tiers):
        return empty
    team = contest.identify(tiers["project"], tiers["file"], tiers["line"])
    price = required_money(tiers, "price")
    freight = required_money(tiers, "freight") if "freight" in tiers else pd.Series(0, index=tiers.index)
    differing = freight.groupby(team).nunique()
    if (differing > 1).any():
        name = differing.index[differing > 1][0]
        row = tiers[team == name].iloc[-1]
        raise DataError(found="several freight charges for {project!r}", expected="one a project",
                        where="{file} line {line}", remedy="correct the tiers, or split the project in the rules",
                        project=row["project"], file=row["file"], line=row["line"])
    lottery = price.where(tiers["kind"].str.strip() == contest.rules.definitions.lottery_kind)
    return pd.DataFrame({"freight_fen": freight.groupby(team).first(), "lottery_fen": lottery.groupby(team).first()})


def _projects_by_team(contest: Contest) -> pd.DataFrame:
    """What the platform itself says of each team's project: total, how it is stated, padding, state."""
    projects = contest.tables.get("projects")
    if projects is None or not len(projects):
        return pd.DataFrame(columns=["raised"], index=pd.Index([], name="team"))
    team = contest.identify(projects["project"], projects["file"], projects["line"])
    table = projects.assign(state=projects["state"].str.strip() if "state" in projects else "")
    for column in ("raised", "padding_amount"):
        texts = projects[column] if column in projects else pd.Series("-", index=projects.index)
        missing = texts.str.strip().isin(("", "-"))
        filled = projects.assign(**{column: texts.where(~missing, "0")})
        table[f"{column}_fen"] = required_money(filled, column)
        table[f"{column}_precision"] = money_column(filled[column])[1].where(~missing, "missing")
    table = table.set_index(pd.Index(team, name="team"))
    if table.index.has_duplicates:
        name = table.index[table.index.duplicated()][0]
        row = table.loc[name].iloc[-1]
        raise DataError(found="a second project of team {team!r}", expected="one a team", where="{file} line {line}",
                        remedy="give the project a team of its own in aliases.csv", team=name, file=row["file"],
                        line=row["line"])
    return table


def _kind_of_support(rows: pd.DataFrame, tiers: pd.DataFrame, definitions: Definitions) -> pd.Series:
    """Gifts and matches by their type, lottery by its price, support without reward by its empty address, goods otherwise."""
    kinds = rows["type"].str.strip()
    lottery = rows["payable_fen"].notna() & (rows["team"].map(tiers["lottery_fen"]) == rows["payable_fen"])
    kind = np.select([kinds.isin(definitions.corporate_types), kinds.isin(definitions.match_types), lottery,
                      ~rows["has_address"].astype(bool)], ["corporate", "match", "lottery", "no-reward"], "goods")
    return pd.Series(kind, index=rows.index)


def _refunds(contest: Contest) -> pd.DataFrame:
    """Refund rows with their fen; a repeated refund number and an empty order are set aside."""
    refunds = contest.tables.get("refunds")
    if refunds is None or not len(refunds):
        return pd.DataFrame(columns=["file", "line", "order", "refunded_fen", "rule"])
    refunds = refunds.assign(refunded_fen=required_money(refunds, "refunded"), rule="")
    if "refund" in refunds:
        refunds.loc[refunds["refund"].duplicated(), "rule"] = "refund-repeated"
    return refunds


def _refund_of_each_order(rows: pd.DataFrame, refunds: pd.DataFrame) -> pd.Series:
    """Fen given back on the first row of each order; refunds of unknown orders are marked in `refunds`."""
    nothing = pd.Series(0.0, index=rows.index)
    if not len(refunds) or "order" not in rows:
        return nothing
    first = rows["rule"].isin(("duplicate", "conflict")) | (rows["damage"] != "")
    unknown = (refunds["rule"] == "") & ~refunds["order"].isin(rows.loc[~first, "order"])
    refunds.loc[unknown, "rule"] = "refund-unknown-order"
    by_order = refunds[refunds["rule"] == ""].groupby("order")["refunded_fen"].sum()
    excess = rows.loc[~first, "payable_fen"] < rows.loc[~first, "order"].map(by_order)
    if excess.any():
        order = rows.loc[excess.index[excess][0]]
        row = refunds[refunds["order"] == order["order"]].iloc[-1]
        raise DataError(found="more refunded than paid on order {order}", expected="at most {paid:.2f} yuan",
                        where="{file} line {line}", remedy="ask the platform which of the two is right",
                        order=order["order"], paid=order["payable_fen"] / 100, file=row["file"], line=row["line"])
    return rows["order"].map(by_order).where(~first).fillna(0.0)


def _reconciliation(rows: pd.DataFrame, refunds: pd.DataFrame) -> pd.DataFrame:
    """Rows and fen of every file: in = kept + set aside; kept = amount + freight + refunds."""
    of_refunds = refunds.rename(columns={"refunded_fen": "payable_fen"}).reindex(columns=["file", "rule", "payable_fen"])
    return pd.concat([_add_up(rows, "file"), _add_up(of_refunds, "file").drop(columns=list(SPLIT), errors="ignore")])


def _add_up(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """Rows and fen by file or by team: in, kept, set aside; of those kept how much is amount, freight and refunds."""
    fen, kept = rows["payable_fen"].fillna(0), rows["rule"] == ""
    parts = {"rows_in": 1, "rows_kept": kept, "rows_set_aside": ~kept, "fen_in": fen, "fen_kept": fen.where(kept, 0),
             "fen_set_aside": fen.where(~kept, 0)}
    parts |= {name: rows[name].where(kept, 0) for name in SPLIT if name in rows}
    return pd.DataFrame(parts, index=rows.index).astype("int64").groupby(rows[key], sort=True).sum()


def _control(rows: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """The platform's total of each team, and the ledger's with everything that the platform counts added back."""
    after_freight = rows["payable_fen"].fillna(0) - rows["freight_fen"]
    kept = rows["rule"] == ""
    parts = {"ledger_fen": rows["amount_fen"].where(kept, 0), "refunds_fen": rows["refunded_fen"].where(kept, 0)}
    for rule in IN_PLATFORM_TOTAL:
        parts[f"{rule}_fen"] = after_freight.where(rows["rule"] == rule, 0)
    table = pd.DataFrame(parts).groupby(rows["team"]).sum()
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


def _borders(rows: pd.DataFrame, rules) -> pd.DataFrame:
    """Paid rows within the rules' hours of the window's start or end, with what became of them."""
    columns = ["file", "line", "team", "paid_at", "payable_fen", "rule"]
    if rules.window is None:
        return rows.loc[[], columns]
    span = pd.Timedelta(hours=rules.window.border_hours)
    near = ((rows["paid_at"] - rules.window.start).abs() <= span) | ((rows["paid_at"] - rules.window.end).abs() <= span)
    return rows.loc[near & rows["rule"].isin(("", "window")), columns].sort_values("paid_at", ignore_index=True)


def _changes(orders: pd.DataFrame, rows: pd.DataFrame, precision: pd.Series, contest: Contest) -> pd.DataFrame:
    """Spellings that were read as something else than they stood, each once a file, with how many rows."""
    whole = rows["damage"] == ""
    register = set(contest.teams["project"]) | set(contest.teams["name_zh"])
    parts = [
        ("spelling-of-money", "payable", "payable",
         whole & (precision == "exact") & ~_matches(rows["payable"], r"[0-9]+(\.[0-9]{1,2})?"), "payable_fen",
         lambda fen: f"{fen / 100:.2f}"),
        ("spelling-of-instant", "paid_at", "paid_at_text",
         whole & rows["paid_at"].notna() & ~_matches(rows["paid_at_text"], r"[0-9-]{10}[ T][0-9:]{8}"), "paid_at", str),
        ("alias", "project", "project", whole & (rows["team"] != "") & ~rows["project"].isin(register), "team", str),
    ]
    frames = []
    for rule, field, text, where, value, words in parts:
        part = rows.loc[where, ["file", "line", text, value]].set_axis(["file", "line", "text", "value"], axis=1)
        frames.append(part.assign(rule=rule, field=field, value=part["value"].map(words).astype(object)))
    changes = pd.concat(frames, ignore_index=True)
    grouped = changes.groupby(["rule", "file", "field", "text", "value"], sort=True)["line"].agg(["min", "size"])
    return grouped.rename(columns={"min": "first_line", "size": "rows"}).reset_index()


def _matches(texts: pd.Series, pattern: str) -> pd.Series:
    """Whether a text is of a form; each spelling is looked at once."""
    distinct = pd.Series(texts.unique())
    return texts.map(dict(zip(distinct, distinct.str.fullmatch(pattern), strict=True))).astype(bool)
