"""The curve of what is over after so many days, worked by hand."""

from __future__ import annotations

from cohelm.reports.steps import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, draw_steps

ACROSS, UP = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM


def test_the_curve_goes_up_where_something_is_over_and_marks_what_is_open() -> None:
    """A third after 10 days, two thirds after 20, one open for 40: the picture is 40 days wide."""
    found = draw_steps([(10, 1 / 3), (20, 2 / 3)], [40], shares=(0.5, 0.85))
    assert found is not None
    low, third, more = (round(HEIGHT - BOTTOM - of * UP, 1) for of in (0.0, 1 / 3, 2 / 3))
    at = [round(LEFT + days / 40 * ACROSS, 1) for days in (0, 10, 20, 40)]
    assert found.line == (
        f"{at[0]},{low} {at[1]},{low} {at[1]},{third} {at[2]},{third} {at[2]},{more} {at[3]},{more}"
    )
    assert found.open == ((at[3], more),)
    assert found.reached == ((at[2], round(HEIGHT - BOTTOM - 0.5 * UP, 1)),)  # 85 of 100 never


def test_before_anything_is_over_there_is_no_curve() -> None:
    assert draw_steps([], [3], shares=(0.5,)) is None
