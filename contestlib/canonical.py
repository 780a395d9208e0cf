"""Plain values and their one way of being written: what two machines must agree on to the byte."""

from __future__ import annotations

import hashlib
import json

import numpy as np
import pandas as pd

DECIMALS = 10  # of numbers in records and derived tables


def plain(value):
    """Values that JSON holds, floats at a stated number of decimals, everything else as its text.

    Examples
    --------
    >>> plain({"total": -0.0, "teams": ("A", None), "share": 1 / 3})
    {'total': 0.0, 'teams': ['A', None], 'share': 0.3333333333}
    """
    if isinstance(value, pd.DataFrame):
        return {str(label): plain(row) for label, row in value.to_dict("index").items()}
    if isinstance(value, (pd.Series, dict)):
        return {str(label): plain(item) for label, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return None if not np.isfinite(value) else round(float(value), DECIMALS) + 0.0
    return None if value is None or value is pd.NA else str(value)


def csv_bytes(table: pd.DataFrame) -> bytes:
    """A table as UTF-8 CSV with LF, floats at a stated number of decimals."""
    rounded = table.copy()
    for column in rounded.select_dtypes("floating"):
        rounded[column] = rounded[column].round(DECIMALS) + 0.0  # no negative zero
    for column in rounded.select_dtypes("datetimetz"):
        if rounded[column].dt.unit == "s" and rounded[column].notna().any():
            rounded[column] = _instant_texts(rounded[column])
    return rounded.to_csv(lineterminator="\n").encode("utf-8")


def _instant_texts(instants: pd.Series) -> pd.Series:
    """Whole seconds with a time zone as pandas writes them, all at once: it writes one after another."""
    local = instants.dt.tz_localize(None)
    offsets = local - instants.dt.tz_convert(None)
    texts = pd.Series(np.datetime_as_string(local.to_numpy(), unit="s"), index=instants.index).str.replace("T", " ")
    ends = {offset: str(instants[(offsets == offset).to_numpy()].iloc[0])[19:] for offset in offsets.dropna().unique()}
    return (texts + offsets.map(ends)).where(instants.notna(), None)


def json_bytes(value) -> bytes:
    """Plain values as a text that people can read: keys sorted, one space a level, one line feed at the end."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8")


def canonical(value) -> bytes:
    """Plain values without any white space: what a digest is taken of."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def digest_of(value: dict, *left_out: str) -> str:
    """SHA-256 of plain values, some of their entries left out.

    Examples
    --------
    >>> digest_of({"places": 5, "digest": "…"}, "digest") == digest_of({"places": 5})
    True
    """
    return sha256_of(canonical({key: entry for key, entry in value.items() if key not in left_out}))
