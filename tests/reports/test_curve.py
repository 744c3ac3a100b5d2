"""Where the points of a trade-off stand in its picture."""

from cohelm.reports.curve import BOTTOM, HEIGHT, LEFT, TOP, WIDTH, draw_curve


def test_more_for_the_first_is_right_and_more_for_the_second_is_up() -> None:
    found = draw_curve([(20.0, 0.0), (0.0, 10.0)], ["a", "b"], ["", "equal share"])
    first, second = found.marks
    assert first.x > second.x
    assert first.y > second.y
    assert (first.kind, second.kind) == ("point", "fair")
    assert (first.text, second.text) == ("1", "2: equal share")
    assert found.line == f"{first.x},{first.y} {second.x},{second.y}"
    # a tenth of room: 20 stands at 22 of 24
    assert first.x == round(LEFT + 22 / 24 * (WIDTH - 24 - LEFT), 1)
    assert second.y == round(HEIGHT - BOTTOM + 11 / 12 * (TOP - HEIGHT + BOTTOM), 1)


def test_points_are_numbered_where_it_can_be_read_and_the_ends_say_what_they_are() -> None:
    points = [(90.0, 0.0), (50.0, 40.0), (49.9, 40.1), (49.8, 40.2), (0.0, 90.0)]
    fair = ["", "", "", "equal share", ""]
    found = draw_curve(points, ["a"] * 5, fair, ends=("most for A", "most for B"))
    shown = ["1: most for A", "2–3", "", "4: equal share", "5: most for B"]
    assert [one.text for one in found.marks] == shown
    assert found.marks[2].name == "3"


def test_the_current_plan_stands_among_them_and_one_point_alone_is_drawn() -> None:
    found = draw_curve([(1.0, 1.0)], ["a"], [""], current=(0.0, 0.0))
    assert [one.kind for one in found.marks] == ["point", "current"]
    assert len(draw_curve([(1.0, 1.0)], ["a"], [""]).marks) == 1


def test_what_rests_on_something_assumed_is_marked() -> None:
    found = draw_curve(
        [(2.0, 0.0), (0.0, 1.0)], ["a", "b"], ["", "equal share"], assumed=[True, False]
    )
    assert [one.assumed for one in found.marks] == [True, False]
