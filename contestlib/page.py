"""What the committee opens to try other weights: one HTML file that reckons as the library does."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from contestlib.canonical import canonical
from contestlib.catalogue import translate
from contestlib.decision import decide_contest
from contestlib.exact_sentences import describe_admissible
from contestlib.list_sentences import quota_text
from contestlib.lots import lot_order
from contestlib.notice import team_sentences
from contestlib.own_values import value_marks
from contestlib.record import record_contents
from contestlib.record_sentences import describe_seal
from contestlib.records import Contest, Decision, Standings
from contestlib.regions import region_of, region_polytope, region_rows
from contestlib.rounding import SNAP_DECIMALS
from contestlib.rules import Indicator
from contestlib.scoring import generator_matrix
from contestlib.selection import list_limits
from contestlib.shortfalls import needed_points
from contestlib.wording import indicator_names, register_values, scenario_names, team_names, unit_text, value_text

LANGUAGES = ("zh", "en")
SCRIPTS = ("arithmetic.js", "what-if.js")
FINDINGS = ("nominal", "cut", "withdrawals", "numbering", "ranges", "admissible", "change", "whole")
TEXTS = re.compile(r'(?:say|words)\("([^"]+)"')  # what the page's own files say, by the template in the catalogue


def page_html(decision: Decision, record: dict, *, font: Callable[[str], bytes] = lambda text: b"") -> str:
    """The page with sliders: self-contained, in both languages, for people who do not program.

    Parameters
    ----------
    decision : Decision
    record : dict
        Its record or the contents of one, whose seal and findings the page shows.
    font : callable, optional
        Returns a font with the characters of the text it is given, to be put into the page.

    Returns
    -------
    str
        One HTML file. Nothing but its own script can run in it, and it asks nobody for anything.
    """
    import jinja2
    pages = jinja2.Environment(loader=jinja2.PackageLoader("contestlib", "pages"), autoescape=True, trim_blocks=True,
                               lstrip_blocks=True)
    files = {name: pages.loader.get_source(pages, name)[0] for name in ("what-if.html", "what-if.css", *SCRIPTS)}
    said = sorted({text for source in files.values() for text in TEXTS.findall(source)})
    data = as_script(page_data(decision, record) | {"words": {text: translate(text, "zh") for text in said}})
    script, style = "".join(files[name] for name in SCRIPTS), files["what-if.css"]
    embedded = font("".join(sorted(set(data + "".join(said)))))
    if embedded:
        style = (f'@font-face {{ font-family: "contest"; src: url("data:font/ttf;base64,{base64.b64encode(embedded).decode()}") '
                 f'format("truetype"); }}\n{style}')
    language = decision.contest.rules.language
    return pages.get_template("what-if.html").render(
        language=language, title=_title(record, language), say=lambda text: translate(text, language),
        script=script, style=style, data=data, allowed_script=_allowed(script), allowed_style=_allowed(style))


def _allowed(text: str) -> str:
    """The one inline text that the page's policy lets through."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def as_script(value) -> str:
    """Plain values as JSON that no HTML can be read out of, whatever names hold.

    Examples
    --------
    >>> as_script({"name": "</script><b>"})
    '{"name":"\\\\u003c/script\\\\u003e\\\\u003cb\\\\u003e"}'
    """
    text = canonical(value).decode("utf-8")
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def page_data(decision: Decision, record: dict) -> dict:
    """Everything that the page reckons with and shows, as plain values; teams and indicators are numbers in the table's order.

    Parameters
    ----------
    decision : Decision
    record : dict

    Returns
    -------
    dict
    """
    contest, baseline, rules = decision.contest, decision.baseline, decision.contest.rules
    number = {team: at for at, team in enumerate(baseline.totals.index)}
    tables = _tables(decision)
    wild_cards = tuple(contest.decisions.loc[contest.decisions["kind"] == "wild-card", "team"])
    limits = list_limits(rules, baseline.totals.index, matrix=baseline.matrix, register=contest.teams, wild_cards=wild_cards)
    withdrawn = contest.decisions.loc[contest.decisions["kind"] == "withdrawal", "team"]
    names = _both(lambda language: team_names(contest, language))
    labels = {language: indicator_names(rules, language) for language in LANGUAGES}
    units = {indicator.code: _both(lambda language, one=indicator: unit_text(one, language)) for indicator in rules.indicators}
    selection = decision.selection
    return {
        "language": rules.language, "title": _both(lambda language: _title(record, language)),
        "synthetic": rules.synthetic, "seal": _both(lambda language: describe_seal(record, language)),
        "findings": _both(lambda language: [text for name in FINDINGS if (text := record["findings"][language][name])]),
        "places": rules.places, "reserves": rules.reserves, "points": rules.points, "onTie": rules.on_tie,
        "decimals": SNAP_DECIMALS if rules.decimals is None else rules.decimals, "rounded": rules.decimals is not None,
        "indicators": [{"code": code, "label": {language: labels[language].get(code, code) for language in LANGUAGES},
                        "unit": units.get(code, {"zh": "", "en": ""})} for code in baseline.weights.index],
        "tables": [table for table, _ in tables],
        "scenarios": [{"label": _both(lambda language, name=name: scenario_names(rules, language).get(name, name)),
                       "rationale": {"zh": standings.scenario.rationale_zh, "en": standings.scenario.rationale_en},
                       "weights": standings.weights.tolist(),
                       "table": next(at for at, (_, names) in enumerate(tables) if name in names)}
                      for name, standings in decision.standings.items()],
        "teams": _teams(decision), "bonus": baseline.bonus.tolist(), "keys": baseline.keys.astype(int).to_numpy().tolist(),
        "lot": _places_in(lot_order(baseline.totals.index, rules.seed), baseline.totals.index),
        "quotas": [{"members": sorted(number[team] for team in members), "low": low, "high": high,
                    "words": _both(lambda language, words=words: quota_text(words, rules, names[language], language)),
                    "wild": words.startswith("wild card")} for members, low, high, words in limits],
        "withdrawn": sorted(number[team] for team in withdrawn if team in number),
        "official": {"finalists": [number[team] for team in selection.finalists],
                     "tied": [number[team] for team in selection.tied]},
        "region": _region(contest),
    }


def _both(text: Callable) -> dict:
    return {language: text(language) for language in LANGUAGES}


def _title(record: dict, language: str) -> str:
    titles = record["contest"]
    return titles[f"title_{language}"] or titles["title_zh"] or titles["title_en"]


def _places_in(order: list, teams: pd.Index) -> list[int]:
    place = {team: at for at, team in enumerate(order)}
    return [place[team] for team in teams]


def _tables(decision: Decision) -> list[tuple[dict, list[str]]]:
    """Each different table of generated values (normalizer and mean), with the scenarios that use it."""
    tables: list[tuple[dict, list[str]]] = []
    for name, standings in decision.standings.items():
        power = _power(standings)
        values = generator_matrix(standings.normalized, power).to_numpy(dtype=float).tolist()
        table = {"values": values, "power": power,
                 "method": _both(lambda language, name=standings.scenario.normalization: translate(name, language))}
        same = next((names for known, names in tables if known["values"] == values and known["power"] == power), None)
        if same is None:
            tables.append((table, [name]))
        else:
            same.append(name)
    return tables


def _power(standings: Standings) -> float:
    return standings.rules.power if standings.scenario.power is None else standings.scenario.power


def _teams(decision: Decision) -> list[dict]:
    """Name, own values, range of ranks and what it would take, of each team in the table's order."""
    baseline, ranges = decision.baseline, decision.ranges.table
    names = _both(lambda language: team_names(decision.contest, language))
    indicators = {indicator.code: indicator for indicator in decision.contest.rules.indicators}
    needed = needed_points(decision)  # words differ between the languages, points do not
    sentences = _both(lambda language: team_sentences(decision, language, needed=needed))
    marks = _both(lambda language: value_marks(decision, language))
    city = _both(lambda language: register_values(decision.contest, "city", language)
                 if "city" in decision.contest.teams else {})
    return [{
        "id": str(team), "name": _both(lambda language, team=team: names[language][team]),
        "city": _both(lambda language, team=team: city[language].get(team, "")),
        "own": [value_text(value, indicators.get(code, Indicator(code))) for code, value in baseline.matrix.loc[team].items()],
        "marks": {str(at): _both(lambda language, cell=(team, code): marks[language][cell])
                  for at, code in enumerate(baseline.matrix) if (team, code) in marks["en"]},
        "range": [int(ranges.at[team, "best"]), int(ranges.at[team, "worst"])] if team in ranges.index else None,
        "sentences": _both(lambda language, team=team: sentences[language][team])}
        for team in baseline.totals.index]


def _region(contest: Contest) -> dict:
    """Bounds and statements of the admissible weights, and the least and most that each weight can be."""
    region = region_of(contest.rules)
    rows, limits = region_rows(region)
    bounds = len(rows) - len(region.statements)
    vertices = region_polytope(region).vertices
    return {"lower": region.lower.tolist(), "upper": region.upper.tolist(), "rows": rows[bounds:].tolist(),
            "limits": limits[bounds:].tolist(), "words": list(region.statements), "mixture": region.proposals is not None,
            "least": vertices.min(axis=0).tolist(), "most": vertices.max(axis=0).tolist(),
            "text": _both(lambda language: describe_admissible(contest.rules, language))}


@dataclass(frozen=True)
class WhatIf:
    """The page with sliders as a notebook shows it.

    Attributes
    ----------
    page : str
        The HTML file.
    height : int
        Of the frame, in pixels.
    """

    page: str
    height: int = 900

    def _repr_html_(self) -> str:
        return (f'<iframe srcdoc="{html.escape(self.page)}" width="100%" height="{self.height}" style="border: 0" '
                'title="what-if"></iframe>')


def what_if(contest: Contest | Decision, *, height: int = 900) -> WhatIf:
    """The sliders of the committee's page inside a notebook.

    Parameters
    ----------
    contest : Contest or Decision
        A contest is decided first, which takes as long as a run; a decision that exists already is used.
    height : int
        Of the frame, in pixels.

    Returns
    -------
    WhatIf
        Shown where a cell ends with it, in JupyterLab and wherever else HTML output is shown; ``.page`` is the HTML text.
    """
    from contestlib.drawing import font_subset
    decision = contest if isinstance(contest, Decision) else decide_contest(contest)
    return WhatIf(page_html(decision, record_contents(decision), font=font_subset), height)
