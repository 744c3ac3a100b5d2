"""What a table that nobody understood looks like, and what would make it readable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cohelm.formats.known.known import Known
from cohelm.formats.known.saying import heads
from cohelm.formats.layout import Table

FEWEST, SHARE = 2, 1 / 3
"""So many headers at least, and such a share of them, say what a table looks like."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The known shape that a table looks like, the headers that say so, and what it lacks.

    `missing` has one entry a need: the roles of which any one would do. `tells` is how much of what
    speaks for this shape the headers say, in [0, 1].
    """

    known: Known
    because: tuple[str, ...]
    missing: tuple[tuple[str, ...], ...]
    tells: float


def nearest(table: Table, known: Sequence[Known]) -> Nearest | None:
    """The shape that most headers speak for; None where too few speak for any.

    A shape of which a table lacks half of what it needs, and more than one thing, is none that it looks
    like, nor is one that needs no column. Of several, one that lacks little goes before one that lacks
    nothing: that would have been read.
    """
    looks = [_looks(table.header, one) for one in known]
    found = [
        one
        for one in looks
        if (needs := len(_needs(one.known)))
        and (len(one.missing) <= 1 or 2 * len(one.missing) < needs)
    ]
    best = max(
        found,
        key=lambda one: (len(one.because), one.tells, bool(one.missing), -len(one.missing)),
        default=None,
    )
    if best is None or len(best.because) < max(FEWEST, SHARE * len(table.header)):
        return None
    return best


def _looks(headers: Sequence[str], known: Known) -> Nearest:
    said = {role.name: header for role in known.roles for header in headers if heads(header, role)}
    missing = tuple(need for need in _needs(known) if not said.keys() & set(need))
    tells: dict[str, float] = {}
    for role in known.roles:
        if role.name in said:
            header = said[role.name]
            tells[header] = max(tells.get(header, 0.0), role.tells)
    share = sum(tells.values()) / sum(role.tells for role in known.roles)
    return Nearest(known, tuple(tells), missing, share)


def _needs(known: Known) -> list[tuple[str, ...]]:
    """What a table of the shape has to have: of each, the roles of which any one would do."""
    return [*((role.name,) for role in known.roles if role.needed), *map(tuple, known.one_of)]
