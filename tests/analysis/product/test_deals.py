"""What deals are lost and stalled for want of, worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from cohelm.analysis.portfolio.requests import requests
from cohelm.analysis.product.deals import Deals, deals
from cohelm.analysis.strategy.promises import promises
from cohelm.core.enterprise import Enterprise
from tests.making import enterprise

ON = date(2026, 11, 30)
DEMAND = {"link": {"status": "planned", "delivered_in": ["release:r"]}, "night": {"status": "new"}}


def plan_of(deal: dict[str, Any], **more: Any) -> Enterprise:
    made = {"demand": DEMAND, "release": {"r": {"planned_on": "2027-01-31"}}, **more}
    return enterprise(organisation={"organisation": {"currency": "EUR"}}, deal=deal, **made)


def asked(deal: dict[str, Any], **more: Any) -> Deals:
    return deals(plan_of(deal, **more), on=ON)


def test_what_was_wanted_comes_dearest_first_with_what_it_cost_and_when_it_comes() -> None:
    """Link: 100 + 20.50 lost and 30 stalled, which closed on paper a day ago; night: 80 lost."""
    found = asked({
        "a": {"status": "lost", "amount": "100 EUR", "wants": ["demand:link"]},
        "b": {"status": "lost", "amount": "20.50 EUR", "wants": ["demand:link", "demand:night"]},
        "c": {"status": "open", "amount": "30 EUR", "closes_on": "2026-11-29", "wants": ["demand:link"]},
        "d": {"status": "open", "amount": "7 EUR", "closes_on": "2026-11-30", "wants": ["demand:night"]},
        "e": {"status": "won", "amount": "9 EUR", "wants": ["demand:night"]},
    })  # fmt: skip
    rows = found.wanted.select("wanted", "lost", "stalled", "open", "state", "comes_on").rows()
    assert rows == [
        ("demand:link", 2, 1, 0, "planned", date(2027, 1, 31)),
        ("demand:night", 1, 0, 1, "new", None),
    ]  # fmt: skip
    assert (found.lost.value, found.stalled.value) == (2, 1)
    assert (found.lost_amount.value, found.stalled_amount.value) == (Decimal("120.50"), Decimal(30))
    assert found.sentence == (
        "2 deals lost (120 €) and 1 stalled (30 €) for want of something; the dearest is link"
    )


def test_deals_that_want_nothing_stand_by_their_reason_and_those_without_one_are_counted() -> None:
    found = asked({
        "a": {"status": "lost", "amount": "5 EUR", "reason": "Price"},
        "b": {"status": "lost", "reason": "Price"}, "c": {"status": "stalled"},
        "d": {"status": "open"},
    })  # fmt: skip
    assert found.otherwise.select("reason", "state", "deals", "which").rows() == [
        ("Price", "lost", 2, ["deal:a", "deal:b"]),
        ("no reason is on record", "stalled", 1, ["deal:c"]),
    ]
    assert found.unexplained.counted == ("deal:c",)
    assert found.lost_amount.value is None


def test_two_currencies_without_a_rate_are_not_added() -> None:
    found = asked({
        "a": {"status": "lost", "amount": "5 EUR", "wants": ["demand:link"]},
        "b": {"status": "lost", "amount": "5 USD", "wants": ["demand:link"]},
    })  # fmt: skip
    assert found.lost_amount.value == 5
    assert ("deal:b",) in found.lost_amount.left_out.values()


def test_a_day_that_sales_promised_is_a_promise_until_the_thing_is_there() -> None:
    there = {**DEMAND, "done": {"status": "delivered"}}
    plan = plan_of({
        "late": {"promised_for": "2027-01-30", "wants": ["demand:link"], "amount": "8 EUR"},
        "kept": {"status": "won", "promised_for": "2026-10-01", "wants": ["demand:done"]},
        "gone": {"status": "lost", "promised_for": "2027-01-30", "wants": ["demand:link"]},
        "void": {"status": "won", "promised_for": "2027-01-30"},
    }, demand=there)  # fmt: skip
    found = promises(plan, on=ON)
    assert found.promises.select("promise", "state").rows() == [
        ("deal:late", "cannot be kept"), ("deal:void", "no work behind it"),
    ]  # fmt: skip
    assert found.at_stake.value == 8
    assert deals(plan, on=ON).promised["promise"].to_list() == ["deal:late", "deal:void"]


def test_what_a_demand_states_stands_where_it_is_more_than_is_on_record() -> None:
    sold = {"a": {"status": "lost", "amount": "5 EUR", "wants": ["demand:link", "demand:night"]}}
    stated = {"link": {"deals_lost": 4, "revenue_lost": "90 EUR"}, "night": {"status": "new"}}
    found = requests(plan_of(sold, demand=stated), on=ON)
    assert found.lost.select("demand", "deals").rows() == [("demand:link", 4), ("demand:night", 1)]
    assert (found.revenue_lost.value, found.revenue_lost.counted) == (95, ("demand:link", "deal:a"))


def test_without_deals_nobody_can_say() -> None:
    assert asked({}).sentence == "Nobody can say what deals are lost for: no deal is on record"
