"""What the page of the balance shows: each office's money by part, as bars with what is intended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cohelm.analysis.money import HIDDEN
from cohelm.analysis.strategy.balance import Balance
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose
from cohelm.reports.answers import cell_in_words
from cohelm.reports.wording import word
from cohelm.web.offices import Office, offices

LEFT, WIDTH, STEP, GAP = 96, 290, 24, 14
"""Units of the picture, which is 680 wide: the names, the longest bar, what stands behind it."""


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of an office's work: where its bar lies, how much of it is assumed, and what is intended."""

    name: str
    y: int
    width: float
    assumed_x: float
    assumed: float
    target: float | None
    said: str


@dataclass(frozen=True, slots=True)
class MixShown:
    """An office with its parts; what it intends is marked where it says so."""

    office: Office
    parts: tuple[PartShown, ...]
    height: int


def of_balance(plan: Enterprise, result: Balance) -> dict[str, Any]:
    """A picture for each office whose work has money and a tag."""
    pictures = [one for office in offices(plan) if (one := _picture(office, result)).parts]
    every = [part for one in pictures for part in one.parts]
    return {
        "pictures": pictures, "left": LEFT, "words_x": LEFT + WIDTH + 8,
        "any_assumed": any(one.assumed for one in every),
        "any_target": any(one.target is not None for one in every),
        "is_hidden": result.run.reason == HIDDEN,
    }  # fmt: skip


def _picture(office: Office, result: Balance) -> MixShown:
    rows = result.mix.filter(result.mix["office"] == office.key).to_dicts()
    parts = tuple(_parts([row for row in rows if row["actual"] is not None]))
    return MixShown(office, parts, parts[-1].y + STEP if parts else 0)


def _parts(rows: list[dict[str, Any]]) -> Iterator[PartShown]:
    """The parts beneath each other, a gap between the sides."""
    y, side = -GAP, ""
    for row in rows:
        y += GAP if row["side"] != side else 0
        side = row["side"]
        width, assumed = row["actual"] * WIDTH, row["assumed"] * WIDTH
        target = None if row["intended"] is None else LEFT + row["intended"] * WIDTH
        yield PartShown(
            word(row["of"]), y, width, LEFT + width - assumed, assumed, target, _said(row)
        )
        y += STEP


def _said(row: dict[str, Any]) -> str:
    money, actual = cell_in_words(row["money"]), 100 * row["actual"]
    if row["intended"] is None:
        return Prose("{actual:.0f} %, {money}", actual=actual, money=money)
    return Prose(
        "{actual:.0f} %, {intended:.0f} % intended; {money}",
        actual=actual,
        intended=100 * row["intended"],
        money=money,
    )
