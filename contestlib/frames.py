"""Tables wherever they are, in memory or in an engine: the little that expressions leave to it."""

from __future__ import annotations

import tempfile
from functools import cache
from itertools import count
from pathlib import Path

import narwhals as nw
import numpy as np
import pandas as pd

MEMORY = "1GB"  # what DuckDB may take
DENSE = 1 << 16  # numbers below which every one may have a place of its own
_NUMBERS = count()


@cache
def scratch() -> tempfile.TemporaryDirectory:
    """Where engines put what they have computed; gone when the program ends, and nobody else may look."""
    return tempfile.TemporaryDirectory(prefix="contestlib-")


def scratch_path() -> Path:
    """A path that nothing stands at yet."""
    return Path(scratch().name) / f"{next(_NUMBERS)}.parquet"


def scratch_folder() -> Path:
    """A folder in which nothing stands yet."""
    return Path(tempfile.mkdtemp(dir=scratch().name))


def in_memory(frame) -> bool:
    return isinstance(frame, nw.DataFrame)


def bring(table: pd.DataFrame, beside, few: tuple = ()) -> nw.DataFrame | nw.LazyFrame:
    """A small table, where `beside` is; DuckDB takes texts of the `few` columns as numbers."""
    if in_memory(beside):
        return nw.from_native(table)
    import pyarrow
    import pyarrow.parquet
    texts = {name: pyarrow.string() for name in table if table[name].dtype == object}
    content = pyarrow.Table.from_pandas(table, preserve_index=False)
    for name, kind in texts.items():
        content = content.set_column(content.column_names.index(name), name, content[name].cast(kind))
    path = scratch_path()
    pyarrow.parquet.write_table(content, path)
    brought = _scan(path, beside)
    if not few or not beside.implementation.is_duckdb():
        return brought
    import duckdb
    kinds = {name: ", ".join("'" + text.replace("'", "''") + "'" for text in sorted(set(table[name]))) for name in few}
    numbered = [duckdb.ColumnExpression(name).cast(duckdb.sqltype(f"ENUM({texts})")).alias(name) for name, texts in kinds.items()]
    return nw.from_native(brought.to_native().select(duckdb.StarExpression(exclude=[*few]), *numbered))


def settle(frame, left: tuple = ()):
    """The same rows, computed once.

    Parameters
    ----------
    frame : narwhals frame
    left : tuple of str
        Columns that DuckDB does not compute, since they stand elsewhere: `put_back` brings them.
    """
    if in_memory(frame):
        return frame
    if frame.implementation.is_duckdb():  # a table of its own, which goes to the disk where memory cannot hold it
        import duckdb
        name = f"settled_{next(_NUMBERS)}"
        frame.drop(*left, strict=False).to_native().create(name)
        stored = nw.from_native(duckdb.table(name))
        numbered = [column for column, kind in stored.collect_schema().items() if isinstance(kind, nw.Enum)]
        return stored.with_columns(nw.col(*numbered).cast(nw.String)) if numbered else stored
    path = scratch_path()
    frame.sink_parquet(str(path))  # Spark takes texts only
    return _scan(path, frame)


def put_back(frame, source, left: tuple):
    """The frame with the columns that `settle` has left where they stand, in `source`, beside the same positions.

    DuckDB leaves out a join with what holds no position twice where rows are added up without its columns: so nobody looks at
    the longest of the texts before somebody wants to see it.
    """
    wanted = [name for name in left if name in source.columns and name not in frame.columns]
    if not wanted:
        return frame
    return frame.join(source.group_by("position").agg(nw.col(name).min() for name in wanted), on="position", how="left")


def _scan(path: Path, beside: nw.LazyFrame) -> nw.LazyFrame:
    native = beside.to_native()
    return scan(path, beside.implementation.value, getattr(native, "sparkSession", None))


@cache
def _bound_memory() -> None:
    """DuckDB keeps to its share, and puts the rest where everything else goes; rows have positions, and need no order."""
    import duckdb
    duckdb.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{scratch().name}'; "
                   "SET preserve_insertion_order = false; SET enable_progress_bar = false")


def scan(path: Path | str, engine: str, session=None) -> nw.LazyFrame:
    """A Parquet file in an engine; Spark wants its session."""
    if engine == "duckdb":
        _bound_memory()
    return nw.scan_parquet(str(path), backend=engine, **({"session": session} if session is not None else {}))


def collect(frame) -> pd.DataFrame:
    """The rows in memory."""
    if in_memory(frame):
        return frame.to_native().reset_index(drop=True)
    return frame.collect("pyarrow").to_native().to_pandas()


def pick(frame, where, *columns, **named):
    """Some columns of some rows; in memory nothing else is copied."""
    if not in_memory(frame):
        return frame.filter(where).select(*columns, **named)
    return frame.select(*columns, **named, picked=where).filter(nw.col("picked")).drop("picked")


def describe_numbers(frame, by: str, *texts: str) -> pd.DataFrame:
    """What rows have in common that have the same number, in the order in which they begin.

    Parameters
    ----------
    frame : narwhals frame
        With the columns position and line.
    by : str
        The column of the numbers.
    *texts : str
        Columns that are the same in all rows of a number.

    Returns
    -------
    DataFrame
        A row a number: these columns, position and line (the least of each), rows (how many).
    """
    numbers = (by,) if in_memory(frame) else (by, *texts)  # pandas would compare the texts one by one
    found = collect(frame.group_by(*numbers).agg(nw.col("position", "line").min(), nw.len().alias("rows")))
    if in_memory(frame):
        native = frame.to_native()
        found = found.merge(native.loc[~native[by].duplicated(), [by, *texts]], on=by)
    return found.sort_values("position", ignore_index=True)


def look_up(frame, table, few: tuple = ()):
    """The frame with the columns of a small table beside it, by the table's first column, which holds nothing twice.

    `table` is in memory, or where the frame is. Columns of `few` spellings take less room in DuckDB until they are settled.
    """
    key, small = table.columns[0], isinstance(table, pd.DataFrame)
    if not in_memory(frame):
        return frame.join(bring(table, frame, few) if small else table, on=key, how="left")
    native, found = frame.to_native(), table if small else table.to_native()
    at = _places(found[key], native[key])
    found = found.drop(columns=key).reset_index(drop=True)
    found = found.reindex(at) if (at < 0).any() else found.take(at)
    return nw.from_native(native.assign(**found.set_index(native.index)))


def _places(found: pd.Series, asked: pd.Series) -> np.ndarray:
    """Where among what was found each of what is asked for stands, -1 where it does not."""
    if found.dtype == asked.dtype == "int64" and len(found) and found.min() >= 0 and found.max() < DENSE + 2 * len(asked):
        place = np.full(int(found.max()) + 2, -1)  # numbers of rows and the like: sooner looked up than hashed
        place[found] = np.arange(len(found))
        return place[np.where(asked < 0, len(place) - 1, np.minimum(asked, len(place) - 1))]
    return pd.Index(found).get_indexer(asked)
