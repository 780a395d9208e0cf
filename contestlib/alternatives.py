"""What counts as support, defined otherwise: the ranking and the list under each reading, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from contestlib.cleaning import keep_orders, prepare_orders
from contestlib.contest import evaluate
from contestlib.indicators import eligible_teams, ledger_columns, measure_indicators, reference_matrix
from contestlib.records import Contest, Ledger, Panel, Selection, Standings
from contestlib.rules import Definitions
from contestlib.rulings import corrected_matrix, ruled_kept
from contestlib.selection import ruled_teams, select_finalists

CHOICES = {"person_times": ("orders", "quantity", "buyers"), "freight": ("excluded", "included"), "refunds": ("net", "gross"),
           "no_reward": ("included", "excluded"), "lottery": ("excluded", "included"),
           "corporate": ("included", "excluded"), "match": ("excluded", "included")}


def rank_by_definition(contest: Contest, orders: pd.DataFrame, ledger: Ledger, panel: Panel | None, register: pd.DataFrame, *,
                       known: pd.DataFrame | None = None) -> tuple[pd.DataFrame, dict[str, Selection]]:
    """Ranks and list of the eligible teams when one definition at a time is read otherwise.

    Parameters
    ----------
    contest : Contest
    orders : DataFrame
        As `read_orders` or `prepare_orders` returns them.
    ledger : Ledger
        Of the definitions as they stand, less the support that rulings remove.
    panel : Panel or None
    register : DataFrame, indexed by team
    known : DataFrame, shape (T, K), optional
        What `measure_indicators` returns for that ledger and the eligible teams, where it is known already.

    Returns
    -------
    ranks : DataFrame, shape (T, readings)
        Competition ranks under the baseline's scenario, rulings kept throughout; the first column, "", is the definitions as
        they stand and equals the official ranks, the others are called ``"name = value"``. A reading under which the ledger
        stays as it is, or that the data do not allow, is left out.
    lists : dict of str to Selection
        The official list under each.
    """
    prepared = prepare_orders(orders, contest)
    known = measure_indicators(ledger, panel, contest, eligible_teams(contest)) if known is None else known
    counted = [indicator.code for indicator in contest.rules.indicators if indicator.source == "ledger:person_times"]
    columns = ledger_columns(ledger, contest, known.index) if counted else {}
    found = {"": _standings(contest, ledger, panel, register, known)}
    for name, definitions in _others(contest.rules.definitions):
        other = replace(contest, rules=replace(contest.rules, definitions=definitions))
        if name.startswith("person_times"):  # of the three numbers, those that the data hold
            if definitions.person_times in columns:
                times = columns[definitions.person_times].astype(float)
                found[name] = _standings(other, ledger, panel, register, known.assign(**dict.fromkeys(counted, times)))
            continue
        changed = ruled_kept(ledger, keep_orders(prepared, other), other)
        if not changed.kept.equals(ledger.kept):
            measured = measure_indicators(changed, panel, other, eligible_teams(other), known)
            found[name] = _standings(other, changed, panel, register, measured)
    return (pd.DataFrame({name: standings.ranks for name, standings in found.items()}),
            {name: select_finalists(standings, contest.rules, register=contest.teams, **ruled_teams(contest.decisions))
             for name, standings in found.items()})


def _others(definitions: Definitions) -> Iterator[tuple[str, Definitions]]:
    for name, values in CHOICES.items():
        for value in values:
            if value != getattr(definitions, name):
                yield f"{name} = {value}", replace(definitions, **{name: value})


def _standings(contest: Contest, ledger: Ledger, panel: Panel | None, register: pd.DataFrame,
               measured: pd.DataFrame) -> Standings:
    matrix, _ = corrected_matrix(measured, contest)
    return evaluate(matrix, contest.rules, reference=reference_matrix(ledger, panel, contest, matrix), register=register)
