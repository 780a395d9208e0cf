"""What a run makes for people to open, from a decision and the contents of its record, and the record that covers it."""

from __future__ import annotations

from collections.abc import Callable

from contestlib.beside import beside
from contestlib.glossary import explain_words
from contestlib.notice import notice_html
from contestlib.page import LANGUAGES, page_html
from contestlib.record import complete_record, derived_tables, record_bytes, record_contents
from contestlib.records import Decision
from contestlib.reporting import report_html
from contestlib.sentences import findings, heaviest
from contestlib.shortfalls import needed_points
from contestlib.wording import indicator_names, scenario_names, team_names
from contestlib.workbook import committee_workbook

Images = dict[str, dict[str, bytes]]
KINDS = ("svg", "png")
NOTICES = tuple(f"notice_{language}.html" for language in LANGUAGES)


def committee_files(decision: Decision, contents: dict) -> dict[str, bytes]:
    """Workbook, page with sliders, and report in both languages, by name: all that the record holds the hash of.

    Parameters
    ----------
    decision : Decision
    contents : dict
        As `record.record_contents` returns it.

    Returns
    -------
    dict of str to bytes
    """
    with beside(_workbook_and_figures, decision, ("svg",)) as second:
        return _opened_files(decision, contents, second, ("svg",))[0]


def _workbook_and_figures(decision: Decision, kinds: tuple[str, ...]) -> tuple[bytes, Images]:
    """About half of the work on a record, and the half that needs nothing but the decision."""
    return committee_workbook(decision), report_figures(decision, LANGUAGES[1], kinds=kinds)


def _opened_files(decision: Decision, contents: dict, second: Callable, kinds: tuple[str, ...]) -> tuple[
        dict[str, bytes], dict[str, Images]]:
    """`committee_files`, and the figures by language; `second` returns what `_workbook_and_figures` does."""
    from contestlib.drawing import font_subset

    def report(language, figures):
        drawn = {name: images["svg"] for name, images in figures.items()}
        return report_html(decision, contents, drawn, language, font=font_subset, explain=explain_words).encode("utf-8")

    first, other = LANGUAGES
    figures = {first: report_figures(decision, first, kinds=kinds)}
    page = page_html(decision, contents, font=font_subset).encode("utf-8")
    reports = {f"report_{first}.html": report(first, figures[first])}
    workbook, figures[other] = second()
    reports[f"report_{other}.html"] = report(other, figures[other])
    return {"committee.xlsx": workbook, "what-if.html": page, **reports}, figures


def build_record(decision: Decision) -> dict:
    """The record of a decision; everything that the committee opens is made for its hash.

    Parameters
    ----------
    decision : Decision

    Returns
    -------
    dict
        As `archive.write_record` writes it.
    """
    contents = record_contents(decision)
    return complete_record(contents, committee_files(decision, contents))


def derived_files(decision: Decision) -> dict[str, bytes]:
    """Every table of a run, and its record, by file name."""
    with beside(_workbook_and_figures, decision, ("svg",)) as second:
        tables = derived_tables(decision)
        contents = record_contents(decision, tables)
        opened, _ = _opened_files(decision, contents, second, ("svg",))
    return tables | {"record.json": record_bytes(complete_record(contents, opened))}


def run_files(decision: Decision) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The two folders that a run writes: `derived_files`, and the report's, where figures and the notice stand besides.

    Parameters
    ----------
    decision : Decision

    Returns
    -------
    tuple of dict of str to bytes
        Contents by relative POSIX path. The notice prints the record's digest and so is in no record; a list with an open tie
        has none.
    """
    with beside(_workbook_and_figures, decision, KINDS) as second:
        tables = derived_tables(decision)
        contents = record_contents(decision, tables)
        opened, figures = _opened_files(decision, contents, second, KINDS)
    record = complete_record(contents, opened)
    copies = {f"figures/{name}_{language}.{kind}": image for language, drawn in figures.items()
              for name, images in drawn.items() for kind, image in images.items()}
    return tables | {"record.json": record_bytes(record)}, opened | copies | notice_files(decision, record)


def notice_files(decision: Decision, record: dict) -> dict[str, bytes]:
    """The public notice in both languages, by name; none of a list with an open tie.

    Parameters
    ----------
    decision : Decision
    record : dict
        Its record, whose digest the notice prints.

    Returns
    -------
    dict of str to bytes
    """
    from contestlib.drawing import font_subset
    needed = needed_points(decision)
    return {} if decision.selection.tied else {
        name: notice_html(decision, record, language, font=font_subset, needed=needed).encode("utf-8")
        for name, language in zip(NOTICES, LANGUAGES, strict=True)}


def report_figures(decision: Decision, language: str, *, kinds: tuple[str, ...] = KINDS) -> Images:
    """Every figure of the report as SVG and PNG, its finding as its title, in the report's own style whatever is set outside."""
    from contestlib import doubt_figures, drawing, exact_figures, plotting
    rules, baseline = decision.contest.rules, decision.baseline
    names, labels = team_names(decision.contest, language), indicator_names(rules, language)
    titles = findings(decision, language)

    def drawn(plot, *what, finding, **more):
        return drawing.image_bytes(plot(*what, title=titles[finding], language=language, **more).figure, kinds)

    with drawing.own_style():
        triangle = {} if decision.areas is None else {"triangle": drawn(
            exact_figures.plot_triangle, decision.areas, baseline.weights[heaviest(baseline.weights)], labels, names,
            finding="triangle")}
        drivers = {"drivers": drawn(doubt_figures.plot_drivers, decision.drivers, names, finding="drivers",
                                    chance=decision.joint.probability["value"])} if len(
            decision.drivers.table) else {}
        return triangle | drivers | {
            "cut_line": drawn(plotting.plot_cut_line, baseline, decision.selection, names, finding="cut"),
            "contributions": drawn(plotting.plot_contributions, baseline, decision.selection, names, labels,
                                   finding="contributions"),
            "scenarios": drawn(plotting.plot_scenarios, decision.standings, decision.selections, names,
                               scenario_names(rules, language), finding="scenarios"),
            "ranks": drawn(exact_figures.plot_rank_ranges, decision.ranges, decision.competing.ranks, names, finding="ranges"),
            "weights": drawn(exact_figures.plot_weights, decision.intervals, labels, finding="weights", sweeps=decision.sweeps),
            "chances": drawn(doubt_figures.plot_chances, decision.stability, decision.zones, names, finding="chances",
                            limits=(rules.out, rules.safe)),
            "joint": drawn(doubt_figures.plot_chances, decision.joint, decision.joint_zones, names, finding="joint",
                           over=doubt_figures.JOINT_CHANCE, limits=(rules.out, rules.safe)),
            "acceptability": drawn(doubt_figures.plot_acceptability, decision.joint, names, finding="spread"),
            "specification": drawn(doubt_figures.plot_specification, decision.specification, names,
                                   scenario_names(rules, language), finding="specification"),
            "waterfall": drawn(plotting.plot_waterfall, decision.ledger, finding="ledger"),
        }
