"""Stored notebooks: what the comparison of outputs alone would let through."""

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SECTIONS = ("Bottom line|bottom line", "Doubt", "Checks", "Files", "[Rr]ecap")
FORBIDDEN = (ast.FunctionDef, ast.ClassDef, ast.Try, ast.For, ast.While, ast.Lambda)


def problems_of(path):
    """Everything that is wrong with one stored notebook."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    if [cell.execution_count for cell in code] != list(range(1, len(code) + 1)):
        yield "execution counts are not 1…n"
    title = notebook.cells[0].source.splitlines()[0]
    if not re.fullmatch(r"# .+[?？]", title):
        yield "the title is no question"
    if not re.search(r"(?m)^## .*[Bb]ottom line.*\n\n\S", prose):
        yield "no sentence under the bottom line's heading"
    yield from (f"no section {section}" for section in SECTIONS if not re.search(rf"(?m)^#.*({section})", prose))
    for number, cell in enumerate(code, start=1):
        if not cell.source.strip() or len(cell.source.splitlines()) > 12:
            yield f"cell {number} is empty or longer than twelve lines"
        if any(isinstance(node, FORBIDDEN) for node in ast.walk(ast.parse(cell.source))):
            yield f"cell {number} holds logic"
        if cell.source.rstrip().endswith(";") or "NBVAL" in cell.source:
            yield f"cell {number} hides from the comparison"
        for output in cell.outputs:
            if output.output_type in ("error", "stream"):
                yield f"cell {number} stored an error or a stream"
            if re.search(r"/(root|home|work|tmp|Users)/|[A-Z]:\\\\", json.dumps(output)):
                yield f"cell {number} shows a path of a machine"


def test_the_notebooks_are_there():
    names = ["00_read_me_first", "01_clean_data", "02_build_indicators", "03_score_and_rank", "04_weighting_sensitivity",
             "05_select_finalists", "06_where_the_doubt_comes_from", "07_national_final"]
    assert [path.stem for path in NOTEBOOKS] == names


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stored_as_it_should_be(path):
    assert list(problems_of(path)) == []


@pytest.mark.parametrize(("language", "heads"), [("zh", {"提出者", "日期", "理由"}), ("en", {"proposer", "date", "reason"})])
def test_the_table_of_scenarios_shows_what_is_said_of_it(language, heads, monkeypatch):
    from contestlib import glossary, read_contest, read_scenario_table, sentences
    monkeypatch.chdir(ROOT / "notebooks")
    (source,) = (cell.source for cell in nbformat.read(NOTEBOOKS[3], as_version=4).cells if "read_scenario_table" in cell.source)
    rules = read_contest(ROOT / "data" / "hubei-2019").rules
    names = {"cl": SimpleNamespace(read_scenario_table=read_scenario_table), "glossary": glossary, "LANGUAGE": language,
             "labels": sentences.indicator_names(rules, language), "scenarios": sentences.scenario_names(rules, language)}
    *steps, shown = ast.parse(source).body
    exec(compile(ast.Module(steps, []), "cell", "exec"), names)
    table = eval(compile(ast.Expression(shown.value), "cell", "eval"), names)
    assert heads <= set(table.columns) and (table[list(heads)] != "").all(axis=None)
    assert language == "en" or not table["提出者"].str.contains("project").any()


def compared(folder):
    """Whether nbval with this project's settings accepts the notebook in a folder."""
    for name in ("conftest.py", "sanitize.cfg"):
        shutil.copy(ROOT / "tests" / name, folder)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval", "--nbval-current-env",
               "--nbval-sanitize-with", "sanitize.cfg", "--rootdir", folder, folder / "00_read_me_first.ipynb"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True).returncode == 0


@pytest.mark.parametrize("damage", ["nothing", "number", "picture"])
def test_the_comparison_notices(damage, tmp_path):
    text = (ROOT / "notebooks" / "00_read_me_first.ipynb").read_text(encoding="utf-8")
    if damage == "number":
        assert text.count('"58.0"') == 1
        text = text.replace('"58.0"', '"58.1"')
    if damage == "picture":
        text = re.sub(r'("image/png": ")(.{200})', r"\1AAAA", text, count=1)
    (tmp_path / "00_read_me_first.ipynb").write_text(text, encoding="utf-8")
    assert compared(tmp_path) == (damage == "nothing")


def test_the_guards_notice_cleared_outputs(tmp_path):
    notebook = nbformat.read(NOTEBOOKS[0], as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, tmp_path / "cleared.ipynb")
    assert "execution counts are not 1…n" in list(problems_of(tmp_path / "cleared.ipynb"))
