"""Which shares of the money are demanded for a part of the work?"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from cohelm.analysis.portfolio.choice.problem import Share
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.prose import Prose

PARTS = {
    "run": "nature", "grow": "nature", "transform": "nature",
    "inward": "direction", "outward": "direction",
    "H1": "horizon", "H2": "horizon", "H3": "horizon",
}  # fmt: skip
"""The parts of the work that can be given a share, and the side each is a part of."""


def shares_stated(text: str, resource: str) -> tuple[Share, ...]:
    """`run=0.2-0.6,outward=0.3-1` as the least and the most that a part may take of a resource.

    One number is the least. Raises UnknownName, UsageError.
    """
    found = []
    for stated in filter(None, (one.strip() for one in text.split(","))):
        name, _, span = (one.strip() for one in stated.partition("="))
        if name not in PARTS:
            raise UnknownName.of("part of the work", name, PARTS, where="mix")
        least, _, most = span.partition("-")
        shares = [_share(one, stated) for one in (least, most or "1")]
        if shares[0] > shares[1]:
            raise _wrong(stated)
        found.append(Share(PARTS[name], name, resource, *shares))
    return tuple(found)


def _share(text: str, stated: str) -> Fraction:
    try:
        share = Fraction(Decimal(text.strip()))
    except (InvalidOperation, ValueError, OverflowError):
        raise _wrong(stated) from None
    if not 0 <= share <= 1:
        raise _wrong(stated)
    return share


def _wrong(stated: str) -> UsageError:
    return UsageError(
        Prose("'{stated}' is no share of the money", stated=stated),
        where="mix",
        accepted=Prose("run=0.2-0.6, from 0 to 1"),
    )
