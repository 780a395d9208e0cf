"""The whole path in one call: from a contest folder to the list, every step's result kept."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from posixpath import join, normpath

import numpy as np
import pandas as pd

from contestlib.alternatives import rank_by_definition
from contestlib.areas import finalist_areas
from contestlib.arrivals import rough_orders
from contestlib.assignment import assign_judges
from contestlib.changes import path_to_selection, smallest_change
from contestlib.cleaning import clean_orders, empty_ledger, prepare_orders
from contestlib.comparisons import aggregate_pairs
from contestlib.contest import evaluate
from contestlib.drivers import membership_drivers
from contestlib.errors import ContestError, DataError, RulesError
from contestlib.exact import part_twins, rank_ranges
from contestlib.indicators import eligible_teams, measure_indicators, reference_matrix
from contestlib.integrity import set_aside_flagged
from contestlib.joint import JointDesign, joint_design, simulate_joint
from contestlib.judging import examine_judges
from contestlib.loading import read_contest, read_marks, read_orders, read_pairs
from contestlib.marks import demanded_recusals
from contestlib.panel import aggregate_marks
from contestlib.paths import withdrawal_effects
from contestlib.records import Change, Contest, Decision, Ledger, Panel, Selection, Stability, Stage, Standings
from contestlib.regions import WeightRegion, region_of, weight_region
from contestlib.rule_sweeps import changes_at_breaks, sweep_by_rules
from contestlib.rules import Scenario
from contestlib.rulings import corrected_matrix, rule_out_support, ruled_matrix, still_open, with_corrected_marks
from contestlib.selection import open_competition, ruled_teams, select_finalists
from contestlib.simulation import random_generator, simulate
from contestlib.specification import specification_curve
from contestlib.stages import advance_teams, score_apart, slot_quotas
from contestlib.sweeps import stability_intervals, sweep_each_weight
from contestlib.tables import list_readings
from contestlib.threads import one_thread
from contestlib.whole_lists import search_whole_points
from contestlib.witnesses import official_chooser, with_least_witnesses, with_printed_ends, with_witness
from contestlib.zones import certain_together, classify_zones

DRIVER_DRAWS = 1024  # of each factor's sample
STEPS = ("reading the orders", "cleaning and reconciling", "aggregating the judges' marks",
         "building the indicator matrix", "ranking under every scenario", "testing the list")


@one_thread()
def decide_contest(contest: Contest, *, tell: Callable[[str], None] = lambda step: None,
                   progress: Callable[[int, int], None] = lambda done, of: None) -> Decision:
    """Run every step of a contest.

    Parameters
    ----------
    contest : Contest
    tell : callable
        Called with each of ``STEPS`` as it begins.
    progress : callable
        Called with the draws made so far and all of them, in each of the simulations.

    Returns
    -------
    Decision
    """
    if contest.rules.apart:
        raise RulesError(found="a stage whose groups are scored apart", expected="one ranking, whose weights can be tested",
                         where="rules.toml [scoring]", remedy="run the stage after it, or call select_contest")
    contest = enter_stage(contest)
    rules = contest.rules
    region = region_of(rules)  # before the long steps: a contradiction in it is known at once
    measured = _measure(contest, tell)
    tell(STEPS[4])
    standings = {scenario.name: evaluate(measured.matrix, rules, scenario, reference=measured.reference,
                                         register=measured.register) for scenario in rules.scenarios}
    selections = {name: _select(result, contest) for name, result in standings.items()}
    tell(STEPS[5])
    baseline = _competing(measured, contest, next(iter(standings.values())).scenario)
    power, selection = baseline.power, _still_ruled(selections[baseline.scenario.name], baseline)
    parted = part_twins(baseline.values_with_bonus, region, baseline.keys, power=power)
    values, places = open_competition(baseline, selection)
    values = parted.loc[values.index]
    ranges = rank_ranges(baseline.values_with_bonus, region, places=rules.places, power=power, quotas=rules.quotas,
                         register=contest.teams, keys=baseline.keys, barred=selection.barred,
                         wild_cards=selection.wild_cards)
    if rules.on_tie == "expand":
        ranges = certain_together(ranges, baseline.keys)
    statuses = ranges.table["status"]
    proven = statuses.iloc[:0] if ranges.quotas == "left out" else statuses  # of another list than the one that is drawn
    official = standings[baseline.scenario.name]
    choose = official_chooser(official, measured.register, **ruled_teams(contest.decisions))
    ruled = {"register": measured.register, "ruled": ruled_teams(contest.decisions)}
    bound = bool(rules.quotas or selection.barred or selection.wild_cards)  # then the highest totals are not yet the list
    sweeps = sweep_by_rules(official, **ruled) if bound else sweep_each_weight(values, baseline.weights, places=places,
                                                                               power=power, unit=rules.unit)
    intervals = with_printed_ends(stability_intervals(values, baseline.weights, places=places, power=power, unit=rules.unit,
                                                      sweeps=sweeps), baseline.weights, choose)
    whole = {name: found for name, area in (("admissible", region), ("any", weight_region(region.codes)))
             if (found := search_whole_points(official, area, **ruled)) is not None}
    changes, paths = with_least_witnesses(
        {name: with_witness(change, baseline.weights, choose, list(official.table.index),
                            region=region if name == "admissible" else None)
         for name, change in _changes(baseline, region, values, places).items()},
        {team: with_witness(path, baseline.weights, choose, list(official.table.index), region=region, team=team)
         for team, path in _paths(baseline, region, values, places, statuses).items()}, baseline.weights, region,
        [*(found.change for found in whole.values() if found.change is not None),
         *changes_at_breaks(sweeps, official, choose)])
    changes |= {name: found.change for name, found in (("whole_admissible", whole.get("admissible")), ("whole", whole.get("any")))
                if found is not None and found.change is not None}
    design = _design(measured, baseline, region, selection.wild_cards)
    if bound:
        stability = simulate_joint(replace(design, rules=replace(design.rules, decimals=None)), vary=["weights"],
                                   draws=rules.draws, rng=random_generator(rules.seed), pairs=True, tell=progress)
    else:
        stability = simulate(parted, region, places=rules.places, draws=rules.draws, rng=random_generator(rules.seed),
                             power=power, tell=progress)
    joint = simulate_joint(design, draws=rules.draws, rng=random_generator(rules.seed), tell=progress)
    definitions, definition_lists = pd.DataFrame({"": standings[baseline.scenario.name].ranks}), {}
    if measured.orders is not None:
        definitions, definition_lists = rank_by_definition(contest, measured.prepared, measured.ledger, measured.panel,
                                                           measured.register, known=measured.known)
    cleared = evaluate(measured.cleared.loc[measured.matrix.index], rules, baseline.scenario, reference=measured.cleared,
                       register=measured.register)
    read = [*contest.tables.values(), measured.marks, *([] if measured.orders is None else [measured.orders])]
    return Decision(
        contest=contest, readings=list_readings(*read), ledger=measured.ledger, panel=measured.panel, matrix=measured.matrix,
        eligible=eligible_teams(contest), standings=standings, selections=selections, competing=baseline, stability=stability,
        zones=classify_zones(stability, safe=rules.safe, out=rules.out, certain=proven[proven == "certain"].index,
                             impossible=proven[proven == "impossible"].index),
        joint=joint, joint_zones=classify_zones(joint, safe=rules.safe, out=rules.out),
        drivers=membership_drivers(design, draws=DRIVER_DRAWS, rng=random_generator(rules.seed), tell=progress),
        specification=specification_curve(design),
        intervals=intervals, sweeps=sweeps, whole=whole,
        definitions=definitions, definition_lists=definition_lists,
        flags=measured.flags, without_flagged=_select(cleared, contest),
        fills=measured.fills, without_corrections=_without_corrections(contest, measured), ranges=ranges, changes=changes,
        paths=paths,
        areas=_areas(baseline, values, places),
        reversals=withdrawal_effects(baseline.matrix, rules, baseline.scenario, reference=measured.reference,
                                     register=measured.register, wild_cards=selection.wild_cards),
        judging=examine_judges(measured.marks, baseline.matrix, rules, baseline.scenario, reference=measured.reference,
                               register=measured.register, judges=contest.judges, rng=random_generator(rules.seed)))


def enter_stage(contest: Contest) -> Contest:
    """The contest with the teams that the stages before it sent, and with its places apportioned.

    Each stage before is read from its folder and decided, and so on down to the first.
    """
    if contest.stated is not None:
        return contest
    stages = {stage.folder: _decide_before(contest.folder / stage.folder, stage.first) for stage in contest.rules.before}
    if stages:
        contest = advance_teams(contest, [(stage.standings, stage.selection) for stage in stages.values()])
    rules, before = contest.rules, {}
    for folder, stage in stages.items():
        before |= {normpath(folder): stage}
        before |= {normpath(join(folder, name)): other for name, other in stage.contest.before.items()}
    return replace(contest, rules=replace(rules, quotas=rules.quotas + slot_quotas(contest)), stated=rules, before=before)


def _decide_before(folder: Path, places: int | None) -> Stage:
    """A stage before; `places`, where another stage says how many it takes, are no departure from what the folder states."""
    read = read_contest(folder)
    entered = enter_stage(read if places is None else replace(read, rules=replace(read.rules, places=places)))
    return Stage(replace(entered, stated=read.rules), *select_contest(entered))


def select_contest(contest: Contest, scenario: Scenario | pd.Series | str | None = None) -> tuple[Standings, Selection]:
    """The ranking and the list under one scenario (the first by default), without the tests of the list.

    Parameters
    ----------
    contest : Contest
    scenario : as for `evaluate`

    Returns
    -------
    standings : Standings
    selection : Selection
    """
    return try_contest(contest, scenario)[:2]


def try_contest(contest: Contest, scenario: Scenario | pd.Series | str | None = None) -> tuple[Standings, Selection, Ledger,
                                                                                               Panel | None]:
    """What `select_contest` returns, and the ledger and the panel that it comes from."""
    contest = enter_stage(contest)
    measured = _measure(contest)
    if contest.rules.apart:
        standings = score_apart(measured.matrix, contest.rules, scenario, register=measured.register)
    else:
        standings = evaluate(measured.matrix, contest.rules, scenario, reference=measured.reference, register=measured.register)
    return standings, _select(standings, contest), measured.ledger, measured.panel


def select_with_rough(contest: Contest, ledger: Ledger, panel: Panel | None) -> Selection:
    """The list if orders whose amount is stated only roughly counted as they are written, ledger and panel otherwise as they are.

    Parameters
    ----------
    contest : Contest
    ledger, panel
        As `try_contest` returns them.
    """
    contest = enter_stage(contest)
    rough = rough_orders(ledger).query("team != ''")
    counted = rough[["file", "line", "team", "payable_fen"]].assign(
        buyer=0, kind="goods", region="", freight_fen=0, refunded_fen=0, amount_fen=rough["payable_fen"])
    kept = pd.concat([ledger.kept, counted.astype({"payable_fen": "int64", "amount_fen": "int64"})], ignore_index=True)
    return _select(_evaluate_ledger(replace(ledger, kept=kept), panel, contest), contest)


def _evaluate_ledger(ledger: Ledger, panel: Panel | None, contest: Contest) -> Standings:
    matrix, register = ruled_matrix(ledger, panel, contest)[0], _register(contest, panel)
    if contest.rules.apart:
        return score_apart(matrix, contest.rules, register=register)
    return evaluate(matrix, contest.rules, reference=reference_matrix(ledger, panel, contest, matrix), register=register)


def assign_contest(contest: Contest, per_team: int) -> pd.DataFrame:
    """Judges assigned to a contest's eligible teams, as `assign_judges` does it, recusals respected, by the rules' seed."""
    demanded = demanded_recusals(contest.rules.panel, contest.teams, contest.judges, contest.recusals)
    return assign_judges(eligible_teams(contest), contest.judges.index, per_team=per_team, recusals=demanded,
                         rng=random_generator(contest.rules.seed))


def simulate_contest(contest: Contest, *, vary: Collection[str] | None = None, draws: int, rng: np.random.Generator,
                     tell: Callable[[int, int], None] = lambda done, of: None) -> Stability:
    """Official rankings and lists of a contest when everything that its rules leave open varies at once.

    Parameters
    ----------
    contest : Contest
    vary : collection of str, optional
        As for `simulate_joint`.
    draws : int
    rng : numpy.random.Generator
    tell : callable
        Called with the draws made so far and the draws asked for.

    Returns
    -------
    Stability
    """
    return simulate_joint(contest_design(contest), vary=vary, draws=draws, rng=rng, tell=tell)


def contest_design(contest: Contest) -> JointDesign:
    """What a contest's rules leave open, with its data read, cleaned and measured."""
    contest = enter_stage(contest)
    measured = _measure(contest)
    baseline = _competing(measured, contest)
    cards = tuple(team for team in ruled_teams(contest.decisions)["wild_cards"] if team in baseline.totals)
    return _design(measured, baseline, region_of(contest.rules), cards)


def _competing(measured: _Measured, contest: Contest, scenario: Scenario | None = None) -> Standings:
    """Standings of the teams that did not withdraw; those that did still belong to the group over which values are normalized."""
    gone = ruled_teams(contest.decisions)["withdrawn"]
    return evaluate(measured.matrix[~measured.matrix.index.isin(gone)], contest.rules, scenario, reference=measured.reference,
                    register=measured.register)


def _still_ruled(selection: Selection, competing: Standings) -> Selection:
    """The selection, whose floors and wild cards are those of the teams that compete."""
    barred, cards = (tuple(team for team in teams if team in competing.totals)
                     for teams in (selection.barred, selection.wild_cards))
    return replace(selection, barred=barred, wild_cards=cards)


def _design(measured: _Measured, baseline: Standings, region: WeightRegion, wild_cards: tuple) -> JointDesign:
    return joint_design(baseline, region, reference=measured.reference, without_flagged=measured.unsettled,
                        panel=measured.panel, marks=measured.marks, register=measured.register, wild_cards=wild_cards)


@dataclass(frozen=True)
class _Measured:
    """What the scoring starts from. `reference`, `cleared` (without flagged support) and `unsettled` (without what of it no
    ruling lets count) hold the wider group, too."""

    orders: pd.DataFrame | None
    prepared: pd.DataFrame | None
    ledger: Ledger
    marks: pd.DataFrame
    panel: Panel | None
    known: pd.DataFrame  # as it was measured, before corrections and before gaps are filled
    matrix: pd.DataFrame
    fills: pd.DataFrame
    reference: pd.DataFrame
    cleared: pd.DataFrame
    unsettled: pd.DataFrame
    register: pd.DataFrame
    flags: pd.DataFrame


def _measure(contest: Contest, tell: Callable[[str], None] = lambda step: None) -> _Measured:
    rules = contest.rules
    tell(STEPS[0])
    orders = read_orders(contest) if "orders" in rules.tables else None
    tell(STEPS[1])
    prepared = None if orders is None else prepare_orders(orders, contest)
    ledger = empty_ledger() if orders is None else clean_orders(prepared, contest)
    if orders is not None and len(orders) and not len(ledger.kept):
        most = ledger.set_aside["rule"].value_counts()
        raise DataError(found="not one of {rows} order rows counts: {many} are set aside by the rule {rule} (the first holds "
                              "{text!r})",
                        expected="rows that count", where="the orders",
                        remedy="compare [definitions] and [window] in rules.toml with the files", rows=len(orders),
                        many=int(most.iloc[0]), rule=most.index[0],
                        text=ledger.set_aside.loc[ledger.set_aside["rule"] == most.index[0], "text"].iloc[0])
    standing, flags, flagged = rule_out_support(ledger, contest)
    tell(STEPS[2])
    marks = read_marks(contest)
    pairs = read_pairs(contest)
    panel = aggregate_marks(marks, rule=rules.panel) if len(marks) else aggregate_pairs(
        pairs, rule=rules.panel) if len(pairs) else None
    tell(STEPS[3])
    known = measure_indicators(standing, panel, contest, eligible_teams(contest))
    matrix, fills = corrected_matrix(known, contest)

    def without(rows: pd.Series) -> pd.DataFrame:
        left = set_aside_flagged(standing, rows)
        return reference_matrix(left, panel, contest, ruled_matrix(left, panel, contest, known)[0])

    cleared, doubted = without(flagged), still_open(flagged, standing, contest)
    return _Measured(
        orders=orders, prepared=prepared, ledger=standing, marks=marks, panel=panel, known=known, matrix=matrix,
        fills=with_corrected_marks(fills, marks, contest), flags=flags,
        reference=reference_matrix(standing, panel, contest, matrix),
        cleared=cleared, unsettled=cleared if doubted.equals(flagged) else without(doubted),
        register=_register(contest, panel))


def _without_corrections(contest: Contest, measured: _Measured) -> dict[int, Selection | None]:
    """The baseline's list without each correction, by its row of the decisions; None where without it there is no list."""
    lists, decisions = {}, contest.decisions
    for row in decisions.index[decisions["kind"] == "correction"]:
        other = replace(contest, decisions=decisions.drop(index=row))
        try:
            marks = read_marks(other)
            panel = aggregate_marks(marks, rule=contest.rules.panel) if len(marks) else measured.panel
            matrix, _ = ruled_matrix(measured.ledger, panel, other)
            reference = reference_matrix(measured.ledger, panel, other, matrix)
            lists[row] = _select(evaluate(matrix, contest.rules, reference=reference, register=_register(other, panel)), other)
        except ContestError:  # the correction stands for what nothing else says
            lists[row] = None
    return lists


def _areas(baseline: Standings, values: pd.DataFrame, places: int) -> pd.DataFrame | None:
    """The triangle of the three heaviest weights."""
    codes = baseline.weights.sort_values(ascending=False, kind="stable").index[:3]
    if len(codes) < 3:
        return None
    return finalist_areas(values, baseline.weights, codes, places=places, power=baseline.power)


def _changes(baseline: Standings, region: WeightRegion, values: pd.DataFrame, places: int) -> dict[str, Change]:
    """The smallest changes of the baseline's weights that alter its list: to admissible weights, and to any."""
    weights, rules, wanted = baseline.weights, baseline.rules, {"l1": {}, "l2": {"norm": "l2"}}
    if region.contains(weights):
        wanted = {"admissible": {"region": region}} | wanted
    return {name: smallest_change(values, weights, places=places, power=baseline.power, unit=rules.unit, **how)
            for name, how in wanted.items()}


def _paths(baseline: Standings, region: WeightRegion, values: pd.DataFrame, places: int,
           statuses: pd.Series) -> dict[str, Change]:
    """The smallest admissible change of the weights that alters a team's place, for each team of which one does."""
    if not region.contains(baseline.weights):
        return {}
    # For the others, the range of their ranks says so already.
    return {team: path_to_selection(values, baseline.weights, team, places=places, power=baseline.power, region=region,
                                    unit=baseline.rules.unit)
            for team in statuses.index[statuses == "possible"]}


def _register(contest: Contest, panel: Panel | None) -> pd.DataFrame:
    """Columns of teams.csv, with the panel's untrimmed sums beside them for rules that break ties by these."""
    register = contest.teams
    if panel is not None:
        register = register.join(panel.sums.add_suffix("_sum")).assign(marks_sum=panel.sums.sum(axis=1))
    return register


def _select(standings: Standings, contest: Contest) -> Selection:
    return select_finalists(standings, contest.rules, register=contest.teams, **ruled_teams(contest.decisions))
