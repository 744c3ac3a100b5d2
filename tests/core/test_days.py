"""The day and the moment that somebody asks about."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cohelm.core.days import day_asked, moment_asked
from cohelm.core.errors import UsageError


def test_blank_is_no_day_and_no_moment() -> None:
    assert day_asked(" ", where="on") is None
    assert moment_asked("", where="known_at") is None


@pytest.mark.parametrize("text", ["1900-01-01", "2999-12-31"])
def test_the_first_and_the_last_day_can_be_asked_about(text: str) -> None:
    assert day_asked(text, where="on") == date.fromisoformat(text)


@pytest.mark.parametrize("text", ["1899-12-31", "3000-01-01", "9999-12-31"])
def test_days_beyond_them_are_refused_with_the_days_that_can(text: str) -> None:
    for asked in (day_asked, moment_asked):
        with pytest.raises(UsageError, match="too far away") as found:
            asked(text, where="on")
        assert found.value.accepted == "1900-01-01 to 2999-12-31"


def test_a_word_is_neither_and_the_error_says_where_it_stood() -> None:
    with pytest.raises(UsageError, match="'soon' is not a day") as found:
        day_asked("soon", where="--on")
    assert found.value.where == "--on"
    with pytest.raises(UsageError, match="'soon' is not a time"):
        moment_asked("soon", where="--known-at")


def test_a_moment_without_a_zone_is_utc_and_a_day_means_its_end() -> None:
    assert moment_asked("2026-03-31 14:00", where="at") == datetime(2026, 3, 31, 14, tzinfo=UTC)
    end = datetime(2026, 3, 31, 23, 59, 59, 999999, tzinfo=UTC)
    assert moment_asked("2026-03-31", where="at") == end
