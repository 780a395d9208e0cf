"""The sheet of the committee's spreadsheet that says what its cells mean: rules, words and indicators, one meaning a row."""

from __future__ import annotations

from contestlib.catalogue import translate
from contestlib.documents import read_glossary
from contestlib.exact_sentences import describe_admissible
from contestlib.formulas import STATUSES
from contestlib.glossary import explain_pairs
from contestlib.method import describe_basis, describe_floors, describe_quotas, formula_of, key_words
from contestlib.records import Decision
from contestlib.rules import Indicator, Rules
from contestlib.wording import column_name, indicator_names, joined, listed, team_names
from contestlib.workbook_sheets import CELL, Book, Column, Sheet, Text, both, in_both
from contestlib.workbook_values import data_date

CODEBOOK = "说明 codebook"
WIDTHS = (18, 7, 8, 17, 14, 24, 24, 12)
LAST = len(WIDTHS) - 1
TIE_WORDS = {"report": "a tie that the keys leave is reported and stays open",
             "expand": "a tie that the keys leave expands the list", "lot": "the lot of the published seed decides"}

# Where an indicator's values come from, by the first word of its source.
SOURCE_WORDS = {"panel": "the judges' marks", "ledger": "the ledger of orders", "counters": "the platform's counters",
                "registration": "the registration form", "register": "the register of teams"}
# What the words of `formulas.STATUSES` mean.
STATUS_WORDS = ("on the list, with a place", "equal to another team at the cut, where the rules do not decide", "next in line",
                "gave its place back", "stands higher than the last place or the last reserve, and a quota keeps it out",
                "does not reach what the rules ask of a finalist", "ranks below the last place")


def add_codebook(book: Book, decision: Decision, about_limits: Text) -> None:
    """Rules and words in cells that the formulas of other sheets use, the indicators, and the words of all sheets before."""
    rules, selection = decision.contest.rules, decision.selection
    sheet = book.sheet(CODEBOOK)
    sheet.widths(*WIDTHS)
    top = sheet.heading(both("Codebook"), [
        both("As of {date}, the latest day that the contest's files state.", date=data_date(decision)),
        in_both(lambda language: describe_basis(decision.baseline, language) or translate(
            "Weights, normalizers, quotas and tie rules are assumptions of this contest folder.", language)),
        both("Yellow cells can be changed; all others are locked without a password. Blue: comes onto the list; orange: leaves "
             "it; green: has a place; the line stands below the last place. Words say the same as the colours."),
        both("Totals, ranks, ties, quotas, withdrawals and reserves are formulas of the sheets before; what is computed once is "
             "marked as values. Programs that compute nothing, such as previews, show the first scenario."),
        both("The sheets of steps and of texts are hidden: a right click on a sheet's tab shows them."),
        both("The record of the run (the file derived/record.json) holds this file's SHA-256; the command `verify` makes the "
             "file again and compares.")], LAST)
    top = _add_rules(sheet, rules, about_limits, top)
    top = _add_words(book, sheet, top + 1)
    labels = {language: indicator_names(rules, language) for language in ("zh", "en")}
    shown = [in_both(lambda language, code=code: str(labels[language][code])) for code in labels["zh"].index]
    bottom = _add_indicators(sheet, rules, shown, top + 1)
    gone = in_both(lambda language: listed(selection.withdrawn, team_names(decision.contest, language), language))
    if gone:
        sheet.line(bottom + 1, both("Withdrew after the selection: {teams}.", teams=gone), LAST)
    _add_meanings(sheet, [text for text in book.spoken if text not in {*shown, *map(both, STATUSES)}], bottom + 3)


def _add_rules(sheet: Sheet, rules: Rules, about_limits: Text, top: int) -> int:
    """What the formulas take from the rules, each in a named cell, and what they say in words."""
    decimals = 10 if rules.decimals is None else rules.decimals
    numbers = (("places", both("places"), rules.places), ("reserves", both("reserves"), rules.reserves),
               ("points", both("points of a perfect team"), rules.points),
               ("decimals", both("decimals of totals (half up)"), decimals))
    sheet.line(top, both("Rules"), LAST, bold=True)
    for row, (name, head, value) in enumerate(numbers, start=top + 1):
        sheet.put(row, 0, head, **CELL)
        sheet.across(row, 1, LAST, value, num_format="0.####", align="left", **CELL)
        sheet.book.define(name, sheet.at(row, 1))
    said = [(both("order of the tie-break"), in_both(lambda language: joined(key_words(rules, language), language))),
            (both("ties"), both(TIE_WORDS[rules.on_tie])),
            *((both("quotas"), Text(*quota)) for quota in zip(*(describe_quotas(rules, language) for language in ("zh", "en")),
                                                              strict=True)),
            *((both("floors"), Text(*floor)) for floor in zip(*(describe_floors(rules, language) for language in ("zh", "en")),
                                                              strict=True)),
            (both("admissible weights"), in_both(lambda language: describe_admissible(rules, language))),
            (both("in the formulas"), about_limits)]
    row = top + 1 + len(numbers)
    for head, text in said:
        if text:
            _explained(sheet, row, head, text)
            row += 1
    return row


def _explained(sheet: Sheet, row: int, word, meaning: Text) -> None:
    sheet.line(row, meaning, LAST, first=1, **CELL)
    sheet.put(row, 0, word, text_wrap=True, valign="top", **CELL)


def _add_words(book: Book, sheet: Sheet, top: int) -> int:
    """Words that formulas choose from, in cells that follow the language."""
    sheet.line(top, both("Words of the list"), LAST, bold=True)
    last = top + len(STATUSES)
    for row, (word, what) in enumerate(zip(STATUSES, STATUS_WORDS, strict=True), start=top + 1):
        _explained(sheet, row, both(word), both(what))
    book.define("status_words", sheet.at(top + 1, 0, last, 0))
    for row, (name, word, what) in enumerate((
            ("word_in", both("▲ in"), both("on this list, not on the official one")),
            ("word_out", both("▼ out"), both("on the official list, not on this one"))), last + 1):
        _explained(sheet, row, word, what)
        book.define(name, sheet.at(row, 0))
    return last + 3


def _add_indicators(sheet: Sheet, rules: Rules, labels: list[Text], top: int) -> int:
    shown = rules.indicators
    known = read_glossary().query("code != ''").set_index("code")
    sheet.line(top, both("Indicators"), LAST, bold=True)
    return sheet.table(top + 1, [Column(head, values, width, wrap=True) for width, (head, values) in zip(WIDTHS, (
        (both("indicator"), labels),
        (both("unit"), [Text(i.unit_zh, i.unit_en) for i in shown]),
        (both("better"), [both("higher is better") if i.direction == "higher" else both("lower is better") for i in shown]),
        (both("source"), [_source(i, known) for i in shown]),
        (both("normalization"), [both(i.normalization) for i in shown]),
        (both("normalized value"), [in_both(lambda language, i=i: formula_of(i, language)) for i in shown]),
        (both("note"), [Text(i.note_zh or i.note_en, i.note_en or i.note_zh) for i in shown]),
        (both("code in the files"), [i.code for i in shown])), strict=True)])


def _source(indicator: Indicator, known) -> Text:
    """Where an indicator comes from, in words; with the column there, where it is not the indicator itself."""
    kind, _, column = indicator.source.partition(":")
    if kind not in SOURCE_WORDS:
        return Text(indicator.source, indicator.source)
    if column in ("", indicator.code):
        return both(SOURCE_WORDS[kind])
    return both("{kind}: {column}", kind=both(SOURCE_WORDS[kind]), column=in_both(
        lambda language: known.at[column, language] if column in known.index else column_name(column, language)))


def _add_meanings(sheet: Sheet, texts: list[Text], top: int) -> None:
    """What the headers and words of this workbook mean, as far as the glossary has them."""
    sheet.line(top, both("What the words mean"), LAST, bold=True)
    meanings = explain_pairs([(text.zh, text.en) for text in texts])
    for row, ((zh, en), meaning) in enumerate(meanings.items(), start=top + 1):
        _explained(sheet, row, Text(zh, en), Text(*meaning))
