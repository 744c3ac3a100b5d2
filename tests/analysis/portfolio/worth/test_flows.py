"""What an initiative still pays and brings, worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.portfolio.worth.flows import (
    FROM_END,
    NO_BENEFIT,
    NO_COST,
    NO_END,
    NO_RATE,
    SPREAD,
    CashFlows,
    Horizon,
    Unpriced,
    cash_flows,
)
from tests.making import enterprise

ON = date(2026, 7, 1)
BOOKS = {"organisation": {"name": "Acme", "currency": "EUR"}}


def flows(years: int = 3, benefit: dict[str, Any] | None = None, **stated: Any) -> CashFlows:
    made = enterprise(organisation=BOOKS, initiative={"a": stated}, benefit=benefit or {})
    row = made.frame("initiative").row(0, named=True)
    return cash_flows(Horizon.of(made.at(ON), on=ON, years=years), row)


def amounts(*stated: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(one) for one in stated)


def test_what_is_left_of_the_cost_is_spread_over_the_months_that_are_left() -> None:
    found = flows(start="2026-01-01", end="2027-06-30", total_cost="300 EUR", spent="60 EUR")
    assert found.cost == amounts("120", "120", "0")
    assert SPREAD in found.assumed


def test_a_cost_of_which_all_is_spent_and_more_is_nothing_not_less() -> None:
    found = flows(start="2026-01-01", end="2027-06-30", total_cost="300 EUR", spent="400 EUR")
    assert found.cost == amounts("0", "0", "0")


def test_what_is_overdue_is_paid_in_the_month_of_the_day() -> None:
    found = flows(
        start="2025-01-01", end="2026-03-31", total_cost="500 EUR", annual_benefit="0 EUR",
        status="in_progress",
    )  # fmt: skip
    assert found.cost == amounts("500", "0", "0")


def test_a_yearly_cost_is_taken_where_there_is_no_total() -> None:
    found = flows(start="2026-10-01", end="2027-12-31", cost_per_year="1200 EUR")
    assert found.cost == amounts("300", "1200", "0")


def test_its_result_costs_and_brings_from_its_end() -> None:
    found = flows(
        start="2026-07-01", end="2027-03-31", total_cost="900 EUR", run_cost="120 EUR",
        annual_benefit="1200 EUR",
    )  # fmt: skip
    assert found.cost == amounts("600", "390", "120")
    assert found.benefit == amounts("0", "900", "1200")
    assert FROM_END in found.assumed
    assert found.net == amounts("-600", "510", "1080")


def test_less_to_run_than_before_is_a_benefit() -> None:
    found = flows(start="2026-07-01", end="2026-12-31", total_cost="60 EUR", run_cost="-120 EUR")
    assert found.benefit == amounts("0", "120", "120")
    assert found.cost == amounts("60", "0", "0")
    assert NO_BENEFIT in found.assumed


def test_the_register_of_benefits_goes_before_what_the_initiative_states() -> None:
    made = {
        "saved": {"type": "saving", "planned": "500 EUR", "forecast": "240 EUR",
                  "start": "2027-01-01", "end": "2027-12-31",
                  "produced_by": [{"to": "initiative:a", "share": 0.5}]},
        "sold": {"type": "revenue", "planned": "70 EUR", "one_off": True, "start": "2028-05-01",
                 "produced_by": ["initiative:a"]},
    }  # fmt: skip
    found = flows(benefit=made, start="2026-07-01", end="2026-12-31", total_cost="60 EUR",
                  annual_benefit="9999 EUR")  # fmt: skip
    assert found.benefit == amounts("0", "120", "70")
    assert found.other == amounts("0", "0", "0")


@pytest.mark.parametrize("type_", ["avoidance", "quality", "risk_reduction"])
def test_what_is_avoided_is_never_added_to_money_in_hand(type_: str) -> None:
    made = {"b": {"type": type_, "planned": "120 EUR", "start": "2027-01-01",
                  "produced_by": ["initiative:a"]}}  # fmt: skip
    found = flows(benefit=made, start="2026-07-01", end="2026-12-31", total_cost="60 EUR")
    assert found.benefit == amounts("0", "0", "0")
    assert found.other == amounts("0", "120", "120")


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        ({"end": "2027-01-31"}, NO_COST),
        ({"total_cost": "5 EUR"}, NO_END),
        ({"total_cost": "5 USD", "end": "2027-01-31"}, NO_RATE),
        ({"cost_per_year": "5 EUR", "annual_benefit": "5 EUR"}, NO_END),
    ],
)
def test_what_cannot_be_priced_says_why(stated: dict[str, Any], why: str) -> None:
    with pytest.raises(Unpriced, match=why):
        flows(**stated)
