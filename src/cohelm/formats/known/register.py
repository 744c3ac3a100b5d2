"""Registers of technologies: what may be used, as somebody decided, and until when that holds."""

from __future__ import annotations

from collections import Counter
from typing import Any

from cohelm.core.documents import Contents, Document
from cohelm.core.errors import Problem
from cohelm.core.plural import in_number
from cohelm.core.schema import Schema
from cohelm.formats.cells import is_unknown, text_of
from cohelm.formats.choices import read_choice
from cohelm.formats.dates import read_day
from cohelm.formats.kept import short_name, tag
from cohelm.formats.known.known import Known, Role
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping

ROLES = (
    Role("name", "text", ("standard", "standard name", "technology", "technology name", "product",
         "product name", "software", "software name", "name"), needed=True, tells=0.7),
    Role("status", "text", ("status", "approval status", "decision", "standard status", "disposition"),
         needed=True, tells=0.7),
    Role("expires", "month", ("approval expiration date", "approval expiration", "approval expires",
         "approved until", "expiration date", "expiry date", "status expiration date"), needed=True,
         tells=1.4),
    Role("category", "text", ("category", "domain", "software category", "type"), tells=0.5),
    Role("deployment", "text", ("deployment type", "deployment", "platform"), tells=0.6),
    Role("description", "text", ("description", "purpose"), tells=0.3),
)  # fmt: skip
RINGS = ("hold", "assess", "trial", "adopt")


def read_register(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """Each row as a technology. A status that means a ring sets it; every status is kept as a tag.

    The day on which an approval expires is that of the approval, not of the technology's life: it is a
    tag too, of a month its last day.
    """
    del schema, home
    played = {one.name: table.header.index(one.header) for one in mapping.columns
              if one.use == "role" and one.header in table.header}  # fmt: skip
    found = Contents(problems=list(table.problems), notes=list(table.notes))
    strange: Counter[str] = Counter()
    months = nameless = 0
    for row, cells in enumerate(table.rows):
        said = {name: _said(cells[at]) for name, at in played.items()}
        if not said["name"]:
            nameless += 1
            continue
        ring = read_choice(said["status"], RINGS) if said["status"] else None
        if ring is None and said["status"]:
            strange[said["status"]] += 1
        day = read_day(cells[played["expires"]], last=True) if said["expires"] else None
        months += day is not None and day.precision == "month"
        if said["expires"] and day is None:
            why = "the day on which the approval expires was not understood"
            found.problems.append(table.problem(row, played["expires"], why, said["expires"]))
        found.documents.append(_technology(said, ring, day.day if day else "", table, row))
    found.notes += _notes(table, strange, months, nameless)
    return found


def _said(cell: Any) -> str:
    text = text_of(cell) or ""
    return "" if is_unknown(text) else text


def _technology(
    said: dict[str, str], ring: str | None, until: str, table: Table, row: int
) -> Document:
    kept = (
        ("category", said.get("category")), ("deployment", said.get("deployment")),
        ("status", said["status"]), ("approved until", until),
    )  # fmt: skip
    tags = [tag(word, value) for word, value in kept if value]
    values: dict[str, Any] = {
        "name": short_name(said["name"]),
        **({"description": said["description"]} if said.get("description") else {}),
        "ring": ring,
        "tags": tags,
    }
    return Document("technology", "", values, table.where, table.places[row])


def _notes(table: Table, strange: Counter[str], months: int, nameless: int) -> list[Problem]:
    notes = []
    if strange:
        most = ", ".join(f"{count:,} {status}" for status, count in strange.most_common())
        notes.append(table.note(f"statuses that are no ring, kept as tags alone: {most}"))
    if months:
        said = in_number(months, "approval expires", "approvals expire")
        notes.append(table.note(f"{said} in a month: read as its last day"))
    if nameless:
        said = in_number(nameless, "row without a name is", "rows without a name are")
        notes.append(table.note(f"{said} left out"))
    return notes


REGISTER = Known("register", "Register of technologies", ROLES, read=read_register)
