"""Cloud bills in the FinOps form FOCUS, 1.0 to 1.3: what each provider's services cost by month.

**Source**: FinOps Open Cost and Usage Specification (FOCUS), FinOps Foundation, 1.0 to 1.3. Provider and
publisher are deprecated from 1.3 on in favour of the service provider: whichever a row
states is its vendor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from cohelm.core.documents import Contents, Document, Named, Observed
from cohelm.core.errors import Problem
from cohelm.core.money import EXACT, Money
from cohelm.core.schema import Schema
from cohelm.formats.cells import is_unknown, text_of
from cohelm.formats.dates import day_first, read_day, serial_day
from cohelm.formats.known.known import Known, Role
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping, table_name
from cohelm.formats.numbers import decimal_mark, read_number
from cohelm.formats.taken import CLEAR, manner_of, unclear
from cohelm.formats.units import unit_of

ROLES = (
    Role("billed", "money", ("billed cost", "billed amount", "billed"), tells=1.5),
    Role("effective", "money", ("effective cost", "amortized cost", "amortised cost"), tells=1.5),
    Role("list", "money", ("list cost",), tells=0.8),
    Role("contracted", "money", ("contracted cost",), tells=0.8),
    Role("list_unit_price", "money", ("list unit price", "pricing currency list unit price"), tells=0.8),
    Role("contracted_unit_price", "money",
         ("contracted unit price", "pricing currency contracted unit price"), tells=0.8),
    Role("start", "day", ("charge period start", "charge start", "usage start", "usage date"),
         needed=True, tells=1.5),
    Role("end", "day", ("charge period end", "charge end", "usage end"), tells=1.0),
    Role("billing_start", "day", ("billing period start",), tells=0.8),
    Role("billing_end", "day", ("billing period end",), tells=0.8),
    Role("service_provider", "name", ("service provider name", "service provider"), tells=0.8),
    Role("provider", "name", ("provider name", "cloud provider"), tells=0.8),
    Role("host", "name", ("host provider name", "host provider"), tells=0.8),
    Role("publisher", "name", ("publisher name", "publisher"), tells=0.6),
    Role("issuer", "name", ("invoice issuer name", "invoice issuer"), tells=0.6),
    Role("service", "text", ("service name", "cloud service"), tells=0.6),
    Role("category", "text", ("service category",), tells=0.6),
    Role("charge", "word", ("charge category",), tells=0.8),
    Role("currency", "currency", ("billing currency",), tells=0.8),
    Role("sub_account", "text", ("sub account name",), tells=0.8),
    Role("sub_account_number", "code", ("sub account id",), tells=0.8),
    Role("account", "code", ("billing account id",), tells=0.8),
    Role("account_name", "text", ("billing account name",), tells=0.6),
)  # fmt: skip
VENDORS = ("service_provider", "provider", "issuer", "publisher")
COSTS = ("billed", "effective", "contracted", "list")
TAKEN = (*VENDORS, "service", "start", "currency")
"""The roles that are read of a bill, besides its cost."""
KEY = ("vendor", "service", "month", "code")
PLACES = 18
"""Digits behind the point that are added up exactly; unit prices of bills have up to 12."""
DIGITS = pl.Decimal(38, PLACES)
PLAINLY = r"^-?\d{1,18}(?:\.\d{1,18})?$"
AMOUNT = re.compile(r"\W{0,3}\d[\d.,' ]*[.,]\d{2,12}\W{0,3}")
"""With a mark and at least two digits behind it: numbers of accounts and quantities have none."""
FROM_YEAR = r"^\d{4}-\d{2}-\d{2}(?:$|[T ])"


@dataclass(frozen=True, slots=True)
class Bill:
    """The rows of a bill as texts, a column a role; `headers` says what the roles are called there.

    `unit` of amounts and `home` currency hold where rows name none.
    """

    frame: pl.DataFrame
    headers: dict[str, str]
    where: str
    source: str
    home: str
    factor: Decimal = Decimal(1)

    def note(self, message: str, role: str = "") -> Problem:
        """A note on the whole bill or on one of its columns."""
        return Problem(message, self.where, 0, self.headers.get(role, ""))


def read_focus(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """The table's costs, added up exactly by vendor, service, month and currency, as `actual`."""
    del schema
    headers = {one.name: one.header for one in mapping.columns if one.use == "role"}
    places = {role: table.header.index(one) for role, one in headers.items() if one in table.header}
    frame = pl.DataFrame(
        {role: [text_of(cell) for cell in table.values(at)] for role, at in places.items()},
        schema=dict.fromkeys(places, pl.String()),
    )
    cost = next((headers[role] for role in COSTS if role in places), "")
    unit = manner_of(table, mapping, home).unit
    factor = unit_of(cost).factor if unit_of(cost).factor != 1 else unit.factor
    code = unit_of(cost).currency or unit.currency or home
    source = table.called or table_name(table.file, table.sheet)
    contents = added_up(Bill(frame, headers, table.where, source, code, factor))
    if cost != headers.get("billed"):
        contents.notes += _other_amounts(table, mapping)
    use = mapping.column(cost)
    if use is not None and 0 < use.score < CLEAR:
        contents.notes.append(table.note(unclear(use.name), table.header.index(cost)))
    contents.notes = [*table.notes, *contents.notes]
    contents.problems = [*table.problems, *contents.problems]
    return contents


def added_up(bill: Bill) -> Contents:
    """The bill by vendor, service, month and currency; sums are exact, rows without one are told.

    The billed cost is taken, what the invoice says; where the bill has none, the effective cost. Linear
    in the rows, columnar: rows that say the same are added up before anything is read of them.
    """
    contents = Contents()
    cost = next((role for role in COSTS if role in bill.headers), "")
    said = [one for one in (*VENDORS, "service", "currency") if one in bill.frame.columns]
    same = (
        bill.frame.lazy()
        .select(*said, _month_text(bill).alias("start"), _amounts(bill, cost, contents).alias("amount"))
        .group_by(*said, "start")
        .agg(
            pl.col("amount").sum(), pl.len().alias("rows"),
            pl.col("amount").is_null().sum().alias("blank"),
        )
        .collect()
    )  # fmt: skip
    groups = same.select(
        pl.coalesce(*(_said(same, role) for role in VENDORS)).alias("vendor"),
        _said(same, "service").fill_null("").alias("service"),
        _months(bill, same["start"], contents).alias("month"),
        _said(same, "currency").str.to_uppercase().fill_null(bill.home).alias("code"),
        "amount", "rows", "blank",
    )  # fmt: skip
    whole = pl.all_horizontal(pl.col("vendor", "month").is_not_null()) & (
        pl.col("rows") > pl.col("blank")
    )
    _tell_left_out(bill, groups, contents)
    sums = groups.filter(whole).group_by(KEY).agg(pl.col("amount", "rows", "blank").sum()).sort(KEY)
    _tell_sums(bill, cost, sums, contents)
    names = sums["vendor"].unique(maintain_order=True).to_list()
    contents.documents += [Document("vendor", "", {"name": one}, bill.where) for one in names]
    for vendor, service, month, code, amount, _, _ in sums.iter_rows():
        money = Money(_whole(bill, amount), code)
        values = {
            "item": Named(vendor, ("vendor",)), "time": month, "source": bill.source,
            "reference": service, "amount": str(money),
        }  # fmt: skip
        contents.observed.append(Observed("actual", values, bill.where))
    return contents


def _other_amounts(table: Table, mapping: Mapping) -> Iterator[Problem]:
    """Says which columns of amounts mean nothing to us, of a bill that has no billed cost."""
    for at, header in enumerate(table.header):
        use = mapping.column(header)
        cells = [text for cell in table.values(at) if (text := text_of(cell))]
        amounts = sum(bool(AMOUNT.fullmatch(cell)) for cell in cells)
        if use and use.use == "ignored" and cells and 2 * amounts > len(cells):
            said = "the column was left out: it may be what was billed, which no other column says"
            yield table.note(said, at)


def _whole(bill: Bill, amount: Decimal) -> Decimal:
    """An amount of the bill in whole units of its currency, without zeros at its end."""
    return EXACT.multiply(amount, bill.factor).normalize(EXACT)


def _said(frame: pl.DataFrame, role: str) -> pl.Expr:
    """What a role's column says, outer blanks gone; null for words that say nothing."""
    if role not in frame.columns:
        return pl.lit(None, dtype=pl.String())
    texts = frame[role].unique().drop_nulls().to_list()
    words = {one: one.strip() for one in texts if not (is_unknown(one) or one.lower() == "null")}
    return pl.col(role).replace_strict(words, default=None, return_dtype=pl.String())


def _month_text(bill: Bill) -> pl.Expr:
    """The texts of the days; their first seven letters where all are written from the year on."""
    column = pl.col("start")
    if bill.frame.select(column.str.contains(FROM_YEAR).all()).item():
        return column.str.slice(0, 7)
    return column


def _months(bill: Bill, texts: pl.Series, contents: Contents) -> pl.Expr:
    """The first day of the month in which each charge began; each different text is read once."""
    different = texts.unique().drop_nulls().to_list()
    order = day_first(different)
    months, odd = {}, []
    for text in different:
        day = read_day(text, first=order is not False) or serial_day(text)
        if day is not None:
            months[text] = f"{day.day[:7]}-01"
        elif not is_unknown(text):
            odd.append(text)
    if odd:
        said = f"{len(odd)} different texts are no day, '{odd[0][:60]}' for one"
        contents.problems.append(bill.note(said, "start"))
    return pl.col("start").replace_strict(months, default=None, return_dtype=pl.String())


def _amounts(bill: Bill, role: str, contents: Contents) -> pl.Expr:
    """The costs as exact decimals; written otherwise than plainly, each different text is read once."""
    column = pl.col(role)
    odd_ones = ~column.str.contains(PLAINLY) & column.is_not_null()
    others = bill.frame.filter(odd_ones)[role].unique().to_list()
    if all(is_unknown(one) or one.lower() == "null" for one in others):
        return column.cast(DIGITS, strict=False)
    every = bill.frame[role].unique().drop_nulls().to_list()
    mark, guess = decimal_mark(every)
    contents.notes += [bill.note(guess, role)] if guess else []
    read = {text: read_number(text, mark) for text in every if not is_unknown(text)}
    odd = [text for text, amount in read.items() if amount is None]
    if odd:
        said = f"{len(odd)} different texts are no amount, '{odd[0][:60]}' for one: left out"
        contents.problems.append(bill.note(said, role))
    values = {text: format(amount.value, "f") for text, amount in read.items() if amount}
    return column.replace_strict(values, default=None, return_dtype=pl.String()).cast(DIGITS)


def _tell_left_out(bill: Bill, groups: pl.DataFrame, contents: Contents) -> None:
    """Says which rows have no vendor, month or amount, with the money that they hold."""
    blank = int(groups["blank"].sum() or 0)
    if blank:
        contents.notes.append(bill.note(f"{blank} rows left out: they say no amount"))
    for column, what in (("vendor", "vendor"), ("month", "day")):
        rows = groups.filter(pl.col(column).is_null() & (pl.col("rows") > pl.col("blank")))
        groups = groups.filter(pl.col(column).is_not_null())
        if len(rows):
            count, held = int((rows["rows"] - rows["blank"]).sum()), Decimal(rows["amount"].sum())
            said = f"{count} rows with {_whole(bill, held):,f} left out: they say no {what}"
            contents.notes.append(bill.note(said))


def _tell_sums(bill: Bill, cost: str, sums: pl.DataFrame, contents: Contents) -> None:
    """Says what was added up, from which column, and which vendors' column was taken."""
    rows = int((sums["rows"] - sums["blank"]).sum() or 0)
    said = f"{rows:,} rows are added up to {len(sums):,} amounts, by vendor, service and month"
    if rows > len(sums):
        contents.notes.append(bill.note(said))
    totals: Sequence[tuple[str, Decimal]] = (
        sums.group_by("code").agg(pl.col("amount").sum()).sort("code").rows()
    )
    money = " and ".join(f"{_whole(bill, amount):,f} {code}" for code, amount in totals)
    why = "what the invoices say" if cost == "billed" else "the bill has no billed cost"
    contents.notes.append(bill.note(f"the costs are these, {why}: {money}", cost))
    if bill.factor != 1:
        contents.notes.append(bill.note(f"the amounts are read in units of {bill.factor:,}", cost))


FOCUS = Known(
    "focus", "Cloud bill", ROLES, read_focus,
    one_of=(COSTS, (*VENDORS, "service", "category", "charge", "sub_account", "account")),
)  # fmt: skip
