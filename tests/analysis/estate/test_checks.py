from datetime import date

import pytest

from cohelm.core.changes import LinkChange
from tests.analysis.finding import ON, concerns, items, only
from tests.making import enterprise

OLD = {"name": "Old ledger", "lifecycle": {"end_of_life": "2026-06-30"}}


def test_an_application_supports_a_capability():
    organisation = enterprise(
        capability={"sell": {}}, application={"crm": {"supports": ["capability:sell"]}, "erp": {}}
    )
    assert items("EST001", organisation) == ["application:erp"]


def test_a_link_to_something_at_the_end_of_its_life_is_raised_for_who_declares_it():
    organisation = enterprise(
        application={"old": OLD, "billing": {"name": "Billing", "depends_on": "application:old"}}
    )
    concern = only("LNK001", organisation)
    assert concern.items == ("application:billing", "application:old")
    assert concern.message == (
        "application:billing is linked to application:old (depends_on), at end of life"
    )
    assert concern.business.startswith(
        "The application 'Billing' still counts on 1 thing already retired: 'Old ledger'."
    )


@pytest.mark.parametrize(("day", "raised"), [(29, False), (30, True)])
def test_the_end_of_life_begins_on_its_first_day(day, raised):
    organisation = enterprise(application={"old": OLD, "new": {"depends_on": "application:old"}})
    assert bool(items("LNK001", organisation, date(2026, 6, day))) is raised


@pytest.mark.parametrize(
    ("dates", "raised"),
    [
        ({"until": "2026-11-22"}, False), ({"until": "2026-11-23"}, True),
        ({"from": "2026-11-24"}, False), ({"from": "2026-11-23"}, True), ({}, True),
    ],
)  # fmt: skip
def test_only_a_link_that_holds_on_the_day_counts(dates, raised):
    link = {"to": "application:old"} | dates
    organisation = enterprise(application={"old": OLD, "new": {"depends_on": [link]}})
    assert bool(items("LNK001", organisation)) is raised


def test_what_is_retired_itself_may_be_linked_to_what_is_retired():
    organisation = enterprise(
        server={"s": {"lifecycle": "end_of_life"}},
        application={"old": OLD | {"runs_on": "server:s"}},
    )
    assert items("LNK001", organisation) == []


def test_what_came_after_it_or_was_said_of_it_may_lead_to_what_is_retired():
    organisation = enterprise(
        application={"old": OLD, "new": {"replaces": ["application:old"]}},
        decision={"move": {"about": ["application:old"]}},
    )
    assert items("LNK001", organisation) == []


def test_finished_work_may_be_linked_to_what_it_retired():
    organisation = enterprise(
        application={"old": OLD},
        initiative={
            "over": {"status": "done", "affects": "application:old"},
            "on": {"status": "in_progress", "affects": "application:old"},
        },
    )
    assert items("LNK001", organisation) == ["initiative:on"]


def test_the_remedy_ends_the_links_so_that_nothing_is_raised_any_more():
    organisation = enterprise(
        application={
            "old": OLD,
            "older": OLD | {"name": "Older"},
            "new": {
                "depends_on": [
                    {"to": "application:old", "hard": True, "until": "2027-12-31"},
                    {"to": "application:older", "from": "2026-11-23"},
                ]
            },
        }
    )
    concern = only("LNK001", organisation)
    new, old, older = "application:new", "application:old", "application:older"
    assert list(concern.remedy) == [
        LinkChange(
            new, "depends_on", old, 0,
            {"hard": True, "until": 20271231}, {"hard": True, "until": 20261122},
        ),
        LinkChange(new, "depends_on", older, 20261123, {}, None),
    ]  # fmt: skip
    assert concerns("LNK001", organisation.with_changes(concern.remedy)) == []
    undone = organisation.with_changes(concern.remedy).with_changes(concern.remedy.inverse())
    assert undone.document(new) == organisation.document(new)


@pytest.mark.parametrize(
    ("start", "after"), [("2026-11-22", {"until": 20261122}), ("2026-11-23", None)]
)
def test_a_link_that_began_before_the_day_is_ended_and_one_of_the_day_is_taken_away(start, after):
    link = {"to": "application:old", "from": start}
    organisation = enterprise(application={"old": OLD, "new": {"depends_on": [link]}})
    (change,) = only("LNK001", organisation).remedy
    assert change.after == after


def test_one_item_with_several_such_links_is_one_concern():
    organisation = enterprise(
        technology={"t": {"lifecycle": "end_of_life"}},
        application={"old": OLD, "new": {"uses": "technology:t", "depends_on": "application:old"}},
    )
    concern = only("LNK001", organisation, ON)
    assert concern.items == ("application:new", "application:old", "technology:t")
    assert concern.evidence == {"links": ["depends_on application:old", "uses technology:t"]}
