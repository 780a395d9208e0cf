"""What separates two records, and why: data, rules, decisions or program, and what it did to every team."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from contestlib.catalogue import translate
from contestlib.wording import joined, number_text, recorded_names, say

ABSENT = "(absent)"
RULE_FILES = ("rules.toml", "indicators.csv", "scenarios.csv", "seal.json")
LONGEST = 60  # characters of a value shown in a sentence
CAUSES = {"data": "the data", "rules": "the rules", "decisions": "the decisions", "program": "the program"}


def differences(before, after, place: str = "") -> Iterator[tuple[str, object, object]]:
    """Place, old and new value wherever two nested plain values differ, in the order of their keys.

    Examples
    --------
    >>> list(differences({"a": {"b": 1, "c": [1, 2]}}, {"a": {"b": 2, "c": [1, 2]}, "d": 3}))
    [('a / b', 1, 2), ('d', '(absent)', 3)]
    """
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(set(before) | set(after)):
            yield from differences(before.get(key, ABSENT), after.get(key, ABSENT), f"{place} / {key}" if place else str(key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after) \
            and any(isinstance(value, (dict, list)) for value in before):
        for number, (old, new) in enumerate(zip(before, after, strict=True), start=1):
            yield from differences(old, new, f"{place} / {number}")
    elif before != after or isinstance(before, bool) != isinstance(after, bool):
        yield place, before, after


def compare_values(stored, now) -> list[str]:
    """Differences of two nested values in words, in the order of the record."""
    return [f"{place}: {before} -> {after}" for place, before, after in differences(stored, now)]


def compare_records(before: dict, after: dict) -> pd.DataFrame:
    """Every value that differs between two records.

    Parameters
    ----------
    before, after : dict
        As `loading.read_record` returns them.

    Returns
    -------
    DataFrame
        place, before, after; without the digests and the environment.
    """
    rows = [difference for difference in differences(before, after)
            if difference[0].split(" / ")[0] not in ("digest", "environment")]
    return pd.DataFrame(rows, columns=["place", "before", "after"])


def causes_of(before: dict, after: dict) -> dict[str, list[tuple[str, object, object]]]:
    """What differs between the things two runs started from, by cause.

    Returns
    -------
    dict
        data (input files other than the rules' and the rulings'), rules (by key), decisions (rows of rulings, "" where one
        was not there), program (versions and text); each a list of place, before, after, empty where nothing differs.
    """
    files = [row for row in differences(*(_by_stage(record, "inputs") for record in (before, after)))
             if row[0].rpartition("/")[2] not in RULE_FILES]
    old, new = ([f"{stage}{_ruling(row)}" for stage, part in _stages(record) for row in part.get("decisions", [])]
                for record in (before, after))
    return {"data": [row for row in files if row[0].rpartition("/")[2] != "decisions.csv"],
            "rules": list(differences(*(_by_stage(record, "rules") for record in (before, after)))),
            "decisions": [("decisions.csv", row, "") for row in old if row not in new]
                         + [("decisions.csv", "", row) for row in new if row not in old],
            "program": [row for row in differences(before.get("environment", {}), after.get("environment", {}))
                        if row[0] != "python"]}


def team_changes(before: dict, after: dict) -> pd.DataFrame:
    """What became of every team of two records' baselines.

    Parameters
    ----------
    before, after : dict

    Returns
    -------
    DataFrame, indexed by team
        rank_before, rank_after, total_before, total_after (NaN where a team was not ranked), and own: what of its own values
        changed, as a list of indicator, before, after. Teams of which nothing changed are left out; the best rank first.
    """
    old, new = (record["standings"][record["baseline"]] for record in (before, after))
    rows = {}
    for team in sorted(set(before["teams"]) | set(after["teams"])):
        own = list(differences(*(_own_values(record, team) for record in (before, after))))
        row = {"rank_before": old["ranks"].get(team), "rank_after": new["ranks"].get(team),
               "total_before": old["totals"].get(team), "total_after": new["totals"].get(team), "own": own}
        if own or row["rank_before"] != row["rank_after"] or row["total_before"] != row["total_after"]:
            rows[team] = row
    numbers = ["rank_before", "rank_after", "total_before", "total_after"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=[*numbers, "own"])
    return table.assign(**table[numbers].astype(float)).sort_values(["rank_after", "rank_before"], kind="stable")


def describe_comparison(before: dict, after: dict, found: pd.DataFrame, language: str) -> list[str]:
    """What separates two records: the lists, why, and what became of every team.

    Parameters
    ----------
    before, after : dict
    found : DataFrame
        As `compare_records` returns it.
    language : {"zh", "en"}

    Returns
    -------
    list of str
    """
    if not len(found):
        return [say("The two records are identical.", language)]
    names = recorded_names(before, language) | recorded_names(after, language)
    old, new = (record["selections"][record["baseline"]] for record in (before, after))
    lines = []
    for title, key in (("Finalists", "finalists"), ("Reserves", "reserves")):
        enters, leaves = ([names[t] for t in a[key] if t not in b[key]] for a, b in ((new, old), (old, new)))
        lines.append(say("{title}: {enters} in, {leaves} out.", language, title=translate(title, language),
                         enters=joined(enters, language) or "–", leaves=joined(leaves, language) or "–"))
    return [*lines, *_describe_causes(before, after, names, language), *_describe_teams(before, after, names, language),
            say("{count} values differ in all.", language, count=len(found))]


def _describe_causes(before: dict, after: dict, names: dict, language: str) -> list[str]:
    causes, lines = causes_of(before, after), []
    worded = {f"{stage}{_ruling(row)}": f"{stage}{_ruling(_in_words(row, record, names, language))}"
              for record in (before, after) for stage, part in _stages(record) for row in part.get("decisions", [])}
    files = [place for place, _, _ in differences(*(_by_stage(record, "inputs") for record in (before, after)))]
    if files:
        lines.append(say("Inputs that differ: {files}.", language, files=joined(files, language)))
    weights = [row for row in causes["rules"] if row[0].startswith("scenarios / ") and " / weights / " in row[0]]
    if weights:
        lines.append(say("Weights that differ: {weights}.", language, weights=joined(
            [f"{place.split(' / ')[1]} {place.split(' / ')[3]} {a} → {b}" for place, a, b in weights], language)))
    lines += [say("The rule {rule} was {before} and is {after}.", language, rule=place, before=_short(a), after=_short(b))
              for place, a, b in causes["rules"] if (place, a, b) not in weights]
    for template, rulings in (("Ruling withdrawn: {ruling}.", [a for _, a, _ in causes["decisions"] if a]),
                              ("New ruling: {ruling}.", [b for _, _, b in causes["decisions"] if b])):
        lines += [say(template, language, ruling=worded.get(ruling, ruling)) for ruling in rulings]
    lines += [say("The program differs in {what}: {before} → {after}.", language, what=place, before=_short(a)[:12],
                  after=_short(b)[:12]) for place, a, b in causes["program"]]
    given = [name for name in CAUSES if causes[name]]
    if len(given) == 1:
        lines.append(say("Nothing else differs: all that changed comes from {cause}.", language,
                         cause=translate(CAUSES[given[0]], language)))
    elif given:
        lines.append(say("{causes} differ together; a rerun with one of them at a time tells what each of them did.", language,
                         causes=joined([translate(CAUSES[name], language) for name in given], language)))
    else:
        lines.append(say("Neither data, rules, decisions nor program differ: one of the records was not made by them; verify "
                         "both.", language))
    return lines


def _describe_teams(before: dict, after: dict, names: dict, language: str) -> list[str]:
    table, lines = team_changes(before, after), []
    labels = {code: entry[f"label_{language}"] or code for code, entry in after.get("rules", {}).get("indicators", {}).items()}
    old, new = (record["standings"][record["baseline"]]["ranks"] for record in (before, after))
    decimals = 2 if after["contest"]["decimals"] is None else after["contest"]["decimals"]

    def shown(value):
        return number_text(value, 4) if isinstance(value, (int, float)) else translate(_short(value), language)

    for team, row in table.iterrows():
        if pd.isna(row["rank_before"]) and pd.isna(row["rank_after"]):
            said = say("{team}: not ranked, before or after", language, team=names[team])
        elif pd.isna(row["rank_after"]):
            said = say("{team}: was ranked {rank}, is ranked no more", language, team=names[team], rank=int(row["rank_before"]))
        elif pd.isna(row["rank_before"]):
            said = say("{team}: was not ranked, is ranked {rank}", language, team=names[team], rank=int(row["rank_after"]))
        else:
            said = say("{team}: rank {rank_before} → {rank_after}, total {total_before} → {total_after}", language,
                       team=names[team], rank_before=int(row["rank_before"]), rank_after=int(row["rank_after"]),
                       total_before=f"{row['total_before']:.{decimals}f}", total_after=f"{row['total_after']:.{decimals}f}")
        own = joined([f"{labels.get(place, translate(place, language))} {shown(a)} → {shown(b)}" for place, a, b in row["own"]],
                     language)
        lines.append(f"  {said}" + (say("; its own: {own}", language, own=own) if own else
                                    say("; its own values are the same", language)))
    kept = len((set(old) | set(new)) - set(table.index))
    if not lines and any(before["selections"][before["baseline"]][key] != after["selections"][after["baseline"]][key]
                         for key in ("finalists", "reserves")):
        return [say("No team's rank or total changed; the lists differ by a ruling.", language)]
    return [say("Teams whose rank, total or own values changed ({count}); {kept} others did not change:", language,
                count=len(table), kept=kept), *lines] if lines else [say("No team's rank or total changed.", language)]


def _stages(record: dict) -> list[tuple[str, dict]]:
    """What the contest's own folder states, and what those of the stages before do, each with what its names begin with."""
    return [("", record), *((f"{folder}/", stage) for folder, stage in record.get("stages", {}).items())]


def _by_stage(record: dict, part: str) -> dict:
    """The inputs or rules of a record, those of the stages before under the names of their folders."""
    return {f"{stage}{name}": value for stage, stated in _stages(record) for name, value in stated.get(part, {}).items()}


def _own_values(record: dict, team: str) -> dict:
    """A team's row of the matrix and its status."""
    return record["matrix"].get(team, {}) | {"status": record["teams"].get(team, {}).get("status", ABSENT)}


def _ruling(row: dict) -> str:
    return " ".join(filter(None, (row.get(name) for name in ("date", "minute", "kind", "team", "value", "reason"))))


def _in_words(row: dict, record: dict, names: dict, language: str) -> dict:
    """A ruling with kind, team and indicator as people call them."""
    name, equals, number = row.get("value", "").partition("=")
    judge, _, code = name.rpartition(" ")  # of a corrected mark
    label = record.get("rules", {}).get("indicators", {}).get(code, {}).get(f"label_{language}") or code
    label = f"{judge} {label}".strip()
    kind = "flagged support" if row.get("kind") == "flagged" else row.get("kind", "")
    return row | {"kind": translate(kind, language), "team": names.get(row.get("team"), row.get("team")),
                  "value": f"{label} = {number}" if equals else translate(code, language)}


def _short(value) -> str:
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST - 1]}…"
