"""Pages on paper: printed by a browser that the machine has; the only starter of other programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from contestlib.errors import ContestError
from contestlib.rawfiles import bytes_of

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
SECONDS = 180  # after which a browser that says nothing is ended


def find_browser() -> str | None:
    """The first browser on the path that can print without a window; None where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def print_page(page: Path, browser: str) -> bytes:
    """A page of HTML as PDF, as the page's own rules for print say.

    Parameters
    ----------
    page : Path
    browser : str
        As `find_browser` returns it.

    Returns
    -------
    bytes
        They hold the time of printing, and are no part of any record.

    Raises
    ------
    ContestError
        There is no such page, or the browser printed nothing.
    """
    if not page.exists():
        raise ContestError(found="no report", expected="the report of a run", where="{file}",
                           remedy="give the command run first", file=page.as_posix())
    with TemporaryDirectory() as folder:
        printed = Path(folder) / "page.pdf"
        # The superuser's browser has no sandbox to start in; the page is one that this program wrote and holds no script.
        alone = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        command = [browser, "--headless", *alone, "--disable-gpu", "--no-first-run", "--disable-background-networking",
                   "--disable-component-update", "--disable-sync", f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
                   f"--print-to-pdf={printed}", page.resolve().as_uri()]
        try:
            said = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False).stderr
        except (OSError, subprocess.TimeoutExpired) as error:
            said = str(error)
        if not printed.exists():
            raise ContestError(found="a browser that printed nothing ({said})", expected="a PDF of {page}", where="{browser}",
                               remedy="open the page in a browser and print it there", page=page.name, browser=browser,
                               said=said.strip().splitlines()[-1] if said.strip() else "–")
        return bytes_of(printed, page.with_suffix(".pdf").name)
