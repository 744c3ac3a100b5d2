"""What the page of trends shows: what rises and what falls, each with its readings as a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from cohelm.analysis.technology.trends import FALLS, RISES, Trends
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose, again, joined
from cohelm.reports.sparkline import Sparkline, sparkline
from cohelm.reports.wording import number

MOST = 12
"""So many that rise and so many that fall are drawn, the surest."""
DIGITS, LARGE = 4, 1000


@dataclass(frozen=True, slots=True)
class Moving:
    """A series with a trend: `slope` with its unit, `interval` what it is between, `test` how sure."""

    key: str
    name: str
    series: str
    slope: str
    interval: str
    test: str
    said: str
    line: Sparkline | None


def of_trends(plan: Enterprise, result: Trends) -> dict[str, Any]:
    """What rises, then what falls, the surest first, and how many more there are of each."""
    read = result.readings.partition_by("item", "series", as_dict=True, include_key=False)
    groups = []
    for trend in (RISES, FALLS):
        rows = result.series.filter(pl.col("trend") == trend)
        lines = list(_lines(plan, rows[:MOST], read))
        groups.append((trend, lines, max(0, len(rows) - MOST)))
    return {"moving": [one for one in groups if one[1]]}


def _lines(plan: Enterprise, rows: pl.DataFrame, read: dict[Any, pl.DataFrame]) -> Iterator[Moving]:
    for row in rows.iter_rows(named=True):
        key, series = row["item"], row["series"]
        called = plan.name(series) if series.startswith("metric:") else series.capitalize()
        value = joined((_short(row["per_year"]), *filter(None, (row["unit"],))))
        slope = Prose("{value} a year", value=value)
        lower, upper = _short(row["lower"]), _short(row["upper"])
        interval = Prose("{lower} to {upper}", lower=lower, upper=upper)
        test = Prose("n {n}, p {p}", n=row["n"], p=number(row["p_of_all"]))
        said = Prose(
            "{item}, {series}: {trend} by {slope}, {interval}; {test}",
            item=plan.name(key), series=called, trend=again(row["trend"]), slope=slope,
            interval=interval, test=test,
        )  # fmt: skip
        line = sparkline(read[key, series]["value"].to_list())
        yield Moving(key, plan.name(key), called, slope, interval, test, said, line)


def _short(value: float) -> str:
    """Four digits tell how fast; the others stand in the table."""
    return number(round(value) if abs(value) >= LARGE else float(f"{value:.{DIGITS}g}"))
