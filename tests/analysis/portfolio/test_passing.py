"""Costs passed on to whom they are for: in parts that add up, counted once, by a key that is said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.analysis.portfolio.passing import EVENLY, Passing, Receiver
from cohelm.analysis.portfolio.spend import Spend, spend
from tests.making import enterprise
from tests.shares import tries

ON = date(2026, 10, 5)
ESTATE: dict[str, Any] = {
    "vendor": {"telco": {}, "cloudy": {}},
    "department": {"sales": {}, "works": {}},
    "server": {"rack": {}},
    "application": {
        "crm": {"runs_on": "server:rack", "used_by": [{"to": "department:sales", "users": 30},
                                                      {"to": "department:works", "users": 10}]},
        "erp": {"runs_on": "server:rack", "used_by": "department:works"},
    },
    "initiative": {"a": {}, "b": {}},
    "contract": {
        "both": {"vendor": "vendor:telco", "covers": [{"to": "initiative:a", "fee": "300 EUR"},
                                                      {"to": "initiative:b", "fee": "100 EUR"}]},
        "even": {"vendor": "vendor:cloudy", "covers": ["initiative:a", "initiative:b"]},
        "apps": {"vendor": "vendor:cloudy", "covers": ["application:crm", "server:rack"]},
    },
}  # fmt: skip


def asked(by: Receiver, amounts: dict[str, str], **more: Any) -> Spend:
    lines = [
        {"item": key, "time": "2026-09-01", "amount": amount} for key, amount in amounts.items()
    ]
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}}, observed={"actual": lines},
        **(ESTATE | more),
    )  # fmt: skip
    return spend(plan, on=ON, by=by)


def booked(found: Spend) -> dict[str | None, Decimal]:
    return {row[found.by]: row["actual"]["amount"].normalize() for row in found.groups.to_dicts()}


def went(found: Spend) -> list[tuple[Any, ...]]:
    """What was passed on: from, to, way, share, key and what of it is booked."""
    names = ("item", "to", "way", "share", "key")
    return [
        (*(row[name] for name in names), row["actual"]["amount"])
        for row in found.passed_on.to_dicts()
    ]


def test_a_contract_under_two_investments_is_counted_once_by_the_fees_stated() -> None:
    found = asked("initiative", {"contract:both": "1000 EUR"})
    assert booked(found) == {"initiative:a": 750, "initiative:b": 250}
    assert found.actual.value == 1000
    assert went(found) == [
        ("contract:both", "initiative:a", "covers", 0.75, "by the fees stated", 750),
        ("contract:both", "initiative:b", "covers", 0.25, "by the fees stated", 250),
    ]


def test_without_fees_it_is_shared_evenly_and_says_so() -> None:
    found = asked("initiative", {"contract:even": "100.01 EUR"})
    assert booked(found) == {"initiative:a": Decimal("50.01"), "initiative:b": Decimal(50)}
    assert set(found.passed_on["key"]) == {EVENLY}


def test_fees_in_two_currencies_are_no_key() -> None:
    contract = {"two": {"covers": [{"to": "initiative:a", "fee": "300 EUR"},
                                   {"to": "initiative:b", "fee": "100 USD"}]}}  # fmt: skip
    found = asked("initiative", {"contract:two": "100 EUR"}, contract=contract)
    assert booked(found) == {"initiative:a": 50, "initiative:b": 50}


@pytest.mark.slow
def test_a_cost_goes_on_until_it_reaches_whom_it_is_for() -> None:
    # half to the CRM, half to the rack, on which CRM and ERP run: 75 and 25
    found = asked("application", {"contract:apps": "100 EUR", "application:erp": "7 EUR"})
    assert booked(found) == {"application:crm": 75, "application:erp": 32}
    # the CRM's 75 by its users, 30 to 10; the ERP's 32 to the works alone
    assert booked(asked("department", {"contract:apps": "100 EUR", "application:erp": "7 EUR"})) == {
        "department:sales": Decimal("56.25"), "department:works": Decimal("50.75"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "vendor"),
    [("contract:both", "vendor:telco"), ("server:rack", "vendor:cloudy"),
     ("application:erp", None), ("initiative:a", None)],
)  # fmt: skip
def test_by_vendor_a_cost_is_its_contracts_and_else_nobodys(key: str, vendor: str | None) -> None:
    assert booked(asked("vendor", {key: "10 EUR"})) == {vendor: 10}


def test_what_was_passed_on_is_shown_from_where_to_where_along_which_links() -> None:
    # The contract is for the CRM and, by the rack, for CRM and ERP: 50 and 2 × 25. The ERP's own 7 is
    # passed on to nobody, and an initiative leads to no application.
    amounts = {"contract:apps": "100 EUR", "application:erp": "7 EUR", "initiative:a": "3 EUR"}
    found = asked("application", amounts)
    assert went(found) == [
        ("contract:apps", "application:crm", "covers", 0.75, EVENLY, 75),
        (
            "contract:apps",
            "application:erp",
            "covers, application that runs on it",
            0.25,
            EVENLY,
            25,
        ),
    ]
    assert booked(found) == {"application:crm": 75, "application:erp": 32, None: 3}
    assert went(asked("vendor", {"server:rack": "10 EUR"})) == [
        ("server:rack", "vendor:cloudy", "contract that covers it, vendor", 1, "", 10)
    ]


def test_what_leads_round_in_a_circle_stays_with_nobody() -> None:
    servers = {"x": {"runs_on": "server:y"}, "y": {"runs_on": "server:x"}}
    plan = enterprise(server=servers)
    assert Passing(plan, "application").of("server:x").parts == {None: Fraction(1)}


def test_a_link_that_is_over_passes_nothing_on() -> None:
    contract = {"old": {"vendor": [{"to": "vendor:telco", "until": "2026-01-31"}]}}
    assert booked(asked("vendor", {"contract:old": "10 EUR"}, contract=contract)) == {None: 10}


KEYS = ["contract:both", "contract:even", "contract:apps", "server:rack", "application:crm",
        "application:erp", "initiative:a"]  # fmt: skip
AMOUNTS = st.dictionaries(
    st.sampled_from(KEYS), st.decimals("-1000000", "1000000", places=2), min_size=1
)


@pytest.mark.slow
@settings(max_examples=tries(40), deadline=None)
@given(AMOUNTS, st.sampled_from(["vendor", "application", "service", "department", "initiative"]))
def test_however_it_is_split_the_total_is_the_same_to_the_cent(
    amounts: dict[str, Decimal], by: Receiver
) -> None:
    found = asked(by, {key: f"{amount} EUR" for key, amount in amounts.items()})
    total = sum(amounts.values(), Decimal(0))
    assert sum(booked(found).values(), Decimal(0)) == total
    assert found.actual.value == total
    for key in found.passed_on["item"].unique():
        assert sum(row[-1] for row in went(found) if row[0] == key) == amounts[key]


def test_the_row_of_nobody_says_how_much_on_what_and_what_to_bring() -> None:
    # 40 on a contract without a vendor, 10 on a server that none provides; 50 goes to the cloud
    lone = {"lone": {"name": "Lone", "covers": []}, "even": ESTATE["contract"]["even"]}
    booked_on = {"contract:lone": "40 EUR", "server:bare": "10 EUR", "contract:even": "50 EUR"}
    more = {"contract": lone, "server": {"bare": {}, "rack": {}}}
    (said,) = asked("vendor", booked_on, **more).with_nobody
    assert said.startswith(
        "50 € of the year's end stands with nobody, booked on 2 items, most on Lone: no link on record"
    )
    assert "state their vendor" in said


def test_where_all_is_passed_on_nothing_is_said_of_nobody() -> None:
    assert asked("initiative", {"contract:even": "100 EUR"}).with_nobody == ()
