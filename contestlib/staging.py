"""Order files that should not be loaded whole: read in pieces, without what tells people apart, into a table for an engine."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from contestlib.errors import DataError
from contestlib.frames import scratch_folder
from contestlib.rawfiles import find_columns, spellings_of
from contestlib.readings import DELIMITERS, decode_text, split_records
from contestlib.rules import Table

SAMPLE = 1 << 20  # bytes from which encoding, delimiter and header are found out
BLOCK = 1 << 21  # bytes that are read at once: what fits the processor's own memory is read fastest
GROUP = 1 << 17  # rows that are written at once
HANDS = 2  # that write
COMMON = ["project", "payable", "status", "type", "region", "file", "damage"]  # columns of few spellings
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
        ones), region, has_address, and the other mapped columns as texts. `line` counts records, which is the line where no cell
        holds a line break.
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
        counts, sizes, buyers = _spool_batches(spool, paths, table, required, region_of, anonymous)
        _write_numbered(spool, folder, sizes, _ordinals(pyarrow.chunked_array(buyers, pyarrow.string())))
    return folder / "*.parquet", counts


def _spool_batches(spool: Path, paths: list[tuple[Path, str]], table: Table, required: tuple, region_of: Callable[[str], str],
                   anonymous: tuple) -> tuple[dict, list[int], list]:
    """The rows of the files without their buyers as a file of batches; how many rows each file and each batch has; the buyers, in
    memory, none where they are anonymous."""
    import pyarrow
    import pyarrow.compute as compute
    counts, sizes, buyers, writer = {}, [], [], None
    try:
        for source, name in paths:
            counts[name] = 0
            for batch in _batches(source, name, table, required, region_of):
                known = compute.and_(compute.equal(batch["damage"], ""), compute.invert(compute.is_in(
                    batch["buyer"], pyarrow.array(["", *anonymous], pyarrow.string()))))
                buyers += compute.if_else(known, batch["buyer"], None).chunks
                batch = batch.drop_columns("buyer").combine_chunks()
                writer = writer or pyarrow.ipc.new_file(str(spool), batch.schema)
                for part in batch.to_batches():
                    writer.write_batch(part)
                    sizes.append(len(part))
                counts[name] += len(batch)
    finally:
        if writer is not None:
            writer.close()
    return counts, sizes, buyers


def _ordinals(texts):
    """The place of each text among the sorted distinct ones, from 1; 0 where there is none."""
    import pyarrow
    import pyarrow.compute as compute
    coded = texts.dictionary_encode()
    if not len(coded):
        return pyarrow.array([], pyarrow.int64())
    order = compute.sort_indices(coded.chunk(0).dictionary).to_numpy()
    places = np.empty(len(order), dtype="int64")
    places[order] = np.arange(1, len(order) + 1)
    places = pyarrow.array(places)
    numbers = [places.take(chunk.indices).fill_null(0) for chunk in coded.chunks]
    return pyarrow.chunked_array(numbers).combine_chunks()


def _write_numbered(spool: Path, folder: Path, sizes: list[int], buyers) -> None:
    """The batches of a spool, of which the sizes are known, with their positions and buyers, as Parquet."""
    import pyarrow
    import pyarrow.parquet
    ends = np.cumsum([0, *sizes])

    def write(hand, batches):
        with pyarrow.OSFile(str(spool)) as file, pyarrow.ipc.open_file(file) as source:
            schema = source.schema.append(pyarrow.field("buyer", pyarrow.int64())).append(
                pyarrow.field("position", pyarrow.int64()))
            with pyarrow.parquet.ParquetWriter(folder / f"{hand}.parquet", schema, compression="none", use_dictionary=COMMON,
                                               write_statistics=False) as writer:
                for group in np.split(batches, np.flatnonzero(np.diff(ends[batches] // GROUP)) + 1):
                    first, last = ends[group[0]], ends[group[-1] + 1]
                    rows = pyarrow.Table.from_batches([source.get_batch(int(at)) for at in group], source.schema)
                    columns = [*rows.columns, buyers.slice(first, last - first), pyarrow.array(np.arange(first, last))]
                    writer.write_table(pyarrow.Table.from_arrays(columns, schema=schema), row_group_size=max(last - first, 1))

    halves = [half for half in np.array_split(np.arange(len(sizes)), HANDS) if len(half)]
    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(write, range(len(halves)), halves))


def _batches(source: Path, name: str, table: Table, required: tuple, region_of: Callable[[str], str]) -> Iterator:
    """The rows of one file, piece by piece, as Arrow tables."""
    import pyarrow
    import pyarrow.compute
    import pyarrow.csv
    text, encoding = decode_text(_head(source, name), name, table.encoding)
    records, delimiter = split_records(text, name, map(spellings_of, table.columns.values()), table.delimiter)
    at, titles, positions = find_columns(records, table, name, required)
    width, first_line = len(titles), records[at][0]
    fields = max(width, *(len(record) for _, record in records[at + 1:at + 2] or [(0, titles)]))
    names = [str(place) for place in range(fields)]
    odd: list[tuple[int, str]] = []

    def put_by(row):
        odd.append((row.number, row.text))
        return "skip"

    def shaped(rows, numbers, *odd):
        return _shape(rows, numbers, name, titles, positions, region_of, *odd)

    mark = next(mark for mark, word in DELIMITERS.items() if word == delimiter)
    number = first_line + 1
    try:
        with pyarrow.csv.open_csv(
                pyarrow.input_stream(str(source)),
                read_options=pyarrow.csv.ReadOptions(column_names=names, skip_rows=first_line, use_threads=False,
                                                     block_size=BLOCK,
                                                     encoding="utf8" if encoding.startswith("utf-8") else encoding),
                parse_options=pyarrow.csv.ParseOptions(delimiter=mark, newlines_in_values=True, ignore_empty_lines=False,
                                                       invalid_row_handler=put_by),
                convert_options=pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pyarrow.string()),
                                                           strings_can_be_null=False)) as reader:
            for batch in _ahead(reader):
                waiting = [row for row, _ in odd]
                numbers = np.arange(number, number + len(batch) + len(waiting))
                if waiting:
                    numbers = np.setdiff1d(numbers, waiting)[:len(batch)]
                number = int(numbers[-1]) + 1 if len(numbers) else number
                due = [row for row in odd if row[0] < number]
                del odd[:len(due)]
                yield shaped(pyarrow.Table.from_batches([batch]), numbers)
                if due:
                    yield _shape_odd(due, mark, shaped, names, width)
    except (pyarrow.ArrowInvalid, UnicodeDecodeError) as error:
        raise DataError(found="a record that cannot be read ({detail})",
                        expected="text in the encoding of its beginning, {encoding}", where="{file} line {line}",
                        remedy="state the encoding in rules.toml, or ask for the file again as UTF-8",
                        file=name, line=number, encoding=encoding, detail=str(error).splitlines()[0][:80]) from error
    if odd:
        yield _shape_odd(odd, mark, shaped, names, width)


def _ahead(batches: Iterable) -> Iterator:
    """The same batches, the next one under way while one is looked at."""
    batches = iter(batches)
    with ThreadPoolExecutor(1) as hand:
        coming = hand.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = hand.submit(next, batches, None)
            yield batch


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


def _shape_odd(odd: list[tuple[int, str]], mark: str, shaped: Callable, names: list[str], width: int):
    """Rows of another width than the first one, read one by one."""
    import pyarrow
    records = [next(csv.reader(io.StringIO(text, newline=""), delimiter=mark), []) for _, text in odd]
    widest = max(len(names), *map(len, records))
    columns = {str(place): pyarrow.array([record[place] if place < len(record) else "" for record in records], pyarrow.string())
               for place in range(widest)}
    short = [f"{len(record)} values under {width} headers" if len(record) < width else "" for record in records]
    return shaped(pyarrow.table(columns), [number for number, _ in odd], short, list(map(len, records)))


def _shape(rows, numbers: list[int], name: str, titles: list[str], positions: dict, region_of: Callable[[str], str],
           short: list[str] | None = None, widths: list[int] | None = None):
    """Canonical columns of some rows, without what tells people apart; blank rows are left out."""
    import pyarrow
    import pyarrow.compute as compute
    width, fields = len(titles), rows.num_columns
    damage = pyarrow.repeat("", len(rows)) if short is None else pyarrow.array(short, pyarrow.string())
    for extra in rows.columns[width:]:
        filled = _filled(extra)
        if compute.any(filled).as_py():
            words = pyarrow.array([f"{count} values under {width} headers" for count in widths or [fields] * len(rows)])
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
                "damage": damage}
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
    beginnings = compute.utf8_slice_codeunits(compute.utf8_ltrim_whitespace(addresses), 0, 12)
    beginnings = beginnings.combine_chunks().dictionary_encode()
    texts = beginnings.dictionary.to_pylist()
    names, present = pyarrow.array([region_of(text) for text in texts], pyarrow.string()), pyarrow.array(
        [text != "" for text in texts], pyarrow.bool_())
    return names.take(beginnings.indices), present.take(beginnings.indices)
