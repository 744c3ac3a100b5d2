"""The money of a year, worked out by hand on a small organisation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.analysis.portfolio.spend import Spend, spend
from tests.making import enterprise
from tests.shares import tries

ON = date(2026, 10, 5)
MONTHS = [f"2026-{month:02}" for month in range(1, 13)]


def lines(item: str, amount: str, months: list[str]) -> list[dict[str, str]]:
    return [{"item": item, "time": f"{one}-01", "amount": amount} for one in months]


def asked(on: date = ON, by: Any = "office", **observed: list[dict[str, str]]) -> Spend:
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}},
        office={"cio": {}, "cto": {}},
        initiative={"a": {"sponsor": ["office:cio"]}, "b": {"sponsor": ["office:cto"]}, "c": {}},
        observed=observed,
    )
    return spend(plan, on=on, by=by)


# a: budget 100 a month, nine months booked at 110: 990, and three more at the run-rate of 110.
# b: budget 50 a month, nine months booked at 50: 450, and three more at 50.
BUDGET = lines("initiative:a", "100 EUR", MONTHS) + lines("initiative:b", "50 EUR", MONTHS)
ACTUAL = lines("initiative:a", "110 EUR", MONTHS[:9]) + lines("initiative:b", "50 EUR", MONTHS[:9])


def test_the_year_ends_where_what_is_booked_and_what_is_left_add_up_to() -> None:
    found = asked(budget=BUDGET, actual=ACTUAL)
    assert [one.value for one in (found.budget, found.actual, found.year_end, found.over)] == [
        Decimal(1800), Decimal(1440), Decimal(1920), Decimal(120),
    ]  # fmt: skip
    assert found.sentence.startswith(
        "1,920 € expected for the year to 31 December 2026, 120 € over budget"
    )
    assert [one.name for one in found.year_end.assumed] == ["forecast by run-rate"]


def test_it_is_split_by_the_office_that_the_items_fall_to() -> None:
    found = asked(budget=BUDGET, actual=ACTUAL)
    amounts = [(row[0], *(money["amount"] for money in row[1:])) for row in found.groups.rows()]
    assert amounts == [
        ("office:cio", 1200, 990, 1320, 120), ("office:cto", 600, 450, 600, 0),
    ]  # fmt: skip
    assert {money["currency"] for row in found.groups.rows() for money in row[1:]} == {"EUR"}


def test_what_falls_to_nobody_is_a_group_of_its_own() -> None:
    found = asked(budget=lines("initiative:c", "10 EUR", MONTHS), actual=ACTUAL)
    assert found.groups["office"].to_list() == ["office:cio", "office:cto", None]


@pytest.mark.slow
def test_months_stand_in_their_order_and_every_split_has_the_same_total() -> None:
    found = asked(by="month", budget=BUDGET, actual=ACTUAL)
    assert found.groups["month"].to_list() == [date(2026, month, 1) for month in range(1, 13)]
    assert found.year_end.value == asked(budget=BUDGET, actual=ACTUAL).year_end.value


def test_a_range_is_given_once_six_months_are_closed() -> None:
    found = asked(budget=BUDGET, actual=ACTUAL)
    assert found.least.value == found.most.value == Decimal(1920)  # no month strayed
    early = asked(date(2026, 5, 5), budget=BUDGET, actual=ACTUAL)
    assert early.least.value is None
    assert early.least.reason == "too few months are closed to say how far it can be out"


def test_without_a_budget_or_a_cost_there_is_no_number_and_a_reason() -> None:
    found = asked(actual=ACTUAL)
    assert found.over.reason == "no budget is on record for the year"
    assert found.year_end.value == Decimal(1920)
    assert asked().sentence == (
        "Nobody can say where the year ends: nothing is booked, budgeted or forecast for the year"
    )


def test_what_cannot_be_converted_is_left_out_and_named() -> None:
    dollars = lines("initiative:c", "7 USD", MONTHS[:2])
    found = asked(budget=BUDGET, actual=ACTUAL + dollars)
    assert found.actual.value == Decimal(1440)
    assert found.actual.left_out == {
        "no rate of USD on or before 1 January 2026": ("initiative:c",)
    }
    assert found.left_out["amount"].to_list() == [Decimal(14)]


BOOKED = st.tuples(st.sampled_from("abc"), st.sampled_from(MONTHS[:9]), st.integers(1, 10**6))


@pytest.mark.slow
@settings(max_examples=tries(30), deadline=None)
@given(st.lists(BOOKED, max_size=12, unique_by=lambda one: one[:2]))
def test_no_cent_is_lost_whatever_it_is_split_by(booked: list[tuple[str, str, int]]) -> None:
    actual = [
        {"item": f"initiative:{item}", "time": f"{month}-01", "amount": f"{cents / 100:.2f} EUR"}
        for item, month, cents in booked
    ]
    total = sum((Decimal(cents) / 100 for _, _, cents in booked), Decimal(0))
    for by in ("office", "item", "month"):
        found = asked(by=by, actual=actual)
        assert sum((one["amount"] for one in found.groups["actual"]), Decimal(0)) == total
