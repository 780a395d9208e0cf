"""The rules of cleaning: what each one says, and which of them catches a row first."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import narwhals as nw

from contestlib.plain import UNREAD
from contestlib.rules import Definitions, Rules

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

# Which field of a row each rule looked at.
FIELDS = {"shape": "damage", "foreign": "project", "amount": "payable", "duplicate": "order", "conflict": "order",
          "unpaid": "status", "instant": "paid_at", "window": "paid_at", "failed-project": "project", "lottery": "payable",
          "no-reward": "payable", "corporate": "type", "match": "type", "refunded": "payable"}
EPOCH, SECOND = datetime(1970, 1, 1), timedelta(seconds=1)


def rule_of_case(case, rules: Rules, failed: set) -> int:
    """The number of the first rule that catches all rows of a case alike, whatever the others say; 0 where none does.

    Parameters
    ----------
    case : named tuple
        named (whether its rows are whole and name a project), foreign, status (None where the files have none), team.
    rules : Rules
    failed : set of str
        Teams whose project missed its goal.
    """
    definitions = rules.definitions
    unpaid = definitions.paid_statuses and case.status is not None and case.status.strip() not in definitions.paid_statuses
    caught = {"shape": not case.named, "foreign": case.foreign, "unpaid": unpaid, "failed-project": case.team in failed}
    return next((NUMBERS[rule] for rule, holds in caught.items() if holds), 0)


def first_rule(rules: Rules):
    """The number of the first rule that keeps a row out whatever counts, 0 where none does: an expression of case_rule, exact,
    repeat and clock."""
    column = nw.col
    of_case = {rule: column("case_rule") == NUMBERS[rule] for rule in ("shape", "foreign", "unpaid", "failed-project")}
    caught = {"shape": of_case["shape"], "foreign": of_case["foreign"], "amount": ~column("exact"),
              "duplicate": column("repeat") == NUMBERS["duplicate"], "conflict": column("repeat") == NUMBERS["conflict"],
              "unpaid": of_case["unpaid"], "instant": column("clock") == UNREAD}
    if rules.window:
        begins, ends = (clock_of(instant, rules.time_zone) for instant in (rules.window.start, rules.window.end))
        caught["window"] = (column("clock") < begins) | (column("clock") >= ends)
    return _first_of(caught | {"failed-project": of_case["failed-project"]})


def rule_by_definition(definitions: Definitions):
    """The same under the definitions: an expression of what `first_rule` found, `out`, and of what a row counts."""
    column, caught = nw.col, {}
    for kind in ("lottery", "no-reward", "corporate", "match"):
        if getattr(definitions, kind.replace("-", "_")) == "excluded":
            caught[kind] = column("lottery") if kind == "lottery" else ~column("lottery") & (column("kind") == kind)
    caught["refunded"] = (column("refunded_fen") > 0) & (column("refunded_fen") >= column("fen") - column("freight_fen"))
    return nw.when(column("out") == 0).then(_first_of(caught)).otherwise(column("out"))


def _first_of(caught: dict):
    rule = nw.lit(0)
    for name, where in reversed(caught.items()):
        rule = nw.when(where).then(nw.lit(NUMBERS[name])).otherwise(rule)
    return rule


def seconds_of(clock: datetime) -> int:
    """Of a clock that knows no zone, since it would have shown the beginning of 1970."""
    return (clock - EPOCH) // SECOND


def clock_of(instant: datetime, time_zone: str) -> int:
    """What the clock of a zone shows at an instant, in seconds."""
    return seconds_of(instant.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None))
