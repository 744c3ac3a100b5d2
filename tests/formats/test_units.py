"""Units in headers and around tables."""

from __future__ import annotations

import pytest

from cohelm.formats.units import currency_of, is_unit, unit_around, unit_of


@pytest.mark.parametrize(
    ("header", "currency", "factor"),
    [
        ("Planned cost ($ M)", "$", 1_000_000),
        ("Budget (£million)", "GBP", 1_000_000),
        ("Amount (In $ million) (from the feed)", "$", 1_000_000),
        ("Cost k€", "EUR", 1_000),
        ("Kosten in T€", "EUR", 1_000),
        ("Cost TEUR", "EUR", 1_000),
        ("Amount [USD '000]", "USD", 1_000),
        ("CAPEX $M", "$", 1_000_000),
        ("annual_cost_eur", "EUR", 1),
        ("Cost in million dollars", "$", 1_000_000),
        ("Total cost", "", 1),
        ("Schedule (in days)", "", 1),
        ("Staff (M)", "", 1_000_000),
        ("Vitamin K", "", 1),
    ],
)
def test_a_header_says_currency_and_factor(header: str, currency: str, factor: int) -> None:
    unit = unit_of(header)
    assert (unit.currency, int(unit.factor)) == (currency, factor)


@pytest.mark.parametrize("header", ["Variance %", "Variance (%)", "Share in percent", "Rise %age"])
def test_a_header_says_percent(header: str) -> None:
    assert unit_of(header).percent


@pytest.mark.parametrize(
    "line", ["All amounts in k€", "Figures in thousands of euros.", "(k€)", "Angaben in TEUR"]
)
def test_a_line_near_the_table_gives_its_unit(line: str) -> None:
    unit = unit_around(["Budget 2026", line])
    assert (unit.currency, int(unit.factor)) == ("EUR", 1_000)


def test_prose_near_the_table_gives_none() -> None:
    assert not unit_around(["Costs rose in March", "Exported on Monday"])


def test_units_stand_alone() -> None:
    assert all(is_unit(text) for text in ("k€", "%", "days", "(USD)"))
    assert not any(is_unit(text) for text in ("Name", "t", "cost"))


def test_a_dollar_is_the_home_currency_s_or_assumed() -> None:
    assert currency_of("$", "CAD") == ("CAD", False)
    assert currency_of("$", "EUR") == ("USD", True)
    assert currency_of("kr", "SEK") == ("SEK", False)
    assert currency_of("kr", "EUR") == ("", True)
    assert currency_of("GBP", "EUR") == ("GBP", False)
