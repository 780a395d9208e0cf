"""The public notice: the list, the time for objections, the hash, and a card by which each team can check itself."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

import pandas as pd

from contestlib.catalogue import translate
from contestlib.change_sentences import moved_points_text
from contestlib.data_sentences import describe_decided
from contestlib.judge_sentences import describe_few_marks
from contestlib.list_sentences import describe_cut, describe_lot, describe_order, quota_texts, teams_below, unranked_teams
from contestlib.method import (
    describe_aggregation,
    describe_assumptions,
    describe_basis,
    describe_method,
    describe_normalization,
    values_move_each_other,
)
from contestlib.own_values import describe_money, judge_counts, value_marks
from contestlib.record_sentences import describe_seal
from contestlib.records import Decision
from contestlib.reporting import render_page
from contestlib.rounding import snap
from contestlib.rules import Indicator
from contestlib.selection import check_decided, lots_drawn
from contestlib.shortfalls import needed_points
from contestlib.wording import (
    indicator_names,
    joined,
    listed,
    percent_text,
    points_text,
    register_values,
    say,
    team_names,
    trimmed_text,
    unit_text,
    value_text,
)

REASONS = ("withdrawals", "floors", "wild_cards", "displaced", "prices", "replacements")  # sentences below the list


def notice_html(decision: Decision, record: dict, language: str, *, font: Callable[[str], bytes] = lambda text: b"",
                needed: pd.DataFrame | None = None) -> str:
    """The notice as one self-contained page; of people it names nobody, of flags and the reasons of
    rulings it says nothing.

    Parameters
    ----------
    decision : Decision
    record : dict
        Its record, whose digest the notice publishes.
    language : {"zh", "en"}
    font : callable, optional
        Returns a font with the characters of the text it is given, to be put into the page.
    needed : DataFrame, optional
        `shortfalls.needed_points`, where they are known already.

    Returns
    -------
    str

    Raises
    ------
    TieError
        A tie at the cut is open: such a list cannot be published.
    """
    contest, baseline, selection = decision.contest, decision.baseline, check_decided(decision.selection)
    names = team_names(contest, language)
    cards = team_cards(decision, language, needed=needed)
    placed = [(place, team, cards[team]["total"] if team in cards else "") for place, team in enumerate(selection.finalists, 1)]
    reserves = [(place, team, cards[team]["total"]) for place, team in enumerate(selection.reserves, 1)]
    return render_page(
        "notice.html", language, font,
        title=record["contest"][f"title_{language}"] or record["contest"]["title_zh"], record=record, names=names, cards=cards,
        synthetic=contest.rules.synthetic, finalists=placed, reserves=reserves,
        objections=describe_objections(decision, language),
        basis=describe_basis(baseline, language), assumed=describe_assumptions(baseline, language),
        method=describe_method(baseline, language),
        moving=values_move_each_other(baseline), formulas=describe_normalization(baseline, language),
        panel=_panel_texts(decision, language),
        sealed=bool(record["seal"]) and record["seal"]["intact"] and not (
            record["seal"]["departures"] or record["seal"]["raw_files"]),
        nominal=record["findings"][language]["nominal"],
        quotas=bool(contest.rules.quotas), points=f"{contest.rules.points:g}",
        cut=describe_cut(baseline, selection, names, language), order=describe_order(baseline, selection, names, language),
        statuses=joined([translate(status, language) for status in contest.rules.eligible], language),
        reasons=[record["findings"][language][name] for name in REASONS], seal=describe_seal(record, language),
        departed=bool(record["seal"] and (record["seal"]["departures"] or not record["seal"]["intact"])),
        rulings=describe_decided(decision, language),
        unranked=[(names[team], translate(status, language))
                  for team, status in unranked_teams(contest, baseline.totals.index).items()])


def _panel_texts(decision: Decision, language: str) -> list[str]:
    """How marks were aggregated, and for which teams otherwise; nothing without a panel."""
    if decision.panel is None or not any(
            indicator.source.startswith("panel:") for indicator in decision.contest.rules.indicators):
        return []
    rule, names = decision.contest.rules.panel, team_names(decision.contest, language)
    panel = replace(decision.panel, counts=decision.panel.counts.reindex(decision.baseline.totals.index).dropna())
    return [describe_aggregation(rule, panel, language),
            describe_few_marks(decision.panel, rule, decision.baseline.totals.index, names, language)]


def describe_objections(decision: Decision, language: str) -> str:
    """Until when and where a team may object, as the rules say."""
    rules = decision.contest.rules
    if rules.objections is None:
        return say("The rules state no time for objections.", language)
    start, end = (instant.astimezone(ZoneInfo(rules.time_zone)).strftime("%Y-%m-%d %H:%M")
                  for instant in (rules.objections.start, rules.objections.end))
    to = getattr(rules.objections, f"to_{language}") or rules.objections.to_zh or rules.objections.to_en
    return say("Objections: from {start} to {end} ({zone}), to {to}.", language, start=start, end=end,
               zone=translate(rules.time_zone, language), to=to or "–")


def team_cards(decision: Decision, language: str, *, needed: pd.DataFrame | None = None) -> dict[str, dict]:
    """What the notice says of each ranked team, best first.

    Parameters
    ----------
    decision : Decision
    language : {"zh", "en"}
    needed : DataFrame, optional
        As for `notice_html`.

    Returns
    -------
    dict of team id to dict
        name, city, rank, total, status, rows (one an indicator: label, notes on the value, own value, unit, points, most,
        needed), bonus, sentences, and money (from the platform's total to what counts), all of them texts.
    """
    baseline, contest, selection = decision.baseline, decision.contest, decision.selection
    names = team_names(contest, language)
    city = register_values(contest, "city", language) if "city" in contest.teams else {}
    power, needed = baseline.power, needed_points(decision) if needed is None else needed
    sentences = team_sentences(decision, language, needed=needed)
    notes = (value_marks(decision, language), judge_counts(decision, language))
    sold = any(indicator.source == "ledger:amount" for indicator in contest.rules.indicators)
    status = dict.fromkeys(selection.reserves, "reserve") | dict.fromkeys(selection.finalists, "finalist") | dict.fromkeys(
        selection.tied, "tied at the cut") | dict.fromkeys(selection.withdrawn, "withdrawn")
    return {team: {
        "name": names[team], "city": city.get(team, ""),
        "rank": str(baseline.ranks[team]), "total": points_text(baseline.totals[team], baseline),
        "status": translate(status.get(team, "without a place"), language),
        "placed": team in selection.finalists, "gone": team in selection.withdrawn,
        "rows": _rows(decision, team, needed if power == 1 else needed[:0], notes, language),
        "needs": power == 1 and team in needed.index,
        "bonus": points_text(baseline.bonus[team], baseline) if baseline.bonus[team] else "",
        "additive": power == 1, "unrounded": trimmed_text(snap(baseline.unrounded[team])),
        "sentences": sentences[team], "money": describe_money(decision.ledger, team, language) if sold else "",
    } for team in baseline.table.index}


def team_sentences(decision: Decision, language: str, *, needed: pd.DataFrame | None = None) -> dict[str, list[str]]:
    """What each ranked team lacks, the range of its ranks, and the smallest change of the weights that would alter its place.

    Parameters
    ----------
    decision : Decision
    language : {"zh", "en"}
    needed : DataFrame, optional
        As for `notice_html`.

    Returns
    -------
    dict of team id to list of str
    """
    gaps = (needed_points(decision) if needed is None else needed)[""]
    names, reasons = team_names(decision.contest, language), _reasons(decision)
    return {team: _sentences(decision, team, gaps.get(team), reasons, names, language)
            for team in decision.baseline.totals.index}


def _reasons(decision: Decision) -> tuple[dict, set, dict, list]:
    """What else than its total decided about a team: which rule kept it out, who moved up, floors not reached, lots."""
    baseline, selection = decision.baseline, decision.selection
    moved = selection.log.loc[selection.log["event"] == "moved-up", "team"]
    return (selection.displaced.set_index("team")["why"].to_dict(), set(moved), teams_below(baseline, decision.contest.teams),
            lots_drawn(baseline.totals, selection))


def _rows(decision: Decision, team: str, needed: pd.DataFrame, notes: tuple[dict, ...], language: str) -> list[dict]:
    """Own value, points and, where an indicator alone could bring a place, the points that would have done it."""
    baseline = decision.baseline
    labels, rows = indicator_names(baseline.rules, language), []
    indicators = {indicator.code: indicator for indicator in baseline.rules.indicators}
    for code in baseline.weights.index[baseline.weights > 0]:
        points, most = baseline.contributions.at[team, code], baseline.rules.points * baseline.weights[code]
        enough = points + needed.at[team, code] if team in needed.index else math.nan
        value, indicator = baseline.matrix.at[team, code], indicators.get(code, Indicator(code))
        rows.append({"label": labels.get(code, code),
                     "notes": [told[team, code] for told in notes if (team, code) in told],
                     "value": value_text(value, indicator, 6), "unit": unit_text(indicator, language),
                     "points": trimmed_text(snap(points)),
                     "most": trimmed_text(snap(most)), "weight": percent_text(baseline.weights[code], 2),
                     "needed": trimmed_text(math.ceil(snap(1e4 * enough) - 1e-6) / 1e4) if enough <= most + 1e-9 else "–"})
    return rows


def _sentences(decision: Decision, team: str, gap: float | None, reasons: tuple[dict, set, dict, list], names: pd.Series,
               language: str) -> list[str]:
    baseline, selection = decision.baseline, decision.selection
    lines, on_list, (displaced, moved, below, drawn) = [], team in selection.finalists, reasons
    lots = [(won, lost) for won, lost in drawn if team in won + lost]
    if team in selection.wild_cards:
        lines.append(say("It has its place by a ruling (wild card), whatever its rank.", language))
    elif team in below:
        lines.append(say("Below what a finalist must reach: {floors}. It has no place, whatever its rank.", language,
                         floors=quota_texts("; ".join(below[team]), baseline.rules, names, language)))
    elif team in displaced:
        lines.append(say("It ranks ahead of the last finalist; kept out by the rule: {why}.", language,
                         why=quota_texts(displaced[team], baseline.rules, names, language)))
        if gap is not None:
            lines.append(say("By the rules a place would have taken it a total of {aim}, {gap} points more.", language,
                             aim=points_text(baseline.totals[team] + gap, baseline), gap=points_text(gap, baseline)))
    elif lots:
        lines.append(describe_lot(*lots[0], baseline, names, language))
    elif on_list:
        if team in moved:
            lines.append(say("It moved up when another team gave its place back.", language))
    elif team in selection.withdrawn:
        lines.append(say("It gave its place back.", language))
    elif gap is not None:
        ranked = [chosen for chosen in selection.finalists if chosen not in selection.wild_cards]
        lowest, aim = baseline.totals[ranked].min(), baseline.totals[team] + gap
        step = 0.0 if baseline.rules.decimals is None else 10.0 ** -baseline.rules.decimals
        if baseline.totals[team] >= lowest - 1e-9:
            lines.append(say("It shares the lowest total with a place; in the order of the list it stands behind.", language))
        template = ("The lowest total with a place is {lowest}: {gap} points more would have been ahead of it."
                    if abs(aim - lowest - step) < 1e-9 else
                    "The lowest total with a place is {lowest}: {gap} points more would have drawn level, which by the rules "
                    "would have been enough." if abs(aim - lowest) < 1e-9 else
                    "The lowest total with a place is {lowest}, but by the rules this team would have needed {aim}, {gap} points "
                    "more.")
        lines.append(say(template, language, lowest=points_text(lowest, baseline), gap=points_text(gap, baseline),
                         aim=points_text(aim, baseline)))
    elif not selection.tied:
        lines.append(say("Quotas and rulings leave it no place, whatever its total.", language))
    ranges = decision.ranges.table
    if team in ranges.index:
        row, counted = ranges.loc[team], len(decision.competing.ranks) == len(baseline.ranks)
        same = row["best"] == row["worst"]
        lines.append(say("Whatever admissible weights are chosen, its rank is {rank}" if counted and same else
                         "Whatever admissible weights are chosen, its rank, withdrawn teams not counted, is {rank}" if same else
                         "Over all admissible weights its rank lies between {best} and {worst}" if counted else
                         "Over all admissible weights its rank, withdrawn teams not counted, lies between {best} and {worst}",
                         language, rank=int(row["best"]), best=int(row["best"]), worst=int(row["worst"]))
                     + _place_text(decision, team, language))
    path = decision.paths.get(team)
    if path is not None and path.official == "changes":
        lines.append(say("Within the admissible weights it would lose its place if {points} percentage points were moved; by the "
                         "rules {others} would come in." if on_list and path.official_enters else
                         "Within the admissible weights it would lose its place if {points} percentage points were moved; nobody "
                         "would come in, as a tie enlarges the list." if on_list else
                         "Within the admissible weights it would win a place if {points} percentage points were moved; by the "
                         "rules "
                         "{others} would lose one." if path.official_leaves else
                         "Within the admissible weights it would win a place if {points} percentage points were moved; a tie "
                         "would enlarge the list, and nobody would lose one.", language,
                         points=moved_points_text(path, decision.competing.weights),
                         others=listed(path.official_enters if on_list else path.official_leaves, names, language) or "–"))
    return lines


def _place_text(decision: Decision, team: str, language: str) -> str:
    """What the exact answer says of a place; nothing where it leaves quotas out and the list by the rules says otherwise."""
    status, on_list = decision.ranges.table.at[team, "status"], team in decision.selection.finalists
    if decision.ranges.quotas != "left out":
        return say("; while the weights alone vary, a place is {status}.", language, status=translate(status, language))
    if (status == "impossible" and on_list) or (status == "certain" and not on_list):
        return say(".", language)
    return say("; were there no quotas, a place would be {status}.", language, status=translate(status, language))
