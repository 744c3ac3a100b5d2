"""Every value knows the file and row it was read from, whatever happens to it afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from cohelm.core.audience import EVERYTHING, Audience
from cohelm.core.errors import UnknownName
from cohelm.core.proposal import propose
from cohelm.formats.detect import read_files
from cohelm.store import scenarios, snapshot
from cohelm.store.apply import Written, apply
from cohelm.store.backup import TABLES, backup, restore_into_empty
from cohelm.store.database import fetch
from cohelm.store.erase import erase
from cohelm.store.load import everything, forget, load
from cohelm.store.sources import behind, sources_of
from cohelm.store.undo import undo
from cohelm.store.verify import verify
from tests.store.cast import ROOT, bring, edit

pytestmark = pytest.mark.usefixtures("store")

OCTOBER = """Name,Users,Annual cost,Runs on
CRM,40,300000 EUR,Rack 1
ERP,90,500000 EUR,Rack 1
"""
NOVEMBER = """Name,Users,Annual cost,Runs on
ERP,95,500000 EUR,Rack 1
CRM,40,310000 EUR,Rack 1
"""


def read(name: str, text: str, *, scenario: str = "") -> Written:
    """Brings a list of applications, as the import does."""
    plan = load(audience=EVERYTHING, scenario=scenario)
    found = read_files([(name, text.encode())], plan.schema, as_kind="application")
    proposal = propose(plan, found.contents)
    assert proposal.problems == ()
    return apply(proposal.changes, by=ROOT, via="import", reason=name, scenario=scenario)


def places(key: str) -> dict[str, str]:
    return {one.name: one.place for one in sources_of(everything(), key)}


@pytest.fixture
def lists(store: None) -> None:
    bring({"server:rack-1": {"name": "Rack 1"}})
    read("october.csv", OCTOBER)


@pytest.mark.usefixtures("lists")
def test_a_value_is_from_its_row_and_what_was_entered_by_hand_from_no_file() -> None:
    apply(edit("application:crm", "users", 40, 41), by=ROOT, via="page", reason="survey")
    found = {one.name: one for one in sources_of(everything(), "application:crm")}
    assert found["annual_cost"].place == "october.csv, row 2"
    assert found["runs_on server:rack-1"].place == "october.csv, row 2"
    by_hand = found["users"]
    assert (by_hand.file, by_hand.row) == ("", 0)
    assert (by_hand.actor, by_hand.via, by_hand.reason) == ("root", "page", "survey")


@pytest.mark.usefixtures("lists")
def test_the_next_file_is_the_source_of_what_it_changed_alone() -> None:
    read("november.csv", NOVEMBER)
    assert places("application:erp")["users"] == "november.csv, row 2"
    assert places("application:erp")["annual_cost"] == "october.csv, row 3"
    assert places("application:crm")["annual_cost"] == "november.csv, row 3"


@pytest.mark.usefixtures("lists")
def test_what_an_undo_brings_back_has_its_old_source_and_a_redo_the_new_one() -> None:
    november = read("november.csv", NOVEMBER)
    back = undo(november.batch, by=ROOT, via="test")
    assert places("application:erp")["users"] == "october.csv, row 3"
    undo(back.batch, by=ROOT, via="test")
    assert places("application:erp")["users"] == "november.csv, row 2"


@pytest.mark.usefixtures("lists")
def test_an_item_that_was_removed_and_brought_back_keeps_its_sources() -> None:
    from cohelm.core.removal import removal

    before = places("application:crm")
    gone = apply(removal("application:crm", everything()), by=ROOT, via="test")
    with pytest.raises(UnknownName):
        sources_of(everything(), "application:crm")
    undo(gone.batch, by=ROOT, via="test")
    assert places("application:crm") == before


@pytest.mark.usefixtures("lists")
def test_a_scenario_has_its_own_sources_on_top_of_the_plan() -> None:
    scenarios.make("merger", by=ROOT)
    read("merged.csv", NOVEMBER, scenario="merger")
    plan = load(audience=EVERYTHING, scenario="merger")
    there = {one.name: one.place for one in sources_of(plan, "application:erp", scenario="merger")}
    assert there["users"] == "merged.csv, row 2"
    assert places("application:erp")["users"] == "october.csv, row 3"
    scenarios.adopt("merger", by=ROOT)
    assert places("application:erp")["users"] == "merged.csv, row 2"


@pytest.mark.usefixtures("lists")
def test_as_known_before_a_file_its_rows_are_no_source() -> None:
    earlier = sources_of(everything(), "application:erp")[0].time
    read("november.csv", NOVEMBER)
    plan = load(audience=EVERYTHING, known_at=earlier)
    there = {one.name: one.place for one in sources_of(plan, "application:erp", known_at=earlier)}
    assert there["users"] == "october.csv, row 3"


@pytest.mark.usefixtures("lists")
def test_a_field_that_may_not_be_seen_has_no_source_to_be_seen() -> None:
    seen = sources_of(everything().seen_by(Audience.of()), "application:crm")
    assert "annual_cost" not in {one.name for one in seen}
    assert "users" in {one.name for one in seen}


@pytest.mark.usefixtures("lists")
def test_the_log_proves_the_places_too() -> None:
    assert verify().problems == ()
    from django.db import connection

    changed = bytes(
        fetch("SELECT payload FROM store_change WHERE subject = 'application:crm' ORDER BY seq")[0][
            0
        ]
    ).replace(b"october.csv", b"invented.csv")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE store_change SET payload = %s WHERE seq ="
            " (SELECT MIN(seq) FROM store_change WHERE subject = 'application:crm')",
            [changed],
        )
    assert "its payload is not the one that was written" in verify().problems[0]


@pytest.mark.usefixtures("lists")
def test_places_come_back_with_a_backup(tmp_path: Path) -> None:
    from django.apps import apps

    before = places("application:crm")
    backup(tmp_path / "acme.cohelm")
    for label in reversed(TABLES):
        apps.get_model(label)._default_manager.all().delete()
    forget()
    snapshot.purge()
    restore_into_empty(tmp_path / "acme.cohelm")
    assert places("application:crm") == before


def test_a_persons_rows_are_erased_with_them() -> None:
    plan = load(audience=EVERYTHING)
    text = "Name,Email\nAnn Example,ann@acme.example\n"
    found = read_files([("people-ann.csv", text.encode())], plan.schema, as_kind="person")
    apply(propose(plan, found.contents).changes, by=ROOT, via="import")
    assert places("person:ann-example")["email"] == "people-ann.csv, row 2"
    erase("person:ann-example", by=ROOT, reason="asked for it")
    payloads = fetch("SELECT payload FROM store_change WHERE payload IS NOT NULL")
    assert not any(b"people-ann.csv" in bytes(row[0]) for row in payloads)
    assert verify().problems == ()


@pytest.mark.usefixtures("lists")
def test_behind_several_items_stand_their_files_with_their_rows() -> None:
    read("november.csv", NOVEMBER)
    bring({"application:own": {"name": "Own"}})
    keys = ["application:crm", "application:erp", "application:own", "application:nowhere"]
    october, november, own = sorted(behind(everything(), keys), key=lambda one: one.batches)
    assert (october.file, october.rows) == ("october.csv", (2, 3))
    assert (november.file, november.rows) == ("november.csv", (2, 3))
    assert (own.file, own.actor, own.items) == ("", "root", ("application:own",))
