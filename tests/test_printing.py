"""The report on paper, by a real browser."""

import re
import zlib

import pytest
from browser import CHROMIUM, require

from contestlib.__main__ import main
from contestlib.errors import ContestError
from contestlib.printing import find_browser, print_page


def test_a_page_is_printed_on_the_paper_that_it_asks_for(tmp_path):
    require(CHROMIUM, "chromium")
    page = tmp_path / "名单.html"
    page.write_text("<style>@page { size: A5; margin: 0 } div { break-after: page }</style><div>一</div><div>二</div>",
                    encoding="utf-8")
    printed = print_page(page, find_browser())
    assert printed.startswith(b"%PDF")
    # A5 is 148 mm x 210 mm, at 72 points an inch of 25.4 mm.
    sizes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", plain(printed))
    assert len(sizes) >= 2
    assert {(round(float(wide) / 72 * 25.4), round(float(high) / 72 * 25.4)) for wide, high in sizes} == {(148, 210)}


def plain(pdf):
    """The bytes with compressed streams written out, where pages may stand."""
    parts = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, flags=re.DOTALL):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"".join(parts)


def test_no_report_and_a_browser_that_prints_nothing_are_said(tmp_path):
    with pytest.raises(ContestError, match="no report.*give the command run first"):
        print_page(tmp_path / "report_zh.html", "chromium")
    page = tmp_path / "report_zh.html"
    page.write_text("<p>", encoding="utf-8")
    with pytest.raises(ContestError, match="printed nothing"):
        print_page(page, str(tmp_path / "no-such-browser"))


def test_without_a_browser_the_command_says_so_and_goes_on(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() is None
    assert main(["pdf", str(tmp_path), "--lang", "zh"]) == 0
    assert "没有可在后台打印的浏览器" in capsys.readouterr().err
