"""Changes of a service desk."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.formats.known.ugly.truth import Clean, Column, Limits, Row
from tests.formats.known.ugly.wordings import AFFECTED, DESCRIPTION, HANDLED_BY, SERVICE
from tests.formats.known.ugly.words import THINGS, day

COLUMNS = (
    Column("number", "number", ("No. of change", "Change ref.", "Nr. der Änderung", "Change-Nr.",
           "RFC ref. no", "CHG number", "N° du changement", "Réf. changement"), "code",
           always=True),
    Column("type", "type", ("Type of RFC", "Kind of change", "Typ der Änderung",
           "Art der Änderung", "Class of change", "Change category", "Type du changement",
           "Nature du changement"), always=True),
    Column("risk", "risk", ("Risk of the change", "Level of risk", "Risiko der Änderung",
           "Risikostufe", "Rating of risk", "How risky", "Niveau de risque",
           "Risque du changement"), always=True),
    Column("start", "start", ("Start as planned", "Planned to begin", "Beginn (geplant)",
           "Geplant ab", "Scheduled from", "Start, scheduled", "Début planifié",
           "Date de début prévue", "Geplanter Starttermin", "As planned, from"), "day",
           always=True),
    Column("end", "end", ("End as planned", "Planned to end", "Ende (geplant)", "Geplant bis",
           "Scheduled until", "End, scheduled", "Fin planifiée", "Date de fin prévue",
           "Geplanter Endtermin", "Planned until"), "day", always=True),
    Column("did_end", "did_end", ("Really ended", "Work ended on", "Ende (tatsächlich)",
           "Tatsächlich beendet am", "Implemented on date", "Date of implementation",
           "Fin réelle le", "Date de fin réelle"), "day"),
    Column("ci", "ci", AFFECTED, always=True),
    Column("service", "service", SERVICE),
    Column("state", "state", ("State of change", "Status of change", "Status der Änderung",
           "Zustand des Changes", "Current state", "Change status", "Statut du changement",
           "État du changement")),
    Column("approval", "approval", ("Approval given", "Status of approval",
           "Stand der Genehmigung", "Genehmigung erteilt", "Approved yes/no", "CAB approval",
           "Approbation du CAB", "Statut d'approbation")),
    Column("group", "group", HANDLED_BY),
    Column("code", "close_code", ("Code for closing", "How it went", "Code beim Abschluss",
           "Ergebnis der Änderung", "Outcome of change", "Result / close code",
           "Code de clôture du changement", "Résultat du changement"), always=True),
    Column("title", "title", DESCRIPTION),
)  # fmt: skip


def clean(rng: random.Random) -> Clean:
    """Changes of some systems, most of them carried out."""
    start = rng.randrange(1000, 9000)
    rows: list[Row] = []
    for at in range(rng.randrange(15, 50)):
        planned = day(rng, date(2025, 1, 1), date(2025, 12, 1))
        done = rng.random() < 0.85
        rows.append({
            "number": f"CHG00{start + at}", "type": rng.choice(("Standard", "Normal", "Emergency")),
            "risk": rng.choice(("Low", "Moderate", "High")), "start": planned,
            "end": planned + timedelta(1), "did_end": planned + timedelta(1) if done else None,
            "ci": rng.choice(THINGS[:9]), "service": rng.choice(("Finance", "Sales", "Logistics")),
            "state": "Closed" if done else "Scheduled",
            "approval": "Approved" if done else "Requested",
            "group": rng.choice(("App Ops", "Network")),
            "code": rng.choice(("Successful", "Successful", "Unsuccessful",
            "Successful with issues")) if done else "",
            "title": rng.choice(("Patch", "Neue Version", "Firewall rule")),
        })  # fmt: skip
    return Clean("changes", COLUMNS, rows, ("change", "Changes 2025", "rfc list", "export"),
                 titles=("Changes", "Änderungen"),
                 limits=Limits(sums=False, scaled=False))  # fmt: skip
