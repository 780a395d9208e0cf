"""The list: ties at the cut, lots, quotas, withdrawals, and that the best feasible list is found."""

import itertools
from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contestlib.errors import RulesError, TieError
from contestlib.lots import lot_number, lot_order
from contestlib.rules import Floor, Quota, Rules
from contestlib.selection import check_decided, select_finalists
from contestlib.wording import describe_error


def totals(**values):
    return pd.Series(values, dtype=float)


def test_finalists_and_reserves_in_order():
    chosen = select_finalists(totals(A=1, B=4, C=3, D=2), Rules(places=2, reserves=1))
    assert (chosen.finalists, chosen.reserves, chosen.tied) == (("B", "C"), ("D",), ())
    assert chosen.log["event"].tolist() == ["chosen", "chosen", "reserve"]


def test_a_tie_at_the_cut_is_reported():
    chosen = select_finalists(totals(A=9, B=5, C=5, D=1), Rules(places=2, reserves=1))
    assert (chosen.finalists, chosen.tied, chosen.reserves) == (("A",), ("B", "C"), ("D",))


def test_a_tie_inside_the_list_is_none():
    chosen = select_finalists(totals(A=5, B=5, C=4, D=3), Rules(places=2))
    assert (chosen.finalists, chosen.tied) == (("A", "B"), ())


def test_floats_tie_at_the_cut():
    assert select_finalists(totals(A=1, B=0.1 + 0.2, C=0.3), Rules(places=2)).tied == ("B", "C")


def test_expand_lets_all_advance():
    chosen = select_finalists(totals(A=9, B=5, C=5, D=1), Rules(places=2, on_tie="expand"))
    assert chosen.finalists == ("A", "B", "C")
    assert "expanded" in set(chosen.log["event"])


def test_a_lot_is_drawn_from_the_published_seed():
    chosen = select_finalists(totals(A=9, B=5, C=5, D=5), Rules(places=2, reserves=2, on_tie="lot", seed=7))
    drawn = lot_order("BCD", 7)
    assert chosen.finalists == ("A", drawn[0])
    assert chosen.reserves == tuple(drawn[1:])
    assert chosen.log.loc[chosen.log["event"] == "lot", "detail"].tolist() == [f"seed 7: {lot_number(team, 7)}" for team in drawn]


def test_keys_break_ties_in_order_and_the_log_says_which():
    keys = pd.DataFrame({"welfare": [1, 1, 0], "amount": [1, 2, 9]}, index=list("BCD"))
    chosen = select_finalists(totals(B=5, C=5, D=5), Rules(places=1), keys=keys)
    assert chosen.finalists == ("C",)
    broken = chosen.log[chosen.log["event"] == "tie-break"].iloc[0]
    assert (broken["team"], broken["detail"]) == ("C", "amount, welfare")


REGISTER = pd.DataFrame({"city": ["x", "x", "x", "y", "y", "z"], "kind": ["t", "f", "t", "t", "f", "f"]},
                        index=list("ABCDEF"))
DESCENDING = totals(A=6, B=5, C=4, D=3, E=2, F=1)


def test_a_maximum_displaces_and_says_so():
    chosen = select_finalists(DESCENDING, Rules(places=3, reserves=2, quotas=(Quota("city", maximum=2),)),
                              register=REGISTER)
    assert chosen.finalists == ("A", "B", "D")
    assert chosen.reserves == ("E", "F")
    assert chosen.displaced.values.tolist() == [["C", 3, "city = x ≤ 2"]]


def test_a_minimum_looks_ahead():
    chosen = select_finalists(DESCENDING, Rules(places=3, quotas=(Quota("city", "z", minimum=1),)), register=REGISTER)
    assert chosen.finalists == ("A", "B", "F")
    assert chosen.displaced["team"].tolist() == ["C", "D", "E"]
    assert chosen.displaced["why"].unique().tolist() == ["city = z ≥ 1"]


def test_a_tie_that_a_quota_settles_is_none():
    chosen = select_finalists(totals(A=6, B=5, C=4, D=4, E=1), Rules(places=3, quotas=(Quota("city", maximum=2),)),
                              register=REGISTER)
    assert (chosen.finalists, chosen.tied) == (("A", "B", "D"), ())


def test_quotas_that_cannot_be_met():
    with pytest.raises(RulesError, match="that no list of 3 can meet"):
        select_finalists(DESCENDING, Rules(places=3, quotas=(Quota("city", "z", minimum=2),)), register=REGISTER)
    with pytest.raises(RulesError, match="7 places"):
        select_finalists(DESCENDING, Rules(places=7))
    with pytest.raises(RulesError, match="name a column of teams.csv"):
        select_finalists(DESCENDING, Rules(places=2, quotas=(Quota("county", maximum=1),)), register=REGISTER)


def test_floors_that_leave_too_few_and_too_many_wild_cards_are_called_so():
    """Where they are mended: floors in rules.toml, wild cards in decisions.csv; quotas without a part in it are not named."""
    rules = Rules(places=3, quotas=(Quota("city", maximum=2),), floors=(Floor("welfare", 90),))
    matrix = pd.DataFrame({"welfare": [95.0, 91, 80, 70, 60, 50]}, index=DESCENDING.index)
    with pytest.raises(RulesError) as told:
        select_finalists(DESCENDING, rules, register=REGISTER.assign(welfare=matrix["welfare"]))
    assert str(told.value) == ("2 teams that reach what a finalist must, for 3 places: welfare ≥ 90 (expected at least as many "
                               "teams as places) at rules.toml [selection] floors; lower a floor, or the number of places.")
    with pytest.raises(RulesError) as told:
        select_finalists(DESCENDING, Rules(places=2), register=REGISTER, wild_cards=("A", "B", "C"))
    assert str(told.value).startswith("3 wild cards for 2 places: A, B, C (expected at most as many as places) at decisions.csv")
    assert describe_error(told.value, "zh").startswith("decisions.csv：发现2 个名额却有 3 张外卡：A、B、C")
    with pytest.raises(RulesError) as told:
        select_finalists(DESCENDING, Rules(places=3, quotas=(Quota("city", maximum=1),)), register=REGISTER,
                         wild_cards=tuple(REGISTER.index[REGISTER["city"] == REGISTER["city"].mode()[0]][:2]))
    assert "rules.toml [selection] quotas, and decisions.csv" in str(told.value)
    assert "wild card" not in describe_error(told.value, "zh") and "city" not in describe_error(told.value, "zh")


def test_withdrawn_finalists_are_replaced_down_the_list():
    chosen = select_finalists(DESCENDING, Rules(places=2, reserves=1), withdrawn=("A", "F"))
    assert (chosen.finalists, chosen.reserves, chosen.withdrawn) == (("B", "C"), ("D",), ("A",))
    assert chosen.log["event"].tolist() == ["chosen", "chosen", "withdrawn", "moved-up", "reserve"]


def test_a_withdrawal_frees_its_city():
    chosen = select_finalists(DESCENDING, Rules(places=3, quotas=(Quota("city", maximum=2),)), register=REGISTER,
                              withdrawn=("A",))
    assert chosen.finalists == ("B", "C", "D")


@given(st.lists(st.integers(0, 6), min_size=6, max_size=6, unique=True), st.integers(0, 2), st.integers(1, 2),
       st.integers(0, 2))
def test_no_feasible_list_is_better(values, minimum, maximum, other):
    """All lists are enumerated; the best takes the better team first."""
    scores = pd.Series(values, index=list("ABCDEF"), dtype=float)
    rules = Rules(places=3, quotas=(Quota("city", maximum=maximum), Quota("city", "y", minimum=minimum),
                                    Quota("kind", "f", minimum=other)))
    order = list(scores.sort_values(ascending=False).index)

    def fits(teams):
        cities, kinds = REGISTER.loc[list(teams), "city"], REGISTER.loc[list(teams), "kind"]
        return (cities.value_counts().max() <= maximum and (cities == "y").sum() >= minimum
                and (kinds == "f").sum() >= other)

    feasible = [teams for teams in itertools.combinations(order, 3) if fits(teams)]
    if not feasible:
        with pytest.raises(RulesError):
            select_finalists(scores, rules, register=REGISTER)
        return
    best = min(feasible, key=lambda teams: [order.index(team) for team in teams])
    assert select_finalists(scores, rules, register=REGISTER).finalists == best


# The lot, ties as groups, floors, wild cards, prices, replacements.

def test_a_lot_by_hand():
    """Seed 7 and the id B: 7 + 66 = 73, squared 5329; 5330² = 28,408,900; then as written; every sum is below 30,000,000."""
    number = 5330**2 % 29_999_999
    assert number == 28_408_900
    for _ in range(2):
        number = (number + 1) * (number + 1) % 29_999_999
    assert lot_number("B", 7) == number == 12_832_903


def test_the_lot_is_fair_over_the_seeds_and_between_neighbouring_ids():
    """12,000 seeds: each of the six orders 2,000 times, within four standard deviations (163)."""
    orders = Counter(tuple(lot_order(["T01", "T02", "T03"], seed)) for seed in range(20190000, 20202000))
    assert len(orders) == 6 and all(abs(count - 2000) < 163 for count in orders.values())


@given(st.sets(st.text(min_size=1, max_size=4), min_size=2, max_size=6), st.integers(-5, 10**12))
def test_the_lot_between_two_teams_depends_on_them_alone(teams, seed):
    ordered = lot_order(teams, seed)
    assert [team for team in ordered if team in ordered[:2]] == lot_order(ordered[:2], seed)


def test_a_tie_that_stays_cannot_be_published():
    tie = select_finalists(totals(A=9, B=5, C=5), Rules(places=2))
    with pytest.raises(TieError, match="B, C tied at the cut for 1 place"):
        check_decided(tie)
    drawn = select_finalists(totals(A=9, B=5, C=5), Rules(places=2, on_tie="lot"))
    assert check_decided(drawn) is drawn


def test_a_tie_does_not_expand_beyond_a_maximum():
    register = pd.DataFrame({"city": list("xxxy")}, index=list("ABCD"))
    rules = Rules(places=2, on_tie="expand", quotas=(Quota("city", maximum=2),))
    chosen = select_finalists(totals(A=9, B=5, C=5, D=1), rules, register=register)
    assert (chosen.finalists, chosen.tied) == (("A",), ("B", "C"))
    free = select_finalists(totals(A=9, B=5, D=5, C=1), rules, register=register)
    assert free.finalists == ("A", "B", "D")


def test_as_many_of_a_tie_as_there_can_be():
    """A shuts out both B and C by their kinds and cities; B and C together are two of the tie, A and D only one."""
    register = pd.DataFrame({"city": ["x", "x", "y", "z"], "kind": ["t", "f", "t", "g"]}, index=list("ABCD"))
    rules = Rules(places=2, quotas=(Quota("city", maximum=1), Quota("kind", maximum=1)))
    for seed in range(6):
        chosen = select_finalists(totals(A=5, B=5, C=5, D=1), replace(rules, seed=seed, on_tie="lot"), register=register)
        assert chosen.finalists == ("B", "C") and not chosen.tied


def test_a_tie_that_only_two_exchanges_at_once_show():
    """A with C or B with D: the kinds allow no single exchange, and yet nothing puts A before B."""
    register = pd.DataFrame({"city": ["x", "y", "y", "x"], "kind": ["t", "f", "f", "t"]}, index=list("ABCD"))
    rules = Rules(places=2, quotas=(Quota("city", maximum=1), Quota("kind", maximum=1)))
    chosen = select_finalists(totals(A=5, B=5, C=4, D=4), rules, register=register)
    assert chosen.finalists == ("A", "B")  # x, t and y, f: both of the better tie
    register.loc["B"] = ["x", "t"]
    register.loc["C"], register.loc["D"] = ["y", "f"], ["y", "f"]
    again = select_finalists(totals(A=5, B=5, C=4, D=4), rules, register=register)
    assert (again.finalists, again.tied) == ((), ("A", "B", "C", "D"))
    crossed = pd.DataFrame({"city": ["x", "y", "y", "x"], "kind": ["t", "t", "f", "f"]}, index=list("ABCD"))
    tied = select_finalists(totals(A=5, B=5, C=4, D=4), rules, register=crossed)  # A, C or B, D
    assert (tied.finalists, tied.tied) == ((), ("A", "B", "C", "D"))
    drawn = select_finalists(totals(A=5, B=5, C=4, D=4), replace(rules, on_tie="lot", seed=3), register=crossed)
    assert drawn.finalists in (("A", "C"), ("B", "D"))
    assert drawn.finalists[0] == lot_order("AB", 3)[0]


def test_floors_keep_teams_out_and_wild_cards_overrule_them():
    register = REGISTER.assign(welfare=["70", "59.5", "60", "80", "10", "90"])
    rules = Rules(places=3, floors=(Floor("welfare", 60),))
    chosen = select_finalists(DESCENDING, rules, register=register)
    assert chosen.finalists == ("A", "C", "D")
    assert chosen.displaced.values.tolist() == [["B", 2, "welfare ≥ 60"]]
    assert chosen.prices.values.tolist() == [["welfare ≥ 60", 2.0, ("B",), ("D",)]]  # 6 + 5 + 4 against 6 + 4 + 3
    carded = select_finalists(DESCENDING, rules, register=register, wild_cards=("E",))
    assert carded.finalists == ("A", "C", "E")
    assert carded.log.loc[0, ["team", "event"]].tolist() == ["E", "wild-card"]
    assert carded.prices.set_index("quota").loc["wild card E"].tolist() == [1.0, ("D",), ("E",)]
    gone = select_finalists(DESCENDING, rules, register=register, wild_cards=("E",), withdrawn=("E",))
    assert gone.finalists == ("A", "C", "D")
    with pytest.raises(RulesError, match="team B without a number"):
        select_finalists(DESCENDING, rules, register=register.replace("59.5", ""))
    with pytest.raises(RulesError, match="a wild card for Z"):
        select_finalists(DESCENDING, rules, register=register, wild_cards=("Z",))


def test_a_wild_card_counts_against_quotas_and_places():
    rules = Rules(places=2, quotas=(Quota("city", maximum=1),))
    assert select_finalists(DESCENDING, rules, register=REGISTER, wild_cards=("C",)).finalists == ("C", "D")
    with pytest.raises(RulesError, match="city = x ≤ 1, wild card B, wild card C"):
        select_finalists(DESCENDING, rules, register=REGISTER, wild_cards=("B", "C"))


def test_the_conflict_is_irreducible():
    """One of z and two of y and two of x are five of four places; the limit of kinds has nothing to do with it."""
    quotas = (Quota("kind", maximum=4), Quota("city", "z", minimum=1), Quota("city", "y", minimum=2),
              Quota("city", "x", minimum=2))
    with pytest.raises(RulesError) as caught:
        select_finalists(DESCENDING, Rules(places=4, quotas=quotas), register=REGISTER)
    assert "can meet: city = z ≥ 1, city = y ≥ 2, city = x ≥ 2 (expected" in str(caught.value)


def test_a_quota_on_a_value_that_nobody_has_is_a_slip():
    with pytest.raises(RulesError, match="city = 'X', which no team has"):
        select_finalists(DESCENDING, Rules(places=2, quotas=(Quota("city", "X", maximum=1),)), register=REGISTER)
    with pytest.raises(RulesError, match="team A without a value in 'city'"):
        select_finalists(DESCENDING, Rules(places=2, quotas=(Quota("city", maximum=1),)), register=REGISTER.replace("x", ""))


def test_the_better_team_and_the_larger_sum():
    """A (10) shuts out B (9) and C (8) by city and kind: A and D are 11, B and C are 17."""
    register = pd.DataFrame({"city": list("xxyz"), "kind": list("tftg")}, index=list("ABCD"))
    rules = Rules(places=2, quotas=(Quota("city", maximum=1), Quota("kind", maximum=1)))
    chosen = select_finalists(totals(A=10, B=9, C=8, D=1), rules, register=register)
    assert chosen.finalists == ("A", "D") and chosen.largest_sum == ("B", "C")
    assert chosen.displaced["team"].tolist() == ["B", "C"]
    prices = chosen.prices.set_index("quota")["points"]
    assert prices.to_dict() == {"city = x ≤ 1": 8.0, "kind = t ≤ 1": 7.0}
    assert select_finalists(totals(A=10, B=2, C=1, D=1), rules, register=register).largest_sum == ()


def test_who_replaces_whom():
    """Two of a city at most: if one of x goes, C of x follows; if D of y goes, x is still full and E follows."""
    chosen = select_finalists(DESCENDING, Rules(places=3, quotas=(Quota("city", maximum=2),)), register=REGISTER)
    assert chosen.replacements.values.tolist() == [["A", ("C",)], ["B", ("C",)], ["D", ("E",)]]
    kept = Rules(places=3, quotas=(Quota("city", "y", minimum=1), Quota("city", "x", maximum=2)))
    assert select_finalists(DESCENDING, kept, register=REGISTER).replacements.values.tolist()[2] == ["D", ("E",)]
    last = Rules(places=3, quotas=(Quota("city", "z", minimum=1),))
    assert select_finalists(DESCENDING, last, register=REGISTER).replacements.values.tolist()[2] == ["F", ()]


@given(st.lists(st.integers(0, 4), min_size=6, max_size=6), st.integers(1, 2), st.integers(1, 2), st.integers(0, 2),
       st.integers(0, 9))
@settings(max_examples=40)
def test_ties_and_interacting_quotas_against_all_lists(values, cities, kinds, minimum, seed):
    """Of all lists, those that hold the most of the first tie, then of the second …; tied is what these do not share."""
    register = pd.DataFrame({"city": list("xxyyzz"), "kind": list("tfgtfg")}, index=list("ABCDEF"))
    scores = pd.Series(values, index=list("ABCDEF"), dtype=float)
    rules = Rules(places=3, seed=seed, quotas=(Quota("city", maximum=cities), Quota("kind", maximum=kinds),
                                               Quota("city", "z", minimum=minimum)))
    feasible = [set(teams) for teams in itertools.combinations("ABCDEF", 3)
                if register.loc[list(teams), "city"].value_counts().max() <= cities
                and register.loc[list(teams), "kind"].value_counts().max() <= kinds
                and (register.loc[list(teams), "city"] == "z").sum() >= minimum]
    if not feasible:
        with pytest.raises(RulesError, match="no list of 3"):
            select_finalists(scores, rules, register=register)
        return
    levels = sorted(set(values), reverse=True)
    counts = {frozenset(teams): [sum(scores[team] == level for team in teams) for level in levels] for teams in feasible}
    best = [set(teams) for teams, vector in counts.items() if vector == max(counts.values())]
    shared, open_teams = set.intersection(*best), set.union(*best) - set.intersection(*best)
    reported = select_finalists(scores, rules, register=register)
    assert (set(reported.finalists), set(reported.tied)) == (shared, open_teams)
    drawn = select_finalists(scores, replace(rules, on_tie="lot"), register=register)
    assert set(drawn.finalists) in best and len(drawn.finalists) == 3 and not drawn.tied
    sums = max(scores[list(teams)].sum() for teams in feasible)
    assert sums == scores[list(drawn.largest_sum or drawn.finalists)].sum()
    turned = select_finalists(scores[::-1], replace(rules, on_tie="lot"), register=register.sample(frac=1, random_state=seed))
    assert set(turned.finalists) == set(drawn.finalists)
    assert sums == scores[list(turned.largest_sum or turned.finalists)].sum()


@given(st.lists(st.integers(0, 20), min_size=7, max_size=7, unique=True), st.integers(0, 6), st.integers(1, 3), st.integers(1, 3))
def test_a_better_team_of_another_group_helps_nobody(values, new, cap, places):
    """Fixed scores, caps on one column: a team that is added at the top never brings in a worse one of another group."""
    teams, register = list("ABCDEFG"), pd.DataFrame({"city": list("xxyyzzw")}, index=list("ABCDEFG"))
    scores, rules = pd.Series(values, index=teams, dtype=float), Rules(places=places, quotas=(Quota("city", maximum=cap),))
    city = "xyzw"[new % 4]
    before = select_finalists(scores, rules, register=register).finalists
    wider = pd.concat([scores, pd.Series({"new": 21.0})]), pd.concat([register, pd.DataFrame({"city": [city]}, index=["new"])])
    after = select_finalists(wider[0], rules, register=wider[1]).finalists
    assert all(team in before or register.at[team, "city"] == city for team in after if team != "new")
    assert set(after) - {"new"} <= set(before)
