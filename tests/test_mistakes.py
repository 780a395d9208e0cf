"""The page of mistakes runs, and each of the thirteen shows the wrong result before the right one."""

import doctest
import re
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "mistakes.md"


def test_every_line_is_as_it_says():
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    found = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8", optionflags=flags)
    assert found.failed == 0 and found.attempted >= 60


def test_thirteen_with_a_wrong_and_a_right_result():
    parts = re.split(r"(?m)^## ", PAGE.read_text(encoding="utf-8"))[1:]
    assert [int(re.match(r"\d+", part).group()) for part in parts] == list(range(1, 14))
    for part in parts:
        title = part.splitlines()[0]
        assert "/" in title and part.count("# wrong") == 1, title
        after = part.split("# wrong")[1]
        assert re.search(r"(?m)^>>> .*(cl\.|installed|wanted)", after), title
