"""The house: arrows between modules point downwards, and each privilege has one holder."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "contestlib"
LEVELS = {
    0: ("chinese_data", "chinese_errors", "chinese_judges", "chinese_lists", "chinese_outputs", "chinese_results",
        "chinese_teaching", "chinese_workbook", "errors", "records", "rules", "rulebook", "catalogue", "rounding", "rawfiles",
        "polytopes", "sobol", "orderings", "pairwise", "progress", "readings", "workbooks", "names", "values", "frames",
        "staging", "pieces", "plain", "blocks", "fields", "severity", "threads", "printing", "canonical", "flows", "marks",
        "comparisons",
        "weight_sheets", "tables", "beside", "results_data", "results_doubt", "results_lists", "results_weights", "figures",
        "fates", "platform_tables", "ledger_tables", "spans"),
    1: ("normalization", "scoring", "ranking", "regions", "cleaning", "integrity", "panel", "agreement", "assignment",
        "tally", "apportionment", "lots", "quotas", "weighting", "ahp", "formulas", "registers", "documents", "wording"),
    2: ("indicators", "noise", "contest", "selection", "invariants", "distances", "sampling", "pooling", "members", "loading",
        "resampling"),
    3: ("rulings", "stages", "simulation", "sweeps", "exact", "areas", "cells", "paths", "whole_points", "importance",
        "listing", "change_sentences", "shortfalls"),
    4: ("zones", "witnesses", "changes", "joint", "judges", "data_sentences", "judge_sentences", "list_sentences",
        "exact_sentences", "doubt_sentences"),
    5: ("arrivals", "whole_lists", "rule_sweeps", "judging", "drivers", "specification", "alternatives", "comparison", "method",
        "workbook_sheets", "coefficients", "record_sentences", "display", "drawing", "own_values"),
    6: ("decision", "seal", "workbook_plan", "workbook_values", "questions", "glossary", "data_tables", "list_tables",
        "judge_tables", "rich_tables", "doubt_figures", "exact_figures", "sentences"),
    7: ("workbook_weights", "workbook_codebook", "sheets", "course", "reporting", "plotting"),
    8: ("workbook", "notice"),
    9: ("record",),
    10: ("page",),
    11: ("outputs",),
    12: ("archive", "verification"),
    13: ("__main__",),
}
LEVEL = {name: level for level, names in LEVELS.items() for name in names}
MODULES = sorted(path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__")
READERS = ("loading", "tables", "registers", "documents")  # the reader of files, by what is read
# Who may call what. Fonts and package data are found by path in plotting and loading.
PRIVILEGES = {
    ("read_bytes", "read_text", "read_csv", "read_excel"): {"rawfiles"},
    ("open", "write_bytes", "write_text", "mkdir", "unlink", "fsync"): {"archive"},
    ("default_rng", "PCG64", "RandomState"): {"simulation"},
}


def tree_of(name):
    return ast.parse((PACKAGE / f"{name}.py").read_text(encoding="utf-8"))


def imported(name):
    """Modules of the package that `name` imports, those for type checkers left out."""
    tree = tree_of(name)
    typing_only = {node for block in ast.walk(tree) if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
                   for node in ast.walk(block)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node not in typing_only and (node.module or "").startswith("contestlib"):
            inner = node.module.removeprefix("contestlib").removeprefix(".")
            yield from [inner] if inner else [alias.name for alias in node.names]


def test_every_module_has_a_level():
    assert sorted(LEVEL) == MODULES


@pytest.mark.parametrize("name", MODULES)
def test_arrows_point_downwards(name):
    for other in imported(name):
        assert LEVEL[other] < LEVEL[name] or LEVEL[other] == 0, f"{name} imports {other}"
        assert other != "rawfiles" or name in (*READERS, "pieces", "record", "archive", "printing")
        if LEVEL[name] < 6:
            assert other not in (*READERS, "archive", "reporting", "plotting") or name in READERS


@pytest.mark.parametrize("name", MODULES)
def test_each_privilege_has_its_holders(name):
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for calls, holders in PRIVILEGES.items():
                assert called not in calls or name in holders, f"{name} calls {called} in line {node.lineno}"
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [])
        for module in names:
            assert not module.startswith("matplotlib") or name == "drawing"
            assert module != "random"
            assert module != "subprocess" or name in ("printing", "beside")  # other programs, and this one a second time


def test_importing_the_package_loads_neither_scipy_nor_matplotlib():
    script = "import contestlib, sys; print(sorted({'scipy', 'matplotlib', 'jinja2'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_every_public_name_has_a_docstring_and_stands_in_all():
    import contestlib
    for name in contestlib.__all__:
        assert getattr(contestlib, name).__doc__, name
    assert len(contestlib.__all__) == len(set(contestlib.__all__))
    path = ("read_contest", "clean_orders", "aggregate_marks", "build_matrix", "normalize_matrix", "evaluate", "pooled_weights",
            "weight_region", "simulate", "rank_ranges", "select_finalists", "decide_contest", "write_record")
    assert sorted(path, key=contestlib.__all__.index) == list(path)
