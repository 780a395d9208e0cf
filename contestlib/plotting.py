"""Result in, Axes out. Every title is a finding. Here the cut line and what the data hold; the other figures by the one name."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from contestlib.catalogue import translate
from contestlib.doubt_figures import JOINT_CHANCE, plot_acceptability, plot_chances, plot_drivers, plot_missed, plot_specification
from contestlib.drawing import CHOSEN, CUT, LETTERS, OTHER, PALETTE, Axes, axes, filled, lettered, titled, use_style, wrapped
from contestlib.exact_figures import plot_rank_ranges, plot_triangle, plot_weights
from contestlib.records import Ledger, Panel, Selection, Standings
from contestlib.wording import yuan_text

__all__ = [
    "JOINT_CHANCE", "plot_acceptability", "plot_chances", "plot_contributions", "plot_cut_line", "plot_drivers",
    "plot_indicators", "plot_missed", "plot_panel", "plot_rank_ranges", "plot_scenarios", "plot_specification", "plot_triangle",
    "plot_waterfall", "plot_weights", "use_style",
]


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
    ax = axes(ax, height=1.3 + 0.36 * len(drawn))
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
    return titled(ax, title)


def plot_contributions(standings: Standings, selection: Selection, names: pd.Series, labels: pd.Series, *, top: int = 12,
                       title: str = "", language: str = "zh", ax: Axes | None = None) -> Axes:
    """Points by indicator of the best teams, stacked; they add up to the total. The line is below the last one with a place."""
    table = standings.table.head(top)
    codes = [code for code in standings.weights.index if standings.weights[code] > 0]
    ax = axes(ax, height=1.6 + 0.34 * len(table))
    heights, left = np.arange(len(table))[::-1], np.zeros(len(table))
    widest = table[codes].sum(axis=1).max()
    for letter, colour, code in zip(LETTERS, PALETTE, codes, strict=False):
        values = table[code].to_numpy()
        ax.barh(heights, values, left=left, color=colour, edgecolor="white", linewidth=0.6, height=0.74,
                label=f"{letter} {labels.get(code, code)}")
        lettered(ax, letter, heights, left, values, widest, colour)
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
    return titled(ax, title)


def plot_scenarios(standings: Mapping[str, Standings], selections: Mapping[str, Selection], names: pd.Series,
                   labels: pd.Series, *, title: str = "", language: str = "zh", ax: Axes | None = None) -> Axes:
    """Rank by scenario of every team that is on some list; filled cells are chosen."""
    lists = {name: [*selection.finalists, *selection.tied]
             for name, selection in selections.items()}
    ranks = next(iter(standings.values())).ranks.sort_values(kind="stable")
    teams = [team for team in ranks.index if any(team in chosen for chosen in lists.values())]
    ax = axes(ax, width=9.5, height=1.9 + 0.36 * len(teams))
    for column, (name, chosen) in enumerate(lists.items()):
        for row, team in enumerate(teams):
            inside = team in chosen
            filled(ax, column - 0.46, row - 0.44, 0.92, 0.88, CHOSEN if inside else "#F1F1F1")
            ax.text(column, row, str(standings[name].ranks[team]), ha="center", va="center", fontsize=9,
                    color="white" if inside else "#4A4A4A")
    ax.set_xlim(-0.5, len(lists) - 0.5)
    ax.set_ylim(len(teams) - 0.5, -0.5)
    ax.set_xticks(range(len(lists)), [wrapped(labels.get(name, name), 14) for name in lists])
    ax.set_yticks(range(len(teams)), [names[team] for team in teams])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlabel(translate("rank by scenario; dark: on the list", language))
    return titled(ax, title)


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
    ax = axes(ax, height=1.3 + 0.36 * len(bars))
    for height, (_, rows, left, fen, colour) in zip(range(len(bars))[::-1], bars, strict=True):
        # The edge keeps a step in sight that is narrower than a dot of the screen.
        ax.barh(height, fen / 1e6, left=left / 1e6, color=colour, height=0.7, edgecolor=colour, linewidth=1 if fen else 0)
        words = translate("{yuan} yuan" if rows is None else "{rows} rows, {yuan} yuan", language).format(
            rows=f"{rows or 0:,}", yuan=yuan_text(fen))
        outside = left + fen < 0.7 * bars[0][3]
        at, offset, align = ((left + fen) / 1e6, 4, "left") if outside else (left / 1e6, -4, "right") if left else (0, 6, "left")
        ax.annotate(words, (at, height), xytext=(offset, 0), textcoords="offset points", va="center", ha=align, fontsize=9,
                    color="black" if outside or left else "white")
    ax.set_yticks(range(len(bars))[::-1], [bar[0] for bar in bars])
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(translate("ten thousand yuan", language))
    return titled(ax, title)


def plot_panel(panel: Panel, criterion: str, names: pd.Series, *, top: int = 12, title: str = "", language: str = "zh",
               ax: Axes | None = None) -> Axes:
    """The best teams' marks in one criterion with one standard error to each side."""
    marks = panel.marks[criterion].sort_values(ascending=False, kind="stable").head(top)
    ax = axes(ax, height=1.4 + 0.34 * len(marks))
    heights = np.arange(len(marks))[::-1]
    ax.errorbar(marks, heights, xerr=panel.standard_errors.loc[marks.index, criterion], fmt="o", color=CHOSEN,
                ecolor="#7F7F7F", capsize=3)
    ax.set_yticks(heights, [names[team] for team in marks.index])
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x", color="#E6E6E6")
    ax.set_xlabel(translate("mark of the panel, ± one standard error", language))
    return titled(ax, title)


def plot_indicators(normalized: pd.DataFrame, labels: pd.Series, *, title: str = "", language: str = "zh",
                    ax: Axes | None = None) -> Axes:
    """How each normalized indicator spreads over the teams: one dot a team, the median as a bar."""
    ax = axes(ax, height=1.4 + 0.46 * normalized.shape[1])
    heights = np.arange(normalized.shape[1])[::-1]
    for height, code in zip(heights, normalized, strict=True):
        values = normalized[code].to_numpy()
        ax.plot(values, np.full(len(values), height), "o", color=CHOSEN, alpha=0.45, markersize=7)
        ax.plot([np.median(values)], [height], "|", color=CUT, markersize=18, markeredgewidth=2.4)
    ax.set_yticks(heights, [labels.get(code, code) for code in normalized])
    ax.tick_params(axis="y", length=0)
    ax.margins(y=0.12)
    ax.set_xlabel(translate("normalized value; one dot a team, the bar is the median", language))
    return titled(ax, title)
