"""Every combination of the method's open choices, and the list that each gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd

from contestlib.joint import FACTORS, JointDesign, choose
from contestlib.panel import panel_marks
from contestlib.rules import Scenario

CHOICES = ("scenario", "normalization", "power", "panel", "support")


def specification_curve(design: JointDesign) -> pd.DataFrame:
    """Lists under every admissible combination of scenario, normalizer, power, panel rule and flagged support.

    Parameters
    ----------
    design : JointDesign

    Returns
    -------
    DataFrame
        One row a combination: scenario, normalization (empty: every indicator's own), power, panel, support ("in" or "out"),
        finalists, tied (tuples of team ids), differs (teams of the baseline's list that are missing). The baseline's own
        combination is the first row, then by how much the list differs.

    Notes
    -----
    Simonsohn, Simmons and Nelson (2020), specification curve analysis. A choice with one admissible value does not multiply.
    """
    rows = [row for variant in _panels(design) for row in _lists(variant)]
    table = pd.DataFrame(rows, columns=[*CHOICES, "finalists", "tied"])
    listed = set(table["finalists"].iloc[0]) | set(table["tied"].iloc[0])
    table["differs"] = [len(listed - set(finalists) - set(tied))
                        for finalists, tied in zip(table["finalists"], table["tied"], strict=True)]
    ordered = table.iloc[1:].sort_values(["differs", *CHOICES], kind="stable")
    return pd.concat([table.iloc[:1], ordered], ignore_index=True)


def _panels(design: JointDesign) -> Iterator[JointDesign]:
    """The design under its own panel rule, then under every other one that is admissible."""
    yield design
    for method in design.rules.admissible.panel_methods if len(design.criteria) else ():
        if method == design.rules.panel.method:
            continue
        rule = replace(design.rules.panel, method=method)
        bases = design.bases.copy()
        for at, column in enumerate(design.criteria):
            marks = panel_marks(design.marks[at], rule, criterion=design.indicators[column].source.removeprefix("panel:"))
            bases[:, :, column] = np.where(np.isnan(marks), bases[:, :, column], marks)
        yield replace(design, rules=replace(design.rules, panel=rule), bases=bases)


def _lists(design: JointDesign) -> Iterator[tuple]:
    """The combinations of one panel rule, the baseline's first."""
    scenarios = design.rules.scenarios or (design.baseline.scenario,)
    combinations = [(number, *choices) for number, scenario in enumerate(scenarios) for choices in _choices(design, scenario)]
    methods, powers = (list(dict.fromkeys(choices[at] for choices in combinations)) for at in (1, 2))
    stated = replace(design, normalizations=tuple(methods), powers=tuple(powers))
    weights = np.array([scenario.shares[list(design.baseline.matrix)].to_numpy() for scenario in scenarios])
    kinds = np.array([(methods.index(method), powers.index(power), support) for _, method, power, support in combinations])
    _, inside = choose(stated, _factors(stated, weights[[number for number, *_ in combinations]], kinds))
    for (number, method, power, support), chances in zip(combinations, inside, strict=True):
        yield (scenarios[number].name, method, power, design.rules.panel.method, ("in", "out")[support],
               tuple(design.teams[chances == 1]), tuple(design.teams[(chances > 0) & (chances < 1)]))


def _choices(design: JointDesign, scenario: Scenario) -> Iterator[tuple]:
    """Normalizer, power and support, as a scenario states them first."""
    power = design.rules.power if scenario.power is None else scenario.power
    return product(dict.fromkeys((scenario.normalization, *design.rules.admissible.normalizations)),
                   dict.fromkeys((power, *design.rules.admissible.powers)),
                   (0, 1) if "support" in design.open_factors else (0,))


def _factors(design: JointDesign, weights: np.ndarray, kinds: np.ndarray) -> dict[str, np.ndarray]:
    draws, judges = len(kinds), design.marks.shape[2]
    return dict(zip(FACTORS, (weights, np.tile(np.arange(judges), (draws, 1)), np.zeros((draws, judges)),
                              *kinds.T, np.zeros((draws, design.bases.shape[1], 0))), strict=True))
