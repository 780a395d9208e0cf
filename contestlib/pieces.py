"""Order files in pieces: rows in the rules' columns, with numbers for amounts and instants, without what tells people apart."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from contestlib.blocks import after_lines, in_order, record_blocks
from contestlib.errors import DataError
from contestlib.figures import FEW, number_alike
from contestlib.plain import fingerprints, plain_fen, plain_seconds
from contestlib.rawfiles import find_columns, spellings_of
from contestlib.readings import DELIMITERS, PREAMBLE, decode_text, delimiter_of, records_of
from contestlib.rules import Table

if TYPE_CHECKING:
    import pyarrow

SAMPLE = 1 << 20  # bytes from which encoding, delimiter and header are found out
BLOCK = 1 << 21  # bytes that are read at once
PROVINCE_BYTES = 36  # at the beginning of an address: twelve ideographs
# First bytes of characters none of which is white space, in ASCII or elsewhere.
INK = np.array([0x20 < byte < 0x7F or byte > 0xC2 and byte not in (0xE1, 0xE2, 0xE3) for byte in range(256)])
PERSONAL = ("postcode", "phone", "recipient")  # never leave the file


@dataclass(frozen=True)
class Piece:
    """Some rows without their buyers and without their columns of few spellings, and beside them the buyers, none where a row is
    damaged, fingerprints of the orders, which of some cases each row is, and what stands in the `few` columns in each case."""

    rows: pyarrow.RecordBatch
    buyers: pyarrow.StringArray
    orders: np.ndarray
    case: np.ndarray
    few: tuple[str, ...]
    cases: list[tuple]

    @classmethod
    def of(cls, rows: pyarrow.RecordBatch, buyers: pyarrow.StringArray) -> Piece:
        orders = np.zeros(len(rows), dtype="uint64")
        if "order" in rows.schema.names:
            orders = fingerprints(*bytes_of_texts(rows["order"]))
        few = tuple(name for name in FEW if name in rows.schema.names)
        codes, spellings = zip(*(_coded(rows[name]) for name in few), strict=True)
        case = number_alike(codes)
        firsts = np.flatnonzero(np.diff(np.maximum.accumulate(case), prepend=-1))
        texts = [map(words.__getitem__, of[firsts].tolist()) for words, of in zip(spellings, codes, strict=True)]
        return cls(rows.drop_columns([*few]), buyers, orders, case, few, list(zip(*texts, strict=True)))

    def numbered_from(self, number: int) -> Piece:
        """With lines that begin there."""
        import pyarrow.compute as compute
        at = self.rows.schema.get_field_index("line")
        return replace(self, rows=self.rows.set_column(at, "line", compute.add(self.rows["line"], number)))


def read_pieces(source: Path, name: str, table: Table, required: tuple, region_of: Callable[[str], str]) -> Iterator[Piece]:
    """The rows of one file, piece by piece.

    Parameters
    ----------
    source, name, table, required, region_of
        As for `staging.stage_orders`, of one file.

    Raises
    ------
    DataError
        As `rawfiles.find_columns`; a record that cannot be read.
    """
    text, encoding = decode_text(_head(source, name), name, table.encoding)
    delimiter = delimiter_of(text, name, map(spellings_of, table.columns.values()), table.delimiter)
    records = list(islice(records_of(io.StringIO(text, newline=""), name, delimiter), PREAMBLE + 1))
    at, titles, positions = find_columns(records, table, name, required)
    width, first_line = len(titles), records[at][0]
    fields = max(width, *(len(record) for _, record in records[at + 1:at + 2] or [(0, titles)]))
    names = [str(place) for place in range(fields)]
    mark = next(mark for mark, word in DELIMITERS.items() if word == delimiter)

    shape = partial(_shape, name=name, titles=titles, positions=positions, region_of=region_of)
    number = first_line + 1
    try:
        with _text_stream(source, encoding) as stream:
            blocks = record_blocks(stream.read, BLOCK, mark)
            blocks = filter(len, chain([after_lines(next(blocks, b""), first_line)], blocks))
            for rows, pieces in in_order(partial(_shape_block, mark=mark, names=names, shaped=shape), blocks):
                for piece in pieces:
                    yield piece.numbered_from(number)
                number += rows
    except ValueError as error:  # of Arrow, of the encoding, or of the blocks
        raise DataError(found="a record that cannot be read ({detail})",
                        expected="text in the encoding of its beginning, {encoding}", where="{file} line {line}",
                        remedy="state the encoding in rules.toml, or ask for the file again as UTF-8",
                        file=name, line=number, encoding=encoding, detail=str(error).splitlines()[0][:80]) from error


def _head(source: Path, name: str) -> bytes:
    """The beginning of a file, up to the end of a line."""
    import pyarrow
    try:
        with pyarrow.input_stream(str(source)) as stream:
            head = stream.read(SAMPLE)
    except OSError as error:
        raise DataError(found="a compressed file that cannot be unpacked ({detail})", expected="a whole .gz file",
                        where="{file}", remedy="ask for the file again", file=name, detail=str(error)) from error
    return head if len(head) < SAMPLE else head[:head.rfind(b"\n") + 1]


def _text_stream(source: Path, encoding: str):
    """The bytes of a file, unpacked, in UTF-8."""
    import pyarrow
    stream = pyarrow.input_stream(str(source))
    return stream if encoding.startswith("utf-8") else pyarrow.transcoding_input_stream(stream, encoding, "utf-8")


def _shape_block(block: memoryview, mark: str, names: list[str], shaped: Callable) -> tuple[int, list]:
    """How many rows some whole records are, blank ones too, and the rows with their numbers from 0: those of the usual width, and
    the others."""
    import pyarrow
    import pyarrow.csv
    odd: list[tuple[int, str]] = []

    def put_by(row):
        odd.append((row.number - 1, row.text))
        return "skip"

    reader = pyarrow.csv.open_csv(
        pyarrow.BufferReader(block),
        read_options=pyarrow.csv.ReadOptions(column_names=names, use_threads=False, block_size=len(block) + 1),
        parse_options=pyarrow.csv.ParseOptions(delimiter=mark, newlines_in_values=True, ignore_empty_lines=False,
                                               invalid_row_handler=put_by),
        convert_options=pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pyarrow.string()),
                                                   strings_can_be_null=False))
    rows, = list(reader) or [pyarrow.RecordBatch.from_pylist([], reader.schema)]  # one, since it is as long as the block
    numbers = np.arange(len(rows) + len(odd))
    if not odd:
        return len(numbers), [shaped(rows, numbers)]
    return len(numbers), [shaped(rows, np.delete(numbers, [number for number, _ in odd])), _shape_odd(odd, mark, shaped, names)]


def _shape_odd(odd: list[tuple[int, str]], mark: str, shaped: Callable, names: list[str]):
    """Rows of another width than the first one, read one by one."""
    import pyarrow
    records = [next(csv.reader(io.StringIO(text, newline=""), delimiter=mark), []) for _, text in odd]
    widest = max(len(names), *map(len, records))
    columns = {str(place): pyarrow.array([record[place] if place < len(record) else "" for record in records], pyarrow.string())
               for place in range(widest)}
    return shaped(pyarrow.record_batch(columns), [number for number, _ in odd], widths=list(map(len, records)))


def _shape(rows, numbers: Iterable[int], name: str, titles: list[str], positions: dict, region_of: Callable[[str], str],
           widths: list[int] | None = None) -> Piece:
    """Canonical columns of some rows, without what tells people apart; blank rows are left out. `widths` are how many values each
    row has, where they differ."""
    import pyarrow
    import pyarrow.compute as compute
    width, sizes = len(titles), widths or [rows.num_columns] * len(rows)
    damage = pyarrow.repeat("", len(rows)) if widths is None else pyarrow.array(
        [f"{size} values under {width} headers" if size < width else "" for size in sizes], pyarrow.string())
    for extra in rows.columns[width:]:
        if not _empty(extra) and compute.any(filled := _filled(extra)).as_py():
            words = pyarrow.array([f"{size} values under {width} headers" for size in sizes])
            damage = compute.if_else(filled, words, damage)
    again = compute.equal(rows.column(0), titles[0])
    for place, title in enumerate(titles[1:], start=1):
        if not compute.any(again).as_py():
            break
        again = compute.and_(again, compute.equal(rows.column(place), title))
    else:
        damage = compute.if_else(again, "the header again", damage)
    columns = {canonical: rows.column(place) for canonical, place in positions.items() if canonical not in PERSONAL}
    address = columns.pop("address", None)
    columns["region"], columns["has_address"] = (pyarrow.repeat("", len(rows)), pyarrow.repeat(True, len(rows))) \
        if address is None else _regions(address, region_of)
    buyers = compute.utf8_trim_whitespace(columns.pop("buyer")) if "buyer" in columns else pyarrow.repeat("", len(rows))
    if "file" not in columns:
        columns["file"] = pyarrow.repeat(name, len(rows))
    columns |= {"line": pyarrow.array(numbers, pyarrow.int64()), "damage": damage,
                "fen": pyarrow.array(plain_fen(*bytes_of_texts(columns["payable"]))),
                "clock": pyarrow.array(plain_seconds(*bytes_of_texts(columns["paid_at"])))}
    parts = {"rows": pyarrow.record_batch(columns), "buyers": buyers if _empty(damage) else
             compute.if_else(compute.equal(damage, ""), buyers, None)}
    blank = None
    for column in rows.columns:
        if _inked(column) or blank is not None and not compute.any(blank).as_py():
            return Piece.of(**parts)
        bare = compute.invert(_filled(column))
        blank = bare if blank is None else compute.and_(blank, bare)
    return Piece.of(**{part: values.filter(compute.invert(blank)) for part, values in parts.items()})


def _regions(addresses, region_of: Callable[[str], str]) -> tuple:
    """Provinces of addresses, and whether there is one; each of the beginnings is looked at once."""
    import pyarrow
    import pyarrow.compute as compute
    def beginnings_of(texts):
        coded = compute.binary_slice(texts.cast(pyarrow.binary()), 0, PROVINCE_BYTES).dictionary_encode()
        return [text.decode("utf-8", "ignore") for text in coded.dictionary.to_pylist()], coded.indices

    beginnings, places = beginnings_of(addresses)
    if any(text[:1].isspace() for text in beginnings):
        beginnings, places = beginnings_of(compute.utf8_ltrim_whitespace(addresses))
    found = ([region_of(text) for text in beginnings], pyarrow.string()), ([text != "" for text in beginnings], pyarrow.bool_())
    return tuple(pyarrow.array(values, kind).take(places) for values, kind in found)


def _coded(values) -> tuple[np.ndarray, list]:
    """Which of its distinct values each one is, and these; many a column holds one throughout, which is sooner seen."""
    import pyarrow.compute as compute
    if len(values) and compute.all(compute.equal(values, values[0])).as_py():
        return np.zeros(len(values), dtype="int32"), [values[0].as_py()]
    coded = values.dictionary_encode()
    return coded.indices.to_numpy(), coded.dictionary.to_pylist()


def _filled(texts):
    """Where more stands than white space."""
    import pyarrow.compute as compute
    filled = compute.not_equal(texts, "")
    return compute.not_equal(compute.utf8_trim_whitespace(texts), "") if compute.any(filled).as_py() else filled


def _empty(texts) -> bool:
    """Whether nothing stands anywhere."""
    _, begins = bytes_of_texts(texts)
    return begins[0] == begins[-1]


def _inked(texts) -> bool:
    """Whether each text begins with what is no white space for certain."""
    data, begins = bytes_of_texts(texts)
    return bool((np.diff(begins) > 0).all() and INK[data[begins[:-1]]].all())


def bytes_of_texts(texts) -> tuple[np.ndarray, np.ndarray]:
    """As `plain.packed`, without a copy."""
    _, begins, data = texts.buffers()
    if not len(texts):
        return np.empty(0, dtype=np.uint8), np.zeros(1, dtype="int64")
    begins = np.frombuffer(begins, dtype="int32")[texts.offset:texts.offset + len(texts) + 1].astype("int64")
    return np.frombuffer(data, dtype=np.uint8) if data is not None else np.empty(0, dtype=np.uint8), begins
