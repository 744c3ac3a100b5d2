"""The fields that an organisation declares itself, and the declarations that are refused."""

from __future__ import annotations

from typing import Any

import pytest

from cohelm.core.audience import PUBLIC, Audience
from cohelm.core.errors import CohelmError, UnknownName
from cohelm.core.ownfields import TYPES
from cohelm.core.validation import canonical
from tests.core.kinds_for_tests import SCHEMA

GOOD: dict[str, Any] = {
    "text": "word", "long_text": "two\nlines", "integer": 3, "number": 1.5, "boolean": True,
    "date": "2026-01-31", "time": "2026-01-31T08:00:00Z", "money": "5 EUR",
    "choice": "red", "scale": "green", "list": ["a", "b"],
}  # fmt: skip


def declared(name: str, about: Any) -> Any:
    return SCHEMA.with_own_fields({"application": {name: about}})


@pytest.mark.parametrize("type_", TYPES)
def test_a_field_of_ones_own_is_a_field_like_any_other(type_: str) -> None:
    choices = {"choices": ["red", "green"]} if type_ in ("choice", "scale") else {}
    about = {"type": type_, "help": "What it says.", "unit": "points", **choices}
    kind = declared("colour", about).kind("application")
    spec = kind.fields["colour"]
    assert (spec.type, spec.own, spec.required) == (type_, True, False)
    assert (spec.help, spec.unit, spec.label) == ("What it says.", "points", "Colour")
    assert spec.choices == tuple(choices.get("choices", ()))
    assert canonical(kind, {"name": "A", "colour": GOOD[type_]}) == (
        {"name": "A", "colour": GOOD[type_]}, []
    )  # fmt: skip
    assert canonical(kind, {"name": "A"}) == ({"name": "A"}, [])


def test_a_field_without_a_type_is_text() -> None:
    assert declared("colour", {}).field("application", "colour").type == "text"


def test_own_fields_stand_behind_the_others_and_nowhere_else() -> None:
    found = declared("colour", {})
    assert list(found.kind("application").fields) == [
        *SCHEMA.kind("application").fields, "colour"
    ]  # fmt: skip
    assert found.kind("server").fields == SCHEMA.kind("server").fields
    assert found.kind("application").relations == SCHEMA.kind("application").relations
    assert found.kind("application").help == SCHEMA.kind("application").help
    assert "colour" not in SCHEMA.kind("application").fields


def test_a_later_declaration_takes_the_place_of_the_first() -> None:
    found = declared("colour", {}).with_own_fields({"server": {"rack": {}}})
    assert "colour" not in found.kind("application").fields
    assert "rack" in found.kind("server").fields
    assert found.with_own_fields({}) is SCHEMA


def test_an_own_field_is_hidden_from_who_has_not_its_clearance() -> None:
    found = declared("bonus", {"type": "money", "clearance": "people"})
    assert "bonus" not in found.seen_by(PUBLIC).kind("application").fields
    assert "bonus" in found.seen_by(Audience.of("people")).kind("application").fields


@pytest.mark.parametrize(
    ("name", "about", "why"),
    [
        ("users", {}, "application has a field 'users' already. Call it 'users_here'"),
        ("runs_on", {}, "application has a field 'runs_on' already"),
        ("needed_by", {}, "'needed_by' already names the links to applications"),
        ("Bad Name", {}, "'Bad Name' cannot be a name. Accepted: small letters, digits and _"),
        ("2nd", {}, "a letter first"),
        ("", {}, "cannot be a name"),
        ("id", {}, "the name 'id' is taken"),
        ("key", {}, "the name 'key' is taken"),
        ("copy", {}, "the name 'copy' is taken"),
        ("plural", {}, "the name 'plural' is taken"),
        ("model_config", {}, "the name 'model_config' is taken"),
        ("colour", {"type": "paint"}, "'paint' is no type. Accepted: text, long_text"),
        ("colour", {"type": "map"}, "'map' is no type"),
        ("colour", {"type": "choice"}, "choices go with the types choice and scale"),
        ("colour", {"choices": ["red"]}, "choices go with the types choice and scale"),
        ("colour", {"type": "choice", "choices": "red"}, "'red' is not a list"),
        ("colour", {"type": "scale", "choices": ["a", "b", "a"]}, "the choice 'a' stands there twice"),
        ("colour", {"tpye": "text"}, "'tpye' says nothing of a field. Did you mean 'type'?"),
        ("colour", {"clearance": "secret"}, "'secret' is no clearance. Accepted: open, between"),
        ("colour", "text", "'text' is not a mapping. Accepted: {type: text"),
        ("colour", None, "'None' is not a mapping"),
    ],
)  # fmt: skip
def test_a_bad_declaration_is_refused_with_its_place_and_the_mend(
    name: str, about: Any, why: str
) -> None:
    with pytest.raises(CohelmError) as error:
        declared(name, about)
    assert str(error.value).startswith(f"own field application.{name}: ")
    assert why in str(error.value)


@pytest.mark.parametrize("own", ["text", ["application"], {"application": ["colour"]}])
def test_what_is_not_declared_by_kind_and_name_is_refused(own: Any) -> None:
    with pytest.raises(CohelmError, match=r"is not a mapping. Accepted: {application: {colour:"):
        SCHEMA.with_own_fields(own)


def test_fields_of_a_kind_that_there_is_not_are_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"no kind 'aplication'\. Did you mean 'application'"):
        SCHEMA.with_own_fields({"aplication": {"colour": {}}})
