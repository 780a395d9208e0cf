"""What people read: display tables and the committee's page, in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from contestlib.catalogue import BRIDGE_WORDS, FACTOR_WORDS, translate
from contestlib.cleaning import CLEANING_RULES
from contestlib.coefficients import describe_coefficients
from contestlib.method import describe_assumptions, describe_method, show_method
from contestlib.records import Change, Contest, Decision, Drivers, Judging, Ledger, RankRanges, Selection, Stability, Standings
from contestlib.rounding import round_half_up
from contestlib.sentences import (
    added_back,
    chance_text,
    definition_text,
    describe_admissible,
    describe_flag,
    describe_rulings,
    describe_seal,
    findings,
    indicator_names,
    joined,
    judge_names,
    listed,
    number_text,
    percent_text,
    points_text,
    quota_text,
    register_values,
    say,
    scenario_names,
    signed_text,
    team_names,
    yuan_text,
)

SHORT = 36  # characters of a list of rows that are shown; derived/flags.csv holds all of it
FLOW_WORDS = {"rows_in": "rows in", "rows_kept": "rows kept", "rows_set_aside": "rows set aside", "fen_in": "yuan in",
              "fen_kept": "yuan kept", "fen_set_aside": "yuan set aside"}


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
    table.index = range(1, len(table) + 1)
    return _headed(table, language)


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
    return _headed(shown.reset_index(drop=True).set_index("rank"), language)


def show_scenarios(standings: Mapping[str, Standings], selections: Mapping[str, Selection], contest: Contest,
                   language: str) -> pd.DataFrame:
    """Rank of every team that is on some list, by scenario; ● marks those chosen."""
    names, labels = team_names(contest, language), scenario_names(contest.rules, language)
    teams = _teams_on_some_list(standings, selections)
    columns = {labels.get(name, name): [f"{standings[name].ranks[team]}{' ●' if team in selection.finalists else ''}"
                                        for team in teams] for name, selection in selections.items()}
    return _headed(pd.DataFrame({"team": names[teams].tolist(), **columns}).set_index("team"), language)


def _teams_on_some_list(standings: Mapping[str, Standings], selections: Mapping[str, Selection]) -> list:
    """Every team that some scenario chooses, in the baseline's order."""
    ever = {team for selection in selections.values() for team in selection.finalists}
    ranks = next(iter(standings.values())).ranks
    return [team for team in ranks.sort_values(kind="stable").index if team in ever]


def show_chances(stability: Stability, zones: pd.Series, contest: Contest, language: str) -> pd.DataFrame:
    """Chance of a place with its interval, expected rank and zone of the teams that are not plainly out."""
    names = team_names(contest, language)
    chance = stability.probability
    teams = [t for t in chance["value"].sort_values(ascending=False, kind="stable").index if chance.at[t, "value"] > 0]
    table = pd.DataFrame({
        "team": names[teams].tolist(), "chance": [chance_text(chance.at[t, "value"], 1) for t in teams],
        "95% interval": [f"{chance_text(chance.at[t, 'low'], 1)} – {chance_text(chance.at[t, 'high'], 1)}" for t in teams],
        "expected rank": [f"{stability.expected_rank[t]:.1f}" for t in teams],
        "ranks (5–95%)": [f"{stability.rank_5[t]:.0f} – {stability.rank_95[t]:.0f}" for t in teams],
        "zone": [translate(zones[t], language) for t in teams]})
    return _headed(table.set_index("team"), language)


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
    return _headed(table.set_index("number"), language)


def show_drivers(drivers: Drivers, contest: Contest, language: str) -> pd.DataFrame:
    """Share of the doubt that each open choice makes alone, with its interval; the whole list first, then every open team."""
    names = team_names(contest, language)
    if not len(drivers.table):
        return pd.DataFrame()
    outputs = drivers.table.index.get_level_values("output").unique()
    rows = {"" if output == "" else names[output]: {
        FACTOR_WORDS[factor]: "{:.0f} ({:.0f} – {:.0f})".format(*((100 * row).round() + 0.0))
        for factor, row in drivers.table.loc[output, ["first", "first_low", "first_high"]].iterrows()} for output in outputs}
    table = pd.DataFrame(rows).T.rename(index={"": translate("the whole list", language)})
    table["several together"] = [f"{100 * share:.0f}" for share in drivers.interaction[outputs]]
    return _headed(table.rename_axis("share alone, in percent"), language)


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
    return _headed(table.set_index("indicator"), language)


def show_ranges(ranges: RankRanges, ranks: pd.Series, contest: Contest, language: str, *, top: int = 5) -> pd.DataFrame:
    """Best and worst possible rank of every team that can win a place, and of the next ones; `ranks` as they compete."""
    own = "rank, withdrawn teams not counted" if (contest.decisions["kind"] == "withdrawal").any() else "rank"
    names, table = team_names(contest, language), ranges.table
    teams = ranks[table.index].sort_values(kind="stable").index
    able = [team for team in teams if table.at[team, "status"] != "impossible"]
    teams = able + [team for team in teams if team not in able][:top]
    shown = pd.DataFrame({"team": names[teams].tolist(), own: ranks[teams].tolist(), "best": table.loc[teams, "best"].tolist(),
                          "worst": table.loc[teams, "worst"].tolist(),
                          "status": [translate(word, language) for word in table.loc[teams, "status"]]})
    return _headed(shown.set_index("team"), language)


def show_reversals(reversals: pd.DataFrame, contest: Contest, language: str) -> pd.DataFrame:
    """Withdrawals of teams without a place that would change the list."""
    names, labels = team_names(contest, language), indicator_names(contest.rules, language)
    shown = pd.DataFrame({
        "without": [names[team] for team in reversals["team"]],
        "in ← out": [" ← ".join(listed(row[word].split(), names, language) or "–" for word in ("enters", "leaves"))
                     for _, row in reversals.iterrows()],
        "because of": [joined([labels.get(code, code) for code in codes.split()], language) or "–"
                       for codes in reversals["indicators"]]})
    return _headed(shown.set_index("without"), language)


def show_prices(selection: Selection, standings: Standings, contest: Contest, language: str) -> pd.DataFrame:
    """Quotas, floors and wild cards that change the list: who would be on it without each, and what its sum would be."""
    names = team_names(contest, language)
    rules = standings.rules
    shown = pd.DataFrame({
        "quota, floor or wild card": [quota_text(words, rules, names, language) for words in selection.prices["quota"]],
        "in ← out": [" ← ".join(listed(teams, names, language) for teams in (row.enters, row.leaves))
                     for row in selection.prices.itertuples()],
        "points without it": [signed_text(points, standings) for points in selection.prices["points"]]})
    return _headed(shown.set_index("quota, floor or wild card"), language)


def show_paths(paths: pd.DataFrame, contest: Contest, language: str) -> pd.DataFrame:
    """How many percentage points of weight have to move for each team to win a place, or to lose its own."""
    names = team_names(contest, language)
    shown = pd.DataFrame({
        "team": names[paths.index].tolist(),
        "has a place": ["●" if chosen else "" for chosen in paths["chosen"]],
        "points moved": [number_text(100 * distance, 3) for distance in paths["distance"]],
        "in ← out": [" ← ".join(listed(row[word].split(), names, language) for word in ("enters", "leaves")) if row["enters"]
                     else "–" for _, row in paths.iterrows()]})
    return _headed(shown.set_index("team"), language)


def show_values(paths: pd.DataFrame, contest: Contest, language: str) -> pd.DataFrame:
    """The value or mark that would win (or cost) a team its place, beside the one it has."""
    names, labels = team_names(contest, language), indicator_names(contest.rules, language)
    table = paths.reset_index() if paths.index.name else paths
    empty = {"judge": translate("the panel's mark", language), "criterion": translate("all criteria together", language)}
    heads = {name: [labels.get(value, value) or empty[name] for value in table[name]]
             for name in ("indicator", "judge", "criterion") if name in table}
    shown = pd.DataFrame(heads | {
        "now": [number_text(value, 3) for value in table["now"]], "needed": [number_text(value, 3) for value in table["needed"]],
        "change": [number_text(value, 3) for value in table["change"]],
        "in ← out": [" ← ".join(listed(row[word].split(), names, language) for word in ("enters", "leaves")) if row["enters"]
                     else "–" for _, row in table.iterrows()]})
    return _headed(shown.set_index(next(iter(heads))), language)


def show_changes(changes: Mapping[str, Change], weights: pd.Series, contest: Contest, language: str) -> pd.DataFrame:
    """Weights in percent: those in use, and those of each smallest change at which the official list is another one."""
    labels = indicator_names(contest.rules, language)
    heads = {"admissible": "least moved, admissible", "l1": "least moved", "l2": "nearest", "linf": "smallest steps",
             "whole": "whole points"}
    shown = pd.DataFrame({"weight": weights} | {heads.get(name, name): change.printed for name, change in changes.items()
                                                if change.official == "changes"})
    shown = shown.loc[(shown.sub(weights, axis=0).abs() > 1e-9).any(axis=1) | (weights > 0)]
    shown = shown.map(lambda value: _percent_exactly(value)).rename(index=labels)
    return _headed(shown.rename_axis("indicator"), language)


def _percent_exactly(share: float) -> str:
    """In percent with two decimals, or four where two are not enough."""
    return percent_text(share, 2 if abs(round_half_up(100 * share, 2) - 100 * share) < 1e-9 else 4)


def show_readings(readings: pd.DataFrame, language: str) -> pd.DataFrame:
    """How each raw file was read: encoding and delimiter, or sheets; where its header stands; how wide its rows are."""
    def form(row):
        if row.kind == "text":
            return f"{row.encoding}, {translate(row.delimiter, language)}"
        return f"{translate('workbook', language)}, {row.sheets}"

    def width(row):
        if row.values == row.headers:
            return row.values
        return say("{headers} headers, values (× rows): {values}", language, values=row.values, headers=row.headers)

    rows = list(readings.itertuples())
    shown = pd.DataFrame({
        "file": readings["file"], "read as": [form(row) for row in rows], "header in line": readings["header_line"],
        "values of a row": [width(row) for row in rows], "rows": [f"{row.rows:,}" for row in rows]})
    if (readings["spellings"] != "").any():
        shown["spellings met"] = readings["spellings"]
    return _headed(shown.set_index("file"), language)


def show_reconciliation(ledger: Ledger, language: str) -> pd.DataFrame:
    """Rows and yuan of every file: in, kept, set aside."""
    return _headed(_flows(ledger.reconciliation), language)


def _flows(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({words: table[name].map("{:,}".format if name.startswith("rows") else yuan_text)
                         for name, words in FLOW_WORDS.items()})


def show_set_aside(ledger: Ledger, language: str) -> pd.DataFrame:
    """Rows and yuan set aside, by rule in the order in which they are applied, and what the rule says."""
    table = ledger.set_aside.groupby("rule").agg(rows=("line", "size"), yuan=("payable_fen", "sum"))
    table = table.loc[[rule for rule in CLEANING_RULES if rule in table.index]]
    table["yuan"] = table["yuan"].map(yuan_text)
    table["what the rule says"] = [say(CLEANING_RULES[rule], language) for rule in table.index]
    table.index = [translate(rule, language) for rule in table.index]
    return _headed(table.rename_axis("rule"), language)


def show_reconciliation_by_team(ledger: Ledger, contest: Contest, language: str) -> pd.DataFrame:
    """Rows and yuan of every team's orders: in, kept, set aside; rows that name no team stand first."""
    table, names = ledger.by_team, team_names(contest, language)
    shown = _flows(table)
    shown.index = pd.Index([names[team] if team else say("no team", language) for team in table.index], name="team")
    return _headed(shown, language)


def show_definitions(definitions: pd.DataFrame, lists: Mapping[str, Selection], contest: Contest, language: str) -> pd.DataFrame:
    """Ranks when one definition is read otherwise, of the teams that are on some list (●); readings that move nobody left out."""
    names = team_names(contest, language)
    moved = _moved(definitions)
    listed_teams = {name: lists[name].finalists if lists else () for name in moved}
    near = definitions.loc[definitions.index.isin({team for chosen in listed_teams.values() for team in chosen}), moved]
    near = near.sort_values("", kind="stable")
    shown = pd.DataFrame({definition_text(name, language): [f"{rank} ●" if team in listed_teams[name] else str(rank)
                                                            for team, rank in near[name].items()] for name in moved},
                         index=pd.Index(names[near.index], name="team"))
    return _headed(shown, language)


def _moved(definitions: pd.DataFrame) -> list[str]:
    """The readings under which some team has another rank, and the definitions as they stand."""
    return [name for name in definitions if name == "" or (definitions[name] != definitions[""]).any()]


def describe_unmoved(definitions: pd.DataFrame, language: str) -> str:
    """Which readings have no column of their own in `show_definitions`; empty where all have one."""
    still = [definition_text(name, language) for name in definitions if name not in _moved(definitions)]
    return say("Without a column, because no rank changes under them: {readings}.", language,
               readings=joined(still, language)) if still else ""


def show_control(ledger: Ledger, contest: Contest, language: str) -> pd.DataFrame:
    """The platform's total of each team beside the ledger's and what explains the difference, in yuan."""
    control, names = ledger.control, team_names(contest, language)
    columns = ["ledger_fen", *added_back(control), "explained_fen", "platform_fen", "difference_fen"]
    shown = control[columns].map(lambda fen: "–" if pd.isna(fen) else yuan_text(fen)).rename(columns=BRIDGE_WORDS)
    shown["stated"] = [translate(word, language) for word in control["precision"]]
    shown["agrees"] = ["–" if pd.isna(value) else "✓" if value else "✗" for value in control["agrees"]]
    shown.index = pd.Index(names[control.index], name="team")
    return _headed(shown, language)


def show_judges(judging: Judging, contest: Contest, language: str) -> pd.DataFrame:
    """Every judge: distance from the average judge, spread, agreement with the others, and the list without the judge."""
    table, names = judging.judges, team_names(contest, language)
    shown = pd.DataFrame({
        "marks": table["marks"].astype(int), "teams not fully marked": table["gaps"].astype(int),
        "above the average judge": table["severity"].map(lambda value: _signed(value)),
        "± standard error": _two(table["standard_error"]), "spread": _two(table["spread"]),
        "agreement with the others": _two(table["agreement"]), "halo across criteria": _two(table["halo"]),
        "the list without the judge": [_exchange(row, names, language) for row in table.to_dict("records")]})
    shown.index = pd.Index(judge_names(contest, table.index, language), name="judge")
    return _headed(shown, language)


def show_agreement(judging: Judging, contest: Contest, language: str) -> pd.DataFrame:
    """Agreement in every criterion: ICC, Kendall's W, Krippendorff's alpha."""
    table, labels = judging.agreement, indicator_names(contest.rules, language)
    named = {indicator.source.removeprefix("panel:"): labels[indicator.code] for indicator in contest.rules.indicators}
    shown = pd.DataFrame({
        "teams that all marked": table["teams"].astype(int), "ICC(2,1)": _two(table["single"]),
        "its 95% interval": [_between(*ends) for ends in table[["single_low", "single_high"]].to_numpy()],
        "ICC(2,k)": _two(table["panel"]), "Kendall's W": _two(table["w"]), "Krippendorff's alpha": _two(table["alpha"]),
        "bootstrap interval": [_between(*ends) for ends in table[["alpha_low", "alpha_high"]].to_numpy()]})
    shown.index = pd.Index([named.get(criterion, criterion) for criterion in table.index], name="criterion")
    return _headed(shown, language)


def show_mark_effects(judging: Judging, contest: Contest, language: str, *, top: int = 10) -> pd.DataFrame:
    """The single marks whose smallest errors change the list."""
    table, names = judging.effects.head(top), team_names(contest, language)
    labels = indicator_names(contest.rules, language)
    named = {indicator.source.removeprefix("panel:"): labels[indicator.code] for indicator in contest.rules.indicators}
    judges = judge_names(contest, pd.Index(table["judge"].unique()), language)
    shown = pd.DataFrame({"judge": [judges[judge] for judge in table["judge"]],
                          "criterion": [named.get(criterion, criterion) for criterion in table["criterion"]],
                          "now": _two(table["now"]), "needed": _two(table["needed"]),
                          "change": table["change"].map(lambda value: _signed(value)),
                          "the list then": [_exchange(row, names, language) for row in table.to_dict("records")]})
    shown.index = pd.Index([names[team] for team in table["team"]], name="team")
    return _headed(shown, language)


def _two(values: pd.Series) -> pd.Series:
    return values.map(lambda value: "–" if pd.isna(value) else f"{round_half_up(value, 2):.2f}")


def _signed(value: float) -> str:
    return "–" if pd.isna(value) else f"{round_half_up(value, 2):+.2f}"


def _between(low: float, high: float) -> str:
    return "–" if pd.isna(low) or pd.isna(high) else f"{round_half_up(low, 2):.2f} – {round_half_up(high, 2):.2f}"


def _exchange(row: Mapping, names: pd.Series, language: str) -> str:
    """Who comes in and who goes out; nothing as a tick."""
    if not row["enters"] and not row["leaves"]:
        return "✓"
    return f"{listed(row['enters'].split(), names, language) or '–'} ← {listed(row['leaves'].split(), names, language) or '–'}"


def show_borders(ledger: Ledger, contest: Contest, language: str) -> pd.DataFrame:
    """Paid rows near the window's borders and whether they count."""
    borders, names = ledger.borders, team_names(contest, language)
    table = pd.DataFrame({"team": [names.get(team, team) for team in borders["team"]],
                          "paid_at": borders["paid_at"].map(lambda instant: instant.strftime("%Y-%m-%d %H:%M:%S")),
                          "yuan": borders["payable_fen"].map(yuan_text),
                          "counts": ["✓" if rule == "" else "✗" for rule in borders["rule"]]})
    return _headed(table.set_index("paid_at"), language)


def show_flags(flags: pd.DataFrame, contest: Contest, language: str) -> pd.DataFrame:
    """Flagged teams with the evidence in words, the threshold, and the rows that carry it."""
    names, thresholds = team_names(contest, language), contest.rules.integrity
    table = pd.DataFrame({
        "team": [names[team] for team in flags["team"]], "flag": [translate(flag, language) for flag in flags["flag"]],
        "evidence": [describe_flag(row.flag, row.value, row.begins, thresholds, language) for row in flags.itertuples()],
        "threshold": [f"{value:g}" for value in flags["threshold"]], "orders": flags["orders"],
        "rows of the files": [where if len(where) <= SHORT else where[:SHORT].rpartition(", ")[0] + " …"
                              for where in flags["where"]]})
    return _headed(table.set_index("team"), language)


def show_matrix(matrix: pd.DataFrame, contest: Contest, language: str, *, decimals: int = 2) -> pd.DataFrame:
    """The matrix with display names, whole numbers without decimals."""
    names, labels = team_names(contest, language), indicator_names(contest.rules, language)
    shown = pd.DataFrame({labels.get(code, code): [number_text(value, decimals) for value in matrix[code]] for code in matrix},
                         index=pd.Index(names[matrix.index], name="team"))
    return _headed(shown, language)


def show_fills(fills: pd.DataFrame, contest: Contest, language: str) -> pd.DataFrame:
    """Cells that a stated rule filled."""
    names, labels = team_names(contest, language), indicator_names(contest.rules, language)
    fills = fills if "judge" in fills else fills.assign(judge="")  # only a ruling names one
    judges = judge_names(contest, pd.Index(fills["judge"].unique()), language)
    table = pd.DataFrame({"team": [names[team] for team in fills["team"]],
                          "indicator": [labels[code] for code in fills["indicator"]],
                          "judge": [judges[judge] or "–" for judge in fills["judge"]],
                          "found": [number_text(value, 2) for value in fills["found"]],
                          "value": [number_text(value, 2) for value in fills["value"]],
                          "rule": [translate(rule, language) for rule in fills["rule"]]})
    return _headed(table.set_index("team").drop(columns=[] if (fills["judge"] != "").any() else "judge"), language)


def show_checks(*checks: pd.Series, language: str) -> pd.DataFrame:
    """Statements of `invariants` in words, ✓ or ✗."""
    holds = pd.concat(checks)
    table = pd.DataFrame({"holds": ["✓" if value else "✗" for value in holds]},
                         index=pd.Index([translate(statement, language) for statement in holds.index], name="statement"))
    return _headed(table, language)


def report_html(decision: Decision, record: dict, figures: Mapping[str, bytes], language: str, *,
                font: Callable[[str], bytes] = lambda text: b"",
                explain: Callable[..., list[tuple[str, str]]] = lambda words, language, rules: []) -> str:
    """The committee's report: one self-contained page with the list, the doubt, and where every number comes from.

    Parameters
    ----------
    decision : Decision
    record : dict
        As `archive.write_record` returns it.
    figures : mapping of str to SVG bytes
    language : {"zh", "en"}
    font : callable, optional
        Returns a font with the characters of the text it is given, to be put into the page.
    explain : callable, optional
        Returns word and meaning of the headings and cells it is given: `glossary.explain_words`.

    Returns
    -------
    str
    """
    import base64
    contest, baseline = decision.contest, decision.baseline
    tables = {
        "method": show_method(baseline, language),
        "finalists": show_finalists(baseline, decision.selection, contest, language),
        "standings": show_standings(baseline, contest, language, top=3 * decision.selection.places),
        "scenarios": show_scenarios(decision.standings, decision.selections, contest, language),
        "chances": show_chances(decision.stability, decision.zones, contest, language),
        "joint": show_chances(decision.joint, decision.joint_zones, contest, language),
        "lists": show_lists(decision.joint, decision.selection, contest, language),
        "drivers": show_drivers(decision.drivers, contest, language),
        "ranges": show_ranges(decision.ranges, decision.competing.ranks, contest, language),
        "weights": show_weights(decision.intervals, contest, language),
        "changes": show_changes(decision.changes, baseline.weights, contest, language),
        "reversals": show_reversals(decision.reversals, contest, language),
        "prices": show_prices(decision.selection, baseline, contest, language),
        "flags": show_flags(decision.flags, contest, language),
        "readings": show_readings(decision.readings, language),
        "reconciliation": show_reconciliation(decision.ledger, language),
        "set_aside": show_set_aside(decision.ledger, language),
        "control": show_control(decision.ledger, contest, language),
        "by_team": show_reconciliation_by_team(decision.ledger, contest, language),
        "definitions": show_definitions(decision.definitions, decision.definition_lists, contest, language),
    }
    if decision.judging is not None:
        tables |= {"judges": show_judges(decision.judging, contest, language),
                   "agreement": show_agreement(decision.judging, contest, language),
                   "single_marks": show_mark_effects(decision.judging, contest, language)}
    return render_page(
        "report.html", language, font,
        title=record["contest"][f"title_{language}"] or record["contest"]["title_zh"], rules=contest.rules,
        region=describe_admissible(contest.rules, language), seal=describe_seal(record, language),
        synthetic=contest.rules.synthetic, findings=findings(decision, language), record=record,
        rulings=describe_rulings(contest, team_names(contest, language), language, reasons=True),
        assumed=describe_assumptions(baseline, language), method=describe_method(baseline, language),
        coefficients=describe_coefficients(decision.judging, contest.rules, language) if decision.judging is not None else [],
        unmoved=describe_unmoved(decision.definitions, language),
        tables={name: _table_html(table) for name, table in tables.items() if len(table)},
        glossary=explain(_words_of(tables.values()), language, rules=contest.rules),
        figures={name: base64.b64encode(image).decode("ascii") for name, image in figures.items()})


def render_page(template: str, language: str, font: Callable[[str], bytes], **content) -> str:
    """One self-contained page, with a font of the characters that it uses."""
    import base64

    import jinja2
    page = jinja2.Environment(loader=jinja2.PackageLoader("contestlib", "pages"), autoescape=True,
                              trim_blocks=True, lstrip_blocks=True).get_template(template)
    content |= {"language": language, "say": lambda template, **values: say(template, language, **values)}
    characters = "".join(sorted(set(page.render(**content | {"figures": {}}))))
    return page.render(**content, font=base64.b64encode(font(characters)).decode("ascii"))


def _words_of(tables: Iterable[pd.DataFrame]) -> set[str]:
    """Headings and cells: what a reader may want explained."""
    return {str(word) for table in tables if len(table)
            for word in (table.index.name, *table.columns, *table.index, *table.to_numpy().ravel())}


def _table_html(table: pd.DataFrame) -> str:
    """One row of headers, the index's among them."""
    flat = table.reset_index() if table.index.name else table
    return flat.to_html(border=0, justify="left", index=not table.index.name)


def standings_html(standings: Standings) -> str:
    """What JupyterLab shows of standings: direction and weight of every indicator in the header, the cut line drawn.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [0.9, 0.4]}, index=["X", "Y"])
    >>> from contestlib.contest import evaluate
    >>> "↑ 100%" in standings_html(evaluate(table, scenario={"a": 1}))
    True
    """
    rules, table = standings.rules, standings.table
    labels = indicator_names(rules, rules.language)
    arrows = {indicator.code: "↓" if indicator.direction == "lower" else "↑" for indicator in rules.indicators}
    weighted = [code for code in standings.weights.index if standings.weights[code] > 0]
    heads = [*(translate(word, rules.language) for word in ("rank", "team", "total")), *(
        f"{labels.get(code, code)} {arrows.get(code, '↑')} {_trimmed_percent(standings.weights[code])}" for code in weighted)]
    rows = [([str(row["rank"]), str(team), points_text(row["total"], standings), *(
        points_text(row[code], standings) for code in weighted)], place == rules.places)
        for place, (team, row) in enumerate(table.iterrows(), start=1)]
    note = say("the line: {places} places by total and tie-break alone; a Selection keeps quotas and rulings", rules.language,
               places=rules.places)
    return _lined_html(heads, rows, note)


def selection_html(selection: Selection) -> str:
    """What JupyterLab shows of a selection: the list in order, the cut line, then whom a quota kept out, and the reserves.

    Examples
    --------
    >>> from contestlib.selection import select_finalists
    >>> from contestlib.rules import Rules
    >>> selection_html(select_finalists(pd.Series({"A": 3, "B": 2, "C": 1}), Rules(places=2, reserves=1))).count("<tr")
    4
    """
    def both(word):  # a selection does not know the contest's language
        return f"{translate(word, 'zh')} {word}"

    inside = [*((team, "finalist", "") for team in selection.finalists),
              *((team, "tied at the cut", "") for team in selection.tied)]
    outside = [*((row.team, "kept out by a quota", row.why) for row in selection.displaced.itertuples()),
               *((team, "reserve", "") for team in selection.reserves),
               *((team, "withdrawn", "") for team in selection.withdrawn)]
    rows = [([str(place) if place <= len(inside) else "", str(team), f"{both(status)} {why}".strip()], place == len(inside))
            for place, (team, status, why) in enumerate([*inside, *outside], start=1)]
    return _lined_html([both("number"), both("team"), both("status")], rows, "")


def _lined_html(heads: list[str], rows: list[tuple[list[str], bool]], note: str) -> str:
    """A table with a line below each row that says so; every text escaped."""
    from html import escape
    head = "".join(f'<th style="text-align: left">{escape(text)}</th>' for text in heads)
    body = "".join("<tr{}>{}</tr>".format(' style="border-bottom: 3px solid #9b1c1c"' if cut else "", "".join(
        f'<td style="text-align: left"><bdi>{escape(text)}</bdi></td>' for text in cells)) for cells, cut in rows)
    caption = f"<p><small>{escape(note)}</small></p>" if note else ""
    return f'<table style="border-collapse: collapse"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{caption}'


def _trimmed_percent(share: float) -> str:
    text = percent_text(share, 2)
    return f"{text[:-1].rstrip('0').rstrip('.')}%"


def _headed(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Column and index headers in `language`."""
    headed = table.rename(columns=lambda name: translate(str(name), language))
    return headed.rename_axis(index=translate(table.index.name, language) if table.index.name else None)
