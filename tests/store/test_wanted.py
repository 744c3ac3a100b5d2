"""A target that is moved stays on record; undoing and importing add nothing of their own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cohelm.core.audience import EVERYTHING
from cohelm.core.changes import ChangeSet
from cohelm.store.access import Level, Writer
from cohelm.store.apply import Written, apply
from cohelm.store.load import everything
from cohelm.store.undo import undo
from tests.store.cast import ROOT, bring, edit

pytestmark = pytest.mark.usefixtures("store")
NOW = datetime(2026, 11, 23, tzinfo=UTC)
ANN = Writer("ann", Level.CONTRIBUTOR, EVERYTHING)


def move(before: float | None, after: float | None, now: datetime = NOW) -> Written:
    return apply(edit("metric:speed", "target", before, after), by=ANN, via="test", now=now)


def targets() -> list[tuple[str, float]]:
    frame = everything().observations("target")
    if not len(frame):
        return []
    return [(f"{row['time']:%Y-%m-%d}", row["value"]) for row in frame.iter_rows(named=True)]


def test_the_first_move_keeps_what_was_wanted_before_and_each_later_one_its_own() -> None:
    bring({"metric:speed": {"name": "Speed", "target": 20.0}})
    move(20.0, 15.0)
    assert targets() == [("1900-01-01", 20.0), ("2026-11-23", 15.0)]
    move(15.0, 12.0, datetime(2026, 12, 1, tzinfo=UTC))
    assert targets()[2:] == [("2026-12-01", 12.0)]


def test_a_target_moved_twice_a_day_is_the_later_one_of_that_day() -> None:
    bring({"metric:speed": {"name": "Speed"}})
    move(None, 15.0)
    move(15.0, 14.0)
    assert targets() == [("2026-11-23", 14.0)]
    move(14.0, None)
    assert targets() == [("2026-11-23", 14.0)]


def test_undoing_a_move_takes_its_record_back_and_makes_no_other() -> None:
    bring({"metric:speed": {"name": "Speed", "target": 20.0}})
    written = move(20.0, 15.0)
    undo(written.batch, by=ROOT, via="test")
    assert targets() == []
    assert everything().plain("metric:speed")["target"] == 20.0


def test_other_fields_leave_no_record() -> None:
    bring({"metric:speed": {"name": "Speed", "target": 20.0}})
    apply(edit("metric:speed", "unit", None, "days"), by=ANN, via="test", now=NOW)
    assert targets() == []
    assert not apply(ChangeSet(), by=ANN, via="test").batch
