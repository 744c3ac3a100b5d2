"""What is written when a question is raised, and when it is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from cohelm.analysis.agenda.knowing import Knowing
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName, UsageError

Verdict = Literal["accepted", "rejected"]
VERDICTS: tuple[Verdict, ...] = ("accepted", "rejected")


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be decided: `about` are keys of items, `verb` what it decides to do with them."""

    text: str
    about: tuple[str, ...]
    verb: str = ""
    amount: str = ""
    options: tuple[str, ...] = ()
    due: date | None = None
    clearance: str = ""


def raised(enterprise: Enterprise, question: Question, *, id_: str, on: date) -> ChangeSet:
    """A decision that waits, with whom the rights name as who decides it and what they rest on.

    `id_` is free. Where the rights name nobody it waits for input. Raises InputError, UnknownName.
    """
    if not question.text.strip():
        raise InputError(
            "the question is missing", where="question", accepted="what is to be decided"
        )
    for key in question.about:
        if key not in enterprise:
            kind, _, id_of = key.partition(":")
            known = enterprise.table(kind).ids if kind in enterprise.schema.kinds else ()
            raise UnknownName.of("item", id_of or kind, known)
    verbs = enterprise.schema.field("right", "verb").choices
    if question.verb and question.verb not in verbs:
        raise UnknownName.of("verb", question.verb, verbs)
    key = f"decision:{id_}"
    plain: dict[str, Any] = {
        "name": question.text.strip()[:300], "status": "proposed", "raised_on": on.isoformat(),
        "question": question.text.strip(), "verb": question.verb, "amount": question.amount,
        "options": list(question.options), "due": question.due.isoformat() if question.due else None,
        "clearance": question.clearance,
    }  # fmt: skip
    made = ItemChange(key, None, {name: value for name, value in plain.items() if value})
    links = [LinkChange(key, "about", one, 0, None, {}) for one in question.about]
    return _with_rights(enterprise, ChangeSet((made, *links)), key, on)


def _with_rights(plan: Enterprise, changes: ChangeSet, key: str, on: date) -> ChangeSet:
    known = Knowing(plan.with_changes(changes), on).of(key)
    ends = [("under", one) for one in known.by] + [("decided_by", one) for one in known.decides]
    waits = ItemChange(key, {"waits_for": None},
                       {"waits_for": "decider" if known.decides else "input"})  # fmt: skip
    links = [LinkChange(key, relation, one, 0, None, {}) for relation, one in ends]
    return changes.then(ChangeSet((waits, *links))).net()


def taken(
    enterprise: Enterprise,
    decision: str,
    verdict: Verdict,
    *,
    outcome: str,
    by: str,
    on: date,
    look_back: date | None = None,
) -> ChangeSet:
    """A proposed decision taken on a day, or turned down; `by` is who took it, where on record.

    Whoever the rights name stays its decider where somebody is. Raises UnknownName, UsageError where
    it is none that waits, InputError without an outcome or with a look back before the day.
    """
    if decision not in enterprise or not decision.startswith("decision:"):
        raise UnknownName.of(
            "decision", decision.partition(":")[2], enterprise.table("decision").ids
        )
    plain = enterprise.plain(decision)
    if plain.get("status") not in (None, "proposed"):
        raise UsageError(f"it is {plain['status']} already", where=decision,
                         mend="Raise a new one that supersedes it.")  # fmt: skip
    if not outcome.strip():
        raise InputError("the outcome is missing", where="outcome", accepted="what was decided")
    if look_back is not None and look_back <= on:
        raise InputError(
            f"{look_back} is not after {on}", where="look back", accepted="a later day"
        )
    after: dict[str, Any] = {
        "status": verdict, "outcome": outcome.strip(), "decided_on": on.isoformat(),
        "waits_for": None,
    }  # fmt: skip
    if look_back is not None:
        after["review_on"] = look_back.isoformat()
    before = {name: plain.get(name) for name in after}
    changes: list[ItemChange | LinkChange] = [ItemChange(decision, before, after)]
    if by in enterprise and not enterprise.targets(decision, "decided_by"):
        changes.append(LinkChange(decision, "decided_by", by, 0, None, {}))
    return ChangeSet(tuple(changes))


def with_evidence(enterprise: Enterprise, decision: str, lines: Sequence[str]) -> ChangeSet:
    """A decision with further lines of evidence, each kept once. Raises UnknownName."""
    if decision not in enterprise:
        raise UnknownName.of(
            "decision", decision.partition(":")[2], enterprise.table("decision").ids
        )
    known = list(enterprise.plain(decision).get("evidence") or [])
    new = [one for one in dict.fromkeys(lines) if one not in known]
    if not new:
        return ChangeSet()
    return ChangeSet((
        ItemChange(decision, {"evidence": known or None}, {"evidence": [*known, *new]}),
    ))  # fmt: skip
