"""Changes as data: their bytes, their inverse, their net effect."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.core.changes import (
    Change,
    ChangeSet,
    ItemChange,
    LinkChange,
    ObservationChange,
    decode,
    encode,
    inverted,
    joined,
    patched,
)

words = st.text(max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
plains = st.none() | st.dictionaries(words, values, max_size=4)
changes = (
    st.builds(ItemChange, words, plains, plains)
    | st.builds(LinkChange, words, words, words, st.integers(0, 99991231), plains, plains)
    | st.builds(ObservationChange, words, words, words, words, words, plains, plains)
)
FIELDS = ["a", "b", "c"]
states = st.none() | st.dictionaries(st.sampled_from(FIELDS), st.integers(0, 3), max_size=3)


@pytest.mark.slow
@given(changes)
def test_a_change_is_what_its_bytes_say(change: Change) -> None:
    assert decode(encode(change)) == change


@pytest.mark.slow
@given(changes, st.randoms())
def test_the_bytes_do_not_hang_on_the_order_of_the_fields(change: Change, random: Any) -> None:
    def shuffled(plain: Any) -> Any:
        return None if plain is None else dict(random.sample(list(plain.items()), len(plain)))

    other = type(change)(*change.identity(), shuffled(change.before), shuffled(change.after))  # type: ignore[arg-type]
    assert encode(other) == encode(change)


def test_the_bytes_say_what_kind_of_change_it_is() -> None:
    change = LinkChange("application:a", "runs_on", "server:b", 20260131, None, {"hard": True})
    assert orjson.loads(encode(change)) == [
        "link", ["application:a", "runs_on", "server:b", 20260131], None, {"hard": True}
    ]  # fmt: skip


@pytest.mark.slow
@given(changes)
def test_what_takes_a_change_back_is_taken_back_by_it(change: Change) -> None:
    assert inverted(inverted(change)) == change
    assert inverted(change).identity() == change.identity()


@pytest.mark.slow
@given(st.lists(changes, max_size=5))
def test_a_change_set_is_taken_back_in_reverse_order(found: list[Change]) -> None:
    whole = ChangeSet.of(found)
    assert whole.inverse().inverse() == whole
    assert [one.identity() for one in whole.inverse()] == [one.identity() for one in found[::-1]]


@pytest.mark.parametrize(
    ("change", "subject"),
    [
        (ItemChange("application:a", None, {}), "application:a"),
        (LinkChange("application:a", "runs_on", "server:b", 0, None, {}), "application:a"),
        (ObservationChange("uptime", "server:b", "2026-01-31", "", "", None, {}), "server:b"),
    ],
)
def test_the_subject_of_a_change_is_the_item_that_says_it(change: Change, subject: str) -> None:
    assert change.subject == subject


@pytest.mark.parametrize(
    ("plain", "after", "result"),
    [
        ({"a": 1, "b": 2}, {"b": 3}, {"a": 1, "b": 3}),
        ({"a": 1, "b": 2}, {"b": None}, {"a": 1}),
        ({"a": 1}, {"b": False}, {"a": 1, "b": False}),
        (None, {"a": 1, "b": None}, {"a": 1}),
        ({"a": 1}, None, None),
        (None, None, None),
    ],
)
def test_a_patch_touches_what_it_names_and_none_empties(
    plain: Any, after: Any, result: Any
) -> None:
    assert patched(plain, after) == result


def item_steps(found: list[dict[str, int] | None]) -> list[ItemChange]:
    """The changes that lead one item through these states, each as its writer would say it."""
    steps = []
    for before, after in pairwise(found):
        if before is None or after is None:
            steps.append(ItemChange("server:a", before, after))
        else:
            touched = [n for n in FIELDS if before.get(n) != after.get(n)]
            steps.append(
                ItemChange(
                    "server:a",
                    {n: before.get(n) for n in touched},
                    {n: after.get(n) for n in touched},
                )
            )
    return steps


def laid(state: dict[str, int] | None, found: ChangeSet) -> dict[str, Any] | None:
    for change in found:
        state = patched(None if change.before is None else state, change.after)
    return state


@given(st.lists(states, min_size=1, max_size=7))
def test_the_net_of_several_changes_leads_from_the_first_state_to_the_last(
    found: list[dict[str, int] | None],
) -> None:
    whole = ChangeSet.of(item_steps(found))
    net = whole.net()
    assert laid(found[0], net) == laid(found[0], whole) == found[-1]
    assert laid(found[-1], net.inverse()) == found[0]
    assert len(net) == (found[0] != found[-1])


@given(st.lists(states, min_size=3, max_size=3))
def test_two_changes_of_one_item_are_one(found: list[dict[str, int] | None]) -> None:
    first, second = item_steps(found)
    assert laid(found[0], ChangeSet((joined(first, second),))) == found[2]


@pytest.mark.slow
@given(st.lists(plains, min_size=2, max_size=6))
def test_the_net_of_the_changes_of_a_link_is_from_its_first_to_its_last(found: list[Any]) -> None:
    ends = "application:a", "runs_on", "server:b", 0
    steps = (LinkChange(*ends, *pair) for pair in pairwise(found))
    net = ChangeSet.of(steps).net()
    last = LinkChange(*ends, found[0], found[-1])
    assert net == ChangeSet((last,) if found[0] != found[-1] else ())


def test_links_of_two_first_days_are_two_links() -> None:
    one = LinkChange("application:a", "runs_on", "server:b", 0, None, {})
    other = LinkChange("application:a", "runs_on", "server:b", 20260101, {}, None)
    assert ChangeSet((one, other)).net() == ChangeSet((one, other))


def test_one_change_set_follows_another() -> None:
    one = ChangeSet((ItemChange("server:a", None, {"name": "A"}),))
    other = ChangeSet((ItemChange("server:a", {"name": "A"}, {"name": "B"}),))
    assert list(one.then(other)) == [*one, *other]
    assert len(one.then(other)) == 2
    assert list(one.then(other).net()) == [ItemChange("server:a", None, {"name": "B"})]
