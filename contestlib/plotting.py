"""Result in, Axes out: the only matplotlib. Every title is a finding; Chinese renders without installed fonts."""

from __future__ import annotations

import io
import re
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import util
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib import font_manager, ft2font
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from contestlib.catalogue import FACTOR_WORDS, translate
from contestlib.records import Drivers, Ledger, Panel, RankRanges, Selection, Stability, Standings
from contestlib.sentences import chance_text, percent_text, yuan_text

# Okabe and Ito's colours tell apart under every colour vision, and in grey by their order of lightness.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#7F7F7F", "#3A3A3A")
ZONE_COLOURS = {"safe": "#0072B2", "contested": "#E69F00", "out": "#D9D9D9"}
# What colours say is said a second time, for print in grey: zones by their hatching, parts of a bar by a letter.
ZONE_LOOKS = {zone: {"color": colour, "hatch": hatch, "edgecolor": "#2B2B2B", "linewidth": 0.4} for (zone, colour), hatch in zip(
    ZONE_COLOURS.items(), ("", "////", "..."), strict=True)}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DARK = ("#0072B2", "#3A3A3A", "#D55E00", "#009E73", "#7F7F7F")  # on these a letter is white
CHOSEN, OTHER, CUT = "#0072B2", "#B8B8B8", "#9B1C1C"
JOINT_CHANCE = "chance of a place when everything open varies (%), with 95% interval"
STYLE = {"axes.spines.top": False, "axes.spines.right": False, "axes.titlelocation": "left", "axes.titlesize": 11,
         "axes.labelsize": 9, "xtick.labelsize": 9, "ytick.labelsize": 9, "legend.fontsize": 8.5,
         "legend.frameon": False, "axes.unicode_minus": True, "figure.dpi": 100, "svg.hashsalt": "contestlib",
         "figure.constrained_layout.use": True}
FREETYPE = ft2font.__freetype_version__  # measures every word, and so sets the bytes of a figure


def use_style() -> None:
    """Set the fonts and the look of every figure drawn afterwards; call it once in a notebook."""
    matplotlib.rcParams.update(STYLE | {"font.family": _font_families()})


@contextmanager
def own_style() -> Iterator[None]:
    """The look of every figure drawn inside, whatever a machine or a notebook has set; afterwards that holds again."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        use_style()
        yield


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
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    buffer = io.BytesIO()
    font.save(buffer)
    font.close()
    return buffer.getvalue()


def plot_cut_line(standings: Standings, selection: Selection, names: pd.Series, *, title: str = "", language: str = "zh",
                  around: int = 5, ax: Axes | None = None) -> Axes:
    """Official totals of the teams on both sides of the cut, with the line between them.

    Parameters
    ----------
    standings : Standings
    selection : Selection
    names : Series
        Display name by team.
    title : str
        The finding.
    language : {"zh", "en"}
    around : int
        How many teams below the cut are drawn.
    ax : Axes, optional

    Returns
    -------
    Axes
    """
    listed = [*selection.finalists, *selection.tied]
    moved = set(selection.log.loc[selection.log["event"] == "moved-up", "team"])
    kept_out = set(selection.displaced["team"])
    totals = standings.totals
    order = [team for team in totals.sort_values(ascending=False, kind="stable").index if team not in listed]
    drawn = [*listed, *order[:around]]
    drawn = sorted(drawn, key=lambda team: (-totals[team], listed.index(team) if team in listed else len(listed)))
    ax = _axes(ax, height=1.3 + 0.36 * len(drawn))
    heights = np.arange(len(drawn))[::-1]
    for height, team in zip(heights, drawn, strict=True):
        colour = CHOSEN if team in listed else OTHER
        ax.plot([totals[team]], [height], "o" if team in listed else "s", color=colour, markersize=9, clip_on=False)
        words = f"{totals[team]:.{2 if standings.rules.decimals is None else standings.rules.decimals}f}"
        if team in selection.withdrawn:
            words += "  " + translate("withdrawn", language)
        elif team in kept_out:
            words += "  " + translate("kept out by a quota", language)
        elif team in selection.tied:
            words += "  " + translate("tied at the cut", language)
        elif team in moved:
            words += "  " + translate("moved up", language)
        ax.annotate(words, (totals[team], height), xytext=(9, 0), textcoords="offset points", va="center", fontsize=9)
    lowest = max(i for i, team in enumerate(drawn) if team in listed)
    line = heights[lowest] - 0.5
    ax.axhline(line, color=CUT, linewidth=1.6)
    ax.annotate(translate("the cut", language), (1, line), xycoords=("axes fraction", "data"), xytext=(0, 3),
                textcoords="offset points", ha="right", color=CUT, fontsize=9)
    ax.set_yticks(heights, [names[team] for team in drawn])
    ax.tick_params(axis="y", length=0)
    ax.margins(x=0.22, y=0.04)
    ax.grid(axis="x", color="#E6E6E6")
    ax.set_axisbelow(True)
    ax.set_xlabel(translate("official total (points)", language))
    return _titled(ax, title)


def plot_contributions(standings: Standings, selection: Selection, names: pd.Series, labels: pd.Series, *, top: int = 12,
                       title: str = "", language: str = "zh", ax: Axes | None = None) -> Axes:
    """Points by indicator of the best teams, stacked; they add up to the total. The line is below the last one with a place."""
    table = standings.table.head(top)
    codes = [code for code in standings.weights.index if standings.weights[code] > 0]
    ax = _axes(ax, height=1.6 + 0.34 * len(table))
    heights, left = np.arange(len(table))[::-1], np.zeros(len(table))
    widest = table[codes].sum(axis=1).max()
    for letter, colour, code in zip(LETTERS, PALETTE, codes, strict=False):
        values = table[code].to_numpy()
        ax.barh(heights, values, left=left, color=colour, edgecolor="white", linewidth=0.6, height=0.74,
                label=f"{letter} {labels.get(code, code)}")
        _lettered(ax, letter, heights, left, values, widest, colour)
        left = left + values
    below = 1 + max((at for at, team in enumerate(table.index) if team in (*selection.finalists, *selection.tied)), default=-1)
    if below < len(table):
        line = heights[below] + 0.5
        ax.axhline(line, color=CUT, linewidth=1.6)
        ax.annotate(translate("the cut", language), (1, line), xycoords=("axes fraction", "data"), xytext=(0, 3),
                    textcoords="offset points", ha="right", color=CUT, fontsize=9)
    gone = translate("{team} (withdrawn)", language)
    ax.set_yticks(heights, [gone.format(team=names[team]) if team in selection.withdrawn else names[team]
                            for team in table.index])
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(translate("points", language))
    ax.figure.legend(loc="outside lower center", ncols=4)
    return _titled(ax, title)


def plot_scenarios(standings: Mapping[str, Standings], selections: Mapping[str, Selection], names: pd.Series,
                   labels: pd.Series, *, title: str = "", language: str = "zh", ax: Axes | None = None) -> Axes:
    """Rank by scenario of every team that is on some list; filled cells are chosen."""
    lists = {name: [*selection.finalists, *selection.tied]
             for name, selection in selections.items()}
    ranks = next(iter(standings.values())).ranks.sort_values(kind="stable")
    teams = [team for team in ranks.index if any(team in chosen for chosen in lists.values())]
    ax = _axes(ax, width=9.5, height=1.9 + 0.36 * len(teams))
    for column, (name, chosen) in enumerate(lists.items()):
        for row, team in enumerate(teams):
            inside = team in chosen
            ax.add_patch(plt.Rectangle((column - 0.46, row - 0.44), 0.92, 0.88, color=CHOSEN if inside else "#F1F1F1"))
            ax.text(column, row, str(standings[name].ranks[team]), ha="center", va="center", fontsize=9,
                    color="white" if inside else "#4A4A4A")
    ax.set_xlim(-0.5, len(lists) - 0.5)
    ax.set_ylim(len(teams) - 0.5, -0.5)
    ax.set_xticks(range(len(lists)), [_wrapped(labels.get(name, name), 14) for name in lists])
    ax.set_yticks(range(len(teams)), [names[team] for team in teams])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlabel(translate("rank by scenario; dark: on the list", language))
    return _titled(ax, title)


def plot_chances(stability: Stability, zones: pd.Series, names: pd.Series, *, title: str = "", language: str = "zh",
                 over: str = "chance of a place over the admissible weights (%), with 95% interval",
                 ax: Axes | None = None) -> Axes:
    """Chance of a place with its interval, of every team that is not plainly out; `over` says of what the draws are."""
    chance = stability.probability
    teams = [t for t in chance["value"].sort_values(ascending=False, kind="stable").index
             if chance.at[t, "value"] >= 0.001]
    ax = _axes(ax, height=1.6 + 0.34 * len(teams))
    heights = np.arange(len(teams))[::-1]
    for zone, look in ZONE_LOOKS.items():
        rows = [i for i, team in enumerate(teams) if zones[team] == zone]
        if not rows:
            continue
        part = chance.loc[[teams[i] for i in rows]]
        ax.barh(heights[rows], 100 * part["value"], height=0.7, label=translate(zone, language), **look)
        ax.hlines(heights[rows], 100 * part["low"], 100 * part["high"], color="#2B2B2B", linewidth=2)
    ax.set_yticks(heights, [names[team] for team in teams])
    ax.tick_params(axis="y", length=0)
    ax.set_xlim(0, 100)
    ax.set_xlabel(translate(over, language))
    ax.legend(loc="lower right")
    return _titled(ax, title)


def plot_acceptability(stability: Stability, names: pd.Series, *, title: str = "", language: str = "zh", top: int | None = None,
                       ax: Axes | None = None) -> Axes:
    """How often every team takes every rank, the teams by expected rank; the line is the cut.

    Only the `top` teams and ranks are drawn; three times the places by default.
    """
    top = min(3 * stability.places if top is None else top, len(stability.acceptability))
    teams = stability.expected_rank.sort_values(kind="stable").index[:top]
    shares = 100 * stability.acceptability.loc[teams].iloc[:, :top].to_numpy()
    ax = _axes(ax, width=9.5, height=1.6 + 0.34 * top)
    ax.pcolormesh(shares, cmap="Blues", vmin=0, vmax=100)
    ax.invert_yaxis()
    for row, column in np.argwhere(shares >= 0.5):
        ax.text(column + 0.5, row + 0.5, f"{shares[row, column]:.0f}", ha="center", va="center", fontsize=8,
                color="white" if shares[row, column] > 60 else "#1C1C1C")
    ax.axvline(stability.places, color=CUT, linewidth=1.6)
    ax.annotate(translate("the cut", language), (stability.places, 1), xycoords=("data", "axes fraction"), xytext=(4, 3),
                textcoords="offset points", color=CUT, fontsize=9)
    ax.set_xticks(np.arange(top) + 0.5, range(1, top + 1))
    ax.set_yticks(np.arange(top) + 0.5, [names[team] for team in teams])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlabel(translate("rank; the number is the share of draws in percent", language))
    return _titled(ax, title)


def plot_drivers(drivers: Drivers, names: pd.Series, *, chance: pd.Series | None = None, title: str = "", language: str = "zh",
                 ax: Axes | None = None) -> Axes:
    """Share of the doubt that each open choice makes alone, and what several make together, for the list and each open place.

    `chance` is the chance of a place that stands beside each team: of the joint draws, so that it is the report's; the drivers'
    own otherwise.
    """
    chance = drivers.chance if chance is None else chance
    first = drivers.table["first"].clip(lower=0).unstack("factor").reindex(columns=list(drivers.factors))
    teams = [output for output in first.index if output != ""]
    teams.sort(key=lambda team: abs(chance[team] - 0.5))
    ax = _axes(ax, width=9.5, height=1.9 + 0.36 * (len(teams) + 1))
    heights = np.arange(len(teams) + 1)[::-1] - 0.4 * (np.arange(len(teams) + 1) > 0)
    shares = 100 * first.loc[["", *teams]].div(first.loc[["", *teams]].sum(axis=1).clip(lower=1), axis=0)
    left = np.zeros(len(shares))
    for letter, colour, factor in zip(LETTERS, PALETTE, shares, strict=False):
        ax.barh(heights, shares[factor], left=left, color=colour, edgecolor="white", linewidth=0.6, height=0.7,
                label=f"{letter} {translate(FACTOR_WORDS[factor], language)}")
        _lettered(ax, letter, heights, left, shares[factor].to_numpy(), 100, colour)
        left = left + shares[factor].to_numpy()
    ax.barh(heights, 100 - left, left=left, color="#EFEFEF", height=0.7, hatch="///", edgecolor="#B8B8B8", linewidth=0,
            label=translate("several together", language))
    words = [f"{names[team]}  ({chance_text(chance[team], 0)})" for team in teams]
    ax.set_yticks(heights, [translate("the whole list", language), *words])
    ax.tick_params(axis="y", length=0)
    ax.set_xlim(0, 100)
    ax.set_xlabel(translate("share of the doubt (%); in brackets the chance of a place", language))
    ax.figure.legend(loc="outside lower center", ncols=4)
    return _titled(ax, title)


def plot_specification(curve: pd.DataFrame, names: pd.Series, labels: pd.Series, *, title: str = "", language: str = "zh",
                       ax: Axes | None = None) -> Axes:
    """Every combination of choices as a column: above who is on its list, below which choices it makes.

    `labels` are the scenarios' display names.
    """
    ever = pd.Series([team for row in curve.itertuples() for team in (*row.finalists, *row.tied)]).value_counts(sort=True)
    teams = list(ever.index)
    rows = [(names[team], [team in (*row.finalists, *row.tied) for row in curve.itertuples()], CHOSEN) for team in teams]
    for choice in [name for name in ("scenario", "normalization", "power", "panel", "support") if curve[name].nunique() > 1]:
        for value in curve[choice].unique():
            rows.append((_choice_words(choice, value, labels, language), (curve[choice] == value).tolist(), "#3A3A3A"))
    ax = _axes(ax, width=10, height=1.7 + 0.24 * len(rows))
    columns = np.arange(len(curve))
    for height, (_, marked, colour) in enumerate(rows):
        at = columns[np.array(marked, dtype=bool)]
        ax.vlines(at, height - 0.38, height + 0.38, color=colour, linewidth=max(380 / len(curve), 0.8))
    ax.axhline(len(teams) - 0.5, color="#7F7F7F", linewidth=0.8)
    for at in np.flatnonzero(np.diff(curve["differs"])):
        ax.axvline(at + 0.5, color=CUT, linewidth=1)
    for number, part in curve.groupby("differs"):
        ax.annotate(str(number), (part.index.to_numpy().mean(), 1), xycoords=("data", "axes fraction"), xytext=(0, 3),
                    textcoords="offset points", ha="center", color=CUT, fontsize=9)
    ax.set_xlim(-0.5, len(curve) - 0.5)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_yticks(range(len(rows)), [word for word, *_ in rows])
    ax.tick_params(axis="y", length=0)
    ax.set_xticks([])
    ax.set_xlabel(translate("one column a combination; the number on top: how many teams differ from the official list",
                            language))
    return _titled(ax, title)


def _choice_words(choice: str, value, labels: pd.Series, language: str) -> str:
    if choice == "scenario":
        return labels.get(value, value)
    if choice == "power":
        return translate("power {power}", language).format(power=f"{value:g}")
    if choice == "support":
        return translate("flagged support in" if value == "in" else "flagged support out", language)
    return translate(value or "own normalizers", language)


def plot_weights(intervals: pd.DataFrame, labels: pd.Series, *, sweeps: pd.DataFrame | None = None, title: str = "",
                 language: str = "zh", ax: Axes | None = None) -> Axes:
    """For every indicator the weights between which the list stays the same, the weight it has, and every breakpoint."""
    ax = _axes(ax, height=1.5 + 0.42 * len(intervals))
    heights = np.arange(len(intervals))[::-1]
    ax.hlines(heights, 0, 100, color="#E6E6E6", linewidth=7)
    ax.hlines(heights, 100 * intervals["low"], 100 * intervals["high"], color=CHOSEN, linewidth=7,
              label=translate("the same list", language))
    if sweeps is not None and len(sweeps):
        at = [heights[list(intervals.index).index(code)] for code in sweeps.index]
        ax.plot(100 * sweeps["at"], at, "|", color="#3A3A3A", markersize=9, markeredgewidth=1.2,
                label=translate("the list changes here", language))
    ax.plot(100 * intervals["weight"], heights, "|", color=CUT, markersize=16, markeredgewidth=2.4,
            label=translate("weight in the rules", language))
    ax.set_yticks(heights, [labels.get(code, code) for code in intervals.index])
    ax.tick_params(axis="y", length=0)
    ax.set_xlim(-1, 101)
    ax.set_xlabel(translate("weight of the indicator (%), the others rescaled in proportion", language))
    ax.figure.legend(loc="outside lower center", ncols=3)
    return _titled(ax, title)


def plot_rank_ranges(ranges: RankRanges, ranks: pd.Series, names: pd.Series, *, title: str = "", language: str = "zh",
                     ax: Axes | None = None) -> Axes:
    """Best and worst possible rank of the teams that can win a place, and of the next ones, with the cut between them."""
    table = ranges.table
    able = table.index[table["status"] != "impossible"]
    order = pd.DataFrame({"best": table["best"], "worst": table["worst"], "rank": ranks[table.index]})
    drawn = order.sort_values(["rank", "best", "worst"], kind="stable").index
    drawn = [team for team in drawn if team in able] + [team for team in drawn if team not in able][:4]
    drawn = sorted(drawn, key=lambda team: (ranks[team], table.at[team, "best"]))
    ax = _axes(ax, height=1.9 + 0.34 * len(drawn))
    heights = dict(zip(drawn, np.arange(len(drawn))[::-1], strict=True))
    for status, zone in (("certain", "safe"), ("possible", "contested"), ("impossible", "out")):
        teams = [team for team in drawn if table.at[team, "status"] == status]
        if teams:
            best, worst = table.loc[teams, "best"], table.loc[teams, "worst"]
            ax.barh([heights[team] for team in teams], worst - best + 0.36, left=best - 0.18, height=0.42,
                    label=translate(status, language), **ZONE_LOOKS[zone])
    ax.plot(ranks[drawn], [heights[team] for team in drawn], "D", color="#1C1C1C", markeredgecolor="white", markersize=6,
            linestyle="none")
    ax.axvline(ranges.places + 0.5, color=CUT, linewidth=1.6)
    ax.annotate(translate("the cut", language), (ranges.places + 0.5, 1), xycoords=("data", "axes fraction"), xytext=(4, -2),
                textcoords="offset points", va="top", color=CUT, fontsize=9)
    ax.set_yticks(list(heights.values()), [names[team] for team in drawn])
    ax.tick_params(axis="y", length=0)
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set_xlim(left=0.4)
    ax.grid(axis="x", color="#E6E6E6")
    ax.set_axisbelow(True)
    ax.set_xlabel(translate("rank: from the best to the worst possible; diamond: by the rules (teams that withdrew are not "
                            "counted)", language))
    ax.figure.legend(loc="outside lower center", ncols=3)
    return _titled(ax, title)


def plot_triangle(areas: pd.DataFrame, weights: pd.Series, labels: pd.Series, names: pd.Series, *, title: str = "",
                  language: str = "zh", ax: Axes | None = None) -> Axes:
    """The triangle of three weights, each area coloured by its finalists; `weights` are the scenario's for the three."""
    ax = _axes(ax, width=9.5, height=6.2)
    corners = np.array([[0, 0], [1, 0], [0.5, 0.75**0.5]])
    here = (weights / weights.sum()).to_numpy()
    home = next((row for row in areas.itertuples() if _holds(row.corners, here)), areas.iloc[0])
    always = set(home.finalists.split())
    for number, row in enumerate(areas.itertuples()):
        chosen = set(row.finalists.split())
        enters, leaves = (", ".join(sorted(group)) for group in (chosen - always, always - chosen))
        words = f"{number + 1}: " + (f"+{enters} −{leaves}" if enters else ", ".join(sorted(chosen)))
        named = number < len(PALETTE) - 1
        outline = row.corners @ corners
        label = _wrapped(words, 34) if named else translate("other lists", language) if number == len(PALETTE) - 1 else "_"
        ax.fill(*outline.T, color=PALETTE[number] if named else "#D9D9D9", alpha=0.75 if enters else 1, linewidth=0.8,
                edgecolor="white", label=label)
        if named:
            ax.annotate(str(number + 1), outline.mean(axis=0), ha="center", va="center", zorder=4, color="#111111",
                        fontsize=9 if row.share > 0.006 else 7,
                        bbox={"boxstyle": "circle,pad=0.18", "facecolor": "white", "edgecolor": "#7F7F7F", "linewidth": 0.5})
    ax.plot(*(here @ corners), "*", color="#111111", markersize=15, markeredgecolor="white", linestyle="none",
            label=translate("the scenario's weights", language))
    for corner, code, (dx, dy), align in zip(corners, weights.index, ((0, -8), (0, -8), (0, 8)), ("center", "center", "center"),
                                             strict=True):
        words = f"{labels.get(code, code)} {percent_text(weights.sum(), 0)}"
        ax.annotate(words, corner, xytext=(dx, dy), textcoords="offset points", ha=align,
                    va="bottom" if dy > 0 else "top", fontsize=9)
    ax.set_aspect("equal")
    ax.set_axis_off()
    ax.margins(0.06)
    ax.figure.legend(loc="outside right center", title=translate("+ −: beside the list at the star", language))
    return _titled(ax, title)


def _holds(corners: np.ndarray, point: np.ndarray) -> bool:
    """Whether a point lies in the area between corners that stand in order around it."""
    following = np.roll(corners, -1, axis=0) - corners
    towards = point - corners
    turns = following[:, 0] * towards[:, 1] - following[:, 1] * towards[:, 0]
    return bool((turns >= -1e-12).all() or (turns <= 1e-12).all())


def plot_missed(ranges: RankRanges, stability: Stability, names: pd.Series, *, title: str = "", language: str = "zh",
                ax: Axes | None = None) -> Axes:
    """How often draws saw each team that can win a place; those never drawn stand at the left edge."""
    status, chance = ranges.table["status"], 100 * stability.probability["value"]
    able = chance[status != "impossible"].sort_values(ascending=False, kind="stable")
    ax = _axes(ax, height=1.6 + 0.32 * len(able))
    edge = 100 / stability.draws / 3
    heights = np.arange(len(able))[::-1]
    for word, zone in (("certain", "safe"), ("possible", "contested")):
        rows = (status[able.index] == word).to_numpy()
        seen = rows & (able > 0).to_numpy()
        if seen.any():
            ax.hlines(heights[seen], edge / 2, able[seen], color=ZONE_COLOURS[zone], linewidth=7,
                      label=translate(word, language))
    missed = (able == 0).to_numpy()
    ax.plot(np.full(missed.sum(), edge), heights[missed], "o", markerfacecolor="white", markeredgecolor=CUT, markersize=8,
            linestyle="none", clip_on=False)
    ax.set_xscale("log")
    ax.set_xlim(edge / 2, 100)
    ax.xaxis.set_major_formatter("{x:g}")
    ax.set_yticks(heights, [names[team] for team in able.index])
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(translate("share of draws with a place (%, logarithmic); at the left edge: never drawn", language))
    ax.legend(loc="lower right")
    return _titled(ax, title)


def plot_waterfall(ledger: Ledger, *, title: str = "", language: str = "zh", ax: Axes | None = None) -> Axes:
    """From the money that came in to the amount that counts, rule by rule, with the rows of every step."""
    orders = ledger.reconciliation[ledger.reconciliation["amount_fen"].notna()]
    aside = ledger.set_aside[ledger.set_aside["file"].isin(orders.index)].groupby("rule", sort=False)
    steps = [(translate(rule, language), len(part), part["payable_fen"].sum()) for rule, part in aside]
    steps = sorted(steps, key=lambda step: -step[2]) + [
        (translate(words, language), None, orders[name].sum())
        for words, name in (("freight", "freight_fen"), ("partial refunds", "refunded_fen"))]
    total = orders["fen_in"].sum()
    bars = [(translate("received", language), int(orders["rows_in"].sum()), 0, total, PALETTE[7])]
    for label, rows, fen in steps:
        bars.append((label, rows, total - fen, fen, PALETTE[5]))
        total -= fen
    bars.append((translate("amount that counts", language), int(orders["rows_kept"].sum()), 0, total, CHOSEN))
    ax = _axes(ax, height=1.3 + 0.36 * len(bars))
    for height, (_, rows, left, fen, colour) in zip(range(len(bars))[::-1], bars, strict=True):
        ax.barh(height, fen / 1e6, left=left / 1e6, color=colour, height=0.7)
        words = translate("{yuan} yuan" if rows is None else "{rows} rows, {yuan} yuan", language).format(
            rows=f"{rows or 0:,}", yuan=yuan_text(fen))
        outside = left + fen < 0.7 * bars[0][3]
        at, offset, align = ((left + fen) / 1e6, 4, "left") if outside else (left / 1e6, -4, "right") if left else (0, 6, "left")
        ax.annotate(words, (at, height), xytext=(offset, 0), textcoords="offset points", va="center", ha=align, fontsize=9,
                    color="black" if outside or left else "white")
    ax.set_yticks(range(len(bars))[::-1], [bar[0] for bar in bars])
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(translate("ten thousand yuan", language))
    return _titled(ax, title)


def plot_panel(panel: Panel, criterion: str, names: pd.Series, *, top: int = 12, title: str = "", language: str = "zh",
               ax: Axes | None = None) -> Axes:
    """The best teams' marks in one criterion with one standard error to each side."""
    marks = panel.marks[criterion].sort_values(ascending=False, kind="stable").head(top)
    ax = _axes(ax, height=1.4 + 0.34 * len(marks))
    heights = np.arange(len(marks))[::-1]
    ax.errorbar(marks, heights, xerr=panel.standard_errors.loc[marks.index, criterion], fmt="o", color=CHOSEN,
                ecolor="#7F7F7F", capsize=3)
    ax.set_yticks(heights, [names[team] for team in marks.index])
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x", color="#E6E6E6")
    ax.set_xlabel(translate("mark of the panel, ± one standard error", language))
    return _titled(ax, title)


def plot_indicators(normalized: pd.DataFrame, labels: pd.Series, *, title: str = "", language: str = "zh",
                    ax: Axes | None = None) -> Axes:
    """How each normalized indicator spreads over the teams: one dot a team, the median as a bar."""
    ax = _axes(ax, height=1.4 + 0.46 * normalized.shape[1])
    heights = np.arange(normalized.shape[1])[::-1]
    for height, code in zip(heights, normalized, strict=True):
        values = normalized[code].to_numpy()
        ax.plot(values, np.full(len(values), height), "o", color=CHOSEN, alpha=0.45, markersize=7)
        ax.plot([np.median(values)], [height], "|", color=CUT, markersize=18, markeredgewidth=2.4)
    ax.set_yticks(heights, [labels.get(code, code) for code in normalized])
    ax.tick_params(axis="y", length=0)
    ax.margins(y=0.12)
    ax.set_xlabel(translate("normalized value; one dot a team, the bar is the median", language))
    return _titled(ax, title)


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


def _axes(ax: Axes | None, *, width: float = 8.6, height: float = 4.0) -> Axes:
    return ax if ax is not None else plt.subplots(figsize=(width, height))[1]


def _lettered(ax: Axes, letter: str, heights: np.ndarray, left: np.ndarray, widths: np.ndarray, scale: float,
              colour: str) -> None:
    """A letter in each part of a bar that has room for it."""
    for height, start, width in zip(heights, left, widths, strict=True):
        if width > 0.022 * scale:
            ax.annotate(letter, (start + width / 2, height), ha="center", va="center", fontsize=7.5,
                        color="white" if colour in DARK else "black")


def _titled(ax: Axes, title: str) -> Axes:
    """The title over the whole figure's width, broken where it would run out of it."""
    if title:
        inches = ax.figure.get_size_inches()[0]
        ax.figure.suptitle(_wrapped(title, int(inches * 11.5)), x=0.012, ha="left", fontsize=11)
    return ax


def _wrapped(text: str, columns: int) -> str:
    """Lines of at most so many half-width columns; Chinese breaks between any two characters, all else between words."""
    if not any(unicodedata.east_asian_width(character) == "W" for character in text):
        return "\n".join(textwrap.wrap(text, columns))
    lines, used = [""], 0
    for word in re.findall("[!-~]+|.", text):
        width = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in word)
        if used + width > columns and word not in "，。；：、）”":
            lines, used = [*lines, ""], 0
            word = word.lstrip()
        lines[-1] += word
        used += width
    return "\n".join(lines)
