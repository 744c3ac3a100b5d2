"""Months, quarters and years of accounts, as headers and cells name them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from cohelm.formats.periods import Period, period_in, read_period


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("Jan-26", Period(2026, month=1)),
        ("Okt. 2025", Period(2025, month=10)),
        ("202603", Period(2026, month=3)),
        ("03/2026", Period(2026, month=3)),
        (202603, Period(2026, month=3)),
        ("FY25", Period(2025)),
        ("FY2025/26", Period(2025, spans=True)),
        ("2025/26", Period(2025, spans=True)),
        ("FY25/26 Q3", Period(2025, quarter=3, spans=True)),
        ("Q1 2026", Period(2026, quarter=1)),
        ("P07", Period(0, month=7)),
        (7, Period(0, month=7)),
        (2026, Period(2026)),
        (date(2026, 5, 9), Period(2026, month=5)),
        (datetime(2026, 5, 9, 12), Period(2026, month=5)),
    ],
)
def test_a_period_is_read_as_people_write_it(cell: object, period: Period) -> None:
    assert read_period(cell) == period  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["Vendor", "", "Marketing", "4711", None, True, 3.5, "2025/29 x"])
def test_what_is_no_period_is_none(cell: object) -> None:
    assert read_period(cell) is None  # type: ignore[arg-type]


def test_a_header_is_parted_into_its_period_and_the_rest() -> None:
    assert period_in("Budget Jan-26") == (Period(2026, month=1), "Budget")
    assert period_in("2025 Actual") == (Period(2025), "Actual")
    assert period_in("Cost centre") == (None, "Cost centre")


def test_the_first_day_follows_the_month_in_which_the_year_begins() -> None:
    assert Period(2025, spans=True).first_day(starts_in=4) == date(2025, 4, 1)
    assert Period(2025, quarter=4).first_day(starts_in=7) == date(2026, 4, 1)
    assert Period(0, month=3).first_day(2026) == date(2026, 3, 1)
    assert Period(0, month=3).first_day() is None
