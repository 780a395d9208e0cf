"""From score sheets, long or wide, to one mark a row: recusals applied, sessions put together, every cell checked."""

from __future__ import annotations

import unicodedata

import numpy as np
import pandas as pd

from contestlib.errors import DataError, RulesError
from contestlib.rules import PanelRule, Rules

COLUMNS = ("team", "judge", "criterion", "mark", "why", "reason", "file", "line")
PAIR_COLUMNS = ("judge", "criterion", "better", "worse", "file", "line")
# Columns of a sheet that are neither criteria nor judges.
GIVEN = ("team", "judge", "criterion", "session", "mark", "remark", "file", "line", "sheet", "letters")


def marks_of_sheets(sheets: pd.DataFrame, rules: Rules, teams: pd.DataFrame, judges: pd.DataFrame,
                    recusals: pd.DataFrame) -> pd.DataFrame:
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
    long = _long(sheets, judges)
    long["criterion"] = _known_criteria(long, rules)
    _refuse_unknown_judges(long, judges)
    rule = rules.panel
    demanded = demanded_recusals(rule, teams, judges, recusals)
    text = long["mark"].map(lambda cell: unicodedata.normalize("NFKC", cell).strip())
    pairs = zip(long["judge"], long["team"], strict=True)
    left_empty = np.array([cell == "" and pair in demanded for cell, pair in zip(text, pairs, strict=True)], dtype=bool)
    why = np.select([text.isin(rule.recused) | left_empty, text.isin(rule.absent)], ["recused", "absent"], "")
    numbers = pd.to_numeric(text.where(why == "", None), errors="coerce")
    wrong = long[(why == "") & ~np.isfinite(numbers)]
    if len(wrong):
        row = wrong.iloc[0]
        cell = row["cell"]
        raise DataError(found="{text!r} for {criterion}", expected="a mark, or one of the words {words}",
                        where="{file} line {line}" if not cell else "{file} line {line}, cell {cell}",
                        remedy="correct the cell, or state the word in rules.toml [panel]", text=row["mark"],
                        criterion=row["criterion"], file=row["file"], line=row["line"], cell=cell,
                        words=", ".join(w for w in rule.recused + rule.absent if w))
    long = long.assign(mark=numbers, why=why, reason=long["remark"].where(why != "", ""))
    long = apply_recusals(long, demanded)
    refuse_marks(long, rule)
    if rule.kind == "ranks":
        long["mark"] = _borda(long, rule)
    return _one_session(long, rule)[list(COLUMNS)].sort_values(["team", "judge", "criterion"], ignore_index=True)


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
    pairs["criterion"] = _known_criteria(pairs, rules)
    _refuse_unknown_judges(pairs, judges)
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


def apply_recusals(marks: pd.DataFrame, demanded: dict[tuple, str]) -> pd.DataFrame:
    """The marks with their recusals; a `DataError` where a mark stands that must not."""
    reasons = pd.Series([demanded.get(pair, "") for pair in zip(marks["judge"], marks["team"], strict=True)],
                        index=marks.index, dtype=object)
    forbidden = marks[(reasons != "") & marks["mark"].notna()]
    if len(forbidden):
        row = forbidden.iloc[0]
        cell = row["cell"]
        raise DataError(found="a mark by {judge} for {team}", expected="none: the judge is recused ({reason})",
                        where="{file} line {line}" if not cell else "{file} line {line}, cell {cell}",
                        remedy="take the mark out with a note, or correct judges.csv, recusals.csv or the rule",
                        judge=row["judge"], team=row["team"], reason=reasons[row.name], file=row["file"], line=row["line"],
                        cell=cell)
    recused = reasons != ""
    return marks.assign(why=marks["why"].mask(recused, "recused"),
                        reason=marks["reason"].where(~recused | (marks["reason"] != ""), reasons))


def refuse_marks(marks: pd.DataFrame, rule: PanelRule) -> None:
    """A `DataError` for the first mark off the scale or between its steps, and for the first that stands twice.

    `marks` is long, with file and line, and may have session and cell.
    """
    def raised(row, **parts):
        cell = row.get("cell", "")
        return DataError(where="{file} line {line}" if not cell else "{file} line {line}, cell {cell}", judge=row["judge"],
                         team=row["team"], file=row["file"] or "the marks", line=row["line"], cell=cell, **parts)

    outside = marks[(marks["mark"] < rule.lower) | (marks["mark"] > rule.upper)] if rule.kind == "marks" else marks[:0]
    if len(outside):
        row = outside.iloc[0]
        raise raised(row, found="a mark of {mark} by {judge} for {team}", expected="a mark from {lower} to {upper}",
                     remedy="ask the judge; nothing is cut to the scale", mark=row["mark"], lower=rule.lower, upper=rule.upper)
    # Means over sessions lie between the steps, which were checked in each session.
    if rule.step and rule.kind == "marks" and (rule.sessions != "mean" or "session" in marks):
        # A mark from a sheet is a decimal number: a whole number of steps within what floats lose.
        steps = (marks["mark"] - (rule.lower if np.isfinite(rule.lower) else 0)) / rule.step
        between = marks[(steps - steps.round()).abs() > 1e-6]
        if len(between):
            row = between.iloc[0]
            raise raised(row, found="a mark of {mark} by {judge} for {team}", expected="a mark in steps of {step}",
                         remedy="ask the judge; no mark is rounded to a step", mark=row["mark"], step=rule.step)
    once = ["team", "judge", "criterion"] + (["session"] if "session" in marks and rule.sessions != "once" else [])
    twice = marks[marks.duplicated(once)]
    if len(twice):
        row = twice.iloc[0]
        raise raised(row, found="a second mark by {judge} for {team} in {criterion}", expected="one mark",
                     remedy="remove one of the two", criterion=row["criterion"])


def refuse_unmarked(marks: pd.DataFrame, teams: tuple, rules: Rules) -> None:
    """A `DataError` for the first of `teams` that no judge has marked in a criterion for which the rules want a mark."""
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
                raise DataError(found="team {team} on no sheet for {criterion}", expected="a row on one judge's sheet at least",
                                where="{file}", remedy="let a judge mark the team, or correct its status in teams.csv",
                                team=team, criterion=criterion, file=files)
            words = ", ".join(f"{row.judge} {row.why or 'zero'}" for row in rows.itertuples())
            raise DataError(found="no mark for team {team} in {criterion}: {words}", expected="one judge's mark at least",
                            where="{file}", remedy="let a judge who is not recused mark the team, or let on_missing in "
                            "indicators.csv say what stands for it", team=team, criterion=criterion, words=words, file=files)


def _long(sheets: pd.DataFrame, judges: pd.DataFrame) -> pd.DataFrame:
    """One row a cell, whichever way the sheets are laid out; with session, remark and cell."""
    sheets = sheets.assign(**{name: "" for name in ("session", "remark") if name not in sheets})
    others = [name for name in sheets if name not in GIVEN]
    kept = ["team", "session", "remark", "file", "line", "letters"]
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


def _known_criteria(long: pd.DataFrame, rules: Rules) -> pd.Series:
    known = panel_criteria(rules)
    criteria = {spelling: criterion for criterion, spellings in known.items() for spelling in spellings}
    text = long["criterion"].str.strip()
    # A column that the rules map without any indicator that uses it is read and left alone.
    mapped = set(rules.tables["marks"].columns) if "marks" in rules.tables else set()
    unknown = long[~text.isin([*criteria, *mapped])] if criteria else long[:0]
    if len(unknown):
        row = unknown.iloc[0]
        raise DataError(found="the criterion {criterion!r}", expected="one of {choices}", where="{file} line {line}",
                        remedy="correct the cell", criterion=row["criterion"], choices=", ".join(criteria), file=row["file"],
                        line=row["line"])
    return text.map(lambda word: criteria.get(word, word))


def _refuse_unknown_judges(marks: pd.DataFrame, judges: pd.DataFrame) -> None:
    unknown = marks[~marks["judge"].isin(judges.index)] if len(judges) else marks[:0]
    if len(unknown):
        row = unknown.iloc[0]
        raise DataError(found="the judge {judge!r}", expected="a code of judges.csv: {choices}", where="{file} line {line}",
                        remedy="correct the sheet's name or the cell, or add the judge", judge=row["judge"],
                        choices=", ".join(map(str, judges.index)), file=row["file"], line=row["line"])


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
            raise DataError(found="rank {mark:g} by {judge} for {team}, where {count} teams are ranked",
                            expected="ranks from 1 without a gap, equal teams sharing one",
                            where="{file} line {line}" if not cell else "{file} line {line}, cell {cell}",
                            remedy="ask the judge", mark=row["mark"], judge=row["judge"], team=row["team"], count=len(part),
                            file=row["file"], line=row["line"], cell=cell)
        share = (len(part) - shared) / (len(part) - 1) if len(part) > 1 else shared * 0 + 0.5
        marks[part.index] = rule.lower + (rule.upper - rule.lower) * share
    return marks
