"""Sentences of the catalogue, names, and numbers as people read them: the only display rounding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

import pandas as pd

from contestlib.catalogue import DEFINITION_WORDS, translate
from contestlib.errors import ContestError
from contestlib.records import Contest, Standings
from contestlib.rounding import round_half_up
from contestlib.rules import Indicator, Rules

CHANCE_DECIMALS = 4  # of sampled figures, as they are published
FEW = 6  # teams that a sentence names; more are counted
PLACEHOLDERS = ("比赛名称", "Name of the contest")  # titles of the template


def say(template: str, language: str, **values) -> str:
    """A sentence of the catalogue in `language`, its fields filled."""
    return translate(template, language).format(**values)


def describe_error(error: ContestError, language: str, labels: Mapping | None = None) -> str:
    """The four parts of an error as one sentence in `language`, its codes by their `labels` where some are given."""
    known = {} if labels is None else labels
    named = type(error)(found=error.found, expected=error.expected, where=error.where, remedy=error.remedy, **{
        name: known.get(value, value) if isinstance(value, str) else value for name, value in error.values.items()})
    return named.say(translate=lambda text: translate(text, language))


def team_names(contest: Contest, language: str) -> pd.Series:
    """Display name of every team: in English where the register has one, followed by the id.

    In English its attrs hold under "values" how the values of a column are called that a quota counts by.
    """
    column = "name_en" if language == "en" and "name_en" in contest.teams else "name_zh"
    names = contest.teams[column].where(contest.teams[column] != "", contest.teams["name_zh"])
    shown = (names + " " + names.index).rename("team")
    if language == "en":
        shown.attrs["values"] = {
            column: dict(zip(contest.teams[column], register_values(contest, column, language), strict=True))
            for column in {quota.column for quota in contest.rules.quotas} if f"{column}_en" in contest.teams}
    return shown


def register_values(contest: Contest, column: str, language: str) -> pd.Series:
    """A column of the register as people read it: in English where the register has one besides (``city_en``)."""
    values, english = contest.teams[column].astype(str), f"{column}_en"
    if language != "en" or english not in contest.teams:
        return values
    return contest.teams[english].astype(str).where(contest.teams[english] != "", values)


def indicator_names(rules: Rules, language: str) -> pd.Series:
    """Display label of every indicator."""
    return pd.Series({i.code: (i.label_zh if language == "zh" else i.label_en) or i.code for i in rules.indicators},
                     dtype=object)


def scenario_names(rules: Rules, language: str) -> pd.Series:
    """Display label of every scenario."""
    return pd.Series({s.name: (s.label_zh if language == "zh" else s.label_en) or s.name for s in rules.scenarios},
                     dtype=object)


def column_name(column: str, language: str) -> str:
    """A column of teams.csv as a reader knows it: the catalogue's word, or its own name as words."""
    word = translate(column, language)
    return word.replace("_", " ") if word == column else word


def key_name(column: str, labels: Mapping, language: str) -> str:
    """What ties are broken by as a reader knows it: an indicator, a column of the register, or the sum of the judges' marks."""
    judged = column.removesuffix("_sum")
    if column == "marks_sum":
        return say("sum of all marks", language)
    if column not in labels and judged != column and judged in labels:
        return say("sum of the marks for {criterion}", language, criterion=labels[judged])
    return labels.get(column, column_name(column, language))


def together(lines: list[str], language: str) -> str:
    return ("" if language == "zh" else " ").join(filter(None, lines))


def weight_text(weight: float, used: float) -> str:
    """A weight in percent, with as many decimals as it takes to tell it from the one in use, no fewer than two."""
    return next((text for decimals in (2, 3, 4) if (text := percent_text(weight, decimals)) != percent_text(used, decimals)
                 and abs(round_half_up(100 * weight, decimals) - 100 * weight) < 1e-9), percent_text(weight, 4))


def definition_text(name: str, language: str) -> str:
    """What a column of `rank_by_definition` means."""
    return say(DEFINITION_WORDS[name], language)


def judge_names(contest: Contest, judges: pd.Index, language: str) -> pd.Series:
    """Judges by their codes; by name beside it where the rules allow names."""
    named = contest.rules.panel.names and "name" in contest.judges
    names = {judge: contest.judges["name"].get(judge, "") for judge in judges} if named else {}
    return pd.Series({judge: f"{names[judge]} {judge}" if names.get(judge) else str(judge) for judge in judges}, dtype=object)


def some(teams: list, names: pd.Series, language: str) -> str:
    """Names of a few teams, or how many there are."""
    return listed(teams, names, language) if len(teams) <= FEW else say("{count} teams", language, count=len(teams))


def recorded_names(record: dict, language: str) -> dict[str, str]:
    """Display name of every team of a record, followed by the id."""
    return {team: f"{row['name_en'] if language == 'en' and row['name_en'] else row['name_zh']} {team}"
            for team, row in record["teams"].items()}


def points_text(value: float, standings: Standings) -> str:
    """A number of points at the decimals of the rules."""
    decimals = 2 if standings.rules.decimals is None else standings.rules.decimals
    return f"{round_half_up(value, decimals):.{decimals}f}"


def signed_text(value: float, standings: Standings) -> str:
    """The same with its sign."""
    return ("+" if value > 0 else "") + points_text(value, standings)


def percent_text(share: float, decimals: int) -> str:
    """A share of one in percent; nothing as a dash."""
    return "–" if pd.isna(share) else f"{round_half_up(100 * share, decimals):.{decimals}f}%"


def trimmed_percent(share: float, decimals: int = 2) -> str:
    """The same without zeros at its end."""
    text = percent_text(share, decimals)
    return f"{text[:-1].rstrip('0').rstrip('.')}%" if "." in text else text


def moved_text(points: float, decimals: int = 2) -> str:
    """Percentage points of weight: two decimals, four where there is little."""
    text = f"{round_half_up(points, decimals if abs(points) >= 0.1 else 4):.4f}"
    return text.rstrip("0").rstrip(".")


def chance_text(share: float, decimals: int) -> str:
    """A chance in percent, rounded from the decimals that are published, so that record, workbook and report say the same; draws
    make nobody sure of a place or of none.

    Examples
    --------
    >>> chance_text(0.25347, 1), chance_text(0.9998, 1), chance_text(0, 1)
    ('25.4%', '>99.9%', '<0.1%')
    """
    text, step = percent_text(round_half_up(share, CHANCE_DECIMALS), decimals), 10.0 ** -(decimals + 2)
    edges = {percent_text(1, decimals): f">{percent_text(1 - step, decimals)}",
             percent_text(0, decimals): f"<{percent_text(step, decimals)}"}
    return edges.get(text, text)


def chance_interval(low: float, high: float, decimals: int) -> str:
    """From one chance to another.

    Examples
    --------
    >>> chance_interval(0.9985, 1, 1), chance_interval(0.9998, 1, 1)
    ('99.9% – 100.0%', '>99.9%')
    """
    ends = [percent_text(round_half_up(share, CHANCE_DECIMALS), decimals) for share in (low, high)]
    return chance_text(low, decimals) if ends[0] == ends[1] else dashed(*ends)


def dashed(low: str, high: str) -> str:
    """Both ends of an interval in a table; one where they read the same."""
    return low if low == high else f"{low} – {high}"


def span_text(low, high, language: str) -> str:
    """Both ends of an interval in a sentence; one where they read the same.

    Examples
    --------
    >>> span_text(5, 7, "zh"), span_text("7.05", "7.05", "zh")
    ('5 至 7', '7.05')
    """
    return str(low) if low == high else say("{low} to {high}", language, low=low, high=high)


def yuan_text(fen: float) -> str:
    """Fen as yuan with thousands separators."""
    return f"{round_half_up(fen / 100, 2):,.2f}"


def number_text(value: float, decimals: int) -> str:
    """A value of the matrix; whole numbers without decimals, nothing as a dash."""
    if pd.isna(value):
        return "–"
    return f"{value:,.0f}" if value == int(value) else f"{round_half_up(value, decimals):,.{decimals}f}"


def trimmed_text(value: float, decimals: int = 4) -> str:
    """The same without zeros at its end."""
    text = number_text(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def value_text(value: float, indicator: Indicator, decimals: int = 4) -> str:
    """A value of an indicator, without its unit; a share in percent, which is its unit.

    Examples
    --------
    >>> rate, sum_ = Indicator("repeat_share", unit_en="share"), Indicator("amount", unit_en="yuan")
    >>> value_text(0.1173, rate), value_text(1516.25, sum_), unit_text(rate, "en"), unit_text(sum_, "en")
    ('11.73%', '1,516.25', '', 'yuan')
    """
    return trimmed_percent(value, decimals - 2) if indicator.is_share else trimmed_text(value, decimals)


def number_texts(rules: Rules) -> Mapping[str, Callable[[float, int], str]]:
    """How a value is told by its indicator's code: `number_text`, or `percent_text` of a share."""
    return defaultdict(lambda: number_text, {
        indicator.code: percent_text for indicator in rules.indicators if indicator.is_share})


def unit_text(indicator: Indicator, language: str) -> str:
    """What stands behind a value of an indicator."""
    return "" if indicator.is_share else getattr(indicator, f"unit_{language}")


def listed(teams, names: pd.Series, language: str) -> str:
    """Names of teams, one after the other."""
    return joined([names[team] for team in teams], language)


def joined(words, language: str) -> str:
    """Words, one after the other as the language does it."""
    return ("、" if language == "zh" else ", ").join(map(str, words))
