"""The fields of a long text table, found all at once in its bytes: what the csv module finds, record by record, only sooner.

What this cannot find for certain it leaves to the csv module.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from contestlib.blocks import QUOTE, in_order, quotes_in
from contestlib.spans import WORD, Fields
from contestlib.threads import keep_memory

BLOCK = 1 << 21  # bytes that are looked at together, few enough for a processor's cache
LARGEST = 1 << 24  # bytes that a record may take
LF, CR = ord("\n"), ord("\r")
# First bytes of a field in which something stands: none of them begins white space, in ASCII or elsewhere.
INK = np.array([0x20 < byte < 0x7F and byte != QUOTE or byte > 0xC2 and byte not in (0xE1, 0xE2, 0xE3) for byte in range(256)])


@dataclass(frozen=True)
class Body:
    """The records below a header, blank ones left out."""

    texts: dict[int, Sequence[str]]  # by the place of the column
    lines: Sequence[int]  # at which each record begins
    damage: dict[int, str]  # which records are of another shape than the header, and how
    widths: Counter  # how many values they have


def read_body(content: bytes, mark: str, titles: list[str], places: Iterable[int], after: int) -> Body | None:
    """The records of a text in UTF-8 below its header, which begins at the line `after`; None where only the csv module knows.

    Examples
    --------
    >>> read_body(b'a,b\\n1,"2"\\n\\n3,4,5\\n', ",", ["a", "b"], [1], after=1)  # doctest: +NORMALIZE_WHITESPACE
    Body(texts={1: array(['2', '4'], dtype=object)}, lines=array([2, 4]), damage={1: '3 values under 2 headers'},
         widths=Counter({2: 1, 3: 1}))
    """
    if b"\0" in content:
        return None
    columns = {place: [] for place in places}
    known = {place: {} for place in columns}  # the spellings of columns that have few
    in_arrow = len(content) > BLOCK and pd.StringDtype(na_value=np.nan).storage == "pyarrow"
    lines, damage, widths, count = [], {}, Counter(), 0

    def read(block: Fields | None):
        if block is None:
            return None
        block = block.of(block.lines > after)
        block = block.of(~_blank(block))
        return block, _wrong_shapes(block, titles), [_column(block, place, known, in_arrow) for place in columns]

    keep_memory()
    for found in in_order(read, _blocks(content, mark)):
        if found is None:
            return None
        block, wrong, texts = found
        damage |= {count + number: words for number, words in wrong.items()}
        for parts, part in zip(columns.values(), texts, strict=True):
            parts.append(part)
        sizes, begun, times = np.unique(block.sizes, return_index=True, return_counts=True)
        widths.update({int(sizes[at]): int(times[at]) for at in np.argsort(begun)})
        lines.append(block.lines)
        count += len(block.lines)
    if not count:
        return None
    return Body({place: _joined(parts) for place, parts in columns.items()}, np.concatenate(lines), damage, widths)


def _column(block: Fields, place: int, known: dict[int, dict], in_arrow: bool):
    """The texts of a column; those of one that has few are the same objects in every block. Others are left in Arrow, if pandas
    has it, since making a million texts takes longer than anything that is asked of them."""
    column, met = block.column(place), known.get(place)
    spelt = None if met is None else block.spellings(*column)
    if spelt is not None:
        codes, spellings = spelt
        return np.array([met.setdefault(text, text) for text in spellings], dtype=object)[codes]
    known.pop(place, None)
    try:
        return block.arrow(*column) if in_arrow else np.array(block.texts(*column), dtype=object)
    except ValueError:  # of Arrow, which knows no half of a character
        return np.array(block.texts(*column), dtype=object)


def _joined(parts: list):
    """The texts of a column of which each part is an array, or one of Arrow."""
    if all(isinstance(part, np.ndarray) for part in parts):
        return np.concatenate(parts)
    import pyarrow
    try:
        whole = pyarrow.concat_arrays([pyarrow.array(part, pyarrow.large_string()) for part in parts])
    except ValueError:
        return np.concatenate([np.asarray(part, dtype=object) for part in parts])
    return pd.StringDtype(na_value=np.nan).__from_arrow__(whole)


def _blocks(content: bytes, mark: str) -> Iterator[Fields | None]:
    """The fields of the whole text, some records at a time; at last None where a quote never ends, or a field is too long."""
    at, line, size = 0, 1, BLOCK
    while at < len(content):
        text = content[at:at + size]
        found = _find_fields(text, mark, line, last=at + size >= len(content))
        if found is None:
            size *= 2
            if at + size // 2 < len(content) and size <= LARGEST:
                continue
            yield None
            return
        block, taken, breaks = found
        if len(block.ends) and (block.ends - block.begins).max() >= csv.field_size_limit():
            yield None
            return
        yield block
        at, line, size = at + taken, line + breaks, BLOCK


def _find_fields(text: bytes, mark: str, line: int, last: bool) -> tuple[Fields, int, int] | None:
    """The fields of a text's whole records, how many bytes and how many line breaks these are; None where none is whole."""
    data = np.frombuffer(text + bytes(WORD), dtype=np.uint8)
    seen = data[:len(text)]
    signs = np.flatnonzero((seen <= QUOTE) | (seen == ord(mark)))  # and a few that are none: two comparisons take less than four
    if not last and text[-1] == CR:  # a line feed may follow
        signs = signs[:-1]
    kinds = seen[signs]
    quotes, feeds, returns = kinds == QUOTE, kinds == LF, kinds == CR
    breaks = feeds | returns
    again = np.zeros(len(signs), dtype=bool)  # line feeds that belong to the carriage return before them
    again[1:] = feeds[1:] & returns[:-1] & (np.diff(signs) == 1)
    ending, so_far = breaks | (kinds == ord(mark)), np.zeros(len(signs), dtype="int32")
    if quotes.any():
        opening = quotes_in(text, ord(mark))
        opening = quotes if len(opening) == quotes.sum() else np.isin(signs, opening, assume_unique=True)
        inside = (np.cumsum(opening, dtype=np.uint8) & 1).view(bool)
        if last and inside[-1]:
            return None
        ending &= ~inside
        so_far = np.cumsum(quotes, dtype="int32")
    follows = again[1:] & ending[1:]
    steps = np.ones(len(signs), dtype="int64")
    steps[:-1] += follows
    ending[1:] &= ~follows
    at = np.flatnonzero(ending)
    ends, steps, so_far, closing = signs[at], steps[at], so_far[at], breaks[at]
    if last and (not len(ends) or not closing[-1] or ends[-1] + steps[-1] < len(text)):  # no line break behind the last record
        ends, steps, closing = np.append(ends, len(text)), np.append(steps, 0), np.append(closing, True)
        so_far = np.append(so_far, quotes.sum())
    lasts = np.flatnonzero(closing)
    if not len(lasts):
        return None
    ends, steps, so_far = (of[:lasts[-1] + 1] for of in (ends, steps, so_far))
    taken = int(ends[-1] + steps[-1])
    begins = np.append(0, (ends + steps)[:-1])
    firsts = np.append(0, lasts[:-1] + 1)
    lines = signs[np.flatnonzero(breaks & ~again)]
    lines = lines[:np.searchsorted(lines, taken)]
    begun = np.arange(len(lasts)) if len(lines) == len(lasts) else np.searchsorted(lines, begins[firsts])
    return Fields(data=data, mark=mark, begins=begins, ends=ends, quotes=np.diff(so_far, prepend=0), firsts=firsts,
                  lines=line + begun, sizes=lasts - firsts + 1), taken, len(lines)


def _blank(block: Fields) -> np.ndarray:
    """Records in which nothing but white space stands."""
    blank, doubtful, place = np.zeros(len(block.lines), dtype=bool), np.arange(len(block.lines)), 0
    while len(left := doubtful[block.sizes[doubtful] > place]):
        at = block.firsts[left] + place
        inked = INK[block.data[block.begins[at]]] & (block.begins[at] < block.ends[at])
        doubtful, place = np.setdiff1d(doubtful, left[inked], assume_unique=True) if inked.any() else doubtful, place + 1
    blank[doubtful] = [not any(map(str.strip, block.record(number))) for number in doubtful.tolist()]
    return blank


def _wrong_shapes(block: Fields, titles: list[str]) -> dict[int, str]:
    """Records that are of another shape than the header, or the header again, with what is wrong with them."""
    width, words = len(titles), {}
    odd = block.sizes < width
    for place in range(width, int(block.sizes.max(initial=0))):
        begins, ends, quoted = block.column(place)
        filled = np.flatnonzero(begins < ends)
        texts = block.texts(begins[filled], ends[filled], quoted[filled])
        odd[[number for number, text in zip(filled.tolist(), texts, strict=True) if text.strip()]] = True
    for number in np.flatnonzero(odd).tolist():
        words[number] = f"{block.sizes[number]} values under {width} headers"
    alike = np.flatnonzero(block.sizes >= width)
    for place, title in enumerate(titles):
        begins, ends, quoted = block.of(alike).column(place)
        bytes_of = title.encode("utf-8", "surrogatepass")
        fits = ends - begins == len(bytes_of)
        if bytes_of:
            fits &= (block.data[begins] == bytes_of[0]) & (block.data[ends - 1] == bytes_of[-1])
        alike = alike[fits | quoted]
        if not len(alike):
            break
    return words | {number: "the header again" for number in alike.tolist() if block.record(number)[:width] == titles}
