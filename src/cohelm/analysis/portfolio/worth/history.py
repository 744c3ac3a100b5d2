"""How did work run before: money spent and days taken, against what was planned?"""

from __future__ import annotations

from datetime import date
from typing import Literal

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.portfolio.currency import rates_of_work
from cohelm.analysis.portfolio.worth.futures import Ratios
from cohelm.analysis.wording import money_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Assumption
from cohelm.core.prose import Prose

History = Literal["own", "published"]
FEWEST = 5
PUBLISHED = Ratios(
    Prose("99 large IT projects of the Canadian government, the budget of 2019 against that of 2016"),
    99, (0.083, 0.726, 0.924, 1.0, 1.069, 1.234, 1.509, 1.959, 2.460, 4.210, 12.771),
)  # fmt: skip
"""Deciles, by matching the ids of both reports to parliament; as collected in the repository
YOWCT/large-government-of-canada-it-projects. Growth of scope is in them."""

PUBLISHED_DAYS = Ratios(
    Prose("27 large IT projects of the Canadian government, the days left in 2016 as seen in 2019"),
    27, (0.56, 0.792, 1.0, 1.0, 1.0, 1.185, 1.26, 1.262, 1.262, 1.525, 2.194),
)  # fmt: skip
"""Deciles of the same two reports: days from 9 June 2016 to the end that was then planned, and to the
one planned or reached in May 2019; of those alone that were to end later than that, since what was
done by then is in the first report only."""


def history_of(
    enterprise: Enterprise, on: date, wanted: History
) -> tuple[Ratios, tuple[Assumption, ...]]:
    """Own history where five done initiatives and more have one, else the published; what is assumed."""
    alone = Assumption(
        Prose("independent"), Prose("Each initiative runs over by itself, whatever others do.")
    )
    if wanted == "published":
        return PUBLISHED, (
            Assumption(Prose("published history"), f"{_stand_for(PUBLISHED)}."),
            alone,
        )
    ratios, assumed = _own_or(PUBLISHED, _own(enterprise, on))
    return ratios, (*assumed, alone)


def days_before(enterprise: Enterprise, on: date) -> tuple[Ratios, tuple[Assumption, ...]]:
    """Days taken against days planned: of five own done initiatives and more, else the published."""
    left = Assumption(
        Prose("what is left"),
        Prose(
            "What is left of work runs over as whole work did, each by itself; what waits for it slips"
            " with it."
        ),
    )
    frame = Day(enterprise, on).frame("initiative")
    own = [
        ((row["done_on"] - row["start"]).days + 1) / ((row["end"] - row["start"]).days + 1)
        for row in (frame.filter(pl.col("status") == "done").to_dicts() if len(frame) else ())
        if row["start"] and row["end"] and row["done_on"]
        and row["start"] <= row["end"] and row["start"] <= row["done_on"] <= on
    ]  # fmt: skip
    ratios, assumed = _own_or(PUBLISHED_DAYS, own)
    return ratios, (*assumed, left)


def _own_or(published: Ratios, own: list[float]) -> tuple[Ratios, tuple[Assumption, ...]]:
    if len(own) >= FEWEST:
        return Ratios.observed(Prose("the organisation's own done initiatives"), own), ()
    said = _stand_for(published) + Prose(
        ", of which {own} cases are on record and {fewest} are needed", own=len(own), fewest=FEWEST
    )
    return published, (Assumption(Prose("published history"), f"{said}."),)


def _stand_for(published: Ratios) -> str:
    return Prose("{called} stand for this organisation's own history", called=published.called)


def _own(enterprise: Enterprise, on: date) -> list[float]:
    """Spent against total cost of the initiatives that are done, in one currency each."""
    rates, frame = rates_of_work(enterprise, on), Day(enterprise, on).frame("initiative")
    found = []
    for row in frame.filter(pl.col("status") == "done").to_dicts() if len(frame) else ():
        spent, total = money_of(row.get("spent")), money_of(row.get("total_cost"))
        if spent and total:
            paid, planned = rates.converted(spent, on), rates.converted(total, on)
            if paid and planned and planned.amount > 0:
                found.append(float(paid.amount / planned.amount))
    return found
