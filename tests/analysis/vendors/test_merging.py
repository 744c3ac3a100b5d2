"""Two records of a vendor become one: what moves, what stays, what is taken over."""

from __future__ import annotations

import pytest

from cohelm.analysis.vendors.merging import merged
from cohelm.core.errors import InputError, UnknownName
from tests.making import enterprise

PLAN = enterprise(
    office={"cio": {}, "cto": {}},
    vendor={
        "a": {"name": "Tarnfeld", "external_ids": {"creditor": "1"}, "office": ["office:cio"],
              "subcontracts": ["vendor:c"]},
        "b": {"name": "TARNFELD AG", "external_ids": {"creditor": "2", "duns": "9"}, "country": "DE",
              "office": ["office:cio", "office:cto"], "subcontracts": ["vendor:a"], "aliases": ["TF"]},
        "c": {"name": "Other", "subcontracts": ["vendor:b"]},
    },
    contract={"x": {"vendor": "vendor:b"}, "y": {"vendor": "vendor:a"}},
    application={"crm": {"provided_by": ["vendor:a", "vendor:b"]}},
    observed={
        "actual": [
            {"item": "vendor:a", "time": "2026-01-31", "reference": "1", "amount": "5 EUR"},
            {"item": "vendor:b", "time": "2026-01-31", "reference": "1", "amount": "7 EUR"},
        ]
    },
)  # fmt: skip
AFTER = PLAN.with_changes(merged(PLAN, "vendor:a", "vendor:b"))


def test_links_lead_to_the_one_that_stays_once_each() -> None:
    assert "vendor:b" not in AFTER
    assert AFTER.targets("contract:x", "vendor") == ["vendor:a"]
    assert AFTER.targets("contract:y", "vendor") == ["vendor:a"]
    assert AFTER.targets("application:crm", "provided_by") == ["vendor:a"]
    assert AFTER.targets("vendor:a", "office") == ["office:cio", "office:cto"]
    assert AFTER.targets("vendor:c", "subcontracts") == ["vendor:a"]
    assert AFTER.targets("vendor:a", "subcontracts") == ["vendor:c"]  # none to itself


def test_ids_are_joined_and_what_was_not_stated_is_taken_over() -> None:
    plain = AFTER.plain("vendor:a")
    assert plain["name"] == "Tarnfeld"
    assert plain["external_ids"] == {"creditor": "1", "creditor-2": "2", "duns": "9"}
    assert plain["aliases"] == ["TARNFELD AG", "TF"]
    assert plain["country"] == "DE"


def test_what_was_paid_stays_paid() -> None:
    lines = AFTER.observations("actual").select("item", "reference", "amount").rows()
    assert [(item, reference, amount["amount"]) for item, reference, amount in lines] == [
        ("vendor:a", "1", 5), ("vendor:a", "1 vendor:b", 7)
    ]  # fmt: skip


def test_taking_it_back_brings_all_of_it_again() -> None:
    again = AFTER.with_changes(merged(PLAN, "vendor:a", "vendor:b").inverse())
    for key in ("vendor:a", "vendor:b", "contract:x", "application:crm"):
        assert again.document(key) == PLAN.document(key)
    assert again.observations("actual").rows() == PLAN.observations("actual").rows()


@pytest.mark.parametrize(
    ("kept", "gone", "error"),
    [("vendor:a", "vendor:a", InputError), ("vendor:a", "office:cio", InputError),
     ("vendor:a", "vendor:z", UnknownName)],
)  # fmt: skip
def test_what_cannot_be_one_is_refused(kept: str, gone: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        merged(PLAN, kept, gone)
