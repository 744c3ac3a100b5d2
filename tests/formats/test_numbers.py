"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.formats.numbers import decimal_mark, read_number


@pytest.mark.parametrize(
    ("text", "mark", "value", "currency"),
    [
        ("$6,279,429", ".", "6279429", "$"),
        ("(1,200)", ".", "-1200", ""),
        ("-£5m", ".", "-5000000", "GBP"),
        ("£-5m", ".", "-5000000", "GBP"),
        ("1200-", ".", "-1200", ""),
        ("−5", ".", "-5", ""),
        ("1.200,50 k€", ",", "1200500", "EUR"),
        ("k€ 12", ".", "12000", "EUR"),
        ("T€ 12", ".", "12000", "EUR"),
        ("5.6 bn USD", ".", "5600000000", "USD"),
        ("US$ 3.2 million", ".", "3200000", "USD"),
        ("$5 CAD", ".", "5", "CAD"),
        ("CHF 1'200.50", ".", "1200.50", "CHF"),
        ("1'200.-", ".", "1200", ""),
        ("2.000.000 €", ".", "2000000", "EUR"),
        ("1 234,5", ",", "1234.5", ""),
        ("12.5 M€/year", ".", "12500000", "EUR"),
        ("12 p.a.", ".", "12", ""),
        ("12,34,567", ".", "1234567", ""),
        ("1E+05", ".", "100000", ""),
        (".5", ".", "0.5", ""),
    ],
)
def test_a_number_is_read_with_its_sign_factor_and_currency(
    text: str, mark: str, value: str, currency: str
) -> None:
    found = read_number(text, mark)
    assert found is not None
    assert (found.value, found.unit.currency) == (Decimal(value), currency)


@pytest.mark.parametrize(
    "text",
    ["TBD", "about 5", "~5", "5-10", "1,2,3", "3 apples", "-(5)", "(5", "01.02.2020", "€5 USD", "",
     "1 2", "--5", "5 5 5", "$"],
)  # fmt: skip
def test_what_is_not_one_number_is_none(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize("cell", [None, True, float("nan"), float("inf")])
def test_cells_without_a_number_are_none(cell: object) -> None:
    assert read_number(cell) is None  # type: ignore[arg-type]


def test_a_spreadsheet_keeps_fifteen_digits() -> None:
    found = read_number(0.1 + 0.2)
    assert found is not None
    assert found.value == Decimal("0.3")


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["1.234,50", "5"], ","),
        (["1,234.50", "5"], "."),
        (["12,5", "1.234"], ","),
        (["12.5", "1,234"], "."),
        (["1,234", "2,500"], "."),
        (["1.234.567", "5"], ","),
        (["0.179", "15.297"], "."),
        (["5", "6"], "."),
    ],
)
def test_the_decimal_mark_is_told_by_the_whole_column(column: list[str], mark: str) -> None:
    assert decimal_mark(column) == (mark, "")


def test_a_column_that_does_not_tell_is_guessed_and_said() -> None:
    assert decimal_mark(["1.234", "2.500"])[0] == "."
    assert "decimal point" in decimal_mark(["1.234", "2.500"])[1]
    assert decimal_mark(["1.234", "2.500"], "EUR")[0] == ","
    assert "EUR" in decimal_mark(["1.234", "2.500"], "EUR")[1]


@given(st.integers(-(10**12), 10**12), st.sampled_from([(".", ","), (",", "."), (",", " ")]))
def test_what_was_written_with_groups_is_read_back(number: int, marks: tuple[str, str]) -> None:
    mark, group = marks
    text = f"{number / 100:,.2f}".replace(",", "_").replace(".", mark).replace("_", group)
    found = read_number(text, mark)
    assert found is not None
    assert found.value == Decimal(number) / 100


@pytest.mark.slow
@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(text: str) -> None:
    for mark in ".,":
        found = read_number(text, mark)
        assert found is None or found.value.is_finite()


def test_prose_is_no_number_and_soon_told() -> None:
    prose = "Exempt under the law of 2000 " * 40
    began = process_time()
    assert all(read_number(f"{prose}{n}") is None for n in range(2_000))
    assert process_time() - began < 20  # a tenth of one, where nothing else runs
