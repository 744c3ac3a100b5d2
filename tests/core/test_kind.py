from __future__ import annotations

import pytest
from pydantic import ValidationError

from cohelm.core.kind import Kind
from tests.core.kinds_for_tests import Application, Server

COMMON = {
    "name", "description", "tags", "lifecycle", "clearance", "external_ids", "source",
    "reviewed_on", "owner",
}  # fmt: skip


def test_every_kind_has_what_all_have_in_common() -> None:
    assert set(Kind.model_fields) == COMMON
    assert set(Server.model_fields) > COMMON


def test_an_item_needs_a_name_and_nothing_else() -> None:
    item = Application(name="CRM")
    assert item.name == "CRM"
    assert item.users is None
    assert item.runs_on == ()
    with pytest.raises(ValidationError, match="name"):
        Application()  # type: ignore[call-arg]


def test_an_item_does_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Application(name="CRM").name = "ERP"  # type: ignore[misc]


def test_spaces_around_a_text_do_not_count() -> None:
    assert Application(name="  CRM ").name == "CRM"


def test_a_field_that_no_class_declares_is_refused() -> None:
    with pytest.raises(ValidationError, match="colour"):
        Application.model_validate({"name": "CRM", "colour": "red"})


def test_one_link_is_written_without_a_list_around_it() -> None:
    for written in ("server:a", ["server:a"], {"to": "server:a"}, [{"to": "server:a"}]):
        found = Application.model_validate({"name": "CRM", "runs_on": written})
        assert [link.to for link in found.runs_on] == ["server:a"]
    assert Application.model_validate({"name": "CRM", "runs_on": None}).runs_on == ()


@pytest.mark.parametrize(
    "clearance", ["open", "between", "people", "money", "security", "office:cio", "draft:ann"]
)
def test_a_clearance_is_one_of_those_that_an_audience_holds(clearance: str) -> None:
    assert Application(name="CRM", clearance=clearance).clearance == clearance


@pytest.mark.parametrize("clearance", ["secret", "office:", "office:C I O", "draft:", "Money", ""])
def test_what_is_no_clearance_is_refused_rather_than_seen_by_nobody(clearance: str) -> None:
    with pytest.raises(ValidationError, match="clearance"):
        Application(name="CRM", clearance=clearance)
