"""Which decision rights does practice amount to: who in fact approves what, up to which amount?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.money import Rates, in_words
from cohelm.analysis.wording import counted, day_in_words, money_of
from cohelm.core.changes import ChangeSet
from cohelm.core.columns import MONEY
from cohelm.core.documents import Contents, Document
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.core.keys import free_slug
from cohelm.core.money import Money
from cohelm.core.proposal import propose
from cohelm.core.prose import Prose, again

YEAR = timedelta(days=365)
TAG = "draft from practice"
COLUMNS: dict[str, Any] = {
    "called": pl.String, "role": pl.String, "verb": pl.String, "things": pl.String,
    "approvals": pl.Int64, "items": pl.Int64, "of": pl.Int64, "limit": MONEY,
    "first": pl.Date, "last": pl.Date, "right": pl.String,
}  # fmt: skip
Group = tuple[str, str, str]
"""A role, a verb, and what sort of thing: a kind, or the key of a process."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One approval of the year, with the role in which it was given."""

    role: str
    verb: str
    item: str
    day: date
    amount: Money | None


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """The rights that the approvals of a year amount to.

    `drafts` has a row for each, most approvals first: what it is called, by which role (a key), the
    verb, on what, how many approvals are its evidence, on how many items `of` how many of that sort, the
    highest amount that was approved, the first and the last day, and the key it would have. `seldom` are
    those that too few approvals speak for. `used` counts the approvals behind the drafts and says why
    others were left out. `changes` make the rights: one covers the whole sort of thing where no other
    role approved any of it, else what was seen.
    """

    on: date
    used: Figure
    drafts: pl.DataFrame
    seldom: pl.DataFrame
    changes: ChangeSet

    @property
    def sentence(self) -> str:
        """How many rights practice amounts to, and by how many approvals."""
        if self.used.value is None:
            return Prose(
                "Nobody can say who approves in practice: {reason}", reason=self.used.reason
            )
        rights = counted(len(self.drafts), "right")
        return Prose(
            "Practice amounts to {rights}, by {approvals}",
            rights=rights,
            approvals=counted(int(self.used.value), "approval"),
        )


def draft(
    enterprise: Enterprise,
    *,
    on: date,
    at_least: Annotated[int, "So many approvals have to speak for a right."] = 3,
) -> Draft:
    """Draws up a right for each role, verb and sort of thing that was approved in the year up to a day.

    The role is the one that the approval names, else the one that the person filled on that day; of a
    person with several roles then, nobody can say in which it was given. The limit is the highest amount
    that was approved, each at the rate of its day; there is none where no approval names an amount.
    Approvals by themselves are no right: a draft is to be looked over, as a scenario first.
    Raises UsageError for `at_least` below 1. Cost: linear in the approvals.
    """
    if at_least < 1:
        raise UsageError(
            f"{at_least} approvals speak for nothing", where="at_least", accepted="1 or more"
        )
    rates = Rates.of(enterprise)
    left: dict[str, list[str]] = defaultdict(list)
    groups: dict[Group, list[Seen]] = defaultdict(list)
    for one in _seen(enterprise, on, left):
        groups[one.role, one.verb, _sort(one.item)].append(one)
    ordered = sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    rows, seldom, documents = [], [], []
    taken = set(enterprise.table("right").ids)
    for group, seen in ordered:
        limit = _highest(seen, rates, left)
        if len(seen) < at_least:
            seldom.append(_row(enterprise, "", group, seen, limit))
            continue
        id_ = free_slug(
            f"practice-{group[1]}-{group[2].rpartition(':')[2]}-{group[0].rpartition(':')[2]}",
            taken,
        )
        taken.add(id_)
        rows.append(_row(enterprise, f"right:{id_}", group, seen, limit))
        alone = sum(other[1:] == group[1:] for other in groups) == 1
        documents.append(_document(enterprise, id_, group, seen, limit, on, alone=alone))
    changes = propose(enterprise, Contents(documents=documents)).changes
    return Draft(on, _used(on, rows, seldom, left), _frame(rows), _frame(seldom), changes)


def _seen(enterprise: Enterprise, on: date, left: dict[str, list[str]]) -> Iterator[Seen]:
    """The approvals of the year whose role is known, the earliest first; why others are not."""
    frame = enterprise.observations("approval")
    if not len(frame):
        return
    for row in frame.sort("time", "item").iter_rows(named=True):
        day = row["time"].date()
        if not on - YEAR < day <= on or row["item"] not in enterprise:
            continue
        roles = [row["role"]] if row.get("role") else _roles(enterprise, row.get("person"), day)
        if not row.get("verb"):
            left["no verb is named"].append(row["item"])
        elif len(roles) != 1:
            why = (
                Prose("who approved filled several roles that day")
                if roles
                else Prose("nobody knows the role")
            )
            left[why].append(row["item"])
        elif roles[0] not in enterprise:
            left["the role is not on record"].append(row["item"])
        else:
            yield Seen(roles[0], row["verb"], row["item"], day, money_of(row.get("amount")))


def _roles(enterprise: Enterprise, person: str | None, day: date) -> list[str]:
    """The roles that a person filled on a day."""
    if not person or person not in enterprise:
        return []
    then = day.isoformat()
    return sorted(
        end.other
        for end in enterprise.links_of(person, "fills")
        if (not end.start or end.start <= then) and (not end.until or then <= end.until)
    )


def _sort(item: str) -> str:
    """What sort of thing an item is: its kind, or itself where it is a way of working."""
    kind = item.partition(":")[0]
    return item if kind == "process" else kind


def _highest(seen: Sequence[Seen], rates: Rates, left: dict[str, list[str]]) -> Money | None:
    """The highest amount in the currency of the books."""
    worth = []
    for one in seen:
        if one.amount is None:
            continue
        converted = rates.converted(one.amount, one.day)
        if converted is None:
            left[
                Prose(
                    "its amount has no bearing on the limit: {why}",
                    why=rates.without(one.amount.currency, one.day),
                )
            ].append(one.item)
        else:
            worth.append(converted)
    return max(worth, key=lambda one: one.amount, default=None)


def _row(
    enterprise: Enterprise, right: str, group: Group, seen: Sequence[Seen], limit: Money | None
) -> dict[str, Any]:
    role, verb, sort = group
    whole = 1 if ":" in sort else len(enterprise.table(sort))
    return {
        "called": _name(enterprise, group), "role": role, "verb": verb, "things": sort,
        "approvals": len(seen),
        "items": len({one.item for one in seen}), "of": whole,
        "limit": {"amount": limit.amount, "currency": limit.currency} if limit else None,
        "first": seen[0].day, "last": seen[-1].day, "right": right,
    }  # fmt: skip


def _things(enterprise: Enterprise, sort: str) -> str:
    return enterprise.name(sort) if ":" in sort else enterprise.schema.kind(sort).plural


def _name(enterprise: Enterprise, group: Group) -> str:
    """What a right is called: what is done to what, by whom."""
    role, verb, sort = group
    does = verb.replace("_", " ").capitalize()
    things = enterprise.name(sort) if ":" in sort else again(_things(enterprise, sort))
    who = enterprise.name(role)
    return Prose("{does}: {things} ({who})", does=Prose(does), things=things, who=who)


def _covers(sort: str, seen: Sequence[Seen], *, alone: bool) -> str:
    """The condition that selects what a draft is about."""
    kind, _, own = sort.partition(":")
    if own:
        return f"{kind} where id = '{own}'"
    ids = ", ".join(f"'{id_}'" for id_ in sorted({one.item.partition(":")[2] for one in seen}))
    return kind if alone else f"{kind} where id in ({ids})"


def _document(
    enterprise: Enterprise,
    id_: str,
    group: Group,
    seen: Sequence[Seen],
    limit: Money | None,
    on: date,
    *,
    alone: bool,
) -> Document:
    role, verb, sort = group
    things = _things(enterprise, sort)
    who = enterprise.name(role)
    span = Prose(
        "from {first} to {last}", first=day_in_words(seen[0].day), last=day_in_words(seen[-1].day)
    )
    evidence = Prose(
        "seen {times} {span}, as of {on}",
        times=counted(len(seen), "time"),
        span=span,
        on=day_in_words(on),
    )
    upto = Prose(", up to {limit}", limit=in_words([limit])) if limit else ""
    values: dict[str, Any] = {
        "name": _name(enterprise, group), "verb": verb, "tags": [TAG],
        "statement": f"{who}, {verb.replace('_', ' ')}, {things}{upto}: {evidence}.",
        "covers": _covers(sort, seen, alone=alone),
        "accountable": [role],
    }  # fmt: skip
    if limit:
        values["limit"] = str(limit)
    return Document("right", id_, values)


def _used(
    on: date,
    rows: Sequence[Mapping[str, Any]],
    seldom: Sequence[Mapping[str, Any]],
    left: Mapping[str, Sequence[str]],
) -> Figure:
    number = sum(row["approvals"] for row in rows)
    total = number + sum(row["approvals"] for row in seldom)
    left_out = {why: tuple(items) for why, items in left.items()}
    if not total and not left_out:
        reason = Prose("no approval of the year is on record")
        return Figure(None, "approvals", reason, on=on)
    formula = Prose(
        "{number} of {total} approvals with a role and a verb, in {drafts}",
        number=number,
        total=total,
        drafts=counted(len(rows), "draft"),
    )
    return Figure(number, "approvals", formula=formula, left_out=left_out, on=on,
                  counted=tuple(row["right"] for row in rows))  # fmt: skip


def _frame(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=COLUMNS)
