"""Items as typed columns: one Polars type for each field type, null for what is not known."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import orjson
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.core.columns import DATES, MONEY, TYPED, has_column, phases, typed
from cohelm.core.fields import PHASES, FieldSpec, Lifecycle
from tests.core.kinds_for_tests import SCHEMA

FIELDS = SCHEMA.kind("application").fields
WHOLE = {
    "name": "CRM", "tags": ["a", "b"], "lifecycle": {"active": "2020-01-01", "stated": "plan"},
    "reviewed_on": "2026-02-28", "notes": "two\nlines", "users": 3, "load": 0.5, "exposed": False,
    "checked_at": "2026-01-31T08:00:00Z", "annual_cost": "312000.50 EUR", "hosting": "saas",
    "criticality": "high", "external_ids": {"cmdb": "7"}, "settings": {"a": 1},
}  # fmt: skip


def frame_of(*items: dict[str, Any]) -> pl.DataFrame:
    return typed([orjson.dumps(item).decode() for item in items], FIELDS)


def column(type_: str, *values: Any) -> list[Any]:
    spec = FieldSpec("x", type_, "")  # type: ignore[arg-type]
    rows = [orjson.dumps({} if value is None else {"x": value}).decode() for value in values]
    return typed(rows, {"x": spec})["x"].to_list()


def test_every_field_type_has_its_column_type() -> None:
    schema = frame_of(WHOLE).schema
    assert schema["name"] == schema["notes"] == schema["hosting"] == schema["criticality"]
    assert schema["name"] == pl.String
    assert schema["tags"] == pl.List(pl.String)
    assert (schema["users"], schema["load"], schema["exposed"]) == (
        pl.Int64,
        pl.Float64,
        pl.Boolean,
    )
    assert schema["reviewed_on"] == pl.Date
    assert schema["checked_at"] == pl.Datetime("us", "UTC")
    assert schema["annual_cost"] == MONEY
    assert schema["lifecycle"] == DATES


def test_what_stands_in_an_item_stands_in_its_row() -> None:
    row = frame_of(WHOLE).row(0, named=True)
    assert (row["name"], row["tags"], row["notes"]) == ("CRM", ["a", "b"], "two\nlines")
    assert (row["users"], row["load"], row["exposed"]) == (3, 0.5, False)
    assert row["reviewed_on"] == date(2026, 2, 28)
    assert row["checked_at"] == datetime(2026, 1, 31, 8, tzinfo=UTC)
    assert row["annual_cost"] == {"amount": Decimal("312000.5"), "currency": "EUR"}
    assert row["lifecycle"]["active"] == date(2020, 1, 1)
    assert row["lifecycle"]["stated"] == "plan"
    assert row["lifecycle"]["end_of_life"] is None


def test_what_is_not_stated_is_null_and_not_zero_or_empty() -> None:
    row = frame_of({"name": "CRM"}, WHOLE).row(0, named=True)
    assert row.pop("name") == "CRM"
    assert set(row.values()) == {None}


def test_a_frame_without_items_has_the_same_columns() -> None:
    assert typed([], FIELDS).schema == frame_of(WHOLE).schema


def test_columns_follow_the_fields_and_rows_the_items() -> None:
    frame = frame_of({"name": "b"}, {"name": "a"})
    assert frame.columns == [name for name, spec in FIELDS.items() if has_column(spec)]
    assert frame["name"].to_list() == ["b", "a"]


def test_maps_and_structures_have_no_column() -> None:
    assert not {"external_ids", "settings"} & set(frame_of(WHOLE).columns)


@given(st.decimals(-(10**31), 10**31, places=6, allow_nan=False))
def test_amounts_in_a_column_are_exact_to_six_decimals(amount: Decimal) -> None:
    (found,) = column("money", f"{amount:f} SEK")
    assert found == {"amount": amount, "currency": "SEK"}


@pytest.mark.parametrize("order", [1, -1])
def test_a_whole_amount_beside_one_with_cents_loses_none_of_them(order: int) -> None:
    texts = ["3 EUR", "0.25 EUR", "-7.125 EUR"][::order]
    found = [one["amount"] for one in column("money", *texts)]
    assert found == [Decimal("3"), Decimal("0.25"), Decimal("-7.125")][::order]


@pytest.mark.parametrize(
    ("type_", "good", "read", "bad"),
    [
        ("integer", 3, 3, "three"), ("number", 1.5, 1.5, "half"), ("boolean", True, True, "yes"),
        ("date", "2026-01-31", date(2026, 1, 31), "soon"),
        ("time", "2026-01-31T00:00:00Z", datetime(2026, 1, 31, tzinfo=UTC), "soon"),
        ("money", "5 EUR", {"amount": Decimal(5), "currency": "EUR"}, "dear"),
        ("text", "a", "a", ["a", "b"]), ("list", ["a"], ["a"], {"a": "b"}),
        ("choice", "a", "a", {"a": "b"}),
    ],
)  # fmt: skip
def test_a_value_from_before_the_field_had_its_type_is_unknown_and_hurts_no_other(
    type_: str, good: Any, read: Any, bad: Any
) -> None:
    assert column(type_, bad, good, None) == [None, read, None]


def test_every_type_with_a_column_is_covered_here() -> None:
    assert {spec.type for spec in FIELDS.values()} >= TYPED.keys()


days = st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31))
lifecycles = st.fixed_dictionaries(
    dict.fromkeys(PHASES, days) | {"stated": st.none() | st.sampled_from(PHASES)}
)


@pytest.mark.slow
@given(st.lists(lifecycles, max_size=5), st.dates(date(2024, 1, 1), date(2026, 12, 31)))
def test_the_phase_in_a_column_is_that_of_the_lifecycle(
    found: list[dict[str, Any]], on: date
) -> None:
    models = [Lifecycle.model_validate(one) for one in found]
    plain = [{"lifecycle": one.model_dump(mode="json", exclude_none=True)} for one in models]
    assert phases(frame_of(*plain)["lifecycle"], on).to_list() == [one.phase(on) for one in models]
