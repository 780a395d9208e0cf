"""Execute one notebook in place and store it without anything that differs between two runs."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def executed(notebook: nbformat.NotebookNode, folder: Path) -> nbformat.NotebookNode:
    """The notebook after one clean run in a folder; of the cells' metadata only tags stay."""
    NotebookClient(notebook, timeout=120, kernel_name="python3", record_timing=False,
                   resources={"metadata": {"path": str(folder)}}).execute()
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number:02d}"
        cell.metadata = {name: value for name, value in cell.metadata.items() if name == "tags"}
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                         "language_info": {"name": "python"}}
    nbformat.validate(notebook)
    return notebook


def store(notebook: nbformat.NotebookNode, path: Path) -> None:
    path.write_text(nbformat.writes(notebook, version=4, ensure_ascii=False).rstrip() + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    place = Path(sys.argv[1])
    store(executed(nbformat.read(place, as_version=4), place.parent), place)
