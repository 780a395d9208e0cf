"""Display tables of the list: who stands where, under which weights, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from contestlib.catalogue import FACTOR_WORDS, translate
from contestlib.display import headed, percent_exactly, teams_on_some_list
from contestlib.list_sentences import quota_text
from contestlib.records import Change, Contest, Drivers, RankRanges, Selection, Stability, Standings
from contestlib.wording import (
    chance_interval,
    chance_text,
    dashed,
    indicator_names,
    joined,
    listed,
    number_text,
    number_texts,
    percent_text,
    points_text,
    register_values,
    scenario_names,
    signed_text,
    team_names,
)


def show_finalists(standings: Standings, selection: Selection, contest: Contest, language: str) -> pd.DataFrame:
    """Finalists, reserves and ties at the cut with rank and total, in order."""
    names = team_names(contest, language)
    status = [*((team, "finalist") for team in selection.finalists), *((team, "tied at the cut") for team in selection.tied),
              *((team, "reserve") for team in selection.reserves), *((team, "withdrawn") for team in selection.withdrawn)]
    teams = [team for team, _ in status]
    table = pd.DataFrame({"team": [names[team] for team in teams],
                          "total": [points_text(standings.totals[team], standings) for team in teams],
                          "status": [translate(word, language) for _, word in status],
                          "rank": standings.ranks[teams].to_numpy()})
    if "city" in contest.teams:
        table["city"] = register_values(contest, "city", language)[teams].to_numpy()
    left = len(selection.withdrawn)
    table.index = [*range(1, len(table) + 1 - left), *["–"] * left]  # who withdrew has no place in the order
    return headed(table, language)


def show_standings(standings: Standings, contest: Contest, language: str, *, top: int | None = None) -> pd.DataFrame:
    """Rank, team, total and the points of every indicator that has a weight, best first."""
    names, labels = team_names(contest, language), indicator_names(standings.rules, language)
    table = standings.table.head(top) if top else standings.table
    weighted = [code for code in standings.weights.index if standings.weights[code] > 0]
    shown = pd.DataFrame({"rank": table["rank"], "team": names[table.index],
                          "total": [points_text(value, standings) for value in table["total"]]}, index=table.index)
    for code in weighted:
        shown[f"{labels.get(code, code)} {percent_text(standings.weights[code], 0)}"] = [
            points_text(value, standings) for value in table[code]]
    return headed(shown.reset_index(drop=True).set_index("rank"), language)


def show_scenarios(standings: Mapping[str, Standings], selections: Mapping[str, Selection], contest: Contest,
                   language: str) -> pd.DataFrame:
    """Rank of every team that is on some list, by scenario; ● marks those chosen."""
    names, labels = team_names(contest, language), scenario_names(contest.rules, language)
    teams = teams_on_some_list(standings, selections)
    columns = {labels.get(name, name): [f"{standings[name].ranks[team]}{' ●' if team in selection.finalists else ''}"
                                        for team in teams] for name, selection in selections.items()}
    return headed(pd.DataFrame({"team": names[teams].tolist(), **columns}).set_index("team"), language)


def show_chances(stability: Stability, zones: pd.Series, contest: Contest, language: str) -> pd.DataFrame:
    """Chance of a place with its interval, expected rank and zone of the teams that are not plainly out."""
    names = team_names(contest, language)
    chance = stability.probability
    teams = [t for t in chance["value"].sort_values(ascending=False, kind="stable").index if chance.at[t, "value"] > 0]
    table = pd.DataFrame({
        "team": names[teams].tolist(), "chance": [chance_text(chance.at[t, "value"], 1) for t in teams],
        "95% interval": [chance_interval(*chance.loc[t, ["low", "high"]], 1) for t in teams],
        "expected rank": [f"{stability.expected_rank[t]:.1f}" for t in teams],
        "ranks (5–95%)": [dashed(f"{stability.rank_5[t]:.0f}", f"{stability.rank_95[t]:.0f}") for t in teams],
        "zone": [translate(zones[t], language) for t in teams]})
    return headed(table.set_index("team"), language)


def show_lists(stability: Stability, selection: Selection, contest: Contest, language: str, *, top: int = 8) -> pd.DataFrame:
    """The lists that draws saw most often: in what share of the draws, and who is exchanged against the official list."""
    names, shown = team_names(contest, language), stability.lists.head(top)
    official = [*selection.finalists, *selection.tied]

    def exchanged(teams):
        enters, leaves = ([team for team in one if team not in other] for one, other in ((teams, official), (official, teams)))
        return " ← ".join(listed(group, names, language) or "–" for group in (enters, leaves)) if enters or leaves else "●"

    table = pd.DataFrame({"number": range(1, len(shown) + 1),
                          "share of draws": [percent_text(share, 1) for share in shown["share"]],
                          "in ← out (●: the official list)": [exchanged(teams) for teams in shown["teams"]]})
    return headed(table.set_index("number"), language)


def _with_interval(value: str, low: str, high: str) -> str:
    return f"{value} ({dashed(low, high)})"


def show_drivers(drivers: Drivers, contest: Contest, language: str) -> pd.DataFrame:
    """Share of the doubt that each open choice makes alone, with its interval; the whole list first, then every open team."""
    names = team_names(contest, language)
    if not len(drivers.table):
        return pd.DataFrame()
    outputs = drivers.table.index.get_level_values("output").unique()
    rows = {"" if output == "" else names[output]: {
        FACTOR_WORDS[factor]: _with_interval(*(f"{share:.0f}" for share in (100 * row).round() + 0.0))
        for factor, row in drivers.table.loc[output, ["first", "first_low", "first_high"]].iterrows()} for output in outputs}
    table = pd.DataFrame(rows).T.rename(index={"": translate("the whole list", language)})
    table["several together"] = [f"{100 * share:.0f}" for share in drivers.interaction[outputs]]
    return headed(table.rename_axis("share alone, in percent"), language)


def show_weights(intervals: pd.DataFrame, contest: Contest, language: str) -> pd.DataFrame:
    """The exact interval of every single weight within which the list stays, and who replaces whom at its ends."""
    names, labels = team_names(contest, language), indicator_names(contest.rules, language)

    def exchange(row, side):
        if not row[f"enters_{side}"]:
            return "–"
        return " ← ".join(listed(row[f"{word}_{side}"].split(), names, language) for word in ("enters", "leaves"))

    table = pd.DataFrame({
        "indicator": labels[intervals.index].tolist(),
        "weight": [percent_text(value, 1) for value in intervals["weight"]],
        "from": [percent_text(value, 2) for value in intervals["low"]],
        "to": [percent_text(value, 2) for value in intervals["high"]],
        "below: in ← out": [exchange(row, "low") for _, row in intervals.iterrows()],
        "above: in ← out": [exchange(row, "high") for _, row in intervals.iterrows()]})
    return headed(table.set_index("indicator"), language)


def show_ranges(ranges: RankRanges, ranks: pd.Series, contest: Contest, language: str, *, top: int = 5) -> pd.DataFrame:
    """Best and worst possible rank of every team that can win a place, and of the next ones; `ranks` as they compete."""
    own = "rank, withdrawn teams not counted" if (contest.decisions["kind"] == "withdrawal").any() else "rank"
    names, table = team_names(contest, language), ranges.table
    teams = ranks[table.index].sort_values(kind="stable").index
    able = [team for team in teams if table.at[team, "status"] != "impossible"]
    teams = able + [team for team in teams if team not in able][:top]
    shown = pd.DataFrame({"team": names[teams].tolist(), own: ranks[teams].tolist(), "best": table.loc[teams, "best"].tolist(),
                          "worst": table.loc[teams, "worst"].tolist(),
                          "place (weights alone)": [translate(word, language) for word in table.loc[teams, "status"]]})
    return headed(shown.set_index("team"), language)


def show_reversals(reversals: pd.DataFrame, contest: Contest, language: str) -> pd.DataFrame:
    """Withdrawals of teams without a place that would change the list."""
    names, labels = team_names(contest, language), indicator_names(contest.rules, language)
    shown = pd.DataFrame({
        "without": [names[team] for team in reversals["team"]],
        "in ← out": [" ← ".join(listed(row[word].split(), names, language) or "–" for word in ("enters", "leaves"))
                     for _, row in reversals.iterrows()],
        "because of": [joined([labels.get(code, code) for code in codes.split()], language) or "–"
                       for codes in reversals["indicators"]]})
    return headed(shown.set_index("without"), language)


def show_prices(selection: Selection, standings: Standings, contest: Contest, language: str) -> pd.DataFrame:
    """Quotas, floors and wild cards that change the list: who would be on it without each, and what its sum would be."""
    names = team_names(contest, language)
    rules = standings.rules
    shown = pd.DataFrame({
        "quota, floor or wild card": [quota_text(words, rules, names, language) for words in selection.prices["quota"]],
        "in ← out": [" ← ".join(listed(teams, names, language) for teams in (row.enters, row.leaves))
                     for row in selection.prices.itertuples()],
        "points without it": [signed_text(points, standings) for points in selection.prices["points"]]})
    return headed(shown.set_index("quota, floor or wild card"), language)


def show_paths(paths: pd.DataFrame, contest: Contest, language: str) -> pd.DataFrame:
    """How many percentage points of weight have to move for each team to win a place, or to lose its own."""
    names = team_names(contest, language)
    shown = pd.DataFrame({
        "team": names[paths.index].tolist(),
        "has a place": ["●" if chosen else "" for chosen in paths["chosen"]],
        "points moved": [number_text(100 * distance, 3) for distance in paths["distance"]],
        "in ← out": [" ← ".join(listed(row[word].split(), names, language) for word in ("enters", "leaves")) if row["enters"]
                     else "–" for _, row in paths.iterrows()]})
    return headed(shown.set_index("team"), language)


def show_values(paths: pd.DataFrame, contest: Contest, language: str) -> pd.DataFrame:
    """The value or mark that would win (or cost) a team its place, beside the one it has."""
    names, labels = team_names(contest, language), indicator_names(contest.rules, language)
    table = paths.reset_index() if paths.index.name else paths
    empty = {"judge": translate("the panel's mark", language), "criterion": translate("all criteria together", language)}
    heads = {name: [labels.get(value, value) or empty[name] for value in table[name]]
             for name in ("indicator", "judge", "criterion") if name in table}
    told = number_texts(contest.rules)
    texts = [told[code] for code in table["indicator"]] if "indicator" in table else [number_text] * len(table)
    shown = pd.DataFrame(heads | {
        **{name: [text(value, 3) for text, value in zip(texts, table[name], strict=True)]
           for name in ("now", "needed", "change")},
        "in ← out": [" ← ".join(listed(row[word].split(), names, language) for word in ("enters", "leaves")) if row["enters"]
                     else "–" for _, row in table.iterrows()]})
    return headed(shown.set_index(next(iter(heads))), language)


def show_changes(changes: Mapping[str, Change], weights: pd.Series, contest: Contest, language: str) -> pd.DataFrame:
    """Weights in percent: those in use, and those of each smallest change at which the official list is another one."""
    labels = indicator_names(contest.rules, language)
    heads = {"admissible": "least moved, admissible", "l1": "least moved", "l2": "nearest", "linf": "smallest steps",
             "whole_admissible": "whole points, admissible", "whole": "whole points"}
    shown = pd.DataFrame({"weight": weights} | {heads.get(name, name): change.printed for name, change in changes.items()
                                                if change.official == "changes"})
    shown = shown.loc[(shown.sub(weights, axis=0).abs() > 1e-9).any(axis=1) | (weights > 0)]
    shown = shown.map(lambda value: percent_exactly(value)).rename(index=labels)
    return headed(shown.rename_axis("indicator"), language)
