from __future__ import annotations

import pytest

from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.errors import InputError, NotPermitted, UnknownName, UsageError
from cohelm.core.ownvalues import own_fields, values_of
from cohelm.store.access import local_administrator
from cohelm.store.apply import apply
from cohelm.store.load import everything
from cohelm.store.settings import declare, last_changes, retire, set_settings
from cohelm.store.undo import undo
from cohelm.store.verify import verify
from tests.store.cast import CONTRIBUTOR, ROOT, SMALL, bring

TEXT = {"type": "text", "help": "Its colour."}


@pytest.fixture
def small(store: None) -> None:
    bring(SMALL)


def colour(value: str, of: str = "application:crm") -> None:
    before = everything().plain(of).get("colour")
    apply(ChangeSet((ItemChange(of, {"colour": before}, {"colour": value}),)), by=ROOT, via="test")


def test_a_field_is_declared_filled_and_retired_with_its_values_and_undo_brings_all_back(
    small: None,
) -> None:
    declare("application", "colour", TEXT, by=ROOT, via="test", is_new=True)
    colour("blue")
    assert values_of(everything(), "application", "colour") == ["application:crm"]
    gone = retire("application", "colour", by=ROOT, via="test")
    assert gone.changes == 2  # the value, and the declaration
    assert "colour" not in everything().schema.kind("application").fields
    assert own_fields(everything()) == {}
    undo(gone.batch, by=ROOT, via="test")
    assert everything().plain("application:crm")["colour"] == "blue"
    assert verify().problems == ()


def test_the_values_of_what_the_administrator_does_not_see_go_too_and_are_not_counted(
    small: None,
) -> None:
    declare("application", "colour", TEXT, by=ROOT, via="test", is_new=True)
    hidden = ItemChange(
        "application:hid", None, {"name": "H", "clearance": "between", "colour": "x"}
    )
    apply(ChangeSet((hidden,)), by=ROOT, via="test")
    by = local_administrator("ann")
    assert values_of(everything().seen_by(by.audience), "application", "colour") == []
    assert retire("application", "colour", by=by, via="test").changes == 1
    assert "colour" not in everything().plain("application:hid")
    assert verify().problems == ()


def test_a_field_declared_anew_does_not_find_what_was_said_in_the_retired_one(small: None) -> None:
    declare("application", "colour", TEXT, by=ROOT, via="test", is_new=True)
    colour("blue")
    retire("application", "colour", by=ROOT, via="test")
    declare("application", "colour", {"type": "integer"}, by=ROOT, via="test", is_new=True)
    assert "colour" not in everything().plain("application:crm")


def test_a_field_becomes_another_only_where_the_values_that_are_there_are_its_values(
    small: None,
) -> None:
    declare("application", "colour", TEXT, by=ROOT, via="test", is_new=True)
    colour("blue")
    colour("12", of="application:erp")
    with pytest.raises(InputError) as refused:
        declare("application", "colour", {"type": "integer"}, by=ROOT, via="test", is_new=False)
    assert "application:crm says 'blue', application:erp says '12'" in str(refused.value)
    assert everything().schema.field("application", "colour").type == "text"
    choice = {"type": "choice", "choices": ["blue", "12", "red"]}
    declare("application", "colour", choice, by=ROOT, via="test", is_new=False)
    with pytest.raises(InputError, match="application:crm says 'blue'"):
        declare(
            "application", "colour", {"type": "choice", "choices": ["12", "red"]},
            by=ROOT, via="test", is_new=False,
        )  # fmt: skip


def test_what_cannot_be_declared_is_refused_by_name(small: None) -> None:
    declare("application", "colour", TEXT, by=ROOT, via="test", is_new=True)
    with pytest.raises(UsageError, match="has an own field 'colour' already"):
        declare("application", "colour", TEXT, by=ROOT, via="test", is_new=True)
    with pytest.raises(UnknownName, match=r"no own field 'application.color'.*application.colour"):
        retire("application", "color", by=ROOT, via="test")
    with pytest.raises(UnknownName, match="no kind 'aplication'"):
        declare("aplication", "colour", TEXT, by=ROOT, via="test", is_new=True)
    with pytest.raises(NotPermitted, match="takes the access level administrator"):
        declare("server", "colour", TEXT, by=CONTRIBUTOR, via="test", is_new=True)


def test_settings_are_written_by_name_and_say_who_changed_each_last(small: None) -> None:
    first = set_settings({"decision_lead_days": 30}, by=ROOT, via="test", reason="as agreed")
    declare("application", "colour", TEXT, by=ROOT, via="web", is_new=True)
    declare("server", "rack", TEXT, by=ROOT, via="web", is_new=True)
    found = last_changes(ROOT.audience)
    assert (found["decision_lead_days"].batch, found["decision_lead_days"].reason) == (
        first.batch, "as agreed",
    )  # fmt: skip
    assert found["application.colour"].batch < found["server.rack"].batch
    assert set_settings({"decision_lead_days": 30}, by=ROOT, via="test").batch == 0
    with pytest.raises(UnknownName, match="decision_lead_days"):
        set_settings({"decision_lead_day": 3}, by=ROOT, via="test")
    with pytest.raises(InputError, match="currency"):
        set_settings({"currency": "euro"}, by=ROOT, via="test")


def test_an_empty_installation_takes_settings_too(store: None) -> None:
    set_settings({"currency": "EUR"}, by=ROOT, via="test")
    declare("application", "colour", TEXT, by=ROOT, via="test", is_new=True)
    assert everything().organisation["name"] == "The organisation"
