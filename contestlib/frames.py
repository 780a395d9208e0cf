"""Tables wherever they are, in memory or in an engine: the little that expressions leave to it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
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


def bring(table: pd.DataFrame, beside) -> nw.DataFrame | nw.LazyFrame:
    """A small table, where `beside` is."""
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
    return _scan(path, beside)


def settle(frame, few_texts: Callable[[], dict[str, list[str]]] = dict, left: tuple = ()):
    """The same rows, computed once.

    Parameters
    ----------
    frame : narwhals frame
    few_texts : callable
        What may stand in columns of few spellings, which take less room then.
    left : tuple of str
        Columns that DuckDB does not compute, since they stand elsewhere: `put_back` brings them.
    """
    if in_memory(frame):
        return frame
    if frame.implementation.is_duckdb():
        return _stored(frame.drop(*left, strict=False).to_native(), few_texts())
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


def _stored(relation, few_texts: dict[str, list[str]]) -> nw.LazyFrame:
    """A table of its own in DuckDB, which puts on the disk what memory cannot hold."""
    import duckdb
    name = f"settled_{next(_NUMBERS)}"
    kinds = {column: "ENUM({})".format(", ".join("'" + text.replace("'", "''") + "'" for text in texts))
             for column, texts in few_texts.items()}

    def columns(kind_of):
        return [duckdb.ColumnExpression(column).cast(duckdb.sqltype(kind_of(column))).alias(column) if column in kinds else
                duckdb.ColumnExpression(column) for column in relation.columns]

    relation.select(*columns(kinds.get)).create(name)
    return nw.from_native(duckdb.table(name).select(*columns(lambda column: "VARCHAR")))


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


def distinct(frame, column: str) -> pd.DataFrame:
    """The texts of a column, each once."""
    return collect(frame.group_by(column).agg(nw.len().alias("rows"))).drop(columns="rows")


def describe_spellings(frame, column: str, describe: Callable[[pd.DataFrame], pd.DataFrame], where=None, *,
                       places: bool = False) -> pd.DataFrame:
    """What depends on one text alone, found once for each of its spellings.

    Parameters
    ----------
    frame : narwhals frame
    column : str
    describe : callable
        Called with the distinct spellings; returns a column a finding, in the same order.
    where : narwhals expression, optional
        The rows that are asked about.
    places : bool
        `describe` gets the spellings in the order in which they occur, with file and line of the first; `frame` then has the
        columns position, file and line.

    Returns
    -------
    DataFrame
        The spellings, and their findings.
    """
    needed = (column, "position", "file", "line") if places else (column,)
    asked = frame.select(*needed) if where is None else pick(frame, where, *needed)
    if in_memory(asked):
        spellings = asked.to_native().drop_duplicates(column, ignore_index=True)
    elif places:
        first = asked.group_by(column).agg(nw.col("position").min())
        spellings = collect(first.join(asked, on=[column, "position"], how="inner"))
        spellings = spellings.sort_values("position", ignore_index=True)
    else:
        spellings = distinct(asked, column)
    return pd.concat([spellings[[column]], describe(spellings)], axis=1)


def look_up(frame, table):
    """The frame with the columns of a small table beside it, by the table's first column, which holds nothing twice.

    `table` is in memory, or where the frame is.
    """
    key, small = table.columns[0], isinstance(table, pd.DataFrame)
    if not in_memory(frame):
        return frame.join(bring(table, frame) if small else table, on=key, how="left")
    native, found = frame.to_native(), table if small else table.to_native()
    at = _places(found[key], native[key])
    found = found.drop(columns=key).reset_index(drop=True)
    found = found.reindex(at) if (at < 0).any() else found.take(at)
    return nw.from_native(native.assign(**found.set_index(native.index)))


def complete(frame, where, part):
    """The frame with what is found of some of its rows.

    Parameters
    ----------
    frame : narwhals frame
        With the column position.
    where : narwhals expression
        The rows that were looked at.
    part : narwhals frame
        Those rows, all their columns, and beside them what was found, which the other rows do not have.
    """
    found = [name for name in part.columns if name not in frame.columns]
    if in_memory(frame):
        return look_up(frame, part.select("position", *found))
    kinds = part.collect_schema()
    others = frame.filter(~where).with_columns(**{name: nw.lit(None, kinds[name]) for name in found})
    return nw.concat([others.select(part.columns), part])


def _places(found: pd.Series, asked: pd.Series) -> np.ndarray:
    """Where among what was found each of what is asked for stands, -1 where it does not."""
    if found.dtype == asked.dtype == "int64" and len(found) and found.min() >= 0 and found.max() < DENSE + 2 * len(asked):
        place = np.full(int(found.max()) + 2, -1)  # numbers of rows and the like: sooner looked up than hashed
        place[found] = np.arange(len(found))
        return place[np.where(asked < 0, len(place) - 1, np.minimum(asked, len(place) - 1))]
    return pd.Index(found).get_indexer(asked)
