"""Where the boxes of columns lie, and that lines cross as little as they need to."""

from __future__ import annotations

from cohelm.reports.layered import BOX, GAP, ROW, WIDE, Joint, Layered, Node, draw_layered


def drawn(columns: list[list[str]], *joints: tuple[str, str]) -> Layered:
    made = [(f"column {at}", [Node(key, key, "") for key in of]) for at, of in enumerate(columns)]
    found = draw_layered(made, [Joint(*one) for one in joints])
    assert found is not None
    return found


def places(found: Layered) -> dict[str, tuple[float, float]]:
    return {box.node.key: (box.x, box.y) for box in found.boxes}


def test_columns_stand_beside_each_other_and_shorter_ones_in_the_middle() -> None:
    at = places(drawn([["a"], ["b", "c", "d"]]))
    assert [at[key][0] for key in "abcd"] == [0, WIDE + GAP, WIDE + GAP, WIDE + GAP]
    assert at["a"][1] == at["c"][1]
    assert at["c"][1] - at["b"][1] == ROW > BOX


def test_boxes_follow_what_they_are_linked_to() -> None:
    found = drawn([["a", "b", "c"], ["x", "y", "z"]], ("a", "z"), ("b", "y"), ("c", "x"))
    at = places(found)
    pairs = [("a", "z"), ("b", "y"), ("c", "x")]
    assert all(at[one][1] == at[other][1] for one, other in pairs)


def test_lines_run_from_one_side_to_the_facing_one() -> None:
    found = drawn([["a"], ["b"]], ("a", "b"), ("b", "a"), ("a", "gone"))
    first, second = found.lines
    assert first.path.startswith(f"M{WIDE} ")
    assert first.path.endswith(f"{WIDE + GAP} {26 + BOX / 2:g}")
    assert second.path.startswith(f"M{WIDE + GAP} ")


def test_the_same_is_drawn_the_same_and_nothing_is_not_drawn() -> None:
    columns = [["a", "b"], ["c", "d"], ["e"]]
    joints = [("a", "d"), ("b", "c"), ("d", "e")]
    assert drawn(columns, *joints) == drawn(columns, *joints)
    assert draw_layered([("empty", [])], []) is None
