"""Lists of applications."""

from __future__ import annotations

import random

from tests.formats.known.ugly.truth import Clean, Column, Row
from tests.formats.known.ugly.words import COMPANIES, THINGS, money, person

COLUMNS = (
    Column("name", "name", ("Application", "Anwendung", "System name", "Name of application",
           "IT-System",
           "Softwareprodukt", "Nom de l'application"), always=True),
    Column("about", "description", ("What it does", "Beschreibung", "Short description", "Zweck")),
    Column("criticality", "criticality", ("Criticality", "Kritikalität", "Business importance",
           "Business criticality", "Criticité"), always=True),
    Column("cost", "annual_cost", ("Run costs p.a.", "Betriebskosten pro Jahr", "Annual run cost",
           "Jährliche Betriebskosten", "Yearly cost"), "money", always=True),
    Column("users", "users", ("Users", "Anzahl Nutzer", "No. of users", "Benutzer"), "number",
           always=True),
    Column("hosting", "hosting", ("Hosting", "Betriebsmodell", "Hosting model", "Deployment")),
    Column("maker", "provided_by", ("Manufacturer", "Hersteller", "Vendor", "Anbieter", "Éditeur")),
    Column("owner", "owner", ("Application owner", "Verantwortlich", "Responsible", "Ansprechpartner",
           "Responsable")),
)  # fmt: skip


def clean(rng: random.Random) -> Clean:
    """Applications of different names."""
    rows: list[Row] = []
    for at in range(rng.randrange(14, 40)):
        thing = THINGS[at % len(THINGS)]
        rows.append({
            "name": f"{thing} {('Suite', 'One', 'Portal')[at // len(THINGS)]}",
            "about": f"All that {thing} needs, for every branch and each of its offices",
            "criticality": rng.choice(("low", "medium", "high", "critical")),
            "cost": money(rng, 1_000, 700_000), "users": rng.randrange(5, 900),
            "hosting": rng.choice(("on premises", "SaaS", "public cloud")),
            "maker": rng.choice(COMPANIES), "owner": person(rng),
        })  # fmt: skip
    return Clean(
        "applications", COLUMNS, rows, ("applications", "Anwendungsliste", "inventory", "export"),
        kind="application", currency=rng.choice(("EUR", "GBP")), measures={"cost": "annual_cost"},
        titles=("Anwendungslandschaft", "Application portfolio"),
    )  # fmt: skip
