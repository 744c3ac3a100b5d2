"""Looking back, undoing, branching, proving and erasing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from cohelm.core.audience import EVERYTHING, PUBLIC
from cohelm.core.changes import ChangeSet, decode
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Conflict, NotPermitted, UnknownName, UsageError
from cohelm.kinds import built_in_schema
from cohelm.store import scenarios
from cohelm.store.apply import apply
from cohelm.store.database import fetch
from cohelm.store.erase import erase
from cohelm.store.history import batches, history
from cohelm.store.load import everything, forget, load
from cohelm.store.undo import later_edits, undo
from cohelm.store.verify import verify
from tests.store.cast import CONTRIBUTOR, ROOT, SMALL, bring, edit

pytestmark = pytest.mark.usefixtures("store")


def state(plan: Enterprise) -> dict[str, object]:
    return {key: plan.document(key) for key in sorted(plan.keys())}


def replayed() -> Enterprise:
    rows = fetch(
        "SELECT c.payload FROM store_change c JOIN store_batch b ON b.id = c.batch_id"
        " WHERE b.scenario = '' AND c.payload IS NOT NULL ORDER BY c.seq"
    )
    changes = ChangeSet.of(decode(bytes(row[0])) for row in rows)
    return Enterprise.empty(built_in_schema()).with_changes(changes)


def test_history_says_who_what_and_what_it_was_before() -> None:
    bring(SMALL)
    apply(edit("application:crm", "users", None, 7), by=CONTRIBUTOR, via="page", reason="survey")
    newest = history(EVERYTHING, key="application:crm")[0]
    assert (newest.actor, newest.via, newest.reason) == ("contributor", "page", "survey")
    assert newest.differences == (("users", None, 7),)


def test_history_shows_no_field_that_the_asker_does_not_see() -> None:
    bring(SMALL)
    apply(edit("application:crm", "annual_cost", "300000 EUR", "1 EUR"), by=ROOT, via="test")
    names = [name for entry in history(PUBLIC) for name, *_ in entry.differences]
    assert "annual_cost" not in names
    assert "criticality" in names


def test_history_comes_in_pages() -> None:
    bring({f"server:s{n}": {"name": f"S{n}"} for n in range(7)})
    first = history(EVERYTHING, limit=4)
    second = history(EVERYTHING, limit=4, before=first[-1].seq)
    assert [entry.seq for entry in first + second] == [7, 6, 5, 4, 3, 2, 1]


def test_undo_takes_a_batch_back_and_undo_of_that_brings_it_again() -> None:
    bring(SMALL)
    before = state(everything())
    second = bring({"application:crm": {"users": 9}, "server:new": {"name": "New"}})
    after = state(everything())
    taken_back = undo(second.batch, by=ROOT, via="test")
    assert state(everything()) == before
    undo(taken_back.batch, by=ROOT, via="test")
    assert state(everything()) == after
    forget()
    assert state(everything()) == after


def test_undo_never_overwrites_a_later_edit_in_silence() -> None:
    bring(SMALL)
    second = bring({"application:crm": {"users": 9}, "server:new": {"name": "New"}})
    apply(edit("application:crm", "users", 9, 10), by=ROOT, via="test")
    assert later_edits(second.batch) == [("application:crm", "users", 9, 10)]
    with pytest.raises(Conflict, match="application:crm users"):
        undo(second.batch, by=ROOT, via="test")
    undo(second.batch, by=ROOT, via="test", keep_later=True)
    assert everything().plain("application:crm")["users"] == 10
    assert "server:new" not in everything()


def test_a_batch_is_undone_once() -> None:
    written = bring(SMALL)
    undo(written.batch, by=ROOT, via="test")
    with pytest.raises(UsageError, match="undone already"):
        undo(written.batch, by=ROOT, via="test")
    with pytest.raises(UnknownName, match="no batch '99'"):
        undo(99, by=ROOT, via="test")
    assert [one.undone_by for one in batches() if one.id == written.batch] == [written.last + 1]


def test_the_plan_as_it_was_known_at_a_moment() -> None:
    bring(SMALL)
    before = state(everything())
    moment = history(EVERYTHING)[0].time
    apply(
        edit("application:crm", "users", None, 7),
        by=ROOT, via="test", now=moment + timedelta(seconds=5),
    )  # fmt: skip
    earlier = load(audience=EVERYTHING, known_at=moment + timedelta(seconds=1))
    assert state(earlier) == before
    later = load(audience=EVERYTHING, known_at=moment + timedelta(seconds=9))
    assert later.plain("application:crm")["users"] == 7


def test_a_scenario_leaves_the_current_plan_alone_until_it_is_adopted() -> None:
    bring(SMALL)
    before = state(everything())
    scenarios.make("cloud", by=ROOT, title="To the cloud")
    bring_in_scenario("application:crm", "users", None, 7)
    assert state(everything()) == before
    assert load(audience=EVERYTHING, scenario="cloud").plain("application:crm")["users"] == 7
    found = scenarios.compare_with_plan("cloud", EVERYTHING)
    assert [(one.key, one.fields) for one in found.changed] == [
        ("application:crm", (("users", None, 7),))
    ]
    scenarios.adopt("cloud", by=ROOT)
    assert everything().plain("application:crm")["users"] == 7


def bring_in_scenario(key: str, field: str, before: object, after: object) -> None:
    apply(edit(key, field, before, after), by=ROOT, via="test", scenario="cloud")


def test_a_scenario_lies_on_the_plan_as_it_is_today() -> None:
    bring(SMALL)
    scenarios.make("cloud", by=ROOT)
    bring_in_scenario("application:crm", "users", None, 7)
    apply(edit("application:crm", "criticality", "high", "low"), by=ROOT, via="test")
    seen = load(audience=EVERYTHING, scenario="cloud").plain("application:crm")
    assert (seen["users"], seen["criticality"]) == (7, "low")
    scenarios.adopt("cloud", by=ROOT)
    assert everything().plain("application:crm")["criticality"] == "low"


def test_adopting_shows_both_sides_where_the_plan_changed_the_same_field() -> None:
    bring(SMALL)
    scenarios.make("cloud", by=ROOT)
    bring_in_scenario("application:crm", "criticality", "high", "critical")
    apply(edit("application:crm", "criticality", "high", "low"), by=ROOT, via="test")
    with pytest.raises(Conflict, match="'high' was seen, 'low' is there"):
        scenarios.adopt("cloud", by=ROOT)
    assert scenarios.listed(EVERYTHING)[0].state == "open"


def test_an_adopted_or_dropped_scenario_is_closed() -> None:
    bring(SMALL)
    scenarios.make("cloud", by=ROOT)
    scenarios.drop("cloud", by=ROOT)
    with pytest.raises(Conflict, match="dropped"):
        scenarios.adopt("cloud", by=ROOT)
    with pytest.raises(UnknownName, match=r"no scenario 'clout'.*Did you mean 'cloud'"):
        load(audience=EVERYTHING, scenario="clout")


def test_the_chain_of_an_untouched_log_verifies() -> None:
    bring(SMALL)
    found = verify()
    assert found.problems == ()
    assert found.changes == everything().revision
    assert len(found.head) == 64


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE store_change SET payload = (SELECT payload FROM store_change WHERE seq = 1)"
        " WHERE seq = 3",
        "UPDATE store_change SET seq = 900 WHERE seq = 3",
        "DELETE FROM store_change WHERE seq = 4",
        "UPDATE store_batch SET actor = 'nobody'",
        "UPDATE store_batch SET reason = 'another'",
        "UPDATE store_change SET digest = chain WHERE seq = 2",
        "UPDATE store_change SET subject = 'server:other' WHERE seq = 2",
    ],
)
def test_tampering_with_the_log_is_found(tampering: str) -> None:
    bring(SMALL)
    with connection.cursor() as cursor:
        cursor.execute(tampering)
    assert verify().problems != ()


def test_erasing_empties_the_person_and_leaves_the_chain_whole() -> None:
    bring({**SMALL, "team:ops": {"name": "Ops", "led_by": "person:ann"}})
    apply(edit("person:ann", "email", "ann@acme.example", "a@acme.example"), by=ROOT, via="test")
    erase("person:ann", by=ROOT, reason="asked to")
    assert "person:ann" not in everything()
    texts = [bytes(row[0]) for row in fetch("SELECT payload FROM store_change") if row[0]]
    assert not any(b"person:ann" in text or b"ann@acme" in text for text in texts)
    found = verify()
    assert found.problems == ()
    assert found.erased > 0
    assert fetch("SELECT subject FROM store_change WHERE subject = 'person:ann'") == []
    assert batches()[0].reason == "asked to"


def test_erasing_takes_an_administrator() -> None:
    bring(SMALL)
    with pytest.raises(NotPermitted, match="administrator"):
        erase("person:ann", by=CONTRIBUTOR, reason="x")


def test_what_is_there_is_what_the_log_says() -> None:
    bring(SMALL)
    second = bring({"application:crm": {"users": 9}})
    undo(second.batch, by=ROOT, via="test")
    erase("person:ann", by=ROOT, reason="asked to")
    assert state(replayed()) == state(everything())
