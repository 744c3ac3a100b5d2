"""Where the tables are in a sheet: header, rows, and what stands around them and is no record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cohelm.core.errors import Problem
from cohelm.formats.headers import (
    Header,
    Row,
    filled,
    find_header,
    known_share,
    same_header,
)
from cohelm.formats.rows import Rows, sift
from cohelm.formats.shapes import shape
from cohelm.formats.sheets import Cell, Sheet, is_blank, letter
from cohelm.formats.turned import is_turned, turn
from cohelm.formats.words import COMMON

# Past this, what is left is taken to belong to the last table.
MOST_TABLES = 40
# A row below a gap opens another table when this share of its cells are words that head columns.
HEADING = 0.5
WORDED = 0.75
LOOK_BACK = 300
# So many rows at the end of a table may have nothing in some of its columns.
RAGGED = 3
REASONS = {
    "blank": "blank rows are no records",
    "header": "rows that repeat the header are no records",
    "total": "rows of totals are no records",
    "remark": "lines of prose are no records",
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `header` has one text a column, `rows` one cell a column.

    `places` are the numbers of the rows in the sheet, from 1, `columns` those of the columns. In a
    table that was `turned`, records ran down the columns: `places` then counts columns, `columns`
    rows. `title` is what stands above the table, `remarks` every line of prose around it, `called` the
    table's name where neither sheet nor file tells it. `totals` are the rows of totals, `headings` the
    texts that stand alone in a row between records, both with places. `stands_for` says, by place, of
    how many rows of the file a row is the sum, where it is one.
    """

    file: str
    sheet: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    places: Sequence[int]
    columns: tuple[int, ...]
    title: str = ""
    remarks: tuple[str, ...] = ()
    turned: bool = False
    called: str = ""
    notes: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    totals: tuple[tuple[int, Sequence[Cell]], ...] = ()
    headings: tuple[tuple[int, str], ...] = ()
    stands_for: Mapping[int, int] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """The file, and the sheet where it has several."""
        return f"{self.file}:{self.sheet}" if self.sheet else self.file

    def problem(self, record: int, column: int, message: str, value: object = "") -> Problem:
        """A problem at a cell: `record` and `column` count from 0 within the table."""
        row, head = self.places[record], self.header[column]
        if self.turned:
            row, head = self.columns[column], f"{head} (column {letter(row - 1)})"
        return Problem(message, self.where, row, head, str(value)[:200])

    def note(self, message: str, column: int | None = None, value: object = "") -> Problem:
        """A note on the whole table, or on one column of it."""
        head = "" if column is None else self.header[column]
        return Problem(message, self.where, 0, head, str(value)[:200])

    def values(self, column: int) -> list[Cell]:
        """The cells of one column, in the order of the rows."""
        return [row[column] for row in self.rows]


def find_tables(file: str, sheet: Sheet, words: frozenset[str] = COMMON) -> tuple[Table, ...]:
    """The tables of a sheet, from top to bottom and left to right; none where no header is found.

    `words` head columns. Blank rows, repeated headers, totals, headings and prose are left out of the
    rows and said in the table's notes; rows with more cells than the header are among its problems.
    """
    turned = is_turned(sheet.rows)
    rows = turn(sheet.rows) if turned else sheet.rows
    merged = () if turned else sheet.merged
    found: list[Table] = []
    start = 0
    while start < len(rows) and len(found) < MOST_TABLES:
        header = find_header(rows, start, merged, words)
        if header is None:
            break
        start = _end(rows, header, words) if len(found) < MOST_TABLES - 1 else len(rows)
        spans = _spans(rows, header, start)
        found += [_table(file, sheet.name, rows, header, start, one, turned) for one in spans]
    return tuple(found)


def _end(rows: Sequence[Row], header: Header, words: frozenset[str]) -> int:
    """Where the table ends: at the end of the sheet, or where another one's header stands.

    Another header follows a gap, is made of words that head columns, and is not this one again.
    """
    gap = False
    for at in range(header.body, len(rows)):
        row = rows[at]
        count = 0
        for cell in row:
            if cell is not None and cell != "" and not is_blank(cell):
                count += 1
                if count == 2:
                    break
        if count < 2:
            gap = True  # a blank row, or the title of what follows
            continue
        if gap and _opens_another(rows, at, header, words):
            while at > header.body and filled(rows[at - 1]) == 1:
                at -= 1
            return at
        gap = False
    return len(rows)


def _opens_another(rows: Sequence[Row], at: int, header: Header, words: frozenset[str]) -> bool:
    row = rows[at]
    said = [cell for cell in row if not is_blank(cell)]
    worded = sum(shape(cell) == "word" for cell in said)
    if worded < WORDED * len(said) or known_share(row, words) < HEADING:
        return False
    if same_header(row, header.labels):
        return False
    # What stood in a column before is a value of it, not the label of another table.
    above = rows[max(header.body, at - LOOK_BACK) : at]
    for place, cell in enumerate(row):
        if not is_blank(cell) and any(place < len(one) and one[place] == cell for one in above):
            return False
    found = find_header(rows, at, (), words)
    return found is not None and found.top <= at < found.body


def _spans(rows: Sequence[Row], header: Header, end: int) -> list[tuple[int, int]]:
    """The tables that stand beside one another under one line of headers, as column spans.

    An empty column parts two tables when they share a label or end at rows far apart; else it is an
    empty column within one table, of which the last records may lack a cell or two.
    """
    groups: list[list[int]] = [[]]
    for at, label in enumerate(header.labels):
        if label or any(at < len(row) and not is_blank(row[at]) for row in rows[header.body : end]):
            groups[-1].append(at)
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    whole = [(0, max(len(header.labels), _width(rows, header, end)))]
    if len(groups) < 2 or any(len(group) < 2 for group in groups):
        return whole
    labels = [{header.labels[at].casefold() for at in group} for group in groups]
    shares = any(one & other for n, one in enumerate(labels) for other in labels[n + 1 :])
    ends = [_last_row(rows, header, end, group) for group in groups]
    if not shares and max(ends) - min(ends) <= max(RAGGED, (end - header.body) // 10):
        return whole
    return [(group[0], group[-1] + 1) for group in groups]


def _width(rows: Sequence[Row], header: Header, end: int) -> int:
    """How many columns the table has: those of the header, and more where many rows reach further."""
    width = len(header.labels)
    wider = sum(
        any(not is_blank(cell) for cell in row[width:])
        for row in rows[header.body : end]
        if len(row) > width
    )
    if wider * 10 <= end - header.body:
        return width
    return max(len(row) for row in rows[header.body : end])


def _last_row(rows: Sequence[Row], header: Header, end: int, group: Sequence[int]) -> int:
    for at in range(end - 1, header.body - 1, -1):
        if any(one < len(rows[at]) and not is_blank(rows[at][one]) for one in group):
            return at
    return header.body


def _table(
    file: str,
    sheet: str,
    rows: Sequence[Row],
    header: Header,
    end: int,
    span: tuple[int, int],
    turned: bool,
) -> Table:
    labels = [header.labels[at] if at < len(header.labels) else "" for at in range(*span)]
    body = rows[header.body : end]
    columns = [
        at
        for at, label in zip(range(*span), labels, strict=True)
        if label or any(at < len(row) and not is_blank(row[at]) for row in body)
    ]
    kept = sift(rows, header, end, columns)
    names = _told_apart(labels[at - span[0]] or f"(column {letter(at)})" for at in columns)
    table = Table(
        file, sheet, names, kept.rows, kept.places, tuple(at + 1 for at in columns),
        header.title, (*header.remarks, *kept.remarks), turned, totals=tuple(kept.totals),
        headings=tuple(kept.headings),
    )  # fmt: skip
    _tell(table, kept)
    return table


def _told_apart(labels: Iterable[str]) -> tuple[str, ...]:
    """The labels, with a number behind one that stood before."""
    seen: Counter[str] = Counter()
    told = []
    for label in labels:
        seen[label] += 1
        told.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return tuple(told)


def _tell(table: Table, kept: Rows) -> None:
    """Says in the table's notes and problems what is not among its rows."""
    for reason, places in kept.left_out.items():
        shown = ", ".join(map(str, places[:8])) + (", …" if len(places) > 8 else "")
        line = "columns" if table.turned else "rows"
        table.notes.append(
            table.note(f"{len(places)} left out: {REASONS[reason]} ({line} {shown})")
        )
    for place, text in kept.headings:
        message = "the row says one thing only: it is read as a heading, not as a record"
        table.notes.append(Problem(message, table.where, place, "", text[:200]))
    for place in kept.too_long:
        table.problems.append(
            Problem(
                f"the row has more cells than the header, which has {len(table.header)}. Accepted: "
                "one cell a column; a cell that holds the delimiter stands in quotes",
                table.where,
                place,
            )
        )
    if table.turned:
        table.notes.append(
            table.note("the table lies on its side: each column is read as a record")
        )
