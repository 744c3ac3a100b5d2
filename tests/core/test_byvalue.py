"""Value by value, items and observations have the plain form that they have one by one."""

from __future__ import annotations

from typing import Any

import pytest

from cohelm.core.byvalue import ByValue
from cohelm.core.enterprise import Enterprise
from cohelm.core.validation import canonical, canonical_observation
from cohelm.kinds import built_in_schema
from tests.core.kinds_for_tests import SCHEMA

APPLICATION = SCHEMA.kind("application")
BIG = 2**63
STATED: list[dict[str, Any]] = [
    {"users": "12", "name": " CRM "}, {"users": 12}, {"users": 12.0}, {"users": True}, {"users": 1},
    {"load": "0.5"}, {"load": 1}, {"load": float("nan")}, {"exposed": "true"}, {"exposed": 1},
    {"started": "2026-01-31"}, {"started": "2026-02-30"}, {"annual_cost": "1e3 EUR"},
    {"annual_cost": "cheap"}, {"lifecycle": "active"}, {"lifecycle": {"active": "2026-01-31"}},
    {"settings": {"a": {"b": [1, None]}}}, {"settings": {"a": BIG}}, {"users": BIG},
    {"checked_at": "2026-01-31 10:00:00+02:00"}, {"tags": ["a", "b"]}, {"tags": []}, {"notes": "  "},
    {"users": None}, {"name": None}, {"name": ""}, {"name": "x" * 301}, {"nonsense": 1},
    {"notes": "a\u202eb"}, {"tags": ["\x07"]}, {"name": "Nul\0"},
    {"external_ids": {"cmdb": "A-1"}}, {"external_ids": {"cmdb": 1}}, {"owner": "team:a"},
]  # fmt: skip


READING = SCHEMA.observation("temperature")
READ: list[dict[str, Any]] = [
    {}, {"value": 3}, {"value": "hot"}, {"value": True}, {"value": None}, {"time": "soon"},
    {"time": "2026-01-31T10:30:00.5+02:00"}, {"time": "2026-01-31T10:30"}, {"time": 20260131},
    {"item": ""}, {"item": None}, {"item": 7}, {"source": "", "reference": " "}, {"source": " a "},
    {"closed": "2026-01-31 10:00:00+02:00"}, {"closed": "2026-01-31"}, {"comment": "a\u202eb"},
    {"comment": ""}, {"valeu": 1},
]  # fmt: skip


def test_each_value_has_the_plain_form_or_the_complaint_that_it_has_alone() -> None:
    by_value = ByValue.of_kind(APPLICATION)
    for stated in STATED * 2:  # the second time, what was met is known
        values = {"name": "CRM", **stated}
        found, alone = by_value.canonical(values), canonical(APPLICATION, values)
        assert repr(found) == repr(alone), stated  # repr: 1, 1.0 and True are told apart


def test_together_each_item_has_the_plain_form_or_the_complaint_that_it_has_alone() -> None:
    rows = [{"name": "CRM", **stated} for stated in STATED]
    together = list(ByValue.of_kind(APPLICATION).all_canonical(rows))
    alone = [canonical(APPLICATION, row) for row in rows]
    assert repr(together) == repr(alone)
    right = [row for row, (_, wrong) in zip(rows, alone, strict=True) if not wrong]
    for many in (right, [{}, *right], [*right, {"name": "CRM", "settings": {"a": BIG}}]):
        found = list(ByValue.of_kind(APPLICATION).all_canonical(many))
        assert repr(found) == repr([canonical(APPLICATION, row) for row in many])


def test_each_observation_has_the_plain_form_or_the_complaint_that_it_has_alone() -> None:
    by_value = ByValue.of_observation(READING)
    for stated in READ * 2:
        values = {"item": "server:a", "time": "2026-01-31", "value": "0.5", **stated}
        found = by_value.canonical(values)
        alone = canonical_observation(READING.fields, READING.model, values)
        assert repr(found) == repr(alone), stated


def test_an_observation_that_states_nothing_of_a_field_is_about_what_its_model_says() -> None:
    spec = built_in_schema().observation("exchange_rate")
    values = {"reference": "USD", "time": "2026-11-01", "value": "0.5 EUR"}
    found, wrong = ByValue.of_observation(spec).canonical(values)
    assert (found, wrong) == (
        {"item": "organisation:organisation", **values, "value": "0.50 EUR"},
        [],
    )


def test_an_item_without_a_name_is_refused() -> None:
    assert ByValue.of_kind(APPLICATION).canonical({"users": 3}) == canonical(
        APPLICATION, {"users": 3}
    )


@pytest.mark.slow
def test_the_items_of_the_sample_have_one_plain_form(the_sample: Enterprise) -> None:
    for kind in the_sample.schema.kinds.values():
        by_value = ByValue.of_kind(kind)
        for _, plain in the_sample.table(kind.name).rows():
            assert repr(by_value.canonical(plain)) == repr(canonical(kind, plain))
