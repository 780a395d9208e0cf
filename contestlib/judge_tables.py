"""Display tables of the judges: differences with their size, agreement, single marks."""

from __future__ import annotations

import pandas as pd

from contestlib.display import between, exchange, headed, signed, two
from contestlib.records import Contest, Judging
from contestlib.wording import indicator_names, judge_names, team_names


def show_judges(judging: Judging, contest: Contest, language: str) -> pd.DataFrame:
    """Every judge: distance from the average judge, spread, agreement with the others, and the list without the judge."""
    table, names = judging.judges, team_names(contest, language)
    shown = pd.DataFrame({
        "marks": table["marks"].astype(int), "teams not fully marked": table["gaps"].astype(int),
        "above the average judge": table["severity"].map(lambda value: signed(value)),
        "± standard error": two(table["standard_error"]), "spread": two(table["spread"]),
        "agreement with the others": two(table["agreement"]), "halo across criteria": two(table["halo"]),
        "the list without the judge": [exchange(row, names, language) for row in table.to_dict("records")]})
    shown.index = pd.Index(judge_names(contest, table.index, language), name="judge")
    return headed(shown, language)


def show_agreement(judging: Judging, contest: Contest, language: str) -> pd.DataFrame:
    """Agreement in every criterion: ICC, Kendall's W, Krippendorff's alpha."""
    table, labels = judging.agreement, indicator_names(contest.rules, language)
    named = {indicator.source.removeprefix("panel:"): labels[indicator.code] for indicator in contest.rules.indicators}
    shown = pd.DataFrame({
        "teams that all marked": table["teams"].astype(int), "ICC(2,1)": two(table["single"]),
        "its 95% interval": [between(*ends) for ends in table[["single_low", "single_high"]].to_numpy()],
        "ICC(2,k)": two(table["panel"]), "Kendall's W": two(table["w"]), "Krippendorff's alpha": two(table["alpha"]),
        "bootstrap interval": [between(*ends) for ends in table[["alpha_low", "alpha_high"]].to_numpy()]})
    shown.index = pd.Index([named.get(criterion, criterion) for criterion in table.index], name="criterion")
    return headed(shown, language)


def show_mark_effects(judging: Judging, contest: Contest, language: str, *, top: int = 10) -> pd.DataFrame:
    """The single marks whose smallest errors change the list."""
    table, names = judging.effects.head(top), team_names(contest, language)
    labels = indicator_names(contest.rules, language)
    named = {indicator.source.removeprefix("panel:"): labels[indicator.code] for indicator in contest.rules.indicators}
    judges = judge_names(contest, pd.Index(table["judge"].unique()), language)
    shown = pd.DataFrame({"judge": [judges[judge] for judge in table["judge"]],
                          "criterion": [named.get(criterion, criterion) for criterion in table["criterion"]],
                          "now": two(table["now"]), "needed": two(table["needed"]),
                          "change": table["change"].map(lambda value: signed(value)),
                          "the list then": [exchange(row, names, language) for row in table.to_dict("records")]})
    shown.index = pd.Index([names[team] for team in table["team"]], name="team")
    return headed(shown, language)
