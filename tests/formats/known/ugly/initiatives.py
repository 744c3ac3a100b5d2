"""Lists of initiatives or projects, with costs in all or by financial year."""

from __future__ import annotations

import random
from datetime import date

from tests.formats.known.ugly.truth import Clean, Column, Row
from tests.formats.known.ugly.words import THINGS, day, money, person

COLUMNS = (
    Column("name", "name", ("Name of [project|initiative]", "Project headline",
           "Name des Projekts", "Projektbezeichnung", "Title of the project",
           "Project / initiative", "Nom du projet", "Intitulé du projet", "Vorhaben (Titel)",
           "Bezeichnung des Vorhabens", "Programme / project", "All initiatives"), always=True),
    Column("number", "number", ("No. of project", "Project ref.", "Projekt-Nr. (PPM)",
           "Nr. des Vorhabens", "PPM project id", "Initiative ref.", "N° du projet",
           "Référence du projet"), "code", also=("external_id",)),
    Column("sponsor", "sponsor", ("Sponsored by office", "Office that sponsors",
           "Auftraggebendes Office", "Sponsor, from which office", "Sponsoring exec office",
           "Sponsor and office", "Office sponsor du projet", "Sponsor du projet"), always=True),
    Column("lead", "owner", ("Lead of project", "Project led by", "Leiter des Projekts",
           "Leitung des Vorhabens", "PM responsible", "Responsible project lead",
           "Responsable du projet", "Chef du projet")),
    Column("status", "status", ("Status of [project|work]", "Current status", "Aktueller Status",
           "Stand des Projekts", "Stage of project", "Project state now", "Statut du projet",
           "État du projet", "Projektstand", "Bearbeitungsstand", "Where it stands",
           "Status today"), always=True),
    Column("start", "start", ("Begins on", "Start of project", "Beginn des Projekts",
           "Projektbeginn", "Planned to start", "Date of starting", "Début du projet",
           "Date de début prévue", "Geplanter Start", "Startet am", "Kick-off date",
           "Project starts"), "day", always=True),
    Column("end", "end", ("End of project", "Finish by", "Ende des Projekts", "Projektende (Plan)",
           "Planned to finish", "Planned finish date", "Fin du projet", "Date de fin prévue",
           "Geplantes Projektende", "Abschluss am", "Completion planned for",
           "Target completion date"), "day", always=True),
)  # fmt: skip
WHOLE = Column("cost", "total_cost", ("Cost in total", "Whole cost of project", "Kosten gesamt",
"Gesamtkosten des Projekts",
               "Total project cost", "Budget in total", "Coût total du projet",
               "Budget total du projet",
               "Gesamtbudget (Projekt)", "Projektkosten gesamt"), "money", always=True)  # fmt: skip
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
            "sponsor": rng.choice(("CIO", "CTO")), "lead": person(rng),
            "status": rng.choice(STATES),
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
