"""The lists, CSV or JSON, that Thoughtworks' "build your own radar" draws."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError, Problem
from cohelm.core.keys import SLUG
from cohelm.core.schema import Schema
from cohelm.formats.radar.editions import Blip, contents_of, day_in
from cohelm.formats.structured import MOST_BYTES, read_json

ACCEPTED = "a list of blips with name, ring, quadrant, isNew and description, as CSV or JSON"
MARK = "isnew"
"""What no other list has; of the three beside it one may be missing, which is said."""
NEEDED = {"name", "ring", "quadrant", MARK}
EDITION, ITEM = "edition", "item"
KNOWN = NEEDED | {"status", "description", EDITION}
KEY = re.compile(rf"technology:{SLUG.pattern}")
MOST_ROWS = 50_000
TRUE = ("true", "yes", "1")
LIST = re.compile(rb"\A\s*\[\s*\{")
KEYS = tuple(
    re.compile(rb'"%s"\s*:' % key, re.IGNORECASE) for key in (b"ring", b"quadrant", b"isNew")
)


def is_list(content: bytes) -> bool:
    """Whether a file is such a list, by its headers or by the keys of its first entry."""
    head = content[:20_000].removeprefix(b"\xef\xbb\xbf")
    if LIST.match(head):
        *beside, mark = (bool(one.search(head)) for one in KEYS)
        return mark and any(beside)
    header = set(_header(head.decode("utf-8", "replace").lstrip().partition("\n")[0]))
    return MARK in header and len(header & NEEDED) >= len(NEEDED) - 1


def read_list(name: str, content: bytes, schema: Schema) -> Contents:  # noqa: ARG001
    """An edition out of a list; its day is what its column `edition` says, else that of the file's name.

    Where there is such a column, a blip without a day in it is of no edition. Raises InputError, also
    where no blip has a name or none has a ring.
    """
    head = content[:20_000].removeprefix(b"\xef\xbb\xbf")
    rows = _json(name, content) if LIST.match(head) else _csv(name, content)
    listed = list(rows)
    lacks = sorted(NEEDED - {MARK} - {key for _, row in listed for key in row})
    if listed and lacks and lacks != ["quadrant"]:
        raise InputError(f"the radar has no column {lacks[0]}", where=name, accepted=ACCEPTED)
    blips = [one for at, row in listed if (one := _blip(row, at)) is not None]
    if not blips:
        raise InputError("the radar has no blips", where=name, accepted=ACCEPTED)
    stated = any(one.day for one in blips)
    where = "its column" if stated else "the file's name"
    day = None if stated else day_in(name)
    found = contents_of(blips, day, name, how=f"the edition's day is that of {where}")
    if lacks:
        said = "there is no column quadrant, and technologies come in without one"
        found.notes.append(Problem(f"{said}. Accepted: {ACCEPTED}", name))
    found.problems += [
        Problem("the row has no name: it is left out. Accepted: a name in each row", name, at, "name")
        for at, row in listed if any(row.values()) and not row.get("name", "").strip()
    ]  # fmt: skip
    found.notes += [
        Problem("no day, such as 2026-05-01: it is read as none", name, at, EDITION, said)
        for at, row in listed if (said := row.get(EDITION, "").strip()) and not day_in(said)
    ]  # fmt: skip
    return found


def _json(name: str, content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    found = read_json(name, content, accepted=ACCEPTED)
    for at, node in enumerate(found if isinstance(found, list) else [], 1):
        if isinstance(node, Mapping):
            yield at, {str(key).lower(): _said(value) for key, value in node.items()}


def _csv(name: str, content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    if len(content) > MOST_BYTES:
        raise InputError("the file is too large", where=name, accepted=ACCEPTED)
    text = content.decode("utf-8-sig", "replace")
    header = _header(text.lstrip().partition("\n")[0])
    reader = csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=_delimiter(text))
    try:
        next(reader)
        for at, row in enumerate(reader, 2):
            if at > MOST_ROWS:
                most = f"at most {MOST_ROWS:,} rows"
                raise InputError("the radar is too long", where=name, accepted=most)
            yield at, dict(zip(header, row, strict=False))
    except csv.Error as error:
        raise InputError(f"the table is damaged: {error}", where=name, accepted=ACCEPTED) from None


def _header(line: str) -> list[str]:
    return [one.strip().strip('"').lower() for one in line.split(_delimiter(line))]


def _delimiter(text: str) -> str:
    return max(",;\t", key=text.partition("\n")[0].count)


def _blip(row: Mapping[str, str], at: int) -> Blip | None:
    name = row.get("name", "").strip()
    if not name:
        return None
    is_new = row.get("isnew", "").strip().lower() in TRUE
    moved = row.get("status", "").strip().lower() or ("new" if is_new else "")
    item = row.get(ITEM, "").strip()
    known = KNOWN | {ITEM} if KEY.match(item) else KNOWN
    return Blip(
        name, row.get("ring", "").strip(), row.get("quadrant", "").strip(),
        row.get("description", "").strip(), moved,
        [(key, said.strip()) for key, said in row.items() if key and key not in known and said.strip()],
        at, day_in(row.get(EDITION, "")), item if ITEM in known else "",
    )  # fmt: skip


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else ""
