"""Moments as systems export them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from cohelm.formats.moments import read_moment, read_moments


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2026-03-01 09:30:15", "2026-03-01T09:30:15+00:00"),
        ("2026-03-01T09:30:15.123Z", "2026-03-01T09:30:15+00:00"),
        ("2026-03-01T01:30:00+0200", "2026-02-28T23:30:00+00:00"),
        ("03/Mar/24 9:15 PM", "2024-03-03T21:15:00+00:00"),
        ("03/Mar/24 12:05 AM", "2024-03-03T00:05:00+00:00"),
        ("13.03.2024 20:00", "2024-03-13T20:00:00+00:00"),
        ("13.03.2024", "2024-03-13"),
        (datetime(2024, 3, 13, 8, 0), "2024-03-13T08:00:00+00:00"),
        (45364.5, "2024-03-13T12:00:00+00:00"),
    ],
)
def test_a_moment_is_read_in_utc(cell: Any, text: str) -> None:
    found = read_moment(cell)
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    "cell", ["soon", "2026-13-01 10:00", "2026-03-01 25:00", "", None, "March 2024"]
)
def test_what_is_none_is_none(cell: Any) -> None:
    assert read_moment(cell) is None


def test_the_column_tells_whether_the_month_stands_first() -> None:
    read = read_moments(["03/04/2024 10:00", "03/25/2024 10:00", "n/a", "x"])
    assert [one.day if one else None for one in read.values] == [
        "2024-03-04",
        "2024-03-25",
        None,
        None,
    ]
    assert read.unread == [3]
    assert read.notes == ["times state no offset: read as UTC"]
    assert "read as day first" in read_moments(["03/04/2024"]).notes[0]
