from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from cohelm.core.errors import InputError
from cohelm.core.money import PATTERN, Money

ADAPTER = TypeAdapter(Money)
amounts = st.decimals(
    allow_nan=False, allow_infinity=False, places=6, min_value=-(10**30), max_value=10**30
)


def money(text: str) -> Money:
    return Money.parse(text)


@given(amounts)
def test_what_is_written_is_read_back_exactly(amount: Decimal) -> None:
    assert Money.parse(str(Money(amount, "EUR"))) == Money(amount, "EUR")


@given(amounts, st.integers(0, 5))
def test_one_amount_has_one_form_however_it_was_written(amount: Decimal, zeros: int) -> None:
    longer = format(amount, "f") + "0" * zeros
    assert str(money(f"{longer} EUR")) == str(money(f"{amount} EUR"))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("312000 EUR", "312000 EUR"), ("0.5 EUR", "0.50 EUR"), ("29.535882 USD", "29.535882 USD"),
        ("1E+3 EUR", "1000 EUR"), ("100.00 SEK", "100 SEK"), ("-12.30 EUR", "-12.30 EUR"),
        ("+7 EUR", "7 EUR"), (".5 EUR", "0.50 EUR"), ("5. EUR", "5 EUR"), ("5  EUR", "5 EUR"),
        ("0.00 EUR", "0 EUR"), ("-0 EUR", "0 EUR"), ("0e5 EUR", "0 EUR"),
        ("0.00000001 USD", "0.00000001 USD"), (" 5 EUR ", "5 EUR"),
    ],
)  # fmt: skip
def test_an_amount_has_one_form(text: str, written: str) -> None:
    assert str(money(text)) == written


@pytest.mark.parametrize(
    "text",
    [
        "312000", "EUR 5", "5 eur", "NaN EUR", "inf EUR", "", "TBD EUR", "1,000 EUR", "1_000 EUR",
        "５ EUR", "5 EURO", "5EUR", "5 EUR x", "1e999 EUR", "1e33 EUR", "5 €", "--5 EUR", "0x5 EUR",
    ],
)  # fmt: skip
def test_what_is_not_money_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match="such as 312000 EUR") as error:
        money(text)
    assert f"'{text}' is not money" in str(error.value)


def test_what_is_too_long_to_be_money_is_shown_shortened() -> None:
    with pytest.raises(InputError) as error:
        money("9" * 10_000 + " EUR")
    assert len(str(error.value)) < 300


def test_the_largest_amount_is_below_ten_to_the_thirty_second() -> None:
    assert str(money("9" * 32 + " EUR")) == "9" * 32 + " EUR"
    for amount in ("1" + "0" * 32, "-1" + "0" * 32):
        with pytest.raises(InputError):
            money(f"{amount} EUR")


@pytest.mark.slow
@given(st.lists(amounts, min_size=1, max_size=20))
def test_a_sum_is_exact(found: list[Decimal]) -> None:
    total = Money(Decimal(0), "EUR")
    for amount in found:
        total = total + Money(amount, "EUR")
    millionths = sum(int(f"{amount:.6f}".replace(".", "")) for amount in found)
    assert int(f"{total.amount:.6f}".replace(".", "")) == millionths


def test_two_currencies_are_never_added() -> None:
    with pytest.raises(InputError, match="one currency") as error:
        money("1 EUR") + money("2 USD")
    assert "1 EUR and 2 USD cannot be added" in str(error.value)


def test_two_currencies_of_one_amount_are_not_equal() -> None:
    assert money("1 EUR") == money("1.00 EUR")
    assert hash(money("1 EUR")) == hash(money("1.00 EUR"))
    assert money("1 EUR") != money("1 USD")


def test_amounts_have_no_order_of_their_own() -> None:
    with pytest.raises(TypeError):
        assert money("1 EUR") < money("2 EUR")  # type: ignore[operator]


def test_a_kind_takes_money_as_text_and_gives_it_as_text() -> None:
    assert ADAPTER.validate_python("5.5 EUR") == money("5.50 EUR")
    assert ADAPTER.validate_python(money("5 EUR")) == money("5 EUR")
    assert ADAPTER.dump_python(money("5.5 EUR"), mode="json") == "5.50 EUR"
    for wrong in (5, 5.5, None, "five", True, ["5 EUR"]):
        with pytest.raises(ValidationError, match="is not money"):
            ADAPTER.validate_python(wrong)


def test_its_json_schema_has_a_pattern_and_an_example() -> None:
    assert ADAPTER.json_schema() == {
        "type": "string", "pattern": PATTERN, "examples": ["312000 EUR"]
    }  # fmt: skip


def test_an_amount_and_a_currency_by_name_are_money_too() -> None:
    read = ADAPTER.validate_python
    assert read({"amount": 250000, "currency": "EUR"}) == Money(Decimal(250000), "EUR")
    with pytest.raises(ValidationError, match="not money"):
        read({"amount": "much", "currency": "EUR"})
