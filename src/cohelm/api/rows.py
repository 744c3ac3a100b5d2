"""Many rows in one request: one batch, an answer a row; all or nothing where that is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ninja import Schema
from pydantic import Field

from cohelm.accounts.person import Person
from cohelm.core.changes import Change, ChangeSet
from cohelm.core.documents import Contents, Document, Observed
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, InputError, NotPermitted, Problem
from cohelm.core.proposal import propose
from cohelm.core.removal import removal
from cohelm.store.apply import apply
from cohelm.store.load import everything, load

MOST_ROWS = 1000
"""So many rows one request takes; longer work goes to a job, or to the import."""
NOT_DONE = 424


class RowAnswer(Schema):
    """What came of a row: a status as that of a request of its own, and what was wrong with it."""

    row: int = Field(description="The place of the row in the request, from 0.")
    status: int
    key: str = ""
    version: int = 0
    detail: str = ""
    errors: list[dict[str, Any]] = []


class Answers(Schema):
    """The answers by row. `batch` is 0 where nothing was written."""

    batch: int
    changes: int
    rows: list[RowAnswer]


@dataclass(frozen=True, slots=True)
class Stated:
    """One row: a document or an observation, or the key of an item that is to be removed.

    `refused` is what is known to be wrong with it before anything is compared.
    """

    at: int
    says: Document | Observed | str
    refused: CohelmError | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Who writes, where, why, and whether one row that is refused refuses all."""

    by: Person
    scenario: str
    reason: str
    all_or_nothing: bool

    def write(self, plan: Enterprise, rows: Sequence[Stated]) -> dict[str, Any]:
        """Writes what can be written. Raises Conflict where others changed the same meanwhile."""
        refused = {one.at: _refusal(one.at, one.refused) for one in rows if one.refused}
        while True:
            left = [one for one in rows if one.at not in refused]
            work = _Work.of(plan, left)
            found = work.problems() | work.unpermitted(self.by)
            if not found:
                break
            refused |= found
            if self.all_or_nothing:
                break
        if refused and self.all_or_nothing:
            others = {one.at: _not_done(one.at) for one in rows if one.at not in refused}
            return {"batch": 0, "changes": 0, "rows": _in_order(refused | others)}
        written = apply(
            work.changes, by=self.by.writer, via="api", reason=self.reason, scenario=self.scenario
        )
        after = load(audience=self.by.audience, scenario=self.scenario)
        answers = {one.at: work.answer(one.at, after) for one in left}
        return {
            "batch": written.batch,
            "changes": len(work.changes),
            "rows": _in_order(refused | answers),
        }


@dataclass(frozen=True, slots=True)
class _Work:
    """What some rows amount to, together: the changes, and which row each comes from."""

    plan: Enterprise
    changes: ChangeSet
    wrong: tuple[tuple[int, Problem], ...]
    keys: Mapping[int, str]

    @classmethod
    def of(cls, plan: Enterprise, rows: Sequence[Stated]) -> _Work:
        contents = Contents()
        removed: list[Change] = []
        keys: dict[int, str] = {}
        for one in rows:
            if isinstance(one.says, str):
                removed += removal(one.says, plan)
                keys[one.at] = one.says
            elif isinstance(one.says, Document):
                contents.documents.append(one.says)
            else:
                contents.observed.append(one.says)
        whole = everything()
        found = propose(plan, contents, taken=lambda kind, id_: id_ in whole.table(kind))
        for key, places in found.places.items():
            keys |= {row - 1: key for _, row in places}
        # a problem that names no row is of a link to what was refused: it refuses nothing more
        wrong = tuple((one.row - 1, one) for one in found.problems if one.row)
        return cls(plan, ChangeSet.of([*found.changes, *removed]), wrong, keys)

    def problems(self) -> dict[int, dict[str, Any]]:
        """The rows with values that cannot be taken."""
        refused: dict[int, dict[str, Any]] = {}
        for at, one in self.wrong:
            answer = refused.setdefault(
                at, {"row": at, "status": InputError.status, "detail": one.message, "errors": []}
            )
            answer["errors"].append(
                {"pointer": f"/{one.column}", "value": one.value, "detail": one.message}
            )
        return refused

    def unpermitted(self, by: Person) -> dict[int, dict[str, Any]]:
        """The rows that the writer may not write."""
        after = self.plan.with_changes(self.changes)
        rows: dict[str, list[int]] = {}
        for at, key in self.keys.items():
            rows.setdefault(key, []).append(at)
        refused: dict[int, dict[str, Any]] = {}
        for change in self.changes:
            why = by.writer.refuse(change, self.plan, after)
            for at in rows.get(change.subject, ()) if why else ():
                refused[at] = _refusal(at, NotPermitted(str(why)))
        return refused

    def answer(self, at: int, after: Enterprise) -> dict[str, Any]:
        """What came of a row that was written; `after` is the plan with it."""
        key = self.keys.get(at, "")
        is_new = key in after and key not in self.plan
        version = after.version(key) if key in after else 0
        return {"row": at, "status": 201 if is_new else 200, "key": key, "version": version}


def _refusal(at: int, error: CohelmError | None) -> dict[str, Any]:
    assert error is not None
    return {"row": at, "status": error.status, "detail": str(error)}


def _not_done(at: int) -> dict[str, Any]:
    return {
        "row": at,
        "status": NOT_DONE,
        "detail": "Another row was refused, so nothing is written.",
    }


def _in_order(answers: Mapping[int, dict[str, Any]]) -> list[dict[str, Any]]:
    return [answers[at] for at in sorted(answers)]
