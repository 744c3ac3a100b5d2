"""Lists of people."""

from __future__ import annotations

import random
from datetime import date

from tests.formats.known.ugly.truth import Clean, Column, Limits, Row
from tests.formats.known.ugly.wordings import DEPARTMENT
from tests.formats.known.ugly.words import UNITS, day, people

NAMES = (
    Column("name", "name", ("Name of [employee|person]", "Employee full name", "Name, Vorname",
           "Name der Person", "Full name of colleague", "First and last name", "Nom et prénom",
           "Nom du salarié", "Name des Mitarbeiters", "Mitarbeitername komplett"), always=True),
)  # fmt: skip
PARTS = (
    Column("first", "first_name", ("Given name(s)", "Name, first", "Vorname(n)", "Rufname",
           "First names", "Name (given)", "Prénom usuel", "Prénom du salarié"), always=True),
    Column("last", "last_name", ("Name, last", "Family name / surname", "Familienname",
           "Name (Nachname)", "Surname(s)", "Last / family name", "Nom de famille", "Nom d'usage"),
           always=True),
)  # fmt: skip
REST = (
    Column("number", "number", ("No. of employee", "Personnel ref.", "Pers.-Nr. (HR)",
           "Nummer Mitarbeiter", "Staff ref.", "HR employee no", "N° matricule", "Matricule RH"),
           "code", always=True, also=("external_id",)),
    Column("job", "job_title", ("Title of [job|position]", "Job / position",
           "Bezeichnung der Stelle", "Stellenbezeichnung (HR)", "Current job title",
           "Present position", "Intitulé du poste", "Poste occupé", "Ausgeübte Funktion",
           "Aktuelle Funktion", "Job role title", "Position held"), always=True),
    Column("team", "works_in", ("Name of team", "Works in team", "Name des Teams",
           "Teambezeichnung", "Team assigned", "Belongs to team", "Nom de l'équipe",
           "Équipe de travail")),
    Column("unit", "department", DEPARTMENT),
    Column("manager", "reports_to", ("Name of [manager|supervisor]", "Reports to [person|whom]",
           "Vorgesetzte Person", "Name der Führungskraft", "Direct manager", "Manager (line)",
           "Supérieur hiérarchique", "Responsable hiérarchique", "Direkte Führungskraft",
           "Direkter Vorgesetzter", "Manager of employee", "Immediate supervisor"), always=True),
    Column("since", "joined_on", ("Date [hired|joined]", "Hired on", "Datum des Eintritts",
           "Eintritt am", "Employed from", "With us since", "Date d'embauche", "Date d'entrée",
           "Beschäftigt seit", "Angestellt ab", "Start of employment", "Joined company on"), "day"),
    Column("fte", "fte", ("Share of full time", "FTE (share)", "FTE-Anteil", "Stellenanteil FTE",
           "FTE value", "FTE contracted"), "code"),
    Column("site", "based_in", ("Site of work", "Office site", "Standort der Person", "Dienstsitz",
           "Place of work", "Work site", "Lieu de travail", "Site de rattachement")),
)  # fmt: skip
JOBS = ("Developer", "Analyst", "Enterprise architect", "Systemadministrator", "Product manager")


def clean(rng: random.Random) -> Clean:
    """People with whole names, names in two parts, or numbers alone."""
    kind = rng.choice(("whole", "parts", "number"))
    columns = {"whole": (*NAMES, *REST), "parts": (*PARTS, *REST), "number": REST}[kind]
    names = people(rng, rng.randrange(15, 50))
    bosses = names[:4]
    rows: list[Row] = []
    for at, name in enumerate(names):
        first, _, last = name.partition(" ")
        boss = bosses[at % 4] if kind != "number" else str(70_001 + at % 4)
        rows.append({
            "name": name, "first": first, "last": last, "number": str(70_001 + at),
            "job": rng.choice(JOBS),
            "team": rng.choice(("Core", "Web", "Netz", "Daten")), "unit": rng.choice(UNITS),
            "manager": boss,
            "since": day(rng, date(2005, 1, 13), date(2025, 12, 31)), 
            "fte": rng.choice(("1.0", "0.8", "0.5")),
            "site": rng.choice(("Bremen", "Lyon", "Porto")),
        })  # fmt: skip
    return Clean(
        "staff", columns, rows, ("HR export", "Mitarbeiterliste", "people", "staff list"),
        kind="person",
        limits=Limits(sums=False, scaled=False),
    )  # fmt: skip
