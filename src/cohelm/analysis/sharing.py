"""How is an amount shared out by weight, so that the parts add up to the whole again?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
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
    step = CENT if amount == amount.quantize(CENT, context=EXACT) else FINEST
    units = int(abs(amount).scaleb(-step.as_tuple().exponent, EXACT))  # type: ignore[operator]
    total = sum(stated)
    whole, lost = map(list, zip(*(divmod(units * one, total) for one in stated), strict=True))
    by_loss = sorted(range(len(whole)), key=lambda at: (-lost[at], at))
    for at in by_loss[: units - sum(whole)]:
        whole[at] += 1
    sign = -1 if amount < 0 else 1
    return [EXACT.multiply(Decimal(sign * one), step) for one in whole]
