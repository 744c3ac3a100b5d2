"""What departments ask for: states and durations worked by hand, deals lost, promises to customers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.portfolio.requests import Requests, requests
from cohelm.core.errors import UnknownName
from tests.making import enterprise

ON = date(2026, 11, 30)


def asked(**kinds: Any) -> Requests:
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}}, office={"cio": {}},
        department={"sales": {}, "legal": {}}, segment={"builders": {}}, **kinds,
    )  # fmt: skip
    return requests(plan, on=ON)


def request(day: str = "2026-11-01", **more: Any) -> dict[str, Any]:
    return {"status": "new", "asked_on": day, "asked_by": ["department:sales"], **more}


def test_an_answer_takes_until_half_have_one_with_those_that_wait_counted_as_open() -> None:
    """Answered after 5 and 10 days, two still open after 20 and 29: half have an answer after 10.

    4 at risk: 3/4 are open after 5 days, 2/3 of these (1/2) after 10.
    """
    found = asked(request={
        "a": request(answered_on="2026-11-06", status="accepted"),
        "b": request(answered_on="2026-11-11", status="declined"),
        "c": request(), "d": request("2026-11-10"),
    })  # fmt: skip
    assert (found.open.value, found.unanswered.value) == (3, 2)
    assert found.to_answer.value == 10
    assert found.to_done.value is None
    assert found.to_done.reason == "not half of them are done yet"
    assert (
        found.sentence == "3 requests open, 2 without an answer; half are answered within 10 days"
    )


def test_those_without_an_answer_come_first_longest_first_with_their_lateness() -> None:
    found = asked(request={
        "a": request("2026-01-01", status="in_progress", answered_on="2026-02-01"),
        "b": request("2026-11-01", wanted_by="2026-11-29"),
        "c": request("2026-10-01", wanted_by="2026-12-02", office=["office:cio"]),
        "over": request(status="done", done_on="2026-11-02"), "gone": request(status="withdrawn"),
    })  # fmt: skip
    rows = found.waiting.select("request", "state", "days", "late_days").rows()
    assert rows == [
        ("request:c", "no answer", 60, None), ("request:b", "no answer", 29, 1),
        ("request:a", "answered", 333, None),
    ]  # fmt: skip
    assert found.waiting["offices"][0].to_list() == ["office:cio"]


@pytest.mark.parametrize(("answered_on", "unanswered"), [("2026-11-30", 0), ("2026-12-01", 1)])
def test_an_answer_counts_from_its_day_on(answered_on: str, unanswered: int) -> None:
    found = asked(request={"a": request(status="accepted", answered_on=answered_on)})
    assert found.unanswered.value == unanswered


def test_what_was_answered_or_done_without_a_day_has_no_duration_and_is_left_out() -> None:
    found = asked(request={"a": request(status="done"), "b": {"status": "new"}})
    assert found.to_answer.left_out == {"a day is not on record": ("request:a", "request:b")}
    assert found.to_done.left_out == {"a day is not on record": ("request:a", "request:b")}


def test_departments_are_measured_and_people_are_not() -> None:
    found = asked(
        person={"ann": {}},
        request={
            "a": request(status="done", answered_on="2026-11-03", done_on="2026-11-21"),
            "b": request(asked_by=["department:legal", "person:ann"]),
        },
    )  # fmt: skip
    assert found.departments.rows() == [
        ("department:legal", 1, 1, 0, None, None), ("department:sales", 1, 0, 1, 2.0, 20.0),
    ]  # fmt: skip


def test_lost_deals_that_can_still_be_won_come_dearest_first() -> None:
    found = asked(demand={
        "small": {"deals_lost": 9, "revenue_lost": "10 EUR", "status": "new"},
        "big": {"deals_lost": 1, "revenue_lost": "20.50 EUR", "status": "planned"},
        "bare": {"deals_lost": 2}, "none": {"deals_lost": 0, "revenue_lost": "7 EUR"},
        "there": {"deals_lost": 5, "revenue_lost": "99 EUR", "status": "delivered"},
    })  # fmt: skip
    assert found.lost["demand"].to_list() == ["demand:big", "demand:small", "demand:bare"]
    assert (found.revenue_lost.value, found.revenue_lost.unit) == (Decimal("30.50"), "EUR")


def test_promises_to_customers_stand_beside_it_and_others_do_not() -> None:
    found = asked(commitment={
        "a": {"due": "2026-12-31", "promised_to": ["segment:builders"]},
        "b": {"due": "2026-12-31", "promised_to": ["department:sales"]},
    })  # fmt: skip
    assert found.promised.select("promise", "state").rows() == [
        ("commitment:a", "no work behind it")
    ]


def test_without_any_request_nobody_can_say() -> None:
    assert asked().sentence == "Nobody can say what departments wait for: no request is on record"


def test_of_one_department_is_what_it_and_its_parts_asked_for_raised_and_were_promised() -> None:
    """North is part of sales: of four requests two are theirs, of two demands and promises one."""
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}},
        department={"sales": {"name": "Sales"}, "north": {"parent": "department:sales"}, "legal": {}},
        request={
            "a": request(), "b": request(asked_by=["department:north"]),
            "c": request(asked_by=["department:legal"]), "d": request(asked_by=[]),
        },
        demand={
            "app": {"deals_lost": 2, "revenue_lost": "10 EUR", "raised_by": ["department:north"]},
            "law": {"deals_lost": 3, "revenue_lost": "90 EUR", "raised_by": ["department:legal"]},
        },
        commitment={
            "soon": {"status": "open", "promised_to": ["department:north"]},
            "late": {"status": "open", "promised_to": ["department:legal"]},
        },
    )  # fmt: skip
    found = requests(plan, on=ON, department="sales")
    assert found.waiting["request"].to_list() == ["request:a", "request:b"]
    assert found.departments["department"].to_list() == ["department:north", "department:sales"]
    assert (found.lost["demand"].to_list(), found.revenue_lost.value) == (["demand:app"], 10)
    assert found.promised["promise"].to_list() == ["commitment:soon"]
    assert found.sentence.startswith("Sales: 2 requests open")
    assert requests(plan, on=ON, department="department:north").open.value == 1
    assert requests(plan, on=ON).open.value == 4


def test_a_department_without_lost_deals_says_so_of_itself_and_one_that_is_not_there_is_refused() -> (
    None
):
    found = requests(enterprise(department={"sales": {}}), on=ON, department="sales")
    assert found.revenue_lost.reason == "no deal is on record as lost for want of what it raised"
    with pytest.raises(UnknownName, match="there is no department 'sale'"):
        requests(enterprise(department={"sales": {}}), on=ON, department="sale")
