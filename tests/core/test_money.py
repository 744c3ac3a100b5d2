from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.core.errors import InputError
from cohelm.core.money import Money

amounts = st.decimals(
    allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12
)


@given(amounts)
def test_what_is_written_is_read_back_exactly(amount: Decimal) -> None:
    assert Money.parse(str(Money(amount, "EUR"))) == Money(amount, "EUR")


@pytest.mark.parametrize(
    ("text", "written"),
    [("312000 EUR", "312000 EUR"), ("0.5 EUR", "0.50 EUR"), ("29.535882 USD", "29.535882 USD"),
     ("1E+3 EUR", "1000 EUR"), ("100.00 SEK", "100 SEK"), ("-12.30 EUR", "-12.30 EUR")],
)  # fmt: skip
def test_an_amount_has_one_form(text: str, written: str) -> None:
    assert str(Money.parse(text)) == written


@pytest.mark.parametrize("text", ["312000", "EUR 5", "5 eur", "NaN EUR", "inf EUR", "", "TBD EUR"])
def test_what_is_not_money_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match="such as 312000 EUR"):
        Money.parse(text)


def test_two_currencies_are_never_added() -> None:
    assert Money(Decimal(1), "EUR") + Money(Decimal(2), "EUR") == Money(Decimal(3), "EUR")
    with pytest.raises(InputError, match="one currency"):
        Money(Decimal(1), "EUR") + Money(Decimal(2), "USD")
