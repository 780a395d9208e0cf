"""How totals come about, in words and formulas: what a reader needs to recompute them, and what was assumed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from contestlib.catalogue import translate
from contestlib.exact_sentences import describe_admissible
from contestlib.list_sentences import quota_text
from contestlib.lots import LAST_ROUNDS, LOT_MODULUS
from contestlib.normalization import with_method
from contestlib.records import Panel, Standings
from contestlib.rules import Indicator, PanelRule, Rules
from contestlib.wording import (
    column_name,
    definition_text,
    indicator_names,
    joined,
    key_name,
    percent_text,
    say,
    scenario_names,
    span_text,
)

FORMULAS = {
    "none": "x",
    "minmax": "(x − {lower}) ÷ ({upper} − {lower})",
    "goalposts": "(x − {lower}) ÷ ({upper} − {lower}), held between 0 and 1",
    "zscore": "(x − mean) ÷ standard deviation",
    "standard_score": "50 + 10 × (x − mean) ÷ standard deviation",
    "percentile": "(rank from below − 1) ÷ (teams − 1)",
    "rank_steps": "{top} − {step} × (rank − 1), at least {floor}",
    "share_of_best": "x ÷ best x",
    "distance_to_target": "(x − {lower}) ÷ ({target} − {lower})",
    "threshold": "1 from {at} on, 0 below",
}
TURNED = {  # where lower is better
    "minmax": "({upper} − x) ÷ ({upper} − {lower})",
    "goalposts": "({upper} − x) ÷ ({upper} − {lower}), held between 0 and 1",
    "share_of_best": "smallest x ÷ x",
    "distance_to_target": FORMULAS["distance_to_target"],
    "threshold": "1 up to {at}, 0 above",
}
FIXED = ("none", "goalposts", "threshold")  # normalizers that look at no other team
DEFAULTS = {"lower": "least x", "upper": "greatest x", "top": "1", "floor": "0"}
MEANS = {1: "total = {points:g} × sum of (weight × normalized value)",
         0: "total = {points:g} × product of (normalized value to the power of its weight)"}


def formula_of(indicator: Indicator, language: str) -> str:
    """The normalizer as arithmetic with its own parameters; x is the value, or its logarithm where the rules take one.

    Examples
    --------
    >>> formula_of(Indicator("welfare", normalization="goalposts", parameters={"lower": 0, "upper": 100}), "en")
    '(x − 0) ÷ (100 − 0), held between 0 and 1'
    >>> formula_of(Indicator("amount", transform="log1p"), "en")
    '(x − least x) ÷ (greatest x − least x), x = ln(1 + value)'
    """
    lower_better = indicator.direction == "lower"
    stated = {name: translate(word, language) for name, word in DEFAULTS.items()}
    if lower_better and indicator.normalization == "distance_to_target":
        stated["lower"] = translate("greatest x", language)  # the worst end
    points = {"log": "ln({value})", "log1p": "ln(1 + {value})"}.get(indicator.transform, "{value}")
    stated |= {name: ("{value}" if name in ("top", "step", "floor") else points).format(value=f"{value:.12g}")
               for name, value in indicator.parameters.items()}
    template = TURNED.get(indicator.normalization) if lower_better else None
    text = say(template or FORMULAS[indicator.normalization], language, **stated)
    if lower_better and not template:
        text = say("{formula}, x = − value", language, formula=text)
    inner = {"log": "ln(value)", "log1p": "ln(1 + value)"}.get(indicator.transform)
    return say("{formula}, x = {inner}", language, formula=text, inner=translate(inner, language)) if inner else text


def describe_normalization(standings: Standings, language: str) -> list[str]:
    """Of every indicator that has a weight: its formula, and the numbers in it that come from the group over which it is
    normalized, so that a team can work out its own points.

    Parameters
    ----------
    standings : Standings
    language : {"zh", "en"}

    Returns
    -------
    list of str
    """
    labels = indicator_names(standings.rules, language)
    group = standings.matrix if standings.reference is None else standings.reference
    lines = []
    for indicator in standings.rules.indicators:
        if standings.weights.get(indicator.code, 0) > 0:
            indicator = with_method(indicator, standings.scenario.normalization)
            numbers = _numbers_of(indicator, group[indicator.code].dropna().to_numpy(dtype=float))
            lines.append(say("{indicator}, weight {weight}: normalized value = {formula}", language,
                             indicator=labels[indicator.code], weight=percent_text(standings.weights[indicator.code], 2),
                             formula=formula_of(indicator, language))
                         + "".join(say("; {word} = {number}", language, word=translate(word, language), number=f"{number:.10g}")
                                   for word, number in numbers.items()))
    return lines


def values_move_each_other(standings: Standings) -> bool:
    """Whether one team's value can change another's points: by the least, the greatest, the mean or the ranks of the group."""
    used = [with_method(indicator, standings.scenario.normalization) for indicator in standings.rules.indicators
            if standings.weights.get(indicator.code, 0) > 0]
    return any(indicator.normalization not in FIXED and not (
        indicator.normalization == "minmax" and {"lower", "upper"} <= set(indicator.parameters)) for indicator in used)


def _numbers_of(indicator: Indicator, values: np.ndarray) -> dict[str, float]:
    """What the words of a formula stand for in the group: x is the value as the formula takes it."""
    x = {"log": np.log, "log1p": np.log1p}.get(indicator.transform, np.asarray)(values)
    name, lower_better = indicator.normalization, indicator.direction == "lower"
    ends = {"least x": x.min(), "greatest x": x.max()}
    if name == "minmax":
        return {word: ends[word] for end, word in (("lower", "least x"), ("upper", "greatest x"))
                if end not in indicator.parameters}
    if name in ("zscore", "standard_score"):
        return {"mean": -x.mean() if lower_better else x.mean(), "standard deviation": x.std(ddof=1)}
    if name == "percentile":
        return {"teams": len(x)}
    if name == "share_of_best":
        return {"smallest x": x.min()} if lower_better else {"best x": x.max()}
    if name == "distance_to_target" and "lower" not in indicator.parameters:
        return {"greatest x": x.max()} if lower_better else {"least x": x.min()}
    return {}


def describe_aggregation(rule: PanelRule, panel: Panel, language: str) -> str:
    """How the judges' marks became one mark a team and criterion, and how many judges marked a team."""
    methods = {
        "mean": "the mean of the judges' marks", "median": "the median of the judges' marks",
        "trimmed": "the mean of the judges' marks without the {high} highest and the {low} lowest; where fewer than {minimum} "
                   "marks stand, of all of them",
        "standard_score": "the mean of the marks as standard scores of each judge",
        "share_of_sum": "the mean of the marks as shares of each judge's sum",
        "severity": "the mean of the marks, each judge's severity taken off",
        "bradley_terry": "the expected share of wins by each judge's order (Bradley–Terry)"}
    counts = panel.counts.to_numpy()
    text = say("A criterion's mark is {method}", language, method=say(
        methods[rule.method], language, high=rule.high, low=rule.low, minimum=rule.minimum_judges))
    if rule.decimals is not None:
        text += say("; rounded half up to {decimals} decimals", language, decimals=rule.decimals)
    text += "".join(say("; {criterion} times {factor}", language, criterion=criterion, factor=f"{factor:g}")
                    for criterion, factor in rule.factors.items())
    return text + say(". Marks of a team: {marks}.", language,
                      marks=span_text(int(counts.min()), int(counts.max()), language))


def show_method(standings: Standings, language: str) -> pd.DataFrame:
    """Every indicator that has a weight: the weight, unit, which end is better, and how its value gets onto the one scale.

    Returns
    -------
    DataFrame, shape (K, 4), indexed by indicator
    """
    labels = indicator_names(standings.rules, language)
    weighted = [with_method(indicator, standings.scenario.normalization) for indicator in standings.rules.indicators
                if standings.weights.get(indicator.code, 0) > 0]
    table = pd.DataFrame({
        "weight": [percent_text(standings.weights[indicator.code], 2) for indicator in weighted],
        "unit": [getattr(indicator, f"unit_{language}") or "–" for indicator in weighted],
        "better": [translate(indicator.direction, language) for indicator in weighted],
        "normalized value": [formula_of(indicator, language) for indicator in weighted]},
        index=pd.Index([labels[indicator.code] for indicator in weighted], name=translate("indicator", language)))
    return table.rename(columns=lambda name: translate(name, language))


def describe_method(standings: Standings, language: str) -> list[str]:
    """From normalized values to the list, step by step.

    Parameters
    ----------
    standings : Standings
    language : {"zh", "en"}

    Returns
    -------
    list of str
        Formula of the total, rounding, ties, limits, each with the rules' own numbers.
    """
    rules, labels = standings.rules, indicator_names(standings.rules, language)
    power = rules.power if standings.scenario.power is None else standings.scenario.power
    mean = MEANS.get(power)
    lines = _filling_rules(standings, labels, language)
    lines += [say(mean, language, points=rules.points) if mean else
              say("total = {points:g} × (sum of (weight × normalized value^{power:g}))^(1/{power:g})", language,
                  points=rules.points, power=power)]
    if rules.bonus:
        lines.append(say("Bonus points outside the {points:g} are added: the register's column {column}.", language,
                         points=rules.points, column=rules.bonus))
    lines.append(say("The sum is rounded to 10 decimals, which removes the computer's own error, and stays as it is.", language)
                 if rules.decimals is None else
                 say("The sum is rounded to 10 decimals, which removes the computer's own error, then half up to {decimals}.",
                     language, decimals=rules.decimals))
    keys = key_words(rules, language)
    last = {"report": "what is still tied is reported, and the committee decides",
            "expand": "all that are still tied get a place", "lot": "a lot with seed {seed} decides what is still tied"}
    lines.append(say("Equal totals are parted by {keys}; {last}." if keys else "No key parts equal totals: {last}.", language,
                     keys=joined(keys, language), last=say(last[rules.on_tie], language, seed=rules.seed)))
    if rules.on_tie == "lot":
        lines.append(say("A team's number in the lot, of which the smallest goes first: start with the remainder of the seed "
                         "after "
                         "division by {modulus}; for each character of the team's id add its Unicode number, multiply the sum by "
                         "itself and keep the remainder; then {rounds} times add 1, multiply by itself and keep the remainder.",
                         language, modulus=f"{LOT_MODULUS:,}", rounds=LAST_ROUNDS))
    return [*lines, *describe_quotas(rules, language), *describe_floors(rules, language)]


def describe_quotas(rules: Rules, language: str) -> list[str]:
    """What each quota of the rules keeps, its least and its most by themselves."""
    labels, lines = indicator_names(rules, language), []
    for quota in rules.quotas:
        lines += [say(words, language, column=column_name(quota.column, language), number=number)
                  for words, number in (
                      ("At least {number} teams for each {column}.", quota.minimum),
                      ("At most {number} teams for each {column}.", quota.maximum)) if number and not quota.value]
        lines += [say("The list keeps: {quota}.", language, quota=quota_text(
                      f"{quota.column} = {quota.value} {limit}", rules, labels, language))
                  for limit in ((f"≥ {quota.minimum}",) if quota.minimum else ()) + (
                      (f"≤ {quota.maximum}",) if quota.maximum is not None else ()) if quota.value]
    return lines


def describe_floors(rules: Rules, language: str) -> list[str]:
    """What a finalist must reach."""
    labels = indicator_names(rules, language)
    return [say("A finalist needs a value of at least {number:g} in {indicator}, before weighting.", language,
                number=floor.minimum, indicator=labels.get(floor.column, floor.column)) for floor in rules.floors]


def key_words(rules: Rules, language: str) -> list[str]:
    """The tie-break keys in order, each with the end that goes first."""
    labels = indicator_names(rules, language)
    return [say("{column} (higher first)" if key.prefer == "higher" else
                "{column} (earlier first)" if key.column.endswith(("_on", "_at")) else "{column} (lower first)", language,
                column=key_name(key.column, labels, language)) for key in rules.tie_break]


def _filling_rules(standings: Standings, labels: pd.Series, language: str) -> list[str]:
    """Of each indicator that has a weight and a rule for gaps: what a team without a value gets."""
    given = {"zero": "0", "lowest": "the lowest value of the others", "median": "the median of the others"}
    return [say("{indicator}: a team without a value gets {value}." if indicator.on_zero != "missing" else
                "{indicator}: a team without a value, or with a zero, which counts as none, gets {value}.", language,
                indicator=labels[indicator.code], value=translate(given[indicator.on_missing], language))
            for indicator in standings.rules.indicators
            if indicator.on_missing in given and standings.weights.get(indicator.code, 0) > 0]


def describe_basis(standings: Standings, language: str) -> str:
    """Whose the rules are: where they were published, or else who set the weights; empty where the folder says neither.

    Parameters
    ----------
    standings : Standings
        Of the scenario whose list counts.
    language : {"zh", "en"}

    Returns
    -------
    str

    Examples
    --------
    >>> from contestlib import Rules, Scenario, evaluate
    >>> rules = Rules(scenarios=(Scenario("baseline", {"a": 1}, 1, proposer="the committee", date="2025-03-01"),))
    >>> describe_basis(evaluate(pd.DataFrame({"a": [1, 2]}), rules, "baseline"), "en")
    'The weights (baseline) were set by the committee on 2025-03-01.'
    """
    rules, scenario = standings.rules, standings.scenario
    source = getattr(rules, f"published_{language}") or rules.published_zh or rules.published_en
    if source:
        return say("Weights, normalizers, quotas and tie rules follow published ones: {source}. Where these leave something "
                   "open, the reading taken stands at the head of rules.toml.", language, source=source)
    if rules.synthetic or not scenario.proposer:
        return ""
    return say("The weights ({scenario}) were set by {proposer} on {date}." if scenario.date else
               "The weights ({scenario}) were set by {proposer}.", language, proposer=scenario.proposer, date=scenario.date,
               scenario=scenario_names(rules, language).get(scenario.name, scenario.name))


def describe_assumptions(standings: Standings, language: str) -> list[str]:
    """What no publication states, and this result rests on.

    Parameters
    ----------
    standings : Standings
        Of the scenario whose list counts.
    language : {"zh", "en"}

    Returns
    -------
    list of str
    """
    rules, labels = standings.rules, indicator_names(standings.rules, language)
    weights = standings.weights[standings.weights > 0].sort_values(ascending=False, kind="stable")
    lines = [say("Weights ({scenario}): {weights}.", language,
                 scenario=scenario_names(rules, language).get(standings.scenario.name, standings.scenario.name),
                 weights=joined([f"{labels[code]} {percent_text(weight, 0)}" for code, weight in weights.items()], language)),
             say("Weights that could be defended as well: {region}.", language, region=describe_admissible(rules, language))]
    stated = rules.definitions
    counts = [] if "orders" not in rules.tables else [say("What counts: {definitions}.", language, definitions=joined(
        [definition_text(f"{name} = {getattr(stated, name)}", language)
         for name in ("person_times", "freight", "refunds", "no_reward", "lottery")], language))]
    lines += counts
    if rules.window and counts:
        lines.append(say("Paid from {start} on and before {end}.", language, start=f"{rules.window.start:%Y-%m-%d %H:%M}",
                         end=f"{rules.window.end:%Y-%m-%d %H:%M}"))
    return lines
