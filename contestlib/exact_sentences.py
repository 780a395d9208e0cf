"""What would change the list, exactly: admissible weights, ranges, smallest changes, withdrawals."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd

from contestlib.catalogue import translate
from contestlib.distances import measure_move
from contestlib.records import Change, RankRanges, Stability
from contestlib.rules import Rules
from contestlib.wording import (
    indicator_names,
    joined,
    listed,
    moved_text,
    percent_text,
    say,
    scenario_names,
    span_text,
    weight_text,
)

CODE = re.compile(r"[^\W\d]\w*")
FINEST = 4  # decimals of printed percentage points, where `witnesses` needs them: they are shown as they are


def describe_weights(intervals: pd.DataFrame, rules: Rules, names: pd.Series, language: str) -> str:
    """The weight in use whose smallest change alters the list, and whom it exchanges."""
    intervals = intervals[(intervals["weight"] > 0) & intervals["low"].notna()]
    shift = pd.DataFrame({"low": intervals["weight"] - intervals["low"].where(intervals["low"] > 0),
                          "high": intervals["high"].where(intervals["high"] < 1) - intervals["weight"]})
    if shift.isna().all(axis=None):
        return say("No single weight changes the list, whatever its value.", language)
    code, side = shift.stack().idxmin()
    row = intervals.loc[code]
    printed = row.get(f"printed_{side}", np.nan)
    values = {"indicator": indicator_names(rules, language)[code], "weight": percent_text(row["weight"], 2),
              "enters": listed(row[f"enters_{side}"].split(), names, language),
              "leaves": listed(row[f"leaves_{side}"].split(), names, language)}
    if pd.isna(printed) and abs(row[side] - row["weight"]) < 1e-9:
        return say("{teams} tie at the cut: the unrounded totals do not decide the list.", language,
                   teams=joined([values["enters"], values["leaves"]], language))
    if pd.isna(printed):
        return say("Of the weights in use, that of {indicator} binds first: by unrounded totals and without quotas, {enters} "
                   "would "
                   "replace {leaves} beyond {at} instead of {weight}.", language, **values,
                   at=weight_text(row[side], row["weight"]))
    return say("Of the weights in use, that of {indicator} binds first: by the rules, rounding included, {enters} replaces "
               "{leaves} at {at} instead of {weight}.", language, **values, at=weight_text(printed, row["weight"]))


def describe_admissible(rules: Rules, language: str) -> str:
    """What [admissible] in rules.toml states, one after the other."""
    stated, labels = rules.admissible, scenario_names(rules, language)
    centre = labels.get(stated.around or (rules.scenarios[0].name if rules.scenarios else ""), stated.around)
    parts = []
    if stated.percent is not None:
        parts.append(say("within {percent}% of {scenario}", language, percent=f"{stated.percent:g}", scenario=centre))
    elif stated.points is not None:
        parts.append(say("within {points} points of {scenario}", language, points=f"{stated.points:g}", scenario=centre))
    if stated.hull:
        parts.append(say("a mixture of {scenarios}", language,
                         scenarios=joined([labels.get(name, name) for name in stated.hull], language)))
    of_codes = [*(f"{code} ≥ {percent_text(least, 1)}" for code, least in stated.lower.items()),
                 *(f"{code} ≤ {percent_text(most, 1)}" for code, most in stated.upper.items()),
                 *([" ≥ ".join(stated.order)] if stated.order else []), *stated.statements]
    named = indicator_names(rules, language)
    parts += [CODE.sub(lambda code: named.get(code[0], code[0]), words) for words in of_codes]
    return translate("; ", language).join(parts) or say("all there are", language)


def describe_ranges(ranges: RankRanges, names: pd.Series, language: str) -> str:
    """Who has a place under all admissible weights, who under some, and what became of the quotas."""
    status = ranges.table["status"]
    by_status = {word: list(status.index[status == word]) for word in ("certain", "possible", "impossible")}
    quotas = {"none": "", "carried": " Quotas are kept.", "left out": " Quotas are left out: they are not maxima on one column."}
    certain, places = len(by_status["certain"]), ranges.places
    if certain > places and not by_status["possible"]:
        return say("Whatever admissible weights are chosen, the list is the same, and a tie enlarges it beyond {places} places: "
                   "{sure}.", language, places=places, sure=listed(by_status["certain"], names, language))
    if certain > places or (certain == places and by_status["possible"]):
        return say("Whatever admissible weights are chosen, a place is certain to {certain} teams: {sure}; a tie enlarges the "
                   "list of {places} places. {possible} more teams can win one: {open}. For the other {impossible} it is "
                   "impossible.", language, certain=certain, sure=listed(by_status["certain"], names, language), places=places,
                   possible=len(by_status["possible"]), impossible=len(by_status["impossible"]),
                   open=listed(by_status["possible"], names, language))
    if not by_status["possible"]:
        return say("Whatever admissible weights are chosen, the {places} places go to the same teams: {sure}.", language,
                   places=ranges.places, sure=listed(by_status["certain"], names, language) or "–") + (
            translate(quotas[ranges.quotas], language) if quotas[ranges.quotas] else "")
    sentence = say("Whatever admissible weights are chosen, the number of places that are certain is {certain} of {places}: "
                   "{sure}. Teams that can win another ({possible}): {open}. For the other {impossible} it is impossible."
                   if by_status["certain"] else
                   "Under all admissible weights together no place is certain. Teams that can win one ({possible}): {open}. For "
                   "the other {impossible} it is impossible.", language,
                   certain=len(by_status["certain"]), places=ranges.places, possible=len(by_status["possible"]),
                   impossible=len(by_status["impossible"]), sure=listed(by_status["certain"], names, language) or "–",
                   open=listed(by_status["possible"], names, language) or "–")
    kept = quotas[ranges.quotas]
    if ranges.barred or ranges.wild_cards:
        sentence += say(" Floors and wild cards hold whatever the weights.", language)
    return sentence + (translate(kept, language) if kept else "")


def describe_change(change: Change | None, weights: pd.Series, labels: pd.Series, names: pd.Series, language: str, *,
                    admissible: bool = False, quotas: bool = False) -> str:
    """How little has to move for the list to change, what moves, and who replaces whom; empty without a change to speak of.

    The weights are those of the official list where `witnesses.with_witness` found some. `quotas` says that the rules have some,
    which the search leaves out.
    """
    if change is None:
        return ""
    if pd.isna(change.distance) and change.official != "changes":
        return say("No admissible weighting alters the list." if admissible else "No change of the weights alters the list.",
                   language)
    if change.distance == 0 and not change.enters:
        return say("{teams} tie at the cut: the unrounded totals do not decide the list.", language,
                   teams=listed(change.pair, names, language))
    found = change.official == "changes"
    text = _moves_text(100 * ((change.printed if found else change.at_tie) - weights), labels, language,
                       decimals=FINEST if found else 2)
    if not found:
        return say("By unrounded totals and without quotas, moving {points} percentage points within the admissible weights "
                   "({moves}) "
                   "would put {enters} in the place of {leaves}" if admissible else
                   "By unrounded totals and without quotas, moving {points} percentage points to any weights, admissible or not "
                   "({moves}), would put {enters} in the place of {leaves}", language,
                   points=moved_text(100 * change.distance), moves=text, enters=listed(change.enters, names, language),
                   leaves=listed(change.leaves, names, language)) + say(
            "; no weights just beyond alter the list by the rules." if change.official else ".", language)
    if not (change.official_enters and change.official_leaves):
        return say("Within the admissible weights, moving {points} percentage points alters the list ({moves}), which a tie "
                   "enlarges: {exchange}" if admissible else
                   "With any weights, admissible or not, moving {points} percentage points alters the list ({moves}), which a "
                   "tie enlarges: {exchange}", language, points=moved_points_text(change, weights), moves=text,
                   exchange=_one_way(change.official_enters, change.official_leaves, names, language))
    sentence = say("Within the admissible weights, moving {points} percentage points alters the list ({moves}): {enters} "
                   "replaces {leaves}." if admissible else
                   "With any weights, admissible or not, moving {points} percentage points alters the list ({moves}): {enters} "
                   "replaces {leaves}.", language, points=moved_points_text(change, weights), moves=text,
                   enters=listed(change.official_enters, names, language) or "–",
                   leaves=listed(change.official_leaves, names, language) or "–")
    if change.band[1] > change.band[0]:
        sentence += say(" Before rounding, the two totals are equal at {at} points; at {band} points rounding can "
                        "make them equal still, depending on the weights. For the weights named here the list was drawn up by "
                        "all rules: it is another one.", language, at=moved_text(100 * change.distance),
                        band=span_text(*(moved_text(100 * end) for end in change.band), language)) if (
            change.official_enters, change.official_leaves) == (change.enters, change.leaves) else ""
    return sentence + (say(" The search for it leaves quotas out: a smaller change may alter the list, too.", language)
                       if quotas else "")


def _one_way(enters, leaves, names: pd.Series, language: str) -> str:
    """Who comes in without taking a place, or goes out without leaving one, where a tie enlarges the one list or the other."""
    return (say("{enters} comes in besides.", language, enters=listed(enters, names, language)) if enters else
            say("{leaves} goes out.", language, leaves=listed(leaves, names, language)))


def moved_points(change: Change, weights: pd.Series) -> float:
    """Percentage points that the printed weights move, in the change's own measure."""
    return 100 * measure_move((change.printed - weights[change.printed.index]).to_numpy(), change.norm)


def moved_points_text(change: Change, weights: pd.Series) -> str:
    """The same to the last printed decimal."""
    return moved_text(moved_points(change, weights), FINEST)


def _moves_text(moves: pd.Series, labels: pd.Series, language: str, *, decimals: int) -> str:
    """Percentage points by indicator, the largest move first."""
    moved = moves[moves.abs() > 5e-7].sort_values(key=abs, ascending=False, kind="stable")
    return joined([f"{labels.get(code, code)} {'+' if move > 0 else ''}{moved_text(move, decimals)}"
                   for code, move in moved.items()], language)


def describe_whole(change: Change | None, weights: pd.Series, labels: pd.Series, names: pd.Series, language: str) -> str:
    """The same in whole percentage points; empty where the weights are not whole."""
    if change is None or pd.isna(change.distance) or not change.enters:
        return ""
    moves = (100 * (change.weights - weights)).round().astype(int)
    text = joined([f"{labels.get(code, code)} {move:+d}" for code, move in moves[moves != 0].items()], language)
    found = change.official == "changes"
    enters, leaves = (change.official_enters, change.official_leaves) if found else (change.enters, change.leaves)
    if found and not (enters and leaves):
        return say("In whole percentage points {moves} alters the list, which a tie enlarges: {exchange}", language, moves=text,
                   exchange=_one_way(enters, leaves, names, language))
    return say("In whole percentage points {moves} alters the list: {enters} replaces {leaves}." if found else
               "In whole percentage points, by unrounded totals and without quotas, {moves} is the smallest change that would "
               "put "
               "{enters} in the place of {leaves}.", language, moves=text, enters=listed(enters, names, language) or "–",
               leaves=listed(leaves, names, language) or "–") + (
        say(" The list by the rules stays as it is there.", language) if change.official == "stays" else "")


def describe_breakpoints(intervals: pd.DataFrame, labels: pd.Series, names: pd.Series, language: str) -> list[str]:
    """A sentence for each end of each interval: who replaces whom once an indicator weighs more, or less."""
    sentences = []
    for code, row in intervals.iterrows():
        for side, template in (("low", "{enters} replaces {leaves} once the weight of {indicator} is below {at}."),
                               ("high", "{enters} replaces {leaves} once the weight of {indicator} is above {at}.")):
            if row[f"enters_{side}"]:
                sentences.append(say(template, language, indicator=labels.get(code, code), at=percent_text(row[side], 2),
                                     enters=listed(row[f"enters_{side}"].split(), names, language),
                                     leaves=listed(row[f"leaves_{side}"].split(), names, language)))
    return sentences


def describe_ball(change: Change, language: str) -> str:
    """How far weights can wander in any direction before the list changes: the radius of the largest ball that keeps it."""
    if pd.isna(change.distance) or change.distance < 1e-7:
        return ""
    return say("By unrounded totals and without quotas the list stays, whichever weights move, while the move is shorter than "
               "{points} percentage points in a straight line (the root of the sum of the squared moves).", language,
               points=moved_text(math.floor(1e6 * change.distance) / 1e4 if change.distance < 1e-3 else
                                 math.floor(1e4 * change.distance) / 1e2))


def describe_reversals(reversals: pd.DataFrame, labels: pd.Series, names: pd.Series, language: str) -> str:
    """Whether the withdrawal of a team without a place would change the list, and what prevents it."""
    if not len(reversals):
        return say("No withdrawal of a team without a place changes the list.", language)
    first = reversals.iloc[0]
    enters, leaves = first["enters"].split(), first["leaves"].split()
    values = {"count": len(reversals), "team": names[first["team"]]}
    if enters and leaves:
        sentence = say("The withdrawal of any of {count} teams without a place would change the list: without {team}, {enters} "
                       "replaces {leaves}.", language, enters=listed(enters, names, language),
                       leaves=listed(leaves, names, language), **values)
    else:
        sentence = say("The withdrawal of any of {count} teams without a place would change the list, which a tie enlarges: "
                       "without {team}, {exchange}", language, exchange=_one_way(enters, leaves, names, language), **values)
    if not first["indicators"]:
        return sentence
    return sentence + say(" The normalization of {indicators} depends on who takes part; goalposts fixed beforehand prevent "
                          "this.", language, indicators=joined([labels.get(code, code) for code in first["indicators"].split()],
                                                               language))


def describe_missed(ranges: RankRanges, stability: Stability, names: pd.Series, language: str) -> str:
    """What draws alone would have said about the teams that can win a place."""
    chance, status = stability.probability["value"], ranges.table["status"]
    able = status.index[status != "impossible"]
    missed = [team for team in able if chance[team] == 0]
    always = [team for team in able if chance[team] >= 1 - 1e-12 and status[team] != "certain"]
    sentence = say("{draws} draws see {seen} of the {able} teams that can win a place", language, draws=f"{stability.draws:,}",
                   seen=len(able) - len(missed), able=len(able))
    sentence += say("; they miss {missed}", language, missed=listed(missed, names, language)) if missed else ""
    sentence += say("; they call {always} safe, which some weights refuse", language,
                    always=listed(always, names, language)) if always else ""
    return sentence + say(".", language)


def describe_triangle(areas: pd.DataFrame, codes, labels: pd.Series, language: str) -> str:
    """How many lists three weights choose between them."""
    return say("{first}, {second} and {third} choose {count} different lists between them; the largest area has {share} of the "
               "triangle.", language, **dict(zip(("first", "second", "third"), (labels.get(code, code) for code in codes),
                                                 strict=True)), count=len(areas), share=percent_text(areas["share"].iloc[0], 1))


def describe_importance(importance: pd.DataFrame, labels: pd.Series, language: str) -> str:
    """Which indicator the totals go with most, beside the one of the heaviest weight."""
    most, heaviest = importance["importance"].idxmax(), importance["weight"].idxmax()
    return say("{share} of what separates the totals goes with {most}, whose weight is {weight}; with {heaviest}, the heaviest "
               "({heavy}), goes {less}.", language, share=percent_text(importance.at[most, "importance"], 0),
               most=labels.get(most, most), weight=percent_text(importance.at[most, "weight"], 0),
               heaviest=labels.get(heaviest, heaviest), heavy=percent_text(importance.at[heaviest, "weight"], 0),
               less=percent_text(importance.at[heaviest, "importance"], 0))
