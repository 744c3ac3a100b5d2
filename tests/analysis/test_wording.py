from datetime import date
from decimal import Decimal

import pytest

from cohelm.analysis.wording import counted, day_in_words, listed, money_in_words, money_of
from cohelm.core.money import Money


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("312000", "312,000 EUR"), ("312000.000000", "312,000 EUR"), ("0.5", "0.50 EUR"),
        ("1234567.891", "1,234,567.89 EUR"), ("-90000", "-90,000 EUR"), ("999", "999 EUR"),
    ],
)  # fmt: skip
def test_money_is_said_with_its_thousands_apart(amount, words):
    assert money_in_words(Money(Decimal(amount), "EUR")) == words


def test_a_column_without_money_is_none():
    assert money_of(None) is None
    assert money_of({"amount": None, "currency": None}) is None
    assert money_of({"amount": Decimal(5), "currency": "CHF"}) == Money(Decimal(5), "CHF")


def test_a_day_is_said_in_full():
    assert day_in_words(date(2027, 1, 1)) == "1 January 2027"
    assert day_in_words(date(2026, 12, 31)) == "31 December 2026"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c", "d"], "a, b, c and d"),
        (["a", "b", "c", "d", "e"], "a, b, c, d and 1 more"),
    ],
)  # fmt: skip
def test_words_stand_in_a_row_and_the_rest_is_counted(words, said):
    assert listed(words) == said


def test_a_number_has_its_noun():
    assert (counted(0, "item"), counted(1, "item")) == ("0 items", "1 item")
