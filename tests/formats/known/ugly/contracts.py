"""Contract lists."""

from __future__ import annotations

import random
from datetime import date

from tests.formats.known.ugly.truth import Clean, Column, Row
from tests.formats.known.ugly.words import COMPANIES, THINGS, day, money, person

COLUMNS = (
    Column("vendor", "vendor", ("Supplier", "Auftragnehmer", "Vertragspartner/in", "Contracting party",
           "Vendor legal name", "Dienstleister", "Firma", "Fournisseur"), always=True),
    Column("name", "name", ("Contract subject", "Vertragsgegenstand", "What for", "Agreement title",
           "Leistung", "Objet", "Vertragstitel", "Name of contract"), always=True),
    Column("number", "number", ("Contract ref.", "Vertrags-Nr.", "Agreement no", "CLM ID",
           "N° de contrat", "Contract number"), "code", also=("external_id",)),
    Column("start", "start", ("Begins", "Vertragsbeginn", "Start of term", "Gültig ab", "In force from",
           "Date d'effet", "Contract start date"), "day"),
    Column("end", "end", ("Runs until", "Vertragsende", "End of term", "gültig bis", "Expires on",
           "Fin de contrat", "Date of expiry"), "day", always=True),
    Column("notice", "notice", ("Period of notice", "Kündigungsfrist", "Notice to terminate",
           "Frist zur Kündigung", "Délai de préavis", "Notice required"), always=True),
    Column("renewal", "renewal", ("Renews automatically", "Auto-renewal", "automat. Verlängerung",
           "Tacit renewal?", "Tacite reconduction")),
    Column("renewal_months", "renewal_months", ("Verlängerung (Monate)", "Extension in months",
           "Renewal (months)", "Verlängert sich um Monate", "Renewal term months"), "number"),
    Column("annual", "annual_cost", ("Annual fee", "Kosten p.a.", "Yearly charge", "Jährliche Kosten",
           "Cost per annum", "Montant annuel", "Jahresbetrag"), "money", always=True),
    Column("owner", "owner", ("Contract owner", "Verantwortliche Person", "Responsible person",
           "Vertragsverantwortung", "Responsable")),
)  # fmt: skip
NOTICES = ("3 Monate", "90 days", "6 months", "30 Tage", "3 mois", "1 month", "12 weeks")


def clean(rng: random.Random) -> Clean:
    """Contracts with different names, of which some vendors have several."""
    count = rng.randrange(12, 40)
    rows: list[Row] = []
    for at in range(count):
        start = day(rng, date(2020, 1, 1), date(2025, 12, 31))
        rows.append({
            "vendor": rng.choice(COMPANIES),
            "name": f"{THINGS[at % len(THINGS)]} {('Wartung', 'licences', 'support')[at // len(THINGS)]}",
            "number": f"CT-{2018 + at % 7}-{rng.randrange(10_000):04}{at:02}",
            "start": start,
            "end": day(rng, date(2026, 1, 13), date(2029, 12, 31)),
            "notice": rng.choice(NOTICES),
            "renewal": rng.choice(("yes", "no", "ja", "nein")),
            "renewal_months": rng.choice((3, 12, 24)),
            "annual": money(rng, 2_000, 900_000),
            "owner": person(rng),
        })  # fmt: skip
    return Clean(
        "contracts", COLUMNS, rows,
        ("contracts", "Vertragsliste_2026", "export (3)", "Copy of agreements"),
        kind="contract", currency=rng.choice(("EUR", "GBP", "USD")), measures={"annual": "annual_cost"},
        titles=("Vertragsübersicht IT", "Contract register"),
    )  # fmt: skip
