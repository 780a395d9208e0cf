"""Everything that people read exists in Chinese, with the same fields."""

import ast
import re
import string
from pathlib import Path

import pytest

from contestlib import formulas, verification, workbook_codebook
from contestlib.catalogue import CHINESE, PARTS, translate
from contestlib.cleaning import SET_ASIDE_RULES
from contestlib.decision import STEPS
from contestlib.errors import RulesError
from contestlib.rulebook import TYPE_WORDS
from contestlib.rules import NORMALIZERS

PACKAGE = Path(__file__).parents[1] / "contestlib"


def literals(node):
    return [part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def sentences():
    """Literal templates at raise sites and in calls of say and translate, page included."""
    for path in sorted(PACKAGE.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            named = {keyword.arg: keyword.value for keyword in node.keywords}
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if {"found", "expected", "where", "remedy"} <= set(named):
                for part in ("found", "expected", "where", "remedy"):
                    yield from literals(named[part])
            elif called == "problem" and path.stem == "rulebook":
                yield from (text for argument in node.args[:3] for text in literals(argument))
            elif called in ("say", "translate", "both", "Words") and node.args and isinstance(
                    getattr(node.args[0], "value", None), str):
                yield node.args[0].value
    for page in sorted((PACKAGE / "pages").glob("*.*")):
        yield from re.findall(r'(?:say|words)\("([^"]+)"', page.read_text(encoding="utf-8"))
    yield from (*STEPS, *TYPE_WORDS.values(), *SET_ASIDE_RULES, *formulas.STATUSES, *formulas.STEPS.values(),
                *(text for texts in verification.KINDS.values() for text in texts),
                *workbook_codebook.TIE_WORDS.values(), *workbook_codebook.STATUS_WORDS, *NORMALIZERS)


def has_words(template):
    """More than fields, file names and keys, which are the same in every language."""
    rest = re.sub(r"\{[^}]*\}|\b[\w/-]+\.(toml|csv|json)\b|\[\w+\]|\b(places|quotas|sha256)\b", "", template)
    return bool(re.search(r"[A-Za-z]{3}", rest))


@pytest.mark.parametrize("template", sorted({text for text in sentences() if has_words(text)}))
def test_every_sentence_is_in_the_catalogue(template):
    assert template in CHINESE


def test_no_sentence_is_translated_twice():
    assert sum(len(part) for part in PARTS) == len(CHINESE)


def fields(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("template", sorted(CHINESE))
def test_translations_use_the_same_fields(template):
    assert fields(CHINESE[template]) == fields(template)


def test_a_team_s_id_and_the_character_after_it_are_parted():
    """A team's name begins with a character, before which no space stands, and ends with its id, after which one does."""
    teams = "enters|leaves|teams|team|last|first|others|won|lost|gone|moved|moves"
    assert [words for words in CHINESE.values()
            if re.search(rf"\{{({teams})\}}[\u4e00-\u9fff]|[\u4e00-\u9fff] \{{(enters|leaves)\}}", words)] == []


def test_an_error_in_both_languages():
    error = RulesError(found="scenario {name!r} has weights summing to {sum}", expected="{total}",
                       where="scenarios.csv line {line}", remedy="correct the row, weights are not rescaled",
                       name="welfare-first", sum="0.95", total="1", line=4)
    assert str(error) == ("scenario 'welfare-first' has weights summing to 0.95 (expected 1) at scenarios.csv line 4; "
                          "correct the row, weights are not rescaled.")
    chinese = error.say(translate=lambda text: translate(text, "zh"))
    assert chinese == ("scenarios.csv 第 4 行：发现方案 welfare-first 的权重之和为 0.95；应为1。"
                       "处理办法：更正该行，程序不会自动缩放权重。")
