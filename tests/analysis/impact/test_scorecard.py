"""Limits and signals by their published examples, and the scorecard worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.analysis.impact.scorecard import Scorecard, scorecard
from cohelm.analysis.impact.xmr import Limits, limits_of, signal
from tests.making import enterprise

ON = date(2026, 11, 24)


def test_the_limits_of_a_published_series_of_flow_rates() -> None:
    # NIST/SEMATECH e-Handbook 6.3.2.2, with the factor 2.66
    found = limits_of([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    assert found is not None
    assert found.mean == pytest.approx(50.81)
    assert found.moving_range == pytest.approx(1.8778, abs=5e-5)
    assert (found.upper, found.lower) == pytest.approx((55.8049, 45.8151), abs=5e-5)
    assert found.provisional


def test_a_year_of_trade_deficits_holds_no_signal() -> None:
    # Wheeler, US trade deficit 1987
    series = [10.7, 13.0, 11.4, 11.5, 12.5, 14.1, 14.8, 14.1, 12.6, 16.0, 11.7, 10.6]
    found = limits_of(series)
    assert found is not None
    assert found.moving_range == pytest.approx(1.6636, abs=5e-5)
    assert not any(signal(series[:end], found).rule for end in range(1, 13))


def test_five_readings_make_no_limits() -> None:
    assert limits_of([1.0] * 5) is None
    assert limits_of([1.0] * 6) is not None


FLAT = Limits(10.0, 1.0, 20)  # limits at 7.34 and 12.66, half way at 11.33


@pytest.mark.parametrize(
    ("readings", "rule"),
    [
        ([10, 12.66], ""),
        ([10, 12.67], "beyond a limit"),
        ([10, 7.33], "beyond a limit"),
        ([9.0] + [10.1] * 7, ""),
        ([10.1] * 8, "eight in a row on one side of the mean"),
        ([10.1] * 7 + [10.0], ""),
        ([11.4, 9, 11.4, 11.4], "three of four nearer a limit than the mean"),
        ([11.4, 9, 11.3, 11.4], ""),
        ([11.4, 11.4, 11.4, 9], ""),
        ([8.6, 11.4, 11.4, 8.6], ""),
    ],
)
def test_a_signal_is_told_by_three_rules(readings: list[float], rule: str) -> None:
    assert signal(readings, FLAT).rule == rule


@given(st.lists(st.floats(-1e6, 1e6), min_size=6, max_size=30), st.floats(-1e3, 1e3))
def test_limits_move_with_their_readings(readings: list[float], by: float) -> None:
    one, other = limits_of(readings), limits_of([reading + by for reading in readings])
    assert one is not None
    assert other is not None
    assert other.upper - other.lower == pytest.approx(one.upper - one.lower, abs=1e-3)
    assert other.mean == pytest.approx(one.mean + by, abs=1e-3)


def asked(values: list[float], **metric: Any) -> Scorecard:
    days = [f"2025-{n:02}-01" for n in range(1, 13)] + [f"2026-{n:02}-01" for n in range(1, 12)]
    readings = [
        {"item": "organisation:organisation", "time": day, "value": value}
        for day, value in zip(days, values, strict=False)
    ]
    plan = enterprise(
        organisation={"organisation": {}}, role={"cio": {}},
        metric={"speed": {"impact": "efficiency", "owner": "role:cio", **metric}},
        observed={"speed": readings},
    )  # fmt: skip
    return scorecard(plan, on=ON)


STEADY = [10.0, 11.0, 10.0, 9.0, 10.0, 10.0]


@pytest.mark.parametrize(
    ("last", "better", "status"),
    [
        (20.0, "higher", "better"), (20.0, "lower", "worse"), (20.0, None, "changed"),
        (20.0, "steady", "changed"), (10.0, "higher", "no signal"),
    ],
)  # fmt: skip
def test_better_and_worse_follow_from_the_direction_of_a_signal(
    last: float, better: str | None, status: str
) -> None:
    window = {"baseline_from": "2025-01-01", "baseline_until": "2025-06-30"}
    found = asked([*STEADY, last], better=better, **window)
    assert found.metrics["status"].to_list() == [status]


def test_the_limits_are_those_of_the_baseline_where_it_has_six_readings() -> None:
    window = {"baseline_from": "2025-01-01", "baseline_until": "2025-06-30"}
    assert asked([*STEADY, 20.0], **window).metrics["mean"][0] == 10
    shorter = {**window, "baseline_until": "2025-05-31"}
    assert asked([*STEADY, 20.0], **shorter).metrics["mean"][0] == pytest.approx(80 / 7)


def test_too_few_readings_claim_nothing_and_an_impact_without_any_is_not_measured() -> None:
    found = asked(STEADY[:5], target=9.0, better="higher")
    row = found.metrics.row(0, named=True)
    assert (row["status"], row["because"]) == (
        "too few readings", "5 readings, and limits take 6",
    )  # fmt: skip
    assert (row["mean"], row["target_met"], row["owner"]) == (None, True, ["role:cio"])
    assert "efficiency" not in found.not_measured
    assert len(found.not_measured) == 5
    assert asked([]).not_measured[0] == "efficiency"


def test_readings_of_several_items_make_one_by_sum_or_mean() -> None:
    readings = [
        {"item": f"market:{name}", "time": "2026-10-01", "value": value}
        for name, value in (("a", 3.0), ("b", 5.0))
    ]

    def last(**metric: Any) -> float:
        plan = enterprise(
            market={"a": {}, "b": {}}, metric={"sales": {"impact": "advantage", **metric}},
            observed={"sales": readings},
        )  # fmt: skip
        return float(scorecard(plan, on=ON).metrics["value"][0])

    assert (last(adds_up="sum"), last(adds_up="mean"), last()) == (8, 4, 4)


def test_a_reading_after_the_day_is_not_there_yet() -> None:
    plan = enterprise(
        organisation={"organisation": {}}, metric={"speed": {"impact": "efficiency"}},
        observed={"speed": [{"item": "organisation:organisation", "time": "2026-11-25",
                             "value": 1.0}]},
    )  # fmt: skip
    found = scorecard(plan, on=ON)
    assert found.metrics["readings"].to_list() == [0]
    assert scorecard(enterprise(), on=ON).sentence == "None of the six impacts is measured"
