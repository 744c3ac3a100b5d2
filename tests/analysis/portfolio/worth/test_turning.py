"""Which single assumption turns an order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cohelm.analysis.portfolio.worth.flows import CashFlows
from cohelm.analysis.portfolio.worth.turning import (
    BENEFIT,
    OTHER_BENEFIT,
    OTHER_COST,
    RATE,
    Turn,
    turning,
)


def flows(cost: list[int], benefit: list[int]) -> CashFlows:
    none = tuple(Decimal(0) for _ in cost)
    return CashFlows(tuple(map(Decimal, cost)), tuple(map(Decimal, benefit)), none, ())


def test_the_smallest_change_is_named() -> None:
    """First worth 100, second 80: the second's benefit of 400 needs 5 %, all else needs more."""
    first, second = flows([100, 0], [200, 0]), flows([320, 0], [400, 0])
    assert turning(first, second, 0.0) == Turn(OTHER_BENEFIT, 0.05)


def test_a_smaller_benefit_is_a_fall() -> None:
    first, second = flows([100, 0], [200, 0]), flows([10, 0], [90, 0])
    assert turning(first, second, 0.0) == Turn(BENEFIT, -0.1)


def test_what_already_costs_nothing_cannot_cost_less() -> None:
    first, second = flows([0], [50]), flows([0], [0])
    assert turning(first, second, 0.08) == Turn(BENEFIT, -1.0)
    assert turning(flows([0], [50]), flows([40], [0]), 0.08) == Turn("", None)
    assert turning(flows([0], [50]), flows([100], [60]), 0.08) == Turn(OTHER_COST, -0.9)


def test_the_rate_turns_what_brings_late_against_what_brings_soon() -> None:
    """A million in thirty years is worth 57,309 now at 10 %, and a little more at 9.99 %."""
    late, soon = flows([0] * 31, [0] * 30 + [1_000_000]), flows([0] * 31, [57_309, *[0] * 30])
    found = turning(late, soon, 0.0999)
    assert found.assumption == RATE
    assert found.change == pytest.approx(0.0001 / 0.0999, rel=0.01)


def test_two_that_pay_and_bring_nothing_cannot_be_turned() -> None:
    assert turning(flows([0], [0]), flows([0], [0]), 0.08) == Turn("", None)
