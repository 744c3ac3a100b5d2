"""What of a curve is open: nothing between two neighbours is lost as points come in."""

from __future__ import annotations

import random

from cohelm.analysis.portfolio.choice.boxes import Box, Boxes, undominated


def opened(*found: tuple[int, int]) -> Boxes:
    boxes = Boxes(lambda _: 0.5)
    boxes.between(found)
    return boxes


def test_points_that_beat_those_of_two_boxes_leave_a_box_between_themselves() -> None:
    """(3, 6) is better than (3, 5) and (2, 6); (5, 5) than (4, 4) and (3, 5): (4, 6) may be there."""
    found = [(4, 4), (3, 5), (2, 6)]
    boxes = opened(*found)
    assert list(boxes.open) == [((4, 4), (3, 5)), ((3, 5), (2, 6))]
    boxes.between([*found, (3, 6)])
    assert list(boxes.open) == [((4, 4), (3, 6))]
    boxes.between([*found, (3, 6), (5, 5)])
    assert list(boxes.open) == [((5, 5), (3, 6))]
    assert boxes.open[(5, 5), (3, 6)].corner == (4, 6)


def test_a_box_is_closed_where_all_from_its_corner_on_is_known() -> None:
    boxes = opened((9, 1), (6, 4), (1, 9))
    boxes.known((7, 2))
    boxes.between([(9, 1), (6, 4), (1, 9)])
    assert list(boxes.open) == [((6, 4), (1, 9))]


def test_a_box_without_error_is_known_and_stays_so() -> None:
    boxes = opened((9, 1), (6, 4), (1, 9))
    boxes.between(
        [(9, 1), (6, 4), (3, 6), (1, 9)], lambda box: 0.0 if box.first == (6, 4) else None
    )
    assert list(boxes.open) == [((9, 1), (6, 4)), ((3, 6), (1, 9))]


def test_a_box_that_was_tried_goes_behind_those_that_were_not() -> None:
    boxes = opened((9, 1), (6, 4), (1, 9))
    tried = boxes.largest(1)[0]
    assert tried.first == (6, 4)
    boxes.tried(tried, 0.9)
    assert [box.first for box in boxes.largest(2)] == [(9, 1), (6, 4)]
    boxes.tried(Box(0, -0.5, (9, 1), (5, 5)), 0.9)  # its neighbours have changed since
    assert len(boxes.open) == 2


def test_every_point_is_reached_in_whatever_order_the_boxes_give_their_points() -> None:
    """A box is looked into by taking any point from its corner on; none means that it is known."""
    for seed in range(30):
        rnd = random.Random(seed)
        every = [(rnd.randrange(40), rnd.randrange(40)) for _ in range(60)]
        ends = [max(every), max(every, key=lambda at: at[::-1])]
        found = set(ends) | set(rnd.sample(every, 6))
        boxes = opened(*found)
        while boxes.open:
            for box in boxes.largest(2):
                inside = [at for at in every if at[0] >= box.corner[0] and at[1] >= box.corner[1]]
                found |= set(rnd.sample(inside, min(1, len(inside))))
                if not inside:
                    boxes.known(box.corner)
                boxes.between(found)
        assert undominated(found) == undominated(every)
