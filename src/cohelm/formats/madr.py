"""Decisions as Markdown records (MADR, and the older layout of Nygard): read and written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cohelm.core.errors import CohelmError, InputError
from cohelm.formats.yaml12 import read_yaml, write_yaml

FENCE = re.compile(r"^\s*(```|~~~)")
NUMBER = re.compile(r"^(?:ADR[- ]?)?\d+[.:]\s+", re.IGNORECASE)
BULLET = re.compile(r"^[*+-]\s+(.*)$|^\d+\.\s+(.*)$")
KEY = re.compile(r"^[a-z_]+:[a-z0-9][a-z0-9._-]*$")
DATE = re.compile(r"^Date:\s*(\d{4}-\d{2}-\d{2})\s*$")
STATUSES = {
    "accepted": "accepted", "approved": "accepted", "proposed": "proposed", "pending": "proposed",
    "draft": "proposed", "rejected": "rejected", "deprecated": "deprecated", "superseded": "superseded",
}  # fmt: skip
SECTIONS = {
    "context and problem statement": "context", "context": "context",
    "decision drivers": "criteria", "considered options": "options",
    "decision outcome": "outcome", "decision": "outcome", "consequences": "consequences",
    "status": "status", "question": "question", "evidence": "evidence",
}  # fmt: skip
LISTS = ("criteria", "options", "evidence")
TITLES = {
    "question": "Question", "context": "Context and Problem Statement", "criteria": "Decision Drivers",
    "options": "Considered Options", "outcome": "Decision Outcome", "evidence": "Evidence",
}  # fmt: skip
DAYS = ("decided_on", "raised_on", "due", "effective_on", "review_on")
PEOPLE = {
    "decision-makers": "decided_by",
    "consulted": "heard",
    "informed": "told",
    "about": "about",
}
PLAIN = ("verb", "amount", "reversibility", "waits_for")


@dataclass(frozen=True, slots=True)
class Record:
    """A decision out of a record: its fields and relations; `left_out` says what has no place."""

    values: dict[str, Any]
    left_out: tuple[str, ...] = ()


def read_madr(text: str, file: str = "") -> Record:
    """Reads one record. Raises InputError where there is no heading of the first rank.

    Known sections fill the fields; all others, and what stands before the first, become the
    description, headings and all. Lists that hold more than points are such others. Names of people
    that are no keys, and other words of the front matter, are left out and said so. A date is the day
    it was taken, of a proposed one the day it came up. Source: MADR 4.0; Nygard, "Documenting
    Architecture Decisions" (2011).
    """
    front, body = _front(text, file)
    title, blocks = _blocks(body, file)
    values: dict[str, Any] = {"name": NUMBER.sub("", title)}
    rest: list[str] = []
    day = front.pop("date", None)
    status = front.pop("status", None)
    for heading, content in blocks:
        name = SECTIONS.get(heading.lower(), "") if heading else ""
        if not heading:
            lines = content.splitlines()
            found = next((match[1] for one in lines if (match := DATE.match(one))), None)
            day = day or found
            content = "\n".join(one for one in lines if not DATE.match(one)).strip()
        if name == "status" and status is None:
            status = content
        elif name in LISTS and name not in values and (points := _points(content)):
            values[name] = points
        elif name == "outcome" and name not in values:
            values |= _outcome(content)
        elif name and name not in (*LISTS, "status") and name not in values:
            values |= {name: content} if content else {}
        elif content or heading:
            rest.append(f"## {heading}\n\n{content}".strip() if heading else content)
    stated = _status(str(status)) if status else None
    if stated:
        values["status"] = stated
    elif status:
        rest.append(f"## Status\n\n{status}".strip())
    if description := "\n\n".join(filter(None, rest)):
        values["description"] = description
    left_out = list(_from_front(front, values))
    if day:
        _put_day(values, str(day), left_out)
    return Record(values, tuple(left_out))


def write_madr(document: Mapping[str, Any]) -> str:
    """A decision's document as a record; reading it again gives the same fields.

    What a record has no section for (tags, clearance, links to rights and meetings) is not written.
    """
    front: dict[str, Any] = {}
    for name in ("status", *DAYS, *PLAIN):
        if document.get(name):
            front[name.replace("_", "-")] = str(document[name])
    for word, relation in PEOPLE.items():
        ends = document.get(relation) or []
        keys = [one if isinstance(one, str) else one["to"] for one in _many(ends)]
        if keys:
            front[word] = keys
    before, after = _halves(str(document.get("description") or ""))
    parts = [f"# {document['name']}", before]
    for name, title in TITLES.items():
        value = document.get(name)
        if name == "outcome" and (value or document.get("consequences")):
            parts.append(f"## {title}\n\n{value or ''}".strip())
            if document.get("consequences"):
                parts.append(f"### Consequences\n\n{document['consequences']}")
        elif value:
            shown = "\n".join(f"* {one}" for one in value) if name in LISTS else value
            parts.append(f"## {title}\n\n{shown}")
    body = "\n\n".join(filter(None, [*parts, after])) + "\n"
    return f"---\n{write_yaml(front)}---\n{body}" if front else body


def _front(text: str, file: str) -> tuple[dict[str, Any], str]:
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    if not text.startswith("---\n"):
        return {}, text
    head, found, body = text[4:].partition("\n---\n")
    if not found:
        return {}, text
    try:
        said = read_yaml(head.encode(), file)
    except CohelmError as error:
        raise InputError(f"the front matter cannot be read: {error}", where=file) from None
    return (said if isinstance(said, dict) else {}), body


def _blocks(body: str, file: str) -> tuple[str, list[tuple[str, str]]]:
    """The title, and each section's heading and content; the first without a heading."""
    title, blocks, heading, lines, fenced = "", list[tuple[str, str]](), "", list[str](), False
    for line in body.splitlines():
        fenced ^= bool(FENCE.match(line))
        if not fenced and line.startswith("# ") and not title:
            title = line[2:].strip()
        elif not fenced and line.startswith("## "):
            blocks.append((heading, "\n".join(lines).strip()))
            heading, lines = line[3:].strip(), []
        else:
            lines.append(line.rstrip())
    blocks.append((heading, "\n".join(lines).strip()))
    if not title:
        raise InputError("there is no title", where=file, accepted="a line that begins with '# '")
    return title, blocks


def _points(content: str) -> tuple[str, ...]:
    """The points of a list; none where it holds anything else."""
    found: list[str] = []
    for line in content.splitlines():
        if match := BULLET.match(line):
            found.append((match[1] or match[2] or "").strip())
        elif line.strip() and found and line.startswith(" ") and not BULLET.match(line.strip()):
            found[-1] += f" {line.strip()}"
        elif line.strip():
            return ()
    return tuple(filter(None, found))


def _outcome(content: str) -> dict[str, str]:
    """An outcome without its consequences, and these; what follows under a further heading stays."""
    lines, fenced = content.splitlines(), False
    for at, line in enumerate(lines):
        fenced ^= bool(FENCE.match(line))
        if not fenced and line.strip().lower() == "### consequences":
            parts = {"outcome": lines[:at], "consequences": lines[at + 1 :]}
            return {name: text for name, of in parts.items() if (text := "\n".join(of).strip())}
    return {"outcome": content} if content else {}


def _status(text: str) -> str | None:
    words = re.findall(r"[a-z]+", text.lower())
    return (
        STATUSES.get(words[0]) if words and (len(words) == 1 or words[0] == "superseded") else None
    )


def _from_front(front: Mapping[str, Any], values: dict[str, Any]) -> Iterator[str]:
    """Takes the words of the front matter that have a place; gives those that have none."""
    for word, said in front.items():
        name = word.replace("-", "_").replace(" ", "_")
        relation = PEOPLE.get({"deciders": "decision-makers"}.get(word, word))
        if relation:
            ends = [str(one) for one in _many(said)]
            if known := [one for one in ends if KEY.match(one)]:
                values[relation] = known
            yield from (f"{word}: {one}" for one in ends if not KEY.match(one))
        elif name in (*DAYS, *PLAIN) and said:
            values[name] = str(said)
        else:
            yield f"{word}: {said}"


def _put_day(values: dict[str, Any], text: str, left_out: list[str]) -> None:
    try:
        day = date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        left_out.append(f"date: {text}")
        return
    values.setdefault("raised_on" if values.get("status") == "proposed" else "decided_on", day)


def _halves(description: str) -> tuple[str, str]:
    """What stands before the first heading of a description, and the rest."""
    lines, fenced = description.splitlines(), False
    for at, line in enumerate(lines):
        fenced ^= bool(FENCE.match(line))
        if not fenced and line.startswith("## "):
            return "\n".join(lines[:at]).strip(), "\n".join(lines[at:]).strip()
    return description.strip(), ""


def _many(value: Any) -> Sequence[Any]:
    if isinstance(value, str):
        return [one.strip() for one in value.split(",") if one.strip()]
    return value if isinstance(value, list | tuple) else [value] if value else []
