"""The committee's spreadsheet: weights to change, and the ranking and the list as formulas that follow them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil, log10

import pandas as pd

from contestlib.formulas import STATUSES, in_row, points_formula, score_formulas, selection_formulas
from contestlib.lots import lot_order
from contestlib.quotas import Limits, limits_of
from contestlib.ranking import tie_groups
from contestlib.records import Decision, Selection, Standings
from contestlib.rounding import SNAP_DECIMALS
from contestlib.rules import Rules
from contestlib.selection import list_limits, select_finalists
from contestlib.sentences import (
    describe_admissible,
    describe_cut,
    describe_withdrawals,
    indicator_names,
    scenario_names,
    team_names,
)
from contestlib.sheets import ACCENT, FAINT, INPUT, Book, Column, Formula, Sheet, Text, both, in_both, letters
from contestlib.workbook_values import add_values, data_date

FINEST = 15  # decimals that a spreadsheet holds of numbers below one
SHOWN = 25  # places that the sheet of weights repeats
FIRST_SCENARIO = 1  # 0 stands for one's own weights
LIST, WEIGHTS, SCORES, NORMALIZED, MATRIX, STEPS = ("名单 list", "权重 weights", "得分 scores", "标准化 normalized",
                                                    "指标 matrix", "步骤 steps")
ENTERS, LEAVES, CHOSEN, WARNING = ({"bg_color": "#cfe2f3", "font_color": "#0b5394", "bold": True},
                                   {"bg_color": "#fce5cd", "font_color": "#9c4a00", "bold": True},
                                   {"bg_color": "#eef5ea"}, {"font_color": "#b00020", "bold": True})


def committee_workbook(decision: Decision) -> bytes:
    """A decided contest as an .xlsx workbook whose list follows the weights that are typed in.

    Scores, ranks, ties, quotas and reserves are formulas (totals with the rules' two rounding steps); rank ranges, weight
    intervals, judges and reconciliation are values of the date that the data state. One cell chooses between Chinese and
    English. No macros, no links to other files; text from the data never becomes a formula.

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
    >>> import pathlib
    >>> pathlib.Path("committee.xlsx").write_bytes(
    ...     committee_workbook(decide_contest(read_contest("data/hubei-2019"))))  # doctest: +SKIP
    """
    plan = _plan(decision)
    book = Book(plan.rules.language, datetime.fromisoformat(data_date(decision)))
    sheets = {title: book.sheet(title, landscape=title != LIST) for title in (
        LIST, WEIGHTS, SCORES, *plan.normalized, MATRIX, STEPS)}
    places = _places(plan, sheets)
    _add_list(sheets[LIST], plan, decision, places)
    _add_weights(sheets[WEIGHTS], plan, decision)
    _add_scores(sheets[SCORES], plan, decision, places)
    names = _names(decision, plan.teams)
    for title, table in plan.normalized.items():
        _add_matrix(sheets[title], plan, names, table, _about_normalized(title, plan), "0.0000")
    _add_matrix(sheets[MATRIX], plan, names, plan.baseline.matrix,
                [both("Every indicator in its own unit, as it was measured.")], "#,##0.####")
    _add_steps(sheets[STEPS], plan, decision, places)
    add_values(book, decision, plan.about_limits)
    return book.close(sheets[LIST].at(*LANGUAGE_CELL))


@dataclass(frozen=True)
class _Plan:
    """What the sheets are made from. `teams` are rows in the matrix's order, `line` orders them for people."""

    baseline: Standings
    rules: Rules
    codes: list
    normalized: dict[str, pd.DataFrame]
    methods: list
    powers: list
    limits: Limits
    carried: bool
    about_limits: Text
    selection: Selection
    withdrawn: tuple

    @property
    def teams(self) -> list:
        return list(self.baseline.matrix.index)


def _plan(decision: Decision) -> _Plan:
    baseline, rules, register = decision.baseline, decision.contest.rules, decision.contest.teams
    ruled = decision.contest.decisions.groupby("kind")["team"].agg(tuple)
    withdrawn, cards = (tuple(team for team in ruled.get(kind, ()) if team in baseline.matrix.index)
                        for kind in ("withdrawal", "wild-card"))
    every = limits_of(list_limits(rules, baseline.totals.index, matrix=baseline.matrix, register=register, wild_cards=cards),
                      baseline.totals.index)
    free = replace(rules, quotas=())
    limits = every if every.disjoint else limits_of(
        list_limits(free, baseline.totals.index, matrix=baseline.matrix, register=register, wild_cards=cards),
        baseline.totals.index)
    selection = decision.selection if every.disjoint else select_finalists(
        baseline, free, register=register, withdrawn=withdrawn, wild_cards=cards)
    about = both("The formulas keep the rules' quotas, floors, wild cards and withdrawals.") if every.disjoint else both(
        "The rules' quotas share teams with one another: no formula here keeps them. This list LEAVES THE QUOTAS OUT; the lists "
        "that keep them stand on the sheet of scenarios.")
    methods = list(dict.fromkeys(s.scenario.normalization for s in decision.standings.values()))
    first = {method: next(s.normalized for s in decision.standings.values() if s.scenario.normalization == method)
             for method in methods}
    titles = [NORMALIZED, *(f"{NORMALIZED} {number}" for number in range(2, len(methods) + 1))]
    powers = [rules.power if s.scenario.power is None else s.scenario.power for s in decision.standings.values()]
    return _Plan(baseline=baseline, rules=rules, codes=list(baseline.matrix), powers=powers, limits=limits, methods=methods,
                 normalized={title: first[method].round(_decimals(rules)) for title, method in zip(titles, methods, strict=True)},
                 carried=every.disjoint, about_limits=about, selection=selection, withdrawn=withdrawn)


def _decimals(rules: Rules) -> int:
    """Decimals of normalized values: so many that totals which are decimal numbers are met again when they are snapped, and
    where the rules round, so few that the last bits of another processor are not among them."""
    return FINEST if rules.decimals is None else min(FINEST, SNAP_DECIMALS + max(0, ceil(log10(rules.points))))


LANGUAGE_CELL = (1, 2)


@dataclass(frozen=True)
class _Places:
    """Where each named column stands."""

    at: dict[str, tuple[Sheet, int, int]]

    def cell(self, name: str, row: int, here: Sheet | None = None) -> str:
        sheet, top, column = self.at[name]
        cell = f"${letters(column)}{top + row + 2}"
        return cell if sheet is here else f"'{sheet.title}'!{cell}"

    def formula(self, text: str, row: int, here: Sheet) -> str:
        return in_row(text, lambda name: self.cell(name, row, here))


TOP = 5  # the row of headers of every sheet with a row for each team
SCORE_COLUMNS = ("id", "name", "rank", "total", "status_word", "change", "unrounded", "bonus")
STATIC = ("number", "tie", "lot", "entry", "limit", "low", "high", "barred", "card", "gone", "official")


def _places(plan: _Plan, sheets: dict[str, Sheet]) -> _Places:
    points = [f"points{number}" for number in range(len(plan.codes))]
    values = [f"value{number}" for number in range(len(plan.codes))]
    at = {name: (sheets[SCORES], TOP, column) for column, name in enumerate([*SCORE_COLUMNS, *points])}
    at |= {name: (sheets[STEPS], TOP, column) for column, name in enumerate(
        ["step_id", *STATIC, *_steps(plan)])}
    for title in plan.normalized:
        at |= {f"{title}/{name}": (sheets[title], TOP, 2 + column) for column, name in enumerate(values)}
    return _Places(at)


def _steps(plan: _Plan) -> dict[str, str]:
    return selection_formulas(plan.rules.on_tie, withdrawals=bool(plan.withdrawn))


def _titled(decision: Decision, what: Text) -> Text:
    rules = decision.contest.rules
    return Text(*(f"{title}{mark}{getattr(what, language)}" if title else getattr(what, language) for language, mark, title in (
        ("zh", " · ", rules.title_zh or rules.title_en), ("en", " · ", rules.title_en or rules.title_zh))))


def _names(decision: Decision, teams: list) -> list[Text]:
    """Display names without the id, which has its own column."""
    named = {language: team_names(decision.contest, language) for language in ("zh", "en")}
    return [Text(*(str(named[language][team]).removesuffix(f" {team}") for language in ("zh", "en"))) for team in teams]


def _add_list(sheet: Sheet, plan: _Plan, decision: Decision, places: _Places) -> None:
    rules, baseline, contest = plan.rules, plan.baseline, decision.contest
    group = rules.quotas[0].column if rules.quotas else "city"
    grouped = group in contest.teams
    sheet.widths(6, 9, 34, *([13] if grouped else []), 11, 8, 17, 11, 12)
    last = 8 if grouped else 7
    sheet.line(0, _titled(decision, both("the list under the weights in use")), last, bold=True, font_size=14, font_color=ACCENT)
    sheet.put(1, 0, "语言 Language", bold=True)
    sheet.put(*LANGUAGE_CELL, "中文" if rules.language == "zh" else "English", bg_color=INPUT, border=1, bold=True, align="center",
              locked=False)
    sheet.page.data_validation(*LANGUAGE_CELL, *LANGUAGE_CELL, {"validate": "list", "source": ["中文", "English"]})
    sheet.put(1, 3, both("weights in use"), font_color=FAINT)
    name = scenario_text(plan, 0)
    sheet.put(1, 5 if grouped else 4, Formula("=scenario_used", sheet.book.cached(name)), bold=True)
    notes = [both("The data are synthetic: no result below is a real team's.") if rules.synthetic else Text("", ""),
             Text(*(f"{getattr(plan.about_limits, language)}" for language in ("zh", "en"))),
             both("Official result: {cut} {withdrawals}", cut=_told(decision, describe_cut, standings=True),
                  withdrawals=_told(decision, describe_withdrawals))]
    top = 2
    for note in filter(None, notes):
        sheet.line(top, note, last, **(WARNING if note is plan.about_limits and not plan.carried else {"font_color": FAINT}))
        top += 1
    order, status = _order(plan)
    names = dict(zip(plan.teams, _names(decision, plan.teams), strict=True))
    chosen = [team for team in order if status[team] == 1]

    def live(formula, values):
        return [Formula(f'=IF(weights_ok,{places.formula(formula, row, sheet)},"")', value)
                for row, value in enumerate(values)]

    totals = [baseline.totals[team] for team in order]
    total_column = 4 if grouped else 3
    cut = f"INDEX({sheet.at(top + 1, total_column, top + len(order), total_column)},SUM(all_final))"
    columns = [
        Column(both("no."), live('IF([number]<=SUM(all_final),[number],"")',
                                 [place if place <= len(chosen) else "" for place in range(1, len(order) + 1)]), 6, "0"),
        Column(both("id"), live("INDEX(all_id,[nth])", order), 9),
        Column(both("team"), live("INDEX(all_name,[nth])", [sheet.book.cached(names[team]) for team in order]), 34),
        *([Column(_column_head(group), live("INDEX(all_group,[nth])", [contest.teams[group][team] for team in order]), 13)]
          if grouped else []),
        Column(both("total"), live("INDEX(all_total,[nth])", totals), 11, points_format(rules), "listed_total"),
        Column(both("rank"), live("INDEX(all_rank,[nth])", [baseline.ranks[team] for team in order]), 8, "0"),
        Column(both("status"), live("INDEX(all_status_word,[nth])", [_status_word(plan, team, status, sheet) for team in order]),
               17),
        Column(both("against the official list"), live("INDEX(all_change,[nth])", [
            _change_word(decision, team, status, sheet) for team in order]), 11),
        Column(both("points above the last place"),
               [Formula(f'=IF(weights_ok,IF(SUM(all_final)=0,"",ROUND({letters(total_column)}{top + row + 2}-{cut},10)),"")',
                        baseline.totals[team] - baseline.totals[chosen[-1]] if chosen else "") for row, team in enumerate(order)],
               12, f"+{points_format(rules)};-{points_format(rules)};0"),
    ]
    sheet.table(top, columns, frozen=3)
    _mark_rows(sheet, top + 1, len(order), last, f"${letters(last - 1)}", "$A", cut_line=True)


def _mark_rows(sheet: Sheet, first: int, rows: int, last: int, change: str, place: str, *, cut_line: bool = False) -> None:
    """Entering and leaving teams, the places, and the line below the last of them; words say the same as the colours."""
    block = (first, 0, first + rows - 1, last)
    here, below = first + 1, first + 2
    if cut_line:
        sheet.page.conditional_format(*block, {"type": "formula", "criteria": f'=AND(${place[1:]}{here}<>"",${place[1:]}{below}="")',
                                               "format": sheet.book.differential({"bottom": 1, "bottom_color": "#b00020"})})
    for word, look in (("word_in", ENTERS), ("word_out", LEAVES)):
        sheet.page.conditional_format(*block, {"type": "formula", "criteria": f'=AND({change}{here}<>"",{change}{here}={word})',
                                               "format": sheet.book.differential(look)})
    if cut_line:
        sheet.page.conditional_format(*block, {"type": "formula", "criteria": f'={place}{here}<>""',
                                               "format": sheet.book.differential(CHOSEN)})


def _told(decision: Decision, describe, *, standings: bool = False) -> Text:
    first = (decision.baseline,) if standings else ()
    return in_both(lambda language: describe(*first, decision.selection, team_names(decision.contest, language), language))


def _column_head(name: str) -> Text:
    return both("city") if name == "city" else both("province") if name == "province" else Text(name, name)


def points_format(rules: Rules) -> str:
    decimals = SNAP_DECIMALS if rules.decimals is None else rules.decimals
    return "0." + "0" * decimals if decimals else "0"


def scenario_text(plan: _Plan, number: int) -> Text:
    scenario = plan.rules.scenarios[number]
    return in_both(lambda language: scenario_names(plan.rules, language)[scenario.name])


def _order(plan: _Plan) -> tuple[list, dict]:
    """Teams as the list shows them under the baseline, and the number of each one's status."""
    selection, teams = plan.selection, [team for group in tie_groups(plan.baseline.totals, plan.baseline.keys) for team in group]
    listed = [*selection.finalists, *selection.tied]
    last = max((teams.index(team) for team in listed), default=-1)
    status = {team: 4 if team in plan.withdrawn else 6 if team in plan.limits.barred else 5 if teams.index(team) < last else 7
              for team in teams}
    status |= dict.fromkeys(selection.finalists, 1) | dict.fromkeys(selection.tied, 2) | dict.fromkeys(selection.reserves, 3)
    first = [team for number in (1, 2) for team in teams if status[team] == number] + list(selection.reserves)
    return first + [team for team in teams if team not in first], status


def _status_word(plan: _Plan, team, status: dict, sheet: Sheet) -> str:
    number = f" {plan.selection.reserves.index(team) + 1}" if status[team] == 3 else ""
    return sheet.book.cached(both(STATUSES[status[team] - 1])) + number


def _change_word(decision: Decision, team, status: dict, sheet: Sheet) -> str:
    official = team in decision.selection.finalists
    return "" if official == (status[team] == 1) else sheet.book.cached(both("▼ out") if official else both("▲ in"))


def _add_weights(sheet: Sheet, plan: _Plan, decision: Decision) -> None:
    rules, codes, book = plan.rules, plan.codes, sheet.book
    labels = [in_both(lambda language, code=code: indicator_names(rules, language).get(code, code)) for code in codes]
    count, width = len(rules.scenarios), len(codes)
    sheet.widths(7, 28, *[11] * width, 9, 13, 8, 20, 12)
    last = max(width + 6, 9)
    top = sheet.heading(_titled(decision, both("weights")), [
        both("Type the number of a scenario into the yellow cell. 0 takes your own weights from the yellow row: they are "
             "percentages and must add up to 100; nothing is rescaled."),
        both("Admissible weights by the rules: {admissible}.",
             admissible=in_both(lambda language: describe_admissible(rules, language)))], last)
    head, used, own = top + 3, top + 4, top + 5
    choice = (top, 2)
    sheet.put(top, 1, both("scenario number"), bold=True)
    sheet.put(*choice, FIRST_SCENARIO, bg_color=INPUT, border=1, bold=True, align="center", locked=False)
    numbers, weights = sheet.at(own, 0, own + count, 0), sheet.at(own, 2, own, width + 1)
    sheet.page.data_validation(*choice, *choice, {
        "validate": "list", "source": "=" + numbers, "error_title": "方案号 scenario number",
        "error_message": f"0–{count}"})
    names = sheet.at(own, 1, own + count, 1)
    sheet.put(top, 3, Formula("=scenario_used", book.cached(scenario_text(plan, 0))), bold=True)
    fine, wrong = both("✓ the weights add up; ranks and list follow them"), both(
        "✗ NO RANKING: choose a scenario number of the table, or let your own weights add up to 100")
    sheet.put(top + 1, 1, both("sum check"), bold=True)
    sheet.put(top + 1, 2, Formula(f"=IF(weights_ok,{book.text_formula(fine)[1:]},{book.text_formula(wrong)[1:]})",
                                  book.cached(fine)), bold=True)
    sheet.page.conditional_format(top + 1, 2, top + 1, 2, {"type": "formula", "criteria": "=NOT(weights_ok)",
                                                           "format": book.differential(WARNING)})
    ok = Formula(f"=IF(ISNUMBER(scenario_number),IF(AND(scenario_number=INT(scenario_number),scenario_number>=0,"
                 f"scenario_number<={count}),IF(scenario_number=0,AND(COUNT({weights})={width},MIN({weights})>=0,"
                 f"ABS(SUM({weights})-100)<0.0000001),TRUE),FALSE),FALSE)", True)
    sheet.put(top + 1, last, ok, font_color=FAINT)
    for name, reference in {"scenario_number": sheet.at(*choice), "weights_ok": sheet.at(top + 1, last),
                            "scenario_used": sheet.at(used, 1), "method_used": sheet.at(used, width + 3),
                            "power_used": sheet.at(used, width + 4)}.items():
        book.define(name, reference)

    def chosen(column):
        return f"INDEX({sheet.at(own, column, own + count, column)},scenario_number+1)"

    baseline, scenarios = decision.baseline, rules.scenarios
    columns = [
        Column(both("number"), [None, 0, *range(1, count + 1)], 7, "0"),
        Column(both("scenario"), [Formula(f'=IF(weights_ok,INDEX({names},scenario_number+1),"–")',
                                          book.cached(scenario_text(plan, 0))),
                                  both("your own weights"), *(scenario_text(plan, number) for number in range(count))], 28),
        *(Column(label, [Formula(f"=IF(weights_ok,{chosen(2 + number)}/{chosen(2 + width)},0)", baseline.weights[code]),
                         100 * float(baseline.weights[code]), *(float(s.weights.get(code, 0)) for s in scenarios)], 11,
                 "0.####") for number, (code, label) in enumerate(zip(codes, labels, strict=True))),
        Column(both("sum"), [Formula(f"=SUM({letters(2)}{used + 1}:{letters(width + 1)}{used + 1})", 1.0), 100,
                             *(float(s.total) for s in scenarios)], 9, "0.####"),
        Column(both("normalization"), [
            Formula(f"=IF(weights_ok,{chosen(width + 3)},1)", 1), 1,
            *(plan.methods.index(s.normalization) + 1 for s in scenarios)], 13, "0"),
        Column(both("power"), [Formula(f"=IF(weights_ok,{chosen(width + 4)},1)", plan.powers[0]), plan.powers[0], *plan.powers], 8,
               "0.##"),
        Column(both("proposer"), [None, None, *(s.proposer for s in scenarios)], 20),
        Column(both("date"), [None, None, *(s.date for s in scenarios)], 12),
    ]
    bottom = sheet.table(head, columns, frozen=2)
    cell = {"border": 1, "border_color": "#c3cad2"}
    for number, column in enumerate(columns[2:width + 2], start=2):
        sheet.put(used, number, column.values[0], num_format="0.00%", bold=True, **cell)
        sheet.put(own, number, column.values[1], num_format="0.####", bg_color=INPUT, locked=False, **cell)
    sheet.put(used, 1, columns[1].values[0], bold=True, **cell)
    sheet.put(used, width + 2, columns[width + 2].values[0], num_format="0.00%", bold=True, **cell)
    sheet.put(own, width + 2, Formula(f"=SUM({weights.split('!')[1]})", 100.0), num_format="0.####", **cell)
    sheet.page.data_validation(own, 2, own, width + 1, {
        "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100, "error_title": "权重 weight",
        "error_message": "0–100", "input_title": "权重 weight", "input_message": "0–100；合计 sum = 100；方案号 scenario number = 0"})
    sheet.page.conditional_format(own + 1, 0, own + count, last, {
        "type": "formula", "criteria": f"=$A{own + 2}=scenario_number", "format": book.differential(ENTERS)})
    sheet.page.conditional_format(own, 0, own, 1, {
        "type": "formula", "criteria": "=scenario_number=0", "format": book.differential(ENTERS)})
    # A chosen row is divided by its own sum, which for one's own weights is tested above.
    _add_outcome(sheet, plan, decision, bottom + 1, last)


def _add_outcome(sheet: Sheet, plan: _Plan, decision: Decision, top: int, last: int) -> None:
    """The list again beside the weights, and what has become of the official one."""
    official, order = decision.selection.finalists, _order(plan)[0]
    names = dict(zip(plan.teams, _names(decision, plan.teams), strict=True))
    status = _order(plan)[1]
    cell = {"border": 1, "border_color": "#c3cad2"}
    head = {"bold": True, "bg_color": "#e8eef4", "align": "center", "text_wrap": True} | cell
    count = min(SHOWN, max(plan.rules.places, len(official)), len(order))
    for column, word in enumerate((both("no."), both("team"), both("total"), both("against the official list"))):
        sheet.put(top, column, word, **head)
    for column, word in ((5, both("no.")), (6, both("official list")), (9, both("rank under the weights in use"))):
        sheet.put(top, column, word, **head)
    sheet.page.merge_range(top, 6, top, 8, "", sheet.book.style(**head))
    sheet.put(top, 6, both("official list"), **head)
    sheet.page.set_row(top, 33)
    for place in range(1, count + 1):
        row, team = top + place, order[place - 1]
        chosen = status[team] == 1

        def live(column, value, place=place, chosen=chosen):
            return Formula(f'=IF(AND(weights_ok,{place}<=SUM(all_final)),INDEX(all_{column},INDEX(all_nth,{place})),"")',
                           value if chosen else "")

        for column, value, form in ((0, Formula(f'=IF(AND(weights_ok,{place}<=SUM(all_final)),{place},"")', place if chosen else ""),
                                     "0"), (1, live("name", sheet.book.cached(names[team])), ""),
                                    (2, live("total", plan.baseline.totals[team]), points_format(plan.rules)),
                                    (3, live("change", _change_word(decision, team, status, sheet)), "")):
            sheet.put(row, column, value, **cell, **({"num_format": form} if form else {}))
        if place <= len(official):
            team = official[place - 1]
            index = plan.teams.index(team) + 1
            sheet.put(row, 5, place, num_format="0", **cell)
            sheet.page.merge_range(row, 6, row, 8, "", sheet.book.style(**cell))
            sheet.put(row, 6, names[team], **cell)
            sheet.put(row, 9, Formula(f'=IF(weights_ok,INDEX(all_rank,{index})&" "&INDEX(all_change,{index}),"")',
                                      f"{plan.baseline.ranks[team]} {_change_word(decision, team, status, sheet)}"), **cell)
    block = (top + 1, 0, top + count, 3)
    sheet.page.conditional_format(*block, {"type": "formula", "criteria": f'=AND($D{top + 2}<>"",$D{top + 2}=word_in)',
                                           "format": sheet.book.differential(ENTERS)})
    sheet.page.conditional_format(top + 1, 5, top + count, 9, {
        "type": "formula", "criteria": f"=ISNUMBER(SEARCH(word_out,$J{top + 2}))", "format": sheet.book.differential(LEAVES)})


def _add_scores(sheet: Sheet, plan: _Plan, decision: Decision, places: _Places) -> None:
    baseline, rules, teams = plan.baseline, plan.rules, plan.teams
    status = _order(plan)[1]
    names = _names(decision, teams)
    width = len(plan.codes)
    sheet.widths(9, 30, 7, 10, 16, 10, 13, 8, *[10] * width)
    last = len(SCORE_COLUMNS) + width - 1
    notes = [both("Points of each indicator: weight times normalized value times {points}; their sum and the bonus, rounded to 10 "
                  "decimals and then half up to {decimals}, are the total.", points=f"{rules.points:g}",
                  decimals=SNAP_DECIMALS if rules.decimals is None else rules.decimals)]
    if set(plan.powers) != {1}:
        notes.append(both("Under a power other than 1 the points are generated values, of whose sum the total is the mean."))
    row = sheet.heading(_titled(decision, both("scores and ranks")), notes, last)
    assert row < TOP
    sheet.put(TOP - 1, len(SCORE_COLUMNS) - 1, both("weight"), font_color=FAINT, align="right")
    weights = {}
    _, used = _weights_row(plan)
    for number, code in enumerate(plan.codes):
        sheet.put(TOP - 1, len(SCORE_COLUMNS) + number, Formula(f"='{WEIGHTS}'!{letters(2 + number)}{used + 1}",
                                                                baseline.weights[code]), num_format="0.00%", font_color=FAINT)
        weights[code] = f"{letters(len(SCORE_COLUMNS) + number)}${TOP}"
    formulas = score_formulas("points0", f"points{width - 1}", plan.powers, rules.decimals)
    here = {name: (text, form) for (name, text), form in zip(formulas.items(), ("0.000000", points_format(rules), "0"), strict=True)}

    def live(name, values):
        text, form = here[name]
        return [Formula(places.formula(text, i, sheet), value) for i, value in enumerate(values)], form

    unrounded, total, rank = (live(name, values) for name, values in (
        ("unrounded", baseline.unrounded), ("total", baseline.totals), ("rank", baseline.ranks)))
    word = places.formula
    columns = [
        Column(both("id"), teams, 9, name="id"), Column(both("team"), names, 30, name="name"),
        Column(both("rank"), rank[0], 7, rank[1], "rank"), Column(both("total"), total[0], 10, total[1], "total"),
        Column(both("status"), [Formula(
            word('=IF(weights_ok,INDEX(status_words,[status])&IF([status]=3," "&[reserve],""),"")', i, sheet),
            _status_word(plan, team, status, sheet)) for i, team in enumerate(teams)], 16, name="status_word"),
        Column(both("against the official list"), [Formula(
            word('=IF(weights_ok,IF(AND([final]=1,[official]=0),word_in,IF(AND([final]=0,[official]=1),word_out,"")),"")', i, sheet),
            _change_word(decision, team, status, sheet)) for i, team in enumerate(teams)], 10, name="change"),
        Column(both("unrounded total"), unrounded[0], 13, unrounded[1]),
        Column(both("bonus"), [float(value) for value in baseline.bonus], 8, "0.####"),
    ]
    labels = {code: in_both(lambda language, code=code: indicator_names(rules, language).get(code, code)) for code in plan.codes}
    for number, code in enumerate(plan.codes):
        cells = []
        for i in range(len(teams)):
            values = [places.cell(f"{title}/value{number}", i) for title in plan.normalized]
            value = values[0] if len(values) == 1 else f"CHOOSE(method_used,{','.join(values)})"
            cells.append(Formula(points_formula(value, weights[code], plan.powers), baseline.contributions[code].iloc[i]))
        columns.append(Column(labels[code], cells, 10, "0.0000"))
    sheet.table(TOP, columns, frozen=2)
    _mark_rows(sheet, TOP + 1, len(teams), last, "$F", "$E")


def _weights_row(plan: _Plan) -> tuple[int, int]:
    """Rows of the sheet of weights: the input cell, and the weights in use."""
    return 3, 7


def _about_normalized(title: str, plan: _Plan) -> list[Text]:
    method = plan.methods[list(plan.normalized).index(title)]
    if not method:
        return [both("Normalization 1: every indicator on one scale, higher is better, as the codebook says.")
                if len(plan.methods) > 1 else both("Every indicator on one scale, higher is better, as the codebook says.")]
    return [both("Normalization {number}: {method} for every indicator.", number=plan.methods.index(method) + 1,
                 method=both(method))]


def _add_matrix(sheet: Sheet, plan: _Plan, names: list[Text], table: pd.DataFrame, notes: list[Text], form: str) -> None:
    rules = plan.rules
    sheet.widths(9, 30, *[12] * len(plan.codes))
    units = {i.code: Text(i.unit_zh, i.unit_en) for i in rules.indicators}
    own = sheet.title == MATRIX
    heads = [in_both(lambda language, code=code: indicator_names(rules, language).get(code, code) + (
        f"\n{getattr(units.get(code, Text('', '')), language)}" if own else "")) for code in plan.codes]
    sheet.heading(both("Normalized values") if not own else both("Measured values"), notes, len(plan.codes) + 1)
    sheet.table(TOP, [Column(both("id"), plan.teams, 9), Column(both("team"), names, 30),
        *(Column(head, [float(value) for value in table[code]], 12, form) for head, code in zip(heads, plan.codes, strict=True))],
        frozen=2)


def _add_steps(sheet: Sheet, plan: _Plan, decision: Decision, places: _Places) -> None:
    steps = _steps(plan)
    frame = _static(plan, decision)
    group = plan.rules.quotas[0].column if plan.rules.quotas else "city"
    grouped = group in decision.contest.teams
    sheet.widths(9, *[9] * (len(STATIC) + len(steps) + grouped))
    sheet.heading(both("How the list is drawn up, step by step"), [
        both("1 is yes, 0 is no. Who reads only the list needs nothing of this sheet; the codebook says what each column is."),
    ], min(len(STATIC) + len(steps), 20))
    columns = [Column(both("id"), plan.teams, 9)]
    columns += [Column(Text(name, name), list(frame[name]), 9, "0", name) for name in STATIC]
    columns += [Column(Text(name, name), [Formula(places.formula(text, row, sheet)) for row in range(len(plan.teams))], 9, "0", name)
                for name, text in steps.items()]
    if grouped:
        columns.append(Column(_column_head(group), [str(decision.contest.teams[group][team]) for team in plan.teams], 12,
                              name="group"))
    sheet.table(TOP, columns, frozen=1)


def _static(plan: _Plan, decision: Decision) -> pd.DataFrame:
    """What does not depend on the weights: tie-break keys, lots, limits, rulings; shape (T, columns of STATIC)."""
    teams = pd.Index(plan.teams)
    groups = tie_groups(pd.Series(0.0, index=teams), plan.baseline.keys)
    frame = pd.DataFrame(0, index=teams, columns=list(STATIC))
    frame["number"] = range(1, len(teams) + 1)
    frame["tie"] = pd.Series({team: number for number, group in enumerate(groups, 1) for team in group})
    for column, order in (("entry", lambda group: group), ("lot", lambda group: lot_order(group, plan.rules.seed))):
        frame[column] = pd.Series({team: number for number, team in enumerate(
            (team for group in groups for team in order(group)), 1)})
    frame["high"] = len(teams) + 1
    for number, (members, low, high) in enumerate(plan.limits.sets, 1):
        frame.loc[list(members), ["limit", "low", "high"]] = number, low, high
    for column, members in (("barred", plan.limits.barred), ("card", plan.limits.forced), ("gone", plan.withdrawn),
                            ("official", decision.selection.finalists)):
        frame.loc[[team for team in teams if team in members], column] = 1
    return frame

