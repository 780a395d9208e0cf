"""A table cut into blocks is the same table."""

import csv
import io
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contestlib.blocks import after_lines, record_blocks


def records(text):
    return [record for record in csv.reader(io.StringIO(text, newline="")) if record]


@settings(max_examples=300, deadline=None)
@given(st.text('ab",\r\n', max_size=80), st.integers(1, 30))
@example('1,"a\nb"\n2,"c\nd",e', 5)  # the last line break stands in a field whose quotes are closed
@example('1,5"\n2,"a"b"\n3,"c""\nd"\n', 9)  # quotes that are text, and one that stands for itself before a line break
@example("a\r\nb\r\nc", 2)
def test_every_record_is_in_one_block(text, size):
    with patch("contestlib.blocks.LONGEST", 80):
        blocks = list(map(bytes, record_blocks(io.BytesIO(text.encode()).read, size, ",")))
    assert b"".join(blocks) == text.encode()
    assert [record for block in blocks for record in records(block.decode())] == records(text)


def test_lines_are_left_out_however_they_end():
    assert after_lines(b"a\r\nb\rc\nd", 3) == b"d"
    assert after_lines(b"a\nb", 2) == b""


def test_a_quote_that_never_ends_is_no_record():
    with pytest.raises(ValueError, match="never ends"):
        list(record_blocks(io.BytesIO(b'1,"' + b"a\n" * 100).read, 8, ","))
