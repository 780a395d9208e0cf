"""Bytes of a text table to records: which encoding and which delimiter, found out and recorded, or refused where two would do."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from contestlib.errors import DataError

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar"}
# Control characters, and those of private use (in UTF-8 they begin with EE, or with EF 80 to EF A3): a sign of a wrong encoding.
CONTROLS = bytes({*range(0x20)} - {*range(0x09, 0x0E)})
PRIVATE = re.compile(b"\xef[\x80-\xa3]")
PIECE = 1 << 20  # bytes of a long text that are looked at together
STRAY = 0.01  # of all characters, so many may be such: somebody's own glyph, or a key pressed by accident
HEAD = 100_000  # characters in which the delimiter shows
PREAMBLE = 20  # lines above the header among which it is looked for
COMMON = 0.9  # of the ideographs of a text that makes sense, so many are among the commonest
RARE = 0.6  # with fewer than so many common ones a reading is doubtful


def decode_text(content: bytes, file: str, encoding: str = "") -> tuple[str, str]:
    """Text and the encoding it was in.

    Parameters
    ----------
    content : bytes
    file : str
        How messages call it.
    encoding : str
        The encoding that the rules state; by default it is found out. A byte order mark decides; then zeros in every other
        byte (UTF-16); then UTF-8, which text of another encoding hardly ever is by chance; then GB18030, which holds GBK;
        then Big5.

    Raises
    ------
    DataError
        No encoding fits, or the text makes more sense as Big5: then both readings are shown and the rules have to say.

    Examples
    --------
    >>> decode_text("䶮".encode("gb18030"), "names.csv")
    ('䶮', 'gb18030')
    """
    marked = next((name for mark, name in MARKS.items() if content.startswith(mark)), "")
    tried = [encoding] if encoding else [marked] if marked else _unmarked(content)
    readings = {name: text for name in tried if (text := _decoded(content, name)) is not None}
    traditional = _decoded(content, "big5hkscs") if "utf-8" not in readings and not encoding and not marked else None
    if "gb18030" in readings:
        if traditional is not None and _share_of_common(traditional, "big5") >= COMMON and (
                _share_of_common(readings["gb18030"], "gb2312") < RARE):
            raise _two_readings(file, {"gb18030": readings["gb18030"], "big5hkscs": traditional}, "encoding")
    elif traditional is not None and _share_of_common(traditional, "big5") >= COMMON:
        readings["big5hkscs"] = traditional
    for name, text in readings.items():
        return text, name
    raise DataError(found="bytes that are neither UTF-8 nor GB18030 text", expected="a text table", where="{file} line {line}",
                    remedy="ask for the file again, saved as UTF-8 CSV", file=file, line=_first_damaged_line(content, tried))


def utf8_of(content: bytes, file: str, encoding: str = "") -> tuple[bytes, str]:
    """Text in UTF-8, and the encoding that it was in, as `decode_text` finds them.

    Examples
    --------
    >>> utf8_of("䶮".encode("gb18030"), "names.csv")[0].decode()
    '䶮'
    """
    marked = next((name for mark, name in MARKS.items() if content.startswith(mark)), "")
    first = encoding or marked or _unmarked(content)[0]
    begin = len(codecs.BOM_UTF8) * (first == marked == "utf-8-sig")
    if first in ("utf-8", "utf-8-sig") and _is_utf8(memoryview(content)[begin:]):
        return content[begin:], first
    text, encoding = decode_text(content, file, encoding)
    return text.encode("utf-8", "surrogatepass"), encoding


def _is_utf8(content: memoryview) -> bool:
    """Whether `_decoded` takes it as such; a long text is never decoded whole."""
    at, strays, characters = 0, 0, 0
    while at < len(content):
        end = at + PIECE
        end -= next((back for back in range(4) if end < len(content) and content[end - back] & 0xC0 != 0x80), 0)  # a character's
        piece = content[at:end]
        try:
            characters += len(str(piece, "utf-8"))
        except UnicodeDecodeError:
            return False
        data = np.frombuffer(piece, dtype=np.uint8)
        private = np.flatnonzero(data == 0xEF)
        strays += int(np.count_nonzero(data < 0x20) - np.count_nonzero(data - np.uint8(0x09) < 0x05)
                      + np.count_nonzero(data == 0xEE) + np.count_nonzero(data[private + 1] < 0xA4))
        at = end
    return strays <= STRAY * characters


def _unmarked(content: bytes) -> list[str]:
    sample = content[:4000]
    zeros = [sample[at::2].count(0) / max(len(sample) // 2, 1) for at in (0, 1)]
    wide = {"utf-16-be": zeros[0], "utf-16-le": zeros[1]}
    if len(sample) < 16 or len(content) % 2:
        wide = {}
    # Headers, digits and commas are one byte and a zero each, whatever the language of the rest.
    return [name for name, share in wide.items() if share > 0.2] or ["utf-8", "gb18030"]


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    plain = text.encode("utf-8", "surrogatepass")
    strays = len(plain) - len(plain.translate(None, CONTROLS)) + plain.count(b"\xee") + len(PRIVATE.findall(plain))
    return None if strays > STRAY * len(text) else text


def _first_damaged_line(content: bytes, encodings: list[str]) -> int:
    """The line to which the best of the encodings leads."""
    reached = 0
    for encoding in encodings:
        try:
            content.decode(encoding)
        except UnicodeDecodeError as error:
            reached = max(reached, error.start)
        except LookupError:
            continue
    return content[:reached].count(b"\n") + 1


def _share_of_common(text: str, encoding: str) -> float:
    """Of the ideographs, those in the commoner half of a character set; none count as doubtful where there are few."""
    ideographs = re.findall("[\u3400-\u9fff]", text[:20_000])
    lead = {"gb2312": range(0xB0, 0xD8), "big5": range(0xA4, 0xC7)}[encoding]
    common = [one for one in ideographs if one.encode(encoding, "replace")[0] in lead]
    return len(common) / len(ideographs) if len(ideographs) >= 4 else {"gb2312": 1.0, "big5": 0.0}[encoding]


def split_records(text: str, file: str, wanted: Iterable[Iterable[str]] = (),
                  delimiter: str = "") -> tuple[list[tuple[int, list[str]]], str]:
    """Records with the line each begins at, blank ones left out, and the name of the delimiter.

    Parameters
    ----------
    text : str
    file : str
        How messages call it.
    wanted : iterable of iterables of str
        The headers that are looked for, each with its other spellings; the delimiter under which they are found is the right
        one. Without them it is the one that splits the first line most.
    delimiter : {"", "comma", "tab", "semicolon", "bar"}
        The one that the rules state.

    Raises
    ------
    DataError
        Two delimiters would do, or a quote that never ends.

    Examples
    --------
    >>> split_records("名称;金额\\n山珍;1,299.00\\n", "x.csv")
    ([(1, ['名称', '金额']), (2, ['山珍', '1,299.00'])], 'semicolon')
    """
    delimiter = delimiter_of(text, file, wanted, delimiter)
    return list(records_of(io.StringIO(text, newline=""), file, delimiter)), delimiter


def delimiter_of(text: str, file: str, wanted: Iterable[Iterable[str]] = (), delimiter: str = "") -> str:
    """The name of the delimiter, as `split_records` finds it."""
    if delimiter:
        return delimiter
    wanted = [[header_key(spelling) for spelling in spellings] for spellings in wanted]
    head = text[:HEAD]

    def hits(delimiter):
        """How many of the wanted headers, or else how many fields, the best of the first records has."""
        best = 0
        for number, record in enumerate(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)):
            keys = {header_key(cell) for cell in record}
            best = max(best, sum(bool(keys & set(spellings)) for spellings in wanted) if wanted else len(record))
            if number == (PREAMBLE if wanted else 0):
                break
        return best

    counts = {}
    for delimiter in DELIMITERS:
        try:
            counts[delimiter] = hits(delimiter)
        except csv.Error:
            continue
    most = max(counts.values(), default=0)
    best = [delimiter for delimiter, count in counts.items() if count == most] or [","]
    if len(best) > 1 and most > 1:
        raise _two_readings(file, {DELIMITERS[one]: "\n".join(line.replace(one, "  |  ") for line in head.split("\n")[:2])
                                   for one in best}, "delimiter")
    return DELIMITERS[best[0]]


@dataclass(frozen=True)
class TextTable:
    """A text table whose encoding and delimiter are known: its records, with the line each begins at."""

    content: bytes  # in UTF-8
    file: str
    delimiter: str

    @property
    def mark(self) -> str:
        return next(mark for mark, name in DELIMITERS.items() if name == self.delimiter)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        stream = io.TextIOWrapper(io.BytesIO(self.content), encoding="utf-8", errors="surrogatepass", newline="")
        return records_of(stream, self.file, self.delimiter)


def records_of(text: Iterable[str], file: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Records with the line each begins at, as they are read; blank ones are left out. `text` comes line by line."""
    mark = next(mark for mark, name in DELIMITERS.items() if name == delimiter)
    reader, start = csv.reader(text, delimiter=mark), 1
    try:
        for record in reader:
            if record and record[0].strip() or any(map(str.strip, record)):
                yield start, record
            start = reader.line_num + 1
    except csv.Error as error:
        raise DataError(found="a record that cannot be read ({detail})", expected="comma-separated text",
                        where="{file} line {line}", remedy="correct the quotes in that line, or ask for the file again",
                        file=file, line=start, detail=str(error)) from error


def _two_readings(file: str, readings: dict[str, str], key: str) -> DataError:
    shown = "; ".join(f"{name}: {' / '.join(line.strip() for line in text.splitlines()[:2])[:120]}"
                      for name, text in readings.items())
    return DataError(found="a text that can be read in two ways ({readings})", expected="one reading", where="{file}",
                     remedy="say {key} = \"…\" for the table in rules.toml, or ask for the file as UTF-8 with commas",
                     readings=shown, key=key, file=file)


def header_key(text: str) -> str:
    """What two spellings of a header have in common."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
