"""Where readings, band and limit lie in the picture of a course."""

from __future__ import annotations

from datetime import date

from cohelm.reports.course import BOTTOM, HEIGHT, LEFT, RIGHT, WIDTH, draw_course

DAYS = [date(2026, 1, 1), date(2026, 7, 2), date(2027, 1, 1)]


def test_time_runs_to_the_right_and_load_upwards_from_nought() -> None:
    drawn = draw_course(
        [(DAYS[0], 0), (DAYS[1], 50)], [(DAYS[2], 100, 80, 120)], limit=100, on=DAYS[1]
    )
    assert drawn is not None
    assert drawn.dots[0] == (LEFT, HEIGHT - BOTTOM)
    assert drawn.line == f"{WIDTH - RIGHT}.0,{drawn.limit}"
    assert [y for y, _ in drawn.ticks] == sorted((y for y, _ in drawn.ticks), reverse=True)
    assert [words for _, words in drawn.ticks] == ["0", "50", "100"]
    assert [words for _, words in drawn.years] == ["2026", "2027"]
    assert drawn.today == drawn.dots[1][0]


def test_without_readings_there_is_no_picture() -> None:
    assert draw_course([], [], limit=None, on=DAYS[0]) is None
