"""Heads of display tables, and how numbers stand in them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from contestlib.catalogue import translate
from contestlib.records import Selection, Standings
from contestlib.rounding import round_half_up
from contestlib.wording import dashed, listed, percent_text

SHORT = 36  # characters of a list of rows that are shown; derived/flags.csv holds all of it


def teams_on_some_list(standings: Mapping[str, Standings], selections: Mapping[str, Selection]) -> list:
    """Every team that some scenario chooses, in the baseline's order."""
    ever = {team for selection in selections.values() for team in selection.finalists}
    ranks = next(iter(standings.values())).ranks
    return [team for team in ranks.sort_values(kind="stable").index if team in ever]


def percent_exactly(share: float) -> str:
    """In percent with two decimals, or four where two are not enough."""
    return percent_text(share, 2 if abs(round_half_up(100 * share, 2) - 100 * share) < 1e-9 else 4)


def two(values: pd.Series) -> pd.Series:
    return values.map(lambda value: "–" if pd.isna(value) else f"{round_half_up(value, 2):.2f}")


def signed(value: float) -> str:
    return "–" if pd.isna(value) else f"{round_half_up(value, 2):+.2f}"


def between(low: float, high: float) -> str:
    return "–" if pd.isna(low) or pd.isna(high) else dashed(*(f"{round_half_up(end, 2):.2f}" for end in (low, high)))


def exchange(row: Mapping, names: pd.Series, language: str) -> str:
    """Who comes in and who goes out; nothing as a tick."""
    if not row["enters"] and not row["leaves"]:
        return "✓"
    return f"{listed(row['enters'].split(), names, language) or '–'} ← {listed(row['leaves'].split(), names, language) or '–'}"


def lined_html(heads: list[str], rows: list[tuple[list[str], bool]], note: str) -> str:
    """A table with a line below each row that says so; every text escaped."""
    from html import escape
    head = "".join(f'<th style="text-align: left">{escape(text)}</th>' for text in heads)
    body = "".join("<tr{}>{}</tr>".format(' style="border-bottom: 3px solid #9b1c1c"' if cut else "", "".join(
        f'<td style="text-align: left"><bdi>{escape(text)}</bdi></td>' for text in cells)) for cells, cut in rows)
    caption = f"<p><small>{escape(note)}</small></p>" if note else ""
    return f'<table style="border-collapse: collapse"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{caption}'


def headed(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Column and index headers in `language`."""
    headed = table.rename(columns=lambda name: translate(str(name), language))
    return headed.rename_axis(index=translate(table.index.name, language) if table.index.name else None)
