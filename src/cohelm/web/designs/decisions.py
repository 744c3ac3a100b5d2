"""What the page of decisions shows: how long they take, those that wait counted as open."""

from __future__ import annotations

from typing import Any

from cohelm.analysis.agenda.decisions import MIDDLE, MOST, Decisions
from cohelm.core.enterprise import Enterprise
from cohelm.reports.steps import draw_steps


def of_decisions(_: Enterprise, result: Decisions) -> dict[str, Any]:
    """The curve of the share that is taken; None where nothing is taken yet."""
    rows = result.taken_within.to_dicts()
    course = [(row["days"], row["share"]) for row in rows if row["taken"]]
    waiting = [row["days"] for row in rows if row["waiting"]]
    return {"picture": draw_steps(course, waiting, shares=(MIDDLE, MOST))}
