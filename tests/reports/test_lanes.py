"""A plan over time in units of its picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cohelm.reports.lanes import LEFT, MOST, ROW, TOP, WIDTH, Lane, Life, draw_lanes

ON = date(2027, 7, 2)


def lane(key: str, first: date, last: date, now: date | None = None, group: str = "One") -> Lane:
    return Lane(key, key, first, last, now or last, key, "cio", group)


def test_there_is_no_picture_of_nothing() -> None:
    assert draw_lanes([], on=ON) is None


def test_a_year_is_as_wide_as_the_picture() -> None:
    found = draw_lanes([lane("a", date(2027, 1, 1), date(2027, 12, 31))], on=ON)
    assert found is not None
    bar = found.bars[0]
    assert (bar.x, bar.y) == (LEFT, TOP + ROW)
    assert abs(bar.end - WIDTH) < (WIDTH - LEFT) / 365 + 0.1
    assert found.today is not None
    assert abs(found.today - (LEFT + (WIDTH - LEFT) / 2)) < 3


def test_what_comes_after_the_planned_end_is_a_part_of_its_own() -> None:
    found = draw_lanes([lane("a", date(2027, 1, 1), date(2027, 6, 30), date(2027, 12, 31))], on=ON)
    assert found is not None
    assert found.bars[0].late > 0.45 * (WIDTH - LEFT)


def test_a_milestone_and_the_range_of_ends_lie_on_the_scale_and_widen_it() -> None:
    work = replace(
        lane("a", date(2027, 1, 1), date(2027, 12, 31)),
        milestone=date(2028, 1, 1), ends=(date(2028, 1, 1), date(2028, 12, 31)),
    )  # fmt: skip
    found = draw_lanes([work], on=ON)
    assert found is not None
    bar, year = found.bars[0], (WIDTH - LEFT) / 2
    assert bar.tail is not None
    assert bar.milestone == bar.tail[0] == pytest.approx(LEFT + year, abs=1)
    assert sum(bar.tail) == pytest.approx(WIDTH, abs=1)
    assert bar.end_now == bar.end


def test_each_group_has_its_heading_and_too_many_lanes_are_counted() -> None:
    many = [lane(str(at), ON, ON, group=str(at // 40)) for at in range(MOST + 7)]
    found = draw_lanes(many, on=ON)
    assert found is not None
    assert [one.words for one in found.headings] == ["0", "1"]
    assert (len(found.bars), found.more) == (MOST, 7)
    assert len({one.y for one in (*found.bars, *found.headings)}) == MOST + 2


def test_long_names_are_cut_and_a_day_is_still_seen() -> None:
    found = draw_lanes([lane("n" * 50, ON, ON)], on=ON)
    assert found is not None
    assert found.bars[0].label == "n" * 35 + "…"
    assert found.bars[0].width >= 2


def test_lives_stand_beneath_the_work_on_its_scale() -> None:
    lives = [
        Life("t:a", "a", date(2027, 7, 2), date(2027, 10, 1), ""),
        Life("t:b", "b", None, date(2027, 7, 2), ""),
        Life("t:late", "late", None, date(2031, 1, 1), ""),
    ]
    work = [lane("w", date(2027, 1, 1), date(2027, 12, 31))]
    found = draw_lanes(work, on=ON, lives=lives, beneath="Beneath")
    assert found is not None
    first, second = found.lives
    assert found.headings[-1].words == "Beneath"
    assert first.y == found.bars[0].y + 2 * ROW
    assert found.today is not None
    assert first.left + first.sound == found.today  # it fades from the day on
    assert (second.end, second.fading) == (found.today, 0)
    assert first.end > second.end
    assert found.height == second.y + ROW + 8
