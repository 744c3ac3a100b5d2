"""What is one decision right, as it holds on a day?"""

from __future__ import annotations

from dataclasses import dataclass, field

from cohelm.analysis.rights.covered import Covered
from cohelm.core.money import Money

PARTS = ("accountable", "responsible", "consulted", "informed")
"""What a role can be in a right, the one who answers for it first."""


@dataclass(frozen=True, slots=True)
class Right:
    """A right as it holds on the day.

    `covered` are the items that its conditions select, and those that it names; `limit` None: up to
    any amount. Who stands in it is given by keys of roles, forums and teams. `unreadable` says of each
    condition that cannot be read why; it covers nothing by that one. `covers` holds the conditions as
    they are written, one a line.
    """

    key: str
    name: str
    verb: str
    limit: Money | None
    covered: Covered = field(default_factory=Covered)
    accountable: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    covers: str = ""
    veiled: bool = False
