"""A roadmap set against another plan, worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.catalogue import ANALYSES
from cohelm.analysis.portfolio.roadmap import Roadmap, roadmap
from cohelm.core.enterprise import Enterprise
from tests.making import enterprise
from tests.tables import table

ON = date(2027, 1, 1)
BASE = {"start": "2027-01-01", "end": "2027-03-31", "total_cost": "100000 EUR"}


def plan(initiatives: dict[str, Any], **more: Any) -> Enterprise:
    whole = enterprise(
        initiative=initiatives, organisation={"organisation": {"currency": "EUR"}}, **more
    )
    return whole.at(ON)


def beside(then: dict[str, Any], now: dict[str, Any]) -> Roadmap:
    return roadmap(plan(now), on=ON, than=plan(then))


CHANGES = {
    "nothing": (BASE, BASE, None),
    "new": (None, BASE, ["new"]),
    "gone": (BASE, None, ["gone"]),
    "stopped": (BASE, {**BASE, "status": "stopped"}, ["stopped"]),
    "done": (BASE, {**BASE, "status": "done"}, ["done"]),
    "taken up again": ({**BASE, "status": "stopped"}, BASE, ["taken up again"]),
    "never here": ({**BASE, "status": "stopped"}, None, None),
    "later": (BASE, {**BASE, "end": "2027-04-10"}, ["ends later"]),
    "earlier": (BASE, {**BASE, "start": "2026-12-31", "end": "2027-03-30"},
                ["starts earlier", "ends earlier"]),
    "dated": ({"start": "2027-01-01"}, {"end": "2027-03-31"},
              ["start no longer stated", "end now stated"]),
    "dearer": (BASE, {**BASE, "total_cost": "100001 EUR"}, ["costs more"]),
    "a forecast goes before the plan": (BASE, {**BASE, "forecast_cost": "90000 EUR"}, ["costs less"]),
    "other money": (BASE, {**BASE, "total_cost": "100000 USD"}, ["cost in another currency"]),
    "priced": ({"start": "2027-01-01"}, {"start": "2027-01-01", "total_cost": "5 EUR"},
               ["cost now stated"]),
    "done later": (BASE, {**BASE, "end": "2027-04-10", "status": "done"}, ["done", "ends later"]),
}  # fmt: skip


@pytest.mark.slow
@table("was, now, change", CHANGES.values())
def test_what_another_plan_tells_otherwise_is_named(
    was: dict[str, Any] | None, now: dict[str, Any] | None, change: list[str] | None
) -> None:
    sides = ({"one": side} if side is not None else {} for side in (was, now))
    found = beside(*sides).differences
    assert found is not None
    assert found["change"].to_list() == ([change] if change else [])


def test_days_and_money_are_told_from_plan_to_plan() -> None:
    then = {"crane": BASE, "lift": BASE, "gone": BASE, "sold": BASE}
    now = {"crane": {**BASE, "end": "2027-04-10", "total_cost": "130000 EUR"},
           "lift": {**BASE, "end": "2027-03-30", "total_cost": "95000 EUR"},
           "sold": {**BASE, "total_cost": "100000 USD"}, "fresh": BASE}  # fmt: skip
    found = beside(then, now)
    assert found.sentence == (
        "Beside the other plan: 1 ends later, most crane, by 10 days; 1 ends earlier; 1 is new;"
        " 1 is gone; 1 costs more; 1 costs less"
    )
    assert found.ends_later is not None
    assert found.costs_more is not None
    assert (found.ends_later.value, found.ends_later.counted) == (1, ("initiative:crane",))
    assert found.costs_more.value == 30_000 - 5_000
    assert list(found.costs_more.left_out.values()) == [("initiative:sold",)]
    assert found.differences is not None
    assert dict(found.differences.select("called", "later").iter_rows()) == {
        "crane": 10, "gone": None, "fresh": None, "sold": 0, "lift": -1,
    }  # fmt: skip


def test_of_two_plans_without_work_in_common_nothing_is_counted() -> None:
    found = beside({}, {"one": BASE})
    assert found.ends_later is not None
    assert found.costs_more is not None
    assert found.ends_later.reason == "no initiative stands in both plans"
    assert found.costs_more.value is None
    assert beside({"one": BASE}, {"one": BASE}).sentence == (
        "Beside the other plan: days and costs agree"
    )


def test_without_another_plan_nothing_is_set_against_it() -> None:
    found = roadmap(plan({"one": BASE}), on=ON)
    assert (found.differences, found.ends_later, found.costs_more) == (None, None, None)


def test_only_the_roadmap_takes_another_plan() -> None:
    assert [one.name for one in ANALYSES if one.takes_another] == ["roadmap"]
