"""An edition of a radar: technologies with their rings, and a reading of each on the edition's day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cohelm.core.documents import Contents, Document, Named, Observed
from cohelm.core.errors import Problem
from cohelm.formats.kept import short_name, tag
from cohelm.formats.radar.beside import Beside, Strangers, counted
from cohelm.kinds.rings import MOVEMENTS, QUADRANTS, READING, RINGS

SOURCE = "radar"
DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-._]?(0[1-9]|1[0-2])(?:[-._]?(0[1-9]|[12]\d|3[01]))?(?!\d)"
)


@dataclass(slots=True)
class Blip:
    """A technology on a radar, in the file's own words. `row` is where it stands in the file.

    `item` is its key, where the file was written here and its name would not have told it.
    """

    name: str
    ring: str
    quadrant: str = ""
    reason: str = ""
    movement: str = ""
    said: list[tuple[str, str]] = field(default_factory=list)
    row: int = 0
    day: date | None = None
    item: str = ""


def contents_of(blips: Sequence[Blip], day: date | None, file: str, *, how: str = "") -> Contents:
    """The technologies of an edition, and their rings as readings on its day; `how` says whence it is.

    A blip that states a day of its own is of the edition of that day. A stranger beside the other three
    of the usual rings is the outermost one by another name. What else is none of the usual ones is kept
    as it is called, and counts where it is one of the organisation's own.
    """
    found = Contents(records=len(blips))
    beside = Beside(_last_ring(blips))
    dated = [(one.day or day, one) for one in blips]
    for of, one in dated:
        found.documents.append(_technology(one, of, file, beside))
        if one.ring and of is not None:
            found.observed.append(_reading(one, of, file, beside))
    if found.observed:
        meaning = "0 hold, 1 assess, 2 trial, 3 adopt, by edition; rings of one's own likewise."
        values = {"name": "Ring on the radar", "definition": meaning, "unit": "ring",
                  "better": "steady", "adds_up": "last"}  # fmt: skip
        metric = Document("metric", READING, values, file, fallback=frozenset(values))
        found.documents.insert(0, metric)
    found.notes = list(_notes({of for of, _ in dated}, file, how))
    rings = counted(one.ring for one in blips)
    quadrants = counted(one.quadrant for one in blips)
    found.remarks = [Strangers(file, rings, quadrants, beside.last)]
    return found


def _technology(one: Blip, day: date | None, file: str, beside: Beside) -> Document:
    ring = RINGS[0] if beside.is_last(one.ring) else _word(one.ring)
    quadrant = _word(one.quadrant)
    values: dict[str, Any] = {
        "name": short_name(one.name),
        **({"ring": ring} if ring in RINGS else {}),
        **({"quadrant": quadrant} if quadrant in QUADRANTS else {}),
        **({"own_ring": one.ring} if one.ring else {}),
        **({"own_quadrant": one.quadrant} if one.quadrant else {}),
        **({"rationale": one.reason} if one.reason else {}),
        **({"tags": list(dict.fromkeys(tag(*pair) for pair in one.said))} if one.said else {}),
    }
    fallback = frozenset({"name", "tags"})
    meant = beside.technology(day)
    return Document(
        "technology",
        one.item.partition(":")[2],
        values,
        file,
        one.row,
        fallback=fallback,
        meant=meant,
        as_of=day,
    )


def _reading(one: Blip, day: date, file: str, beside: Beside) -> Observed:
    moved = one.movement.lower().strip()
    values = {
        "item": one.item or Named(short_name(one.name), ("technology",)), "time": day.isoformat(),
        "source": SOURCE, "label": one.ring, **({"note": moved} if moved in MOVEMENTS else {}),
        **({"rationale": one.reason} if one.reason else {}),
    }  # fmt: skip
    return Observed(READING, values, file, one.row, meant=beside.reading)


def _last_ring(blips: Sequence[Blip]) -> str:
    """The one ring that is none of the four, where the other three are there and the last is not."""
    words = {_word(one.ring): one.ring for one in blips if one.ring}
    strangers = words.keys() - set(RINGS)
    rest = set(RINGS[1:]) <= words.keys() and RINGS[0] not in words
    return words[strangers.pop()] if len(strangers) == 1 and rest else ""


def _notes(days: set[date | None], file: str, how: str) -> Iterable[Problem]:
    if days == {None}:
        why = "the edition has no day: rings are kept with the technologies, and a technology that dated"
        more = "editions name stays where they put it. A day in the file's name is enough, as"
        yield Problem(f"{why} {more} radar-2026-05.csv, or in a column edition", file)
    elif how:
        said = ", ".join(sorted(one.isoformat() for one in days if one))
        yield Problem(f"{how}: {said}", file)


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
