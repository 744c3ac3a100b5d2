"""What is out of support and what hangs on it, worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.analysis.technology.obsolescence import Obsolescence, obsolescence
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from tests.making import enterprise
from tests.shares import tries

ON = date(2026, 11, 29)
OLD, NEXT = {"end_of_security_support": "2026-11-28"}, {"end_of_security_support": "2027-03-31"}


def asked(
    application: dict[str, Any], technology: dict[str, Any], on: date = ON, **more: Any
) -> Obsolescence:
    told = {name: more.pop(name) for name in ("support", "quarters") if name in more}
    return obsolescence(
        enterprise(application=application, technology=technology, **more), on=on, **told
    )


def test_an_application_is_exposed_from_the_day_after_the_last() -> None:
    for on, exposed in ((date(2026, 11, 28), 0), (ON, 1)):
        found = asked({"crm": {"uses": ["php"]}}, {"php": OLD}, on)
        assert found.count.value == exposed
        assert found.share.value == exposed
    row = found.exposed.row(0, named=True)
    assert (row["technology"], row["days"], row["through"]) == ("technology:php", 1, None)


def test_it_rests_on_what_stands_beneath_through_any_number_of_steps() -> None:
    found = asked(
        {"crm": {"runs_on": ["server:vm"]}}, {"linux": OLD},
        server={"vm": {"runs_on": ["platform:farm"]}}, platform={"farm": {"uses": ["linux"]}},
    )  # fmt: skip
    assert found.exposed["through"].to_list() == ["platform:farm"]


def test_a_circle_of_platforms_ends() -> None:
    found = asked(
        {"crm": {"runs_on": ["platform:a"]}}, {"linux": OLD},
        platform={"a": {"runs_on": ["platform:b"]},
                  "b": {"runs_on": ["platform:a"], "uses": ["linux"]}},
    )  # fmt: skip
    assert found.exposed["through"].to_list() == ["platform:b"]


def test_what_has_no_end_is_undated_neither_safe_nor_exposed() -> None:
    found = asked({"crm": {"uses": ["php"]}, "erp": {"uses": ["go"]}}, {"php": OLD, "go": {}})
    assert found.undated == ("technology:go",)
    assert found.share.formula == "1 / 1"
    nothing = asked({"erp": {"uses": ["go"]}}, {"go": {}})
    assert nothing.share.value is None
    assert "known end" in nothing.sentence
    assert len(nothing.forecast) == 0


def test_what_is_retired_neither_counts_nor_carries() -> None:
    gone = {"lifecycle": {"end_of_life": "2026-01-01"}}
    found = asked(
        {"old": {"uses": ["php"], **gone}, "crm": {"runs_on": ["server:vm"]}}, {"php": OLD},
        server={"vm": {"uses": ["php"], **gone}},
    )  # fmt: skip
    assert found.share.value is None


def contained(*ends: tuple[str, str | None]) -> dict[str, Any]:
    """An application with components in their scopes."""
    said = [{"to": f"technology:{to}"} | ({"scope": scope} if scope else {}) for to, scope in ends]
    return {"contains": said}


@pytest.mark.parametrize(
    ("scope", "runs"),
    [
        (None, True), ("required", True), ("provided", True), ("optional", False),
        ("excluded", False), ("build", False), ("development", False), ("test", False),
    ],
)  # fmt: skip
def test_what_is_for_building_or_testing_only_is_counted_apart(
    scope: str | None, *, runs: bool
) -> None:
    found = asked(
        {"crm": contained(("php", scope)), "erp": {"uses": ["go"]}}, {"php": OLD, "go": NEXT}
    )
    assert (found.count.value, found.building_only.value) == ((1, 0) if runs else (0, 1))
    assert (len(found.exposed), len(found.built_with)) == ((1, 0) if runs else (0, 1))
    assert found.share.formula == ("1 / 2" if runs else "0 / 1")
    assert (
        "; 1 more application does so for building or testing only" in found.sentence
    ) is not runs
    assert ("technology:php" in found.technologies["technology"]) is runs
    if not runs:
        assert found.building_only.counted == ("application:crm",)
        assert found.built_with.row(0) == (
            "application:crm", "technology:php", date(2026, 11, 28), 1, scope,
        )  # fmt: skip


def test_what_is_needed_in_running_by_any_way_is_no_matter_of_building() -> None:
    found = asked(
        {"a": contained(("php", "test")) | {"uses": ["php"]},
         "b": contained(("php", "build")) | {"runs_on": ["server:vm"]},
         "c": contained(("php", "test"), ("go", None))},
        {"php": OLD, "go": OLD},
        server={"vm": {"uses": ["php"]}},
    )  # fmt: skip
    assert found.count.counted == ("application:a", "application:b", "application:c")
    # c is exposed by something else, and counts there alone
    assert found.building_only.value == 0
    assert found.built_with.select("application", "technology").rows() == [
        ("application:c", "technology:php")
    ]
    assert found.exposed.filter(found.exposed["application"] == "application:b")[
        "through"
    ].to_list() == ["server:vm"]


def test_of_several_scopes_of_one_release_the_nearest_to_running_is_named() -> None:
    release = OLD | {"release_of": "php", "version": "5"}
    packages = {one: {"package": "pkg:generic/php", "version": f"5.{one}"} for one in ("6", "7")}
    found = asked(
        {"crm": contained(("6", "test"), ("7", "optional"))},
        {"php": {"package": "pkg:generic/php"}, "php-5": release, **packages},
    )
    assert found.built_with.select("technology", "scope").rows() == [
        ("technology:php-5", "optional")
    ]


def test_undated_technology_for_building_is_undated_and_makes_no_number() -> None:
    found = asked({"crm": contained(("php", "test"))}, {"php": {}})
    assert found.undated == ("technology:php",)
    assert found.building_only.value is None
    assert "known end" in found.building_only.reason
    # the last day is inclusive
    on_the_day = asked({"crm": contained(("php", "test"))}, {"php": OLD}, date(2026, 11, 28))
    assert (on_the_day.building_only.value, len(on_the_day.built_with)) == (0, 0)


@pytest.mark.slow
def test_the_level_of_support_is_chosen() -> None:
    levels = {"end_of_active_support": "2025-01-01", "end_of_security_support": "2026-12-31",
              "end_of_extended_support": "2028-12-31"}  # fmt: skip
    counts = [
        asked({"crm": {"uses": ["os"]}}, {"os": levels}, support=level).count.value
        for level in ("active", "security", "extended")
    ]
    assert counts == [1, 0, 0]
    assert asked({"a": {"uses": ["os"]}}, {"os": OLD}, support="extended").count.value == 1


def test_the_upgrade_that_frees_most_stands_first() -> None:
    """php alone exposes two; linux three, of which only one rests on nothing else."""
    found = asked(
        {"a": {"uses": ["php"]}, "b": {"uses": ["php"]}, "c": {"uses": ["php", "linux"]},
         "d": {"uses": ["linux"]}, "e": {"uses": ["linux", "php"]}},
        {"php": OLD, "linux": OLD},
    )  # fmt: skip
    assert found.technologies.select("technology", "applications", "frees").rows() == [
        ("technology:php", 4, 2), ("technology:linux", 3, 1),
    ]  # fmt: skip
    assert found.sentence == (
        "5 of 5 applications rest on technology past its security support; to renew php would free"
        " 2 applications"
    )


PLAN = {"linux-12": NEXT, "linux-13": {"succeeds": ["linux-12"]}}


def test_a_replacement_that_lands_after_the_end_is_late() -> None:
    work = {"renewal": {"end": "2027-05-31", "introduces": ["technology:linux-13"]}}
    found = asked({"a": {"uses": ["linux-12"]}}, PLAN, initiative=work)
    row = found.technologies.row(0, named=True)
    assert (row["replaced_by"], row["lands"], row["late"]) == (
        "initiative:renewal", date(2027, 5, 31), 61,
    )  # fmt: skip
    assert found.sentence.endswith(
        "; the replacement of linux-12 lands 2 months after support ends"
    )


def test_of_several_late_replacements_the_latest_is_named() -> None:
    work = {
        "renewal": {"end": "2027-05-31", "introduces": ["technology:linux-13"]},
        "later": {"end": "2027-10-31", "introduces": ["technology:store-9"]},
    }
    plan = {**PLAN, "store-8": NEXT, "store-9": {"succeeds": ["store-8"]}}
    found = asked({"a": {"uses": ["linux-12", "store-8"]}}, plan, initiative=work)
    assert found.sentence.endswith(
        "; the replacement of store-8 lands 7 months after support ends, the latest of 2"
    )


def test_the_quarters_say_what_is_exposed_with_the_plan_and_without() -> None:
    """It ends on 31 March: exposed from the second quarter; the plan lands within the third."""
    work = {"renewal": {"end": "2027-08-31", "introduces": ["technology:linux-13"]}}
    found = asked({"a": {"uses": ["linux-12"]}}, PLAN, initiative=work, quarters=4)
    assert found.forecast.rows() == [
        (date(2026, 12, 31), 0, 0, 0), (date(2027, 3, 31), 0, 0, 0),
        (date(2027, 6, 30), 1, 1, 1), (date(2027, 9, 30), 1, 0, 0),
    ]  # fmt: skip


def test_work_that_was_stopped_replaces_nothing() -> None:
    work = {"renewal": {"end": "2027-01-31", "introduces": ["technology:linux-13"],
                        "status": "stopped"}}  # fmt: skip
    row = asked({"a": {"uses": ["linux-12"]}}, PLAN, initiative=work).technologies.row(
        0, named=True
    )
    assert row["replaced_by"] is None
    assert row["late"] is None


def test_what_exposed_applications_cost_is_added_by_dated_rates_only() -> None:
    books = {"organisation": {"name": "Acme", "currency": "EUR"}}
    found = asked(
        {"a": {"uses": ["php"], "annual_cost": "7 EUR"}, "b": {"uses": ["php"]},
         "c": {"uses": ["php"], "annual_cost": "5 USD"}},
        {"php": OLD}, organisation=books,
    )  # fmt: skip
    assert found.cost.value == 7
    assert {key for keys in found.cost.left_out.values() for key in keys} == {
        "application:b", "application:c",
    }  # fmt: skip


def test_the_goals_of_what_rests_on_it_are_named() -> None:
    found = asked(
        {"a": {"uses": ["php"], "supports": ["sell"]}}, {"php": OLD},
        capability={"sell": {"pursues": ["goal:more"]}}, goal={"more": {}},
    )  # fmt: skip
    assert found.technologies["goals"].to_list() == [["goal:more"]]


def test_at_least_one_quarter_is_looked_at() -> None:
    with pytest.raises(UsageError, match="0 quarters"):
        asked({"a": {"uses": ["php"]}}, {"php": OLD}, quarters=0)


Edges = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=16)


@pytest.mark.slow
@settings(max_examples=tries(40), deadline=None)
@given(Edges, st.sets(st.tuples(st.integers(0, 7), st.integers(0, 3)), max_size=10))
def test_what_is_exposed_is_what_a_walk_reaches(
    edges: set[tuple[int, int]], uses: set[tuple[int, int]]
) -> None:
    """Applications 0 to 3 on platforms 4 to 7; a walk by hand over what runs on what."""
    below = {a: {b for x, b in edges if x == a and b >= 4 and a != b} for a in range(8)}

    def walk(start: int) -> set[int]:
        seen, open_ = {start}, [start]
        while open_:
            for one in below[open_.pop()] - seen:
                seen.add(one)
                open_.append(one)
        return seen

    want = {(a, t) for a in range(4) for here in walk(a) for x, t in uses if x == here}
    body = {
        n: {"runs_on": [f"platform:n{b}" for b in sorted(below[n])],
            "uses": [f"t{t}" for x, t in sorted(uses) if x == n]}
        for n in range(8)
    }  # fmt: skip
    found = asked(
        {f"n{n}": body[n] for n in range(4)}, {f"t{t}": OLD for t in range(4)},
        platform={f"n{n}": body[n] for n in range(4, 8)},
    )  # fmt: skip
    got = {
        (int(a[-1]), int(t[-1]))
        for a, t in found.exposed.select("application", "technology").rows()
    }
    assert got == want


def test_the_sample_names_what_its_rows_name(the_sample: Enterprise) -> None:
    found = obsolescence(the_sample, on=ON)
    assert found.count.value == found.exposed["application"].n_unique()
    assert (found.exposed["ended"] < ON).all()
