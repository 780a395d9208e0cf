"""What one run found, in Chinese and English; and, for notebooks, each kind of sentence by the one name."""

from __future__ import annotations

import pandas as pd

from contestlib.change_sentences import describe_change, describe_least, describe_whole
from contestlib.data_sentences import (
    describe_control,
    describe_definitions,
    describe_flags,
    describe_ledger,
    describe_rulings,
    describe_spread,
    freight_unknown,
)
from contestlib.doubt_sentences import (
    describe_chances,
    describe_contested,
    describe_drivers,
    describe_joint,
    describe_lists,
    describe_rank_spread,
    describe_safe,
    describe_specification,
)
from contestlib.exact_sentences import (
    describe_admissible,
    describe_ball,
    describe_breakpoints,
    describe_importance,
    describe_missed,
    describe_outside,
    describe_ranges,
    describe_reversals,
    describe_triangle,
    describe_weights,
)
from contestlib.judge_sentences import (
    describe_few_marks,
    describe_judges,
    describe_judging,
    describe_marks,
    describe_panel,
    describe_single_mark,
    describe_unranked_marks,
)
from contestlib.list_sentences import (
    describe_chosen,
    describe_contributions,
    describe_cut,
    describe_displaced,
    describe_floors,
    describe_nominal,
    describe_numbering,
    describe_prices,
    describe_replacements,
    describe_scenarios,
    describe_waiting,
    describe_wild_cards,
    describe_withdrawals,
)
from contestlib.record_sentences import describe_proposals
from contestlib.records import Decision
from contestlib.regions import region_of
from contestlib.selection import lots_drawn
from contestlib.wording import indicator_names, judge_names, say, scenario_names, team_names, together

__all__ = [
    "describe_admissible", "describe_breakpoints", "describe_control", "describe_cut", "describe_definitions",
    "describe_importance", "describe_judges", "describe_ledger", "describe_marks", "describe_missed", "describe_panel",
    "describe_proposals", "describe_ranges", "describe_rulings", "describe_single_mark", "describe_spread", "describe_weights",
    "findings", "heaviest", "indicator_names", "judge_names", "say", "scenario_names", "team_names",
]


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
    quotas, lots = bool(contest.rules.quotas) and len(baseline.weights) > 2, lots_drawn(baseline.totals, decision.selection)
    once = admissible is not None and (
        (abs(admissible.distance - least.distance) < 1e-9 and admissible.enters == least.enters)
        or (admissible.official == "changes" and admissible.printed.equals(least.printed)))
    other = describe_nominal(baseline, decision.selection, decision.ranges, names, language)  # the highest totals are no list
    # Where quotas decide, the intervals keep them; only changes that no weights confirmed speak of that other list.
    kept = decision.ranges.quotas == "carried" or (
        decision.ranges.quotas == "none" and (decision.selection.barred or decision.selection.wild_cards))
    nominal = "" if kept and not any(
        change is not None and change.official == "stays" for change in (admissible, least)) else other
    return {
        "chosen": describe_chosen(baseline, decision.selection, names, language),
        "waiting": describe_waiting(decision.selection, names, language),
        "safe": describe_safe(decision.joint_zones, decision.joint.probability["value"], contest.rules.safe,
                              decision.selection.finalists, names, language),
        "contested": describe_contested(decision.joint, decision.joint_zones, lots, names, language),
        "cut": describe_cut(baseline, decision.selection, names, language),
        "nominal": nominal,
        "withdrawals": describe_withdrawals(decision.selection, names, language),
        "floors": describe_floors(baseline, contest, names, language),
        "wild_cards": describe_wild_cards(decision.selection, names, language),
        "numbering": describe_numbering(baseline, decision.competing, names, language),
        "displaced": describe_displaced(decision.selection, baseline.rules, names, language),
        "prices": describe_prices(decision.selection, baseline, names, language),
        "replacements": describe_replacements(decision.selection, names, language),
        "scenarios": together([describe_scenarios(decision.selections, names, language),
                               describe_outside(decision.standings, region_of(contest.rules), language)], language),
        "chances": describe_chances(decision.stability, decision.zones, names, language),
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
        "least": describe_least(decision.changes, decision.whole, baseline.weights, labels, names, language,
                                nominal=nominal),
        "whole": describe_whole(decision.whole, baseline.weights, labels, names, language),
        "triangle": "" if decision.areas is None else describe_triangle(decision.areas, heaviest(baseline.weights), labels,
                                                                        language),
        "ball": "" if other else describe_ball(decision.changes["l2"], language),
        "reversals": describe_reversals(decision.reversals, labels, names, language),
        "contributions": describe_contributions(baseline, decision.selection, language),
        "ledger": "" if not orders else describe_ledger(decision.ledger, language, freight_unknown=freight_unknown(decision)),
        "control": "" if not orders else describe_control(decision.ledger, names, language),
        "definitions": "" if not orders else describe_definitions(decision.definition_lists, names, language),
        "panel": "" if decision.panel is None else together(list(filter(None, (
            describe_panel(decision.panel, language),
            describe_unranked_marks(decision.panel, baseline.totals.index, language), few_marks))), language),
        "few_marks": few_marks,
        "flags": "" if not orders else describe_flags(decision.flags, decision.selection, decision.without_flagged, names,
                                                      language),
    } | describe_judging(decision, language)
