"""Delegations of authority as grids: decisions by roles, or roles by decisions, limits in the cells."""

from __future__ import annotations

import random

from tests.formats.known.ugly.authority import DECISIONS, LADDER, limit
from tests.formats.known.ugly.truth import Clean, Column, Limits, Row

LABELS = ("What is decided", "Welcher Vorgang", "Subject of authority", "Money spent on",
"Zu entscheiden",
          "Kind of spending")  # fmt: skip
WHO = (
    "Authority level",
    "Who may sign",
    "Stufe der Befugnis",
    "Funktion / Stelle",
    "Signing role",
    "Level held",
)
NONE = ("-", "", "nil", "–", "no authority")


def clean(rng: random.Random) -> Clean:
    """A limit where a role may decide, nothing or a dash where it may not."""
    decisions = rng.sample(DECISIONS, rng.randrange(3, 8))
    holders = list(LADDER[rng.randrange(0, 3) :])
    cells: dict[tuple[str, str], str] = {}
    for decision in decisions:
        first = rng.randrange(0, 2)
        for step, holder in enumerate(holders):
            said = limit(rng, step, step == len(holders) - 1)
            cells[decision, holder] = rng.choice(NONE) if step < first else said
    lies = rng.random() < 0.35
    side, top = (holders, decisions) if lies else (decisions, holders)
    rows: list[Row] = [
        {"label": one, **{head: cells[(head, one) if lies else (one, head)] for head in top}}
        for one in side
    ]
    columns = [
        Column("label", "label", WHO if lies else LABELS, always=True),
        *(Column(head, "grants", (head,), always=True, verbatim=True) for head in top),
    ]
    return Clean("authority_grid", columns, rows, ("doa", "Wertgrenzen", "signing limits", "x"),
                 titles=("Delegation of authority", "Zeichnungsbefugnisse"),
                 limits=Limits(sums=False, scaled=False))  # fmt: skip
