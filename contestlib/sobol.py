"""Scrambled Sobol points: numbers between 0 and 1 that fill the unit cube more evenly than independent ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

BITS = 32
# Joe and Kuo (2008), "Constructing Sobol sequences with better two-dimensional projections", file new-joe-kuo-6:
# the primitive polynomial of each dimension as bits, and its initial direction numbers.
POLYNOMIALS = ((1, (1,)), (3, (1,)), (7, (1, 3)), (11, (1, 3, 1)), (13, (1, 1, 1)), (19, (1, 1, 3, 3)), (25, (1, 3, 5, 13)),
               (37, (1, 1, 5, 5, 17)), (41, (1, 1, 5, 5, 5)), (47, (1, 1, 7, 11, 19)), (55, (1, 1, 5, 1, 1)),
               (59, (1, 1, 1, 3, 11)), (61, (1, 3, 5, 5, 31)), (67, (1, 3, 3, 9, 7, 49)), (91, (1, 1, 1, 15, 21, 21)),
               (97, (1, 3, 1, 13, 27, 49)), (103, (1, 1, 1, 15, 7, 5)), (109, (1, 3, 1, 15, 13, 25)),
               (115, (1, 1, 5, 5, 19, 61)), (131, (1, 3, 7, 11, 23, 15, 103)))
DIMENSIONS = len(POLYNOMIALS)


@dataclass(frozen=True)
class Scrambling:
    """One random scrambling of the Sobol sequence.

    Attributes
    ----------
    directions : ndarray of uint32, shape (dimension, 32)
    shift : ndarray of uint32, shape (dimension,)
    """

    directions: np.ndarray
    shift: np.ndarray

    def points(self, start: int, stop: int) -> np.ndarray:
        """The points from `start` up to, not including, `stop`, shape (stop - start, dimension), all above 0 and below 1.

        Examples
        --------
        >>> scrambling = scramble(2, np.random.default_rng(1))
        >>> bool((scrambling.points(0, 8) == np.vstack([scrambling.points(0, 5), scrambling.points(5, 8)])).all())
        True
        """
        # The smallest aligned block of indices that holds both ends.
        span = (start ^ (stop - 1)).bit_length()
        first, size = start >> span << span, 1 << span
        bits = np.empty((len(self.shift), size), dtype=np.uint32)
        whole = [bit for bit in range(span, BITS) if first >> bit & 1]
        bits[:, 0] = self.shift ^ np.bitwise_xor.reduce(self.directions[:, whole], axis=1)
        for bit in range(span):
            half = 1 << bit
            np.bitwise_xor(bits[:, :half], self.directions[:, bit:bit + 1], out=bits[:, half:2 * half])
        points = bits[:, start - first:stop - first] + 0.5
        return np.multiply(points, 2.0**-BITS, out=points).T


def scramble(dimension: int, rng: np.random.Generator) -> Scrambling:
    """A random linear scrambling with a random shift of the first dimensions of the Sobol sequence.

    Parameters
    ----------
    dimension : int
        20 at most.
    rng : numpy.random.Generator

    Returns
    -------
    Scrambling
        Every single point is uniform on the unit cube.

    Notes
    -----
    Matoušek (1998). Natural instead of Gray-code order: whole powers of two hold the same points.
    """
    plain = _first_directions(dimension)
    lower = rng.integers(0, 1 << BITS, size=(dimension, BITS), dtype=np.uint32)
    digits = np.arange(BITS, dtype=np.uint32)
    top = np.uint32(1 << (BITS - 1)) >> digits
    # Row r of the matrix makes digit r (from the top) out of itself and digits above it, so that what is even stays even.
    rows = (lower & ~(top - 1)) & ~top | top
    parity = np.bitwise_count(plain[:, :, None] & rows[:, None, :]) & 1
    return Scrambling((parity.astype(np.uint32) * top).sum(axis=2, dtype=np.uint32),
                      rng.integers(0, 1 << BITS, size=dimension, dtype=np.uint32))


@cache
def _first_directions(dimension: int) -> np.ndarray:
    return np.array([_directions(number) for number in range(dimension)], dtype=np.uint32).reshape(dimension, BITS)


@cache
def _directions(number: int) -> tuple[int, ...]:
    """Direction numbers of one dimension, the leading binary digit first."""
    if number == 0:
        return tuple(1 << (BITS - 1 - bit) for bit in range(BITS))
    polynomial, initial = POLYNOMIALS[number]
    degree, numbers = len(initial), list(initial)
    for at in range(degree, BITS):
        value = numbers[at - degree] ^ numbers[at - degree] << degree
        for back in range(1, degree):
            if polynomial >> (degree - back) & 1:
                value ^= numbers[at - back] << back
        numbers.append(value)
    return tuple(value << (BITS - 1 - bit) for bit, value in enumerate(numbers))
