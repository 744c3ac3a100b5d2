"""The rows of a list as its page shows them: each item with its office's mark and its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cohelm.accounts.kept import Kept
from cohelm.core.enterprise import Enterprise
from cohelm.reports.listing import Column, Listing
from cohelm.web.cells import Cell, cell
from cohelm.web.offices import NOBODY, Office, identity, offices

_counted: Kept[Counter[str]] = Kept(64)


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the list, and to which office it falls."""

    id: str
    name: str
    office: Office
    columns: tuple[tuple[Column, Cell], ...]


@dataclass(frozen=True, slots=True)
class OfficeChoice:
    """An office that a list can be narrowed to, with how many of the items fall to it."""

    office: Office
    count: int
    is_on: bool


def rows(
    plan: Enterprise, found: Listing, ids: Sequence[str], fallen: Mapping[str, str], on: date
) -> list[Row]:
    """The rows of some items; `fallen` is the key of the office by id, empty for nobody."""
    known, kind = offices(plan), found.kind.name
    return [
        Row(
            id_,
            plan.name(f"{kind}:{id_}"),
            identity(known, (fallen[id_],)),
            tuple((one, cell(plan, kind, id_, one, on)) for one in found.columns),
        )
        for id_ in ids
    ]


def office_choices(
    plan: Enterprise, kind: str, on: date, fallen: Mapping[str, str], chosen: str
) -> list[OfficeChoice]:
    """The offices of a list, left to right, nobody last; none where there is nothing to choose."""
    counted = _counted.answer(plan, (kind, on), lambda: Counter(fallen.values()))
    shown = [one for one in (*offices(plan), NOBODY) if counted[one.key]]
    found = [OfficeChoice(one, counted[one.key], one.id == chosen) for one in shown]
    return found if len(found) > 1 or chosen else []
