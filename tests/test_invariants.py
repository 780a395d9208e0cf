"""What must hold at each door, on the shipped contest; and that the statements can be false."""

from dataclasses import replace

import numpy as np
import pandas as pd

from contestlib.contest import evaluate
from contestlib.invariants import check_ledger, check_panel, check_ranges, check_selection, check_stability, check_standings
from contestlib.normalization import normalize_matrix
from contestlib.scoring import score_teams
from contestlib.sweeps import sweep_each_weight, weight_path


def test_every_door_of_the_shipped_contest(decision):
    for check in (check_ledger(decision.ledger), check_panel(decision.panel), check_stability(decision.stability),
                  check_ranges(decision.ranges, decision.stability, decision.competing),
                  *map(check_standings, decision.standings.values()), *map(check_selection, decision.selections.values())):
        assert check.all(), check[~check]


def test_what_tests_the_list_tests_the_one_that_stands(decision):
    """T16 withdrew after it was chosen: no change, chance or range may exchange a team for it."""
    finalists = set(decision.selection.finalists)
    assert "T16" in decision.baseline.totals and decision.selection.withdrawn == ("T16",)
    assert set(decision.competing.unrounded.nlargest(5).index) == finalists
    for table in (decision.ranges.table, decision.stability.probability, decision.joint.probability):
        assert set(table.index) == set(decision.baseline.totals.index) - {"T16"}
    for change in decision.changes.values():
        assert set(change.leaves) <= finalists and not finalists.intersection(change.enters)
    for row in decision.intervals.itertuples():
        assert set(row.leaves_low.split()) | set(row.leaves_high.split()) <= finalists
    assert any(set(teams) == finalists for teams in decision.joint.lists["teams"])


def test_the_statements_can_be_false(decision):
    ledger, baseline, stability, competing = decision.ledger, decision.baseline, decision.stability, decision.competing
    assert not check_ledger(replace(ledger, kept=ledger.kept.iloc[1:])).all()
    assert not check_ledger(replace(ledger, set_aside=ledger.set_aside.iloc[1:])).all()
    assert not check_panel(replace(decision.panel, marks=decision.panel.marks * np.nan)).all()
    assert not check_standings(replace(baseline, totals=baseline.totals + 0.01)).all()
    assert not check_standings(replace(baseline, ranks=baseline.ranks[::-1].set_axis(baseline.ranks.index))).all()
    assert not check_stability(replace(stability, places=6)).all()
    ranges = decision.ranges
    assert not check_ranges(replace(ranges, table=ranges.table.assign(best=ranges.table["best"] + 1)), stability, competing).all()
    assert not check_ranges(replace(ranges, table=ranges.table.assign(best_proven=False)), stability, competing).all()
    assert not check_selection(replace(decision.selection, finalists=decision.selection.finalists[1:])).all()
    assert not check_selection(replace(decision.selection, reserves=decision.selection.finalists)).all()


def test_the_order_of_teams_does_not_matter(decision):
    shuffled = decision.matrix.sample(frac=1, random_state=1)
    again = evaluate(shuffled, decision.contest.rules, register=decision.contest.teams)
    assert again.totals.sort_index().equals(decision.baseline.totals.sort_index())
    assert again.ranks.sort_index().equals(decision.baseline.ranks.sort_index())


def test_the_scale_of_weights_does_not_matter(decision):
    table, weights = decision.baseline.normalized, decision.baseline.weights
    np.testing.assert_allclose(score_teams(table, weights), score_teams(table, weights * 100), atol=1e-12)


def test_exact_breakpoints_contain_the_nominal_list(decision):
    """Half a millionth below and above every breakpoint the two teams it names have changed their order."""
    table, weights = decision.baseline.normalized, decision.baseline.weights
    sweeps = sweep_each_weight(table, weights, places=5)
    assert len(sweeps) > 10
    for code, row in sweeps.iterrows():
        for leaves, enters in zip(row["leaves"].split(), row["enters"].split(), strict=True):
            gaps = [score_teams(table, weight_path(weights, code, at))[[leaves, enters]].diff().iloc[1]
                    for at in (row["at"] - 5e-7, row["at"], row["at"] + 5e-7)]
            assert gaps[0] < 0 < gaps[2] and abs(gaps[1]) < 1e-12


def test_sampled_ranks_stay_inside_what_is_possible(decision):
    """A team that is ahead of another in every indicator in use is ahead in every draw."""
    table = decision.competing.normalized[decision.baseline.weights.index[decision.baseline.weights > 0]]
    values = table.to_numpy()
    dominated = (values[:, None] > values[None]).all(axis=2)
    assert dominated.any()
    assert (decision.stability.pairwise.to_numpy()[dominated] == 1).all()


def test_normalizing_over_a_wider_group_is_a_rule(decision):
    group = pd.concat([decision.matrix, decision.matrix.max().add(1).to_frame("X").T])
    wider = normalize_matrix(decision.matrix, decision.contest.rules.indicators, reference=group)
    assert (wider["amount"] < decision.baseline.normalized["amount"]).any()
