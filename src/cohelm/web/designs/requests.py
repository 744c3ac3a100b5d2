"""What the page of requests shows on top: those that wait for an answer, each with who asks."""

from __future__ import annotations

from typing import Any

from cohelm.analysis.portfolio.requests import Requests
from cohelm.core.enterprise import Enterprise


def of_requests(plan: Enterprise, result: Requests) -> dict[str, Any]:
    """The requests without an answer: id, name and the names of who asks, in the order of the result."""
    keys = [key for key in result.waiting["request"] if key in result.unanswered.counted]
    return {
        "to_answer": [
            (key.partition(":")[2], plan.name(key),
             [plan.name(one) for one in plan.targets(key, "asked_by")])
            for key in keys
        ]
    }  # fmt: skip
