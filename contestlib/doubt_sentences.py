"""How likely a place is, and what the doubt is made of."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from contestlib.catalogue import FACTOR_WORDS, translate
from contestlib.records import Drivers, Selection, Stability
from contestlib.rules import Rules
from contestlib.wording import chance_text, joined, listed, percent_text, say, span_text, trimmed_percent

NAMED = 8  # safe teams at most that are named one by one


def describe_contested(stability: Stability, zones: pd.Series, lots: list, names: pd.Series, language: str) -> str:
    """Teams whose place is open, each with its chance when everything that the rules leave open varies; and the teams between
    which a lot decided, whose chances count it as drawn."""
    chance = stability.probability["value"].sort_values(ascending=False, kind="stable")
    told = joined([f"{names[team]} {chance_text(value, 1)}" for team, value in chance.items() if zones[team] == "contested"],
                  language) or say("nobody", language)
    return told + "".join(say("; between {teams} the lot decided, which chances count as drawn", language,
                              teams=listed([*won, *lost], names, language)) for won, lost in lots)


def describe_safe(zones: pd.Series, chances: pd.Series, least: float, chosen: Collection, names: pd.Series, language: str) -> str:
    """Teams whose place is as good as sure when everything that the rules leave open varies, the surest first; many of the chosen
    are told by their number, as the contested ones are named."""
    safe = [team for team in chances.sort_values(ascending=False, kind="stable").index if zones[team] == "safe"]
    if len(safe) > NAMED and set(safe) <= set(chosen):
        return say("The {count} of the chosen that are not named below: each with a chance of at least {least}", language,
                   count=len(safe), least=trimmed_percent(least))
    return say("{teams}: each with a chance of at least {least}", language, least=trimmed_percent(least),
               teams=joined([names[team] for team in safe], language)) if safe else say("nobody", language)


def describe_chances(stability: Stability, zones: pd.Series, names: pd.Series, language: str) -> str:
    """Who is safe, contested or out over all admissible weights."""
    order = stability.probability["value"].sort_values(ascending=False, kind="stable").index
    by_zone = {zone: [team for team in order if zones[team] == zone] for zone in ("safe", "contested", "out")}
    if not by_zone["contested"]:
        return say("Over {draws} admissible weightings no place is contested.", language, draws=f"{stability.draws:,}")
    if len(by_zone["safe"]) >= stability.places:
        return say("Over {draws} admissible weightings {safe} teams are safe: a tie enlarges the list of {places} places. Teams "
                   "that are contested ({contested}): {teams}.", language, draws=f"{stability.draws:,}",
                   safe=len(by_zone["safe"]), places=stability.places, contested=len(by_zone["contested"]),
                   teams=listed(by_zone["contested"], names, language))
    return say("Over {draws} admissible weightings the number of safe places is {safe} of {places}; teams that contest "
               "the others ({contested}): {teams}." if by_zone["safe"] else
               "Over {draws} admissible weightings no place is safe; teams that contest the {places} places: "
               "{teams}.", language, draws=f"{stability.draws:,}", safe=len(by_zone["safe"]), places=stability.places,
               contested=len(by_zone["contested"]), teams=listed(by_zone["contested"], names, language) or "–")


def describe_joint(stability: Stability, zones: pd.Series, factors, names: pd.Series, language: str) -> str:
    """Who is safe, contested or out when several things vary together."""
    order = stability.probability["value"].sort_values(ascending=False, kind="stable").index
    contested = [team for team in order if zones[team] == "contested"]
    varied = joined([translate(FACTOR_WORDS[name], language) for name in factors], language)
    if not contested:
        return say("When {factors} vary together, no place is contested over {draws} draws: {safe} teams are safe.", language,
                   factors=varied, draws=f"{stability.draws:,}", safe=int((zones == "safe").sum()))
    if (zones == "safe").sum() >= stability.places:
        return say("When {factors} vary together, {safe} teams are safe over {draws} draws: a tie enlarges the list of {places} "
                   "places. Teams that are contested ({contested}): {teams}.", language, factors=varied,
                   safe=int((zones == "safe").sum()), places=stability.places, draws=f"{stability.draws:,}",
                   contested=len(contested), teams=listed(contested, names, language))
    return say("When {factors} vary together, the number of safe places is {safe} of {places} over {draws} draws; "
               "teams that contest the others ({contested}): {teams}." if (zones == "safe").any() else
               "When {factors} vary together, no place is safe over {draws} draws; teams that contest the {places} places: "
               "{teams}.", language, factors=varied,
               safe=int((zones == "safe").sum()), places=stability.places, draws=f"{stability.draws:,}",
               contested=len(contested), teams=listed(contested, names, language) or "–")


def describe_zones(rules: Rules, language: str, *, proven: bool = False) -> str:
    """What makes a team safe, contested or out; `proven` where exact answers about the weights win over any sample."""
    told = say("Zones go by the 95% interval of the chance: safe where all of it is at or above {safe}, out where all of it is "
               "at or below {out}, contested otherwise.", language, safe=trimmed_percent(rules.safe),
               out=trimmed_percent(rules.out))
    return told + (say(" By weights alone, certain is always safe, and impossible always out.", language) if proven else "")


def describe_rank_spread(stability: Stability, names: pd.Series, language: str) -> str:
    """Whose rank is least known among the teams that have a chance of a place without being sure of it."""
    chance = stability.probability["value"]
    open_teams = chance.index[(chance >= 0.05) & (chance <= 0.95)]
    if not len(open_teams):
        return say("No place is contested: every team has a chance below 5% or above 95%.", language)
    spread = (stability.rank_95 - stability.rank_5)[open_teams]
    team = spread.sort_values(ascending=False, kind="stable").index[0]
    return say("Of the teams that contest a place, {team} is the one whose rank is least known: {ranks} in nine draws "
               "of ten.", language, team=names[team], ranks=span_text(stability.rank_5[team], stability.rank_95[team], language))


def describe_lists(stability: Stability, selection: Selection, names: pd.Series, language: str) -> str:
    """How many lists the draws saw, and where the official one stands among them."""
    lists = stability.lists
    official = frozenset([*selection.finalists, *selection.tied])
    sets = [frozenset(teams) for teams in lists["teams"]]
    place = sets.index(official) + 1 if official in sets else 0
    values = {"count": len(lists), "share": percent_text(lists["share"].iloc[0], 1), "place": place,
              "own": percent_text(lists["share"].iloc[place - 1], 1) if place else "",
              "teams": listed(lists["teams"].iloc[0], names, language)}
    if place == len(lists) == 1:
        return say("Every draw saw the official list.", language)
    if place == 1:
        return say("The draws saw {count} different lists; the official one is the most frequent, in {share} of them.", language,
                   **values)
    if not place:
        return say("The draws saw {count} different lists, and never the official one; the most frequent, in {share} of them, is "
                   "{teams}.", language, **values)
    return say("The draws saw {count} different lists. The official one is number {place} by frequency, in {own} of them; the "
               "most frequent, in {share}, is {teams}.", language, **values)


def describe_drivers(drivers: Drivers, language: str) -> str:
    """Which open choice moves the list most, alone, and how much of the doubt no choice makes alone."""
    if not len(drivers.table):
        return say("Nothing that the rules leave open moves the list.", language)
    whole = drivers.table.loc[""]
    factor = whole["first"].idxmax()
    row = whole.loc[factor]
    return say("Of the doubt about the list {share} ({interval}) comes from {factor} alone, more than from any other "
               "choice; {together} comes from several choices together.", language,
               factor=translate(FACTOR_WORDS[factor], language), share=percent_text(row["first"], 0),
               interval=span_text(percent_text(max(row["first_low"], 0), 0), percent_text(min(row["first_high"], 1), 0),
                                  language),
               together=percent_text(drivers.interaction[""], 0))


def describe_specification(curve: pd.DataFrame, names: pd.Series, language: str) -> str:
    """How many lists the combinations of choices that the rules name give, and who is on every one."""
    lists = [frozenset(row.finalists) | frozenset(row.tied) for row in curve.itertuples()]
    always = [team for team in curve["finalists"].iloc[0] if all(team in chosen for chosen in lists)]
    return say("Combinations of the choices that the rules name: {count}; different lists that they give: {lists}; "
               "combinations that give the official one: {same}. On every list ({always}): {teams}.", language,
               count=len(curve), lists=len(set(lists)), same=sum(chosen == lists[0] for chosen in lists),
               always=len(always), teams=listed(always, names, language) or "–")
