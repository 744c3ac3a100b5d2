"""How each number of a pack was counted: what stands behind its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cohelm.core.prose import Prose, again, joined
from cohelm.reports import wording
from cohelm.reports.brief.page import Number, Pack

BEHIND = Prose("How the numbers were counted")
AGAIN = Prose("The same pack again")


@dataclass(frozen=True, slots=True)
class Explained:
    """A number in words: its exact value, and how it came about."""

    label: str
    why: str
    anchor: str
    value: str
    told: str


def explained(pack: Pack) -> tuple[Explained, ...]:
    """Every number of the pack once, in the order of the pages."""
    return tuple(
        Explained(one.label, one.why, one.anchor, one.exact, joined(_told(one)))
        for one in pack.numbers
    )


def _told(one: Number) -> Iterator[str]:
    figure = one.figure
    if figure.reason:
        yield ended(figure.reason)
    if figure.formula:
        yield Prose("Counted as: {formula}", formula=ended(figure.formula))
    if figure.counted:
        yield Prose("From {items}.", items=wording.count(len(figure.counted), "item"))
    for reason, keys in figure.left_out.items():
        items = wording.count(len(keys), "item")
        yield Prose("{items} left out: {reason}", items=items, reason=ended(reason))
    for gap in figure.assumed:
        yield Prose("Assumed: {gap}", gap=ended(gap.sentence))
    if figure.sources:
        yield Prose("Source: {sources}", sources=ended(", ".join(figure.sources)))


def ended(text: str) -> Prose:
    """A sentence of the program with an end to it."""
    said = text if isinstance(text, Prose) else again(text)
    return said if text.endswith((".", "!", "?")) else Prose("{sentence}.", sentence=said)
