from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cohelm.core.audience import EVERYTHING
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.store.apply import apply
from cohelm.store.trend import trend
from tests.store.cast import ROOT

pytestmark = pytest.mark.usefixtures("store")
UNOWNED = ("OWN001", "application:crm")


def at(month: int, day: int) -> datetime:
    return datetime(2040, month, day, 12, tzinfo=UTC)


def write(change: ItemChange | LinkChange, now: datetime) -> None:
    apply(ChangeSet((change,)), by=ROOT, via="test", now=now)


def test_each_point_is_what_was_known_then_and_says_since_when_a_concern_stands() -> None:
    write(ItemChange("role:cio", None, {"name": "CIO"}), at(1, 1))
    write(ItemChange("application:crm", None, {"name": "CRM"}), at(1, 31))
    found = trend(EVERYTHING, now=at(2, 5))
    assert found.known_since == date(2040, 1, 1)
    assert [point.time.date().isoformat() for point in found.points] == [
        "2040-01-01", "2040-01-06", "2040-01-11", "2040-01-16", "2040-01-21", "2040-01-26",
        "2040-01-31", "2040-02-05",
    ]  # fmt: skip
    assert [UNOWNED in point.standing for point in found.points] == [False] * 6 + [True] * 2
    assert found.since(UNOWNED) == (date(2040, 1, 26), date(2040, 1, 31))


def test_what_was_settled_and_came_back_stands_since_it_came_back() -> None:
    write(ItemChange("role:cio", None, {"name": "CIO"}), at(1, 1))
    write(ItemChange("application:crm", None, {"name": "CRM"}), at(1, 1))
    owner = LinkChange("application:crm", "owner", "role:cio", 0, None, {})
    write(owner, at(1, 3))
    write(LinkChange("application:crm", "owner", "role:cio", 0, {}, None), at(1, 6))
    found = trend(EVERYTHING, now=at(1, 8))
    assert [UNOWNED in point.standing for point in found.points] == [
        True, True, False, False, False, True, True, True,
    ]  # fmt: skip
    assert found.since(UNOWNED) == (date(2040, 1, 5), date(2040, 1, 6))
    assert found.since(("OWN001", "application:none")) == (None, None)


def test_an_empty_store_has_no_trend_and_one_day_has_one_point() -> None:
    assert trend(EVERYTHING, now=at(1, 1)).known_since is None
    write(ItemChange("application:crm", None, {"name": "CRM"}), at(1, 1))
    found = trend(EVERYTHING, now=at(1, 1))
    assert len(found.points) == 1
    assert found.since(UNOWNED) == (None, date(2040, 1, 1))
