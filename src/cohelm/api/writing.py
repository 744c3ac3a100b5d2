"""Documents into the plan: compared as an import compares them, written through the one door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cohelm.accounts.person import Person
from cohelm.core.changes import ChangeSet
from cohelm.core.documents import Contents, Document
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Conflict, InputError, NotPermitted, Problem
from cohelm.core.keys import SLUG
from cohelm.core.proposal import Proposal, propose
from cohelm.core.removal import removal
from cohelm.store.apply import Written, apply
from cohelm.store.load import everything

Wrote = tuple[str, Written, bool]
"""The key, what was written, and whether the item is new."""


class Refused(InputError):
    """A document with values that cannot be taken; `errors` has one each."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.errors = [
            {"pointer": f"/{one.column}", "in": "body", "value": one.value, "detail": one.message}
            for one in problems
        ]
        super().__init__(problems[0].message)


@dataclass(frozen=True, slots=True)
class Stated:
    """What somebody says an item is. `whole`: what is not said is emptied."""

    kind: str
    id: str
    values: Mapping[str, Any]
    whole: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a write: into which scenario, why, and why past whose right it is."""

    scenario: str = ""
    reason: str = ""
    past_rights: str = ""


def make(plan: Enterprise, kind: str, values: Mapping[str, Any], by: Person, words: Words) -> Wrote:
    """Makes an item, with an id of its own made from its name. Raises InputError, Conflict."""
    document = Document(kind, "", values, whole=True, matches_name=False)
    found = values.get("external_ids")
    proposal = _proposed(plan, document)
    if not proposal.new:
        said = f"{found} names" if found else "the document is"
        where = "external_ids" if found else ""
        raise Conflict(f"{said} an item that is there already", where=where, mend="Write that one.")
    return _written(proposal, proposal.new[-1], by, words, is_new=True)


def put(plan: Enterprise, stated: Stated, by: Person, words: Words) -> Wrote:
    """Writes an item, whole or in part. Raises InputError, NotPermitted, Conflict."""
    if not SLUG.match(stated.id):
        raise InputError(
            f"'{stated.id}' cannot be an id", accepted="small letters, digits, '-', '.' and '_'"
        )
    key = f"{stated.kind}:{stated.id}"
    is_new = key not in plan
    if is_new and stated.id in everything().table(stated.kind):
        raise NotPermitted(f"the id '{stated.id}' cannot be used", mend="Choose another.")
    document = Document(stated.kind, stated.id, stated.values, whole=stated.whole)
    return _written(_proposed(plan, document), key, by, words, is_new=is_new)


def remove(plan: Enterprise, key: str, by: Person, words: Words) -> Written:
    """Removes an item with its links and observations; counts those that are seen."""
    changes = removal(key, plan)
    written = _applied(changes, by, words)
    return replace(written, changes=len(changes))  # what hangs on it unseen is not counted


def _proposed(plan: Enterprise, document: Document) -> Proposal:
    whole = everything()
    proposal = propose(
        plan,
        Contents(documents=[document]),
        taken=lambda kind, id_: id_ in whole.table(kind),
    )
    if proposal.problems:
        raise Refused(proposal.problems)
    return proposal


def _written(proposal: Proposal, key: str, by: Person, words: Words, *, is_new: bool) -> Wrote:
    return key, _applied(proposal.changes, by, words), is_new


def _applied(changes: ChangeSet, by: Person, words: Words) -> Written:
    return apply(
        changes, by=by.writer, via="api", reason=words.reason[:500], scenario=words.scenario,
        past_rights=words.past_rights.strip()[:500],
    )  # fmt: skip
