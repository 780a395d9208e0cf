"""The committee's spreadsheet: weights to change, and the ranking and the list as formulas that follow them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from contestlib.canonical import DECIMALS
from contestlib.catalogue import translate
from contestlib.formulas import in_row, points_formula, score_formulas, step_words
from contestlib.records import Decision
from contestlib.rounding import SNAP_DECIMALS
from contestlib.sentences import describe_admissible, describe_cut, describe_withdrawals, team_names
from contestlib.sheets import (
    ACCENT,
    CELL,
    FAINT,
    HEADER,
    INPUT,
    Book,
    Column,
    Formula,
    Sheet,
    Text,
    both,
    in_both,
    letters,
)
from contestlib.workbook_plan import STATIC, Plan, fixed_numbers, plan_workbook
from contestlib.workbook_values import add_values, data_date

SHOWN = 25  # places that the sheet of weights repeats
TOP = 5  # row of the headers of every sheet with a row for each team
LANGUAGE, CHOICE = (1, 2), (4, 2)  # cells that people change
USED, OWN = 8, 9  # rows of the sheet of weights: those in use, one's own; the scenarios follow
SCORED = ("id", "name", "rank", "total", "status_word", "change", "unrounded", "bonus")
LIST, WEIGHTS, SCORES, NORMALIZED, MATRIX, STEPS = ("名单 list", "权重 weights", "得分 scores", "标准化 normalized",
                                                    "指标 matrix", "步骤 steps")
ENTERS = {"bg_color": "#cfe2f3", "font_color": "#0b5394", "bold": True}
LEAVES = {"bg_color": "#fce5cd", "font_color": "#9c4a00", "bold": True}
PLACED = {"bg_color": "#eef5ea"}
CUT = {"bottom": 1, "bottom_color": "#b00020"}
WARNING = {"font_color": "#b00020", "bold": True}


def committee_workbook(decision: Decision) -> bytes:
    """A decided contest as an .xlsx workbook whose list follows the weights that are typed in.

    Scores, ranks, ties, quotas, withdrawals and reserves are formulas, totals with the rules' two rounding steps; rank ranges,
    weight intervals, judges and reconciliation are values as of the date that the contest's files state. One cell chooses between
    Chinese and English. No macros, no links to other files; text from the data never becomes a formula.

    Parameters
    ----------
    decision : Decision
        T teams, K indicators, S scenarios.

    Returns
    -------
    bytes
        The same on every machine.

    Examples
    --------
    >>> from contestlib import decide_contest, read_contest
    >>> content = committee_workbook(decide_contest(read_contest("tests/rules/votes_and_experts")))
    >>> content[:2]
    b'PK'
    """
    plan = plan_workbook(decision)
    book = Book(plan.rules.language, datetime.fromisoformat(data_date(decision)))
    normalized = [NORMALIZED, *(f"{NORMALIZED} {number}" for number in range(2, len(plan.methods) + 1))]
    sheets = {title: book.sheet(title, landscape=title != LIST) for title in (LIST, WEIGHTS, SCORES, *normalized, MATRIX, STEPS)}
    where = _Where(sheets[SCORES], sheets[STEPS], [*SCORED, *(f"points{number}" for number in range(len(plan.codes)))],
                   ["step_id", *STATIC, *plan.steps])
    about = both("The formulas keep the rules' quotas, floors, wild cards and withdrawals.") if plan.carried else both(
        "The rules' quotas share teams with one another, which no formula here can keep. This list LEAVES THE QUOTAS OUT; the "
        "lists that keep them stand on the sheet of scenarios.")
    _add_list(sheets[LIST], plan, where, about)
    _add_weights(sheets[WEIGHTS], plan)
    _add_scores(sheets[SCORES], plan, where, normalized)
    for number, (title, table) in enumerate(zip(normalized, plan.normalized, strict=True)):
        _add_table(sheets[title], plan, table, both("Normalized values"), _about_normalized(plan, number), "0.0000")
    units = {i.code: Text(i.unit_zh, i.unit_en) for i in plan.rules.indicators}
    _add_table(sheets[MATRIX], plan, plan.baseline.matrix.round(DECIMALS), both("Measured values"),
               both("Every indicator in its own unit."), "#,##0.####", [units.get(code, Text("", "")) for code in plan.codes])
    _add_steps(sheets[STEPS], plan, where)
    add_values(book, decision, about)
    return book.close(sheets[LIST].at(*LANGUAGE))


@dataclass(frozen=True)
class _Where:
    """On which sheet and in which column each name stands."""

    scores: Sheet
    steps: Sheet
    scored: list
    stepped: list

    def formula(self, text: str, row: int, here: Sheet) -> str:
        """A formula for the team of that row (from 0), its columns' names replaced by cells."""
        def cell(name):
            sheet, names = (self.scores, self.scored) if name in self.scored else (self.steps, self.stepped)
            address = f"${letters(names.index(name))}{TOP + row + 2}"
            return address if sheet is here else f"'{sheet.title}'!{address}"
        return in_row(text, cell)


def _titled(plan: Plan, what: Text) -> Text:
    titles = Text(plan.rules.title_zh or plan.rules.title_en, plan.rules.title_en or plan.rules.title_zh)
    return Text(f"{titles.zh} · {what.zh}", f"{titles.en} · {what.en}") if titles else what


def _add_list(sheet: Sheet, plan: Plan, where: _Where, about: Text) -> None:
    baseline, register, order = plan.baseline, plan.decision.contest.teams, plan.order
    sheet.widths(6, 13, 34, *([15] if plan.group else []), 11, 8, 16, 12, 12)
    last = 8 if plan.group else 7
    total = last - 4
    sheet.line(0, _titled(plan, both("the list under the weights in use")), last, bold=True, font_size=14, font_color=ACCENT)
    sheet.put(LANGUAGE[0], 0, "语言 Language", bold=True)
    sheet.put(*LANGUAGE, "中文" if plan.rules.language == "zh" else "English", bg_color=INPUT, border=1, bold=True,
              align="center", locked=False)
    sheet.page.data_validation(*LANGUAGE, *LANGUAGE, {"validate": "list", "source": ["中文", "English"]})
    sheet.put(LANGUAGE[0], total, both("weights in use"), font_color=FAINT)
    sheet.put(LANGUAGE[0], total + 2, Formula("=scenario_used", sheet.book.cached(plan.scenarios[0])), bold=True)

    def told(describe, *first):
        return in_both(lambda language: describe(*first, plan.decision.selection, team_names(plan.decision.contest, language),
                                                 language))

    notes = [(both("The data are synthetic: no result below is a real team's."), {"bold": True})] if plan.rules.synthetic else []
    notes += [(about, {"font_color": FAINT} if plan.carried else WARNING),
              (both("Official list: {cut} {withdrawals}", cut=told(describe_cut, baseline),
                    withdrawals=told(describe_withdrawals)), {"font_color": FAINT})]
    for top, (note, look) in enumerate(notes, start=2):
        sheet.line(top, note, last, **look)
    top = 2 + len(notes)

    def column(head, formula, values, width, form="", name=""):
        return Column(head, [Formula(f'=IF(weights_ok,{where.formula(formula, row, sheet)},"")', value)
                             for row, value in enumerate(values)], width, form, name)

    chosen = [team for team in order if plan.status[team] == 1]
    cut = "INDEX(all_listed_total,SUM(all_final))"
    cached = sheet.book.cached
    sheet.table(top, [
        column(both("no."), 'IF([number]<=SUM(all_final),[number],"")',
               [place if place <= len(chosen) else "" for place in range(1, len(order) + 1)], 6, "0"),
        column(both("id"), "INDEX(all_id,[nth])", order, 13),
        column(both("team"), "INDEX(all_name,[nth])", [cached(plan.names[team]) for team in order], 34),
        *([column(_register_head(plan.group), "INDEX(all_group,[nth])",
                  [str(register.at[team, plan.group]) for team in order], 15)] if plan.group else []),
        column(both("total"), "INDEX(all_total,[nth])", [baseline.totals[team] for team in order], 11, plan.points_format,
               "listed_total"),
        column(both("rank"), "INDEX(all_rank,[nth])", [baseline.ranks[team] for team in order], 8, "0"),
        column(both("status"), "INDEX(all_status_word,[nth])", [cached(plan.status_text(team)) for team in order], 16),
        column(both("against the official list"), "INDEX(all_change,[nth])",
               [cached(plan.change_text(team)) for team in order], 12),
        column(both("points above the last place"), f'IF(SUM(all_final)=0,"",ROUND(INDEX(all_total,[nth])-{cut},10))',
               [baseline.totals[team] - baseline.totals[chosen[-1]] if chosen else "" for team in order], 12,
               f"+{plan.points_format};-{plan.points_format};0"),
    ], frozen=3)
    first, word = top + 2, letters(last - 1)
    below_the_last = f'AND($A{first}<>"",$A{first + 1}="")'
    # One rule holds for a cell, the first: programs differ in whether a second one is laid over it.
    sheet.rules((top + 1, 0, top + len(order), last), {
        f'=AND({below_the_last},${word}{first}=word_in)': ENTERS | CUT, f"=${word}{first}=word_in": ENTERS,
        f"=${word}{first}=word_out": LEAVES, f"={below_the_last}": PLACED | CUT, f'=$A{first}<>""': PLACED})


def _register_head(column: str) -> Text:
    return in_both(lambda language: translate(column, language))


def _add_weights(sheet: Sheet, plan: Plan) -> None:
    book, width, scenarios = sheet.book, len(plan.codes), plan.rules.scenarios
    last, end = max(width + 6, 9), OWN + len(plan.rules.scenarios)
    sheet.widths(9, 28, *[11] * width, *[11] * max(0, 4 - width), 9, 14, 8, 22, 12)
    sheet.heading(_titled(plan, both("weights")), [
        both("Type the number of a scenario into the yellow cell. 0 takes your own weights from the yellow row: percentages that "
             "must add up to 100; nothing is rescaled."),
        both("Your own weights use the normalization and the mean of scenario 1. Admissible by the rules: {admissible}.",
             admissible=in_both(lambda language: describe_admissible(plan.rules, language)))], last)
    own = sheet.at(OWN, 2, OWN, width + 1)
    fine, wrong = both("✓ the weights add up; ranks and list follow them"), both(
        "✗ NO RANKING: choose the number of a scenario, or let your own weights add up to 100")
    check, row = (CHOICE[0] + 1, 2), CHOICE[0]
    sheet.put(row, 1, both("scenario number"), bold=True)
    sheet.put(*CHOICE, 1, bg_color=INPUT, border=1, bold=True, align="center", locked=False)
    sheet.put(row, 3, Formula("=scenario_used", book.cached(plan.scenarios[0])), bold=True)
    sheet.put(row + 1, 1, both("sum check"), bold=True)
    sheet.put(*check, Formula(f"=IF(weights_ok,{book.text_formula(fine)[1:]},{book.text_formula(wrong)[1:]})", book.cached(fine)),
              bold=True)
    sheet.put(row, last, Formula(
        f"=IF(ISNUMBER(scenario_number),IF(scenario_number=0,AND(COUNT({own})={width},MIN({own})>=0,ABS(SUM({own})-100)<0.0000001),"
        f"COUNTIF({sheet.at(OWN + 1, 0, end, 0)},scenario_number)=1),FALSE)", True), font_color=FAINT)
    for name, cell in {"scenario_number": CHOICE, "weights_ok": (row, last), "scenario_used": (USED, 1),
                       "method_used": (USED, width + 3), "power_used": (USED, width + 4)}.items():
        book.define(name, sheet.at(*cell))

    def chosen(column):
        return f"INDEX({sheet.at(OWN, column, end, column)},scenario_number+1)"

    weights = plan.baseline.weights
    columns = [
        Column(both("number"), [both("in use"), 0, *range(1, len(scenarios) + 1)], 9, "0"),
        Column(both("scenario"), [Formula(f'=IF(weights_ok,{chosen(1)},"–")', book.cached(plan.scenarios[0])),
                                  both("your own weights"), *plan.scenarios], 28),
        *(Column(label, [Formula(f"=IF(weights_ok,{chosen(2 + number)}/{chosen(2 + width)},0)", weights[code]),
                         100 * float(weights[code]), *(float(s.weights.get(code, 0)) for s in scenarios)], 11, "General")
          for number, (code, label) in enumerate(zip(plan.codes, plan.labels, strict=True))),
        Column(both("sum"), [Formula(f"=SUM({sheet.at(USED, 2, USED, width + 1)})", 1.0), Formula(f"=SUM({own})", 100.0),
                             *(float(s.total) for s in scenarios)], 9, "General"),
        Column(both("sheet of normalized values"), [Formula(f"=IF(weights_ok,{chosen(width + 3)},1)", 1), 1,
                                                    *plan.method_numbers], 14, "0"),
        Column(both("power of the mean"), [Formula(f"=IF(weights_ok,{chosen(width + 4)},1)", plan.powers[0]), plan.powers[0],
                                           *plan.powers], 8, "General"),
        Column(both("proposer"), [None, None, *(s.proposer for s in scenarios)], 22),
        Column(both("date"), [None, None, *(s.date for s in scenarios)], 12),
    ]
    bottom = sheet.table(USED - 1, columns, frozen=2)
    for number, column in enumerate(columns[:width + 3]):
        if number < 2 or number == width + 2:
            sheet.put(USED, number, column.values[0], bold=True, num_format="0.00%", **CELL)
        else:
            sheet.put(USED, number, column.values[0], bold=True, num_format="0.00%", **CELL)
            sheet.put(OWN, number, column.values[1], bg_color=INPUT, locked=False, **CELL)
    sheet.page.data_validation(*CHOICE, *CHOICE, {
        "validate": "list", "source": "=" + sheet.at(OWN, 0, end, 0), "error_title": "方案号 scenario number",
        "error_message": f"0–{len(scenarios)}"})
    sheet.page.data_validation(OWN, 2, OWN, width + 1, {
        "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100, "error_title": "权重 weight",
        "error_message": "0–100", "input_title": "权重 weight",
        "input_message": "0–100；合计 sum = 100；方案号 scenario number = 0"})
    sheet.rules((*check, *check), {"=NOT(weights_ok)": WARNING})
    sheet.rules((OWN, 0, OWN, 1), {"=scenario_number=0": ENTERS})
    sheet.rules((OWN + 1, 0, end, last), {f"=$A{OWN + 2}=scenario_number": ENTERS})
    _add_outcome(sheet, plan, bottom + 1)


def _add_outcome(sheet: Sheet, plan: Plan, top: int) -> None:
    """The list again beside the weights, and what has become of the official one."""
    official, order, cached = plan.decision.selection.finalists, plan.order, sheet.book.cached
    count = min(SHOWN, max(plan.rules.places, len(official)), len(order))

    def live(place, value, column="", inside=""):
        inside = inside or f"INDEX(all_{column},INDEX(all_nth,{place}))"
        return Formula(f'=IF(AND(weights_ok,{place}<=SUM(all_final)),{inside},"")',
                       value if plan.status[order[place - 1]] == 1 else "")

    for column, head in enumerate((both("no."), both("team"), both("total"), both("against the official list"))):
        sheet.put(top, column, head, **HEADER)
    sheet.put(top, 5, both("no."), **HEADER)
    sheet.across(top, 6, 8, both("official list"), **HEADER)
    sheet.put(top, 9, both("rank under the weights in use"), **HEADER)
    sheet.page.set_row(top, 50)
    for place in range(1, count + 1):
        team, row = order[place - 1], top + place
        sheet.put(row, 0, live(place, place, inside=str(place)), num_format="0", **CELL)
        sheet.put(row, 1, live(place, cached(plan.names[team]), "name"), **CELL)
        sheet.put(row, 2, live(place, plan.baseline.totals[team], "total"), num_format=plan.points_format, **CELL)
        sheet.put(row, 3, live(place, cached(plan.change_text(team)), "change"), **CELL)
    for place, team in enumerate(official[:count], start=1):
        number, row = plan.teams.index(team) + 1, top + place
        sheet.put(row, 5, place, num_format="0", **CELL)
        sheet.across(row, 6, 8, plan.names[team], **CELL)
        sheet.put(row, 9, Formula(f'=IF(weights_ok,INDEX(all_rank,{number})&" "&INDEX(all_change,{number}),"")',
                                  f"{plan.baseline.ranks[team]} {cached(plan.change_text(team))}"), align="right", **CELL)
    sheet.rules((top + 1, 0, top + count, 3), {f"=$D{top + 2}=word_in": ENTERS, f'=$A{top + 2}<>""': PLACED})
    sheet.rules((top + 1, 5, top + count, 9), {f"=ISNUMBER(SEARCH(word_out,$J{top + 2}))": LEAVES})


def _add_scores(sheet: Sheet, plan: Plan, where: _Where, normalized: list[str]) -> None:
    baseline, rules, teams, cached = plan.baseline, plan.rules, plan.teams, sheet.book.cached
    width, first = len(plan.codes), len(SCORED)
    sheet.widths(13, 30, 7, 10, 16, 11, 13, 8, *[11] * width)
    notes = [both("Points of an indicator: weight times normalized value times {points}. Their sum and the bonus, rounded to 10 "
                  "decimals and then half up to {decimals}, are the total.", points=f"{rules.points:g}",
                  decimals=SNAP_DECIMALS if rules.decimals is None else rules.decimals)]
    if set(plan.powers) != {1}:
        notes.append(both("Under a power other than 1 the points are generated values, of whose sum the total is the mean."))
    sheet.heading(_titled(plan, both("scores and ranks")), notes, first + width - 1)
    sheet.put(TOP - 1, first - 1, both("weight"), font_color=FAINT, align="right")
    for number, code in enumerate(plan.codes):
        sheet.put(TOP - 1, first + number, Formula(f"='{WEIGHTS}'!{letters(2 + number)}{USED + 1}", baseline.weights[code]),
                  num_format="0.00%", font_color=FAINT)

    def live(formula, values):
        return [Formula(where.formula(formula, row, sheet), value) for row, value in enumerate(values)]

    def points(number, row):
        cells = [f"'{title}'!{letters(2 + number)}{TOP + row + 2}" for title in normalized]
        value = cells[0] if len(cells) == 1 else f"CHOOSE(method_used,{','.join(cells)})"
        return Formula(points_formula(value, f"{letters(first + number)}${TOP}", plan.powers),
                       baseline.contributions.iat[row, number])

    formulas = score_formulas("points0", f"points{width - 1}", plan.powers, rules.decimals)
    sheet.table(TOP, [
        Column(both("id"), teams, 13, name="id"), Column(both("team"), [plan.names[team] for team in teams], 30, name="name"),
        Column(both("rank"), live(formulas["rank"], baseline.ranks), 7, "0", "rank"),
        Column(both("total"), live(formulas["total"], baseline.totals), 10, plan.points_format, "total"),
        Column(both("status"), live('=IF(weights_ok,INDEX(status_words,[status])&IF([status]=3," "&[reserve],""),"")',
                                    [cached(plan.status_text(team)) for team in teams]), 16, name="status_word"),
        Column(both("against the official list"), live(
            '=IF(weights_ok,IF([final]>[official],word_in,IF([final]<[official],word_out,"")),"")',
            [cached(plan.change_text(team)) for team in teams]), 11, name="change"),
        Column(both("unrounded total"), live(formulas["unrounded"], baseline.unrounded), 13, "0.000000"),
        Column(both("bonus"), list(baseline.bonus), 8, "General"),
        *(Column(label, [points(number, row) for row in range(len(teams))], 11, "0.0000")
          for number, label in enumerate(plan.labels))], frozen=2)
    row = TOP + 2
    sheet.rules((TOP + 1, 0, TOP + len(teams), first + width - 1), {
        f"=$F{row}=word_in": ENTERS, f"=$F{row}=word_out": LEAVES, f"=$E{row}=INDEX(status_words,1)": PLACED})


def _about_normalized(plan: Plan, number: int) -> Text:
    method = plan.methods[number]
    return both("Sheet {number} of normalized values: {method}. Every indicator on one scale, higher is better.",
                number=number + 1, method=both(method) if method else both(
                    "each indicator's own normalization, as the codebook says"))


def _add_table(sheet: Sheet, plan: Plan, table: pd.DataFrame, title: Text, note: Text, form: str, units: list[Text] = ()) -> None:
    sheet.widths(13, 30, *[12] * len(plan.codes))
    sheet.heading(title, [note], len(plan.codes) + 1)
    heads = [Text(f"{label.zh}\n{unit.zh}", f"{label.en}\n{unit.en}") for label, unit in zip(plan.labels, units, strict=True)
             ] if units else plan.labels
    columns = [Column(head, list(table[code]), 12, form) for head, code in zip(heads, plan.codes, strict=True)]
    sheet.table(TOP, [Column(both("id"), plan.teams, 13),
                      Column(both("team"), [plan.names[team] for team in plan.teams], 30), *columns], frozen=2)


def _add_steps(sheet: Sheet, plan: Plan, where: _Where) -> None:
    fixed, rows = fixed_numbers(plan), range(len(plan.teams))
    columns = [Column(both("id"), plan.teams, 13)]
    columns += [Column(_step_head(name), list(fixed[name]), 13, "0", name) for name in STATIC]
    columns += [Column(_step_head(name), [Formula(where.formula(text, row, sheet)) for row in rows], 13, "0", name)
                for name, text in plan.steps.items()]
    if plan.group:
        columns.append(Column(_register_head(plan.group), [str(plan.decision.contest.teams.at[team, plan.group])
                                                           for team in plan.teams], 15, name="group"))
    sheet.widths(*(column.width for column in columns))
    sheet.heading(both("How the list is drawn up, step by step"), [
        both("1 is yes, 0 is no. Formulas elsewhere call a column by the name in brackets. Nobody needs this sheet to read the "
             "list.")], 10)
    sheet.table(TOP, columns, frozen=1)
    sheet.page.fit_to_pages(-(-len(columns) // 16), 0)
    sheet.page.repeat_columns(0)


def _step_head(name: str) -> Text:
    words, number = step_words(name)
    told = both(words)
    return Text(f"{told.zh}{number}\n[{name}]", f"{told.en}{number}\n[{name}]")
