"""Products of small tables, a great many one after another: on one thread, in memory that is not given back between them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import numpy as np

KEPT = 1 << 24  # bytes


@contextmanager
def one_thread() -> Iterator[None]:
    """Keeps the linear algebra library on one thread.

    Notes
    -----
    A block of draws is multiplied in a tenth of a millisecond: threads cost more to wake than they bring, and on a busy
    machine each product waits for the slowest of them. Likewise memory: the system clears every page that it hands out again.

    Examples
    --------
    >>> import numpy as np
    >>> with one_thread():
    ...     bool((np.eye(2) @ np.eye(2) == np.eye(2)).all())
    True
    """
    keep_memory()
    with _libraries().limit(limits=1, user_api="blas"):
        yield


@cache
def keep_memory() -> None:
    # The GNU C library gives the end of its memory back when twice as much is free as the largest block that it ever had back.
    np.empty(KEPT, dtype=np.uint8)


@cache
def _libraries():
    from threadpoolctl import ThreadpoolController
    return ThreadpoolController()
