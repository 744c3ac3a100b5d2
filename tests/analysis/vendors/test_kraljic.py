"""Kraljic's grid and the spend under contract, worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.vendors.kraljic import Kraljic, kraljic
from cohelm.analysis.vendors.managed_spend import ManagedSpend, managed_spend
from cohelm.core.errors import UsageError
from tests.making import enterprise

ON = date(2026, 11, 23)
ORGANISATION = {"organisation": {"currency": "EUR"}}
VENDORS = {
    "a": {"risk_tier": "critical", "lock_in": "high", "switch_months": 18, "replaceable_by": 0},
    "b": {"risk_tier": "high", "lock_in": "low", "switch_months": 3},
    "c": {"risk_tier": "low", "lock_in": "high", "replaceable_by": 1},
    "d": {"risk_tier": "low", "switch_months": 0, "segment": "leverage"},
    "e": {"risk_tier": "low"},
}  # fmt: skip


def grid(**told: Any) -> Kraljic:
    costs = {"a": 400, "b": 300, "c": 200, "d": 100, "e": 50}
    contract = {
        key: {"vendor": f"vendor:{key}", "annual_cost": f"{of} EUR", "end": "2027-12-31"}
        for key, of in costs.items()
    }
    plan = enterprise(organisation=ORGANISATION, vendor={**VENDORS, "none": {}}, contract=contract)
    return kraljic(plan, on=ON, **told)


def test_the_axes_and_the_cells() -> None:
    rows = {row["vendor"]: row for row in grid(cut="0.5,0.5").vendors.iter_rows(named=True)}
    # impact: mean of rank among five (1, 0.75, 0.5, 0.25, 0) and tier (1, 2/3, 0, 0, 0)
    assert rows["vendor:a"]["impact"] == 1
    assert rows["vendor:b"]["impact"] == pytest.approx((0.75 + 2 / 3) / 2)
    assert rows["vendor:c"]["impact"] == 0.25
    # risk: lock-in 1, 18 of 12 months is 1, no other is 1; 0 and 3/12; 1 and two thirds; 0
    assert rows["vendor:a"]["risk"] == 1
    assert rows["vendor:b"]["risk"] == 0.125
    assert rows["vendor:c"]["risk"] == pytest.approx((1 + 2 / 3) / 2)
    assert {key: row["cell"] for key, row in rows.items()} == {
        "vendor:a": "strategic", "vendor:b": "leverage", "vendor:c": "bottleneck",
        "vendor:d": "non_critical", "vendor:e": "",
    }  # fmt: skip
    assert rows["vendor:d"]["stated"] == "leverage"


def test_the_cuts_are_medians_and_who_sits_on_one_is_counted() -> None:
    found = grid()
    # medians of a, b, c, d: impact 1, 0.708, 0.25, 0.125; risk 1, 0.833, 0.125, 0
    assert found.cut_impact.value == pytest.approx((0.25 + (0.75 + 2 / 3) / 2) / 2)
    assert found.cut_risk.value == pytest.approx((0.125 + (1 + 2 / 3) / 2) / 2)
    assert found.cut_risk.left_out == {"an axis has no input": ("vendor:e",)}
    assert found.near.value == 0
    assert grid(cut="0.25,0.9").near.counted == ("vendor:c",)
    assert grid(cut="0.25,0.9").sentence == (
        "1 strategic, 2 leverage, 1 non-critical; 1 vendor on a line"
    )


@pytest.mark.parametrize("cut", ["", "mean", "0.5", "0.5,2", "a,b"])
def test_cuts_that_cannot_be_are_refused(cut: str) -> None:
    with pytest.raises(UsageError, match="median, or two numbers"):
        grid(cut=cut)


def spent(*lines: tuple[str, str, str], **more: Any) -> ManagedSpend:
    observed = {"actual": [{"item": item, "time": day, "reference": str(at), "amount": amount}
                           for at, (item, day, amount) in enumerate(lines)]}  # fmt: skip
    plan = enterprise(
        organisation=ORGANISATION, vendor={"a": {}, "b": {}, "c": {}}, observed=observed,
        contract={
            "live": {"vendor": "vendor:a", "end": "2027-12-31"},
            "over": {"vendor": "vendor:b", "end": "2025-12-31", "renewal": "none"},
            "later": {"vendor": "vendor:c", "start": "2027-01-01", "end": "2028-12-31"},
            "bare": {"end": "2027-12-31"},
        },
    )  # fmt: skip
    return managed_spend(plan, on=ON, **more)


def test_spend_under_a_live_contract() -> None:
    found = spent(
        ("vendor:a", "2026-09-30", "60 EUR"), ("contract:live", "2026-10-31", "15 EUR"),
        ("vendor:b", "2026-01-31", "20 EUR"), ("vendor:c", "2026-11-23", "5 EUR"),
        ("vendor:c", "2025-11-23", "999 EUR"), ("vendor:c", "2026-11-24", "999 EUR"),
    )  # fmt: skip
    assert found.share.value == 0.75
    assert (found.managed.value, found.without.value) == (Decimal(75), Decimal(25))
    assert found.vendors.select("vendor", "managed").rows() == [
        ("vendor:a", True), ("vendor:b", False), ("vendor:c", False)
    ]  # fmt: skip
    assert found.sentence == (
        "75 % of what vendors were paid in a year is under a live contract; 25 € is not"
    )


def test_what_cannot_be_counted_is_left_out() -> None:
    found = spent(("contract:bare", "2026-09-30", "5 EUR"), ("vendor:a", "2026-09-30", "5 USD"))
    assert found.share.value is None
    assert found.share.left_out == {
        "the contract names no vendor": ("contract:bare",),
        "no rate of USD on or before 30 September 2026": ("vendor:a",),
    }
