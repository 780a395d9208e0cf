"""From ledger, panel and register to the indicator matrix, one row a team, every column in its own unit."""

from __future__ import annotations

from collections.abc import Collection

import narwhals as nw
import numpy as np
import pandas as pd

from contestlib.errors import DataError, RulesError
from contestlib.frames import collect
from contestlib.records import Contest, Ledger, Panel
from contestlib.rules import Indicator
from contestlib.values import count_column, parse_instants

KINDS = ("ledger", "panel", "counters", "registration", "register")


def eligible_teams(contest: Contest) -> tuple:
    """Teams whose status may be scored and that no ruling disqualified, in the register's order."""
    decisions = contest.decisions
    out = decisions.loc[decisions["kind"] == "disqualification", "team"]
    teams = contest.teams
    return tuple(teams.index[teams["status"].isin(contest.rules.eligible) & ~teams.index.isin(out)])


def reference_teams(contest: Contest) -> tuple:
    """Teams over which the normalizers take minima, maxima and ranks."""
    over = contest.rules.normalize_over
    if over == "eligible":
        return eligible_teams(contest)
    teams = contest.teams
    return tuple(teams.index if over == "registered" else teams.index[teams["status"] != "registered"])


def build_matrix(ledger: Ledger, panel: Panel | None, contest: Contest) -> pd.DataFrame:
    """The matrix that is scored: eligible teams, gaps filled only where an indicator's rule says how.

    Parameters
    ----------
    ledger : Ledger
    panel : Panel or None
    contest : Contest

    Returns
    -------
    DataFrame, shape (T, K)
        Own units; team by indicator code.

    Raises
    ------
    DataError
        A value is missing and the indicator's rule is ``stop``.
    RulesError
        An indicator's source that does not exist.
    """
    measured = measure_indicators(ledger, panel, contest, eligible_teams(contest))
    return fill_missing(measured, contest.rules.indicators)[0]


def measure_indicators(ledger: Ledger, panel: Panel | None, contest: Contest, teams: tuple,
                       known: pd.DataFrame | None = None) -> pd.DataFrame:
    """What the sources say of each team, NaN where they say nothing, shape (len(teams), K).

    A team without orders has sold nothing: its ledger columns are zero, except shares, which are undefined. What was measured
    with another ledger already, `known`, is not looked for again where it stands elsewhere.
    """
    if not teams:
        raise RulesError(found="no team to score", expected="at least one team with status {statuses}",
                         where="teams.csv", remedy="correct the statuses, or rules.toml [scoring] eligible",
                         statuses=", ".join(contest.rules.eligible))
    named = {indicator.source.partition(":")[0] for indicator in contest.rules.indicators}
    if known is not None:
        named &= {"ledger"}
    sources = _sources(ledger, panel, contest, teams, named)
    matrix = pd.DataFrame(index=pd.Index(teams, name="team"))
    for indicator in contest.rules.indicators:
        if known is not None and not indicator.source.startswith("ledger:"):
            matrix[indicator.code] = known[indicator.code]
            continue
        if indicator.source not in sources:
            sources = _sources(ledger, panel, contest, teams, KINDS)
            raise RulesError(found="indicator {code!r} has source = {value!r}", expected="one of {choices}",
                             where="indicators.csv", remedy="correct the cell, or map the table in rules.toml",
                             code=indicator.code, value=indicator.source, choices=", ".join(sources))
        matrix[indicator.code] = sources[indicator.source].reindex(matrix.index).astype(float)
    return matrix


def fill_missing(measured: pd.DataFrame, indicators: tuple[Indicator, ...]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Zeros and gaps treated as each indicator's rule says.

    Parameters
    ----------
    measured : DataFrame, shape (T, K)
    indicators : tuple of Indicator

    Returns
    -------
    matrix : DataFrame, shape (T, K)
        Without gaps.
    fills : DataFrame
        team, indicator, found (0 or nothing), value, rule.
    """
    matrix, fills = measured.copy(), []
    for indicator in indicators:
        column = measured[indicator.code]
        known = column.where(column != 0) if indicator.on_zero == "missing" else column
        gaps = known.index[known.isna()]
        if len(gaps) == 0:
            continue
        value = {"zero": 0.0, "lowest": known.min(), "median": known.median()}.get(indicator.on_missing, np.nan)
        if np.isnan(value):
            raise DataError(found="no value of {code!r} for team {team}", expected="a number",
                            where="the matrix, built from {source}",
                            remedy="ask for the number, or let on_missing in indicators.csv say what stands for it",
                            code=indicator.code, team=gaps[0], source=indicator.source)
        matrix.loc[gaps, indicator.code] = value
        fills += [{"team": team, "indicator": indicator.code, "found": column[team], "value": value,
                   "rule": indicator.on_missing} for team in gaps]
    return matrix, pd.DataFrame(fills, columns=["team", "indicator", "found", "value", "rule"])


def correct_values(measured: pd.DataFrame, decisions: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Values that an accepted objection corrected, in place of those measured.

    Parameters
    ----------
    measured : DataFrame, shape (T, K)
    decisions : DataFrame
        Rulings; those of kind ``correction`` have a value such as ``households=120``.

    Returns
    -------
    corrected : DataFrame, shape (T, K)
    corrections : DataFrame
        team, indicator, found (as measured), value, rule; as `fill_missing` lists its own.

    Examples
    --------
    >>> measured = pd.DataFrame({"households": [100.0, 90.0]}, index=["A", "B"])
    >>> ruling = pd.DataFrame([{"kind": "correction", "team": "B", "value": "households=120"}])
    >>> correct_values(measured, ruling)[0]["households"].tolist()
    [100.0, 120.0]
    """
    corrected, rows = measured.copy(), []
    for ruling in decisions[decisions["kind"] == "correction"].itertuples():
        code, value = (part.strip() for part in ruling.value.partition("=")[::2])
        if ruling.team in measured.index and code in measured:  # otherwise a judge's mark, which was corrected before
            rows.append({"team": ruling.team, "indicator": code, "found": measured.at[ruling.team, code],
                         "value": float(value), "rule": "correction"})
            corrected.loc[ruling.team, code] = float(value)
    return corrected, pd.DataFrame(rows, columns=["team", "indicator", "found", "value", "rule"])


def reference_matrix(ledger: Ledger, panel: Panel | None, contest: Contest, matrix: pd.DataFrame) -> pd.DataFrame:
    """The matrix, and below it the further teams over which the rules let normalizers run."""
    others = tuple(team for team in reference_teams(contest) if team not in matrix.index)
    return pd.concat([matrix, measure_indicators(ledger, panel, contest, others)]) if others else matrix


def _sources(ledger: Ledger, panel: Panel | None, contest: Contest, teams: tuple, kinds: Collection) -> dict[str, pd.Series]:
    """Every column of some ``KINDS`` that an indicator can name, by ``kind:column``."""
    index = pd.Index(teams, name="team")
    sources = {}
    if "ledger" in kinds and "orders" in contest.rules.tables:
        sources |= {f"ledger:{name}": values for name, values in ledger_columns(ledger, contest, index).items()}
    if "panel" in kinds and panel is not None:
        sources |= {f"panel:{name}": panel.marks[name] for name in panel.marks}
    if "counters" in kinds and len(contest.tables.get("counters", ())):
        latest = _latest_counters(contest)
        sources |= {f"counters:{name}": latest[name] for name in latest}
    if "registration" in kinds and len(contest.tables.get("registration", ())):
        table = contest.tables["registration"]
        team = contest.identify(table["name"], table["file"], table["line"])
        sources |= {f"registration:{name}": count_column(table, name).groupby(team).last()
                    for name in ("households",) if name in table}
    if "register" in kinds:
        numbers = contest.teams.drop(columns="line", errors="ignore").apply(pd.to_numeric, errors="coerce")
        sources |= {f"register:{name}": numbers[name] for name in numbers if numbers[name].notna().any()}
    return sources


def ledger_columns(ledger: Ledger, contest: Contest, index: pd.Index) -> dict[str, pd.Series]:
    """What a ledger says of some teams, by the name that an indicator's source gives it after ``ledger:``."""
    kept = nw.from_native(ledger.kept)
    known = nw.col("buyer") > 0
    told = kept.group_by("team", "buyer").agg(nw.col("amount_fen").sum(), orders=nw.len()).with_columns(
        buyers=known.cast(nw.Int64), repeated=(known & (nw.col("orders") > 1)).cast(nw.Int64))
    sums = _by_team(told, *(nw.col(name).sum() for name in ("amount_fen", "orders", "buyers", "repeated")))
    named = kept.select("team", "region").filter(nw.col("region") != "")
    regions = _by_team(named.group_by("team", "region").agg(rows=nw.len()), regions=nw.len())
    columns = {
        "amount": sums["amount_fen"].reindex(index, fill_value=0) / 100,
        "orders": sums["orders"].reindex(index, fill_value=0),
        "buyers": sums["buyers"].reindex(index, fill_value=0),
        "repeat_share": (sums["repeated"] / sums["buyers"]).reindex(index),
        "regions": regions["regions"].reindex(index, fill_value=0),
    }
    if "supporters" in contest.tables.get("projects", ()):
        columns["quantity"] = _supported_quantity(contest).reindex(index, fill_value=0)
    meant = {"orders": "orders", "buyers": "buyers", "quantity": "quantity"}[contest.rules.definitions.person_times]
    if meant in columns:
        columns["person_times"] = columns[meant]
    return columns


def _by_team(frame, *figures, **named) -> pd.DataFrame:
    """Whole numbers by team."""
    return collect(frame.group_by("team").agg(*figures, **named)).set_index("team").astype("int64").sort_index()


def _supported_quantity(contest: Contest) -> pd.Series:
    """The platform's 支持人数, which counts goods and not people, less its own padding."""
    table = contest.tables["projects"]
    team = contest.identify(table["project"], table["file"], table["line"])
    padding = count_column(table, "padding_supporters") if "padding_supporters" in table else 0
    return (count_column(table, "supporters") - padding).fillna(0).groupby(team).sum()


def _latest_counters(contest: Contest) -> pd.DataFrame:
    """The last snapshot of each team's counters; the share of praise among reviews."""
    latest = counter_snapshots(contest).sort_values("taken", kind="stable").groupby("team").tail(1)
    latest = latest.set_index("team").drop(columns=["taken", "file", "line"])
    if {"reviews", "good_reviews"} <= set(latest):
        latest["praise_share"] = latest["good_reviews"] / latest["reviews"].where(latest["reviews"] > 0)
    return latest


def counter_snapshots(contest: Contest) -> pd.DataFrame:
    """Every reading of the platform's counters.

    Returns
    -------
    DataFrame
        team, taken (an instant), file, line, and a column a counter; empty where the contest has none.
    """
    table = contest.tables.get("counters", pd.DataFrame(columns=["project", "taken_at", "file", "line"]))
    team = contest.identify(table["project"], table["file"], table["line"])
    taken = parse_instants(table["taken_at"], contest.rules.time_zone)
    if taken.isna().any():
        row = table[taken.isna()].iloc[0]
        raise DataError(found="taken_at = {text!r}", expected="a date with its time", where="{file} line {line}",
                        remedy="ask the sender when the counter was read", text=row["taken_at"], file=row["file"],
                        line=row["line"])
    counts = {name: count_column(table, name) for name in ("likes", "follows", "reviews", "good_reviews") if name in table}
    return pd.DataFrame({"team": team, "taken": taken, "file": table["file"], "line": table["line"], **counts})
