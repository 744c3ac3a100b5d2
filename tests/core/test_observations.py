"""What was observed of a metric, as a table that is corrected and narrowed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.core.audience import EVERYTHING, PUBLIC, Audience
from cohelm.core.observations import ObservationKey, ObservationTable
from tests.core.kinds_for_tests import SCHEMA

READING = SCHEMA.observation("uptime")
COST = SCHEMA.observation("actual")
FIRST: ObservationKey = ("server:a", "2026-01-31", "", "")
SECOND: ObservationKey = ("server:a", "2026-02-28", "", "")
ROWS = (
    '{"value":1.5,"comment":"hot","person":"person:ann"}',
    '{"value":2.0,"closed":"2026-03-01T10:00:00Z"}',
)
keys = st.tuples(
    st.sampled_from(["server:a", "server:b"]),
    st.sampled_from(["2026-01-01", "2026-01-01T08:00:00Z", "2026-01-01T08:00:00.250000Z"]),
    st.sampled_from(["", "s"]),
    st.sampled_from(["", "1", "2"]),
)


def table() -> ObservationTable:
    return ObservationTable(READING, [FIRST, SECOND], ROWS)


def test_a_correction_takes_the_place_of_what_was_said() -> None:
    found = table().with_observations({FIRST: '{"value":9.0}'})
    assert found.plain(FIRST) == {"value": 9.0}
    assert found.plain(SECOND) == {"value": 2.0, "closed": "2026-03-01T10:00:00Z"}
    assert table().plain(FIRST) == {"value": 1.5, "comment": "hot", "person": "person:ann"}


def test_what_is_taken_away_is_not_there_and_can_come_again() -> None:
    gone = table().with_observations({FIRST: None})
    assert gone.plain(FIRST) is None
    assert len(gone.frame) == 1
    again = gone.with_observations({FIRST: '{"value":3.0}'})
    assert again.plain(FIRST) == {"value": 3.0}


def test_taking_away_what_never_was_changes_nothing() -> None:
    assert table().with_observations({("x", "2026-01-01", "", ""): None}).rows == table().rows


def test_the_frame_has_moments_in_utc_and_a_null_for_what_is_not_said() -> None:
    frame = table().frame
    assert frame.columns == ["item", "time", "source", "reference", *READING.fields]
    assert frame["time"].to_list() == [
        datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 2, 28, tzinfo=UTC)
    ]  # fmt: skip
    assert frame["comment"].to_list() == ["hot", None]
    assert frame["closed"].to_list() == [None, datetime(2026, 3, 1, 10, tzinfo=UTC)]


def test_the_frame_of_nothing_has_the_same_columns() -> None:
    empty = ObservationTable(READING).frame
    assert len(empty) == 0
    assert empty.schema == table().frame.schema


@pytest.mark.slow
@given(st.lists(keys, unique=True, max_size=8), st.data())
def test_the_order_of_the_frame_does_not_hang_on_that_of_the_rows(
    found: list[ObservationKey], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(found))
    one, two = (
        ObservationTable(READING, order, ['{"value":1.0}'] * len(order)) for order in (found, other)
    )
    assert one.frame.equals(two.frame)


def test_days_and_moments_stand_in_one_column() -> None:
    times = ["2026-01-01", "2026-01-01T08:00:00Z", "2026-01-01T09:00:00.250000Z"]
    found = [("server:a", time, "", "") for time in times]
    frame = ObservationTable(READING, found, ['{"value":1.0}'] * 3).frame
    assert frame["time"].to_list() == [
        datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, 8, tzinfo=UTC),
        datetime(2026, 1, 1, 9, 0, 0, 250000, tzinfo=UTC),
    ]  # fmt: skip


def test_a_field_above_the_clearance_is_neither_column_nor_value() -> None:
    seen = table().seen_by(PUBLIC)
    assert "person" not in seen.frame.columns
    assert seen.plain(FIRST) == {"value": 1.5, "comment": "hot"}
    assert table().seen_by(Audience.of("people")).plain(FIRST) == table().plain(FIRST)


@pytest.mark.parametrize("audience", [PUBLIC, Audience.of("people")])
def test_where_what_every_row_states_is_hidden_there_are_no_rows(audience: Audience) -> None:
    costs = ObservationTable(COST, [FIRST], ['{"amount":"5 EUR"}'])
    assert len(costs.seen_by(audience).frame) == 0
    assert costs.seen_by(audience).plain(FIRST) is None
    assert "amount" not in costs.seen_by(audience).frame.columns
    assert costs.seen_by(Audience.of("money")).plain(FIRST) == {"amount": "5 EUR"}
    assert costs.seen_by(EVERYTHING) is costs
