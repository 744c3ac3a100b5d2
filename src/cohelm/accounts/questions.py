"""Questions in SQL from pages and programs: so many at a time, and kept as items."""

from __future__ import annotations

import threading
from datetime import date

from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Conflict, InputError
from cohelm.core.keys import free_slug
from cohelm.core.sql import Table, ask
from cohelm.store.access import Writer
from cohelm.store.apply import Written, apply
from cohelm.store.load import everything

AT_ONCE = 2
"""So many questions run at a time in one serving process; the next is asked to wait."""
WAIT = 10.0
_free = threading.BoundedSemaphore(AT_ONCE)


class Busy(Conflict):
    """Others are asking; the same again in a moment is answered."""

    status = 429


def answered(plan: Enterprise, sql: str, *, on: date) -> Table:
    """The answer to a question over a plan. Raises UsageError; Busy where too many are asked at once."""
    if not _free.acquire(timeout=WAIT):
        raise Busy("others are asking questions", mend="Ask again in a moment.")
    try:
        return ask(plan, sql, on=on)
    finally:
        _free.release()


def keep_question(
    plan: Enterprise, name: str, sql: str, chart: str, *, by: Writer, via: str, on: date
) -> tuple[str, Written]:
    """Keeps a question that can be asked, under a name; its id, and what was written.

    Raises UsageError where it cannot be asked, InputError without a name.
    """
    if not name.strip():
        raise InputError("it has no name", where="name", accepted="what is asked, in a few words")
    answered(plan, sql, on=on)
    id_ = free_slug(name, set(everything().table("question").ids))
    values = {"name": name.strip()[:300], "sql": sql.strip(), "chart": chart or None}
    change = ItemChange(f"question:{id_}", None, {n: v for n, v in values.items() if v})
    return id_, apply(ChangeSet((change,)), by=by, via=via, reason=f"keep: {name.strip()}"[:500])
