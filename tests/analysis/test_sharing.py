"""Amounts shared out by weight: the parts add up to the whole again."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.analysis.sharing import evenly, shared


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        ("100.00", [1, 1, 1], ["33.34", "33.33", "33.33"]),
        ("-0.05", [1, 1], ["-0.03", "-0.02"]),
        ("10", [3, 1, 0], ["7.50", "2.50", "0.00"]),
        ("10", [0, 0], ["5.00", "5.00"]),
        ("0.000001", [1, 9], ["0.000000", "0.000001"]),
        ("7.31", [5], ["7.31"]),
    ],
)
def test_what_rounding_leaves_goes_to_those_that_lost_most(amount, weights, parts):
    assert shared(Decimal(amount), weights) == [Decimal(part) for part in parts]


@pytest.mark.parametrize("weights", [[], [1, -1]])
def test_weights_that_cannot_be_are_refused(weights):
    with pytest.raises(ValueError, match="nought and more"):
        shared(Decimal(1), weights)


@given(
    st.decimals(-(10**15), 10**15, places=6, allow_nan=False),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=30),
)
def test_parts_add_up_and_each_is_within_a_step_of_its_share(amount, weights):
    parts = shared(amount, weights)
    assert sum(map(Fraction, parts)) == Fraction(amount)
    total = sum(weights)
    step = Fraction(1, 100) if amount == round(amount, 2) else Fraction(1, 10**6)
    for part, weight in zip(parts, weights, strict=True):
        share = Fraction(weight, total) if total else Fraction(1, len(weights))
        assert abs(Fraction(part) - Fraction(amount) * share) < step


@given(st.decimals(-(10**12), 10**12, places=2, allow_nan=False), st.integers(1, 40))
def test_equal_parts_add_up_and_so_does_each_beginning_of_them_within_half_a_cent(amount, parts):
    found = evenly(amount, parts)
    until = [sum(found[:number], Decimal(0)) for number in range(parts + 1)]
    assert until[-1] == amount
    for number, so_far in enumerate(until):
        assert abs(Fraction(so_far) - Fraction(amount) * number / parts) <= Fraction(1, 200)


def test_a_quarter_of_a_yearly_amount_in_cents_is_three_months_of_it():
    months = evenly(Decimal("110000.00"), 12)
    assert {sum(months[at : at + 3]) for at in (0, 3, 6, 9)} == {Decimal("27500.00")}
