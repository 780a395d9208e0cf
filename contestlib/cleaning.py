"""From the platform's tables to a ledger, with the fate of every row and every fen."""

from __future__ import annotations

from datetime import datetime

import narwhals as nw
import numpy as np
import pandas as pd

from contestlib.errors import DataError
from contestlib.fates import CLEANING_RULES, NUMBERS, SET_ASIDE_RULES, first_rule, rule_by_definition, rule_of_case, seconds_of
from contestlib.figures import FEW, with_figures
from contestlib.frames import collect, describe_numbers, look_up, pick, put_back, settle
from contestlib.ledger_tables import (
    ADDED,
    MONEY_COLUMNS,
    add_up_fates,
    add_up_refunds,
    border_rows,
    control_table,
    empty_ledger,
    kept_rows,
    list_changes,
    set_aside_rows,
)
from contestlib.names import FOREIGN
from contestlib.plain import UNREAD
from contestlib.platform_tables import projects_by_team, read_refunds, tiers_by_team
from contestlib.records import Contest, Ledger
from contestlib.rules import Definitions, Rules
from contestlib.values import doubtful_spans

__all__ = ["CLEANING_RULES", "SET_ASIDE_RULES", "clean_orders", "empty_ledger", "keep_orders", "prepare_orders"]

# Columns in which a row may differ from another and still say the same.
NO_CONTENT = ("file", "line", "position", "sheet", "address", "exact", "clock", "careful", "again", "case", "fen", "payable_fen",
              "freight_fen", "refunded_fen", "team", "kind", "lottery", "out")
# Of each row no more is stored than the ledger and its tables say; what fen there are is read again out of the payable ones.
STORED = ("position", "line", "order", "case", "buyer", "address", "clock", "lottery", *MONEY_COLUMNS[:3], "rule",
          "file", "team", "kind", "region")
OF_CASE = ("file", "team", "kind", "region")  # what its case says of a row


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
    refunds, projects = read_refunds(contest), projects_by_team(contest)
    received = _received(orders, contest, refunds)
    cases = _judged_cases(received, contest, projects)
    repeats = _repeats(received, refunds)
    _check_refunds(repeats, refunds)
    rows = _judge(_prepared(received, cases, repeats, contest.rules), contest.rules.definitions)
    rows = settle(rows.select([name for name in STORED if name in rows.columns]), left=("order",))
    rows = _with_amount(rows.with_columns(fen=nw.col("payable_fen").fill_null(0).cast(nw.Int64)))
    fates = add_up_fates(rows, cases)
    whole = put_back(rows, received, ("order",))
    by_file = fates.groupby("file", sort=True).sum(numeric_only=True)
    return Ledger(
        kept=kept_rows(whole, contest.rules.time_zone),
        set_aside=set_aside_rows(whole, received, refunds), changes=list_changes(received, cases, contest.rules.time_zone),
        reconciliation=pd.concat([by_file[list(ADDED)], add_up_refunds(refunds)]),
        by_team=fates.groupby("team", sort=True).sum(numeric_only=True)[list(ADDED)],
        control=control_table(fates, projects), borders=border_rows(rows, cases, contest.rules))


def _received(orders, contest: Contest, refunds: pd.DataFrame):
    """Orders with what `with_figures` adds, and without the notes on how their files were read, which pandas would copy at every
    step."""
    if isinstance(orders, pd.DataFrame):
        orders = orders.copy(deep=False)
        orders.attrs = {}
        if "position" not in orders:
            orders["position"] = np.arange(len(orders))
        if "case" not in orders:
            orders = with_figures(orders, contest.rules.time_zone, refunds["order"])
    received = nw.from_native(orders)
    if "payable_fen" in received.columns:
        return received
    unreadable = nw.col("fen") == UNREAD
    return received.with_columns(payable_fen=nw.when(~unreadable).then(nw.col("fen")),
                                 fen=nw.when(unreadable).then(0).otherwise(nw.col("fen")))


def keep_orders(prepared, contest: Contest):
    """The rows that count alone, for definitions that are tried out; `clean_orders` says what became of the others.

    Parameters
    ----------
    prepared : table
        As `prepare_orders` returns it.
    contest : Contest
    """
    return kept_rows(_with_amount(_judge(nw.from_native(prepared), contest.rules.definitions)), contest.rules.time_zone)


def prepare_orders(orders, contest: Contest):
    """Orders with what holds whatever counts: fen, whether they are exact, clock, team, kind, freight, what was given back, and
    which rows no definition lets in.

    Parameters
    ----------
    orders : table
        As `read_orders` returns it.
    contest : Contest
    """
    refunds = read_refunds(contest)
    received = _received(orders, contest, refunds)
    if "out" in received.columns:
        return orders
    cases = _judged_cases(received, contest, projects_by_team(contest))
    return settle(_prepared(received, cases, _repeats(received, refunds), contest.rules)).to_native()


def _prepared(received, cases: pd.DataFrame, repeats, rules: Rules):
    """`prepare_orders`, not yet computed where the orders are in an engine."""
    if "out" in received.columns:
        return received
    column = nw.col
    found = cases[["case", "case_rule", *OF_CASE, "goods_freight_fen", "lottery_fen"]]
    rows = look_up(received.drop("file", "region"), found, few=OF_CASE)  # a file's name stands there once, not in every row
    rows = look_up(rows, repeats.select("position", "repeat", "given_back"))
    for span in doubtful_spans(rules.time_zone, _years(received, rules)):
        begins, ends = (seconds_of(datetime.fromisoformat(end)) for end in span)
        doubtful = (column("clock") >= begins) & (column("clock") < ends)
        rows = rows.with_columns(clock=nw.when(doubtful).then(UNREAD).otherwise(column("clock")))
    lottery = (column("payable_fen") == column("lottery_fen")).fill_null(False)
    charged = ~column("payable_fen").is_null() & ~lottery
    return rows.with_columns(
        lottery=lottery, freight_fen=nw.when(charged).then(column("goods_freight_fen")).otherwise(0),
        refunded_fen=column("given_back").fill_null(0).cast(nw.Int64), out=first_rule(rules)).drop(
            "case_rule", "goods_freight_fen", "lottery_fen", "given_back", "repeat")


def _judge(rows, definitions: Definitions):
    """What each prepared row counts, and the rule that keeps it out."""
    rows = rows.with_columns(rule=rule_by_definition(definitions))
    if definitions.freight == "included":
        rows = rows.with_columns(freight_fen=0 * nw.col("fen"))
    if definitions.refunds == "gross":
        rows = rows.with_columns(refunded_fen=nw.when(nw.col("rule") == NUMBERS["refunded"]).then(
            nw.col("refunded_fen")).otherwise(0))
    return rows


def _with_amount(rows):
    return rows.with_columns(amount_fen=nw.col("fen") - nw.col("freight_fen") - nw.col("refunded_fen"))


def _judged_cases(received, contest: Contest, projects: pd.DataFrame) -> pd.DataFrame:
    """What rows that are alike in their columns of few spellings have in common, each such case judged once.

    Beside these columns: case, position, line and rows (of the first one, of the uppermost one, and how many), team, registered
    (whether the project is spelt as in the register), kind, goods_freight_fen and lottery_fen (its price, -1 without one), and
    case_rule (the number of the rule that keeps all of them out, 0 where none does).
    """
    definitions = contest.rules.definitions
    cases = describe_numbers(received, "case", *(name for name in FEW if name in received.columns))
    named = (cases["damage"] == "") & (cases["project"] != "")
    asked = cases[named].drop_duplicates("project")
    teams = contest.identify(asked["project"], asked["file"], asked["line"], foreign=True)
    team = cases["project"].map(dict(zip(asked["project"], teams, strict=True))).where(named, "")
    foreign, cases["team"] = team == FOREIGN, team.where(team != FOREIGN, "").astype(object)
    cases["registered"] = cases["project"].isin({*contest.teams["project"], *contest.teams["name_zh"]})
    words = cases["type"].str.strip() if "type" in cases else pd.Series("", index=cases.index)
    kinds = {"corporate": words.isin(definitions.corporate_types), "match": words.isin(definitions.match_types),
             "no-reward": ~cases["has_address"].astype(bool)}
    cases["kind"] = np.select([*kinds.values()], [*kinds], "goods").astype(object)
    of_team = tiers_by_team(contest).reindex(cases["team"]).set_axis(cases.index)
    given = cases["kind"].isin(("corporate", "match"))
    cases["goods_freight_fen"] = of_team["freight_fen"].where(cases["kind"] == "goods").fillna(0).astype("int64")
    cases["lottery_fen"] = of_team["lottery_fen"].mask(given).fillna(-1).astype("int64")
    failed = projects.index[projects["state"].isin(definitions.failed_states)] if "state" in projects else ()
    asked = cases.assign(named=named, foreign=foreign, status=cases.get("status"))
    cases["case_rule"] = [rule_of_case(case, contest.rules, set(failed)) for case in asked.itertuples()]
    return cases


def _years(received, rules: Rules) -> list[int]:
    """Those of the window, or in which somebody paid, with their neighbours."""
    if rules.window:
        return list(range(rules.window.start.year - 1, rules.window.end.year + 2))
    years = collect(received.filter(nw.col("clock") != UNREAD).select(year=1970 + nw.col("clock") // 31_556_952).unique())["year"]
    return sorted({int(year) + near for year in years for near in (-1, 0, 1)})


def _repeats(received, refunds: pd.DataFrame):
    """Of the rows whose order stands in another one, or was refunded: position, order, payable_fen, repeat and given_back.

    By paging and appending rows repeat an order: the first of an order stays; a repeat that differs is a conflict. Fen are given
    back on whole rows that repeat nothing.
    """
    column = nw.col
    content = [name for name in received.columns if name not in NO_CONTENT]
    again = pick(received, column("again"), *content, "position", "payable_fen", "exact")
    if "order" not in content:
        again = again.with_columns(order=nw.lit(""))
    again = settle(again)
    numbered = ((column("damage") == "") & (column("project") != "") & column("exact")
                & column("order").str.contains("[^ \t\r\n\u00a0\u3000]"))
    told = again.filter(numbered)
    first = told.group_by("order").agg(first=column("position").min(), rows=nw.len()).filter(column("rows") > 1).drop("rows")
    repeated = told.join(first, on="order", how="inner").select(*content, "position", "first")
    alike = repeated.group_by(*content).agg(first_alike=column("position").min())
    repeated = repeated.join(alike, on=content, how="left").filter(column("position") > column("first"))
    found = look_up(again, repeated.select("position", repeat=nw.when(column("first_alike") < column("position")).then(
        nw.lit(NUMBERS["duplicate"])).otherwise(nw.lit(NUMBERS["conflict"]))))
    by_order = refunds[refunds["rule"] == ""].groupby("order")["refunded_fen"].sum()
    found = look_up(found, pd.DataFrame({"order": by_order.index.astype(object),
                                         "given_back": by_order.to_numpy().astype("int64")}))
    counted = column("repeat").is_null() & (column("damage") == "")
    found = found.select("position", "order", "payable_fen", "repeat", given_back=nw.when(counted).then(column("given_back")))
    return settle(found.filter(~column("repeat").is_null() | ~column("given_back").is_null()))


def _check_refunds(repeats, refunds: pd.DataFrame) -> None:
    """Refunds of unknown orders are marked in `refunds`; nobody gets back more than was paid."""
    found = collect(repeats.filter(~nw.col("given_back").is_null()))
    refunds.loc[(refunds["rule"] == "") & ~refunds["order"].isin(found["order"]), "rule"] = "refund-unknown-order"
    excess = found[found["payable_fen"] < found["given_back"]]
    if len(excess):
        order = excess.sort_values("position").iloc[0]
        row = refunds[refunds["order"] == order["order"]].iloc[-1]
        raise DataError(found="more refunded than paid on order {order}", expected="at most {paid:.2f} yuan",
                        where="{file} line {line}", remedy="ask the platform which of the two is right",
                        order=order["order"], paid=order["payable_fen"] / 100, file=row["file"], line=row["line"])
