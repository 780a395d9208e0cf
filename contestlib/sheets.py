"""Blank score sheets, to be printed or filled in on screen, which come back through the reader of the marks."""

from __future__ import annotations

import io
import itertools
import re
from datetime import datetime
from pathlib import PurePosixPath

import pandas as pd

from contestlib.catalogue import translate
from contestlib.errors import RulesError
from contestlib.marks import GIVEN, demanded_recusals, panel_criteria, recusal_words
from contestlib.records import Contest
from contestlib.rules import PanelRule, Rules
from contestlib.wording import indicator_names, say, team_names

TITLE_CHARACTERS = 31  # of a worksheet's name
NO_TITLE = re.compile(r"[\[\]:*?/\\]|^'|'$")


def score_sheets(contest: Contest, language: str, assignment: pd.DataFrame | None = None) -> dict[str, bytes]:
    """Blank score sheets of a contest, laid out as its rules say that they will be read.

    Parameters
    ----------
    contest : Contest
        Rules with [tables.marks], register, judges.csv; marks need not have come.
    language : {"zh", "en"}
    assignment : DataFrame, shape (T, J), optional
        Which judge marks which team, as `assign_judges` returns it; by default everybody marks every eligible team.

    Returns
    -------
    dict of str to bytes
        Workbooks by name. A pattern such as ``raw/marks-*.xlsx`` makes one a judge, a plain name one for all.

    Raises
    ------
    RulesError
        No [tables.marks], no pattern of an .xlsx file, no judges.csv, or a judge's code that cannot name a worksheet.
    """
    rules = contest.rules
    pattern = _pattern(contest)
    names = [name for name in rules.tables["marks"].columns if name not in GIVEN]
    across = rules.panel.kind != "pairs" and bool(names) and "mark" not in rules.tables["marks"].columns and (
        "criterion" in rules.tables["marks"].columns or set(names) <= set(contest.judges.index))
    pages = _pages_across(contest, language, names) if across else {
        judge: _rows(contest, judge, language, names, assignment) for judge in contest.judges.index}
    for title in pages:
        if len(title) > TITLE_CHARACTERS or NO_TITLE.search(title) or not title:
            raise RulesError(found="{title!r} as a worksheet's name", expected="at most 31 characters, none of []:*?/\\",
                             where="judges.csv", remedy="shorten the code", title=title)
    stem = PurePosixPath(pattern).name
    if "*" in stem:
        return {stem.replace("*", title): _workbook(contest, {title: rows}, language) for title, rows in pages.items()}
    if rules.tables["marks"].sheet:
        pages = {rules.tables["marks"].sheet: list(itertools.chain.from_iterable(pages.values()))}
    return {stem: _workbook(contest, pages, language)}


def _pattern(contest: Contest) -> str:
    if "marks" not in contest.rules.tables:
        raise RulesError(found="no [tables.marks]", expected="the files and columns of the score sheets", where="rules.toml",
                         remedy="add the section; the sheets are made as it says")
    if not len(contest.judges):
        raise RulesError(found="no judges", expected="judges.csv with a column judge: a code each", where="{folder}",
                         remedy="add the file", folder=contest.folder.as_posix())
    patterns = [pattern for pattern in contest.rules.tables["marks"].files if pattern.lower().endswith(".xlsx")]
    if not patterns:
        raise RulesError(found="files = {files}", expected="the name of an .xlsx file, such as raw/marks-*.xlsx",
                         where="rules.toml [tables.marks]", remedy="add the name under which the sheets come back",
                         files=", ".join(contest.rules.tables["marks"].files) or "[]")
    return patterns[0]


def _teams(contest: Contest) -> list:
    out = contest.decisions.loc[contest.decisions["kind"] == "disqualification", "team"]
    teams = contest.teams
    return list(teams.index[teams["status"].isin(contest.rules.eligible) & ~teams.index.isin(out)])


def _rows(contest: Contest, judge: str, language: str, names: list, assignment: pd.DataFrame | None) -> list[dict]:
    """A judge's sheet: one row a team, or a team and criterion, or a pair of teams; None where a mark is to be entered."""
    rules, words, labels = contest.rules, team_names(contest, language), indicator_names(contest.rules, language)
    demanded = _demanded(contest)
    teams = [team for team in _teams(contest) if assignment is None or assignment.at[team, judge]]
    named = {"judge": judge} if "judge" in rules.tables["marks"].columns else {}
    if rules.panel.kind == "pairs":
        allowed = [team for team in teams if (judge, team) not in demanded]
        return [named | {"": f"{words[one]} / {words[other]}", "better": None, "worse": None}
                for one, other in itertools.combinations(allowed, 2)]
    if "mark" in rules.tables["marks"].columns:
        label = {indicator.source.removeprefix("panel:"): labels[indicator.code] for indicator in rules.indicators}
        parts = [(criterion, ["mark"], {"criterion": label[criterion]}) for criterion in panel_criteria(rules)]
    else:
        parts = [("", names, {})]
    return [named | about | _row(contest, team, {name: demanded.get((judge, team)) for name in cells}, words, language)
            for team in teams for _, cells, about in parts]


def _pages_across(contest: Contest, language: str, names: list) -> dict[str, list[dict]]:
    """Sheets with a column for each judge: one for all criteria, or one a criterion."""
    rules, words, labels = contest.rules, team_names(contest, language), indicator_names(contest.rules, language)
    demanded = _demanded(contest)

    def rows(**about):
        return [about | _row(contest, team, {judge: demanded.get((judge, team)) for judge in names}, words, language)
                for team in _teams(contest)]

    if "criterion" not in rules.tables["marks"].columns:
        return {criterion: rows() for criterion in panel_criteria(rules)}
    label = {indicator.source.removeprefix("panel:"): labels[indicator.code] for indicator in rules.indicators}
    return {say("marks", language): [row for criterion in panel_criteria(rules) for row in rows(criterion=label[criterion])]}


def _demanded(contest: Contest) -> dict[tuple, str]:
    return demanded_recusals(contest.rules.panel, contest.teams, contest.judges, contest.recusals)


def _row(contest: Contest, team: str, cells: dict, words: pd.Series, language: str) -> dict:
    """Cells by column: None is to be filled in; a recusal stands there already, its reason beside it."""
    recused = (contest.rules.panel.recused or ("",))[0]
    reasons = [recusal_words(reason).say(lambda word: translate(word, language)) for reason in cells.values() if reason]
    session = contest.teams["session"].get(team, "") if "session" in contest.teams else ""
    return {"": team, "team": words[team].removesuffix(f" {team}"), "session": session, "remark": reasons[0] if reasons else "",
            **{name: None if reason is None else recused for name, reason in cells.items()}}


def _workbook(contest: Contest, pages: dict[str, list[dict]], language: str) -> bytes:
    import xlsxwriter
    rules, content = contest.rules, io.BytesIO()
    columns = {"": say("pair" if rules.panel.kind == "pairs" else "team id", language)} | {
        name: raw if isinstance(raw, str) else raw[0] for name, raw in rules.tables["marks"].columns.items()}
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2000, 1, 1), "title": rules.title_zh if language == "zh" else rules.title_en})
        line = {"border": 1, "border_color": "#8a8a8a", "valign": "vcenter"}
        looks = {"title": book.add_format({"bold": True, "font_size": 14}),
                 "words": book.add_format({"text_wrap": True, "valign": "top"}),
                 "head": book.add_format(line | {"bold": True, "bg_color": "#eeeae3", "text_wrap": True, "align": "center"}),
                 "given": book.add_format(line | {"text_wrap": True}),
                 "out": book.add_format(line | {"bg_color": "#d9d9d9", "align": "center"}),
                 "open": book.add_format(line | {"locked": False, "align": "center", "num_format": "General"}),
                 "free": book.add_format(line | {"locked": False, "text_wrap": True})}
        for title, rows in pages.items():
            name = contest.judges["name"].get(title, "") if "name" in contest.judges else ""
            _fill(book.add_worksheet(title), f"{title} {name}".strip(), rows, columns, rules, language, looks)
    return content.getvalue()


def _fill(sheet, title: str, rows: list[dict], columns: dict[str, str], rules: Rules, language: str, looks: dict) -> None:
    last, head = len(columns) - 1, 3
    contest_title = (rules.title_zh if language == "zh" else rules.title_en) or rules.title_zh
    grey = any(value is not None and name not in GIVEN and name for row in rows for name, value in row.items())
    for at, (text, look, height) in enumerate((
            (contest_title, "title", 24), (say("Score sheet of {judge}", language, judge=title), "title", 24),
            (describe_sheet(rules.panel, language, grey=grey), "words", 66))):
        sheet.set_row(at, height)
        sheet.merge_range(at, 0, at, max(last, 1), text, looks[look])
    for at, (name, header) in enumerate(columns.items()):
        widest = max([len(str(row.get(name) or "")) for row in rows], default=0)
        wide = language == "zh" or name == "team"
        sheet.set_column(at, at, min(max(12, widest * (2 if wide else 1) + 2, 2 * len(header)), 40))
        sheet.write_string(head, at, header, looks["head"])
    sheet.set_row(head, 36)
    for number, row in enumerate(rows, start=head + 1):
        sheet.set_row(number, 24)
        for at, name in enumerate(columns):
            value = row.get(name, "")
            if value is None:
                sheet.write_blank(number, at, None, looks["open"])
                if rules.panel.kind != "pairs":
                    sheet.data_validation(number, at, number, at, _validation(rules.panel, number, at, language))
            else:
                look = "free" if name == "remark" and not value else "given" if name in GIVEN or not name else "out"
                sheet.write_string(number, at, value, looks[look])
    sheet.freeze_panes(head + 1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_paper(9)
    if len(columns) > 6:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    plain = (text.replace("&", "&&") for text in (contest_title, say("Score sheet of {judge}", language, judge=title)))
    sheet.set_header("&L{}&R{}".format(*plain))
    sheet.set_start_page(1)  # each judge signs pages of his own
    sheet.set_footer(f"&L{say('Signature: ____________  Date: ____________', language)}&R&P")


def describe_sheet(rule: PanelRule, language: str, *, grey: bool = False) -> str:
    """What the head of a score sheet says of marks, zeros, recusals (with `grey`, those filled in already) and absences."""
    if rule.kind == "pairs":
        return say("Write the better and the worse team of each pair; leave a row empty where you do not compare.", language)
    if rule.kind == "ranks":
        lines = [say("Ranks: 1 for the best; equal teams share a rank.", language)]
    elif rule.step:
        lines = [say("Marks from {lower} to {upper}, in steps of {step}.", language, lower=f"{rule.lower:g}",
                     upper=f"{rule.upper:g}", step=f"{rule.step:g}")]
    else:
        lines = [say("Marks from {lower} to {upper}.", language, lower=f"{rule.lower:g}", upper=f"{rule.upper:g}")]
    if rule.kind == "marks":
        lines += [say("A 0 is a mark." if rule.zero == "real" else "A 0 counts as no mark.", language)]
    if any(rule.recused):
        lines.append(say("Recused: write {words}, the reason beside it.", language, words=" / ".join(filter(None, rule.recused))))
    if any(rule.absent):
        lines.append(say("Not heard: write {words}.", language, words=" / ".join(filter(None, rule.absent))))
    lines.append(say("An empty cell is an absence." if "" in rule.absent else "No cell may stay empty.", language))
    if grey:
        lines.append(say("Grey cells are recusals that the rules demand.", language))
    return " ".join(lines)


def _validation(rule: PanelRule, row: int, column: int, language: str) -> dict:
    """What a spreadsheet program lets in: what the reader takes."""
    from xlsxwriter.utility import xl_rowcol_to_cell
    cell = xl_rowcol_to_cell(row, column)
    lower, upper, step = (1, 10_000, 0.5) if rule.kind == "ranks" else (max(rule.lower, -1e9), min(rule.upper, 1e9), rule.step)
    tests = [f"ISNUMBER({cell})", f"{cell}>={lower:g}", f"{cell}<={upper:g}"]
    if step:
        tests.append(f"ABS(({cell}-{lower:g})/{step:g}-ROUND(({cell}-{lower:g})/{step:g},0))<0.000001")
    words = "".join(f',{cell}="{word.replace(chr(34), chr(34) * 2)}"' for word in (*rule.recused, *rule.absent) if word)
    return {"validate": "custom", "value": f"=OR(AND({','.join(tests)}){words})", "ignore_blank": True,
            "error_title": say("marks", language)[:32], "error_message": describe_sheet(rule, language)[:255]}
