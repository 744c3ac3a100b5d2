"""Amounts of several currencies: exact sums, dated rates, and what is left out."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cohelm.analysis.money import Amounts, Rate, Rates, converted, in_words, rounded, sums
from cohelm.core.audience import PUBLIC
from cohelm.core.columns import MONEY
from cohelm.core.errors import InputError
from cohelm.core.money import Money
from tests.making import enterprise

ON = date(2026, 11, 24)
RATE_ROWS = [
    {"item": "organisation:organisation", "time": day, "source": source, "reference": name,
     "value": value}
    for day, source, name, value in [
        ("2026-10-30", "ECB", "USD", "0.9215 EUR"),
        ("2026-09-30", "ECB", "USD", "0.9010 EUR"),
        ("2026-10-30", "ECB", "JPY", "0.0061234567 EUR"),
        ("2026-10-30", "ECB", "CHF", "1.0500 USD"),
        ("2026-12-31", "ECB", "GBP", "1.1500 EUR"),
    ]
]  # fmt: skip


def money(text: str) -> Money:
    return Money.parse(text)


@pytest.fixture(name="rates", scope="module")
def _rates() -> Rates:
    organisation = {"organisation": {"currency": "EUR"}}
    return Rates.of(enterprise(organisation=organisation, observed={"exchange_rate": RATE_ROWS}))


@pytest.mark.parametrize(
    ("day", "worth"),
    [
        (date(2026, 9, 29), None),
        (date(2026, 9, 30), "10812 EUR"),
        (date(2026, 10, 29), "10812 EUR"),
        (date(2026, 10, 30), "11058 EUR"),
        (date(2026, 12, 31), "11058 EUR"),
    ],
)
def test_the_last_rate_on_or_before_the_day_holds(rates: Rates, day: date, worth: str | None):
    found = rates.converted(money("12000 USD"), day)
    assert (found and str(found)) == worth


def test_a_rate_keeps_more_digits_than_a_column_does(rates: Rates):
    assert rates.converted(money("100000000 JPY"), ON) == money("612345.67 EUR")


def test_a_rate_in_another_currency_than_that_of_the_books_is_no_rate(rates: Rates):
    assert rates.on("CHF", ON) is None


def test_money_in_the_currency_of_the_books_stays_as_it_is(rates: Rates):
    assert rates.converted(money("0.005 EUR"), ON) == money("0.005 EUR")


@pytest.mark.parametrize(
    ("amount", "cents"), [("0.005", "0.00"), ("0.015", "0.02"), ("-0.015", "-0.02")]
)
def test_a_tie_goes_to_the_even_cent(amount: str, cents: str):
    one = Rates("EUR", {"XXX": (Rate("XXX", money("1 EUR"), ON),)})
    assert one.converted(money(f"{amount} XXX"), ON) == Money(Decimal(cents), "EUR")


def test_of_two_sources_of_one_day_the_first_by_name_holds():
    rows = [
        {"time": "2026-10-30", "source": source, "reference": "USD", "value": value}
        for source, value in (("bank", "0.93 EUR"), ("ECB", "0.92 EUR"))
    ]
    found = Rates.of(
        enterprise(
            organisation={"organisation": {"currency": "EUR"}}, observed={"exchange_rate": rows}
        )
    )
    assert found.on("USD", ON) == Rate("USD", money("0.92 EUR"), date(2026, 10, 30), "ECB")


def test_without_a_currency_of_the_books_nothing_is_converted():
    found = Rates.of(enterprise(organisation={"organisation": {}}))
    figure = Amounts.total(
        [("contract:a", money("1 EUR")), ("contract:b", money("1 USD"))]
    ).in_currency(found, on=ON)
    assert figure.value is None
    assert figure.left_out == {"the organisation states no currency": ("contract:a", "contract:b")}


def test_amounts_of_two_currencies_stand_side_by_side():
    both = Amounts.total(
        [("contract:a", money("80000 EUR")), ("contract:b", money("12000 USD")),
         ("contract:c", money("4000 EUR")), ("contract:d", None)]
    )  # fmt: skip
    assert str(both) == "84,000 € and 12,000 US$"
    assert both.items == {"EUR": ("contract:a", "contract:c"), "USD": ("contract:b",)}
    assert both.unknown == ("contract:d",)
    assert str(Amounts()) == "nothing"
    assert not Amounts()


def test_a_figure_in_one_currency_names_its_rates_and_what_it_left_out(rates: Rates):
    figure = Amounts.total(
        [("contract:a", money("84000 EUR")), ("contract:b", money("12000 USD")),
         ("contract:c", money("700 GBP")), ("contract:d", None)]
    ).in_currency(rates, on=ON)  # fmt: skip
    assert (figure.value, figure.unit) == (Decimal("95058.00"), "EUR")
    assert figure.formula == "84,000 € + 12,000 US$ × 0.9215"
    assert figure.counted == ("contract:a", "contract:b")
    assert figure.left_out == {
        "no rate of GBP on or before 24 November 2026": ("contract:c",),
        "no amount": ("contract:d",),
    }
    (rate,) = figure.assumed
    assert rate.sentence == "1 USD = 0.9215 EUR, the rate of 30 October 2026 (ECB)."
    assert rate.items == ("contract:b",)


def test_where_nothing_can_be_converted_there_is_no_value(rates: Rates):
    figure = Amounts.total([("contract:c", money("700 GBP"))]).in_currency(rates, on=ON)
    assert figure.value is None
    assert figure.reason == "no rate of GBP on or before 24 November 2026"
    assert Amounts().in_currency(rates, on=ON).reason == "nothing to add up"


LINES = pl.DataFrame(
    {
        "vendor": ["b", "a", "a", "a", "a"],
        "day": [date(2026, 10, 1), date(2026, 11, 1), date(2026, 9, 1), ON, ON],
        "cost": [
            {"amount": Decimal("0.10"), "currency": "EUR"},
            {"amount": Decimal("10"), "currency": "USD"},
            {"amount": Decimal("20"), "currency": "USD"},
            {"amount": Decimal("0.20"), "currency": "EUR"},
            None,
        ],
    },
    schema={"vendor": pl.String, "day": pl.Date, "cost": MONEY},
)


def test_sums_have_a_row_for_each_group_and_currency():
    assert sums(LINES, "cost", by="vendor").rows() == [
        ("a", None, None, 1),
        ("a", "EUR", Decimal("0.200000"), 1),
        ("a", "USD", Decimal("30.000000"), 2),
        ("b", "EUR", Decimal("0.100000"), 1),
    ]
    assert sums(LINES.head(0), "cost").rows() == []


def test_lines_are_converted_each_at_the_rate_of_its_own_day(rates: Rates):
    found = converted(LINES, "cost", rates, day="day")
    cents = [None if one is None else str(one) for one in found["converted"]]
    assert cents == ["0.100000", "9.220000", None, "0.200000", None]
    assert found["rate_day"].to_list() == [None, date(2026, 10, 30), None, None, None]
    assert converted(LINES, "cost", rates, day=ON)["converted"][2] == Decimal("18.43")


def test_cents_are_said_only_where_there_are_any():
    assert in_words([money("-12000.5 CHF")]) == "\u221212,000.50 CHF"
    assert in_words([money("1 EUR"), money("2 GBP"), money("3 JPY")]) == "1 €, 2 £ and 3 ¥"
    assert in_words([rounded(money("1234.5 EUR"))]) == "1,234 €"


AMOUNTS = st.decimals(-(10**12), 10**12, places=6, allow_nan=False)


@pytest.mark.slow
@given(st.lists(st.tuples(st.sampled_from(["EUR", "USD"]), AMOUNTS), max_size=30))
def test_sums_are_exact_whatever_the_order(stated: list[tuple[str, Decimal]]):
    of = {name: sum(Fraction(a) for n, a in stated if n == name) for name in ("EUR", "USD")}
    pairs = [("contract:a", Money(amount, name)) for name, amount in reversed(stated)]
    assert {n: Fraction(a) for n, a in Amounts.total(pairs).of.items()} == {
        name: total for name, total in of.items() if any(n == name for n, _ in stated)
    }
    frame = pl.DataFrame(
        {"cost": [{"amount": amount, "currency": name} for name, amount in stated]},
        schema={"cost": MONEY},
    )
    for name, amount, _ in sums(frame, "cost").rows():
        assert Fraction(amount) == of[name]


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["EUR", "USD"]), AMOUNTS | st.none()))
)
@example([("a", "EUR", Decimal(9) * 10**31), ("b", "EUR", Decimal(9) * 10**31)])
def test_the_sums_of_a_column_are_those_of_its_lines(
    stated: list[tuple[str, str, Decimal | None]],
):
    lines = [
        (key, None if amount is None else {"amount": amount, "currency": name})
        for key, name, amount in stated
    ]
    frame = pl.DataFrame(lines, schema={"key": pl.String, "cost": MONEY}, orient="row")
    pairs = [(key, None if amount is None else Money(amount, name)) for key, name, amount in stated]
    assert Amounts.of_frame(frame, "cost") == Amounts.total(pairs)


def test_sums_beyond_what_a_column_holds_are_refused_and_never_wrong():
    large = [{"amount": Decimal(6) * 10**31, "currency": "EUR"}] * 2
    with pytest.raises(InputError, match=r"too large to be added up.*below 10\^32"):
        sums(pl.DataFrame({"cost": large}, schema={"cost": MONEY}), "cost")


@given(AMOUNTS, st.decimals("0.0000000001", 10**4, places=10))
def test_a_converted_amount_is_the_product_to_the_cent(amount: Decimal, value: Decimal):
    rates = Rates("EUR", {"USD": (Rate("USD", Money(value, "EUR"), ON - timedelta(1)),)})
    found = rates.converted(Money(amount, "USD"), ON)
    assert found is not None
    exact = Fraction(amount) * Fraction(value) * 100
    assert Fraction(found.amount) * 100 == round(exact)  # round() takes ties to even
    assert found.amount == found.amount.quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def test_to_whoever_does_not_see_money_amounts_are_hidden_and_not_missing() -> None:
    poor = enterprise(organisation={"organisation": {"currency": "EUR"}}).seen_by(PUBLIC)
    figure = Amounts.total([("contract:a", None)]).in_currency(Rates.of(poor), on=date(2026, 1, 1))
    assert figure.reason == "amounts are shown to those who see money"
