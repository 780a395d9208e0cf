"""Flags by hand, and what they must not depend on."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from contestlib.cleaning import empty_ledger
from contestlib.integrity import FLAGS, flag_support, set_aside_flagged
from contestlib.records import Ledger
from contestlib.rules import Integrity


def ledger_of(rows, **control):
    """Rows: team, buyer, yuan, hours after the start."""
    kept = pd.DataFrame(rows, columns=["team", "buyer", "yuan", "hour"])
    kept = kept.assign(file="a.csv", line=range(2, len(kept) + 2), kind="goods", region="", freight_fen=0, refunded_fen=0,
                       payable_fen=100 * kept["yuan"], amount_fen=100 * kept["yuan"], order=[str(at) for at in range(len(kept))],
                       paid_at=pd.Timestamp("2019-06-01", tz="Asia/Shanghai") + pd.to_timedelta(kept["hour"], unit="h"))
    parts = {"rows_in": 1, "rows_kept": 1, "rows_set_aside": 0, "fen_in": kept["payable_fen"], "fen_kept": kept["payable_fen"],
             "fen_set_aside": 0, "amount_fen": kept["amount_fen"], "freight_fen": 0, "refunded_fen": 0}
    sums = {key: pd.DataFrame(parts, index=kept.index).groupby(kept[key]).sum() for key in ("file", "team")}
    totals = pd.DataFrame({"ledger_fen": sums["team"]["amount_fen"], "refunds_fen": 0,
                           **{name: pd.Series(values) for name, values in control.items()}})
    return Ledger(kept=kept, set_aside=empty_ledger().set_aside, changes=None, reconciliation=sums["file"], by_team=sums["team"],
                  control=totals, borders=None)


def flags_of(ledger, snapshots=None, likes=None, **thresholds):
    found, rows = flag_support(ledger, likes, Integrity(**{"minimum_orders": 1, **thresholds}), snapshots)
    return found.set_index(["team", "flag"]), rows


def test_a_burst_and_its_lines():
    """Six orders, four of them within 24 hours from hour 50: 4/6."""
    ledger = ledger_of([("A", at, 10, hour) for at, hour in enumerate([0, 30, 50, 60, 73, 73.9], start=1)])
    found, rows = flags_of(ledger, burst_share=0.6)
    flag = found.loc[("A", "burst")]
    assert flag["value"] == 4 / 6 and flag["where"] == "a.csv 4-7" and flag["begins"] == "2019-06-03 02:00:00+08:00"
    assert rows.tolist() == [False, False, True, True, True, True]
    assert not len(flags_of(ledger, burst_share=0.67)[0])


def test_money_and_orders_of_the_largest_buyers():
    """Eleven buyers: ten of 1 order and 10 yuan, one of 1 order and 100; the ten largest givers have 100 + 9 × 10 of 200."""
    ledger = ledger_of([("A", buyer, 100 if buyer == 11 else 10, buyer) for buyer in range(1, 12)])
    found, rows = flags_of(ledger, largest_money_share=0.9, largest_buyers_share=0.9)
    assert found["value"].to_dict() == {("A", "largest-buyers"): 10 / 11, ("A", "largest-money"): 190 / 200}
    anonymous = ledger_of([("A", 0, 10, hour) for hour in range(11)])
    assert not len(flags_of(anonymous, largest_money_share=0.01, largest_buyers_share=0.01, small_yuan=99, small_payments=1,
                            buyer_teams=1)[0])


def test_many_small_payments_by_one_buyer():
    rows = [("A", 1, 1, hour) for hour in range(5)] + [("A", 2, 1, 9), ("A", 1, 50, 10), ("B", 1, 1, 11)]
    found, marked = flags_of(ledger_of(rows), small_yuan=1, small_payments=5)
    assert found.loc[("A", "small-payments"), ["value", "orders", "where"]].tolist() == [5, 5, "a.csv 2-6"]
    assert list(found.index) == [("A", "small-payments")] and marked.sum() == 5


def test_many_small_payments_from_one_address():
    """Five accounts pay 1 yuan each from address 7; an address that is not known is nobody's."""
    ledger = ledger_of([("A", buyer, 1, buyer) for buyer in range(1, 13)] + [("A", 13, 50, 13)])
    ledger = replace(ledger, kept=ledger.kept.assign(address=[7] * 5 + [0] * 7 + [7]))
    found, marked = flags_of(ledger, small_yuan=1, address_payments=5, small_payments=5)
    assert found.loc[("A", "one-address"), ["value", "orders", "where"]].tolist() == [5, 5, "a.csv 2-6"]
    assert list(found.index) == [("A", "one-address")] and marked.sum() == 5
    assert not len(flags_of(ledger, small_yuan=1, address_payments=6)[0])


def test_one_buyer_of_many_teams():
    found, rows = flags_of(ledger_of([("A", 1, 9, 0), ("B", 1, 9, 1), ("C", 1, 9, 2), ("C", 2, 9, 3)]), buyer_teams=3)
    assert found["value"].to_dict() == {(team, "many-teams"): 3 for team in "ABC"} and rows.tolist() == [True] * 3 + [False]


def test_round_amounts():
    found, _ = flags_of(ledger_of([("A", 1, 100, 0), ("A", 2, 300, 1), ("A", 3, 58, 2)]), round_yuan=100, round_share=0.5)
    assert found.loc[("A", "round-amounts"), ["value", "orders"]].tolist() == [2 / 3, 2]


def test_padding_is_a_share_of_what_the_platform_shows():
    ledger = ledger_of([("A", 1, 80, 0), ("B", 2, 100, 1)], padding_fen={"A": 2000, "B": 0},
                       platform_fen={"A": 10000, "B": 10000})
    found, rows = flags_of(ledger, padding_share=0.2)
    assert found["value"].to_dict() == {("A", "padding"): 0.2} and not rows.any()


def test_counters_that_fall_or_jump_without_orders():
    start = pd.Timestamp("2019-06-01", tz="Asia/Shanghai")
    snapshots = pd.DataFrame({"team": ["A"] * 3, "taken": [start + pd.Timedelta(days=day) for day in (0, 1, 2)], "file": "c.csv",
                              "line": [2, 3, 4], "likes": [100.0, 700.0, 650.0]})
    found, _ = flags_of(ledger_of([("A", 1, 9, 20), ("A", 2, 9, 22), ("A", 3, 9, 30)]), snapshots, falling_counter=1,
                        likes_jump=300)
    assert found.loc[("A", "falling-counter"), ["value", "where"]].tolist() == [50, "c.csv 4"]
    assert found.loc[("A", "likes-jump"), ["value", "where"]].tolist() == [600 / 2, "c.csv 3"]
    assert not len(flags_of(ledger_of([("A", 1, 9, 0)]), snapshots.iloc[:1], falling_counter=1, likes_jump=1)[0])


EVERY = {"burst_share": 1e-9, "largest_buyers_share": 1e-9, "largest_money_share": 1e-9, "small_yuan": 50, "small_payments": 1,
         "buyer_teams": 1, "round_share": 1e-9, "address_payments": 1}


def test_flags_depend_neither_on_the_order_of_rows_nor_on_the_numbers_of_buyers():
    rows = [("AB"[at % 2], 1 + at * 7 % 5, 10 * (1 + at % 4), at % 11) for at in range(40)]
    ledger = ledger_of(rows)
    shuffled = ledger.kept.sample(frac=1, random_state=3).assign(buyer=lambda kept: 6 - kept["buyer"])
    other = Ledger(**{**ledger.__dict__, "kept": shuffled.reset_index(drop=True)})
    assert flags_of(ledger, **EVERY)[0].equals(flags_of(other, **EVERY)[0])


@pytest.mark.parametrize("rows", [[], [("A", 1, 10, 0)]])
def test_an_empty_ledger_and_one_order(rows):
    ledger = ledger_of(rows) if rows else empty_ledger()
    found, marked = flags_of(ledger, **EVERY)
    assert len(found) == (0 if not rows else 5) and len(marked) == len(rows)
    assert set(found.index.get_level_values("flag")) <= set(FLAGS)
    if rows:
        assert set_aside_flagged(ledger, marked).by_team.loc["A", "rows_set_aside"] == 1


def test_what_is_planted_strongly_is_noticed():
    """The command that measures recall and false alarms, on one ledger a strength."""
    path = Path(__file__).parents[1] / "benchmarks" / "flags.py"
    spec = importlib.util.spec_from_file_location("flags", path)
    flags = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(flags)
    table = flags.measure(1)
    assert set(table.index) == set(FLAGS) - {"likes-per-order"}
    assert table["strong"].str.endswith(" 100%").all()


def test_zero_switches_a_flag_off():
    assert not len(flags_of(ledger_of([("A", 1, 1, 0)] * 30))[0])
