"""What the page of the radar shows: the picture, and the list beside it, ring by ring."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cohelm.analysis.technology.radar import Radar
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose, again, joined
from cohelm.reports.answers import Part
from cohelm.reports.rings import Blip, draw_radar
from cohelm.web.results import TableShown, table_shown

NO_QUADRANT = Prose("No quadrant stated")
WHY = ("rationale", "owner", "reviewed_on", "decisions", "history")
"""What stands behind the place of a blip."""
NO_RING = "{ring}, no longer a ring"


@dataclass(frozen=True, slots=True)
class Listed:
    """A blip of the list beside the picture."""

    number: int
    key: str
    name: str
    movement: str
    rationale: str
    used: int | None
    reviewed_on: date | None
    is_odd: bool


def of_radar(plan: Enterprise, result: Radar) -> dict[str, Any]:
    """The picture with sectors for all quadrants in use, and the list by quadrant and ring."""
    rows = result.blips.to_dicts()
    inwards = tuple(reversed(result.rings))
    sectors: list[str | None] = list(result.quadrants)
    if any(row["quadrant"] is None for row in rows):
        sectors.append(None)
    blips = [
        Blip(row["technology"], row["number"], inwards.index(row["ring"]),
             sectors.index(row["quadrant"]), row["movement"], _said(plan, row))
        for row in rows if row["ring"] in inwards
    ]  # fmt: skip
    headings = [(ring, _words(ring)) for ring in inwards]
    headings += [(ring, Prose(NO_RING, ring=_words(ring))) for ring in result.gone]
    words = [Prose(NO_QUADRANT) if one is None else _words(one) for one in sectors]
    return {
        "picture": draw_radar(blips, rings=[_words(one) for one in inwards], quadrants=words),
        "listed": [
            (word, [(heading, of) for ring, heading in headings
                    if (of := _of(plan, rows, ring, quadrant, result))])
            for word, quadrant in zip(words, sectors, strict=True)
        ] if rows else [],
        "undrawn": len(rows) - len(blips),
        "narrow": _tables(plan, result),
    }  # fmt: skip


def _tables(plan: Enterprise, result: Radar) -> list[TableShown]:
    """The tables; that of the blips as two, which as one would be wider than a page."""
    reasons = Part("blips", result.blips.select("number", "technology", *WHY))
    return [
        table_shown(plan, Part("blips", result.blips.drop(WHY))),
        replace(table_shown(plan, reasons), label=Prose("Why they stand there")),
        table_shown(plan, Part("beside", result.beside)),
        table_shown(plan, Part("versions", result.versions)),
    ]


def _of(
    plan: Enterprise, rows: list[dict[str, Any]], ring: str, quadrant: str | None, result: Radar
) -> list[Listed]:
    odd = {*result.unused.counted, *result.spreading.counted}
    return [
        Listed(row["number"], row["technology"], plan.name(row["technology"]),
               row["movement"] if row["movement"] in ("new", "moved in", "moved out") else "",
               row["rationale"] or "", row["used_by"], row["reviewed_on"], row["technology"] in odd)
        for row in rows if row["ring"] == ring and row["quadrant"] == quadrant
    ]  # fmt: skip


def _words(name: str) -> Prose:
    words = name.replace("_", " ")
    return again(words[:1].upper() + words[1:])


def _said(plan: Enterprise, row: dict[str, Any]) -> str:
    told: list[str] = [again(row[name]) for name in ("ring", "movement") if row[name]]
    if row["used_by"] is not None:
        used = Prose("used by {number}", number=row["used_by"])
        told.append(used if row["used_by"] else Prose("used by nothing"))
    said = joined(told, ", ")
    return Prose(
        "{number} {technology}: {said}",
        number=row["number"], technology=plan.name(row["technology"]), said=said,
    )  # fmt: skip
