"""The contracts' year: no day is missed, and the money of each month is what binds."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.vendors.calendar import Calendar, calendar
from cohelm.analysis.vendors.terms import Terms, term_on
from cohelm.core.errors import UnknownName, UsageError
from tests.making import enterprise

ON = date(2026, 11, 23)
CRM = {
    "name": "CRM", "end": "2026-12-31", "notice_days": 30, "renewal": "tacit", "renewal_months": 12,
    "annual_cost": "120000 EUR", "vendor": "vendor:k", "owner": "role:r",
}  # fmt: skip


def asked(
    contract: dict[str, Any], *, settings: dict[str, Any] | None = None, **told: Any
) -> Calendar:
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR", **(settings or {})}}, vendor={"k": {}, "l": {}},
        role={"r": {}, "s": {}}, contract=contract,
        application={"old": {"lifecycle": {"end_of_life": "2027-06-30"}}, "new": {}},
    )  # fmt: skip
    return calendar(plan, on=ON, **told)


def marks(found: Calendar) -> list[tuple[str, str]]:
    return [(row["mark"], str(row["day"])) for row in found.days.iter_rows(named=True)]


def test_a_year_of_one_contract() -> None:
    found = asked({"crm": CRM}, settings={"decision_lead_days": 5})
    assert marks(found) == [
        ("decide", "2026-11-26"), ("notice", "2026-12-01"), ("renewal", "2027-01-01"),
    ]  # fmt: skip
    assert found.sentence == (
        "1 contract to decide on by 31 October 2027, next CRM by 26 November 2026; 20,000 € are committed"
    )


def test_a_term_that_renews_itself_is_rolled_on_as_far_as_the_months_go() -> None:
    found = asked({"crm": {**CRM, "renewal_months": 3}}, months=7)
    assert [one for one in marks(found) if one[0] != "decide"] == [
        ("notice", "2026-12-01"), ("renewal", "2027-01-01"), ("notice", "2027-03-01"),
        ("renewal", "2027-04-01"), ("notice", "2027-05-31"),
    ]  # fmt: skip


def test_what_ends_by_itself_ends_and_prices_rise() -> None:
    frame = {**CRM, "renewal": "none", "uplift": 0.05, "uplift_from": "2026-12-01"}
    assert marks(asked({"crm": frame})) == [
        ("price rise", "2026-12-01"), ("decide", "2026-12-31"), ("end", "2026-12-31"),
    ]  # fmt: skip


def test_the_months_hold_what_binds_with_the_higher_price() -> None:
    raised = {**CRM, "notice_days": 60, "uplift": 0.1, "uplift_from": "2027-01-01"}
    found = asked({"crm": CRM, "late": raised}, months=4)
    # notice of `late` is over, so that it binds through 2027; `crm` can still end with December
    amounts = [row["committed"]["amount"] for row in found.months.iter_rows(named=True)]
    assert amounts == [20000, 20000, 11000, 11000]
    assert found.months["contracts"].to_list() == [2, 2, 1, 1]
    assert found.committed.value == Decimal(62000)


def test_what_cannot_be_counted_is_left_out_with_the_reason() -> None:
    found = asked({
        "bare": {"end": "2027-01-31", "renewal": "none"}, "yen": {**CRM, "annual_cost": "1 JPY"},
        "open": {**CRM, "end": None, "notice_days": None}, "jump": {**CRM, "uplift_from": "2026-12-01"},
    })  # fmt: skip
    assert found.committed.value is None
    assert found.months["committed"].null_count() == len(found.months)  # unknown, and no nought
    assert set(found.committed.left_out) == {
        "no amount", "no rate of JPY on or before 23 November 2026",
        "the day up to which it binds is not on record",
        "by how much its price rises is not on record",
    }  # fmt: skip


def test_a_contract_that_outlives_what_it_covers_is_flagged() -> None:
    found = asked({"crm": {**CRM, "covers": ["application:old", "application:new"]}})
    assert found.days["ends_before_it"].to_list()[0] == ["application:old"]
    short = {**CRM, "renewal": "none", "covers": ["application:old"]}
    assert found.days["band"][0] == "large"
    assert asked({"crm": short}).days["ends_before_it"].to_list()[0] == []


def test_one_vendor_and_one_owner_can_be_asked_for() -> None:
    other = {**CRM, "vendor": "vendor:l", "owner": "role:s"}
    both = {"crm": CRM, "other": other}
    assert set(asked(both, vendor="vendor:l").days["contract"]) == {"contract:other"}
    assert set(asked(both, owner="role:r").days["contract"]) == {"contract:crm"}
    with pytest.raises(UnknownName, match="there is no vendor 'z'"):
        asked(both, vendor="vendor:z")
    with pytest.raises(UsageError, match="1 to 120"):
        asked(both, months=0)


@pytest.mark.slow
def test_of_two_hundred_contracts_no_deadline_is_missed() -> None:
    chance = random.Random(200)
    contracts = {
        f"c{at}": {
            "end": (date(2024, 2, 29) + timedelta(days=chance.randrange(1400))).isoformat(),
            "notice_months": chance.choice([1, 3, 6]), "renewal": "tacit",
            "renewal_months": chance.choice([1, 3, 12, 24]), "annual_cost": "12 EUR",
        }
        for at in range(200)
    }  # fmt: skip
    found = asked(contracts)
    shown = {(row["contract"], row["day"]) for row in found.days.iter_rows(named=True)
             if row["mark"] == "notice"}  # fmt: skip
    expected = set()
    # asked again in every week of the year, and on its last day: each term is a month or more
    last = (found.until - ON).days
    for name, stated in contracts.items():
        terms = Terms(date.fromisoformat(stated["end"]), date.fromisoformat(stated["end"]), None,
                      stated["notice_months"], "tacit", stated["renewal_months"])  # fmt: skip
        for number in (*range(0, last, 7), last):
            day = term_on(terms, ON + timedelta(days=number)).notice_by
            if day is not None and ON <= day <= found.until:
                expected.add((f"contract:{name}", day))
    assert shown == expected
