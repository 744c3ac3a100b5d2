"""Loads against capacities, and when they run full: worked by hand, and the band against chance."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from cohelm.analysis.estate.capacity import Capacity, capacity
from cohelm.analysis.estate.exhaustion import FEWEST, growth
from cohelm.analysis.estate.queueing import erlang_b, erlang_c
from cohelm.core.errors import UnknownName, UsageError
from tests.making import enterprise

ON = date(2026, 11, 29)
START = date(2026, 1, 1)


def readings(
    *values: float, item: str = "platform:store", every: int = 10, **more: Any
) -> list[Any]:
    return [
        {"item": item, "time": (START + timedelta(days=every * n)).isoformat(), "value": v, **more}
        for n, v in enumerate(values)
    ]


def asked(rows: list[Any], told: dict[str, Any] | None = None, **kinds: Any) -> Capacity:
    kinds = {"platform": {"store": {"capacity": 100.0, "capacity_unit": "TB"}}} | kinds
    return capacity(enterprise(observed={"load": rows}, **kinds), on=ON, **(told or {}))


def test_what_grows_by_one_a_day_is_full_on_the_day_that_arithmetic_says() -> None:
    found = asked(readings(*(10 * n for n in range(10)), every=10))
    row = found.loads.to_dicts()[0]
    last = START + timedelta(days=90)
    assert (row["load"], row["percent"], row["read_on"]) == (90, 90.0, last)
    assert row["full_on"] == row["earliest"] == row["latest"] == last + timedelta(days=10)
    assert row["growth_a_month"] == pytest.approx(30.4375)
    assert (row["state"], row["unit"]) == ("growing", "TB")
    assert found.within_a_year.counted == ("platform:store",)
    assert found.sentence == (
        "0 of 1 load at the limit, 1 to reach it within a year; "
        "first store, expected there since 11 April 2026 and not read since 1 April 2026"
    )


def test_a_day_to_come_is_said_with_its_band() -> None:
    """From 90 on 1 April by one a day to 400: 310 days."""
    store = {"store": {"capacity": 400.0}}
    found = asked(readings(*(10 * n for n in range(10))), platform=store)
    assert found.sentence.endswith(
        "; first store, on 5 February 2027 (5 February 2027 to 5 February 2027)"
    )


@pytest.mark.parametrize(("up_to", "state"), [(1.0, "growing"), (0.9, "full"), (0.91, "growing")])
def test_the_limit_may_be_below_the_capacity_and_is_full_when_reached(
    up_to: float, state: str
) -> None:
    found = asked(readings(*(10 * n for n in range(10))), {"up_to": up_to})
    assert found.loads["state"].to_list() == [state]


def test_what_does_not_grow_beyond_chance_is_not_said_to_run_full() -> None:
    found = asked(readings(50, 60, 40, 55, 45, 58, 42, 51, 49, 50))
    row = found.loads.to_dicts()[0]
    assert (row["state"], row["full_on"], row["latest"]) == ("steady", None, None)
    assert asked(readings(*([70.0] * 12))).loads["state"].to_list() == ["steady"]
    assert asked(readings(*range(90, 78, -1))).loads["full_on"].to_list() == [None]


@pytest.mark.parametrize("many", [1, FEWEST - 1, FEWEST])
def test_of_fewer_than_eight_readings_nothing_is_forecast(many: int) -> None:
    found = asked(readings(*(5 * n for n in range(1, many + 1))))
    expected = "growing" if many >= FEWEST else "too few readings"
    assert found.loads["state"].to_list() == [expected]


def test_a_capacity_that_is_not_known_leaves_the_use_of_it_unknown() -> None:
    found = asked(readings(1, 2), platform={"store": {}})
    row = found.loads.to_dicts()[0]
    assert (row["percent"], row["state"]) == (None, "its capacity is not on record")
    assert found.unread.value is None


def test_what_a_reading_states_counts_before_what_the_item_does() -> None:
    assert asked(readings(50, 60, capacity=120)).loads["percent"].to_list() == [50.0]


def test_a_server_is_weighed_by_what_of_it_is_loaded() -> None:
    rows = [
        *readings(6, item="server:a", reference="cores"),
        *readings(48, item="server:a", reference="memory"),
        *readings(1, item="server:a", reference="sockets"),
    ]
    found = asked(rows, server={"a": {"cores": 8, "memory_gb": 64}})
    assert {row["of"]: (row["percent"], row["unit"]) for row in found.loads.to_dicts()} == {
        "cores": (75.0, "cores"), "memory": (75.0, "GB"), "sockets": (None, None),
    }  # fmt: skip
    assert found.unread.counted == ("platform:store",)


def test_only_the_days_asked_for_count_and_the_peak_is_that_of_ninety_days() -> None:
    old = {"item": "platform:store", "time": "2026-05-01", "value": 99}
    new = {"item": "platform:store", "time": "2026-11-01", "value": 50}
    assert asked([old, new]).loads["peak_percent"].to_list() == [50.0]
    assert asked([old, new], {"days": 60}).loads["readings"].to_list() == [1]
    late = {"item": "platform:store", "time": "2026-11-30", "value": 70}
    assert asked([new, late]).loads["load"].to_list() == [50.0]


@pytest.mark.slow
def test_of_many_loads_a_trend_has_to_stand_out_from_all() -> None:
    rows, platforms = [], {}
    for n in range(40):
        platforms[f"p{n}"] = {"capacity": 100.0}
        values = [50, 51, 50, 52, 51, 53, 51, 54, 52, 53] if n == 0 else [50] * 10
        rows += readings(*values, item=f"platform:p{n}")
    alone = asked([row for row in rows if row["item"] == "platform:p0"], platform=platforms)
    among = asked(rows, platform=platforms)
    assert alone.loads["state"].to_list() == ["growing"]
    assert set(among.loads["state"]) == {"steady"}


@pytest.mark.slow
def test_the_band_holds_the_true_day_about_as_often_as_it_says() -> None:
    held = 0
    for at in range(200):
        dice = random.Random(at)
        days = [START + timedelta(days=30 * n) for n in range(24)]
        values = [40 + 0.05 * (day - START).days + dice.gauss(0, 2) for day in days]
        found = growth(days, values)
        assert found is not None
        _, early, late = found.reaches(100)
        truth = START + timedelta(days=1200)
        held += (early or date.max) <= truth <= (late or date.max)
    assert held >= 160  # four in five


def test_erlang_as_published() -> None:
    assert erlang_b(4, 2) == pytest.approx(0.095238, abs=5e-7)
    assert erlang_c(4, 2) == pytest.approx(0.173913, abs=5e-7)
    assert erlang_c(2, 2) is None
    row = asked(readings(2, arrivals_per_hour=60, minutes_each=2),
                platform={"store": {"capacity": 4.0}}).loads.to_dicts()[0]  # fmt: skip
    assert (row["turned_away"], row["waiting"]) == pytest.approx((0.095238, 0.173913), abs=5e-7)


def test_the_course_of_an_item_is_its_readings_and_the_months_ahead() -> None:
    found = asked(readings(*(10 * n for n in range(10))), {"item": "platform:store"})
    assert len(found.course) == 10 + 18
    first = found.course.filter(found.course["expected"].is_not_null()).to_dicts()[0]
    assert first["expected"] == pytest.approx(120)
    assert first["limit"] == 100


@pytest.mark.parametrize("told", [{"up_to": 0.0}, {"up_to": 1.1}, {"days": 29}, {"days": 3661}])
def test_bounds_are_said(told: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match=next(iter(told))):
        asked([], told)


def test_an_item_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownName, match="platform:store"):
        asked([], {"item": "platform:stor"})


def test_without_readings_nobody_can_say() -> None:
    assert asked([]).sentence == "Nobody can say what is nearly full: no load is on record"
