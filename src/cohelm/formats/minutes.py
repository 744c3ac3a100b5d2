"""Minutes of a meeting as they are typed: what was decided, who does what by when, and the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from cohelm.core.documents import Document, Named
from cohelm.core.errors import InputError

DECIDED = re.compile(r"^\s*(?:[-*]\s+)?(decided|rejected):\s*(.+)$", re.IGNORECASE)
ACTION = re.compile(r"^\s*(?:[-*]\s+)?action:\s*(.+)$", re.IGNORECASE)
BY = re.compile(r",?\s*\bby\s+(\d{4}-\d{2}-\d{2})\s*\.?\s*$", re.IGNORECASE)
KEY = re.compile(r"^(decision:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)\s*[:=]\s*(.+)$")
WHO = ("role", "person", "team", "forum")
FORM = "Action: who: what, by 2026-12-10"


@dataclass(frozen=True, slots=True)
class Sitting:
    """The meeting: its name, its id, which is free, the day, and the key of the forum or nothing."""

    name: str
    id: str
    held_on: date
    forum: str = ""


def read_minutes(text: str, sitting: Sitting) -> list[Document]:
    """The meeting with its text, and what it brought: decisions and actions, each a document.

    A line `Decided: decision:portal: the first one` takes a decision that is there, `Decided: a sentence`
    makes one; `Rejected:` likewise. `Action: who: what, by 2026-12-10` names a role, person, team or
    forum by key or name; the day may be missing. Every other line is text. Raises InputError with the
    number of the line for an action without an owner, and for a day that there is none of.
    """
    if not sitting.name.strip() or not text.strip():
        raise InputError(
            "there is nothing to write down", accepted="the meeting's name and its text"
        )
    meeting: dict[str, Any] = {
        "name": sitting.name.strip()[:300], "held_on": sitting.held_on.isoformat(),
        "minutes": text.strip(),
    }  # fmt: skip
    if sitting.forum:
        meeting["forum"] = [sitting.forum]
    found = [Document("meeting", sitting.id, meeting, matches_name=False)]
    for number, line in enumerate(text.splitlines(), 1):
        if match := DECIDED.match(line):
            found.append(_decision(match[1].lower(), match[2].strip(), sitting))
        elif match := ACTION.match(line):
            found.append(_action(match[1].strip(), sitting, number))
    return found


def _decision(word: str, said: str, sitting: Sitting) -> Document:
    values: dict[str, Any] = {
        "status": "accepted" if word == "decided" else "rejected",
        "decided_on": sitting.held_on.isoformat(), "taken_in": [f"meeting:{sitting.id}"],
    }  # fmt: skip
    if sitting.forum:
        values["decided_by"] = [sitting.forum]
    known = KEY.match(said)
    if known:
        id_ = known[1].partition(":")[2]
        return Document("decision", id_, values | {"outcome": known[2], "waits_for": None})
    made = {"name": said[:300], "outcome": said, "raised_on": sitting.held_on.isoformat()}
    return Document("decision", "", values | made, matches_name=False)


def _action(said: str, sitting: Sitting, number: int) -> Document:
    where = f"line {number}"
    parts = re.match(r"^((?:role|person|team|forum):[^\s:]+|[^:]+):\s*(.+)$", said)
    if parts is None:
        raise InputError(f"'{said}' names nobody", where=where, accepted=FORM)
    what, due = parts[2], BY.search(parts[2])
    values: dict[str, Any] = {
        "status": "open", "noted_on": sitting.held_on.isoformat(),
        "noted_in": [f"meeting:{sitting.id}"], "owner": [Named(parts[1].strip(), WHO)],
    }  # fmt: skip
    if due:
        try:
            values["due"] = date.fromisoformat(due[1]).isoformat()
        except ValueError:
            raise InputError(f"there is no day {due[1]}", where=where, accepted=FORM) from None
        what = what[: due.start()]
    return Document("action", "", values | {"name": what.strip()[:300]}, matches_name=False)
