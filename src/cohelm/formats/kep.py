"""Enhancement proposals, one YAML file each (`kep.yaml`), as decisions."""

from __future__ import annotations

from typing import Any

from cohelm.core.errors import InputError
from cohelm.formats.madr import Record
from cohelm.formats.yaml12 import read_yaml

STATUSES = {
    "provisional": "proposed", "implementable": "accepted", "implemented": "accepted",
    "rejected": "rejected", "withdrawn": "rejected", "replaced": "superseded",
}  # fmt: skip
"""`deferred`, and words that are misspelt, stay unknown and are said in the description."""
TAKEN = {"title", "kep-number", "status", "creation-date", "owning-sig", "participating-sigs"}
SAID = ("stage", "latest-milestone", "milestone", "replaces", "superseded-by", "see-also")


def read_kep(content: bytes, file: str = "") -> Record:
    """Reads one proposal. Raises InputError where it has no title.

    The stages, milestones and links to others stand in the description; names of people, and what is
    about the software alone, are left out and said so. Source: kubernetes/enhancements, KEP template.
    """
    said = read_yaml(content, file)
    if not isinstance(said, dict) or not str(said.get("title") or "").strip():
        raise InputError("there is no title", where=file, accepted="title: …")
    values: dict[str, Any] = {"name": " ".join(str(said["title"]).split())[:300]}
    word = str(said.get("status") or "").strip().lower()
    if status := STATUSES.get(word):
        values["status"] = status
    lines = [f"Status: {word}"] if word and not status else []
    lines += [f"{name}: {_plain(said[name])}".rstrip() for name in SAID if said.get(name)]
    if lines:
        values["description"] = "\n".join(lines)
    if said.get("kep-number"):
        values["external_ids"] = {"kep": str(said["kep-number"])}
    day, left_out = str(said.get("creation-date") or "")[:10], list[str]()
    if len(day) == 10 and day[4] == day[7] == "-" and day.replace("-", "").isdecimal():
        values["raised_on"] = day
    elif day:
        left_out.append(f"creation-date: {said['creation-date']}")
    groups = [said.get("owning-sig"), *(said.get("participating-sigs") or [])]
    if tags := tuple(dict.fromkeys(str(one) for one in groups if one)):
        values["tags"] = tags
    left_out += [str(name) for name in said if name not in TAKEN and name not in SAID]
    return Record(values, tuple(left_out))


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {one}" for name, one in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
