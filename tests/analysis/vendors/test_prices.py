"""What a contract costs as its price rises."""

from __future__ import annotations

import doctest
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.vendors import prices
from cohelm.analysis.vendors.prices import Prices
from cohelm.core.money import Money

ON = date(2026, 11, 23)


def priced(**more: Any) -> Prices:
    stated = {"annual": Money(Decimal(1200), "EUR"), "share": Decimal("0.1"), "first": date(2027, 1, 31),
              "months": 1, "cap": None}  # fmt: skip
    return Prices(**{**stated, **more})


def test_the_example_holds() -> None:
    assert doctest.testmod(prices).failed == 0


def test_a_month_end_is_not_lost_on_the_way() -> None:
    days = list(priced().rises(ON, date(2027, 4, 30)))
    assert days == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


def test_rises_up_to_the_day_are_in_the_price_already() -> None:
    assert priced(first=ON).annual_on(ON, on=ON) == Money(Decimal("1200.00"), "EUR")
    assert priced(first=date(2026, 11, 24), months=None).annual_on(
        date(2026, 11, 24), on=ON
    ) == Money(Decimal("1320.00"), "EUR")


def test_one_that_rises_once_rises_once() -> None:
    once = priced(months=None)
    assert list(once.rises(ON, date(2040, 1, 1))) == [date(2027, 1, 31)]
    assert once.annual_on(date(2040, 1, 1), on=ON) == Money(Decimal("1320.00"), "EUR")


def test_by_how_much_is_not_guessed() -> None:
    unknown = priced(share=None)
    assert unknown.annual_on(date(2027, 1, 30), on=ON) == Money(Decimal("1200.00"), "EUR")
    assert unknown.annual_on(date(2027, 1, 31), on=ON) is None
    assert priced(annual=None).annual_on(ON, on=ON) is None


@pytest.mark.parametrize(
    ("month", "until", "amount"),
    [
        (date(2027, 1, 1), None, "100.00"), (date(2027, 2, 1), None, "110.00"),
        (date(2027, 2, 1), date(2027, 2, 14), "55.00"), (date(2027, 2, 1), date(2027, 1, 31), "0.00"),
        (date(2028, 2, 1), date(2028, 2, 29), "345.23"),  # 100 × 1.1 to the thirteenth
    ],
)  # fmt: skip
def test_a_month_is_a_twelfth_by_its_days(month: date, until: date | None, amount: str) -> None:
    assert priced().in_month(month, until, on=ON) == Money(Decimal(amount), "EUR")
