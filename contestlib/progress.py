"""A bar for long work, where somebody watches."""

from __future__ import annotations

import sys

WIDTH = 40


def show_progress(done: int, of: int) -> None:
    """Draws a bar on the error stream of a terminal; in files, pipes and notebooks nothing is written.

    Parameters
    ----------
    done, of : int
        At `of` the line is cleared again.

    Examples
    --------
    >>> show_progress(512, 1024)
    """
    if not sys.stderr.isatty():
        return
    filled = WIDTH * min(done, of) // max(of, 1)
    bar = " " * (WIDTH + 10) if done >= of else f"  [{'#' * filled}{'.' * (WIDTH - filled)}] {100 * done // of:3d}%"
    print(f"\r{bar}", end="\r" if done >= of else "", file=sys.stderr, flush=True)
