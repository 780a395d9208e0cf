"""What would change the list, exactly: admissible weights, ranges, smallest changes, withdrawals."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from contestlib.catalogue import translate
from contestlib.change_sentences import one_way
from contestlib.records import Change, RankRanges, Stability, Standings
from contestlib.regions import WeightRegion
from contestlib.rules import Rules
from contestlib.wording import (
    indicator_names,
    joined,
    listed,
    moved_text,
    percent_text,
    say,
    scenario_names,
    weight_text,
)

CODE = re.compile(r"[^\W\d]\w*")


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
        return say("Of the weights in use, that of {indicator} binds first: by unrounded totals {enters} would "
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


def describe_outside(standings: Mapping[str, Standings], region: WeightRegion, language: str) -> str:
    """How many scenarios have weights that are not admissible; empty where all are."""
    outside = sum(not region.contains(one.weights.reindex(list(region.codes), fill_value=0.0)) for one in standings.values())
    return say("Scenarios whose weights lie outside the admissible ones: {count}.", language, count=outside) if outside else ""


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
                       "without {team}, {exchange}", language, exchange=one_way(enters, leaves, names, language), **values)
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
