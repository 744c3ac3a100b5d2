"""What the page of the contract calendar shows: the year as a picture."""

from __future__ import annotations

from typing import Any

from cohelm.analysis.vendors.calendar import Calendar
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose
from cohelm.reports.contractyear import SAID, SHAPES, draw_year


def of_calendar(plan: Enterprise, result: Calendar) -> dict[str, Any]:
    """The year as a picture, and what its shapes mean."""
    key = [(shape, Prose(SAID[mark])) for mark, shape in SHAPES.items()]
    return {"picture": draw_year(result, plan.name), "key": key}
