"""Places divided among provinces, zones or groups, in exact fractions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from heapq import heapify, heapreplace

import pandas as pd

from contestlib.errors import RulesError, TieError

# What the count is divided by for the seat after n, and whether the square of it is compared instead (so that roots stay exact).
DIVISORS = {
    "sainte-lague": lambda n: Fraction(2 * n + 1, 2),
    "dhondt": lambda n: Fraction(n + 1),
    "huntington-hill": lambda n: Fraction(n * (n + 1)),
    "adams": lambda n: Fraction(n),
    "dean": lambda n: Fraction(2 * n * (n + 1), 2 * n + 1),
}
SQUARED = ("huntington-hill",)
METHODS = ("equal", "largest-remainder", *DIVISORS)


def apportion(counts: pd.Series | Mapping, seats: int, *, method: str, minimum: int = 0, threshold: float | Fraction | str = 0,
              tie_order: Sequence = ()) -> pd.Series:
    """Divide seats among groups by their counts.

    Parameters
    ----------
    counts : Series or Mapping, shape (groups,)
        Teams, people or votes of each group; whole numbers, decimals, fractions, or texts of these. A float is the decimal number
        that it prints as.
    seats : int
    method : {"equal", "largest-remainder", "sainte-lague", "dhondt", "huntington-hill", "adams", "dean"}
        ``equal`` gives all groups the same, and what is left to those with the largest counts, one each. ``largest-remainder``
        goes by the share of all counts (Hare's quota; Hamilton). The others give seat after seat to the largest quotient
        (Webster, Jefferson, equal proportions, and rounding up or by the harmonic mean). Huntington–Hill, Adams and Dean give
        every count above zero a first seat before any second; with fewer seats than groups the largest counts have them.
    minimum : int
        Seats of every group that reaches the threshold, also of one that counts nothing. Divisor methods start from it; largest
        remainders give it to the groups that would get less, and divide the other seats among the other groups.
    threshold : number or text
        Share of all counts below which a group gets nothing.
    tie_order : sequence of groups
        Who goes first where two are equal, such as the order of a lot.

    Returns
    -------
    Series of int, shape (groups,)
        In the order of `counts`.

    Raises
    ------
    TieError
        Groups that are equal at the last seat and not in `tie_order`; ``values["tied"]`` names them.
    RulesError
        Counts, seats or a minimum that cannot be divided.

    Examples
    --------
    >>> apportion({"A": 6, "B": 6, "C": 2}, 10, method="largest-remainder").to_dict()
    {'A': 4, 'B': 4, 'C': 2}
    >>> apportion({"A": 6, "B": 6, "C": 2}, 11, method="largest-remainder").to_dict()  # the Alabama paradox
    {'A': 5, 'B': 5, 'C': 1}
    """
    counts = pd.Series(counts, dtype=object)
    shares = _exact_counts(counts)
    _check_whole("seats", seats)
    _check_whole("minimum", minimum)
    if method not in METHODS:
        raise _problem("method = {method!r}", "one of {choices}", "correct the name", method=method, choices=", ".join(METHODS))
    least = _exact(threshold)
    if least is None or not 0 <= least <= 1:
        raise _problem("a threshold of {threshold!r}", "a share from 0 to 1, such as 0.05", "correct the value",
                       threshold=threshold)
    total = sum(shares.values())
    inside = {group: count for group, count in shares.items() if count >= least * total}
    if len(inside) * minimum > seats:
        raise _problem("{groups} groups with a minimum of {minimum}", "at most {seats} seats in all",
                       "lower the minimum or raise the seats", groups=len(inside), minimum=minimum, seats=seats)
    if method != "equal" and seats and not sum(inside.values()):
        raise _problem("counts that are all zero", "at least one above zero", "correct the counts, or divide equally")
    if method == "equal":
        given = _equal(inside, seats, tie_order)
    elif method == "largest-remainder":
        given = _largest_remainders(inside, seats, minimum, tie_order)
    else:
        given = _highest_quotients(inside, seats, minimum, method, tie_order)
    return pd.Series([given.get(group, 0) for group in counts.index], index=counts.index, dtype=int, name="seats")


def _equal(counts: dict, seats: int, tie_order: Sequence) -> dict:
    if not counts:
        raise _problem("no group that reaches the threshold", "at least one", "lower the threshold")
    each, left = divmod(seats, len(counts))
    more = _first(counts, left, tie_order)
    return {group: each + (group in more) for group in counts}


def _largest_remainders(counts: dict, seats: int, minimum: int, tie_order: Sequence) -> dict:
    free, given = dict(counts), {}
    while True:
        left, total = seats - sum(given.values()), sum(free.values())
        if not total:
            # Every group with a count stands at its minimum, so that there is nothing to divide by.
            return given | _equal(free, left, tie_order) if free else given
        quotas = {group: left * count / total for group, count in free.items()}
        whole = {group: quota // 1 for group, quota in quotas.items()}
        remainders = {group: quotas[group] - whole[group] for group in free}
        over = left - sum(whole.values())
        ahead, tied = _cut(remainders, over)
        # A group of the tie that reaches its minimum only by this seat ends at the minimum in either case.
        short = [group for group in free if whole[group] + (group in ahead) < minimum]
        if not short:
            more = ahead | _decide(tied, over - len(ahead), tie_order)
            return given | {group: int(whole[group]) + (group in more) for group in free}
        given |= dict.fromkeys(short, minimum)
        free = {group: count for group, count in free.items() if group not in given}


def _highest_quotients(counts: dict, seats: int, minimum: int, method: str, tie_order: Sequence) -> dict:
    divisor, squared = DIVISORS[method], method in SQUARED

    def quotient(group, held):
        """Of the next seat, the largest first; a divisor of zero is ahead of all others, and there the count decides."""
        count, by = counts[group], divisor(held)
        return (-1, -count) if not by else (0, -(count * count if squared else count) / by)

    given = dict.fromkeys(counts, minimum)
    queue = [(quotient(group, minimum), number, group) for number, (group, count) in enumerate(counts.items()) if count]
    heapify(queue)
    last, holders = None, set()
    for _ in range(seats - minimum * len(counts)):
        value, number, group = queue[0]
        last, holders = value, (holders if value == last else set()) | {group}
        given[group] += 1
        heapreplace(queue, (quotient(group, given[group]), number, group))
    waiting = {group for value, _, group in queue if value == last}
    if waiting:
        tied = holders | waiting
        kept = _decide(tied, len(holders), tie_order)
        for group in tied:
            given[group] += (group in kept) - (group in holders)
    return given


def _first(values: dict, number: int, tie_order: Sequence) -> set:
    """The groups with the largest values."""
    ahead, tied = _cut(values, number)
    return ahead | _decide(tied, number - len(ahead), tie_order)


def _cut(values: dict, number: int) -> tuple[set, set]:
    """Groups surely among the `number` largest, and those that share the last value where not all of them fit."""
    if not number:
        return set(), set()
    last = sorted(values.values(), reverse=True)[int(number) - 1]
    ahead = {group for group, value in values.items() if value > last}
    equal = {group for group, value in values.items() if value == last}
    return (ahead | equal, set()) if len(ahead) + len(equal) == number else (ahead, equal)


def _decide(tied: set, number: int, tie_order: Sequence) -> set:
    order = [group for group in tie_order if group in tied]
    if tied and len(order) < len(tied):
        names = tuple(sorted(tied, key=str))
        raise TieError(found="{names} equal at the last of the seats, of which {left} are left",
                       expected="an order in which equal groups have them", where="the apportionment",
                       remedy="draw a lot and give its order, or change the number of seats",
                       names=", ".join(map(str, names)), left=int(number), tied=names)
    return set(order[:int(number)])


def _exact_counts(counts: pd.Series) -> dict:
    if not len(counts):
        raise _problem("no counts", "at least one group", "give the counts")
    if not counts.index.is_unique:
        raise _problem("{group!r} a second time", "each group once", "add its counts up",
                       group=counts.index[counts.index.duplicated()][0])
    shares = {}
    for group, count in counts.items():
        shares[group] = _exact(count)
        if shares[group] is None or shares[group] < 0:
            raise _problem("a count of {count!r} for {group!r}", "a number of zero or more", "correct the count",
                           count=count, group=group)
    return shares


def _exact(number) -> Fraction | None:
    """The number as it prints, or None."""
    try:
        return number if isinstance(number, Fraction) else Fraction(str(number).strip())
    except (ValueError, ZeroDivisionError):
        return None


def _check_whole(name: str, number: int) -> None:
    if isinstance(number, bool) or _exact(number) is None or _exact(number) % 1 or number < 0:
        raise _problem("{name} = {number!r}", "a whole number of zero or more", "correct the value", name=name, number=number)


def _problem(found: str, expected: str, remedy: str, **values) -> RulesError:
    return RulesError(found=found, expected=expected, where="the apportionment", remedy=remedy, **values)
