"""What the page of a handover shows: its matters section by section, in the order of need."""

from __future__ import annotations

from typing import Any

from cohelm.analysis.agenda.handover import SECTIONS, Handover
from cohelm.core.enterprise import Enterprise
from cohelm.reports.answers import Part
from cohelm.web.results import table_shown


def of_handover(plan: Enterprise, result: Handover) -> dict[str, Any]:
    """A table for each section that has matters, named by it."""
    by = result.matters.partition_by("section", as_dict=True, include_key=False)
    return {
        "sections": [table_shown(plan, Part(one, by[one,])) for one in SECTIONS if (one,) in by]
    }
