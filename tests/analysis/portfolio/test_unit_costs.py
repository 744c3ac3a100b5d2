"""Unit costs, and their change split into price and volume, worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.analysis.portfolio.unit_costs import UnitCosts, unit_costs
from cohelm.core.errors import UnknownName
from tests.making import enterprise
from tests.shares import tries

ON = date(2026, 3, 10)
TIMES = ("2025-01", "2025-02", "2026-01", "2026-02")


def dated(key: str, name: str, values: list[Any], item: str) -> list[dict[str, Any]]:
    return [
        {"item": item, "time": f"{month}-01", name: f"{value} EUR" if name == "amount" else value}
        for month, value in zip(TIMES, values, strict=True)
        if value is not None
    ]


def asked(
    costs: list[Any], volumes: list[Any], *, adds_up: str | None = "sum", metric: str = "",
    item: str = "application:crm", booked: str = "", **more: Any,
) -> UnitCosts:  # fmt: skip
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}},
        application={"crm": {}},
        metric={"calls": {"adds_up": adds_up} if adds_up else {}},
        observed={
            "actual": dated("actual", "amount", costs, booked or item),
            "calls": dated("calls", "value", volumes, item),
        },
        **more,
    )
    return unit_costs(plan, on=ON, metric=metric)


def test_a_change_is_split_into_price_at_the_old_volume_and_volume_at_the_new_price() -> None:
    # 1,000 for 100 calls were 10 each; 1,800 for 150 are 12: (12 − 10)·100 and (150 − 100)·12
    found = asked([400, 600, 800, 1000], [40, 60, 70, 80])
    (row,) = found.units.to_dicts()
    assert (row["volume_before"], row["volume"]) == (100, 150)
    assert (row["unit_before"]["amount"], row["unit"]["amount"]) == (10, 12)
    assert (row["by_price"]["amount"], row["by_volume"]["amount"]) == (200, 600)
    assert (found.change.value, found.by_price.value, found.by_volume.value) == (800, 200, 600)
    assert found.sentence == (
        "+800 € for 1 thing since a year before, to 28 February 2026: +200 € by price, +600 € by volume"
    )


def test_a_volume_that_is_a_level_is_the_mean_or_the_last_of_its_months() -> None:
    mean = asked(
        [100, 100, 100, 100], [10, 30, 20, 30], adds_up="mean", metric="calls"
    ).units.to_dicts()[0]
    assert (mean["volume_before"], mean["volume"]) == (20, 25)
    last = asked(
        [100, 100, 100, 100], [10, 30, 20, 30], adds_up="last", metric="calls"
    ).units.to_dicts()[0]
    assert (last["volume_before"], last["volume"]) == (30, 30)


def test_the_cost_of_a_department_is_what_is_passed_on_to_it() -> None:
    plan: dict[str, Any] = {
        "department": {"sales": {}},
        "contract": {"x": {"covers": "application:shop"}},
        "application": {"shop": {"used_by": "department:sales"}},
    }
    lines = dated("actual", "amount", [50, 50, 60, 60], "contract:x")
    found = unit_costs(
        enterprise(
            organisation={"organisation": {"currency": "EUR"}}, metric={"calls": {"adds_up": "sum"}},
            observed={"actual": lines, "calls": dated("", "value", [5, 5, 6, 4], "department:sales")},
            **plan,
        ),
        on=ON,
    )  # fmt: skip
    (row,) = found.units.to_dicts()
    assert (row["item"], row["cost_before"]["amount"], row["cost"]["amount"]) == (
        "department:sales", 100, 120,
    )  # fmt: skip


def test_the_cost_of_the_organisation_is_all_that_is_booked() -> None:
    found = asked(
        [1, 1, 2, 2], [1, 1, 1, 1], item="organisation:organisation", booked="application:crm"
    )
    assert found.change.value == 2


@pytest.mark.parametrize(
    ("volumes", "adds_up", "reason"),
    [
        ([1, None, 1, 1], "sum", "no volume is on record for both times"),
        ([0, 0, 1, 1], "sum", "no volume is on record for both times"),
        ([1, 1, 1, 1], None, "how values of several months make one is not stated"),
    ],
)
def test_without_a_volume_there_is_no_unit_cost_and_a_reason(
    volumes: list[Any], adds_up: str | None, reason: str
) -> None:
    found = asked([1, 1, 1, 1], volumes, adds_up=adds_up, metric="calls")
    assert found.change.value is None
    assert reason in found.change.left_out
    assert (
        found.sentence == "Nobody can say what a unit costs: no thing has both a cost and a volume"
    )


def test_no_euro_is_in_a_figure_twice() -> None:
    both = [
        *dated("calls", "value", [1, 1, 1, 1], "application:crm"),
        *dated("calls", "value", [1, 1, 1, 1], "organisation:organisation"),
    ]
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}}, application={"crm": {}},
        metric={"calls": {"adds_up": "sum"}},
        observed={"actual": dated("", "amount", [1, 1, 6, 6], "application:crm"), "calls": both},
    )  # fmt: skip
    found = unit_costs(plan, on=ON)
    assert len(found.units) == 2
    assert found.change.value == 10


def test_what_is_read_of_something_that_costs_nothing_is_left_out() -> None:
    found = asked([1, 1, 1, 1], [1, 1, 1, 1], booked="vendor:other", vendor={"other": {}})
    assert found.change.left_out["no cost is on record for both times"] == ("application:crm",)


@pytest.mark.parametrize("stated", [{"adds_up": "mean"}, {"adds_up": "sum", "unit": "EUR"}, {}])
def test_shares_levels_and_money_are_no_volumes_unless_named(stated: dict[str, str]) -> None:
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}}, application={"crm": {}},
        metric={"calls": stated},
        observed={
            "actual": dated("actual", "amount", [1, 1, 1, 1], "application:crm"),
            "calls": dated("calls", "value", [1, 1, 1, 1], "application:crm"),
        },
    )  # fmt: skip
    assert len(unit_costs(plan, on=ON).units) == 0


def test_a_metric_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownName, match="calls"):
        asked([1, 1, 1, 1], [1, 1, 1, 1], metric="cals")


AMOUNT = st.decimals(1, 10**7, places=2)
VOLUME = st.integers(1, 10**6)


@pytest.mark.slow
@settings(max_examples=tries(40), deadline=None)
@given(st.tuples(AMOUNT, AMOUNT, AMOUNT, AMOUNT), st.tuples(VOLUME, VOLUME, VOLUME, VOLUME))
def test_price_and_volume_add_up_to_the_change_to_the_cent(
    costs: tuple[Decimal, ...], volumes: tuple[int, ...]
) -> None:
    found = asked(list(costs), list(volumes))
    change = costs[2] + costs[3] - costs[0] - costs[1]
    assert found.change.value == change
    assert found.by_price.value + found.by_volume.value == change  # type: ignore[operator]
    q0 = volumes[0] + volumes[1]
    p0, p1 = (costs[0] + costs[1]) / q0, (costs[2] + costs[3]) / (volumes[2] + volumes[3])
    assert abs(found.by_price.value - (p1 - p0) * q0) <= Decimal("0.01")  # type: ignore[operator]
