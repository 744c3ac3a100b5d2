"""Lists of invoices and orders."""

from __future__ import annotations

import random
from datetime import date

from tests.formats.known.ugly.truth import Clean, Column, Row
from tests.formats.known.ugly.words import COMPANIES, THINGS, UNITS, day, money

COLUMNS = (
    Column("vendor", "vendor", ("Creditor", "Lieferantenname", "Paid to", "Name of supplier", "Kreditor",
           "Fournisseur", "Vendor (name)", "Rechnungssteller"), always=True),
    Column("vendor_number", "vendor_number", ("Supplier no.", "Kreditoren-Nr", "Vendor account no",
           "Lieferantennummer", "Code fournisseur"), "code"),
    Column("day", "day", ("Invoice date", "Belegdatum", "Doc. date", "Date of invoice", "Buchungsdatum",
           "Posting day", "Date de facture"), "day", always=True),
    Column("due", "due", ("Payable by", "Fällig am", "Due on", "Fälligkeitsdatum", "Net due date",
           "Échéance"), "day"),
    Column("amount", "amount", ("Net amount", "Betrag netto", "Amount excl. VAT", "Rechnungsbetrag",
           "Montant HT", "Invoice value net", "Nettowert"), "money", always=True, also=("gross",)),
    Column("currency", "currency", ("Währung", "Curr.", "Ccy", "Devise", "Currency key"), "currency"),
    Column("invoice", "invoice", ("Invoice no.", "Rechnungs-Nr.", "Document no", "Beleg", "Voucher id",
           "N° facture", "Bill reference"), "code", always=True),
    Column("order", "order", ("PO", "Bestell-Nr.", "Purchase order no.", "Bestellnummer", "P.O. number",
           "Bon de commande"), "code"),
    Column("category", "category", ("Commodity group", "Warengruppe", "Spend category", "Kategorie",
           "Type of expense"),),
    Column("cost_centre", "cost_centre", ("Kostenstelle", "Cost ctr", "KSt", "Cost centre code",
           "Centre de coûts"), "code"),
    Column("department", "department", ("Requesting department", "Abteilung", "Business unit",
           "Bereich")),
    Column("text", "text", ("Line text", "Buchungstext", "Description", "Positionstext", "Libellé")),
)  # fmt: skip
CATEGORIES = ("Software", "Cloud", "Hardware", "Consulting", "Telekom")


def clean(rng: random.Random) -> Clean:
    """Invoices with a number each; credits are negative."""
    numbers = {name: f"{70_000 + 13 * at}" for at, name in enumerate(COMPANIES)}
    codes = rng.choice((("EUR",), ("EUR",), ("EUR", "USD"), ("GBP", "EUR", "CHF")))
    start = rng.randrange(1000, 8000)
    rows: list[Row] = []
    for at in range(rng.randrange(15, 60)):
        vendor, booked = rng.choice(COMPANIES), day(rng, date(2025, 1, 1), date(2025, 12, 31))
        amount = money(rng, 20, 60_000)
        rows.append({
            "vendor": vendor, "vendor_number": numbers[vendor], "day": booked,
            "due": day(rng, booked, date(2026, 2, 28)),
            "amount": -amount if rng.random() < 0.06 else amount,
            "currency": rng.choice(codes), "invoice": f"RE{start + at}/{booked.year % 100}",
            "order": f"45{rng.randrange(10**8):08}", "category": rng.choice(CATEGORIES),
            "cost_centre": str(rng.choice((4711, 4712, 4720, 5100))), "department": rng.choice(UNITS),
            "text": f"{rng.choice(THINGS)} {booked:%m/%Y}",
        })  # fmt: skip
    return Clean(
        "spend", COLUMNS, rows, ("invoices", "Kreditorenposten", "AP ledger Q4", "export"),
        currency=codes[0], measures={"amount": "actual"},
        titles=("Rechnungsausgangsprüfung", "Accounts payable"),
    )  # fmt: skip
