"""Which work is funded, and with how much."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cohelm.analysis.day import Day
from cohelm.analysis.strategy.funded import funded, left_out, rated, unstated
from tests.making import enterprise

PLAN = enterprise(
    organisation={"organisation": {"currency": "EUR"}},
    initiative={
        "a": {"status": "approved", "total_cost": "10 EUR"},
        "b": {"status": "in_progress", "total_cost": "10 USD"},
        "c": {"status": "in_progress"},
        "d": {"status": "proposal", "total_cost": "10 EUR"},
        "e": {"status": "on_hold", "total_cost": "10 EUR"},
        "f": {"status": "done", "total_cost": "10 EUR"},
        "g": {"total_cost": "10 EUR"},
    },
)
DAY = Day(PLAN, date(2026, 11, 23))


def test_only_what_is_approved_or_in_progress_is_funded() -> None:
    assert [(one.key, one.cost) for one in funded(DAY, "total_cost")] == [
        ("initiative:a", Decimal(10)),
        ("initiative:b", None),
        ("initiative:c", None),
    ]


def test_what_states_no_status_is_told_apart_from_what_is_not_funded() -> None:
    assert unstated(DAY) == ["initiative:g"]


def test_a_cost_that_is_not_known_is_left_out_with_its_reason() -> None:
    works = funded(DAY, "total_cost")
    assert left_out(works) == {
        "no rate of USD on or before 23 November 2026": ("initiative:b",),
        "no total cost on record": ("initiative:c",),
    }
    assert list(rated(DAY, works)) == []


def test_another_cost_can_be_asked_for() -> None:
    assert [one.why for one in funded(DAY, "cost_per_year")] == ["no yearly cost on record"] * 3
