"""What the platform says beside the orders: refunds, tiers, and its own totals of each project."""

from __future__ import annotations

import pandas as pd

from contestlib.errors import DataError
from contestlib.records import Contest
from contestlib.values import money_column, required_money


def read_refunds(contest: Contest) -> pd.DataFrame:
    """Refund rows with their fen; a repeated refund number and an empty order are set aside."""
    refunds = contest.tables.get("refunds")
    if refunds is None or not len(refunds):
        return pd.DataFrame(columns=["file", "line", "order", "refunded_fen", "rule"])
    refunds = refunds.assign(refunded_fen=required_money(refunds, "refunded"), rule="")
    if "refund" in refunds:
        refunds.loc[refunds["refund"].duplicated(), "rule"] = "refund-repeated"
    return refunds


def tiers_by_team(contest: Contest) -> pd.DataFrame:
    """Freight and lottery price by team."""
    tiers = contest.tables.get("tiers")
    empty = pd.DataFrame({"freight_fen": pd.Series(dtype=float), "lottery_fen": pd.Series(dtype=float)})
    if tiers is None or not len(tiers):
        return empty
    team = contest.identify(tiers["project"], tiers["file"], tiers["line"])
    price = required_money(tiers, "price")
    freight = required_money(tiers, "freight") if "freight" in tiers else pd.Series(0, index=tiers.index)
    differing = freight.groupby(team).nunique()
    if (differing > 1).any():
        name = differing.index[differing > 1][0]
        row = tiers[team == name].iloc[-1]
        raise DataError(found="several freight charges for {project!r}", expected="one a project",
                        where="{file} line {line}", remedy="correct the tiers, or split the project in the rules",
                        project=row["project"], file=row["file"], line=row["line"])
    lottery = price.where(tiers["kind"].str.strip() == contest.rules.definitions.lottery_kind)
    return pd.DataFrame({"freight_fen": freight.groupby(team).first(), "lottery_fen": lottery.groupby(team).first()})


def projects_by_team(contest: Contest) -> pd.DataFrame:
    """What the platform itself says of each team's project: total, how it is stated, padding, state."""
    projects = contest.tables.get("projects")
    if projects is None or not len(projects):
        return pd.DataFrame(columns=["raised"], index=pd.Index([], name="team"))
    team = contest.identify(projects["project"], projects["file"], projects["line"])
    table = projects.assign(state=projects["state"].str.strip() if "state" in projects else "")
    for column in ("raised", "padding_amount"):
        texts = projects[column] if column in projects else pd.Series("-", index=projects.index)
        missing = texts.str.strip().isin(("", "-"))
        filled = projects.assign(**{column: texts.where(~missing, "0")})
        table[f"{column}_fen"] = required_money(filled, column)
        table[f"{column}_precision"] = money_column(filled[column])[1].where(~missing, "missing")
    table = table.set_index(pd.Index(team, name="team"))
    if table.index.has_duplicates:
        name = table.index[table.index.duplicated()][0]
        row = table.loc[name].iloc[-1]
        raise DataError(found="a second project of team {team!r}", expected="one a team", where="{file} line {line}",
                        remedy="give the project a team of its own in aliases.csv", team=name, file=row["file"],
                        line=row["line"])
    return table
