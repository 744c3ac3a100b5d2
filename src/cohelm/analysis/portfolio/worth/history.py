"""How did work run before: what was spent on it, against what was planned?"""

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

History = Literal["own", "published"]
FEWEST = 5
PUBLISHED = Ratios(
    "99 large IT projects of the Canadian government, the budget of 2019 against that of 2016",
    99, (0.083, 0.726, 0.924, 1.0, 1.069, 1.234, 1.509, 1.959, 2.460, 4.210, 12.771),
)  # fmt: skip
"""Deciles, by matching the ids of both reports to parliament; as collected in the repository
YOWCT/large-government-of-canada-it-projects. Growth of scope is in them."""


def history_of(
    enterprise: Enterprise, on: date, wanted: History
) -> tuple[Ratios, tuple[Assumption, ...]]:
    """Own history where five done initiatives and more have one, else the published; what is assumed."""
    alone = Assumption("independent", "Each initiative runs over by itself, whatever others do.")
    own = _own(enterprise, on)
    if wanted == "own" and len(own) >= FEWEST:
        return Ratios.observed("the organisation's own done initiatives", own), (alone,)
    said = f"{PUBLISHED.called} stand for this organisation's own history"
    if wanted == "own":
        said += f", of which {len(own)} cases are on record and {FEWEST} are needed"
    return PUBLISHED, (Assumption("published history", f"{said}."), alone)


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
