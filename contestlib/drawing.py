"""The only matplotlib: one style, Chinese without installed fonts, and the bytes of a picture."""

from __future__ import annotations

import io
import re
import textwrap
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import util
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
from matplotlib import font_manager, ft2font
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Text

# Okabe and Ito's colours tell apart under every colour vision, and in grey by their order of lightness.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#7F7F7F", "#3A3A3A")
ZONE_COLOURS = {"safe": "#0072B2", "contested": "#E69F00", "out": "#D9D9D9"}
# What colours say is said a second time, for print in grey: zones by their hatching, parts of a bar by a letter.
ZONE_LOOKS = {zone: {"color": colour, "hatch": hatch, "edgecolor": "#2B2B2B", "linewidth": 0.4} for (zone, colour), hatch in zip(
    ZONE_COLOURS.items(), ("", "////", "..."), strict=True)}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DARK = ("#0072B2", "#3A3A3A", "#D55E00", "#009E73", "#7F7F7F")  # on these a letter is white
CHOSEN, OTHER, CUT = "#0072B2", "#B8B8B8", "#9B1C1C"
STYLE = {"axes.spines.top": False, "axes.spines.right": False, "axes.titlelocation": "left", "axes.titlesize": 11,
         "axes.labelsize": 9, "xtick.labelsize": 9, "ytick.labelsize": 9, "legend.fontsize": 8.5,
         "legend.frameon": False, "axes.unicode_minus": True, "figure.dpi": 100, "svg.hashsalt": "contestlib",
         "figure.constrained_layout.use": True}
CLOSING = "，。；：、）”"  # after which a line of Chinese may end, and none begins with
FREETYPE = ft2font.__freetype_version__  # measures every word, and so sets the bytes of a figure


def use_style() -> None:
    """Set the fonts and the look of every figure drawn afterwards; call it once in a notebook."""
    matplotlib.rcParams.update(STYLE | {"font.family": _font_families()})


@contextmanager
def own_style() -> Iterator[None]:
    """The look of every figure drawn inside, whatever a machine or a notebook has set; afterwards that holds again."""
    with matplotlib.rc_context(), _layouts_kept():
        matplotlib.rcdefaults()
        use_style()
        yield


@contextmanager
def _layouts_kept() -> Iterator[None]:
    """Every text is laid out once for all figures drawn inside. matplotlib does it five times a text: for the margins, twice, the
    position of labels, and each image; that is a fifth of a figure's time."""
    lay_out, kept = Text._get_layout, {}

    def layout(text: Text, renderer):
        look = (text.get_text(), hash(text.get_fontproperties()), text.get_rotation(), text.get_rotation_mode(), text.get_ha(),
                text.get_va(), text._get_multialignment(), text._linespacing, text.get_usetex(), text.get_parse_math(),
                text.figure.dpi, type(renderer))
        if text.get_wrap():  # then the room decides, too
            return lay_out(text, renderer)
        if look not in kept:
            kept[look] = lay_out(text, renderer)
        return kept[look]

    Text._get_layout = layout
    try:
        yield
    finally:
        Text._get_layout = lay_out


def _font_families() -> list[str]:
    """A font with Chinese first (a formula beside Chinese shows boxes otherwise), then one with everything else."""
    package = util.find_spec("zhplot")
    if package:
        for path in sorted(Path(package.origin).parent.glob("fonts/*.ttf")):
            if path.as_posix() not in {entry.fname for entry in font_manager.fontManager.ttflist}:
                font_manager.fontManager.addfont(path.as_posix())
        return ["Noto Sans SC", "DejaVu Sans"]
    known = {entry.name for entry in font_manager.fontManager.ttflist}
    installed = [name for name in ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Zen Hei")
                 if name in known]
    return [*installed, "DejaVu Sans"]


def font_subset(text: str) -> bytes:
    """The shipped Chinese font with the characters of `text` alone, for a page that must not depend on what a phone
    has; empty where no font is shipped."""
    package = util.find_spec("zhplot")
    if package is None:
        return b""
    from fontTools import subset
    path = next(iter(sorted(Path(package.origin).parent.glob("fonts/*.ttf"))))
    options = subset.Options(layout_features=[], notdef_outline=True, recalc_timestamp=False)
    font = subset.load_font(path.as_posix(), options)
    for table in {"GSUB", "GPOS", "GDEF", "BASE"}.intersection(font.keys()):  # of no use without features, slow to read
        del font[table]
    # No page shows the names of glyphs; to look them up would take half of the time.
    font.setGlyphOrder([".notdef", *map("glyph{:05d}".format, range(1, font["maxp"].numGlyphs))])
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    buffer = io.BytesIO()
    font.save(buffer)
    font.close()
    return buffer.getvalue()


def image_bytes(figure: Figure, kinds: tuple[str, ...] = ("svg", "png")) -> dict[str, bytes]:
    """The figure as "svg", for print, and as "png", to be put into a document; nothing differs between two runs, and the
    figure is closed."""
    images, unsaid = {}, {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}
    engine = figure.get_layout_engine()
    figure.dpi = 110
    FigureCanvasSVG(figure)
    if engine is not None:
        engine.execute(figure)
    # What the layout has found holds: as long as there is an engine, each image is drawn twice.
    with matplotlib.rc_context({"figure.constrained_layout.use": False}):
        figure.set_layout_engine(None)
        for kind in kinds:
            buffer = io.BytesIO()
            figure.savefig(buffer, format=kind, dpi=110, metadata=unsaid[kind])
            images[kind] = buffer.getvalue()
    plt.close(figure)
    return images


def axes(ax: Axes | None, *, width: float = 8.6, height: float = 4.0) -> Axes:
    return ax if ax is not None else plt.subplots(figsize=(width, height))[1]


def lettered(ax: Axes, letter: str, heights: np.ndarray, left: np.ndarray, widths: np.ndarray, scale: float,
              colour: str) -> None:
    """A letter in each part of a bar that has room for it."""
    for height, start, width in zip(heights, left, widths, strict=True):
        if width > 0.022 * scale:
            ax.annotate(letter, (start + width / 2, height), ha="center", va="center", fontsize=7.5,
                        color="white" if colour in DARK else "black")


def titled(ax: Axes, title: str) -> Axes:
    """The title over the whole figure's width, broken where it would run out of it."""
    if title:
        inches = ax.figure.get_size_inches()[0]
        ax.figure.suptitle(wrapped(title, int(inches * 11.5)), x=0.012, ha="left", fontsize=11)
    return ax


def wrapped(text: str, columns: int) -> str:
    """Lines of at most so many half-width columns; Chinese breaks after punctuation, so that names stay whole, and only where
    that is not enough between any two characters; all else between words."""
    if not any(unicodedata.east_asian_width(character) == "W" for character in text):
        return "\n".join(textwrap.wrap(text, columns))
    lines, used = [""], 0
    for piece in _pieces(text, columns):
        width = _columns(piece.rstrip())
        if used + width > columns and lines[-1] and piece not in CLOSING:
            lines, used = [*lines, ""], 0
            piece = piece.lstrip()
        lines[-1] += piece
        used += _columns(piece)
    return "\n".join(line.rstrip() for line in lines)


def _pieces(text: str, columns: int) -> Iterator[str]:
    """Parts of a text between which a line may end: up to a mark of punctuation; those that are too long for a line up to a
    space behind an id; what is still too long by words and characters."""
    for part in re.findall(f"[^{CLOSING}]*[{CLOSING}]+|[^{CLOSING}]+", text):
        for clause in [part] if _columns(part) <= columns else re.findall(r".*?[A-Za-z]\d+ |.+", part):
            yield from [clause] if _columns(clause) <= columns else re.findall("[!-~]+|.", clause)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def filled(ax: Axes, left: float, bottom: float, width: float, height: float, colour: str) -> None:
    """A rectangle in the figure's own coordinates."""
    ax.add_patch(plt.Rectangle((left, bottom), width, height, color=colour))
