"""The radar as lists that Thoughtworks' "build your own radar" draws, CSV and JSON."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import orjson

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UsageError
from cohelm.core.finder import folded
from cohelm.core.prose import Prose
from cohelm.kinds.rings import NEW, RINGS, Rings, stated_movements, tagged

HEADER = ("name", "ring", "quadrant", "isNew", "status", "description", "edition")
"""The tool's columns, and the day of the edition, which it leaves unread."""
ITEM = "item"
"""A further column, where a name alone would not tell which technology is meant: its key."""
QUADRANTS = {
    "techniques": "Techniques", "platforms": "Platforms", "tools": "Tools",
    "languages_and_frameworks": "Languages & Frameworks",
}  # fmt: skip


def write_radar_csv(enterprise: Enterprise, edition: date | None = None) -> bytes:
    """An edition as CSV, the last one unless a day is given; linear.

    Raises InputError where no technology stands on a radar, UsageError for an edition that is not there.
    """
    rows = list(_rows(enterprise, edition))
    further = [ITEM] if any(ITEM in row for row in rows) else []
    target = io.StringIO()
    writer = csv.DictWriter(target, [*HEADER, *further], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode()


def write_radar_json(enterprise: Enterprise, edition: date | None = None) -> bytes:
    """An edition as JSON; see `write_radar_csv`."""
    return orjson.dumps(list(_rows(enterprise, edition)), option=orjson.OPT_INDENT_2)


def _rows(enterprise: Enterprise, edition: date | None) -> Iterator[dict[str, str]]:
    """The blips, the innermost ring first, then by name.

    Of the first edition it is said how a technology moved where the edition itself says so. In the last
    one what has no reading stands where the technology's own ring says, and is of no edition; why is
    what the reading says, in the last one else what the technology does. What stands in a ring that is
    none any more is left out.
    """
    of = Rings.of(enterprise)
    editions = of.editions(enterprise)
    day = _edition(list(editions), edition)
    before = next((editions[one] for one in reversed(editions) if day and one < day), {})
    now, is_last = editions.get(day, {}) if day else {}, day in (None, *[*editions][-1:])
    moves = stated_movements(enterprise, day) if day else {}
    reasons = of.rationales(enterprise, day) if day else {}
    alike = _alike(enterprise)
    blips = []
    for key in enterprise.keys("technology"):
        plain = enterprise.plain(key)
        ring = now.get(key) or (of.ring(plain) if is_last else None)
        if ring in of.rings:
            blips.append((-of.rings.index(ring), plain["name"], key, ring, plain))
    if not blips:
        raise InputError("no technology stands on a radar", accepted="technologies with a ring")
    for _, name, key, ring, plain in sorted(blips, key=lambda one: one[:3]):
        moved = (of.movement(before.get(key), ring) if before else moves.get(key)) or ""
        yield {
            "name": name, "ring": ring.capitalize() if of.rings == RINGS else ring,
            "quadrant": _quadrant(plain, of),
            "isNew": "TRUE" if moved == NEW else "FALSE", "status": moved.title(),
            "description": reasons.get(key, plain.get("rationale", "") if is_last else ""),
            "edition": day.isoformat() if day and key in now else "",
            **({ITEM: key} if key in alike else {}),
        }  # fmt: skip


def _alike(enterprise: Enterprise) -> frozenset[str]:
    """The technologies that their name does not tell from another one that has it as name or id."""
    names = {key: str(enterprise.plain(key)["name"]) for key in enterprise.keys("technology")}
    called = Counter(map(folded, names.values()))
    return frozenset(
        key for key, name in names.items()
        if called[folded(name)] > 1 or (f"technology:{name}" in names and f"technology:{name}" != key)
    )  # fmt: skip


def _edition(days: list[date], asked: date | None) -> date | None:
    """The day that was asked for, else the last; None where there is none."""
    if asked is not None and asked not in days:
        said = ", ".join(one.isoformat() for one in days) or Prose("none is on record")
        raise UsageError(f"no edition of {asked}", where="edition", accepted=said)
    return asked or (days[-1] if days else None)


def _quadrant(plain: dict[str, Any], of: Rings) -> str:
    """The quadrant as the tool writes it, or as the organisation or a file calls it."""
    stated = (of.quadrant(plain), plain.get("own_quadrant"), *tagged(plain, "quadrant"))
    found = next((one for one in stated if one), "")
    return QUADRANTS.get(found, found)
