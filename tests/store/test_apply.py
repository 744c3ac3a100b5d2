"""The one door for writes."""

from __future__ import annotations

import pytest

from cohelm.core.audience import EVERYTHING
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.errors import Conflict, InputError, NotPermitted
from cohelm.store.apply import apply
from cohelm.store.load import everything, forget, load, read_tables
from cohelm.store.undo import undo
from tests.store.cast import CONTRIBUTOR, READER, ROOT, SMALL, bring, edit, proposal

pytestmark = pytest.mark.usefixtures("store")


def documents() -> dict[str, object]:
    plan = everything()
    return {key: plan.document(key) for key in sorted(plan.keys())}


def test_what_is_written_is_read_back_from_the_log_and_from_the_tables() -> None:
    bring(SMALL)
    followed = documents()
    forget()
    assert documents() == followed
    assert followed["application:crm"] == {
        "name": "CRM",
        "criticality": "high",
        "annual_cost": "300000 EUR",
        "owner": "role:cio",
        "runs_on": [{"to": "server:db", "hard": True, "until": "2027-01-31"}],
    }


def test_an_empty_change_set_writes_no_batch() -> None:
    assert apply(ChangeSet(), by=ROOT, via="test").batch == 0
    assert everything().revision == 0


def test_a_batch_is_numbered_by_its_first_change() -> None:
    first = bring({"server:a": {"name": "A"}, "server:b": {"name": "B"}})
    second = bring({"server:c": {"name": "C"}})
    assert (first.batch, first.last, second.batch) == (1, 2, 3)


def test_two_who_change_different_fields_both_land() -> None:
    bring(SMALL)
    apply(edit("application:crm", "criticality", "high", "low"), by=ROOT, via="test")
    apply(edit("application:crm", "users", None, 7), by=ROOT, via="test")
    plain = everything().plain("application:crm")
    assert (plain["criticality"], plain["users"]) == ("low", 7)


def test_the_second_who_changes_the_same_field_is_shown_both_sides() -> None:
    bring(SMALL)
    apply(edit("application:crm", "criticality", "high", "low"), by=ROOT, via="test")
    with pytest.raises(Conflict, match="criticality: 'high' was seen, 'low' is there"):
        apply(edit("application:crm", "criticality", "high", "critical"), by=ROOT, via="test")
    assert everything().plain("application:crm")["criticality"] == "low"


def test_an_item_that_is_there_cannot_be_made_again() -> None:
    bring(SMALL)
    again = ChangeSet((ItemChange("server:db", None, {"name": "Other"}),))
    with pytest.raises(Conflict, match="server:db"):
        apply(again, by=ROOT, via="test")


def test_a_refused_batch_leaves_nothing_behind() -> None:
    bring(SMALL)
    before = (everything().revision, documents())
    half = ChangeSet(
        (
            ItemChange("server:new", None, {"name": "New"}),
            ItemChange("application:crm", {"users": 1}, {"users": 2}),
        )
    )
    with pytest.raises(Conflict):
        apply(half, by=ROOT, via="test")
    forget()
    assert (everything().revision, documents()) == before


def test_a_removed_item_takes_its_links_along() -> None:
    bring(SMALL)
    plan = everything()
    gone = ChangeSet((ItemChange("server:db", plan.plain("server:db"), None),))
    apply(gone, by=ROOT, via="test")
    assert "server:db" not in everything()
    assert everything().links_of("application:crm", "runs_on") == []
    assert read_tables().links_of("application:crm", "runs_on") == []


def test_a_change_of_a_link_is_a_new_version_of_the_item_that_declares_it() -> None:
    bring(SMALL)
    link = LinkChange("application:erp", "runs_on", "server:db", 0, None, {})
    written = apply(ChangeSet((link,)), by=ROOT, via="test")
    assert everything().version("application:erp") == written.last
    assert read_tables().version("application:erp") == written.last


def test_a_reader_writes_nothing() -> None:
    with pytest.raises(NotPermitted, match="contributor"):
        bring({"server:a": {"name": "A"}}, by=READER)


def test_a_contributor_does_not_write_who_decides_what() -> None:
    with pytest.raises(NotPermitted, match="office lead"):
        bring({"role:cio": {"name": "CIO"}}, by=CONTRIBUTOR)


def test_nobody_writes_a_field_that_they_do_not_see() -> None:
    bring(SMALL)
    hidden = edit("person:ann", "email", "ann@acme.example", "x@acme.example")
    with pytest.raises(NotPermitted, match="there is no field 'email'"):
        apply(hidden, by=CONTRIBUTOR, via="test")


def test_nobody_writes_an_item_that_they_do_not_see() -> None:
    bring({"application:secret": {"name": "Secret", "clearance": "security"}})
    change = edit("application:secret", "users", None, 3)
    with pytest.raises(Conflict, match="nothing is there") as hidden:
        apply(change, by=CONTRIBUTOR, via="test")
    never = edit("application:public", "users", None, 3)
    with pytest.raises(Conflict, match="nothing is there") as absent:
        apply(never, by=CONTRIBUTOR, via="test")
    assert str(hidden.value).replace("secret", "public") == str(absent.value)


def test_removing_an_item_logs_also_what_its_remover_does_not_see() -> None:
    bring(SMALL)
    seen = load(audience=CONTRIBUTOR.audience).plain("person:ann")
    before = everything().plain("person:ann")
    assert seen != before
    gone = apply(ChangeSet((ItemChange("person:ann", seen, None),)), by=CONTRIBUTOR, via="test")
    undo(gone.batch, by=ROOT, via="test")
    assert everything().plain("person:ann") == before


def test_nobody_gives_a_clearance_that_they_do_not_hold() -> None:
    bring(SMALL)
    change = edit("application:crm", "clearance", None, "security")
    with pytest.raises(NotPermitted, match="not yours to give"):
        apply(change, by=CONTRIBUTOR, via="test")


def test_a_view_is_of_one_audience_alone() -> None:
    bring(SMALL)
    bring({"application:secret": {"name": "Secret", "clearance": "security"}})
    seen = load(audience=CONTRIBUTOR.audience)
    assert "application:secret" not in seen
    assert "application:secret" in load(audience=EVERYTHING)
    assert "email" not in seen.plain("person:ann")


def test_nothing_that_is_not_valid_gets_through_the_door() -> None:
    bring(SMALL)
    for change, why in (
        (ItemChange("application:crm", {"users": None}, {"users": -1}), "at least 0"),
        (ItemChange("server:x", None, {"cores": 3}), "name is missing"),
        (LinkChange("application:crm", "runs_on", "role:cio", 0, None, {}), "is of none of"),
        (LinkChange("application:crm", "runs_on", "server:none", 0, None, {}), "there is no item"),
    ):
        with pytest.raises((InputError, NotPermitted), match=why):
            apply(ChangeSet((change,)), by=ROOT, via="test")


def test_what_a_proposal_found_canonical_counts_for_its_own_changes_and_schema_alone() -> None:
    found = proposal({"server:x": {"name": "X"}}).changes
    assert found.canonical_by is everything().schema
    wrong = ItemChange("server:y", None, {"name": "Y", "cores": -1})
    own = {"own_fields": {"server": {"rack": {"type": "text"}}}, "name": "Acme"}
    settings = ItemChange("organisation:organisation", None, own)
    for changes in (
        found.then(ChangeSet((wrong,))),
        ChangeSet.of([*found, wrong]),
        ChangeSet((settings, wrong), canonical_by=found.canonical_by),
    ):
        with pytest.raises(InputError, match="at least 0"):
            apply(changes, by=ROOT, via="test")
    assert apply(found, by=ROOT, via="test").changes == 1


def test_nobody_links_to_what_they_do_not_see() -> None:
    bring({**SMALL, "server:hidden": {"name": "Hidden", "clearance": "security"}})
    link = LinkChange("application:crm", "runs_on", "server:hidden", 0, None, {})
    with pytest.raises(NotPermitted, match="there is no item 'server:hidden'"):
        apply(ChangeSet((link,)), by=CONTRIBUTOR, via="test")
