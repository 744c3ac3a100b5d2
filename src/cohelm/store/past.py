"""Which clearance an item had when it was changed: what was hidden then stays so in its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from cohelm.core.changes import ItemChange, decode
from cohelm.core.enterprise import Enterprise
from cohelm.store.database import fetch_where_in, holding

Turn = tuple[int, str, str]
"""A change of clearance: its number, what it was before, what it was after."""


class Logged(Protocol):
    """What is asked about: a change of an item, in the current plan or in a scenario."""

    @property
    def seq(self) -> int:
        """Its number."""

    @property
    def subject(self) -> str:
        """The key of the item."""

    @property
    def scenario(self) -> str:
        """The scenario, empty for the current plan."""

    @property
    def differences(self) -> tuple[tuple[str, Any, Any], ...]:
        """Field, what it was, what it became."""


@dataclass(frozen=True, slots=True)
class Past:
    """The turns of each item's clearance, oldest first; and what those have that never turned."""

    turns: Mapping[str, list[Turn]]
    now: Mapping[str, str]

    def around(self, entry: Logged) -> tuple[str, str]:
        """The clearance before a change and after it; the empty one is open to all."""
        if entry.scenario:
            stated = next((one for one in entry.differences if one[0] == "clearance"), None)
            if stated is not None:
                return str(stated[1] or stated[2] or ""), str(stated[2] or stated[1] or "")
        turns = self.turns.get(entry.subject, [])
        if not turns:
            return (self.now.get(entry.subject, ""),) * 2
        past = [turn for turn in turns if turn[0] <= entry.seq]
        if not past:
            return turns[0][1], turns[0][1]
        number, was, became = past[-1]
        return (was if number == entry.seq else became), became


def past_clearances(subjects: Iterable[str], plan: Enterprise) -> Past:
    """How the clearances of items turned; `plan` has all of them. Cost: a query in 500 items."""
    keys = sorted(subjects)
    turns: dict[str, list[Turn]] = {}
    rows = fetch_where_in(
        "SELECT c.subject, c.seq, c.payload FROM store_change c"
        " JOIN store_batch b ON b.id = c.batch_id"
        f" WHERE b.scenario = '' AND {holding('c.payload')} AND c.subject IN %s",
        keys, [b'"clearance"'],
    )  # fmt: skip
    for subject, seq, payload in sorted(rows, key=lambda row: row[1]):
        change = decode(bytes(payload))
        if isinstance(change, ItemChange):
            before, after = change.before or {}, change.after
            was = str(before.get("clearance") or "")
            became = was if after is None else str(after.get("clearance") or "")
            turns.setdefault(subject, []).append((seq, became if not before else was, became))
    now = {key: str(plan.plain(key).get("clearance") or "") for key in keys if key in plan}
    return Past(turns, now)
