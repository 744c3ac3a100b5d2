"""What would stop, worked out by hand on a small organisation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.analysis.portfolio.cut import Cut, cut
from cohelm.core.changes import ItemChange
from cohelm.core.errors import UsageError
from tests.making import enterprise
from tests.shares import tries

ON = date(2026, 10, 5)
MONTHS = [f"2026-{month:02}" for month in range(1, 13)]
BUDGET = [{"item": "office:cio", "time": f"{one}-01", "amount": "1000 EUR"} for one in MONTHS]


def contract(annual: int, app: str = "", **says: Any) -> dict[str, Any]:
    terms = {"end": "2026-12-31", "renewal": "tacit", "renewal_months": 12, "notice_days": 30}
    covers = {"covers": [f"application:{app}"]} if app else {}
    return {"annual_cost": f"{annual} EUR", **terms, **covers, **says}


APPLICATIONS = {
    "low": {"criticality": "low"}, "medium": {"criticality": "medium"},
    "high": {"criticality": "high"}, "critical": {"criticality": "critical"}, "silent": {},
}  # fmt: skip


def asked(
    target: str = "10%",
    *,
    contracts: dict[str, dict[str, Any]] | None = None,
    initiatives: dict[str, dict[str, Any]] | None = None,
    on: date = ON,
    by: date | None = None,
    currency: str = "EUR",
    **observed: Any,
) -> Cut:
    plan = enterprise(
        organisation={"organisation": {"currency": currency}},
        office={"cio": {}},
        goal={"grow": {}},
        application=APPLICATIONS,
        contract=contracts or {},
        initiative=initiatives or {},
        observed={"budget": BUDGET, **observed},
    )
    return cut(plan, on=on, target=target, by=by)


def keys(found: Cut) -> list[str]:
    return [one.partition(":")[2] for one in found.steps["item"]]


def test_ten_per_cent_are_of_the_years_budget() -> None:
    found = asked(contracts={"a": contract(2400, "low")})
    assert found.target.value == Decimal(1200)
    assert found.target.formula == "10% of the year's budget, 12,000 €"


def test_a_contract_saves_from_the_day_after_the_last_that_is_paid_for() -> None:
    # Twelve months from November: bound until the end of December, so ten months of 200.
    found = asked(contracts={"a": contract(2400, "low")})
    row = found.steps.row(0, named=True)
    assert (row["act"], row["act_by"], row["paid_until"]) == (
        "give notice", date(2026, 12, 1), date(2026, 12, 31),
    )  # fmt: skip
    assert found.saved.value == Decimal(2000)
    assert (found.this_year.value, found.next_year.value) == (0, Decimal(2400))
    assert found.short.value == 0


def test_one_whose_notice_is_over_is_paid_for_until_the_term_after() -> None:
    late = contract(2400, "low", notice_days=120)
    found = asked("100 EUR", contracts={"a": late})
    assert len(found.steps) == 0  # it binds to the end of 2027, beyond what is looked at
    assert found.short.reason == "nothing is on record that could stop"


@pytest.mark.slow
def test_the_least_harmful_stop_first_and_no_more_than_is_needed() -> None:
    four = {
        "critical": contract(6000, "critical"), "high": contract(6000, "high"),
        "medium": contract(1200, "medium"), "low": contract(600, "low"),
    }  # fmt: skip
    assert keys(asked("500 EUR", contracts=four)) == ["low"]
    assert keys(asked("1500 EUR", contracts=four)) == ["low", "medium"]
    # 1,501 takes the high one, which alone reaches it: the others need not stop
    assert keys(asked("1501 EUR", contracts=four)) == ["high"]
    assert keys(asked("5600 EUR", contracts=four)) == ["medium", "high"]


@pytest.mark.slow
def test_of_what_hurts_as_much_the_one_that_closes_the_gap_is_the_smallest_that_does() -> None:
    three = {"a": contract(1200, "low"), "b": contract(600, "low"), "c": contract(240, "low")}
    assert keys(asked("1000 EUR", contracts=three)) == ["a"]
    assert keys(asked("1100 EUR", contracts=three)) == ["a", "c"]


def test_what_does_not_say_how_critical_it_is_counts_as_high_and_is_said() -> None:
    two = {"silent": contract(1200, "silent"), "medium": contract(1200, "medium")}
    found = asked("1000 EUR", contracts=two)
    assert keys(found) == ["medium"]
    assert found.saved.assumed[-1].items == ("contract:silent",)


def test_an_initiative_stops_with_the_month_and_its_contract_binds_on() -> None:
    new = {"status": "in_progress", "cost_per_year": "1200 EUR", "end": "2027-12-31"}
    bound = contract(600, renewal="none", covers=["initiative:new"])
    found = asked("2 EUR", initiatives={"new": new}, contracts={"a": bound})
    assert keys(found) == ["new"]
    # November and December: 100 less 50 that the contract binds; then ten months of 100
    assert (found.this_year.value, found.saved.value) == (Decimal(100), Decimal(1100))
    assert found.steps["hurts"].to_list() == [[]]


def test_what_a_contract_binds_of_work_that_keeps_things_running_is_no_saving() -> None:
    run = {"status": "in_progress", "nature": "run", "cost_per_year": "1200 EUR",
           "end": "2027-12-31"}  # fmt: skip
    bound = contract(600, renewal="none", covers=["initiative:run"])
    found = asked("2 EUR", initiatives={"run": run}, contracts={"a": bound})
    assert found.this_year.value == Decimal(100)  # November and December: 100 less 50 each


def test_what_has_to_be_done_and_what_it_needs_do_not_stop() -> None:
    cost = {"status": "approved", "cost_per_year": "1200 EUR", "end": "2027-12-31"}
    three = {
        "law": {**cost, "must_do": True, "needs": ["initiative:first"]},
        "first": {**cost, "needs": ["initiative:before"]},
        "before": cost,
    }
    found = asked("100 EUR", initiatives=three)
    assert len(found.steps) == len(found.others) == 0
    assert found.saved.left_out["it has to be done"] == ("initiative:law",)
    assert found.saved.left_out["work that has to be done needs it"] == (
        "initiative:before", "initiative:first",
    )  # fmt: skip


def test_an_initiative_among_an_offices_first_ten_hurts_more_than_one_that_is_not() -> None:
    cost = {"status": "in_progress", "cost_per_year": "1200 EUR", "end": "2027-12-31"}
    ranked = {
        place: {**cost, "ranked_by": [{"to": "office:cio", "rank": place_}]}
        for place, place_ in (("tenth", 10), ("eleventh", 11))
    }
    assert keys(asked("1000 EUR", initiatives=ranked)) == ["eleventh"]


def test_the_changes_are_what_a_scenario_of_it_would_hold() -> None:
    found = asked(contracts={"a": contract(2400, "low")})
    (change,) = found.changes
    assert isinstance(change, ItemChange)
    assert change.before == {"renewal": "tacit", "end": "2026-12-31"}
    assert change.after == {"renewal": "none", "end": "2026-12-31"}


def test_an_amount_without_a_currency_of_the_books_says_how_to_state_it() -> None:
    with pytest.raises(UsageError, match="cohelm organisation set currency CHF"):
        cut(enterprise(contract={"a": contract(120_000)}), on=ON, target="500 CHF")


def test_what_cannot_be_reached_is_said_with_what_is_missing() -> None:
    found = asked("3000 EUR", contracts={"a": contract(2400, "low")})
    assert found.short.value == Decimal(1000)
    assert found.sentence == (
        "No more than 2,000 € can be saved within twelve months, with 1 step: 1,000 € short of "
        "3,000 €; 0 € of it this year, 2,400 € next year"
    )


def test_saying_it_later_can_be_too_late_for_a_notice() -> None:
    one = {"a": contract(2400, "low")}
    assert len(asked("10 EUR", contracts=one, by=date(2026, 12, 1)).steps) == 1
    assert len(asked("10 EUR", contracts=one, by=date(2026, 12, 2)).steps) == 0


@pytest.mark.parametrize("target", ["0%", "101%", "ten", "-5 EUR", "0 EUR", "x%", ""])
def test_what_is_no_target_is_refused(target: str) -> None:
    with pytest.raises(UsageError, match="target"):
        asked(target)


@pytest.mark.parametrize("by", [date(2026, 10, 4), date(2027, 1, 1)])
def test_a_day_before_today_or_after_the_year_is_refused(by: date) -> None:
    with pytest.raises(UsageError, match="by"):
        asked(by=by)


@pytest.mark.slow
@settings(max_examples=tries(30), deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 90), st.sampled_from([*APPLICATIONS])), max_size=7),
    st.integers(1, 4000),
)
def test_no_step_could_be_let_be_and_what_is_short_is_all_there_is(
    drawn: list[tuple[int, str]], target: int
) -> None:
    contracts = {f"c{at}": contract(12 * sum_, app) for at, (sum_, app) in enumerate(drawn)}
    found = asked(f"{target} EUR", contracts=contracts)
    amounts = [row["amount"] for row in found.steps["twelve_months"].to_list()]
    if not drawn:
        assert found.saved.value is None
    elif found.short.value:
        assert len(amounts) == len(drawn)
    else:
        assert all(sum(amounts) - one < target for one in amounts)
