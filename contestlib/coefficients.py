"""What the coefficients of agreement say, for readers who meet them for the first time."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from contestlib.catalogue import translate
from contestlib.records import Judging
from contestlib.rules import Rules
from contestlib.wording import indicator_names, joined, number_text, say

# Values from which a word holds, as these authors propose: Koo and Li (2016), Schmidt (1997), Krippendorff (2004).
ICC_WORDS = ((0.9, "excellent"), (0.75, "good"), (0.5, "moderate"), (None, "poor"))
W_WORDS = ((0.9, "almost the same order"), (0.7, "much the same order"), (0.5, "orders that agree in part"),
           (None, "orders that agree little"))
ALPHA_WORDS = ((0.8, "reliable"), (0.667, "enough for tentative conclusions"), (None, "too little to rely on"))


def describe_coefficients(judging: Judging, rules: Rules, language: str) -> list[str]:
    """One plain sentence for ICC, Kendall's W and Krippendorff's alpha: what 1 and 0 mean, the values, how they read.

    Parameters
    ----------
    judging : Judging
    rules : Rules
    language : {"zh", "en"}

    Returns
    -------
    list of str
    """
    labels = {indicator.source: indicator_names(rules, language)[indicator.code] for indicator in rules.indicators}

    def read(column, words, shown):
        return joined([say("{criterion} {value} ({reading})", language, criterion=labels.get(f"panel:{criterion}", criterion),
                           value=shown(row), reading=translate(reading_of(row[column], words), language))
                       for criterion, row in judging.agreement.iterrows()], language)

    def one(column):
        return lambda row: _value(row[column])

    return [
        say("ICC: 1 = the marks differ only because the teams do, 0 = they tell nothing of the teams. Here, for one judge's mark "
            "(2,1) → for the panel's mean (2,k), the word being of the latter: {values}.", language,
            values=read("panel", ICC_WORDS, lambda row: f"{_value(row['single'])} → {_value(row['panel'])}")),
        say("Kendall's W: 1 = all judges put the teams in the same order, 0 = their orders have no more in common than chance. "
            "Here: {values}.", language, values=read("w", W_WORDS, one("w"))),
        say("Krippendorff's alpha: 1 = every judge gives a team the same mark, 0 = marks are as far apart within teams as chance "
            "would have them. Here: {values}.", language, values=read("alpha", ALPHA_WORDS, one("alpha")))]


def reading_of(value: float, words: Sequence[tuple[float | None, str]]) -> str:
    """The word for a value: the first one from whose border it lies upwards.

    Examples
    --------
    >>> [reading_of(value, ICC_WORDS) for value in (0.97, 0.75, -0.1, float("nan"))]
    ['excellent', 'good', 'poor', 'undefined']
    """
    if pd.isna(value):
        return "undefined"
    return next(word for border, word in words if border is None or value >= border)


def _value(value: float) -> str:
    return "–" if pd.isna(value) else number_text(value, 2)
