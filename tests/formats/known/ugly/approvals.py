"""Logs of approvals: of orders, of requests, of changes."""

from __future__ import annotations

import random
from datetime import date

from tests.formats.known.ugly.truth import Clean, Column, Limits, Row
from tests.formats.known.ugly.words import COMPANIES, THINGS, day, money, people

COLUMNS = (
    Column("approver", "approver", ("Approved by", "Genehmigt durch", "Approver (name)", "Freigeber",
           "Released by", "Signed off by", "Approbateur"), always=True),
    Column("day", "day", ("Approved on", "Date of approval", "Genehmigt am", "Approval date",
           "Freigabedatum", "Date d'approbation"), "day", always=True),
    Column("role", "role", ("Role of the approver", "Approver's position", "Approver title",
           "Approved as (role)")),
    Column("number", "number", ("Request no.", "PO no.", "Document no.", "Vorgangsnr.",
           "Ticket no"), "code",
           always=True),
    Column("state", "state", ("Approval status", "Decision", "Genehmigungsstatus", "Approval state")),
    Column("vendor", "vendor", ("Supplier", "Lieferant", "Vendor", "Fournisseur"), always=True),
    Column("what", "what", ("Subject", "Betreff", "Short description", "Title of request")),
    Column("amount", "amount", ("Order value", "Requested amount", "Betrag", "Amount approved",
           "Montant"), "money", always=True),
    Column("requester", "requester", ("Requested by", "Requester", "Antragsteller", "Anforderer",
           "Demandeur")),
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
            "state": rng.choice(("approved", "Approved", "genehmigt")), "vendor": rng.choice(COMPANIES),
            "what": rng.choice(THINGS), "amount": money(rng, 100, 90_000),
            "requester": rng.choice(people(rng, 6)),
        })  # fmt: skip
    return Clean("approvals", COLUMNS, rows, ("approvals", "Freigaben", "workflow log", "export"),
                 measures={"amount": "approval"}, currency=rng.choice(("EUR", "USD", "GBP")),
                 titles=("Approval log", "Freigaben 2025"), limits=Limits(subtotals=False))  # fmt: skip
