"""The committee's spreadsheet: weights to change, and the ranking and the list as formulas that follow them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from contestlib.canonical import DECIMALS
from contestlib.catalogue import translate
from contestlib.formulas import in_row, points_formula, score_formulas, step_words
from contestlib.list_sentences import describe_cut, describe_withdrawals
from contestlib.records import Decision
from contestlib.rounding import SNAP_DECIMALS
from contestlib.wording import team_names, unit_text
from contestlib.workbook_codebook import add_codebook
from contestlib.workbook_plan import STATIC, Plan, fixed_numbers, plan_workbook, titled
from contestlib.workbook_sheets import (
    ACCENT,
    CUT,
    ENTERS,
    FAINT,
    INPUT,
    LEAVES,
    PLACED,
    WARNING,
    Book,
    Column,
    Formula,
    Sheet,
    Text,
    both,
    in_both,
    letters,
)
from contestlib.workbook_values import add_values, data_date
from contestlib.workbook_weights import USED, add_weights, told_if_computed

TOP = 5  # row of the headers of every sheet with a row for each team
LANGUAGE = (1, 2)  # the cell that chooses it
SCORED = ("id", "name", "rank", "total", "status_word", "change", "unrounded", "bonus")
LIST, WEIGHTS, SCORES, NORMALIZED, MATRIX, STEPS = ("名单 list", "权重 weights", "得分 scores", "标准化 normalized",
                                                    "指标 matrix", "步骤 steps")


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
    >>> content = committee_workbook(decide_contest(read_contest("contestlib/gallery/votes_and_experts")))
    >>> content[:2]
    b'PK'
    """
    plan = plan_workbook(decision)
    book = Book(plan.rules.language, datetime.fromisoformat(data_date(decision)))
    normalized = [NORMALIZED, *(f"{NORMALIZED} {number}" for number in range(2, len(plan.methods) + 1))]
    sheets = {title: book.sheet(title) for title in (LIST, WEIGHTS, SCORES, *normalized, MATRIX, STEPS)}
    where = _Where(sheets[SCORES], sheets[STEPS], [*SCORED, *(f"points{number}" for number in range(len(plan.codes)))],
                   ["step_id", *STATIC, *plan.steps])
    about = both("The formulas keep the rules' quotas, floors, wild cards and withdrawals.") if plan.carried else both(
        "The rules' quotas share teams with one another, which no formula here can keep. This list LEAVES THE QUOTAS OUT; the "
        "lists that keep them stand on the sheet of scenarios.")
    _add_list(sheets[LIST], plan, where, about)
    add_weights(sheets[WEIGHTS], plan)
    _add_scores(sheets[SCORES], plan, where, normalized)
    for number, (title, table) in enumerate(zip(normalized, plan.normalized, strict=True)):
        _add_table(sheets[title], plan, table, both("Normalized values"), _about_normalized(plan, number), "0.0000")
    units = {i.code: in_both(lambda language, one=i: unit_text(one, language)) for i in plan.rules.indicators}
    _add_table(sheets[MATRIX], plan, plan.baseline.matrix.round(DECIMALS), both("Measured values"),
               both("Every indicator in its own unit."), "#,##0.####", [units.get(code, Text("", "")) for code in plan.codes])
    _add_steps(sheets[STEPS], plan, where)
    add_values(book, decision)
    add_codebook(book, decision, about)
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


def _add_list(sheet: Sheet, plan: Plan, where: _Where, about: Text) -> None:
    baseline, order = plan.baseline, plan.order
    sheet.widths(6, plan.id_width, 30, *([15] if plan.group else []), 11, 8, 16, 12, 12)
    last = 8 if plan.group else 7
    total = last - 4
    sheet.line(0, titled(plan, both("the list under the weights in use")), last, bold=True, font_size=14, font_color=ACCENT)
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
        if note is about:
            sheet.put(top, 0, Formula(told_if_computed(sheet.book, about), sheet.book.cached(about)), text_wrap=True,
                      valign="top", **look)
            sheet.rules((top, 0, top, last), {"=NOT(AND(weights_ok,ranks_ok))": WARNING})
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
        column(both("id"), "INDEX(all_id,[nth])", order, plan.id_width),
        column(both("team"), "INDEX(all_name,[nth])", [cached(plan.names[team]) for team in order], 30),
        *([column(_register_head(plan.group), "INDEX(all_group,[nth])",
                  [cached(plan.groups[team]) for team in order], 15)] if plan.group else []),
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


def _add_scores(sheet: Sheet, plan: Plan, where: _Where, normalized: list[str]) -> None:
    baseline, rules, teams, cached = plan.baseline, plan.rules, plan.teams, sheet.book.cached
    width, first = len(plan.codes), len(SCORED)
    sheet.widths(plan.id_width, 24, 6, 9, 14, 10, 11, 7, *[9] * width)
    notes = [both("Points of an indicator: weight times normalized value times {points}. Their sum and the bonus, rounded to 10 "
                  "decimals and then half up to {decimals}, are the total.", points=f"{rules.points:g}",
                  decimals=SNAP_DECIMALS if rules.decimals is None else rules.decimals)]
    if set(plan.powers) != {1}:
        notes.append(both("Under a power other than 1 the points are generated values, of whose sum the total is the mean."))
    sheet.heading(titled(plan, both("scores and ranks")), notes, first + width - 1)
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
        Column(both("id"), teams, plan.id_width, name="id"),
        Column(both("team"), [plan.names[team] for team in teams], 24, name="name"),
        Column(both("rank"), live(formulas["rank"], baseline.ranks), 6, "0", "rank"),
        Column(both("total"), live(formulas["total"], baseline.totals), 9, plan.points_format, "total"),
        Column(both("status"), live('=IF(weights_ok,INDEX(status_words,[status])&IF([status]=3," "&[reserve],""),"")',
                                    [cached(plan.status_text(team)) for team in teams]), 14, name="status_word"),
        Column(both("against the official list"), live(
            '=IF(weights_ok,IF([final]>[official],word_in,IF([final]<[official],word_out,"")),"")',
            [cached(plan.change_text(team)) for team in teams]), 10, name="change"),
        Column(both("unrounded total"), live(formulas["unrounded"], baseline.unrounded), 11, "0.000000"),
        Column(both("bonus"), list(baseline.bonus), 7, "General"),
        *(Column(label, [points(number, row) for row in range(len(teams))], 9, "0.0000")
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
    sheet.widths(plan.id_width, 30, *[12] * len(plan.codes))
    sheet.heading(title, [note], len(plan.codes) + 1)
    heads = [Text(f"{label.zh}\n{unit.zh}".strip(), f"{label.en}\n{unit.en}".strip())
             for label, unit in zip(plan.labels, units, strict=True)] if units else plan.labels
    shares = {indicator.code for indicator in plan.rules.indicators if indicator.is_share} if units else ()
    columns = [Column(head, list(table[code]), 12, "0.00%" if code in shares else form)
               for head, code in zip(heads, plan.codes, strict=True)]
    sheet.table(TOP, [Column(both("id"), plan.teams, plan.id_width),
                      Column(both("team"), [plan.names[team] for team in plan.teams], 30), *columns], frozen=2)


def _add_steps(sheet: Sheet, plan: Plan, where: _Where) -> None:
    fixed, rows = fixed_numbers(plan), range(len(plan.teams))
    columns = [Column(both("id"), plan.teams, plan.id_width)]
    columns += [Column(_step_head(name), list(fixed[name]), 13, "0", name) for name in STATIC]
    columns += [Column(_step_head(name), [Formula(where.formula(text, row, sheet)) for row in rows], 13, "0", name)
                for name, text in plan.steps.items()]
    if plan.group:
        columns.append(Column(_register_head(plan.group), [plan.groups[team] for team in plan.teams], 15, name="group"))
    sheet.widths(*(column.width for column in columns))
    sheet.heading(both("How the list is drawn up, step by step"), [
        both("1 is yes, 0 is no. Formulas elsewhere call a column by the name in brackets. Nobody needs this sheet to read the "
             "list.")], 10)
    sheet.table(TOP, columns, frozen=1)
    sheet.page.hide()


def _step_head(name: str) -> Text:
    words, number = step_words(name)
    told = both(words)
    return Text(f"{told.zh}{number}\n[{name}]", f"{told.en}{number}\n[{name}]")
