"""An edition of a radar: technologies with their rings, and a reading of each on the edition's day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cohelm.core.documents import Contents, Document, Named, Observed, Placed
from cohelm.core.errors import Problem
from cohelm.formats.kept import short_name, tag

READING = "radar-ring"
SOURCE = "radar"
RINGS = ("hold", "assess", "trial", "adopt")
"""By the number that a reading has, the outermost first."""
QUADRANTS = ("techniques", "platforms", "tools", "languages_and_frameworks")
MOVEMENTS = ("new", "moved in", "moved out", "no change")
DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-._]?(0[1-9]|1[0-2])(?:[-._]?(0[1-9]|[12]\d|3[01]))?(?!\d)"
)


@dataclass(slots=True)
class Blip:
    """A technology on a radar, in the file's own words. `row` is where it stands in the file."""

    name: str
    ring: str
    quadrant: str = ""
    reason: str = ""
    movement: str = ""
    said: list[tuple[str, str]] = field(default_factory=list)
    row: int = 0


def contents_of(blips: Sequence[Blip], day: date | None, file: str, *, how: str = "") -> Contents:
    """The technologies of an edition, and their rings as readings on its day; `how` says whence it is.

    A ring that is none of the four is kept as a tag, unless it is the only stranger beside the other
    three: then it is the outermost one by another name. Its reading counts where it is one of the
    organisation's own.
    """
    found = Contents(records=len(blips))
    last = _last_ring(blips)
    rings = {word: "hold" if word == last else word for word in (*RINGS, last) if word}
    strange: Counter[str] = Counter()
    for one in blips:
        ring = rings.get(_word(one.ring))
        if ring is None:
            strange[one.ring or "none"] += 1
        found.documents.append(_technology(one, ring, file))
        if one.ring and day is not None:
            found.observed.append(_reading(one, (last or RINGS[0], *RINGS[1:]), day, file))
    if found.observed:
        meaning = "0 hold, 1 assess, 2 trial, 3 adopt, by edition; rings of one's own likewise."
        values = {"name": "Ring on the radar", "definition": meaning, "unit": "ring",
                  "better": "steady", "adds_up": "last"}  # fmt: skip
        metric = Document("metric", READING, values, file, fallback=frozenset(values))
        found.documents.insert(0, metric)
    found.notes = list(_notes(blips, day, file, how, last, strange))
    return found


def _technology(one: Blip, ring: str | None, file: str) -> Document:
    quadrant = _word(one.quadrant)
    said = list(one.said)
    if one.quadrant and quadrant not in QUADRANTS:
        said.insert(0, ("quadrant", one.quadrant))
    if ring is None and one.ring:
        said.insert(0, ("ring", one.ring))
    values: dict[str, Any] = {
        "name": short_name(one.name),
        **({"ring": ring} if ring else {}),
        **({"quadrant": quadrant} if quadrant in QUADRANTS else {}),
        **({"rationale": one.reason} if one.reason else {}),
        **({"tags": list(dict.fromkeys(tag(*pair) for pair in said))} if said else {}),
    }
    fallback = frozenset({"name", "tags"} if ring else {"name"})
    return Document("technology", "", values, file, one.row, fallback=fallback)


def _reading(one: Blip, usual: tuple[str, ...], day: date, file: str) -> Observed:
    moved = one.movement.lower().strip()
    values = {
        "item": Named(short_name(one.name), ("technology",)), "time": day.isoformat(),
        "source": SOURCE, "value": Placed(one.ring, "radar_rings", usual),
        **({"note": moved} if moved in MOVEMENTS else {}),
    }  # fmt: skip
    return Observed(READING, values, file, one.row)


def _last_ring(blips: Sequence[Blip]) -> str:
    """The one ring that is none of the four, where the other three are there and the last is not."""
    words = {_word(one.ring) for one in blips if one.ring}
    strangers = words - set(RINGS)
    rest = set(RINGS[1:]) <= words and RINGS[0] not in words
    return strangers.pop() if len(strangers) == 1 and rest else ""


def _notes(
    blips: Sequence[Blip], day: date | None, file: str, how: str, last: str, strange: Counter[str]
) -> Iterable[Problem]:
    if day is None:
        why = "the edition has no day: rings are kept with the technologies, and a technology that dated"
        more = "editions name stays where they put it. A day in the file's name is enough, as"
        yield Problem(f"{why} {more} radar-2026-05.csv", file)
    elif how:
        yield Problem(f"{how}: {day.isoformat()}", file)
    if last:
        yield Problem(f"the ring '{last}' is taken for the outermost, hold", file)
    if strange:
        said = ", ".join(f"{count:,} {ring}" for ring, count in strange.most_common())
        yield Problem(f"none of the usual rings, kept as a tag: {said}", file)
        how = "the radar shows those that the setting radar_rings names, the innermost first"
        yield Problem(f"of rings of one's own, {how}", file)
    quadrants = {one.quadrant for one in blips} - {""}
    if unknown := sorted(one for one in quadrants if _word(one) not in QUADRANTS):
        said = f"none of the usual quadrants, kept as tags: {', '.join(unknown)}"
        yield Problem(f"{said}; the radar shows those that radar_quadrants names", file)


def _word(text: str) -> str:
    """A ring or a quadrant as it is written here.

    >>> _word("Languages & Frameworks")
    'languages_and_frameworks'
    """
    return "_".join(re.findall(r"[^\W_]+", text.lower().replace("&", " and ")))


def day_in(text: str) -> date | None:
    """The last day that a text has, as it names editions; of a month its first day.

    >>> day_in("radar 2026.05"), day_in("2024-03-01/react.md"), day_in("vol-31")
    (datetime.date(2026, 5, 1), datetime.date(2024, 3, 1), None)
    """
    for year, month, day in reversed(DAY.findall(text)):
        try:
            return date(int(year), int(month), int(day or 1))
        except ValueError:
            continue
    return None
