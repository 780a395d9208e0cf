"""From the platform's tables to a ledger, with the fate of every row and every fen."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import partial, reduce
from operator import or_
from zoneinfo import ZoneInfo

import narwhals as nw
import numpy as np
import pandas as pd

from contestlib.errors import DataError
from contestlib.frames import bring, collect, complete, describe_spellings, distinct, in_memory, look_up, pick, put_back, settle
from contestlib.names import FOREIGN
from contestlib.plain import UNREAD, with_plain
from contestlib.records import Contest, Ledger
from contestlib.rules import Definitions, Rules
from contestlib.values import doubtful_spans, money_column, parse_instants, required_money

# Columns in which a row may differ from another and still say the same.
NO_CONTENT = ("file", "line", "position", "sheet", "address", "plain_fen", "plain_clock", "odd")
# Why a row does not reach the ledger, in the order in which the rules are applied, and what each rule says.
CLEANING_RULES = {
    "shape": "the row has another number of values than its header, repeats the header, or names no project, as a row of totals "
             "does",
    "foreign": "the project is not of this contest, as aliases.csv states",
    "amount": "the amount does not stand there to the fen: it cannot be read, or is stated only roughly, as 3.2万元 is",
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
NUMBERS = {rule: number for number, rule in enumerate(("", *SET_ASIDE_RULES))}  # rows carry numbers: they are sooner compared
WORDS = dict(enumerate(NUMBERS))
# Rows that the platform's own total still counts although the ledger does not.
IN_PLATFORM_TOTAL = ("instant", "window", "failed-project", "lottery", "no-reward", "corporate", "match", "refunded")

SPLIT = ("amount_fen", "freight_fen", "refunded_fen")  # of what is kept
ADDED = ("rows_in", "rows_kept", "rows_set_aside", "fen_in", "fen_kept", "fen_set_aside", *SPLIT)
MONEY_COLUMNS = ("payable_fen", "freight_fen", "refunded_fen", "amount_fen")
# Of each row no more is stored than the ledger and its tables say; what fen there are is read again out of the payable ones.
STORED = ("position", "file", "line", "order", "team", "buyer", "address", "clock", "kind", "region", *MONEY_COLUMNS[:3], "rule")
KINDS = ("goods", "lottery", "no-reward", "corporate", "match")
EPOCH, SECOND = datetime(1970, 1, 1), timedelta(seconds=1)
PLAIN_MONEY = re.compile("[0-9]+([.][0-9]{1,2})?")
PLAIN_INSTANT = re.compile("[0-9-]{10}[ T][0-9:]{8}")
# Which field of a row each rule looked at.
FIELDS = {"shape": "damage", "foreign": "project", "amount": "payable", "duplicate": "order", "conflict": "order",
          "unpaid": "status", "instant": "paid_at", "window": "paid_at", "failed-project": "project", "lottery": "payable",
          "no-reward": "payable", "corporate": "type", "match": "type", "refunded": "payable"}


def clean_orders(orders, contest: Contest) -> Ledger:
    """Orders as received to paid support that counts under the rules' definitions.

    Parameters
    ----------
    orders : DataFrame, or a table of DuckDB or Spark
        As `read_orders` returns them.
    contest : Contest
        Its rules say what counts; its tables hold refunds, tiers and the platform's own totals.

    Returns
    -------
    Ledger
        Rows in = rows kept + rows set aside, and the same for fen, in every file. Its rows stay where the orders are.

    Raises
    ------
    DataError
        A project that no team goes by; a refund, price or total that cannot be read.
    """
    refunds, projects = _refunds(contest), _projects_by_team(contest)
    received = _received(orders)
    rows = _judge(_prepared(received, contest, refunds, projects), contest.rules.definitions)
    listed = settle(_listed(rows))
    _check_refunds(listed, refunds)
    changes = _changes(rows, listed, contest)
    rows = settle(rows.select([name for name in STORED if name in rows.columns]), partial(_few_texts, received, contest),
                  left=("order",))
    rows = _with_amount(rows.with_columns(fen=nw.col("payable_fen").fill_null(0).cast(nw.Int64)))
    fates = _add_up_fates(rows)
    by_file = fates.groupby("file", sort=True).sum(numeric_only=True)
    return Ledger(
        kept=_kept(put_back(rows, received, ("order",)), contest.rules.time_zone),
        set_aside=_set_aside(rows, received, refunds), changes=changes,
        reconciliation=pd.concat([by_file[list(ADDED)], _add_up_refunds(refunds)]),
        by_team=fates.groupby("team", sort=True).sum(numeric_only=True)[list(ADDED)],
        control=_control(fates, projects), borders=_borders(rows, contest.rules))


def _few_texts(received, contest: Contest) -> dict[str, list[str]]:
    """What may stand in the columns of few spellings."""
    return {"kind": list(KINDS), "team": ["", *contest.teams.index],
            **{name: sorted(distinct(received, name)[name]) for name in ("file", "region")}}


def _received(orders):
    """Orders without the notes on how their files were read, which pandas would copy at every step."""
    if isinstance(orders, pd.DataFrame):
        orders = orders.copy(deep=False)
        orders.attrs = {}
    return nw.from_native(orders)


def keep_orders(prepared, contest: Contest):
    """The rows that count alone, for definitions that are tried out; `clean_orders` says what became of the others.

    Parameters
    ----------
    prepared : table
        As `prepare_orders` returns it.
    contest : Contest
    """
    return _kept(_with_amount(_judge(nw.from_native(prepared), contest.rules.definitions)), contest.rules.time_zone)


def prepare_orders(orders, contest: Contest):
    """Orders with what holds whatever counts: fen, whether they are exact, clock, team, kind, freight, what was given back, and
    which rows no definition lets in.

    Parameters
    ----------
    orders : table
        As `read_orders` returns it.
    contest : Contest
    """
    received = _received(orders)
    return orders if "out" in received.columns else settle(
        _prepared(received, contest, _refunds(contest), _projects_by_team(contest))).to_native()


def _prepared(received, contest: Contest, refunds: pd.DataFrame, projects: pd.DataFrame):
    """`prepare_orders`, not yet computed where the orders are in an engine. Distinct texts are looked for in `received`, where
    nothing has to be computed first."""
    if "out" in received.columns:
        return received
    content = [name for name in received.columns if name not in NO_CONTENT]
    if "position" not in received.columns:
        received = received.with_row_index("position")
    if "plain_fen" not in received.columns:
        received = nw.from_native(with_plain(received.to_native(), refunds["order"]))
    column = nw.col
    received = received.with_columns(named=(column("damage") == "") & (column("project") != ""))
    named = column("named")
    rows = complete(received, column("odd"), _odd_rows(received, content, contest, refunds))
    rows = look_up(rows, _teams(received, contest, named))
    rows = rows.with_columns(
        fen=nw.when(column("plain_fen") == UNREAD).then(column("other_fen")).otherwise(column("plain_fen")).cast(nw.Int64),
        clock=nw.when(column("plain_clock") == UNREAD).then(column("other_clock")).otherwise(
            column("plain_clock")).cast(nw.Int64),
        exact=column("precision").is_null() | (column("precision") == "exact"),
        readable=column("precision").is_null() | (column("precision") != "unreadable"),
        foreign=named & (column("team") == FOREIGN).fill_null(False),
        team=nw.when(named & (column("team") != FOREIGN)).then(column("team")).otherwise(nw.lit("")))
    for span in doubtful_spans(contest.rules.time_zone, _years(rows, contest.rules)):
        begins, ends = (_seconds(datetime.fromisoformat(end)) for end in span)
        doubtful = (column("clock") >= begins) & (column("clock") < ends)
        rows = rows.with_columns(clock=nw.when(doubtful).then(UNREAD).otherwise(column("clock")))
    rows = rows.drop("ordered_at", "other_clock", "other_fen", "precision", "plain_fen", "plain_clock", "odd", strict=False)
    if "given_back" in rows.columns:
        counted = column("repeat").is_null() & (column("damage") == "")
        rows = rows.with_columns(given_back=nw.when(counted).then(column("given_back")))
        rows = rows.with_columns(refunded_fen=column("given_back").fill_null(0).cast(nw.Int64))
    else:
        rows = rows.with_columns(refunded_fen=0 * column("fen"))
    rows = _with_kind(rows, received, contest.rules.definitions)
    return rows.with_columns(out=_out(rows, received, projects, contest.rules)).drop("named")


def _judge(rows, definitions: Definitions):
    """What each prepared row counts, and the rule that keeps it out."""
    rows = rows.with_columns(rule=_rule(definitions))
    if definitions.freight == "included":
        rows = rows.with_columns(freight_fen=0 * nw.col("fen"))
    if definitions.refunds == "gross":
        rows = rows.with_columns(refunded_fen=nw.when(nw.col("rule") == NUMBERS["refunded"]).then(
            nw.col("refunded_fen")).otherwise(0))
    return rows.with_columns(payable_fen=nw.when(nw.col("readable")).then(nw.col("fen")))


def _with_amount(rows):
    return rows.with_columns(amount_fen=nw.col("fen") - nw.col("freight_fen") - nw.col("refunded_fen"))


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


def _odd_rows(received, content: list[str], contest: Contest, refunds: pd.DataFrame):
    """The rows in which an amount or an instant is not written plainly, or whose order stands elsewhere too, with fen, how exact
    they are, the clock, the spellings that are to be listed, which rows repeat an order, and fen given back on their orders."""
    column = nw.col
    odd = settle(pick(received, column("odd"), *received.columns))

    def as_money(texts):
        fen, precision = money_column(texts["payable"])
        respelt = (precision == "exact") & ~texts["payable"].map(lambda text: bool(PLAIN_MONEY.fullmatch(text))).astype(bool)
        return pd.DataFrame({"other_fen": fen.fillna(0).astype("int64"), "precision": precision,
                             "payable_respelt": texts["payable"].where(respelt, None)})

    def as_clock(texts):
        instants = parse_instants(texts["paid_at"], contest.rules.time_zone).dt.tz_localize(None)
        respelt = ~texts["paid_at"].map(lambda text: bool(PLAIN_INSTANT.fullmatch(text))).astype(bool)
        clock = instants.astype("datetime64[s]").astype("int64").where(instants.notna(), UNREAD)
        return pd.DataFrame({"other_clock": clock, "paid_at_respelt": texts["paid_at"].where(respelt, None)})

    odd = look_up(odd, describe_spellings(odd, "payable", as_money, column("plain_fen") == UNREAD))
    odd = look_up(odd, describe_spellings(odd, "paid_at", as_clock, column("plain_clock") == UNREAD))
    if "order" not in content:
        return odd.with_columns(repeat=nw.lit(None, nw.String))
    if len(refunds):
        by_order = refunds[refunds["rule"] == ""].groupby("order")["refunded_fen"].sum()
        odd = look_up(odd, pd.DataFrame({"order": by_order.index.astype(object),
                                         "given_back": by_order.to_numpy().astype("int64")}))
    odd = settle(odd)
    return look_up(odd, _repeats(odd, content))


def _teams(received, contest: Contest, named) -> pd.DataFrame:
    """The team that each spelling of a project names, with the spelling itself where it is not the register's, and the team's
    freight and lottery price."""
    register = set(contest.teams["project"]) | set(contest.teams["name_zh"])

    def as_team(texts):
        teams = contest.identify(texts["project"], texts["file"], texts["line"], foreign=True).astype(object)
        of_team = _tiers_by_team(contest).reindex(teams).reset_index(drop=True)
        return pd.DataFrame({"team": teams, "project_respelt": texts["project"].where(~texts["project"].isin(register), None),
                             "tier_freight": of_team["freight_fen"].fillna(0).astype("int64"),
                             "lottery_fen": of_team["lottery_fen"].fillna(-1).astype("int64")})

    return describe_spellings(received, "project", as_team, named, places=True)


def _seconds(clock: datetime) -> int:
    """Of a clock that knows no zone, since it would have shown the beginning of 1970."""
    return (clock - EPOCH) // SECOND


def _years(rows, rules: Rules) -> list[int]:
    """Those of the window, or in which somebody paid, with their neighbours."""
    if rules.window:
        return list(range(rules.window.start.year - 1, rules.window.end.year + 2))
    years = collect(rows.filter(nw.col("clock") != UNREAD).select(year=1970 + nw.col("clock") // 31_556_952).unique())["year"]
    return sorted({int(year) + near for year in years for near in (-1, 0, 1)})


def _repeats(odd, content: list[str]):
    """Positions of the rows by which paging and appending repeat an order: the first of an order stays; a repeat that differs
    is a conflict."""
    numbered = ((nw.col("damage") == "") & (nw.col("project") != "")
                & (nw.col("precision").is_null() | (nw.col("precision") == "exact"))
                & nw.col("order").str.contains("[^ \t\r\n\u00a0\u3000]"))
    odd = odd.filter(numbered)
    first = odd.group_by("order").agg(first=nw.col("position").min(), rows=nw.len()).filter(nw.col("rows") > 1).drop("rows")
    repeated = settle(odd.join(first, on="order", how="inner").select(*content, "position", "first"))
    alike = repeated.group_by(*content).agg(first_alike=nw.col("position").min())
    repeated = repeated.join(alike, on=content, how="left")
    repeated = repeated.filter(nw.col("position") > nw.col("first"))
    return settle(repeated.select("position", repeat=nw.when(nw.col("first_alike") < nw.col("position"))
                                  .then(nw.lit("duplicate")).otherwise(nw.lit("conflict"))))


def _with_kind(rows, received, definitions: Definitions):
    """Gifts and matches by their type, lottery by its price, support without reward by its empty address, goods otherwise;
    and the freight that goods carry."""
    def as_gift(texts):
        words = texts["type"].str.strip()
        return pd.DataFrame({"gift": np.select([words.isin(definitions.corporate_types), words.isin(definitions.match_types)],
                                               ["corporate", "match"], "").astype(object)})

    known = nw.col("team") != ""
    rows = rows.with_columns(tier_freight=nw.when(known).then(nw.col("tier_freight")).otherwise(0).cast(nw.Int64),
                             lottery_fen=nw.when(known).then(nw.col("lottery_fen")).otherwise(-1).cast(nw.Int64))
    lottery = nw.col("readable") & (nw.col("lottery_fen") == nw.col("fen"))
    kind = nw.when(lottery).then(nw.lit("lottery")).when(~nw.col("has_address")).then(nw.lit("no-reward")).otherwise(
        nw.lit("goods"))
    goods = nw.col("readable") & nw.col("has_address") & ~lottery
    if "type" in received.columns:
        rows = look_up(rows, describe_spellings(received, "type", as_gift))
        kind = nw.when(nw.col("gift") != "").then(nw.col("gift")).otherwise(kind)
        goods = goods & (nw.col("gift") == "")
    return rows.with_columns(kind=kind, freight_fen=nw.when(goods).then(nw.col("tier_freight")).otherwise(0))


def _out(rows, received, projects: pd.DataFrame, rules: Rules):
    """Why a row does not reach the ledger whatever counts, 0 where it may: the number of the first rule that catches it."""
    definitions = rules.definitions
    column = nw.col
    caught = {"shape": ~column("named"), "foreign": column("foreign"),
              "amount": ~column("exact"),
              "duplicate": column("repeat") == "duplicate", "conflict": column("repeat") == "conflict"}
    if "status" in rows.columns and definitions.paid_statuses:
        caught["unpaid"] = ~column("status").is_in(_spelt(received, "status", definitions.paid_statuses))
    caught["instant"] = column("clock") == UNREAD
    if rules.window:
        begins, ends = (_local(instant, rules.time_zone) for instant in (rules.window.start, rules.window.end))
        caught["window"] = (column("clock") < begins) | (column("clock") >= ends)
    if "state" in projects and definitions.failed_states:
        failed = projects.index[projects["state"].isin(definitions.failed_states)]
        caught["failed-project"] = column("team").is_in(list(failed))
    return _first_of(caught)


def _rule(definitions: Definitions):
    """Why a prepared row does not reach the ledger under the definitions: a rule's number, 0 where it does."""
    column, caught = nw.col, {}
    for kind in ("lottery", "no-reward", "corporate", "match"):
        if getattr(definitions, kind.replace("-", "_")) == "excluded":
            caught[kind] = column("kind") == kind
    caught["refunded"] = (column("refunded_fen") > 0) & (column("refunded_fen") >= column("fen") - column("freight_fen"))
    return nw.when(column("out") == 0).then(_first_of(caught)).otherwise(column("out"))


def _first_of(caught: dict):
    rule = nw.lit(0)
    for name, where in reversed(caught.items()):
        rule = nw.when(where).then(nw.lit(NUMBERS[name])).otherwise(rule)
    return rule


def _spelt(received, column: str, words: tuple) -> list[str]:
    """How a column spells some words: what white space stands around them does not matter."""
    return sorted(text for text in distinct(received, column)[column] if text.strip() in words)


def _local(instant, time_zone: str) -> int:
    return _seconds(instant.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None))


def _check_refunds(rows, refunds: pd.DataFrame) -> None:
    """Refunds of unknown orders are marked in `refunds`; nobody gets back more than was paid."""
    if "given_back" not in rows.columns:
        return
    found = collect(pick(rows, ~nw.col("given_back").is_null(), "order", "position", "payable_fen", "given_back"))
    refunds.loc[(refunds["rule"] == "") & ~refunds["order"].isin(found["order"]), "rule"] = "refund-unknown-order"
    excess = found[found["payable_fen"] < found["given_back"]]
    if len(excess):
        order = excess.sort_values("position").iloc[0]
        row = refunds[refunds["order"] == order["order"]].iloc[-1]
        raise DataError(found="more refunded than paid on order {order}", expected="at most {paid:.2f} yuan",
                        where="{file} line {line}", remedy="ask the platform which of the two is right",
                        order=order["order"], paid=order["payable_fen"] / 100, file=row["file"], line=row["line"])


def _listed(rows):
    """Rows of which an amount or an instant was respelt, or that were refunded: all of them odd, so that the others need not be
    read. A spelling is listed where it was read as something else."""
    column, noted = nw.col, ("given_back", "payable_respelt", "paid_at_respelt")
    named = ("position", "file", "line", "order", "team", "clock", "fen", "payable_fen", *noted)
    whole, noted = column("damage") == "", [name for name in noted if name in rows.columns]
    rows = rows.with_columns(payable_respelt=nw.when(whole).then(column("payable_respelt")),
                             paid_at_respelt=nw.when(whole & (column("clock") != UNREAD)).then(column("paid_at_respelt")))
    return pick(rows, reduce(or_, (~column(name).is_null() for name in noted)), *(one for one in named if one in rows.columns))


def _kept(rows, time_zone: str):
    """The ledger's rows. In memory an instant knows its zone; engines keep the contest's clock."""
    received = ["file", "line", "order", "team", "buyer", "address"]
    columns = [*(name for name in received if name in rows.columns), "paid_at", "kind", "region", *MONEY_COLUMNS]
    kept = pick(rows, nw.col("rule") == 0, *(name for name in columns if name not in ("paid_at", "payable_fen")), "clock",
                payable_fen=nw.col("fen"))
    kept = kept.with_columns(paid_at=nw.lit(EPOCH) + nw.col("clock") * nw.lit(SECOND)).select(columns)
    if not in_memory(kept):
        return kept.to_native()
    kept = kept.to_native().reset_index(drop=True)
    return kept.assign(paid_at=kept["paid_at"].astype("datetime64[s]").dt.tz_localize(time_zone)).astype(
        dict.fromkeys(MONEY_COLUMNS, "int64"))


def _set_aside(rows, received, refunds: pd.DataFrame):
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


def _add_up_fates(rows) -> pd.DataFrame:
    """Rows and fen by file, team and rule; of those kept how much is amount, freight and refunds."""
    sums = {"fen_in": "fen", "all_freight_fen": "freight_fen", "all_amount_fen": "amount_fen", "all_refunded_fen": "refunded_fen"}
    fates = collect(rows.group_by("file", "team", "rule").agg(
        nw.len().alias("rows_in"), *(nw.col(name).sum().alias(new) for new, name in sums.items())))
    fates = fates.astype(dict.fromkeys(("rows_in", *sums), "int64")).assign(rule=fates["rule"].map(WORDS))
    kept = fates["rule"] == ""
    parts = {f"{unit}_kept": fates[f"{unit}_in"].where(kept, 0) for unit in ("rows", "fen")}
    parts |= {f"{unit}_set_aside": fates[f"{unit}_in"].where(~kept, 0) for unit in ("rows", "fen")}
    parts |= {name: fates[f"all_{name}"].where(kept, 0) for name in SPLIT}
    return fates.assign(**parts, after_freight_fen=fates["fen_in"] - fates["all_freight_fen"])


def _add_up_refunds(refunds: pd.DataFrame) -> pd.DataFrame:
    """Rows and fen of the refunds by file."""
    fen, kept = refunds["refunded_fen"], refunds["rule"] == ""
    parts = {"rows_in": 1, "rows_kept": kept, "rows_set_aside": ~kept, "fen_in": fen, "fen_kept": fen.where(kept, 0),
             "fen_set_aside": fen.where(~kept, 0)}
    return pd.DataFrame(parts, index=refunds.index).astype("int64").groupby(refunds["file"], sort=True).sum()


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


def _refunds(contest: Contest) -> pd.DataFrame:
    """Refund rows with their fen; a repeated refund number and an empty order are set aside."""
    refunds = contest.tables.get("refunds")
    if refunds is None or not len(refunds):
        return pd.DataFrame(columns=["file", "line", "order", "refunded_fen", "rule"])
    refunds = refunds.assign(refunded_fen=required_money(refunds, "refunded"), rule="")
    if "refund" in refunds:
        refunds.loc[refunds["refund"].duplicated(), "rule"] = "refund-repeated"
    return refunds


def _control(fates: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
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


def _borders(rows, rules: Rules) -> pd.DataFrame:
    """Paid rows within the rules' hours of the window's start or end, with what became of them."""
    columns = ["file", "line", "team", "paid_at", "payable_fen", "rule"]
    if rules.window is None:
        return pd.DataFrame(columns=columns)
    span, near = pd.Timedelta(hours=rules.window.border_hours), nw.lit(False)
    for instant in (rules.window.start, rules.window.end):
        first, last = (_local(end, rules.time_zone) for end in (instant - span, instant + span))
        near = near | ((nw.col("clock") >= first) & (nw.col("clock") <= last))
    near = near & nw.col("rule").is_in([0, NUMBERS["window"]])
    found = collect(pick(rows, near, "file", "line", "team", "clock", "payable_fen", "rule", "position"))
    found = found.sort_values(["clock", "position"], ignore_index=True)
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
    words = pd.Series(np.datetime_as_string(local.to_numpy()), index=clock.index, dtype=object).str.replace("T", " ", regex=False)
    return words + ahead.map(texts).astype(object)


def _changes(rows, listed, contest: Contest) -> pd.DataFrame:
    """Spellings that were read as something else than they stood, each once a file, with how many rows."""
    zone, column = contest.rules.time_zone, nw.col
    named = pick(rows, ~column("project_respelt").is_null() & (column("damage") == "") & (column("team") != ""),
                 "file", "project_respelt", "team", "line")
    parts = [(listed, "spelling-of-money", "payable", "fen", lambda fen: fen.map(lambda one: f"{one / 100:.2f}")),
             (listed, "spelling-of-instant", "paid_at", "clock", lambda clock: _instants(clock, zone)),
             (named, "alias", "project", "team", pd.Series)]
    frames = []
    for of, rule, field, value, words in parts:
        text = f"{field}_respelt"
        of = pick(of, ~column(text).is_null(), "file", text, value, "line")
        found = collect(of.group_by("file", text, value).agg(nw.col("line").min().alias("first_line"), nw.len().alias("rows")))
        found = found.set_axis(["file", "text", "value", "first_line", "rows"], axis=1)
        frames.append(found.assign(rule=rule, field=field, value=words(found["value"]).astype(object)))
    columns = ["rule", "file", "field", "text", "value"]
    changes = pd.concat(frames, ignore_index=True).sort_values(columns, ignore_index=True)
    return changes[[*columns, "first_line", "rows"]].astype({"first_line": "int64", "rows": "int64"})
