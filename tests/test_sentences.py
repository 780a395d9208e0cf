"""Sentences of the notebooks, from tables small enough to check by eye."""

import pandas as pd
import pytest

from contestlib.catalogue import translate
from contestlib.data_sentences import describe_spread
from contestlib.exact_sentences import describe_importance
from contestlib.importance import effective_importance
from contestlib.judge_sentences import describe_marks
from contestlib.records import Panel

LABELS = pd.Series({"a": "amount", "b": "marks"})
TABLE = pd.DataFrame({"a": [0.0, 0, 1, 1], "b": [0.4, 0.6, 0.4, 0.6]}, index=list("WXYZ"))


def test_who_leads_by_more_than_the_standard_error_of_the_difference():
    """90 over 88 by 2 > √(1.5² + 0.9²) = 1.75; 88 over 87 by 1, more than its own 0.9 and less than √(0.9² + 1²) = 1.35; 87 over
    80 is left out by top."""
    marks = pd.DataFrame({"welfare": [87.0, 90, 88, 80]}, index=list("WXYZ"))
    errors = pd.DataFrame({"welfare": [1.0, 1.5, 0.9, 1.0]}, index=list("WXYZ"))
    panel = Panel(**dict.fromkeys(Panel.__dataclass_fields__) | {"marks": marks, "standard_errors": errors})
    assert describe_marks(panel, "welfare", "welfare", "en", top=3) == (
        "Among the 3 best teams in welfare the lead over the next one exceeds the standard error of the difference "
        "(the root of the sum of both squares) in 1 of 2 cases.")
    assert "3 个差距，有 2 个" in describe_marks(panel, "welfare", "公益性", "zh", top=4)


def test_where_the_teams_differ_most():
    assert describe_spread(TABLE, LABELS, "en") == (
        "Before any weight the teams differ most in amount (standard deviation 0.50 of 1) and least in marks (0.10).")


def test_what_goes_with_the_totals():
    """Weights 20 and 80: amount adds 0 or 0.2, marks 0.32 or 0.48, and the variances are as 0.1² to 0.08²."""
    importance = effective_importance(TABLE, {"a": 20, "b": 80}, places=2)
    assert importance["importance"].tolist() == pytest.approx([0.01 / 0.0164, 0.0064 / 0.0164])
    assert describe_importance(importance, LABELS, "en") == (
        "61% of what separates the totals goes with amount, whose weight is 20%; with marks, the heaviest (80%), goes 39%.")
    assert translate("{team} (withdrawn)", "zh").format(team="T16") == "T16（已退出）"
