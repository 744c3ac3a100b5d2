"""Changes of a service desk."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.formats.known.ugly.truth import Clean, Column, Limits, Row
from tests.formats.known.ugly.words import THINGS, day

COLUMNS = (
    Column("number", "number", ("Number", "Change no.", "RFC no.", "Änderungsnr.", "Change ID"),
           "code", always=True),
    Column("type", "type", ("Type", "Type of change", "Änderungstyp", "Change type"), always=True),
    Column("risk", "risk", ("Risk", "Risk of the change", "Risiko", "Risk level"), always=True),
    Column("start", "start", ("Planned start", "Planned start date", "Geplanter Beginn",
           "Scheduled start"), "day", always=True),
    Column("end", "end", ("Planned end", "Planned end date", "Geplantes Ende", "Scheduled end"),
           "day", always=True),
    Column("did_end", "did_end", ("Actual end", "work_end", "Tatsächliches Ende", "Implemented on"),
           "day"),
    Column("ci", "ci", ("Configuration item", "cmdb_ci", "Affected CI", "Betroffenes System"),
           always=True),
    Column("service", "service", ("Business service", "Affected service", "Geschäftsservice")),
    Column("state", "state", ("State", "Change state", "Zustand")),
    Column("approval", "approval", ("Approval", "Approval state", "Genehmigung")),
    Column("group", "group", ("Assignment group", "Bearbeitergruppe", "Assigned group")),
    Column("code", "close_code", ("Close code", "Closure code", "Abschlusscode", "Outcome"), always=True),
    Column("title", "title", ("Short description", "short_description", "Kurzbeschreibung")),
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
            "state": "Closed" if done else "Scheduled", "approval": "Approved" if done else "Requested",
            "group": rng.choice(("App Ops", "Network")),
            "code": rng.choice(("Successful", "Successful", "Unsuccessful",
            "Successful with issues")) if done else "",
            "title": rng.choice(("Patch", "Neue Version", "Firewall rule")),
        })  # fmt: skip
    return Clean("changes", COLUMNS, rows, ("change", "Changes 2025", "rfc list", "export"),
                 titles=("Changes", "Änderungen"), limits=Limits(sums=False, scaled=False))  # fmt: skip
