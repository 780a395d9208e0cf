"""What notebooks show of a result: direction and weight in the header, the cut line drawn."""

from __future__ import annotations

from contestlib.catalogue import translate
from contestlib.display import lined_html
from contestlib.records import Selection, Standings
from contestlib.wording import indicator_names, points_text, say, trimmed_percent


def standings_html(standings: Standings) -> str:
    """What JupyterLab shows of standings: direction and weight of every indicator in the header, the cut line drawn.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"a": [0.9, 0.4]}, index=["X", "Y"])
    >>> from contestlib.contest import evaluate
    >>> "↑ 100%" in standings_html(evaluate(table, scenario={"a": 1}))
    True
    """
    rules, table = standings.rules, standings.table
    labels = indicator_names(rules, rules.language)
    arrows = {indicator.code: "↓" if indicator.direction == "lower" else "↑" for indicator in rules.indicators}
    weighted = [code for code in standings.weights.index if standings.weights[code] > 0]
    heads = [*(translate(word, rules.language) for word in ("rank", "team", "total")), *(
        f"{labels.get(code, code)} {arrows.get(code, '↑')} {trimmed_percent(standings.weights[code])}" for code in weighted)]
    rows = [([str(row["rank"]), str(team), points_text(row["total"], standings), *(
        points_text(row[code], standings) for code in weighted)], place == rules.places)
        for place, (team, row) in enumerate(table.iterrows(), start=1)]
    note = say("the line: {places} places by total and tie-break alone; a Selection keeps quotas and rulings", rules.language,
               places=rules.places)
    return lined_html(heads, rows, note)


def selection_html(selection: Selection) -> str:
    """What JupyterLab shows of a selection: the list in order, the cut line, then whom a quota kept out, and the reserves.

    Examples
    --------
    >>> import pandas as pd
    >>> from contestlib.selection import select_finalists
    >>> from contestlib.rules import Rules
    >>> selection_html(select_finalists(pd.Series({"A": 3, "B": 2, "C": 1}), Rules(places=2, reserves=1))).count("<tr")
    4
    """
    def both(word):  # a selection does not know the contest's language
        return f"{translate(word, 'zh')} {word}"

    inside = [*((team, "finalist", "") for team in selection.finalists),
              *((team, "tied at the cut", "") for team in selection.tied)]
    outside = [*((row.team, "kept out by a quota", row.why) for row in selection.displaced.itertuples()),
               *((team, "reserve", "") for team in selection.reserves),
               *((team, "withdrawn", "") for team in selection.withdrawn)]
    rows = [([str(place) if place <= len(inside) else "", str(team), f"{both(status)} {why}".strip()], place == len(inside))
            for place, (team, status, why) in enumerate([*inside, *outside], start=1)]
    return lined_html([both("number"), both("team"), both("status")], rows, "")
