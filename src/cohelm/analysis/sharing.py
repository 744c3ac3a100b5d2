"""How is an amount shared out by weight, so that the parts add up to the whole again?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import lcm

from cohelm.core.money import EXACT

Weight = int | Fraction | Decimal
CENT, FINEST = Decimal("0.01"), Decimal("0.000001")


def shared(amount: Decimal, weights: Sequence[Weight]) -> list[Decimal]:
    """The parts of an amount by weight, in the order of the weights; they add up to it exactly.

    Parts are whole cents (millionths, where the amount has more digits). What is left after rounding
    towards nought goes, a cent each, to those that lost most by it; of equals, to the first. Where
    all weights are nought, the parts are equal. Raises ValueError for a weight below nought or none.

    Source: the method of the largest remainder (Hamilton).

    >>> [str(part) for part in shared(Decimal("100.00"), [1, 1, 1])]
    ['33.34', '33.33', '33.33']
    """
    if not weights or min(weights) < 0:
        raise ValueError(f"an amount is shared by weights of nought and more, not {weights}")
    ratios = [one.as_integer_ratio() for one in weights]
    scale = lcm(*(below for _, below in ratios))
    stated = [above * (scale // below) for above, below in ratios]
    if not any(stated):
        stated = [1] * len(stated)
    units, step = _in_units(amount)
    total = sum(stated)
    whole, lost = map(list, zip(*(divmod(units * one, total) for one in stated), strict=True))
    by_loss = sorted(range(len(whole)), key=lambda at: (-lost[at], at))
    for at in by_loss[: units - sum(whole)]:
        whole[at] += 1
    return [EXACT.multiply(Decimal(one), step).copy_sign(amount) for one in whole]


def evenly(amount: Decimal, parts: int) -> list[Decimal]:
    """An amount in so many equal parts one after the other, such as months; they add up to it exactly.

    The cents left over are spread: what is shared up to the end of each part is rounded, a half up. So
    three months of a yearly amount are a quarter of it, where that is whole cents.

    >>> [str(part) for part in evenly(Decimal("110000"), 12)[:3]]
    ['9166.67', '9166.66', '9166.67']
    """
    units, step = _in_units(amount)
    until = [(2 * units * one + parts) // (2 * parts) for one in range(parts + 1)]
    whole = [after - before for before, after in pairwise(until)]
    return [EXACT.multiply(Decimal(one), step).copy_sign(amount) for one in whole]


def _in_units(amount: Decimal) -> tuple[int, Decimal]:
    """How many cents an amount is, its sign aside (millionths, where it has more digits), and a cent."""
    step = CENT if amount == amount.quantize(CENT, context=EXACT) else FINEST
    return int(abs(amount).scaleb(-step.as_tuple().exponent, EXACT)), step  # type: ignore[operator]


def halves(pairs: Iterable[tuple[str, str]]) -> dict[str, Decimal]:
    """What each item brings to a number of pairs, by item: half of each pair that it is in.

    >>> halves([("a", "b"), ("a", "c")])
    {'a': Decimal('1.0'), 'b': Decimal('0.5'), 'c': Decimal('0.5')}
    """
    found: dict[str, Decimal] = {}
    for one in (key for pair in pairs for key in pair):
        found[one] = found.get(one, Decimal(0)) + Decimal("0.5")
    return {one: found[one] for one in sorted(found)}
