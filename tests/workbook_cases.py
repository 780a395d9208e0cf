"""Small decided contests of every kind of rule, for the workbook: coarse marks, so that ties stand everywhere."""

from pathlib import Path

import numpy as np
import pandas as pd

from contestlib import evaluate, select_finalists
from contestlib.records import Change, Contest, Decision, Drivers, Ledger, RankRanges, Stability
from contestlib.rules import Floor, Indicator, Quota, Rules, Scenario, TieKey


def decided(matrix, rules, *, city=None, names=None, withdrawn=(), cards=()):
    """A decision whose rankings and lists are computed; of its sheets of values only the form matters here."""
    teams = matrix.index
    register = pd.DataFrame({"name_zh": names or [f"队{team}" for team in teams],
                             "name_en": names or [f"Team {team}" for team in teams],
                             "city": city or ["甲市"] * len(teams), "status": "online",
                             "county": ["东" if number % 2 else "西" for number in range(len(teams))]}, index=teams)
    rulings = pd.DataFrame([("2026-01-02", "withdrawal", team) for team in withdrawn] + [
        ("2026-01-01", "wild-card", team) for team in cards], columns=["date", "kind", "team"])
    contest = Contest(Path("."), rules, register, pd.Series(dtype=object), rulings, pd.DataFrame(columns=["received_on"]))
    standings = {s.name: evaluate(matrix, rules, s, register=register) for s in rules.scenarios}
    selections = {name: select_finalists(result, rules, register=register, withdrawn=withdrawn, wild_cards=cards)
                  for name, result in standings.items()}
    baseline = next(iter(standings.values()))
    ranges = pd.DataFrame({"best": 1, "worst": len(teams), "status": "possible"}, index=teams)
    chance = pd.DataFrame({"value": 0.5, "low": 0.4, "high": 0.6}, index=teams)
    nothing = pd.Series(dtype=float)
    stability = Stability(pd.DataFrame(), chance, nothing, nothing, nothing, None, pd.DataFrame(), pd.DataFrame(), rules.places,
                          1, "", "")
    intervals = pd.DataFrame({"weight": baseline.weights, "low": np.nan, "high": np.nan, "leaves_low": "", "enters_low": "",
                              "leaves_high": "", "enters_high": ""})
    still = Change(np.nan, "l1", baseline.weights, baseline.weights, (), (), (), 0.0, (0.0, 0.0))
    empty = pd.DataFrame()
    return Decision(
        contest=contest, readings=empty, competing=baseline, matrix=matrix, eligible=tuple(teams), panel=None,
        ledger=Ledger(empty, empty, empty, empty, empty, empty, empty), standings=standings, selections=selections,
        stability=stability,
        zones=pd.Series("contested", index=teams), joint=stability, joint_zones=pd.Series("contested", index=teams),
        drivers=Drivers(empty, chance["value"], ("weights",), 1),
        specification=empty, intervals=intervals, sweeps=empty, whole={}, definitions=empty, definition_lists={}, flags=empty,
        without_flagged=None, fills=empty, ranges=RankRanges(ranges, empty, empty, (), rules.places), changes={"l1": still},
        paths={}, areas=None, reversals=empty)


def whole_weights(columns, rng):
    """Percentages that add up to 100; now and then all on one indicator."""
    if rng.random() < 0.15:
        shares = np.zeros(len(columns), dtype=int)
        shares[rng.integers(len(columns))] = 100
    else:
        cuts = np.sort(rng.integers(0, 21, size=len(columns) - 1)) * 5
        shares = np.diff([0, *cuts, 100])
    return dict(zip(columns, map(int, shares), strict=True))


def random_contest(seed, **fixed):
    """Teams, rules and rulings by a seed; quotas are on one column, so that formulas can keep them."""
    rng = np.random.default_rng(seed)
    count, width = int(rng.integers(6, 13)), int(rng.integers(1, 5))
    teams, columns = [f"T{number:02d}" for number in range(count)], [f"i{number}" for number in range(width)]
    power = rng.choice([1, 1, 1, 0, -1, 0.5])
    lowest = 1 if power <= 0 else 0
    kinds = rng.integers(lowest, 5, size=(count // 2 + 1, width)) / 4  # fewer than teams: some are the same in everything
    matrix = pd.DataFrame(kinds[rng.integers(len(kinds), size=count)], index=teams, columns=columns)
    city = [f"{name}市" for name in rng.choice(list("甲乙丙"), size=count)]
    places = int(rng.integers(1, count - 3))
    quotas = [(), (Quota("city", maximum=int(rng.integers(-(-places // 2), places + 1))),), (Quota("city", "甲市", minimum=1),),
              (Quota("city", "甲市", minimum=1, maximum=2), Quota("city", "乙市", maximum=1))][rng.integers(4)]
    floors = (Floor("i0", 0.25),) if rng.random() < 0.3 else ()
    keys = [(), (TieKey("i0"),), (TieKey("i0"), TieKey(columns[-1], "lower"))][rng.integers(3)]
    scenarios = tuple(Scenario(f"s{number}", whole_weights(columns, rng), 100, "percentile" if number == 1 and power > 0 else "")
                      for number in range(int(rng.integers(1, 4))))
    settings = dict(points=100, decimals=rng.choice([None, 0, 1, 2]), power=float(power), places=places,
                    reserves=int(rng.integers(0, 4)), tie_break=keys, on_tie=("report", "expand", "lot")[seed % 3],
                    quotas=quotas, floors=floors, indicators=tuple(Indicator(code, normalization="none") for code in columns),
                    scenarios=scenarios, seed=seed) | fixed
    withdrawn = tuple(rng.choice(teams, size=rng.integers(0, 3), replace=False)) if rng.random() < 0.5 else ()
    cards = tuple(rng.choice([t for t in teams if t not in withdrawn], size=1)) if rng.random() < 0.3 else ()
    return decided(matrix, Rules(**settings), city=city, withdrawn=tuple(map(str, withdrawn)), cards=tuple(map(str, cards)))


def plain_contest(teams, width, *, places=1, seed=0, marks=None, weights=None, **settings):
    """So many teams and indicators, one scenario of equal weights unless they are given."""
    rng = np.random.default_rng(seed)
    columns = [f"i{number}" for number in range(width)]
    marks = rng.integers(0, 101, size=(teams, width)) / 100 if marks is None else marks
    matrix = pd.DataFrame(marks, index=[f"T{number:03d}" for number in range(teams)], columns=columns)
    weights = dict.fromkeys(columns, 1) if weights is None else dict(zip(columns, weights, strict=True))
    named = {name: settings.pop(name) for name in ("names", "city") if name in settings}
    told = tuple(Indicator(code, normalization="none") for code in columns)
    rules = Rules(points=100, decimals=2, places=places, indicators=told, **settings,
                  scenarios=(Scenario("only", weights, sum(weights.values())),))
    return decided(matrix, rules, **named)
