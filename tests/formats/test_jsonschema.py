"""JSON Schema of the YAML: what the kinds accept, it accepts; what they refuse, it refuses."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.formats.jsonschema import editor_settings, kind_schema, whole_schema
from cohelm.kinds import built_in_schema
from tests.making import enterprise_of_documents
from tests.tables import table

SCHEMA = built_in_schema()
APPLICATION = kind_schema(SCHEMA, "application")

GOOD: list[dict[str, Any]] = [
    {},
    {"name": "CRM", "criticality": "high", "users": 5, "tags": ["a, b"]},
    {"annual_cost": "312000.50 EUR", "reviewed_on": "2026-01-31"},
    {"lifecycle": "active"},
    {"lifecycle": {"stated": "plan", "end_of_life": "2030-12-31"}},
    {"owner": "role:cio"},
    {"owner": ["team:web", {"to": "person:ann", "until": "2026-12-31"}]},
    {"runs_on": {"to": "server:a", "from": "2026-01-01", "hard": True, "group": "g", "k": 1}},
    {"supports": ["sell", "capability:buy"]},
    {"external_ids": {"cmdb": "A-17"}},
]
BAD: list[dict[str, Any]] = [
    {"critcality": "high"},
    {"criticality": "huge"},
    {"users": -1},
    {"users": "many"},
    {"annual_cost": "312,000 EUR"},
    {"reviewed_on": "31.01.2026"},
    {"lifecycle": "dead"},
    {"lifecycle": {"started": "2026-01-01"}},
    {"owner": "server:a"},
    {"owner": "cio"},
    {"runs_on": {"from": "2026-01-01"}},
    {"runs_on": {"to": "server:a", "weight": 3}},
    {"external_ids": ["A-17"]},
]


@table("document", GOOD)
def test_what_a_kind_accepts_is_valid(document: dict[str, Any]) -> None:
    assert jsonschema_rs.validator_for(APPLICATION).is_valid(document)


@table("document", BAD)
def test_what_a_kind_refuses_is_not_valid(document: dict[str, Any]) -> None:
    assert not jsonschema_rs.validator_for(APPLICATION).is_valid(document)


@table("kind", SCHEMA.kinds)
def test_the_schema_of_every_kind_is_a_schema_with_help(kind: str) -> None:
    found = kind_schema(SCHEMA, kind)
    jsonschema_rs.meta.validate(found)
    spec = SCHEMA.kind(kind)
    assert found["description"] == spec.help
    for name, field in spec.fields.items():
        assert found["properties"][name]["description"].startswith(field.help)
    for name, relation in spec.relations.items():
        assert found["properties"][name].get("description", "") == relation.help


def test_a_field_of_ones_own_is_completed_like_any_other() -> None:
    own = {"application": {"rank": {"type": "scale", "choices": ["low", "high"], "help": "How."}}}
    found = kind_schema(SCHEMA.with_own_fields(own), "application")
    assert found["properties"]["rank"] == {"description": "How.", "enum": ["low", "high"]}


def test_what_is_written_as_yaml_is_valid() -> None:
    store: Enterprise = enterprise_of_documents(
        {
            "server:a": {},
            "role:cio": {},
            "application:crm": {
                "criticality": "high", "annual_cost": "5 EUR", "owner": "role:cio",
                "runs_on": [{"to": "server:a", "hard": True, "until": "2026-12-31"}],
                "lifecycle": {"active": "2020-01-01"}, "tags": ["x"],
            },
        }
    )  # fmt: skip
    for key in store.keys():  # noqa: SIM118  # an Enterprise is no mapping
        found = kind_schema(store.schema, key.partition(":")[0])
        jsonschema_rs.validator_for(found).validate(store.document(key))


def test_the_whole_schema_takes_a_file_of_any_kind() -> None:
    whole = whole_schema(SCHEMA)
    jsonschema_rs.meta.validate(whole)
    assert whole["$defs"].keys() == SCHEMA.kinds.keys()
    assert jsonschema_rs.validator_for(whole).is_valid({"name": "X", "criticality": "high"})


def test_the_settings_say_which_schema_goes_with_which_folder() -> None:
    found = editor_settings(SCHEMA, ["acceptance", "organisation"], ".schemas")
    assert found == {
        "yaml.schemas": {
            ".schemas/acceptance.json": "acceptances/*.yaml",
            ".schemas/organisation.json": "_organisation.yaml",
        }
    }


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnknownName, match="'application'"):
        kind_schema(SCHEMA, "aplication")
