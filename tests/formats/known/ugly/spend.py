"""Lists of invoices and orders."""

from __future__ import annotations

import random
from datetime import date

from tests.formats.known.ugly.truth import Clean, Column, Row
from tests.formats.known.ugly.wordings import COST_CENTRE, CURRENCY, DEPARTMENT, SUPPLIER
from tests.formats.known.ugly.words import COMPANIES, THINGS, UNITS, day, money

COLUMNS = (
    Column("vendor", "vendor", (*SUPPLIER, "Paid to whom", "Invoicing party", "Name of creditor",
           "Kreditorbezeichnung"), always=True),
    Column("vendor_number", "vendor_number", ("No. of supplier", "Supplier account no",
           "Kreditoren-Nr. (alt)", "Nummer des Lieferanten", "Vendor ref.", "Creditor account",
           "N° du fournisseur", "Code du fournisseur"), "code"),
    Column("day", "day", ("Date [of|on] invoice", "Invoice dated", "Datum der Rechnung",
           "Rechnungsdatum (Beleg)", "Bill date", "Date of posting", "Buchungsdatum Beleg",
           "Datum des Belegs", "Date de la facture", "Facture du (date)", "Invoice issue date",
           "Doc date"), "day", always=True),
    Column("due", "due", ("To be paid by", "Due for payment on", "Zahlbar bis", "Fällig zum",
           "Payment due by", "Payable until", "Fälligkeit der Zahlung", "Datum Fälligkeit",
           "Date d'échéance", "Échéance de paiement"), "day"),
    Column("amount", "amount", ("Amount [net|excluding tax]", "Net invoice value",
           "Betrag (netto)", "Netto-Rechnungsbetrag", "Invoice total net", "Value, net",
           "Montant net HT", "Montant de la facture HT", "Nettobetrag in Belegwährung",
           "Amount of invoice", "Amount w/o VAT", "Rechnungssumme netto"), "money",
           always=True, also=("gross", "home_amount")),
    Column("currency", "currency", CURRENCY, "currency"),
    Column("invoice", "invoice", ("No. of invoice", "Invoice ref.", "Nr. der Rechnung",
           "Rechnungs-Nr. Lieferant", "Bill no", "Number of bill", "Numéro de facture",
           "N° de pièce", "Belegnummer ERP", "Document no. (AP)", "Supplier invoice no",
           "Beleg-Nr."), "code", always=True),
    Column("order", "order", ("No. of PO", "Our order no", "Nr. der Bestellung", "Bestell-Nr. SAP",
           "Purch. order no", "Order reference (PO)", "N° de commande", "Bon de commande n°"),
           "code"),
    Column("category", "category", ("Type of [goods|expense]", "Group of commodities",
           "Warengruppe (Einkauf)", "Art der Ausgabe", "Category of spend", "Purchasing category",
           "Catégorie d'achat", "Famille d'achats")),
    Column("cost_centre", "cost_centre", COST_CENTRE, "code"),
    Column("department", "department", DEPARTMENT),
    Column("text", "text", ("Text of [line|posting]", "What was bought", "Text der Buchung",
           "Positionsbeschreibung", "Description of [line|item]", "Item descr.",
           "Libellé de la ligne", "Désignation de l'article")),
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
