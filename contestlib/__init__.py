"""Score the teams of a contest, test the weightings, and defend the list of finalists.

The names below are the public ones, in the order of the data's path.
"""

from contestlib.errors import ContestError, DataError, RulesError, TieError
from contestlib.records import (CellChances, Change, Contest, Decision, Drivers, Judging, Ledger, Panel, RankRanges, Selection,
                                Stability, Standings, WholeLists)
from contestlib.records import AhpWeights, PooledWeights, Weights
from contestlib.weight_sheets import blank_weight_sheets
from contestlib.rules import Before, Floor, Indicator, PanelRule, Quota, Rules, Scenario, Slots, TieKey
from contestlib.loading import check_contest, read_contest, read_marks, read_orders, read_pairs
from contestlib.documents import (
    hash_files,
    read_cards,
    read_glossary,
    read_indicator_table,
    read_record,
    read_rules_gallery,
    read_scenario_table,
    read_weight_sheets,
)
from contestlib.tables import list_readings
from contestlib.registers import read_prepared, read_teams
from contestlib.cleaning import clean_orders
from contestlib.integrity import flag_support, set_aside_flagged
from contestlib.panel import aggregate_marks, fair_marks, trimmed_mean
from contestlib.severity import Severity, fit_severity, judge_groups
from contestlib.comparisons import Strengths, aggregate_pairs, bradley_terry
from contestlib.assignment import assign_judges
from contestlib.agreement import (fleiss_kappa, icc, icc_table, judges_needed, kendall_w, krippendorff_alpha,
                                  krippendorff_interval, spearman_brown)
from contestlib.indicators import build_matrix, counter_snapshots, eligible_teams, fill_missing, measure_indicators
from contestlib.normalization import (distance_to_target, goalposts, log, minmax, normalize_matrix, percentile,
                                      rank_steps, share_of_best, standard_score, threshold, zscore)
from contestlib.rounding import round_half_up
from contestlib.progress import show_progress
from contestlib.scoring import contributions, score_teams
from contestlib.ranking import cut_margin, rank_distances, rank_teams, ranks_by_scenario, tie_groups
from contestlib.contest import evaluate
from contestlib.weighting import (critic_weights, direct_weights, entropy_weights, equal_weights,
                                  rank_order_centroid_weights, round_weights, standard_deviation_weights, swing_weights)
from contestlib.ahp import ahp_weights
from contestlib.members import check_members, member_weights, proposal_table
from contestlib.pooling import pool_every_way, pooled_weights
from contestlib.importance import effective_importance
from contestlib.regions import WeightRegion, region_of, region_polytope, weight_region
from contestlib.sampling import WeightLaw, among_scenarios, around_scenario, sample_weights, uniform_law
from contestlib.simulation import place_chances, random_generator, simulate
from contestlib.sweeps import stability_intervals, sweep_each_weight, sweep_weights, weight_path
from contestlib.exact import rank_ranges
from contestlib.rule_sweeps import sweep_by_rules
from contestlib.whole_lists import search_whole_points
from contestlib.changes import path_to_selection, paths_to_selection, smallest_change
from contestlib.areas import finalist_areas
from contestlib.cells import exact_chances
from contestlib.paths import path_by_indicator, path_by_marks, withdrawal_effects
from contestlib.judges import home_preference, judge_table, without_each_judge
from contestlib.judging import examine_judges, mark_effects
from contestlib.zones import classify_zones
from contestlib.apportionment import apportion
from contestlib.lots import lot_number, lot_order
from contestlib.selection import check_decided, cut_neighbours, displaced_by_scenario, select_finalists
from contestlib.invariants import check_ledger, check_panel, check_ranges, check_selection, check_stability, check_standings
from contestlib.joint import FACTORS, JointDesign, joint_design, simulate_joint
from contestlib.drivers import membership_drivers, variance_shares
from contestlib.alternatives import rank_by_definition
from contestlib.specification import specification_curve
from contestlib.stages import advance_teams, count_stages, score_apart, shared_finalists, slot_quotas
from contestlib.decision import assign_contest, contest_design, decide_contest, enter_stage, select_contest, simulate_contest
from contestlib.comparison import compare_records
from contestlib.sheets import score_sheets
from contestlib.workbook import committee_workbook
from contestlib.archive import seal_contest, write_record, write_sheets
from contestlib.verification import verify_record
from contestlib.page import page_html, what_if
from contestlib.rich_tables import selection_html, standings_html

# What JupyterLab shows of them; records hold no display, and display stands above them.
Standings._repr_html_ = standings_html
Selection._repr_html_ = selection_html

__version__ = "0.1.0"

__all__ = [
    "Change", "RankRanges", "rank_ranges", "smallest_change", "sweep_by_rules", "search_whole_points", "WholeLists",
    "path_to_selection", "paths_to_selection",
    "path_by_indicator", "path_by_marks", "withdrawal_effects", "finalist_areas", "ContestError",
    "DataError", "RulesError", "TieError", "Contest", "Decision", "Ledger", "Panel", "Selection",
    "Stability", "Standings", "Indicator", "PanelRule", "Quota", "Rules", "Scenario", "TieKey",
    "check_contest", "hash_files", "read_contest", "read_indicator_table", "read_marks",
    "read_orders", "read_record", "read_scenario_table", "read_teams", "clean_orders",
    "flag_support", "set_aside_flagged", "aggregate_marks", "trimmed_mean", "build_matrix",
    "eligible_teams", "fill_missing", "measure_indicators", "distance_to_target", "goalposts",
    "log", "minmax", "normalize_matrix", "percentile", "rank_steps", "share_of_best",
    "standard_score", "threshold", "zscore", "round_half_up", "contributions", "score_teams",
    "cut_margin", "rank_distances", "rank_teams", "ranks_by_scenario", "tie_groups", "evaluate",
    "WeightRegion", "region_of", "region_polytope", "sample_weights", "weight_region",
    "random_generator", "counter_snapshots", "rank_by_definition", "show_progress",
    "simulate", "stability_intervals", "sweep_each_weight", "sweep_weights",
    "weight_path", "classify_zones", "cut_neighbours", "displaced_by_scenario", "select_finalists", "check_ledger",
    "check_panel", "check_ranges", "check_selection", "check_stability", "check_standings", "decide_contest",
    "committee_workbook", "compare_records", "seal_contest", "verify_record", "write_record",
    "advance_teams", "apportion", "Before", "check_decided", "count_stages", "enter_stage", "score_apart", "select_contest",
    "shared_finalists", "slot_quotas", "Slots", "Floor", "lot_number", "lot_order",
    "CellChances", "exact_chances", "Drivers", "FACTORS", "JointDesign", "WeightLaw", "among_scenarios",
    "around_scenario", "contest_design", "joint_design", "place_chances", "membership_drivers", "simulate_contest",
    "simulate_joint", "specification_curve", "uniform_law", "variance_shares",
    "list_readings", "Severity", "fair_marks", "fit_severity", "fleiss_kappa", "icc", "icc_table", "judge_groups",
    "judges_needed", "kendall_w", "krippendorff_alpha", "krippendorff_interval",
    "spearman_brown", "home_preference", "judge_table", "mark_effects",
    "without_each_judge", "Judging", "examine_judges", "Strengths", "aggregate_pairs", "bradley_terry", "assign_contest",
    "assign_judges", "read_pairs", "read_prepared", "score_sheets", "write_sheets",
    "Weights", "AhpWeights", "PooledWeights", "equal_weights", "direct_weights", "rank_order_centroid_weights", "swing_weights",
    "ahp_weights", "entropy_weights", "critic_weights", "standard_deviation_weights", "round_weights", "pooled_weights",
    "pool_every_way", "blank_weight_sheets", "read_weight_sheets", "member_weights", "check_members", "proposal_table",
    "effective_importance", "read_rules_gallery",
    "page_html", "what_if", "selection_html", "standings_html",
    "read_cards", "read_glossary",
]
__all__ = sorted(__all__, key=list(globals()).index)  # in the order in which they are imported, which is the method's
