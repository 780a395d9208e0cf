"""What the data say: where every fen went, what each reading counts, which support is flagged."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from contestlib.catalogue import BRIDGE_WORDS, FLAG_WORDS, translate
from contestlib.records import Contest, Decision, Ledger, Selection
from contestlib.rules import Integrity
from contestlib.wording import definition_text, joined, listed, number_text, percent_text, say, yuan_text


def describe_ledger(ledger: Ledger, language: str, *, freight_unknown: bool = False) -> str:
    """How much came in, was kept and was set aside; the two add up. And whether freight could not be taken off."""
    orders = ledger.reconciliation[ledger.reconciliation["amount_fen"].notna()]
    told = say("{rows_in} order rows came in, {yuan_in} yuan payable; {rows_kept} rows with {yuan_kept} yuan are kept, "
               "{rows_aside} rows with {yuan_aside} yuan are set aside, each with its reason.", language,
               rows_in=f"{orders['rows_in'].sum():,}", yuan_in=yuan_text(orders["fen_in"].sum()),
               rows_kept=f"{orders['rows_kept'].sum():,}", yuan_kept=yuan_text(orders["fen_kept"].sum()),
               rows_aside=f"{orders['rows_set_aside'].sum():,}", yuan_aside=yuan_text(orders["fen_set_aside"].sum()))
    return told if not freight_unknown else told + say(
        " The rules leave freight out, but no table of tiers says how much it was: nothing was taken off.", language)


def freight_unknown(decision: Decision) -> bool:
    """The rules leave freight out, and no table of tiers says how much it was."""
    return (decision.contest.rules.definitions.freight == "excluded" and "tiers" not in decision.contest.tables
            and len(decision.ledger.reconciliation) > 0)


def describe_definitions(lists: Mapping[str, Selection], names: pd.Series, language: str) -> str:
    """Which readings of what counts would change the list, and how."""
    if len(lists) < 2:
        return say("No other reading of what counts changes the ledger.", language)
    first, changes = lists[""].finalists, []
    for name, selection in lists.items():
        other = selection.finalists
        if set(other) != set(first):
            changes.append(say("{reading}: {enters} in, {leaves} out", language, reading=definition_text(name, language),
                               enters=listed([team for team in other if team not in first], names, language) or "–",
                               leaves=listed([team for team in first if team not in other], names, language) or "–"))
    if not changes:
        return say("The list is the same under all {count} other readings of what counts.", language, count=len(lists) - 1)
    return say("{changed} of {count} other readings of what counts would change the list: {changes}.", language,
               changed=len(changes), count=len(lists) - 1, changes="; ".join(changes) if language == "en" else "；".join(changes))


def describe_control(ledger: Ledger, names: pd.Series, language: str) -> str:
    """Whether the ledger and the platform's own totals agree once every known difference is added back."""
    stated = ledger.control[ledger.control["precision"] != "missing"]
    apart = stated[~stated["agrees"].astype(bool)]
    if not len(stated):
        return say("The platform states no totals that the ledger could be compared with.", language)
    if not len(apart):
        return say("All {count} totals that the platform states are met to the fen or to the precision they are "
                   "stated in.", language, count=len(stated))
    detail = [f"{names[team]} {yuan_text(row['difference_fen'])}" for team, row in apart.iterrows()]
    return say("{agree} of {count} totals that the platform states are met; unexplained, in yuan: {apart}.", language,
               agree=len(stated) - len(apart), count=len(stated), apart=joined(detail, language))


def added_back(control: pd.DataFrame) -> list[str]:
    """Columns of `Ledger.control` with what stands between the ledger and the platform's totals, where it is not 0 everywhere."""
    ends = ("ledger_fen", "explained_fen", "platform_fen", "difference_fen")
    return [name for name in BRIDGE_WORDS if name not in ends and name in control and (control[name] != 0).any()]


def describe_rulings(contest: Contest, names: pd.Series, language: str, *, reasons: bool) -> list[str]:
    """The rulings of decisions.csv, one a line, with minute and reason where the reader may know them."""
    lines = []
    for row in contest.decisions.fillna("").to_dict("records"):
        kind = "flagged support" if row["kind"] == "flagged" else row["kind"]
        lines.append(say("{date}: {team}, {kind}: {value}" if row["value"] else "{date}: {team}, {kind}", language,
                         date=row.get("date") or "–", team=names[row["team"]],
                         kind=translate(kind, language), value=translate(row["value"], language)))
        told = joined([row[name] for name in ("minute", "reason") if row.get(name)], language)
        if reasons and told:
            lines[-1] = say("{sentence} ({more})", language, sentence=lines[-1], more=told)
    return lines


def describe_spread(normalized: pd.DataFrame, labels: pd.Series, language: str) -> str:
    """In which indicator the teams differ most and least, before any weight."""
    spread = normalized.std(ddof=0)
    most, least = spread.idxmax(), spread.idxmin()
    return say("Before any weight the teams differ most in {most} (standard deviation {high} of 1) and least in {least} ({low}).",
               language, most=labels.get(most, most), least=labels.get(least, least), high=number_text(spread[most], 2),
               low=number_text(spread[least], 2))


def describe_flag(flag: str, value: float, begins: str, thresholds: Integrity, language: str) -> str:
    """The evidence of one flag in words."""
    shares = ("burst", "largest-buyers", "largest-money", "round-amounts", "padding")
    return say(FLAG_WORDS[flag], language, value=percent_text(value, 1) if flag in shares else number_text(value, 0),
               begins=begins[:16], hours=thresholds.burst_hours, small=f"{thresholds.small_yuan:g}",
               round=f"{thresholds.round_yuan:g}")


def describe_flags(flags: pd.DataFrame, selection: Selection, without: Selection, names: pd.Series,
                   language: str) -> str:
    """Whose support crosses a threshold, and whether the list stands without it."""
    if not len(flags):
        return say("No team's support crosses a threshold of the rules.", language)
    teams = listed(dict.fromkeys(flags["team"]), names, language)
    before, after = selection.finalists, without.finalists
    if set(before) == set(after):
        return say("Support of {teams} crosses a threshold; the list is the same without it.", language, teams=teams)
    return say("Support of {teams} crosses a threshold; without it {enters} would replace {leaves}.", language,
               teams=teams, enters=listed([t for t in after if t not in before], names, language),
               leaves=listed([t for t in before if t not in after], names, language))
