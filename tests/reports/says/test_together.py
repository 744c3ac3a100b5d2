"""What two lists say together, worked by hand."""

from datetime import date

import pytest

from cohelm.reports.says.saying import Lists, Urgency
from cohelm.reports.says.together import (
    of_contracts_and_applications,
    of_initiatives_and_applications,
    of_initiatives_and_contracts,
)
from tests.making import enterprise

ON = date(2026, 11, 24)


def ends(day: str) -> dict[str, object]:
    return {"lifecycle": {"end_of_life": day}}


def test_applications_past_their_end_are_still_under_contract() -> None:
    plan = enterprise(
        application={"old": ends("2026-01-31"), "new": ends("2030-01-31")},
        contract={
            "bound": {"end": "2027-06-30", "annual_cost": "900 EUR", "covers": ["application:old"]},
            "over": {"end": "2026-06-30", "annual_cost": "50 EUR", "covers": ["application:old"]},
            "fine": {"end": "2027-06-30", "annual_cost": "10 EUR", "covers": ["application:new"]},
        },
    )
    (said,) = of_contracts_and_applications(Lists(plan, ON))
    assert said.text == (
        "1 application past the end of life is still under contract for 900 € a year, "
        "until 30 June 2027 at the longest"
    )
    assert (said.together, said.urgency, said.day) == (True, Urgency.LATE, date(2027, 6, 30))
    assert said.keys == ["application:old", "contract:bound"]


def test_a_contract_that_outlives_its_application_is_said_by_the_end_of_that() -> None:
    plan = enterprise(
        application={"crm": ends("2026-12-31"), "erp": ends("2027-06-30")},
        contract={
            "c": {"end": "2027-01-01", "annual_cost": "70 EUR", "covers": ["application:crm"]},
            "same": {"end": "2027-06-30", "covers": ["application:erp"]},
        },
    )
    (said,) = of_contracts_and_applications(Lists(plan, ON))
    assert said.text == (
        "1 contract with 70 € a year runs on after the end of the application that it is for, "
        "first on 31 December 2026"
    )
    assert (said.urgency, said.keys) == (Urgency.SOON, ["contract:c", "application:crm"])


@pytest.mark.parametrize(("until", "days"), [("2027-01-02", 2), ("2027-01-01", 1)])
def test_an_application_that_ends_before_its_initiative_does_leaves_a_gap(
    until: str, days: int
) -> None:
    plan = enterprise(
        application={"crm": ends("2026-12-31")},
        initiative={"new-crm": {"end": until, "affects": ["application:crm"]}},
    )
    (said,) = of_initiatives_and_applications(Lists(plan, ON))
    assert said.text == (
        "1 application ends before the initiative does that changes it: crm on 31 December 2026, "
        f"{days} day{'s' if days > 1 else ''} before new-crm"
    )


def test_one_that_ends_on_the_same_day_leaves_none() -> None:
    plan = enterprise(
        application={"crm": ends("2026-12-31")},
        initiative={"new-crm": {"end": "2026-12-31", "affects": ["application:crm"]}},
    )
    assert list(of_initiatives_and_applications(Lists(plan, ON))) == []


def test_what_contracts_bind_of_initiatives_counts_those_of_the_list_alone() -> None:
    plan = enterprise(
        initiative={"listed": {}, "named": {}},
        contract={
            "a": {"total_value": "100 EUR", "covers": ["initiative:listed"]},
            "b": {"total_value": "7 EUR", "covers": ["initiative:named"]},
        },
    )
    (said,) = of_initiatives_and_contracts(Lists(plan, ON, frozenset(["initiative:named"])))
    assert said.text == "100 € is bound by 1 contract for 1 initiative on the other list"
    assert said.keys == ["initiative:listed", "contract:a"]
