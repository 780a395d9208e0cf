"""Order files that should not be loaded whole: read in pieces, without what tells people apart, into a table for an engine."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from contestlib.blocks import HANDS
from contestlib.frames import scratch_folder
from contestlib.pieces import bytes_of_texts, read_pieces
from contestlib.plain import fingerprints, met_again, packed, ranks
from contestlib.rules import Table

GROUP = 1 << 17  # rows that are written at once
COMMON = ["project", "status", "type", "region", "file", "damage"]  # columns of few spellings


def stage_orders(paths: list[tuple[Path, str]], table: Table, required: tuple, region_of: Callable[[str], str],
                 anonymous: tuple, refunded: Sequence[str]) -> tuple[Path, Path, dict]:
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
    refunded : sequence of str
        Order numbers of the refunds.

    Returns
    -------
    rows : Path
        A pattern of Parquet files: position, file, line, damage, buyer (an ordinal of the sorted distinct ones, 0 for anonymous
        ones), region, has_address, and the other mapped columns as texts; plain_fen, plain_clock and odd as
        `plain.with_plain` makes them. `line` counts records, which is the line where no cell holds a line break.
    odd : Path
        The same of the odd rows alone.
    counts : dict of str to int

    Raises
    ------
    DataError
        As `rawfiles.read_rows` and `rawfiles.named_table`.
    """
    import pyarrow
    folder = scratch_folder()
    with tempfile.TemporaryDirectory(dir=folder.parent) as spools:
        spool = Path(spools) / "batches.arrow"
        counts, sizes, buyers, orders, unread = _spool_pieces(spool, paths, table, required, region_of)
        odd = np.concatenate([np.empty(0, bool), *unread]) | met_again(
            np.concatenate([*orders, fingerprints(*packed(refunded))]))[:sum(sizes)]
        known = {"buyer": _ordinals(pyarrow.chunked_array(buyers, pyarrow.string()), anonymous), "odd": pyarrow.array(odd)}
        _write_numbered(spool, folder, sizes, known)
    del buyers, orders, unread, odd, known
    pyarrow.default_memory_pool().release_unused()  # before the engine takes its share
    return folder / "all-*.parquet", folder / "odd-*.parquet", counts


def _spool_pieces(spool: Path, paths: list[tuple[Path, str]], table: Table, required: tuple,
                  region_of: Callable[[str], str]) -> tuple[dict, list[int], list, list, list]:
    """The rows of the files without their buyers as a file of batches; how many rows each file and each batch has; in memory the
    buyers, fingerprints of the order numbers, and where an amount or an instant is not plain."""
    import pyarrow
    counts, sizes, buyers, orders, unread, writer = {}, [], [], [], [], None
    try:
        for source, name in paths:
            counts[name] = 0
            for piece in read_pieces(source, name, table, required, region_of):
                writer = writer or pyarrow.ipc.new_file(str(spool), piece.rows.schema)
                writer.write_batch(piece.rows)
                sizes.append(len(piece.rows))
                buyers.append(piece.buyers)
                orders.append(piece.orders)
                unread.append(piece.unread)
                counts[name] += len(piece.rows)
    finally:
        if writer is not None:
            writer.close()
    return counts, sizes, buyers, orders, unread


def _ordinals(texts, anonymous: tuple):
    """The place of each text among the sorted distinct ones, from 1; 0 where there is none, or one that tells nobody apart."""
    import pyarrow
    import pyarrow.compute as compute
    told = compute.invert(compute.is_in(texts, pyarrow.array(["", *anonymous, None], pyarrow.string()))).to_numpy()
    numbers = np.zeros(len(texts), dtype="int64")
    texts = compute.filter(texts, told)
    numbers[told] = 1 + ranks(lambda: map(bytes_of_texts, texts.chunks))
    return pyarrow.array(numbers)


def _write_numbered(spool: Path, folder: Path, sizes: list[int], known: dict) -> None:
    """The batches of a spool, of which the sizes are known, with their positions and what else is known by now, as Parquet; the
    odd rows once more beside them."""
    import pyarrow
    import pyarrow.parquet
    ends = np.cumsum([0, *sizes])

    def write(hand, batches):
        with pyarrow.OSFile(str(spool)) as file, pyarrow.ipc.open_file(file) as source:
            types = dict(zip(source.schema.names, source.schema.types, strict=True))
            types |= {name: values.type for name, values in known.items()} | {"position": pyarrow.int64()}
            schema = pyarrow.schema([pyarrow.field(name, kind, nullable=False) for name, kind in types.items()])
            layout = {"schema": schema, "compression": "none", "use_dictionary": COMMON, "write_statistics": False}
            with (pyarrow.parquet.ParquetWriter(folder / f"all-{hand}.parquet", **layout) as every,
                  pyarrow.parquet.ParquetWriter(folder / f"odd-{hand}.parquet", **layout) as odd):
                for group in np.split(batches, np.flatnonzero(np.diff(ends[batches] // GROUP)) + 1):
                    first, last = ends[group[0]], ends[group[-1] + 1]
                    rows = pyarrow.Table.from_batches([source.get_batch(int(at)) for at in group], source.schema)
                    columns = [*rows.columns, *(values.slice(first, last - first) for values in known.values()),
                               pyarrow.array(np.arange(first, last))]
                    whole = pyarrow.Table.from_arrays(columns, schema=schema)
                    every.write_table(whole, row_group_size=max(last - first, 1))
                    odd.write_table(whole.filter(whole["odd"]))

    halves = [half for half in np.array_split(np.arange(len(sizes)), HANDS) if len(half)]
    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(write, range(len(halves)), halves))
