"""Finalists and reserves: tie-break order, quotas, withdrawals, each step on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from contestlib.errors import RulesError, TieError
from contestlib.lots import lot_number, lot_order
from contestlib.quotas import best_list, expand_floors, expand_quotas, interchangeable, keeps, largest_list, may_matter, pin_teams
from contestlib.ranking import tie_groups
from contestlib.records import Selection, Standings
from contestlib.rounding import SNAP_DECIMALS
from contestlib.rules import Rules


def select_finalists(standings: Standings | pd.Series, rules: Rules | None = None, *, keys: pd.DataFrame | None = None,
                     register: pd.DataFrame | None = None, withdrawn: Sequence = (), wild_cards: Sequence = ()) -> Selection:
    """The list that goes on.

    Among all lists that fill the places within the quotas, the one that takes the better team first.

    Parameters
    ----------
    standings : Standings or Series, shape (T,)
        Official totals; higher is better.
    rules : Rules, optional
        Places, reserves, quotas, floors, what happens in a tie; the standings' own by default.
    keys : DataFrame, shape (T, tie-break keys), optional
        The larger goes first; the standings' own by default.
    register : DataFrame, indexed by team, optional
        Holds the quotas' columns.
    withdrawn : sequence of team ids
        Teams that gave their place back. The other finalists keep theirs; where the quotas do not allow that, the list is
        drawn up again and the log says so.
    wild_cards : sequence of team ids
        Teams to which a ruling gives one of the places; floors do not hold for them, quotas do.

    Returns
    -------
    Selection

    Raises
    ------
    RulesError
        Quotas, or more places than teams, that no list can meet.

    Examples
    --------
    >>> select_finalists(pd.Series({"A": 5, "B": 5, "C": 4, "D": 3}), Rules(places=2)).finalists
    ('A', 'B')
    >>> select_finalists(pd.Series({"A": 5, "B": 4, "C": 4}), Rules(places=2)).tied
    ('B', 'C')
    """
    matrix = None
    if isinstance(standings, Standings):
        rules, keys, totals = rules or standings.rules, standings.keys if keys is None else keys, standings.totals
        matrix = standings.matrix
    else:
        totals, rules = pd.Series(standings, dtype=float), rules or Rules()
    limits = list_limits(rules, totals.index, matrix=matrix, register=register, wild_cards=wild_cards)
    groups = tie_groups(totals, keys)
    before = draw_up(groups, rules, limits)
    gone = tuple(team for team in withdrawn if team in before["finalists"] + before["tied"])
    left = [group for group in (tuple(team for team in group if team not in withdrawn) for group in groups) if group]
    still = _without(limits, withdrawn)
    after, redrawn = _draw_up_again(left, before, gone, rules, still) if gone else (before, False)
    reserves = _next_in_line(left, after, rules, still)
    free = set(before["chosen"]) if not gone else best_list(_by_lot(left, rules.seed), rules.places, still)
    prices = _prices(left, free, rules, still, totals)
    barred = frozenset().union(*(members for members, _, most, _ in limits if not most))
    by_lot = _by_lot(left, rules.seed) if rules.on_tie == "lot" else left  # who lost a lot is not ahead of who won it
    return Selection(finalists=after["finalists"], reserves=reserves, tied=after["tied"],
                     displaced=_displaced(by_lot, after, still, totals, prices), withdrawn=gone,
                     barred=tuple(team for team in totals.index if team in barred), wild_cards=tuple(wild_cards),
                     log=_log(before, after, gone, redrawn, reserves, wild_cards, totals, keys, rules), places=rules.places,
                     prices=prices, largest_sum=_largest_sum(left, free, rules, still, totals),
                     replacements=_replacements(left, after, rules, still))


def listed_teams(standings: Standings, rules: Rules, *, register: pd.DataFrame | None = None,
                 wild_cards: Sequence = ()) -> frozenset:
    """The finalists alone, as `select_finalists` finds them: for the many lists that are only compared with another one."""
    limits = list_limits(rules, standings.totals.index, matrix=standings.matrix, register=register, wild_cards=wild_cards)
    return frozenset(draw_up(tie_groups(standings.totals, standings.keys), rules, limits)["finalists"])


def official_list(groups: list[tuple], rules: Rules, limits: list[tuple], withdrawn: Sequence = ()) -> frozenset | None:
    """The finalists, as `select_finalists` finds them; None where a tie is open.

    Parameters
    ----------
    groups : list of tuples of team ids
        From best to worst, as `tie_groups` returns them.
    rules : Rules
    limits : list of tuples
        As `list_limits` returns them, which do not change with the totals.
    withdrawn : sequence of team ids

    Examples
    --------
    >>> sorted(official_list([("A",), ("B",), ("C",)], Rules(places=2), []))
    ['A', 'B']
    """
    drawn = draw_up(groups, rules, limits)
    gone = tuple(team for team in withdrawn if team in drawn["finalists"] + drawn["tied"])
    if gone:
        left = [group for group in (tuple(team for team in group if team not in withdrawn) for group in groups) if group]
        drawn, _ = _draw_up_again(left, drawn, gone, rules, _without(limits, withdrawn))
    return None if drawn["tied"] else frozenset(drawn["finalists"])


def list_limits(rules: Rules, teams: pd.Index, *, matrix: pd.DataFrame | None = None, register: pd.DataFrame | None = None,
                wild_cards: Sequence = ()) -> list[tuple]:
    """Everything that a list must keep: quotas, floors (not for wild cards), wild cards, in the form of `expand_quotas`."""
    for team in wild_cards:
        if team not in teams:
            raise RulesError(found="a wild card for {team}", expected="a team that is scored", where="decisions.csv",
                             remedy="correct the team, or its status in teams.csv", team=team)
    floors = [(members - frozenset(wild_cards), low, high, words)
              for members, low, high, words in expand_floors(rules.floors, matrix, register, teams)]
    return expand_quotas(rules.quotas, register, teams) + floors + pin_teams(wild_cards, "wild card")


def ruled_teams(decisions: pd.DataFrame) -> dict[str, tuple]:
    """Teams that withdrew and teams with a wild card, as rulings say; arguments of `select_finalists`."""
    ruled = decisions.groupby("kind")["team"].agg(tuple)
    return {name: tuple(dict.fromkeys(ruled.get(kind, ()))) for name, kind in (("withdrawn", "withdrawal"),
                                                                              ("wild_cards", "wild-card"))}


def open_competition(standings: Standings, selection: Selection) -> tuple[pd.DataFrame, int]:
    """Values (`Standings.values_with_bonus`) of the teams that compete for the places that no ruling gives away, and how many
    these are: floors and wild cards hold whatever the weights. All teams and places where nothing would be left."""
    values, places = standings.values_with_bonus, standings.rules.places - len(selection.wild_cards)
    free = values.drop(index=[*selection.barred, *selection.wild_cards])
    return (free, places) if 0 < places <= len(free) else (values, standings.rules.places)


def check_decided(selection: Selection) -> Selection:
    """The selection, which may be published: no tie at its cut is open.

    Raises
    ------
    TieError
        Teams that the rules could not tell apart share the last places.

    Examples
    --------
    >>> check_decided(select_finalists(pd.Series({"A": 5, "B": 4, "C": 4}), Rules(places=2)))
    Traceback (most recent call last):
    contestlib.errors.TieError: B, C tied at the cut for 1 place(s) (expected a list without an open tie) at the selection; \
add a tie-break key, let on_tie expand the list or draw the lot, and run again.
    """
    if selection.tied:
        raise TieError(found="{teams} tied at the cut for {left} place(s)", expected="a list without an open tie",
                       where="the selection",
                       remedy="add a tie-break key, let on_tie expand the list or draw the lot, and run again",
                       teams=", ".join(map(str, selection.tied)), left=selection.places - len(selection.finalists))
    return selection


def cut_neighbours(totals: pd.Series, selection: Selection) -> tuple:
    """The last team of the list, wild cards apart, and the team that would take its place if it left: the first one with which
    the other finalists keep the quotas.

    Where a tie is open, nobody has the last place: then the first team that neither shares the tie nor withdrew nor was kept out.
    None where no team is there, where none may take the place, and where a tie has enlarged the list, so that nobody would.

    Examples
    --------
    >>> totals = pd.Series({"A": 5, "B": 4, "C": 3})
    >>> cut_neighbours(totals, select_finalists(totals, Rules(places=2)))
    ('B', 'C')
    """
    chosen = [*selection.finalists, *selection.tied]
    ranked = [team for team in chosen if team not in selection.wild_cards]
    last = ranked[-1] if ranked else None
    enters = selection.replacements.loc[selection.replacements["leaves"] == last, "enters"]
    if len(selection.finalists) <= selection.places and not selection.tied and last is not None:
        return last, enters.iloc[0][0] if len(enters) and enters.iloc[0] else None
    others = totals.drop({*chosen, *selection.displaced["team"], *selection.barred, *selection.withdrawn})
    others = others.sort_values(ascending=False, kind="stable")
    return last, others.index[0] if len(others) else None


def lots_drawn(totals: pd.Series, selection: Selection) -> list[tuple[tuple, tuple]]:
    """The lots that decided about places of the list: teams with the same total to which one gave a place, and to which none.

    Examples
    --------
    >>> totals = pd.Series({"A": 5, "B": 4, "C": 4})
    >>> lots_drawn(totals, select_finalists(totals, Rules(places=2, on_tie="lot", seed=7)))
    [(('B',), ('C',))]
    """
    drawn = dict.fromkeys(selection.log.loc[selection.log["event"] == "lot", "team"])
    left = [team for team in drawn if team not in selection.withdrawn]
    sides = [tuple(tuple(team for team in left if totals[team] == total and (team in selection.finalists) == placed)
                   for placed in (True, False)) for total in dict.fromkeys(totals[left])]
    return [(won, lost) for won, lost in sides if won and lost]


def enlarging_tie(selection: Selection) -> tuple:
    """Teams that share a place by a tie which enlarged the list; empty where none did."""
    drawn = selection.log.loc[selection.log["event"] == "expanded", "team"]
    return tuple(drawn) if len(selection.finalists) > selection.places else ()


def displaced_by_scenario(selections: Mapping[str, Selection]) -> pd.DataFrame:
    """Teams that a quota kept out under each scenario: scenario, team, rank, why."""
    frames = {name: selection.displaced for name, selection in selections.items() if len(selection.displaced)}
    empty = pd.DataFrame(columns=["scenario", "team", "rank", "why"])
    return pd.concat(frames, names=["scenario"]).droplevel(1).reset_index() if frames else empty


def draw_up(groups: list[tuple], rules: Rules, quotas: list[tuple]) -> dict:
    """Finalists in order and the teams tied at the cut, before any withdrawal.

    Parameters
    ----------
    groups : list of tuples of team ids
        From best to worst, as `tie_groups` returns them.
    rules : Rules
    quotas : list of tuples
        As `expand_quotas` returns them.
    """
    drawn = _by_lot(groups, rules.seed)
    chosen = official = best_list(drawn, rules.places, quotas)
    tied = interchangeable(groups, chosen, rules.places, quotas)
    lot = tuple(team for group in drawn for team in group if team in tied)
    # A list that a tie expands must still keep every maximum; where it does not, the tie is reported.
    expands = rules.on_tie == "expand" and _within_maxima([*chosen, *tied], quotas)
    event = "expanded" if expands else "lot" if rules.on_tie == "lot" else "tied"
    if tied and event != "lot":
        chosen = chosen | set(tied) if expands else chosen - set(tied)
    finalists = tuple(team for group in groups for team in group if team in chosen)
    return {"finalists": finalists, "tied": tied if event == "tied" else (), "lot": lot, "event": event, "chosen": official}


def _by_lot(groups: list[tuple], seed: int) -> list[tuple]:
    return [tuple(lot_order(group, seed)) if len(group) > 1 else group for group in groups]


def _within_maxima(teams: Sequence, quotas: list[tuple]) -> bool:
    return all(len(members.intersection(teams)) <= maximum for members, _, maximum, _ in quotas)


def _without(quotas: list[tuple], withdrawn: Sequence) -> list[tuple]:
    """Wild cards of teams that withdrew bind no more; other minima still do."""
    gone = frozenset(withdrawn)
    return [quota for quota in quotas if not (quota[0] and quota[0] <= gone and quota[3].startswith("wild card"))]


def _draw_up_again(left: list[tuple], before: dict, gone: tuple, rules: Rules, quotas: list[tuple]) -> tuple[dict, bool]:
    """The list after withdrawals, and whether finalists who stayed could not all keep their places."""
    staying = [team for team in before["finalists"] if team not in gone]
    if len(staying) > rules.places:  # a tie had expanded the list
        return before | {"finalists": tuple(staying), "tied": ()}, False
    try:
        return draw_up(left, rules, quotas + pin_teams(staying, "finalist")), False
    except RulesError:
        return draw_up(left, rules, quotas), True


def _next_in_line(groups: list[tuple], drawn: dict, rules: Rules, quotas: list[tuple]) -> tuple:
    """Teams that would be chosen if there were more places, in that order; teams tied at the cut are not among them."""
    listed, reserves = [*drawn["finalists"], *drawn["tied"]], []
    for team in (team for group in groups for team in (lot_order(group, rules.seed) if rules.on_tie == "lot" else group)):
        if team not in listed and len(reserves) < rules.reserves and _within_maxima(
                [*drawn["finalists"], *reserves, team], quotas):
            reserves.append(team)
    return tuple(reserves)


def _replacements(groups: list[tuple], drawn: dict, rules: Rules, quotas: list[tuple]) -> pd.DataFrame:
    """Who takes the place of each finalist: the first team with which the other finalists make a list that keeps the quotas."""
    rows = []
    enlarged = len(drawn["finalists"]) > rules.places  # a place that is given back is not filled again
    for leaves in drawn["finalists"] if not drawn["tied"] and not enlarged else ():
        staying = set(drawn["finalists"]) - {leaves}
        still = _without(quotas, [leaves])
        fits = ([team for team in group if team not in drawn["finalists"] and keeps(staying | {team}, still)] for group in groups)
        first = next(filter(None, fits), [])
        rows.append((leaves, tuple(lot_order(first, rules.seed)[:1] if rules.on_tie == "lot" else first)))
    return pd.DataFrame(rows, columns=["leaves", "enters"])


def _prices(groups: list[tuple], chosen: set, rules: Rules, quotas: list[tuple], totals: pd.Series) -> pd.DataFrame:
    """The list drawn up without each quota in turn, against the list with all of them."""
    rows = []
    ordered = _by_lot(groups, rules.seed)
    place = {team: number for number, team in enumerate(team for group in ordered for team in group)}
    if max(map(place.get, chosen), default=0) >= rules.places:  # otherwise the quotas cost nothing
        for quota in may_matter(quotas, chosen, place):
            free = best_list(ordered, rules.places, [other for other in quotas if other is not quota])
            enters, leaves = (tuple(sorted(teams, key=place.get)) for teams in (free - chosen, chosen - free))
            points = totals[list(enters)].sum() - totals[list(leaves)].sum()
            if enters and [totals[team] for team in enters] != [totals[team] for team in leaves]:
                rows.append((quota[3], float(round(points, SNAP_DECIMALS)), enters, leaves))
    return pd.DataFrame(rows, columns=["quota", "points", "enters", "leaves"])


def _largest_sum(groups: list[tuple], chosen: set, rules: Rules, quotas: list[tuple], totals: pd.Series) -> tuple:
    """The list of the largest sum, best first, where it is larger than the official one's."""
    ordered = [team for group in groups for team in group]
    at = {team: number for number, team in enumerate(totals.index)}
    largest = largest_list(totals.take([at[team] for team in ordered]), rules.places, quotas)
    if largest == set(chosen):
        return ()
    more = totals[list(largest)].sum() - totals[list(chosen)].sum()
    return tuple(team for team in ordered if team in largest) if round(more, SNAP_DECIMALS) > 0 else ()


def _displaced(groups: list[tuple], drawn: dict, quotas: list[tuple], totals: pd.Series, prices: pd.DataFrame) -> pd.DataFrame:
    """Teams ahead of the last finalist that a quota kept out."""
    ordered = [team for group in groups for team in group]
    listed = [*drawn["finalists"], *drawn["tied"]]
    carded = [team for members, *_, words in quotas for team in members if words.startswith("wild card")]
    last = max((ordered.index(team) for team in listed if team not in carded), default=-1)
    for_cards = {team for row in prices.itertuples() for team in row.enters if row.quota.startswith("wild card")}
    ranks = totals.rank(method="min", ascending=False).astype(int)
    rows = []
    for team in (team for place, team in enumerate(ordered) if team not in listed and (place < last or team in for_cards)):
        lets_in = [quota for quota, enters in zip(prices["quota"], prices["enters"], strict=True) if team in enters]
        why = _quota_against(team, drawn["finalists"], quotas) or "; ".join(lets_in) or "; ".join(prices["quota"])
        rows.append((team, ranks[team], why))
    return pd.DataFrame(rows, columns=["team", "rank", "why"])


def _quota_against(team, finalists: tuple, quotas: list[tuple]) -> str:
    full = [words for members, _, maximum, words in quotas
            if team in members and len(members.intersection(finalists)) >= maximum]
    needs = [words for members, minimum, _, words in quotas
             if team not in members and minimum and len(members.intersection(finalists)) <= minimum]
    return "; ".join(full or needs)


def _log(before: dict, after: dict, gone: tuple, redrawn: bool, reserves: tuple, wild_cards: Sequence, totals: pd.Series,
         keys: pd.DataFrame | None, rules: Rules) -> pd.DataFrame:
    """What happened, in order: wild-card, chosen, tie-break, tied, expanded or lot, withdrawn, redrawn, moved-up, reserve."""
    events = [(team, "wild-card", "") for team in wild_cards]
    events += [(team, "chosen", "") for team in before["finalists"]]
    events += _broken_ties(before, totals, keys)
    events += _tie_events(before, rules)
    events += [(team, "withdrawn", "") for team in gone]
    events += [(team, "redrawn", "") for team in before["finalists"] if redrawn and team not in (*gone, *after["finalists"])]
    events += [(team, "moved-up", "") for team in after["finalists"] if team not in before["finalists"]]
    events += _tie_events(after, rules) if gone and after["lot"] != before["lot"] else []
    events += [(team, "reserve", str(place)) for place, team in enumerate(reserves, start=1)]
    log = pd.DataFrame(events, columns=["team", "event", "detail"])
    log.insert(0, "step", range(1, len(log) + 1))
    return log


def _tie_events(drawn: dict, rules: Rules) -> list[tuple]:
    """Teams that nothing but a lot could order at the cut; where it was drawn, with the number that each had."""
    return [(team, drawn["event"], f"seed {rules.seed}: {lot_number(team, rules.seed)}" if drawn["event"] == "lot" else "")
            for team in drawn["lot"]]


def _broken_ties(drawn: dict, totals: pd.Series, keys: pd.DataFrame | None) -> list[tuple]:
    """Finalists at the cut whose total others outside the list share, with the key that put them ahead."""
    if keys is None or not len(drawn["finalists"]) or drawn["lot"]:
        return []
    cut = totals[list(drawn["finalists"])].min()
    equal = totals.index[totals == cut]
    outside = [team for team in equal if team not in drawn["finalists"]]
    decided = []
    for team in (team for team in drawn["finalists"] if totals[team] == cut):
        ahead = [next((name for name in keys if keys.at[team, name] != keys.at[other, name]), "") for other in outside]
        if any(ahead):
            decided.append((team, "tie-break", ", ".join(dict.fromkeys(filter(None, ahead)))))
    return decided
