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
from contestlib.method import describe_aggregation, describe_assumptions, describe_basis, describe_method, describe_normalization
from contestlib.own_values import describe_money, judge_counts, value_marks
from contestlib.ranking import tie_groups
from contestlib.record_sentences import describe_seal
from contestlib.records import Decision, Standings
from contestlib.reporting import render_page
from contestlib.rounding import SNAP_DECIMALS, snap
from contestlib.rules import Indicator
from contestlib.selection import check_decided, list_limits, lots_drawn, official_list, ruled_teams
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

STEP = 1e-4  # of the points that a card prints
REASONS = ("withdrawals", "floors", "wild_cards", "displaced", "prices", "replacements")  # sentences below the list


def notice_html(decision: Decision, record: dict, language: str, *, font: Callable[[str], bytes] = lambda text: b"") -> str:
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
        basis=describe_basis(baseline, language), assumed=describe_assumptions(baseline, language),
        method=describe_method(baseline, language),
        formulas=describe_normalization(baseline, language), panel=_panel_texts(decision, language),
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


def team_cards(decision: Decision, language: str) -> dict[str, dict]:
    """What the notice says of each ranked team, best first.

    Parameters
    ----------
    decision : Decision
    language : {"zh", "en"}

    Returns
    -------
    dict of team id to dict
        name, city, rank, total, status, rows (one an indicator: label, notes on the value, own value, unit, points, most,
        needed), bonus, sentences, and money (from the platform's total to what counts), all of them texts.
    """
    baseline, contest, selection = decision.baseline, decision.contest, decision.selection
    names = team_names(contest, language)
    city = register_values(contest, "city", language) if "city" in contest.teams else {}
    power, needs, gaps = baseline.power, _needs(decision), points_missing(decision)
    sentences = team_sentences(decision, language, gaps=gaps)
    notes = (value_marks(decision, language), judge_counts(decision, language))
    sold = any(indicator.source == "ledger:amount" for indicator in contest.rules.indicators)
    status = dict.fromkeys(selection.reserves, "reserve") | dict.fromkeys(selection.finalists, "finalist") | dict.fromkeys(
        selection.tied, "tied at the cut") | dict.fromkeys(selection.withdrawn, "withdrawn")
    return {team: {
        "name": names[team], "city": city.get(team, ""),
        "rank": str(baseline.ranks[team]), "total": points_text(baseline.totals[team], baseline),
        "status": translate(status.get(team, "without a place"), language),
        "placed": team in selection.finalists, "gone": team in selection.withdrawn,
        "rows": _rows(decision, team, gaps.get(team) if power == 1 else None, needs, notes, language),
        "needs": power == 1 and gaps.get(team) is not None,
        "bonus": points_text(baseline.bonus[team], baseline) if baseline.bonus[team] else "",
        "additive": power == 1, "unrounded": trimmed_text(snap(baseline.unrounded[team])),
        "sentences": sentences[team], "money": describe_money(decision.ledger, team, language) if sold else "",
    } for team in baseline.table.index}


def team_sentences(decision: Decision, language: str, *, gaps: dict[str, float] | None = None) -> dict[str, list[str]]:
    """What each ranked team lacks, the range of its ranks, and the smallest change of the weights that would alter its place.

    Parameters
    ----------
    decision : Decision
    language : {"zh", "en"}
    gaps : dict of team id to float, optional
        As `points_missing` returns them, where they are known already.

    Returns
    -------
    dict of team id to list of str
    """
    gaps, names = points_missing(decision) if gaps is None else gaps, team_names(decision.contest, language)
    return {team: _sentences(decision, team, gaps.get(team), names, language) for team in decision.baseline.totals.index}


def points_missing(decision: Decision) -> dict[str, float]:
    """Points that each team without a place would have needed more for one, the official list drawn up with its total raised:
    tie-breaks, lot, quotas and rulings decide as they do.

    Teams that no total would have helped (a floor keeps them out) are not in it, nor is anybody where a tie is open.
    """
    needed, selection, totals = _needs(decision), decision.selection, decision.baseline.totals
    if selection.tied:
        return {}
    found = {team: needed(team) for team in totals.index
             if team not in (*selection.finalists, *selection.withdrawn, *selection.barred)}
    return {team: float(snap(aim - totals[team])) for team, (aim, _) in found.items() if aim is not None}


def _needs(decision: Decision) -> Callable[..., tuple[float | None, float | None]]:
    """By team, and the indicator whose points are raised: the total that it would have needed for a place, and how many points
    more reach it before rounding. The official list is drawn up for every total tried.

    A team that has a place must be passed or, by tie-break or lot, drawn level with: nothing else lets another one in, but where
    a withdrawal and quotas meet any team may stand between.
    """
    baseline, selection, rules = decision.baseline, decision.selection, decision.baseline.rules
    rulings = ruled_teams(decision.contest.decisions)
    totals, step = baseline.totals, 10.0 ** -(SNAP_DECIMALS if rules.decimals is None else rules.decimals)
    half = 0.0 if rules.decimals is None else step / 2  # totals are rounded half up: half a step less is enough
    limits = list_limits(rules, totals.index, matrix=baseline.matrix, register=decision.contest.teams,
                         wild_cards=rulings["wild_cards"])
    placed = [team for team in (*selection.finalists, *selection.withdrawn) if team not in selection.wild_cards]
    rivals = sorted({float(totals[team]) for team in (totals.index if rules.quotas and rulings["withdrawn"] else placed)})

    def needs(team: str, code: str = "") -> tuple[float | None, float | None]:
        raised = totals.copy()
        for aim in (aim for rival in rivals for aim in (rival, rival + step) if aim >= totals[team]):
            raised[team], least = snap(aim), float(aim - half - baseline.unrounded[team])
            for more in [least] if code not in baseline.keys else _more_for_key(baseline, team, code, least, step):
                keys = _raised_key(baseline, team, code, more) if code in baseline.keys else baseline.keys
                listed_then = official_list(tie_groups(raised, keys), rules, limits, rulings["withdrawn"])
                if listed_then is not None and team in listed_then:
                    return float(raised[team]), more
        return None, None

    return needs


def _more_for_key(baseline: Standings, team: str, code: str, least: float, step: float) -> list[float]:
    """Points more in an indicator, by which ties are broken, at which a total stays the same and the order of the key changes."""
    levels = baseline.contributions[code].drop(team) - baseline.contributions.at[team, code]
    return sorted({least, *(more for level in levels for more in (level, level + STEP) if least < more < least + step)})


def _raised_key(baseline: Standings, team: str, code: str, more: float) -> pd.DataFrame:
    """Tie-break keys with the points of an indicator, by which ties are broken, raised by so many."""
    points = baseline.contributions[code].copy()
    points[team] += more
    prefer = next(key.prefer for key in baseline.rules.tie_break if key.column == code)
    better = next(indicator.direction for indicator in baseline.rules.indicators if indicator.code == code)
    return baseline.keys.assign(**{code: snap(points).rank(method="dense") * (1 if prefer == better else -1)})


def _rows(decision: Decision, team: str, gap: float | None, needs: Callable, notes: tuple[dict, ...],
          language: str) -> list[dict]:
    """Own value, points and, where an indicator alone could bring a place, the points that would have done it."""
    baseline = decision.baseline
    labels, rows = indicator_names(baseline.rules, language), []
    indicators = {indicator.code: indicator for indicator in baseline.rules.indicators}
    whole = None if gap is None else needs(team)[1]
    for code in baseline.weights.index[baseline.weights > 0]:
        points, most = baseline.contributions.at[team, code], baseline.rules.points * baseline.weights[code]
        more = None if gap is None else needs(team, code)[1] if code in baseline.keys else whole
        needed = None if more is None else points + more
        value, indicator = baseline.matrix.at[team, code], indicators.get(code, Indicator(code))
        rows.append({"label": labels.get(code, code),
                     "notes": [told[team, code] for told in notes if (team, code) in told],
                     "value": value_text(value, indicator, 6), "unit": unit_text(indicator, language),
                     "points": trimmed_text(snap(points)), "most": trimmed_text(snap(most)),
                     "weight": percent_text(baseline.weights[code], 2),
                     "needed": trimmed_text(math.ceil(snap(1e4 * needed) - 1e-6) / 1e4)
                     if needed is not None and needed <= most + 1e-9 else "–"})
    return rows


def _sentences(decision: Decision, team: str, gap: float | None, names: pd.Series, language: str) -> list[str]:
    baseline, selection = decision.baseline, decision.selection
    lines, displaced = [], selection.displaced.set_index("team")["why"]
    on_list, moved = team in selection.finalists, selection.log.loc[selection.log["event"] == "moved-up", "team"]
    below = teams_below(baseline, decision.contest.teams)
    lots = [(won, lost) for won, lost in lots_drawn(baseline.totals, selection) if team in won + lost]
    if team in selection.wild_cards:
        lines.append(say("It has its place by a ruling (wild card), whatever its rank.", language))
    elif team in below:
        lines.append(say("Below what a finalist must reach: {floors}. It has no place, whatever its rank.", language,
                         floors=quota_texts("; ".join(below[team]), baseline.rules, names, language)))
    elif team in displaced.index:
        lines.append(say("It ranks ahead of the last finalist; kept out by the rule: {why}.", language,
                         why=quota_texts(displaced[team], baseline.rules, names, language)))
        if gap is not None:
            lines.append(say("By the rules a place would have taken it a total of {aim}, {gap} points more.", language,
                             aim=points_text(baseline.totals[team] + gap, baseline), gap=points_text(gap, baseline)))
    elif lots:
        lines.append(describe_lot(*lots[0], baseline, names, language))
    elif on_list:
        if team in set(moved):
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
