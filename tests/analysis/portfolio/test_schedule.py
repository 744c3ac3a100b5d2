"""Slips, spare time and what is critical, worked by hand and against every order of work."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.analysis.portfolio.schedule import Work, schedule
from tests.shares import tries

JAN = date(2027, 1, 1)


def days(first: int, last: int, **needs: int | None) -> Work:
    """Work from one day of the year to another; needs by day of the year, None: its start."""
    at = {key: None if by is None else JAN + timedelta(by) for key, by in needs.items()}
    return Work(JAN + timedelta(first), JAN + timedelta(last), at)


def test_what_is_there_in_time_moves_nothing() -> None:
    slots, circular = schedule({"a": days(0, 9), "b": days(10, 19, a=None)})
    assert circular == ()
    assert (slots["b"].slip, slots["b"].late) == (0, ())
    assert slots["a"].critical
    assert slots["b"].critical


def test_one_day_late_moves_all_that_follows_by_one_day() -> None:
    slots, _ = schedule({"a": days(0, 10), "b": days(10, 19, a=None), "c": days(20, 29, b=None)})
    assert [slots[key].slip for key in "abc"] == [0, 1, 1]
    assert slots["b"].start == JAN + timedelta(11)
    assert slots["c"].end == JAN + timedelta(30)
    assert slots["c"].late == ("b",)


def test_a_need_by_a_day_counts_from_that_day() -> None:
    slots, _ = schedule({"a": days(0, 16), "b": days(10, 29, a=16)})
    assert slots["b"].slip == 0
    slots, _ = schedule({"a": days(0, 17), "b": days(10, 29, a=16)})
    assert slots["b"].slip == 1


def test_spare_time_is_what_the_next_one_leaves() -> None:
    """a may end 5 days later before b waits; c, which nothing follows, until b's end on day 29."""
    slots, _ = schedule({"a": days(0, 4), "b": days(10, 29, a=None), "c": days(5, 14, a=None)})
    assert slots["a"].spare == 5  # c would wait for it, and has more to spare
    assert slots["c"].spare == 15
    assert slots["b"].spare == 0
    assert not slots["c"].critical


def test_what_hangs_together_with_nothing_is_not_critical() -> None:
    slots, _ = schedule({"a": days(0, 9)})
    assert (slots["a"].spare, slots["a"].critical) == (0, False)


def test_a_circle_is_named_and_the_rest_goes_on() -> None:
    slots, circular = schedule(
        {"a": days(0, 9, b=None), "b": days(0, 9, a=None), "c": days(10, 19, a=None, d=None),
         "d": days(0, 11)}
    )  # fmt: skip
    assert circular == ("a", "b")
    assert slots["c"].slip == 2


def test_a_need_of_what_is_not_there_is_passed_over() -> None:
    slots, _ = schedule({"a": days(0, 9, gone=None)})
    assert slots["a"].slip == 0


Many = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 30), st.sets(st.integers(0, 7))),
    min_size=1, max_size=8,
)  # fmt: skip


def made(rows: list[tuple[int, int, set[int]]], delay: int = -1) -> dict[str, Work]:
    """Work that needs only what comes before it; one of it may take a day longer."""
    return {
        str(at): days(first, first + long + (at == delay), **{str(n): None for n in of if n < at})
        for at, (first, long, of) in enumerate(rows)
    }


@pytest.mark.slow
@settings(max_examples=tries(150), deadline=None)
@given(Many)
def test_a_day_more_moves_an_end_exactly_where_there_is_none_to_spare(
    rows: list[tuple[int, int, set[int]]],
) -> None:
    """The meaning of spare time, tried out: the last end of all that hangs together moves or not."""
    slots, _ = schedule(made(rows))
    for at in range(len(rows)):
        later, _ = schedule(made(rows, delay=at))
        together = _joined(rows, at)
        before = max(slots[str(one)].end for one in together)
        after = max(later[str(one)].end for one in together)
        assert (after > before) == (slots[str(at)].spare == 0)


def _joined(rows: list[tuple[int, int, set[int]]], at: int) -> set[int]:
    found, before = {at}, set[int]()
    while found != before:
        before = set(found)
        for one, (_, _, of) in enumerate(rows):
            near = {n for n in of if n < one}
            if one in found or near & found:
                found |= near | {one}
    return found
