"""The three tables that Archi writes: elements, relations and properties, read together."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError, Problem
from cohelm.core.schema import Schema
from cohelm.formats.archimate.documents import contents_of
from cohelm.formats.archimate.model import (
    DIRECTED,
    STRENGTH,
    Element,
    Model,
    Relationship,
    element_type,
    plain_text,
    relationship_type,
    same_id,
)
from cohelm.formats.sheets import MOST_ROWS

ELEMENTS = ("ID", "Type", "Name", "Documentation")
RELATIONS = (*ELEMENTS, "Source", "Target")
PROPERTIES = ("ID", "Key", "Value")
MODEL = "ArchimateModel"
QUALITIES = {"Directed": DIRECTED, "Influence_Strength": STRENGTH}
ACCESS, JUNCTION, SPECIALIZATION = "Access_Type", "Junction_Type", "Specialization"

Files = Sequence[tuple[str, bytes]]


def take_archi_tables(files: Files) -> tuple[Files, Files]:
    """Those of some files that are such tables, and the rest. One table alone says too little."""
    tables = [one for one in files if archi_table(one[1])]
    if not any(archi_table(content) == ELEMENTS for _, content in tables):
        return (), files
    return tables, [one for one in files if one not in tables]


def archi_table(content: bytes) -> tuple[str, ...]:
    """The columns that tell which of the tables a file is; none where it is none of them."""
    if b"ID" not in content[:8]:
        return ()
    first = content[:400].decode("utf-8-sig", errors="replace").splitlines()[0]
    header = tuple(next(csv.reader([first], delimiter=_delimiter(first)), ()))
    known = (RELATIONS, ELEMENTS, PROPERTIES)
    return next((one for one in known if header[: len(one)] == one), ())


def read_archi_tables(files: Files, schema: Schema) -> Contents:
    """What the tables of one model say. Raises InputError for one that cannot be read."""
    model = Model()
    known: dict[str, Element] = {}
    properties: list[tuple[str, str, str]] = []
    elements = ""
    for name, content in files:
        columns = archi_table(content)
        for at, row in _rows(name, content):
            if columns == PROPERTIES:
                properties.append((row["ID"], row["Key"], row["Value"]))
            elif columns == RELATIONS:
                known[row["ID"]] = found = _relationship(row, at)
                model.relationships.append(found)
            elif row["Type"] == MODEL:
                elements = name
            else:
                elements = elements or name
                known[row["ID"]] = element = _element(row, at)
                model.elements.append(element)
    for id_, key, value in properties:
        if id_ in known:
            _say(known[id_], key, value)
    contents = contents_of(model, elements, schema)
    if not model.relationships:
        note = "no table of relations came with it: only what stands by itself is read"
        contents.notes.append(Problem(note, elements))
    return contents


def _say(one: Element, key: str, value: str) -> None:
    if key == ACCESS and isinstance(one, Relationship):
        one.access = value
    elif key == JUNCTION and one.type.endswith("Junction"):
        one.type = element_type("Junction", value)
    elif key in QUALITIES and isinstance(one, Relationship):
        if value != "false":
            one.properties.append((QUALITIES[key], value))
    else:
        one.properties.append((key, value))


def _element(row: dict[str, str], at: int) -> Element:
    return Element(
        same_id(row["ID"]), element_type(row["Type"]), row["Name"],
        plain_text(row["Documentation"]),
        _specialization(row), at,
    )  # fmt: skip


def _relationship(row: dict[str, str], at: int) -> Relationship:
    return Relationship(
        same_id(row["ID"]), relationship_type(row["Type"]), row["Name"],
        plain_text(row["Documentation"]), _specialization(row), at, same_id(row["Source"]),
        same_id(row["Target"]),
    )  # fmt: skip


def _specialization(row: dict[str, str]) -> list[tuple[str, str]]:
    said = row.get(SPECIALIZATION) or ""
    return [(SPECIALIZATION.lower(), said)] if said else []


def _rows(name: str, content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    text = content.decode("utf-8-sig", errors="replace")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text[:400]))
    try:
        header = next(reader)
        for at, row in enumerate(reader, 2):
            if at > MOST_ROWS:
                raise InputError(
                    "the table is too long", where=name, accepted=f"at most {MOST_ROWS:,} rows"
                )
            filled = row + [""] * (len(header) - len(row))
            yield at, dict(zip(header, filled, strict=False))
    except csv.Error as error:
        raise InputError(f"the table is damaged: {error}", where=name) from None


def _delimiter(first: str) -> str:
    return max(",;\t", key=first.count)
