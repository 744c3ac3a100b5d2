"""What initiatives are worth, worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.portfolio.evaluate import Evaluation, evaluate
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from tests.making import enterprise

ON = date(2026, 1, 1)
BOOKS = {"organisation": {"name": "Acme", "currency": "EUR"}}
TWO = {
    # pays 1,200 this year, brings 1,200 in each of the next two
    "good": {"start": "2026-01-01", "end": "2026-12-31", "total_cost": "1200 EUR",
             "annual_benefit": "1200 EUR"},
    # pays 600 this year and brings nothing
    "must": {"start": "2026-01-01", "end": "2026-12-31", "total_cost": "600 EUR"},
}  # fmt: skip


def asked(initiatives: dict[str, Any] = TWO, **told: Any) -> Evaluation:
    told = {"years": 3, "rate": Decimal("0.10")} | told
    return evaluate(enterprise(organisation=BOOKS, initiative=initiatives), on=ON, **told)


def test_the_worked_example() -> None:
    """1,200 / 1.1 + 1,200 / 1.21 = 1,090.91 + 991.74 = 2,082.64; less 1,200 leaves 882.64."""
    found = asked()
    good, must = found.initiatives.to_dicts()
    assert good["initiative"] == "initiative:good"
    assert good["npv"] == {"amount": Decimal(883), "currency": "EUR"}
    assert good["irr"] == [pytest.approx(0.6180339887)]
    assert good["payback"] == 1.0
    assert good["roi"] == pytest.approx(882.6446281 / 1200)
    assert must["npv"]["amount"] == -600
    assert must["irr"] == []
    assert must["why"] == "no rate of return: it only pays"
    assert must["payback"] is None
    assert found.worth.value == 283
    assert found.positive.value == 1
    assert found.sentence == (
        "1 of 2 initiatives bring more than they still cost within 3 years; together 283 € at"
        " 10.0 % a year; most by good"
    )


@pytest.mark.parametrize(
    ("count", "year"), [("ACT/365F", 366 / 365), ("30E/360", 1.0), ("ACT/360", 366 / 360)]
)
def test_dated_payments_are_discounted_by_the_day_count(count: str, year: float) -> None:
    """1,200 on the first day of 2028, and the register's 1,440 on that of 2029, a leap year later."""
    stated = {"start": "2028-01-01", "end": "2028-01-31", "total_cost": "1200 EUR"}
    found = evaluate(
        enterprise(
            organisation=BOOKS, initiative={"one": stated},
            benefit={"it": {"planned": "1440 EUR", "one_off": True, "start": "2029-01-01",
                            "produced_by": ["initiative:one"]}},
        ),
        on=date(2028, 1, 1), years=3, rate=Decimal("0.10"), day_count=count,
    )  # fmt: skip
    (row,) = found.dated.to_dicts()
    assert (row["payments"], row["first"], row["last"]) == (2, date(2028, 1, 1), date(2029, 1, 1))
    assert row["day_count"] == count
    assert row["xnpv"]["amount"] == round(1440 / 1.1**year - 1200)
    assert row["xirr"] == [pytest.approx(1.2 ** (1 / year) - 1, abs=1e-9)]


def test_what_is_paid_later_in_the_year_is_discounted_for_its_months() -> None:
    """Costs month by month: 100 on the first day of each month of 2026, 1,200 a year from 2027 on."""
    good, must = asked().dated.to_dicts()
    days = [date(2026 + n // 12, n % 12 + 1, 1) for n in range(36)]
    flows = [-100.0] * 12 + [100.0] * 24
    at = [(day - ON).days / 365 for day in days]
    assert good["payments"] == 36
    worth = sum(flow / 1.1**t for flow, t in zip(flows, at, strict=True))
    assert good["xnpv"]["amount"] == round(worth)
    (rate,) = good["xirr"]
    assert sum(f / (1 + rate) ** t for f, t in zip(flows, at, strict=True)) == pytest.approx(
        0, abs=1e-6
    )
    assert must["xirr"] == []
    assert must["last"] == date(2026, 12, 1)


def test_the_order_of_neighbours_says_what_would_turn_it() -> None:
    """1,482.64 between them: the second's cost cannot fall so far, nor the first's benefit."""
    row = asked().near.row(0, named=True)
    assert (row["first"], row["second"]) == ("initiative:good", "initiative:must")
    assert row["gap"]["amount"] == 1483
    assert row["assumption"] == "the first brings less"
    assert row["change"] == pytest.approx(-1482.644628 / 2082.644628)


def test_the_chance_of_each_place_is_said_with_what_is_assumed() -> None:
    found = asked()
    rows = found.ranks.to_dicts()
    assert [row["initiative"] for row in rows] == ["initiative:good", "initiative:must"]
    assert all(sum(row["chances"]) == pytest.approx(1) for row in rows)
    assert found.steady.value == rows[0]["first"] == rows[0]["chances"][0]
    assert rows[0]["first_five"] == 1
    assert {one.name for one in found.steady.assumed} == {
        "published history", "independent", "benefits",
    }  # fmt: skip
    assert asked({}).steady.value is None
    assert asked(seed=2).steady.value == asked(seed=2).steady.value


@pytest.mark.slow
def test_the_rate_is_as_asked_else_the_firms_else_assumed() -> None:
    assert asked(rate=None).rate.assumed[0].name == "discount rate"
    own = {"organisation": {"name": "Acme", "currency": "EUR", "discount_rate": 0.05}}
    found = evaluate(enterprise(organisation=own, initiative=TWO), on=ON)
    assert found.rate.value == Decimal("0.05")
    assert not found.rate.assumed


def test_what_has_ended_is_not_weighed_and_what_cannot_be_priced_is_named() -> None:
    found = asked({**TWO, "over": {"status": "done", "total_cost": "5 EUR"}, "bare": {}})
    assert found.initiatives["initiative"].to_list() == ["initiative:good", "initiative:must"]
    assert found.worth.left_out == {"what it costs is not on record": ("initiative:bare",)}


def test_where_nothing_says_what_work_brings_only_its_cost_is_told() -> None:
    assert asked({"must": TWO["must"]}).sentence == (
        "Nothing says what 1 initiative brings: 600 € are still to be paid, in today's money"
    )


def test_of_work_whose_last_day_is_past_only_what_is_at_work_still_costs() -> None:
    over = {"start": "2025-01-01", "end": "2025-12-31", "total_cost": "600 EUR"}
    found = asked({"over": over, "late": {**over, "status": "in_progress", "spent": "500 EUR"}})
    assert [row["npv"]["amount"] for row in found.initiatives.to_dicts()] == [-100]
    assert found.worth.left_out == {
        "its last day is past, and nothing says that it is at work": ("initiative:over",)
    }


def test_without_a_currency_of_the_books_the_only_one_of_the_work_is_taken() -> None:
    bare = evaluate(enterprise(initiative=TWO), on=ON, years=3)
    assert bare.worth.unit == "EUR"
    other = {**TWO, "us": {**TWO["must"], "total_cost": "600 USD"}}
    assert evaluate(enterprise(initiative=other), on=ON).worth.value is None


def test_some_can_be_asked_for_and_a_wrong_name_is_refused() -> None:
    assert asked(ids=("must",)).initiatives["initiative"].to_list() == ["initiative:must"]
    assert len(asked(ids=("initiative:good",)).initiatives) == 1
    with pytest.raises(UnknownName, match="god"):
        asked(ids=("god",))


def test_wrong_rates_and_years_are_refused() -> None:
    with pytest.raises(UsageError, match="a rate of -1"):
        asked(rate=Decimal(-1))
    with pytest.raises(UsageError, match="0 years"):
        asked(years=0)


def test_without_initiatives_there_is_no_number_and_a_reason() -> None:
    found = asked({})
    assert found.worth.value is None
    assert "no initiative lives on the day" in found.sentence


def test_amounts_of_another_currency_need_a_rate() -> None:
    found = asked({"a": {"total_cost": "5 USD", "end": "2026-12-31"}})
    assert found.worth.left_out == {"an amount of it cannot be converted": ("initiative:a",)}


def test_the_samples_whole_is_the_sum_of_its_parts(the_sample: Enterprise) -> None:
    found = evaluate(the_sample, on=date(2026, 11, 29))
    assert len(found.initiatives) > 40
    assert found.worth.value == sum(one["amount"] for one in found.initiatives["npv"].to_list())
