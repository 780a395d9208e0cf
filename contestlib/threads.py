"""Products of small tables, a great many one after another: on one thread each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


@contextmanager
def one_thread() -> Iterator[None]:
    """Keeps the linear algebra library on one thread.

    Notes
    -----
    A block of draws is multiplied in a tenth of a millisecond: threads cost more to wake than they bring, and on a busy
    machine each product waits for the slowest of them.

    Examples
    --------
    >>> import numpy as np
    >>> with one_thread():
    ...     bool((np.eye(2) @ np.eye(2) == np.eye(2)).all())
    True
    """
    with _libraries().limit(limits=1, user_api="blas"):
        yield


@cache
def _libraries():
    from threadpoolctl import ThreadpoolController
    return ThreadpoolController()
