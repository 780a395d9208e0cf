"""The list: ties at the cut, lots, quotas, withdrawals, and that the best feasible list is found."""

import hashlib
import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contestlib.errors import RulesError
from contestlib.rules import Quota, Rules
from contestlib.selection import select_finalists


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
    drawn = sorted("BCD", key=lambda team: hashlib.sha256(f"7:{team}".encode()).hexdigest())
    assert chosen.finalists == ("A", drawn[0])
    assert chosen.reserves == tuple(drawn[1:])
    assert chosen.log.loc[chosen.log["event"] == "lot", "detail"].unique().tolist() == ["seed 7"]


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
