"""What the page of availability shows: the minutes that each part costs, as bars."""

from __future__ import annotations

from typing import Any

from cohelm.analysis.estate.availability import Availability
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose
from cohelm.reports.ranked import Amount, draw_ranked
from cohelm.reports.wording import number


def of_availability(plan: Enterprise, result: Availability) -> dict[str, Any]:
    """The parts that cost anything, most first; the promises that fall short where none is asked for."""
    column = "minutes_a_year" if result.item else "short_minutes_a_year"
    rows = (result.parts if result.item else result.promises).to_dicts()
    amounts = []
    for row in rows:
        key, minutes = row["part" if result.item else "item"], row[column]
        if minutes and minutes >= 0.5:
            words = Prose("{minutes} min a year", minutes=number(round(minutes)))
            amounts.append(
                Amount(key, plan.name(key), minutes, words, f"{plan.name(key)}: {words}")
            )
    return {"picture": draw_ranked(amounts)}
