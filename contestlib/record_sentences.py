"""What a record says, what was sealed, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from contestlib.ahp import LIMIT
from contestlib.catalogue import translate
from contestlib.data_sentences import describe_ledger
from contestlib.judge_sentences import describe_few_marks, describe_panel
from contestlib.list_sentences import unranked_teams
from contestlib.records import AhpWeights, Contest, Ledger, Panel, PooledWeights, Standings, Weights
from contestlib.regions import region_of
from contestlib.rules import Rules
from contestlib.wording import (
    FEW,
    PLACEHOLDERS,
    chance_interval,
    chance_text,
    joined,
    listed,
    moved_text,
    number_text,
    percent_text,
    recorded_names,
    say,
    scenario_names,
    team_names,
    yuan_text,
)


def describe_trial(contest: Contest, standings: Standings, language: str, *, ledger: Ledger | None = None,
                   panel: Panel | None = None) -> list[str]:
    """What a check found after drawing up the list once: nothing in the way, who is not ranked for what reason, what is set aside
    by which rule, what marks there are, and what still is the template's."""
    names = team_names(contest, language)
    lines = [say("Nothing stands in the way of a run.", language),
             say("{ranked} teams are ranked for {places} places.", language, ranked=len(standings.ranks),
                 places=standings.rules.places)]
    left = unranked_teams(contest, standings.ranks.index)
    for status, group in left.groupby(left):
        lines.append(say("Not ranked, status {status}: {teams}.", language, status=translate(status, language),
                         teams=listed(group.index, names, language)))
    if ledger is not None and len(ledger.reconciliation):
        lines.append(describe_ledger(ledger, language))
        counts = ledger.set_aside["rule"].value_counts()
        of_refunds = counts.index.str.startswith("refund-")
        for template, found in (("Set aside, by rule: {rules}.", counts[~of_refunds]),
                                ("Refunds set aside, by rule: {rules}.", counts[of_refunds])):
            if len(found):
                lines.append(say(template, language, rules=joined(
                    [f"{translate(rule, language)} {count:,}" for rule, count in found.items()], language)))
        lines.append(_describe_misshapen(ledger, language))
    if panel is not None:
        lines.append(describe_panel(panel, language))
        lines.append(describe_few_marks(panel, contest.rules.panel, standings.totals.index, names, language))
        silent = panel.missing[(panel.missing["why"] == "recused") & (panel.missing["reason"] == "")]
        cells = dict.fromkeys(f"{row.judge} {names.get(row.team, row.team)}" for row in silent.itertuples())
        lines.append(say("Recused without a reason: {cells}.", language, cells=joined(cells, language)) if cells else "")
    lines.append(_hull_outside(contest.rules, language))
    if {contest.rules.title_zh, contest.rules.title_en} & set(PLACEHOLDERS):
        lines.append(say("The title is still that of the template: write the contest's own into rules.toml.", language))
    return [line for line in lines if line]


def _describe_misshapen(ledger: Ledger, language: str) -> str:
    """Yuan of rows of a wrong shape, such as a row of totals, which are part of what is payable; empty without any."""
    rows = ledger.set_aside[(ledger.set_aside["rule"] == "shape") & (ledger.set_aside["payable_fen"].fillna(0) != 0)]
    return say("Of the yuan payable, {yuan} stand in rows cut short or without a project, such as a row of totals ({rows}): "
               "{places}.", language, yuan=yuan_text(rows["payable_fen"].sum()), rows=f"{len(rows):,}", places=joined(
                   [say("{file} line {line}", language, file=row.file, line=row.line) for row in rows.head(FEW).itertuples()]
                   + ["…"] * (len(rows) > FEW), language)) if len(rows) else ""


def _hull_outside(rules: Rules, language: str) -> str:
    """Proposals that hull names and the other statements about weights do not admit; empty where there are none."""
    region, labels = region_of(rules), scenario_names(rules, language)
    outside = [labels[name] for name in rules.admissible.hull
               if not region.contains(rules.scenario(name).shares.reindex(region.codes).fillna(0))]
    return say("Named in hull, and yet not admissible: {scenarios}. Everything in rules.toml [admissible] holds together; where "
               "the mixtures of the proposals are meant, take around, percent and points out.", language,
               scenarios=joined(outside, language)) if outside else ""


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
                  f"({chance_interval(chances[team]['low'], chances[team]['high'], 1)}); "
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
            lines.append(say("  {member}: consistency ratio {ratio} (at most {limit}); furthest off: {over} over {under} = "
                             "{stated}, where the weights out of all judgements have the ratio {implied}", language,
                             member=member, over=labels.get(pair["over"]),
                             under=labels.get(pair["under"]), ratio=number_text(stated.consistency_ratio, 3),
                             limit=number_text(LIMIT, 2), stated=number_text(pair["stated"], 2),
                             implied=number_text(pair["implied"], 2)))
    for pool in pools.values():
        lines.append(say("All members ({method}): {weights}", language, weights=shares(pool),
                         method=translate(pool.method, language)))
        if not pool.inside:
            lines.append(say("  no mixture of the members' weights gives exactly these", language))
    if pools:
        mean = pools["mean"]
        zeros = mean.proposals.index[(mean.proposals == 0).any(axis=1)]
        if "geometric" not in pools:
            lines.append(say("  no geometric mean: a weight of zero, as {members} gave, would decide it alone", language,
                             members=joined(zeros, language)))
        lines.append(say("Percentage points to move from each member's weights to the mean: {distances}", language,
                         distances=joined([f"{member} {moved_text(100 * distance)}"
                                           for member, distance in mean.distances.items()], language)))
    spread = next(iter(pools.values())).spread.query("high > 0") if pools else pd.DataFrame()
    for code, row in spread.iterrows():
        lines.append(say("{indicator}: from {low} ({lowest}) to {high} ({highest})", language, indicator=labels.get(code, code),
                         low=percent_text(row["low"], 2), high=percent_text(row["high"], 2),
                         lowest=joined(row["lowest"].split(", "), language),
                         highest=joined(row["highest"].split(", "), language)))
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
