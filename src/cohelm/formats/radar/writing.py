"""The radar as lists that Thoughtworks' "build your own radar" draws, CSV and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import orjson

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.formats.kept import said_by
from cohelm.formats.radar.editions import MOVEMENTS, READING
from cohelm.kinds.rings import RINGS, Rings

HEADER = ("name", "ring", "quadrant", "isNew", "status", "description")
QUADRANTS = {
    "techniques": "Techniques", "platforms": "Platforms", "tools": "Tools",
    "languages_and_frameworks": "Languages & Frameworks",
}  # fmt: skip
NEW, IN, OUT, SAME = MOVEMENTS


def write_radar_csv(enterprise: Enterprise) -> bytes:
    """The last edition as CSV; linear. Raises InputError where no technology stands on a radar."""
    target = io.StringIO()
    writer = csv.DictWriter(target, HEADER, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rows(enterprise))
    return target.getvalue().encode()


def write_radar_json(enterprise: Enterprise) -> bytes:
    """The last edition as JSON; see `write_radar_csv`."""
    return orjson.dumps(list(_rows(enterprise)), option=orjson.OPT_INDENT_2)


def _rows(enterprise: Enterprise) -> Iterator[dict[str, str]]:
    """The blips, the innermost ring first, then by name.

    Of an edition without a reading counts the ring that the technology states.
    """
    of = Rings.of(enterprise)
    editions = _editions(enterprise, of.rings)
    before, now = [{}, {}, *editions.values()][-2:]
    blips = []
    for key in enterprise.keys("technology"):
        plain = enterprise.plain(key)
        ring = now.get(key) or of.ring(plain)
        if ring:
            blips.append((-of.rings.index(ring), plain["name"], key, ring, plain))
    if not blips:
        raise InputError("no technology stands on a radar", accepted="technologies with a ring")
    for _, name, key, ring, plain in sorted(blips, key=lambda one: one[:3]):
        moved = _movement(before.get(key), ring, of.rings) if before else ""
        yield {
            "name": name, "ring": ring.capitalize() if of.rings == RINGS else ring,
            "quadrant": _quadrant(plain, of),
            "isNew": "TRUE" if moved == NEW else "FALSE", "status": moved.title(),
            "description": plain.get("rationale", ""),
        }  # fmt: skip


def _editions(enterprise: Enterprise, names: tuple[str, ...]) -> dict[date, dict[str, str]]:
    """By day, in order, the ring of each technology that has a reading."""
    found: dict[date, dict[str, str]] = {}
    if READING in enterprise.observed:
        for row in enterprise.observations(READING).sort("time").iter_rows(named=True):
            if row["value"] in range(len(names)):
                rings = found.setdefault(row["time"].date(), {})
                rings[row["item"]] = names[int(row["value"])]
    return found


def _movement(before: str | None, ring: str, names: tuple[str, ...]) -> str:
    if before is None:
        return NEW
    steps = names.index(ring) - names.index(before)
    return SAME if not steps else IN if steps > 0 else OUT


def _quadrant(plain: dict[str, Any], of: Rings) -> str:
    """The quadrant as the tool writes it, or as the organisation or a file calls it."""
    said = [value for key, value in map(said_by, plain.get("tags", ())) if key == "quadrant"]
    found = of.quadrant(plain) or (said[0] if said else "")
    return QUADRANTS.get(found, found)
