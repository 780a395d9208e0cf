"""A notebook of one cell as a page: real Voilà serves it, Chromium opens it, and the sliders in it compute."""

import importlib.util
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from browser import CHROMIUM, Browser, require
from small_contest import small_contest

ROOT = Path(__file__).parents[1]
FRAME = "document.querySelector('iframe')"
SECONDS = 240


@pytest.fixture
def served(tmp_path):
    """The address of a notebook with `what_if` of a small contest."""
    require(importlib.util.find_spec("voila"), "voila", "tools/run.py extras")
    small_contest(tmp_path / "contest")
    cell = nbformat.v4.new_code_cell('import contestlib as cl\ncl.what_if(cl.read_contest("contest"))')
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "page.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "voila", "page.ipynb", "--no-browser", f"--port={port}",
                                "--Voila.ip=127.0.0.1"], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def reached(url, seconds=SECONDS):
    """Wait until somebody listens."""
    until = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", int(url.rstrip("/").rpartition(":")[2])), 1).close()
            return
        except OSError:
            assert time.monotonic() < until, "Voilà does not answer"
            time.sleep(0.2)


def test_the_sliders_are_there_and_compute(served, tmp_path):
    require(CHROMIUM, "chromium")
    browser = Browser(tmp_path / "profile", local=True)
    try:
        reached(served)
        browser.call("Page.navigate", url=served)
        until = time.monotonic() + SECONDS
        while not browser.run(f"Boolean({FRAME}?.contentWindow?.document.querySelector('#sliders input'))"):
            assert time.monotonic() < until, browser.run("document.body?.innerText")
            time.sleep(0.2)
        assert browser.run(f"{FRAME}.contentDocument.querySelectorAll('input[type=range]').length") == 2
        assert browser.run(f"{FRAME}.getBoundingClientRect().height") >= 900
        said = f"{FRAME}.contentDocument.getElementById('verdict').textContent"
        assert browser.run(said) == "入选队伍与正式名单相同。"
        # By votes alone A has 100 points and B 75, as reckoned by hand in the gallery.
        browser.run(f"{FRAME}.contentWindow.moveTo(0, 100); {FRAME}.contentWindow.settle()")
        assert browser.run(said).replace("\u2068", "").replace("\u2069", "") == "甲 A 取代乙 B。"
        totals = f"[...{FRAME}.contentDocument.querySelectorAll('.row .total')].map((total) => total.textContent)"
        assert browser.run(totals) == ["100.00", "75.00"]
    finally:
        browser.close()
