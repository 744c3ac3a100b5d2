"""From which amount up to which does each right hold, as its condition and its limit say it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from cohelm.analysis.money import in_words
from cohelm.analysis.rights.found import Finding
from cohelm.analysis.rights.held import Rights
from cohelm.analysis.rights.right import Right
from cohelm.core.condition.parse import And, Compare, Expression
from cohelm.core.errors import CohelmError
from cohelm.core.money import Money

About = tuple[str, str, str, str]
"""The verb, the kind, the currency and the rest of the condition: rights that differ by amount alone."""


@dataclass(frozen=True, slots=True)
class Band:
    """A right holds for amounts from `low` (None: from nought) up to `high` (None: without end)."""

    right: Right
    low: Decimal | None
    high: Decimal | None


def bands(rights: Rights) -> Mapping[About, list[Band]]:
    """The rights of one condition that tell amounts apart, by what they are about, the lowest first.

    A condition of one line counts, with at most one money field compared in it; what it says besides
    has to be the same, word for word once it is read. Amounts are those in the condition, narrowed by
    the limit of the right in the same currency.
    """
    found: dict[About, list[Band]] = {}
    for one in rights.all:
        for about, band in _bands_of(rights, one):
            found.setdefault(about, []).append(band)
    return {
        about: sorted(of, key=lambda one: (one.low or 0, one.high or Decimal("Infinity")))
        for about, of in sorted(found.items())
        if len(of) > 1
    }


def between(rights: Rights) -> Iterator[Finding]:
    """Amounts between two neighbouring bands that nobody holds, and those that two hold by crossing.

    Of two bands of which one lies within the other, the narrower is an exception and no overlap; so
    are those of the same people.
    """
    for (verb, _, currency, _), of in bands(rights).items():
        reach: Band = of[0]
        for one, other in pairwise(of):
            reach = max(reach, one, key=lambda band: band.high or Decimal("Infinity"))
            yield from _hole(verb, currency, reach, other)
            yield from _crossing(verb, currency, one, other)


def _bands_of(rights: Rights, right: Right) -> Iterator[tuple[About, Band]]:
    lines = [line.strip() for line in right.covers.splitlines() if line.strip()]
    if len(lines) != 1 or right.unreadable:
        return
    kind, expression = rights.parsed(lines[0])
    parts: tuple[Expression | None, ...] = (
        expression.parts if isinstance(expression, And) else (expression,)
    )
    amounts: list[Compare] = [
        one for one in parts if isinstance(one, Compare) and _is_amount(rights, kind, one)
    ]
    if len({one.path for one in amounts}) > 1:
        return
    stated = [(one.operator, Money.parse(str(one.value))) for one in amounts]
    low = [money for operator, money in stated if operator in (">", ">=")]
    high = [money for operator, money in stated if operator in ("<", "<=")]
    high += [right.limit] if right.limit else []
    currencies = {money.currency for money in (*low, *high)}
    if len(currencies) != 1:
        return
    rest = " and ".join(sorted(repr(one) for one in parts if one and one not in amounts))
    yield (
        (right.verb, kind, currencies.pop(), rest),
        Band(
            right,
            max((money.amount for money in low), default=None),
            min((money.amount for money in high), default=None),
        ),
    )


def _is_amount(rights: Rights, kind: str, one: Compare) -> bool:
    """Whether a part of a condition compares a money field with an amount."""
    if len(one.path) != 1 or one.operator in ("=", "!="):
        return False
    spec = rights.enterprise.schema.kind(kind).fields.get(one.path[0])
    if spec is None or spec.type != "money":
        return False
    try:
        return bool(Money.parse(str(one.value)))
    except (CohelmError, ValueError):
        return False


def _hole(verb: str, currency: str, one: Band, other: Band) -> Iterator[Finding]:
    if one.high is None or other.low is None or one.high >= other.low:
        return
    message = (
        f"nobody may {verb.replace('_', ' ')} between {_said(one.high, currency)} and "
        f"{_said(other.low, currency)}: {one.right.name} ends there and {other.right.name} begins"
    )
    keys, begins = (one.right.key, other.right.key), Money(other.low, currency)
    yield Finding("RGT017", keys, verb, (), message, amount=begins)


def _crossing(verb: str, currency: str, one: Band, other: Band) -> Iterator[Finding]:
    if other.low is None or one.high is None or one.high <= other.low:
        return
    within = other.high is not None and other.high <= one.high
    if within or (one.low or 0) == other.low or one.right.accountable == other.right.accountable:
        return
    message = (
        f"two may {verb.replace('_', ' ')} between {_said(other.low, currency)} and "
        f"{_said(one.high, currency)}: {one.right.name} still holds and {other.right.name} begins"
    )
    keys, begins = (one.right.key, other.right.key), Money(other.low, currency)
    yield Finding("RGT018", keys, verb, (), message, amount=begins)


def _said(amount: Decimal, currency: str) -> str:
    return in_words([Money(amount, currency)])
