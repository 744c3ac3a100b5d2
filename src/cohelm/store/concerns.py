"""What is done about a concern: accepted until a day, or given to somebody; each an item of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.concern import Concern
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName
from cohelm.core.finder import Finder
from cohelm.store.load import everything

ASSIGNED_TO = ("role", "person", "team")


@dataclass(frozen=True, slots=True)
class Assigned:
    """That somebody was given a concern: the action (its key), to whom, and until when."""

    action: str
    to: tuple[str, ...]
    due: str


def concern_of(concerns: Iterable[Concern], code: str, item: str) -> Concern:
    """The concern of a code about an item. Raises UnknownName where it does not stand."""
    for one in concerns:
        if one.identity == (code, item):
            return one
    about = f" about '{item}'" if item else ""
    raise UnknownName(f"there is no concern {code}{about}", mend="Look at those that stand.")


def acceptance(
    plan: Enterprise, concern: Concern, *, until: date, reason: str, on: date, person: str
) -> ChangeSet:
    """Accepts a concern up to and including a day; `person` is the key of who does, or empty.

    Raises InputError where the day is past or the reason is missing.
    """
    if until < on:
        raise InputError(f"{until} is past", where="until", accepted=f"{on.isoformat()} or later")
    if not reason:
        raise InputError(
            "the reason is missing", where="reason", accepted="why it can wait, in a sentence"
        )
    code, item = concern.identity
    plain = {"name": _name(plan, concern), "code": code, "until": until.isoformat(),
             "reason": reason, "accepted_on": on.isoformat()}  # fmt: skip
    ends = [("item", item)] if item else []
    ends += [("accepted_by", person)] if person and person in plan else []
    return _made(plan, "acceptance", concern, plain, ends)


def assignment(
    plan: Enterprise, concern: Concern, *, to: str, due: date | None, why: str, on: date
) -> ChangeSet:
    """Gives a concern to a role, a team or a person, as an action that is about its item.

    Raises InputError for whom it cannot be given to or a day that is past.
    """
    if to not in plan or to.partition(":")[0] not in ASSIGNED_TO:
        raise InputError(
            f"'{to}'" if to else "nobody was named", where="to",
            accepted="a role, a team or a person, such as role:cio",
        )  # fmt: skip
    if due is not None and due < on:
        raise InputError(f"{due} is past", where="due", accepted=f"{on.isoformat()} or later")
    code, item = concern.identity
    plain = {"name": _name(plan, concern), "code": code, "status": "open",
             "noted_on": on.isoformat()}  # fmt: skip
    plain |= {"description": why} if why else {}
    plain |= {"due": due.isoformat()} if due else {}
    ends = [("owner", to), *([("about", item)] if item else [])]
    return _made(plan, "action", concern, plain, ends)


def assigned_of(plan: Enterprise) -> dict[tuple[str, str], Assigned]:
    """Who was given which concern, by its identity; of several that who was given it last."""
    found: dict[tuple[str, str], Assigned] = {}
    for key in plan.keys("action"):
        plain = plan.plain(key)
        if not plain.get("code") or plain.get("status") in ("done", "dropped"):
            continue
        item = next(iter(plan.targets(key, "about")), "")
        to = tuple(plan.targets(key, "owner"))
        before = found.get((plain["code"], item))
        if before is None or plan.version(before.action) < plan.version(key):
            found[plain["code"], item] = Assigned(key, to, str(plain.get("due") or ""))
    return found


def _name(plan: Enterprise, concern: Concern) -> str:
    code, item = concern.identity
    return f"{code} about {plan.name(item)}"[:300] if item else code


def _made(
    plan: Enterprise,
    kind: str,
    concern: Concern,
    plain: dict[str, str],
    ends: list[tuple[str, str]],
) -> ChangeSet:
    """An item that is about a concern; what is said of an item is seen by those who see the item."""
    code, item = concern.identity
    whole = everything()
    finder = Finder(plan, lambda kind, id_: id_ in whole.table(kind))
    key = f"{kind}:{finder.new_id(kind, f'{code} {item}')}"
    clearance = plan.plain(item).get("clearance") if item in plan else None
    stated = plain | ({"clearance": str(clearance)} if clearance else {})
    links = (LinkChange(key, relation, end, 0, None, {}) for relation, end in ends)
    return ChangeSet.of((ItemChange(key, None, stated), *links))
