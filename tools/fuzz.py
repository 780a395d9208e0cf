"""Mutated files and cells through reading and cleaning: a ledger that adds up, or a message in four parts; nothing else.

    python tools/fuzz.py [mutations] [seed]

It tells how far it is, and ends with the numbers that make the same run again.

One mutation in fifty changes the bytes of a file, one its rows, the others a cell each, in files in which every row has one.
"""

from __future__ import annotations

import csv
import io
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from pathlib import Path
from random import Random

import openpyxl

from contestlib.cleaning import clean_orders
from contestlib.errors import ContestError
from contestlib.indicators import eligible_teams, measure_indicators
from contestlib.invariants import check_ledger
from contestlib.loading import read_contest, read_marks, read_orders
from contestlib.wording import describe_error

RULES = """
title_zh = "试"
title_en = "Trial"
[window]
start = 2019-05-01T00:00:00+08:00
end = 2019-09-02T00:00:00+08:00
[definitions]
paid_statuses = ["支付成功"]
failed_states = ["众筹失败"]
corporate_types = ["企业"]
[panel]
minimum_judges = 5
recused = ["回避"]
absent = ["缺席", ""]
"""
COLUMNS = {
    "orders.csv": {"buyer": "参与者", "project": "项目名称", "payable": "应付总额", "postcode": "邮编", "phone": "手机",
                   "address": "配送地址", "recipient": "收货人", "status": "支付状态", "order": "订单号",
                   "ordered_at": "下单时间", "paid_at": "支付时间"},
    "refunds.csv": {"refund": "退款单号", "order": "订单号", "refunded": "退款金额"},
    "projects.csv": {"project": "项目名称", "raised": "已筹金额", "state": "项目状态", "padding_amount": "虚拟金额",
                     "supporters": "支持人数"},
    "tiers.csv": {"project": "项目名称", "kind": "类型", "price": "单价", "freight": "每单运费"},
    "counters.csv": {"project": "项目名称", "taken_at": "统计时间", "likes": "点赞数"},
    "registration.xlsx": {"name": "队伍名称", "households": "带动贫困户数"},
    "marks.xlsx": {"team": "队伍", "welfare": "公益性"},
}
TEAMS = {"T1": "秭归脐橙", "T2": "房县黑木耳，特级", "T3": "英山云雾茶"}
ROWS = 60
CELLS = 600  # rows of a file in which every row has a mutated cell: what a file costs hardly depends on its rows
STEP = 2_000  # mutations after which the run tells how far it is
SECRET = ("机密街", "139000", "收件人")  # parts of every address, phone and recipient; none may come through
REFUNDED = 10  # the row of the order that a refund names; more refunded than paid stops the run
SMALL = {
    "raw/refunds.csv": [["退款单号", "订单号", "退款金额"], ["R1", "20190000000000000009", "5.00"],
                        ["R1", "20190000000000000009", "5.00"],
                        ["R2", "999", "￥1.00"]],
    "raw/projects.csv": [["项目名称", "已筹金额", "项目状态", "虚拟金额", "支持人数"],
                         *([name, "￥1,234.00", "众筹成功", "-", "1,204"] for name in TEAMS.values())],
    "raw/tiers.csv": [["项目名称", "类型", "单价", "每单运费"], *([name, "回报", "￥39.00", "6.00"] for name in TEAMS.values()),
                      ["秭归脐橙", "抽奖", "1.00", "6.00"]],
    "raw/counters.csv": [["项目名称", "统计时间", "点赞数"],
                         *([name, "2019年9月5日 10:00", "75.4万"] for name in TEAMS.values())],
}
BOOKS = {
    "raw/registration.xlsx": {"报名表": [["队伍名称", "带动贫困户数"], *([name, "86户"] for name in TEAMS.values())]},
    "raw/marks.xlsx": {f"评委{n}": [["队伍", "公益性"], *([name, 80 + n] for name in TEAMS.values())] for n in (1, 2)},
}
OFFICE = {
    "rules.toml": "",
    "teams.csv": "team,name_zh,project,status\n" + "".join(f"{team},{name}队,{name},online\n" for team, name in TEAMS.items()),
    "indicators.csv": "code,direction,source,transform,normalization,on_zero,on_missing\n"
                      "amount,higher,ledger:amount,,share_of_best,real,stop\nlikes,higher,counters:likes,,share_of_best,real,zero\n",
    "scenarios.csv": "scenario,amount,likes,total\nbaseline,80,20,100\n",
}
TEXTS = {"raw/orders.csv", *SMALL}  # which say nothing of marks
NO_ORDERS = {"raw/counters.csv", *BOOKS}  # which say nothing of orders
# What cells held that broke somebody's import: signs, digits of other scripts, widths, marks of direction, formulas, dates.
PIECES = ("", "-", "—", "￥", "¥", "元", "万", "亿", "余", "近", "超过", "0", "9", "１", "٣", "²", "½", "一", ",", "，", ".",
          "。", "..", "'", "\"", "\"\"", "\n", "\r", "\t", "\x00", "\x1f", "\x7f", "\u200b", "\ufeff", "\u3000", "\u202e",
          "\ud7ff", "\ue000", "𠮷", "😀", "=1+1", "@SUM(A1)", "+", "%", "1e5", "1E400", "inf", "nan", "NaN", "NULL", "None",
          "#N/A", "TRUE", "0x1F", "-0", "1/2", "99999999999999999999", "0.005", "2019-02-29 10:00:00", "2019-13-01 00:00:00",
          "1900-01-01 00:00:00", "9999-12-31 23:59:59", "0001-01-01 00:00:00", "24:00:00", "2019年", "下午", "AM", "+08:00",
          "Z", "20190512083011", "43597.5", "支付成功", "未支付", "{0}", "{found}", "%s", "\\", "<b>", "a" * 3000)


def texts_of(rows: list[list[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


def order_rows(count: int = ROWS) -> list[list[str]]:
    """The platform's export: thirteen values under eleven headers; unpaid, late and repeated orders; several spellings."""
    rows = [list(COLUMNS["orders.csv"].values())]
    for n in range(count):
        paid = ("2019-06-{:02d} 08:30:11", "2019/6/{:02d} 8:30", "2019年6月{:02d}日 下午8:30", "2019-10-{:02d} 08:00:00")[n % 4]
        yuan = (f"{39 + n}.00", f"￥1,{200 + n}.50", f"{45 + n}元", "1.00", "５６.００")[n % 5]
        address = f"湖北省宜昌市机密街{n}号" if n % 7 else ""
        rows.append([f"买家{n % 17}", list(TEAMS.values())[n % 3], yuan, "443600", f"139000{n:05d}", address, f"收件人{n}",
                     "未支付" if n % 11 == 0 else "支付成功", f"2019{n:016d}", "2019-06-01 08:00:00",
                     paid.format(n % 28 + 1), "", ""])
    return rows + [list(rows[5]), [*rows[6][:2], "7.00", *rows[6][3:]]]


def book_bytes(sheets: dict[str, list[list]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sound_files() -> dict[str, bytes]:
    """A small contest with every kind of table, as nobody has touched it."""
    tables = "".join(f'[tables.{name.split(".")[0]}]\nfiles = ["raw/{name}"]\ncolumns = {{ '
                     + ", ".join(f'{column} = "{header}"' for column, header in columns.items()) + " }\n"
                     for name, columns in COLUMNS.items())
    files = {name: text.encode("utf-8") for name, text in (OFFICE | {"rules.toml": RULES + tables}).items()}
    files |= {name: texts_of(rows).encode("utf-8") for name, rows in SMALL.items()}
    files |= {name: book_bytes(sheets) for name, sheets in BOOKS.items()}
    return files | {"raw/orders.csv": texts_of(order_rows()).encode("gb18030")}


def mutate_bytes(content: bytes, pick: Random) -> bytes:
    """Bits flipped, bytes lost, repeated or brought in, an end cut off; inside a workbook's parts, too."""
    if zipfile.is_zipfile(io.BytesIO(content)) and pick.random() < 0.7:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
        name = pick.choice(sorted(parts))
        parts[name] = mutate_bytes(parts[name], pick)
        if pick.random() < 0.1:
            del parts[pick.choice(sorted(parts))]
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
            for part, inside in parts.items():
                packed.writestr(part, inside)
        return buffer.getvalue()
    changed = bytearray(content)
    for _ in range(pick.randint(1, 4)):
        at = pick.randrange(len(changed) + 1)
        end = min(len(changed), at + pick.choice((1, 1, 2, 7, 60, 400)))
        kind = pick.randrange(6)
        if kind == 0 and at < len(changed):
            changed[at] ^= 1 << pick.randrange(8)
        elif kind == 1:
            del changed[at:end]
        elif kind == 2:
            changed[at:at] = changed[at:end]
        elif kind == 3:
            changed[at:at] = pick.choice(PIECES).encode(pick.choice(("utf-8", "gb18030", "utf-16-le")), "ignore")
        elif kind == 4:
            changed[at:at] = bytes(pick.choices(b'",;|\t\r\n\x00\xff', k=pick.randint(1, 3)))
        elif pick.random() < 0.2:
            del changed[at:]
    return bytes(changed)


def mutate_rows(rows: list[list[str]], pick: Random) -> bytes:
    """Rows and columns lost, repeated, moved; another encoding, delimiter or end of line."""
    rows = [list(row) for row in rows]
    for _ in range(pick.randint(1, 3)):
        one, other = pick.randrange(len(rows)), pick.randrange(len(rows))
        kind = pick.randrange(7)
        if kind == 0:
            rows.insert(other, list(rows[one]))
        elif kind == 1 and len(rows) > 1:
            del rows[one]
        elif kind == 2:
            rows[one], rows[other] = rows[other], rows[one]
        elif kind == 3:
            rows[one] = rows[one][:pick.randrange(len(rows[one]) + 1)]
        elif kind == 4:
            rows[one] = rows[one] + pick.choices(PIECES, k=pick.randint(1, 4))
        elif kind == 5:
            rows = [row[::-1] for row in rows]
        else:
            rows.insert(one, [pick.choice(("订单导出", "合计", "", "统计时间：2019-09-06"))])
    text = texts_of(rows).replace("\r\n", pick.choice(("\r\n", "\n", "\r")))
    text = text.replace(",", pick.choice((",", ",", "\t", ";", "|")))
    encodings = ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "big5", "latin-1")
    return text.encode(pick.choice(encodings), "ignore")


def mutate_cell(cell: str, pick: Random) -> str:
    """One cell as somebody might have typed, pasted or damaged it."""
    at = pick.randrange(len(cell) + 1)
    kind = pick.randrange(5)
    if kind == 0:
        return pick.choice(PIECES)
    if kind == 1:
        return cell[:at] + pick.choice(PIECES) + cell[at:]
    if kind == 2:
        return cell[:at] + cell[at + pick.randint(1, 3):]
    if kind == 3:
        first, last = pick.choice(((32, 127), (0x4E00, 0x9FFF), (0xFF00, 0xFFEF)))
        return cell[:at] + chr(pick.randrange(first, last)) + cell[at + 1:]
    return cell.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789.,:-/"})


def mutate_orders(pick: Random) -> tuple[bytes, int]:
    """Orders of which every row has one mutated cell, in a column that does not stop the run, and how many rows they are."""
    rows = order_rows(CELLS)
    for row in rows[1:REFUNDED] + rows[REFUNDED + 1:]:
        at = pick.choice((0, 2, 2, 2, 3, 5, 7, 8, 9, 10, 10, 10))
        row[at] = mutate_cell(row[at], pick).replace("\x00", "")
    return texts_of(rows).encode("gb18030", "ignore"), len(rows) - 1


def complaint_about(folder: Path, rows: int | None = None, *, changed: str = "", before: tuple = ()) -> tuple[str, str]:
    """What went wrong with a contest folder (nothing, if all is well), and how it ended: the ledger, or the kind of message.

    `rows` is how many orders were written, where that is known. Where one file alone is `changed`, what others give is not
    computed again: `before` are the contest, the orders and the ledger of the sound folder.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            contest = before[0] if before and changed == "raw/orders.csv" else read_contest(folder)
            if before and changed in NO_ORDERS:
                orders, ledger = before[1:]
            else:
                orders = read_orders(contest)
                ledger = clean_orders(orders, contest)
            if not before or changed not in TEXTS:
                read_marks(contest)
            measure_indicators(ledger, None, contest, eligible_teams(contest))
        except ContestError as error:
            sentences = [str(error), describe_error(error, "zh"), describe_error(error, "en")]
            parts = (error.found, error.expected, error.where, error.remedy)
            secret = rows is not None and any(word in sentence for word in SECRET for sentence in sentences)
            lost = "" if rows is None else f"stopped by a cell: {error}"
            return ("a personal value in a message" if secret else "" if all(parts) else "a part is missing") or lost, error.found
        except Exception as error:  # the one thing that must not happen
            return f"{type(error).__name__}: {error}", "crash"
    broken = check_ledger(ledger)
    fates = ledger.reconciliation.loc[orders["file"].unique(), ["rows_kept", "rows_set_aside"]].to_numpy().sum()
    if not broken.all():
        return f"does not hold: {', '.join(broken.index[~broken])}", "ledger"
    if fates != (len(orders) if rows is None else rows):
        return f"{fates} fates of {len(orders) if rows is None else rows} rows", "ledger"
    words = ledger.set_aside.to_csv() + ledger.changes.to_csv() + ledger.kept.to_csv()
    if rows is not None and any(word in words for word in SECRET):
        return "a personal value below the loader", "ledger"
    return "", "ledger"


def fuzz(mutations: int, seed: int, folder: Path, tell=lambda done, found: None) -> tuple[list[str], Counter]:
    """Complaints, each with what makes it again, and how the runs ended.

    Parameters
    ----------
    mutations : int
    seed : int
    folder : Path
        Empty; the contest is written there.
    tell : callable
        Called after each file with how many mutations are done and how many complaints there are.
    """
    sound = sound_files()
    (folder / "raw").mkdir(parents=True, exist_ok=True)
    for name, content in sound.items():
        (folder / name).write_bytes(content)
    contest = read_contest(folder)
    orders = read_orders(contest)
    before = contest, orders, clean_orders(orders, contest)
    texts = {**SMALL, "raw/orders.csv": order_rows()}
    complaints, ends, done, number = [], Counter(), 0, 0
    while done < mutations:
        pick, rows = Random(f"{seed} {number}"), None
        if done < mutations // 50:
            name = pick.choice(sorted(set(sound) - set(OFFICE)) if pick.random() < 0.9 else sorted(OFFICE))
            content, size = mutate_bytes(sound[name], pick), 1
        elif done < mutations // 25:
            name = pick.choice(sorted(texts))
            content, size = mutate_rows(texts[name], pick), 1
        else:
            name = "raw/orders.csv"
            (content, rows), size = mutate_orders(pick), CELLS + 2
        (folder / name).write_bytes(content)
        complaint, end = complaint_about(folder, rows, changed=name, before=before)
        if complaint:
            complaints.append(f"seed {seed}, file {number} ({name}): {complaint}")
        ends[end] += 1
        (folder / name).write_bytes(sound[name])
        done, number = done + size, number + 1
        tell(done, len(complaints))
    return complaints, ends


def main(arguments: list[str]) -> int:
    mutations, seed = (int(value) for value in (arguments + ["100000", "0"][len(arguments):])[:2])
    begun, told = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder:
        def tell(done, found):
            nonlocal told
            if done // STEP > told:
                told = done // STEP
                print(f"{done:8}  mutations, {time.monotonic() - begun:.0f} s, {found} complaints", flush=True)

        complaints, ends = fuzz(mutations, seed, Path(folder), tell)
    for end, times in ends.most_common():
        print(f"{times:8}  {end}")
    print("\n".join(complaints[:50]))
    print(f"{mutations} mutations in {sum(ends.values())} files, {time.monotonic() - begun:.0f} s, {len(complaints)} complaints; "
          f"again: python tools/fuzz.py {mutations} {seed}")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
