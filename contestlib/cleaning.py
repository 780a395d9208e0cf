"""From the platform's tables to a ledger, with the fate of every row and every fen."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from contestlib.errors import DataError
from contestlib.records import Contest, Ledger

# Why a row does not reach the ledger, in the order in which the rules are applied.
SET_ASIDE_RULES = ("shape", "amount", "duplicate", "conflict", "unpaid", "instant", "window", "failed-project",
                   "lottery", "no-reward", "refunded")
# Rows that the platform's own total still counts although the ledger does not.
IN_PLATFORM_TOTAL = ("instant", "window", "failed-project", "lottery", "no-reward", "refunded")

MONEY_COLUMNS = ("payable_fen", "freight_fen", "refunded_fen", "amount_fen")
MONEY = re.compile(r"(?P<bound>超过?|逾|近|约)?(?P<number>\d+(?:\.\d+)?)(?P<unit>万|亿|千万|百万)?(?P<more>余|多)?"
                   r"(?P<late_unit>万|亿)?元?(?P<over>以上)?")
INSTANT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})秒?)?")
UNITS = {None: 1, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}


def parse_money(text: str) -> tuple[int, str]:
    """Fen, and how the text states them.

    Parameters
    ----------
    text : str
        Yuan as offices write them: ``￥1,299.00``, ``1299元``, ``32.43万元``, ``10万余元``, full-width digits.

    Returns
    -------
    fen : int
    precision : {"exact", "rounded", "lower bound", "upper bound"}
        ``rounded``: in units of ten thousand yuan or more; bounds: 余, 超, 近 …

    Raises
    ------
    ValueError
        Anything else, including fractions of a fen.

    Examples
    --------
    >>> parse_money("￥1,299.00"), parse_money("32.43万元"), parse_money("10万余元")
    ((129900, 'exact'), (32430000, 'rounded'), (10000000, 'lower bound'))
    """
    plain = re.sub(r"[\s,¥$]|RMB|CNY", "", unicodedata.normalize("NFKC", text))
    match = MONEY.fullmatch(plain)
    if not match:
        raise ValueError(text)
    unit = match["unit"] or match["late_unit"]
    fen = Decimal(match["number"]) * UNITS[unit] * 100
    if fen != fen.to_integral_value():
        raise ValueError(text)
    if match["bound"] in ("近", "约"):
        return int(fen), "upper bound" if match["bound"] == "近" else "rounded"
    if match["bound"] or match["more"] or match["over"]:
        return int(fen), "lower bound"
    return int(fen), "rounded" if unit else "exact"


def parse_instants(texts: pd.Series, time_zone: str) -> pd.Series:
    """Instants in `time_zone`; NaT where a text is none.

    Parameters
    ----------
    texts : Series of str
        ``2019-05-12 08:30:11``, ``2019/5/12 8:30``, ``2019年5月12日 08:30:11``, full-width digits; a date alone
        is no instant.

    Examples
    --------
    >>> parse_instants(pd.Series(["2019年5月12日 8:30"]), "Asia/Shanghai")[0].isoformat()
    '2019-05-12T08:30:00+08:00'
    """
    instants = pd.to_datetime(texts, format="%Y-%m-%d %H:%M:%S", errors="coerce").astype("datetime64[s]")
    others = texts[instants.isna()]
    parsed = {text: _parse_instant(text) for text in others.unique()}
    instants[instants.isna()] = pd.to_datetime(others.map(parsed))
    return instants.dt.tz_localize(ZoneInfo(time_zone), ambiguous="NaT", nonexistent="NaT")


def _parse_instant(text: str) -> datetime | None:
    match = INSTANT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    try:
        return datetime(*(int(part or 0) for part in match.groups())) if match else None
    except ValueError:
        return None


def parse_counts(texts: pd.Series) -> pd.Series:
    """Whole numbers as floats, NaN where a counter shows ``-`` or nothing.

    Raises
    ------
    ValueError
        A text that is neither; its index label is the argument.

    Examples
    --------
    >>> parse_counts(pd.Series(["1,204", "３万", "-"])).tolist()
    [1204.0, 30000.0, nan]
    """
    def parse(text):
        plain = re.sub(r"[\s,]|人次|人|户|个|次", "", unicodedata.normalize("NFKC", text))
        if plain in ("", "-", "--", "—"):
            return np.nan
        match = re.fullmatch(r"(\d+(?:\.\d+)?)(万|亿)?", plain)
        number = Decimal(match[1]) * UNITS[match[2]] if match else None
        if number is None or number != number.to_integral_value():
            raise ValueError(text)
        return float(number)

    parsed = {}
    for label, text in texts.drop_duplicates().items():
        try:
            parsed[text] = parse(text)
        except ValueError:
            raise ValueError(label) from None
    return texts.map(parsed).astype(float)


def count_column(table: pd.DataFrame, column: str) -> pd.Series:
    """A column of counts; a `DataError` names file and line of the first cell that is none."""
    try:
        return parse_counts(table[column])
    except ValueError as error:
        row = table.loc[error.args[0]]
        raise DataError(found="{column} = {text!r}", expected="a whole number, or - for none",
                        where="{file} line {line}", remedy="ask the sender for the number", column=column,
                        text=row[column], file=row["file"], line=row["line"]) from None


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
    rows["payable_fen"], precision = _money_column(rows["payable"])
    rows["paid_at_text"] = rows["paid_at"]
    rows["paid_at"] = parse_instants(rows["paid_at_text"], rules.time_zone)
    whole = rows["damage"] == ""
    rows["team"] = ""
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
    rows["kind"] = _kind_of_support(rows, tiers, definitions.lottery_kind)
    freight = rows["team"].map(tiers["freight_fen"]).fillna(0).where(rows["kind"] == "goods", 0)
    rows["freight_fen"] = freight.where(rows["payable_fen"].notna(), 0)
    if definitions.lottery == "excluded":
        set_aside("lottery", rows["kind"] == "lottery", "payable")
    if definitions.no_reward == "excluded":
        set_aside("no-reward", rows["kind"] == "no-reward", "payable")
    refunds = _refunds(contest)
    rows["refunded_fen"] = _refund_of_each_order(rows, refunds)
    goods = rows["payable_fen"].fillna(0) - rows["freight_fen"]
    set_aside("refunded", (rows["refunded_fen"] > 0) & (rows["refunded_fen"] >= goods), "payable")
    if definitions.freight == "included":
        rows["freight_fen"] = 0
    if definitions.refunds == "gross":
        rows.loc[rows["rule"] != "refunded", "refunded_fen"] = 0
    rows["amount_fen"] = rows["payable_fen"].fillna(0) - rows["freight_fen"] - rows["refunded_fen"]

    columns = ["file", "line", *(["order"] if "order" in rows else []), "team", "buyer", "paid_at", "kind", "region",
               *MONEY_COLUMNS]
    kept = rows.loc[rows["rule"] == "", columns].astype(dict.fromkeys(MONEY_COLUMNS, "int64")).reset_index(drop=True)
    aside = rows.loc[rows["rule"] != "", ["file", "line", "rule", "field", "text", "team", "payable_fen"]]
    refund_aside = refunds.loc[refunds["rule"] != ""].assign(field="order", text=refunds["order"], team="",
                                                             payable_fen=refunds["refunded_fen"])
    return Ledger(
        kept=kept,
        set_aside=pd.concat([aside, refund_aside[aside.columns]], ignore_index=True),
        changes=_changes(orders, rows, precision, contest),
        reconciliation=_reconciliation(rows, refunds),
        control=_control(rows, projects),
        borders=_borders(rows, rules),
    )


def empty_ledger() -> Ledger:
    """The ledger of a contest whose figures stand in its register instead of in orders."""
    frames = {"kept": ["file", "line", "team", "buyer", "paid_at", "kind", "region", *MONEY_COLUMNS],
              "set_aside": ["file", "line", "rule", "field", "text", "team", "payable_fen"],
              "changes": ["rule", "file", "field", "text", "value", "first_line", "rows"],
              "reconciliation": ["rows_in", "rows_kept", "rows_set_aside", "fen_in", "fen_kept", "fen_set_aside",
                                 "amount_fen", "freight_fen", "refunded_fen"],
              "control": ["ledger_fen", "refunds_fen", "explained_fen", "platform_fen", "difference_fen", "precision",
                          "agrees"],
              "borders": ["file", "line", "team", "paid_at", "payable_fen", "rule"]}
    return Ledger(**{name: pd.DataFrame(columns=columns) for name, columns in frames.items()})


def _money_column(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Fen and precision of each text; NaN and "unreadable" where it is no money. Each spelling is read once."""
    parsed = {}
    for text in texts.unique():
        try:
            parsed[text] = parse_money(text)
        except ValueError:
            parsed[text] = (np.nan, "unreadable")
    return (texts.map({t: fen for t, (fen, _) in parsed.items()}).astype(float),
            texts.map({t: precision for t, (_, precision) in parsed.items()}))


def _set_aside_repeats(rows: pd.DataFrame, set_aside) -> None:
    """Paging and appending repeat rows: the first of an order stays; a repeat that differs is a conflict."""
    numbered = (rows["rule"] == "") & (rows["order"].str.strip() != "")
    repeat = numbered & rows["order"].where(numbered).duplicated(keep="first")
    content = [c for c in rows.columns if c not in ("file", "line", "rule", "field", "text")]
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
    price = _required_money(tiers, "price")
    freight = _required_money(tiers, "freight") if "freight" in tiers else pd.Series(0, index=tiers.index)
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
        table[f"{column}_fen"] = _required_money(filled, column)
        table[f"{column}_precision"] = _money_column(filled[column])[1].where(~missing, "missing")
    table = table.set_index(pd.Index(team, name="team"))
    if table.index.has_duplicates:
        name = table.index[table.index.duplicated()][0]
        row = table.loc[name].iloc[-1]
        raise DataError(found="a second project of team {team!r}", expected="one a team", where="{file} line {line}",
                        remedy="give the project a team of its own in aliases.csv", team=name, file=row["file"],
                        line=row["line"])
    return table


def _required_money(table: pd.DataFrame, column: str) -> pd.Series:
    fen, precision = _money_column(table[column])
    for at in table.index[precision == "unreadable"]:
        row = table.loc[at]
        raise DataError(found="{column} = {text!r}", expected="an amount in yuan, such as ￥1,299.00",
                        where="{file} line {line}", remedy="ask the sender for the amount", column=column,
                        text=row[column], file=row["file"], line=row["line"])
    return fen


def _kind_of_support(rows: pd.DataFrame, tiers: pd.DataFrame, lottery_kind: str) -> pd.Series:
    """Lottery by its price, support without reward by its empty address, goods otherwise."""
    lottery = rows["payable_fen"].notna() & (rows["team"].map(tiers["lottery_fen"]) == rows["payable_fen"])
    kind = np.select([lottery, ~rows["has_address"].astype(bool)], ["lottery", "no-reward"], "goods")
    return pd.Series(kind, index=rows.index)


def _refunds(contest: Contest) -> pd.DataFrame:
    """Refund rows with their fen; a repeated refund number and an empty order are set aside."""
    refunds = contest.tables.get("refunds")
    if refunds is None or not len(refunds):
        return pd.DataFrame(columns=["file", "line", "order", "refunded_fen", "rule"])
    refunds = refunds.assign(refunded_fen=_required_money(refunds, "refunded"), rule="")
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
    def of(file, fen, kept, split):
        totals = {"rows_in": len(fen), "rows_kept": int(kept.sum()), "rows_set_aside": int((~kept).sum()),
                  "fen_in": int(fen.sum()), "fen_kept": int(fen[kept].sum()), "fen_set_aside": int(fen[~kept].sum())}
        return {"file": file, **totals, **{name: int(values[kept].sum()) for name, values in split.items()}}

    table = [of(file, part["payable_fen"].fillna(0), part["rule"] == "",
                {name: part[name] for name in ("amount_fen", "freight_fen", "refunded_fen")})
             for file, part in rows.groupby("file", sort=True)]
    table += [of(file, part["refunded_fen"], part["rule"] == "", {})
              for file, part in refunds.groupby("file", sort=True)]
    return pd.DataFrame(table).set_index("file")


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
    money = whole & (precision == "exact") & ~rows["payable"].str.fullmatch(r"\d+(\.\d{1,2})?")
    styled = whole & rows["paid_at"].notna() & ~rows["paid_at_text"].str.fullmatch(r"[\d-]{10}[ T][\d:]{8}")
    register = set(contest.teams["project"]) | set(contest.teams["name_zh"])
    renamed = whole & (rows["team"] != "") & ~rows["project"].isin(register)
    parts = [
        ("spelling-of-money", "payable", rows.loc[money, "payable"], (rows["payable_fen"] / 100).map("{:.2f}".format)),
        ("spelling-of-instant", "paid_at", rows.loc[styled, "paid_at_text"], rows["paid_at"].astype(str)),
        ("alias", "project", rows.loc[renamed, "project"], rows["team"]),
    ]
    frames = [pd.DataFrame({"file": rows["file"].loc[text.index], "line": rows["line"].loc[text.index],
                            "field": field, "text": text, "value": value.loc[text.index], "rule": rule})
              for rule, field, text, value in parts]
    changes = pd.concat(frames, ignore_index=True)
    grouped = changes.groupby(["rule", "file", "field", "text", "value"], sort=True)["line"].agg(["min", "size"])
    return grouped.rename(columns={"min": "first_line", "size": "rows"}).reset_index()
