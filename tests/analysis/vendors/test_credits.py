"""Service credits: the bands of published agreements, and what is not measured."""

from __future__ import annotations

import doctest
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.vendors import credits as module
from cohelm.analysis.vendors.credits import Credits, bands_of, credits, share_due
from cohelm.core.errors import UsageError
from tests.making import enterprise

ON = date(2026, 11, 23)
CLOUD = bands_of({"0.9999": "10 %", "0.99": "30 %", "0.95": "100 %"})
HOSTING = {
    "start": "2025-01-01", "annual_cost": "12000 EUR", "availability_promised": 0.9999, "claim_days": 60,
    "credit_bands": {"99.99 %": "10 %", "99 %": "30 %", "95 %": "100 %"}, "covers": ["service:web"],
}  # fmt: skip


def asked(contract: dict[str, Any], observed: dict[str, Any], **told: Any) -> Credits:
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}}, service={"web": {}, "mail": {}},
        contract={"hosting": contract}, observed=observed,
    )  # fmt: skip
    return credits(plan, on=ON, **told)


def up(value: float, day: str = "2026-10-31") -> dict[str, Any]:
    return {"availability": [{"item": "service:web", "time": day, "value": value}]}


def down(minutes: float) -> dict[str, Any]:
    found = {"item": "service:web", "time": "2026-09-10T08:00:00Z", "minutes_down": minutes}
    return {"incident": [found]}


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("measured", "share"),
    [
        (1.0, "0"), (0.9999, "0"), (0.99989, "0.1"), (0.99884, "0.1"), (0.99, "0.1"), (0.98999, "0.3"),
        (0.95, "0.3"), (0.9499, "1"), (0.0, "1"),
    ],
)  # fmt: skip
def test_the_bands_of_a_large_cloud(measured: float, share: str) -> None:
    assert share_due(CLOUD, measured, None) == Decimal(share)


def test_fifty_minutes_of_a_month_of_thirty_days_are_a_tenth() -> None:
    (row,) = asked(HOSTING, down(50)).due.to_dicts()
    assert row["measured"] == pytest.approx(0.99884, abs=5e-6)
    assert (row["month"], row["by"], row["share"]) == (date(2026, 9, 1), "incidents", 0.1)
    assert row["credit"]["amount"] == 100
    # to be claimed by 60 days after 30 September: 29 November
    assert (row["claim_by"], row["state"]) == (date(2026, 11, 29), "due")


def test_what_can_no_longer_be_claimed_is_counted_apart() -> None:
    found = asked(HOSTING, up(0.98, "2026-08-31"))
    assert found.credit.value is None
    assert found.late.value == Decimal(300)
    assert found.due["state"].to_list() == ["too late"]


def test_a_cap_holds_and_without_bands_or_fee_nothing_is_guessed() -> None:
    assert asked({**HOSTING, "credit_cap": 0.05}, up(0.5)).credit.value == Decimal(50)
    for less in ({"credit_bands": None}, {"annual_cost": None}):
        found = asked({**HOSTING, **less}, up(0.5))
        assert (found.due["state"].to_list(), found.credit.value) == (["unknown"], None)


def test_of_several_things_each_has_its_own_fee() -> None:
    both = {**HOSTING, "covers": [{"to": "service:web", "fee": "1200 EUR"}, "service:mail"]}
    assert asked(both, up(0.98)).credit.value == Decimal(30)
    bare = asked({**HOSTING, "covers": ["service:web", "service:mail"]}, up(0.98))
    assert bare.due["fee"].to_list() == [None]


def test_a_month_without_measurement_is_not_known_and_a_good_one_is_no_credit() -> None:
    found = asked(HOSTING, up(1.0), months=3)
    assert len(found.due) == 0
    assert found.open.rows() == [("contract:hosting", "nothing was measured", 2)]
    assert found.sentence == "No service credit is known to be due; 1 contract cannot be judged"


def test_what_was_measured_goes_before_incidents_and_this_month_is_not_judged() -> None:
    assert len(asked(HOSTING, {**up(1.0, "2026-09-30"), **down(5000)}).due) == 0
    assert len(asked(HOSTING, up(0.1, "2026-11-20")).due) == 0


def test_a_window_that_cannot_be_is_refused() -> None:
    with pytest.raises(UsageError, match="1 to 120"):
        asked(HOSTING, {}, months=0)
