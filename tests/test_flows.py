"""Lists within limits on two columns, against every list there is; and on three, where no flow helps."""

import itertools

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from contestlib.flows import exchangeable, fill_two_sides, two_sides
from contestlib.quotas import best_list, expand_quotas, interchangeable, may_matter, pin_teams
from contestlib.rules import Quota, Rules
from contestlib.selection import select_finalists

TEAMS = list("ABCDEFGH")


@st.composite
def sides(draw):
    """Two columns of up to four classes, some teams in none, each class with limits."""
    both = []
    for _ in range(2):
        column = draw(st.lists(st.integers(0, 4), min_size=8, max_size=8))
        side = []
        for value in range(4):
            low = draw(st.integers(0, 2))
            members = frozenset(team for team, at in zip(TEAMS, column, strict=True) if at == value)
            side.append((members, low if draw(st.booleans()) else 0, low + draw(st.integers(0, 2))))
        both.append(side)
    return tuple(both)


def every_list(places, limits, forced, barred):
    return [set(teams) for teams in itertools.combinations(TEAMS, places)
            if forced <= set(teams) and not barred & set(teams)
            and all(low <= len(members & set(teams)) <= high for members, low, high in limits)]


@given(sides(), st.integers(0, 5), st.lists(st.integers(0, 5), min_size=8, max_size=8),
       st.sets(st.sampled_from(TEAMS), max_size=2), st.sets(st.sampled_from(TEAMS), max_size=2))
@settings(max_examples=150)
def test_the_flow_against_every_list(both, places, worths, forced, barred):
    worth = dict(zip(TEAMS, worths, strict=True))
    lists = every_list(places, [*both[0], *both[1]], forced, barred)
    chosen = fill_two_sides(TEAMS, places, both, forced, barred, worth)
    if not lists:
        assert chosen is None
        return
    sums = [sum(worth[team] for team in teams) for teams in lists]
    assert chosen in lists and sum(worth[team] for team in chosen) == max(sums)
    best = [teams for teams, total in zip(lists, sums, strict=True) if total == max(sums)]
    assert exchangeable(TEAMS, places, chosen, both, forced, barred, worth) == set.union(*best) - set.intersection(*best)


def test_worth_of_any_size_is_exact():
    both = ([(frozenset("AB"), 0, 1)], [(frozenset("BC"), 0, 1)])
    worth = {"A": 10**300, "B": 2 * 10**300, "C": 10**300 + 1, "D": 0}
    assert fill_two_sides("ABCD", 2, both, (), (), worth) == {"A", "C"}


def test_three_sets_that_meet_in_pairs_need_three_sides():
    assert two_sides([(frozenset("AB"), 0, 1), (frozenset("BC"), 0, 1), (frozenset("CD"), 0, 1), (frozenset("DA"), 0, 1)])
    assert two_sides([(frozenset("AB"), 0, 1), (frozenset("BC"), 0, 1), (frozenset("CA"), 0, 1)]) is None
    assert two_sides([]) == ([], [])


REGISTER = pd.DataFrame({"city": list("xxyyzzwx"), "kind": list("tfgtfgtf"), "zone": list("nsnsnssn")}, index=TEAMS)


@given(st.lists(st.integers(0, 3), min_size=8, max_size=8), st.integers(1, 2), st.integers(1, 3), st.integers(1, 3),
       st.integers(0, 2), st.integers(0, 9), st.booleans(), st.sets(st.sampled_from(TEAMS), max_size=1))
@settings(max_examples=40, deadline=None)
def test_ties_prices_and_the_larger_sum_against_every_list(values, cities, kinds, zones, minimum, seed, three, pinned):
    """With two columns and with three: the most of every tie in turn, whatever the lot; what the lists of that kind do not share
    is tied; the price of each quota by the best list without it."""
    quotas = (Quota("city", maximum=cities), Quota("kind", maximum=kinds), Quota("city", "z", minimum=minimum)) + (
        (Quota("zone", maximum=zones),) if three else ())
    scores, rules = pd.Series(values, index=TEAMS, dtype=float), Rules(places=4, seed=seed, quotas=quotas, on_tie="lot")
    limits = expand_quotas(quotas, REGISTER, scores.index) + pin_teams(pinned, "wild card")
    levels = sorted(set(values), reverse=True)
    groups = [tuple(team for team in TEAMS if scores[team] == level) for level in levels]

    def best_of(limits):
        lists = every_list(4, [limit[:3] for limit in limits], set(), set())
        counts = [[len(teams.intersection(group)) for group in groups] for teams in lists]
        return [teams for teams, vector in zip(lists, counts, strict=True) if vector == max(counts)]

    best = best_of(limits)
    if not best:
        return
    chosen = best_list(groups, 4, limits)
    assert chosen in best
    assert set(interchangeable(groups, chosen, 4, limits)) == set.union(*best) - set.intersection(*best)
    first = [[team not in teams for group in groups for team in group] for teams in best]
    assert chosen == best[first.index(min(first))]
    drawn = select_finalists(scores, rules, register=REGISTER, wild_cards=sorted(pinned))
    assert set(drawn.finalists) in best
    sums = max(scores[list(teams)].sum() for teams in every_list(4, [limit[:3] for limit in limits], set(), set()))
    assert sums == scores[list(drawn.largest_sum or drawn.finalists)].sum()
    for quota in limits:
        if quota not in may_matter(limits, chosen, TEAMS):
            assert chosen in best_of([other for other in limits if other is not quota])


def test_no_lot_is_drawn_where_the_rules_report_ties():
    """A or B: with A the next is E of the last place, with B it is C of the third; as many of every tie as can be are B and C,
    whatever the seed would have drawn between A and B."""
    register = pd.DataFrame({"city": list("xyxz"), "kind": list("ttff")}, index=list("ABCE"))
    quotas = (Quota("city", maximum=1), Quota("kind", maximum=1))
    for seed in range(6):
        for on_tie in ("report", "lot"):
            selection = select_finalists(pd.Series({"A": 5.0, "B": 5.0, "C": 4.0, "E": 1.0}),
                                         Rules(places=2, seed=seed, on_tie=on_tie, quotas=quotas), register=register)
            assert (selection.finalists, selection.tied) == (("B", "C"), ())
