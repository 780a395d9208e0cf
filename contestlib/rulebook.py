"""From rules.toml and its tables, or plain tables, to `Rules`: validated with file, line, field, and what to do."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pandas as pd

from contestlib.errors import ContestError, RulesError
from contestlib.records import Weights
from contestlib.rules import (
    NORMALIZERS,
    PANEL_METHODS,
    PARAMETERS,
    Admissible,
    Before,
    Definitions,
    Floor,
    Indicator,
    Integrity,
    Objections,
    PanelRule,
    Quota,
    Rules,
    Scenario,
    Slots,
    Table,
    TieKey,
    Window,
    check_weights,
)

# Sections of rules.toml whose keys are fields of Rules itself; the other sections are dataclasses above.
FLAT_SECTIONS = {
    "": ("title_zh", "title_en", "stage", "language", "synthetic", "time_zone", "seed", "before", "published_zh",
         "published_en"),
    "scoring": ("points", "decimals", "power", "bonus", "normalize_over", "eligible", "apart"),
    "selection": ("places", "reserves", "tie_break", "on_tie", "quotas", "floors"),
    "zones": ("safe", "out"),
    "simulation": ("draws",),
}
NESTED_SECTIONS = {"window": Window, "definitions": Definitions, "panel": PanelRule,
                   "admissible": Admissible, "integrity": Integrity, "slots": Slots,
                   "objections": Objections}
RESERVED = ("rank", "total", "bonus")
ENTRIES = {"tuple[TieKey, ...]": TieKey, "tuple[Quota, ...]": Quota, "tuple[Floor, ...]": Floor, "tuple[Before, ...]": Before}
PLAIN_TYPES = {"str": str, "int": int, "float": (int, float), "bool": bool, "datetime": datetime,
               "int | None": int, "float | None": (int, float)}
TYPE_WORDS = {"str": "a text in quotes", "int": "a whole number", "float": "a number", "bool": "true or false",
              "datetime": "an instant with its time zone, such as 2019-05-01T00:00:00+08:00",
              "int | None": "a whole number", "float | None": "a number",
              "tuple[str, ...]": "a list of texts", "tuple[float, ...]": "a list of numbers",
              "Mapping[str, str | tuple[str, ...]]": "a table of texts, or of lists of texts",
              "Mapping[str, float]": "a table of numbers",
              "tuple[TieKey, ...]": "a list of tables", "tuple[Quota, ...]": "a list of tables",
              "tuple[Floor, ...]": "a list of tables", "tuple[Before, ...]": "a list of tables"}


def parse_rules(text: str, indicators: pd.DataFrame, scenarios: pd.DataFrame,
                *, path: str = "rules.toml") -> tuple[Rules, list[ContestError]]:
    """Rules from the text of rules.toml and the tables of indicators and scenarios.

    Parameters
    ----------
    text : str
    indicators, scenarios : DataFrame
        Every cell a text, with a column ``line``.
    path : str
        How messages call the file.

    Returns
    -------
    rules : Rules
        As far as it could be read.
    problems : list of ContestError
        All of them, in the order of the files; empty where the rules are sound.
    """
    problems: list[ContestError] = []
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(RulesError(
            found="{detail}", expected="valid TOML", where="{path}", remedy="correct the file in a text editor",
            detail=str(error), path=path))
        return Rules(), problems
    settings = _read_flat(document, text, path, problems)
    for name, kind in NESTED_SECTIONS.items():
        if name in document:
            settings[name] = _read_section(kind, document[name], name, text, path, problems)
    settings["tables"] = {name: _read_section(Table, table, f"tables.{name}", text, path, problems)
                          for name, table in document.get("tables", {}).items()}
    settings["indicators"] = tuple(_read_indicators(indicators, problems))
    codes = list(indicators.get("code", ()))  # of the file, so that one bad indicator does not spoil every scenario
    settings["scenarios"] = tuple(_read_scenarios(scenarios, codes, problems))
    rules = Rules(**{name: value for name, value in settings.items() if value is not None})
    if rules.on_tie == "lot" and "seed" not in document:
        problems.append(RulesError(
            found="on_tie = {value!r} without a seed", expected="seed = … among the first lines, above every [section]",
            where="{path} line {line}", remedy="state a whole number and publish it before totals are known", value=rules.on_tie,
            path=path, line=_line_of(text, "selection", "on_tie")))
    problems.extend(_contradictions(rules, list(scenarios.get("scenario", ())), text, path))
    return rules, problems


def _read_flat(document: dict, text: str, path: str, problems: list) -> dict:
    known = {f.name: f for f in fields(Rules)}
    settings = {}
    sections = {name for name in FLAT_SECTIONS if name} | set(NESTED_SECTIONS) | {"tables"}
    for section, names in FLAT_SECTIONS.items():
        table = document.get(section, {}) if section else {
            k: v for k, v in document.items() if k not in sections}
        for key, value in table.items():
            if key not in names:
                problems.append(_unknown_key(key, section, (*names, *(() if section else sections)), text, path))
            else:
                settings[key] = _read_value(known[key], value, section, text, path, problems)
    return settings


def _read_section(kind, table: dict, section: str, text: str, path: str, problems: list):
    known = {f.name: f for f in fields(kind)}
    values = {}
    for key, value in table.items():
        if key not in known:
            problems.append(_unknown_key(key, section, tuple(known), text, path))
        else:
            values[key] = _read_value(known[key], value, section, text, path, problems)
    missing = [f.name for f in fields(kind)
               if f.default is MISSING and f.default_factory is MISSING and values.get(f.name) is None]
    for name in missing:
        if name not in table:
            problems.append(RulesError(
                found="no {key!r} in [{section}]", expected="{key} = …", where="{path} line {line}",
                remedy="add the key", key=name, section=section, path=path, line=_line_of(text, section)))
    return None if missing else kind(**{k: v for k, v in values.items() if v is not None})


def _read_value(spec, value, section: str, text: str, path: str, problems: list):
    """The value in the field's type, or None with a problem noted."""
    where = {"key": spec.name, "path": path, "line": _line_of(text, section, spec.name)}
    if spec.type in ENTRIES and isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
        entries = [_read_section(ENTRIES[spec.type], entry, f"{section}.{spec.name}", text, path, problems)
                   for entry in value]
        return tuple(entry for entry in entries if entry is not None)
    if spec.type == "tuple[str, ...]" and isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    if spec.type == "tuple[float, ...]" and isinstance(value, list) and all(
            isinstance(v, (int, float)) and not isinstance(v, bool) for v in value):
        return tuple(float(v) for v in value)
    if spec.type == "Mapping[str, float]" and isinstance(value, dict) and all(
            isinstance(v, (int, float)) and not isinstance(v, bool) for v in value.values()):
        return {code: float(v) for code, v in value.items()}
    if spec.type == "Mapping[str, str | tuple[str, ...]]" and isinstance(value, dict) and all(
            isinstance(v, str) or (isinstance(v, list) and v and all(isinstance(one, str) for one in v))
            for v in value.values()):
        return {name: v if isinstance(v, str) else tuple(v) for name, v in value.items()}
    plain = PLAIN_TYPES.get(spec.type)
    if plain is None or not isinstance(value, plain) or (isinstance(value, bool) and spec.type != "bool"):
        problems.append(RulesError(
            found="{key} = {value!r}", expected="{kind}", where="{path} line {line}", remedy="correct the value",
            value=value, kind=TYPE_WORDS[spec.type], **where))
        return None
    choices = spec.metadata.get("choices")
    if choices and value not in choices:
        problems.append(RulesError(
            found="{key} = {value!r}", expected="one of {choices}", where="{path} line {line}",
            remedy="correct the value", value=value, choices=", ".join(choices), **where))
        return None
    if spec.type == "datetime" and value.tzinfo is None:
        problems.append(RulesError(
            found="{key} = {value} without a time zone", expected="an instant such as 2019-05-01T00:00:00+08:00",
            where="{path} line {line}", remedy="add the offset", value=value.isoformat(), **where))
        return None
    return value


def _unknown_key(key: str, section: str, known: tuple, text: str, path: str) -> RulesError:
    close = difflib.get_close_matches(key, known, n=1)
    return RulesError(found="the key {key!r} in [{section}]", expected="one of {known}", where="{path} line {line}",
                      remedy="correct or remove it (did you mean {close!r}?)" if close else "correct or remove it",
                      key=key, section=section or "top", known=", ".join(known), path=path,
                      line=_line_of(text, section, key), close=close[0] if close else "")


def _line_of(text: str, section: str, key: str = "") -> int:
    """Line (from 1) of a key in its section, else of the section, else 1; TOML readers do not tell."""
    current, best = "", 1
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[+\s*([^\[\]]+?)\s*\]+", line)
        if header:
            current = header.group(1)
            if current == section or current.startswith(f"{section}."):
                best = number if best == 1 else best
        elif key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line) and (
                current == section or section.startswith(f"{current}.")):
            return number
    return best


def _read_indicators(table: pd.DataFrame, problems: list) -> Iterator[Indicator]:
    choices = {"direction": ("higher", "lower"), "transform": ("", "log", "log1p"),
               "normalization": tuple(NORMALIZERS), "ties": ("", "competition", "mean"),
               "on_zero": ("real", "missing"), "on_missing": ("stop", "zero", "lowest", "median")}
    texts = [f.name for f in fields(Indicator) if f.name not in ("parameters", "noise", *choices)]
    for name in ("code", *(c for c in choices if c != "ties")):
        if name not in table:
            problems.append(_no_column("indicators.csv", name, table))
            return
    for row in table.to_dict("records"):
        where = {"code": row["code"], "line": row["line"]}
        bad = [name for name, allowed in choices.items() if row.get(name, "") not in allowed]
        for name in bad:
            problems.append(RulesError(
                found="indicator {code!r} has {field} = {value!r}", expected="one of {choices}",
                where="indicators.csv line {line}", remedy="correct the cell", field=name, value=row[name],
                choices=", ".join(filter(None, choices[name])), **where))
        parameters = dict(_read_numbers(row, PARAMETERS, where, problems))
        noise = dict(_read_numbers(row, ("noise",), where, problems)).get("noise", 0.0)
        if not 0 <= noise < 1:
            problems.append(RulesError(
                found="indicator {code!r} has {field} = {value!r}", expected="a share of the value, such as 0.05",
                where="indicators.csv line {line}", remedy="correct the cell", field="noise", value=row["noise"], **where))
        if bad:
            continue
        needed, optional = NORMALIZERS[row["normalization"]]
        for name in needed:
            if name not in parameters:
                problems.append(RulesError(
                    found="indicator {code!r} has no value for {field}",
                    expected="a number, which {normalization} needs", where="indicators.csv line {line}",
                    remedy="fill the cell", field=name, normalization=row["normalization"], **where))
        for name in parameters:
            if name not in needed + optional:
                problems.append(RulesError(
                    found="indicator {code!r} has a value for {field}",
                    expected="an empty cell: {normalization} does not use it", where="indicators.csv line {line}",
                    remedy="empty the cell or choose another normalization", field=name,
                    normalization=row["normalization"], **where))
        yield Indicator(**{name: row.get(name, "") for name in texts}, parameters=parameters, noise=noise,
                        **{name: row[name] for name in choices if row.get(name)})
    yield from ()


def _read_numbers(row: dict, names: tuple, where: dict, problems: list) -> Iterator[tuple[str, float]]:
    for name in names:
        if row.get(name, ""):
            try:
                yield name, float(row[name])
            except ValueError:
                problems.append(RulesError(
                    found="indicator {code!r} has {field} = {value!r}", expected="a number or an empty cell",
                    where="indicators.csv line {line}", remedy="correct the cell", field=name, value=row[name],
                    **where))


def _read_scenarios(table: pd.DataFrame, codes: list, problems: list) -> Iterator[Scenario]:
    for name in ("scenario", "total", *codes):
        if name not in table:
            problems.append(_no_column("scenarios.csv", name, table))
            return
    texts = [name for name in ("label_zh", "label_en", "proposer", "date", "rationale_zh", "rationale_en")
             if name in table]
    for row in table.to_dict("records"):
        where = {"name": row["scenario"], "line": row["line"]}
        numbers = {}
        for column in (*codes, "total"):
            try:
                numbers[column] = Fraction(row[column])
            except (ValueError, ZeroDivisionError):
                problems.append(RulesError(
                    found="scenario {name!r} has {column} = {value!r}",
                    expected="an integer, decimal or fraction (0 for none)", where="scenarios.csv line {line}",
                    remedy="correct the cell", column=column, value=row[column], **where))
        negative = [column for column, value in numbers.items() if value < 0]
        for column in negative:
            problems.append(RulesError(
                found="scenario {name!r} has {column} = {value}", expected="zero or more",
                where="scenarios.csv line {line}", remedy="correct the cell; a cost is a direction, not a weight",
                column=column, value=row[column], **where))
        if len(numbers) < len(codes) + 1 or negative:
            continue
        total = numbers.pop("total")
        if sum(numbers.values()) != total or total == 0:
            problems.append(RulesError(
                found="scenario {name!r} has weights summing to {sum}", expected="{total}",
                where="scenarios.csv line {line}", remedy="correct the row, weights are not rescaled",
                sum=plain_number(sum(numbers.values())), total=plain_number(total), **where))
            continue
        normalization = row.get("normalization", "")
        if normalization and (normalization not in NORMALIZERS or NORMALIZERS[normalization][0]):
            problems.append(RulesError(
                found="scenario {name!r} has normalization = {value!r}",
                expected="one that needs no parameters: {choices}", where="scenarios.csv line {line}",
                remedy="correct or empty the cell", value=normalization,
                choices=", ".join(n for n, (needed, _) in NORMALIZERS.items() if not needed), **where))
            continue
        try:
            power = float(row["power"]) if row.get("power") else None
        except ValueError:
            problems.append(RulesError(
                found="scenario {name!r} has {column} = {value!r}", expected="a number or an empty cell",
                where="scenarios.csv line {line}", remedy="correct the cell", column="power", value=row["power"],
                **where))
            continue
        yield Scenario(name=row["scenario"], weights=numbers, total=total, normalization=normalization, power=power,
                       **{name: row[name] for name in texts})


def _contradictions(rules: Rules, names: list, text: str, path: str) -> Iterator[RulesError]:
    """What each entry says well but all together do not."""
    def problem(found, expected, remedy, section, key, **values):
        return RulesError(found=found, expected=expected, where="{path} line {line}", remedy=remedy,
                          path=path, line=_line_of(text, section, key), **values)

    if rules.places < 1:
        yield problem("places = {places}", "at least 1", "correct the value", "selection", "places",
                      places=rules.places)
    if rules.window and rules.window.start >= rules.window.end:
        yield problem("a window that ends at {end}", "an end after its start {start}", "correct the instants",
                      "window", "end", start=rules.window.start.isoformat(), end=rules.window.end.isoformat())
    if rules.objections and rules.objections.start >= rules.objections.end:
        yield problem("a time for objections that ends at {end}", "an end after its start {start}", "correct the instants",
                      "objections", "end", start=rules.objections.start.isoformat(), end=rules.objections.end.isoformat())
    panel = rules.panel
    if panel.method == "trimmed" and panel.high + panel.low >= panel.minimum_judges:
        yield problem("trimming {dropped} marks from {judges} judges", "at least one mark left",
                      "raise minimum_judges or trim fewer", "panel", "minimum_judges",
                      dropped=panel.high + panel.low, judges=panel.minimum_judges)
    if panel.kind == "pairs" and (panel.method != "bradley_terry" or rules.admissible.panel_methods):
        yield problem("pairs under method = {value!r}", "bradley_terry, the one method for pairs",
                      "correct the value, and leave panel_methods out", "panel", "method", value=panel.method)
    if panel.kind == "ranks" and panel.step:
        yield problem("ranks under step = {value!r}", "no step: ranks are whole numbers, or halves where teams share one",
                      "take the line out", "panel", "step", value=panel.step)
    if panel.kind == "ranks" and panel.zero == "missing":
        yield problem("ranks under zero = \"missing\"", "real: the last of all has the mark {lower}", "correct the value",
                      "panel", "zero", lower=f"{panel.lower:g}")
    if panel.drawn < 0:
        yield problem("drawn = {value!r}", "a number of zero or more", "correct the value", "panel", "drawn", value=panel.drawn)
    try:
        ZoneInfo(rules.time_zone)
    except (KeyError, ValueError, OSError):
        yield problem("time_zone = {zone!r}", "a name such as Asia/Shanghai", "correct the value", "", "time_zone",
                      zone=rules.time_zone)
    for name in sorted({n for n in names if names.count(n) > 1}):
        yield RulesError(found="scenario {name!r} stands twice", expected="each name once", where="scenarios.csv",
                         remedy="rename or remove a row", name=name)
    codes = [i.code for i in rules.indicators]
    for code in sorted({c for c in codes if codes.count(c) > 1}):
        yield RulesError(found="indicator {code!r} stands twice", expected="each code once", where="indicators.csv",
                         remedy="rename or remove a row", code=code)
    for code in (code for code in codes if code in RESERVED):
        yield RulesError(found="an indicator called {code!r}",
                         expected="another code than {taken}, which name columns of results", where="indicators.csv",
                         remedy="rename it, in scenarios.csv too", code=code, taken=", ".join(RESERVED))
    if rules.admissible.around and rules.admissible.around not in names:
        yield problem("around = {name!r}", "one of {known}", "use a scenario's name", "admissible", "around",
                      name=rules.admissible.around, known=", ".join(names))
    plain = tuple(name for name, (needed, _) in NORMALIZERS.items() if not needed)
    for key, values, choices in (("normalizations", rules.admissible.normalizations, plain),
                                 ("panel_methods", rules.admissible.panel_methods, PANEL_METHODS)):
        for value in values:
            if value not in choices:
                yield problem("{key} names {value!r}", "one of {known}", "correct the value", "admissible", key,
                              key=key, value=value, known=", ".join(choices))
    for name in rules.admissible.hull:
        if name not in names:
            yield problem("hull names {name!r}", "one of {known}", "use a scenario's name", "admissible", "hull",
                          name=name, known=", ".join(names))


def _no_column(file: str, name: str, table: pd.DataFrame) -> RulesError:
    return RulesError(found="columns {columns}", expected="a column {name!r}", where="{file} line 1",
                      remedy="add the column", columns=", ".join(c for c in table if c not in ("file", "line")), name=name,
                      file=file)


def plain_number(number: Fraction) -> str:
    """An exact number as people write it: 100, 0.95, 1/3."""
    decimal = float(number)
    return f"{decimal:.12g}" if Fraction(f"{decimal:.12g}") == number else str(number)


def as_indicators(indicators, columns) -> tuple[Indicator, ...]:
    """Indicators for `columns`, in their order, from whatever states them.

    Parameters
    ----------
    indicators : iterable of Indicator, DataFrame, Mapping, or None
        A table like indicators.csv (indexed by code or with a column ``code``), ``{code: normalization}``,
        ``{code: Indicator}``; None takes the matrix as already normalized.
    columns : iterable of str

    Raises
    ------
    RulesError
        A column that no indicator describes, or a table that does not hold together.
    """
    if indicators is None:
        return tuple(Indicator(code, normalization="none") for code in columns)
    if isinstance(indicators, pd.DataFrame):
        indicators = _indicators_from_table(indicators)
    if isinstance(indicators, Mapping):
        indicators = [value if isinstance(value, Indicator) else Indicator(code, normalization=value)
                      for code, value in indicators.items()]
    by_code = {indicator.code: indicator for indicator in indicators}
    for column in columns:
        if column not in by_code:
            raise RulesError(found="no indicator {code!r}", expected="one of {known}", where="the matrix's columns",
                             remedy="describe the column in indicators.csv, or drop it",
                             code=column, known=", ".join(map(str, by_code)))
        if by_code[column].normalization not in NORMALIZERS:
            raise RulesError(found="indicator {code!r} has {field} = {value!r}", expected="one of {choices}",
                             where="the indicators", remedy="correct the value", code=column, field="normalization",
                             value=by_code[column].normalization, choices=", ".join(NORMALIZERS))
        _refuse_parameters(by_code[column])
    return tuple(by_code[column] for column in columns)


def _refuse_parameters(indicator: Indicator) -> None:
    """A `RulesError` where another normalizer was chosen and the parameters of the one before were left."""
    needed, optional = NORMALIZERS[indicator.normalization]
    for name in (*needed, *indicator.parameters):
        if name in indicator.parameters and name not in needed + optional:
            found, expected = "indicator {code!r} has a value for {field}", "none: {normalization} does not use it"
        elif name not in indicator.parameters:
            found, expected = "indicator {code!r} has no value for {field}", "a number, which {normalization} needs"
        else:
            continue
        raise RulesError(found=found, expected=expected, where="the indicators",
                         remedy="state both: replace(indicator, normalization=…, parameters={{…}})",
                         code=indicator.code, field=name, normalization=indicator.normalization)


def _indicators_from_table(table: pd.DataFrame) -> list[Indicator]:
    table = table if "code" in table else table.rename_axis("code").reset_index()
    defaults = {"direction": "higher", "transform": "", "normalization": "minmax", "on_zero": "real",
                "on_missing": "stop", "line": [str(n + 2) for n in range(len(table))]}
    table = table.assign(**{name: value for name, value in defaults.items() if name not in table})
    table = table.astype(object).where(table.notna(), "").astype(str)
    problems: list[ContestError] = []
    indicators = list(_read_indicators(table, problems))
    if problems:
        raise problems[0]
    return indicators


def as_scenario(weights, rules: Rules | None = None) -> Scenario:
    """A scenario from its name in `rules`, a Scenario, stated or computed `Weights`, or plain weights that sum to 1 or to 100.

    Raises
    ------
    RulesError
        Unknown name; weights that are missing, negative, or sum to anything else (they are never rescaled).
    """
    if isinstance(weights, Scenario):
        return weights
    if isinstance(weights, str):
        return (rules or Rules()).scenario(weights)
    if isinstance(weights, Weights):
        return weights.scenario("weights")
    series = check_weights(pd.Series(weights, dtype=float))
    return Scenario("weights", {code: Fraction(weight) for code, weight in series.items()},
                    total=sum((Fraction(weight) for weight in series), Fraction(0)))
