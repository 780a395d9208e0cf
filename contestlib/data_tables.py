"""Display tables of the data: readings, rows and fen, what counts, flags, matrix, checks."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from contestlib.catalogue import BRIDGE_WORDS, translate
from contestlib.cleaning import CLEANING_RULES
from contestlib.data_sentences import added_back, describe_flag
from contestlib.display import SHORT, headed
from contestlib.records import Contest, Ledger, Selection
from contestlib.wording import (
    definition_text,
    indicator_names,
    joined,
    judge_names,
    number_texts,
    say,
    team_names,
    trimmed_percent,
    yuan_text,
)

FLOW_WORDS = {"rows_in": "rows in", "rows_kept": "rows kept", "rows_set_aside": "rows set aside", "fen_in": "yuan in",
              "fen_kept": "yuan kept", "fen_set_aside": "yuan set aside"}


def show_readings(readings: pd.DataFrame, language: str) -> pd.DataFrame:
    """How each raw file was read: encoding and delimiter, or sheets; where its header stands; how wide its rows are."""
    def form(row):
        if row.kind == "text":
            return joined([translate(row.encoding, language), translate(row.delimiter, language)], language)
        return joined([translate("workbook", language), row.sheets], language)

    def width(row):
        if row.values == row.headers:
            return row.values
        return say("{headers} headers, values (× rows): {values}", language, values=row.values, headers=row.headers)

    rows = list(readings.itertuples())
    shown = pd.DataFrame({
        "file": readings["file"], "read as": [form(row) for row in rows], "header in line": readings["header_line"],
        "values of a row": [width(row) for row in rows], "rows": [f"{row.rows:,}" for row in rows]})
    if (readings["spellings"] != "").any():
        shown["spellings met"] = readings["spellings"]
    return headed(shown.set_index("file"), language)


def show_reconciliation(ledger: Ledger, language: str) -> pd.DataFrame:
    """Rows and yuan of every file: in, kept, set aside."""
    return headed(_flows(ledger.reconciliation), language)


def _flows(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({words: table[name].map("{:,}".format if name.startswith("rows") else yuan_text)
                         for name, words in FLOW_WORDS.items()})


def show_set_aside(ledger: Ledger, language: str) -> pd.DataFrame:
    """Rows and yuan set aside, by rule in the order in which they are applied, and what the rule says."""
    table = ledger.set_aside.groupby("rule").agg(rows=("line", "size"), yuan=("payable_fen", "sum"))
    table = table.loc[[rule for rule in CLEANING_RULES if rule in table.index]]
    table["yuan"] = table["yuan"].map(yuan_text)
    table["rows"] = table["rows"].map("{:,}".format)
    table["what the rule says"] = [say(CLEANING_RULES[rule], language) for rule in table.index]
    table.index = [translate(rule, language) for rule in table.index]
    return headed(table.rename_axis("rule"), language)


def show_reconciliation_by_team(ledger: Ledger, contest: Contest, language: str) -> pd.DataFrame:
    """Rows and yuan of every team's orders: in, kept, set aside; rows that name no team stand first."""
    table, names = ledger.by_team, team_names(contest, language)
    shown = _flows(table)
    shown.index = pd.Index([names[team] if team else say("no team", language) for team in table.index], name="team")
    return headed(shown, language)


def show_definitions(definitions: pd.DataFrame, lists: Mapping[str, Selection], contest: Contest, language: str) -> pd.DataFrame:
    """Ranks when one definition is read otherwise, of the teams that are on some list (●); readings that move none of them left
    out."""
    names = team_names(contest, language)
    near = _moving(definitions, lists).sort_values("", kind="stable")
    shown = pd.DataFrame({definition_text(name, language): [f"{rank} ●" if team in lists[name].finalists else str(rank)
                                                            for team, rank in near[name].items()] for name in near},
                         index=pd.Index(names[near.index], name="team"))
    return headed(shown, language)


def _moving(definitions: pd.DataFrame, lists: Mapping[str, Selection]) -> pd.DataFrame:
    """Ranks of the teams that are on some list: as the definitions stand, and under the readings that move one of them."""
    near = definitions[definitions.index.isin({team for selection in lists.values() for team in selection.finalists})]
    return near[[name for name in near if name == "" or (near[name] != near[""]).any()]]


def describe_unmoved(definitions: pd.DataFrame, lists: Mapping[str, Selection], language: str) -> str:
    """Which readings have no column of their own in `show_definitions`; empty where all have one."""
    still = [definition_text(name, language) for name in definitions if name not in _moving(definitions, lists)]
    return say("Without a column, because none of these teams changes its rank under them: {readings}.", language,
               readings=joined(still, language)) if still else ""


def show_control(ledger: Ledger, contest: Contest, language: str) -> pd.DataFrame:
    """The platform's total of each team beside the ledger's and what explains the difference, in yuan."""
    control, names = ledger.control, team_names(contest, language)
    columns = ["ledger_fen", *added_back(control), "explained_fen", "platform_fen", "difference_fen"]
    shown = control[columns].map(lambda fen: "–" if pd.isna(fen) else yuan_text(fen)).rename(columns=BRIDGE_WORDS)
    shown["stated"] = [translate(word, language) for word in control["precision"]]
    shown["agrees"] = ["–" if pd.isna(value) else "✓" if value else "✗" for value in control["agrees"]]
    shown.index = pd.Index(names[control.index], name="team")
    return headed(shown, language)


def show_borders(ledger: Ledger, contest: Contest, language: str) -> pd.DataFrame:
    """Paid rows near the window's borders and whether they count."""
    borders, names = ledger.borders, team_names(contest, language)
    table = pd.DataFrame({"team": [names.get(team, team) for team in borders["team"]],
                          "paid_at": borders["paid_at"].map(lambda instant: instant.strftime("%Y-%m-%d %H:%M:%S")),
                          "yuan": borders["payable_fen"].map(yuan_text),
                          "counts": ["✓" if rule == "" else "✗" for rule in borders["rule"]]})
    return headed(table.set_index("paid_at"), language)


def show_flags(flags: pd.DataFrame, contest: Contest, language: str) -> pd.DataFrame:
    """Flagged teams with the evidence in words, the threshold, and the rows that carry it."""
    names, thresholds = team_names(contest, language), contest.rules.integrity
    table = pd.DataFrame({
        "team": [names[team] for team in flags["team"]], "flag": [translate(flag, language) for flag in flags["flag"]],
        "evidence": [describe_flag(row.flag, row.value, row.begins, thresholds, language) for row in flags.itertuples()],
        "threshold": [trimmed_percent(value) if value < 1 else f"{value:,g}" for value in flags["threshold"]],
        "orders": flags["orders"].map("{:,}".format),
        "rows of the files": [where if len(where) <= SHORT else where[:SHORT].rpartition(", ")[0] + " …"
                              for where in flags["where"]]})
    return headed(table.set_index("team"), language)


def show_matrix(matrix: pd.DataFrame, contest: Contest, language: str, *, decimals: int = 2) -> pd.DataFrame:
    """The matrix with display names, whole numbers without decimals."""
    names, labels = team_names(contest, language), indicator_names(contest.rules, language)
    told = number_texts(contest.rules)
    shown = pd.DataFrame({labels.get(code, code): [told[code](value, decimals) for value in matrix[code]] for code in matrix},
                         index=pd.Index(names[matrix.index], name="team"))
    return headed(shown, language)


def show_fills(fills: pd.DataFrame, contest: Contest, language: str) -> pd.DataFrame:
    """Cells that a stated rule filled."""
    names, labels = team_names(contest, language), indicator_names(contest.rules, language)
    fills = fills if "judge" in fills else fills.assign(judge="")  # only a ruling names one
    judges = judge_names(contest, pd.Index(fills["judge"].unique()), language)
    told = number_texts(contest.rules)
    table = pd.DataFrame({"team": [names[team] for team in fills["team"]],
                          "indicator": [labels[code] for code in fills["indicator"]],
                          "judge": [judges[judge] or "–" for judge in fills["judge"]],
                          **{name: [told[code](value, 2) for code, value in zip(fills["indicator"], fills[name], strict=True)]
                             for name in ("found", "value")},
                          "rule": [translate(rule, language) for rule in fills["rule"]]})
    return headed(table.set_index("team").drop(columns=[] if (fills["judge"] != "").any() else "judge"), language)


def show_checks(*checks: pd.Series, language: str) -> pd.DataFrame:
    """Statements of `invariants` in words, ✓ or ✗."""
    holds = pd.concat(checks)
    table = pd.DataFrame({"holds": ["✓" if value else "✗" for value in holds]},
                         index=pd.Index([translate(statement, language) for statement in holds.index], name="statement"))
    return headed(table, language)
