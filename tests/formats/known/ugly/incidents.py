"""Incidents of a service desk."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.formats.known.ugly.truth import Clean, Column, Limits, Row
from tests.formats.known.ugly.words import THINGS, day, people

COLUMNS = (
    Column("number", "number", ("Number", "Incident no.", "Ticket no.", "Störungsnr.",
           "Incident ID"), "code", always=True),
    Column("opened", "opened", ("Opened", "opened_at", "Eröffnet", "Reported on", "Gemeldet am",
           "Date opened"), "day", always=True),
    Column("resolved", "resolved", ("Resolved", "resolved_at", "Gelöst am", "Restored on",
           "Date resolved"), "day", always=True),
    Column("closed", "closed", ("Closed", "closed_at", "Geschlossen am"), "day"),
    Column("ci", "ci", ("Configuration item", "cmdb_ci", "Affected CI", "Betroffenes System"),
           always=True),
    Column("service", "service", ("Business service", "Affected service", "Geschäftsservice")),
    Column("priority", "priority", ("Priority", "Priorität", "Severity", "Incident priority"),
           always=True),
    Column("group", "group", ("Assignment group", "Bearbeitergruppe", "Resolver group")),
    Column("title", "title", ("Short description", "short_description", "Kurzbeschreibung", "Summary")),
    Column("state", "state", ("Incident state", "State", "Status", "Zustand")),
    Column("cause", "cause", ("Close code", "Resolution code", "close_code", "Ursache")),
    Column("caller", "", ("Caller", "Melder", "caller_id")),
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
            "service": rng.choice(("Finance", "Sales", "Logistics")), "priority": rng.choice(priorities),
            "group": rng.choice(("App Ops", "Network", "Service Desk")),
            "title": rng.choice(("Does not start", "Langsam", "Login fails")),
            "state": "Closed" if done else "In Progress",
            "cause": rng.choice(("Software", "Hardware failure", "User error")) if done else "",
            "caller": rng.choice(who),
        })  # fmt: skip
    return Clean("incidents", COLUMNS, rows, ("incident", "Störungen", "tickets 2025", "export"),
                 titles=("Incidents", "Störungsliste"), limits=Limits(sums=False,
                     scaled=False))  # fmt: skip
