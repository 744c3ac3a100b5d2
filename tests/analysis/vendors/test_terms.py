"""The days of a contract: by worked examples, and against a walk day by day."""

from __future__ import annotations

import calendar
import random
from datetime import date, timedelta
from typing import Any

import pytest

from cohelm.analysis.vendors.closed import public_holidays
from cohelm.analysis.vendors.terms import Terms, bound_until, business_day, notice_day, term_on

ON = date(2026, 11, 23)


def tacit(end: str, **more: Any) -> Terms:
    return Terms(
        **{"end": date.fromisoformat(end), "renewal": "tacit", "renewal_months": 12, **more}
    )


def test_36_months_and_12_tacit_with_3_months_notice() -> None:
    terms = tacit("2026-02-28", start=date(2023, 3, 1), notice_months=3)
    found = term_on(terms, ON)
    assert (found.ends_on, found.renews_to) == (date(2027, 2, 28), date(2028, 2, 29))
    # three months before 1 March 2027 is 1 December: the last day is Monday, 30 November
    assert (found.notice_by, found.state) == (date(2026, 11, 30), "running")


def test_without_an_exact_end_nothing_is_guessed() -> None:
    assert term_on(Terms(start=date(2024, 1, 1), renewal="tacit"), ON).state == "unknown"
    endless = term_on(Terms(start=date(2024, 1, 1), notice_months=3), ON)
    assert (endless.state, endless.ends_on) == ("until ended", date(2027, 2, 23))
    assert endless.decide_by is None


def test_the_current_term_is_rolled_on_from_the_end_on_record() -> None:
    found = term_on(tacit("2019-06-30", start=date(2016, 7, 1), notice_days=30), ON)
    assert (found.ends_on, found.renews_to) == (date(2027, 6, 30), date(2028, 6, 30))


def test_the_firms_own_days_come_before_the_legal_notice() -> None:
    found = term_on(tacit("2026-12-31", notice_days=30), date(2026, 10, 1), lead_days=20)
    assert found.notice_by == date(2026, 12, 1)
    assert found.decide_by == date(2026, 11, 11)


def test_where_the_length_of_the_renewal_is_missing_it_is_said() -> None:
    found = term_on(tacit("2026-12-31", renewal_months=None, notice_days=90), ON)
    assert (found.state, found.renews_to) == ("missed", None)
    assert found.why == "for how long it renews itself is not on record"
    over = term_on(tacit("2025-12-31", renewal_months=None, notice_days=90), ON)
    assert over.state == "unknown"


def test_after_several_tacit_periods_month_ends_have_not_drifted() -> None:
    found = term_on(tacit("2024-01-31", renewal_months=1, notice_days=0), date(2024, 3, 15))
    assert (found.ends_on, found.renews_to) == (date(2024, 3, 31), date(2024, 4, 30))
    assert term_on(tacit("2024-01-31", renewal_months=1), date(2024, 2, 2)).ends_on == date(
        2024, 2, 29
    )


def test_a_notice_longer_than_the_renewal_is_missed_all_the_time_and_says_so() -> None:
    found = term_on(tacit("2026-12-31", renewal_months=1, notice_months=3), ON)
    assert (found.state, found.notice_by) == ("missed", date(2026, 9, 30))


@pytest.mark.parametrize(
    ("end", "months", "day"),
    [
        ("2026-06-30", 3, "2026-03-31"), ("2026-12-31", 3, "2026-09-30"),
        ("2027-02-28", 1, "2027-01-29"),  # 31 January 2027 is a Sunday
        ("2028-02-29", 12, "2027-02-26"),  # 28 February 2027 is a Sunday
        ("2026-08-29", 6, "2026-02-27"),  # 28 February 2026 is a Saturday
    ],
)  # fmt: skip
def test_notice_in_months_to_the_end_of_a_month(end: str, months: int, day: str) -> None:
    terms = Terms(notice_months=months)
    assert notice_day(terms, date.fromisoformat(end)) == date.fromisoformat(day)


def test_of_two_notice_terms_the_earlier_day_counts() -> None:
    end = date(2026, 12, 31)
    assert notice_day(Terms(notice_days=100, notice_months=3), end) == date(2026, 9, 22)
    assert notice_day(Terms(notice_days=10, notice_months=3), end) == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("on", "state"), [(date(2026, 12, 1), "running"), (date(2026, 12, 2), "missed")]
)
def test_notice_can_be_given_up_to_its_last_day(on: date, state: str) -> None:
    assert term_on(tacit("2026-12-31", notice_days=30), on).state == state


def test_a_contract_runs_on_its_last_day_and_is_over_on_the_next() -> None:
    terms = Terms(end=date(2026, 12, 31), renewal="none")
    assert term_on(terms, date(2026, 12, 31)).state == "running"
    assert term_on(terms, date(2027, 1, 1)).state == "ended"


def test_a_weekend_is_moved_back_to_friday() -> None:
    assert [business_day(date(2026, 11, 19 + n)).day for n in range(5)] == [19, 20, 20, 20, 23]


def test_public_holidays_are_skipped_one_after_the_other() -> None:
    bremen, bavaria = public_holidays("DE-HB"), public_holidays("DE-BY")
    assert bremen is not None
    assert bavaria is not None
    # Good Friday 2027 is 26 March, Easter Monday 29 March: from Monday back to Thursday
    assert business_day(date(2027, 3, 29), bremen) == date(2027, 3, 25)
    # All Saints 2027, a Monday, is kept in Bavaria and not in Bremen
    assert business_day(date(2027, 11, 1), bavaria) == date(2027, 10, 29)
    assert business_day(date(2027, 11, 1), bremen) == date(2027, 11, 1)
    # Christmas 2028 is a Monday and a Tuesday: from 26 December to Friday, 22 December
    assert business_day(date(2028, 12, 26), bremen) == date(2028, 12, 22)


def test_without_a_calendar_there_are_weekends_and_of_an_unknown_one_nothing_is_known() -> None:
    assert public_holidays("") == ()
    assert public_holidays("XX") is None
    assert public_holidays("DE-XX") is None


@pytest.mark.parametrize("on", [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 25)])
def test_days_of_summer_time_are_days_like_others(on: date) -> None:
    found = term_on(tacit("2026-12-31", notice_days=(date(2026, 12, 31) - on).days), on)
    assert found.notice_by == on - timedelta(days=max(0, on.weekday() - 4))


def test_a_right_to_end_early_shortens_what_binds_unless_it_costs() -> None:
    row = {"start": None, "end": date(2028, 12, 31), "notice_days": 30, "notice_months": None,
           "renewal": "tacit", "renewal_months": 12, "early_notice_days": 60, "early_from": None,
           "holiday_calendar": None, "early_fee": None}  # fmt: skip

    def bound(**more: Any) -> date | None:
        return bound_until(term_on(Terms.of({**row, **more}, {}), ON), ON)

    assert bound() == date(2027, 1, 22)
    assert bound(early_from=date(2027, 7, 1)) == date(2027, 7, 1)
    assert bound(early_fee={"amount": 1, "currency": "EUR"}) == date(2028, 12, 31)
    assert bound(early_fee={"amount": 0, "currency": "EUR"}) == date(2027, 1, 22)
    del row["early_fee"]  # who may not see money may not see whether it costs
    assert bound() == date(2028, 12, 31)


def walked(terms: Terms, on: date, closed: list[date]) -> tuple[date, date | None, date]:
    """End, notice day and next end by walking from day to day and month to month.

    `closed` is a plain list of public holidays.
    """

    def months_later(first: date, count: int) -> date:
        year, month = first.year, first.month
        for _ in range(abs(count)):
            month += 1 if count > 0 else -1
            if month in (0, 13):
                year, month = (year - 1, 12) if month == 0 else (year + 1, 1)
        day = first.day
        while day > calendar.monthrange(year, month)[1]:
            day -= 1
        return date(year, month, day)

    one = timedelta(days=1)
    assert terms.end is not None
    first_after = terms.end + one
    count = 0
    end = terms.end
    while end < on:
        count += terms.renewal_months or 0
        end = months_later(first_after, count) - one
    following = months_later(first_after, count + (terms.renewal_months or 0)) - one
    candidates = []
    if terms.notice_days is not None:
        day = end
        for _ in range(terms.notice_days):
            day -= one
        candidates.append(day)
    if terms.notice_months is not None:
        candidates.append(months_later(end + one, -terms.notice_months) - one)
    notice = min(candidates) if candidates else None
    shut = ("Saturday", "Sunday")
    while notice is not None and (calendar.day_name[notice.weekday()] in shut or notice in closed):
        notice -= one
    return end, notice, following


@pytest.mark.slow
@pytest.mark.parametrize("many", [400, pytest.param(5000, marks=pytest.mark.campaign)])
def test_random_contracts_are_as_a_walk_has_them(many: int) -> None:
    """Of every sort of term, month end and leap year; a share of the 5,000 runs each time."""
    chance = random.Random(20261123)
    for _ in range(many):
        on = date(2020, 1, 1) + timedelta(days=chance.randrange(4000))
        closed = [on + timedelta(days=chance.randrange(-500, 1500)) for _ in range(60)]
        closed += [day + timedelta(days=1) for day in closed[:30]]  # holidays in a row
        terms = Terms(
            end=on + timedelta(days=chance.randrange(-2000, 1500)),
            notice_days=chance.choice([None, 0, 14, 30, 90, 180, chance.randrange(400)]),
            notice_months=chance.choice([None, None, 1, 3, 6, 12]),
            renewal="tacit",
            renewal_months=chance.choice([1, 3, 6, 12, 24, 36, chance.randint(1, 60)]),
            closed=frozenset(closed),
        )
        found = term_on(terms, on)
        end, notice, following = walked(terms, on, closed)
        assert (found.ends_on, found.notice_by, found.renews_to) == (end, notice, following), terms


@pytest.mark.parametrize(
    "more", [{"notice_days": 10**9}, {"notice_months": 10**6}, {"renewal_months": 10**6}]
)
def test_what_leads_past_the_calendar_is_said(more: dict[str, int]) -> None:
    found = term_on(tacit("2025-12-31", **more), ON)
    assert (found.state, found.decide_by) == ("unknown", None)
    assert found.why == "a term or notice of it is too long for the calendar"
