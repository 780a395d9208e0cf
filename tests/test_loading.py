"""Reading: encodings, workbooks, shapes, cards; and that no personal value comes through."""

import gzip

import pandas as pd
import pytest

from contestlib.documents import hash_files
from contestlib.errors import DataError
from contestlib.loading import read_contest, read_marks, read_orders
from contestlib.readings import decode_text
from contestlib.tables import list_readings


def test_utf8_comes_before_gb18030():
    """GB18030 reads these UTF-8 bytes too, as other characters."""
    assert "项目名称,扶贫,团队".encode().decode("gb18030") == "椤圭洰鍚嶇О,鎵惰传,鍥㈤槦"
    assert decode_text("项目名称,扶贫,团队".encode(), "x") == ("项目名称,扶贫,团队", "utf-8")
    assert decode_text("公益䶮".encode("gb18030"), "x") == ("公益䶮", "gb18030")
    assert decode_text(b"\xef\xbb\xbf" + "公益".encode(), "x") == ("公益", "utf-8-sig")
    assert decode_text("公益".encode("utf-16"), "x")[0] == "公益"


def test_bytes_that_are_no_text():
    with pytest.raises(DataError, match="neither UTF-8 nor GB18030"):
        decode_text(b"\xff\xff\x00\x81", "orders.csv")


def test_no_personal_value_comes_through(hubei):
    orders = read_orders(hubei)
    assert not {"phone", "recipient", "postcode"} & set(orders)
    assert orders["buyer"].dtype.kind == orders["address"].dtype.kind == "i"
    text = orders.drop(columns=["order", "paid_at", "ordered_at", "payable", "line"]).to_csv()
    raw = (hubei.folder / "raw" / "orders-1.csv").read_bytes().decode("gb18030")
    cells = raw.splitlines()[5].split(",")
    assert cells[4].startswith("100") and cells[4] not in text and cells[0] not in text and cells[6] not in text


def test_a_half_quoted_address_and_two_empty_fields_do_not_shift_columns(hubei):
    orders = read_orders(hubei)
    whole = orders[orders["damage"] == ""]
    assert set(whole["status"]) == {"支付成功", "未支付", "已支付(过期)", "已支付(无库存)"}
    assert "湖北省" in set(whole["region"]) and "广西壮族自治区" in set(whole["region"])


def test_buyers_are_ordinals_of_a_canonical_sort(hubei, folder):
    """The order of rows in the export does not change who is who."""
    path = folder / "raw" / "orders-2.csv"
    lines = path.read_bytes().split(b"\r\n")
    path.write_bytes(b"\r\n".join([lines[0], *reversed(lines[1:-1]), b""]))
    (folder / "raw" / "SOURCES.csv").unlink()
    before = read_orders(hubei).set_index("order")["buyer"]
    after = read_orders(read_contest(folder)).set_index("order")["buyer"]
    assert before[~before.index.duplicated()].sort_index().equals(after[~after.index.duplicated()].sort_index())


def test_one_address_in_several_spellings_is_one_ordinal(hubei, folder):
    """Widths and white space apart; no address, no ordinal; and nothing of an address comes through."""
    (folder / "raw" / "SOURCES.csv").unlink()
    header = (folder / "raw" / "orders-1.csv").read_bytes().split(b"\r\n")[0].decode("gb18030")
    addresses = ["湖北省宜昌市西陵区１号", "湖北省 宜昌市西陵区1号", "", "湖北省恩施市2号", "贵州省3号"]
    rows = [f"买家{at},秭归脐橙,1.00,443600,139,{address},收件人,支付成功,{at},2019-06-01 08:00:00,2019-06-01 08:00:00,,"
            for at, address in enumerate(addresses)]
    (folder / "raw" / "orders-1.csv").write_bytes("\r\n".join([header, *rows]).encode("gb18030"))
    (folder / "raw" / "orders-2.csv").unlink()
    orders = read_orders(read_contest(folder))
    assert orders["address"].tolist() == [1, 1, 0, 2, 3]
    assert orders["has_address"].tolist() == [True, True, False, True, True]
    assert "西陵" not in orders.to_csv()


def test_how_each_file_was_read_is_listed(hubei):
    readings = list_readings(read_orders(hubei), read_marks(hubei), *hubei.tables.values()).set_index("file")
    assert sorted(readings.index) == sorted(hubei.sources["file"])
    assert readings.loc["raw/orders-1.csv", ["encoding", "delimiter", "headers"]].tolist() == ["gb18030", "comma", "11"]
    assert readings.loc["raw/orders-1.csv", "values"].startswith("13 × 14")
    assert readings.loc["raw/marks.xlsx", "sheets"] == ", ".join(f"评委{judge}" for judge in range(1, 8))
    cards = hubei.sources.set_index("file")["rows"].astype(int)
    assert readings["rows"].sort_index().equals(cards.sort_index())


def test_marks_keep_recusals_and_absences_apart(hubei):
    marks = read_marks(hubei)
    assert set(marks["why"]) == {"", "recused", "absent"}
    assert marks.loc[marks["why"] != "", "mark"].isna().all()
    assert set(marks["judge"]) == {f"评委{n}" for n in range(1, 8)} and set(marks["criterion"]) == {"welfare", "mobilization"}


def test_compressed_files_are_read(folder):
    path = folder / "raw" / "tiers.csv"
    (folder / "raw" / "tiers.csv.gz").write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()
    rules = (folder / "rules.toml").read_text(encoding="utf-8").replace("raw/tiers.csv", "raw/tiers.csv.gz")
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    (folder / "raw" / "SOURCES.csv").unlink()
    assert len(read_contest(folder).tables["tiers"]) > 70


def test_workbooks_of_other_programs_read_the_same(hubei, folder):
    """The registration rewritten by openpyxl, numbers as numbers."""
    import openpyxl
    path = folder / "raw" / "registration.xlsx"
    openpyxl.load_workbook(path).save(path)
    (folder / "raw" / "SOURCES.csv").unlink()
    pd.testing.assert_frame_equal(read_contest(folder).tables["registration"], hubei.tables["registration"])


def test_hashes_of_files(folder):
    table = hash_files(folder, "*.csv")
    assert list(table.index) == ["aliases.csv", "decisions.csv", "indicators.csv", "judges.csv", "scenarios.csv", "teams.csv"]
    assert (table["sha256"].str.len() == 12).all()
