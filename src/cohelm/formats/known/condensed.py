"""Ledgers and invoices of very many rows: those that say the same of one month are added up first."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import polars as pl

from cohelm.core.errors import InputError
from cohelm.formats.dates import day_first, read_day, serial_day
from cohelm.formats.known.ledger import LEDGER
from cohelm.formats.known.spend import AMOUNTS, SPEND
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.rows import TOTAL_OF
from cohelm.formats.sheets import MOST_ROWS

KEPT: Map[str, tuple[str, ...]] = {
    SPEND.name: ("vendor", "vendor_number", "currency", "category", "account", "department",
                 "cost_centre"),
    LEDGER.name: ("account", "account_name", "cost_centre", "cost_centre_name", "department",
                  "vendor", "period", "year", "measure", "currency"),
}  # fmt: skip
"""By shape, the roles by which rows are told apart, besides their month."""
SUMMED: Map[str, tuple[str, ...]] = {
    SPEND.name: AMOUNTS,
    LEDGER.name: ("budget", "actual", "forecast", "debit", "credit", "amount"),
}
APART = ("order", "document")
"""What says of a row that is called a total that it is none."""
NAMES = ("vendor", "category", "account", "account_name", "cost_centre", "department", "period")
DIGITS = pl.Decimal(38, 6)
SURE = {
    mark: rf"{point}\d{{1,2}}\D*$|{point}\d{{4,}}\D*$|{comma}\d{{3}}{point}|{comma}\d{{3}}{comma}"
    for mark, point, comma in ((".", r"\.", ","), (",", ",", r"\."))
}
"""What shows which decimal mark a column of amounts has."""
PLAINLY = r"^-?\d{1,18}(?:\.(?:\d{1,2}|\d{4,6}))?$"
EITHER = r"^\D*\d{1,3}\.\d{3}\D*$"
FROM_YEAR = r"^\d{4}-\d{2}-\d{2}(?:$|[T ])"


def condensed(frame: pl.DataFrame, table: Table, mapping: Mapping) -> Table | None:
    """The table with one row for all that say the same of one month, their amounts added up exactly.

    `frame` has the columns that play a role, all texts, under the headers of `table`, which is the head
    of the file. A row that is called a total, and one whose amount is not written as a number alone, is
    kept as it stands; rows before and after a total are added up apart. Rows stand in the place of
    their first. None where it cannot be told how amounts are written. Raises InputError where too many
    rows are left.
    """
    roles = {one.header: one.name for one in mapping.columns if one.header in frame.columns}
    money = [header for header, role in roles.items() if role in SUMMED[mapping.shape]]
    marks = {header: _mark(frame[header]) for header in money}
    if not all(marks.values()):
        return None
    days = [_month(frame[header]) for header, role in roles.items() if role == "day"]
    lines = frame.with_row_index("row", table.places[0]).with_columns(days)
    called = _called_total(lines, [one for one, role in roles.items() if role in NAMES])
    apart = [header for header, role in roles.items() if role in APART]
    alone = called & pl.all_horizontal(pl.lit(True), *(pl.col(one).is_null() for one in apart))
    amounts = [_amount(frame[one], mark).alias(f"{one} read") for one, mark in marks.items()]
    unread = [pl.col(one).is_not_null() & pl.col(f"{one} read").is_null() for one in money]
    lines = lines.with_columns(amounts).with_columns(
        section=alone.cum_sum(), odd=pl.any_horizontal(called, *unread)
    )
    keys = [one for one, role in roles.items() if role in (*KEPT[mapping.shape], "day")]
    sums = (
        lines.filter(~pl.col("odd"))
        .group_by(*keys, "section")
        .agg(pl.col("row").min(), pl.len().alias("many"), *map(_sum, money))
        .filter(pl.any_horizontal(pl.col(*keys, *money).is_not_null()))  # blank rows say nothing
        .with_columns(_written(one, mark) for one, mark in marks.items())
    )
    repeated = pl.all_horizontal(pl.col(one) == one for one in money)
    odd = lines.filter("odd").filter(~repeated.fill_null(False))
    both = pl.concat([sums, odd.with_columns(many=pl.lit(1, pl.UInt32))], how="diagonal").sort(
        "row"
    )
    if len(both) > MOST_ROWS:
        raise _too_many(table, len(frame), len(both))
    return _table(table, [*keys, *money, *apart], both, int(both["many"].sum()))


def _table(table: Table, headers: Sequence[str], rows: pl.DataFrame, many: int) -> Table:
    at = sorted(headers, key=table.header.index)
    gone = [one for one in table.header if one not in at]
    said = f"{many:,} rows are added up to {len(rows):,}: those of one month that say the same"
    notes = [table.note(said)]
    if gone:
        notes.append(table.note(f"of so many rows these columns are not kept: {', '.join(gone)}"))
    return replace(
        table,
        header=tuple(at),
        rows=rows.select(at).rows(),
        places=rows["row"].to_list(),
        columns=tuple(table.columns[table.header.index(one)] for one in at),
        notes=[*table.notes, *notes],
        totals=(),
        headings=(),
        stands_for=dict(rows.filter(pl.col("many") > 1).select("row", "many").iter_rows()),
    )


def _mark(texts: pl.Series) -> str:
    """The decimal mark of a column of amounts; empty where two are used, or none is sure."""
    if texts.str.contains(PLAINLY).all():  # most are so, and need no second look
        return "."
    found = [mark for mark, sure in SURE.items() if texts.str.contains(sure).any()]
    if len(found) == 1:
        return found[0]
    return "" if found or texts.str.contains(EITHER).any() else "."


def _amount(texts: pl.Series, mark: str) -> pl.Series:
    """Amounts as exact decimals; null where anything stands there but a number.

    A minus may stand before or behind it, or brackets around it.
    """
    if texts.str.contains(PLAINLY).all():
        return texts.cast(DIGITS)
    point, comma = (r"\.", ",") if mark == "." else (",", r"\.")
    number = rf"(?:\d{{1,3}}(?:{comma}\d{{3}})+|\d{{1,18}})(?:{point}\d{{1,6}})?"
    texts = texts.str.strip_chars()
    plain = texts.str.contains(rf"^(?:[-−–+]?{number}|\({number}\)|{number}[-−–])$")
    bare = texts.str.replace_all(rf"[-−–+()]|{comma}", "").str.replace(mark, ".", literal=True)
    digits = bare.cast(DIGITS, strict=False)
    minus = texts.str.contains(r"[-−–(]")
    signed = pl.when(minus).then(-digits).otherwise(digits)
    return pl.select(pl.when(plain).then(signed)).to_series()


def _sum(header: str) -> pl.Expr:
    read = pl.col(f"{header} read")
    return pl.when(read.is_not_null().any()).then(read.sum()).alias(header)


def _written(header: str, mark: str) -> pl.Expr:
    """The sums as the column writes amounts; with four digits, so that no point is taken for another."""

    def write(amount: Decimal) -> str:
        return f"{amount:.6f}".removesuffix("00").replace(".", mark)

    return pl.col(header).map_elements(write, pl.String).alias(header)


def _month(texts: pl.Series) -> pl.Series:
    """The first day of the month of each day, in ISO form; what is no day stays as it is."""
    if texts.drop_nulls().str.contains(FROM_YEAR).all():
        return texts.str.slice(0, 7) + "-01"
    different = texts.unique().drop_nulls().to_list()
    first = day_first(different) is not False
    read = {text: read_day(text, first=first) or serial_day(text) for text in different}
    months = {text: f"{day.day[:7]}-01" for text, day in read.items() if day}
    return texts.replace(months)


def _called_total(lines: pl.DataFrame, headers: Sequence[str]) -> pl.Expr:
    """Whether a row is called a total or a sum."""
    found = [pl.lit(False)]
    for header in headers:
        different = lines[header].unique().drop_nulls().to_list()
        totals = [text for text in different if TOTAL_OF.match(text.strip())]
        if totals:
            found.append(pl.col(header).is_in(totals).fill_null(False))
    return pl.any_horizontal(found)


def _too_many(table: Table, rows: int, left: int) -> InputError:
    return InputError(
        f"{rows:,} rows say {left:,} different things in a month",
        where=table.where,
        accepted=f"at most {MOST_ROWS:,} after rows of one month that say the same are added up",
        mend="Split the file by year, or leave out a column such as the category.",
    )
