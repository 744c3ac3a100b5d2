"""Lists of people."""

from __future__ import annotations

import random
from datetime import date

from tests.formats.known.ugly.truth import Clean, Column, Limits, Row
from tests.formats.known.ugly.words import UNITS, day, people

NAMES = (
    Column("name", "name", ("Employee", "Mitarbeiter", "Name of employee", "Full name", "Mitarbeitername",
           "Salarié", "Name, Vorname"), always=True),
)  # fmt: skip
PARTS = (
    Column("first", "first_name", ("Given name", "Vorname", "First name", "Prénom"), always=True),
    Column(
        "last",
        "last_name",
        ("Surname", "Nachname", "Last name", "Family name", "Zuname"),
        always=True,
    ),
)
REST = (
    Column("number", "number", ("Personnel no.", "Personalnummer", "Employee ID", "Staff no.",
           "Matricule",
           "Pers.-Nr."), "code", always=True, also=("external_id",)),
    Column("job", "job_title", ("Position", "Job title", "Stellenbezeichnung", "Funktion", "Emploi",
           "Occupation"), always=True),
    Column("team", "works_in", ("Team", "Squad", "Team name", "Équipe")),
    Column("unit", "department", ("Department", "Abteilung", "Org unit", "Organisationseinheit",
           "Direction",
           "Bereich")),
    Column("manager", "reports_to", ("Line manager", "Vorgesetzte/r", "Supervisor", "Reports to",
           "Führungskraft", "Supérieur"), always=True),
    Column("since", "joined_on", ("Hire date", "Eintrittsdatum", "Date of joining", "Eintritt",
           "Employed since",
           "Date d'embauche"), "day"),
    Column("fte", "fte", ("FTE", "Full-time equivalent", "FTE share"), "code"),
    Column("site", "based_in", ("Site", "Standort", "Work location", "Lieu")),
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
        "staff", columns, rows, ("HR export", "Mitarbeiterliste", "people", "staff list"), kind="person",
        limits=Limits(sums=False, scaled=False),
    )  # fmt: skip
