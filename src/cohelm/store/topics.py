"""Writes what is done with a topic of the agenda: taken on, put off, passed on by the rights."""

from __future__ import annotations

from datetime import date

from cohelm.analysis.agenda.inhand import moved
from cohelm.core.enterprise import Enterprise
from cohelm.core.keys import free_slug
from cohelm.store.access import Writer
from cohelm.store.apply import Written, apply
from cohelm.store.load import everything


def move_topic(
    plan: Enterprise, item: str, move: str, *, by: Writer, via: str, on: date, due: date | None,
    to: str = "", reason: str = "", scenario: str = "",
) -> Written:  # fmt: skip
    """Writes the action that an item is taken, postponed or delegated by, as `moved` has it.

    Whoever writes takes it; `to` is whom it is passed on to. Raises UnknownName, InputError,
    NotPermitted.
    """
    changes = moved(
        plan, item, move, id_=_free(plan, item, on), on=on, due=due,
        to=by.person if move == "take" else to,
    )  # fmt: skip
    said = reason.strip()[:500] or f"agenda: {move}"
    return apply(changes, by=by, via=via, scenario=scenario, reason=said)


def _free(plan: Enterprise, item: str, on: date) -> str:
    name = plan.name(item) if item in plan else ""
    return free_slug(f"{on}-{name}", set(everything().table("action").ids))
