"""Render notebooks, reports, glossary, method, mistakes and API to site/: pages that work from a USB stick, links checked.

    python tools/site.py

The folders of site/ are those of the project, so that one set of links serves both.
"""

from __future__ import annotations

import html
import re
import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import mistune
import nbformat
from nbconvert import HTMLExporter

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
PACKAGES = ROOT / ".venv" / "docs"  # what docs/requirements.lock adds, kept apart from the project's environment
PAGES = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "notebooks/README.md", "docs/flags.md", "docs/mistakes.md",
         "data/README.md", "data/hubei-2019/README.md", "data/national-2019/README.md")
COPIED = ("LICENSE", "docs/cut_line.png", "contestlib/gallery/rules.csv")
MODULES = ("contestlib", *(f"contestlib.{name}" for name in ("plotting", "reporting", "sentences", "glossary", "course")))
MENU = (("index.html", "contestlib"), ("notebooks/index.html", "路线 · Routes"), ("report/report_zh.html", "报告"),
        ("report/report_en.html", "Report"), ("report/what-if.html", "权重滑块 · What if"), ("docs/glossary_zh.html", "词语"),
        ("docs/glossary_en.html", "Glossary"), ("docs/method_zh.html", "方法"), ("docs/method_en.html", "Method"),
        ("docs/mistakes.html", "错误 · Mistakes"), ("api/index.html", "API"))
# Without these the exporter's pages ask servers elsewhere for scripts.
OFFLINE = {name: "" for name in ("mathjax_url", "require_js_url", "mermaid_js_url", "jquery_url", "widget_renderer_url")}
STYLE = """
body { font: 16px/1.65 "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
       color: #1c1c1c; background: #fffdf9; max-width: 62rem; margin: 0 auto; padding: 1.2rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 2px solid #d9d4cc; }
a { color: #9b1c1c; } img { max-width: 100%; } code, pre { font-size: .88em; background: #f4efe8; }
pre { padding: .6rem; white-space: pre-wrap; overflow-wrap: anywhere; } table { border-collapse: collapse; font-size: .92rem; }
th, td { border-bottom: 1px solid #d9d4cc; padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; }
"""
MENU_STYLE = ("font: 14px/2 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif; padding: .2rem .6rem; "
              "background: #f4efe8; border-bottom: 1px solid #d9d4cc")


def menu(page: str) -> str:
    """Links to the site's parts, as they are from one page."""
    up = "../" * page.count("/")
    links = " | ".join(f'<a href="{up}{target}">{words}</a>' for target, words in MENU)
    return f'<div role="navigation" style="{MENU_STYLE}">{links}</div>'


def with_menu(text: str, page: str, before: str = r"<body[^>]*>") -> str:
    return re.sub(before, lambda begin: begin.group() + menu(page), text, count=1)


def rendered(link: str) -> str:
    """Where a link between the project's files leads in the site."""
    target, sign, anchor = link.partition("#")
    if "://" in link or not target:
        return link
    target = re.sub(r"(^|/)README\.md$", r"\1index.html", target)
    return re.sub(r"\.(md|ipynb)$", ".html", target) + sign + anchor


def with_rendered_links(text: str) -> str:
    return re.sub(r'(<a [^>]*href=|<img [^>]*src=)"([^"]+)"', lambda found: f'{found[1]}"{rendered(found[2])}"', text)


def with_linked_reports(text: str, page: str) -> str:
    """Names of the report's pages, which a run writes elsewhere, as links to where they stand in the site."""
    up = "../" * page.count("/")
    return re.sub(r"<code>(?:reports/hubei-2019/)?(report_zh|report_en|what-if)\.html</code>",
                  lambda found: f'<a href="{up}report/{found[1]}.html">{found[0]}</a>', text)


def markdown_page(text: str, page: str) -> str:
    """A whole page out of Markdown, its links turned to rendered files."""
    body = mistune.create_markdown(escape=False, plugins=["table"])(text.replace("\n\n```\n", "\n```\n"))
    body = with_linked_reports(with_rendered_links(body), page)
    title = html.escape(re.search(r"(?m)^#+ (.+)$", text)[1])
    language = "en" if page.endswith("_en.html") else "zh-CN"
    return with_menu(f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
                     f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
                     f"<style>{STYLE}</style></head>\n<body>\n{body}</body></html>\n", page)


def notebook_page(path: Path, page: str, exporter: HTMLExporter) -> str:
    """A stored notebook as it is, not executed again."""
    notebook = nbformat.read(path, as_version=4)
    text, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"name": path.stem}})
    return with_menu(with_rendered_links(text), page)


class Links(HTMLParser):
    """What a page links to, what it loads, and the places in it that can be linked to."""

    def __init__(self) -> None:
        super().__init__()
        self.links, self.loads, self.places = set(), set(), set()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        found = {name: value or "" for name, value in attrs}
        self.places |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a" and found.get("href"):
            self.links.add(found["href"])
        elif tag == "link" and found.get("href") and found.get("rel") != "canonical":
            self.loads.add(found["href"])
        if found.get("src"):
            self.loads.add(found["src"])


def read_links(path: Path) -> Links:
    parser, text = Links(), path.read_text(encoding="utf-8")
    parser.feed(text)
    parser.loads |= set(re.findall(r"""(?:url\(|@import)\s*['"]?(https?:[^'")\s]+)""", text))
    return parser


def dead_links(folder: Path) -> list[str]:
    """Every link to nothing, and everything that a page would fetch from elsewhere."""
    pages = {path.resolve(): read_links(path) for path in sorted(folder.rglob("*.html"))}
    found = []
    for path, page in pages.items():
        name = path.relative_to(folder.resolve()).as_posix()
        for link in sorted(page.links | page.loads):
            parts = urlsplit(link)
            if parts.scheme == "data":
                continue
            if parts.scheme or parts.netloc:
                found += [f"{name} loads {link}"] if link in page.loads else []
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file() or not target.is_relative_to(folder.resolve()):
                found.append(f"{name} links to {link}, which is not there")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].places:
                found.append(f"{name} links to {link}, and the page has no such place")
    return found


def write(page: str, text: str, folder: Path) -> None:
    path = folder / page
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def write_texts(folder: Path) -> None:
    """README and its like, glossary and method, in the folders of the project."""
    from contestlib import glossary
    for name in PAGES:
        write(rendered(name), markdown_page((ROOT / name).read_text(encoding="utf-8"), rendered(name)), folder)
    for language, (terms, method) in {"zh": ("词语表", "方法卡片"), "en": ("Glossary", "Methodology cards")}.items():
        for kind, title, text in (("glossary", terms, glossary.describe_glossary(language)),
                                  ("method", method, glossary.describe_cards(language))):
            page = f"docs/{kind}_{language}.html"
            write(page, markdown_page(f"# {title}\n\n{text}", page), folder)
    for name in COPIED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)


def write_notebooks(folder: Path) -> None:
    exporter = HTMLExporter(embed_images=True, exclude_anchor_links=True, **OFFLINE)
    for path in sorted((ROOT / "notebooks").rglob("[0-9][0-9]_*.ipynb")):
        if ".ipynb_checkpoints" not in path.parts:
            page = path.relative_to(ROOT).with_suffix(".html").as_posix()
            write(page, notebook_page(path, page, exporter), folder)


def write_reports(folder: Path) -> None:
    for path in sorted((ROOT / "reports" / "docs" / "report").glob("*.html")):
        write(f"report/{path.name}", with_menu(path.read_text(encoding="utf-8"), f"report/{path.name}"), folder)


def write_api(folder: Path) -> None:
    sys.path.append(str(PACKAGES))
    import pdoc
    pdoc.render.configure(docformat="numpy", search=True, show_source=False)
    pdoc.pdoc(*MODULES, output_directory=folder / "api")
    for path in sorted((folder / "api").rglob("*.html")):
        page = path.relative_to(folder).as_posix()
        write(page, with_menu(path.read_text(encoding="utf-8"), page, r"<main[^>]*>"), folder)


def main() -> int:
    shutil.rmtree(SITE, ignore_errors=True)
    for part in (write_texts, write_notebooks, write_reports, write_api):
        print(f"[docs] {part.__name__.replace('write_', '')}", flush=True)
        part(SITE)
    found = dead_links(SITE)
    print("\n".join(found) if found else f"[docs] {len(list(SITE.rglob('*.html')))} pages, no dead link; open site/index.html")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
