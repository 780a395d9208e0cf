"""What the results say, in Chinese and English; numbers are rounded for display here and nowhere else."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from contestlib.ahp import LIMIT
from contestlib.catalogue import BRIDGE_WORDS, DEFINITION_WORDS, FACTOR_WORDS, FLAG_WORDS, translate
from contestlib.distances import measure_move
from contestlib.errors import ContestError
from contestlib.lots import lot_number, lot_order
from contestlib.quotas import expand_floors
from contestlib.records import (
    AhpWeights,
    Change,
    Contest,
    Decision,
    Drivers,
    Judging,
    Ledger,
    Panel,
    PooledWeights,
    RankRanges,
    Selection,
    Stability,
    Standings,
    Weights,
)
from contestlib.rounding import round_half_up, snap
from contestlib.rules import Integrity, PanelRule, Rules
from contestlib.selection import cut_neighbours, enlarging_tie, lots_drawn

CHANCE_DECIMALS = 4  # of sampled figures, as they are published
FEW = 6  # teams that a sentence names; more are counted
PLACEHOLDERS = ("比赛名称", "Name of the contest")  # titles of the template


def say(template: str, language: str, **values) -> str:
    """A sentence of the catalogue in `language`, its fields filled."""
    return translate(template, language).format(**values)


def describe_error(error: ContestError, language: str, labels: Mapping | None = None) -> str:
    """The four parts of an error as one sentence in `language`, its codes by their `labels` where some are given."""
    known = {} if labels is None else labels
    named = type(error)(found=error.found, expected=error.expected, where=error.where, remedy=error.remedy, **{
        name: known.get(value, value) if isinstance(value, str) else value for name, value in error.values.items()})
    return named.say(translate=lambda text: translate(text, language))


def team_names(contest: Contest, language: str) -> pd.Series:
    """Display name of every team: in English where the register has one, followed by the id.

    In English its attrs hold under "values" how the values of a column are called that a quota counts by.
    """
    column = "name_en" if language == "en" and "name_en" in contest.teams else "name_zh"
    names = contest.teams[column].where(contest.teams[column] != "", contest.teams["name_zh"])
    shown = (names + " " + names.index).rename("team")
    if language == "en":
        shown.attrs["values"] = {
            column: dict(zip(contest.teams[column], register_values(contest, column, language), strict=True))
            for column in {quota.column for quota in contest.rules.quotas} if f"{column}_en" in contest.teams}
    return shown


def register_values(contest: Contest, column: str, language: str) -> pd.Series:
    """A column of the register as people read it: in English where the register has one besides (``city_en``)."""
    values, english = contest.teams[column].astype(str), f"{column}_en"
    if language != "en" or english not in contest.teams:
        return values
    return contest.teams[english].astype(str).where(contest.teams[english] != "", values)


def indicator_names(rules: Rules, language: str) -> pd.Series:
    """Display label of every indicator."""
    return pd.Series({i.code: (i.label_zh if language == "zh" else i.label_en) or i.code for i in rules.indicators},
                     dtype=object)


def scenario_names(rules: Rules, language: str) -> pd.Series:
    """Display label of every scenario."""
    return pd.Series({s.name: (s.label_zh if language == "zh" else s.label_en) or s.name for s in rules.scenarios},
                     dtype=object)


def describe_cut(standings: Standings, selection: Selection, names: pd.Series, language: str) -> str:
    """What separates the last place from the first team without one."""
    totals = standings.totals
    if selection.tied:
        return say("{teams} share the total {total} and the rules do not separate them; places that stay open: {open} of "
                   "{places}.", language, teams=listed(selection.tied, names, language),
                   total=points_text(totals[selection.tied[0]], standings), places=selection.places,
                   open=selection.places - len(selection.finalists))
    last, first = cut_neighbours(totals, selection)
    if last is None:
        return say("Every place is given by a ruling (wild card).", language)
    values = {"last": names[last], "last_total": points_text(totals[last], standings), "places": selection.places}
    if first is not None:
        values |= {"first": names[first], "first_total": points_text(totals[first], standings)}
    enlarging, lots = enlarging_tie(selection), lots_drawn(totals, selection)
    if enlarging:
        return _together([
            say("{teams} share the total {total} and the rules do not separate them: by the rules all of them get a place, so "
                "that "
                "the list has {count} teams for {places} places.", language, teams=listed(enlarging, names, language),
                total=points_text(totals[enlarging[0]], standings), count=len(selection.finalists), places=selection.places),
            "" if first is None else say("The next team is {first} with {first_total}.", language, **values)], language)
    lines = [describe_lot(won, lost, standings, names, language) for won, lost in lots]
    if not any(last in won for won, _ in lots):
        lines.append(_describe_last(last, first, values, standings, selection, names, language))
    return _together([*lines, _describe_narrowest(last, first, standings, selection, names, language)], language)


def describe_lot(won: tuple, lost: tuple, standings: Standings, names: pd.Series, language: str) -> str:
    """Between whom a lot was drawn, with which numbers, and what it gave to whom."""
    seed, teams = standings.rules.seed, lot_order([*won, *lost], standings.rules.seed)
    return say("{teams} share the total {total}, and no tie-break separates them: the margin is 0. The lot with seed {seed} gave "
               "{won} a place and {lost} none (the smaller number goes first: {numbers}).", language,
               teams=listed(teams, names, language), total=points_text(standings.totals[won[0]], standings), seed=seed,
               won=listed(won, names, language), lost=listed(lost, names, language),
               numbers=joined([f"{names[team]} {lot_number(team, seed)}" for team in teams], language))


def _describe_last(last, first, values: dict, standings: Standings, selection: Selection, names: pd.Series,
                   language: str) -> str:
    """The last place and who would take it."""
    totals = standings.totals
    if first is None:
        left = totals.index.difference([*selection.finalists, *selection.withdrawn])
        return say("{last} with {last_total} takes the last of {places} places; by quotas, floors and rulings no other team "
                   "could "
                   "take it." if len(left) else "Every team has a place.", language, **values)
    if totals[first] == totals[last]:
        labels, keys = indicator_names(standings.rules, language), standings.keys
        parting = next((labels.get(key, column_name(key, language)) for key in keys
                        if keys.at[last, key] != keys.at[first, key]), "")
        return say("{last} and {first} have the same total, {last_total}, on both sides of the cut: a margin of 0. Only the "
                   "tie-break by {keys} separates them." if parting else
                   "{last} and {first} have the same total, {last_total}, on both sides of the cut: a margin of 0.", language,
                   **values | {"keys": parting})
    return say("{last} with {last_total} takes the last of {places} places, {margin} points ahead of {first} with "
               "{first_total}.", language, margin=points_text(totals[last] - totals[first], standings), **values)


def _describe_narrowest(last, first, standings: Standings, selection: Selection, names: pd.Series,
                        language: str) -> str:
    """Quotas part the list into several cuts: the one with the narrowest margin, where it is another than the last place's."""
    totals = standings.totals
    margins = {row.leaves: (float(totals[row.leaves] - totals[row.enters[0]]), row.enters[0])
               for row in selection.replacements.itertuples() if row.enters and row.leaves not in selection.wild_cards}
    if not margins:
        return ""
    team = min(margins, key=lambda leaves: margins[leaves][0])
    margin, other = margins[team]
    if first is not None and margin >= totals[last] - totals[first] - 1e-9:
        return ""
    return say("The narrowest margin is that of {team}: {margin} points ahead of {other}, who would take that place.", language,
               team=names[team], other=names[other], margin=points_text(margin, standings))


def describe_nominal(standings: Standings, selection: Selection, ranges: RankRanges, names: pd.Series, language: str) -> str:
    """Where rounding, quotas or tie-breaks, which sampled and exact answers leave out, decide about the list."""
    bonus = say("Bonus points are left out of the exact answers and of the chances over weights alone: under a mean that is not "
                "arithmetic they do not move with the weights.", language) if standings.leaves_bonus_out else ""
    carded, below = set(ranges.wild_cards), set(ranges.barred)
    unrounded = snap(standings.unrounded.drop([*below, *carded, *selection.withdrawn]))
    chosen = unrounded[[team for team in (*selection.finalists, *selection.tied) if team not in carded]]
    enters = [team for team in unrounded.index.difference(chosen.index, sort=False) if unrounded[team] > chosen.min()]
    if not enters:
        return bonus
    leaves = chosen.index[chosen < unrounded[enters].max()]
    return say("Sampled and exact answers below refer to unrounded totals without quotas, by which {enters} would be "
               "ahead of {leaves}.", language, enters=listed(enters, names, language),
               leaves=listed(leaves, names, language)) + (" " if bonus and language == "en" else "") + bonus


def describe_chosen(standings: Standings, selection: Selection, names: pd.Series, language: str) -> str:
    """The finalists with their totals, and who is tied at the cut."""
    text = joined([f"{names[team]} {points_text(standings.totals[team], standings)}" for team in selection.finalists], language)
    tied = listed(selection.tied, names, language)
    return text if not tied else say("{chosen}; still tied at the cut: {tied}", language, chosen=text or "–", tied=tied)


def describe_waiting(selection: Selection, names: pd.Series, language: str) -> str:
    """Who moves up when a finalist withdraws, in order; where quotas let in another team than the first, who takes whose "
      "place."""
    waiting = listed(selection.reserves, names, language) or say("nobody", language)
    return waiting if replaced_in_order(selection) else waiting + say(
        " (who moves up depends on who leaves) {replacements}", language,
        replacements=describe_replacements(selection, names, language))


def replaced_in_order(selection: Selection) -> bool:
    """Whether the first reserve takes any place that is given back; so, too, where the rules name no reserves, or nobody is
    replaced."""
    enters = set(selection.replacements["enters"])
    return not enters or enters == {selection.reserves[:1]} or (not selection.reserves and len(enters) == 1)


def describe_contested(stability: Stability, zones: pd.Series, lots: list, names: pd.Series, language: str) -> str:
    """Teams whose place is open, each with its chance when everything that the rules leave open varies; and the teams between
    which a lot decided, whose chances count it as drawn."""
    chance = stability.probability["value"].sort_values(ascending=False, kind="stable")
    told = joined([f"{names[team]} {chance_text(value, 1)}" for team, value in chance.items() if zones[team] == "contested"],
                  language) or say("nobody", language)
    return told + "".join(say("; between {teams} the lot decided, which chances count as drawn", language,
                              teams=listed([*won, *lost], names, language)) for won, lost in lots)


def describe_withdrawals(selection: Selection, names: pd.Series, language: str) -> str:
    """Who gave a place back, and who moved up; empty where nobody did."""
    if not selection.withdrawn:
        return ""
    moved = selection.log.loc[selection.log["event"] == "moved-up", "team"]
    return say("{gone} withdrew after the selection; {moved} moved up.", language,
               gone=listed(selection.withdrawn, names, language), moved=listed(moved, names, language))


def describe_numbering(standings: Standings, competing: Standings, names: pd.Series, language: str) -> str:
    """That ranges and chances count ranks without the teams that withdrew; empty where nobody did."""
    gone = [team for team in standings.table.index if team not in competing.ranks]
    return say("{teams} withdrew: ranges of ranks and chances count ranks without them, so that a rank there can be smaller than "
               "the official one.", language, teams=listed(gone, names, language)) if gone else ""


def column_name(column: str, language: str) -> str:
    """A column of teams.csv as a reader knows it: the catalogue's word, or its own name as words."""
    word = translate(column, language)
    return word.replace("_", " ") if word == column else word


def quota_text(words: str, rules: Rules, names: pd.Series, language: str) -> str:
    """A quota, floor or wild card, of which `Selection.prices` and `Selection.displaced` give the short form."""
    if words.startswith("wild card "):
        return say("the wild card of {team}", language, team=names[words.removeprefix("wild card ")])
    labels = indicator_names(rules, language)
    of_column = re.fullmatch(r"(.+?) = (.*?) (?:≥ (\d+))?(?:, )?(?:≤ (\d+))?", words)
    if of_column is None:
        column, least = words.rsplit(" ≥ ", 1)
        return say("at least {least} in {column}", language, least=least,
                   column=labels.get(column, column_name(column, language)))
    column, value, least, most = of_column.groups()
    template = ("exactly {least} of {column} {value}" if least == most else "at most {most} of {column} {value}" if least is None
                else "at least {least} of {column} {value}" if most is None
                else "at least {least} and at most {most} of {column} {value}")
    value = names.attrs.get("values", {}).get(column, {}).get(value, value)
    return say(template, language, column=column_name(column, language), value=value, least=least, most=most)


def quota_texts(why: str, rules: Rules, names: pd.Series, language: str) -> str:
    """Several of them, as `Selection.displaced` joins them."""
    return joined([quota_text(words, rules, names, language) for words in why.split("; ") if words], language)


def describe_wild_cards(selection: Selection, names: pd.Series, language: str) -> str:
    """Who has a place by a ruling; empty where nobody has."""
    carded = [team for team in selection.wild_cards if team not in selection.withdrawn]
    return say("By a ruling (wild card), whatever the rank, a place goes to: {teams}.", language,
               teams=listed(carded, names, language)) if carded else ""


def teams_below(standings: Standings, register: pd.DataFrame) -> dict[str, list[str]]:
    """Of every ranked team that does not reach a floor, the floors' short forms."""
    below = {}
    for members, _, _, words in expand_floors(standings.rules.floors, standings.matrix, register, standings.totals.index):
        for team in members:
            below.setdefault(team, []).append(words)
    return below


def describe_floors(standings: Standings, contest: Contest, names: pd.Series, language: str) -> str:
    """What a finalist must reach, and who does not; empty without floors."""
    rules, below = standings.rules, teams_below(standings, contest.teams)
    stated = [f"{floor.column} ≥ {floor.minimum:g}" for floor in rules.floors]
    floors = joined([quota_text(words, rules, names, language) for words in stated], language)
    if not below:
        return say("A finalist must reach: {floors}. All ranked teams do.", language, floors=floors) if floors else ""
    return say("A finalist must reach: {floors}. Below it, whatever their rank: {teams}.", language, floors=floors,
               teams=listed([team for team in standings.table.index if team in below], names, language))


def describe_displaced(selection: Selection, rules: Rules, names: pd.Series, language: str) -> str:
    """Teams ahead of the last finalist without a place, by the rule that keeps them out; empty without any."""
    return _together([say("Ahead of the last finalist and kept out by the rule ({why}): {teams}." if why else
                          "Ahead of the last finalist and kept out by the rules together: {teams}.", language,
                          teams=listed(group["team"], names, language), why=quota_texts(why, rules, names, language))
                      for why, group in selection.displaced.groupby("why", sort=False)], language)


def describe_prices(selection: Selection, standings: Standings, names: pd.Series, language: str) -> str:
    """How many quotas change the list, and what the dearest costs; then the list of the largest sum where it is another."""
    lines, prices = [], selection.prices
    if len(prices):
        row = prices.loc[prices["points"].astype(float).idxmax()]
        lines.append(say("Quotas, floors and wild cards that change the list: {count}. The one that costs most: {quota}. Without "
                         "it {enters} would be on the list in place of {leaves}, and the sum of its totals would change by "
                         "{points} points.", language, count=len(prices),
                         quota=quota_text(row["quota"], standings.rules, names, language),
                         enters=listed(row["enters"], names, language), leaves=listed(row["leaves"], names, language),
                         points=signed_text(row["points"], standings)))
    if selection.largest_sum:
        enters, leaves = ([team for team in one if team not in other] for one, other in (
            (selection.largest_sum, selection.finalists), (selection.finalists, selection.largest_sum)))
        lines.append(say("The list with the largest sum of totals would have {enters} in place of {leaves}; by the rules the "
                         "better team goes first.", language, enters=listed(enters, names, language),
                         leaves=listed(leaves, names, language)))
    return _together(lines, language)


def describe_replacements(selection: Selection, names: pd.Series, language: str) -> str:
    """Who takes the place of a finalist who gives it back, finalists with the same answer together."""
    table, lines = selection.replacements, []
    if len(selection.finalists) > selection.places:
        return say("A tie has enlarged the list: a place that is given back is not filled again.", language)
    if table["enters"].nunique() == 1 and len(table["enters"].iloc[0]) == 1:
        return say("Whoever gives a place back is replaced by {enters}.", language,
                   enters=listed(table["enters"].iloc[0], names, language))
    groups = list(table.groupby("enters", sort=False))
    usual = max(groups, key=lambda entry: len(entry[1]), default=None)
    if usual is not None and len(usual[0]) == 1 and 2 * len(usual[1]) > len(table):
        groups = [entry for entry in groups if entry is not usual]
        lines.append(say("A place that is given back goes to {enters}, with these exceptions.", language,
                         enters=listed(usual[0], names, language)))
    for enters, group in groups:
        template = ("If {leaves} gives its place back, {enters} takes it." if len(enters) == 1 else
                    "If {leaves} gives its place back, one of {enters} takes it: the rules do not separate them." if enters else
                    "If {leaves} gives its place back, nobody can take it within the quotas, and the list is drawn up again.")
        lines.append(say(template, language, enters=listed(enters, names, language),
                         leaves=translate(" or ", language).join(names[team] for team in group["leaves"])))
    return _together(lines, language)


def _together(lines: list[str], language: str) -> str:
    return ("" if language == "zh" else " ").join(filter(None, lines))


def describe_scenarios(selections: Mapping[str, Selection], names: pd.Series, language: str) -> str:
    """How many different lists the scenarios choose, and who is on all of them."""
    if len(selections) == 1:
        return say("There is one scenario only: no other weighting to compare with.", language)
    lists = [frozenset(selection.finalists) for selection in selections.values()]
    always = [team for team in next(iter(selections.values())).finalists if all(team in chosen for chosen in lists)]
    ever = frozenset().union(*lists)
    if len(set(lists)) == 1:
        return say("All {scenarios} scenarios choose the same list: {teams}.", language, scenarios=len(lists),
                   teams=listed(always, names, language) or "–")
    return say("{scenarios} scenarios choose {lists} different lists; {ever} teams are on at least one, {always} on all"
               ": {teams}." if always else
               "{scenarios} scenarios choose {lists} different lists; {ever} teams are on at least one, none on all.",
               language, scenarios=len(lists), lists=len(set(lists)), ever=len(ever), always=len(always),
               teams=listed(always, names, language) or "–")


def describe_chances(stability: Stability, zones: pd.Series, names: pd.Series, language: str) -> str:
    """Who is safe, contested or out over all admissible weights."""
    order = stability.probability["value"].sort_values(ascending=False, kind="stable").index
    by_zone = {zone: [team for team in order if zones[team] == zone] for zone in ("safe", "contested", "out")}
    if not by_zone["contested"]:
        return say("Over {draws} admissible weightings no place is contested.", language, draws=f"{stability.draws:,}")
    return say("Over {draws} admissible weightings {safe} of {places} places are safe; {contested} teams contest the "
               "others: {teams}." if by_zone["safe"] else
               "Over {draws} admissible weightings no place is safe; teams that contest the {places} places: "
               "{teams}.", language, draws=f"{stability.draws:,}", safe=len(by_zone["safe"]), places=stability.places,
               contested=len(by_zone["contested"]), teams=listed(by_zone["contested"], names, language) or "–")


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
    return say("Of the weights in use, that of {indicator} binds first: at {at} instead of {weight}, {enters} replaces {leaves}.",
               language, **values, at=weight_text(printed, row["weight"]))


def weight_text(weight: float, used: float) -> str:
    """A weight in percent, with as many decimals as it takes to tell it from the one in use, no fewer than two."""
    return next((text for decimals in (2, 3, 4) if (text := percent_text(weight, decimals)) != percent_text(used, decimals)
                 and abs(round_half_up(100 * weight, decimals) - 100 * weight) < 1e-9), percent_text(weight, 4))


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
    parts += [f"{code} ≥ {percent_text(least, 1)}" for code, least in stated.lower.items()]
    parts += [f"{code} ≤ {percent_text(most, 1)}" for code, most in stated.upper.items()]
    parts += ([" ≥ ".join(stated.order)] if stated.order else []) + list(stated.statements)
    return joined(parts, language) or say("all there are", language)


def describe_ranges(ranges: RankRanges, names: pd.Series, language: str) -> str:
    """Who has a place under all admissible weights, who under some, and what became of the quotas."""
    status = ranges.table["status"]
    by_status = {word: list(status.index[status == word]) for word in ("certain", "possible", "impossible")}
    quotas = {"none": "", "carried": " Quotas are kept.", "left out": " Quotas are left out: they are not maxima on one column."}
    if not by_status["possible"]:
        return say("Whatever admissible weights are chosen, the {places} places go to the same teams: {sure}.", language,
                   places=ranges.places, sure=listed(by_status["certain"], names, language) or "–") + (
            translate(quotas[ranges.quotas], language) if quotas[ranges.quotas] else "")
    sentence = say("Whatever admissible weights are chosen, {certain} of {places} places are certain: {sure}. {possible} more "
                   "teams can win one: {open}. For the other {impossible} it is impossible." if by_status["certain"] else
                   "Under all admissible weights together no place is certain. {possible} teams can win one: {open}. For the "
                   "other {impossible} it is impossible.", language,
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
    if pd.isna(change.distance):
        return say("No admissible weighting alters the list." if admissible else "No change of the weights alters the list.",
                   language)
    if not change.enters:
        return say("{teams} tie at the cut: the unrounded totals do not decide the list.", language,
                   teams=listed(change.pair, names, language))
    found = change.official == "changes"
    text = _moves_text(100 * ((change.printed if found else change.at_tie) - weights), labels, language)
    if not found:
        return say("By unrounded totals and without quotas, moving {points} percentage points within the admissible weights "
                   "({moves}) "
                   "would put {enters} in the place of {leaves}" if admissible else
                   "By unrounded totals and without quotas, moving {points} percentage points to any weights, admissible or not "
                   "({moves}), would put {enters} in the place of {leaves}", language,
                   points=moved_text(100 * change.distance), moves=text, enters=listed(change.enters, names, language),
                   leaves=listed(change.leaves, names, language)) + say(
            "; no weights just beyond alter the list by the rules." if change.official else ".", language)
    sentence = say("Within the admissible weights, moving {points} percentage points alters the list ({moves}): {enters} "
                   "replaces {leaves}." if admissible else
                   "With any weights, admissible or not, moving {points} percentage points alters the list ({moves}): {enters} "
                   "replaces {leaves}.", language, points=moved_text(moved_points(change, weights)), moves=text,
                   enters=listed(change.official_enters, names, language) or "–",
                   leaves=listed(change.official_leaves, names, language) or "–")
    if change.band[1] > change.band[0]:
        sentence += say(" Rounded totals can tie the two between {low} and {high} points.", language,
                        low=moved_text(100 * change.band[0]), high=moved_text(100 * change.band[1])) if (
            change.official_enters, change.official_leaves) == (change.enters, change.leaves) else ""
    return sentence + (say(" The search for it leaves quotas out: a smaller change may alter the list, too.", language)
                       if quotas else "")


def moved_points(change: Change, weights: pd.Series) -> float:
    """Percentage points that the printed weights move, in the change's own measure."""
    return 100 * measure_move((change.printed - weights[change.printed.index]).to_numpy(), change.norm)


def _moves_text(moves: pd.Series, labels: pd.Series, language: str) -> str:
    """Percentage points by indicator, the largest move first."""
    moved = moves[moves.abs() > 5e-7].sort_values(key=abs, ascending=False, kind="stable")
    return joined([f"{labels.get(code, code)} {'+' if move > 0 else ''}{moved_text(move)}" for code, move in moved.items()],
                  language)


def describe_whole(change: Change | None, weights: pd.Series, labels: pd.Series, names: pd.Series, language: str) -> str:
    """The same in whole percentage points; empty where the weights are not whole."""
    if change is None or pd.isna(change.distance) or not change.enters:
        return ""
    moves = (100 * (change.weights - weights)).round().astype(int)
    text = joined([f"{labels.get(code, code)} {move:+d}" for code, move in moves[moves != 0].items()], language)
    found = change.official == "changes"
    enters, leaves = (change.official_enters, change.official_leaves) if found else (change.enters, change.leaves)
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
        for side, template in (("low", "{enters} replaces {leaves} once {indicator} weighs less than {at}."),
                               ("high", "{enters} replaces {leaves} once {indicator} weighs more than {at}.")):
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
    sentence = say("The withdrawal of any of {count} teams without a place would change the list: without {team}, {enters} "
                   "replaces {leaves}.", language, count=len(reversals), team=names[first["team"]],
                   enters=listed(first["enters"].split(), names, language) or "–",
                   leaves=listed(first["leaves"].split(), names, language) or "–")
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


def describe_joint(stability: Stability, zones: pd.Series, factors, names: pd.Series, language: str) -> str:
    """Who is safe, contested or out when several things vary together."""
    order = stability.probability["value"].sort_values(ascending=False, kind="stable").index
    contested = [team for team in order if zones[team] == "contested"]
    varied = joined([translate(FACTOR_WORDS[name], language) for name in factors], language)
    if not contested:
        return say("When {factors} vary together, no place is contested over {draws} draws: {safe} teams are safe.", language,
                   factors=varied, draws=f"{stability.draws:,}", safe=int((zones == "safe").sum()))
    return say("When {factors} vary together, {safe} of {places} places are safe over {draws} draws; {contested} teams contest "
               "the others: {teams}." if (zones == "safe").any() else
               "When {factors} vary together, no place is safe over {draws} draws; teams that contest the {places} places: "
               "{teams}.", language, factors=varied,
               safe=int((zones == "safe").sum()), places=stability.places, draws=f"{stability.draws:,}",
               contested=len(contested), teams=listed(contested, names, language) or "–")


def describe_rank_spread(stability: Stability, names: pd.Series, language: str) -> str:
    """Whose rank is least known among the teams that have a chance of a place without being sure of it."""
    chance = stability.probability["value"]
    open_teams = chance.index[(chance >= 0.05) & (chance <= 0.95)]
    if not len(open_teams):
        return say("No place is contested: every team has a chance below 5% or above 95%.", language)
    spread = (stability.rank_95 - stability.rank_5)[open_teams]
    team = spread.sort_values(ascending=False, kind="stable").index[0]
    return say("Of the teams that contest a place, {team} is the one whose rank is least known: {low} to {high} in nine draws "
               "of ten.", language, team=names[team], low=stability.rank_5[team], high=stability.rank_95[team])


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
    return say("Of the doubt about the list {share} ({low} to {high}) comes from {factor} alone, more than from any other "
               "choice; {together} comes from several choices together.", language,
               factor=translate(FACTOR_WORDS[factor], language), share=percent_text(row["first"], 0),
               low=percent_text(max(row["first_low"], 0), 0),
               high=percent_text(min(row["first_high"], 1), 0), together=percent_text(drivers.interaction[""], 0))


def describe_specification(curve: pd.DataFrame, names: pd.Series, language: str) -> str:
    """How many lists the combinations of choices that the rules name give, and who is on every one."""
    lists = [frozenset(row.finalists) | frozenset(row.tied) for row in curve.itertuples()]
    always = [team for team in curve["finalists"].iloc[0] if all(team in chosen for chosen in lists)]
    return say("Combinations of the choices that the rules name: {count}; different lists that they give: {lists}; "
               "combinations that give the official one: {same}. On every list ({always}): {teams}.", language,
               count=len(curve), lists=len(set(lists)), same=sum(chosen == lists[0] for chosen in lists),
               always=len(always), teams=listed(always, names, language) or "–")


def describe_triangle(areas: pd.DataFrame, codes, labels: pd.Series, language: str) -> str:
    """How many lists three weights choose between them."""
    return say("{first}, {second} and {third} choose {count} different lists between them; the largest area has {share} of the "
               "triangle.", language, **dict(zip(("first", "second", "third"), (labels.get(code, code) for code in codes),
                                                 strict=True)), count=len(areas), share=percent_text(areas["share"].iloc[0], 1))


def describe_contributions(standings: Standings, selection: Selection, language: str) -> str:
    """Which indicator spreads the scored teams most around the cut."""
    labels = indicator_names(standings.rules, language)
    spread = standings.contributions.std(ddof=0)
    heaviest = standings.weights.idxmax()
    return say("What separates the teams most is {indicator}, with a standard deviation of {points} points; the heaviest "
               "weight is that of {heaviest}, {weight}.", language, indicator=labels.get(spread.idxmax(), spread.idxmax()),
               points=points_text(spread.max(), standings), heaviest=labels.get(heaviest, heaviest),
               weight=percent_text(standings.weights.max(), 0))


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


def _freight_unknown(decision: Decision) -> bool:
    """The rules leave freight out, and no table of tiers says how much it was."""
    return (decision.contest.rules.definitions.freight == "excluded" and "tiers" not in decision.contest.tables
            and len(decision.ledger.reconciliation) > 0)


def definition_text(name: str, language: str) -> str:
    """What a column of `rank_by_definition` means."""
    return say(DEFINITION_WORDS[name], language)


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


def describe_order(standings: Standings, selection: Selection, names: pd.Series, language: str) -> str:
    """What sets the order of teams on the list, or among the reserves, that have the same total; empty without such teams."""
    labels, keys, lines = indicator_names(standings.rules, language), standings.keys, []
    # Teams that have a place each stand in the order of the register; among reserves a lot decides where the rules say so.
    lot = "the lot" if standings.rules.on_tie == "lot" else "the order of the register"
    for teams, last in ((selection.finalists, "the order of the register"), (selection.reserves, lot)):
        for total, group in standings.totals[[team for team in teams if team in standings.totals]].groupby(
                standings.totals, sort=False):
            pairs = zip(group.index, group.index[1:], strict=False)
            parting = [next((labels.get(key, column_name(key, language)) for key in keys
                             if keys.at[one, key] != keys.at[other, key]), translate(last, language))
                       for one, other in pairs]
            if parting:
                lines.append(say("{teams} have the same total, {total}; their order is set by {keys}.", language,
                                 teams=listed(group.index, names, language), total=points_text(total, standings),
                                 keys=joined(dict.fromkeys(parting), language)))
    return _together(lines, language)


def describe_rulings(contest: Contest, names: pd.Series, language: str, *, reasons: bool) -> list[str]:
    """The rulings of decisions.csv, one a line, with minute and reason where the reader may know them."""
    lines = []
    for row in contest.decisions.fillna("").to_dict("records"):
        kind = "flagged support" if row["kind"] == "flagged" else row["kind"]
        lines.append(say("{date}: {team}, {kind} {value}", language, date=row.get("date") or "–", team=names[row["team"]],
                         kind=translate(kind, language), value=translate(row["value"], language)).strip())
        told = joined([row[name] for name in ("minute", "reason") if row.get(name)], language)
        lines[-1] += f" ({told})" if reasons and told else ""
    return lines


def describe_trial(contest: Contest, standings: Standings, language: str, *, ledger: Ledger | None = None,
                   panel: Panel | None = None) -> list[str]:
    """What a check found after drawing up the list once: nothing in the way, who is not ranked for what reason, what is set aside
    by which rule, what marks there are, and what still is the template's."""
    names = team_names(contest, language)
    lines = [say("Nothing stands in the way of a run.", language),
             say("{ranked} teams are ranked for {places} places.", language, ranked=len(standings.ranks),
                 places=standings.rules.places)]
    left = contest.teams.loc[~contest.teams.index.isin(standings.ranks.index), "status"]
    for status, group in left.groupby(left):
        lines.append(say("Not ranked, status {status}: {teams}.", language, status=translate(status, language),
                         teams=listed(group.index, names, language)))
    if ledger is not None and len(ledger.reconciliation):
        lines.append(describe_ledger(ledger, language))
        if len(ledger.set_aside):
            lines.append(say("Set aside, by rule: {rules}.", language, rules=joined(
                [f"{translate(rule, language)} {count:,}" for rule, count in ledger.set_aside["rule"].value_counts().items()],
                language)))
    if panel is not None:
        lines.append(describe_panel(panel, language))
        lines.append(describe_few_marks(panel, contest.rules.panel, standings.totals.index, names, language))
        silent = panel.missing[(panel.missing["why"] == "recused") & (panel.missing["reason"] == "")]
        cells = dict.fromkeys(f"{row.judge} {names.get(row.team, row.team)}" for row in silent.itertuples())
        lines.append(say("Recused without a reason: {cells}.", language, cells=joined(cells, language)) if cells else "")
    if {contest.rules.title_zh, contest.rules.title_en} & set(PLACEHOLDERS):
        lines.append(say("The title is still that of the template: write the contest's own into rules.toml.", language))
    return [line for line in lines if line]


def describe_panel(panel: Panel, language: str) -> str:
    """How many marks stand, how many do not and why."""
    why = panel.missing["why"].value_counts()
    reasons = [f"{translate(reason, language)} {why[reason]}" for reason in ("recused", "absent", "zero") if reason in why]
    return say("{count} marks count; {missing} do not: {reasons}.", language, count=int(panel.counts.to_numpy().sum()),
               missing=len(panel.missing), reasons=joined(reasons, language) or "–")


def describe_few_marks(panel: Panel, rule: PanelRule, teams, names: pd.Series, language: str) -> str:
    """Which of `teams` have too few marks for extremes to be dropped, or one judge's alone; empty without any."""
    counts = panel.counts.reindex([team for team in teams if team in panel.counts.index]).min(axis=1)
    least = rule.minimum_judges if rule.method == "trimmed" else 2
    few = counts[(counts > 0) & (counts < least)]
    if not len(few) or rule.kind == "pairs":
        return ""
    if rule.method != "trimmed":
        return say("One judge's mark alone decides about: {teams}.", language, teams=listed(few.index, names, language))
    if len(few) == len(counts):
        return say("No team has the {least} marks from which on extremes are dropped.", language, least=least)
    return say("With fewer than {least} marks nothing is dropped; so it is for: {teams}.", language, least=least,
               teams=joined([f"{names[team]} ({count:.0f})" for team, count in few.items()], language))


def describe_marks(panel: Panel, criterion: str, label: str, language: str, *, top: int = 12) -> str:
    """How many of the best teams in one criterion lead the next by more than their standard error."""
    marks = panel.marks[criterion].sort_values(ascending=False, kind="stable").head(top)
    leads = -marks.diff().shift(-1).dropna()
    clear = int((leads > panel.standard_errors.loc[leads.index, criterion]).sum())
    return say("Among the {count} best teams in {criterion} the lead over the next one exceeds a standard error in {clear} of "
               "{leads} cases.", language, count=len(marks), criterion=label, clear=clear, leads=len(leads))


def describe_spread(normalized: pd.DataFrame, labels: pd.Series, language: str) -> str:
    """In which indicator the teams differ most and least, before any weight."""
    spread = normalized.std(ddof=0)
    most, least = spread.idxmax(), spread.idxmin()
    return say("Before any weight the teams differ most in {most} (standard deviation {high} of 1) and least in {least} ({low}).",
               language, most=labels.get(most, most), least=labels.get(least, least), high=number_text(spread[most], 2),
               low=number_text(spread[least], 2))


def describe_importance(importance: pd.DataFrame, labels: pd.Series, language: str) -> str:
    """Which indicator the totals go with most, beside the one of the heaviest weight."""
    most, heaviest = importance["importance"].idxmax(), importance["weight"].idxmax()
    return say("{share} of what separates the totals goes with {most}, whose weight is {weight}; with {heaviest}, the heaviest "
               "({heavy}), goes {less}.", language, share=percent_text(importance.at[most, "importance"], 0),
               most=labels.get(most, most), weight=percent_text(importance.at[most, "weight"], 0),
               heaviest=labels.get(heaviest, heaviest), heavy=percent_text(importance.at[heaviest, "weight"], 0),
               less=percent_text(importance.at[heaviest, "importance"], 0))


def judge_names(contest: Contest, judges: pd.Index, language: str) -> pd.Series:
    """Judges by their codes; by name beside it where the rules allow names."""
    named = contest.rules.panel.names and "name" in contest.judges
    names = {judge: contest.judges["name"].get(judge, "") for judge in judges} if named else {}
    return pd.Series({judge: f"{names[judge]} {judge}" if names.get(judge) else str(judge) for judge in judges}, dtype=object)


def describe_judges(judging: Judging, names: pd.Series, language: str) -> str:
    """The strictest and the mildest judge, each with its distance from the average and the error of that."""
    if judging.refused is not None:
        return describe_error(judging.refused, language)
    severity = judging.judges["severity"]
    if len(severity) < 2 or severity.max() - severity.min() < 5e-3:
        return say("No judge's marks lie above or below the average judge's.", language)
    values = {f"{end}{part}": text for end, judge in (("low", severity.idxmin()), ("high", severity.idxmax()))
              for part, text in (("", names[judge]), ("_by", f"{abs(round_half_up(severity[judge], 2)):.2f}"),
                                 ("_error", number_text(judging.judges.at[judge, "standard_error"], 2)))}
    return say("For the same teams {low} marks {low_by} points below the average judge (± {low_error}), {high} {high_by} points "
               "above (± {high_error}); ± is one standard error.", language, **values)


def describe_agreement(judging: Judging, rules: Rules, language: str) -> str:
    """By criterion: how well one judge's mark, and the panel's, tell teams apart; undefined where marks do not differ."""
    labels = {indicator.source: indicator_names(rules, language)[indicator.code] for indicator in rules.indicators}
    sentences = []
    for criterion, row in judging.agreement.iterrows():
        label = labels.get(f"panel:{criterion}", criterion)
        if pd.isna(row["single"]) and pd.notna(row.get("alpha", np.nan)):
            sentences.append(say("In {criterion} the reliability of one judge's mark is undefined: too few teams that all judges "
                                 "marked. Over all marks Krippendorff's alpha is {alpha} (95% interval {low} to {high}).",
                                 language, criterion=label, alpha=number_text(row["alpha"], 2),
                                 low=number_text(row["alpha_low"], 2), high=number_text(row["alpha_high"], 2)))
            continue
        if pd.isna(row["single"]):
            sentences.append(say("In {criterion} agreement is undefined: too few teams that all judges marked, or the same marks "
                                 "everywhere.", language, criterion=label))
            continue
        sentences.append(say(
            "In {criterion} the reliability of one judge's mark is {single} (95% interval {low} to {high}), of the panel's mean "
            "{panel}; {teams} teams were marked by every judge.", language, criterion=label, teams=int(row["teams"]),
            single=number_text(row["single"], 2), low=number_text(row["single_low"], 2), high=number_text(row["single_high"], 2),
            panel=number_text(row["panel"], 2)))
    return (" " if language == "en" else "").join(sentences)


def describe_without_judges(judging: Judging, judges: pd.Series, names: pd.Series, language: str) -> str:
    """Whose marks, left out, would change the list, and without whom a team would have no mark at all."""
    table = judging.judges
    moved = table[(table["leaves"].fillna("") != "") | (table["enters"].fillna("") != "")]
    alone = table[table["unmarked"].fillna("") != ""]
    lines = []
    if len(moved):
        lines.append(say("{count} of {judges} judges change the list when their marks are left out: {changes}.", language,
                         count=len(moved), judges=len(table), changes=("；" if language == "zh" else "; ").join(say(
                             "without {judge} {enters} replaces {leaves}", language, judge=judges[judge],
                             enters=listed(row["enters"].split(), names, language) or "–",
                             leaves=listed(row["leaves"].split(), names, language) or "–") for judge, row in moved.iterrows())))
    elif not len(alone):
        lines.append(say("The list stays the same when any one judge's marks are left out.", language))
    elif len(alone) < len(table):
        lines.append(say("The list stays the same when the marks of any one of the other {count} judges are left out.", language,
                         count=len(table) - len(alone)))
    lines += [say("Without {judge} no mark to compare is left for {teams}: nothing is said about the list.", language,
                  judge=judges[judge], teams=_some(row["unmarked"].split(), names, language))
              for judge, row in alone.iterrows()]
    return _together(lines, language)


def _some(teams: list, names: pd.Series, language: str) -> str:
    """Names of a few teams, or how many there are."""
    return listed(teams, names, language) if len(teams) <= FEW else say("{count} teams", language, count=len(teams))


def describe_single_mark(judging: Judging, rules: Rules, judges: pd.Series, names: pd.Series, language: str) -> str:
    """The smallest error in one mark that changes the list."""
    if not len(judging.effects):
        return say("No single mark on the scale changes the list, whatever it is changed to.", language)
    first = judging.effects.iloc[0]
    labels = {indicator.source: indicator_names(rules, language)[indicator.code] for indicator in rules.indicators}
    return say("The smallest error in one mark that changes the list: {judge} gives {team} {needed} instead of {now} in "
               "{criterion}, {change} points apart; then {enters} replaces {leaves}.", language, judge=judges[first["judge"]],
               team=names[first["team"]], criterion=labels.get(f"panel:{first['criterion']}", first["criterion"]),
               now=number_text(first["now"], 2), needed=number_text(first["needed"], 2),
               change=number_text(abs(first["change"]), 2), enters=listed(first["enters"].split(), names, language) or "–",
               leaves=listed(first["leaves"].split(), names, language) or "–")


def describe_home(judging: Judging, language: str) -> str:
    """By how much judges mark teams from their own city above others; empty where nothing can be compared."""
    if judging.home is None:
        return ""
    home = judging.home
    return say("Teams from a judge's own city get {difference} points more than teams and judges otherwise explain (95% interval "
               "{low} to {high}, {marks} marks).", language, difference=f"{round_half_up(home['difference'], 2):+.2f}",
               low=f"{round_half_up(home['low'], 2):+.2f}", high=f"{round_half_up(home['high'], 2):+.2f}",
               marks=int(home["marks"]))


def describe_judging(decision: Decision, language: str) -> dict[str, str]:
    """The sentences of the judges' section, by name; empty where no judge gave marks."""
    judging, rules = decision.judging, decision.contest.rules
    if judging is None:
        return dict.fromkeys(("judges", "agreement", "without_judges", "single_mark", "home"), "")
    judges = judge_names(decision.contest, judging.judges.index, language)
    names = team_names(decision.contest, language)
    return {"judges": describe_judges(judging, judges, language), "agreement": describe_agreement(judging, rules, language),
            "without_judges": describe_without_judges(judging, judges, names, language),
            "single_mark": describe_single_mark(judging, rules, judges, names, language),
            "home": describe_home(judging, language)}


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


def heaviest(weights: pd.Series) -> list:
    """The three indicators that weigh most, in the table's order among equals."""
    return list(weights.sort_values(ascending=False, kind="stable").index[:3])


def findings(decision: Decision, language: str) -> dict[str, str]:
    """The generated sentence of every figure and section of the report, by name."""
    contest, baseline = decision.contest, decision.baseline
    names, labels = team_names(contest, language), indicator_names(contest.rules, language)
    few_marks = "" if decision.panel is None else describe_few_marks(decision.panel, contest.rules.panel, baseline.totals.index,
                                                                     names, language)
    admissible, least = decision.changes.get("admissible"), decision.changes["l1"]
    # The same change is told once.
    orders = "orders" in contest.rules.tables
    quotas, lots = bool(contest.rules.quotas), lots_drawn(baseline.totals, decision.selection)
    once = admissible is not None and abs(admissible.distance - least.distance) < 1e-9 and admissible.enters == least.enters
    return {
        "chosen": describe_chosen(baseline, decision.selection, names, language),
        "waiting": describe_waiting(decision.selection, names, language),
        "contested": describe_contested(decision.joint, decision.joint_zones, lots, names, language),
        "cut": describe_cut(baseline, decision.selection, names, language),
        "nominal": describe_nominal(baseline, decision.selection, decision.ranges, names, language),
        "withdrawals": describe_withdrawals(decision.selection, names, language),
        "floors": describe_floors(baseline, contest, names, language),
        "wild_cards": describe_wild_cards(decision.selection, names, language),
        "numbering": describe_numbering(baseline, decision.competing, names, language),
        "displaced": describe_displaced(decision.selection, baseline.rules, names, language),
        "prices": describe_prices(decision.selection, baseline, names, language),
        "replacements": describe_replacements(decision.selection, names, language),
        "scenarios": describe_scenarios(decision.selections, names, language),
        "chances": describe_chances(decision.stability, decision.zones, names, language) + (
            say(" Floors and wild cards are left out of these draws; the zones keep them.", language)
            if decision.ranges.barred or decision.ranges.wild_cards else "") + (
            say(" Quotas are left out of these draws.", language) if quotas else ""),
        "joint": describe_joint(decision.joint, decision.joint_zones, decision.drivers.factors, names, language),
        "spread": describe_rank_spread(decision.joint, names, language),
        "lists": describe_lists(decision.joint, decision.selection, names, language),
        "drivers": describe_drivers(decision.drivers, language),
        "specification": describe_specification(decision.specification, names, language),
        "weights": describe_weights(decision.intervals, contest.rules, names, language),
        "ranges": describe_ranges(decision.ranges, names, language),
        "admissible": describe_change(admissible, baseline.weights, labels, names, language, admissible=True,
                                      quotas=quotas),
        "change": "" if once else describe_change(least, baseline.weights, labels, names, language, quotas=quotas),
        "whole": describe_whole(decision.changes.get("whole"), baseline.weights, labels, names, language),
        "triangle": "" if decision.areas is None else describe_triangle(decision.areas, heaviest(baseline.weights), labels,
                                                                        language),
        "ball": describe_ball(decision.changes["l2"], language),
        "reversals": describe_reversals(decision.reversals, labels, names, language),
        "contributions": describe_contributions(baseline, decision.selection, language),
        "ledger": "" if not orders else describe_ledger(decision.ledger, language, freight_unknown=_freight_unknown(decision)),
        "control": "" if not orders else describe_control(decision.ledger, names, language),
        "definitions": "" if not orders else describe_definitions(decision.definition_lists, names, language),
        "panel": "" if decision.panel is None else _together(list(filter(None, (
            describe_panel(decision.panel, language), few_marks))), language),
        "few_marks": few_marks,
        "flags": "" if not orders else describe_flags(decision.flags, decision.selection, decision.without_flagged, names,
                                                      language),
    } | describe_judging(decision, language)


def describe_record(record: dict, language: str) -> list[str]:
    """A stored result, line by line: finalists, reserves, the cut, contested teams.

    Parameters
    ----------
    record : dict
        As `loading.read_record` returns it.
    language : {"zh", "en"}

    Returns
    -------
    list of str
    """
    contest, baseline = record["contest"], record["baseline"]
    selection, standings = record["selections"][baseline], record["standings"][baseline]
    names = recorded_names(record, language)
    decimals = 2 if contest["decimals"] is None else contest["decimals"]
    lines = [contest[f"title_{language}"] or contest["title_zh"] or contest["title_en"]]
    if contest["synthetic"]:
        lines.append(say("The data are synthetic: no result below is a real team's.", language))
    lines += describe_seal(record, language)
    for title, teams in (("Finalists ({count})", selection["finalists"]), ("Reserves ({count})", selection["reserves"]),
                         ("Tied at the cut ({count})", selection["tied"])):
        if teams:
            lines.append(say(title, language, count=len(teams)))
            lines += [f"  {place}  {names[team]}  {standings['totals'][team]:.{decimals}f}"
                      for place, team in enumerate(teams, start=1)]
    lines += [record["findings"][language][name]
              for name in ("nominal", "withdrawals", "cut", "floors", "wild_cards", "displaced", "prices", "replacements",
                           "ranges", "admissible", "change", "whole", "scenarios", "joint", "weights", "reversals", "flags",
                           "few_marks") if record["findings"][language].get(name)]
    chances, alone = record["joint"]["chances"], record["chances"]
    contested = [team for team, chance in chances.items() if chance["zone"] == "contested"]
    if contested:
        lines.append(say("Contested teams: chance of a place when everything left open varies (95% interval); when the weights "
                         "alone vary", language))
        lines += [f"  {names[team]}  {chance_text(chances[team]['value'], 1)} "
                  f"({chance_text(chances[team]['low'], 1)} – {chance_text(chances[team]['high'], 1)}); "
                  f"{chance_text(alone[team]['value'], 1)}"
                  for team in sorted(contested, key=lambda team: (-chances[team]["value"], team))]
    return [*lines, say("Digest of the record: {digest}", language, digest=record["digest"])]


def describe_seal(record: dict, language: str) -> list[str]:
    """What a run departs from in the rules that were sealed; one line where it keeps them, none without a seal."""
    seal = record.get("seal")
    if not seal:
        return []
    lines = []
    if not seal["intact"]:
        lines.append(say("The seal itself was changed after it was made: its digest is not that of its contents.", language))
    if seal["departures"]:
        lines.append(say("THE RULES DIFFER FROM THOSE THAT WERE SEALED (changes: {count}): {changes}.", language,
                         count=len(seal["departures"]), changes=translate("; ", language).join(
                             _departure_text(departure, language) for departure in seal["departures"])))
    elif seal["intact"]:
        lines.append(say("Rules and scenarios are those that were sealed.", language))
    if seal["raw_files"]:
        lines.append(say("The seal was made when data had arrived already ({count} files).", language,
                         count=len(seal["raw_files"])))
    return [*lines, say("Digest of the seal: {digest}", language, digest=seal["digest"])]


def _departure_text(departure: str, language: str) -> str:
    """One change of the rules, which a record holds as ``rule: sealed -> now``."""
    place, _, values = departure.partition(": ")
    before, arrow, now = values.partition(" -> ")
    return departure if not arrow else say("{rule}: sealed as {before}, now {now}", language, rule=translate(place, language),
                                           before=before, now=now)


def recorded_names(record: dict, language: str) -> dict[str, str]:
    """Display name of every team of a record, followed by the id."""
    return {team: f"{row['name_en'] if language == 'en' and row['name_en'] else row['name_zh']} {team}"
            for team, row in record["teams"].items()}


def describe_proposals(weights: Mapping[str, Weights], pools: Mapping[str, PooledWeights], labels: pd.Series,
                       language: str) -> list[str]:
    """The members' weights, how far they are apart, and what they come to when pooled."""
    def shares(stated):
        return joined([f"{labels.get(code, code)} {percent_text(share, 2)}" for code, share in stated.items() if share], language)

    lines = []
    for member, stated in weights.items():
        lines.append(say("{member} ({method}): {weights}", language, member=member, weights=shares(stated),
                         method=translate(stated.method, language)))
        if isinstance(stated, AhpWeights) and len(stated.worst):
            pair = stated.worst.iloc[0]
            lines.append(say("  consistency ratio {ratio} (at most {limit}); furthest off: {over} over {under} = {stated}, where "
                             "the weights out of all judgements have the ratio {implied}", language,
                             over=labels.get(pair["over"]),
                             under=labels.get(pair["under"]), ratio=number_text(stated.consistency_ratio, 3),
                             limit=number_text(LIMIT, 2), stated=number_text(pair["stated"], 2),
                             implied=number_text(pair["implied"], 2)))
    for pool in pools.values():
        lines.append(say("All members ({method}): {weights}", language, weights=shares(pool),
                         method=translate(pool.method, language)))
        if not pool.inside:
            lines.append(say("  no mixture of the members' weights gives exactly these", language))
    spread = next(iter(pools.values())).spread.query("high > 0") if pools else pd.DataFrame()
    for code, row in spread.iterrows():
        lines.append(say("{indicator}: from {low} ({lowest}) to {high} ({highest})", language, indicator=labels.get(code, code),
                         low=percent_text(row["low"], 2), high=percent_text(row["high"], 2), lowest=row["lowest"],
                         highest=row["highest"]))
    return lines


def describe_next(folder: str, tables: str, report: str, pages: str, python: str, language: str, *, notice: str) -> list[str]:
    """Where to look after a run; `pages` is empty where no notebook was executed, `notice` where a tie is open."""
    places = [(f"{report}/report_{language}.html", say("the report for the committee", language)),
              (f"{report}/committee.xlsx", say("the spreadsheet whose list follows the weights that are typed in", language)),
              (f"{report}/what-if.html", say("the same list under other weights, with sliders", language)),
              *([(notice, say("the public notice", language))] if notice else []),
              (f"{tables}/", say("every table of the run", language)),
              *([(pages, say("the notebooks, step by step", language))] if pages else []),
              (f"{python} -m contestlib verify {folder}", say("proves the record on another machine", language))]
    return [say("Where to look next", language), *(f"  {place}  {what}" for place, what in places)]


def points_text(value: float, standings: Standings) -> str:
    """A number of points at the decimals of the rules."""
    decimals = 2 if standings.rules.decimals is None else standings.rules.decimals
    return f"{round_half_up(value, decimals):.{decimals}f}"


def signed_text(value: float, standings: Standings) -> str:
    """The same with its sign."""
    return ("+" if value > 0 else "") + points_text(value, standings)


def percent_text(share: float, decimals: int) -> str:
    """A share of one in percent; nothing as a dash."""
    return "–" if pd.isna(share) else f"{round_half_up(100 * share, decimals):.{decimals}f}%"


def moved_text(points: float, decimals: int = 2) -> str:
    """Percentage points of weight: two decimals, four where there is little."""
    text = f"{round_half_up(points, decimals if abs(points) >= 0.1 else 4):.4f}"
    return text.rstrip("0").rstrip(".")


def chance_text(share: float, decimals: int) -> str:
    """A chance in percent, rounded from the decimals that are published, so that record, workbook and report say the same."""
    return percent_text(round_half_up(share, CHANCE_DECIMALS), decimals)


def yuan_text(fen: float) -> str:
    """Fen as yuan with thousands separators."""
    return f"{round_half_up(fen / 100, 2):,.2f}"


def number_text(value: float, decimals: int) -> str:
    """A value of the matrix; whole numbers without decimals, nothing as a dash."""
    if pd.isna(value):
        return "–"
    return f"{value:,.0f}" if value == int(value) else f"{round_half_up(value, decimals):,.{decimals}f}"


def listed(teams, names: pd.Series, language: str) -> str:
    """Names of teams, one after the other."""
    return joined([names[team] for team in teams], language)


def joined(words, language: str) -> str:
    """Words, one after the other as the language does it."""
    return ("、" if language == "zh" else ", ").join(map(str, words))
