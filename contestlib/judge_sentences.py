"""What the judges' marks say: the panel's doubt, agreement, and who moves the list."""

from __future__ import annotations

import numpy as np
import pandas as pd

from contestlib.catalogue import translate
from contestlib.records import Decision, Judging, Panel
from contestlib.rounding import round_half_up
from contestlib.rules import PanelRule, Rules
from contestlib.wording import (
    describe_error,
    indicator_names,
    joined,
    judge_names,
    listed,
    number_text,
    say,
    some,
    span_text,
    team_names,
    together,
)


def describe_unranked_marks(panel: Panel, ranked: pd.Index, language: str) -> str:
    """How many marks stand for teams that are not ranked; empty without any."""
    count = int(panel.counts.drop(index=ranked, errors="ignore").to_numpy().sum())
    return say("{count} of these marks are for teams that take no part in the ranking.", language, count=count) if count else ""


def describe_panel(panel: Panel, language: str) -> str:
    """How many marks stand, how many do not and why."""
    why = panel.missing["why"].value_counts()
    reasons = [f"{translate(reason, language)} {why[reason]}" for reason in ("recused", "absent", "zero") if reason in why]
    return say("{count} marks count; {missing} do not: {reasons}." if len(panel.missing) else
               "{count} marks count, all there are.", language, count=int(panel.counts.to_numpy().sum()),
               missing=len(panel.missing), reasons=joined(reasons, language) or "–")


def describe_few_marks(panel: Panel, rule: PanelRule, teams, names: pd.Series, language: str) -> str:
    """Which of `teams` have too few marks for extremes to be dropped, or one judge's alone; empty without any."""
    counts = panel.counts.reindex([team for team in teams if team in panel.counts.index]).min(axis=1)
    least = rule.minimum_judges if rule.method == "trimmed" else 2
    few = counts[(counts > 0) & (counts < least)]
    if not len(few) or rule.kind == "pairs":
        return ""
    if rule.method != "trimmed":
        return say("One judge's mark alone decides about: {teams}.", language, teams=listed(few.index, names, language))
    if len(few) == len(counts):
        return say("No team has the {least} marks from which on extremes are dropped.", language, least=least)
    return say("With fewer than {least} marks nothing is dropped; so it is for: {teams}.", language, least=least,
               teams=joined([f"{names[team]} ({count:.0f})" for team, count in few.items()], language))


def describe_marks(panel: Panel, criterion: str, label: str, language: str, *, top: int = 12) -> str:
    """How many of the best teams in one criterion lead the next by more than the standard error of the difference."""
    marks = panel.marks[criterion].sort_values(ascending=False, kind="stable").head(top)
    leads = -marks.diff().shift(-1).dropna()
    squares = panel.standard_errors.loc[marks.index, criterion] ** 2
    clear = int((leads > (squares + squares.shift(-1))[leads.index] ** 0.5).sum())
    return say("Among the {count} best teams in {criterion} the lead over the next one exceeds the standard error of the "
               "difference (the root of the sum of both squares) in {clear} of {leads} cases.", language,
               count=len(marks), criterion=label, clear=clear, leads=len(leads))


def describe_judges(judging: Judging, names: pd.Series, language: str) -> str:
    """The strictest and the mildest judge, each with its distance from the average and the error of that."""
    if judging.refused is not None:
        return describe_error(judging.refused, language)
    severity = judging.judges["severity"]
    if len(severity) < 2 or severity.max() - severity.min() < 5e-3:
        return say("No judge's marks lie above or below the average judge's.", language)
    values = {f"{end}{part}": text for end, judge in (("low", severity.idxmin()), ("high", severity.idxmax()))
              for part, text in (("", names[judge]), ("_by", f"{abs(round_half_up(severity[judge], 2)):.2f}"),
                                 ("_error", number_text(judging.judges.at[judge, "standard_error"], 2)))}
    return say("For the same teams {low} marks {low_by} points below the average judge (± {low_error}), {high} {high_by} points "
               "above (± {high_error}); ± is one standard error.", language, **values)


def describe_agreement(judging: Judging, rules: Rules, language: str) -> str:
    """By criterion: how well one judge's mark, and the panel's, tell teams apart; undefined where marks do not differ."""
    labels = {indicator.source: indicator_names(rules, language)[indicator.code] for indicator in rules.indicators}
    sentences = []
    for criterion, row in judging.agreement.iterrows():
        label = labels.get(f"panel:{criterion}", criterion)
        if pd.isna(row["single"]) and pd.notna(row.get("alpha", np.nan)):
            sentences.append(say("In {criterion} the reliability of one judge's mark is undefined: too few teams that all judges "
                                 "marked. Over all marks Krippendorff's alpha is {alpha} (95% interval {interval}).",
                                 language, criterion=label, alpha=number_text(row["alpha"], 2), interval=span_text(
                                     number_text(row["alpha_low"], 2), number_text(row["alpha_high"], 2), language)))
            continue
        if pd.isna(row["single"]):
            sentences.append(say("In {criterion} agreement is undefined: too few teams that all judges marked, or the same marks "
                                 "everywhere.", language, criterion=label))
            continue
        sentences.append(say(
            "In {criterion} the reliability of one judge's mark is {single} (95% interval {interval}), of the panel's mean "
            "{panel}; {teams} teams were marked by every judge.", language, criterion=label, teams=int(row["teams"]),
            single=number_text(row["single"], 2), interval=span_text(
                number_text(row["single_low"], 2), number_text(row["single_high"], 2), language),
            panel=number_text(row["panel"], 2)))
    return (" " if language == "en" else "").join(sentences)


def describe_without_judges(judging: Judging, judges: pd.Series, names: pd.Series, language: str) -> str:
    """Whose marks, left out, would change the list, and without whom a team would have no mark at all."""
    table = judging.judges
    moved = table[(table["leaves"].fillna("") != "") | (table["enters"].fillna("") != "")]
    alone = table[table["unmarked"].fillna("") != ""]
    lines = []
    if len(moved):
        lines.append(say("{count} of {judges} judges change the list when their marks are left out: {changes}.", language,
                         count=len(moved), judges=len(table), changes=("；" if language == "zh" else "; ").join(say(
                             "without {judge} {enters} replaces {leaves}" if row["enters"] and row["leaves"] else
                             "without {judge} {enters} comes in besides" if row["enters"] else
                             "without {judge} {leaves} goes out", language, judge=judges[judge],
                             enters=listed(row["enters"].split(), names, language),
                             leaves=listed(row["leaves"].split(), names, language)) for judge, row in moved.iterrows())))
    elif not len(alone):
        lines.append(say("The list stays the same when any one judge's marks are left out.", language))
    elif len(alone) < len(table):
        lines.append(say("The list stays the same when the marks of any one of the other {count} judges are left out.", language,
                         count=len(table) - len(alone)))
    lines += [say("Without {judge} no mark to compare is left for {teams}: nothing is said about the list.", language,
                  judge=judges[judge], teams=some(row["unmarked"].split(), names, language))
              for judge, row in alone.iterrows()]
    return together(lines, language)


def describe_single_mark(judging: Judging, rules: Rules, judges: pd.Series, names: pd.Series, language: str) -> str:
    """The smallest error in one mark that changes the list."""
    if not len(judging.effects):
        return say("No single mark on the scale changes the list, whatever it is changed to.", language)
    first = judging.effects.iloc[0]
    labels = {indicator.source: indicator_names(rules, language)[indicator.code] for indicator in rules.indicators}
    return say("The smallest error in one mark that changes the list: {judge} gives {team} {needed} instead of {now} in "
               "{criterion}, {change} points apart; then {enters} replaces {leaves}." if first["enters"] and first["leaves"] else
               "The smallest error in one mark that changes the list: {judge} gives {team} {needed} instead of {now} in "
               "{criterion}, {change} points apart; then {enters} comes in besides." if first["enters"] else
               "The smallest error in one mark that changes the list: {judge} gives {team} {needed} instead of {now} in "
               "{criterion}, {change} points apart; then {leaves} goes out.", language, judge=judges[first["judge"]],
               team=names[first["team"]], criterion=labels.get(f"panel:{first['criterion']}", first["criterion"]),
               now=number_text(first["now"], 2), needed=number_text(first["needed"], 2),
               change=number_text(abs(first["change"]), 2), enters=listed(first["enters"].split(), names, language),
               leaves=listed(first["leaves"].split(), names, language))


def describe_home(judging: Judging, language: str) -> str:
    """By how much judges mark teams from their own city above others; empty where nothing can be compared."""
    if judging.home is None:
        return ""
    home = judging.home
    return say("Teams from a judge's own city get {difference} points more than teams and judges otherwise explain (95% interval "
               "{interval}, {marks} marks).", language, difference=f"{round_half_up(home['difference'], 2):+.2f}",
               interval=span_text(*(f"{round_half_up(home[end], 2):+.2f}" for end in ("low", "high")), language),
               marks=int(home["marks"]))


def describe_judging(decision: Decision, language: str) -> dict[str, str]:
    """The sentences of the judges' section, by name; empty where no judge gave marks."""
    judging, rules = decision.judging, decision.contest.rules
    if judging is None:
        return dict.fromkeys(("judges", "agreement", "without_judges", "single_mark", "home"), "")
    judges = judge_names(decision.contest, judging.judges.index, language)
    names = team_names(decision.contest, language)
    return {"judges": describe_judges(judging, judges, language), "agreement": describe_agreement(judging, rules, language),
            "without_judges": describe_without_judges(judging, judges, names, language),
            "single_mark": describe_single_mark(judging, rules, judges, names, language),
            "home": describe_home(judging, language)}
