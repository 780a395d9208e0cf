"""Result in, Axes out: chances, ranks, what the doubt is made of, the specification curve."""

from __future__ import annotations

import numpy as np
import pandas as pd

from contestlib.catalogue import FACTOR_WORDS, translate
from contestlib.drawing import CHOSEN, CUT, LETTERS, PALETTE, ZONE_COLOURS, ZONE_LOOKS, Axes, axes, lettered, titled
from contestlib.records import Drivers, RankRanges, Stability
from contestlib.wording import chance_text, percent_text

JOINT_CHANCE = "chance of a place when everything open varies (%), with 95% interval"


def plot_chances(stability: Stability, zones: pd.Series, names: pd.Series, *, title: str = "", language: str = "zh",
                 over: str = "chance of a place over the admissible weights (%), with 95% interval",
                 limits: tuple[float, ...] = (), ax: Axes | None = None) -> Axes:
    """Chance of a place with its interval, of every team that is not plainly out; `over` says of what the draws are, `limits`
    are the chances up to which a team is out and from which it is safe."""
    chance = stability.probability
    teams = [t for t in chance["value"].sort_values(ascending=False, kind="stable").index
             if chance.at[t, "value"] >= 0.001]
    ax = axes(ax, height=1.8 + 0.34 * len(teams))
    heights = np.arange(len(teams))[::-1]
    for zone, look in ZONE_LOOKS.items():
        rows = [i for i, team in enumerate(teams) if zones[team] == zone]
        if not rows:
            continue
        part = chance.loc[[teams[i] for i in rows]]
        ax.barh(heights[rows], 100 * part["value"], height=0.7, label=translate(zone, language), **look)
        ax.hlines(heights[rows], 100 * part["low"], 100 * part["high"], color="#2B2B2B", linewidth=2)
    words = translate("limits of the zones: {limits}", language).format(limits=", ".join(percent_text(x, 0) for x in limits))
    for number, limit in enumerate(limits):
        ax.axvline(100 * limit, color="#4D4D4D", linestyle=(0, (2, 2)), linewidth=1.1, label="_" if number else words)
    ax.set_yticks(heights, [names[team] for team in teams])
    ax.tick_params(axis="y", length=0)
    ax.set_xlim(0, 100)
    ax.set_xlabel(translate(over, language))
    ax.figure.legend(loc="outside lower center", ncols=4)
    return titled(ax, title)


def plot_acceptability(stability: Stability, names: pd.Series, *, title: str = "", language: str = "zh", top: int | None = None,
                       ax: Axes | None = None) -> Axes:
    """How often every team takes every rank, the teams by expected rank; the line is the cut.

    Only the `top` teams and ranks are drawn; three times the places by default. The last column holds all ranks beyond, so that
    the shares of a team add up to all draws.
    """
    ranks = len(stability.acceptability)
    top = min(3 * stability.places if top is None else top, ranks)
    teams = stability.expected_rank.sort_values(kind="stable").index[:top]
    shares = 100 * stability.acceptability.loc[teams].to_numpy()
    heads = [str(rank) for rank in range(1, top + 1)]
    if top < ranks:
        shares = np.column_stack([shares[:, :top], shares[:, top:].sum(axis=1)])
        heads.append(f"{top + 1}–{ranks}" if top + 1 < ranks else str(ranks))
    ax = axes(ax, width=9.5, height=1.6 + 0.34 * top)
    ax.pcolormesh(shares, cmap="Blues", vmin=0, vmax=100)
    ax.invert_yaxis()
    for row, column in np.argwhere(shares >= 0.5):
        ax.text(column + 0.5, row + 0.5, f"{shares[row, column]:.0f}", ha="center", va="center", fontsize=8,
                color="white" if shares[row, column] > 60 else "#1C1C1C")
    ax.axvline(stability.places, color=CUT, linewidth=1.6)
    first = stability.acceptability.iloc[:, :stability.places].sum(axis=1)
    words = "the cut" if (first - stability.probability["value"]).abs().max() < 1e-3 else "the places; ranks leave quotas out"
    ax.annotate(translate(words, language), (stability.places, 1), xycoords=("data", "axes fraction"), xytext=(4, 3),
                textcoords="offset points", color=CUT, fontsize=9)
    ax.set_xticks(np.arange(len(heads)) + 0.5, heads)
    ax.set_yticks(np.arange(top) + 0.5, [names[team] for team in teams])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlabel(translate("rank; the number is the share of draws in percent, left out below half a percent", language))
    return titled(ax, title)


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
    ax = axes(ax, width=9.5, height=1.9 + 0.36 * (len(teams) + 1))
    heights = np.arange(len(teams) + 1)[::-1] - 0.4 * (np.arange(len(teams) + 1) > 0)
    shares = 100 * first.loc[["", *teams]].div(first.loc[["", *teams]].sum(axis=1).clip(lower=1), axis=0)
    left = np.zeros(len(shares))
    for letter, colour, factor in zip(LETTERS, PALETTE, shares, strict=False):
        ax.barh(heights, shares[factor], left=left, color=colour, edgecolor="white", linewidth=0.6, height=0.7,
                label=f"{letter} {translate(FACTOR_WORDS[factor], language)}")
        lettered(ax, letter, heights, left, shares[factor].to_numpy(), 100, colour)
        left = left + shares[factor].to_numpy()
    ax.barh(heights, 100 - left, left=left, color="#EFEFEF", height=0.7, hatch="///", edgecolor="#B8B8B8", linewidth=0,
            label=translate("several together", language))
    words = [f"{names[team]}  ({chance_text(chance[team], 0)})" for team in teams]
    ax.set_yticks(heights, [translate("the whole list", language), *words])
    ax.tick_params(axis="y", length=0)
    ax.set_xlim(0, 100)
    ax.set_xlabel(translate("share of the doubt (%); in brackets the chance of a place", language))
    ax.figure.legend(loc="outside lower center", ncols=4)
    return titled(ax, title)


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
    ax = axes(ax, width=10, height=1.7 + 0.24 * len(rows))
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
    return titled(ax, title)


def _choice_words(choice: str, value, labels: pd.Series, language: str) -> str:
    if choice == "scenario":
        return labels.get(value, value)
    if choice == "power":
        return translate("power {power}", language).format(power=f"{value:g}")
    if choice == "support":
        return translate("flagged support in" if value == "in" else "flagged support out", language)
    return translate(value or "own normalizers", language)


def plot_missed(ranges: RankRanges, stability: Stability, names: pd.Series, *, title: str = "", language: str = "zh",
                ax: Axes | None = None) -> Axes:
    """How often draws saw each team that can win a place; those never drawn stand at the left edge."""
    status, chance = ranges.table["status"], 100 * stability.probability["value"]
    able = chance[status != "impossible"].sort_values(ascending=False, kind="stable")
    ax = axes(ax, height=1.6 + 0.32 * len(able))
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
            linestyle="none", clip_on=False, label=translate("never drawn", language) if missed.any() else "_")
    ax.set_xscale("log")
    ax.set_xlim(edge / 2, 100)
    ax.xaxis.set_major_formatter("{x:g}")
    ax.set_yticks(heights, [names[team] for team in able.index])
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(translate("share of draws with a place (%, logarithmic); at the left edge: never drawn", language))
    ax.legend(loc="lower right")
    return titled(ax, title)
