"""Zalando's radar: JSON whose rings and quadrants are positions in lists, not names."""

from __future__ import annotations

import re

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError
from cohelm.core.schema import Schema
from cohelm.formats.radar.editions import Blip, contents_of, day_in
from cohelm.formats.structured import Node, is_object, nodes, read_json, text
from cohelm.kinds.rings import IN, NEW, OUT, RINGS, SAME

ACCEPTED = "a radar with a date and entries, as Zalando's tool draws it"
KEYS = tuple(re.compile(rb'"%s"\s*:' % key) for key in (b"entries", b"ring", b"quadrant", b"label"))
MOVED = {0: SAME, 1: IN, -1: OUT, 2: NEW}
INNERMOST_FIRST = tuple(reversed(RINGS))
"""The rings of the tool, where the file does not name its own."""


def is_numbered(content: bytes) -> bool:
    """Whether a file is such a radar, by the keys at its beginning."""
    head = content[:20_000]
    return is_object(head) and all(one.search(head) for one in KEYS)


def read_numbered(name: str, content: bytes, schema: Schema) -> Contents:  # noqa: ARG001
    """An edition out of such a radar, on the day that it states. Linear. Raises InputError."""
    found = read_json(name, content, accepted=ACCEPTED)
    entries = nodes(found, "entries") if isinstance(found, dict) else []
    rings = [text(one, "name") for one in nodes(found, "rings")] or list(INNERMOST_FIRST)
    quadrants = [text(one, "name") for one in nodes(found, "quadrants")]
    blips = [
        _blip(one, at, rings, quadrants) for at, one in enumerate(entries, 1) if text(one, "label")
    ]
    if not blips:
        raise InputError("the radar has no entries", where=name, accepted=ACCEPTED)
    return contents_of(blips, day_in(text(found, "date")) or day_in(name), name)


def _blip(node: Node, at: int, rings: list[str], quadrants: list[str]) -> Blip:
    link, active, moved = text(node, "link"), node.get("active"), node.get("moved")
    said = [("link", link)] if link else []
    if active is False:
        said.append(("active", "false"))
    return Blip(
        text(node, "label"), _named(node, "ring", rings), _named(node, "quadrant", quadrants),
        text(node, "description"), MOVED.get(moved, "") if isinstance(moved, int) else "", said, at,
    )  # fmt: skip


def _named(node: Node, key: str, names: list[str]) -> str:
    """The name at a position; the position itself where the file names none."""
    at = node.get(key)
    if isinstance(at, int) and not isinstance(at, bool) and 0 <= at < len(names):
        return names[at]
    return text(node, key)
