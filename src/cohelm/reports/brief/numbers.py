"""How each number of a pack was counted: what stands behind its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cohelm.reports import wording
from cohelm.reports.brief.page import Number, Pack


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
        Explained(one.label, one.why, one.anchor, one.exact, " ".join(_told(one)))
        for one in pack.numbers
    )


def _told(one: Number) -> Iterator[str]:
    figure = one.figure
    if figure.reason:
        yield f"{_ended(figure.reason)}"
    if figure.formula:
        yield f"Counted as: {_ended(figure.formula)}"
    if figure.counted:
        yield f"From {wording.count(len(figure.counted), 'item')}."
    for reason, keys in figure.left_out.items():
        yield f"{wording.count(len(keys), 'item')} left out: {_ended(reason)}"
    for gap in figure.assumed:
        yield f"Assumed: {_ended(gap.sentence)}"
    if figure.sources:
        yield f"Source: {_ended(', '.join(figure.sources))}"


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
