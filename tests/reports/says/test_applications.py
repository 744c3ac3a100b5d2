"""What lists of applications say, worked by hand from the rows."""

from datetime import date

from cohelm.reports.says.applications import of_applications
from cohelm.reports.says.saying import Lists
from tests.making import enterprise

ON = date(2026, 11, 24)


def said(**applications: dict[str, object]) -> list[tuple[str, list[str]]]:
    plan = enterprise(role={"head": {}}, application=applications)
    return [(one.text, list(one.keys)) for one in of_applications(Lists(plan, ON))]


def ends(day: str, **rest: object) -> dict[str, object]:
    return {"lifecycle": {"end_of_life": day}, "annual_cost": "100 EUR", **rest}


def test_what_is_past_its_end_of_life_and_still_costs_comes_first() -> None:
    found = said(past=ends("2025-06-30"), today=ends("2026-11-24"), later=ends("2026-11-25"))
    assert found[0] == (
        "200 € a year stands for 2 applications past the end of life, "
        "since 30 June 2025 at the longest",
        ["application:past", "application:today"],
    )
    assert found[1] == (
        "1 application with 100 € a year reaches its end of life within a year; "
        "next later, on 25 November 2026",
        ["application:later"],
    )


def test_what_nobody_owns_is_said_where_others_have_an_owner() -> None:
    owned = {"annual_cost": "60 EUR", "owner": "role:head"}
    bare = {"annual_cost": "40 EUR"}
    assert said(a=owned, b=bare) == [
        ("40 € a year goes to 1 application without an owner", ["application:b"]),
        ("2 applications cost 100 € a year", ["application:a", "application:b"]),
        ("60 € of that goes to a: 60 % of 100 €", ["application:a"]),
    ]
    assert not any("owner" in text for text, _ in said(a=bare, b=bare))


def test_nothing_is_said_without_money_and_dates() -> None:
    assert said(crm={}) == said() == []
