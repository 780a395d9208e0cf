"""What people read: display tables and the committee's page, in Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

import pandas as pd

from contestlib.coefficients import describe_coefficients
from contestlib.data_sentences import describe_decided, describe_rulings
from contestlib.data_tables import (
    describe_unmoved,
    show_borders,
    show_checks,
    show_control,
    show_definitions,
    show_fills,
    show_flags,
    show_matrix,
    show_readings,
    show_reconciliation,
    show_reconciliation_by_team,
    show_set_aside,
)
from contestlib.doubt_sentences import describe_zones
from contestlib.exact_sentences import describe_admissible
from contestlib.judge_tables import show_agreement, show_judges, show_mark_effects
from contestlib.list_tables import (
    show_chances,
    show_changes,
    show_drivers,
    show_finalists,
    show_lists,
    show_paths,
    show_prices,
    show_ranges,
    show_reversals,
    show_scenarios,
    show_standings,
    show_values,
    show_weights,
)
from contestlib.method import (
    describe_aggregation,
    describe_assumptions,
    describe_basis,
    describe_floors,
    describe_method,
    describe_quotas,
    show_method,
)
from contestlib.record_sentences import describe_seal
from contestlib.records import Decision
from contestlib.sentences import findings
from contestlib.wording import say, team_names

__all__ = [
    "render_page", "report_html", "show_agreement", "show_borders", "show_chances", "show_changes", "show_checks",
    "show_control", "show_definitions", "show_drivers", "show_fills", "show_finalists", "show_flags", "show_judges",
    "show_lists", "show_matrix", "show_paths", "show_prices", "show_ranges", "show_reconciliation", "show_reversals",
    "show_scenarios", "show_set_aside", "show_standings", "show_values", "show_weights",
]

NUMBER, DIGIT = re.compile(r"[-+<>]?[0-9,]*\.?[0-9]+%?|–|"), re.compile("[0-9]")


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
        "fills": show_fills(decision.fills, contest, language),
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
    ranked, drawn = len(baseline.table), len(decision.ranges.table)
    whole = {"standings": ranked, "ranges": drawn, "chances": drawn, "joint": drawn, "lists": len(decision.joint.lists)}
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
        decided=describe_decided(decision, language, withdrawals=False, reasons=True),
        basis=describe_basis(baseline, language),
        assumed=[*describe_assumptions(baseline, language), *describe_quotas(contest.rules, language),
                 *describe_floors(contest.rules, language)],
        method=describe_method(baseline, language),
        panel=[] if decision.panel is None else [describe_aggregation(contest.rules.panel, decision.panel, language)],
        zones=describe_zones(contest.rules, language, proven=decision.ranges.quotas != "left out"),
        joint_zones=describe_zones(contest.rules, language),
        coefficients=describe_coefficients(decision.judging, contest.rules, language) if decision.judging is not None else [],
        unmoved=describe_unmoved(decision.definitions, decision.definition_lists, language),
        tables={name: _cells(table) for name, table in tables.items() if len(table)},
        left_out={name: say("Not shown: the other {count} of {rows}, whose chance is 0." if name in ("chances", "joint") else
                            "Not shown: the other {count} of {rows}, which come after these.", language,
                            count=rows - len(tables[name]), rows=rows)
                  for name, rows in whole.items() if len(tables[name]) < rows},
        glossary=explain(_words_of(tables.values()), language, rules=contest.rules),
        figures={name: base64.b64encode(image).decode("ascii") for name, image in figures.items()})


def render_page(template: str, language: str, font: Callable[[str], bytes], **content) -> str:
    """One self-contained page, with a font of the characters that it uses."""
    import base64
    page = _pages().get_template(template)
    content |= {"language": language, "say": lambda template, **values: say(template, language, **values)}
    characters = "".join(sorted(set(page.render(**content | {"figures": {}}))))
    return page.render(**content, font=base64.b64encode(font(characters)).decode("ascii"))


@cache  # a page in two languages is one template, read once
def _pages():
    import jinja2
    return jinja2.Environment(loader=jinja2.PackageLoader("contestlib", "pages"), autoescape=True, trim_blocks=True,
                              lstrip_blocks=True)


def _words_of(tables: Iterable[pd.DataFrame]) -> set[str]:
    """Headings and cells: what a reader may want explained."""
    return {str(word) for table in tables if len(table)
            for word in (table.index.name, *table.columns, *table.index, *table.to_numpy().ravel())}


def _cells(table: pd.DataFrame) -> dict:
    """Heads, each with whether numbers alone stand below it, and rows; the index is the first column."""
    flat = table.reset_index(names=table.index.name or "").astype(str)
    return {"heads": [(head, _is_numbers(flat.iloc[:, at])) for at, head in enumerate(flat)], "rows": flat.to_numpy().tolist()}


def _is_numbers(column: pd.Series) -> bool:
    """Whether every cell is a number or a dash, and some are numbers."""
    cells = column.tolist()
    return all(map(NUMBER.fullmatch, cells)) and any(map(DIGIT.search, cells))
