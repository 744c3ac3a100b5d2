"""Relationships of a CMDB as ServiceNow's `cmdb_rel_ci` has them: a parent, a type and a child a row."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.errors import InputError, Problem
from cohelm.core.schema import Schema
from cohelm.formats.kept import short_name
from cohelm.formats.structured import MOST_BYTES, read_json

ACCEPTED = "relationships with parent, type and child, and the classes of both, as CSV or JSON"
MOST_ROWS = 1_000_000
TYPE = re.compile(rb"\b[A-Z][A-Za-z ]+::[A-Z][A-Za-z ]+")
KEYS = tuple(re.compile(rb'"%s(?:\.name)?"\s*:' % key) for key in (b"parent", b"child", b"type"))

CLASSES: tuple[tuple[str, str], ...] = (
    ("business_app", "application"), ("appl", "application"), ("application", "application"),
    ("service", "service"), ("offering", "service"), ("cluster", "platform"), ("db_", "platform"),
    ("database", "platform"), ("cloud", "platform"), ("kubernetes", "platform"),
    ("docker", "platform"), ("storage", "platform"), ("virtualization", "platform"),
    ("esx", "server"), ("vmware_instance", "server"), ("server", "server"), ("vm_", "server"),
    ("computer", "server"),
    ("hardware", "server"), ("netgear", "network"), ("network", "network"), ("switch", "network"),
    ("router", "network"), ("subnet", "network"), ("lan", "network"), ("datacenter", "location"),
    ("data_center", "location"), ("location", "location"), ("rack", "location"), ("zone", "location"),
)  # fmt: skip
"""The kind by a part of a class's name, the first that fits."""
RELATIONS: Mapping[str, tuple[str, bool]] = {
    "depends on": ("depends_on", True), "runs on": ("runs_on", True),
    "hosted on": ("runs_on", True), "virtualized by": ("runs_on", True),
    "instantiates": ("runs_on", True), "uses": ("depends_on", True), "consumes": ("depends_on", True),
    "provided by": ("depends_on", True), "connects to": ("on_network", True),
    "located in": ("located_in", True), "hosts": ("runs_on", False), "used by": ("depends_on", False),
    "provides": ("depends_on", False), "houses": ("located_in", False),
    "runs": ("runs_on", False), "virtualizes": ("runs_on", False),
}  # fmt: skip
"""By the parent's words: our relation, and whether the parent declares it; else the child does."""
HARD = ("runs_on",)
"""What runs on a thing stops with it; of other needs the CMDB does not say."""


@dataclass(frozen=True, slots=True)
class Row:
    """A relationship in the file's own words; a class is empty where it is not stated."""

    parent: str
    parent_class: str
    type: str
    child: str
    child_class: str
    at: int


def is_relationships(content: bytes) -> bool:
    """Whether a file is such a list: its headers or keys, and a type such as `Runs on::Runs`."""
    head = content[:20_000].removeprefix(b"\xef\xbb\xbf")
    if not TYPE.search(head):
        return False
    if head.lstrip()[:1] in (b"[", b"{"):
        return all(one.search(head) for one in KEYS)
    first = head.decode("utf-8", "replace").lstrip().partition("\n")[0]
    return {"parent", "child", "type"} <= {_column(one) for one in _header(first)}


def read_relationships(name: str, content: bytes, schema: Schema) -> Contents:
    """The needs that the rows state, on items that are found by name or made.

    A parent or child whose class tells no kind, a type that is no need, and a pair of kinds that our
    relation does not join are left out and counted. Linear. Raises InputError for what is damaged.
    """
    found = Contents()
    stated: dict[tuple[str, str], dict[str, list[Any]]] = {}
    first: dict[tuple[str, str], int] = {}
    left: Counter[str] = Counter()
    for row in _rows(name, content):
        found.records += 1
        read = _read(row, schema, left)
        if read is None:
            continue
        source, relation, target = read
        first.setdefault(source, row.at)
        end = Named(target[1], (target[0],), make=True)
        says = stated.setdefault(source, {}).setdefault(relation, [])
        says.append({"to": end, "hard": True} if relation in HARD else end)
    if not found.records:
        raise InputError("there is no relationship in it", where=name, accepted=ACCEPTED)
    found.documents = [
        Document(kind, "", {"name": called, **relations}, name, first[kind, called])
        for (kind, called), relations in stated.items()
    ]
    found.notes = [
        Problem(f"left out, {count:,} of them: {why}", name) for why, count in left.items()
    ]
    return found


def _read(
    row: Row, schema: Schema, left: Counter[str]
) -> tuple[tuple[str, str], str, tuple[str, str]] | None:
    """Source, relation and target of a row as ours, each end as kind and name; None: counted why not."""
    words = row.type.partition("::")[0].strip().lower()
    if words not in RELATIONS:
        left[f"'{row.type}' is no need of one for the other"] += 1
        return None
    ends = [(_kind(row.parent_class), short_name(row.parent)),
            (_kind(row.child_class), short_name(row.child))]  # fmt: skip
    for (kind, called), class_ in zip(ends, (row.parent_class, row.child_class), strict=True):
        if not called or not kind:
            left[_why(called, class_)] += 1
            return None
    relation, parent_declares = RELATIONS[words]
    source, target = ends if parent_declares else ends[::-1]
    fitting = _fitting(source[0], target[0], relation, schema)
    if fitting is None:
        left[f"a {source[0]} has no {relation} to a {target[0]}"] += 1
        return None
    return source, fitting, target


def _why(called: str, class_: str) -> str:
    if not called:
        return "a parent or a child has no name"
    if not class_:
        return "no class is stated: export parent.sys_class_name and child.sys_class_name as well"
    return f"the class '{class_}' tells no kind of ours"


def _fitting(source: str, target: str, relation: str, schema: Schema) -> str | None:
    """The relation that joins both kinds: the one that is meant, else another need of the source."""
    for name in dict.fromkeys((relation, "runs_on", "depends_on", "on_network")):
        spec = schema.kind(source).relations.get(name)
        if spec is not None and target in schema.targets(spec):
            return name
    return None


def _kind(class_: str) -> str:
    """The kind that a class tells; empty where it tells none.

    >>> _kind("cmdb_ci_linux_server"), _kind("Business Application"), _kind("cmdb_ci_printer")
    ('server', 'application', '')
    """
    bare = class_.strip().lower().replace(" ", "_").removeprefix("cmdb_ci_")
    return next((kind for part, kind in CLASSES if part in f"{bare}_"), "")


def _rows(name: str, content: bytes) -> Iterator[Row]:
    if len(content) > MOST_BYTES:
        raise InputError("the file is too large", where=name, accepted=ACCEPTED)
    head = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    rows = _json(name, content) if head in (b"[", b"{") else _csv(name, content)
    for at, row in rows:
        if at > MOST_ROWS:
            raise InputError("it is too long", where=name, accepted=f"at most {MOST_ROWS:,} rows")
        yield Row(
            row.get("parent", ""), row.get("parent_class", ""), row.get("type", ""),
            row.get("child", ""), row.get("child_class", ""), at,
        )  # fmt: skip


def _json(name: str, content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of the Table API's answer, or of a list."""
    found = read_json(name, content, accepted=ACCEPTED)
    rows = found.get("result") if isinstance(found, Mapping) else found
    for at, row in enumerate(rows if isinstance(rows, list) else [], 1):
        if isinstance(row, Mapping):
            yield at, {_column(str(key)): _said(value) for key, value in row.items()}


def _said(value: Any) -> str:
    """A value as it is shown: the API gives references as `{display_value, link}`."""
    shown = value.get("display_value") if isinstance(value, Mapping) else value
    return str(shown) if isinstance(shown, str | int | float) else ""


def _csv(name: str, content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    text = content.decode("utf-8-sig", "replace").lstrip()
    header = [_column(one) for one in _header(text.partition("\n")[0])]
    delimiter = _delimiter(text.partition("\n")[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        next(reader)
        for at, row in enumerate(reader, 2):
            if any(row):
                yield at, dict(zip(header, row, strict=False))
    except csv.Error as error:
        raise InputError(f"the table is damaged: {error}", where=name, accepted=ACCEPTED) from None


def _header(line: str) -> list[str]:
    return next(csv.reader([line.strip()], delimiter=_delimiter(line)), [])


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _column(header: str) -> str:
    """What a column is: parent, child, type, or the class of one of the two.

    >>> _column("Parent.Class"), _column("child.sys_class_name"), _column("type.name")
    ('parent_class', 'child_class', 'type')
    """
    words = re.findall(r"[a-z]+", header.lower())
    if words and words[0] in ("parent", "child") and "class" in words:
        return f"{words[0]}_class"
    if len(words) > 1 and words[1:] != ["name"]:
        return " ".join(words)
    return words[0] if words else ""
