"""The radar as lists that Thoughtworks' "build your own radar" draws, CSV and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import orjson

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.kinds.rings import NEW, RINGS, Rings, stated_movements, tagged

HEADER = ("name", "ring", "quadrant", "isNew", "status", "description", "edition")
"""The tool's columns, and the day of the edition, which it leaves unread."""
QUADRANTS = {
    "techniques": "Techniques", "platforms": "Platforms", "tools": "Tools",
    "languages_and_frameworks": "Languages & Frameworks",
}  # fmt: skip


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

    Of the first edition it is said how a technology moved where the edition itself says so. What has
    no reading in it stands where the technology's own ring says, and is of no edition. What
    stands in a ring that is none any more is left out.
    """
    of = Rings.of(enterprise)
    editions = of.editions(enterprise)
    before, now = [{}, {}, *editions.values()][-2:]
    day, said = "", dict[str, str]()
    if editions:
        day, said = max(editions).isoformat(), stated_movements(enterprise, max(editions))
    blips = []
    for key in enterprise.keys("technology"):
        plain = enterprise.plain(key)
        ring = now.get(key) or of.ring(plain)
        if ring in of.rings:
            blips.append((-of.rings.index(ring), plain["name"], key, ring, plain))
    if not blips:
        raise InputError("no technology stands on a radar", accepted="technologies with a ring")
    for _, name, key, ring, plain in sorted(blips, key=lambda one: one[:3]):
        moved = (of.movement(before.get(key), ring) if before else said.get(key)) or ""
        yield {
            "name": name, "ring": ring.capitalize() if of.rings == RINGS else ring,
            "quadrant": _quadrant(plain, of),
            "isNew": "TRUE" if moved == NEW else "FALSE", "status": moved.title(),
            "description": plain.get("rationale", ""), "edition": day if key in now else "",
        }  # fmt: skip


def _quadrant(plain: dict[str, Any], of: Rings) -> str:
    """The quadrant as the tool writes it, or as the organisation or a file calls it."""
    stated = (of.quadrant(plain), plain.get("own_quadrant"), *tagged(plain, "quadrant"))
    found = next((one for one in stated if one), "")
    return QUADRANTS.get(found, found)
