"""Order files that should not be loaded whole: read in pieces, without what tells people apart, into a table for an engine."""

from __future__ import annotations

import csv
import io
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np

from contestlib.blocks import after_lines, record_blocks
from contestlib.errors import DataError
from contestlib.frames import scratch_folder
from contestlib.plain import UNREAD, fingerprints, met_again, plain_fen, plain_seconds
from contestlib.rawfiles import find_columns, spellings_of
from contestlib.readings import DELIMITERS, decode_text, split_records
from contestlib.rules import Table

SAMPLE = 1 << 20  # bytes from which encoding, delimiter and header are found out
BLOCK = 1 << 22  # bytes that are read at once
PROVINCE_BYTES = 36  # at the beginning of an address: twelve ideographs
GROUP = 1 << 17  # rows that are written at once
HANDS = 2  # that read, and that write
COMMON = ["project", "status", "type", "region", "file", "damage"]  # columns of few spellings
PERSONAL = ("postcode", "phone", "recipient")  # never leave the file


def stage_orders(paths: list[tuple[Path, str]], table: Table, required: tuple, region_of: Callable[[str], str],
                 anonymous: tuple) -> tuple[Path, dict]:
    """Rows of order files as Parquet files that an engine can read, and how many rows each file has.

    Parameters
    ----------
    paths : list of (Path, str)
        Text files, also packed by gzip, each with the name by which messages call it.
    table : Table
        What the rules say of them.
    required : tuple of str
        Columns that the rules have to map.
    region_of : callable
        The province at the beginning of an address.
    anonymous : tuple of str
        Buyers that cannot be told apart.

    Returns
    -------
    path : Path
        A pattern of Parquet files: position, file, line, damage, buyer (an ordinal of the sorted distinct ones, 0 for anonymous
        ones), region, has_address, and the other mapped columns as texts; plain_fen, plain_clock and odd as
        `plain.with_plain` makes them. `line` counts records, which is the line where no cell holds a line break.
    rows : dict of str to int

    Raises
    ------
    DataError
        As `rawfiles.read_rows` and `rawfiles.named_table`.
    """
    import pyarrow
    folder = scratch_folder()
    with tempfile.TemporaryDirectory(dir=folder.parent) as spools:
        spool = Path(spools) / "batches.arrow"
        counts, sizes, buyers, orders, unread = _spool_batches(spool, paths, table, required, region_of)
        odd = np.concatenate([np.empty(0, bool), *unread]) | met_again(np.concatenate([np.empty(0, "uint64"), *orders]))
        known = {"buyer": _ordinals(pyarrow.chunked_array(buyers, pyarrow.string()), anonymous), "odd": pyarrow.array(odd)}
        _write_numbered(spool, folder, sizes, known)
    del buyers, orders, unread, odd, known
    pyarrow.default_memory_pool().release_unused()  # before the engine takes its share
    return folder / "*.parquet", counts


def _spool_batches(spool: Path, paths: list[tuple[Path, str]], table: Table, required: tuple,
                   region_of: Callable[[str], str]) -> tuple[dict, list[int], list, list, list]:
    """The rows of the files without their buyers as a file of batches; how many rows each file and each batch has; in memory the
    buyers, none where a row is damaged, fingerprints of the order numbers, and where an amount or an instant is not plain."""
    import pyarrow
    import pyarrow.compute as compute
    counts, sizes, buyers, orders, unread, writer = {}, [], [], [], [], None
    try:
        for source, name in paths:
            counts[name] = 0
            for batch in _batches(source, name, table, required, region_of):
                buyers += compute.if_else(compute.equal(batch["damage"], ""), batch["buyer"], None).chunks
                batch = batch.drop_columns("buyer").combine_chunks()
                orders.append(fingerprints(*_bytes_of(batch["order"])) if "order" in batch.column_names
                              else np.zeros(len(batch), dtype="uint64"))
                unread.append((batch["plain_fen"].to_numpy() == UNREAD) | (batch["plain_clock"].to_numpy() == UNREAD))
                writer = writer or pyarrow.ipc.new_file(str(spool), batch.schema)
                for part in batch.to_batches():
                    writer.write_batch(part)
                    sizes.append(len(part))
                counts[name] += len(batch)
    finally:
        if writer is not None:
            writer.close()
    return counts, sizes, buyers, orders, unread


def _bytes_of(texts) -> tuple[np.ndarray, np.ndarray]:
    """As `plain.packed`, without a copy."""
    texts = texts.combine_chunks()
    _, begins, data = texts.buffers()
    if not len(texts):
        return np.empty(0, dtype=np.uint8), np.zeros(1, dtype="int64")
    begins = np.frombuffer(begins, dtype="int32")[texts.offset:texts.offset + len(texts) + 1].astype("int64")
    return np.frombuffer(data, dtype=np.uint8) if data is not None else np.empty(0, dtype=np.uint8), begins


def _ordinals(texts, anonymous: tuple):
    """The place of each text among the sorted distinct ones, from 1; 0 where there is none, or one that tells nobody apart."""
    import pyarrow
    import pyarrow.compute as compute
    coded = texts.dictionary_encode()
    if not len(coded):
        return pyarrow.array([], pyarrow.int64())
    spellings = coded.chunk(0).dictionary
    order = compute.sort_indices(spellings).to_numpy()
    nobody = compute.is_in(spellings, pyarrow.array(["", *anonymous], pyarrow.string())).to_numpy(zero_copy_only=False)
    places = np.empty(len(order), dtype="int64")
    places[order] = np.cumsum(~nobody[order])
    places = pyarrow.array(np.where(nobody, 0, places))
    numbers = [places.take(chunk.indices).fill_null(0) for chunk in coded.chunks]
    return pyarrow.chunked_array(numbers).combine_chunks()


def _write_numbered(spool: Path, folder: Path, sizes: list[int], known: dict) -> None:
    """The batches of a spool, of which the sizes are known, with their positions and what else is known by now, as Parquet."""
    import pyarrow
    import pyarrow.parquet
    ends = np.cumsum([0, *sizes])

    def write(hand, batches):
        with pyarrow.OSFile(str(spool)) as file, pyarrow.ipc.open_file(file) as source:
            schema = source.schema
            for name, values in (known | {"position": pyarrow.array(ends)}).items():
                schema = schema.append(pyarrow.field(name, values.type))
            with pyarrow.parquet.ParquetWriter(folder / f"{hand}.parquet", schema, compression="none", use_dictionary=COMMON,
                                               write_statistics=False) as writer:
                for group in np.split(batches, np.flatnonzero(np.diff(ends[batches] // GROUP)) + 1):
                    first, last = ends[group[0]], ends[group[-1] + 1]
                    rows = pyarrow.Table.from_batches([source.get_batch(int(at)) for at in group], source.schema)
                    columns = [*rows.columns, *(values.slice(first, last - first) for values in known.values()),
                               pyarrow.array(np.arange(first, last))]
                    writer.write_table(pyarrow.Table.from_arrays(columns, schema=schema), row_group_size=max(last - first, 1))

    halves = [half for half in np.array_split(np.arange(len(sizes)), HANDS) if len(half)]
    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(write, range(len(halves)), halves))


def _batches(source: Path, name: str, table: Table, required: tuple, region_of: Callable[[str], str]) -> Iterator:
    """The rows of one file, piece by piece, as Arrow tables."""
    import pyarrow.compute as compute
    text, encoding = decode_text(_head(source, name), name, table.encoding)
    records, delimiter = split_records(text, name, map(spellings_of, table.columns.values()), table.delimiter)
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
            pieces = filter(len, chain([after_lines(next(blocks, b""), first_line)], blocks))
            for rows, parts in _in_order(partial(_shape_block, mark=mark, names=names, shaped=shape), pieces):
                for part in parts:
                    lines = compute.add(part["line"], number)
                    yield part.set_column(part.column_names.index("line"), "line", lines)
                number += rows
    except ValueError as error:  # of Arrow, of the encoding, or of the blocks
        raise DataError(found="a record that cannot be read ({detail})",
                        expected="text in the encoding of its beginning, {encoding}", where="{file} line {line}",
                        remedy="state the encoding in rules.toml, or ask for the file again as UTF-8",
                        file=name, line=number, encoding=encoding, detail=str(error).splitlines()[0][:80]) from error


def _text_stream(source: Path, encoding: str):
    """The bytes of a file, unpacked, in UTF-8."""
    import pyarrow
    stream = pyarrow.input_stream(str(source))
    return stream if encoding.startswith("utf-8") else pyarrow.transcoding_input_stream(stream, encoding, "utf-8")


def _in_order(work: Callable, pieces: Iterable) -> Iterator:
    """What some work makes of each piece, a few of them at the same time."""
    with ThreadPoolExecutor(HANDS) as hands:
        coming = deque()
        for piece in pieces:
            coming.append(hands.submit(work, piece))
            if len(coming) > HANDS:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()


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
    rows = reader.read_all()
    numbers = np.arange(len(rows) + len(odd))
    if not odd:
        return len(numbers), [shaped(rows, numbers)]
    return len(numbers), [shaped(rows, np.delete(numbers, [number for number, _ in odd])), _shape_odd(odd, mark, shaped, names)]


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


def _shape_odd(odd: list[tuple[int, str]], mark: str, shaped: Callable, names: list[str]):
    """Rows of another width than the first one, read one by one."""
    import pyarrow
    records = [next(csv.reader(io.StringIO(text, newline=""), delimiter=mark), []) for _, text in odd]
    widest = max(len(names), *map(len, records))
    columns = {str(place): pyarrow.array([record[place] if place < len(record) else "" for record in records], pyarrow.string())
               for place in range(widest)}
    return shaped(pyarrow.table(columns), [number for number, _ in odd], widths=list(map(len, records)))


def _shape(rows, numbers: Iterable[int], name: str, titles: list[str], positions: dict, region_of: Callable[[str], str],
           widths: list[int] | None = None):
    """Canonical columns of some rows, without what tells people apart; blank rows are left out. `widths` are how many values each
    row has, where they differ."""
    import pyarrow
    import pyarrow.compute as compute
    width, sizes = len(titles), widths or [rows.num_columns] * len(rows)
    damage = pyarrow.repeat("", len(rows)) if widths is None else pyarrow.array(
        [f"{size} values under {width} headers" if size < width else "" for size in sizes], pyarrow.string())
    for extra in rows.columns[width:]:
        filled = _filled(extra)
        if compute.any(filled).as_py():
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
    columns["buyer"] = compute.utf8_trim_whitespace(columns["buyer"]) if "buyer" in columns else pyarrow.chunked_array(
        [pyarrow.repeat("", len(rows))])
    columns["region"], columns["has_address"] = (pyarrow.repeat("", len(rows)), pyarrow.repeat(True, len(rows))) \
        if address is None else _regions(address, region_of)
    columns |= {"file": columns.get("file", pyarrow.repeat(name, len(rows))), "line": pyarrow.array(numbers, pyarrow.int64()),
                "damage": damage, "plain_fen": pyarrow.array(plain_fen(*_bytes_of(columns["payable"]))),
                "plain_clock": pyarrow.array(plain_seconds(*_bytes_of(columns["paid_at"])))}
    blank = compute.invert(_filled(rows.column(0)))
    for other in rows.columns[1:]:
        if not compute.any(blank).as_py():
            return pyarrow.table(columns)
        blank = compute.and_(blank, compute.invert(_filled(other)))
    return pyarrow.table(columns).filter(compute.invert(blank))


def _filled(texts):
    """Where more stands than white space."""
    import pyarrow.compute as compute
    filled = compute.not_equal(texts, "")
    return compute.not_equal(compute.utf8_trim_whitespace(texts), "") if compute.any(filled).as_py() else filled


def _regions(addresses, region_of: Callable[[str], str]) -> tuple:
    """Provinces of addresses, and whether there is one; each of the beginnings is looked at once."""
    import pyarrow
    import pyarrow.compute as compute
    plain = compute.utf8_ltrim_whitespace(addresses).combine_chunks()
    beginnings = compute.binary_slice(plain.cast(pyarrow.binary()), 0, PROVINCE_BYTES).dictionary_encode()
    names = [region_of(text.decode("utf-8", "ignore")) for text in beginnings.dictionary.to_pylist()]
    return pyarrow.array(names, pyarrow.string()).take(beginnings.indices), compute.greater(compute.binary_length(plain), 0)
