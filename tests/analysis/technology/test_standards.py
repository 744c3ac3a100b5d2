"""Standards, exceptions that end, and departures, on small organisations."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.technology.standards import Standards, standards
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from tests.analysis.finding import items, only
from tests.making import enterprise

ON = date(2026, 11, 23)


def made(standard: dict[str, Any], **kinds: Any) -> Enterprise:
    rule = {"forbids": ["old"], "prescribes": ["new"], "purpose": "stores"} | standard
    return enterprise(
        technology={"old": {}, "new": {"ring": "adopt"}, "free": {}},
        forum={"board": {}},
        application={"a": {"uses": ["old", "free"]}, "b": {"uses": ["new"]}},
        standard={"rule": rule}, **kinds,
    )  # fmt: skip


def asked(standard: dict[str, Any] | None = None, **kinds: Any) -> Standards:
    return standards(made(standard or {}, **kinds), on=ON)


def test_who_uses_what_is_forbidden_departs_and_who_keeps_to_it_is_counted() -> None:
    found = asked()
    assert found.departures.rows() == [
        ("technology:old", "standard:rule", "application:a", None, False, None)
    ]
    assert found.for_what.rows() == [
        ("stores", "technology:new", ["technology:old"], None, "standard:rule", 1, "adopt")
    ]
    assert found.coverage.value == pytest.approx(2 / 3)
    assert found.coverage.left_out == {"no standard speaks of it": ("technology:free",)}
    assert found.sentence == (
        "1 standard in force; 1 item not exempt and using what they forbid; "
        "0 exceptions, 0 about to end, 0 without an end"
    )


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ({"start": "2026-11-23"}, "in force"), ({"start": "2026-11-24"}, "begins later"),
        ({"end": "2026-11-23"}, "in force"), ({"end": "2026-11-22"}, "has ended"), ({}, "in force"),
    ],
)  # fmt: skip
def test_a_standard_binds_from_its_first_to_its_last_day(days: dict[str, str], state: str) -> None:
    found = asked(days)
    assert found.standards["state"].to_list() == [state]
    assert len(found.departures) == (state == "in force")


@pytest.mark.parametrize(
    ("dates", "state", "departs"),
    [
        ({"until": "2026-11-23"}, "holds", False), ({"until": "2026-11-22"}, "has run out", True),
        ({"from": "2026-11-24", "until": "2027-01-01"}, "begins later", True),
        ({"from": "2026-11-23", "until": "2027-01-01"}, "holds", False), ({}, "has no end", False),
    ],
)  # fmt: skip
def test_an_exception_counts_from_its_first_to_its_last_day(
    dates: dict[str, str], state: str, departs: bool
) -> None:
    found = asked({"exempts": [{"to": "application:a", "reason": "It goes.", **dates}]})
    assert found.exemptions.select("item", "state", "reason").rows() == [
        ("application:a", state, "It goes.")
    ]
    assert bool(len(found.departures)) is departs
    assert found.exempt.value == (not departs)


@pytest.mark.parametrize(("until", "ending"), [("2027-02-21", 1), ("2027-02-22", 0)])
def test_an_exception_is_about_to_end_within_ninety_days(until: str, ending: int) -> None:
    assert asked({"exempts": [{"to": "application:a", "until": until}]}).ending.value == ending


def test_a_departure_after_the_standard_came_stands_first() -> None:
    plan = enterprise(
        technology={"old": {}}, standard={"rule": {"forbids": ["old"], "start": "2026-01-01"}},
        application={
            "a": {"uses": [{"to": "technology:old", "from": "2025-12-31"}]},
            "b": {"uses": [{"to": "technology:old", "from": "2026-01-02"}]},
        },
    )  # fmt: skip
    found = standards(plan, on=ON)
    assert found.departures["item"].to_list() == ["application:b", "application:a"]
    assert found.departures["after_it_came"].to_list() == [True, False]


def test_what_is_retired_or_whose_use_has_ended_departs_from_nothing() -> None:
    plan = enterprise(
        technology={"old": {}}, standard={"rule": {"forbids": ["old"]}},
        application={
            "gone": {"uses": ["old"], "lifecycle": "end_of_life"},
            "done": {"uses": [{"to": "technology:old", "until": "2026-11-22"}]},
        },
    )  # fmt: skip
    assert len(standards(plan, on=ON).departures) == 0


def test_the_code_of_what_is_exempt_is_exempt() -> None:
    found = asked(
        {"exempts": [{"to": "application:a", "until": "2027-01-01"}]},
        repository={"r": {"uses": ["old"], "builds": ["application:a"]},
                    "s": {"uses": ["old"], "builds": ["application:b"]}},
    )  # fmt: skip
    assert found.departures["item"].to_list() == ["repository:s"]


def test_bounds_and_nothing() -> None:
    with pytest.raises(UsageError, match="ahead"):
        standards(enterprise(), on=ON, ahead=0)
    assert standards(enterprise(), on=ON).sentence == "There are no standards yet"


# --- checks -------------------------------------------------------------------------------------


def test_what_is_forbidden_and_in_use_is_raised_once_a_technology() -> None:
    concern = only("TEC001", made({"exempts": [{"to": "application:a", "until": "2026-06-30"}]}))
    assert concern.items == ("technology:old", "standard:rule", "application:a")
    assert concern.message == (
        "technology:old is forbidden by standard:rule and used by application:a"
    )
    assert concern.business.startswith(
        "1 thing still uses the technology 'old', which the standard 'rule' no longer allows. "
        "The exception of 1 thing has run out."
    )


def test_an_exception_without_an_end_is_raised_for_its_standard() -> None:
    assert items("TEC002", made({"exempts": ["application:a"]})) == ["standard:rule"]
    assert (
        items("TEC002", made({"exempts": [{"to": "application:a", "until": "2030-01-01"}]})) == []
    )
    assert items("TEC002", made({"exempts": ["application:a"], "end": "2026-11-22"})) == []


@pytest.mark.parametrize(
    ("brought", "raised"), [("old", True), ("new", False), ("held", True), ("free", False)]
)
def test_work_may_bring_in_neither_what_is_forbidden_nor_what_is_on_hold(
    brought: str, raised: bool
) -> None:
    plan = enterprise(
        technology={"old": {}, "new": {"ring": "adopt"}, "held": {"ring": "hold"}, "free": {}},
        standard={"rule": {"forbids": ["old"]}},
        initiative={"work": {"introduces": [f"technology:{brought}"]},
                    "done": {"introduces": [f"technology:{brought}"], "status": "done"}},
    )  # fmt: skip
    assert items("TEC003", plan) == (["initiative:work"] if raised else [])


@pytest.mark.parametrize(
    ("support", "raised"), [("2026-11-22", True), ("2026-11-23", False), (None, False)]
)
def test_a_standard_may_not_prescribe_what_is_out_of_support(
    support: str | None, raised: bool
) -> None:
    stated = {"end_of_security_support": support} if support else {}
    plan = enterprise(technology={"t": stated}, standard={"rule": {"prescribes": ["t"]}})
    assert bool(items("TEC004", plan)) is raised


def test_nor_what_another_forbids() -> None:
    plan = enterprise(
        technology={"t": {}}, standard={"one": {"prescribes": ["t"]}, "two": {"forbids": ["t"]}}
    )
    concern = only("TEC004", plan)
    assert concern.items == ("standard:one", "technology:t")
    assert "is forbidden by standard:two" in concern.message


@pytest.mark.parametrize(
    ("stated", "raised"),
    [
        ({"end": "2026-11-22"}, True), ({"end": "2026-11-23"}, False), ({}, False),
        ({"strength": "must"}, True), ({"strength": "should"}, False),
        ({"strength": "must", "approved_by": ["forum:board"]}, False),
        ({"end": "2026-11-22", "lifecycle": "end_of_life"}, False),
    ],
)  # fmt: skip
def test_a_standard_that_ran_out_or_binds_by_nobodys_word_is_raised(
    stated: dict[str, Any], raised: bool
) -> None:
    assert bool(items("TEC005", made(stated))) is raised
