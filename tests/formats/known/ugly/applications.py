"""Lists of applications."""

from __future__ import annotations

import random

from tests.formats.known.ugly.truth import Clean, Column, Row
from tests.formats.known.ugly.words import COMPANIES, THINGS, money, person

COLUMNS = (
    Column("name", "name", ("Name of [application|system]", "App title", "Name der Anwendung",
           "Anwendungsbezeichnung", "Software (its [name|title])", "Applications in use",
           "Nom de l'application", "Nom du logiciel", "Bezeichnung des IT-Systems",
           "IT system name", "Application in business", "Anwendung / System"), always=True),
    Column("about", "description", ("What it [is for|does]", "Used for", "Zweck der Anwendung",
           "Wozu sie dient", "Purpose of application", "Brief purpose",
           "Finalité de l'application", "À quoi elle sert")),
    Column("criticality", "criticality", ("How critical", "Level of criticality",
           "Kritikalität (Geschäft)", "Grad der Kritikalität", "Importance for business",
           "Criticality for the business", "Niveau de criticité", "Criticité métier",
           "Geschäftskritisch", "Business crit.", "Criticality rating", "Kritikalitätsstufe"),
           always=True),
    Column("cost", "annual_cost", ("Cost of running per year", "Running costs p.a.",
           "Jährlicher Betriebsaufwand", "Betriebskosten im Jahr", "Annual costs of operation",
           "Yearly run cost", "Coût annuel d'exploitation", "Coût de fonctionnement par an",
           "Laufende Kosten p.a.", "Kosten je Jahr", "Annual TCO", "Total cost per year"), "money",
           always=True),
    Column("users", "users", ("How many users", "Active users", "Zahl der Nutzer",
           "Zahl Nutzer/innen", "Users (count)", "User base", "Nombre d'utilisateurs",
           "Utilisateurs actifs", "Anzahl der Anwender", "Benutzer gesamt", "Named users",
           "Number of active users"), "number", always=True),
    Column("hosting", "hosting", ("Where hosted", "Hosted how", "Art des Betriebs",
           "Art des Hostings", "Type of hosting", "Hosting form", "Mode d'hébergement",
           "Hébergement (type)")),
    Column("maker", "provided_by", ("Maker of software", "Software made by",
           "Hersteller der Software", "Softwarehersteller", "Software vendor",
           "Name of manufacturer", "Éditeur du logiciel", "Fournisseur du logiciel")),
    Column("owner", "owner", ("Owner of [application|system]", "Person responsible",
           "Verantwortl. Person", "Zuständige Person", "Responsible (business)",
           "Contact for application", "Responsable de l'application",
           "Verantwortliche/r Fachbereich")),
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
