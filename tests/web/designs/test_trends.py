"""The page of trends draws what moved beyond chance, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.technology.trends import trends
from cohelm.web.designs.trends import MOST, of_trends
from tests.making import enterprise

MONTHS = [f"{2025 + at // 12}-{at % 12 + 1:02}-01" for at in range(20)]


def shown(*slopes: float) -> list[Any]:
    """An application for each, read each month, with so much more than the month before."""
    keys = [f"application:a{n}" for n in range(len(slopes))]
    read = [
        {"item": key, "time": month, "source": "s", "value": 100_000 + slope * at}
        for key, slope in zip(keys, slopes, strict=True)
        for at, month in enumerate(MONTHS)
    ]
    plan = enterprise(
        metric={"load": {"name": "Load", "unit": "items"}},
        application={key.partition(":")[2]: {} for key in keys},
        observed={"load": read},
    )
    found: list[Any] = of_trends(plan, trends(plan, on=date(2026, 11, 23)))["moving"]
    return found


def test_each_trend_is_a_line_with_its_slope() -> None:
    ((rises, (up,), more), (falls, (down,), _)) = shown(1.0, -1000.0, 0.0)
    assert (rises, falls, more) == ("rises", "falls", 0)
    assert (up.key, up.series, up.line.points.count(",")) == ("application:a0", "Load", 20)
    assert float(up.slope.split()[0]) == pytest.approx(12, abs=0.2)
    assert up.slope.endswith(" items a year")
    number = down.slope.split()[0]
    assert number.startswith("\u2212")
    assert "." not in number  # thousands are told without places
    assert "rises by" in up.said


def test_what_does_not_move_is_not_drawn_and_many_are_cut() -> None:
    assert shown(0.0) == []
    ((_, lines, more),) = shown(*([1.0] * (MOST + 2)))
    assert (len(lines), more) == (MOST, 2)
