"""A long text table cut where a record ends, so that its pieces can be read apart."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

LINE_END = re.compile(rb"\r\n|\n|\r")
QUOTE = ord('"')
HANDS = 2  # that work
LONGEST = 4  # blocks that a record may take


def record_blocks(read: Callable[[int], bytes], size: int, mark: str) -> Iterator[memoryview]:
    """Whole records of a table, about `size` bytes at a time; nothing is copied twice.

    Parameters
    ----------
    read : callable
        Of a stream of bytes in UTF-8, or another encoding that writes ASCII characters as themselves.
    size : int
    mark : str
        What parts the fields.

    Raises
    ------
    ValueError
        A record longer than several blocks: a quote that never ends.

    Examples
    --------
    >>> import io
    >>> list(map(bytes, record_blocks(io.BytesIO(b'1,"a\\nb"\\n2,c\\n').read, 4, ",")))
    [b'1,"a\\nb"\\n', b'2,c\\n']
    """
    rest = b""
    while piece := read(size):
        rest += piece
        if end := _last_end(rest, ord(mark)):
            yield memoryview(rest)[:end]
            rest = rest[end:]
        elif len(rest) > LONGEST * size:
            raise ValueError("a quote that never ends")
    if rest:
        yield memoryview(rest)


def in_order(work: Callable, pieces: Iterable) -> Iterator:
    """What some work makes of each piece, in their order; a few of them are at work at the same time.

    Examples
    --------
    >>> list(in_order(str.upper, ["a", "b", "c"]))
    ['A', 'B', 'C']
    """
    with ThreadPoolExecutor(HANDS) as hands:
        coming = deque()
        for piece in pieces:
            coming.append(hands.submit(work, piece))
            if len(coming) > HANDS:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()


def after_lines(text: bytes | memoryview, lines: int) -> bytes | memoryview:
    """What follows so many lines."""
    at = 0
    for _ in range(lines):
        end = LINE_END.search(text, at)
        if end is None:
            return b""
        at = end.end()
    return text[at:]


def _last_end(text: bytes, mark: int) -> int:
    """Where the last record that is whole ends, 0 if none is."""
    quotes = quotes_in(text, mark)
    for sign, until in ((b"\n", len(text)), (b"\r", len(text) - 1)):  # a line feed may follow the last carriage return
        while (end := text.rfind(sign, 0, until)) >= 0:
            before = int(np.searchsorted(quotes, end))
            if before % 2 == 0:
                return end + 1
            until = int(quotes[before - 1])
    return 0


def quotes_in(text: bytes, mark: int) -> np.ndarray:
    """Where quotes open a field and close it, in turn; one that stands for itself inside a field closes it and opens it again."""
    data = np.frombuffer(text, dtype=np.uint8)
    quotes = np.flatnonzero(data == QUOTE)
    begins = (mark, ord("\n"), ord("\r"))
    before = np.where(quotes > 0, data[quotes - 1], begins[1])
    firsts = before[::2]
    if ((firsts == begins[0]) | (firsts == begins[1]) | (firsts == begins[2]) | (firsts == QUOTE)).all():
        return quotes
    found, closed = [], -2  # inside a field that does not begin with them quotes are text
    for at, character in zip(quotes.tolist(), before.tolist(), strict=True):
        if len(found) % 2 or character in begins or at == closed + 1:
            found.append(at)
            closed = at if len(found) % 2 == 0 else -2
    return np.array(found, dtype="int64")
