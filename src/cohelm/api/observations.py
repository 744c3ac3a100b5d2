"""Observations: of a metric, page by page; and bringing new ones, with an answer a row."""

from datetime import UTC, datetime
from typing import Annotated, Any

import polars as pl
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from cohelm.accounts.permission import asker
from cohelm.api.access import reads, writes
from cohelm.api.paging import cursor_of, place_after
from cohelm.api.plan import Lens, plan_of, refuse_another_time, whole_plan_of
from cohelm.api.rows import MOST_ROWS, Answers, Batch, Stated
from cohelm.api.texts import Line
from cohelm.core.days import moment_asked
from cohelm.core.documents import Observed
from cohelm.core.errors import UnknownName, UsageError
from cohelm.reports.answers import plain

router = Router(tags=["observations"])
MOST = 1000
ORDER = ("time", "item", "source", "reference")
FIRST, LAST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)


class Observations(Schema):
    """A page of observations of one metric: its item, time, source and reference, and what it says."""

    metric: str
    observations: list[dict[str, Any]]
    after: str | None = None


class Readings(Schema, extra="forbid"):
    """Observations of one metric to be written: `item` and `time`, then the metric's fields."""

    observations: list[dict[str, Any]] = Field(max_length=MOST_ROWS)
    all_or_nothing: bool = False
    reason: Line = ""


@router.get("/observations", auth=reads, response=list[str], summary="What is observed")
def list_metrics(request: HttpRequest, lens: Query[Lens]) -> Any:
    """The metrics of which there are observations that the asker may see."""
    plan = plan_of(request, lens)
    return [name for name in sorted(plan.observed) if len(plan.observations(name))]


@router.get("/observations/{metric}", auth=reads, response=Observations, summary="Observations")
def list_observations(
    request: HttpRequest,
    metric: str,
    lens: Query[Lens],
    item: Annotated[str, Query(description="About one item, as kind:id.")] = "",
    since: Annotated[str, Query(description="From this day or moment on.")] = "",
    until: Annotated[str, Query(description="Up to this day (its end) or moment.")] = "",
    after: Annotated[str, Query(description="The cursor of the page before.")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
) -> Any:
    """By time, then item. Raises UnknownName, UsageError."""
    plan = plan_of(request, lens)
    if metric not in plan.observed and f"metric:{metric}" not in plan:
        raise UnknownName.of("metric", metric, [*plan.observed, *plan.table("metric").ids])
    place = place_after(after, str, str, str, str)
    first = moment_asked(since, where="since") or FIRST
    last = moment_asked(until, where="until") or LAST
    if len(since) == DAY:  # a day begins with its first moment and ends with its last
        first = first.replace(hour=0, minute=0, second=0, microsecond=0)
    if first > last:
        raise UsageError(f"{since} is after {until}", where="since")
    found = plan.observations(metric).filter(pl.col("time").is_between(first, last))
    if item:
        found = found.filter(pl.col("item") == item)
    if place is not None:
        found = found.filter(_later(found, place))
    page = found.head(limit)
    rows = [_row(one) for one in page.iter_rows(named=True)]
    following = (
        cursor_of(tuple(rows[-1].get(n) or "" for n in ORDER)) if len(found) > limit else None
    )
    return {"metric": metric, "observations": rows, "after": following}


DAY = len("2026-01-31")


@router.post("/observations/{metric}", auth=writes, response=Answers, summary="Write observations")
def write_observations(
    request: HttpRequest, metric: str, lens: Query[Lens], readings: Readings
) -> Any:
    """Writes what was observed as one batch, with an answer a row; the same again changes nothing."""
    refuse_another_time(lens)
    rows = [
        Stated(at, Observed(metric, values, row=at + 1))
        for at, values in enumerate(readings.observations)
    ]
    batch = Batch(asker(request), lens.scenario, readings.reason, readings.all_or_nothing)
    return batch.write(whole_plan_of(request, lens), rows)


def _later(found: pl.DataFrame, place: tuple[Any, ...]) -> pl.Expr:
    moment = moment_asked(place[0], where="after")
    values = dict(zip(ORDER, (moment, *place[1:]), strict=True))
    later, same = pl.lit(False), pl.lit(True)
    for name in ORDER:
        if name in found.columns:
            later = later | (same & (pl.col(name) > pl.lit(values[name])))
            same = same & (pl.col(name) == pl.lit(values[name]))
    return later


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in plain(row).items() if value is not None and value != ""}
