"""Decisions about invented tables, without files: as much of one as the committee's page needs."""

from dataclasses import fields
from pathlib import Path

import pandas as pd

from contestlib import Contest, Decision, Indicator, Rules, evaluate, rank_ranges, region_of, select_finalists
from contestlib.list_sentences import describe_cut
from contestlib.wording import team_names


def made_decision(matrix, weights, *, register=None, names=None, withdrawn=(), wild_cards=(), scenarios=(), ranges=True, **rules):
    """Teams scored by `weights` (and further `scenarios`) under `rules`; values of the matrix are normalized already."""
    from fractions import Fraction

    from contestlib import Scenario
    first = Scenario("first", {code: Fraction(str(weight)) for code, weight in weights.items()},
                     total=sum(Fraction(str(weight)) for weight in weights.values()))
    made = Rules(**{"points": 100, "decimals": 2, "language": "en",
                    "indicators": tuple(Indicator(code, normalization="none", label_zh=f"指标{code}") for code in matrix),
                    "scenarios": (first, *scenarios), **rules})
    teams = pd.DataFrame({"name_zh": names if names is not None else [f"队{team}" for team in matrix.index]}, index=matrix.index)
    teams = teams.assign(name_en="", status="online", **({} if register is None else {c: register[c] for c in register}))
    decisions = pd.DataFrame([(team, "withdrawal") for team in withdrawn] + [(team, "wild-card") for team in wild_cards],
                             columns=["team", "kind"])
    contest = Contest(folder=Path("."), rules=made, teams=teams, aliases=pd.Series(dtype=object), decisions=decisions,
                      sources=pd.DataFrame())
    standings = {s.name: evaluate(matrix, made, s, register=teams) for s in made.scenarios}
    selections = {name: select_finalists(result, made, register=teams, withdrawn=withdrawn, wild_cards=wild_cards)
                  for name, result in standings.items()}
    baseline = standings["first"]
    competing = evaluate(matrix.drop(index=list(withdrawn)), made, first, reference=matrix, register=teams)
    found = rank_ranges(baseline.normalized if ranges else baseline.normalized.head(1), region_of(made),
                        places=made.places if ranges else 1, power=made.power)
    known = {"contest": contest, "standings": standings, "selections": selections, "ranges": found, "competing": competing,
             "paths": {}, "fills": pd.DataFrame(columns=["team", "indicator", "judge", "found", "value", "rule"])}
    return Decision(**{field.name: known.get(field.name) for field in fields(Decision)})


def made_record(decision):
    """What the page takes from a record."""
    names = team_names(decision.contest, "en")
    finding = {"cut": describe_cut(decision.baseline, decision.selection, names, "en")}
    findings = dict.fromkeys(("nominal", "withdrawals", "numbering", "ranges", "admissible", "change", "whole"), "") | finding
    return {"contest": {"title_zh": "试赛", "title_en": "a trial"}, "seal": None,
            "findings": {"zh": findings, "en": findings}}
