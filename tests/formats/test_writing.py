"""What is written for other tools: read again with nothing changed, and what is lost is counted."""

from __future__ import annotations

import pytest
from lxml import etree

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName, UsageError
from cohelm.core.proposal import propose
from cohelm.formats.archimate import read_exchange, write_exchange
from cohelm.formats.losses import losses
from cohelm.formats.writing import WRITTEN, Written, written_as, written_by_ending
from tests.making import enterprise

SPACE = "{http://www.opengroup.org/xsd/archimate/3.0/}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


@pytest.fixture(scope="module")
def sample(the_sample: Enterprise) -> Enterprise:
    return the_sample


def depot() -> Enterprise:
    return enterprise(
        role={"cio": {}},
        server={"rack-7": {"environment": "production", "tags": ["cold", "row=4"]}},
        application={
            "planner": {
                "criticality": "high", "owner": "role:cio", "external_ids": {"cmdb": "CI1"},
                "runs_on": {"to": "server:rack-7", "hard": True, "from": "2026-01-01"},
            },
            "ledger": {},
        },
        interface={"bookings": {"provider": "application:planner", "consumer": "application:ledger"}},
        skill={"welding": {}},
    )  # fmt: skip


def vessel() -> Enterprise:
    """Something of what each format holds: an application with a component that is on the radar."""
    sails = {
        "name": "sails 2", "version": "2", "ring": "adopt", "rationale": "They work.",
        "external_ids": {"package": "sails@2"},
    }  # fmt: skip
    return enterprise(
        application={
            "brig": {"contains": ["technology:sails"], "external_ids": {"package": "brig"}}
        },
        technology={"sails": sails},
    )


def flotilla() -> Enterprise:
    """What no file brought: without ids of others, tags in no order, one word twice, lines in a field."""
    tags = ["berth=3", "old", "berth=4", "label:a=b"]
    return enterprise(
        application={
            "brig": {
                "name": "The brig", "tags": tags,
                "contains": ["technology:sails"], "depends_on": ["service:pilot"],
            }
        },
        technology={"sails": {"name": "Sails", "version": "2", "tags": tags}},
        service={"pilot": {"name": "Pilot's help", "tags": tags}},
        location={"quay": {"address": "First line\nsecond"}},
    )  # fmt: skip


@pytest.mark.parametrize("word", ["archimate", "backstage", "cyclonedx"])
def test_what_came_from_nowhere_is_read_again_as_itself(word: str) -> None:
    plan, form = flotilla(), written_as(word)
    again = propose(plan, form.read("again", form.write(plan), plan.schema))
    assert (again.changes.changes, again.problems) == ((), ())


def test_a_catalogue_of_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="nothing here has a place in a catalogue"):
        written_as("backstage").write(enterprise(goal={"safe": {}}))


@pytest.mark.parametrize("form", WRITTEN, ids=lambda one: one.word)
def test_what_was_written_is_read_with_nothing_changed(form: Written, sample: Enterprise) -> None:
    # a bill is of one application, and a radar calls technologies by their names alone
    plan = sample if form.word == "archimate" else vessel()
    again = propose(plan, form.read("again", form.write(plan), plan.schema))
    assert (len(again.changes), again.problems) == (0, ())


def test_a_format_of_one_item_is_written_of_the_one_that_is_named() -> None:
    plan = vessel()
    form = written_as("cyclonedx")
    assert form.of("application:brig").write(plan) == form.write(plan)
    with pytest.raises(UsageError, match=r"archimate is not of one item.*cyclonedx"):
        written_as("archimate").of("application:brig")


@pytest.mark.parametrize("form", WRITTEN, ids=lambda one: one.word)
def test_the_same_organisation_is_the_same_bytes(form: Written) -> None:
    assert form.write(vessel()) == form.write(vessel())


def test_an_archimate_model_has_elements_relationships_and_properties() -> None:
    root = etree.fromstring(write_exchange(depot()))
    elements = {one.get("identifier"): one.get(TYPE) for one in root.iter(SPACE + "element")}
    assert elements == {
        "cohelm.application.planner": "ApplicationComponent",
        "cohelm.application.ledger": "ApplicationComponent",
        "cohelm.server.rack-7": "Device",
        "cohelm.role.cio": "BusinessRole",
    }
    joined = {
        (one.get(TYPE), one.get("source"), one.get("target"))
        for one in root.iter(SPACE + "relationship")
    }
    assert joined == {
        ("Assignment", "cohelm.server.rack-7", "cohelm.application.planner"),
        ("Association", "cohelm.application.planner", "cohelm.role.cio"),
        ("Flow", "cohelm.application.planner", "cohelm.application.ledger"),
    }
    words = {one.findtext(SPACE + "name") for one in root.iter(SPACE + "propertyDefinition")}
    assert words == {
        "cohelm.criticality",
        "cohelm.environment",
        "row",
        "tag",
        "relation",
        "hard",
        "from",
    }


def test_a_model_written_from_here_is_found_again_in_an_empty_organisation() -> None:
    plan = depot()
    read = read_exchange("m", write_exchange(plan), plan.schema)
    found = enterprise().with_changes(propose(enterprise(), read).changes)
    assert set(found.keys()) == set(plan.keys()) - {"skill:welding"}
    assert found.document("server:rack-7") == plan.document("server:rack-7")
    assert found.document("interface:bookings") == plan.document("interface:bookings")
    assert found.document("application:planner")["runs_on"] == [
        {"to": "server:rack-7", "from": "2026-01-01", "hard": True}
    ]


def test_what_a_format_has_no_place_for_is_counted_by_kind_and_field() -> None:
    plan = depot()
    form = written_as("archimate")
    lost = losses(plan, form, form.write(plan))
    assert lost.plain() == {
        "items": {"skill": 1},
        "fields": {"application.external_ids": 1},
        "links": {},
        "observations": {},
    }
    assert list(lost.sentences()) == [
        "1 item has no place in it: 1 skill",
        "1 value of a field is not in it: 1 application.external_ids",
    ]


def test_values_and_links_that_a_file_lacks_are_lost() -> None:
    plan = depot()
    poorer = enterprise(
        role={"cio": {}}, server={"rack-7": {}}, application={"planner": {}, "ledger": {}}
    )
    lost = losses(plan, written_as("archimate"), write_exchange(poorer))
    assert lost.items == {"interface": 1, "skill": 1}
    assert lost.fields == {
        "server.environment": 1, "server.tags": 1, "application.criticality": 1,
        "application.external_ids": 1,
    }  # fmt: skip
    assert lost.links == {"application.owner": 1, "application.runs_on": 1}


def test_a_format_is_named_by_its_word_or_by_an_ending() -> None:
    ends = {"a/model.XML": "archimate", "of.radar.csv": "radar-csv", "of.cdx.json": "cyclonedx"}
    for name, word in ends.items():
        assert written_by_ending(name) is written_as(word)
    assert written_by_ending("radar.csv") is None
    with pytest.raises(UnknownName, match="Did you mean 'archimate'"):
        written_as("archimat")
