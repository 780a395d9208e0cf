"""The judges put together; and what one error in one cell would do: the smallest wrong mark that changes the list."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from contestlib.contest import evaluate
from contestlib.joint import JointDesign, choose, joint_design
from contestlib.judges import (
    agreement_row,
    count_gaps,
    home_preference_or_none,
    joined_ids,
    judge_table_or_why,
    list_chooser,
    panel_columns,
    without_each_judge,
)
from contestlib.panel import OWN_MARKS, aggregate_marks, counted_marks, panel_marks
from contestlib.records import Judging
from contestlib.rules import PanelRule, Rules

CLOSE = 1e-7  # of the scale: how near a witness lies to the mark at which the list changes
BATCH = 512  # lists drawn up at once


def examine_judges(marks: pd.DataFrame, matrix: pd.DataFrame, rules: Rules, scenario, *, rng: np.random.Generator,
                   reference: pd.DataFrame | None = None, register: pd.DataFrame | None = None,
                   judges: pd.DataFrame | None = None) -> Judging | None:
    """Everything about the judges that the report shows.

    Parameters
    ----------
    marks, matrix, rules, scenario, reference, register
        As for `without_each_judge`; marks of teams that are not scored are left out.
    rng : numpy.random.Generator
        For the interval of Krippendorff's alpha.
    judges : DataFrame, indexed by code, optional
        With a column city, which `register` must have too, for the preference for teams from home.

    Returns
    -------
    Judging or None
        None where no judge gave marks (a jury that compares pairs).
    """
    marks = marks[marks["team"].isin((matrix if reference is None else reference).index)]
    if rules.panel.zero == "missing":
        marks = marks.assign(mark=marks["mark"].mask(marks["mark"] == 0))
    if not marks["mark"].notna().any():
        return None
    how = {"reference": reference, "register": register}
    table, refused = judge_table_or_why(marks)
    known = [] if judges is None else [judge for judge in judges.index if judge in table.index]
    table = table.loc[[*known, *table.index.difference(known, sort=False)]]
    tables = {criterion: part.pivot(index="team", columns="judge", values="mark")
              for criterion, part in marks.groupby("criterion", sort=False)}
    agreement = {criterion: agreement_row(table, rng) for criterion, table in tables.items()}
    at_home = judges is not None and register is not None and "city" in judges and "city" in register
    return Judging(judges=table.join(without_each_judge(marks, matrix, rules, scenario, **how)).join(count_gaps(marks)),
                   refused=refused,
                   home=home_preference_or_none(marks, register["city"], judges["city"]) if at_home else None,
                   agreement=pd.DataFrame.from_dict(agreement, orient="index").rename_axis("criterion"),
                   effects=mark_effects(marks, matrix, rules, scenario, **how))


def mark_effects(marks: pd.DataFrame, matrix: pd.DataFrame, rules: Rules, scenario, *, reference: pd.DataFrame | None = None,
                 register: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every single mark that could alter the list of finalists, and by how much it would have to be wrong.

    Parameters
    ----------
    marks, matrix, rules, scenario, reference, register
        As for `without_each_judge`.

    Returns
    -------
    DataFrame
        One row a mark, the smallest error first: team, judge, criterion, now, needed (the mark at which the list changes, on
        the rules' steps where they state any), change, leaves, enters (recomputed at a mark just beyond). Empty where no single
        mark on the scale does it.

    Notes
    -----
    A mark is moved to both ends of the scale, and back from an end that changes the list until it no longer does; where the
    mark that moves the panel's most changes nothing at an end, the team's others there are not tried. All marks move together,
    their lists drawn up in one go; the witnesses are evaluated one by one. Tie-breaks by the panel's sums keep the sums there
    were.
    """
    wide, rule = matrix if reference is None else reference, rules.panel
    columns, slowly = panel_columns(matrix, rules), list_chooser(matrix, rules, scenario, reference, register)
    before, ends = slowly(wide), (max(rule.lower, -1e6), min(rule.upper, 1e6))
    own = rule.method in OWN_MARKS
    lists = _Lists.of(marks, matrix, rules, scenario, reference, register)
    found, drawn = [], {}
    for criterion, code in columns.items():
        table = marks[marks["criterion"] == criterion].pivot(index="team", columns="judge", values="mark")
        values = counted_marks(table, rule)
        now = panel_marks(values, rule, criterion=criterion)

        def panels(cells, moved, values=values, now=now, criterion=criterion):
            """The panel's marks, shape (B, T), when one cell each has another mark."""
            rows = np.arange(len(cells))
            if own:
                changed = values[cells[:, 0]]
                changed[rows, cells[:, 1]] = moved
                result = np.tile(now, (len(cells), 1))
                result[rows, cells[:, 0]] = panel_marks(changed, rule, criterion=criterion)
                return result
            changed = np.tile(values, (len(cells), 1, 1))
            changed[rows, cells[:, 0], cells[:, 1]] = moved
            return panel_marks(changed, rule, criterion=criterion)

        def changes(cells, moved, panels=panels, code=code, index=table.index):
            """Whether the list is another one, shape (B,)."""
            return np.concatenate([np.zeros(0, dtype=bool), *(
                lists.differ(panels(cells[part], moved[part]), index, code) for part in _batches(cells))])

        arms = _open_arms(values, table.index.isin(wide.index), ends, now, rule, criterion, changes)
        needed, witness = _nearest(values, arms, ends, rule.step, changes)
        best = pd.DataFrame({"at": arms[:, 0], "judge": arms[:, 1], "needed": needed, "witness": witness})
        best["error"] = abs(best["needed"] - values[arms[:, 0], arms[:, 1]])
        best = best.sort_values(["at", "judge", "error"], kind="stable").drop_duplicates(["at", "judge"])
        cells, witness = best[["at", "judge"]].to_numpy(), best["witness"].to_numpy()
        columns = np.concatenate([np.empty((0, len(table))), *(panels(cells[part], witness[part]) for part in _batches(cells))])
        columns = pd.DataFrame(columns, columns=table.index).reindex(columns=wide.index).to_numpy()
        for row, column in zip(best.itertuples(), np.where(np.isnan(columns), wide[code], columns), strict=True):
            given = values[row.at, row.judge]
            same = (code, column.tobytes())  # as judges' errors are that the panel's rounding makes alike
            after = drawn[same] = drawn[same] if same in drawn else slowly(wide.assign(**{code: column}))
            if after != before:
                found.append((table.index[row.at], table.columns[row.judge], criterion, given, row.needed, row.needed - given,
                              joined_ids(before - after, wide), joined_ids(after - before, wide)))
    result = pd.DataFrame(found, columns=["team", "judge", "criterion", "now", "needed", "change", "leaves", "enters"])
    return result.sort_values("change", key=abs, kind="stable", ignore_index=True)


def _batches(cells: np.ndarray) -> list[slice]:
    return [slice(start, start + BATCH) for start in range(0, len(cells), BATCH)]


class _Lists:
    """Lists of many contests that differ in one column, drawn up together."""

    def __init__(self, design: JointDesign, slowly):
        self.design, self.slowly = design, slowly
        self.before = self._chosen(np.empty((0, 0)), 0, 1)[0]

    @classmethod
    def of(cls, marks, matrix, rules, scenario, reference, register) -> _Lists:
        baseline = evaluate(matrix, rules, scenario, reference=reference, register=register)
        design = joint_design(baseline, None, reference=reference, panel=aggregate_marks(marks, rule=rules.panel), marks=marks,
                              register=register)
        # A panel of one judge whose mark is the panel's: what is drawn is the column.
        wide = matrix if reference is None else reference
        floors = {floor.column for floor in rules.floors} & set(panel_columns(matrix, rules).values())
        slowly = list_chooser(matrix, rules, scenario, reference, register) if floors else None
        return cls(replace(design, rules=replace(rules, panel=PanelRule("mean"))), (slowly, wide))

    def differ(self, panels: np.ndarray, teams: pd.Index, code: str) -> np.ndarray:
        """Whether the list is another one under each row of panel marks, shape (B, T)."""
        slowly, wide = self.slowly
        column = pd.DataFrame(panels, columns=teams).reindex(columns=wide.index)
        if slowly:  # floors are counted from the matrix, whose column changes
            before = slowly(wide)
            changed = (wide.assign(**{code: row.fillna(wide[code])}) for _, row in column.iterrows())
            return np.array([slowly(table) != before for table in changed], dtype=bool)
        at = list(self.design.baseline.matrix).index(code)
        return (self._chosen(column.to_numpy(), at, len(column)) != self.before).any(axis=1)

    def _chosen(self, column: np.ndarray, at: int, count: int) -> np.ndarray:
        design = self.design
        cube = np.full((len(design.criteria), design.bases.shape[1], count + 1), np.nan)  # the first stands for nothing drawn
        if at in design.criteria and len(column):
            cube[design.criteria.index(at), :, 1:] = column.T
        factors = {"weights": np.tile(design.baseline.weights.to_numpy(dtype=float), (count, 1)),
                   "judges": np.arange(1, count + 1)[:, None], "panel": np.zeros((count, 1)),
                   "noise": np.zeros((count, design.bases.shape[1], 0), dtype=np.uint16)} | {
            name: np.zeros(count, dtype=int) for name in ("normalizer", "aggregation", "support")}
        return choose(design.with_marks(cube), factors)[1] == 1


def _open_arms(values: np.ndarray, scored: np.ndarray, ends: tuple, now: np.ndarray, rule: PanelRule, criterion: str,
               changes) -> np.ndarray:
    """Cells and ends of the scale at which the list is another one, shape (arms, 3): team, judge, which end."""
    cells = np.argwhere(~np.isnan(values) & scored[:, None])
    arms = np.array([(*cell, side) for cell in cells for side in (0, 1)], dtype=int).reshape(-1, 3)
    if rule.method in OWN_MARKS:
        moved = values[arms[:, 0]]
        moved[np.arange(len(arms)), arms[:, 1]] = np.take(ends, arms[:, 2])
        reach = pd.DataFrame({"team": arms[:, 0], "side": arms[:, 2],
                              "reach": abs(panel_marks(moved, rule, criterion=criterion) - now[arms[:, 0]])})
        farthest = reach.groupby(["team", "side"])["reach"].idxmax().to_numpy()
        opens = changes(arms[farthest, :2], np.take(ends, arms[farthest, 2]))
        kept = set(map(tuple, arms[farthest[opens]][:, [0, 2]].tolist()))
        arms = arms[[(team, side) in kept for team, _, side in arms.tolist()]].reshape(-1, 3)
    arms = arms[values[arms[:, 0], arms[:, 1]] != np.take(ends, arms[:, 2])]
    return arms[changes(arms[:, :2], np.take(ends, arms[:, 2]))]


def _nearest(values: np.ndarray, arms: np.ndarray, ends: tuple, step: float, changes) -> tuple[np.ndarray, np.ndarray]:
    """The marks at which the list changes, and those at which it has changed, between what they are and an end of the scale."""
    start, end = values[arms[:, 0], arms[:, 1]], np.take(ends, arms[:, 2]).astype(float)
    if step:
        inner, outer = np.zeros(len(arms), dtype=int), np.rint(abs(end - start) / step).astype(int)
        side = np.sign(end - start) * step
        while (left := np.flatnonzero(outer - inner > 1)).size:
            middle = (inner[left] + outer[left]) // 2
            changed = changes(arms[left, :2], start[left] + middle * side[left])
            outer[left], inner[left] = np.where(changed, middle, outer[left]), np.where(changed, inner[left], middle)
        return start + outer * side, start + outer * side
    inner, outer = start.copy(), end.copy()
    close = CLOSE * np.maximum(abs(end - start), 1)
    while (left := np.flatnonzero(abs(outer - inner) > close)).size:
        middle = (inner[left] + outer[left]) / 2
        changed = changes(arms[left, :2], middle)
        outer[left], inner[left] = np.where(changed, middle, outer[left]), np.where(changed, inner[left], middle)
    return outer, outer
