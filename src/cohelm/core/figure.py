"""Every scalar that a reader can meet, with what it was computed from; and what was assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from cohelm.core.prose import Prose


@dataclass(frozen=True, slots=True)
class Assumption:
    """A gap that an analysis filled in: named, so that it can be switched off or stated.

    `items` are those of which the value was assumed.
    """

    name: str
    sentence: str
    items: tuple[str, ...] = ()


NO_ITEM, AN_ITEM = Prose("no item is named"), Prose("an item is asked for")
"""Why a figure was not asked for at all: it is that of one item, or of all."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or no number and the reason why.

    `formula` is in words with the values filled in; `counted` the items that went into it,
    `left_out` those that did not, by reason. `parts` is what each counted item brings, in the unit, where
    that adds up to the value and no field of the item says it; `ratio` the two numbers of which the
    value is the first over the second.
    """

    value: float | int | Decimal | None
    unit: str = ""
    reason: str = ""
    formula: str = ""
    counted: tuple[str, ...] = ()
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    assumed: tuple[Assumption, ...] = ()
    sources: tuple[str, ...] = ()
    on: date | None = None
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    ratio: tuple[Decimal | int, Decimal | int] | None = None

    def __post_init__(self) -> None:
        if self.value is None and not self.reason:
            raise ValueError("a figure without a value gives a reason")

    @classmethod
    def unknown(cls, reason: str, *, unit: str = "", on: date | None = None) -> Figure:
        """No value: never 0, never "other"."""
        return cls(None, unit, reason, on=on)

    def as_dict(self) -> dict[str, Any]:
        """The figure as its JSON answer shows it."""
        return asdict(self)
