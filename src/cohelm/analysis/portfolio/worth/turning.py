"""Which single assumption, changed by how little, turns the order of two initiatives?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from cohelm.analysis.portfolio.worth.finance import npv, zero
from cohelm.analysis.portfolio.worth.flows import CashFlows
from cohelm.core.prose import Prose

COST, BENEFIT = "the first costs more", "the first brings less"
OTHER_COST, OTHER_BENEFIT = "the second costs less", "the second brings more"
RATE = Prose("the discount rate")
HIGHEST_RATE = 0.5


@dataclass(frozen=True, slots=True)
class Turn:
    """An assumption, and by what share of itself it has to change; None where nothing single does."""

    assumption: str
    change: float | None


def turning(first: CashFlows, second: CashFlows, rate: float) -> Turn:
    """The least change that brings the first, worth more at the rate, level with the second.

    Of cost and benefit of either, in equal proportion over all years, each by at most its whole, and
    of the discount rate up to a half. Of equal changes, the first in the order of this module.
    """
    gap = _worth(first, rate) - _worth(second, rate)
    changes = {
        COST: (_present(first.cost, rate), None),
        BENEFIT: (_present(first.benefit, rate), 1.0),
        OTHER_COST: (_present(second.cost, rate), 1.0),
        OTHER_BENEFIT: (_present(second.benefit, rate), None),
    }
    found = [
        (gap / present, name)
        for name, (present, most) in changes.items()
        if present > 0 and (most is None or gap / present <= most)
    ]
    crossing = _crossing(first, second, rate)
    if crossing is not None and rate:
        found.append((abs(crossing - rate) / rate, RATE))
    if not found:
        return Turn("", None)
    change, name = min(found, key=lambda one: one[0])
    signed = -change if name in (BENEFIT, OTHER_COST) else change
    if name == RATE and crossing is not None and crossing < rate:
        signed = -change
    return Turn(name, signed)


def _crossing(first: CashFlows, second: CashFlows, rate: float) -> float | None:
    """The rate nearest to the one taken at which both are worth the same."""

    def gap(at: float) -> float:
        return _worth(first, at) - _worth(second, at)

    steps = [at / 200 * HIGHEST_RATE for at in range(201)]
    found = [zero(gap, low, high) for low, high in pairwise(steps) if gap(low) * gap(high) < 0]
    return min(found, key=lambda one: abs(one - rate), default=None)


def _worth(flows: CashFlows, rate: float) -> float:
    return npv(rate, [float(one) for one in flows.net])


def _present(amounts: tuple[Decimal, ...], rate: float) -> float:
    return npv(rate, [float(one) for one in amounts])
