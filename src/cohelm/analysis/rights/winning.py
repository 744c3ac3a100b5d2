"""Of several rights that hold, which one wins? The narrower, then the lower limit; else they tie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cohelm.analysis.money import Rates, in_words
from cohelm.analysis.rights.right import Right
from cohelm.core.money import Money
from cohelm.core.said import Said


@dataclass(frozen=True, slots=True)
class Lost:
    """A right that does not decide, and why."""

    right: Right
    why: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rights of one verb say of one item.

    `winning`: one right decides; several tie; none: a gap. `overruled` hold and lost; `beyond` would
    cover it but for their limit, or their currency.
    """

    winning: tuple[Right, ...]
    overruled: tuple[Lost, ...] = ()
    beyond: tuple[Lost, ...] = ()


def outcome(rights: Sequence[Right], amount: Money | None, *, rates: Rates, on: date) -> Outcome:
    """Decides among the rights of one verb that cover one item.

    A right holds up to and including its limit; without an amount, every limit holds. Of two that
    hold, one whose covered items are a strict part of the other's wins; on the same items the lower
    limit wins, no limit being the highest. What neither decides is a tie.
    """
    holding: list[Right] = []
    beyond: list[Lost] = []
    for one in rights:
        why = _beyond(one, amount, rates, on)
        if why:
            beyond.append(Lost(one, why))
        else:
            holding.append(one)
    winning: list[Right] = []
    overruled: list[Lost] = []
    for one in holding:
        why = next(filter(None, (_overruled(one, other, rates, on) for other in holding)), "")
        if why:
            overruled.append(Lost(one, why))
        else:
            winning.append(one)
    return Outcome(tuple(winning), tuple(overruled), tuple(beyond))


def named(rights: Iterable[Right]) -> tuple[str, ...]:
    """Who is accountable by any of several rights, once each."""
    return tuple(dict.fromkeys(key for one in rights for key in one.accountable))


def _beyond(right: Right, amount: Money | None, rates: Rates, on: date) -> str:
    if amount is None or right.limit is None:
        return ""
    order = compared(amount, right.limit, rates, on)
    if order is None:
        return Said(
            "its limit of {limit} cannot be compared with {amount}: {without}",
            limit=in_words([right.limit]),
            amount=in_words([amount]),
            without=rates.without(amount.currency, on),
        )
    return Said("its limit is {limit}", limit=in_words([right.limit])) if order > 0 else ""


def _overruled(one: Right, other: Right, rates: Rates, on: date) -> str:
    """Why one right loses against another; empty where it does not."""
    if one is other:
        return ""
    if other.covered < one.covered:
        return Said("{name} is about a part of the same and goes before it", name=other.name)
    if other.covered != one.covered:
        return ""
    if other.limit is None:
        return ""
    order = 1 if one.limit is None else compared(one.limit, other.limit, rates, on)
    if order is None or order <= 0:
        return ""
    return Said(
        "{name} holds up to {limit} on the same things and goes before it",
        name=other.name,
        limit=in_words([other.limit]),
    )


def compared(one: Money, other: Money, rates: Rates, on: date) -> int | None:
    """-1, 0 or 1 as one amount is below, at or above another; None where no rate makes them one."""
    if one.currency != other.currency:
        here, there = rates.converted(one, on), rates.converted(other, on)
        if here is None or there is None:
            return None
        one, other = here, there
    return (one.amount > other.amount) - (one.amount < other.amount)
