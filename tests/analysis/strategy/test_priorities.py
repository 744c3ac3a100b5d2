"""Where two orders of priority agree and differ."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.analysis.strategy.priorities import Priorities, ordinal, priorities
from cohelm.core.errors import UnknownName, UsageError
from tests.making import enterprise
from tests.shares import tries

ON = date(2026, 11, 23)
OFFICES = {"cio": {"name": "CIO office", "place": 1}, "cto": {"name": "CTO office", "place": 2}}


def asked(
    one: list[int | None], other: list[int | None], *, by: str = "rank", **more: Any
) -> Priorities:
    work = {
        f"i{at}": {
            "ranked_by": [
                {"to": office, by: place}
                for office, place in (("cio", a), ("cto", b))
                if place is not None
            ]
        }
        for at, (a, b) in enumerate(zip(one, other, strict=True))
    }
    return priorities(enterprise(office=OFFICES, initiative=work), on=ON, **more)


def test_the_published_example_with_ties_comes_out() -> None:
    x, y = [1, 2, 2, 4, 4, 6, 6, 8, 9, 9], [1, 2, 4, 4, 4, 4, 8, 8, 8, 10]
    assert asked(x, y).agreement.value == pytest.approx(0.85895569, abs=1e-8)


def test_two_neighbours_that_are_swapped_leave_six_tenths() -> None:
    found = asked([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])
    assert found.agreement.value == pytest.approx(0.6)
    assert asked([1, 2, 3], [3, 2, 1]).agreement.value == pytest.approx(-1.0)


def test_the_sentence_is_for_people_and_the_first_are_counted() -> None:
    found = asked([1, 2, 3, 4], [4, 2, 1, 3], first=3)
    assert found.shared == ("initiative:i1", "initiative:i2")
    assert found.sentence == "You share two of your first three; furthest apart: i0, 1st and 4th"
    assert found.items.row(0) == ("initiative:i0", 1, 4, 3)


def test_what_has_ended_leaves_the_order_and_the_others_move_up() -> None:
    ranks = [{"to": "cio", "rank": 1}, {"to": "cto", "rank": 1}]
    later = [{"to": "cio", "rank": 2}, {"to": "cto", "rank": 7}]
    work = {"gone": {"status": "done", "ranked_by": ranks}, "next": {"ranked_by": later}}
    found = priorities(enterprise(office=OFFICES, initiative=work), on=ON)
    assert found.items.rows() == [("initiative:next", 1, 1, 0)]
    assert found.sentence == "You share one of your first ten"


def test_where_no_rank_is_stated_the_higher_value_stands_first() -> None:
    found = asked([90, 50, 50], [1, 2, 3], by="value")
    assert dict(found.items.select("item", "place_cio").rows()) == {
        "initiative:i0": 1, "initiative:i1": 2, "initiative:i2": 2,
    }  # fmt: skip
    assert found.agreement.value is not None
    assert found.agreement.value < 0


def test_what_only_one_ranks_is_left_out_and_listed() -> None:
    found = asked([1, 2, 3], [1, None, 2])
    assert found.one_sided == ("initiative:i1",)
    assert found.agreement.left_out == {"not ranked by CTO office": ("initiative:i1",)}


def test_orders_that_tell_nothing_apart_have_no_agreement_but_a_reason() -> None:
    assert asked([1, 1], [1, 2]).agreement.value is None
    assert asked([1], [1]).agreement.reason == "fewer than two places are told apart by both"


def test_an_office_without_an_order_is_named() -> None:
    assert asked([1], [None]).sentence == (
        "Nobody can say where priorities agree: CTO office: no order of priority is on record"
    )
    assert priorities(enterprise(), on=ON).shared_first.reason == (
        "fewer than two offices are on record"
    )


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(UsageError, match="first 0"):
        asked([1], [1], first=0)
    with pytest.raises(UsageError, match="two offices"):
        asked([1], [1], offices=("cio",))
    with pytest.raises(UnknownName, match="cfo"):
        asked([1], [1], offices=("cio", "cfo"))


def test_places_are_said_as_one_says_them() -> None:
    assert [ordinal(one) for one in (1, 2, 3, 4, 11, 12, 13, 21, 31, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "31st", "111th",
    ]  # fmt: skip


PLACES = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), min_size=2, max_size=12)


def tau_b(pairs: list[tuple[int, int]]) -> float | None:
    """Plainly, pair by pair: (concordant − discordant) / √(untied in x × untied in y)."""
    balance = in_x = in_y = 0
    for at, (a, b) in enumerate(pairs):
        for c, d in pairs[:at]:
            balance += ((a > c) - (a < c)) * ((b > d) - (b < d))
            in_x, in_y = in_x + (a != c), in_y + (b != d)
    return float(balance / (in_x * in_y) ** 0.5) if in_x and in_y else None


@pytest.mark.slow
@settings(max_examples=tries(40), deadline=None)
@given(PLACES)
def test_the_agreement_is_counted_pair_by_pair_and_does_not_ask_who_is_first(
    pairs: list[tuple[int, int]],
) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    found = asked(list(one), list(other)).agreement.value
    turned = asked(list(other), list(one)).agreement.value
    expected = tau_b(pairs)
    assert (found is None) == (expected is None)
    if expected is not None:
        assert found == pytest.approx(expected)
        assert turned == pytest.approx(expected)
