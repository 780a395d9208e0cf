"""What stands on the list and why: the cut, quotas, floors, rulings, replacements."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from contestlib.catalogue import translate
from contestlib.lots import lot_number, lot_order
from contestlib.quotas import expand_floors
from contestlib.records import Contest, RankRanges, Selection, Standings
from contestlib.rounding import snap
from contestlib.rules import Rules
from contestlib.selection import cut_neighbours, enlarging_tie, lots_drawn
from contestlib.stages import OUT
from contestlib.wording import (
    column_name,
    indicator_names,
    joined,
    key_name,
    listed,
    percent_text,
    points_text,
    say,
    signed_text,
    together,
)

NAMED = 8  # teams at most that a sentence lists by name where their number says enough


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
        return together([
            say("{teams} share the total {total} and the rules do not separate them: by the rules all of them get a place, so "
                "that "
                "the list has {count} teams for {places} places.", language, teams=listed(enlarging, names, language),
                total=points_text(totals[enlarging[0]], standings), count=len(selection.finalists), places=selection.places),
            "" if first is None else say("The next team is {first} with {first_total}.", language, **values)], language)
    lines = [describe_lot(won, lost, standings, names, language) for won, lost in lots]
    if not any(last in won for won, _ in lots):
        lines.append(_describe_last(last, first, values, standings, selection, names, language))
    return together([*lines, _describe_narrowest(last, first, standings, selection, names, language)], language)


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
        parting = next((key_name(key, labels, language) for key in keys
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
    if ranges.quotas == "none" and not (carded or below):
        return say("Intervals and smallest changes below refer to unrounded totals, by which {enters} would be ahead of "
                   "{leaves}.", language, enters=listed(enters, names, language), leaves=listed(leaves, names, language)) + (
            " " if bonus and language == "en" else "") + bonus
    return say("Where smallest changes below are said to be without quotas, they refer to unrounded totals, by which {enters} "
               "would be ahead of {leaves}." if len(leaves) <= NAMED else
               "Where smallest changes below are said to be without quotas, they refer to unrounded totals, by which {enters} "
               "would be ahead of {count} teams of the list.", language, enters=listed(enters, names, language),
               leaves=listed(leaves, names, language), count=len(leaves)) + (" " if bonus and language == "en" else "") + bonus


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


def quota_text(words: str, rules: Rules, names: pd.Series, language: str) -> str:
    """A quota, floor or wild card, of which `Selection.prices` and `Selection.displaced` give the short form."""
    if words.startswith("wild card "):
        return say("the wild card of {team}", language, team=names[words.removeprefix("wild card ")])
    labels = indicator_names(rules, language)
    of_column = re.fullmatch(r"(.+?) = (.*?) (?:≥ (\d+))?(?:, )?(?:≤ (\d+))?", words)
    if of_column is None:
        column, least = words.rsplit(" ≥ ", 1)
        return say("at least {least} in {column}", language, least=least,
                   column=key_name(column, labels, language))
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


def unranked_teams(contest: Contest, ranked: pd.Index) -> pd.Series:
    """Of every team that is not ranked the status that keeps it out: the register's own, disqualified where a ruling says so, or
    not-advanced where the stage before did not send it."""
    status = contest.teams.loc[~contest.teams.index.isin(ranked), "status"].copy()
    ruled_out = contest.decisions.loc[contest.decisions["kind"] == "disqualification", "team"]
    status[status.isin(contest.rules.eligible)] = OUT
    status[status.index.isin(ruled_out)] = "disqualified"
    return status


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
    return together([say("Ahead of the last finalist and kept out by the rule ({why}): {teams}." if why else
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
    return together(lines, language)


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
    return together(lines, language)


def describe_scenarios(selections: Mapping[str, Selection], names: pd.Series, language: str) -> str:
    """How many different lists the scenarios choose, and who is on all of them."""
    if len(selections) == 1:
        return say("There is one scenario only: no other weighting to compare with.", language)
    lists = [frozenset(selection.finalists) for selection in selections.values()]
    always = [team for team in next(iter(selections.values())).finalists if all(team in chosen for chosen in lists)]
    ever = frozenset().union(*lists)
    if len(set(lists)) == 1:
        return say("All {scenarios} scenarios choose the same list: {teams}." if len(always) <= NAMED else
                   "All {scenarios} scenarios choose the same list.", language, scenarios=len(lists),
                   teams=listed(always, names, language) or "–")
    return say("{scenarios} scenarios choose {lists} different lists; {ever} teams are on at least one, {always} on all."
               if len(always) > NAMED else
               "{scenarios} scenarios choose {lists} different lists; {ever} teams are on at least one, {always} on all"
               ": {teams}." if always else
               "{scenarios} scenarios choose {lists} different lists; {ever} teams are on at least one, none on all.",
               language, scenarios=len(lists), lists=len(set(lists)), ever=len(ever), always=len(always),
               teams=listed(always, names, language) or "–")


def describe_contributions(standings: Standings, selection: Selection, language: str) -> str:
    """Which indicator spreads the scored teams most around the cut."""
    labels = indicator_names(standings.rules, language)
    spread = standings.contributions.std(ddof=0)
    heaviest = standings.weights.idxmax()
    return say("What separates the teams most is {indicator}, with a standard deviation of {points} points; the heaviest "
               "weight is that of {heaviest}, {weight}.", language, indicator=labels.get(spread.idxmax(), spread.idxmax()),
               points=points_text(spread.max(), standings), heaviest=labels.get(heaviest, heaviest),
               weight=percent_text(standings.weights.max(), 0))


def describe_order(standings: Standings, selection: Selection, names: pd.Series, language: str) -> str:
    """What sets the order of teams on the list, or among the reserves, that have the same total; empty without such teams."""
    labels, keys, lines = indicator_names(standings.rules, language), standings.keys, []
    # Teams that have a place each stand in the order of the register; among reserves a lot decides where the rules say so.
    lot = "the lot" if standings.rules.on_tie == "lot" else "the order of the register"
    for teams, last in ((selection.finalists, "the order of the register"), (selection.reserves, lot)):
        for total, group in standings.totals[[team for team in teams if team in standings.totals]].groupby(
                standings.totals, sort=False):
            pairs = zip(group.index, group.index[1:], strict=False)
            parting = [next((key_name(key, labels, language) for key in keys
                             if keys.at[one, key] != keys.at[other, key]), translate(last, language))
                       for one, other in pairs]
            if parting:
                lines.append(say("{teams} have the same total, {total}; their order is set by {keys}.", language,
                                 teams=listed(group.index, names, language), total=points_text(total, standings),
                                 keys=joined(dict.fromkeys(parting), language)))
    return together(lines, language)
