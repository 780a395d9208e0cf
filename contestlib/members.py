"""From what the members wrote on their sheets to one weighting a member; a sheet that cannot be taken as it stands is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd

from contestlib.ahp import LIMIT, ahp_weights
from contestlib.catalogue import translate
from contestlib.errors import ContestError, RulesError
from contestlib.records import AhpWeights, PooledWeights, Weights
from contestlib.rulebook import plain_number
from contestlib.weighting import direct_weights, rank_order_centroid_weights, round_weights, stated_number, swing_weights

MISSING = {"points": "ask the member; 0 points leave an indicator out",
           "rank": "ask the member; equal ranks leave an order open",
           "swing": "ask the member; 0 is a swing that does not matter"}
NUMBERS = {"points": "a number of zero or more, such as 12.5 or 1/3", "rank": "a rank, such as 1, 2 or 3",
           "swing": "a number of zero or more, such as 12.5 or 1/3", "pair": "a number from 1/9 to 9, such as 3 or 1/5"}
STRONGEST = 9  # on the sheet's scale of judgements
WAYS: Mapping[str, Callable] = {"points": lambda stated: direct_weights(stated, total=100),
                                "rank": rank_order_centroid_weights, "swing": swing_weights}


def member_weights(statements: pd.DataFrame, indicators: Sequence[str]) -> dict[str, Weights]:
    """One weighting a member.

    Parameters
    ----------
    statements : DataFrame
        As `read_weight_sheets` returns them.
    indicators : sequence of str
        Codes; every member has to weight all of them.

    Returns
    -------
    dict of member to Weights
        For `pooled_weights`. Points have to add up to 100; nothing is rescaled.

    Raises
    ------
    RulesError
        The first of the problems that `check_members` lists.

    Examples
    --------
    >>> cells = [("Wang", "points", code, "", value, "w.xlsx", 9) for code, value in (("amount", "60"), ("likes", "40"))]
    >>> sheet = pd.DataFrame(cells, columns=["member", "way", "code", "under", "value", "file", "line"])
    >>> member_weights(sheet, ["amount", "likes"])["Wang"].points["likes"]
    Fraction(40, 1)
    """
    weights, problems = _gather(statements, indicators)
    if problems:
        raise problems[0]
    return weights


def check_members(statements: pd.DataFrame, indicators: Sequence[str]) -> list[ContestError]:
    """Everything that keeps the members' sheets from being taken as they stand; an empty list where nothing does.

    A member without a filled sheet or with two; one who states weights in more than one way, or not for every indicator; points
    that do not add up to 100, ranks with a gap, swings without a 100, judgements that are no reciprocals or whose consistency
    ratio is above 0.10.

    Examples
    --------
    >>> cells = [("Wang", "points", code, "", value, "w.xlsx", 9) for code, value in (("amount", "60"), ("likes", "50"))]
    >>> sheet = pd.DataFrame(cells, columns=["member", "way", "code", "under", "value", "file", "line"])
    >>> print(check_members(sheet, ["amount", "likes"])[0])
    points that add up to 110 (expected 100) at w.xlsx, the sheet of Wang; correct them, nothing is rescaled.
    """
    return _gather(statements, indicators)[1]


def proposal_table(weights: Mapping[str, Weights]) -> pd.DataFrame:
    """Weightings as rows of a table of scenarios, exact where they are.

    Parameters
    ----------
    weights : mapping of name to Weights

    Returns
    -------
    DataFrame, indexed by scenario
        The points by indicator and their total as texts, labels, proposer, and how they were made as rationale_zh and
        rationale_en. Computed weights are rounded to hundredths of a point of 100; their total is what the rounded points sum
        to, and the rationale says so.

    Examples
    --------
    >>> proposal_table({"Wang": rank_order_centroid_weights(["amount", "likes"])})[["amount", "likes", "total"]].values.tolist()
    [['0.75', '0.25', '1']]
    """
    rows = {}
    for name, stated in weights.items():
        written = stated if stated.exact else round_weights(stated)
        rows[name] = {code: plain_number(number) for code, number in written.points.items()} | {
            "total": plain_number(written.total)} | (
            {"label_zh": translate(stated.method, "zh"), "label_en": stated.method, "proposer": ", ".join(stated.proposals.index)}
            if isinstance(stated, PooledWeights) else {"label_zh": name, "label_en": name, "proposer": name}) | {
            f"rationale_{language}": translate(written.method, language) + (
                "" if stated.exact else translate("; rounded to hundredths, of which the total is the sum", language))
            for language in ("zh", "en")}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("scenario")


def _gather(statements: pd.DataFrame, indicators: Sequence[str]) -> tuple[dict[str, Weights], list[ContestError]]:
    weights, problems = {}, []
    for member, cells in statements.groupby("member", sort=False):
        try:
            stated = _stated_by(member, cells, list(indicators), problems)
        except RulesError as problem:
            problems.append(problem)
            continue
        if stated is not None:
            weights[member] = stated
    return weights, problems


def _stated_by(member: str, cells: pd.DataFrame, indicators: list, problems: list[ContestError]) -> Weights | None:
    """The member's weights; nothing where rows are wrong, each of which joins the problems."""
    filled = cells[cells["value"] != ""]
    files = list(dict.fromkeys(filled["file"]))
    where = {"member": member, "file": ", ".join(files or dict.fromkeys(cells["file"]))}
    if not files:
        raise RulesError(found="no weights of {member}", expected="a filled sheet of every member on the list", where="{file}",
                         remedy="ask the member, or delete the name from the list and the sheet with it", **where)
    if len(files) > 1:
        raise RulesError(found="two filled sheets of {member}", expected="one sheet a member", where="{file}",
                         remedy="ask the member which one counts, and remove the other", **where)
    ways = list(dict.fromkeys(filled["way"]))
    if len(ways) > 1:
        raise RulesError(found="{member} states weights in {count} ways", expected="one way, the others left empty",
                         where="{file} line {line}", remedy="ask the member which one counts, and empty the others",
                         count=len(ways), line=filled["line"].iloc[0], **where)
    own = cells[(cells["file"] == files[0]) & (cells["way"] == ways[0])]
    wrong = list(_wrong_rows(own, indicators, where))
    if wrong:
        problems += wrong
        return None
    try:
        if ways[0] != "pair":
            return WAYS[ways[0]](dict(zip(own["code"], own["value"], strict=True)))
        weights = ahp_weights(_judgements(own, where), indicators)
    except RulesError as error:
        raise RulesError(found=error.found, expected=error.expected, where="{file}, the sheet of {member}", remedy=error.remedy,
                         **error.values | where) from error
    _refuse_contradictions(weights, where)
    return weights


def _wrong_rows(own: pd.DataFrame, indicators: list, where: dict) -> Iterator[RulesError]:
    for row in own.itertuples():
        for code in (row.code, row.under) if row.way == "pair" else (row.code,):
            if code not in indicators:
                yield RulesError(found="the indicator {code!r} on the sheet of {member}", expected="one of {known}",
                                 where="{file} line {line}", remedy="correct the code", code=code, line=row.line,
                                 known=", ".join(indicators), **where)
    way = own["way"].iloc[0]
    for row in own[own["value"] != ""].itertuples():
        try:
            number = stated_number(row.value, row.code, NUMBERS[way])
        except RulesError:
            number = None
        if number is None or (way == "pair" and not 1 <= number * STRONGEST <= STRONGEST**2):
            yield RulesError(found="{value!r} for {code!r} over {under!r} by {member}" if way == "pair" else
                             "{value!r} for {code!r} by {member}", expected=NUMBERS[way], where="{file} line {line}",
                             remedy="ask the member, and correct the cell", value=row.value, code=row.code, under=row.under,
                             line=row.line, **where)
    if way == "pair":
        return
    for code in indicators:
        rows = own[own["code"] == code]
        if len(rows) != 1:
            yield RulesError(found="{count} rows for {code!r} on the sheet of {member}", expected="one row", where="{file}",
                             remedy="copy the numbers to a blank sheet of that member", count=len(rows), code=code, **where)
        elif rows["value"].iloc[0] == "":
            yield RulesError(found="no number for {code!r} by {member}", expected="one for every indicator",
                             where="{file} line {line}", remedy=MISSING[way], code=code, line=rows["line"].iloc[0], **where)


def _judgements(own: pd.DataFrame, where: dict) -> dict:
    stated = {}
    for row in own[own["value"] != ""].itertuples():
        if (row.code, row.under) in stated:
            raise RulesError(found="a second judgement of {over!r} over {under!r} by {member}", expected="one judgement a pair",
                             where="{file} line {line}", remedy="ask the member which one counts, and remove the other",
                             over=row.code, under=row.under, line=row.line, **where)
        stated[row.code, row.under] = row.value
    return stated


def _refuse_contradictions(weights: AhpWeights, where: dict) -> None:
    if weights.consistency_ratio <= LIMIT:
        return
    worst = weights.worst.iloc[0]
    raise RulesError(found="judgements of {member} that contradict one another: a consistency ratio of {ratio:.2f}; furthest "
                     "off is {over!r} over {under!r} = {stated:.3g}, where the weights out of all judgements have the ratio "
                     "{implied:.3g}",
                     expected="a ratio of at most {limit:.2f}", where="{file}, the sheet of {member}",
                     remedy="let the member look at that judgement again, or state points instead",
                     ratio=weights.consistency_ratio, over=worst["over"], under=worst["under"], stated=worst["stated"],
                     implied=worst["implied"], limit=LIMIT, **where)
