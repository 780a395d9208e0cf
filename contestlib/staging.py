"""Order files that should not be loaded whole: read in pieces, without what tells people apart, into a table for an engine."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pandas as pd

from contestlib.blocks import HANDS
from contestlib.figures import careful_for, read_clock, read_fen
from contestlib.frames import scratch_folder
from contestlib.pieces import bytes_of_texts, read_pieces
from contestlib.plain import UNREAD, fingerprints, met_again, ranks, utf8
from contestlib.rules import Table

GROUP = 1 << 17  # rows that are written at once


def stage_orders(paths: list[tuple[Path, str]], table: Table, required: tuple, region_of: Callable[[str], str],
                 anonymous: tuple, time_zone: str, refunded: Sequence[str]) -> tuple[Path, Path, dict]:
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
    time_zone : str
        Of the contest.
    refunded : sequence of str
        Order numbers of the refunds.

    Returns
    -------
    rows : Path
        A pattern of Parquet files: position, file, line, damage, buyer (an ordinal of the sorted distinct ones, 0 for anonymous
        ones), region, has_address, and the other mapped columns as texts; fen, exact, clock, careful, again and case as
        `figures.with_figures` makes them. `line` counts records, which is the line where no cell holds a line break.
    odd : Path
        The same of the rows alone that are careful, or met again.
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
        counts, sizes, buyers, orders, case, cases = _spool_pieces(spool, paths, table, required, region_of)
        again = met_again(np.concatenate([*orders, fingerprints(*utf8(refunded))]))[:sum(sizes)]
        known = {"buyer": _ordinals(pyarrow.chunked_array(buyers, pyarrow.string()), anonymous), "again": pyarrow.array(again),
                 "case": pyarrow.array(np.concatenate([np.empty(0, dtype="int32"), *case]))}
        _write_numbered(spool, folder, sizes, known, cases, time_zone)
    del buyers, orders, case, again, known
    pyarrow.default_memory_pool().release_unused()  # before the engine takes its share
    return folder / "all-*.parquet", folder / "odd-*.parquet", counts


def _spool_pieces(spool: Path, paths: list[tuple[Path, str]], table: Table, required: tuple,
                  region_of: Callable[[str], str]) -> tuple[dict, list[int], list, list, list, dict]:
    """The rows of the files without their buyers as a file of batches; how many rows each file and each batch has; in memory the
    buyers, fingerprints of the order numbers, which case each row is, and what stands in each column of few spellings by case."""
    import pyarrow
    counts, sizes, buyers, orders, case, few, writer = {}, [], [], [], [], (), None
    numbers: dict[tuple, int] = {}  # of the cases of all pieces
    try:
        for source, name in paths:
            counts[name] = 0
            for piece in read_pieces(source, name, table, required, region_of):
                writer = writer or pyarrow.ipc.new_file(str(spool), piece.rows.schema)
                writer.write_batch(piece.rows)
                sizes.append(len(piece.rows))
                buyers.append(piece.buyers)
                orders.append(piece.orders)
                case.append(np.array([numbers.setdefault(one, len(numbers)) for one in piece.cases], dtype="int32")[piece.case])
                few = piece.few
                counts[name] += len(piece.rows)
    finally:
        if writer is not None:
            writer.close()
    return counts, sizes, buyers, orders, case, dict(zip(few, zip(*numbers, strict=True), strict=False))


def _ordinals(texts, anonymous: tuple):
    """The place of each text among the sorted distinct ones, from 1; 0 where there is none, or one that tells nobody apart."""
    import pyarrow
    import pyarrow.compute as compute
    told = compute.invert(compute.is_in(texts, pyarrow.array(["", *anonymous, None], pyarrow.string()))).to_numpy()
    numbers = np.zeros(len(texts), dtype="int64")
    texts = compute.filter(texts, told)
    numbers[told] = 1 + ranks(lambda: map(bytes_of_texts, texts.chunks))
    return pyarrow.array(numbers)


def _write_numbered(spool: Path, folder: Path, sizes: list[int], known: dict, cases: dict, time_zone: str) -> None:
    """The batches of a spool, of which the sizes are known, with their positions and what else is known by now, as Parquet; the
    odd rows once more beside them."""
    import pyarrow
    import pyarrow.compute as compute
    import pyarrow.parquet
    ends = np.cumsum([0, *sizes])

    def write(hand, batches):
        every = odd = None
        with ExitStack() as files:
            source = files.enter_context(pyarrow.ipc.open_file(files.enter_context(pyarrow.OSFile(str(spool)))))
            for group in np.split(batches, np.flatnonzero(np.diff(ends[batches] // GROUP)) + 1):
                first, last = ends[group[0]], ends[group[-1] + 1]
                rows = pyarrow.Table.from_batches([source.get_batch(int(at)) for at in group], source.schema)
                columns = _with_careful(rows, time_zone) | {"position": pyarrow.array(np.arange(first, last))}
                columns |= {name: values.slice(first, last - first) for name, values in known.items()}
                columns |= {name: _spelt_out(columns["case"].to_numpy(), texts) for name, texts in cases.items()}
                schema = pyarrow.schema([pyarrow.field(name, values.type, nullable=False) for name, values in columns.items()])
                whole = pyarrow.Table.from_arrays([*columns.values()], schema=schema)
                if every is None:
                    layout = {"schema": schema, "compression": "none", "write_statistics": False,
                              "use_dictionary": [*cases]}
                    every, odd = (files.enter_context(pyarrow.parquet.ParquetWriter(folder / f"{part}-{hand}.parquet", **layout))
                                  for part in ("all", "odd"))
                every.write_table(whole, row_group_size=max(last - first, 1))
                odd.write_table(whole.filter(compute.or_(compute.greater(whole["careful"], 0), whole["again"])))

    halves = [half for half in np.array_split(np.arange(len(sizes)), HANDS) if len(half)]
    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(write, range(len(halves)), halves))


def _with_careful(rows, time_zone: str) -> dict:
    """The columns of some rows by name, with what careful readers make of amounts and instants that are not plain."""
    import pyarrow
    columns = dict(zip(rows.column_names, rows.columns, strict=True))
    plain = {name: columns[name].to_numpy() for name in ("fen", "clock")}
    texts = {name: columns[text].filter(pyarrow.array(plain[name] == UNREAD)).to_pylist()
             for name, text in (("fen", "payable"), ("clock", "paid_at"))}
    fen, exact = read_fen(plain["fen"], texts["fen"])
    figures = {"fen": fen, "exact": exact, "clock": read_clock(plain["clock"], texts["clock"], time_zone),
               "careful": careful_for(plain["fen"], plain["clock"])}
    return columns | {name: pyarrow.array(values) for name, values in figures.items()}


def _spelt_out(case: np.ndarray, values: tuple):
    """A column of few spellings, out of what stands there in each case; texts are written as numbers and need no comparison."""
    import pyarrow
    codes, spellings = pd.factorize(np.array(values, dtype=object))
    if isinstance(spellings[0], bool):
        return pyarrow.array(np.array(values)[case])
    return pyarrow.DictionaryArray.from_arrays(codes.astype("int32")[case], pyarrow.array(spellings, pyarrow.string()))
