"""A slice of the fuzz run that `tools/run.py fuzz` makes in full, and what earlier runs found."""

import importlib.util
from pathlib import Path

import pandas as pd
import pytest

from contestlib.errors import ContestError
from contestlib.invariants import check_ledger
from contestlib.loading import check_contest, read_contest
from contestlib.readings import decode_text
from contestlib.values import parse_instants, parse_money

spec = importlib.util.spec_from_file_location("fuzz_tool", Path(__file__).parents[1] / "tools" / "fuzz.py")
tool = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tool)


@pytest.fixture
def small(tmp_path):
    (tmp_path / "raw").mkdir()
    for name, content in tool.sound_files().items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_mutated_files_and_cells_end_in_a_ledger_or_a_message(tmp_path):
    complaints, ends = tool.fuzz(1500, 5, tmp_path)
    assert complaints == []
    assert ends["ledger"] > 15 and len(ends) > 4


def test_the_sound_contest_meets_every_kind_of_row(small):
    assert check_contest(small) == []
    assert tool.complaint_about(small, tool.ROWS + 2) == ("", "ledger")
    contest = read_contest(small)
    from contestlib import clean_orders, read_orders
    ledger = clean_orders(read_orders(contest), contest)
    assert {"unpaid", "window", "duplicate", "conflict", "lottery", "refund-repeated", "refund-unknown-order"} <= set(
        ledger.set_aside["rule"])
    assert check_ledger(ledger).all()


def test_a_complaint_is_one(small, monkeypatch):
    """The judge of the fuzz run sees a lost row, a crash and a message that gives somebody away."""
    assert tool.complaint_about(small, tool.ROWS + 3)[0] == f"{tool.ROWS + 2} fates of {tool.ROWS + 3} rows"
    monkeypatch.setattr(tool, "clean_orders", lambda orders, contest: 1 / 0)
    assert tool.complaint_about(small)[0].startswith("ZeroDivisionError")

    def tell(orders, contest):
        raise ContestError(found="{text}", expected="-", where="-", remedy="-", text=tool.SECRET[0])
    monkeypatch.setattr(tool, "clean_orders", tell)
    assert tool.complaint_about(small, 1)[0] == "a personal value in a message"


def test_one_stray_character_does_not_damn_a_file():
    """Somebody's own glyph (private use) or an accidental control character among a thousand others; a NUL in every other
    place is another matter."""
    text = "项目名称,应付总额\n" + "秭归脐橙,39.00\n" * 100
    for stray in ("\ue000", "\x1f"):
        assert decode_text((text + stray).encode("gb18030"), "x.csv") == (text + stray, "gb18030")
    with pytest.raises(ContestError, match="neither UTF-8 nor GB18030 text .* at x.csv line 3;"):
        decode_text("甲,乙\n1,2\n".encode("gb18030") + b"\xff,3\n4,5\n", "x.csv")


def test_sums_that_floats_could_not_hold_are_no_amounts():
    assert parse_money("100000000000") == (10**13, "exact")
    for text in ("100000000000.01", "99999999999999999999", "99999999亿元"):
        with pytest.raises(ValueError):
            parse_money(text)


def test_an_instant_that_leaves_the_calendar_in_another_zone_is_none():
    texts = pd.Series(["9999-12-31 23:59:59-08:00", "0001-01-01 00:00:00+08:00", "2019-05-01 00:00:00Z"])
    assert parse_instants(texts, "Asia/Shanghai").isna().tolist() == [True, True, False]


def test_refunds_of_which_none_is_set_aside_list_no_row(small):
    (small / "raw" / "refunds.csv").write_text("退款单号,订单号,退款金额\nR1,20190000000000000009,5.00\n", encoding="utf-8")
    contest = read_contest(small)
    from contestlib import clean_orders, read_orders
    ledger = clean_orders(read_orders(contest), contest)
    assert check_ledger(ledger).all()
    assert (ledger.set_aside["file"] == "raw/orders.csv").all()
