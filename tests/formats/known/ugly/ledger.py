"""Budget against actual: months down the rows, months or years across, journals."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

from tests.formats.known.ugly.truth import Clean, Column, Limits, Row
from tests.formats.known.ugly.wordings import COST_CENTRE, SUPPLIER
from tests.formats.known.ugly.words import COMPANIES, day, money

CENTRES = (
    (4100, "IT Betrieb"),
    (4200, "Development"),
    (4310, "Data platform"),
    (4400, "Netz & Sicherheit"),
)
ACCOUNTS = (
    (651000, "Software maintenance"),
    (652000, "Cloud"),
    (610500, "External staff"),
    (640100, "Hardware"),
)
ACCOUNT = (
    Column("account", "account", ("No. of account", "Account (G/L)", "Nr. des Sachkontos",
           "Sachkonto-Nr.", "GL acct", "Cost element no", "N° de compte", "Compte comptable",
           "Konto-Nr.", "Kostenart-Nr.", "GL account ref.", "Account no"), "code", always=True),
    Column("account_name", "account_name", ("Name of [the account|cost element]",
           "Account text / name", "Bezeichnung des Kontos", "Text zum Konto", "Account descr.",
           "Description of account", "Libellé du compte", "Intitulé du compte")),
    Column("centre", "cost_centre", COST_CENTRE, "code", always=True),
    Column("centre_name", "cost_centre_name", ("Name of cost [centre|center]",
           "Cost centre descr.", "Bezeichnung der KST", "Name der Kostenstelle", "Cost ctr name",
           "Description of cost centre", "Libellé du centre de coûts", "Nom du centre de coûts"),
           also=("department",)),
)  # fmt: skip
WORDS = {
    "budget": ("Budget (plan)", "Planned costs", "Plankosten", "Wert im Budget",
    "Cost as budgeted", "Amount budgeted",
               "Budget prévu", "Montant prévu", "Soll-Budget", "Plan-Betrag"),
    "actual": ("Actual costs", "Costs incurred", "Ist-Kosten", "Istwert", "Amount spent",
    "Cost, actual",
               "Dépenses réelles", "Montant réalisé", "Ist-Betrag", "Tatsächliche Kosten"),
}  # fmt: skip
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def clean(rng: random.Random) -> Clean:
    """One of four forms of a ledger."""
    return rng.choice((_long, _months_across, _years_across, _journal))(rng)


def _lines(rng: random.Random) -> list[Row]:
    return [
        {"account": str(account), "account_name": text, "centre": str(centre), "centre_name": name}
        for centre, name in CENTRES
        for account, text in rng.sample(ACCOUNTS, 3)
    ]


def _named(columns: Sequence[Column], rows: list[Row], measures: dict[str, str]) -> Clean:
    return Clean(
        "ledger", columns, rows, ("GL extract", "Kostenbericht", "controlling report", "Hauptbuch"),
        currency="EUR", measures=measures, titles=("Soll-Ist-Vergleich", "Cost report"),
        limits=Limits(subtotals=True),
    )  # fmt: skip


def _long(rng: random.Random) -> Clean:
    columns = (
        *ACCOUNT,
        Column("period", "period", ("Period of posting", "Posting month", "Buchungsperiode (MM)",
               "Periode der Buchung",
           "Month of year", "Month no", "Mois comptable", "Période comptable", "Buchungsmonat",
           "Monat (Buchung)"),
               "code", always=True),
        Column("year", "year", ("Year (fiscal)", "Financial year", "Jahr (Geschäftsjahr)",
               "Buchungsjahr",
           "Year of posting", "Accounting year", "Exercice comptable", "Année comptable"), "code",
               always=True),
        Column("budget", "budget", WORDS["budget"], "money", always=True),
        Column("actual", "actual", WORDS["actual"], "money", always=True),
    )  # fmt: skip
    rows: list[Row] = []
    for line in _lines(rng):
        for month in range(1, 5):
            period = str(month)
            rows.append({**line, "period": period, "year": "2025",
                         "budget": money(rng, 1_000, 90_000),
                         "actual": money(rng, 1_000, 90_000)})  # fmt: skip
    return _named(columns, rows, {"budget": "budget", "actual": "actual"})


def _months_across(rng: random.Random) -> Clean:
    metric = rng.choice(("budget", "actual"))
    word = rng.choice(WORDS[metric])
    form = rng.choice(
        ("{w} {m} 2025", "{m} 25 {w}", "{m} 2025 {w}", "{w} {n:02}/2025", "{w} 2025-{n:02}")
    )
    months = [
        Column(
            f"m{n}",
            metric,
            (form.format(w=word, m=name, n=n),),
            "money",
            always=True,
            verbatim=True,
        )
        for n, name in enumerate(MONTHS, 1)
    ]
    rows = [
        {**line, **{one.name: money(rng, 100, 40_000) for one in months}} for line in _lines(rng)
    ]
    return _named((*ACCOUNT, *months), rows, {one.name: metric for one in months})


def _years_across(rng: random.Random) -> Clean:
    years = [
        Column(f"{metric}{year}", metric, 
               (f"{form} {year}" if rng.random() < 0.5 else f"FY{year} {form}",),
               "money", always=True, verbatim=True)
        for metric, form in [(one, rng.choice(words)) for one, words in WORDS.items()]
        for year in (2024, 2025)
    ]  # fmt: skip
    rows = [
        {**line, **{one.name: money(rng, 100, 400_000) for one in years}} for line in _lines(rng)
    ]
    return _named((*ACCOUNT, *years), rows, {one.name: one.role for one in years})


def _journal(rng: random.Random) -> Clean:
    columns = (
        *ACCOUNT,
        Column("day", "day", ("Date of posting", "Posted on", "Datum der Buchung", "Buchung vom",
               "Date of entry",
           "Booked on", "Date de comptabilisation", "Date de l'écriture"), "day", always=True),
        Column("debit", "debit", ("Debit side", "Amount debited", "Betrag Soll", "Soll-Betrag",
               "Debits", "Dr amount (debit)",
           "Montant débit", "Débit (montant)"), "money", always=True),
        Column("credit", "credit", ("Credit side", "Amount credited", "Betrag Haben",
               "Haben-Betrag", "Credits",
           "Cr amount (credit)", "Montant crédit", "Crédit (montant)"), "money", always=True),
        Column("document", "document", ("No. of journal", "Journal ref.", "Nr. des Belegs",
               "Beleg-Nr. FI", "Voucher no",
           "Document ref.", "N° d'écriture", "N° de pièce"), "code", always=True),
        Column("vendor", "vendor", SUPPLIER, "text"),
    )  # fmt: skip
    rows: list[Row] = []
    for at in range(rng.randrange(20, 50)):
        line, amount = rng.choice(_lines(rng)), money(rng, 50, 30_000)
        credit = rng.random() < 0.1
        rows.append({**line, "day": day(rng, date(2025, 1, 1), date(2025, 12, 31)),
                     "debit": None if credit else amount, "credit": amount if credit else None,
                     "document": f"SA{190_000 + at}", "vendor": rng.choice(COMPANIES)})  # fmt: skip
    return _named(columns, rows, {"debit": "actual", "credit": "-actual"})
