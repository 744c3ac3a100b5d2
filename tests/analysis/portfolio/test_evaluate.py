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
