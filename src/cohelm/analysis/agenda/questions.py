"""What does a question that is kept answer: rows, the one number of a metric, the items of a check?"""

from __future__ import annotations

from datetime import date

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose
from cohelm.core.sql import Table, ask

KEY = "key"
"""The column of a check's question that holds the items that are not as they must be."""


def answer_to(enterprise: Enterprise, key: str, *, on: date) -> Table:
    """The answer to a question that is kept, over what the enterprise's audience sees.

    Raises UnknownName, UsageError.
    """
    if key not in enterprise or not key.startswith("question:"):
        raise UnknownName.of("question", key.partition(":")[2], enterprise.table("question").ids)
    return ask(enterprise, str(enterprise.plain(key).get("sql") or ""), on=on)


def number_of(enterprise: Enterprise, key: str, *, on: date) -> Figure:
    """The number that a question answers; not known where it answers nothing.

    Raises UsageError where the answer is more than one number.
    """
    rows = answer_to(enterprise, key, on=on).rows
    if not len(rows) or rows.row(0)[0] is None:
        return Figure.unknown(Prose("the question answers nothing"), on=on)
    value = rows.row(0)[0]
    if rows.shape != (1, 1) or not isinstance(value, int | float):
        raise UsageError(
            f"its answer has {len(rows)} rows of {len(rows.columns)}", where=key,
            accepted="one number, as SELECT count(*) FROM application",
        )  # fmt: skip
    return Figure(value, formula=str(enterprise.plain(key).get("sql")), sources=(key,), on=on)


def keys_of(enterprise: Enterprise, key: str, *, on: date) -> tuple[str, ...]:
    """The items that a check's question answers with, once each. Raises UsageError, UnknownName."""
    rows = answer_to(enterprise, key, on=on).rows
    if KEY not in rows.columns:
        raise UsageError(
            f"{key} answers no column `{KEY}`", accepted="as SELECT key FROM application WHERE …"
        )
    found = dict.fromkeys(rows[KEY].to_list())
    return tuple(one for one in found if isinstance(one, str) and one in enterprise)
