"""The matrix of needs: what belongs together stands together, and a cell is where it should be."""

from __future__ import annotations

import itertools

from cohelm.reports.needs_matrix import ABOVE, CELL, MOST, NAMES, draw_needs


def test_a_cell_stands_in_the_row_of_who_needs_and_the_column_of_what_is_needed() -> None:
    drawn = draw_needs({"a": "The a"}, [("a", "b", "for certain")])
    assert drawn is not None
    at = {key: place for place, key, _ in drawn.names}
    assert (drawn.marks[0].x, drawn.marks[0].y) == (NAMES + at["b"], ABOVE + at["a"])
    assert drawn.marks[0].said == "The a needs b, for certain"
    assert drawn.side == 2 * CELL


def test_items_that_share_needs_stand_side_by_side_in_a_frame() -> None:
    groups = [["a1", "b1", "c1", "d1"], ["a2", "b2", "c2", "d2"]]  # by name they would mix
    needs = [(a, b, "perhaps") for group in groups for a, b in itertools.combinations(group, 2)]
    drawn = draw_needs({"a1": "First"}, [*needs, ("d1", "a2", "perhaps")])
    assert drawn is not None
    order = [key[1] for _, key, _ in drawn.names]
    assert order in (["1"] * 4 + ["2"] * 4, ["2"] * 4 + ["1"] * 4)
    assert sorted(one.at for one in drawn.frames) == [0, 4 * CELL]
    assert {(one.items, one.side, one.key) for one in drawn.frames} == {
        (4, 4 * CELL, "d1"), (4, 4 * CELL, "a2")
    }  # fmt: skip


def test_two_items_make_no_block() -> None:
    drawn = draw_needs({}, [("a", "b", "perhaps")])
    assert drawn is not None
    assert drawn.frames == ()


def test_past_its_bound_the_most_linked_are_drawn_and_without_needs_nothing() -> None:
    star = [(f"n{n:03}", "hub", "perhaps") for n in range(MOST + 4)]
    drawn = draw_needs({}, star)
    assert drawn is not None
    assert (len(drawn.names), drawn.more) == (MOST, 5)
    assert "hub" in {key for _, key, _ in drawn.names}
    assert draw_needs({}, []) is None
