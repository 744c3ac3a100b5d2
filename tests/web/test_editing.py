from __future__ import annotations

import pytest

from cohelm.core.changes import ItemChange
from cohelm.web.editing import change, merged


@pytest.mark.parametrize(
    ("now", "was", "mine", "text", "theirs"),
    [
        ("a", "a", "a", "a", None),  # nobody changed it
        ("a", "a", "b", "b", None),  # I did
        ("c", "a", "a", "c", None),  # they did: theirs stays
        ("b", "a", "b", "b", None),  # both to the same
        ("c", "a", "b", "b", "c"),  # both, to different things
        ("", "a", "b", "b", ""),  # they emptied what I changed
        ("a\r\nb", "a\nb", "a\r\nb", "a\nb", None),  # line ends are no edit
    ],
)
def test_three_ways_of_one_field(
    now: str, was: str, mine: str, text: str, theirs: str | None
) -> None:
    found = merged({"x": now}, {"x": mine, "was-x": was})
    assert found.texts == {"x": text}
    assert found.theirs == ({} if theirs is None else {"x": theirs})


def test_a_form_that_leaves_an_input_out_leaves_its_field() -> None:
    found = merged({"x": "a", "y": "b"}, {"y": "c", "was-y": "b"})
    assert found.texts == {"x": "a", "y": "c"}


def test_theirs_is_taken_where_it_was_picked() -> None:
    found = merged({"x": "c"}, {"x": "b", "was-x": "a", "pick-x": "theirs"})
    assert (found.texts, found.theirs) == ({"x": "c"}, {})


def test_only_the_fields_that_differ_are_changed() -> None:
    (only,) = change(
        "application:crm", {"name": "A", "users": 1, "tags": ["x"]}, {"name": "A", "users": 2}
    )
    assert only == ItemChange(
        "application:crm", {"users": 1, "tags": ["x"]}, {"users": 2, "tags": None}
    )
    assert not len(change("application:crm", {"name": "A"}, {"name": "A"}))
