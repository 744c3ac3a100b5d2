import pytest

from cohelm.analysis.day import Day
from cohelm.analysis.offices import Offices, offices_on
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from tests.analysis.finding import ON
from tests.making import enterprise

CAST = {
    "office": {"a-cio": {}, "b-cto": {}},
    "role": {"cio": {"office": "office:a-cio"}, "cto": {"office": "office:b-cto"}, "nowhere": {}},
    "team": {"web": {"office": "office:b-cto"}, "loose": {}},
    "person": {
        "in-team": {"works_in": "team:web", "fills": "role:cio"},
        "in-role": {"works_in": "team:loose", "fills": "role:cio"},
        "in-none": {},
        "was-in-team": {"works_in": {"to": "team:web", "until": "2026-11-22"}},
    },
}


def office_of(key, **documents):
    organisation = enterprise(**CAST, **documents)
    return Offices(Day(organisation, ON)).of(organisation.nodes.number(key))


@pytest.mark.parametrize(
    ("owner", "office"),
    [
        ("role:cio", "office:a-cio"), ("role:cto", "office:b-cto"), ("role:nowhere", ""),
        ("team:web", "office:b-cto"), ("team:loose", ""), ("person:in-team", "office:b-cto"),
        ("person:in-role", "office:a-cio"), ("person:in-none", ""), ("person:was-in-team", ""),
        (None, ""),
    ],
)  # fmt: skip
def test_an_item_falls_to_its_owners_office(owner, office):
    assert office_of("data_set:d", data_set={"d": {"owner": owner}}) == office


def test_an_item_that_names_its_office_falls_to_it_whoever_owns_it():
    application = {"crm": {"office": "office:b-cto", "owner": "role:cio"}}
    assert office_of("application:crm", application=application) == "office:b-cto"


def test_work_falls_to_its_sponsor():
    assert (
        office_of("initiative:i", initiative={"i": {"sponsor": "office:b-cto"}}) == "office:b-cto"
    )


@pytest.mark.parametrize(
    ("owner", "office"),
    [("role:cto", "office:b-cto"), ("role:cio", "office:a-cio"), (None, "office:a-cio")],
)
def test_of_several_offices_the_owners_goes_first_then_the_first_by_key(owner, office):
    both = {"sponsor": ["office:b-cto", "office:a-cio"], "owner": owner}
    assert office_of("initiative:i", initiative={"i": both}) == office


def test_a_key_result_falls_to_its_goals_office_unless_its_owner_has_one():
    documents = {
        "goal": {"g": {"office": "office:a-cio"}},
        "key_result": {
            "k": {"measures": "goal:g"}, "own": {"measures": "goal:g", "owner": "role:cto"}
        },
    }  # fmt: skip
    assert office_of("key_result:k", **documents) == "office:a-cio"
    assert office_of("key_result:own", **documents) == "office:b-cto"


def test_an_office_falls_to_itself_and_a_role_to_its_own():
    assert office_of("office:a-cio") == "office:a-cio"
    assert office_of("role:cto") == "office:b-cto"


def changed(organisation, change):
    return organisation.with_changes(ChangeSet((change,)))


def test_offices_are_worked_out_anew_where_an_owner_changes_and_else_kept():
    before = enterprise(**CAST, application={"crm": {"owner": "role:cio"}})
    described = changed(
        before, ItemChange("application:crm", {"description": None}, {"description": "Sales."})
    )
    moved = changed(
        described, LinkChange("application:crm", "owner", "role:cto", 0, None, {})
    )  # fmt: skip
    moved = changed(moved, LinkChange("application:crm", "owner", "role:cio", 0, {}, None))
    retired = changed(moved, ItemChange("role:cto", {"name": "cto"}, None))
    found = [offices_on(Day(plan, ON)) for plan in (before, described, moved, retired)]
    crm = before.nodes.number("application:crm")
    assert found[1] is found[0]
    assert [one.of(crm) for one in found] == ["office:a-cio", "office:a-cio", "office:b-cto", ""]


def test_the_offices_of_many_items_are_those_of_each():
    documents = {"a": {"owner": "role:cio"}, "b": {}, "c": {"owner": ["role:cto", "role:cio"]}}
    organisation = enterprise(**CAST, application=documents)
    offices, nodes = offices_on(Day(organisation, ON)), organisation.table("application").nodes
    keys, places = offices.among(nodes)
    assert [keys[at] for at in places] == [offices.of(node) for node in nodes.tolist()]
    assert set(keys) == {"", "office:a-cio"}
