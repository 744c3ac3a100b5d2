"""What was said not to be the same."""

from __future__ import annotations

from datetime import date

import pytest

from cohelm.analysis.day import Day
from cohelm.analysis.distinctions import distinction, distinguished
from cohelm.core.errors import InputError, UnknownName
from tests.making import enterprise

ON = date(2026, 11, 23)
PLAN = enterprise(
    application={"a": {}, "b": {}, "c": {}, "s": {"clearance": "security"}, "p": {"clearance": "people"}},
    vendor={"v": {}}, person={"ann": {}},
)  # fmt: skip


def kept(*keys: str, reason: str = "another use", person: str = "") -> frozenset[frozenset[str]]:
    changes = distinction(PLAN, keys, id_="d", reason=reason, on=ON, person=person)
    return distinguished(Day(PLAN.with_changes(changes), ON))


def test_all_pairs_of_the_things_are_told_apart() -> None:
    pairs = kept("application:a", "application:b", "application:c")
    assert pairs == {
        frozenset(("application:a", "application:b")), frozenset(("application:a", "application:c")),
        frozenset(("application:b", "application:c")),
    }  # fmt: skip


def test_it_says_why_when_and_who() -> None:
    keys = ("application:a", "application:b")
    changes = distinction(PLAN, keys, id_="d", reason=" x ", on=ON, person="person:ann")
    after = PLAN.with_changes(changes)
    assert after.document("distinction:d") == {
        "name": "Not the same: a and b", "reason": "x", "said_on": "2026-11-23",
        "between": ["application:a", "application:b"], "said_by": "person:ann",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "reason", "said"),
    [
        (("application:a",), "x", "one kind"), (("application:a", "application:a"), "x", "one kind"),
        (("application:a", "vendor:v"), "x", "one kind"),
        (("application:a", "application:b"), " ", "the reason is missing"),
        (("application:s", "application:p"), "x", "two clearances"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_apart_is_refused(
    keys: tuple[str, ...], reason: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        kept(*keys, reason=reason)


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(UnknownName, match="there is no application 'x'"):
        kept("application:a", "application:x")
    with pytest.raises(UnknownName):
        kept("nonsense:a", "application:a")


def test_it_is_as_private_as_what_it_is_about() -> None:
    keys = ("application:s", "application:a")
    changes = distinction(PLAN, keys, id_="d", reason="x", on=ON)
    assert PLAN.with_changes(changes).plain("distinction:d")["clearance"] == "security"


def test_one_that_is_taken_back_or_a_draft_tells_nothing_apart() -> None:
    for state in ({"lifecycle": "end_of_life"}, {"clearance": "draft:ann"}):
        plan = enterprise(
            application={"a": {}, "b": {}},
            distinction={"d": {"between": ["application:a", "application:b"], **state}},
        )
        assert distinguished(Day(plan, ON)) == frozenset()
