"""How often a budget holds, worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.portfolio.robust import AT_WORK, FUNDED, Robust, robust
from cohelm.analysis.portfolio.worth.history import PUBLISHED
from cohelm.core.enterprise import Enterprise
from tests.making import enterprise

ON = date(2026, 11, 29)
OFFICES = {"cio": {"place": 1}, "cto": {"place": 2}}
YEAR = {"start": "2027-01-01", "end": "2027-12-31"}
DONE = {
    f"d{at}": {"status": "done", "total_cost": "100 EUR", "spent": f"{spent} EUR"}
    for at, spent in enumerate((50, 100, 100, 100, 200))
}


def work(cost: int, cio: float = 1.0, **more: Any) -> dict[str, Any]:
    return {**YEAR, "status": "proposal", "cost_per_year": f"{cost} EUR",
            "ranked_by": [{"to": "cio", "value": cio}, {"to": "cto", "value": 1.0}], **more}  # fmt: skip


def asked(budget: int, initiative: dict[str, Any], **told: Any) -> Robust:
    books = {"organisation": {"name": "Acme", "currency": "EUR",
                              "initiative_budget": f"{budget} EUR"}}  # fmt: skip
    made = enterprise(organisation=books, office=OFFICES, initiative=initiative)
    return robust(made, on=ON, **told)


def row(found: Robust, name: str) -> dict[str, Any]:
    rows = {one["portfolio"]: one for one in found.portfolios.iter_rows(named=True)}
    return rows[name]


def test_the_own_history_decides_how_often_the_budget_holds() -> None:
    """A ratio up to 1.5: three quarters of the futures, and half of the last quarter."""
    found = asked(150, {**DONE, "a": work(100)})
    assert found.holds.value == pytest.approx(0.875, abs=0.004)
    assert found.overrun.value == 1.0
    assert [one.name for one in found.holds.assumed if one.name == "published history"] == []
    assert row(found, FUNDED)["cost_p50"] == 100


def test_with_fewer_than_five_cases_the_published_class_is_taken_and_said() -> None:
    few = {key: DONE[key] for key in ("d0", "d1", "d2", "d3")}
    found = asked(150, {**few, "a": work(100)})
    (said,) = [one for one in found.overrun.assumed if one.name == "published history"]
    assert "of which 4 cases are on record and 5 are needed" in said.sentence
    assert found.overrun.value == PUBLISHED.median == 1.234


def test_the_published_class_can_be_asked_for() -> None:
    found = asked(150, {**DONE, "a": work(100)}, history="published")
    assert found.overrun.value == 1.234


def test_what_is_under_way_stands_beside_the_best_choice() -> None:
    found = asked(200, {**DONE, "run": work(100, status="in_progress"), "new": work(100)})
    assert (row(found, AT_WORK)["initiatives"], row(found, FUNDED)["initiatives"]) == (1, 2)
    assert row(found, AT_WORK)["holds"] == 1.0
    assert row(found, FUNDED)["holds"] < 1.0


@pytest.mark.slow
def test_what_is_in_every_good_portfolio_is_told_from_what_is_in_some() -> None:
    """a is best for both; b and c exclude each other, one better for each office."""

    def ranked(cio: int, cto: int) -> list[dict[str, Any]]:
        return [{"to": "cio", "value": cio}, {"to": "cto", "value": cto}]

    found = asked(1000, {
        **DONE, "a": work(10, ranked_by=ranked(5, 5)),
        "b": work(10, ranked_by=ranked(9, 1), excludes=["c"]), "c": work(10, ranked_by=ranked(1, 9)),
    })  # fmt: skip
    places = dict(found.initiatives.select("initiative", "place").iter_rows())
    assert places == {"initiative:a": "in every good portfolio", "initiative:b": "in some",
                      "initiative:c": "in some"}  # fmt: skip
    assert found.certain.value == 1


@pytest.mark.slow
def test_the_same_seed_says_the_same_and_nothing_to_choose_is_said() -> None:
    made = {**DONE, "a": work(100)}
    assert asked(150, made).holds.value == asked(150, made).holds.value
    assert asked(150, made, seed=2).holds.value != asked(150, made).holds.value
    nothing = asked(150, DONE)
    assert nothing.holds.value is None
    assert "no initiative can be weighed" in nothing.sentence


def test_the_samples_budget_holds_in_some_futures_and_not_in_all(the_sample: Enterprise) -> None:
    found = robust(the_sample, on=ON)
    assert found.holds.value is not None
    assert 0 < found.holds.value < 1
    assert len(found.portfolios) > 8
