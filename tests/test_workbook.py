"""The committee's workbook says what the library says: recalculated by the real LibreOffice, for every weighting."""

import io
import re
import subprocess
import sys
from dataclasses import replace

import numpy as np
import openpyxl
import pandas as pd
import pytest
from spreadsheet import formulas_of, parts_of, start_spreadsheet
from workbook_cases import decided, random_contest, whole_weights

from contestlib import (
    RulesError,
    committee_workbook,
    evaluate,
    random_generator,
    region_of,
    sample_weights,
    select_finalists,
)
from contestlib.rules import Indicator, Quota, Rules, Scenario
from contestlib.sheets import letters
from contestlib.workbook import CHOICE, LANGUAGE, OWN, SCORED, TOP
from contestlib.workbook_plan import STATIC, plan_workbook

# Known to Excel 2016 and to WPS.
FUNCTIONS = {"ABS", "AND", "CHOOSE", "COUNT", "COUNTIF", "COUNTIFS", "EXP", "IF", "INDEX", "ISNUMBER", "LN", "MATCH", "MAX", "MIN",
             "RANK", "ROUND", "SEARCH", "SIGN", "SMALL", "SUM", "SUMPRODUCT", "OR", "NOT"}
HOSTILE = ['=HYPERLINK("http://example.org","x")', "+1+1", "-1", "@SUM(1)", '<script>alert("x")</script>', "引号\"'&<>]]>", "🍊 队 🐟",
           "\u202eright to left\u202c", "长" * 200, "_x000D_", "=1/0", "a\tb", "{braces}", "％＝１"]


@pytest.fixture(scope="module")
def spreadsheet(tmp_path_factory):
    return start_spreadsheet(tmp_path_factory.mktemp("spreadsheet"))


def addresses(decision):
    """Blocks to read: rank and total, unrounded total, contributions; then nth, status and reserve of the steps."""
    plan = plan_workbook(decision)
    first, last = TOP + 2, TOP + 1 + len(plan.teams)
    steps, scores = ["step_id", *STATIC, *plan.steps], 2
    sheet = 2 + 1 + len(plan.methods) + 1

    def block(number, column, end=None):
        return f"read {number} {letters(column)}{first}:{letters(column if end is None else end)}{last}"

    points = len(SCORED)
    return [block(scores, SCORED.index("rank"), SCORED.index("total")), block(scores, SCORED.index("unrounded")),
            block(scores, points, points + len(plan.codes) - 1),
            *(block(sheet, steps.index(name)) for name in ("nth", "status", "reserve"))]


def own(decision, weights):
    """Commands that type one's own weights."""
    cells = [f"put 1 {letters(2 + number)}{OWN + 1} {weights[code]!r}" for number, code in enumerate(decision.baseline.matrix)]
    return [*cells, f"put 1 C{CHOICE[0] + 1} 0"]


def scenario(number):
    return [f"put 1 C{CHOICE[0] + 1} {number}"]


def check(decision, blocks, result, selection):
    """Blocks of numbers against the library's standings and selection."""
    teams = list(result.matrix.index)
    (scores, unrounded, points, nth, status, reserve) = (np.array(block, dtype=float) for block in blocks)
    assert (scores[:, 0] == result.ranks).all()
    assert (scores[:, 1] == result.totals).all()
    assert np.abs(unrounded[:, 0] - result.unrounded).max() < 1e-9
    assert np.abs(points - result.contributions.to_numpy()).max() < 1e-9
    order = [teams[int(number) - 1] for number in nth[:, 0]]
    by_status = {code: [team for team in order if status[teams.index(team), 0] == code] for code in range(1, 8)}
    assert tuple(by_status[1]) == selection.finalists == tuple(order[:len(selection.finalists)])
    assert set(by_status[2]) == set(selection.tied)
    assert tuple(by_status[3]) == selection.reserves
    assert [int(reserve[teams.index(team), 0]) for team in by_status[3]] == list(range(1, len(selection.reserves) + 1))
    kept_out = [team for team in selection.displaced["team"] if status[teams.index(team), 0] == 5]
    assert set(kept_out) == set(by_status[5])


def compare(spreadsheet, tmp_path, decisions_and_weights):
    """Every decision's workbook under its own scenarios and under further weights, in one LibreOffice."""
    commands, expected = [], []
    for number, (decision, weightings) in enumerate(decisions_and_weights):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(committee_workbook(decision))
        commands.append(f"open file://{path}")
        plan, rules, register = plan_workbook(decision), decision.contest.rules, decision.contest.teams
        ruled = decision.contest.decisions.groupby("kind")["team"].agg(tuple)
        kept = rules if plan.carried else replace(rules, quotas=())
        given = {"register": register, "withdrawn": ruled.get("withdrawal", ()), "wild_cards": ruled.get("wild-card", ())}
        for place, result in enumerate(decision.standings.values(), start=1):
            commands += [*scenario(place), *addresses(decision)]
            expected.append((decision, result, select_finalists(result, kept, **given)))
        for weights in weightings:
            commands += [*own(decision, weights), *addresses(decision)]
            typed = replace(decision.baseline.scenario, weights=weights, total=100)
            # The matrix over which the normalizers ran may be wider: the normalized values are taken as they stand.
            told = [Indicator(code, normalization="none") for code in decision.matrix]
            result = evaluate(decision.baseline.normalized, replace(rules, indicators=told, tie_break=()), replace(typed, normalization=""))
            bonus = decision.baseline.bonus
            assert not bonus.any()
            result = replace(result, keys=decision.baseline.keys, matrix=decision.baseline.matrix)
            expected.append((decision, result, select_finalists(result, kept, **given)))
    blocks = spreadsheet.answer(*commands)
    assert len(blocks) == 6 * len(expected)
    for number, (decision, result, selection) in enumerate(expected):
        check(decision, blocks[6 * number: 6 * number + 6], result, selection)


def test_every_scenario_and_fifty_admissible_weightings(spreadsheet, decision, tmp_path):
    weightings = sample_weights(region_of(decision.contest.rules), 50, rng=random_generator(8))
    percent = np.round(100 * weightings, 6)
    percent[:, 0] = np.round(100 - percent[:, 1:].sum(axis=1), 6)
    typed = [dict(zip(decision.baseline.matrix, map(float, row), strict=True)) for row in percent]
    compare(spreadsheet, tmp_path, [(decision, typed)])


def test_ties_quotas_floors_rulings_and_means(spreadsheet, tmp_path):
    """Sixty small contests with coarse marks, each under its scenarios and four other weightings."""
    cases = []
    for seed in range(60):
        try:
            decision = random_contest(seed)
        except RulesError:  # quotas that no list meets
            continue
        rng = np.random.default_rng(seed)
        cases.append((decision, [whole_weights(list(decision.matrix), rng) for _ in range(4)]))
    kinds = {(d.contest.rules.on_tie, bool(d.selection.tied), bool(d.selection.withdrawn)) for d, _ in cases}
    assert len(cases) >= 40 and {on_tie for on_tie, *_ in kinds} == {"report", "expand", "lot"}
    assert any(tied for _, tied, _ in kinds) and any(withdrawn for *_, withdrawn in kinds)
    assert all(plan_workbook(decision).carried for decision, _ in cases)
    compare(spreadsheet, tmp_path, cases)
