"""The rows of a list as its page shows them: each item with its office's mark and its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from cohelm.core.enterprise import Enterprise
from cohelm.reports.listing import Column, Listing
from cohelm.web.cells import Cell, cells
from cohelm.web.offices import NOBODY, Office, identity, office_codes, offices


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
            tuple(zip(found.columns, cells(plan, kind, id_, found.columns, on), strict=True)),
        )
        for id_ in ids
    ]


def office_choices(plan: Enterprise, found: Listing, on: date, chosen: str) -> list[OfficeChoice]:
    """The offices of a list, left to right, nobody last; none where there is nothing to choose.

    Counted over what is found before it is narrowed to an office.
    """
    keys, codes = office_codes(plan, found.kind.name, on)
    many = np.bincount(codes[found.ids.rows], minlength=len(keys)).tolist()
    counted = dict(zip(keys, many, strict=True))
    known = [one for one in (*offices(plan), NOBODY) if one.key in keys]
    made = [OfficeChoice(one, counted[one.key], one.id == chosen) for one in known]
    shown = [one for one in made if one.count or one.is_on]
    return shown if len(shown) > 1 or chosen else []
