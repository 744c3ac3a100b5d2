"""Lists of initiatives or projects, with costs in all or by financial year."""

from __future__ import annotations

import random
from datetime import date

from tests.formats.known.ugly.truth import Clean, Column, Row
from tests.formats.known.ugly.words import THINGS, day, money, person

COLUMNS = (
    Column("name", "name", ("Project", "Vorhaben", "Initiative", "Project title", "Projektname",
           "Programme name", "Projet"), always=True),
    Column("number", "number", ("Project no.", "Projektnummer", "Initiative ID", "PPM key", "N° projet"),
           "code", also=("external_id",)),
    Column("sponsor", "sponsor", ("Sponsoring office", "Sponsor", "Auftraggebendes Office",
           "Sponsored by"),
           always=True),
    Column("lead", "owner", ("Project manager", "Projektleitung", "Responsible", "Projektleiter",
           "Chef de projet")),
    Column("status", "status", ("Status", "Stand", "Project status", "Projektstatus", "Statut"),
           always=True),
    Column("start", "start", ("Start", "Beginn", "Planned start", "Start date", "Début"), "day",
           always=True),
    Column("end", "end", ("End date", "Fertigstellung", "Planned completion", "Projektende",
           "Date de fin"),
           "day", always=True),
)  # fmt: skip
WHOLE = Column("cost", "total_cost", ("Total cost", "Gesamtkosten", "Total budget", "Investition",
               "Gesamtbudget", "Coût total"), "money", always=True)  # fmt: skip
STATES = ("in progress", "approved", "on hold", "completed", "proposed")


def clean(rng: random.Random) -> Clean:
    """Initiatives with their whole cost, or with a column for each financial year."""
    word = rng.choice(("Budget", "Kosten", "Cost", "Spend", "Plan"))
    form = rng.choice(("{w} FY{y}", "{w} {y}", "FY{y} {w}", "{y} {w}"))
    years = [
        Column(
            f"y{year}",
            "by_year",
            (form.format(w=word, y=year),),
            "money",
            always=True,
            verbatim=True,
        )
        for year in (2025, 2026, 2027)
    ]
    costs = rng.choice(([WHOLE], years))
    rows: list[Row] = []
    for at in range(rng.randrange(12, 36)):
        start = day(rng, date(2024, 1, 1), date(2025, 12, 31))
        rows.append({
            "name": f"{('Renew', 'Move', 'Merge')[at // len(THINGS)]} {THINGS[at % len(THINGS)]}",
            "number": f"PRJ-{rng.randrange(100, 999)}{at:02}",
            "sponsor": rng.choice(("CIO", "CTO")), "lead": person(rng), "status": rng.choice(STATES),
            "start": start, "end": day(rng, date(2026, 1, 1), date(2028, 12, 31)),
            **{one.name: money(rng, 5_000, 900_000) for one in costs},
        })  # fmt: skip
    measures = {one.name: "budget" if one.role == "by_year" else "total_cost" for one in costs}
    return Clean(
        "initiatives", (*COLUMNS, *costs), rows,
        ("projects", "Projektliste", "initiatives", "PPM export"),
        kind="initiative", currency=rng.choice(("EUR", "USD")), measures=measures,
        titles=("Projektportfolio", "Initiatives 2026"),
    )  # fmt: skip
