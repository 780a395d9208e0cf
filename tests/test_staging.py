"""What an engine is given in pieces is what memory is given at once: random exports meet the same fate, row by row."""

import gzip
import importlib.util
from random import Random

import narwhals as nw
import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contestlib import clean_orders, read_contest, read_orders
from contestlib.frames import collect
from contestlib.invariants import check_ledger
from contestlib.names import FOREIGN
from contestlib.plain import packed, ranks

HEADER = "参与者,项目名称,应付总额,邮编,手机,配送地址,收货人,支付状态,类型,订单号,下单时间,支付时间"
RULES = """
title_en = "Random"
[window]
start = 2019-05-01T00:00:00+08:00
end = 2019-09-02T00:00:00+08:00
[definitions]
paid_statuses = ["支付成功"]
corporate_types = ["企业"]
corporate = "excluded"
anonymous = ["匿名"]
[tables.orders]
files = ["raw/orders-*"]
columns = { buyer = "参与者", project = "项目名称", payable = "应付总额", postcode = "邮编", phone = "手机", \
address = "配送地址", recipient = "收货人", status = "支付状态", type = "类型", order = "订单号", ordered_at = "下单时间", \
paid_at = "支付时间" }
[tables.tiers]
files = ["raw/tiers.csv"]
columns = { project = "项目名称", kind = "类型", price = "单价", freight = "每单运费" }
[tables.refunds]
files = ["raw/refunds.csv"]
columns = { refund = "退款单号", order = "订单号", refunded = "退款金额" }
"""
CELLS = {
    "buyer": ["买家{n}", "买家{n}", " 买家{n} ", "很长的名字-{n}-后面还有许多字", "a{n}", "匿名", "", "\u3000", "Ünï{n}"],
    "project": ["项目0", "项目1", "项目2", "项目1 ", "别名", "外地项目", ""],
    "payable": ["{n}.00"] * 8 + ["1{n}.5", "￥1,2{n:02d}.00", "{n}元", "１{n}.00", "面议", "0.005", "3万", "1.00",
                                 "123456789{n}.99", "00{n}.10", ""],
    "address": ["湖北省宜昌市{n}号", '"湖北省宜昌市"{n}号', "  北京市{n}号", "{n}", "", " ", '"广东省\n{n}号"'],
    "status": ["支付成功"] * 6 + [" 支付成功", "未支付", ""],
    "type": ["", "", "", "企业"],
    "order": ["2019{m:016d}"] * 8 + ["A-{m}", "单{m}", "", " ", "匿"],
    "paid_at": ["2019-06-{d:02d} 08:30:11"] * 8 + ["2019年6月{d}日 08:30:11", "2019/6/{d} 8:30", "2019-04-30 23:59:59",
                                                  "2019-05-01 00:00:00", "2019-09-02 00:00:00", "2019-06-31 00:00:00", "无", ""],
}


def made_folder(folder, seed):
    """A contest with orders in several files, of every kind that the rules and readers tell apart."""
    pick, number = Random(seed), 0
    (folder / "raw").mkdir()
    (folder / "rules.toml").write_text(RULES, encoding="utf-8")
    (folder / "teams.csv").write_text("team,name_zh,project,status\n" + "".join(
        f"T{n},项目{n}队,项目{n},online\n" for n in range(3)), encoding="utf-8")
    (folder / "aliases.csv").write_text(f"spelling,team\n别名,T2\n外地项目,{FOREIGN}\n", encoding="utf-8")
    (folder / "indicators.csv").write_text("code,direction,source,transform,normalization,on_zero,on_missing\n"
                                           "amount,higher,ledger:amount,,share_of_best,real,zero\n", encoding="utf-8")
    (folder / "scenarios.csv").write_text("scenario,amount,total\nbaseline,1,1\n", encoding="utf-8")
    (folder / "raw" / "tiers.csv").write_text("项目名称,类型,单价,每单运费\n项目0,回报,39.00,5.00\n项目1,抽奖,1.00,6.00\n",
                                              encoding="utf-8")
    for name in ("orders-1.csv", "orders-2.csv.gz", "orders-3.csv"):
        lines = [HEADER]
        for _ in range(pick.randrange(1, 120)):
            number += 1
            cells = {column: pick.choice(texts).format(n=pick.randrange(90), d=pick.randrange(1, 29), m=number)
                     for column, texts in CELLS.items()}
            line = ",".join([cells["buyer"], cells["project"], f'"{cells["payable"]}"', "443000", "139", cells["address"], "收件",
                             cells["status"], cells["type"], cells["order"], cells["paid_at"], cells["paid_at"]]) + ",,"
            lines.append(line)
            more = (line, line.replace(".00", ".01"), "", ",,,,", line[:-2], line + "more", "a,b", HEADER, "\t, ,")
            lines += pick.choices(more, k=pick.choice((0, 0, 0, 1, 2)))
        text = ("\r\n" if seed % 2 else "\n").join(lines) + ("\n" if seed % 3 else "")
        (folder / "raw" / name).write_bytes(gzip.compress(text.encode()) if name.endswith("gz") else text.encode())
    refunds = [f"R{n},2019{pick.randrange(number):016d},0.01" for n in range(9)]
    refunds += [refunds[0], "R99,nowhere,1.00", *(f"S{n},单{n},0.00" for n in range(number))]
    (folder / "raw" / "refunds.csv").write_text("\n".join(["退款单号,订单号,退款金额", *refunds]), encoding="utf-8")
    return read_contest(folder)


def in_order(table):
    frame = collect(nw.from_native(table)).drop(columns=["address"], errors="ignore")
    if "paid_at" in frame:
        frame["paid_at"] = frame["paid_at"].dt.tz_localize(None).astype("datetime64[s]")
    frame = frame.astype({name: float for name in frame if name in ("line", "buyer") or name.endswith("_fen")})
    return frame.sort_values(list(frame), ignore_index=True)


@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::UserWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize("seed", range(10))
def test_random_exports_are_the_same_in_duckdb_and_in_memory(tmp_path, seed, monkeypatch):
    if importlib.util.find_spec("duckdb") is None or importlib.util.find_spec("pyarrow") is None:
        pytest.skip("DuckDB not tested: absent (tools/run.py extras)")
    monkeypatch.setattr("contestlib.pieces.BLOCK", 1 << 10)
    monkeypatch.setattr("contestlib.staging.GROUP", 1 << 5)
    monkeypatch.setattr("contestlib.fields.BLOCK", 1 << (9 if seed % 2 else 21))  # with texts in Arrow, and without
    contest = made_folder(tmp_path, seed)
    ours, theirs = (clean_orders(read_orders(contest, engine=engine), contest) for engine in ("pandas", "duckdb"))
    assert check_ledger(theirs).all()
    assert {"shape", "duplicate", "unpaid", "refund-unknown-order"} <= set(ours.set_aside["rule"])
    # Lines are records in an engine, so that a line break in a cell moves those below it.
    for name in ("reconciliation", "by_team", "control", "borders", "changes"):
        pd.testing.assert_frame_equal(*(without_lines(getattr(ledger, name)) for ledger in (ours, theirs)), check_dtype=False,
                                      obj=name)
    for name in ("kept", "set_aside"):
        pd.testing.assert_frame_equal(*(in_order(without_lines(collect(nw.from_native(getattr(ledger, name)))))
                                        for ledger in (ours, theirs)), check_dtype=False, obj=name)


def without_lines(table):
    return table.drop(columns=["line", "first_line"], errors="ignore")


@given(st.lists(st.lists(st.text("买a\0b家é1", max_size=30), max_size=8), max_size=4))
@example([["买家12345678", "买家1", "买家123456789012345678901234567890", "乙"], ["买家1"]])
def test_ranks_are_places_among_the_sorted(parts):
    texts = [text for part in parts for text in part]
    places = {text: place for place, text in enumerate(sorted({text.encode() for text in texts}))}

    def bytes_of(part):
        begins = np.cumsum([0, *(len(text.encode()) for text in part)])
        return np.frombuffer("".join(part).encode(), dtype=np.uint8), begins

    assert ranks(lambda: map(bytes_of, parts)).tolist() == [places[text.encode()] for text in texts]


def test_ranks_of_what_has_nothing_in_common():
    texts = [f"{number * 7919 % 100_003:x}-{'y' * (number % 20)}" for number in range(3_000)] * 2
    assert ranks(lambda: [packed(texts)]).tolist() == pd.Series(texts).rank(method="dense").astype(int).sub(1).tolist()
