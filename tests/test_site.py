"""The rendered site: links that lead somewhere, nothing fetched from elsewhere, and a checker that notices."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
spec = importlib.util.spec_from_file_location("site_tool", ROOT / "tools" / "site.py")
tool = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tool)
PAGE = "<!DOCTYPE html><html><head><title>t</title>{}</head><body>{}</body></html>"


@pytest.mark.parametrize(("head", "body", "complaint"), [
    ("", '<a href="b.html">b</a>', ""),
    ("", '<a href="b.html#here">b</a>', ""),
    ("", '<a href="%62.html">b</a>', ""),
    ("", '<a id="x"></a><a href="#x">x</a>', ""),
    ("", '<a href="https://example.org/">elsewhere</a>', ""),
    ("", '<img src="data:image/png;base64,AAAA">', ""),
    ("", '<a href="c.html">c</a>', "links to c.html, which is not there"),
    ("", '<a href="../out.html">out</a>', "links to ../out.html, which is not there"),
    ("", '<a href="b.html#gone">b</a>', "and the page has no such place"),
    ("", '<a href="#gone">x</a>', "and the page has no such place"),
    ("", '<img src="gone.png">', "links to gone.png, which is not there"),
    ("", '<img src="//example.org/x.png">', "loads //example.org/x.png"),
    ('<script src="https://example.org/x.js"></script>', "", "loads https://example.org/x.js"),
    ('<link rel="stylesheet" href="http://example.org/x.css">', "", "loads http://example.org/x.css"),
    ("<style>@import 'https://example.org/x.css';</style>", "", "loads https://example.org/x.css"),
    ("<style>b { background: url(https://example.org/x.png) }</style>", "", "loads https://example.org/x.png"),
])
def test_the_checker_notices(head, body, complaint, tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (tmp_path / "out.html").write_text(PAGE.format("", ""), encoding="utf-8")
    (folder / "a.html").write_text(PAGE.format(head, body), encoding="utf-8")
    (folder / "b.html").write_text(PAGE.format("", '<h2 id="here">here</h2>'), encoding="utf-8")
    found = tool.dead_links(folder)
    assert len(found) == bool(complaint)
    assert all(line.startswith("a.html ") and complaint in line for line in found)


@pytest.mark.parametrize(("link", "target"), [
    ("README.md", "index.html"), ("notebooks/README.md", "notebooks/index.html"), ("docs/flags.md#x", "docs/flags.html#x"),
    ("00_read_me_first.ipynb", "00_read_me_first.html"), ("https://example.org/README.md", "https://example.org/README.md"),
    ("#here", "#here"), ("LICENSE", "LICENSE")])
def test_links_lead_to_what_was_rendered(link, target):
    assert tool.rendered(link) == target


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Texts and notebooks as `make docs` renders them; reports and API, which take a run and another package, stand empty."""
    folder = tmp_path_factory.mktemp("site")
    tool.write_texts(folder)
    tool.write_notebooks(folder)
    for page, _ in tool.MENU:
        if not (folder / page).exists():
            assert page.startswith(("report/", "api/"))
            tool.write(page, PAGE.format("", ""), folder)
    return folder


def test_no_dead_link_and_nothing_from_elsewhere(site):
    assert tool.dead_links(site) == []


def test_every_notebook_exercise_and_solution_is_a_page(site):
    notebooks = {path.relative_to(ROOT).with_suffix(".html").as_posix() for path in (ROOT / "notebooks").rglob("0*.ipynb")}
    assert len(notebooks) == 24
    assert notebooks <= {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def test_the_committee_finds_its_pages_in_both_languages(site):
    routes = (site / "notebooks" / "index.html").read_text(encoding="utf-8")
    for page in ("report/report_zh.html", "report/report_en.html", "docs/glossary_zh.html", "docs/glossary_en.html"):
        assert f'href="../{page}"' in routes
    assert 'id="中文"' in routes and 'id="english"' in routes and "委员会" in routes and "Committee" in routes


def test_report_and_sliders_are_linked_and_lead_back(site, tmp_path, monkeypatch):
    """The README's names of what a run writes are links in the site, and each of these pages has the site's menu."""
    start = (site / "index.html").read_text(encoding="utf-8")
    for page in ("report/report_zh.html", "report/report_en.html", "report/what-if.html"):
        assert start.count(f'href="{page}"') >= 2  # of the menu, and where the text names it
    reports = tmp_path / "reports" / "docs" / "report"
    reports.mkdir(parents=True)
    (reports / "what-if.html").write_text(PAGE.format("", '<main class="x"></main>'), encoding="utf-8")
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    tool.write_reports(tmp_path / "site")
    written = (tmp_path / "site" / "report" / "what-if.html").read_text(encoding="utf-8")
    assert 'href="../index.html"' in written and written.index("navigation") < written.index("<main")


def test_both_halves_of_the_routes_lead_to_the_same_pages():
    text = (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
    chinese, english = re.split(r'<a id="\w+"></a>', text)[1:]
    links = [re.findall(r"\]\(([^)]+)\)", half) for half in (chinese, english)]
    assert links[0] == links[1] and len(links[0]) >= 22


def test_the_extra_lock_is_hashed_and_agrees():
    pin = re.compile(r"(?m)^([\w.-]+)==([^\s\\]+)")
    text = (ROOT / "docs" / "requirements.lock").read_text(encoding="utf-8")
    extra, main = dict(pin.findall(text)), dict(pin.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    assert "pdoc" in extra and "pdoc" not in main
    assert {name: main[name] for name in extra if name in main} == {name: extra[name] for name in extra if name in main}
    assert all("--hash=sha256:" in block for block in re.split(r"(?m)^(?=[\w.-]+==)", text)[1:])
