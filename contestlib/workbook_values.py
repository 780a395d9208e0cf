"""Sheets of the committee's spreadsheet that no weight changes: ranges, intervals, judges, reconciliation."""

from __future__ import annotations

from datetime import date

import pandas as pd

from contestlib.catalogue import BRIDGE_WORDS, FACTOR_WORDS, translate
from contestlib.change_sentences import describe_change, describe_whole
from contestlib.data_sentences import added_back, describe_ledger
from contestlib.doubt_sentences import describe_chances, describe_joint, describe_zones
from contestlib.exact_sentences import describe_ranges, describe_weights
from contestlib.judge_sentences import describe_panel
from contestlib.list_sentences import describe_numbering, describe_scenarios
from contestlib.records import Decision
from contestlib.wording import CHANCE_DECIMALS, indicator_names, joined, listed, scenario_names, team_names
from contestlib.workbook_sheets import FAINT, HEADER, Book, Column, Formula, Text, both, in_both, letters

SCENARIOS, RANKS, INTERVALS, JUDGES, LEDGER = ("方案 scenarios", "名次区间 ranks", "权重区间 intervals", "评委 judges",
                                               "对账 reconciliation")
CHANCE_WIDTHS = (7, 7, 7, 8)
MONEY = 11.5  # characters of a column of yuan
PLATFORM = "平台核对 platform"
FIRST_DATE = "2000-01-01"  # of a contest whose files state none
# Chances as `wording.chance_text` and `chance_range` say them.
CHANCE, LEAST_CHANCE, MOST_CHANCE = ('[>=0.9995]">99.9%";[<0.0005]"<0.1%";0.0%', '[>=0.9995]">99.9%";0.0%',
                                     '[<0.0005]"<0.1%";0.0%')


def data_date(decision: Decision) -> str:
    """The latest day that the contest's files state: of hand-over, ruling or proposal; never the clock's."""
    contest = decision.contest
    dates = [*contest.sources.get("received_on", ()), *contest.decisions.get("date", ()),
             *(scenario.date for scenario in contest.rules.scenarios)]
    return max(filter(_is_day, map(str, dates)), default=FIRST_DATE)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def add_values(book: Book, decision: Decision) -> None:
    """Every sheet of values."""
    as_of = both("Values, computed from the contest's files as of {date}; they do not follow the weights typed in.",
                 date=data_date(decision))
    names = {language: team_names(decision.contest, language) for language in ("zh", "en")}
    labels = {language: indicator_names(decision.contest.rules, language) for language in ("zh", "en")}

    def team(code):
        return in_both(lambda language: str(names[language].get(code, code)))

    def label(code):
        return in_both(lambda language: str(labels[language].get(code, code)))

    def told(describe, *values):
        return in_both(lambda language: describe(*values, names[language], language))

    _add_scenarios(book, decision, as_of, team, told)
    _add_ranks(book, decision, as_of, team, told)
    _add_intervals(book, decision, as_of, names, label)
    if decision.panel is not None:
        _add_judges(book, decision, as_of, team, label)
    if len(decision.ledger.reconciliation):
        _add_ledger(book, decision, as_of, team)


def _add_scenarios(book, decision, as_of, team, told) -> None:
    rules, standings = decision.contest.rules, decision.standings
    teams = decision.baseline.table.index
    shown = {name: in_both(lambda language, name=name: scenario_names(rules, language)[name]) for name in standings}
    sheet = book.sheet(SCENARIOS)
    sheet.widths(26, *[10] * len(standings))
    top = sheet.heading(both("Ranks and official lists of every scenario"), [
        as_of, both("● marks the teams on the list, all rules kept."), told(describe_scenarios, decision.selections)],
        max(len(standings), 5))
    marks = {name: set(selection.finalists) for name, selection in decision.selections.items()}
    columns = [Column(both("team"), [team(code) for code in teams], 26)]
    columns += [Column(shown[name], [f"{result.ranks[code]} ●" if code in marks[name] else int(result.ranks[code])
                                     for code in teams], 10, "0") for name, result in standings.items()]
    sheet.table(top, columns, frozen=1)


def _add_ranks(book, decision, as_of, team, told) -> None:
    """By weights alone, exact and drawn; and, apart from that, the chances when everything left open varies."""
    ranks, table, rules = decision.competing.ranks, decision.ranges.table, decision.contest.rules
    teams = [code for code in decision.baseline.table.index if code in table.index]
    gone = len(ranks) < len(decision.baseline.ranks)
    sheet = book.sheet(RANKS)
    sheet.widths(27, 9, 6, 6, 10, *CHANCE_WIDTHS, 1.5, *CHANCE_WIDTHS)
    factors = in_both(lambda language: joined([translate(FACTOR_WORDS[name], language) for name in decision.drivers.factors],
                                              language))
    top = 1 + sheet.heading(both("Rank ranges, and chances of a place"), [
        as_of, both("On the left the weights alone vary, and marks, data and rules stay: certain, possible and impossible speak "
                    "of that. On the right these vary together, so that a place that is certain on the left can be open there: "
                    "{factors}.", factors=factors),
        in_both(lambda language: describe_zones(rules, language, proven=decision.ranges.quotas != "left out")),
        *([told(describe_numbering, decision.baseline, decision.competing)] if gone else [])], 13)
    sheet.across(top - 1, 2, 8, both("the weights alone vary"), **HEADER)
    sheet.across(top - 1, 10, 13, both("everything left open varies"), **HEADER)
    words = {word: both(word) for word in ("certain", "possible", "impossible", "safe", "contested", "out")}

    def chances(stability, zones):
        found = stability.probability.loc[teams].round(CHANCE_DECIMALS)
        return [*(Column(both(head), list(found[name]), 7, form) for head, name, form in (
            ("chance", "value", CHANCE), ("from", "low", LEAST_CHANCE), ("to", "high", MOST_CHANCE))),
                Column(both("zone"), [words[zones[code]] for code in teams], 8)]

    bottom = sheet.table(top, [
        Column(both("team"), [team(code) for code in teams], 27),
        Column(both("rank, withdrawn teams not counted") if gone else both("rank"), [ranks[code] for code in teams], 9, "0"),
        Column(both("best"), list(table.loc[teams, "best"]), 6, "0"),
        Column(both("worst"), list(table.loc[teams, "worst"]), 6, "0"),
        Column(both("place (weights alone)"), [words[word] for word in table.loc[teams, "status"]], 10),
        *chances(decision.stability, decision.zones)], frozen=1, above=1)
    sheet.table(top, chances(decision.joint, decision.joint_zones), left=10)
    for row, sentence in enumerate((told(describe_ranges, decision.ranges),
                                    told(describe_chances, decision.stability, decision.zones),
                                    told(describe_joint, decision.joint, decision.joint_zones, decision.drivers.factors)),
                                   bottom + 1):
        sheet.line(row, sentence, 13, font_color=FAINT)


def _add_intervals(book, decision, as_of, names, label) -> None:
    rules, intervals = decision.contest.rules, decision.intervals
    labels = {language: indicator_names(rules, language) for language in ("zh", "en")}
    sheet = book.sheet(INTERVALS)
    sheet.widths(24, 11, 11, 11, 40, 40)
    top = sheet.heading(both("Weights between which the list stays"), [
        as_of,
        both("One weight at a time, the others in proportion; unrounded totals, quotas and rulings kept. Exact, not sampled; "
             "rounding can bring the change a little sooner or later."),
        in_both(lambda language: describe_weights(intervals, rules, names[language], language)),
        *(in_both(lambda language, how=how: describe_change(
            decision.changes.get(how), decision.baseline.weights, labels[language], names[language], language,
            admissible=how == "admissible", quotas=bool(rules.quotas) and len(intervals) > 2))
          for how in ("admissible", "l1") if how in decision.changes),
        in_both(lambda language: describe_whole(decision.whole, decision.baseline.weights, labels[language], names[language],
                                                language))], 5)

    def exchange(row, side):
        if not row[f"enters_{side}"]:
            return Text("–", "–")
        return in_both(lambda language: " ← ".join(listed(row[f"{word}_{side}"].split(), names[language], language)
                                                   for word in ("enters", "leaves")))

    rows = [row for _, row in intervals.iterrows()]
    sheet.table(top, [
        Column(both("indicator"), [label(code) for code in intervals.index], 24),
        *(Column(head, [float(round(row[name], 10)) for row in rows], 11, "0.00%") for head, name in (
            (both("weight"), "weight"), (both("from"), "low"), (both("to"), "high"))),
        *(Column(head, [exchange(row, side) for row in rows], 40, wrap=True) for head, side in (
            (both("below: in ← out"), "low"), (both("above: in ← out"), "high")))], frozen=1)


def _add_judges(book, decision, as_of, team, label) -> None:
    panel = decision.panel
    teams = [code for code in decision.baseline.table.index if code in panel.marks.index]
    criteria = list(panel.marks)
    sheet = book.sheet(JUDGES)
    sheet.widths(26, *[9] * (3 * len(criteria)), 3, 26, 9, 14, 9)
    top = 1 + sheet.heading(both("The judges' marks"), [
        as_of, in_both(lambda language: describe_panel(panel, language)),
        both("The mark of the panel, its standard error, and how many judges' marks stood before trimming.")],
        3 * len(criteria))
    columns = [Column(both("team"), [team(code) for code in teams], 26)]
    for criterion in criteria:
        columns += [Column(label(criterion), list(panel.marks.loc[teams, criterion].round(10)), 9, "0.00"),
                    Column(both("standard error"), list(panel.standard_errors.loc[teams, criterion].round(10)), 9, "0.00"),
                    Column(both("number of marks"), list(panel.counts.loc[teams, criterion]), 9, "0")]
    sheet.table(top, columns, frozen=1)
    missing = panel.missing
    if len(missing):
        left = len(columns) + 1
        sheet.put(top - 1, left, both("Marks that do not count"), bold=True)
        sheet.table(top, [
            Column(both("team"), [team(code) for code in missing["team"]], 26),
            Column(both("judge"), [str(judge) for judge in missing["judge"]], 9),
            Column(both("criterion"), [label(code) for code in missing["criterion"]], 14),
            Column(both("why"), [both(word) for word in missing["why"]], 9)], left=left, frozen=1)


def _add_ledger(book, decision, as_of, team) -> None:
    ledger = decision.ledger
    sheet = book.sheet(LEDGER)
    sheet.widths(26, *[MONEY] * 7)
    top = sheet.heading(both("Reconciliation"), [
        as_of, both("Rows and yuan that came in, were kept, and were set aside; the check is a formula and must be 0."),
        in_both(lambda language: describe_ledger(ledger, language))], 7)
    files = ledger.reconciliation
    bottom = sheet.table(top, [Column(both("file"), [str(name) for name in files.index], 26), *_sums(files, top)])
    by_team, top = ledger.by_team, bottom + 1
    sheet.table(top, [
        Column(both("team"), [team(code) if code else both("no team") for code in by_team.index], 26), *_sums(by_team, top)])
    sheet.page.freeze_panes(0, 1)
    sheet.repeat(top, top)
    if len(ledger.control):
        _add_bridge(book, ledger.control, as_of, team)


def _add_bridge(book, control: pd.DataFrame, as_of, team) -> None:
    """From the ledger's amount to the platform's total: what is added back, and the difference that is left, as formulas."""
    parts = ["ledger_fen", *added_back(control)]
    sheet = book.sheet(PLATFORM)
    sheet.widths(26, *[MONEY] * (len(parts) + 5))
    top = sheet.heading(both("From the ledger to the platform's totals"), [
        as_of, both("In yuan: what is added back to the ledger, the sum, and the difference, which are formulas.")],
        len(parts) + 5)
    summed, platform = letters(1 + len(parts)), letters(2 + len(parts))
    rows = range(top + 2, top + 2 + len(control))

    def amounts(name):
        return Column(both(BRIDGE_WORDS[name]), [_yuan(value) for value in control[name]], MONEY, "#,##0.00")

    agrees = {True: "✓", False: "✗"}
    sheet.table(top, [
        Column(both("team"), [team(code) for code in control.index], 26), *map(amounts, parts),
        Column(both(BRIDGE_WORDS["explained_fen"]), [
            Formula(f"=ROUND(SUM(B{row}:{letters(len(parts))}{row}),2)", value / 100)
            for row, value in zip(rows, control["explained_fen"], strict=True)], MONEY, "#,##0.00"),
        amounts("platform_fen"),
        Column(both(BRIDGE_WORDS["difference_fen"]), [
            "" if pd.isna(value) else Formula(f"=ROUND({platform}{row}-{summed}{row},2)", value / 100)
            for row, value in zip(rows, control["difference_fen"], strict=True)], MONEY, "#,##0.00;[Red]-#,##0.00"),
        Column(both("stated"), [both(word) for word in control["precision"]], MONEY),
        Column(both("agrees"), [agrees.get(value, "–") for value in control["agrees"]], MONEY)], frozen=1)


def _sums(table: pd.DataFrame, top: int) -> list[Column]:
    """Rows and yuan in, kept, set aside, and what is left over: a live formula."""
    columns = [Column(head, [float(value) for value in table[name]], MONEY, "#,##0") for head, name in (
        (both("rows in"), "rows_in"), (both("rows kept"), "rows_kept"), (both("rows set aside"), "rows_set_aside"))]
    columns += [Column(head, [_yuan(value) for value in table[name]], MONEY, "#,##0.00") for head, name in (
        (both("yuan in"), "fen_in"), (both("yuan kept"), "fen_kept"), (both("yuan set aside"), "fen_set_aside"))]
    rows = range(top + 2, top + 2 + len(table))
    check = [Formula(f"=ABS(B{row}-C{row}-D{row})+ROUND(ABS(E{row}-F{row}-G{row}),2)", 0) for row in rows]
    return [*columns, Column(both("check"), check, MONEY, "0.00")]


def _yuan(fen) -> float | None:
    return None if pd.isna(fen) else float(fen) / 100
