"""Where the boxes of the map of capabilities and the dots of the grid lie."""

from __future__ import annotations

from itertools import pairwise

from cohelm.reports.capability_map import (
    ACROSS,
    BOX,
    GAP,
    LEAF,
    MOST_CHIPS,
    Capable,
    draw_capabilities,
)  # fmt: skip
from cohelm.reports.ranked import AMOUNT, MOST, NAME, WIDTH, Amount, draw_ranked
from cohelm.reports.time_grid import LEFT, SIDE, TOP, Scored, draw_time


def capable(key: str, within: str | None = None, applications: int = 0) -> Capable:
    return Capable(key, f"The {key}", within, applications, 1, "")


def test_boxes_lie_within_what_they_are_part_of_and_beside_each_other() -> None:
    drawn = draw_capabilities(
        [capable("a"), capable("a1", "a"), capable("a11", "a1"), capable("a2", "a"), capable("b")]
    )
    assert drawn is not None
    at = {box.capable.key: box for box in drawn.boxes}
    for inner, outer in (("a1", "a"), ("a11", "a1"), ("a2", "a")):
        assert at[outer].x < at[inner].x
        assert at[inner].x + at[inner].width < at[outer].x + at[outer].width
        assert at[inner].y + at[inner].height < at[outer].y + at[outer].height
    assert at["a1"].y + at["a1"].height < at["a2"].y
    assert (at["b"].x, at["b"].y, at["b"].height) == (BOX + GAP, 0, LEAF)


def test_a_new_row_begins_below_the_highest_of_the_row_before() -> None:
    drawn = draw_capabilities(
        [*(capable(str(n)) for n in range(ACROSS)), capable("inner", "1"), capable("next")]
    )
    assert drawn is not None
    at = {box.capable.key: box for box in drawn.boxes}
    assert at["next"].x == 0
    assert at["next"].y == at["1"].height + GAP


def test_what_is_nested_deeper_and_what_finds_no_square_is_counted() -> None:
    keys = ["a", "b", "c", "d"]
    chain = [capable("a"), *(capable(key, before) for before, key in pairwise(keys))]
    drawn = draw_capabilities(chain)
    assert drawn is not None
    assert (len(drawn.boxes), drawn.deeper) == (3, 1)
    many = draw_capabilities([capable("a", applications=MOST_CHIPS + 5)])
    assert many is not None
    assert (len(many.boxes[0].chips), many.boxes[0].hidden) == (MOST_CHIPS, 5)
    assert draw_capabilities([]) is None


def scored(key: str, value: float, fit: float, cost: float | None = None) -> Scored:
    return Scored(key, f"The {key}", value, fit, cost, on_the_line=False, said="")


def test_fit_runs_to_the_right_and_value_upwards_and_area_is_cost() -> None:
    drawn = draw_time(
        [scored("a", 5, 0, 100), scored("b", 0, 5, 25)], cut_value=2.5, cut_fit=2, near=0.5
    )
    assert drawn is not None
    at = {dot.scored.key: dot for dot in drawn.dots}
    assert (at["a"].x, at["a"].y) == (LEFT, TOP)
    assert (at["b"].x, at["b"].y) == (LEFT + SIDE, TOP + SIDE)
    assert (at["a"].radius - 3) == 2 * (at["b"].radius - 3)
    assert (drawn.cut_x, drawn.band_x, drawn.band) == (LEFT + 168, LEFT + 126, 84)
    assert at["b"].label_x + len(at["b"].label) * 6.2 < at["b"].x  # no room on the right


def test_names_do_not_lie_on_each_other_and_the_dearest_come_first() -> None:
    drawn = draw_time(
        [scored("cheap", 3, 3, 1), scored("dear", 3, 3, 9)], cut_value=2.5, cut_fit=2.5, near=0
    )
    assert drawn is not None
    assert [dot.label for dot in drawn.dots] == ["The dear", ""]
    assert draw_time([], cut_value=1, cut_fit=1, near=0) is None


def test_bars_share_one_scale_and_a_band_and_a_limit_lie_on_it() -> None:
    room = WIDTH - NAME - AMOUNT
    amounts = [
        Amount("x:a", "a", 80, "80", "a: 80"),
        Amount("x:b", "b", 20, "20", "b: 20", low=10, high=40),
    ]
    drawn = draw_ranked(amounts, whole=100, limit=50)
    assert drawn is not None
    assert [bar.width for bar in drawn.bars] == [0.8 * room, 0.2 * room]
    assert (drawn.bars[1].band_x, drawn.bars[1].band_width) == (NAME + 0.1 * room, 0.3 * room)
    assert drawn.limit == NAME + 0.5 * room
    many = draw_ranked([Amount(f"x:{n}", f"{n}", n, "", "") for n in range(MOST + 3)])
    assert many is not None
    assert (len(many.bars), many.more) == (MOST, 3)
    assert draw_ranked([]) is None
