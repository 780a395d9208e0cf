"""What people read: display tables and sentences in Chinese and English; the only display rounding."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from contestlib.catalogue import translate
from contestlib.errors import ContestError
from contestlib.records import Contest, Decision, Ledger, Panel, Selection, Stability, Standings
from contestlib.rounding import round_half_up, snap
from contestlib.rules import Rules

ADDED_BACK = ("refunds_fen", "instant_fen", "window_fen", "failed-project_fen", "lottery_fen", "no-reward_fen",
              "refunded_fen", "flagged_fen", "padding_fen")


def say(template: str, language: str, **values) -> str:
    """A sentence of the catalogue in `language`, its fields filled."""
    return translate(template, language).format(**values)


def describe_error(error: ContestError, language: str) -> str:
    """The four parts of an error as one sentence in `language`."""
    return error.say(translate=lambda text: translate(text, language))


def team_names(contest: Contest, language: str) -> pd.Series:
    """Display name of every team: in English where the register has one, followed by the id."""
    column = "name_en" if language == "en" and "name_en" in contest.teams else "name_zh"
    names = contest.teams[column].where(contest.teams[column] != "", contest.teams["name_zh"])
    return (names + " " + names.index).rename("team")


def indicator_names(rules: Rules, language: str) -> pd.Series:
    """Display label of every indicator."""
    return pd.Series({i.code: (i.label_zh if language == "zh" else i.label_en) or i.code for i in rules.indicators},
                     dtype=object)


def scenario_names(rules: Rules, language: str) -> pd.Series:
    """Display label of every scenario."""
    return pd.Series({s.name: (s.label_zh if language == "zh" else s.label_en) or s.name for s in rules.scenarios},
                     dtype=object)


def first_list(selection: Selection) -> list:
    """The finalists as first drawn up, before anybody withdrew."""
    return selection.log.loc[selection.log["event"] == "chosen", "team"].tolist()


# Sentences ----------------------------------------------------------------------------------------------------


def describe_cut(standings: Standings, selection: Selection, names: pd.Series, language: str) -> str:
    """What separates the last place from the first team without one, as the list was first drawn up."""
    totals, log = standings.totals, selection.log
    if selection.tied:
        return say("{teams} share the total {total} and the rules do not separate them: {open} of {places} places "
                   "stay open.", language, teams=_listed(selection.tied, names, language),
                   total=_points(totals[selection.tied[0]], standings), places=selection.places,
                   open=selection.places - len(selection.finalists))
    listed = first_list(selection)
    last = listed[-1]
    kept_out = set(selection.displaced["team"])
    others = [team for team in totals.sort_values(ascending=False, kind="stable").index
              if team not in listed and team not in kept_out]
    if not others:
        return say("Every team has a place.", language)
    first = others[0]
    values = {"last": names[last], "first": names[first], "last_total": _points(totals[last], standings),
              "first_total": _points(totals[first], standings), "places": selection.places}
    decided = log.loc[log["event"] == "tie-break"]
    if len(decided):
        labels = indicator_names(standings.rules, language)
        keys = [labels.get(key, key) for key in ", ".join(decided["detail"]).split(", ")]
        sharing = [team for team in others if totals[team] == totals[last]]
        return say("{last} and {first} have the same total, {last_total}, on both sides of the cut: a margin of 0. Only the "
                   "tie-break by {keys} separates them.", language,
                   **values | {"first": _listed(sharing, names, language), "keys": _joined(dict.fromkeys(keys), language)})
    if (log["event"] == "lot").any():
        return say("{last} and {first} have the same total, {last_total}; the lot decided.", language, **values)
    return say("{last} with {last_total} takes the last of {places} places, {margin} points ahead of {first} with "
               "{first_total}.", language, margin=_points(totals[last] - totals[first], standings), **values)


def describe_nominal(standings: Standings, selection: Selection, names: pd.Series, language: str) -> str:
    """Where rounding, quotas or tie-breaks, which sampled and exact answers leave out, decide about the list."""
    unrounded = snap(standings.unrounded)
    chosen = unrounded[[*first_list(selection), *selection.tied]]
    enters = [team for team in unrounded.index.difference(chosen.index, sort=False) if unrounded[team] > chosen.min()]
    if not enters:
        return ""
    leaves = chosen.index[chosen < unrounded[enters].max()]
    return say("Sampled and exact answers below refer to unrounded totals without quotas, by which {enters} would be "
               "ahead of {leaves}.", language, enters=_listed(enters, names, language),
               leaves=_listed(leaves, names, language))


def describe_withdrawals(selection: Selection, names: pd.Series, language: str) -> str:
    """Who gave a place back, and who moved up; empty where nobody did."""
    if not selection.withdrawn:
        return ""
    moved = selection.log.loc[selection.log["event"] == "moved-up", "team"]
    return say("{gone} withdrew after the selection; {moved} moved up.", language,
               gone=_listed(selection.withdrawn, names, language), moved=_listed(moved, names, language))


def describe_scenarios(selections: Mapping[str, Selection], names: pd.Series, language: str) -> str:
    """How many different lists the scenarios choose, and who is on all of them."""
    if len(selections) == 1:
        return say("There is one scenario only: no other weighting to compare with.", language)
    lists = [frozenset(first_list(selection)) for selection in selections.values()]
    always = [team for team in first_list(next(iter(selections.values()))) if all(team in chosen for chosen in lists)]
    ever = frozenset().union(*lists)
    return say("{scenarios} scenarios choose {lists} different lists; {ever} teams are on at least one, {always} on all"
               ": {teams}.", language, scenarios=len(lists), lists=len(set(lists)), ever=len(ever), always=len(always),
               teams=_listed(always, names, language) or "–")


def describe_chances(stability: Stability, zones: pd.Series, names: pd.Series, language: str) -> str:
    """Who is safe, contested or out over all admissible weights."""
    order = stability.probability["value"].sort_values(ascending=False, kind="stable").index
    by_zone = {zone: [team for team in order if zones[team] == zone] for zone in ("safe", "contested", "out")}
    return say("Over {draws} admissible weightings {safe} of {places} places are safe; {contested} teams contest the "
               "others: {teams}.", language, draws=f"{stability.draws:,}", safe=len(by_zone["safe"]),
               places=stability.places, contested=len(by_zone["contested"]),
               teams=_listed(by_zone["contested"], names, language) or "–")


def describe_weights(intervals: pd.DataFrame, rules: Rules, names: pd.Series, language: str) -> str:
    """The weight in use whose smallest change alters the list, and whom it exchanges."""
    intervals = intervals[intervals["weight"] > 0]
    shift = pd.DataFrame({"low": intervals["weight"] - intervals["low"].where(intervals["low"] > 0),
                          "high": intervals["high"].where(intervals["high"] < 1) - intervals["weight"]})
    if shift.isna().all(axis=None):
        return say("No single weight changes the list, whatever its value.", language)
    code, side = shift.stack().idxmin()
    row = intervals.loc[code]
    return say("The weight of {indicator} binds first: at {at} instead of {weight}, {enters} replaces {leaves}.",
               language, indicator=indicator_names(rules, language)[code], at=_percent(row[side], 2),
               weight=_percent(row["weight"], 2), enters=_listed(row[f"enters_{side}"].split(), names, language),
               leaves=_listed(row[f"leaves_{side}"].split(), names, language))


def describe_contributions(standings: Standings, selection: Selection, language: str) -> str:
    """Which indicator spreads the scored teams most around the cut."""
    labels = indicator_names(standings.rules, language)
    spread = standings.contributions.std(ddof=0)
    heaviest = standings.weights.idxmax()
    return say("What separates the teams most is {indicator}, with a standard deviation of {points} points; the heaviest "
               "weight is that of {heaviest}, {weight}.", language, indicator=labels.get(spread.idxmax(), spread.idxmax()),
               points=_points(spread.max(), standings), heaviest=labels.get(heaviest, heaviest),
               weight=_percent(standings.weights.max(), 0))


def describe_ledger(ledger: Ledger, language: str) -> str:
    """How much came in, was kept and was set aside; the two add up."""
    orders = ledger.reconciliation[ledger.reconciliation["amount_fen"].notna()]
    return say("{rows_in} order rows came in with {yuan_in} yuan; {rows_kept} rows with {yuan_kept} yuan are kept, "
               "{rows_aside} rows with {yuan_aside} yuan are set aside, each with its reason.", language,
               rows_in=f"{orders['rows_in'].sum():,}", yuan_in=_yuan(orders["fen_in"].sum()),
               rows_kept=f"{orders['rows_kept'].sum():,}", yuan_kept=_yuan(orders["fen_kept"].sum()),
               rows_aside=f"{orders['rows_set_aside'].sum():,}", yuan_aside=_yuan(orders["fen_set_aside"].sum()))


def describe_control(ledger: Ledger, names: pd.Series, language: str) -> str:
    """Whether the ledger and the platform's own totals agree once every known difference is added back."""
    stated = ledger.control[ledger.control["precision"] != "missing"]
    apart = stated[~stated["agrees"].astype(bool)]
    if not len(apart):
        return say("All {count} totals that the platform states are met to the fen or to the precision they are "
                   "stated in.", language, count=len(stated))
    detail = [f"{names[team]} {_yuan(row['difference_fen'])}" for team, row in apart.iterrows()]
    return say("{agree} of {count} totals that the platform states are met; unexplained, in yuan: {apart}.", language,
               agree=len(stated) - len(apart), count=len(stated), apart=_joined(detail, language))


def describe_panel(panel: Panel, language: str) -> str:
    """How many marks stand, how many do not and why."""
    why = panel.missing["why"].value_counts()
    reasons = [f"{translate(reason, language)} {why[reason]}" for reason in ("recused", "absent", "zero") if reason in why]
    return say("{count} marks count; {missing} do not: {reasons}.", language, count=int(panel.counts.to_numpy().sum()),
               missing=len(panel.missing), reasons=_joined(reasons, language) or "–")


def describe_flags(flags: pd.DataFrame, selection: Selection, without: Selection, names: pd.Series,
                   language: str) -> str:
    """Whose support crosses a threshold, and whether the list stands without it."""
    if not len(flags):
        return say("No team's support crosses a threshold of the rules.", language)
    teams = _listed(dict.fromkeys(flags["team"]), names, language)
    before, after = first_list(selection), first_list(without)
    if set(before) == set(after):
        return say("Support of {teams} crosses a threshold; the list is the same without it.", language, teams=teams)
    return say("Support of {teams} crosses a threshold; without it {enters} would replace {leaves}.", language,
               teams=teams, enters=_listed([t for t in after if t not in before], names, language),
               leaves=_listed([t for t in before if t not in after], names, language))


def findings(decision: Decision, language: str) -> dict[str, str]:
    """The generated sentence of every figure and section of the report, by name."""
    contest, baseline = decision.contest, decision.baseline
    names = team_names(contest, language)
    return {
        "cut": describe_cut(baseline, decision.selection, names, language),
        "nominal": describe_nominal(baseline, decision.selection, names, language),
        "withdrawals": describe_withdrawals(decision.selection, names, language),
        "scenarios": describe_scenarios(decision.selections, names, language),
        "chances": describe_chances(decision.stability, decision.zones, names, language),
        "weights": describe_weights(decision.intervals, contest.rules, names, language),
        "contributions": describe_contributions(baseline, decision.selection, language),
        "ledger": describe_ledger(decision.ledger, language),
        "control": describe_control(decision.ledger, names, language),
        "panel": "" if decision.panel is None else describe_panel(decision.panel, language),
        "flags": describe_flags(decision.flags, decision.selection, decision.without_flagged, names, language),
    }


def describe_record(record: dict, language: str) -> list[str]:
    """A stored result, line by line: finalists, reserves, the cut, contested teams.

    Parameters
    ----------
    record : dict
        As `loading.read_record` returns it.
    language : {"zh", "en"}

    Returns
    -------
    list of str
    """
    contest, baseline = record["contest"], record["baseline"]
    selection, standings = record["selections"][baseline], record["standings"][baseline]
    names = {team: f"{row['name_en'] if language == 'en' and row['name_en'] else row['name_zh']} {team}"
             for team, row in record["teams"].items()}
    decimals = 2 if contest["decimals"] is None else contest["decimals"]
    lines = [contest[f"title_{language}"] or contest["title_zh"] or contest["title_en"]]
    if contest["synthetic"]:
        lines.append(say("The data are synthetic: no result below is a real team's.", language))
    for title, teams in (("Finalists ({count})", selection["finalists"]), ("Reserves ({count})", selection["reserves"]),
                         ("Tied at the cut ({count})", selection["tied"])):
        if teams:
            lines.append(say(title, language, count=len(teams)))
            lines += [f"  {place}  {names[team]}  {standings['totals'][team]:.{decimals}f}"
                      for place, team in enumerate(teams, start=1)]
    lines += [record["findings"][language][name]
              for name in ("cut", "nominal", "withdrawals", "scenarios", "chances", "weights", "flags")
              if record["findings"][language][name]]
    contested = [team for team, chance in record["chances"].items() if chance["zone"] == "contested"]
    if contested:
        lines.append(say("Contested teams, chance of a place (95% interval)", language))
        chances = record["chances"]
        lines += [f"  {names[team]}  {_percent(chances[team]['value'], 1)} "
                  f"({_percent(chances[team]['low'], 1)} – {_percent(chances[team]['high'], 1)})"
                  for team in sorted(contested, key=lambda team: (-chances[team]["value"], team))]
    return [*lines, say("Digest of the record: {digest}", language, digest=record["digest"])]


def describe_comparison(before: dict, after: dict, differences: pd.DataFrame, language: str) -> list[str]:
    """What separates two records: the lists, the inputs and weights that changed, and how many numbers."""
    if not len(differences):
        return [say("The two records are identical.", language)]
    names = {team: f"{row['name_en'] if language == 'en' and row['name_en'] else row['name_zh']} {team}"
             for record in (before, after) for team, row in record["teams"].items()}
    old, new = (record["selections"][record["baseline"]] for record in (before, after))
    lines = []
    for title, key in (("Finalists", "finalists"), ("Reserves", "reserves")):
        enters, leaves = ([names[t] for t in a[key] if t not in b[key]] for a, b in ((new, old), (old, new)))
        lines.append(say("{title}: {enters} in, {leaves} out.", language, title=translate(title, language),
                         enters=_joined(enters, language) or "–", leaves=_joined(leaves, language) or "–"))
    places = differences["place"].str.split(" / ")
    files = differences.loc[places.str[0] == "inputs", "place"].str.removeprefix("inputs / ")
    if len(files):
        lines.append(say("Inputs that differ: {files}.", language, files=_joined(files, language)))
    weights = differences[(places.str[0] == "standings") & (places.str[2] == "weights")]
    if len(weights):
        changed = [f"{place.split(' / ')[1]} {place.split(' / ')[3]} {old_weight} → {new_weight}"
                   for place, old_weight, new_weight in weights.itertuples(index=False)]
        lines.append(say("Weights that differ: {weights}.", language, weights=_joined(changed, language)))
    return [*lines, say("{count} values differ in all.", language, count=len(differences))]


def describe_next(folder: str, tables: str, report: str, pages: str, python: str, language: str) -> list[str]:
    """Where to look after a run; `pages` is empty where no notebook was executed."""
    places = [(f"{report}/report_{language}.html", say("the report for the committee", language)),
              (f"{tables}/", say("every table of the run", language)),
              *([(pages, say("the notebooks, step by step", language))] if pages else []),
              (f"{python} -m contestlib verify {folder}", say("proves the record on another machine", language))]
    return [say("Where to look next", language), *(f"  {place}  {what}" for place, what in places)]


# Display tables -----------------------------------------------------------------------------------------------


def show_finalists(standings: Standings, selection: Selection, contest: Contest, language: str) -> pd.DataFrame:
    """Finalists, reserves and ties at the cut with rank and total, in order."""
    names = team_names(contest, language)
    status = [*((team, "finalist") for team in selection.finalists), *((team, "tied at the cut") for team in selection.tied),
              *((team, "reserve") for team in selection.reserves), *((team, "withdrawn") for team in selection.withdrawn)]
    teams = [team for team, _ in status]
    table = pd.DataFrame({"team": [names[team] for team in teams],
                          "total": [_points(standings.totals[team], standings) for team in teams],
                          "status": [translate(word, language) for _, word in status],
                          "rank": standings.ranks[teams].to_numpy()})
    if "city" in contest.teams:
        table["city"] = contest.teams["city"][teams].to_numpy()
    table.index = range(1, len(table) + 1)
    return _headed(table, language)


def show_standings(standings: Standings, contest: Contest, language: str, *, top: int | None = None) -> pd.DataFrame:
    """Rank, team, total and the points of every indicator that has a weight, best first."""
    names, labels = team_names(contest, language), indicator_names(standings.rules, language)
    table = standings.table.head(top) if top else standings.table
    weighted = [code for code in standings.weights.index if standings.weights[code] > 0]
    shown = pd.DataFrame({"rank": table["rank"], "team": names[table.index],
                          "total": [_points(value, standings) for value in table["total"]]}, index=table.index)
    for code in weighted:
        shown[f"{labels.get(code, code)} {_percent(standings.weights[code], 0)}"] = [
            _points(value, standings) for value in table[code]]
    return _headed(shown.reset_index(drop=True).set_index("rank"), language)


def show_scenarios(standings: Mapping[str, Standings], selections: Mapping[str, Selection], contest: Contest,
                   language: str) -> pd.DataFrame:
    """Rank of every team that is on some list, by scenario; ● marks those chosen."""
    names, labels = team_names(contest, language), scenario_names(contest.rules, language)
    teams = _teams_on_some_list(standings, selections)
    columns = {labels.get(name, name): [f"{standings[name].ranks[team]}{' ●' if team in first_list(selection) else ''}"
                                        for team in teams] for name, selection in selections.items()}
    return _headed(pd.DataFrame({"team": names[teams].tolist(), **columns}).set_index("team"), language)


def _teams_on_some_list(standings: Mapping[str, Standings], selections: Mapping[str, Selection]) -> list:
    """Every team that some scenario chooses, in the baseline's order."""
    ever = {team for selection in selections.values() for team in first_list(selection)}
    ranks = next(iter(standings.values())).ranks
    return [team for team in ranks.sort_values(kind="stable").index if team in ever]


def show_chances(stability: Stability, zones: pd.Series, contest: Contest, language: str) -> pd.DataFrame:
    """Chance of a place with its interval, expected rank and zone of the teams that are not plainly out."""
    names = team_names(contest, language)
    chance = stability.probability
    teams = [t for t in chance["value"].sort_values(ascending=False, kind="stable").index if chance.at[t, "value"] > 0]
    table = pd.DataFrame({
        "team": names[teams].tolist(), "chance": [_percent(chance.at[t, "value"], 1) for t in teams],
        "95% interval": [f"{_percent(chance.at[t, 'low'], 1)} – {_percent(chance.at[t, 'high'], 1)}" for t in teams],
        "expected rank": [f"{stability.expected_rank[t]:.1f}" for t in teams],
        "ranks (5–95%)": [f"{stability.rank_5[t]:.0f} – {stability.rank_95[t]:.0f}" for t in teams],
        "zone": [translate(zones[t], language) for t in teams]})
    return _headed(table.set_index("team"), language)


def show_weights(intervals: pd.DataFrame, contest: Contest, language: str) -> pd.DataFrame:
    """The exact interval of every single weight within which the list stays, and who replaces whom at its ends."""
    names, labels = team_names(contest, language), indicator_names(contest.rules, language)

    def exchange(row, side):
        if not row[f"enters_{side}"]:
            return "–"
        return " ← ".join(_listed(row[f"{word}_{side}"].split(), names, language) for word in ("enters", "leaves"))

    table = pd.DataFrame({
        "indicator": labels[intervals.index].tolist(),
        "weight": [_percent(value, 1) for value in intervals["weight"]],
        "from": [_percent(value, 2) for value in intervals["low"]],
        "to": [_percent(value, 2) for value in intervals["high"]],
        "below: in ← out": [exchange(row, "low") for _, row in intervals.iterrows()],
        "above: in ← out": [exchange(row, "high") for _, row in intervals.iterrows()]})
    return _headed(table.set_index("indicator"), language)


def show_reconciliation(ledger: Ledger, language: str) -> pd.DataFrame:
    """Rows and yuan of every file: in, kept, set aside."""
    table = ledger.reconciliation
    shown = pd.DataFrame({name: table[name].map("{:,}".format) for name in ("rows_in", "rows_kept", "rows_set_aside")})
    for name in ("fen_in", "fen_kept", "fen_set_aside"):
        shown[name.replace("fen", "yuan")] = table[name].map(_yuan)
    return _headed(shown, language)


def show_set_aside(ledger: Ledger, language: str) -> pd.DataFrame:
    """Rows and yuan set aside, by rule."""
    table = ledger.set_aside.groupby("rule", sort=False).agg(rows=("line", "size"), yuan=("payable_fen", "sum"))
    table["yuan"] = table["yuan"].map(_yuan)
    table.index = [translate(rule, language) for rule in table.index]
    return _headed(table.rename_axis("rule"), language)


def show_control(ledger: Ledger, contest: Contest, language: str) -> pd.DataFrame:
    """The platform's total of each team beside the ledger's and what explains the difference, in yuan."""
    control, names = ledger.control, team_names(contest, language)
    added = [name for name in ADDED_BACK if name in control and (control[name] != 0).any()]
    columns = ["ledger_fen", *added, "explained_fen", "platform_fen", "difference_fen"]
    shown = control[columns].map(lambda fen: "–" if pd.isna(fen) else _yuan(fen))
    shown["stated"] = [translate(word, language) for word in control["precision"]]
    shown["agrees"] = ["–" if pd.isna(value) else "✓" if value else "✗" for value in control["agrees"]]
    shown.index = pd.Index(names[control.index], name="team")
    return _headed(shown, language)


def show_borders(ledger: Ledger, contest: Contest, language: str) -> pd.DataFrame:
    """Paid rows near the window's borders and whether they count."""
    borders, names = ledger.borders, team_names(contest, language)
    table = pd.DataFrame({"team": [names.get(team, team) for team in borders["team"]],
                          "paid_at": borders["paid_at"].map(lambda instant: instant.strftime("%Y-%m-%d %H:%M:%S")),
                          "yuan": borders["payable_fen"].map(_yuan),
                          "counts": ["✓" if rule == "" else "✗" for rule in borders["rule"]]})
    return _headed(table.set_index("paid_at"), language)


def show_flags(flags: pd.DataFrame, contest: Contest, language: str) -> pd.DataFrame:
    """Flagged teams with value and threshold."""
    names = team_names(contest, language)
    table = pd.DataFrame({"team": [names[team] for team in flags["team"]],
                          "flag": [translate(flag, language) for flag in flags["flag"]],
                          "value": [f"{value:.2f}" for value in flags["value"]],
                          "threshold": [f"{value:g}" for value in flags["threshold"]], "orders": flags["orders"]})
    return _headed(table.set_index("team"), language)


def show_matrix(matrix: pd.DataFrame, contest: Contest, language: str, *, decimals: int = 2) -> pd.DataFrame:
    """The matrix with display names, whole numbers without decimals."""
    names, labels = team_names(contest, language), indicator_names(contest.rules, language)
    shown = pd.DataFrame({labels.get(code, code): [_number(value, decimals) for value in matrix[code]] for code in matrix},
                         index=pd.Index(names[matrix.index], name="team"))
    return _headed(shown, language)


def show_fills(fills: pd.DataFrame, contest: Contest, language: str) -> pd.DataFrame:
    """Cells that a stated rule filled."""
    names, labels = team_names(contest, language), indicator_names(contest.rules, language)
    table = pd.DataFrame({"team": [names[team] for team in fills["team"]],
                          "indicator": [labels[code] for code in fills["indicator"]],
                          "found": [_number(value, 2) for value in fills["found"]],
                          "value": [_number(value, 2) for value in fills["value"]],
                          "rule": [translate(rule, language) for rule in fills["rule"]]})
    return _headed(table.set_index("team"), language)


def show_checks(*checks: pd.Series, language: str) -> pd.DataFrame:
    """Statements of `invariants` in words, ✓ or ✗."""
    holds = pd.concat(checks)
    table = pd.DataFrame({"holds": ["✓" if value else "✗" for value in holds]},
                         index=pd.Index([translate(statement, language) for statement in holds.index], name="statement"))
    return _headed(table, language)


def report_html(decision: Decision, record: dict, figures: Mapping[str, bytes], language: str, *,
                font: Callable[[str], bytes] = lambda text: b"") -> str:
    """The committee's report: one self-contained page with the list, the doubt, and where every number comes from.

    Parameters
    ----------
    decision : Decision
    record : dict
        As `archive.write_record` returns it.
    figures : mapping of str to PNG bytes
    language : {"zh", "en"}
    font : callable, optional
        Returns a font with the characters of the text it is given, to be put into the page.

    Returns
    -------
    str
    """
    import base64

    import jinja2
    contest, baseline = decision.contest, decision.baseline
    tables = {
        "finalists": show_finalists(baseline, decision.selection, contest, language),
        "standings": show_standings(baseline, contest, language, top=3 * decision.selection.places),
        "scenarios": show_scenarios(decision.standings, decision.selections, contest, language),
        "chances": show_chances(decision.stability, decision.zones, contest, language),
        "weights": show_weights(decision.intervals, contest, language),
        "flags": show_flags(decision.flags, contest, language),
        "reconciliation": show_reconciliation(decision.ledger, language),
        "set_aside": show_set_aside(decision.ledger, language),
        "control": show_control(decision.ledger, contest, language),
    }
    page = jinja2.Environment(loader=jinja2.PackageLoader("contestlib", "pages"), autoescape=True,
                              trim_blocks=True, lstrip_blocks=True).get_template("report.html")
    content = dict(
        language=language, say=lambda template, **values: say(template, language, **values),
        title=record["contest"][f"title_{language}"] or record["contest"]["title_zh"], rules=contest.rules,
        synthetic=contest.rules.synthetic, findings=findings(decision, language), record=record,
        tables={name: _table_html(table) for name, table in tables.items() if len(table)},
        figures={name: base64.b64encode(image).decode("ascii") for name, image in figures.items()})
    characters = "".join(sorted(set(page.render(**content | {"figures": {}}))))
    return page.render(**content, font=base64.b64encode(font(characters)).decode("ascii"))


def _table_html(table: pd.DataFrame) -> str:
    """One row of headers, the index's among them."""
    flat = table.reset_index() if table.index.name else table
    return flat.to_html(border=0, justify="left", index=not table.index.name)


def _headed(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Column and index headers in `language`."""
    headed = table.rename(columns=lambda name: translate(str(name), language))
    return headed.rename_axis(index=translate(table.index.name, language) if table.index.name else None)


def _points(value: float, standings: Standings) -> str:
    decimals = 2 if standings.rules.decimals is None else standings.rules.decimals
    return f"{round_half_up(value, decimals):.{decimals}f}"


def _percent(share: float, decimals: int) -> str:
    return f"{round_half_up(100 * share, decimals):.{decimals}f}%"


def _yuan(fen: float) -> str:
    return f"{round_half_up(fen / 100, 2):,.2f}"


def _number(value: float, decimals: int) -> str:
    if pd.isna(value):
        return "–"
    return f"{value:,.0f}" if value == int(value) else f"{round_half_up(value, decimals):,.{decimals}f}"


def _listed(teams, names: pd.Series, language: str) -> str:
    return _joined([names[team] for team in teams], language)


def _joined(words, language: str) -> str:
    return ("、" if language == "zh" else ", ").join(map(str, words))
