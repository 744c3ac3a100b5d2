"""Writes the answer to a request of a department, by whom the rights name."""

from __future__ import annotations

from datetime import date

from cohelm.analysis.portfolio.triage import refuse_to_answer, triaged
from cohelm.core.enterprise import Enterprise
from cohelm.store.access import Writer
from cohelm.store.apply import Written, apply


def answer_request(
    plan: Enterprise, request: str, answer: str, *, because: str, by: Writer, via: str, on: date,
    scenario: str = "",
) -> Written:  # fmt: skip
    """Writes yes or no, the words and the day. Raises UnknownName, NotPermitted, InputError."""
    refuse_to_answer(plan, request, by.person, on=on)
    changes = triaged(plan, request, answer, because=because, on=on)
    return apply(changes, by=by, via=via, scenario=scenario, reason="a request answered")
