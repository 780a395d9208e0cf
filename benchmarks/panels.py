"""Time of everything about a panel: 72 teams, 12 judges, 6 criteria, and the marks of the shipped contest."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

import contestlib as cl

LIMIT = 2  # seconds for each, bootstrap intervals apart


def panel(teams: int = 72, judges: int = 12, criteria: int = 6) -> tuple[pd.DataFrame, cl.Rules, pd.DataFrame]:
    """Marks with planted severities, rules and matrix."""
    rng = np.random.default_rng(1)
    values = (70 + 6 * rng.standard_normal((criteria, teams, 1)) + 3 * rng.standard_normal((1, 1, judges))
              + 3 * rng.standard_normal((criteria, teams, judges))).round(1).clip(0, 100)
    marks = pd.DataFrame([(f"T{t:02d}", f"J{j:02d}", f"c{c}", values[c, t, j])
                          for c in range(criteria) for t in range(teams) for j in range(judges)],
                         columns=["team", "judge", "criterion", "mark"])
    rules = cl.Rules(places=12, points=100, decimals=2, panel=cl.PanelRule(decimals=2), indicators=tuple(
        cl.Indicator(f"c{c}", source=f"panel:c{c}", normalization="goalposts", parameters={"lower": 0, "upper": 100})
        for c in range(criteria)))
    return marks, rules, cl.aggregate_marks(marks, rule=rules.panel).marks


def measure(report) -> None:
    """Report every step against its limit."""
    marks, rules, matrix = panel()
    weights = pd.Series(1 / matrix.shape[1], index=list(matrix))
    tables = [part.pivot(index="team", columns="judge", values="mark") for _, part in marks.groupby("criterion")]
    steps = {
        "severity, fair marks, judges' table": lambda: (cl.fit_severity(marks), cl.fair_marks(marks), cl.judge_table(marks)),
        "aggregated by seven methods": lambda: [cl.aggregate_marks(marks, rule=method) for method in (
            "trimmed", "mean", "median", "standard_score", "share_of_sum", "severity", "bradley_terry")],
        "agreement in every criterion": lambda: [(cl.icc_table(table), cl.kendall_w(table), cl.krippendorff_alpha(table))
                                                 for table in tables],
        "the list without each judge": lambda: cl.without_each_judge(marks, matrix, rules, weights),
        "every single mark": lambda: cl.mark_effects(marks, matrix, rules, weights),
        "assignment, 3 judges a team": lambda: cl.assign_judges(matrix.index, range(12), per_team=3, rng=cl.random_generator(1)),
    }
    for name, step in steps.items():
        step()  # imports
        begun = time.perf_counter()
        step()
        report(f"72 x 12 x 6: {name}", time.perf_counter() - begun, LIMIT, "s")
