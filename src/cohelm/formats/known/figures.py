"""The rows of a table of amounts: what each role says in each row, its totals, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cohelm.core.documents import Contents
from cohelm.core.errors import Problem
from cohelm.core.fields import FieldSpec
from cohelm.core.money import Money
from cohelm.core.plural import in_number
from cohelm.formats.amounts import own_currency
from cohelm.formats.cells import Column, is_unknown, read_column, text_of
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.rows import TOTAL_OF
from cohelm.formats.sheets import Cell, is_blank
from cohelm.formats.taken import (
    BY_CELLS,
    CLEAR,
    by_its_cells,
    manner_of,
    told_not,
    unclear,
    with_currency,
)
from cohelm.formats.units import unit_of

MONEY, DAY = FieldSpec("amount", "money", ""), FieldSpec("day", "date", "")
CENT = Decimal("0.01")
Sums = dict[str, Decimal]
Stated = tuple[Decimal, str]
"""A total as a file states it: the amount, and its currency where it names one."""


@dataclass
class Figures:
    """A table read by the roles of its columns. Lists have one entry a row of the table.

    `unread` are the rows whose amounts could not be read, `totals` the rows, by number, that are sums
    of others although the layout took them for records.
    """

    table: Table
    mapping: Mapping
    home: str
    contents: Contents
    places: dict[str, list[int]] = field(default_factory=dict)
    totals: set[int] = field(default_factory=set)
    unread: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, table: Table, mapping: Mapping, home: str) -> Figures:
        """Finds the columns of the mapping in the table; the table's own notes come along."""
        contents = Contents(notes=list(table.notes), problems=list(table.problems))
        figures = cls(table, mapping, home, contents)
        for use in mapping.columns:
            if use.header not in table.header:
                continue
            at = table.header.index(use.header)
            if use.use == "role":
                figures.places.setdefault(use.name, []).append(at)
                if 0 < use.score <= BY_CELLS and table.rows:
                    contents.notes.append(table.note(by_its_cells(use.name), at))
            elif use.use == "ignored" and any(text_of(cell) for cell in table.values(at)):
                contents.notes.append(table.note("the column was left out", at))
        return figures

    def has(self, role: str) -> bool:
        """Whether a column plays the role."""
        return role in self.places

    def texts(self, role: str) -> list[str]:
        """What the first column of a role says, blanks brought to one; unknown words are empty."""
        if role not in self.places:
            return [""] * len(self.table.rows)
        cells = self.table.values(self.places[role][0])
        said = {cell: " ".join((text_of(cell) or "").split()) for cell in dict.fromkeys(cells)}
        return ["" if is_unknown(said[cell]) else said[cell] for cell in cells]

    def days(self, role: str) -> list[str | None]:
        """The days of a role in ISO form; None where there is none or it cannot be read."""
        if role not in self.places:
            return [None] * len(self.table.rows)
        at = self.places[role][0]
        return self._read(at, DAY).values

    def amounts(self, at: int) -> list[str | None]:
        """The amounts of a column (`312000 EUR`); what cannot be read is reported and remembered."""
        read = self._read(at, MONEY)
        use = self.mapping.column(self.table.header[at])
        if use is not None and 0 < use.score < CLEAR and self.table.rows:
            self.contents.notes.append(self.table.note(unclear(use.name), at))
        self.unread.update(read.withheld)
        self.unread.update(row for row, _ in read.problems)
        if len(read.problems) == 1:  # one problem may stand for all from its row on
            cells = self.table.values(at)
            missing = (n for n, value in enumerate(read.values) if value is None)
            self.unread.update(
                n
                for n in missing
                if n not in self.totals and not is_unknown(text_of(cells[n]) or "")
            )
        return read.values

    def find_totals(self, names: Iterable[str], apart: Iterable[str]) -> None:
        """Finds the rows that are totals: one of `names` says so, and none of `apart` says a thing."""
        said = [self.texts(role) for role in names if self.has(role)]
        blank = [self.texts(role) for role in apart if self.has(role)]
        for row in range(len(self.table.rows)):
            if any(TOTAL_OF.match(texts[row]) for texts in said) and not any(
                texts[row] for texts in blank
            ):
                self.totals.add(row)

    def tell_totals(self, amounts: Sequence[str | None], at: int) -> None:
        """Compares the totals that the file states with the sums of its rows; tells differences.

        A total may be of all rows above it, of those since the total before, or of these totals.
        """
        stated = [(self.table.places[row], self.table.rows[row]) for row in sorted(self.totals)]
        stated += list(self.table.totals)
        below = sorted(stated, key=lambda one: one[0])
        before = 0
        for place, cells in below:
            total = self._total(cells, at)
            if total is None:
                continue
            rows = [
                (where, amount)
                for row, (where, amount) in enumerate(zip(self.table.places, amounts, strict=True))
                if amount and row not in self.totals and where < place
            ]
            whole = sum_by_currency(amount for _, amount in rows)
            part = sum_by_currency(amount for where, amount in rows if where > before)
            before = place
            if not any(_is(total, sums) for sums in (whole, part)):
                self._tell_difference(place, total, part if len(below) > 1 else whole, at)
        if self.unread:
            first = min(self.unread)
            why = f"the sum is incomplete: {len(self.unread)} amounts could not be read"
            self.contents.notes.append(self.table.problem(first, at, why))

    def left_out(self, rows: Sequence[int], amounts: Sequence[str | None], why: str) -> None:
        """Says that rows are left out, how much money they hold and why."""
        if rows:
            money = said(sum_by_currency(amount for row in rows if (amount := amounts[row])))
            shown = ", ".join(str(self.table.places[row]) for row in rows[:8])
            more = ", …" if len(rows) > 8 else ""
            count = sum(self.table.stands_for.get(self.table.places[row], 1) for row in rows)
            many = in_number(count, "row", "rows")
            message = f"{many} with {money} left out: {why} (row {shown}{more})"
            self.contents.notes.append(self.table.note(message))

    def _read(self, at: int, spec: FieldSpec) -> Column:
        cells = self.table.values(at)
        if spec is MONEY and self.has("currency"):
            cells = with_currency(cells, [one.upper() for one in self.texts("currency")])
        manner = manner_of(self.table, self.mapping, self.home)
        rows = [n for n in range(len(cells)) if n not in self.totals]
        read = read_column([cells[n] for n in rows], spec, self.table.header[at], manner)
        values = [None] * len(cells)
        for n, value in zip(rows, read.values, strict=True):
            values[n] = value
        for n, why in read.problems:
            self.contents.problems.append(
                self.table.problem(rows[n], at, why, self.table.rows[rows[n]][at])
            )
        self.contents.notes += [self.table.note(note, at) for note in read.notes]
        problems = [(rows[n], why) for n, why in read.problems]
        withheld = [rows[n] for n in read.withheld]
        self.contents.notes += told_not(self.table, at, withheld)
        return Column(values, problems, read.notes, read.unknown, withheld)

    def _total(self, cells: Sequence[Cell], at: int) -> Stated | None:
        """The amount of a totals row, in the factor of its column, and the currency that it names."""
        if at >= len(cells) or is_blank(cells[at]):
            return None
        header = self.table.header[at]
        currency = unit_of(header).currency or own_currency([cells[at]])
        for place in self.places.get("currency", []):
            currency = (text_of(cells[place]) or "").upper() or currency
        column = [*(row[at] for row in self.table.rows), cells[at]]
        read = read_column(column, MONEY, header, manner_of(self.table, self.mapping, "XXX"))
        stated = read.values[-1]
        return (Money.parse(stated).amount, currency) if stated else None

    def _tell_difference(self, place: int, total: Stated, sums: Sums, at: int) -> None:
        several = len(sums) > 1 and not total[1]
        what = f"the file says a total of {_plain(total[0])} {total[1]}".rstrip()
        what += f", its rows add up to {said(sums)}"
        what += ": a sum over several currencies is none" if several else ""
        note = Problem(what, self.table.where, place, self.table.header[at], str(total[0]))
        self.contents.notes.append(note)


def sum_by_currency(amounts: Iterable[str | None]) -> Sums:
    """The exact sums of amounts such as `312000 EUR`, by currency."""
    sums: Sums = {}
    for text in amounts:
        if text:
            money = Money.parse(text)
            sums[money.currency] = sums.get(money.currency, Decimal(0)) + money.amount
    return sums


def said(sums: Sums) -> str:
    """Sums as a reader writes them: `1,200.50 EUR and 300 USD`."""
    return " and ".join(f"{_plain(amount)} {code}" for code, amount in sums.items()) or "no amount"


def _plain(amount: Decimal) -> str:
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is(total: Stated, sums: Sums) -> bool:
    """Whether a total is the sum in its currency, to the cent; several currencies have no sum."""
    amount, currency = total
    if currency in sums:
        return abs(sums[currency] - amount) <= CENT
    return len(sums) == 1 and abs(next(iter(sums.values())) - amount) <= CENT
