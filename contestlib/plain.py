"""What stands in its plainest spelling, read as numbers all at once; every other spelling is left to careful readers.

Texts are handed over as their bytes, one after the other, and the places at which they begin, the last one's end included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

import numpy as np

UNREAD = -(1 << 62)  # neither fen nor seconds
ZERO = ord("0")
POINT = np.uint8(ord(".") - ZERO & 0xFF)
DATE_MARKS = {place: np.uint8(ord(mark) - ZERO & 0xFF) for place, mark in ((4, "-"), (7, "-"), (10, " "), (13, ":"), (16, ":"))}
LENGTHS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.uint8)  # February 29 is left to careful readers
LONGEST_AMOUNT = 12  # 123456789.00
STIR = np.uint64(0x9E3779B97F4A7C15)
SLOTS = 24  # bits
KEPT = np.array([(1 << 64) - (1 << 8 * (8 - left)) for left in range(9)], dtype="uint64")  # of a word, by bytes left


def packed(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """The bytes of texts and where they begin; what is no ASCII character becomes a question mark.

    Examples
    --------
    >>> data, begins = packed(["39.00", "", "５"])
    >>> bytes(data), begins.tolist()
    (b'39.00?', [0, 5, 5, 6])
    """
    begins = np.zeros(len(texts) + 1, dtype="int64")
    np.cumsum(np.fromiter(map(len, texts), dtype="int64", count=len(texts)), out=begins[1:])
    return np.frombuffer("".join(texts).encode("ascii", "replace"), dtype=np.uint8), begins


def utf8(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """As `packed`, every character as its bytes in UTF-8, of which the order is that of the characters.

    Examples
    --------
    >>> data, begins = utf8(["乙", "b"])
    >>> bytes(data).decode(), begins.tolist()
    ('乙b', [0, 3, 4])
    """
    data = np.frombuffer("".join(texts).encode("utf-8", "surrogatepass"), dtype=np.uint8)
    begins = np.zeros(len(texts) + 1, dtype="int64")
    np.cumsum(np.fromiter(map(len, texts), dtype="int64", count=len(texts)), out=begins[1:])
    characters = np.flatnonzero(data & 0xC0 != 0x80)  # their first bytes
    return data, np.append(characters, len(data))[begins]


def _by_length(data: np.ndarray, begins: np.ndarray) -> Iterator[tuple[np.ndarray | slice, np.ndarray]]:
    """Texts of one length at a time: which ones they are, and their bytes, a row a text."""
    lengths = np.diff(begins)
    if len(lengths) and lengths[0] and (lengths == lengths[0]).all():
        yield slice(None), data[begins[0]:begins[-1]].reshape(-1, lengths[0])
        return
    for length in np.flatnonzero(np.bincount(lengths)):
        if length:
            chosen = np.flatnonzero(lengths == length)
            windows = np.ndarray((len(data) - length + 1, length), np.uint8, data, strides=(1, 1))
            yield chosen, windows[begins[chosen]]


def plain_fen(data: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """Fen of yuan written as digits, a point and two more.

    Examples
    --------
    >>> plain_fen(*packed(["39.00", "1299.50", "39", "39元"])).tolist() == [3900, 129950, UNREAD, UNREAD]
    True
    """
    fen = np.full(len(begins) - 1, UNREAD)
    for chosen, texts in _by_length(data, begins):
        if not 4 <= texts.shape[1] <= LONGEST_AMOUNT:
            continue
        *yuan, point, tenths, cents = np.ascontiguousarray(texts.T) - np.uint8(ZERO)
        sound, value = point == POINT, np.zeros(len(texts), dtype="int64")
        for digit in (*yuan, tenths, cents):
            sound &= digit <= 9
            value *= 10
            value += digit
        fen[chosen] = np.where(sound, value, UNREAD)
    return fen


def plain_seconds(data: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """Seconds since the beginning of 1970 on the clock that wrote ``2019-05-01 08:30:00``.

    Examples
    --------
    >>> plain_seconds(*packed(["1970-01-02 00:00:01", "1970-02-30 00:00:00"])).tolist() == [86401, UNREAD]
    True
    """
    seconds = np.full(len(begins) - 1, UNREAD)
    for chosen, texts in _by_length(data, begins):
        if texts.shape[1] != 19:
            continue
        digits = np.ascontiguousarray(texts.T) - np.uint8(ZERO)
        sound = np.ones(len(texts), dtype=bool)
        for place in range(19):
            sound &= digits[place] == DATE_MARKS[place] if place in DATE_MARKS else digits[place] <= 9
        century, year, month, day, hour, minute, second = (10 * digits[at] + digits[at + 1] for at in (0, 2, 5, 8, 11, 14, 17))
        sound &= (century > 0) & (month > 0) & (month <= 12) & (day > 0) & (hour < 24) & (minute < 60) & (second < 60)
        months = np.where(sound, 12 * (100 * century.astype("int32") + year) + month - 1, 0)
        sound &= day <= LENGTHS[months % 12]
        found = (_first_days()[months] + day) * 86_400
        found += hour * np.int32(3600) + minute * np.int32(60) + second
        seconds[chosen] = np.where(sound, found, UNREAD)
    return seconds


@cache
def _first_days() -> np.ndarray:
    """Days from 1970 to the one before each month since the year 0."""
    return (np.arange(12 * 10_000) - 12 * 1970).astype("datetime64[M]").astype("datetime64[D]").astype("int64") - 1


def fingerprints(data: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """A number of each text, the same for equal ones and hardly ever for others; 0 for an empty one.

    Examples
    --------
    >>> one, other, again = fingerprints(*packed(["20190000000000000009", "20190000000000000008", "20190000000000000009"]))
    >>> one == again, one == other
    (np.True_, np.False_)
    """
    found = np.zeros(len(begins) - 1, dtype="uint64")
    for chosen, texts in _by_length(data, begins):
        width = -(-texts.shape[1] // 8) * 8
        padded = np.zeros((len(texts), width), dtype=np.uint8)
        padded[:, :texts.shape[1]] = texts
        number = np.full(len(texts), texts.shape[1], dtype="uint64")
        for word in padded.view("uint64").T:
            number = (number ^ word) * STIR
            number ^= number >> np.uint64(32)
        found[chosen] = number * STIR | np.uint64(1)
    return found


def ranks(parts: Callable[[], Iterable[tuple[np.ndarray, np.ndarray]]]) -> np.ndarray:
    """The place of each text among the sorted distinct ones, from 0; the texts come in parts, each time anew.

    Texts are compared by the numbers that eight bytes at a time spell, exactly: what all have in common is left out, and what
    does not fit into one number is replaced by its rank.

    Examples
    --------
    >>> ranks(lambda: [packed(["ann", "bob"]), packed(["al", "bob", "annabel and more"])]).tolist()
    [1, 3, 0, 3, 2]
    """
    sizes = [len(begins) - 1 for _, begins in parts()]
    longest = max((int(np.diff(begins).max(initial=0)) for _, begins in parts()), default=0)
    whole, bits = np.zeros(sum(sizes), dtype="uint64"), 0
    for at in range(0, longest, 8):
        more, size = _differing(np.concatenate([_words(*part, at) for part in parts()]))
        if bits + size > 64:
            more, size = _dense(more)
        if bits + size > 64:
            whole, bits = _dense(whole)
        whole, bits = (whole << np.uint64(size) if bits else whole) | more, bits + size
    if any((data == 0).any() for data, _ in parts()):  # as if nothing stood there
        lengths = np.concatenate([np.diff(begins) for _, begins in parts()]).astype("uint64")
        whole = _dense(whole)[0] << np.uint64(32) | _dense(lengths)[0]
    return _dense(whole)[0].view("int64")


def _words(data: np.ndarray, begins: np.ndarray, at: int) -> np.ndarray:
    """Of each text the eight bytes that begin at a place, as a number that sorts like them; zeros where the text has ended."""
    data = np.concatenate([data, np.zeros(8 + at, dtype=np.uint8)])
    words = np.ndarray((len(data) - 7,), ">u8", data, strides=(1,))[begins[:-1] + at].astype("uint64")
    left = np.clip(np.diff(begins) - at, 0, 8)
    return words & KEPT[left]


def _differing(numbers: np.ndarray) -> tuple[np.ndarray, int]:
    """Numbers without the bits that all have in common, in the same order, and how many bits are left."""
    varied = int(np.bitwise_or.reduce(numbers ^ numbers[0])) if len(numbers) else 0
    low = (varied & -varied).bit_length() - 1 if varied else 0
    size = varied.bit_length() - low
    return (numbers >> np.uint64(low)) & np.uint64((1 << size) - 1), size


def _dense(numbers: np.ndarray) -> tuple[np.ndarray, int]:
    """The place of each number among the sorted distinct ones, and how many bits that takes."""
    order = np.argsort(numbers)
    numbers = numbers[order]
    larger = np.zeros(len(numbers), dtype="uint64")
    np.not_equal(numbers[1:], numbers[:-1], out=larger[1:], casting="unsafe")
    np.cumsum(larger, out=larger)
    numbers[order] = larger
    return numbers, int(larger[-1:].sum()).bit_length()


def met_again(numbers: np.ndarray) -> np.ndarray:
    """Where a fingerprint stands that another text has, too; a few others among them do no harm to who looks at the texts.

    Examples
    --------
    >>> met_again(np.array([7 << 50, 5 << 50, 7 << 50, 0, 0], dtype="uint64")).tolist()
    [True, False, True, False, False]
    """
    ordered = np.sort(numbers)
    twice = ordered[1:][(ordered[1:] == ordered[:-1]) & (ordered[1:] > 0)]
    shift = np.uint64(64 - SLOTS)
    marked = np.zeros(1 << SLOTS, dtype=bool)
    marked[twice >> shift] = True
    return marked[numbers >> shift] & (numbers > 0)
