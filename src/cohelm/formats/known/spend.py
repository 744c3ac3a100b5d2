"""Lists of invoices or purchase orders: to whom, when, how much, for what; one observation a row."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from cohelm.core.documents import Contents, Document, Named, Observed
from cohelm.core.schema import Schema
from cohelm.formats.known.figures import Figures
from cohelm.formats.known.known import Known, Role
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping, table_name
from cohelm.formats.words import tokens

ROLES = (
    Role("vendor", "company", ("vendor", "company", "merchant", "paid to", "invoice issuer",
         "beneficiary"), needed=True, tells=0.8, like="company"),
    Role("vendor_number", "code", ("vendor number", "vendor account number", "vendor account",
         "vendor", "auxiliary account"), tells=0.8),
    Role("day", "day", ("invoice date", "posting date", "posting day", "document date",
         "payment date", "order date", "po date", "transaction date", "date"), needed=True,
         tells=0.7),
    Role("paid_on", "day", ("paid on", "paid date", "payment date", "clearing date"), tells=0.5),
    Role("due", "day", ("due", "due date", "net due date", "payment due", "pay by",
         "payment deadline"), tells=0.5),
    Role("amount", "money", ("amount", "net amount", "invoice amount", "line amount", "spend",
         "total amount", "net value", "order value", "po value", "amount paid", "invoice total",
         "invoice net value", "value", "net", "line total", "invoice value"), tells=0.8,
         shown=True),
    Role("gross", "money", ("gross", "gross amount", "invoice gross amount"), tells=0.6),
    Role("tax", "money", ("tax", "vat", "tax amount", "vat amount"), tells=0.6),
    Role("home_amount", "money", ("amount in local currency", "local amount", "amount local",
         "amount in company currency"), tells=0.4),
    Role("currency", "currency", ("currency", "currency code", "document currency"), tells=0.6),
    Role("invoice", "code", ("invoice", "invoice number", "document", "document number"),
         tells=2.0),
    Role("order", "code", ("purchase order", "po number", "po", "order", "order number",
         "purchase order number", "purchase document"), tells=1.2),
    Role("line", "number", ("line", "line number", "item number", "invoice line"), tells=0.4),
    Role("category", "text", ("category", "spend category", "goods group", "goods", "cost type"),
         tells=0.6),
    Role("account", "text", ("account", "gl account", "account number", "general ledger account"),
         tells=0.5),
    Role("department", "text", ("department", "business unit", "division", "organisational unit",
         "supervisory organisation", "requester department", "area"), tells=0.4),
    Role("cost_centre", "text", ("cost center", "cost center number", "cost object"), tells=0.8),
    Role("text", "text", ("description", "invoice text", "line description", "line text",
         "item description", "posting text", "text", "name", "detail", "subject", "about", "item",
         "purpose", "bought"), tells=0.2, like="phrase"),
    Role("status", "text", ("status", "payment status"), tells=0.2),
)  # fmt: skip
AMOUNTS = ("amount", "gross", "home_amount")
"""The roles of what was paid; the first that a file has is taken."""


def read_spend(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """Each row as an `actual` of its vendor, told apart by its invoice, order or what it says.

    `home` is the currency of amounts that name none. A row without vendor, day or amount is left out
    and said with its money; a total that the file states is compared with the sum of its rows.
    """
    del schema
    figures = Figures.of(table, mapping, home)
    figures.find_totals(("vendor", "text", "invoice", "day", "category"), ("order",))
    role = next((one for one in AMOUNTS if figures.has(one)), "")
    at = figures.places[role][0] if role else None
    if at is not None and role == "home_amount":
        _in_one_currency(figures, at)
    amounts: list[str | None] = [None] * len(table.rows)
    if at is not None:
        amounts = figures.amounts(at)
    rows = _complete(figures, amounts)
    _vendors(figures, rows)
    figures.contents.observed += _observed(figures, rows, amounts)
    if at is not None:
        figures.tell_totals(amounts, at)
    return figures.contents


def _in_one_currency(figures: Figures, at: int) -> None:
    """Takes amounts in the local currency as such where those of the documents differ, and says so."""
    if len(set(figures.texts("currency")) - {""}) > 1:
        del figures.places["currency"]
        note = (
            "it is in the local currency, which the file does not say clearly: "
            f"{figures.home} is taken, whatever the currency of each document"
        )
        figures.contents.notes.append(figures.table.note(note, at))


def _complete(figures: Figures, amounts: list[str | None]) -> list[tuple[int, str, str]]:
    """The rows that say a vendor, a day and an amount, as (row, vendor, day)."""
    vendors, days = figures.texts("vendor"), figures.days("day")
    found: list[tuple[int, str, str]] = []
    nameless, undated, blank = [], [], []
    for row, amount in enumerate(amounts):
        if row in figures.totals or row in figures.unread:
            continue
        if amount is None:
            blank.append(row)
            continue
        day = days[row]
        if not vendors[row]:
            nameless.append(row)
        elif not day:
            undated.append(row)
        else:
            found.append((row, vendors[row], day))
    figures.left_out(blank, amounts, "no amount is stated")
    figures.left_out(nameless, amounts, "no vendor is named")
    figures.left_out(undated, amounts, "no day can be read")
    return found


def _vendors(figures: Figures, rows: list[tuple[int, str, str]]) -> None:
    """Every vendor of the rows once, by number where there is one."""
    numbers, system = figures.texts("vendor_number"), _system(figures)
    seen: set[str] = set()
    for row, vendor, _ in rows:
        mark = numbers[row] or vendor.casefold()
        if mark not in seen:
            seen.add(mark)
            values: dict[str, Any] = {"name": vendor}
            if numbers[row]:
                values["external_ids"] = {system: numbers[row]}
            place = figures.table.places[row]
            document = Document("vendor", "", values, figures.table.where, place)
            figures.contents.documents.append(document)


def _system(figures: Figures) -> str:
    """The name under which the vendors' numbers are kept."""
    if not figures.has("vendor_number"):
        return ""
    header = figures.table.header[figures.places["vendor_number"][0]]
    return "-".join(tokens(header))[:100] or "vendor-number"


def _observed(
    figures: Figures, rows: list[tuple[int, str, str]], amounts: list[str | None]
) -> list[Observed]:
    """One observation a row; rows of one vendor, day and reference are numbered by what they say."""
    table = figures.table
    source = table.called or table_name(table.file, table.sheet)
    said = {role: figures.texts(role) for role in
            ("vendor_number", "invoice", "order", "line", "category", "account", "department",
             "cost_centre")}  # fmt: skip
    system = _system(figures)
    groups: dict[tuple[str, str, str], list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for row, vendor, day in rows:
        parts = [said["invoice"][row] or said["order"][row], said["line"][row]]
        reference = " ".join(filter(None, parts if parts[0] else [said["category"][row]]))
        order = (said["account"][row], said["cost_centre"][row], amounts[row] or "")
        number = said["vendor_number"][row] or vendor.casefold()
        groups[number, day, reference].append((order, row))
    names = {row: vendor for row, vendor, _ in rows}
    found: list[tuple[int, Observed]] = []
    for (_, day, reference), of in groups.items():
        for n, (_, row) in enumerate(sorted(of)):
            number = said["vendor_number"][row]
            item = Named(number or names[row], ("vendor",), system=system if number else "")
            values = {
                "item": item, "time": day, "source": source,
                "reference": " ".join(filter(None, [reference, f"#{n + 1}" if n else ""])),
                "amount": amounts[row],
                "cost_centre": said["cost_centre"][row] or said["department"][row] or None,
                "account": said["account"][row] or said["category"][row] or None,
            }  # fmt: skip
            stated = {name: value for name, value in values.items() if value is not None}
            found.append((row, Observed("actual", stated, table.where, table.places[row])))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


SPEND = Known(
    "spend", "Invoices or purchase orders", ROLES, read_spend, one_of=(AMOUNTS,),
    order=("day", "due"),
)  # fmt: skip
