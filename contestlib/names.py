"""Spellings of a name: what they have in common, and which known ones are near."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

PROPOSED = 3  # names that are shown for an unknown one
NEAR = 50.0  # scores below this are no proposals
FOREIGN = "-"  # what aliases.csv gives for the team of a name that is not of this contest


@lru_cache(maxsize=100_000)
def name_key(spelling: str) -> str:
    """What spellings of one name have in common.

    Without letter case, width, white space, brackets and punctuation, in simplified characters.

    Examples
    --------
    >>> name_key("秭歸縣【臍橙】 隊") == name_key("秭归县（脐橙）队")
    True
    """
    plain = unicodedata.normalize("NFKC", spelling).casefold()
    kept = "".join(character for character in plain if unicodedata.category(character)[0] not in "PZCS")
    kept = unicodedata.normalize("NFKC", kept)  # what stood apart may now combine
    return _simplifier().convert(kept) if any(character > "\u2e7f" for character in kept) else kept


def near_names(spelling: str, known: Iterable[str]) -> list[tuple[str, float]]:
    """Known names that are near, the nearest first, each with a score up to 100.

    They are proposals: nothing in this package takes one without a person's word.

    Examples
    --------
    >>> near_names("秭归脐橙队", ["秭归县脐橙队", "房县黑木耳队"])
    [('秭归县脐橙队', 90.9)]
    """
    from rapidfuzz import fuzz, process
    keys = {name: name_key(name) for name in sorted(set(known))}
    found = process.extract(name_key(spelling), keys, scorer=fuzz.ratio, limit=PROPOSED, score_cutoff=NEAR)
    return [(name, round(score, 1)) for _, score, name in found]


@cache
def _simplifier():
    from opencc import OpenCC
    return OpenCC("t2s")
