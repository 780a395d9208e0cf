"""What order rows say in numbers: fen, seconds, and which of them are alike in everything that has few spellings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from contestlib.plain import UNREAD, fingerprints, met_again, plain_fen, plain_seconds, utf8
from contestlib.values import money_column, parse_instants

FEW = ("file", "project", "status", "type", "damage", "region", "has_address")  # columns of few spellings
AMOUNT, INSTANT = np.int8(1), np.int8(2)


def read_fen(plain: np.ndarray, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Fen, and whether they stand there to the fen: those that were plain, and in place of `UNREAD` what a careful reader finds.

    Parameters
    ----------
    plain : ndarray
        As `plain.plain_fen` returns it.
    texts : sequence of str
        Those that were not plain.

    Examples
    --------
    >>> fen, exact = read_fen(np.array([3900, UNREAD, UNREAD]), ["3.2万元", "-"])
    >>> fen.tolist() == [3900, 3200000, UNREAD], exact.tolist()
    (True, [True, False, False])
    """
    fen, left = plain.copy(), plain == UNREAD
    found, precision = money_column(pd.Series(texts, dtype=object))
    fen[left] = np.where(found.isna(), UNREAD, found.fillna(0).astype("int64"))
    exact = ~left
    exact[left] = precision == "exact"
    return fen, exact


def read_clock(plain: np.ndarray, texts: Sequence[str], time_zone: str) -> np.ndarray:
    """Seconds since 1970 on the clock of a zone, likewise.

    Examples
    --------
    >>> read_clock(np.array([5, UNREAD, UNREAD]), ["1970年1月1日 8:00", "-"], "Asia/Shanghai").tolist() == [5, 28800, UNREAD]
    True
    """
    clock, left = plain.copy(), plain == UNREAD
    instants = parse_instants(pd.Series(texts, dtype=object), time_zone).dt.tz_localize(None)
    clock[left] = instants.astype("datetime64[s]").astype("int64").where(instants.notna(), UNREAD)
    return clock


def careful_for(plain_fen: np.ndarray, plain_clock: np.ndarray) -> np.ndarray:
    """For what careful readers have to look: `AMOUNT`, `INSTANT`, their sum, or 0."""
    return AMOUNT * (plain_fen == UNREAD) + INSTANT * (plain_clock == UNREAD)


def number_alike(columns: Sequence[np.ndarray]) -> np.ndarray:
    """One number for the rows that have the same numbers in every column, from 0 in the order in which they occur.

    Examples
    --------
    >>> number_alike([np.array([0, 1, 0, 0]), np.array([5, 5, 5, 0])]).tolist()
    [0, 1, 0, 2]
    """
    whole, size = np.zeros(len(columns[0]), dtype="int64"), 1
    for column in columns:
        more = int(column.max(initial=0)) + 1
        if size * more >= 1 << 62:
            whole = pd.factorize(whole)[0]
            size = int(whole.max()) + 1
        whole, size = whole * more + column, size * more
    return pd.factorize(whole)[0]


def with_figures(orders: pd.DataFrame, time_zone: str, refunded: Sequence[str]) -> pd.DataFrame:
    """Orders in memory with fen, exact, clock; careful (as `careful_for` says), again (whether the order may stand in another
    row, or among those that were refunded), and case (one number for the rows that are alike in `FEW`)."""
    fen, clock = plain_fen(*_bytes_of(orders["payable"])), plain_seconds(*_bytes_of(orders["paid_at"]))
    careful = careful_for(fen, clock)
    fen, exact = read_fen(fen, orders["payable"][fen == UNREAD].tolist())
    clock = read_clock(clock, orders["paid_at"][clock == UNREAD].tolist(), time_zone)
    again = np.zeros(len(orders), dtype=bool)
    if "order" in orders:
        again = met_again(np.concatenate([fingerprints(*_bytes_of(texts)) for texts in (orders["order"], pd.Series(refunded))]))
    alike = [pd.factorize(orders[name], use_na_sentinel=False)[0] for name in FEW if name in orders]
    return orders.assign(fen=fen, exact=exact, clock=clock, careful=careful, again=again[:len(orders)], case=number_alike(alike))


def _bytes_of(texts: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """As `plain.utf8`; nothing is copied where pandas has the texts in Arrow."""
    if getattr(texts.dtype, "storage", "") != "pyarrow":
        return utf8(texts.tolist())
    import pyarrow
    whole = pyarrow.array(texts)
    whole = whole.combine_chunks() if isinstance(whole, pyarrow.ChunkedArray) else whole
    _, begins, data = whole.buffers()
    begins = np.frombuffer(begins, dtype="int64")[whole.offset:whole.offset + len(whole) + 1]
    return np.frombuffer(data or b"", dtype=np.uint8), begins
