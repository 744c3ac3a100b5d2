"""CSV, TSV and their kin: which characters, which delimiter, which rows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from cohelm.core.errors import InputError, Problem
from cohelm.formats.sheets import ACCEPTED, MOST_ROWS, Sheet, too_large

DELIMITERS = (",", ";", "\t", "|")
SAMPLE = 400
# More rows than this with a quote that nobody closes, and the file is not a table with quotes.
MOST_OPEN_QUOTES = 20
ENCODING = re.compile(
    rb"""\A(<\?xml\b[^>]{0,80}?)\s{1,9}encoding\s?=\s?(?:"[^"]{0,40}"|'[^']{0,40}')"""
)
CELL_LIMIT = 131_072  # csv's own, for one cell
CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r")
"""What no text has in it, but here and there a stray one."""


def read_delimited(name: str, content: bytes) -> Sheet:
    """The one sheet of a text file. Row numbers count records, as a spreadsheet program would.

    Raises InputError when the bytes are no text or a cell is longer than 131,072 characters.
    """
    text, notes = decode(name, content)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        rows, problems = _records(name, rest, first.strip()[4])
        rows.insert(0, [])
    else:
        rows, problems = _records(name, text, delimiter_of(text))
    width = max(map(len, rows), default=0)
    if error := too_large(name, "", len(rows), width):
        raise error
    return Sheet("", rows, notes=tuple(notes), problems=tuple(problems))


def decode(name: str, content: bytes) -> tuple[str, list[Problem]]:
    """The text of a file and a note where its characters had to be guessed.

    A byte-order mark decides; else UTF-8, UTF-16 by its zero bytes, and Windows-1252 (or Latin-1
    where that has no such character). Raises InputError for bytes that are no text.
    """
    encoding = _encoding(content)
    notes = []
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode(encoding, errors="replace")
        notes.append(
            Problem(f"{text.count('�')} characters could not be read as {encoding}", file=name)
        )
    if encoding in ("cp1252", "latin-1"):
        notes.append(Problem("The text is not UTF-8; it was read as Windows-1252.", file=name))
    text = text.removeprefix("\ufeff")
    plain = text.encode("utf-8", "replace")
    controls = len(plain) - len(plain.translate(None, CONTROLS))
    if controls > 2 + len(text) // 1000:
        raise InputError("the file is not text", where=name, accepted=ACCEPTED)
    return text.replace("\0", ""), notes


def in_utf8(content: bytes) -> bytes:
    """A text that begins with the mark of UTF-16, as some shells write what a tool prints, in UTF-8.

    XML that says its encoding says it no more. Anything else is left as it is.
    """
    if not content.startswith((b"\xff\xfe", b"\xfe\xff")) or content[2:4] == b"\0\0":
        return content
    try:
        return ENCODING.sub(rb"\1", content.decode("utf-16").encode())
    except UnicodeError:
        return content


def delimiter_of(text: str) -> str:
    """Which of `, ; tab |` splits the text into rows of one length.

    The comma where none does: then the file has one column.
    """
    sample = "".join(_lines(text[:500_000], SAMPLE))
    return max(DELIMITERS, key=lambda one: _evenness(sample, one))


def _encoding(content: bytes) -> str:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return encoding
    start = content[:4000]
    zeros = start.count(0)
    if zeros > len(start) * 0.2:
        return "utf-16-be" if start[0::2].count(0) > start[1::2].count(0) else "utf-16-le"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        # One bad byte in a text full of good UTF-8 does not make it Windows-1252.
        loose = content.decode("utf-8", errors="replace")
        bad = loose.count("�")
        good = len(loose) - len(loose.encode("ascii", "ignore")) - bad
        if good > 5 * bad:
            return "utf-8"
        undefined = any(byte in content for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
        return "latin-1" if undefined else "cp1252"
    return "utf-8"


def _lines(text: str, most: int) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline="")):
        if number >= most:
            return
        yield line


def _evenness(sample: str, delimiter: str) -> float:
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                widths[len(row)] += 1
    except csv.Error:
        return 0.0
    total = sum(widths.values())
    # A title above or a note below the table has one cell: it says nothing about the delimiter.
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0.0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    even = count / sum(wide.values())
    return even * even * (sum(wide.values()) / total) * (1 + min(width, 20) / 40)


def _records(name: str, text: str, delimiter: str) -> tuple[list[list[str]], list[Problem]]:
    lines_beneath = text.count("\n")
    if lines_beneath > MOST_ROWS and '"' not in text:  # then each line is a row
        columns = text.partition("\n")[0].count(delimiter) + 1
        if error := too_large(name, "", lines_beneath, columns):
            raise error
    rows: list[list[str]] = []
    problems: list[Problem] = []
    lines = list(io.StringIO(text, newline=""))
    start = 0
    while start < len(lines):
        begun = _read_from(name, lines, start, delimiter, rows)
        if begun is None:
            break
        # The quote that opens in this line is closed nowhere: it is read as a plain character,
        # so that the rows below are not swallowed by one cell.
        problems.append(
            Problem(
                "a quote is opened and not closed; it was read as a plain character. "
                'Accepted: a quoted cell ends with a quote, and a quote inside is written "".',
                file=name,
                row=len(rows) + 1,
                value=lines[begun].strip()[:200],
            )
        )
        if len(problems) > MOST_OPEN_QUOTES:
            raise InputError(
                f"more than {MOST_OPEN_QUOTES} rows have a quote that is not closed",
                where=f"{name}:{len(rows) + 1}",
                accepted=ACCEPTED,
            )
        rows.append(
            next(csv.reader([lines[begun]], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
        )
        start = begun + 1
    return rows, problems


def _read_from(
    name: str, lines: list[str], start: int, delimiter: str, rows: list[list[str]]
) -> int | None:
    """Adds the records from line `start` on; the line at which an open quote begins, or None."""
    reader = csv.reader(lines[start:], delimiter=delimiter)
    begun = start
    try:
        for row in reader:
            if reader.line_num + start == len(lines) and _is_open(lines[begun:], delimiter):
                return begun
            rows.append(row)
            if len(rows) > MOST_ROWS and (large := too_large(name, "", len(rows), len(rows[0]))):
                raise large
            begun = start + reader.line_num
    except csv.Error as error:
        raise InputError(
            f"the text cannot be read as a table ({error})",
            where=f"{name}:{len(rows) + 1}",
            accepted=f"{ACCEPTED}; at most {CELL_LIMIT:,} characters in a cell",
            mend="Look for a quote that is not closed.",
        ) from error
    return None


def _is_open(lines: list[str], delimiter: str) -> bool:
    """Whether the last record ends inside quotes."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False
