"""Which rings and quadrants does the radar have: the four that all know, or the organisation's own?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cohelm.core.enterprise import Enterprise
from cohelm.core.keys import bare

RINGS = ("hold", "assess", "trial", "adopt")
"""The rings by the number that a reading has, the outermost first."""
QUADRANTS = ("techniques", "platforms", "tools", "languages_and_frameworks")


@dataclass(frozen=True, slots=True)
class Rings:
    """The rings, the outermost first, and the quadrants in their order.

    The innermost is the one to adopt, the outermost the one on hold, whatever they are called.
    """

    rings: tuple[str, ...]
    quadrants: tuple[str, ...]

    @classmethod
    def of(cls, enterprise: Enterprise) -> Rings:
        """Those that the organisation states (there the innermost comes first), else the usual four."""
        stated = enterprise.organisation
        rings = tuple(dict.fromkeys(stated.get("radar_rings") or ()))
        quadrants = tuple(dict.fromkeys(stated.get("radar_quadrants") or ()))
        return cls(tuple(reversed(rings)) or RINGS, quadrants or QUADRANTS)

    @property
    def innermost(self) -> str:
        """The ring of what is to be adopted."""
        return self.rings[-1]

    @property
    def outermost(self) -> str:
        """The ring of what is on hold."""
        return self.rings[0]

    def ring(self, row: Mapping[str, Any]) -> str | None:
        """The ring that a technology's fields state: its own one, else the usual one of that name.

        A tag `ring=…` of an imported radar is the last that is asked.
        """
        return self._first(row, "ring", self.rings)

    def quadrant(self, row: Mapping[str, Any]) -> str | None:
        """The quadrant that a technology's fields state, or a tag `quadrant=…` of an imported radar."""
        return self._first(row, "quadrant", self.quadrants)

    @staticmethod
    def _first(row: Mapping[str, Any], name: str, names: Sequence[str]) -> str | None:
        tags = [
            one.partition("=")[2] for one in row.get("tags") or () if one.startswith(f"{name}=")
        ]
        stated = (row.get(f"own_{name}"), row.get(name), *tags)
        return next((found for one in stated if (found := _named(one, names))), None)


def _named(stated: str | None, names: Sequence[str]) -> str | None:
    """The name that a text means, whatever its capitals and signs between words."""
    wanted = bare(stated or "")
    return next((name for name in names if wanted and bare(name) == wanted), None)
