"""What can be taken out is offered by name, and what goes by one name by a second word."""

from __future__ import annotations

from datetime import date

from cohelm.analysis.estate.outage import outage
from cohelm.web.designs.outage import of_outage
from tests.making import enterprise


def test_places_of_one_name_say_what_they_are_a_part_of() -> None:
    plan = enterprise(
        location={
            "akron": {"name": "Akron"},
            "camden": {"name": "Camden"},
            "closet-1": {"name": "Closet", "parent": "location:akron"},
            "closet-2": {"name": "Closet", "parent": "location:camden"},
        },
        server={
            "a": {"name": "A", "located_in": "location:closet-1"},
            "b": {"name": "B", "located_in": "location:closet-2"},
        },
    )
    offered = dict(of_outage(plan, outage(plan, items=(), on=date(2026, 6, 30)))["offered"])
    assert dict(offered["Places"]) == {
        "location:akron": "Akron",
        "location:camden": "Camden",
        "location:closet-1": "Closet, Akron",
        "location:closet-2": "Closet, Camden",
    }


def test_goals_and_departments_that_are_reached_are_named_and_ways_stand_apart() -> None:
    plan = enterprise(
        goal={"grow": {}},
        capability={"sell": {"pursues": "goal:grow"}},
        application={"shop": {"supports": ["capability:sell"]}},
    )
    page = of_outage(plan, outage(plan, items=("shop",), on=date(2026, 6, 30)))
    assert [label for label, _ in page["reached"]] == ["Goals"]
