from __future__ import annotations

import pytest

from cohelm.core.audience import ADMINISTRATOR, EVERYTHING, PUBLIC, Audience
from cohelm.core.errors import InputError, UnknownName
from cohelm.kinds import built_in_schema

SCHEMA = built_in_schema()


def test_a_field_says_what_forms_and_files_need() -> None:
    found = SCHEMA.field("application", "criticality")
    assert (found.type, found.choices) == ("scale", ("low", "medium", "high", "critical"))
    assert SCHEMA.field("application", "users").low == 0
    assert SCHEMA.field("application", "annual_cost").clearance == "money"


def test_a_relation_is_read_both_ways() -> None:
    spec = SCHEMA.relation("application", "runs_on")
    assert spec.targets == ("server", "platform")
    assert [one.name for one in spec.attributes] == ["hard", "group", "k"]
    assert spec in SCHEMA.inverses["server"]["runs"]


def test_a_name_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'application'"):
        SCHEMA.kind("aplication")
    with pytest.raises(UnknownName, match="Did you mean 'criticality'"):
        SCHEMA.field("application", "criticalty")


def test_fields_of_ones_own_are_fields_like_any_other() -> None:
    own = {"application": {"colour": {"type": "scale", "choices": ["red", "green"], "help": "H."}}}
    found = SCHEMA.with_own_fields(own)
    spec = found.field("application", "colour")
    assert (spec.type, spec.choices, spec.own, spec.help) == ("scale", ("red", "green"), True, "H.")
    assert "colour" not in SCHEMA.kind("application").fields
    assert "colour" not in found.with_own_fields({}).kind("application").fields


@pytest.mark.parametrize(
    ("name", "about", "why"),
    [
        ("users", {"type": "text"}, "has a field 'users' already"),
        ("Bad Name", {"type": "text"}, "small letters"),
        ("colour", {"type": "paint"}, "'paint' is no type"),
        ("colour", {"type": "choice"}, "choices go with"),
    ],
)
def test_a_bad_declaration_is_refused(name: str, about: dict[str, object], why: str) -> None:
    with pytest.raises(InputError, match=why):
        SCHEMA.with_own_fields({"application": {name: about}})


def test_an_audience_sees_no_field_above_its_clearances() -> None:
    assert "annual_cost" not in SCHEMA.seen_by(PUBLIC).kind("application").fields
    assert "annual_cost" in SCHEMA.seen_by(Audience.of("money")).kind("application").fields


def test_an_administrator_sees_all_but_what_is_between_the_two_and_drafts() -> None:
    assert ADMINISTRATOR.sees("security")
    assert not ADMINISTRATOR.sees("between")
    assert not ADMINISTRATOR.sees("draft:ann")
    assert EVERYTHING.sees("between")
    assert all(one.sees("open") and one.sees("") for one in (PUBLIC, ADMINISTRATOR))
