"""Trends of readings and of counts, on small organisations."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.technology.trends import Trends, trends
from cohelm.core.errors import UnknownName, UsageError
from tests.making import enterprise

ON = date(2026, 11, 23)
MONTHS = [f"{2025 + at // 12}-{at % 12 + 1:02}-01" for at in range(22)]
"""January 2025 to October 2026."""


def readings(item: str, values: list[float], months: list[str] = MONTHS) -> list[dict[str, Any]]:
    return [
        {"item": item, "time": month, "source": "s", "value": value}
        for month, value in zip(months, values, strict=False)
    ]


def asked(values: list[float], **told: Any) -> Trends:
    plan = enterprise(
        metric={"load": {"unit": "items"}}, application={"a": {}},
        observed={"load": readings("application:a", values)},
    )  # fmt: skip
    return trends(plan, on=ON, **told)


def test_a_rise_is_told_with_its_slope_a_year() -> None:
    found = asked([10.0 + at for at in range(20)])
    row = found.series.to_dicts()[0]
    assert (row["item"], row["series"], row["trend"], row["n"]) == (
        "application:a", "metric:load", "rises", 20
    )  # fmt: skip
    # one more a month is twelve more a year, but for the lengths of months
    assert row["per_year"] == pytest.approx(12, abs=0.2)
    assert found.sentence.startswith("1 of 1 series rise and 0 fall beyond chance")
    assert found.readings["value"].to_list() == [10.0 + at for at in range(20)]


def test_what_goes_up_and_down_is_claimed_to_be_nothing() -> None:
    found = asked([1.0, 5.0] * 10)
    assert len(found.readings) == 0
    assert found.series["trend"].to_list() == ["none shown"]
    assert found.shown.value == 0


@pytest.mark.parametrize(("number", "tested"), [(9, 0), (10, 1)])
def test_a_test_takes_ten_readings(number: int, tested: int) -> None:
    found = asked([float(at) for at in range(number)])
    assert len(found.series) == tested
    assert (found.tested.value is None) == (not tested)
    if not tested:
        assert found.tested.reason == "no series has 10 readings"


def test_the_correction_is_for_all_that_are_tested() -> None:
    # of ten, S = 31 of 45: Z = 30 / √125 = 2.683, p = 0.0073; twenty series ask for 0.0025
    values = [1.0, 2.0, 3.0, 7.0, 5.0, 4.0, 10.0, 6.0, 9.0, 8.0]
    observed = [
        one for at in range(20) for one in readings(f"application:a{at}", values, MONTHS[:10])
    ]
    plan = enterprise(
        metric={"load": {}}, application={f"a{at}": {} for at in range(20)},
        observed={"load": observed},
    )  # fmt: skip
    alone = asked(values).series.to_dicts()[0]
    many = trends(plan, on=ON).series
    assert alone["trend"] == "rises"
    assert set(many["trend"]) == {"none shown"}
    assert many["p_of_all"][0] == pytest.approx(20 * alone["p"])


def test_incidents_are_counted_by_the_technology_that_an_item_rests_on() -> None:
    incidents = [
        {
            "item": "application:a", "time": f"{month[:8]}{n + 1:02}", "source": "desk",
            "reference": f"{at}-{n}",
        }
        for at, month in enumerate(MONTHS)
        for n in range(at % 28)
    ]  # fmt: skip
    plan = enterprise(
        technology={"t": {}, "other": {}}, server={"s": {"uses": ["technology:t"]}},
        application={"a": {"runs_on": ["server:s"]}}, observed={"incident": incidents},
    )  # fmt: skip
    found = trends(plan, on=ON, only="incidents").series
    row = found.row(0, named=True)
    assert found["item"].to_list() == ["technology:t"]
    # the first is of February 2025: from March to October 2026 are 20 whole months
    assert (row["trend"], row["n"], row["since"]) == ("rises", 20, date(2025, 3, 1))


def test_rings_of_the_radar_are_no_series() -> None:
    plan = enterprise(
        metric={"radar-ring": {}}, technology={"t": {}},
        observed={"radar-ring": readings("technology:t", [at % 4 for at in range(20)])},
    )  # fmt: skip
    assert trends(plan, on=ON).tested.value is None


def test_bad_questions_are_refused() -> None:
    with pytest.raises(UsageError, match="9 months"):
        asked([1.0] * 12, months=9)
    with pytest.raises(UnknownName, match="load"):
        asked([1.0] * 12, only="lode")
