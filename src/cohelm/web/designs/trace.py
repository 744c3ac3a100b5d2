"""What the page of a trace shows: the levels from strategy to technology as columns."""

from __future__ import annotations

from typing import Any

from cohelm.analysis.technology.trace import LEVEL_OF, LEVELS, Trace
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose, joined
from cohelm.kinds.rings import Rings
from cohelm.reports.layered import Joint, Node, draw_layered

HEADINGS = {
    "theme": "Themes", "goal": "Goals", "capability": "Capabilities", "product": "Products",
    "system": "Systems", "technology": "Technologies",
}  # fmt: skip
MOST = 60
"""Past so many items a picture says less than the table."""


def of_trace(plan: Enterprise, result: Trace) -> dict[str, Any]:
    """The picture, where the thread has no more than sixty items."""
    if not result.item or not 0 < len(result.traced) <= MOST:
        return {"picture": None, "too_many": len(result.traced) if result.item else 0}
    outermost = Rings.of(plan).outermost
    of: dict[str, list[Node]] = {level: [] for level in LEVELS}
    own = LEVEL_OF[result.item.partition(":")[0]]
    of[own].append(Node(result.item, plan.name(result.item), plan.name(result.item), "asked"))
    for row in result.traced.iter_rows(named=True):
        hold = row["ring"] == outermost
        said = joined((plan.name(row["item"]), *((Prose("on hold"),) if hold else ())), ", ")
        of[row["level"]].append(
            Node(row["item"], plan.name(row["item"]), said, "odd" if hold else "")
        )
    joints = [Joint(row["upper"], row["lower"]) for row in result.threads.iter_rows(named=True)]
    return {
        "picture": draw_layered([(Prose(HEADINGS[level]), of[level]) for level in LEVELS], joints),
        "too_many": 0,
    }
