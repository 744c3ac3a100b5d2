from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cohelm.accounts.asked import asked
from cohelm.core.errors import UsageError

TODAY = date(2026, 11, 24)


def test_nothing_said_is_todays_current_plan() -> None:
    found = asked({}, today=TODAY)
    assert found.is_now
    assert found.query() == {}
    assert asked({"on": "2026-11-24"}, today=TODAY).is_now
    assert asked({"on": "today", "known_at": "now"}, today=TODAY).is_now


def test_an_address_says_the_same_plan_again() -> None:
    stated = {"on": "2027-01-01", "known_at": "2026-03-31T14:00:00Z", "scenario": "plan-b"}
    found = asked(stated, today=TODAY)
    assert found.query() == stated
    assert asked(found.query(), today=TODAY) == found
    assert not found.is_now


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("2026-03-31", datetime(2026, 3, 31, 23, 59, 59, 999999, tzinfo=UTC)),
        ("2026-03-31T14:00", datetime(2026, 3, 31, 14, tzinfo=UTC)),
        ("2026-03-31T14:00:00+02:00", datetime(2026, 3, 31, 12, tzinfo=UTC)),
    ],
)
def test_a_day_as_known_at_means_its_end(stated: str, moment: datetime) -> None:
    assert asked({"known_at": stated}, today=TODAY).known_at == moment


def test_what_was_known_cannot_be_changed_and_a_scenario_can() -> None:
    assert not asked({"known_at": "2026-01-01"}, today=TODAY).may_change
    assert asked({"scenario": "plan-b"}, today=TODAY).may_change


@pytest.mark.parametrize("stated", [{"on": "2026-02-30"}, {"on": "x"}, {"known_at": "noon"}])
def test_what_is_no_day_is_refused_with_what_is_accepted(stated: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="Accepted: a day"):
        asked(stated, today=TODAY)
