"""Make notebooks/exercises/ out of notebooks/solutions/: every solution becomes a blank, and the aims return as what was learnt.

    python tools/exercises.py

A cell tagged `solution` holds an answer, one tagged `aims` the list of aims; there are no other tags.
"""

from __future__ import annotations

import copy
from pathlib import Path

import nbformat

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
BLANK = "answer = ..."
LEARNT = "## 学到了 / Learnt"


def make_exercise(solution: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook that a learner opens."""
    exercise = copy.deepcopy(solution)
    for cell in exercise.cells:
        tags = cell.metadata.pop("tags", [])
        if "solution" in tags:
            cell.source = BLANK
        if "aims" in tags:
            learnt = "\n".join([LEARNT, *cell.source.splitlines()[1:]])
    exercise.cells.append(nbformat.v4.new_markdown_cell(learnt, id=f"cell-{len(exercise.cells) + 1:02d}"))
    nbformat.validate(exercise)
    return exercise


def exercise_text(path: Path) -> str:
    """The exercise that belongs to a stored solution, as it is stored."""
    exercise = make_exercise(nbformat.read(path, as_version=4))
    return nbformat.writes(exercise, version=4, ensure_ascii=False).rstrip() + "\n"


def main() -> None:
    (NOTEBOOKS / "exercises").mkdir(exist_ok=True)
    for path in sorted((NOTEBOOKS / "solutions").glob("*.ipynb")):
        (NOTEBOOKS / "exercises" / path.name).write_text(exercise_text(path), encoding="utf-8", newline="\n")
        print(f"[exercises] {path.name}", flush=True)


if __name__ == "__main__":
    main()
