"""What has to be decided by when, on a small organisation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.vendors.contracts import Contracts, contracts
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.reports.answers import plain_answer
from tests.making import enterprise

ON = date(2026, 11, 23)
CRM = {
    "name": "CRM subscription", "end": "2026-12-31", "notice_days": 30, "renewal": "tacit",
    "renewal_months": 12, "annual_cost": "312000 EUR", "vendor": ["vendor:kundrel"],
}  # fmt: skip


def plan(organisation: dict[str, Any] | None = None, **more: dict[str, Any]) -> Enterprise:
    stated = {"currency": "EUR", **(organisation or {})}
    return enterprise(
        organisation={"organisation": stated}, vendor={"kundrel": {}}, contract={"crm": CRM, **more}
    )


def asked(plan: Enterprise, **more: Any) -> Contracts:
    return contracts(plan, on=ON, **more)


def test_the_answer_is_as_the_command_gives_it() -> None:
    assert plain_answer(asked(plan())) == [
        {
            "id": "crm", "decide_by": "2026-12-01", "notice_by": "2026-12-01",
            "ends_on": "2026-12-31", "renews_to": "2027-12-31", "annual": "312000 EUR",
        }
    ]  # fmt: skip


def test_the_sentence_says_the_money_and_the_next_day() -> None:
    assert asked(plan()).sentence == (
        "312,000 € a year renews itself within 90 days; decide on CRM subscription by 1 December 2026"
    )
    assert asked(enterprise()).sentence == "No contract has to be decided on within 365 days"


def test_a_window_narrower_than_90_days_is_answered_first() -> None:
    # over since 31 October: nothing is left to decide on it
    missed = {**CRM, "end": "2026-11-30"}
    found = asked(plan(missed=missed), within=20)
    assert len(found.due) == 2
    assert found.sentence == (
        "1 contract to decide on within 20 days; 312,000 € a year renews itself within 90 days; "
        "decide on CRM subscription by 1 December 2026"
    )


@pytest.mark.slow
def test_the_firms_own_lead_time_is_taken_off_and_its_absence_is_said() -> None:
    assert [one.name for one in asked(plan()).renewing.assumed] == [
        "no lead time", "no public holidays"
    ]  # fmt: skip
    found = asked(plan({"decision_lead_days": 5, "holiday_calendar": "DE-HB"}))
    assert found.due["decide_by"].to_list() == [date(2026, 11, 26)]
    assert found.renewing.assumed == ()


def test_the_public_holidays_of_the_organisation_or_of_the_contract_count() -> None:
    # 30 days before 25 January 2027 is Saturday, 26 December 2026: a holiday, and so is the day before
    late = {**CRM, "end": "2027-01-25"}
    british, unread = ({**late, "holiday_calendar": name} for name in ("GB-ENG", "DE-XX"))
    found = asked(plan({"holiday_calendar": "DE-HB"}, late=late, british=british, unread=unread))
    days = dict(found.due.select("contract", "notice_by").iter_rows())
    assert days["contract:late"] == date(2026, 12, 24)
    assert days["contract:british"] == date(2026, 12, 24)
    assert days["contract:unread"] == date(2026, 12, 25)
    assert dict(found.open.select("contract", "why").iter_rows()) == {
        "contract:unread": "the calendar of public holidays 'DE-XX' is not known: only weekends were "
        "left out"
    }


def test_what_lies_beyond_the_window_is_not_due() -> None:
    later = {**CRM, "end": "2027-06-30"}
    assert asked(plan(erp=later), within=60).due["contract"].to_list() == ["contract:crm"]
    assert len(asked(plan(erp=later)).due) == 2


def test_a_day_of_notice_that_is_over_is_missed_and_its_money_counted_apart() -> None:
    found = asked(plan(pay={**CRM, "notice_days": 90, "annual_cost": "1000 EUR"}))
    assert found.missed.value == Decimal(1000)
    assert found.missed.counted == ("contract:pay",)
    assert found.renewing.counted == ("contract:crm",)


def test_money_of_another_currency_is_left_out_without_a_rate() -> None:
    found = asked(plan(cloud={**CRM, "annual_cost": "5 USD"}))
    assert found.renewing.value == Decimal(312000)
    assert "contract:cloud" in str(found.renewing.left_out)


def test_what_is_not_on_record_is_listed_with_why() -> None:
    found = asked(
        plan(old={"annual_cost": "7 EUR"}, gone={**CRM, "end": "2025-12-31", "renewal": "none"})
    )
    assert found.open.select("contract", "why").rows() == [
        ("contract:old", "neither its last day nor its notice term is on record")
    ]
    assert "contract:gone" not in found.due["contract"].to_list()


def test_a_contract_that_ends_by_itself_is_decided_on_by_its_end() -> None:
    found = asked(plan(frame={**CRM, "renewal": "by_agreement", "notice_days": 90}))
    row = found.due.filter(found.due["contract"] == "contract:frame").row(0, named=True)
    assert (row["notice_by"], row["decide_by"], row["state"]) == (
        None,
        date(2026, 12, 31),
        "running",
    )
    assert "contract:frame" not in found.renewing.counted


@pytest.mark.parametrize("within", [-1, 36_526, 10**14])
def test_a_window_that_cannot_be_is_refused(within: int) -> None:
    with pytest.raises(UsageError, match="0 to 36,525"):
        asked(plan(), within=within)
