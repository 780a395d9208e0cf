"""Rules and scenarios fixed before data arrive: the seal, whose hash is published, and what a run departs from it in."""

from __future__ import annotations

from dataclasses import asdict

from contestlib.canonical import digest_of, plain
from contestlib.comparison import differences
from contestlib.documents import read_seal
from contestlib.records import Contest
from contestlib.rules import Rules


def plain_rules(rules: Rules) -> dict:
    """Everything the committee decides as plain values, indicators by code and scenarios by name.

    Examples
    --------
    >>> plain_rules(Rules(places=2))["places"]
    2
    """
    values = plain(asdict(rules))
    for name in ("published_zh", "published_en"):
        if not values[name]:  # seals are older than these two, and without them say the same
            del values[name]
    values["order"] = {"indicators": [i.code for i in rules.indicators], "scenarios": [s.name for s in rules.scenarios]}
    values["indicators"] = {entry.pop("code"): entry for entry in values["indicators"]}
    values["scenarios"] = {entry.pop("name"): entry for entry in values["scenarios"]}
    return values


def seal_rules(rules: Rules, raw_files: tuple[str, ...] = ()) -> dict:
    """The seal of a contest's rules and scenarios.

    Parameters
    ----------
    rules : Rules
    raw_files : tuple of str
        Data that had arrived already when the seal was made; a seal before the data names none.

    Returns
    -------
    dict
        rules, raw_files, and the digest of both.

    Examples
    --------
    >>> seal_rules(Rules(places=5))["digest"] == seal_rules(Rules(places=4))["digest"]
    False
    """
    seal = {"format": 1, "rules": plain_rules(rules), "raw_files": sorted(raw_files)}
    return seal | {"digest": digest_of(seal)}


def compare_with_seal(contest: Contest) -> dict:
    """What a run says of its seal.

    Parameters
    ----------
    contest : Contest

    Returns
    -------
    dict
        Empty without a seal; else digest, raw_files (those that had arrived when it was made), intact (the seal is as it was
        written), and departures: ``rule: sealed -> now``, one a rule.
    """
    seal = read_seal(contest.folder)
    if seal is None:
        return {}
    now = plain_rules(contest.stated or contest.rules)
    return {"digest": seal.get("digest", ""), "raw_files": list(seal.get("raw_files", [])),
            "intact": seal.get("digest") == digest_of(seal, "digest"),
            "departures": [f"{place}: {before} -> {now}"
                           for place, before, now in differences(seal.get("rules", {}), now)]}
