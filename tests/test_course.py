"""Every exercise is solved by its solution, and by nothing that is left blank, wrong, or in another form."""

import ast
import importlib.util
import re
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pandas as pd
import pytest
from arithmetic import equations

import contestlib as cl
from contestlib import course, glossary, list_tables, wording
from contestlib.catalogue import FACTOR_WORDS, translate
from contestlib.questions import QUESTIONS, Names, Number, Trial, Word

ROOT = Path(__file__).parents[1]
SOLUTIONS = sorted((ROOT / "notebooks" / "solutions").glob("*.ipynb"))
sys.path.insert(0, str(ROOT / "tools"))  # the tools import each other
spec = importlib.util.spec_from_file_location("exercises_tool", ROOT / "tools" / "exercises.py")
tool = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tool)


def read(path):
    return nbformat.read(path, as_version=4)


def is_check(cell):
    return cell.source.startswith("check(")


def asked(notebook):
    return [ast.literal_eval(ast.parse(cell.source).body[0].value.args[0]) for cell in notebook.cells if is_check(cell)]


class Walk(SimpleNamespace):
    """A notebook's set-up, run once, with the feedback of every check: as solved, and as left blank."""


@pytest.fixture(scope="module", params=SOLUTIONS, ids=lambda path: path.stem)
def walk(request, decision):
    """The notebook run twice through one set-up, in its own folder: with its solutions, then as generated.

    The steps of the shipped contest are those of the one run that all tests share.
    """
    solved, blank, said, left = read(request.param), tool.make_exercise(read(request.param)), {}, {}
    names, patch, select = {}, pytest.MonkeyPatch(), cl.select_contest
    patch.chdir(request.param.parent)
    patch.setattr(cl, "read_orders", lambda contest: None)
    patch.setattr(cl, "clean_orders", lambda orders, contest: decision.ledger)
    patch.setattr(cl, "decide_contest", lambda contest: decision)
    patch.setattr(cl, "select_contest", lambda contest, *scenario: select(contest, *scenario) if scenario or
                  contest.folder.name != "hubei-2019" else (decision.baseline, decision.selection))
    try:
        for notebook, found in ((solved, said), (blank, left)):
            for cell in notebook.cells:
                if cell.cell_type != "code" or notebook is blank and not (is_check(cell) or cell.source == tool.BLANK):
                    continue
                if is_check(cell):
                    feedback = eval(cell.source, names)
                    found[feedback.question] = (feedback, names["answer"])
                else:
                    exec(cell.source, names)
    finally:
        patch.undo()
    return Walk(solved=said, blank=left, check=names["check"], facts=names, questions=asked(solved), file=request.param.name)


def test_every_numbered_notebook_has_its_exercise():
    stems = [path.stem for path in sorted((ROOT / "notebooks").glob("0[0-7]_*.ipynb"))]
    assert [path.stem for path in SOLUTIONS] == stems
    assert [path.stem for path in sorted((ROOT / "notebooks" / "exercises").glob("*.ipynb"))] == stems


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_exercises_are_as_generated(path):
    stored, made = read(ROOT / "notebooks" / "exercises" / path.name), tool.make_exercise(read(path))
    assert [(cell.id, cell.cell_type, cell.source) for cell in stored.cells] == [
        (cell.id, cell.cell_type, cell.source) for cell in made.cells], "run `make exercises`"


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_solutions_and_exercises_are_stored_as_one_clean_run(path):
    """What does not hang on an answer is the same in both; a blank that is run says so."""
    solved, blank = ([cell for cell in read(place).cells if cell.cell_type == "code"]
                     for place in (path, ROOT / "notebooks" / "exercises" / path.name))
    for cells in (solved, blank):
        assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
        assert not [output for cell in cells for output in cell.outputs if output.output_type in ("error", "stream")]
    assert [one.outputs for one in solved if not is_check(one)] == [
        other.outputs for one, other in zip(solved, blank, strict=True) if not is_check(one)]


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_blank_after_every_question_and_aims_at_both_ends(path):
    exercise = tool.make_exercise(read(path))
    code = [cell.source for cell in exercise.cells if cell.cell_type == "code"]
    prose = [cell.source.splitlines() for cell in exercise.cells if cell.cell_type == "markdown"]
    assert code.count(tool.BLANK) == sum(source.startswith("check(") for source in code) >= 4
    assert all(code[at - 1] == tool.BLANK for at, source in enumerate(code) if source.startswith("check("))
    assert prose[1][0] == "## 目标 / Aims" and prose[-1][0] == tool.LEARNT and prose[1][1:] == prose[-1][1:]
    for source in code:
        assert 0 < len(source.splitlines()) <= 12
        logic = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While)
        assert not any(isinstance(node, logic) for node in ast.walk(ast.parse(source)))


def test_the_newcomers_minutes_add_up_and_are_those_of_the_notebooks():
    """The route's table in both languages, its stated sum under two hours, and what notebooks and exercises say of themselves."""
    for text, total in zip(re.split("<a id=.english.></a>", (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")),
                           (r"合计约 (\d+) 分钟", r"About (\d+) minutes in all"), strict=True):
        rows = re.findall(r"(?m)^\| \d \|(.*)\| ([\d +]+) \|$", text)
        minutes = [[int(part) for part in column.split("+")] for _, column in rows]
        assert len(rows) == 5 and sum(map(sum, minutes)) == int(re.search(total, text)[1]) < 120
        for (row, _), (reading, doing) in zip(rows[:4], minutes[:4], strict=True):
            stem = re.search(r"\((\d\d_\w+)\.ipynb\)", row)[1]
            stated = [read(ROOT / "notebooks" / part / f"{stem}.ipynb").cells[0].source for part in ("", "solutions")]
            assert re.search(rf"[ ，]{reading} 分钟", stated[0]) and f"约 {doing} 分钟" in stated[1]
            assert f"About {doing} minutes" in stated[1]


def test_the_cells_that_may_be_left_out_are_needed_by_no_other():
    cells = [ast.parse(cell.source) for cell in read(ROOT / "notebooks" / "04_weighting_sensitivity.ipynb").cells
             if cell.cell_type == "code"]
    slow = [any(name in ast.unparse(tree) for name in ("paths_to_selection", "path_by_indicator", "path_by_marks"))
            for tree in cells]
    made, used = ({node.id for tree, left_out in zip(cells, slow, strict=True) if left_out == wanted
                   for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, how)}
                  for wanted, how in ((True, ast.Store), (False, ast.Load)))
    assert sum(slow) == 3 and made and not made & used


def test_the_first_notebook_is_worked_out_by_hand():
    """Every normalized value, contribution, total and tie of the six teams stands there as arithmetic, and all of it is right."""
    notebook = read(ROOT / "notebooks" / "00_read_me_first.ipynb")
    found = [values for cell in notebook.cells if cell.cell_type == "markdown" for values in equations(cell.source)]
    assert all(abs(values[0] - other) < 5e-5 for values in found for other in values[1:])
    names = {"pd": pd, "cl": cl, "glossary": glossary, "LANGUAGE": "zh"}
    for cell in notebook.cells:
        if cell.source.startswith(("matrix =", "indicators =")):
            exec(cell.source, names)
    standings, shown = names["standings"], [round(values[-1], 10) for values in found]
    for value in (*standings.normalized.to_numpy().ravel(), *standings.unrounded):
        assert round(value, 10) in shown
        shown.remove(round(value, 10))


def test_every_question_is_asked_once():
    assert sorted(name for path in SOLUTIONS for name in asked(read(path))) == sorted(QUESTIONS)


def test_the_solution_solves_every_exercise(walk):
    assert list(walk.solved) == walk.questions
    assert {name: feedback.words for name, (feedback, _) in walk.solved.items() if not feedback.right} == {}


def test_stored_feedback_is_what_the_checks_say(walk):
    for folder, said in (("solutions", walk.solved), ("exercises", walk.blank)):
        stored = [cell.outputs[0].data["text/markdown"] for cell in read(ROOT / "notebooks" / folder / walk.file).cells
                  if cell.cell_type == "code" and is_check(cell)]
        assert stored == [feedback._repr_markdown_() for feedback, _ in said.values()]


def test_no_answer_is_that_of_another_question(decision):
    """Who has found one name cannot pass elsewhere by it; a lot between two teams asks for more than one of two."""
    facts = SimpleNamespace(contest=decision.contest, decision=decision, standings=decision.competing,
                            selection=decision.selection, joint=decision.joint, first=4, team="T72", seeds=range(1, 21))
    sets = {name: frozenset(QUESTIONS[name].expected(facts)) for name in (
        "tie", "without-logarithm", "next-in-line", "one-a-category", "always-drawn", "sixth-list")}
    assert len(set(sets.values())) == len(sets) and 0 < QUESTIONS["lot"].expected(facts) < 20
    assert not set(sets["next-in-line"]) & (sets["one-a-category"] | sets["sixth-list"])


def test_an_exercise_left_blank_fails(walk):
    assert list(walk.blank) == walk.questions
    assert [name for name, (feedback, _) in walk.blank.items() if feedback.right] == []


def wrong_answers(kind, right):
    """Wrong ones of the right form."""
    if isinstance(kind, Number):
        yield from (float(right) + 1, float(right) * 100 + 1, -float(right) - 3, float(right) * 1.5 + 7)
    elif isinstance(kind, Names):
        right = [right] if isinstance(right, str) else list(right)
        yield from ([], right[:-1])
    elif isinstance(kind, Trial):
        yield from ("nobody", -1, {}, {"welfare": 100})


def test_what_is_wrong_is_said_without_giving_the_answer(walk):
    facts = {name: value for name, value in walk.facts.items() if not name.startswith("_")}
    check = course.examiner("zh", **facts)
    for name, (_, right) in walk.solved.items():
        kind = QUESTIONS[name]
        others = [word for word in kind.among(SimpleNamespace(**facts)) if word != right] if isinstance(kind, Word) else []
        for wrong in (*wrong_answers(kind, right), *others[:2], "no such name", pd.DataFrame({"x": [1.0]})):
            feedback = check(name, wrong)
            assert not feedback.right and feedback.words, (name, wrong)
            if isinstance(kind, (Names, Word)):
                hidden = {right} if isinstance(right, str) else set(right)
                assert not [word for word in hidden - set([wrong] if isinstance(wrong, str) else wrong) if word in feedback.words]
            if isinstance(kind, Number) and abs(float(right)) >= 10:
                assert f"{float(right):.{kind.decimals}f}" not in feedback.words


TABLE = pd.DataFrame({"marks": [0.9, 0.8, 0.3]}, index=["A", "B", "C"])
CHECK = course.examiner("en", standings=cl.evaluate(TABLE, cl.Rules(places=2, indicators=[
    cl.Indicator("marks", normalization="none")]), {"marks": 1}), other={"marks": 1}, counts={"A": 27, "B": 14, "C": 9},
    ledger=SimpleNamespace(kept=pd.DataFrame({"freight_fen": [1250]}), set_aside=pd.DataFrame({"rule": ["duplicate"] * 7})))


@pytest.mark.parametrize(("question", "answer", "words"), [
    ("freight", 1250, "A hundred times too much or too little: mind the unit (fen and yuan, shares and percent)."),
    ("freight", 0.125, "A hundred times too much or too little: mind the unit (fen and yuan, shares and percent)."),
    ("freight", -12.5, "The sign is wrong."),
    ("freight", 13, "Close, but rounded too early: 2 decimals are asked for."),
    ("freight", 0, "Too small."),
    ("freight", 10, "Too small."),
    ("freight", 12.6, "Too large."),
    ("freight", 20, "Too large."),
    ("freight", 2, "Too small."),
    ("freight", float("nan"), "A number is asked for."),
    ("freight", "12.5", "A number is asked for."),
    ("freight", True, "A number is asked for."),
    ("freight", None, "A number is asked for."),
    ("freight", 12.5, "Right."),
    ("freight", np.float64(12.504), "Right."),
    ("repeated-rows", np.int64(7), "Right."),
    ("repeated-rows", 8, "Too large."),
    ("repeated-rows", 7.4, "A whole number is asked for."),
    ("repeated-rows", 7.0, "Right."),
    ("repeated-rows", [7], "A number is asked for."),
    ("list", ["A", "C"], "1 of your 2 belong here; 1 missing."),
    ("list", "A", "1 of your 1 belong here; 1 missing."),
    ("list", {"A": 1}, 'A list of names is asked for, in the form ["…", "…"].'),
    ("list", 3, 'A list of names is asked for, in the form ["…", "…"].'),
    ("list", ["A", "Z"], "'Z' is not among what can be named here; the form is that of \"C\"."),
    ("list", ["A", "B", "C"], "2 of your 3 belong here: 1 too many."),
    ("list", [["A"]], "['A'] is not among what can be named here; the form is that of \"C\"."),
    ("withdrawal", "Z", "'Z' is not among what can be named here; the form is that of \"A\"."),
    ("lead", "marks", 'Weights by code are asked for, in the form {"marks": 30, …}.'),
    ("list", TABLE["marks"] > 0.5, "True and False are no names: give the names for which it is true."),
    ("paradox", "19", "A whole number of places is asked for."),
    ("paradox", 3.5, "A whole number of places is asked for."),
    ("paradox", True, "A whole number of places is asked for."),
    ("paradox", 18, "With one place more nobody has fewer."),
    ("paradox", np.int64(19), "Right."),
    ("list", ("B", "A"), "Right."),
    ("list", pd.Index(["A", "B"]), "Right."),
])
def test_feedback(question, answer, words):
    feedback = CHECK(question, answer)
    assert (feedback.words, feedback.right) == (words, words == "Right.")


def test_what_the_library_refuses_it_explains(decision):
    standings = decision.baseline
    check = course.examiner("zh", standings=standings, contest=decision.contest, team="T68")
    assert "1（或 100）" in check("lead", {"welfare": 50}).words
    welfare = check("lead", dict.fromkeys(standings.weights.index, 0) | {"welfare": 100}).words
    assert welfare == f"在这组权重下，T68 排第 {decision.baseline.normalized['welfare'].rank(ascending=False)['T68']:.0f}。"


def test_names_as_the_tables_print_them(decision):
    """Bare ids and codes, or what stands in the notebooks' tables, in either language."""
    contest, finalists = decision.contest, list(decision.selection.finalists)
    check = course.examiner("en", standings=decision.competing, contest=contest, decision=decision,
                            ledger=decision.ledger)
    for names in (contest.teams.index.to_series(), wording.team_names(contest, "zh"), wording.team_names(contest, "en")):
        assert check("list", names[finalists]).right
        assert check("list", names[finalists[1:]]).words == "4 of your 4 belong here; 1 missing."
    label = wording.indicator_names(contest.rules, "zh")["person_times"]
    assert check("first-to-bind", label).right and check("first-to-bind", "person_times").right
    assert check("first-to-bind", [label]).right and check("first-to-bind", 2).words.startswith("No number, but a name")
    assert not check("list", decision.selection).right and not check("first-to-bind", decision.selection).right
    lost = QUESTIONS["lost-row"].expected(SimpleNamespace(ledger=decision.ledger))
    assert len(lost) > 1 and check("lost-row", [translate(statement, "zh") for statement in lost]).right


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_without_code_blanks_or_capitals(decision, language):
    """A team without its number, in small letters; a statement without blanks; what cannot be meant is told the form."""
    contest, finalists = decision.contest, list(decision.selection.finalists)
    check = course.examiner(language, standings=decision.competing, contest=contest, decision=decision,
                            statements=["amount >= 50%", "welfare >= 60%", "likes >= 50%"])
    assert check("list", contest.teams.loc[finalists, "name_zh"]).right
    assert check("list", [team.lower() for team in finalists]).right
    assert check("empty-region", "welfare>=60%").right and check("empty-region", "welfare").words == {
        "zh": "'welfare' 不在此处可填的名称之列；写法如 \"amount >= 50%\"。",
        "en": "'welfare' is not among what can be named here; the form is that of \"amount >= 50%\"."}[language]
    twins = replace(contest, teams=contest.teams.assign(name_zh="同名"))
    check = course.examiner(language, standings=decision.competing, contest=twins, decision=decision)
    assert "同名" in check("list", ["同名"]).words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_may_vary_as_the_tables_print_it(decision, language):
    """The rows of the table of drivers bear these words."""
    check = course.examiner(language, standings=decision.baseline, drivers=decision.drivers)
    right = QUESTIONS["driver"].expected(SimpleNamespace(drivers=decision.drivers))
    printed = {factor: translate(FACTOR_WORDS[factor], language) for factor in decision.drivers.factors}
    assert set(printed.values()) == set(list_tables.show_drivers(decision.drivers, decision.contest, language).columns[:-1])
    for factor, words in printed.items():
        assert check("driver", words).right == check("driver", factor).right == (factor == right)
        assert check("driver", words).words in ("正确。", "Right.", "不对，是另一个。", "No: another one.")


def test_small_changes_and_other_lists(decision):
    facts = {"decision": decision, "standings": decision.competing, "contest": decision.contest, "most": 7}
    check, now = course.examiner("en", **facts), (100 * decision.competing.weights).round(6).to_dict()
    assert check("small-change", now).words == "These weights send the same teams."
    assert check("small-change", now | {"welfare": 28, "regions": 2}).words == "An indicator that had no weight has one now."
    moved = now | {"welfare": 20, "amount": 35}
    assert check("small-change", moved).words == "You moved 20.00 points in all; at most 7 are allowed."
    assert check("keep-out", now | {}).words == "Under these weights that team has a place."
    assert check("keep-out", moved | {"welfare": 0, "amount": 55}).words == (
        "The weight of public welfare must lie between 15.00% and 45.00%; yours is 0.00%. "
        "The weight of amount raised must lie between 12.50% and 37.50%; yours is 55.00%.")


@pytest.mark.parametrize("further", [0.4, 0.5, 0.6, 0.8])
def test_the_way_on_from_the_tie_is_the_one_that_is_described(decision, further):
    """Exercise 04, last question: what stands at a limit stays there, the others go on by about half a point."""
    standings, region = decision.competing, cl.region_of(decision.contest.rules)
    check = course.examiner("en", decision=decision, standings=standings, contest=decision.contest)
    (team,) = QUESTIONS["always-drawn"].expected(SimpleNamespace(decision=decision))
    path = cl.path_to_selection(standings.normalized, standings.weights, team, places=5, region=region)
    there, move = (100 * path.weights).round(2), 100 * (path.weights - standings.weights)
    at_limit = np.isclose(there, 100 * region.lower, atol=0.01) | np.isclose(there, 100 * region.upper, atol=0.01)
    free = move[~at_limit & (move.abs() > 0.01)]
    for side in (free[free > 0], free[free < 0]):
        there[side.index] += further * side / side.abs().sum()
    there[free.idxmax()] += 100 - there.sum()
    assert not check("keep-out", 100 * path.weights).right and check("keep-out", there.round(6)).right


def test_weights_at_which_rounded_totals_tie_change_no_list(decision):
    """The witnesses of the exact answers lie where two teams tie at two decimals: officially the list is still the old one."""
    contest, standings = decision.contest, decision.competing
    check = course.examiner("en", decision=decision, standings=standings, contest=contest, most=7)
    unused = [code for code, weight in standings.weights.items() if weight == 0]
    change = cl.smallest_change(standings.normalized, standings.weights, places=5, region=cl.weight_region(
        list(standings.weights.index), upper=dict.fromkeys(unused, 0)))
    path = cl.path_to_selection(standings.normalized, standings.weights, "T42", places=5, region=cl.region_of(contest.rules))
    for question, weights, tied in (("small-change", change.weights, "T31, T40"), ("keep-out", path.weights, "T31, T40, T42")):
        official = cl.select_finalists(cl.evaluate(standings.matrix, contest.rules, weights, reference=decision.matrix,
                                                   register=contest.teams), register=contest.teams)
        assert set(official.finalists) == set(decision.selection.finalists)
        assert check(question, weights).words.startswith(f"Under these weights {tied} have the same total at the cut")


def test_a_mistaken_zero_among_the_marks_is_counted_once():
    """By hand: 76.2 + 73.0 + 78.5 + 75.6 + 76.7 + 0 = 380.0, over six; the recusal is no mark."""
    marks = pd.DataFrame({"team": "T54", "criterion": "mobilization", "mark": [76.2, 73.0, 78.5, 75.6, 76.7, 0, np.nan]})
    missing = pd.DataFrame({"team": ["T54"], "criterion": ["mobilization"], "why": ["zero"]})
    check = course.examiner("en", marks=marks, panel=SimpleNamespace(missing=missing))
    assert check("zero-counted", 380 / 6).right and check("zero-counted", 63.33).right
    assert check("zero-counted", 380 / 7).words == "Too small." and check("zero-counted", 76).words == "Too large."


def test_rounding_is_no_excuse_for_another_number():
    """Nothing of 0.375 or of 0.697 is in 0 or in 1."""
    halves = SimpleNamespace(normalized=pd.DataFrame({"a": [1, 1], "b": [1, 0.375]}))
    check = course.examiner("en", standings=halves)
    said = {answer: check("scale", answer).words for answer in (0, 1, 0.38, 0.375)}
    assert said == {0: "Too small.", 1: "Too large.", 0.38: "Close, but rounded too early: 3 decimals are asked for.",
                    0.375: "Right."}


def test_an_answer_left_standing_is_noticed():
    check = course.examiner("en", standings=cl.evaluate(TABLE, cl.Rules(places=2, indicators=[
        cl.Indicator("marks", normalization="none")]), {"marks": 1}), other={"marks": 1})
    left = ["A", "B"]
    assert check("list", left).right and check("list", left).right
    assert check("withdrawal", left).words.endswith("did the cell above stop with an error?)")
    assert "did the cell above" not in check("withdrawal", ["C"]).words


def test_an_unknown_question_is_named():
    with pytest.raises(cl.RulesError, match="the question 'lsit'"):
        CHECK("lsit", 1)


def test_keys_of_weights_as_the_tables_print_them(decision):
    contest, standings = decision.contest, decision.competing
    check = course.examiner("en", standings=standings, contest=contest, team="T68", other="equal", decision=decision)
    labels, weights = wording.indicator_names(contest.rules, "zh"), dict.fromkeys(standings.weights.index, 0)
    weights |= {"welfare": 10, "amount": 50, "person_times": 40}
    assert check("lead", {labels[code]: weight for code, weight in weights.items()}).right
    assert check("lead", pd.Series(weights).rename(index=labels)).right
    names = wording.team_names(contest, "zh")
    for t01 in (names["T01"], ["T01"], "T01"):
        assert check("withdrawal", t01).words == "Without that team the same teams are sent."
    assert check("withdrawal", ["T44"]).right


def test_a_team_of_the_list_is_no_answer_to_who_else_withdraws():
    assert CHECK("withdrawal", "A").words == "That team has a place itself; name one without."
    assert CHECK("withdrawal", "C").words == "Without that team the same teams are sent."


def test_feedback_is_shown_as_a_sentence():
    assert CHECK("list", ["A", "B"])._repr_markdown_() == "✓ Right."
    assert CHECK("list", ...)._repr_markdown_().startswith("✗ Not answered yet")
