"""Refuses that a department's request is answered by somebody whom nobody names for it, by any door."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cohelm.analysis.portfolio.triage import ANSWERS, refuse_to_answer
from cohelm.core.changes import Change, ItemChange
from cohelm.core.enterprise import Enterprise
from cohelm.store.access import Writer

RECORDS = frozenset({"import"})
"""A file says what was answered elsewhere, by whoever it was."""


def refuse_unnamed_answers(
    changes: Iterable[Change], seen: Enterprise, *, by: Writer, via: str, on: date
) -> None:
    """Raises NotPermitted, with who is named, where a request that waits is answered by another.

    `seen` is the plan before the changes, as the writer sees it.
    """
    if via in RECORDS:
        return
    for one in changes:
        if isinstance(one, ItemChange) and _answers(one) and one.key in seen:
            refuse_to_answer(seen, one.key, by.person, on=on)


def _answers(change: ItemChange) -> bool:
    """Whether a request that waited gets its yes or no."""
    if not change.key.startswith("request:") or change.before is None or change.after is None:
        return False
    was = change.before.get("status")
    return change.after.get("status") in ANSWERS and was in (None, "new")
