"""Logs of approvals: of orders, of requests, of changes."""

from __future__ import annotations

import random
from datetime import date

from tests.formats.known.ugly.truth import Clean, Column, Limits, Row
from tests.formats.known.ugly.wordings import SUPPLIER
from tests.formats.known.ugly.words import COMPANIES, THINGS, day, money, people

COLUMNS = (
    Column("approver", "approver", ("Who approved", "Approved by whom", "Genehmigt von wem",
           "Freigegeben durch", "Name of approver", "Approval given by", "Validé par qui",
           "Nom de l'approbateur", "Freigebende Person", "Genehmigende Person", "Approver's name",
           "Person who approved"), always=True),
    Column("day", "day", ("Date of [the|an] approval", "Approval given on",
           "Datum der Genehmigung", "Freigegeben am Datum", "Day of approval", "When approved",
           "Date de validation", "Validé le", "Tag der Freigabe", "Datum Freigabe",
           "Approved (date)", "Approval day"), "day", always=True),
    Column("role", "role", ("Role of the approver", "Approver's role", "Position of approver",
           "Approver job title", "Approver (in which function)", "Approved in the role of")),
    Column("number", "number", ("No. of request", "Request ref.", "Nr. des Antrags",
           "Vorgangs-Nr.", "Ref. no. of request", "Document no. / PO", "N° de la demande",
           "Réf. demande"), "code", always=True),
    Column("state", "state", ("Status of approval", "State of the request",
           "Status der Genehmigung", "Freigabestatus", "Outcome of approval", "Decision taken",
           "Statut de la demande", "Statut d'approbation")),
    Column("vendor", "vendor", SUPPLIER, always=True),
    Column("what", "what", ("Subject of request", "What was requested", "Betreff des Antrags",
           "Gegenstand des Antrags", "Title of request", "Request title", "Objet de la demande",
           "Intitulé de la demande")),
    Column("amount", "amount", ("Value of order", "Amount requested", "Betrag des Antrags",
           "Höhe des Betrags", "Approved value", "Order amount", "Montant demandé",
           "Montant de la demande", "Beantragter Betrag", "Genehmigter Betrag",
           "Amount for approval", "Total of request"), "money", always=True),
    Column("requester", "requester", ("Name of requester", "Request made by", "Antrag von",
           "Antragstellende Person", "Requested by whom", "Requester's name", "Demandé par",
           "Nom du demandeur")),
)  # fmt: skip


def clean(rng: random.Random) -> Clean:
    """Approvals of four people in their roles; all were granted, so that sums are those of all rows."""
    approvers = people(rng, 4)
    roles = ("Head of IT", "CIO", "CFO", "Team lead")
    start = rng.randrange(1000, 8000)
    rows: list[Row] = []
    for at in range(rng.randrange(15, 50)):
        who = rng.randrange(4)
        rows.append({
            "approver": approvers[who], "role": roles[who], "number": f"45{start + at:06}",
            "day": day(rng, date(2025, 1, 1), date(2025, 12, 31)),
            "state": rng.choice(("approved", "Approved", "genehmigt")),
            "vendor": rng.choice(COMPANIES),
            "what": rng.choice(THINGS), "amount": money(rng, 100, 90_000),
            "requester": rng.choice(people(rng, 6)),
        })  # fmt: skip
    return Clean("approvals", COLUMNS, rows, ("approvals", "Freigaben", "workflow log", "export"),
                 measures={"amount": "approval"}, currency=rng.choice(("EUR", "USD", "GBP")),
                 titles=("Approval log", "Freigaben 2025"),
                 limits=Limits(subtotals=False))  # fmt: skip
