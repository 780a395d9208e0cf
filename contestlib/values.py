"""Money, instants, counts and shares out of the texts in which offices and platforms write them; exact, or refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from contestlib.errors import DataError
from contestlib.plain import UNREAD, packed, plain_seconds

NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
MONEY = re.compile(rf"(?:¥|RMB|CNY|人民币)?(?P<bound>超过?|逾|近|约)?(?:¥)?{NUMBER}?(?P<unit>百万|千万|万|亿)?(?P<more>余|多)?"
                   r"(?P<late_unit>万|亿)?(?:元|圆)?(?:人民币)?(?P<over>以上)?", re.IGNORECASE | re.ASCII)
COUNT = re.compile(rf"(?:共|已有)?{NUMBER}(?P<unit>万|亿)?(?:人次|人|户|个|次|名|位|份|件|支持者?|点赞|赞|票)*", re.ASCII)
SHARE = re.compile(r"(?:[^\d\s]{2,4}[::]?)?(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<sign>%|‰)?", re.ASCII)
INSTANT = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]*(?P<half>上午|下午|AM|PM)? *(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})秒?)?"
    r"(?:\.\d+)? *(?P<late_half>AM|PM)? *(?P<offset>Z|[+-]\d{2}:?\d{2})?", re.IGNORECASE | re.ASCII)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})", re.ASCII)
USUAL = re.compile(r"(\d{1,9})(?:\.(\d{1,2}))?", re.ASCII)  # yuan
DAY = 86_400  # seconds
UNITS = {None: 1, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
LARGEST = 10**13  # fen; a single amount beyond a hundred billion yuan is a slip, and sums of smaller ones stay exact
NOTHING = ("", "-", "--", "—", "－")


def parse_money(text: str) -> tuple[int, str]:
    """Fen, and how the text states them.

    Parameters
    ----------
    text : str
        Yuan as offices write them: ``￥1,299.00``, ``1299元``, ``32.43万元``, ``10万余元``, ``近千万元``, full-width digits.

    Returns
    -------
    fen : int
    precision : {"exact", "rounded", "lower bound", "upper bound"}
        ``rounded``: in units of ten thousand yuan or more; bounds: 余, 超, 近 …

    Raises
    ------
    ValueError
        Anything else: fractions of a fen, commas that do not part thousands, another currency, more than a hundred billion yuan.

    Examples
    --------
    >>> parse_money("￥1,299.00"), parse_money("32.43万元"), parse_money("10万余元")
    ((129900, 'exact'), (32430000, 'rounded'), (10000000, 'lower bound'))
    """
    if usual := USUAL.fullmatch(text):  # the same number, sooner
        yuan, cents = usual.groups("")
        return int(f"{yuan}{cents:0<2}"), "exact"
    match = MONEY.fullmatch(_plain(text))
    stated = match and (match["number"] or (match["unit"] and match["unit"] != "万" and (
        match["bound"] or match["more"] or match["over"])))  # 近千万 is a number, 千万 a unit
    if not stated or (match["unit"] and match["late_unit"]):
        raise ValueError(text)
    unit = match["unit"] or match["late_unit"]
    fen = Decimal((match["number"] or "1").replace(",", "")) * UNITS[unit] * 100
    if fen != fen.to_integral_value() or fen > LARGEST:
        raise ValueError(text)
    if match["bound"] in ("近", "约"):
        return int(fen), "upper bound" if match["bound"] == "近" else "rounded"
    if match["bound"] or match["more"] or match["over"]:
        return int(fen), "lower bound"
    return int(fen), "rounded" if unit else "exact"


def _plain(text: str) -> str:
    """Without the spaces around signs and units; digits that a space parts stay apart."""
    return re.sub(r"(?<![\d.,])\s+|\s+(?![\d.,])", "", unicodedata.normalize("NFKC", text))


def parse_instants(texts: pd.Series, time_zone: str) -> pd.Series:
    """Instants in `time_zone`; NaT where a text is none.

    Parameters
    ----------
    texts : Series of str
        ``2019-05-12 08:30:11``, ``2019/5/12 8:30``, ``2019年5月12日 下午8:30``, ``2019-05-12T00:30:11Z``, ``20190512083011``,
        full-width digits; a date alone is no instant. Without an offset the clock is that of `time_zone`.

    Examples
    --------
    >>> parse_instants(pd.Series(["2019年5月12日 8:30"]), "Asia/Shanghai")[0].isoformat()
    '2019-05-12T08:30:00+08:00'
    """
    zone = ZoneInfo(time_zone)
    seconds = plain_seconds(*packed(texts.tolist()))
    others = texts[seconds == UNREAD].tolist()
    days = {day: _parse_instant(f"{day} 00:00:00", zone) for day in {text[:-9] for text in others}}  # few, whatever their style
    dates = {day: f"{midnight:%Y-%m-%d}" if midnight else "" for day, midnight in days.items()}
    again = [dates[text[:-9]] + text[-9:] for text in others]
    seconds[seconds == UNREAD] = plain_seconds(*packed(again))
    instants = pd.Series(seconds, index=texts.index, name=texts.name).astype("datetime64[s]").where(seconds != UNREAD)
    rest = texts[seconds == UNREAD]
    if len(rest):
        read = pd.to_datetime(rest, format="%Y-%m-%d %H:%M:%S", errors="coerce").astype("datetime64[s]")
        strange = rest[read.isna()]
        read[read.isna()] = pd.to_datetime(strange.map({text: _parse_instant(text, zone) for text in strange.unique()}))
        instants[seconds == UNREAD] = read
    return instants.dt.tz_localize(zone, ambiguous="NaT", nonexistent="NaT")


def _parse_instant(text: str, zone: ZoneInfo) -> datetime | None:
    plain = unicodedata.normalize("NFKC", text).strip()
    match = INSTANT.fullmatch(plain)
    compact = None if match else COMPACT.fullmatch(plain)
    if not match and not compact:
        return None
    parts = [int(part or 0) for part in (compact.groups() if compact else match.group(1, 2, 3, 5, 6, 7))]
    half = (match["half"] or match["late_half"] or "").upper() if match else ""
    try:
        if half:
            if not 1 <= parts[3] <= 12:
                return None
            parts[3] = parts[3] % 12 + (12 if half in ("下午", "PM") else 0)
        instant = datetime(*parts)
    except ValueError:
        return None
    offset = match["offset"] if match else None
    if offset is None:
        return instant
    minutes = 0 if offset in "Zz" else int(offset[0] + "1") * (60 * int(offset[1:3]) + int(offset[-2:]))
    try:
        return (instant - timedelta(minutes=minutes)).replace(tzinfo=ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None)
    except OverflowError:  # at either end of the calendar
        return None


def doubtful_spans(time_zone: str, years: Iterable[int]) -> list[tuple[str, str]]:
    """Half-open spans in which a clock says nothing or too much: an hour that is left out in spring, one that comes twice.

    Examples
    --------
    >>> doubtful_spans("Europe/Berlin", [2019])
    [('2019-03-31 02:00:00', '2019-03-31 03:00:00'), ('2019-10-27 02:00:00', '2019-10-27 03:00:00')]
    >>> doubtful_spans("Asia/Shanghai", [2019])
    []
    """
    zone, utc = ZoneInfo(time_zone), ZoneInfo("UTC")

    def clock(second):
        return datetime.fromtimestamp(second, utc).replace(tzinfo=None)

    def offset(second):
        return datetime.fromtimestamp(second, utc).astimezone(zone).utcoffset()

    spans = set()
    for year in years:
        if not 1800 < year < 2500:  # no zone had rules there
            continue
        first = int(datetime(year, 1, 1, tzinfo=utc).timestamp()) - DAY
        for day in range(first, first + 368 * DAY, DAY):
            before, after = day, day + DAY
            if offset(before) == offset(after):
                continue
            while after - before > 1:
                middle = (before + after) // 2
                before, after = (middle, after) if offset(middle) == offset(before) else (before, middle)
            spans.add(tuple(sorted(str(clock(after) + moved) for moved in (offset(before), offset(after)))))
    return sorted(spans)


def parse_counts(texts: pd.Series) -> pd.Series:
    """Whole numbers as floats, NaN where a counter shows ``-`` or nothing.

    Raises
    ------
    ValueError
        A text that is neither; its index label is the argument.

    Examples
    --------
    >>> parse_counts(pd.Series(["1,204", "３万", "-"])).tolist()
    [1204.0, 30000.0, nan]
    """
    def parse(text):
        plain = _plain(text)
        if plain in NOTHING:
            return np.nan
        match = COUNT.fullmatch(plain)
        number = Decimal(match["number"].replace(",", "")) * UNITS[match["unit"]] if match else None
        if number is None or number != number.to_integral_value():
            raise ValueError(text)
        return float(number)

    parsed = {}
    for label, text in texts.drop_duplicates().items():
        try:
            parsed[text] = parse(text)
        except ValueError:
            raise ValueError(label) from None
    return texts.map(parsed).astype(float)


def parse_share(text: str) -> Fraction:
    """A share of one, exactly, out of a percentage or a plain number.

    Raises
    ------
    ValueError
        A text that is neither.

    Examples
    --------
    >>> parse_share("完成率：123.5%"), parse_share("0.35")
    (Fraction(247, 200), Fraction(7, 20))
    """
    match = SHARE.fullmatch(_plain(text))
    if not match:
        raise ValueError(text)
    return Fraction(match["number"].replace(",", "")) / {"%": 100, "‰": 1000, None: 1}[match["sign"]]


def count_column(table: pd.DataFrame, column: str) -> pd.Series:
    """A column of counts; a `DataError` names file and line of the first cell that is none."""
    try:
        return parse_counts(table[column])
    except ValueError as error:
        row = table.loc[error.args[0]]
        raise DataError(found="{column} = {text!r}", expected="a whole number, or - for none",
                        where="{file} line {line}", remedy="ask the sender for the number", column=column,
                        text=row[column], file=row["file"], line=row["line"]) from None


def money_column(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Fen and precision of each text; NaN and "unreadable" where it is no money. Each spelling is read once."""
    codes, spellings = pd.factorize(texts, use_na_sentinel=False)
    fens, precisions = [], []
    for text in spellings:
        try:
            fen, precision = parse_money(text)
        except ValueError:
            fen, precision = np.nan, "unreadable"
        fens.append(fen)
        precisions.append(precision)
    return (pd.Series(np.array(fens, dtype=float)[codes], index=texts.index, name=texts.name),
            pd.Series(np.array(precisions, dtype=object)[codes], index=texts.index, name=texts.name))


def required_money(table: pd.DataFrame, column: str) -> pd.Series:
    """A column of money in fen; a `DataError` names file and line of the first cell that is none."""
    fen, precision = money_column(table[column])
    for at in table.index[precision == "unreadable"]:
        row = table.loc[at]
        raise DataError(found="{column} = {text!r}", expected="an amount in yuan, such as ￥1,299.00",
                        where="{file} line {line}", remedy="ask the sender for the amount", column=column,
                        text=row[column], file=row["file"], line=row["line"])
    return fen
