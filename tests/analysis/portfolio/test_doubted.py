"""Amounts that may stand in thousands or millions are doubted wherever they are used."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.portfolio.doubted import doubted, doubts_about, middle_if_small
from cohelm.analysis.portfolio.evaluate import evaluate
from cohelm.analysis.portfolio.roadmap import roadmap
from cohelm.core.enterprise import Enterprise
from cohelm.reports.answers import plain_answer
from tests.making import enterprise

ON = date(2026, 6, 30)


def plan(costs: dict[str, list[str]], **settings: Any) -> Enterprise:
    """Initiatives whose fields cost so much, numbered from 1; they run until 2028."""
    work: dict[str, dict[str, Any]] = {}
    for field, amounts in costs.items():
        for amount in amounts:
            work[f"n{len(work) + 1}"] = {
                "name": f"N{len(work) + 1}", "start": "2026-01-01", "end": "2028-12-31",
                "status": "in_progress", field: amount,
            }  # fmt: skip
    return enterprise(organisation={"organisation": settings}, initiative=work)


@pytest.mark.parametrize(
    ("amounts", "middle"),
    [
        ([1, 2, 3, 4], None),  # too few to say anything
        ([1, 2, 9_999, 20_000, 30_000], 9_999),
        ([1, 2, 10_000, 20_000, 30_000], None),
        ([1, 2, 3, 20_000, 30_000, 40_000], None),  # half of them is not more than half
        ([0, 0, 0, 20_000, 30_000], None),  # nought says nothing about a unit
    ],
)
def test_the_middle_one_is_small_from_five_amounts_on(amounts: list[int], middle: Any) -> None:
    assert middle_if_small(list(map(Decimal, amounts)), 10_000) == middle


SMALL = [f"{number} GBP" for number in (10, 20, 30, 40, 50)]
LARGE = [f"{number} EUR" for number in (100_000, 200_000, 300_000, 400_000, 500_000, 600_000)]


def test_the_small_amounts_of_one_currency_are_doubted_beside_the_large_ones_of_another() -> None:
    (found,) = doubted(plan({"total_cost": [*LARGE, *SMALL]}))
    assert "cost less than 30:" in found.text
    assert found.items == {f"initiative:n{number}" for number in range(7, 12)}


def test_yearly_costs_are_looked_at_where_the_whole_ones_raise_no_doubt() -> None:
    assert len(doubted(plan({"cost_per_year": SMALL}))) == 1
    assert len(doubted(plan({"total_cost": SMALL, "cost_per_year": SMALL}))) == 1
    assert doubted(plan({"total_cost": LARGE})) == ()


def test_what_the_organisation_says_is_right_is_not_doubted() -> None:
    assert doubted(plan({"total_cost": SMALL}, small_amounts=True)) == ()


def test_a_result_that_uses_the_amounts_says_so_and_another_does_not() -> None:
    of = plan({"total_cost": SMALL}, currency="GBP")
    worth, when = evaluate(of, on=ON), roadmap(of, on=ON)
    (said,) = doubts_about(of, worth)
    assert plain_answer(worth, of)["doubts"] == [said]
    assert doubts_about(of, when) == ()
    assert "doubts" not in plain_answer(when, of)
