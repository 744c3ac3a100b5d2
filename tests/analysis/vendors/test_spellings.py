"""Vendors under several spellings, with the money behind each."""

from __future__ import annotations

import random
import string
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.vendors.spellings import Spellings, spellings
from tests.making import enterprise

ON = date(2026, 11, 23)


def asked(*, observed: Any = None, **documents: Any) -> Spellings:
    organisation = {"organisation": {"currency": "EUR"}}
    return spellings(enterprise(organisation=organisation, observed=observed, **documents), on=ON)


def found(vendor: dict[str, Any], **more: Any) -> list[tuple[str, str, str]]:
    return list(asked(vendor=vendor, **more).pairs.select("one", "other", "because").iter_rows())


def test_the_money_behind_each_is_shown_and_nothing_is_merged() -> None:
    plan = {
        "a": {"name": "Tarnfeld GmbH"}, "b": {"name": "TARNFELD"}, "c": {"name": "Kundrel"},
    }  # fmt: skip
    lines = [
        {"item": "vendor:b", "time": day, "reference": day, "amount": amount}
        for day, amount in (
            ("2025-11-24", "100 EUR"),
            ("2025-11-23", "7 EUR"),
            ("2026-11-23", "50 EUR"),
        )
    ]
    result = asked(
        vendor=plan, observed={"actual": lines},
        contract={
            "x": {"vendor": "vendor:a", "annual_cost": "900 EUR", "end": "2027-12-31"},
            "old": {"vendor": "vendor:a", "annual_cost": "9 EUR", "end": "2020-12-31", "renewal": "none"},
        },
    )  # fmt: skip
    (row,) = result.pairs.to_dicts()
    assert (row["one"], row["other"]) == ("vendor:a", "vendor:b")
    assert (row["contracts_of_one"], row["contracts_of_other"]) == (1, 0)
    assert row["annual_of_one"]["amount"] == 900
    assert row["annual_of_other"] is None
    assert row["spent_with_other"]["amount"] == 150  # the 365 days up to the day, both inclusive
    assert result.annual.value == Decimal(900)
    assert result.sentence == (
        "1 pair of vendors looks like one, first Tarnfeld GmbH and TARNFELD; 900 € a year go to them "
        "by contract"
    )


def test_a_register_and_a_page_make_two_names_one() -> None:
    vendors = {
        "a": {"name": "Tarnfeld", "registration": "HRB 1234"},
        "b": {"name": "Feldmann & Tarn", "registration": "HRB-1234"},
        "c": {"name": "Norbridge", "website": "https://www.norbridge.example/en"},
        "d": {"name": "NB Shipping", "website": "norbridge.example"},
    }
    assert found(vendors) == [
        ("vendor:a", "vendor:b", "the same registration number"),
        ("vendor:c", "vendor:d", "the same page on the web"),
    ]


def test_two_numbers_or_a_parent_tell_two_apart() -> None:
    numbers = {
        "a": {"name": "Tarn", "registration": "1"},
        "b": {"name": "Tarn AG", "registration": "2"},
    }
    assert found(numbers) == []
    family = {"a": {"name": "Tarn"}, "b": {"name": "Tarn Nordics", "parent": "vendor:a"}}
    assert found(family) == []


def test_what_was_said_to_differ_is_not_proposed() -> None:
    vendors = {"a": {"name": "Tarn"}, "b": {"name": "Tarn AG"}}
    apart = {"d": {"between": ["vendor:a", "vendor:b"]}}
    result = asked(vendor=vendors, distinction=apart)
    assert (len(result.pairs), result.told_apart) == (0, 1)


@pytest.mark.slow
def test_of_two_thousand_vendors_those_written_twice_are_found() -> None:
    chance = random.Random(7)
    names = sorted(
        {"".join(chance.choices(string.ascii_lowercase, k=9)).title() for _ in range(1900)}
    )
    ways = ("{} GmbH", "{} Deutschland AG", "{} s.r.l.", "The {}", "{} Group")
    upper = {name: chance.choice(ways).format(name).upper() for name in chance.sample(names, 100)}
    vendors = {name.lower(): {"name": name} for name in names}
    vendors |= {f"{name.lower()}-2": {"name": other} for name, other in upper.items()}
    pairs = {(one, other) for one, other, _ in found(vendors)}
    seeds = {(f"vendor:{name.lower()}", f"vendor:{name.lower()}-2") for name in upper}
    assert seeds <= pairs
    assert len(pairs - seeds) <= 2
