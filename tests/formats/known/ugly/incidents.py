"""Incidents of a service desk."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.formats.known.ugly.truth import Clean, Column, Limits, Row
from tests.formats.known.ugly.wordings import AFFECTED, DESCRIPTION, HANDLED_BY, SERVICE
from tests.formats.known.ugly.words import THINGS, day, people

COLUMNS = (
    Column("number", "number", ("No. of incident", "Incident ref.", "Nr. der Störung",
           "Störungs-Nr.", "Ticket no. (INC)", "INC number", "N° de l'incident", "N° du ticket"),
           "code", always=True),
    Column("opened", "opened", ("Opened on [day|date]", "When opened", "Eröffnet am (Datum)",
           "Datum der Meldung", "Date of opening", "Reported at date", "Date d'ouverture",
           "Ouvert le (date)", "Störung gemeldet am", "Meldedatum", "Opened (UTC)",
           "Incident opened"), "day", always=True),
    Column("resolved", "resolved", ("Resolved on date", "Service restored on", "Gelöst am (Datum)",
           "Datum der Lösung", "Date of restoration", "When resolved", "Résolu le (date)",
           "Date de résolution"), "day", always=True),
    Column("closed", "closed", ("Closed on date", "Date of closure", "Geschlossen (Datum)",
           "Abgeschlossen am", "When closed", "Ticket closed on", "Fermé le (date)",
           "Date de clôture"), "day"),
    Column("ci", "ci", AFFECTED, always=True),
    Column("service", "service", SERVICE),
    Column("priority", "priority", ("Priority level", "How urgent", "Priorität der Störung",
           "Prioritätsstufe", "Incident severity", "Priority class", "Niveau de priorité",
           "Priorité du ticket"), always=True),
    Column("group", "group", HANDLED_BY),
    Column("title", "title", DESCRIPTION),
    Column("state", "state", ("State of incident", "Incident status", "Status der Störung",
           "Zustand des Tickets", "Ticket state", "Status of ticket", "Statut de l'incident",
           "État du ticket")),
    Column("cause", "cause", ("Cause of incident", "Code for closing", "Ursache der Störung",
           "Ursachencode", "Root cause found", "Resolution / close code", "Cause de l'incident",
           "Cause racine")),
    Column("caller", "", ("Who called", "Name of caller", "Gemeldet von", "Meldende Person")),
)  # fmt: skip
PRIORITIES = ("1 - Critical", "2 - High", "3 - Moderate", "4 - Low"), ("P1", "P2", "P3", "P4")


def clean(rng: random.Random) -> Clean:
    """Incidents of some systems, most of them resolved."""
    start, who = rng.randrange(1000, 9000), people(rng, 5)
    priorities = rng.choice(PRIORITIES)
    rows: list[Row] = []
    for at in range(rng.randrange(15, 50)):
        opened = day(rng, date(2025, 1, 1), date(2025, 12, 1))
        done = rng.random() < 0.85
        rows.append({
            "number": f"INC00{start + at}", "opened": opened,
            "resolved": opened + timedelta(rng.randrange(9)) if done else None,
            "closed": opened + timedelta(14) if done else None,
            "ci": rng.choice((*THINGS[:8], "srv-db-01")),
            "service": rng.choice(("Finance", "Sales", "Logistics")),
            "priority": rng.choice(priorities),
            "group": rng.choice(("App Ops", "Network", "Service Desk")),
            "title": rng.choice(("Does not start", "Langsam", "Login fails")),
            "state": "Closed" if done else "In Progress",
            "cause": rng.choice(("Software", "Hardware failure", "User error")) if done else "",
            "caller": rng.choice(who),
        })  # fmt: skip
    return Clean("incidents", COLUMNS, rows, ("incident", "Störungen", "tickets 2025", "export"),
                 titles=("Incidents", "Störungsliste"), limits=Limits(sums=False,
                     scaled=False))  # fmt: skip
