"""Lots that anybody can draw again with a pencil or a spreadsheet from the seed that was published."""

from __future__ import annotations

from collections.abc import Iterable

LOT_MODULUS = 29_999_999  # a prime; squares of smaller numbers have at most 15 digits, which spreadsheets hold exactly
LAST_ROUNDS = 3


def lot_number(team, seed: int) -> int:
    """The number that a team has in the lot; the smallest goes first.

    Start with the remainder of the seed after division by 29,999,999. For each character of the team's id, from the left, add
    its Unicode number, multiply the sum by itself, and keep the remainder after division by 29,999,999. Three times more, add 1,
    multiply by itself, and keep the remainder. In a spreadsheet, with the seed in B1 and the id in A2, the first step is
    ``=LET(x, MOD(B1, 29999999) + UNICODE(MID(A2, 1, 1)), MOD(x*x, 29999999))``.

    The number of a team depends on the seed and its own id alone: whoever else takes part, withdraws, or is read in another
    order changes nothing between two teams.

    Parameters
    ----------
    team : id
    seed : int

    Examples
    --------
    A with seed 7: 7 + 65 = 72 and 72² = 5184; 5185² = 26,884,225; 26,884,226² leaves 11,711,130; 11,711,131² leaves 13,870,847.

    >>> lot_number("A", 7)
    13870847
    """
    number = seed % LOT_MODULUS
    for character in str(team):
        number = (number + ord(character)) ** 2 % LOT_MODULUS
    for _ in range(LAST_ROUNDS):
        number = (number + 1) ** 2 % LOT_MODULUS
    return number


def lot_order(teams: Iterable, seed: int) -> list:
    """Teams in the order of their lot numbers; were two the same, by their ids.

    Examples
    --------
    >>> [lot_number(team, 7) for team in "ABC"], lot_order("ABC", 7)
    ([13870847, 12832903, 23944135], ['B', 'A', 'C'])
    """
    return sorted(teams, key=lambda team: (lot_number(team, seed), str(team)))
