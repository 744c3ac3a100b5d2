"""Matrices of responsibilities: RACI, RASCI, RAPID, DACI; letters or words; some lie on their side."""

from __future__ import annotations

import random

from tests.formats.known.ugly.truth import Clean, Column, Limits, Row

ACTIVITY = ("What is to be done", "Step of the process", "Welche Aufgabe", "Aktivität / Schritt",
"Activité (quoi)",
            "Deliverable / task", "Tasks and decisions", "Tätigkeiten")  # fmt: skip
WHO = ("Who does it", "Our roles", "Welche Rolle", "Rolle / Stelle")
AREA = Column("area", "group", ("Workstream", "Themenfeld", "Block of work", "Themenblock"))
ACTS = (
    "Approve the yearly budget", "Freigabe von Änderungen", "Choose a supplier of hosting",
    "Run the service desk", "Test the recovery of backups", "Grant access to the warehouse",
    "Decide on the cloud provider", "Hire developers", "Review the design of new systems",
    "Retire old servers", "Publish the roadmap", "Handle a breach of data", "Verträge zeichnen",
    "Maintain the register of risks", "Order laptops", "Set standards for interfaces",
    "Prioriser la demande", "Report to the board", "Train key users", "Deploy to production",
)  # fmt: skip
HOLDERS = (
    "Group CIO", "CTO (products)", "CISO office", "Head of Applications", "Enterprise architect",
    "IT-Leiter",
    "Finance CFO", "Architecture Board", "Platform team", "Product Owner (web)", "Leitung Einkauf",
    "Service manager", "Steward of data", "Steering committee", "Directeur des achats",
    "Chief Data Officer",
)  # fmt: skip
SCHEMES = {
    "RACI": ("A", "R", "C", "I"), "RASCI": ("A", "R", "C", "I", "S"),
    "RAPID": ("D", "R", "A", "P", "I"), "DACI": ("A", "D", "C", "I"),
}  # fmt: skip
WORDS = {"A": "Accountable", "R": "Responsible", "C": "Consulted", "I": "Informed", "S": "Support"}
BOTH = ("A/R", "A, R", "R/A", "AR", "A & R", "A+R", "R; A")


def clean(rng: random.Random) -> Clean:
    """Activities with one that answers for each, or none, or two, as happens."""
    name = rng.choice(list(SCHEMES))
    first, *others = SCHEMES[name]
    worded = name in ("RACI", "RASCI") and rng.random() < 0.2
    holders = rng.sample(HOLDERS, rng.randrange(4, 9))
    acts = rng.sample(ACTS, rng.randrange(8, len(ACTS)))
    cells = {act: _held(rng, holders, first, others, name) for act in acts}
    if worded:
        cells = {
            act: {who: WORDS.get(cell, cell) for who, cell in of.items()}
            for act, of in cells.items()
        }
    if rng.random() < 0.2:
        return _clean(rng, name, [(one, ACTIVITY) for one in acts],
                      [{"label": who,
                          **{act: cells[act][who] for act in acts}} for who in holders])  # fmt: skip
    areas = rng.sample(("Run", "Change", "Governance", "Sourcing"), 2)
    rows: list[Row] = [
        {"label": act, "area": areas[2 * at // len(acts)], **cells[act]}
        for at, act in enumerate(acts)
    ]
    return _clean(rng, name, [(one, ()) for one in holders], rows, AREA)


def _held(
    rng: random.Random, holders: list[str], first: str, others: list[str], name: str
) -> dict[str, str]:
    of = dict.fromkeys(holders, "")
    for who in holders:
        if rng.random() < 0.7:
            of[who] = rng.choice(others)
    answering = rng.choices((0, 1, 2), (1, 12, 1))[0]
    for who in rng.sample(holders, answering):
        of[who] = rng.choice(BOTH) if name == "RACI" and rng.random() < 0.2 else first
    return of


def _clean(rng: random.Random, name: str, heads: list, rows: list[Row], *more: Column) -> Clean:  # type: ignore[type-arg]
    label = Column("label", "activity", WHO if heads[0][1] else ACTIVITY, always=True)
    columns = [
        label,
        *more,
        *(Column(one, "holder", (one,), always=True, verbatim=True) for one, _ in heads),
    ]
    titles = (
        (f"{name} matrix for IT", f"{name}: who does what")
        if name in ("RAPID", "DACI")
        else ("RACI", "Zuständigkeiten")
    )
    return Clean("matrix", columns, rows, ("raci", "Zuständigkeiten", "who does what", "export 2"),
                 titles=titles, limits=Limits(sums=False, scaled=False,
                     shuffled=not heads[0][1]))  # fmt: skip
