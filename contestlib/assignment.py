"""Before the contest: which judge marks which team, so that loads are even and every judge can be compared with every other."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np
import pandas as pd

from contestlib.errors import ContestError, DataError, RulesError
from contestlib.severity import judge_groups

ROUNDS = 200  # of cuts that join groups, each of which parts off at least one way of falling apart


def assign_judges(teams: Iterable, judges: Iterable, *, per_team: int, rng: np.random.Generator,
                  recusals: Collection[tuple] = (), most: int | None = None) -> pd.DataFrame:
    """A balanced assignment that connects all judges and teams.

    Parameters
    ----------
    teams, judges : iterables of ids and codes
    per_team : int
        Judges for each team.
    rng : numpy.random.Generator
        Who meets whom is drawn, among the assignments that are equally even.
    recusals : collection of (judge, team)
        Pairs that must not meet; the keys of `demanded_recusals` will do.
    most : int, optional
        Teams that one judge can take.

    Returns
    -------
    DataFrame of bool, shape (T, J)
        The largest load is as small as can be, and then the smallest as large as can be.

    Raises
    ------
    RulesError
        Fewer than one judge a team; a team or a judge twice.
    DataError
        A team for which too few judges are left, loads that do not suffice, or groups that no assignment connects.
    ContestError
        An answer of the solver that does not hold when it is counted again.

    Notes
    -----
    A mixed integer program; where its answer falls into groups, marks that join them are demanded and it is solved again.
    Connected means that the additive severity model can compare all judges (`judge_groups`).

    Examples
    --------
    >>> table = assign_judges(list("ABCD"), ["J1", "J2", "J3"], per_team=2, rng=np.random.default_rng(1), recusals=[("J1", "A")])
    >>> table.sum(axis=1).tolist(), sorted(table.sum()), bool(table.at["A", "J1"])
    ([2, 2, 2, 2], [2, 3, 3], False)
    """
    teams, judges = pd.Index(teams, name="team"), pd.Index(judges, name="judge")
    _refuse_impossible(teams, judges, per_team, recusals, most)
    shape = (len(teams), len(judges))
    allowed = np.array([[(judge, team) not in recusals for judge in judges] for team in teams])
    chance, cuts = rng.random(shape), []
    for _ in range(ROUNDS):
        chosen = _solve(chance, allowed, per_team, most, cuts)
        if chosen is None:
            raise DataError(found="no assignment of {judges} judges, {per_team} a team, to {teams} teams",
                            expected="one that respects recusals and loads and connects all", where="the assignment",
                            remedy="take more judges a team, allow larger loads, or ask more judges", judges=len(judges),
                            per_team=per_team, teams=len(teams))
        table = pd.DataFrame(chosen, index=teams, columns=judges)
        groups = judge_groups(table.where(table))
        idle = [judge for judge in judges if not table[judge].any() and allowed[:, judges.get_loc(judge)].any()]
        if len(groups) == 1 and not idle:
            return _counted(table, allowed, per_team, most)
        cuts += [_crossing(members, of_teams, teams, judges) for members, of_teams in groups[:-1]]
        cuts += [_crossing((judge,), (), teams, judges) for judge in idle]
    raise DataError(found="groups of judges after {rounds} attempts", expected="one group", where="the assignment",
                    remedy="take more judges a team", rounds=ROUNDS)


def _solve(chance: np.ndarray, allowed: np.ndarray, per_team: int, most: int | None, cuts: list) -> np.ndarray | None:
    """0 or 1 a pair, then the largest and the smallest load: both weigh more than all that chance can."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import eye_array, hstack, kron
    teams, judges = chance.shape
    free = allowed.any(axis=0)
    by_team = hstack([kron(eye_array(teams), np.ones((1, judges))), np.zeros((teams, 2))])
    by_judge = kron(np.ones((1, teams)), eye_array(judges))
    ends = np.zeros((2, judges, 2))
    ends[0, :, 0] = ends[1, :, 1] = -1
    rows = [LinearConstraint(by_team, per_team, per_team),
            LinearConstraint(hstack([by_judge, ends[0]]), -np.inf, 0),
            LinearConstraint(hstack([by_judge, ends[1]]).tocsr()[free], 0, np.inf)]
    if cuts:
        crossing = np.array([np.append(cut.ravel() & allowed.ravel(), [0, 0]) for cut in cuts], dtype=float)
        rows.append(LinearConstraint(crossing, 1, np.inf))
    largest = teams if most is None else most
    weight = float(per_team * teams + 1)
    answer = milp(np.concatenate([chance.ravel() / (chance.sum() + 1), [weight * judges, -1.0]]), constraints=rows,
                  integrality=np.ones(teams * judges + 2), options={"mip_rel_gap": 0},
                  bounds=Bounds(np.zeros(teams * judges + 2), np.append(allowed.ravel().astype(float), [largest, largest])))
    return None if answer.x is None else answer.x[:-2].reshape(chance.shape).round().astype(bool)


def _crossing(members: tuple, of_teams: tuple, teams: pd.Index, judges: pd.Index) -> np.ndarray:
    """Which pairs have one end in a group and the other outside."""
    return np.isin(teams, list(of_teams))[:, None] ^ np.isin(judges, list(members))[None, :]


def _counted(table: pd.DataFrame, allowed: np.ndarray, per_team: int, most: int | None) -> pd.DataFrame:
    if not ((table.sum(axis=1) == per_team).all() and not (table.to_numpy() & ~allowed).any()
            and (most is None or table.sum().max() <= most)):
        raise ContestError(found="an assignment that breaks its own conditions", expected="one that holds",
                           where="the assignment", remedy="report the case: this is an error of the program")
    return table


def _refuse_impossible(teams: pd.Index, judges: pd.Index, per_team: int, recusals: Collection[tuple], most: int | None) -> None:
    for labels in (teams, judges):
        if labels.has_duplicates or not len(labels):
            raise RulesError(found="{count} of {kind}, {twice} of them twice", expected="each once, one at least",
                             where="the assignment", remedy="correct the list", count=len(labels), kind=labels.name,
                             twice=int(labels.duplicated().sum()))
    if per_team < 1:
        raise RulesError(found="{per_team} judges a team", expected="one or more", where="the assignment",
                         remedy="correct the number", per_team=per_team)
    for team in teams:
        left = [judge for judge in judges if (judge, team) not in recusals]
        if len(left) < per_team:
            raise DataError(found="{left} judges for team {team}, {recused} being recused", expected="{per_team} or more",
                            where="the assignment", remedy="ask a judge who is not recused, or take fewer judges a team",
                            left=len(left), team=team, recused=len(judges) - len(left), per_team=per_team)
    if most is not None and most * len(judges) < per_team * len(teams):
        raise DataError(found="{judges} judges with {most} teams each at most", expected="{needed} marks of a team in all",
                        where="the assignment", remedy="raise the load, or take fewer judges a team", judges=len(judges),
                        most=most, needed=per_team * len(teams))
