"""The page of mistakes runs, and each of the thirteen shows the wrong result before the right one."""

import ast
import doctest
import re
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "mistakes.md"


def test_every_line_is_as_it_says():
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    found = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8", optionflags=flags)
    assert found.failed == 0 and found.attempted >= 60


def test_the_wrong_result_of_ties_is_a_false_certainty():
    """What the text of the eighth says is what its wrong line shows: more teams certain than there are places."""
    part = re.split(r"(?m)^## ", PAGE.read_text(encoding="utf-8"))[8]
    shown = ast.literal_eval(part.split("# wrong")[1].splitlines()[1])
    assert "certain" in part.split("```")[0] and sum(shown.values()) > int(re.search(r"places=(\d)", part)[1])


def test_thirteen_with_a_wrong_and_a_right_result():
    parts = re.split(r"(?m)^## ", PAGE.read_text(encoding="utf-8"))[1:]
    assert [int(re.match(r"\d+", part).group()) for part in parts] == list(range(1, 14))
    for part in parts:
        title = part.splitlines()[0]
        assert "/" in title and part.count("# wrong") == 1, title
        after = part.split("# wrong")[1]
        assert re.search(r"(?m)^>>> .*(cl\.|installed|wanted)", after), title
