"""Delegations of authority as lists: a decision, who takes it, up to which amount."""

from __future__ import annotations

import random

from tests.formats.known.ugly.truth import Clean, Column, Limits, Row

COLUMNS = (
    Column("decision", "decision", ("Kinds of [decision|business]", "What may be decided",
           "Art der Entscheidung", "Art des Geschäfts", "Decision to be taken",
           "Type of commitments", "Entscheidung über", "Gegenstand der Entscheidung",
           "Nature de la décision", "Objet de la décision", "Transactions covered",
           "Matters to be decided"), always=True),
    Column("holder", "holder", ("Role that approves", "Approving position",
           "Genehmigende Funktion", "Zeichnende Stelle", "Authority rests with", "Who may approve",
           "Fonction habilitée", "Titulaire de la délégation", "Zeichnungsberechtigte Rolle",
           "Genehmigt durch Rolle", "Role with authority", "Authorised position"), always=True),
    Column("limit", "limit", ("Limit of authority", "Max. limit", "Wertgrenze (brutto)",
           "Grenze der Befugnis", "Upper limit for approval", "Limit for signing",
           "Plafond d'engagement", "Limite de signature", "Obergrenze je Fall",
           "Wertgrenze je Vorgang", "Amount up to", "Authority up to"), always=True),
    Column("second", "second", ("Second signature by", "Signs jointly", "Zweitunterschrift durch",
           "Zweite Unterschrift", "Co-signed by", "Second signer", "Deuxième signature",
           "Cosignataire")),
)  # fmt: skip
DECISIONS = ("Purchase of hardware", "Sign a licence contract", "Approve travel",
"Hire contractors",
             "Kauf von Software", "Write off an asset", "Approve a change request",
             "Renew a contract",
             "Launch a project", "Marketing campaign")  # fmt: skip
LADDER = (
    "Team leads",
    "Head of IT",
    "Group CIO",
    "CFO (group)",
    "CEO / president",
    "Board of directors",
)


def limit(rng: random.Random, step: int, last: bool) -> str:
    """How far a step of the ladder may go, in one of the ways that people write it."""
    if last:
        return rng.choice(("unlimited", "no limit", "unbegrenzt", "> 1 Mio", "over 1,000,000"))
    amount = (5_000, 25_000, 100_000, 500_000, 1_000_000)[step]
    return rng.choice((f"up to {amount:,}", f"<= {amount:,}", f"{amount // 1000}k",
    f"max. {amount:,}",
                       f"bis {amount // 1000} Tsd.", f"up to {amount // 1000}k"))  # fmt: skip


def clean(rng: random.Random) -> Clean:
    """Some decisions, each with a ladder of roles."""
    rows: list[Row] = []
    for decision in rng.sample(DECISIONS, rng.randrange(4, 9)):
        ladder = LADDER[rng.randrange(0, 2) :][: rng.randrange(2, 5)]
        for step, holder in enumerate(ladder):
            said = limit(rng, step, step == len(ladder) - 1)
            rows.append({"decision": decision, "holder": holder, "limit": said,
                         "second": rng.choice(("", "", "CFO"))})  # fmt: skip
    return Clean("authority", COLUMNS, rows, ("doa", "Unterschriftenregelung", "limits", "export"),
                 titles=("Delegation of authority", "Wertgrenzen"),
                 limits=Limits(sums=False, scaled=False))  # fmt: skip
