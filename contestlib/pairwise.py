"""How often one team is ahead of another: in closed form over simplices, by counting otherwise."""

from __future__ import annotations

import numpy as np


def exact_wins(values: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Probability that the row team is ahead of the column team, weights uniform over some simplices.

    Parameters
    ----------
    values : ndarray, shape (S, T, V)
        Totals of every team at the V corners of each simplex.
    shares : ndarray, shape (S,)
        Of the volume.

    Returns
    -------
    ndarray, shape (T, T)
        Teams that are level throughout have one half, as every team against itself.

    Notes
    -----
    The part of a simplex on one side of a plane through it: Varsi (1973), "The multidimensional content of the frustum of
    the simplex", Pacific J. Math. 46; sums of products of like signs, so that nothing cancels.

    Examples
    --------
    >>> exact_wins(np.array([[[1.0, 0.0], [0.25, 0.25]]]), np.ones(1)).tolist()
    [[0.5, 0.75], [0.25, 0.5]]
    """
    count = values.shape[1]
    upper = np.triu_indices(count, 1)
    wins = np.full((count, count), 0.5)
    ahead = np.zeros(len(upper[0]))
    for totals, share in zip(values, shares, strict=True):
        ahead += share * _share_above(np.ascontiguousarray((totals[upper[0]] - totals[upper[1]]).T))
    wins[upper] = ahead
    wins[upper[1], upper[0]] = 1 - ahead
    return wins


def _share_above(leads: np.ndarray) -> np.ndarray:
    """Share of a simplex where a linear function is positive, by its values at the corners, shape (V, pairs)."""
    leads = np.where(np.abs(leads) <= 1e-12 * np.abs(leads).max(axis=0), 0, leads)
    above, below = np.maximum(leads, 0), np.maximum(-leads, 0)
    behind = below > 0
    # After some corners above and some below: (rise * without the last below + fall * without the last above) / (rise + fall),
    # which is 1 with none below and 0 with none above. share[at] holds it for all below up to `at`.
    share = np.zeros(leads.shape)
    for rise in above:
        rising, last = rise > 0, np.ones(leads.shape[1])
        for at, fall in enumerate(below):
            share[at] = np.divide(rise * last + fall * share[at], rise + fall, out=share[at].copy(), where=rising & behind[at])
            last = np.where(behind[at], share[at], last)
    some_above, some_below = (above > 0).any(axis=0), behind.any(axis=0)
    return np.where(some_above, np.where(some_below, last, 1.0), np.where(some_below, 0.0, 0.5))


def count_wins(ranks: np.ndarray) -> np.ndarray:
    """In how many draws the row team is ahead of the column team; a tie counts half.

    Parameters
    ----------
    ranks : ndarray of int, shape (T, D)

    Returns
    -------
    ndarray, shape (T, T)

    Examples
    --------
    >>> count_wins(np.array([[1, 1, 1], [2, 1, 2]])).tolist()
    [[1.5, 2.5], [0.5, 1.5]]
    """
    less = np.array([(row < ranks).sum(axis=1, dtype=np.int32) for row in ranks])
    return (ranks.shape[1] + less - less.T) / 2
