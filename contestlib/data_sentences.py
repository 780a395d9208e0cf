"""What the data say: where every fen went, what each reading counts, which support is flagged."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from contestlib.catalogue import BRIDGE_WORDS, FLAG_WORDS, translate
from contestlib.records import Contest, Decision, Ledger, Selection
from contestlib.rules import Integrity
from contestlib.wording import (
    definition_text,
    indicator_names,
    joined,
    listed,
    number_text,
    percent_text,
    say,
    team_names,
    together,
    trimmed_text,
    value_text,
    yuan_text,
)


def describe_ledger(ledger: Ledger, language: str, *, freight_unknown: bool = False) -> str:
    """How much came in, was kept and was set aside; the two add up. And whether freight could not be taken off."""
    orders = ledger.reconciliation[ledger.reconciliation["amount_fen"].notna()]
    told = say("{rows_in} order rows came in, {yuan_in} yuan payable; {rows_kept} rows with {yuan_kept} yuan are kept, "
               "{rows_aside} rows with {yuan_aside} yuan are set aside, each with its reason.", language,
               rows_in=f"{orders['rows_in'].sum():,}", yuan_in=yuan_text(orders["fen_in"].sum()),
               rows_kept=f"{orders['rows_kept'].sum():,}", yuan_kept=yuan_text(orders["fen_kept"].sum()),
               rows_aside=f"{orders['rows_set_aside'].sum():,}", yuan_aside=yuan_text(orders["fen_set_aside"].sum()))
    refunds = ledger.reconciliation[ledger.reconciliation["amount_fen"].isna()]
    if refunds["rows_set_aside"].sum():
        told += say(" Of refunds, besides, {rows} rows with {yuan} yuan are set aside.", language,
                    rows=f"{refunds['rows_set_aside'].sum():,}", yuan=yuan_text(refunds["fen_set_aside"].sum()))
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
        told = joined(filter(None, (_written(row, name, language) for name in ("minute", "reason"))), language)
        if reasons and told:
            lines[-1] = say("{sentence} ({more})", language, sentence=lines[-1], more=told)
    return lines


def _written(ruling: Mapping, name: str, language: str) -> str:
    """A column of decisions.csv in the reader's language (``reason_en``), or else as the committee wrote it (``reason``)."""
    return ruling.get(f"{name}_{language}") or ruling.get(name) or ""


def describe_decided(decision: Decision, language: str, *, withdrawals: bool = True, reasons: bool = False) -> list[str]:
    """The rulings in force as the public may read them: date, minute, team, what was decided, and what the list would be without
    it where that was computed; withdrawals where they are not told elsewhere, reasons where the reader may know them. No judge
    stands in them."""
    names = team_names(decision.contest, language)
    lines = []
    for at, row in decision.contest.decisions.fillna("").iterrows():
        if row["kind"] == "withdrawal" and not withdrawals:
            continue
        minute = _written(row, "minute", language)
        # What is written in Chinese alone stands in the Chinese notice; date and team say in the other which ruling is meant.
        heading = "{date} ({minute}): {decided}" if minute and (language == "zh" or minute.isascii()) else "{date}: {decided}"
        decided = together([_decided(decision, row, names, language), _without_ruling(decision, at, row, names, language)],
                           language)
        if reasons and (reason := _written(row, "reason", language)):
            decided = together([decided, say("Reason: {reason}.", language, reason=reason)], language)
        lines.append(say(heading, language, date=row.get("date") or "–", minute=minute, decided=decided))
    return lines


def _decided(decision: Decision, row: pd.Series, names: pd.Series, language: str) -> str:
    team = names[row["team"]]
    if row["kind"] != "correction":
        return say({"withdrawal": "{team} withdraws.", "disqualification": "{team} takes no part in the ranking any longer.",
                    "wild-card": "{team} has a place by a wild card, whatever its rank.",
                    "flagged": "Part of the support of {team} was put before the committee: it goes on counting."
                    if row["value"] == "keep" else
                    "Part of the support of {team} was put before the committee: it does not count."}[row["kind"]], language,
                   team=team)
    rules = decision.contest.rules
    code, value = (part.strip() for part in row["value"].partition("=")[::2])
    corrected = decision.fills[(decision.fills["rule"] == "correction") & (decision.fills["team"] == row["team"])]
    own = corrected[(corrected["indicator"] == code) & (corrected["judge"] == "")]
    judge, _, criterion = code.partition(" ")
    codes = {i.source.removeprefix("panel:"): i.code for i in rules.indicators if i.source.startswith("panel:")}
    marks = corrected[(corrected["judge"] == judge) & (corrected["indicator"] == codes.get(criterion.strip()))]
    labels, indicators = indicator_names(rules, language), {indicator.code: indicator for indicator in rules.indicators}
    if len(own):
        return say("{indicator} of {team} is corrected from {found} to {value}.", language, team=team, indicator=labels[code],
                   **{name: value_text(own[name].iloc[0], indicators[code]) for name in ("found", "value")})
    if len(marks):
        return say("A judge's mark of {team} in {indicator} is corrected from {found} to {value}.", language, team=team,
                   indicator=labels[marks["indicator"].iloc[0]], found=trimmed_text(marks["found"].iloc[0]),
                   value=trimmed_text(marks["value"].iloc[0]))
    return say("A value of {team} is corrected; the list does not depend on it.", language, team=team)


def _without_ruling(decision: Decision, at: int, row: pd.Series, names: pd.Series, language: str) -> str:
    """What the list would be without one ruling; nothing where nobody drew it up, or where a sentence about the list says so."""
    finalists, kind = decision.selection.finalists, row["kind"]
    if kind == "flagged" and row["value"] == "keep" and decision.without_flagged is not None:
        alone = set(decision.flags.loc[decision.flags["orders"] > 0, "team"]) <= {row["team"]}
        return _exchange_text(finalists, decision.without_flagged.finalists, "If it did not count, {exchange}." if alone else
                              "If no such support of any team counted, {exchange}.", names, language)
    if kind == "correction" and at in decision.without_corrections:
        other = decision.without_corrections[at]
        return say("Without this ruling the list could not have been drawn up.", language) if other is None else _exchange_text(
            finalists, other.finalists, "Without this ruling, {exchange}.", names, language)
    log = decision.selection.log
    moved = log.loc[log["event"] == "moved-up", "team"]
    if kind == "withdrawal" and decision.selection.withdrawn == (row["team"],) and len(moved) == 1:
        return say("Its place went to {moved}.", language, moved=names[moved.iloc[0]])
    return ""


def _exchange_text(now: tuple, then: tuple, template: str, names: pd.Series, language: str) -> str:
    enters, leaves = ([team for team in one if team not in other] for one, other in ((then, now), (now, then)))
    exchange = say("{enters} would be on the list in place of {leaves}" if enters or leaves else "the list would be the same",
                   language, enters=listed(enters, names, language) or "–", leaves=listed(leaves, names, language) or "–")
    return say(template, language, exchange=exchange)


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
