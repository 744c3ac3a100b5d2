"""A clean table, what is made of it, and what must come out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Plain = str | int | Decimal | date | None
Row = dict[str, Plain]
Sums = dict[str, dict[str, Decimal]]
"""By metric or field, by currency."""

Holds = Literal["text", "code", "number", "money", "day", "currency"]
RowIs = Literal["title", "blank", "header", "total", "subtotal", "note", "other"]


@dataclass(frozen=True)
class Column:
    """One column of a clean table. `name` is where its values stand in the rows.

    `headers` are patterns (`grammar`). `group` is what stands above the headers of several columns,
    where a file has two header rows; without one, it is written before the header. `verbatim`
    headers stay as they are.
    """

    name: str
    role: str
    headers: Sequence[str]
    holds: Holds = "text"
    always: bool = False
    also: tuple[str, ...] = ()
    group: Sequence[str] = ()
    verbatim: bool = False


@dataclass(frozen=True)
class Limits:
    """Which messes a table may be put through."""

    sums: bool = True
    shuffled: bool = True
    added: bool = True
    title: bool = True
    scaled: bool = True
    subtotals: bool = True


@dataclass(frozen=True)
class Clean:
    """A table as it would be in a perfect world.

    `shape` is the known shape or "", `kind` that of its items or "". `currency` is that of amounts
    where no column says one. `files` are names of such files, without ending.
    """

    shape: str
    columns: Sequence[Column]
    rows: list[Row]
    files: Sequence[str]
    kind: str = ""
    currency: str = "EUR"
    measures: Mapping[str, str] = field(default_factory=dict)
    titles: Sequence[str] = ()
    limits: Limits = Limits()

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(one for one in self.columns if one.name == name)

    @property
    def currency_column(self) -> Column | None:
        """The column that says the currency of the amounts in its row."""
        return next((one for one in self.columns if one.holds == "currency"), None)


@dataclass(frozen=True)
class Truth:
    """What is in an ugly file. Rows and columns are numbered as in the file, from 1.

    `columns` are the columns by number, added ones with no role; `rows` the records by number, with
    their values as they were written (rounded to what stands there). `rows_are` says what the other
    rows are. `sums` are the sums of the measures that the file has, `messes` what was done to it.
    """

    shape: str
    kind: str
    sheet: str
    columns: dict[int, Column]
    headers: dict[int, str]
    rows: dict[int, Row]
    rows_are: dict[int, RowIs]
    sums: Sums
    messes: tuple[str, ...]


@dataclass(frozen=True)
class Ugly:
    """An ugly file and its truth; `home` is the currency of the organisation that it is brought to.

    `measures` names the columns of amounts and what they become.
    """

    name: str
    content: bytes
    truth: Truth
    home: str = "EUR"
    measures: Mapping[str, str] = field(default_factory=dict)


def sums_of(clean: Clean, rows: Sequence[Row], columns: Sequence[Column]) -> Sums:
    """The exact sums of the measures, by what they become and by currency; `-actual` is taken off."""
    found: Sums = {}
    present = {one.name for one in columns}
    currency = clean.currency_column
    for name, becomes in clean.measures.items():
        if name not in present:
            continue
        for row in rows:
            amount = row[name]
            if isinstance(amount, Decimal):
                said = row[currency.name] if currency and currency.name in present else None
                code = str(said or clean.currency)
                less = becomes.startswith("-")
                by_code = found.setdefault(becomes.removeprefix("-"), {})
                by_code[code] = by_code.get(code, Decimal(0)) + (-amount if less else amount)
    return found
