"""What was said about topics before: who took them on or was given them, and what was put off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cohelm.analysis.agenda.knowing import Knowing
from cohelm.analysis.day import Day
from cohelm.analysis.offices import offices_on
from cohelm.analysis.rights.held import Rights
from cohelm.analysis.wording import day_in_words, listed
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, NotPermitted, UnknownName
from cohelm.core.prose import Prose, joined

Move = Literal["take", "postpone", "delegate"]
MOVES: tuple[Move, ...] = ("take", "postpone", "delegate")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class InHand:
    """The last that was said about an item: by whom it is done, or that it waits, until a day."""

    action: str
    is_postponed: bool
    who: tuple[str, ...]
    due: date | None

    def holds(self, on: date) -> bool:
        """Whether the item stays off the agenda on a day: its own day has not come, or there is none."""
        if self.is_postponed:
            return self.due is not None and on < self.due
        return self.due is None or on <= self.due

    def said(self, plan: Enterprise) -> str:
        """What was said, in words."""
        day = joined(("", day_in_words(self.due))) if self.due else ""
        if self.is_postponed:
            return Prose("it was put off until{day}", day=day) if day else Prose("it was put off")
        names = listed([plan.name(one) for one in self.who]) or Prose("somebody")
        return Prose("{names} took it on", names=names) + (
            Prose(", to be done by{day}", day=day) if day else ""
        )


def in_hand(day: Day) -> Mapping[str, InHand]:
    """By item, the last open or postponed action about it."""
    frame = day.live("action")
    found: dict[str, InHand] = {}
    if not len(frame):
        return found
    rows = {f"action:{row['id']}": row for row in frame.iter_rows(named=True)}
    # of one day the one that was written last
    for key, row in sorted(
        rows.items(),
        key=lambda one: (one[1]["noted_on"] or date.min, day.enterprise.version(one[0]), one[0]),
    ):
        for item in day.enterprise.targets(key, "about"):
            if row["status"] in ("open", "postponed"):
                who = tuple(day.enterprise.targets(key, "owner"))
                found[item] = InHand(key, row["status"] == "postponed", who, row["due"])
            else:
                found.pop(item, None)
    return found


def may_be_given(enterprise: Enterprise, item: str, *, on: date) -> dict[str, str]:
    """To whom a topic may be delegated, each with why, by key.

    Of a decision whom the rights name for it; of all else whom any right that covers it names as
    accountable or responsible; besides them the owner, and who leads the offices that it falls to.
    """
    rights = Rights(enterprise, on)
    plan, found = rights.enterprise, dict[str, str]()
    node = plan.nodes.number(item)
    if item.startswith("decision:"):
        known = Knowing(enterprise, on).of(item)
        found |= dict.fromkeys(known.decides, Prose("decides by the rights"))
    elif node is not None:
        for verb in sorted(rights.verbs):
            for right in rights.covering(verb, node):
                for key in (*right.accountable, *right.responsible):
                    found.setdefault(key, Prose("named by {name}", name=right.name))
    for key in plan.targets(item, "owner"):
        found.setdefault(key, Prose("owns it"))
    falls = offices_on(Day(plan, on)).of(node) if node is not None else ""
    for office in dict.fromkeys([*plan.targets(item, "office"), *([falls] if falls else [])]):
        for key in plan.targets(office, "led_by"):
            found.setdefault(key, Prose("leads {office}", office=plan.name(office)))
    return found


def moved(
    enterprise: Enterprise, item: str, move: str, *, id_: str, on: date, due: date | None, to: str
) -> ChangeSet:  # fmt: skip
    """The action that a topic is taken, postponed or delegated by.

    `to` is whoever takes it, or is given it; `id_` is free. Raises UnknownName, InputError where it is
    put off without a later day, taken by nobody or stands so already, NotPermitted for somebody to whom
    it cannot be given.
    """
    if item not in enterprise:
        raise UnknownName(f"there is no item '{item}'")
    if move not in MOVES:
        raise InputError(f"'{move}'", where="move", accepted=", ".join(MOVES))
    is_late = due <= on if due is not None else move == "postpone"
    if is_late:
        raise InputError(
            f"{due or 'no day'} is no day to come back to", where="until", accepted=f"after {on}"
        )
    if move == "delegate" and to not in (named := may_be_given(enterprise, item, on=on)):
        raise NotPermitted(
            f"{enterprise.name(to) if to in enterprise else to or 'nobody'} is not named for it",
            mend=f"It may go to {listed([enterprise.name(one) for one in named]) or 'nobody yet'}.",
        )  # fmt: skip
    if move == "take" and to not in enterprise:
        raise InputError(
            "nobody would have it in hand: whoever asks is no person of the organisation",
            where="take", mend="Pass it on to somebody, or link the account to a person.",
        )  # fmt: skip
    _refuse_twice(enterprise, item, InHand("", move == "postpone", (to,), due), on)
    key, status = f"action:{id_}", "postponed" if move == "postpone" else "open"
    plain = {
        "name": enterprise.name(item)[:LONGEST], "status": status,
        "due": due.isoformat() if due else None, "noted_on": on.isoformat(),
        "clearance": enterprise.plain(item).get("clearance"),
    }  # fmt: skip
    changes: list[ItemChange | LinkChange] = [
        ItemChange(key, None, {name: value for name, value in plain.items() if value}),
        LinkChange(key, "about", item, 0, None, {}),
    ]
    if to in enterprise and move != "postpone":
        changes.append(LinkChange(key, "owner", to, 0, None, {}))
    return ChangeSet(tuple(changes))


def _refuse_twice(plan: Enterprise, item: str, said: InHand, on: date) -> None:
    """Raises InputError where what is to be said of an item is what was said last, and still holds."""
    known = in_hand(Day(plan.at(on), on)).get(item)
    if known is None or not known.holds(on):
        return
    is_same = known.is_postponed == said.is_postponed and known.due == said.due
    if is_same and (said.is_postponed or set(said.who) <= set(known.who)):
        raise InputError(f"that is said already: {known.said(plan)}", where="topic")
