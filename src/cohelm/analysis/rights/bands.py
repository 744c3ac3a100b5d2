"""From which amount up to which does each right hold, as its condition and its limit say it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cohelm.analysis.money import in_words
from cohelm.analysis.rights.found import Finding
from cohelm.analysis.rights.held import Rights
from cohelm.analysis.rights.right import Right
from cohelm.analysis.wording import worded
from cohelm.core.condition.parse import And, Compare, Expression
from cohelm.core.errors import CohelmError
from cohelm.core.money import Money
from cohelm.core.said import Said

About = tuple[str, str, str, str]
"""The verb, the kind, the currency and the rest of the condition: rights that differ by amount alone."""


Edge = tuple[Decimal, bool]
"""Just below an amount (False) or just above it (True), so that the amount itself is in or out."""
NOUGHT: Edge = (Decimal(0), False)
ENDLESS: Edge = (Decimal("Infinity"), True)


@dataclass(frozen=True, slots=True)
class Band:
    """A right holds for the amounts between two edges."""

    right: Right
    low: Edge
    high: Edge


def bands(rights: Rights) -> Mapping[About, list[Band]]:
    """The rights of one condition that tell amounts apart, by what they are about, the lowest first.

    A condition of one line counts, with at most one money field compared in it; what it says besides
    has to be the same, word for word once it is read. Amounts are those in the condition, narrowed by
    the limit of the right in the same currency; a right that no amount is left to is none of them.
    """
    found: dict[About, list[Band]] = {}
    for one in rights.all:
        for about, band in _bands_of(rights, one):
            if band.low < band.high:
                found.setdefault(about, []).append(band)
    return {
        about: sorted(of, key=lambda one: (one.low, one.high))
        for about, of in sorted(found.items())
        if len(of) > 1
    }


def between(rights: Rights) -> Iterator[Finding]:
    """Amounts between two bands that nobody holds, and those that two hold by crossing.

    Of two bands of which one lies within the other, the narrower is an exception and no overlap; so
    are those of the same people. Cost: pairs of rights that differ by amount alone.
    """
    for (verb, _, currency, _), of in bands(rights).items():
        reach = of[0]
        for at, other in enumerate(of[1:], 1):
            yield from _hole(verb, currency, reach, other)
            for one in of[:at]:
                yield from _crossing(verb, currency, one, other)
            reach = max(reach, other, key=lambda band: band.high)


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
    stated += [("<=", right.limit)] if right.limit else []
    currencies = {money.currency for _, money in stated}
    if len(currencies) != 1:
        return
    # "> 100" begins just above 100, ">= 100" just below it; "< 100" ends just below, "<= 100" just above
    low = [(money.amount, said == ">") for said, money in stated if said in (">", ">=")]
    high = [(money.amount, said == "<=") for said, money in stated if said in ("<", "<=")]
    rest = " and ".join(sorted(repr(one) for one in parts if one and one not in amounts))
    yield (
        (right.verb, kind, currencies.pop(), rest),
        Band(right, max(low, default=NOUGHT), min(high, default=ENDLESS)),
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
    if one.high < other.low:
        yield _finding("RGT017", "nobody", Said("ends there"), verb, currency, (one, other))


def _crossing(verb: str, currency: str, one: Band, other: Band) -> Iterator[Finding]:
    within = other.high <= one.high or one.low == other.low
    apart = one.high <= other.low
    if not (within or apart) and one.right.accountable != other.right.accountable:
        yield _finding("RGT018", "two", Said("still holds"), verb, currency, (one, other))


def _finding(
    code: str, who: str, how: str, verb: str, currency: str, bands_: tuple[Band, Band]
) -> Finding:
    one, other = bands_
    ends = sorted({one.high[0], other.low[0]})
    amounts = " and ".join(in_words([Money(amount, currency)]) for amount in ends)
    where = Said("between") if len(ends) > 1 else Said("at just")
    message = Said(
        "{who} may {verb} {where} {amounts}: {name} {how} and {right_name} begins",
        who=who,
        verb=worded(verb),
        where=where,
        amounts=amounts,
        name=one.right.name,
        how=how,
        right_name=other.right.name,
    )
    keys, begins = (one.right.key, other.right.key), Money(other.low[0], currency)
    return Finding(code, keys, verb, (), message, amount=begins)
