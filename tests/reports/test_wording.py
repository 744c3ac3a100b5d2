from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from cohelm.core.fields import FieldSpec
from cohelm.core.money import Money
from cohelm.reports import wording

ON = date(2026, 11, 24)


def spec(type_: Any, **more: Any) -> FieldSpec:
    return FieldSpec("x", type_, "", **more)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("312000 EUR", "312,000\u00a0€"),
        ("312000.50 EUR", "312,000.50\u00a0€"),
        ("-1200 USD", "\u22121,200\u00a0$"),
        ("0 GBP", "0\u00a0£"),
        ("84000 CHF", "84,000\u00a0CHF"),
        ("a lot", "a lot"),
    ],
)
def test_money_has_its_currency_behind_it_and_cents_only_where_there_are_any(
    amount: str, words: str
) -> None:
    assert wording.money(amount) == words


def test_money_that_is_money_already_is_worded_alike() -> None:
    assert wording.money(Money(Decimal(5), "EUR")) == "5\u00a0€"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"), (1234567, "1,234,567"), (-5, "\u22125"), (0.5, "0.5"), (2.0, "2"),
        (1234.56789, "1,234.5679"), (Decimal("3.10"), "3.1"),
    ],
)  # fmt: skip
def test_numbers_have_groups_a_true_minus_and_no_trailing_zeros(value: Any, words: str) -> None:
    assert wording.number(value) == words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (spec("number", low=0, high=1), 0.995, "99.5\u00a0%"),
        (spec("number", low=0), 0.995, "0.995"),
        (spec("integer", unit="people"), 1200, "1,200"),
        (spec("boolean"), False, "no"),
        (spec("boolean"), True, "yes"),
        (spec("date"), "2026-12-04", "4 Dec 2026"),
        (spec("time"), "2026-12-04T14:05:00Z", "4 Dec 2026, 14:05"),
        (spec("choice"), "public_cloud", "public cloud"),
        (spec("list"), ["a", "b"], "a, b"),
        (spec("map"), {"cmdb": "A-17"}, "cmdb: A-17"),
        (spec("structure"), {"a": {"b": [1, True]}}, "a: b: 1, yes"),
        (spec("lifecycle"), {"active": "2020-01-01", "end_of_life": "2026-11-24"}, "end of life"),
        (spec("lifecycle"), {"active": "2026-11-25"}, ""),
        (spec("lifecycle"), {"stated": "phase_out"}, "phase out"),
        (spec("text"), "as it stands", "as it stands"),
    ],
)
def test_each_type_of_field_has_its_words(field: FieldSpec, value: Any, words: str) -> None:
    assert wording.said(field, value, on=ON) == words


def test_a_unit_stands_behind_the_number_where_it_is_wanted() -> None:
    assert wording.said(spec("integer", unit="people"), 3, on=ON, unit=True) == "3\u00a0people"


@pytest.mark.parametrize("type_", ["text", "money", "date", "lifecycle", "list", "boolean"])
def test_what_is_not_known_has_no_words(type_: str) -> None:
    assert wording.said(spec(type_), None, on=ON) == ""


def test_a_number_with_its_noun() -> None:
    assert wording.count(0, "concern") == "no concerns"
    assert wording.count(1, "concern") == "1 concern"
    assert wording.count(1200, "policy", "policies") == "1,200 policies"


def test_a_moment_is_told_in_utc() -> None:
    assert wording.moment(datetime(2026, 1, 2, 3, 4, tzinfo=UTC)) == "2 Jan 2026, 03:04"


def test_what_is_not_nought_is_not_shown_as_nought() -> None:
    assert wording.number(1e-12) == wording.number(Decimal("0.00004")) == "<\u00a00.0001"
    assert (wording.number(0.0), wording.number(0.00006)) == ("0", "0.0001")
