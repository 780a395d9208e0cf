"""Result in, Axes out: weight intervals, rank ranges, the triangle of three weights."""

from __future__ import annotations

import numpy as np
import pandas as pd

from contestlib.catalogue import translate
from contestlib.drawing import CHOSEN, CUT, PALETTE, ZONE_LOOKS, Axes, axes, titled, wrapped
from contestlib.records import RankRanges
from contestlib.wording import percent_text


def plot_weights(intervals: pd.DataFrame, labels: pd.Series, *, sweeps: pd.DataFrame | None = None, title: str = "",
                 language: str = "zh", ax: Axes | None = None) -> Axes:
    """For every indicator the weights between which the list stays the same, the weight it has, and every breakpoint."""
    ax = axes(ax, height=1.5 + 0.42 * len(intervals))
    heights = np.arange(len(intervals))[::-1]
    ax.hlines(heights, 0, 100, color="#E6E6E6", linewidth=7, label=translate("beyond a change of the list", language))
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
    ax.figure.legend(loc="outside lower center", ncols=4)
    return titled(ax, title)


def plot_rank_ranges(ranges: RankRanges, ranks: pd.Series, names: pd.Series, *, title: str = "", language: str = "zh",
                     ax: Axes | None = None) -> Axes:
    """Best and worst possible rank of the teams that can win a place, and of the next ones, with the cut between them."""
    table = ranges.table
    able = table.index[table["status"] != "impossible"]
    order = pd.DataFrame({"best": table["best"], "worst": table["worst"], "rank": ranks[table.index]})
    drawn = order.sort_values(["rank", "best", "worst"], kind="stable").index
    drawn = [team for team in drawn if team in able] + [team for team in drawn if team not in able][:4]
    drawn = sorted(drawn, key=lambda team: (ranks[team], table.at[team, "best"]))
    ax = axes(ax, height=1.9 + 0.34 * len(drawn))
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
    words = "the cut" if ranges.quotas == "none" else "the places; ranks leave quotas out"
    ax.annotate(translate(words, language), (ranges.places + 0.5, 1), xycoords=("data", "axes fraction"), xytext=(4, -2),
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
    return titled(ax, title)


def plot_triangle(areas: pd.DataFrame, weights: pd.Series, labels: pd.Series, names: pd.Series, *, title: str = "",
                  language: str = "zh", ax: Axes | None = None) -> Axes:
    """The triangle of three weights, each area coloured by its finalists; `weights` are the scenario's for the three."""
    ax = axes(ax, width=9.5, height=6.2)
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
        label = wrapped(words, 34) if named else translate("other lists", language) if number == len(PALETTE) - 1 else "_"
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
    return titled(ax, title)


def _holds(corners: np.ndarray, point: np.ndarray) -> bool:
    """Whether a point lies in the area between corners that stand in order around it."""
    following = np.roll(corners, -1, axis=0) - corners
    towards = point - corners
    turns = following[:, 0] * towards[:, 1] - following[:, 1] * towards[:, 0]
    return bool((turns >= -1e-12).all() or (turns <= 1e-12).all())
