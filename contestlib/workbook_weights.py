"""The sheet of weights: a scenario or one's own, whether they add up, and what becomes of the list."""

from __future__ import annotations

from functools import partial

from contestlib.catalogue import translate
from contestlib.exact_sentences import describe_admissible
from contestlib.regions import region_of, region_rows
from contestlib.workbook_plan import Plan, titled
from contestlib.workbook_sheets import (
    CELL,
    ENTERS,
    HEADER,
    HIDDEN_VALUE,
    INPUT,
    LEAVES,
    PLACED,
    WARNING,
    Column,
    Formula,
    Sheet,
    both,
    in_both,
)

NO_RANKING = both("✗ NO RANKING: choose the number of a scenario, or give your own weights as numbers, none below 0, that add up "
                  "to 100")
STALE = both("✗ not every rank is computed: press Ctrl+Shift+F9 (in LibreOffice), then look again")
ADMISSIBLE = both("✓ these weights are admissible by the rules")
NOT_ADMISSIBLE = both("✗ these weights are not admissible by the rules; the list is computed all the same")
MIXTURES = both("? admissible are mixtures of the members' proposals; no formula here can tell whether these weights are one")
NEAR = "0.000000001"  # how far beyond a bound weights still keep it
SHOWN = 25  # places of the list that are repeated here
CHOICE = (4, 2)  # the cell that chooses a scenario
USED, OWN = 8, 9  # rows: the weights in use, one's own; the scenarios follow


def told_if_computed(book, words) -> str:
    """A formula that says `words` where ranks stand that follow the weights in use, and otherwise why they do not."""
    right, none, stale = (book.text_formula(text)[1:] for text in (words, NO_RANKING, STALE))
    return f"=IF(weights_ok,IF(ranks_ok,{right},{stale}),{none})"


def add_weights(sheet: Sheet, plan: Plan) -> None:
    """Scenarios and one's own weights, from which a cell chooses; names the cells that other sheets go by."""
    book, width, scenarios = sheet.book, len(plan.codes), plan.rules.scenarios
    last, end = max(width + 6, 9), OWN + len(plan.rules.scenarios)
    sheet.widths(9, 22, *[9] * width, 8, 10, 8, 16, 11, *[11] * max(0, 3 - width))
    sheet.heading(titled(plan, both("weights")), [
        both("Type the number of a scenario into the yellow cell. 0 takes your own weights from the yellow row: percentages that "
             "must add up to 100; nothing is rescaled. A scenario's weights stand as they were proposed; each is divided by "
             "their sum."),
        both("Your own weights use the normalization and the mean of scenario 1. Admissible by the rules: {admissible}.",
             admissible=in_both(lambda language: describe_admissible(plan.rules, language)))], last)
    own = sheet.at(OWN, 2, OWN, width + 1)
    fine = both("✓ the weights add up; ranks and list follow them")
    check, row = (CHOICE[0] + 1, 2), CHOICE[0]
    sheet.put(row, 1, both("scenario number"), bold=True)
    sheet.put(*CHOICE, 1, bg_color=INPUT, border=1, bold=True, align="center", locked=False)
    sheet.put(row, 3, Formula("=scenario_used", book.cached(plan.scenarios[0])), bold=True)
    sheet.put(row + 1, 1, both("sum check"), bold=True)
    sheet.across(*check, last - 1, Formula(told_if_computed(book, fine), book.cached(fine)), bold=True)
    sheet.put(row + 2, 1, both("admissible weights"), bold=True)
    sheet.across(row + 2, 2, last - 1, _admissible(sheet, plan), bold=True)
    sheet.put(row, last, Formula(
        f"=IF(ISNUMBER(scenario_number),IF(scenario_number=0,AND(COUNT({own})={width},MIN({own})>=0,ABS(SUM({own})-100)<0.0000001),"
        f"COUNTIF({sheet.at(OWN + 1, 0, end, 0)},scenario_number)=1),FALSE)", True), font_color=HIDDEN_VALUE)
    # A program that computes long columns on several threads may leave a rank as it was; this cell stands alone and notices.
    sheet.put(row + 1, last, Formula('=IF(weights_ok,SUMPRODUCT((COUNTIF(all_total,">"&all_total)+1<>all_rank)*1)=0,TRUE)', True),
              font_color=HIDDEN_VALUE)
    for name, cell in {"scenario_number": CHOICE, "weights_ok": (row, last), "ranks_ok": (row + 1, last),
                       "scenario_used": (USED, 1), "method_used": (USED, width + 3), "power_used": (USED, width + 4)}.items():
        book.define(name, sheet.at(*cell))

    def chosen(column):
        return f"INDEX({sheet.at(OWN, column, end, column)},scenario_number+1)"

    weights = plan.baseline.weights
    columns = [
        Column(both("scenario number"), [both("in use"), 0, *range(1, len(scenarios) + 1)], 9, "0"),
        Column(both("scenario"), [Formula(f'=IF(weights_ok,{chosen(1)},"–")', book.cached(plan.scenarios[0])),
                                  both("your own weights"), *plan.scenarios], 22),
        *(Column(label, [Formula(f"=IF(weights_ok,{chosen(2 + number)}/{chosen(2 + width)},0)", weights[code]),
                         100 * float(weights[code]), *(float(s.weights.get(code, 0)) for s in scenarios)], 9, "General")
          for number, (code, label) in enumerate(zip(plan.codes, plan.labels, strict=True))),
        Column(both("sum"), [Formula(f"=SUM({sheet.at(USED, 2, USED, width + 1)})", 1.0), Formula(f"=SUM({own})", 100.0),
                             *(float(s.total) for s in scenarios)], 8, "General"),
        Column(both("sheet of normalized values"), [Formula(f"=IF(weights_ok,{chosen(width + 3)},1)", 1), 1,
                                                    *plan.method_numbers], 10, "0"),
        Column(both("power of the mean"), [Formula(f"=IF(weights_ok,{chosen(width + 4)},1)", plan.powers[0]), plan.powers[0],
                                           *plan.powers], 8, "General"),
        Column(both("proposer"), [None, None, *(in_both(partial(translate, s.proposer)) for s in scenarios)], 16, wrap=True),
        Column(both("date"), [None, None, *(s.date for s in scenarios)], 11),
    ]
    bottom = sheet.table(USED - 1, columns, frozen=2, alone=False)
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
    sheet.rules((*check, *check), {"=NOT(AND(weights_ok,ranks_ok))": WARNING})
    sheet.rules((OWN, 0, OWN, 1), {"=scenario_number=0": ENTERS})
    sheet.rules((OWN + 1, 0, end, last), {f"=$A{OWN + 2}=scenario_number": ENTERS})
    _add_outcome(sheet, plan, bottom + 1)


def _admissible(sheet: Sheet, plan: Plan) -> Formula:
    """Whether the weights in use are admissible by the rules, as far as a formula can tell."""
    book, region = sheet.book, region_of(plan.rules)
    yes, no, open_ = (book.text_formula(text)[1:] for text in (ADMISSIBLE, NOT_ADMISSIBLE, MIXTURES))
    if region.proposals is not None:
        return Formula(f'=IF(weights_ok,{open_},"–")', book.cached(MIXTURES))
    cells = [sheet.at(USED, 2 + number) for number in range(len(plan.codes))]
    kept = [f"{'+'.join(f'{factor:.12g}*{cell}' for factor, cell in zip(row, cells, strict=True) if factor)}<={limit:.12g}+{NEAR}"
            for row, limit in zip(*region_rows(region), strict=True) if row.max() > limit]
    holds = f"AND({','.join(kept)})" if kept else "TRUE"
    return Formula(f'=IF(weights_ok,IF({holds},{yes},{no}),"–")',
                   book.cached(ADMISSIBLE if region.contains(plan.baseline.weights) else NOT_ADMISSIBLE))


def _add_outcome(sheet: Sheet, plan: Plan, top: int) -> None:
    """The list again beside the weights, and what has become of the official one."""
    official, order, cached = plan.decision.selection.finalists, plan.order, sheet.book.cached
    count = min(SHOWN, max(plan.rules.places, len(official)), len(order))
    sheet.parts.append(top)

    def live(place, value, column="", inside=""):
        inside = inside or f"INDEX(all_{column},INDEX(all_nth,{place}))"
        return Formula(f'=IF(AND(weights_ok,{place}<=SUM(all_final)),{inside},"")',
                       value if plan.status[order[place - 1]] == 1 else "")

    for column, head in enumerate((both("no."), both("team"), both("total"), both("against the official list"))):
        sheet.put(top, column, head, **HEADER)
    sheet.put(top, 5, both("no."), **HEADER)
    sheet.across(top, 6, 8, both("official list"), **HEADER)
    sheet.put(top, 9, both("rank under the weights in use"), **HEADER)
    sheet.height(top, 50)
    for place in range(1, count + 1):
        team, row = order[place - 1], top + place
        sheet.put(row, 0, live(place, place, inside=str(place)), num_format="0", **CELL)
        sheet.put(row, 1, live(place, cached(plan.names[team]), "name"), indent=1, shrink=True, **CELL)
        sheet.put(row, 2, live(place, plan.baseline.totals[team], "total"), num_format=plan.points_format, **CELL)
        sheet.put(row, 3, live(place, cached(plan.change_text(team)), "change"), indent=1, **CELL)
    for place, team in enumerate(official[:count], start=1):
        number, row = plan.teams.index(team) + 1, top + place
        sheet.put(row, 5, place, num_format="0", **CELL)
        sheet.across(row, 6, 8, plan.names[team], indent=1, shrink=True, **CELL)
        sheet.put(row, 9, Formula(f'=IF(weights_ok,INDEX(all_rank,{number})&" "&INDEX(all_change,{number}),"")',
                                  f"{plan.baseline.ranks[team]} {cached(plan.change_text(team))}"), align="right", **CELL)
    sheet.rules((top + 1, 0, top + count, 3), {f"=$D{top + 2}=word_in": ENTERS, f'=$A{top + 2}<>""': PLACED})
    sheet.rules((top + 1, 5, top + count, 9), {f"=ISNUMBER(SEARCH(word_out,$J{top + 2}))": LEAVES})
