"""Run notebooks/solutions/ and make notebooks/exercises/ out of them, run as well.

    python tools/exercises.py [NAME …]

Every solution becomes a blank, and the aims return as what was learnt. A cell tagged `solution` holds an answer, one tagged
`aims` the list of aims; there are no other tags.
"""

from __future__ import annotations

import copy
import sys
from pathlib import Path

import nbformat
from refresh_notebook import executed, store

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
BLANK = "answer = ..."
LEARNT = "## 学到了 / Learnt"


def make_exercise(solution: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook that a learner opens, before it is run."""
    exercise = copy.deepcopy(solution)
    for cell in exercise.cells:
        tags = cell.metadata.pop("tags", [])
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if "solution" in tags:
            cell.source = BLANK
        if "aims" in tags:
            learnt = "\n".join([LEARNT, *cell.source.splitlines()[1:]])
    exercise.cells.append(nbformat.v4.new_markdown_cell(learnt, id=f"cell-{len(exercise.cells) + 1:02d}"))
    nbformat.validate(exercise)
    return exercise


def main(names: list[str]) -> None:
    (NOTEBOOKS / "exercises").mkdir(exist_ok=True)
    for path in sorted((NOTEBOOKS / "solutions").glob("*.ipynb")):
        if names and path.stem not in names:
            continue
        solution = executed(nbformat.read(path, as_version=4), path.parent)
        store(solution, path)
        exercise = NOTEBOOKS / "exercises" / path.name
        store(executed(make_exercise(solution), exercise.parent), exercise)
        print(f"[exercises] {path.name}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
