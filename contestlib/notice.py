"""The public notice: the list, the time for objections, the hash, and a card by which each team can check itself."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pandas as pd

from contestlib.catalogue import translate
from contestlib.method import describe_assumptions, describe_method
from contestlib.records import Decision, Standings
from contestlib.reporting import render_page
from contestlib.rounding import snap
from contestlib.selection import check_decided
from contestlib.sentences import (
    describe_cut,
    describe_order,
    describe_seal,
    indicator_names,
    joined,
    listed,
    number_text,
    percent_text,
    points_text,
    quota_texts,
    register_values,
    say,
    team_names,
    teams_below,
)

REASONS = ("withdrawals", "floors", "wild_cards", "displaced", "prices", "replacements")  # sentences below the list


def notice_html(decision: Decision, record: dict, language: str, *, font: Callable[[str], bytes] = lambda text: b"") -> str:
    """The notice as one self-contained page; of people it names nobody, of flags and rulings' reasons it says nothing.

    Parameters
    ----------
    decision : Decision
    record : dict
        Its record, whose digest the notice publishes.
    language : {"zh", "en"}
    font : callable, optional
        Returns a font with the characters of the text it is given, to be put into the page.

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
    cards = team_cards(decision, language)
    placed = [(place, team, cards[team]["total"] if team in cards else "") for place, team in enumerate(selection.finalists, 1)]
    reserves = [(place, team, cards[team]["total"]) for place, team in enumerate(selection.reserves, 1)]
    return render_page(
        "notice.html", language, font,
        title=record["contest"][f"title_{language}"] or record["contest"]["title_zh"], record=record, names=names, cards=cards,
        synthetic=contest.rules.synthetic, finalists=placed, reserves=reserves,
        objections=describe_objections(decision, language),
        assumed=describe_assumptions(baseline, language), method=describe_method(baseline, language),
        cut=describe_cut(baseline, selection, names, language), order=describe_order(baseline, selection, names, language),
        statuses=joined([translate(status, language) for status in contest.rules.eligible], language),
        reasons=[record["findings"][language][name] for name in REASONS], seal=describe_seal(record, language),
        departed=bool(record["seal"] and (record["seal"]["departures"] or not record["seal"]["intact"])),
        unranked=[(names[team], translate(row["status"], language)) for team, row in contest.teams.iterrows()
                  if team not in cards])


def describe_objections(decision: Decision, language: str) -> str:
    """Until when and where a team may object, as the rules say."""
    rules = decision.contest.rules
    if rules.objections is None:
        return say("The rules state no time for objections.", language)
    start, end = (instant.astimezone(ZoneInfo(rules.time_zone)).strftime("%Y-%m-%d %H:%M")
                  for instant in (rules.objections.start, rules.objections.end))
    to = getattr(rules.objections, f"to_{language}") or rules.objections.to_zh or rules.objections.to_en
    return say("Objections: from {start} to {end} ({zone}), to {to}.", language, start=start, end=end, zone=rules.time_zone,
               to=to or "–")


def team_cards(decision: Decision, language: str) -> dict[str, dict]:
    """What the notice says of each ranked team, best first.

    Parameters
    ----------
    decision : Decision
    language : {"zh", "en"}

    Returns
    -------
    dict of team id to dict
        name, city, rank, total, status, rows (one an indicator: label, own value, unit, points, most, needed), bonus, and
        sentences, all of them texts.
    """
    baseline, contest, selection = decision.baseline, decision.contest, decision.selection
    names = team_names(contest, language)
    city = register_values(contest, "city", language) if "city" in contest.teams else {}
    power, sentences = baseline.power, team_sentences(decision, language)
    status = dict.fromkeys(selection.reserves, "reserve") | dict.fromkeys(selection.finalists, "finalist") | dict.fromkeys(
        selection.tied, "tied at the cut") | dict.fromkeys(selection.withdrawn, "withdrawn")
    gaps = points_missing(decision)
    return {team: {
        "name": names[team], "city": city.get(team, ""),
        "rank": str(baseline.ranks[team]), "total": points_text(baseline.totals[team], baseline),
        "status": translate(status.get(team, "without a place"), language),
        "placed": team in selection.finalists, "gone": team in selection.withdrawn,
        "rows": _rows(baseline, team, gaps.get(team) if power == 1 else None, language),
        "needs": power == 1 and gaps.get(team) is not None,
        "bonus": points_text(baseline.bonus[team], baseline) if baseline.bonus[team] else "",
        "additive": power == 1, "unrounded": _trimmed(snap(baseline.unrounded[team])),
        "sentences": sentences[team],
    } for team in baseline.table.index}


def team_sentences(decision: Decision, language: str) -> dict[str, list[str]]:
    """What each ranked team lacks, the range of its ranks, and the smallest change of the weights that would alter its place.

    Parameters
    ----------
    decision : Decision
    language : {"zh", "en"}

    Returns
    -------
    dict of team id to list of str
    """
    gaps, names = points_missing(decision), team_names(decision.contest, language)
    return {team: _sentences(decision, team, gaps.get(team), names, language) for team in decision.baseline.totals.index}


def points_missing(decision: Decision) -> dict[str, float]:
    """Points that each team without a place has fewer than it takes to be ahead of the lowest total on the list.

    Wild cards, whose totals say nothing of the others', are left aside. Teams that have no fewer (a quota or a tie-break kept
    them out) are not in it, nor is anybody where a tie is open.
    """
    totals, selection, rules = decision.baseline.totals, decision.selection, decision.baseline.rules
    ranked = [team for team in selection.finalists if team not in selection.wild_cards]
    if selection.tied or not ranked:
        return {}
    lowest = totals[ranked].min()
    step = 0.0 if rules.decimals is None else 10.0 ** -rules.decimals
    return {team: float(lowest - totals[team]) + step for team in totals.index
            if team not in selection.finalists + selection.withdrawn and totals[team] < lowest}


def _rows(baseline: Standings, team: str, gap: float | None, language: str) -> list[dict]:
    """Own value, points and, where an indicator alone could close the `gap`, the points that would have done it."""
    labels, rows = indicator_names(baseline.rules, language), []
    units = {i.code: i.unit_zh if language == "zh" else i.unit_en for i in baseline.rules.indicators}
    shares = {i.code for i in baseline.rules.indicators if i.unit_en == "share"}
    for code in baseline.weights.index[baseline.weights > 0]:
        points, most = baseline.contributions.at[team, code], baseline.rules.points * baseline.weights[code]
        enough = gap is not None and points + gap <= most + 1e-9
        value, share = baseline.matrix.at[team, code], code in shares
        rows.append({"label": labels.get(code, code), "value": percent_text(value, 2) if share else _trimmed(value),
                     "unit": "" if share else units.get(code, ""), "points": _trimmed(snap(points)), "most": _trimmed(snap(most)),
                     "weight": percent_text(baseline.weights[code], 2),
                     "needed": _trimmed(snap(points + gap)) if enough else "–"})
    return rows


def _trimmed(value: float) -> str:
    text = number_text(value, 4)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sentences(decision: Decision, team: str, gap: float | None, names: pd.Series, language: str) -> list[str]:
    baseline, selection = decision.baseline, decision.selection
    lines, displaced = [], selection.displaced.set_index("team")["why"]
    on_list, moved = team in selection.finalists, selection.log.loc[selection.log["event"] == "moved-up", "team"]
    below = teams_below(baseline, decision.contest.teams)
    if team in selection.wild_cards:
        lines.append(say("It has its place by a ruling (wild card), whatever its rank.", language))
    elif team in below:
        lines.append(say("Below what a finalist must reach: {floors}. It has no place, whatever its rank.", language,
                         floors=quota_texts("; ".join(below[team]), baseline.rules, names, language)))
    elif team in displaced.index:
        lines.append(say("It ranks ahead of the last finalist; kept out by the rule: {why}.", language,
                         why=quota_texts(displaced[team], baseline.rules, names, language)))
    elif gap is not None:
        lowest = baseline.totals[[chosen for chosen in selection.finalists if chosen not in selection.wild_cards]].min()
        lines.append(say("The lowest total with a place is {lowest}: {gap} points more would have been ahead of it.", language,
                         lowest=points_text(lowest, baseline), gap=points_text(gap, baseline)))
    elif team in selection.withdrawn:
        lines.append(say("It gave its place back.", language))
    elif team in set(moved):
        lines.append(say("It moved up when another team gave its place back.", language))
    elif not on_list and not selection.tied:
        lines.append(say("Its total equals or exceeds the lowest one with a place; the order of the tie-break or a quota "
                         "decided.", language))
    ranges = decision.ranges.table
    if team in ranges.index:
        row = ranges.loc[team]
        template = ("Over all admissible weights its rank lies between {best} and {worst}; a place is {status}."
                    if len(decision.competing.ranks) == len(baseline.ranks) else
                    "Over all admissible weights its rank, withdrawn teams not counted, lies between {best} and {worst}; a place "
                    "is {status}.")
        lines.append(say(template, language, best=int(row["best"]), worst=int(row["worst"]),
                         status=translate(row["status"], language)))
    path = decision.paths.get(team)
    if path is not None and not pd.isna(path.distance):
        keeps = team in path.leaves
        template = ("Within the admissible weights it would lose its place by unrounded totals if {points} percentage points "
                    "were moved; {others} would come in." if keeps else
                    "Within the admissible weights it would win a place by unrounded totals if {points} percentage points were "
                    "moved; {others} would lose one.")
        lines.append(say(template, language, points=number_text(100 * path.distance, 3),
                         others=listed(path.enters if keeps else path.leaves, names, language) or "–"))
    return lines
