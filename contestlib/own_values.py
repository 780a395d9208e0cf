"""What a team has to know of its own values: where none was found or a ruling corrected it, how many judges gave it, and how its
money comes from the platform's total."""

from __future__ import annotations

import pandas as pd

from contestlib.catalogue import BRIDGE_WORDS, translate
from contestlib.data_sentences import added_back
from contestlib.records import Decision, Ledger
from contestlib.wording import joined, say, yuan_text

FILLED = {"zero": "no value of its own: 0 by the rules", "lowest": "no value of its own: the lowest of the others, by the rules",
          "median": "no value of its own: the median of the others, by the rules"}


def value_marks(decision: Decision, language: str) -> dict[tuple, str]:
    """Of each value that is not simply the team's own, by team and indicator: what it is.

    Parameters
    ----------
    decision : Decision
    language : {"zh", "en"}

    Returns
    -------
    dict of (team id, indicator code) to str
    """
    marks: dict[tuple, str] = {}
    for row in decision.fills.to_dict("records"):
        words = FILLED.get(row["rule"], "a judge's mark corrected by a ruling" if row.get("judge") else "corrected by a ruling")
        marks.setdefault((row["team"], row["indicator"]), translate(words, language))
    return marks


def judge_counts(decision: Decision, language: str) -> dict[tuple, str]:
    """How many judges marked a team, by team and indicator; nothing where juries compared pairs or there was none."""
    if decision.panel is None or decision.contest.rules.panel.kind == "pairs":
        return {}
    counts = decision.panel.counts
    return {(team, indicator.code): say("{count} judges", language, count=f"{counts.at[team, criterion]:.0f}")
            for indicator in decision.contest.rules.indicators
            if (criterion := indicator.source.removeprefix("panel:")) in counts and indicator.source.startswith("panel:")
            for team in counts.index if pd.notna(counts.at[team, criterion])}


def describe_money(ledger: Ledger, team, language: str) -> str:
    """From the platform's total of a team to what counts of it; empty where the platform states none."""
    control = ledger.control
    if team not in control.index or control.at[team, "precision"] == "missing":
        return ""
    row = control.loc[team]
    stated = {"rounded": "about {yuan}", "lower bound": "more than {yuan}", "upper bound": "no more than {yuan}"}
    platform = say(stated.get(row["precision"], "{yuan}"), language, yuan=yuan_text(row["platform_fen"]))
    parts = [f"{_bare(name, language)} {yuan_text(row[name])}" for name in added_back(control) if row[name]]
    unexplained = row["difference_fen"] if not row["agrees"] else 0
    parts += [say("unexplained {yuan}", language, yuan=yuan_text(unexplained))] if unexplained else []
    return say("Money in yuan: the platform's total is {platform}; of it {counted} counts. Not counted: {parts}." if parts else
               "Money in yuan: the platform's total is {platform}, and all of it counts." if row["agrees"] and
               row["platform_fen"] == row["ledger_fen"] else
               "Money in yuan: the platform's total is {platform}, to the precision it is stated in; {counted} counts.", language,
               platform=platform, counted=yuan_text(row["ledger_fen"]), parts=joined(parts, language))


def _bare(name: str, language: str) -> str:
    """A head of the reconciliation without its unit."""
    return translate(BRIDGE_WORDS[name], language).removesuffix(" (yuan)").removesuffix("（元）")
