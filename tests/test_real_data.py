"""Real input through the same steps: 291,885 orders, by a column mapping alone."""

import os
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from contestlib.cleaning import clean_orders
from contestlib.decision import decide_contest
from contestlib.invariants import check_ledger
from contestlib.loading import check_contest, read_contest, read_orders

SHARED = Path(os.environ.get("CONTESTLIB_SHARED", Path(__file__).parents[2] / "shared"))
ORDERS = SHARED / "real" / "orders" / "orders.csv.gz"

RULES = """
title_en = "Charity marathons"
language = "en"
time_zone = "UTC"
[definitions]
anonymous = ["ANON"]
[scoring]
points = 100
decimals = 2
[selection]
places = 3
reserves = 2
[admissible]
percent = 50
[tables.orders]
files = ["raw/orders.csv.gz"]
[tables.orders.columns]
project = "event"
buyer = "donor"
paid_at = "time_utc"
payable = "amount_usd"
[tables.projects]
files = ["raw/projects.csv"]
[tables.projects.columns]
project = "event"
raised = "total"
"""


@pytest.fixture(scope="module")
def marathons(tmp_path_factory):
    if not ORDERS.exists():
        pytest.skip("the folder of real orders is absent: 291,885 orders not read")
    import csv
    import gzip
    folder = tmp_path_factory.mktemp("marathons")
    (folder / "raw").mkdir()
    shutil.copy(ORDERS, folder / "raw" / "orders.csv.gz")
    with gzip.open(ORDERS, "rt", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    events = sorted({row["event"] for row in rows})
    (folder / "teams.csv").write_text("team,name_zh,project,status\n" + "".join(f"{e},{e},{e},online\n" for e in events),
                                      encoding="utf-8")
    (folder / "raw" / "projects.csv").write_text("event,total\nagdq2016,1216309.02\n", encoding="utf-8")
    (folder / "rules.toml").write_text(RULES, encoding="utf-8")
    (folder / "indicators.csv").write_text(
        "code,direction,source,transform,normalization,on_zero,on_missing\n"
        "amount,higher,ledger:amount,,share_of_best,real,stop\nbuyers,higher,ledger:buyers,,share_of_best,real,stop\n",
        encoding="utf-8")
    (folder / "scenarios.csv").write_text("scenario,amount,buyers,total\nbaseline,80,20,100\n", encoding="utf-8")
    return folder, rows


def test_real_orders_are_read_cleaned_and_reconciled(marathons):
    folder, rows = marathons
    assert check_contest(folder) == []
    contest = read_contest(folder)
    ledger = clean_orders(read_orders(contest), contest)
    assert len(rows) == 291_885
    assert ledger.reconciliation["rows_in"].sum() == 291_885 and check_ledger(ledger).all()
    exact = sum(Decimal(row["amount_usd"]) for row in rows if row["event"] == "agdq2016")
    assert exact == Decimal("1216309.02")
    control = ledger.control.loc["agdq2016"]
    assert control["ledger_fen"] == 121_630_902 and control["agrees"] and control["difference_fen"] == 0
    anonymous = sum(row["donor"] == "ANON" for row in rows)
    assert (ledger.kept["buyer"] == 0).sum() == anonymous > 5000


def test_real_orders_go_all_the_way_to_a_list(marathons):
    folder, rows = marathons
    result = decide_contest(read_contest(folder))
    assert len(result.matrix) == 17
    donors = {(row["event"], row["donor"]) for row in rows if row["donor"] != "ANON"}
    event = result.matrix.index[0]
    assert result.matrix.loc[event, "buyers"] == sum(e == event for e, _ in donors)
    assert len(result.selection.finalists) == 3
