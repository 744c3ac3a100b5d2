"""Where the parts of the bars of a forecast stand."""

from __future__ import annotations

from datetime import date

import pytest

from cohelm.reports.forecast import BOTTOM, HEIGHT, TOP, Quarter, draw_forecast

GROUND, WHOLE = HEIGHT - BOTTOM, HEIGHT - BOTTOM - TOP


def test_the_parts_of_a_bar_are_disjoint_and_fill_it() -> None:
    """Of ten that would be exposed seven still are, two of them anew: five, two and three tenths."""
    picture = draw_forecast(
        [Quarter(date(2026, 12, 31), 5, 0, 5), Quarter(date(2027, 3, 31), 10, 2, 7)]
    )
    assert picture is not None
    first, second = picture.bars
    assert (first.label, second.label) == ("Dec 2026", "Mar 2027")
    assert [(one.state, one.count) for one in first.parts] == [("still", 5)]
    assert [(one.state, one.count) for one in second.parts] == [
        ("still", 5), ("losing", 2), ("replaced", 3),
    ]  # fmt: skip
    assert [one.height for one in second.parts] == pytest.approx(
        [WHOLE * 0.5, WHOLE * 0.2, WHOLE * 0.3], abs=0.1
    )
    assert (second.parts[-1].y, second.top) == (TOP, TOP)
    assert first.parts[0].y == pytest.approx(GROUND - WHOLE / 2, abs=0.1)
    assert second.said == (
        "31 Mar 2027: 7 applications exposed with what is planned, 2 of them since the quarter"
        " before; the plan frees 3"
    )


def test_where_bars_stand_close_not_each_has_its_day() -> None:
    """Sixteen in 760 units stand 47.5 apart, and a day takes 84."""
    picture = draw_forecast([Quarter(date(2026, 12, 31), 1, 0, 1)] * 16)
    assert picture is not None
    assert [bool(one.label) for one in picture.bars] == [True, False] * 8


@pytest.mark.parametrize("quarters", [[], [Quarter(date(2026, 12, 31), 0, 0, 0)]])
def test_where_nothing_is_exposed_nothing_is_drawn(quarters: list[Quarter]) -> None:
    assert draw_forecast(quarters) is None
