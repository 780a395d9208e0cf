"""What is read at once is what the careful reader would have read; the rest is left to it."""

from itertools import pairwise

import numpy as np
import pandas as pd
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contestlib.plain import UNREAD, fingerprints, met_again, packed, plain_fen, plain_seconds, utf8
from contestlib.values import parse_instants, parse_money

SIGNS = "0123456789.:-/ ５٣年￥"
CLOCKS = st.datetimes().map(lambda one: str(one.replace(microsecond=0)))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.text(SIGNS, max_size=14), st.decimals(0, 10**10, places=2).map(str)), max_size=6))
@example(["39.00", "", "0.00", "123456789.99", "1234567890.00", "٣٩.٠٠", ".50", "12.5"])
def test_plain_amounts(texts):
    found = plain_fen(*packed(texts))
    assert len(found) == len(texts)
    for text, fen in zip(texts, found.tolist(), strict=True):
        assert fen == UNREAD or parse_money(text) == (fen, "exact")
        yuan, _, cents = text.partition(".")
        if text.isascii() and yuan.isdigit() and len(yuan) < 10 and cents.isdigit() and len(cents) == 2:
            assert fen != UNREAD


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.text(SIGNS, min_size=19, max_size=19), CLOCKS), min_size=1, max_size=6))
@example(["2019-02-29 10:00:00", "2020-02-29 10:00:00", "0001-01-01 00:00:00", "9999-12-31 23:59:59", "2019-04-31 00:00:00"])
@example(["2019-05-01 24:00:00", "2019-05-01 08:60:00", "2019-05-01 08:30:60", "2019-13-01 00:00:00", "2019-00-10 00:00:00"])
def test_plain_instants(texts):
    instants = parse_instants(pd.Series(texts, dtype=object), "UTC").dt.tz_localize(None)
    for text, seconds, instant in zip(texts, plain_seconds(*packed(texts)).tolist(), instants, strict=True):
        assert seconds == UNREAD or instant == pd.Timestamp(seconds, unit="s").as_unit("s") and str(instant) == text


@given(st.lists(st.text("a\0é订😀\ud83d\ude00", max_size=5), max_size=6))
def test_bytes_of_characters(texts):
    data, begins = utf8(texts)
    found = [bytes(data[begin:end]) for begin, end in pairwise(begins)]
    assert found == [text.encode("utf-8", "surrogatepass") for text in texts]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("01a订", max_size=20), max_size=30))
def test_texts_that_stand_twice_are_met_again(texts):
    again = met_again(fingerprints(*packed(texts)))
    twice = pd.Series(texts, dtype=object).duplicated(keep=False).to_numpy(dtype=bool) & (np.array(list(map(len, texts))) > 0)
    assert (again | ~twice).all()


def test_few_others_are_met_again():
    texts = [f"2019{number:016d}" for number in range(20_000)]
    assert not met_again(fingerprints(*packed(texts))).any()
    assert np.flatnonzero(met_again(fingerprints(*packed([*texts, texts[5]])))).tolist() == [5, 20_000]
