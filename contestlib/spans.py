"""Texts where they stand: the fields of records in the bytes of a table, read only as far as somebody asks for them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from contestlib.blocks import QUOTE
from contestlib.plain import STIR

WORD = 8  # bytes
BEGINNINGS = np.frombuffer(b"".join(b"\xff" * kept + b"\0" * (WORD - kept) for kept in range(WORD + 1)), dtype="uint64")
LONGEST_SPELLING = 32 * WORD  # bytes of texts that are compared before they are read


@dataclass(frozen=True)
class Fields:
    """Fields of whole records: where each begins and ends in `data`, and how many quotes stand in it; of each record its line,
    its first field and how many there are."""

    data: np.ndarray  # and a word of zeros behind it
    mark: str
    begins: np.ndarray
    ends: np.ndarray
    quotes: np.ndarray
    lines: np.ndarray
    firsts: np.ndarray
    sizes: np.ndarray

    def of(self, records: np.ndarray | slice) -> Fields:
        """Those of some records."""
        return replace(self, lines=self.lines[records], firsts=self.firsts[records], sizes=self.sizes[records])

    def column(self, place: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Where the texts of a column begin and end, and which ones hold quotes that the csv module has to read; a record that is
        too short has an empty text."""
        short = self.sizes <= place
        at = np.where(short, 0, self.firsts + place) if short.any() else self.firsts + place
        begins, ends, quotes = (of.take(at) for of in (self.begins, self.ends, self.quotes))
        if short.any():
            begins[short] = ends[short] = quotes[short] = 0
        if not quotes.any():
            return begins, ends, quotes > 0
        around = (quotes == 2) & (self.data[begins] == QUOTE) & (self.data[ends - 1] == QUOTE)
        return begins + around, ends - around, (quotes > 0) & ~around

    def record(self, number: int) -> list[str]:
        """One record, as the csv module reads it."""
        first = self.firsts[number]
        text = self.data[self.begins[first]:self.ends[first + self.sizes[number] - 1]].tobytes()
        return next(_reader(text.decode("utf-8", "surrogatepass"), self.mark), [])

    def texts(self, begins: np.ndarray, ends: np.ndarray, odd: np.ndarray) -> list[str]:
        """The texts of a column."""
        if not len(begins):
            return []
        cells, stops = self._gathered(begins, ends, gap=1)
        cells[stops - 1] = 0
        texts = cells.tobytes().decode("utf-8", "surrogatepass").split("\0")
        texts.pop()
        if odd.any():
            places = np.flatnonzero(odd).tolist()
            for place, record in zip(places, _reader("\n".join(texts[place] for place in places), self.mark), strict=True):
                texts[place], = record
        return texts

    def arrow(self, begins: np.ndarray, ends: np.ndarray, odd: np.ndarray):
        """The texts of a column as an array of Arrow, for which no text has to be made; ValueError where one is no Unicode."""
        import pyarrow
        if odd.any():
            return pyarrow.array(self.texts(begins, ends, odd), pyarrow.large_string())
        cells, stops = self._gathered(begins, ends, gap=0)
        buffers = [None, pyarrow.py_buffer(np.append(0, stops)), pyarrow.py_buffer(cells)]
        array = pyarrow.Array.from_buffers(pyarrow.large_string(), len(begins), buffers)
        array.validate(full=True)
        return array

    def _gathered(self, begins: np.ndarray, ends: np.ndarray, gap: int) -> tuple[np.ndarray, np.ndarray]:
        """The bytes of texts one after the other, each with so many more behind it, and where they end."""
        lengths = ends - begins + gap
        stops = np.cumsum(lengths)
        if len(lengths) and lengths[0] and (lengths == lengths[0]).all():
            return np.lib.stride_tricks.sliding_window_view(self.data, int(lengths[0]))[begins].reshape(-1), stops
        return self.data[np.repeat(begins + lengths - stops, lengths) + np.arange(lengths.sum())], stops

    def spellings(self, begins: np.ndarray, ends: np.ndarray, odd: np.ndarray) -> tuple[np.ndarray, list[str]] | None:
        """Which of its spellings each text of a column has, and these; None where comparing them does not pay."""
        lengths = ends - begins
        longest = int(lengths.max(initial=0))
        if longest > LONGEST_SPELLING:
            return None
        numbers, every = lengths.astype("uint64"), np.ndarray(len(self.data) - WORD + 1, "uint64", self.data, strides=(1,))
        words = [lengths]
        for at in range(0, longest, WORD):
            word = every[np.minimum(begins + at, len(every) - 1)] & BEGINNINGS[np.clip(lengths - at, 0, WORD)]
            numbers = (numbers ^ word) * STIR
            numbers ^= numbers >> np.uint64(32)
            words.append(word)
        codes, unlike = pd.factorize(numbers)
        first = np.empty(len(unlike), dtype="int64")
        first[codes[::-1]] = np.arange(len(codes))[::-1]
        if 2 * len(unlike) > len(codes) or not all((word[first][codes] == word).all() for word in words):
            return None
        return codes, self.texts(begins[first], ends[first], odd[first])


def _reader(text: str, mark: str):
    return csv.reader(io.StringIO(text, newline=""), delimiter=mark)
