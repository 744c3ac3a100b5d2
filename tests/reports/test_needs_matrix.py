"""The matrix of needs: what belongs together stands together, and a cell is where it should be."""

from __future__ import annotations

import itertools

from cohelm.reports.needs_matrix import CELL, MOST, NAMES, draw_needs


def test_a_cell_stands_in_the_row_of_who_needs_and_the_column_of_what_is_needed() -> None:
    drawn = draw_needs({"a": "The a"}, [("a", "b", "for certain")])
    assert drawn is not None
    at = {key: place for place, key, _ in drawn.names}
    assert (drawn.marks[0].x, drawn.marks[0].y) == (NAMES + at["b"], at["a"])
    assert drawn.marks[0].said == "The a needs b, for certain"
    assert drawn.side == 2 * CELL


def test_a_chain_in_any_order_comes_to_lie_along_the_diagonal() -> None:
    chain = [3, 0, 4, 1, 5, 2]
    needs = [(f"n{a}", f"n{b}", "perhaps") for a, b in itertools.pairwise(chain)]
    drawn = draw_needs({}, needs)
    assert drawn is not None
    assert all(abs(one.x - NAMES - one.y) == CELL for one in drawn.marks)


def test_past_its_bound_the_most_linked_are_drawn_and_without_needs_nothing() -> None:
    star = [(f"n{n:03}", "hub", "perhaps") for n in range(MOST + 4)]
    drawn = draw_needs({}, star)
    assert drawn is not None
    assert (len(drawn.names), drawn.more) == (MOST, 5)
    assert "hub" in {key for _, key, _ in drawn.names}
    assert draw_needs({}, []) is None
