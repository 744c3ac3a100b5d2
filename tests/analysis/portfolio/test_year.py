"""Financial years and their months."""

from __future__ import annotations

from datetime import date

from cohelm.analysis.portfolio.year import Year, month_end, months_between


def test_a_year_begins_with_its_first_month():
    assert Year.of(date(2026, 4, 1), 4) == Year(date(2026, 4, 1), date(2027, 3, 31))
    assert Year.of(date(2026, 3, 31), 4) == Year(date(2025, 4, 1), date(2026, 3, 31))
    assert Year.of(date(2026, 12, 31)).earlier == Year(date(2025, 1, 1), date(2025, 12, 31))


def test_a_year_has_twelve_months_over_the_turn_of_the_year():
    months = Year.of(date(2026, 4, 1), 10).months
    assert (len(months), months[0], months[-1]) == (12, date(2025, 10, 1), date(2026, 9, 1))


def test_the_last_day_of_a_month_knows_leap_years():
    assert month_end(date(2028, 2, 1)) == date(2028, 2, 29)
    assert month_end(date(2026, 12, 31)) == date(2026, 12, 31)


def test_months_of_a_day_and_of_nothing():
    assert list(months_between(date(2026, 1, 31), date(2026, 1, 31))) == [date(2026, 1, 1)]
    assert list(months_between(date(2026, 2, 1), date(2026, 1, 31))) == []
