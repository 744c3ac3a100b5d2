"""What is free of the budget, worked out by hand on a small organisation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.analysis.portfolio.free import STEPS, Free, free
from cohelm.core.errors import UsageError
from tests.making import enterprise
from tests.shares import tries

ON = date(2026, 10, 5)
MONTHS = [f"2026-{month:02}" for month in range(1, 13)]
Line = dict[str, str]


def lines(item: str, amount: str, months: list[str], **says: str) -> list[Line]:
    return [{"item": item, "time": f"{one}-01", "amount": amount, **says} for one in months]


# The year: 1,000 a month of budget. Running costs 400, `law` (has to be done) 100, `new` 200.
BUDGET = lines("office:cio", "1000 EUR", MONTHS)
ACTUAL = (
    lines("office:cio", "400 EUR", MONTHS[:9], nature="run")
    + lines("initiative:law", "100 EUR", MONTHS[:9])
    + lines("initiative:new", "200 EUR", MONTHS[:9])
)
INITIATIVES: dict[str, dict[str, Any]] = {
    "law": {"must_do": True, "status": "in_progress", "nature": "grow", "end": "2026-12-31"},
    "new": {"status": "in_progress", "nature": "grow", "end": "2026-12-31"},
}
# 60 a month for `new`, up to the end of November: it cannot be ended before.
FRAME = {"end": "2026-11-30", "renewal": "none", "annual_cost": "720 EUR"}


def asked(
    *,
    on: date = ON,
    initiatives: dict[str, dict[str, Any]] | None = None,
    contract: dict[str, dict[str, Any]] | None = None,
    budget: list[Line] = BUDGET,
    actual: list[Line] = ACTUAL,
    **told: Any,
) -> Free:
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}},
        office={"cio": {}},
        application={"crm": {}},
        initiative=INITIATIVES if initiatives is None else initiatives,
        contract=contract or {},
        observed={"budget": budget, "actual": actual},
    )
    return free(plan, on=on, **told)


def amounts(found: Free, at: int = 0) -> dict[str, Any]:
    row = found.quarters.row(at, named=True)
    return {name: row[name] and row[name]["amount"] for name in (*STEPS, "free", "planned")}


def test_the_quarter_is_the_budget_less_what_cannot_be_decided_on() -> None:
    found = asked(quarters=1, contract={"frame": {**FRAME, "covers": ["initiative:new"]}})
    # 3,000 − 1,200 − 300 − nothing booked in the quarter − 60 in October and November
    assert amounts(found) == {
        "budget": 3000, "run": 1200, "mandatory": 300, "spent": 0, "committed": 120,
        "free": 1380, "planned": 600 - 120,
    }  # fmt: skip
    assert found.sentence == (
        "1,380 € of 3,000 € is free until 31 December 2026; "
        "480 € is planned for work that could be stopped"
    )
    assert found.free.value == Decimal(1380)
    assert found.committed.counted == ("contract:frame",)


def test_what_closed_months_took_is_spent_and_not_free() -> None:
    found = asked(on=date(2026, 9, 30), quarters=1)
    assert amounts(found) == {
        "budget": 3000, "run": 1200, "mandatory": 300, "spent": 600, "committed": 0,
        "free": 900, "planned": 0,
    }  # fmt: skip


def test_the_rows_behind_each_step_add_up_to_it() -> None:
    found = asked(contract={"frame": {**FRAME, "covers": ["initiative:new"]}})
    for step in (*STEPS, "planned"):
        rows = [row for row in found.rows.iter_rows(named=True) if row["step"] == step]
        assert sum(row["amount"]["amount"] for row in rows) == getattr(found, step).value


@pytest.mark.slow
def test_the_next_year_is_this_one_once_more_only_where_nothing_is_stated() -> None:
    found = asked(quarters=2)
    assert found.quarters["quarter"].to_list() == [date(2026, 10, 1), date(2027, 1, 1)]
    assert (amounts(found, 1)["budget"], amounts(found, 1)["run"]) == (3000, 1200)
    assert amounts(found, 1)["mandatory"] == 0  # `law` ends with the year
    assert {"next year's budget", "next year's cost"} <= {one.name for one in found.free.assumed}
    told = asked(quarters=2, budget=BUDGET + lines("office:cio", "700 EUR", ["2027-01"]))
    assert amounts(told, 1)["budget"] == 700


@pytest.mark.slow
def test_a_quarter_without_a_budget_is_not_known_and_left_out_of_the_sum() -> None:
    found = asked(quarters=2, next_year="stated")
    assert set(amounts(found, 1).values()) == {None}
    assert found.budget.value == Decimal(3000)


def test_an_initiative_without_lines_costs_its_yearly_cost_evenly() -> None:
    law = {"must_do": True, "cost_per_year": "1200 EUR", "end": "2027-02-28"}
    found = asked(initiatives={"law": law}, actual=ACTUAL[:9], quarters=2)
    assert [amounts(found, at)["mandatory"] for at in (0, 1)] == [300, 200]
    assert "cost spread evenly" in {one.name for one in found.mandatory.assumed}


def test_of_an_initiative_without_a_yearly_cost_what_is_left_of_its_total_is_spread() -> None:
    law = {"must_do": True, "total_cost": "900 EUR", "spent": "300 EUR", "end": "2027-03-31"}
    found = asked(initiatives={"law": law}, actual=ACTUAL[:9], quarters=2)
    assert [amounts(found, at)["mandatory"] for at in (0, 1)] == [300, 300]


def test_a_stated_cost_of_nought_is_known() -> None:
    free_of_charge = {"must_do": True, "cost_per_year": "0 EUR", "end": "2027-01-01"}
    found = asked(initiatives={"law": free_of_charge}, actual=ACTUAL[:9])
    assert found.free.left_out == {}


@pytest.mark.slow
def test_one_without_a_cost_or_an_end_is_left_out_with_the_reason() -> None:
    both = {"no-cost": {"must_do": True}, "no-end": {"must_do": True, "total_cost": "10 EUR"}}
    found = asked(initiatives=both, actual=ACTUAL[:9])
    reasons = set(found.free.left_out)
    assert reasons == {"its last day is not on record"}
    priced = {"no-cost": {"must_do": True, "end": "2027-01-01"}}
    left = asked(initiatives=priced, actual=ACTUAL[:9]).free.left_out
    assert left == {"what it costs is not on record": ("initiative:no-cost",)}


@pytest.mark.slow
def test_a_contract_under_two_initiatives_counts_once() -> None:
    two = {**INITIATIVES, "newer": {"status": "in_progress", "nature": "grow"}}
    frame = {**FRAME, "covers": ["initiative:new", "initiative:newer"]}
    found = asked(initiatives=two, contract={"frame": frame}, quarters=1)
    assert amounts(found)["committed"] == 120
    by_fee = [
        {"to": "initiative:new", "fee": "600 EUR"},
        {"to": "initiative:law", "fee": "120 EUR"},
    ]
    found = asked(contract={"frame": {**FRAME, "covers": by_fee}}, quarters=1)
    assert amounts(found)["committed"] == 100  # ⅚ of it; the rest is for what has to be done


def test_a_contract_for_what_runs_is_not_counted_once_more() -> None:
    found = asked(contract={"crm": {**FRAME, "covers": ["application:crm"]}}, quarters=1)
    assert amounts(found)["committed"] == 0
    rule = [one for one in found.run.assumed if one.name == "contracts within other costs"]
    assert [one.items for one in rule] == [("contract:crm",)]


def test_a_contract_of_which_the_days_are_not_known_is_left_out() -> None:
    frame = {"annual_cost": "720 EUR", "covers": ["initiative:new"]}
    found = asked(contract={"frame": frame}, quarters=1)
    assert found.committed.left_out == {
        "the day up to which it binds is not on record": ("contract:frame",)
    }


def test_without_a_budget_nobody_can_say() -> None:
    found = asked(budget=[])
    assert found.free.value is None
    assert found.sentence == "Nobody can say what is free: no budget is on record"


@pytest.mark.parametrize("number", [0, 9])
def test_quarters_beyond_two_years_are_refused(number: int) -> None:
    with pytest.raises(UsageError, match="cannot be shown"):
        asked(quarters=number)


@pytest.mark.slow
@settings(max_examples=tries(15), deadline=None)
@given(
    costs=st.lists(st.integers(0, 500), min_size=3, max_size=3),
    day=st.dates(date(2026, 3, 1), date(2026, 12, 31)),
)
def test_the_steps_and_what_is_free_always_make_the_budget(costs: list[int], day: date) -> None:
    run, law, new = costs
    actual = (
        lines("office:cio", f"{run} EUR", MONTHS[:9], nature="run")
        + lines("initiative:law", f"{law} EUR", MONTHS[:9])
        + lines("initiative:new", f"{new} EUR", MONTHS[:9])
    )
    found = asked(on=day, actual=actual)
    for at in range(len(found.quarters)):
        row = amounts(found, at)
        assert row["budget"] == sum(row[name] for name in (*STEPS[1:], "free"))
