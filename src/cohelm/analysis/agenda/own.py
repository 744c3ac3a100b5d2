"""Which things do not meet the rules that the organisation wrote itself, as items of kind check?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from cohelm.analysis.agenda.questions import keys_of
from cohelm.analysis.day import Day
from cohelm.analysis.subjects import Subject, subjects
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.concern import Check, Concern, Severity
from cohelm.core.condition import parse, parse_expression, select
from cohelm.core.condition.parse import Not
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, InputError, UnknownName
from cohelm.core.prose import Prose

UNSTATED_SEVERITY: Severity = "watch"
RESERVED = frozenset(
    [
        "OWN",
        "REV",
        "STR",
        "LNK",
        "DUP",
        "PFL",
        "EST",
        "VND",
        "SEC",
        "PPL",
        "INF",
        "RGT",
        "TEC",
        "CHK",
    ]
)
"""What the codes of the built-in checks begin with."""


@dataclass(frozen=True, slots=True, eq=False)
class OwnAnswer:
    """What one own check found.

    `wrong` says why it could not be run, and is empty where it could. `unknown` counts the items of
    which it cannot be said whether they are meant, or whether they meet what is asked: they raise
    no concern. `examined` counts the items that it is about.
    """

    id: str
    check: Check
    concerns: tuple[Concern, ...] = ()
    unknown: int = 0
    examined: int = 0
    wrong: str = ""


def own_answers(enterprise: Enterprise, *, on: date) -> tuple[OwnAnswer, ...]:
    """The answers of all own checks that are neither retired nor drafts, by id.

    A check without a code, or with one that an earlier check has, cannot be run.
    """
    day = Day(enterprise, on)
    taken: set[str] = set()
    answers = []
    for one in subjects(day, "check", day.live("check")):
        answers.append(_answer(day, one, taken))
        taken.add(str(one.row.get("code") or ""))
    return tuple(answers)


def tried(enterprise: Enterprise, changes: ChangeSet, id_: str, *, on: date) -> OwnAnswer:
    """What the own check of an id would find with the changes made; nothing is kept.

    Raises UnknownName where the changes leave no such check.
    """
    key = f"check:{id_}"
    laid = enterprise.with_changes(changes)
    if key not in laid:
        raise UnknownName.of("own check", id_, laid.table("check").ids)
    ended = laid.plain(key).get("lifecycle")
    if ended:  # one that is retired is tried as it would be, taken up again
        again = ItemChange(key, {"lifecycle": ended}, {"lifecycle": None})
        laid = laid.with_changes(ChangeSet((again,)))
    return next(one for one in own_answers(laid, on=on) if one.id == id_)


def asked_once(enterprise: Enterprise, condition: str, requirement: str, *, on: date) -> OwnAnswer:
    """What a check of two conditions would find, of which nothing else is stated; nothing is kept.

    Raises InputError where it cannot be run.
    """
    id_ = next(one for at in count() if (one := f"trial-{at}") not in enterprise.table("check"))
    taken = {plain.get("code") for _, plain in enterprise.table("check").rows()}
    code = next(one for at in range(1000) if (one := f"TRY{at:03}") not in taken)
    plain = {"name": "What is asked", "code": code, "condition": condition}
    change = ItemChange(f"check:{id_}", None, plain | {"requirement": requirement})
    answer = tried(enterprise, ChangeSet((change,)), id_, on=on)
    if answer.wrong:
        raise InputError(answer.wrong, where="the check")
    return answer


def _answer(day: Day, own: Subject, taken: set[str]) -> OwnAnswer:
    row = own.row
    check = _check(row)
    question = next(iter(day.enterprise.at(day.on).targets(own.key, "asks")), "")
    wrong = _missing(row, taken, question)
    if wrong:
        return OwnAnswer(row["id"], check, wrong=wrong)
    try:
        if question:
            keys = keys_of(day.enterprise, question, on=day.on)
            return OwnAnswer(row["id"], check, tuple(_found(day, own, check, question, keys)),
                             examined=len(keys))  # fmt: skip
        kind, failing, unknown, examined = _failing(day, row)
    except CohelmError as error:
        return OwnAnswer(row["id"], check, wrong=str(error))
    concerns = tuple(_concerns(day, own, check, kind, failing))
    return OwnAnswer(row["id"], check, concerns, unknown, examined)


def _missing(row: Mapping[str, Any], taken: set[str], question: str) -> str:
    needed = ("code",) if question else ("code", "condition", "requirement")
    unsaid = [name for name in needed if not row.get(name)]
    if unsaid:
        return Prose("it states no {unsaid}", unsaid=" and no ".join(unsaid))
    code = row["code"]
    if code[:3] in RESERVED:
        return Prose("codes that begin with {code} are taken by the built-in checks", code=code[:3])
    return Prose("another check has the code {code} already", code=code) if code in taken else ""


def _failing(day: Day, row: Mapping[str, Any]) -> tuple[str, tuple[str, ...], int, int]:
    """The kind, the ids that surely do not meet the requirement, and how many are unknown and meant.

    Raises ConditionError and UnknownName for a condition that cannot be read or evaluated.
    """
    kind, condition = parse(row["condition"])
    requirement = parse_expression(row["requirement"])
    meant = select(day.enterprise, (kind, condition), on=day.on)
    met = set(select(day.enterprise, (kind, requirement), on=day.on).ids)
    unmet = set(select(day.enterprise, (kind, Not(requirement)), on=day.on).ids)
    failing = tuple(id_ for id_ in meant.ids if id_ in unmet)
    blind = sum(id_ not in met and id_ not in unmet for id_ in meant.ids)
    return kind, failing, meant.unknown + blind, len(meant.ids)


def _concerns(
    day: Day, own: Subject, check: Check, kind: str, failing: Iterable[str]
) -> Iterator[Concern]:
    """Concerns fall to the office that the check names, else to the item's."""
    row = own.row
    evidence = {"check": own.key, "requirement": row["requirement"]}
    message = Prose(
        "does not meet {requirement} ({check})", requirement=row["requirement"], check=own.key
    )
    yield from _raised(day, own, check, kind, failing, message, evidence)


def _found(
    day: Day, own: Subject, check: Check, question: str, keys: Iterable[str]
) -> Iterator[Concern]:
    """A concern for each item that the question answers with."""
    of: dict[str, list[str]] = {}
    for key in keys:
        kind, _, id_ = key.partition(":")
        of.setdefault(kind, []).append(id_)
    message = Prose("is in the answer to {question} ({check})", question=question, check=own.key)
    evidence = {"check": own.key, "question": question}
    for kind, ids in of.items():
        yield from _raised(day, own, check, kind, ids, message, evidence)


def _raised(
    day: Day, own: Subject, check: Check, kind: str, ids: Iterable[str], message: str,
    evidence: Mapping[str, Any],
) -> Iterator[Concern]:  # fmt: skip
    row, items = own.row, day.frame(kind)
    chosen = items.filter(items["id"].is_in(list(ids)))
    for one in subjects(day, kind, chosen, office=own.office):
        name, said = one.row["name"], row.get("message")
        business = Prose("{name} does not meet '{check}'.", name=name, check=row["name"])
        if said:
            business = said.replace("{name}", str(name))
        yield one.concern(check, message, business, **evidence)


def _check(row: Mapping[str, Any]) -> Check:
    """The own check as a rule among the others; to ask it is to ask for its concerns alone."""
    id_ = row["id"]

    def find(enterprise: Enterprise, *, on: date) -> Iterator[Concern]:
        for answer in own_answers(enterprise, on=on):
            if answer.id == id_:
                yield from answer.concerns

    said = row.get("message") or ""
    why = (
        row.get("description")
        or ("" if "{name}" in said else said)  # a sentence about one item is no reason for all
        or Prose("The organisation asks: {this}.", this=row["requirement"] or row["name"])
    )
    severity = row.get("severity") or UNSTATED_SEVERITY
    return Check(row.get("code") or "", row["name"], severity, why, find)
