"""The same ledger in memory, in DuckDB and in Spark: the same fen, rows and distinct buyers; nothing here is a double."""

import importlib.util
import os

import narwhals as nw
import pandas as pd
import pytest

from contestlib import clean_orders, read_contest, read_orders
from contestlib.frames import collect
from contestlib.indicators import eligible_teams, measure_indicators
from contestlib.invariants import check_ledger


@pytest.fixture(scope="module", params=["duckdb", "pyspark"])
def engine(request):
    """An engine and what else it wants; where CONTESTLIB_ENGINES is "all", a missing one is a failure."""
    import shutil
    absent = [name for name in (request.param, "pyarrow") if importlib.util.find_spec(name) is None]
    absent += ["java"] if request.param == "pyspark" and not shutil.which("java") else []
    if absent:
        assert os.environ.get("CONTESTLIB_ENGINES") != "all", f"{', '.join(absent)} are absent"
        pytest.skip(f"{request.param} not tested: {', '.join(absent)} absent (tools/run.py extras)")
    if request.param == "duckdb":
        yield {"engine": "duckdb"}
        return
    from pyspark.sql import SparkSession
    session = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
               .config("spark.sql.shuffle.partitions", "1")
               .config("spark.driver.memory", "1g").getOrCreate())
    session.sparkContext.setLogLevel("OFF")
    yield {"engine": "pyspark", "session": session}
    session.stop()


def rows_of(table, *keys):
    frame = collect(nw.from_native(table)).sort_values(list(keys), ignore_index=True)
    return frame.astype({name: "int64" for name in frame if name in ("line", "buyer", *[c for c in frame if c.endswith("_fen")])
                         and frame[name].notna().all()})


@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::UserWarning", "ignore::DeprecationWarning")
def test_the_shipped_contest_is_the_same_everywhere(engine, hubei):
    orders = read_orders(hubei, **engine)
    columns = nw.from_native(orders).collect_schema()
    assert not {"phone", "address", "recipient", "postcode"} & set(columns.names()) and columns["buyer"].is_integer()
    ours, theirs = clean_orders(read_orders(hubei), hubei), clean_orders(orders, hubei)
    assert check_ledger(theirs).all()
    for name in ("reconciliation", "by_team", "control", "borders", "changes"):
        pd.testing.assert_frame_equal(getattr(ours, name), getattr(theirs, name), check_dtype=False)
    kept, elsewhere = (rows_of(ledger.kept, "file", "line") for ledger in (ours, theirs))
    kept = kept.drop(columns="address")  # in memory only
    kept["paid_at"] = kept["paid_at"].dt.tz_localize(None)
    pd.testing.assert_frame_equal(kept, elsewhere, check_dtype=False)
    aside, elsewhere = (rows_of(ledger.set_aside, "file", "line", "rule") for ledger in (ours, theirs))
    pd.testing.assert_frame_equal(aside, elsewhere, check_dtype=False)
    figures = [measure_indicators(ledger, None, without_panel(hubei), eligible_teams(hubei)) for ledger in (ours, theirs)]
    pd.testing.assert_frame_equal(*figures)
    assert figures[1].loc["T35", "orders"] > figures[1].loc["T35", "buyers"] > 0


def without_panel(contest):
    from dataclasses import replace

    from contestlib.rules import Indicator
    named = ("amount", "orders", "buyers", "regions", "repeat_share")
    indicators = tuple(Indicator(name, source=f"ledger:{name}", on_missing="zero") for name in named)
    return replace(contest, rules=replace(contest.rules, indicators=indicators))


@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::UserWarning", "ignore::DeprecationWarning")
def test_rows_of_another_shape_meet_the_same_fate(engine, folder, monkeypatch):
    """A blank line, rows with too few and too many values, a header again, a line break in a cell; read in many blocks."""
    monkeypatch.setattr("contestlib.pieces.BLOCK", 1 << 12)
    path = folder / "raw" / "orders-2.csv"
    lines = path.read_bytes().split(b"\r\n")
    odd = [b"", b"a,b", lines[0], lines[3] + b",more", b",,,,,,,,,,,,", lines[4].replace(b'"', b'"\n', 1), lines[5][:-2]]
    path.write_bytes(b"\r\n".join([*lines[:50], *odd, *lines[50:]]))
    (folder / "raw" / "SOURCES.csv").unlink()
    contest = read_contest(folder)
    ours = clean_orders(read_orders(contest), contest)
    theirs = clean_orders(read_orders(contest, **engine), contest)
    pd.testing.assert_frame_equal(ours.reconciliation, theirs.reconciliation, check_dtype=False)
    pd.testing.assert_frame_equal(ours.by_team, theirs.by_team, check_dtype=False)
    shapes = [rows_of(ledger.set_aside, "file", "line", "rule").query("rule == 'shape'")["text"].tolist()
              for ledger in (ours, theirs)]
    assert shapes[0] == shapes[1] and "the header again" in shapes[0]
    lines = [rows_of(ledger.kept, "file", "line").query("file == 'raw/orders-1.csv'")["line"].tolist()
             for ledger in (ours, theirs)]
    assert lines[0] == lines[1]
