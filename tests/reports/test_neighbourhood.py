"""The picture of what is around an item."""

from __future__ import annotations

from itertools import pairwise

from cohelm.reports.neighbourhood import BOX, WIDTH, neighbourhood
from tests.making import enterprise

APPLICATIONS = {
    f"app-{n}": {"name": f"App {n}", "depends_on": ["application:crm"]} for n in range(9)
}


def test_what_it_leads_to_stands_right_and_what_leads_to_it_left() -> None:
    plan = enterprise(
        application={"crm": {"name": "CRM", "runs_on": ["server:a"]}, "shop": {"name": "Shop",
                     "depends_on": ["application:crm"]}},
        server={"a": {"name": "A"}},
    )  # fmt: skip
    picture = neighbourhood(plan, "application:crm")
    places = {one.name: one.x for one in picture.neighbours}
    assert places == {"Shop": 0, "A": WIDTH - BOX}
    assert picture.sentence == "CRM leads to 1 item and is led to by 1 item"


def test_many_of_a_relation_are_three_and_a_number() -> None:
    plan = enterprise(application={"crm": {"name": "CRM"}, **APPLICATIONS})
    names = [one.name for one in neighbourhood(plan, "application:crm").neighbours]
    assert names == ["App 0", "App 1", "App 2", "and 6 more"]
    assert "led to by 9 items" in neighbourhood(plan, "application:crm").sentence


def test_an_item_alone_says_so() -> None:
    picture = neighbourhood(enterprise(application={"crm": {"name": "CRM"}}), "application:crm")
    assert (picture.neighbours, picture.sentence) == ((), "CRM is linked to nothing")
    assert picture.height > 0


def test_boxes_never_lie_on_one_another() -> None:
    plan = enterprise(application={"crm": {"name": "CRM"}, **APPLICATIONS})
    picture = neighbourhood(plan, "application:crm")
    tops = sorted(one.y for one in picture.neighbours)
    assert all(b - a >= picture.row for a, b in pairwise(tops))
    assert tops[0] >= 0
    assert tops[-1] + picture.row <= picture.height


def test_a_long_name_is_cut_where_one_sees_it() -> None:
    plan = enterprise(application={"crm": {"name": "A very long name of a customer system"}})
    assert neighbourhood(plan, "application:crm").centre.name == "A very long name of a custo…"
