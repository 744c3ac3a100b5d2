"""The two tools that write: one proposes and says what would change, the other does it when confirmed."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Annotated, Any

from pydantic import Field

from cohelm.api.assistant.answer import Answer, answered
from cohelm.api.assistant.caller import Caller, shown
from cohelm.core.changes import NAMES, ChangeSet
from cohelm.core.documents import Contents, Document
from cohelm.core.errors import InputError, UnknownName
from cohelm.core.proposal import Proposal, propose
from cohelm.store.access import Writer, refuse_unpermitted

GOOD_FOR = 600.0
"""Seconds for which a proposal can be confirmed."""
MOST_WAITING = 50
VIA = "assistant"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal that waits to be confirmed."""

    changes: ChangeSet
    reason: str
    scenario: str
    until: float


@dataclass
class Desk:
    """The proposals of one session; each is confirmed once, or forgotten after ten minutes."""

    waiting: dict[str, Waiting] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, one: Waiting) -> str:
        """Keeps a proposal and answers the id by which it is confirmed."""
        number = secrets.token_hex(8)
        with self.lock:
            now = monotonic()
            self.waiting = {n: w for n, w in self.waiting.items() if w.until > now}
            if len(self.waiting) >= MOST_WAITING:
                raise InputError("too many proposals wait", mend="Confirm some, or wait.")
            self.waiting[number] = one
        return number

    def take(self, number: str) -> Waiting:
        """Takes a proposal out. Raises UnknownName where none waits under that id."""
        with self.lock:
            found = self.waiting.pop(number, None)
        if found is None or found.until <= monotonic():
            raise UnknownName(
                f"no proposal waits under '{number[:40]}'",
                mend="Each is confirmed once, within ten minutes: propose it again.",
            )
        return found


def writing_tools(caller: Caller, writer: Writer) -> list[Callable[..., Answer]]:
    """Propose and confirm, for somebody who may write."""
    desk = Desk()
    by = Writer(writer.actor, writer.level, shown(writer.audience))

    def propose_change(
        kind: Annotated[str, Field(description="The kind of the item.")],
        document: Annotated[
            dict[str, Any],
            Field(description="Fields and relations that change; null empties one."),
        ],
        id: Annotated[str, Field(description="The id; empty to make an item.")] = "",
        reason: Annotated[str, Field(description="Why, for the log.", max_length=500)] = "",
        scenario: Annotated[str, Field(description="Where; the current plan when empty.")] = "",
    ) -> Answer:
        """Says what a change would do and gives an id to confirm it by; nothing is written yet.

        Show the differences to the person, and confirm only when they agree.
        """
        plan = caller.whole(scenario=scenario)
        found = _proposed(plan, by, kind, id, document)
        until = monotonic() + GOOD_FOR
        waiting = Waiting(found.changes, reason, scenario, until)
        said = {
            "confirm_id": desk.keep(waiting) if len(found.changes) else None,
            "new": list(found.new),
            "changed": list(found.changed),
            "changes": [
                {"what": NAMES[type(one)], "of": one.identity(), "was": one.before,
                 "would_be": one.after}
                for one in found.changes
            ],
        }  # fmt: skip
        return answered(caller, plan, "", said)

    def confirm_change(
        confirm_id: Annotated[str, Field(description="As propose_change answered it.")],
    ) -> Answer:
        """Writes a proposal, once, when the person has agreed. It can be undone by its batch."""
        from cohelm.store.apply import apply  # late: a folder has no store to write to

        one = desk.take(confirm_id)
        written = apply(one.changes, by=by, via=VIA, reason=one.reason, scenario=one.scenario)
        plan = caller.whole(scenario=one.scenario)
        keys = list(dict.fromkeys(change.subject for change in one.changes))
        said = {"batch": written.batch, "changes": len(one.changes), "items": keys}
        return answered(caller, plan, "", said)

    return [propose_change, confirm_change]


def _proposed(plan: Any, by: Writer, kind: str, id_: str, document: dict[str, Any]) -> Proposal:
    """What a document amounts to. Raises InputError, NotPermitted, UnknownName."""
    from cohelm.store.load import everything

    plan.schema.kind(kind)
    if id_ and f"{kind}:{id_}" not in plan:
        raise UnknownName.of(kind, id_, plan.table(kind).ids)
    whole = everything()
    found = propose(
        plan,
        Contents([Document(kind, id_, document, matches_name=False)]),
        taken=lambda of, taken: taken in whole.table(of),
    )
    if found.problems:
        raise InputError("; ".join(str(one) for one in found.problems))
    refuse_unpermitted(by, found.changes.changes, plan, plan.with_changes(found.changes))
    return found
