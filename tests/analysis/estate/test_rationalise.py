"""Value, fit, debt, redundancy and the map of capabilities, worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.estate.fit import Cuts, debt_ratio, grade
from cohelm.analysis.estate.landscape import colours
from cohelm.analysis.estate.rationalise import Rationalise, rationalise
from cohelm.core.errors import UnknownName, UsageError
from tests.making import enterprise

ON = date(2026, 11, 23)
EUR = {"organisation": {"currency": "EUR"}}


def asked(told: dict[str, Any] | None = None, **kinds: Any) -> Rationalise:
    return rationalise(enterprise(organisation=EUR, **kinds), on=ON, **(told or {}))


def scored(value: float, fit: float, **more: Any) -> dict[str, Any]:
    return {"business_value": value, "technical_fit": fit, **more}


def rows(found: Rationalise) -> dict[str, dict[str, Any]]:
    return {row["application"].partition(":")[2]: row for row in found.applications.to_dicts()}


@pytest.mark.parametrize(
    ("value", "fit", "expected"),
    [
        (2.5, 2.5, "invest"), (2.5, 2.49, "migrate"), (2.49, 2.5, "tolerate"),
        (2.49, 2.49, "eliminate"), (0, 5, "tolerate"), (5, 0, "migrate"),
    ],
)  # fmt: skip
def test_a_cut_line_itself_belongs_to_the_better_side(
    value: float, fit: float, expected: str
) -> None:
    assert Cuts(2.5, 2.5, 0.25).quadrant(value, fit) == expected


@pytest.mark.parametrize(
    ("value", "fit", "expected"),
    [(2.75, 5, True), (2.76, 5, False), (5, 2.25, True), (0, 0, False), (2.25, 5, True)],
)
def test_on_the_line_is_within_a_quarter_of_one_of_them(
    value: float, fit: float, expected: bool
) -> None:
    assert Cuts(2.5, 2.5, 0.25).on_the_line(value, fit) is expected


@pytest.mark.parametrize(("step", "expected"), [(10, True), (11, False)])
@pytest.mark.parametrize("cut", [1.1, 2.5, 3.3])
def test_a_bound_counts_as_near_in_decimals_too(cut: float, step: int, expected: bool) -> None:
    for at in (round(cut * 100) + step, round(cut * 100) - step):
        assert Cuts(cut, cut, 0.1).on_the_line(at / 100, 5) is expected
        assert Cuts(cut, cut, 0.1).on_the_line(5, at / 100) is expected


def test_scores_make_the_grid_what_is_on_a_line_comes_first_and_what_lacks_one_stands_nowhere() -> (
    None
):
    found = asked(
        application={
            "old": scored(1, 1, annual_cost="100 EUR", disposition="retire"),
            "core": scored(4, 1, disposition="retain"), "half": {"business_value": 3},
            "near": scored(2.6, 4),
        }
    )  # fmt: skip
    assert [row["time"] for row in found.applications.to_dicts()] == [
        "invest", "eliminate", "migrate", None,
    ]  # fmt: skip
    assert found.rated.counted == ("application:near", "application:old", "application:core")
    assert found.on_the_line.counted == ("application:near",)
    assert found.disagreeing.counted == ("application:core",)
    assert (found.to_eliminate.value, found.to_eliminate.unit) == (Decimal(100), "EUR")
    assert found.sentence == (
        "Of 3 applications with scores 1 to eliminate, 1 to migrate, 1 to invest; "
        "1 on a cut line; 0 beside a better one for the same"
    )


def test_the_cuts_can_be_moved() -> None:
    found = asked({"cut_value": 4.0, "near": 0.0}, application={"a": scored(3.9, 4)})
    assert rows(found)["a"]["time"] == "tolerate"
    assert found.on_the_line.value == 0


def test_a_user_costs_what_is_paid_by_the_stated_users_or_those_of_the_departments() -> None:
    used_by = [{"to": "department:a", "users": 30}, {"to": "department:b", "users": 10}]
    found = asked(
        department={"a": {}, "b": {}},
        application={
            "stated": {"annual_cost": "1000 EUR", "users": 300, "used_by": used_by},
            "summed": {"annual_cost": "1000 EUR", "used_by": used_by},
            "unknown": {"annual_cost": "1000 EUR"},
            "nobody": {"annual_cost": "1000 EUR", "users": 0},
        },
    )
    each = {name: row["cost_per_user"] for name, row in rows(found).items()}
    assert each["stated"] == {"amount": Decimal("3.33"), "currency": "EUR"}
    assert each["summed"] == {"amount": Decimal(25), "currency": "EUR"}
    assert each["unknown"] is each["nobody"] is None
    assert found.cost_per_user.value == Decimal("5.88")  # 2,000 / 340
    assert found.cost_per_user.left_out == {
        "cost or users not on record": ("application:nobody", "application:unknown")
    }


def test_debt_is_weighed_against_all_lines_of_its_repositories() -> None:
    assert debt_ratio(122_563 / 60, 63_987) == pytest.approx(0.063848, abs=5e-7)
    assert [grade(one) for one in (0.05, 0.0501, 0.10, 0.20, 0.50, 0.51)] == list("ABBCDE")
    found = asked(
        repository={
            "r": {"lines": 60_000, "builds": ["application:a"]},
            "s": {"lines": 3_987, "builds": ["application:a", "application:b"]},
            "t": {"builds": ["application:b"]},
        },
        application={"a": {"debt_hours": 122_563 / 60}, "b": {"debt_hours": 10}, "c": {}},
    )
    of = rows(found)
    assert of["a"]["debt_ratio"] == pytest.approx(0.063848, abs=5e-7)
    assert of["a"]["debt_grade"] == "B"
    assert of["b"]["debt_ratio"] is None  # one repository does not say how large it is
    assert found.debt_hours.value == pytest.approx(122_563 / 60 + 10)


BESIDE = {"supports": ["capability:x"], "used_by": ["department:d"]}


def beside(**changed: Any) -> Rationalise:
    return asked(
        department={"d": {}, "e": {}}, capability={"x": {}, "y": {}},
        application={"good": scored(4, 4, **BESIDE), "weak": scored(3, 4, **(BESIDE | changed))},
    )  # fmt: skip


def test_redundant_is_what_stands_beside_a_better_one_for_the_same() -> None:
    row = beside().redundant.to_dicts()[0]
    assert (row["application"], row["better"]) == ("application:weak", ["application:good"])


@pytest.mark.parametrize(
    "changed",
    [
        {"supports": ["capability:x", "capability:y"]}, {"used_by": ["department:e"]},
        {"depends_on": ["application:good"]}, {"business_value": 4},
        {"technical_fit": 4.1}, {"lifecycle": "end_of_life"},
    ],
)  # fmt: skip
def test_it_is_not_where_one_thing_differs(changed: dict[str, Any]) -> None:
    assert len(beside(**changed).redundant) == 0


def test_orphans_serve_nothing_on_record() -> None:
    found = asked(
        capability={"x": {}}, server={"idle": {}, "busy": {"on_network": ["network:lit"]}},
        network={"dark": {}, "lit": {}}, department={"sales": {}},
        application={
            "shared": {"used_by": ["department:sales"]},  # by how many is not said

            "served": {"supports": ["capability:x"]}, "used": {"users": 4},
            "needed": {}, "alone": {"depends_on": ["application:needed"], "runs_on": ["server:busy"]},
        },
    )  # fmt: skip
    assert found.orphans["item"].to_list() == ["application:alone", "network:dark", "server:idle"]
    assert found.without_purpose.value == 3


def test_where_nothing_of_a_kind_is_said_to_serve_anything_nobody_can_say_what_serves_nothing() -> (
    None
):
    found = asked(application={"a": {}, "b": {}}, network={"dark": {}})
    assert (len(found.orphans), found.without_purpose.value) == (0, None)
    unsaid = {"nothing of their kind is said to serve anything":
              ("application:a", "application:b", "network:dark")}  # fmt: skip
    assert found.without_purpose.left_out == unsaid
    one = asked(application={"a": {"users": 3}}, network={"dark": {}})
    assert (one.without_purpose.value, len(one.orphans)) == (0, 0)
    assert list(one.without_purpose.left_out.values()) == [("network:dark",)]


MAP = {
    "b": {"code": "10"}, "a": {"code": "9"},
    "a2": {"code": "9.2", "parent": "capability:a"}, "a1": {"code": "9.1", "parent": "capability:a"},
}  # fmt: skip


def mapped(colour: str) -> dict[str, dict[str, Any]]:
    found = asked(
        {"colour": colour}, capability={**MAP, "a1": {**MAP["a1"], "maturity": 5}},
        application={
            "p": scored(1, 1, supports=["capability:a1"], annual_cost="10 EUR", criticality="low",
                        hosting="saas", lifecycle={"active": "2020-01-01"}),
            "q": scored(1, 4, supports=["capability:a1", "capability:a2"], annual_cost="30 EUR",
                        criticality="high", hosting="saas"),
        },
    )  # fmt: skip
    return {row["capability"].partition(":")[2]: row for row in found.capabilities.to_dicts()}


def test_the_map_is_nested_in_the_order_of_codes_and_counts_each_application_once() -> None:
    found = mapped("technical_fit")
    assert list(found) == ["a", "a1", "a2", "b"]
    assert [row["level"] for row in found.values()] == [1, 2, 2, 1]
    assert [row["applications"] for row in found.values()] == [2, 2, 1, 0]
    assert found["a"]["annual_cost"] == {"amount": Decimal(40), "currency": "EUR"}


@pytest.mark.parametrize(
    ("colour", "shown", "shades"),
    [
        ("technical_fit", ["2.5", "2.5", "4", None], [3, 3, 5, None]),
        ("applications", ["2", "2", "1", "0"], [5, 5, 3, 1]),
        ("annual_cost", ["40 EUR", "40 EUR", "30 EUR", None], [5, 5, 1, None]),
        ("criticality", ["high", "high", "high", None], [3, 3, 3, None]),
        ("hosting", ["saas", "saas", "saas", None], [4, 4, 4, None]),
        ("lifecycle", ["active", "active", None, None], [3, 3, None, None]),
        ("maturity", [None, "5", None, None], [None, 5, None, None]),
        ("capability.maturity", [None, "5", None, None], [None, 5, None, None]),
    ],
)
def test_any_field_colours_it(
    colour: str, shown: list[str | None], shades: list[int | None]
) -> None:
    found = mapped(colour)
    assert [row["shown"] for row in found.values()] == shown
    assert [row["shade"] for row in found.values()] == shades


def test_whatever_is_offered_colours_it_and_names_each_field_once() -> None:
    offered = colours(enterprise().schema)
    assert {"applications", "annual_cost", "maturity", "capability.lifecycle"} <= set(offered)
    assert "description" not in offered
    for one in offered:
        mapped(one)


def test_capabilities_in_a_circle_stand_at_the_top() -> None:
    found = asked(capability={"a": {"parent": "capability:b"}, "b": {"parent": "capability:a"}})
    assert sorted(row["level"] for row in found.capabilities.to_dicts()) == [1, 2]


def test_wrong_input_says_what_is_accepted() -> None:
    with pytest.raises(UnknownName, match="technical_fit"):
        asked({"colour": "technical_fitt"}, application={"a": {}})
    with pytest.raises(UsageError, match="description"):
        asked({"colour": "description"})
    for told in ({"cut_value": 5.1}, {"cut_fit": -0.1}, {"near": 2.6}):
        with pytest.raises(UsageError, match=next(iter(told))):
            asked(told)


def test_without_applications_there_is_nothing_to_weigh() -> None:
    found = asked()
    assert found.sentence == "There are no applications yet"
    assert found.rated.value is None
