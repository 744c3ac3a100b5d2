"""One thing to talk about, and the offices that it falls to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cohelm.analysis.offices import Offices
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to talk about. `offices` are keys; `contested` where two are named for it.

    `about` tells topics of one item apart: empty for the item itself.
    """

    text: str
    why: str
    item: str
    due: date | None = None
    amount: Money | None = None
    offices: tuple[str, ...] = ()
    contested: bool = False
    about: str = ""


def offices_named(offices: Offices, plan: Enterprise, key: str) -> tuple[str, ...]:
    """The offices that an item names itself, else the one that it falls to."""
    named = (*plan.targets(key, "office"), *plan.targets(key, "sponsor"))
    stated = tuple(sorted({one for one in named if one.startswith("office:")}))
    node = plan.nodes.number(key)
    falls = offices.of(node) if node is not None else ""
    return stated or ((falls,) if falls else ())
