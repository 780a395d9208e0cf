"""The rules' scoring and selection as spreadsheet formulas that Excel 2016 and WPS know.

In a formula ``[name]`` is the cell of a column in the team's own row, ``all_name`` the whole column. Columns of 1 and 0 say
whether something holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from contestlib.rounding import SNAP_DECIMALS

STATUSES = ("finalist", "tied at the cut", "reserve", "withdrawn", "kept out by a quota", "below a floor", "without a place")

STEPS = {
    "number": "row", "tie": "place by the tie-break keys", "lot": "numbered by keys, then by lot",
    "entry": "numbered by keys, then by entry", "limit": "number of its quota", "low": "quota: at least",
    "high": "quota: at most", "barred": "below a floor", "card": "wild card", "gone": "withdrawn",
    "official": "on the official list", "turn": "turn in which places are taken", "line": "order of the list",
    "free": "can be drawn", "within": "turn within its quota", "core": "sent, or needed for a minimum",
    "open": "within the maximum", "chosen": "drawn", "room": "quota has room", "spare": "quota can spare one",
    "swaps": "could change places with an equal", "grown": "drawn, or such an equal", "over": "quota would overflow",
    "final": "has a place", "tied": "tied at the cut", "given": "gives its place back", "stays": "keeps its place",
    "absent": "cannot be drawn again", "waits": "could be a reserve", "fits": "quota admits it as reserve",
    "reserve": "number among the reserves", "status": "number of its status", "order": "sorted by this",
    "nth": "row of the team in this line of the list"}


def step_words(name: str) -> tuple[str, str]:
    """What a column of the steps holds, and the number of the drawing in which it does.

    Examples
    --------
    >>> step_words("chosen2"), step_words("nth")
    (('drawn', ' 2'), ('row of the team in this line of the list', ''))
    """
    plain = name.rstrip("12")
    return STEPS[plain], f" {name[len(plain):]}" if plain != name else ""


def in_row(formula: str, cell: Callable[[str], str]) -> str:
    """A formula with the cells of one row in place of its columns' names.

    Examples
    --------
    >>> in_row("=RANK([total],all_total)", {"total": "D7"}.get)
    '=RANK(D7,all_total)'
    """
    return re.sub(r"\[(\w+)\]", lambda found: cell(found.group(1)), formula)


def points_formula(value: str, share: str, powers: Iterable[float]) -> str:
    """Points that an indicator adds: weight times generated value, as `scoring.contributions`.

    Parameters
    ----------
    value, share : str
        Cells of the normalized value and of the weight in use.
    powers : iterable of float
        Of the means that the scenarios use.

    Examples
    --------
    >>> points_formula("D7", "D$5", {1})
    '=points*D$5*D7'
    """
    if set(powers) == {1}:
        return f"=points*{share}*{value}"
    # IF computes the branch in use alone, so that a zero under power 1 never meets LN.
    return f"=points*{share}*IF(power_used=1,{value},IF(power_used=0,LN({value}),SIGN(power_used)*{value}^power_used))"


def score_formulas(first: str, last: str, powers: Iterable[float], decimals: int | None) -> dict[str, str]:
    """Unrounded total, official total and competition rank out of a row's points, which stand from `first` to `last`."""
    total = f"SUM([{first}]:[{last}])"
    if set(powers) != {1}:
        generated = f"({total}/points)"
        total = (f"points*IF(power_used=1,{generated},IF(power_used=0,EXP({generated}),"
                 f"(SIGN(power_used)*{generated})^(1/power_used)))")
    snapped = f"ROUND([unrounded],{SNAP_DECIMALS})"
    official = snapped if decimals is None else f"ROUND({snapped},decimals)"
    return {"unrounded": f'=IF(weights_ok,{total}+[bonus],"")', "total": f'=IF(weights_ok,{official},"")',
            "rank": '=IF(weights_ok,RANK([total],all_total),"")'}


def selection_formulas(on_tie: str, *, withdrawals: bool) -> dict[str, str]:
    """The list that `selection.select_finalists` draws up, step by step, where limits do not share teams.

    The columns that it starts from are values: `rank` and `total` of the scores; `tie` (the team's place by the tie-break
    keys, equal where they do not separate), `lot` and `entry` (all teams numbered by these keys, equals by their lot numbers
    and in the order of entry), `limit` (the number of the quota's value, 0 without one) with its `low` and `high`, and
    `barred`, `card`, `gone`: below a floor, sent by a ruling, withdrawn.

    Parameters
    ----------
    on_tie : {"report", "expand", "lot"}
    withdrawals : bool
        Whether some team withdrew: then the list is drawn a second time, with those who stay.

    Returns
    -------
    dict of str to str
        Formulas by column, in an order in which they can be computed.
    """
    steps = {
        # The order in which places are taken, and the order in which lists are printed.
        "turn": '=IF(weights_ok,[rank]+COUNTIFS(all_total,[total],all_lot,"<"&[lot]),0)',
        "line": '=IF(weights_ok,[rank]+COUNTIFS(all_total,[total],all_entry,"<"&[entry]),0)',
    } | _draw("1", "card", "barred", on_tie)
    if withdrawals:
        steps |= {"given": "=[gone]*([final1]+[tied1])", "stays": "=[final1]*(1-[gone])",
                  "absent": "=IF([barred]+[gone]>0,1,0)"}
        steps |= _draw("2", "stays", "absent", on_tie)
        # A tie that expanded the list leaves more finalists than places: nobody is drawn for one who goes.
        steps |= {"final": "=IF(SUM(all_given)=0,[final1],IF(SUM(all_stays)>places,[stays],[final2]))",
                  "tied": "=IF(SUM(all_given)=0,[tied1],IF(SUM(all_stays)>places,0,[tied2]))"}
    else:
        steps |= {"final": "=[final1]", "tied": "=[tied1]"}
    turn = "turn" if on_tie == "lot" else "line"
    return steps | {
        "waits": "=IF([final]+[tied]+[gone]+[barred]>0,0,1)",
        "fits": f'=IF(AND([waits]=1,COUNTIFS(all_limit,[limit],all_final,1)+COUNTIFS(all_limit,[limit],all_waits,1,all_{turn},'
                f'"<="&[{turn}])<=[high]),1,0)',
        "reserve": f'=IF([fits]=1,COUNTIFS(all_fits,1,all_{turn},"<="&[{turn}]),0)',
        "status": "=IF([final]=1,1,IF([tied]=1,2,IF(AND([reserve]>0,[reserve]<=reserves),3,IF([gone]=1,4,IF([barred]=1,6,"
                  "IF(OR([line]<SUMPRODUCT(MAX((all_final+all_tied)*(1-all_card)*all_line)),AND([fits]=0,"
                  f"[{turn}]<SUMPRODUCT(MAX((all_reserve>0)*(all_reserve<=reserves)*all_{turn})))),5,7))))))",
        "order": "=MIN([status],4)*100000+" + (
            "IF([status]=3,[turn],[line])" if on_tie == "lot" else "[line]"),
        "nth": "=MATCH(SMALL(all_order,[number]),all_order,0)",
    }


def _draw(n: str, pinned: str, barred: str, on_tie: str) -> dict[str, str]:
    """One drawing: `chosen`, of these `tied` with others, and `final`.

    With limits on sets that share no team, the list that takes the better team first holds the best of each set up to its
    minimum, and then the best of all others that no maximum stops.
    """
    group = "all_total,[total],all_tie,[tie]"  # teams that nothing but a lot separates
    held = f"COUNTIFS(all_limit,[limit],all_chosen{n},1)"
    fixed = f"COUNTIFS(all_limit,[limit],all_{pinned},1)"
    steps = {
        f"free{n}": f"=IF([{barred}]+[{pinned}]>0,0,1)",
        f"within{n}": f'=[free{n}]*(1+COUNTIFS(all_limit,[limit],all_free{n},1,all_turn,"<"&[turn]))',
        f"core{n}": f"=IF(OR([{pinned}]=1,AND([free{n}]=1,[within{n}]<=[low]-{fixed})),1,0)",
        f"open{n}": f"=IF(AND([free{n}]=1,[core{n}]=0,[within{n}]<=[high]-{fixed}),1,0)",
        f"chosen{n}": f'=IF(OR([core{n}]=1,AND([open{n}]=1,COUNTIFS(all_open{n},1,all_turn,"<"&[turn])<'
                      f"places-SUM(all_core{n}))),1,0)",
        f"room{n}": f"=IF({held}<[high],1,0)",
        f"spare{n}": f"=IF({held}>[low],1,0)",
        # Whoever could change places with an equal on the other side of the cut.
        f"swaps{n}": f"=[free{n}]*IF([chosen{n}]=1,"
                     f"IF(OR(COUNTIFS({group},all_chosen{n},0,all_free{n},1,all_limit,[limit])>0,"
                     f"AND([spare{n}]=1,COUNTIFS({group},all_chosen{n},0,all_free{n},1,all_room{n},1)>0)),1,0),"
                     f"IF(OR(COUNTIFS({group},all_chosen{n},1,all_free{n},1,all_limit,[limit])>0,"
                     f"AND([room{n}]=1,COUNTIFS({group},all_chosen{n},1,all_free{n},1,all_spare{n},1)>0)),1,0))",
    }
    if on_tie == "lot":
        return steps | {f"final{n}": f"=[chosen{n}]", f"tied{n}": "=0"}
    left = f"IF([swaps{n}]=1,0,[chosen{n}])"
    if on_tie == "report":
        return steps | {f"final{n}": f"={left}", f"tied{n}": f"=[swaps{n}]"}
    over = f"SUM(all_over{n})"
    return steps | {
        f"grown{n}": f"=IF([chosen{n}]+[swaps{n}]>0,1,0)",
        f"over{n}": f"=IF(COUNTIFS(all_limit,[limit],all_grown{n},1)>[high],1,0)",
        f"final{n}": f"=IF({over}=0,[grown{n}],{left})", f"tied{n}": f"=IF({over}=0,0,[swaps{n}])",
    }
