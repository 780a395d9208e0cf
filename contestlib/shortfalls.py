"""What each team without a place would have needed for one, the official list drawn up for every total tried."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd

from contestlib.ranking import tie_groups
from contestlib.records import Decision, Standings
from contestlib.rounding import SNAP_DECIMALS, snap
from contestlib.selection import list_limits, official_list, ruled_teams

STEP = 1e-4  # of the points that a card prints


def needed_points(decision: Decision) -> pd.DataFrame:
    """Points that each team without a place would have needed more for one, the official list drawn up with its total raised:
    tie-breaks, lot, quotas and rulings decide as they do.

    Parameters
    ----------
    decision : Decision
        K indicators with a weight.

    Returns
    -------
    DataFrame, shape (such teams, 1 + K)
        In the column "" how far the official total was short; by indicator the points that would have been enough there alone,
        before rounding. Teams that no total would have helped (a floor keeps them out) are not in it, nor is anybody where a tie
        is open.

    Examples
    --------
    >>> from contestlib import decide_contest, read_contest
    >>> needed = needed_points(decide_contest(read_contest("contestlib/gallery/votes_and_experts")))
    >>> bool((needed[""] >= 0).all())
    True
    """
    baseline, selection = decision.baseline, decision.selection
    totals, codes = baseline.totals, baseline.weights.index[baseline.weights > 0]
    settled = (*selection.finalists, *selection.withdrawn, *selection.barred)
    least, found = _least_search(decision), {}
    for team in totals.index if not selection.tied else ():
        aim, more = least(team) if team not in settled else (None, None)
        if aim is not None:
            found[team] = [float(snap(aim - totals[team])),
                           *(least(team, code)[1] if code in baseline.keys else more for code in codes)]
    return pd.DataFrame.from_dict(found, orient="index", columns=["", *codes], dtype=float)


def _least_search(decision: Decision) -> Callable[..., tuple[float | None, float | None]]:
    """By team, and the indicator whose points are raised: the total that it would have needed for a place, and how many points
    more reach it before rounding.

    A team that has a place must be passed or, by tie-break or lot, drawn level with: nothing else lets another one in, but where
    a withdrawal and quotas meet any team may stand between.
    """
    baseline, selection, rules = decision.baseline, decision.selection, decision.baseline.rules
    rulings = ruled_teams(decision.contest.decisions)
    totals, step = baseline.totals, 10.0 ** -(SNAP_DECIMALS if rules.decimals is None else rules.decimals)
    half = 0.0 if rules.decimals is None else step / 2  # totals are rounded half up: half a step less is enough
    limits = list_limits(rules, totals.index, matrix=baseline.matrix, register=decision.contest.teams,
                         wild_cards=rulings["wild_cards"])
    placed = [team for team in (*selection.finalists, *selection.withdrawn) if team not in selection.wild_cards]
    rivals = sorted({float(totals[team]) for team in (totals.index if rules.quotas and rulings["withdrawn"] else placed)})

    @cache  # a raised team has few places among the others, whatever raised it
    def listed(groups: tuple[tuple, ...]) -> frozenset | None:
        return official_list(list(groups), rules, limits, rulings["withdrawn"])

    @cache
    def ordered(code: str) -> tuple[list[tuple], dict]:
        """Ties from best to worst, and by team the numbers that put it there, the smallest first."""
        keys = baseline.keys
        if code in keys:
            keys = keys.assign(**{code: snap(baseline.contributions[code]) * _better(baseline, code)})
        numbers = np.column_stack([totals.round(SNAP_DECIMALS), keys.loc[totals.index]])
        return tie_groups(totals, keys), dict(zip(totals.index, map(tuple, -numbers), strict=True))

    def least(team: str, code: str = "") -> tuple[float | None, float | None]:
        groups, numbers = ordered(code)
        others = [kept for group in groups if (kept := tuple(other for other in group if other != team))]
        marks, own = [numbers[group[0]] for group in others], list(numbers[team])
        standing, unrounded, levels = float(totals[team]), float(baseline.unrounded[team]), []
        if code in baseline.keys:
            points, levels = _levels_of_key(baseline, team, code)
            at_key, better = 1 + baseline.keys.columns.get_loc(code), _better(baseline, code)
        for aim in (aim for rival in rivals for aim in (rival, rival + step) if aim >= standing):
            own[0] = -np.round(snap(aim), SNAP_DECIMALS)
            reached = aim - half - unrounded
            for more in sorted({reached, *(level for level in levels if reached < level < reached + step)}):
                if code in baseline.keys:
                    own[at_key] = -snap(points + more) * better
                at = bisect_left(marks, tuple(own))
                level = at < len(marks) and marks[at] == tuple(own)
                among = tuple(sorted((*others[at], team), key=totals.index.get_loc)) if level else (team,)
                then = listed((*others[:at], among, *others[at + level:]))
                if then is not None and team in then:
                    return float(snap(aim)), more
        return None, None

    return least


def _levels_of_key(baseline: Standings, team: str, code: str) -> tuple[float, list[float]]:
    """A team's points in an indicator by which ties are broken, and how many more draw it level with another one or past it."""
    points = baseline.contributions[code]
    levels = (points.to_numpy()[points.index != team] - points[team]).tolist()
    return float(points[team]), [more for level in levels for more in (level, level + STEP)]


def _better(baseline: Standings, code: str) -> int:
    """1 where more points in an indicator go first in a tie, -1 where fewer do."""
    prefer = next(key.prefer for key in baseline.rules.tie_break if key.column == code)
    return 1 if prefer == next(i.direction for i in baseline.rules.indicators if i.code == code) else -1
