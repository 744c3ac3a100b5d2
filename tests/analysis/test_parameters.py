"""What an analysis can be told: read off its signature, and read from texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import pytest

from cohelm.analysis.parameters import Parameter, parameters_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.money import Money


def asked(
    enterprise: Enterprise,
    *,
    on: date,
    within: Annotated[int, "In so many days."] = 90,
    by: Annotated[Literal["vendor", "office"], "Grouped so."] = "vendor",
    amount: Annotated[Money | None, "How much."] = None,
    percent: Annotated[Decimal | None, "Which part."] = None,
    until: Annotated[date | None, "The last day."] = None,
    offices: Annotated[tuple[str, ...], "Which."] = (),
    late: Annotated[bool, "Late ones too."] = False,
) -> None:
    """Nothing; its signature is what matters."""


ALL = {one.name: one for one in parameters_of(asked)}


def test_the_enterprise_and_the_day_are_not_among_them() -> None:
    assert list(ALL) == ["within", "by", "amount", "percent", "until", "offices", "late"]


def test_each_has_its_help_and_its_default_as_written() -> None:
    assert (ALL["within"].help, ALL["within"].shown) == ("In so many days.", "90")
    assert (ALL["amount"].shown, ALL["late"].shown, ALL["offices"].shown) == ("", "", "")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("within", " 30 ", 30),
        ("within", "", 90),
        ("by", "office", "office"),
        ("amount", "1200.50 EUR", Money(Decimal("1200.50"), "EUR")),
        ("percent", "12.5", Decimal("12.5")),
        ("until", "2026-12-31", date(2026, 12, 31)),
        ("offices", "office:cio, office:cto", ("office:cio", "office:cto")),
        ("late", "yes", True),
        ("late", "no", False),
    ],
)
def test_texts_are_read_by_their_type(name: str, text: str, value: object) -> None:
    assert ALL[name].read(text) == value


@pytest.mark.parametrize(
    ("name", "text", "accepted"),
    [
        ("within", "soon", "a whole number"),
        ("amount", "1200", "an amount and a currency code"),
        ("percent", "NaN", "a number"),
        ("until", "31.12.2026", "a day such as 2026-12-31"),
        ("late", "perhaps", "yes or no"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_is_accepted(
    name: str, text: str, accepted: str
) -> None:
    with pytest.raises(UsageError) as error:
        ALL[name].read(text)
    assert f"'{text}'" in str(error.value)
    assert name in str(error.value)
    assert accepted in str(error.value)


def test_a_word_that_is_no_choice_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="office"):
        ALL["by"].read("offise")


def test_a_parameter_without_a_default_is_none() -> None:
    def bare(enterprise: Enterprise, *, on: date, name: Annotated[str, "A name."]) -> None: ...

    assert list(parameters_of(bare)) == [Parameter("name", "A name.", str, None)]
