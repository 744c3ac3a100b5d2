"""How concentrated vendors are, by the worked examples of the index and by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.analysis.vendors.concentration import Concentration, concentration
from cohelm.core.audience import PUBLIC
from tests.making import enterprise

ON = date(2026, 11, 24)


def asked(costs: list[int], *, vendors: dict[str, Any] | None = None, **told: Any) -> Concentration:
    made = {f"v{at}": {} for at in range(len(costs))} | (vendors or {})
    contracts = {
        f"c{at}": {"vendor": f"vendor:v{at}", "annual_cost": f"{cost} EUR", "end": "2027-12-31",
                   "renewal": "none"}
        for at, cost in enumerate(costs)
    }  # fmt: skip
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}}, vendor=made, contract=contracts
    )
    return concentration(plan, on=ON, **told)


@pytest.mark.parametrize(
    ("shares", "hhi"),
    [
        ([40, 30, 20, 10], 3000),
        ([25, 20, 15, 10, 8, 7, 6, 5, 4], 1540),
        ([25, 20, 15, 10, 8, 7, 6, 9], 1580),
        ([45, 15, 10, 8, 7, 6, 5, 4], 2540),
        ([7], 10_000),
    ],
)
def test_the_index_of_published_shares(shares: list[int], hhi: int) -> None:
    found = asked(shares)
    assert found.index.value == pytest.approx(hhi)
    assert found.effective.value == pytest.approx(10_000 / hhi)


@pytest.mark.slow
@given(st.lists(st.integers(1, 1000), min_size=1, max_size=8))
def test_merging_two_never_makes_it_less_concentrated(costs: list[int]) -> None:
    apart, merged = asked(costs), asked([sum(costs[:2]), *costs[2:]])
    assert apart.index.value is not None
    assert merged.index.value is not None
    assert merged.index.value >= apart.index.value - 1e-6
    assert 1 - 1e-9 <= (apart.effective.value or 0) <= len(costs) + 1e-9


def test_who_is_largest_is_said_with_the_money() -> None:
    found = asked([40, 30, 20, 10])
    assert found.sentence == (
        "4 vendors, as concentrated as 3.3 equal ones; v0 has 40 % of what contracts cost a year "
        "(40 €)"
    )


def test_vendors_of_one_group_count_as_one_where_that_is_asked() -> None:
    grouped = {"v0": {"parent": "vendor:g"}, "v1": {"parent": "vendor:g"}, "g": {}}
    assert asked([1, 1, 2], vendors=grouped).index.value == pytest.approx(3750)
    found = asked([1, 1, 2], vendors=grouped, groups=True)
    assert found.vendors["vendor"].to_list() == ["vendor:g", "vendor:v2"]
    circle = {"v0": {"parent": "vendor:v1"}, "v1": {"parent": "vendor:v0"}}
    assert len(asked([1, 1, 2], vendors=circle, groups=True).vendors) == 2


def test_who_stands_behind_several_is_found_through_others() -> None:
    behind = {"v0": {"subcontracts": ["vendor:mid"]}, "mid": {"subcontracts": ["vendor:deep"]},
              "v1": {"subcontracts": ["vendor:deep"]}, "deep": {}}  # fmt: skip
    found = asked([1, 1], vendors=behind)
    assert found.relied_on.rows() == [("vendor:deep", ["vendor:v0", "vendor:v1"])]


def test_what_is_critical_counts_by_who_provides_it_and_evenly_where_several_do() -> None:
    plan = enterprise(
        vendor={"a": {}, "b": {}},
        application={
            "one": {"criticality": "high", "provided_by": ["vendor:a", "vendor:b"]},
            "two": {"criticality": "critical", "provided_by": ["vendor:a"]},
            "own": {"criticality": "critical"}, "low": {"criticality": "low",
                                                       "provided_by": ["vendor:b"]},
        },
    )  # fmt: skip
    found = concentration(plan, on=ON, by="criticality")
    assert found.vendors.select("vendor", "share").rows() == [
        ("vendor:a", 0.75),
        ("vendor:b", 0.25),
    ]
    assert found.index.left_out == {"no vendor provides it": ("application:own",)}


def test_what_cannot_be_counted_is_left_out_with_the_reason_and_what_is_over_is_not_looked_at() -> (
    None
):
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}}, vendor={"a": {}},
        contract={
            "bare": {"annual_cost": "1 EUR"}, "free": {"vendor": "vendor:a"},
            "yen": {"vendor": "vendor:a", "annual_cost": "1 JPY"},
            "over": {"vendor": "vendor:a", "annual_cost": "9 EUR", "end": "2020-01-01",
                     "renewal": "none"},
        },
    )  # fmt: skip
    found = concentration(plan, on=ON)
    assert found.index.value is None
    assert found.index.left_out == {
        "no vendor": ("contract:bare",), "no amount": ("contract:free",),
        "no rate of JPY on or before 24 November 2026": ("contract:yen",),
    }  # fmt: skip
    assert found.sentence.startswith("Nobody can say how concentrated it is")


def test_to_whoever_does_not_see_money_it_is_hidden_and_not_missing() -> None:
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}}, vendor={"v": {}},
        contract={"c": {"vendor": "v", "annual_cost": "100 EUR", "start": "2026-01-01"}},
    )  # fmt: skip
    found = concentration(plan.seen_by(PUBLIC), on=ON)
    assert found.index.reason == "amounts are shown to those who see money"
    assert found.index.left_out == {found.index.reason: ("contract:c",)}
