"""Places among groups: published apportionments, the definition of every method, ties, minima and paradoxes."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contestlib.apportionment import DIVISORS, METHODS, SQUARED, apportion
from contestlib.errors import RulesError, TieError
from tests.test_real_data import SHARED

# First census of the United States and the bill of 120 seats by Hamilton's method that Washington vetoed: COMAP, For All
# Practical Purposes, chapter 14, example 6 and its table 14.5 (quota, lower quota, seats). The 105 seats of the law of 1792:
# Tucker's edition of Blackstone's Commentaries (1803), volume 1, note D, the column of the first census.
CENSUS_1790 = {
    "Virginia": (630560, 19, 21), "Massachusetts": (475327, 14, 16), "Pennsylvania": (432879, 13, 14),
    "North Carolina": (353523, 10, 12), "New York": (331589, 10, 11), "Maryland": (278514, 8, 9),
    "Connecticut": (236841, 7, 8), "South Carolina": (206236, 6, 7), "New Jersey": (179570, 5, 6),
    "New Hampshire": (141822, 4, 5), "Vermont": (85533, 2, 3), "Georgia": (70835, 2, 2), "Kentucky": (68705, 2, 2),
    "Rhode Island": (68446, 2, 2), "Delaware": (55540, 1, 2)}


def seats(counts, number, method, **more):
    return apportion(pd.Series(counts), number, method=method, **more).tolist()


def test_the_house_of_1790():
    table = pd.DataFrame(CENSUS_1790, index=["people", "jefferson", "hamilton"]).T
    assert table["people"].sum() == 3_615_920
    assert apportion(table["people"], 105, method="dhondt").tolist() == table["jefferson"].tolist()
    assert apportion(table["people"], 120, method="largest-remainder").tolist() == table["hamilton"].tolist()


def test_the_house_of_2020():
    folder = SHARED / "reference" / "us_house_2020"
    if not folder.exists():
        pytest.skip("the folder of published cases is absent: the House of 2020 not apportioned")
    table = pd.read_csv(folder / "data.csv", index_col="state")
    people = table["apportionment_population"]
    given = apportion(people, 435, method="huntington-hill", minimum=1)
    assert given.tolist() == table["seats_official"].tolist()
    assert apportion(people, 435, method="huntington-hill").tolist() == given.tolist()  # a first seat comes before any second
    hamilton = apportion(people, 435, method="largest-remainder", minimum=1)
    assert hamilton.tolist() == table["seats_hamilton_scheinerman"].tolist()
    # New York missed seat 435 by 89 people.
    assert apportion(people + 88 * (people.index == "New York"), 435, method="huntington-hill")["New York"] == 26
    assert apportion(people + 89 * (people.index == "New York"), 435, method="huntington-hill")["New York"] == 27


@pytest.mark.parametrize(("counts", "number", "method", "answer"), [
    # Worked examples of the encyclopedia's articles on the methods (en.wikipedia.org: D'Hondt, Sainte-Laguë, largest remainders).
    ([100_000, 80_000, 30_000, 20_000], 8, "dhondt", [4, 3, 1, 0]),
    ([100_000, 80_000, 30_000, 20_000], 8, "sainte-lague", [3, 3, 1, 1]),
    ([53_000, 24_000, 23_000], 7, "sainte-lague", [3, 2, 2]),
    ([47_000, 16_000, 15_900, 12_000, 6_000, 3_100], 10, "largest-remainder", [5, 2, 1, 1, 1, 0]),
    # By hand, 700 : 200 : 100 and 4 seats. Adams: each a first, then 700/1. Dean: 700/(4/3) = 525 for a second seat, 291.7 for a
    # third. Huntington-Hill: 700/1.414 = 495.
    ([700, 200, 100], 4, "adams", [2, 1, 1]),
    ([700, 200, 100], 4, "dean", [2, 1, 1]),
    ([700, 200, 100], 4, "huntington-hill", [2, 1, 1]),
    ([700, 200, 100], 5, "equal", [2, 2, 1]),
    # 72 : 18 and 6 seats. Second seat of 18: Adams 18/1, Dean 18/(4/3) = 13.5, Huntington-Hill 18/1.414 = 12.73. Fifth of 72:
    # Adams 72/4 = 18 (a tie with it), Dean 72/(40/9) = 16.2, Huntington-Hill 72/4.472 = 16.1.
    ([72, 18], 6, "dean", [5, 1]), ([72, 18], 6, "huntington-hill", [5, 1]),
])
def test_worked_examples(counts, number, method, answer):
    assert seats(counts, number, method) == answer


def test_the_three_paradoxes_of_largest_remainders():
    alabama = {"A": 6, "B": 6, "C": 2}
    assert seats(alabama, 10, "largest-remainder") == [4, 4, 2] and seats(alabama, 11, "largest-remainder") == [5, 5, 1]
    # Shares of 10.45 and 89.55. A new state with its own five seats takes none away, and yet B loses one to A: 10.43, 89.34,
    # 5.24.
    assert seats({"A": 1045, "B": 8955}, 100, "largest-remainder") == [10, 90]
    assert seats({"A": 1045, "B": 8955, "C": 525}, 105, "largest-remainder") == [11, 89, 5]
    # B grows by 5 % and loses a seat to C, which does not grow.
    assert seats({"A": 810, "B": 770, "C": 50}, 16, "largest-remainder") == [8, 8, 0]
    assert seats({"A": 890, "B": 810, "C": 50}, 16, "largest-remainder") == [8, 7, 1]


def test_fewer_seats_than_groups_go_to_the_largest():
    for method in ("huntington-hill", "adams", "dean"):
        assert seats([5, 9, 7, 0], 2, method) == [0, 1, 1, 0]
        with pytest.raises(TieError, match="0, 2 equal at the last"):
            seats([5, 9, 5], 2, method)


def test_a_group_that_counts_nothing():
    for method in DIVISORS:
        assert seats([0, 5, 2], 4, method) == [0, 3, 1]
        assert seats([0, 5, 2], 5, method, minimum=1) == [1, 3, 1]
    assert seats([0, 3, 2], 5, "largest-remainder", minimum=1) == [1, 2, 2]
    assert seats([0, 0, 0], 3, "equal") == [1, 1, 1]


def test_a_minimum_goes_to_the_groups_that_would_get_less():
    # Shares 4.56, 4.54 and 0.9: the third is rounded up in any case, and nothing changes.
    assert seats([456, 454, 90], 10, "largest-remainder") == [5, 4, 1]
    assert seats([456, 454, 90], 10, "largest-remainder", minimum=1) == [5, 4, 1]
    # Shares 6, 3.9 and 0.1; with a seat for the third, 9 seats among 99: 5.45 and 3.55.
    assert seats([60, 39, 1], 10, "largest-remainder") == [6, 4, 0]
    assert seats([60, 39, 1], 10, "largest-remainder", minimum=1) == [5, 4, 1]


def test_a_threshold():
    assert seats([48, 48, 4], 5, "sainte-lague", threshold=0.05, tie_order=[1, 0]) == [2, 3, 0]
    assert seats([95, 5], 20, "largest-remainder", threshold="0.05") == [19, 1]  # exactly at it is enough
    assert seats([95, 5], 20, "dhondt", threshold=Decimal("0.0501"), minimum=1) == [20, 0]


@pytest.mark.parametrize("method", METHODS)
def test_numbers_of_any_kind_are_exact(method):
    kinds = (int, str, Decimal, Fraction, float, lambda n: f"{n}/1")
    answers = {tuple(seats([kind(n) for n in (701, 202, 99)], 7, method)) for kind in kinds}
    assert len(answers) == 1
    assert seats([0.1 + 0.0, 0.2, 0.7], 10, "largest-remainder") == [1, 2, 7]  # floats are the decimals that they print as


@pytest.mark.parametrize("method", METHODS)
def test_a_tie_at_the_last_seat_is_named_and_an_order_decides(method):
    with pytest.raises(TieError) as caught:
        apportion({"A": 5, "B": 5, "C": 5}, 4, method=method)
    assert caught.value.values["tied"] == ("A", "B", "C") and caught.value.values["left"] == 1
    assert apportion({"A": 5, "B": 5, "C": 5}, 4, method=method, tie_order=["C", "A", "B"]).to_dict() == {"A": 1, "B": 1, "C": 2}
    assert apportion({"A": 5, "B": 5, "C": 5}, 6, method=method).tolist() == [2, 2, 2]


def test_huge_counts_are_not_rounded():
    assert seats([10**30 + 1, 10**30], 1, "dhondt") == [1, 0]
    assert seats([3 * 10**30, 10**30 + 1], 2, "dhondt") == [2, 0]


@pytest.mark.parametrize(("counts", "number", "more", "words"), [
    ({}, 3, {}, "no counts"), ({"A": -1}, 3, {}, "a count of -1"), ({"A": None}, 3, {}, "a count of None"),
    ({"A": "many"}, 3, {}, "a count of 'many'"), ({"A": float("nan")}, 3, {}, "a count of nan"), ({"A": 1}, -1, {}, "seats = -1"),
    ({"A": 1}, 1.5, {}, "seats = 1.5"), ({"A": 1, "B": 1}, 1, {"minimum": 1}, "2 groups with a minimum"),
    ({"A": 0}, 1, {}, "all zero"), ({"A": 1}, 1, {"method": "best"}, "method = 'best'"),
    ({"A": 1}, 1, {"threshold": 5}, "a threshold of 5")])
def test_what_cannot_be_divided(counts, number, more, words):
    with pytest.raises(RulesError, match=words):
        apportion(counts, number, **{"method": "dhondt"} | more)


COUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=6).filter(any)


@given(COUNTS, st.integers(0, 25), st.sampled_from(sorted(DIVISORS)), st.integers(0, 2))
def test_a_divisor_method_is_what_its_definition_says(counts, number, method, minimum):
    """No seat held has a smaller quotient than one not given: the min-max inequality that characterizes each method."""
    if minimum * len(counts) > number:
        return
    order = list(range(len(counts)))
    given_seats = seats(counts, number, method, minimum=minimum, tie_order=order)
    assert sum(given_seats) == number and min(given_seats) >= minimum

    def quotient(at, held):
        by = DIVISORS[method](held)
        power = 2 if method in SQUARED else 1
        return (1, counts[at]) if not by and counts[at] else (0, Fraction(counts[at]) ** power / by if by else 0)

    for one, other in product(order, order):
        if given_seats[one] > minimum:
            assert quotient(one, given_seats[one] - 1) >= quotient(other, given_seats[other])


@given(COUNTS, st.integers(0, 25), st.integers(0, 2))
def test_largest_remainders_stay_within_the_quota(counts, number, minimum):
    if minimum * len(counts) > number:
        return
    answer = seats(counts, number, "largest-remainder", minimum=minimum, tie_order=list(range(len(counts))))
    assert sum(answer) == number and min(answer) >= minimum
    plain = seats(counts, number, "largest-remainder", tie_order=list(range(len(counts))))
    for at, held in enumerate(plain):
        assert abs(held - Fraction(number * counts[at], sum(counts))) < 1
    if min(plain) >= minimum:
        assert answer == plain


@given(COUNTS, st.integers(0, 25), st.sampled_from(METHODS), st.permutations(range(6)))
def test_the_order_of_the_groups_changes_nothing(counts, number, method, order):
    order = [at for at in order if at < len(counts)]
    named, turned = pd.Series(counts), pd.Series(counts).loc[order]
    try:
        answer = apportion(named, number, method=method)
    except TieError as tie:
        with pytest.raises(TieError) as again:
            apportion(turned, number, method=method)
        assert again.value.values["tied"] == tie.values["tied"]
        return
    assert apportion(turned, number, method=method).loc[named.index].tolist() == answer.tolist()


def test_huntington_hill_compares_squares():
    """A second seat of 10**12 is worth as much as a third of 10**12 * sqrt(3) = 1732050807568.88."""
    assert apportion({"A": 10**12, "B": 1_732_050_807_568}, 4, method="huntington-hill").to_dict() == {"A": 2, "B": 2}
    assert apportion({"A": 10**12, "B": 1_732_050_807_569}, 4, method="huntington-hill").to_dict() == {"A": 1, "B": 3}
