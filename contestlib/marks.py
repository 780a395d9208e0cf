"""From score sheets, long or wide, to one mark a row: recusals applied, sessions put together, every cell checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import numpy as np
import pandas as pd

from contestlib.errors import ContestError, DataError, RulesError, Words, raise_or_add
from contestlib.rules import PanelRule, Rules

COLUMNS = ("team", "judge", "criterion", "mark", "why", "reason", "file", "line")
PAIR_COLUMNS = ("judge", "criterion", "better", "worse", "file", "line")
# Columns of a sheet that are neither criteria nor judges.
GIVEN = ("team", "judge", "criterion", "session", "mark", "remark", "file", "line", "sheet", "letters", "printed_id",
         "heading_judge", "row_text")


def marks_of_sheets(sheets: pd.DataFrame, rules: Rules, teams: pd.DataFrame, judges: pd.DataFrame,
                    recusals: pd.DataFrame, problems: list[ContestError] | None = None) -> pd.DataFrame:
    """The marks on score sheets, one a row.

    Parameters
    ----------
    sheets : DataFrame
        One row a row of the sheets, every cell a text, teams by id; columns of the rules' mapping, and sheet, letters (of the
        columns in a workbook, by name), file, line. A column ``criterion`` with a column ``mark`` is a long sheet; with a column
        for each judge, or columns named by judges.csv alone, a sheet of all judges; otherwise every other column is a criterion.
        Without a column ``judge`` the sheet's name is the judge's.
    rules : Rules
        panel: scale, steps, words for recused and absent, whether a zero is a mark, what becomes of a second session, whose marks
        must not stand.
    teams, judges : DataFrame
        Registers, by id and code; judges may be empty where no rule needs it.
    recusals : DataFrame
        judge, team, reason: declared before the marks.
    problems : list, optional
        Takes every problem of the sheets, of which the first is raised otherwise; then what is returned is no full table.

    Returns
    -------
    DataFrame
        ``COLUMNS``; a mark that does not count is NaN, with why (recused, absent) and a reason where one was given.

    Raises
    ------
    DataError
        A text that is neither a mark nor one of the rules' words; a mark off the scale or between its steps; two marks of one
        judge for one team, criterion and session; an unknown judge or criterion; a mark where the judge is recused.
    """
    long, found = _long(sheets, judges), []
    long = _known_judges(_known_criteria(long, rules, found), judges, found)
    rule = rules.panel
    demanded = demanded_recusals(rule, teams, judges, recusals)
    text = long["mark"].map(lambda cell: unicodedata.normalize("NFKC", cell).strip())
    pairs = zip(long["judge"], long["team"], strict=True)
    left_empty = np.array([cell == "" and pair in demanded for cell, pair in zip(text, pairs, strict=True)], dtype=bool)
    why = np.select([text.isin(rule.recused) | left_empty, text.isin(rule.absent)], ["recused", "absent"], "")
    numbers = pd.to_numeric(text.map(lambda cell: cell.removesuffix("分")).where(why == "", None), errors="coerce")
    wrong = (why == "") & ~np.isfinite(numbers.to_numpy(dtype=float))
    for row in long[wrong].to_dict("records"):
        found.append(DataError(
            found="{text!r} for {criterion}", expected="a mark, or one of the words {words}",
            where=_place(row),
            remedy="correct the cell, or state the word in rules.toml [panel]", text=row["mark"],
            criterion=_heading(row["criterion"], rules), file=row["file"], line=row["line"], cell=row["cell"],
            words=", ".join(w for w in rule.recused + rule.absent if w)))
    long = long.assign(mark=numbers, why=why, reason=long["remark"].where(why != "", ""))[~wrong]
    long = apply_recusals(long, demanded, found)
    headings = long["criterion"].map({criterion: _heading(criterion, rules) for criterion in long["criterion"].unique()})
    found += list(wrong_marks(long.assign(criterion=headings), rule))
    raise_or_add(found, problems)
    if rule.kind == "ranks" and not found:
        long["mark"] = _borda(long, rule)
    return _one_session(long, rule)[list(COLUMNS)].sort_values(["team", "judge", "criterion"], ignore_index=True)


def _place(row: dict) -> str:
    return "{file} line {line}, cell {cell}" if row.get("cell") else "{file} line {line}"


def _heading(criterion: str, rules: Rules) -> str:
    """What stands above a criterion's marks on the sheets, or its label."""
    columns = rules.tables["marks"].columns if "marks" in rules.tables else {}
    if criterion in columns:
        return columns[criterion] if isinstance(columns[criterion], str) else columns[criterion][0]
    labels = {indicator.source: indicator.label_zh if rules.language == "zh" else indicator.label_en
              for indicator in rules.indicators}
    return labels.get(f"panel:{criterion}") or criterion


def pairs_of_sheets(sheets: pd.DataFrame, rules: Rules, teams: pd.DataFrame, judges: pd.DataFrame,
                    recusals: pd.DataFrame) -> pd.DataFrame:
    """The comparisons on the sheets of a jury that says of two teams which is better, one a row.

    Parameters
    ----------
    sheets : DataFrame
        As for `marks_of_sheets`, with better and worse (team ids) instead of team and marks.
    rules, teams, judges, recusals
        As for `marks_of_sheets`.

    Returns
    -------
    DataFrame
        ``PAIR_COLUMNS``. Without a column ``criterion`` the rules' only one is meant.

    Raises
    ------
    DataError
        A team compared with itself; an unknown judge or criterion; a comparison by a judge who is recused for one of the two.
    """
    pairs = sheets.assign(judge=_judges_of(sheets))
    if "criterion" not in pairs:
        pairs["criterion"] = next(iter(panel_criteria(rules)), "")
    found = []
    pairs = _known_judges(_known_criteria(pairs, rules, found), judges, found)
    raise_or_add(found, None)
    same = pairs[pairs["better"] == pairs["worse"]]
    if len(same):
        raise DataError(found="{team} compared with itself by {judge}", expected="two teams", where="{file} line {line}",
                        remedy="correct the row", team=same["better"].iloc[0], judge=same["judge"].iloc[0],
                        file=same["file"].iloc[0], line=same["line"].iloc[0])
    demanded = demanded_recusals(rules.panel, teams, judges, recusals)
    for side in ("better", "worse"):
        sided = pairs.assign(team=pairs[side], mark=1.0, why="", reason="", cell="")
        apply_recusals(sided, demanded)
    return pairs[list(PAIR_COLUMNS)].reset_index(drop=True)


def panel_criteria(rules: Rules) -> dict[str, tuple[str, ...]]:
    """Criteria that the rules' indicators take from the panel, each with its spellings."""
    return {indicator.source.removeprefix("panel:"): tuple(filter(None, (indicator.source.removeprefix("panel:"), indicator.code,
                                                                         indicator.label_zh, indicator.label_en)))
            for indicator in rules.indicators if indicator.source.startswith("panel:")}


def demanded_recusals(rule: PanelRule, teams: pd.DataFrame, judges: pd.DataFrame,
                      recusals: pd.DataFrame) -> dict[tuple, str]:
    """Why, by judge and team: what was declared, and what judge and team have in common that the rules forbid.

    Examples
    --------
    >>> demanded_recusals(PanelRule(recuse=("city",)), pd.DataFrame({"city": ["黄冈市", "荆州市"]}, index=["T1", "T2"]),
    ...                   pd.DataFrame({"city": ["荆州市"]}, index=["J1"]), pd.DataFrame(columns=["judge", "team", "reason"]))
    {('J1', 'T2'): 'city: 荆州市'}
    """
    demanded = {}
    for column in rule.recuse:
        for file, table in (("teams.csv", teams), ("judges.csv", judges)):
            if column not in table:
                raise RulesError(found="recuse names {column!r}", expected="a column of teams.csv and of judges.csv",
                                 where="{file}", remedy="add the column, or correct recuse in rules.toml [panel]",
                                 column=column, file=file)
        for judge, own in judges[column].items():
            if own:
                demanded |= {(judge, team): f"{column}: {own}" for team in teams.index[teams[column] == own]}
    return demanded | {(row.judge, row.team): row.reason or "declared" for row in recusals.itertuples()}


def silent_judges(sheets: pd.DataFrame, rules: Rules, teams: pd.DataFrame, judges: pd.DataFrame,
                  recusals: pd.DataFrame) -> Iterator[DataError]:
    """A `DataError` for each of `judges` who wrote nothing on any sheet, though some team is the judge's to mark.

    `sheets` as for `marks_of_sheets`, or `pairs_of_sheets` under such rules. A word of the rules for an absence is something
    written, a recusal that is demanded is not.
    """
    demanded = demanded_recusals(rules.panel, teams, judges, recusals)
    if rules.panel.kind == "pairs":
        written = set(_judges_of(sheets))
    else:
        long = _long(sheets, judges)
        own = np.array([pair not in demanded for pair in zip(long["judge"], long["team"], strict=True)], dtype=bool)
        written = set(long.loc[(long["mark"].str.strip() != "") & own, "judge"])
    written = {unicodedata.normalize("NFKC", word) for word in written}
    ruled = teams.index[teams["status"].isin(rules.eligible)] if "status" in teams else teams.index
    words = ", ".join(filter(None, rules.panel.absent))
    for judge in judges.index:
        if unicodedata.normalize("NFKC", str(judge)) in written or all((judge, team) in demanded for team in ruled):
            continue
        yield DataError(found="nothing written by judge {judge} on any sheet", expected="marks by every judge of judges.csv",
                        where="{file}", remedy="put the judge's sheet there; where the judge was not there, write {words} on it, "
                        "or take the judge out of judges.csv" if words else
                        "put the judge's sheet there, or take the judge out of judges.csv", judge=judge, words=words,
                        file=", ".join(rules.tables["marks"].files))


def contradicted_judges(sheets: pd.DataFrame, rules: Rules, judges: pd.DataFrame) -> Iterator[DataError]:
    """A `DataError` for each sheet whose heading or file names another judge than the one whose marks it would be."""
    codes = {unicodedata.normalize("NFKC", str(code)): code for code in judges.index}
    patterns = [re.compile(re.escape(pattern).replace(r"\*", "(.*)") + r"(?: \[.*\])?") for pattern in rules.tables["marks"].files
                if pattern.count("*") == 1]
    for (file, heading), part in sheets.assign(judge=_judges_of(sheets)).groupby(["file", "heading_judge"], sort=False):
        own = {codes.get(unicodedata.normalize("NFKC", judge)) for judge in part["judge"]} - {None}
        heading = unicodedata.normalize("NFKC", heading)
        headed = next((code for key, code in codes.items() if heading == key or heading.startswith(f"{key} ")), None)
        called = next((codes.get(unicodedata.normalize("NFKC", match[1])) for pattern in patterns
                       if (match := pattern.fullmatch(file))), None)
        for said, other in (("its heading", headed), ("the file's name", called)):
            if own and other is not None and other not in own:
                yield DataError(found="marks of {judge} on a sheet of {other}, as {said} says", expected="one judge",
                                where="{file}", remedy="ask whose marks these are; then correct the sheet's name, the heading "
                                "and the file's name", judge=", ".join(map(str, own)), other=other, said=Words(said), file=file)
                break


def contradicted_teams(sheets: pd.DataFrame, names: pd.Series, teams: pd.DataFrame) -> Iterator[DataError]:
    """A `DataError` for each row whose id, in the column ``printed_id``, is not that of the team whose name (of `names`) stands
    there. Where that column holds no id of teams.csv, it numbers something else."""
    ids = {unicodedata.normalize("NFKC", str(team)).strip(): team for team in teams.index}
    printed = sheets["printed_id"].fillna("").map(lambda text: unicodedata.normalize("NFKC", text).strip())
    wrong = (printed != "") & (printed.map(ids) != sheets["team"]) if "team" in sheets else printed != printed
    if not printed.isin(list(ids)).any():
        return
    for row, text, name in zip(sheets[wrong].itertuples(), printed[wrong], names[wrong], strict=True):
        yield DataError(found="the id {text} beside {name!r}, which is {team}", expected="one team",
                        where="{file} line {line}", remedy="ask the judge which team is meant, and correct the row", text=text,
                        name=name, team=row.team, file=row.file, line=row.line)


def recusal_words(reason: str) -> Words:
    """A reason of `demanded_recusals` to be said in a language."""
    column, colon, own = reason.partition(": ")
    return Words("{column}: {own}", {"column": Words(column), "own": own}) if colon else Words(reason)


def apply_recusals(marks: pd.DataFrame, demanded: dict[tuple, str], problems: list | None = None) -> pd.DataFrame:
    """The marks with their recusals; a `DataError`, or one more of `problems`, for every mark that must not stand."""
    reasons = pd.Series([demanded.get(pair, "") for pair in zip(marks["judge"], marks["team"], strict=True)],
                        index=marks.index, dtype=object)
    forbidden = marks[(reasons != "") & marks["mark"].notna()]
    raise_or_add([DataError(
        found="a mark by {judge} for {team}", expected="none: the judge is recused ({reason})",
        where=_place(row),
        remedy="take the mark out with a note, or correct judges.csv, recusals.csv or the rule", judge=row["judge"],
        team=row["team"], reason=recusal_words(reasons[at]), file=row["file"], line=row["line"], cell=row["cell"])
        for at, row in zip(forbidden.index, forbidden.to_dict("records"), strict=True)], problems)
    recused = reasons != ""
    return marks.assign(why=marks["why"].mask(recused, "recused"),
                        reason=marks["reason"].where(~recused | (marks["reason"] != ""), reasons))


def refuse_marks(marks: pd.DataFrame, rule: PanelRule) -> None:
    """The first of `wrong_marks`, raised."""
    raise_or_add(list(wrong_marks(marks, rule)), None)


def wrong_marks(marks: pd.DataFrame, rule: PanelRule) -> Iterator[DataError]:
    """A `DataError` for every mark off the scale, then for those between its steps, then for those that stand twice.

    `marks` is long, with file and line, and may have session and cell.
    """
    given = "a mark of {mark} by {judge} for {team} in {criterion}"

    def errors(rows, **parts):
        for row in rows.to_dict("records"):
            cell = row.get("cell", "")
            yield DataError(where=_place(row), judge=row["judge"], team=row["team"], file=row["file"] or "the marks",
                            line=row["line"], cell=cell, mark=f"{row['mark']:.12g}", criterion=row["criterion"], **parts)

    if rule.kind == "marks":
        yield from errors(marks[(marks["mark"] < rule.lower) | (marks["mark"] > rule.upper)],
                          found=given, expected="a mark from {lower} to {upper}",
                          remedy="ask the judge; nothing is cut to the scale", lower=f"{rule.lower:g}",
                          upper=f"{rule.upper:g}")
    # Means over sessions lie between the steps, which were checked in each session.
    if rule.step and rule.kind == "marks" and (rule.sessions != "mean" or "session" in marks):
        # A mark from a sheet is a decimal number: a whole number of steps within what floats lose.
        steps = (marks["mark"] - (rule.lower if np.isfinite(rule.lower) else 0)) / rule.step
        yield from errors(marks[(steps - steps.round()).abs() > 1e-6], found=given,
                          expected="a mark in steps of {step}", remedy="ask the judge; no mark is rounded to a step",
                          step=f"{rule.step:g}")
    once = ["team", "judge", "criterion"] + (["session"] if "session" in marks and rule.sessions != "once" else [])
    second = marks[marks.duplicated(once)]
    if not len(second):
        return
    first = second[[*once]].merge(marks.drop_duplicates(once)[[*once, "file"]], on=once, how="left")["file"].to_numpy()
    copied = second[second["file"].to_numpy() != first]
    for (judge, file, other), part in copied.assign(other=first[second["file"].to_numpy() != first]).groupby(
            ["judge", "file", "other"], sort=False):
        yield DataError(found="{count} marks by {judge} that stand in {other}, too", expected="one sheet of each judge",
                        where="{file}", remedy="remove one of the two files or sheets, or say whose marks they are",
                        count=len(part), judge=judge, other=other, file=file or "the marks")
    yield from errors(second[second["file"].to_numpy() == first], found="a second mark by {judge} for {team} in {criterion}",
                      expected="one mark", remedy="remove one of the two")


def correct_marks(marks: pd.DataFrame, decisions: pd.DataFrame, rules: Rules,
                  problems: list[ContestError] | None = None) -> pd.DataFrame:
    """Marks that an accepted objection corrected, in place of those on the sheets.

    Parameters
    ----------
    marks : DataFrame
        ``COLUMNS``, one row a team, judge and criterion.
    decisions : DataFrame
        Rulings; those of kind ``correction`` whose value names a judge before a judged indicator, such as ``J1 welfare=92``.
    rules : Rules
    problems : list, optional
        Takes every problem, of which the first is raised otherwise.

    Returns
    -------
    DataFrame
        And found: the mark there was, NaN where none was corrected. A corrected mark's place is the ruling's.

    Raises
    ------
    DataError
        A judge who has no row for the team, or is recused; a mark off the scale or between its steps; ranks, which change
        together.
    """
    marks = marks.assign(found=np.nan)
    criteria = {i.code: i.source.removeprefix("panel:") for i in rules.indicators if i.source.startswith("panel:")}
    for ruling in decisions[decisions["kind"] == "correction"].itertuples():
        name, _, number = ruling.value.partition("=")
        judge, _, code = name.strip().partition(" ")
        if code not in criteria:
            continue
        at = marks.index[(marks["team"] == ruling.team) & (marks["judge"] == judge) & (marks["criterion"] == criteria[code])]
        values = {"judge": judge, "team": ruling.team, "file": ruling.file, "line": ruling.line, "where": "{file} line {line}"}
        if rules.panel.kind != "marks":
            raise_or_add([DataError(found="a rank of {judge} corrected alone", expected="ranks from 1 without a gap",
                                    remedy="correct the judge's sheet: one rank moves the others", **values)], problems)
            continue
        if not len(at) or marks.at[at[0], "why"] == "recused":
            raise_or_add([DataError(found="a correction of what {judge} gave {team}",
                                    expected="a judge who has the team on the sheet and is not recused",
                                    remedy="correct the judge's code or the team", **values)], problems)
            continue
        given = marks.loc[at].assign(mark=float(number), file=ruling.file, line=ruling.line,
                                     criterion=_heading(criteria[code], rules))
        raise_or_add(list(wrong_marks(given, rules.panel)), problems)
        marks.loc[at, ["found", "mark", "why", "file", "line"]] = [marks.at[at[0], "mark"], float(number), "", ruling.file,
                                                                    ruling.line]
    return marks


def unmarked_teams(marks: pd.DataFrame, teams: tuple, rules: Rules) -> Iterator[DataError]:
    """A `DataError` for each of `teams` that no judge has marked in a criterion for which the rules want a mark."""
    files = ", ".join(rules.tables["marks"].files)
    counted = marks["mark"].notna() & ((marks["mark"] != 0) | (rules.panel.zero == "real"))
    for indicator in rules.indicators:
        criterion = indicator.source.removeprefix("panel:")
        if not indicator.source.startswith("panel:") or indicator.on_missing != "stop":
            continue
        own = marks[marks["criterion"] == criterion]
        marked = set(own.loc[counted[own.index], "team"])
        for team in teams:
            if team in marked:
                continue
            rows = own[own["team"] == team]
            if not len(rows):
                yield DataError(found="team {team} on no sheet for {criterion}", expected="a row on one judge's sheet at least",
                                where="{file}", remedy="let a judge mark the team, or correct its status in teams.csv",
                                team=team, criterion=_heading(criterion, rules), file=files)
                continue
            words = tuple(Words("{judge} {why}", {"judge": row.judge, "why": Words(row.why or "zero")})
                          for row in rows.itertuples())
            yield DataError(found="no mark for team {team} in {criterion}: {words}", expected="one judge's mark at least",
                            where="{file}", remedy="let a judge who is not recused mark the team, or let on_missing in "
                            "indicators.csv say what stands for it", team=team, words=words, file=files,
                            criterion=_heading(criterion, rules))


def _long(sheets: pd.DataFrame, judges: pd.DataFrame) -> pd.DataFrame:
    """One row a cell, whichever way the sheets are laid out; with session, remark and cell."""
    sheets = sheets.assign(**{name: "" for name in ("session", "remark") if name not in sheets})
    others = [name for name in sheets if name not in GIVEN]
    kept = ["team", "session", "remark", "file", "line", "letters", "sheet"]
    if "mark" in sheets and "criterion" in sheets:
        long = sheets.assign(judge=_judges_of(sheets))
        column = pd.Series("mark", index=long.index)
    else:
        across = bool(others) and ("criterion" in sheets or set(others) <= set(judges.index))
        if across:
            fixed = sheets["criterion"] if "criterion" in sheets else sheets["sheet"]
            sheets = sheets.assign(criterion=fixed)
        else:
            sheets = sheets.assign(judge=_judges_of(sheets))
        stays, goes = ("criterion", "judge") if across else ("judge", "criterion")
        long = sheets.melt(id_vars=[stays, *kept], value_vars=others, var_name=goes, value_name="mark")
        column = long[goes]
    cells = [f"{letters[name]}{line}" if letters else ""
             for letters, name, line in zip(long["letters"], column, long["line"], strict=True)]
    return long.assign(cell=cells, judge=long["judge"].str.strip(), session=long["session"].str.strip())


def _judges_of(sheets: pd.DataFrame) -> pd.Series:
    return (sheets["judge"] if "judge" in sheets else sheets["sheet"]).str.strip()


def _known_criteria(long: pd.DataFrame, rules: Rules, problems: list) -> pd.DataFrame:
    """The rows whose criterion is one of the rules', by its name; each other spelling is a problem, once a file."""
    known = panel_criteria(rules)
    criteria = {spelling: criterion for criterion, spellings in known.items() for spelling in spellings}
    text = long["criterion"].str.strip()
    # A column that the rules map without any indicator that uses it is read and left alone.
    mapped = set(rules.tables["marks"].columns) if "marks" in rules.tables else set()
    unknown = ~text.isin([*criteria, *mapped]) & bool(criteria)
    for row in long[unknown].drop_duplicates(["criterion", "file"]).to_dict("records"):
        problems.append(DataError(found="the criterion {criterion!r}", expected="one of {choices}", where="{file} line {line}",
                                  remedy="correct the cell", criterion=row["criterion"], choices=", ".join(criteria),
                                  file=row["file"], line=row["line"]))
    return long.assign(criterion=text.map(lambda word: criteria.get(word, word)))[~unknown]


def _known_judges(marks: pd.DataFrame, judges: pd.DataFrame, problems: list) -> pd.DataFrame:
    """The rows whose judge is one of judges.csv, by code, whatever its width; each other judge is a problem, once a file."""
    if not len(judges):
        return marks
    codes = {unicodedata.normalize("NFKC", str(code)): code for code in judges.index}
    code = marks["judge"].map(lambda word: codes.get(unicodedata.normalize("NFKC", word), word))
    unknown = ~code.isin(judges.index)
    for row in marks[unknown].drop_duplicates(["judge", "file"]).to_dict("records"):
        copied = re.fullmatch(r"(.+?)\s*[(（]\d+[)）]", row["judge"])
        titled = row["judge"] == row.get("sheet")
        values = {"judge": row["judge"], "file": row["file"], "line": row["line"],
                  "where": "{file}" if titled else "{file} line {line}"}
        if copied and copied[1] in codes:
            problems.append(DataError(found="the sheet {judge!r}, a copy by its name", expected="one sheet of {code}",
                                      remedy="remove one of the two, or give the sheet its own judge's code", code=copied[1],
                                      **values))
            continue
        problems.append(DataError(found="the judge {judge!r}", expected="a code of judges.csv: {choices}",
                                  remedy="correct the sheet's name or the cell, or add the judge",
                                  choices=", ".join(map(str, judges.index)), **values))
    return marks.assign(judge=code)[~unknown]


def _one_session(long: pd.DataFrame, rule: PanelRule) -> pd.DataFrame:
    """One mark a judge, team and criterion: of all sessions, as the rule says; a session without a mark counts for nothing."""
    if rule.sessions == "once" or long["session"].nunique() < 2:
        return long
    ordered = long.sort_values("session", kind="stable")
    keys = ["team", "judge", "criterion"]
    marked = ordered[ordered["mark"].notna()]
    result = pd.concat([marked, ordered[ordered["mark"].isna()]]).drop_duplicates(keys)
    mark = marked.groupby(keys)["mark"].agg("mean" if rule.sessions == "mean" else "last").rename("of_all")
    result = result.merge(mark, left_on=keys, right_index=True, how="left")
    return result.assign(mark=result["of_all"])


def _borda(long: pd.DataFrame, rule: PanelRule) -> pd.Series:
    """Ranks as marks on the rules' scale: the best has the most, the last of those whom the judge ranked has the least."""
    marks = pd.Series(np.nan, index=long.index)
    for _, part in long[long["mark"].notna()].groupby(["judge", "criterion", "session"], sort=False):
        competition, shared = part["mark"].rank(method="min"), part["mark"].rank()
        wrong = part[(part["mark"] != competition) & (part["mark"] != shared)]
        if len(wrong):
            row = wrong.iloc[0]
            cell = row["cell"]
            raise DataError(found="rank {mark:g} by {judge} for {team}, where {count} teams are ranked", where=_place(row),
                            expected="ranks from 1 without a gap, equal teams sharing one",
                            remedy="ask the judge", mark=row["mark"], judge=row["judge"], team=row["team"], count=len(part),
                            file=row["file"], line=row["line"], cell=cell)
        share = (len(part) - shared) / (len(part) - 1) if len(part) > 1 else shared * 0 + 0.5
        marks[part.index] = rule.lower + (rule.upper - rule.lower) * share
    return marks
