"""Contract lists."""

from __future__ import annotations

import random
from datetime import date

from tests.formats.known.ugly.truth import Clean, Column, Row
from tests.formats.known.ugly.wordings import SUPPLIER
from tests.formats.known.ugly.words import COMPANIES, THINGS, day, money, person

COLUMNS = (
    Column("vendor", "vendor", (*SUPPLIER, "Vertragspartner/in", "Other party to the contract",
           "Counterparty name", "Vertragspartei (extern)"), always=True),
    Column("name", "name", ("Subject of the [contract|agreement]", "Gegenstand des Vertrags",
           "What is covered", "Name of agreement", "Contracted service", "Vertragliche Leistung",
           "Titel des Vertrags", "Bezeichnung Vertrag", "Objet du contrat", "Intitulé du contrat",
           "Agreement / title", "Services under contract"), always=True),
    Column("number", "number", ("Contract ref. [no.|id]", "No. of contract",
           "Vertrags-Nr. (intern)", "Nummer des Vertrags", "CLM contract no", "Agreement ref.",
           "Référence du contrat", "Réf. contrat"), "code", also=("external_id",)),
    Column("start", "start", ("Start of [term|contract]", "Contract begins on", "Gültig ab Datum",
           "Beginn des Vertrags", "In force since", "Valid as of", "Laufzeit ab", "Laufzeitbeginn",
           "Date du début", "Début du contrat"), "day"),
    Column("end", "end", ("Runs [until|to]", "Contract expires on", "Ende der Laufzeit",
           "Laufzeitende", "Last day of [contract|term]", "Date of [expiry|expiration]",
           "Vertrag endet am", "gültig bis einschl.", "Date de fin de contrat", "Fin de validité",
           "End of contract", "Vertragsende (Datum)"), "day", always=True),
    Column("notice", "notice", ("Period of notice", "Length of notice", "Frist zur Kündigung",
           "Kündbar mit Frist", "Notice required to terminate", "How much notice",
           "Délai de préavis", "Durée du préavis", "Kündigungsfrist lt. Vertrag",
           "Notice for cancellation", "Vertragl. Kündigungsfrist", "Termination notice period"),
           always=True),
    Column("renewal", "renewal", ("Renews by itself", "Renewed automatically?",
           "Automatische Verlängerung ja/nein", "Verlängert sich autom.", "Tacit renewal y/n",
           "Autom. renewal", "Tacite reconduction (o/n)", "Reconduction automatique")),
    Column("renewal_months", "renewal_months", ("Renewal (in months)", "Months of extension",
           "Verlängerung (Monate)", "Verlängerung um Monate", "Length of renewal in months",
           "Renewal term (mths)", "Durée de reconduction (mois)", "Reconduction en mois"),
           "number"),
    Column("annual", "annual_cost", ("Cost [for|in] a year", "Price per annum", "Kosten pro Jahr",
           "Jährl. Kosten", "Fee, [annual|yearly]", "Annual charge net", "Coût par an",
           "Montant annuel HT", "Gebühr im Jahr", "Yearly fees", "Kosten im Jahr",
           "Annual contract cost"), "money", always=True),
    Column("owner", "owner", ("Person responsible", "Owner of contract", "Verantwortl. Person",
           "Verantwortlich für den Vertrag", "Who is responsible", "Responsible colleague",
           "Responsable du contrat", "Vertragsverantwortliche/r")),
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
        kind="contract", currency=rng.choice(("EUR", "GBP", "USD")),
        measures={"annual": "annual_cost"},
        titles=("Vertragsübersicht IT", "Contract register"),
    )  # fmt: skip
