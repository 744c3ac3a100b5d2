"""How two who may decide could part what they share: by office, by amount, or jointly in a forum?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cohelm.analysis.money import in_words
from cohelm.analysis.rights.covered import Covered
from cohelm.analysis.rights.drafting import fields_of, given, in_common, narrowed_lines, new_right
from cohelm.analysis.rights.held import Rights
from cohelm.analysis.rights.right import Right
from cohelm.analysis.subjects import cost_column
from cohelm.analysis.wording import money_of
from cohelm.core.documents import Document
from cohelm.core.money import Money
from cohelm.core.said import Said

Parted = Iterator[tuple[str, str, list[Document]]]
"""A word for each way, what it means, and what would be written."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two share: all of one right, which is then written anew; or where rights meet, which gets
    rights of its own that go before them. `covers` are its conditions, `items` what they select."""

    rights: Rights
    right: Right
    covers: str
    items: Covered
    is_new: bool

    def part(
        self, who: str, heard: str, *, what: str, covers: str = "", limit: str = ""
    ) -> Document:
        """A right of its own on a part of it."""
        return new_right(
            self.rights, self.right, f"{self.right.name}{what}"[:280], covers or self.covers, who,
            heard=[heard], limit=limit or None,
        )  # fmt: skip


def parted(
    rights: Rights, several: Sequence[Right], named_: Sequence[str], items: Covered
) -> Parted:
    """The ways that can be written down; none where what is shared has no condition that says it.

    By office and by amount only two can part; jointly any number.
    """
    shared = _shared(rights, several, items)
    if shared is None or len(named_) < 2:
        return
    if len(named_) == 2:
        yield from _by_office(shared, *named_)
        yield from _by_amount(shared, *named_)
    yield from _jointly(shared, named_)


def _shared(rights: Rights, several: Sequence[Right], items: Covered) -> Shared | None:
    one = several[0]
    if len(several) == 1:
        return Shared(rights, one, one.covers, one.covered, is_new=False)
    # rights on the very same items could not be gone before: one of them is given up instead
    condition = in_common(rights, several, items)
    if condition is None or any(right.covered == items for right in several):
        return None
    return Shared(rights, one, condition, items, is_new=True)


def _by_office(shared: Shared, first: str, second: str) -> Parted:
    """Each decides on what falls to the own office."""
    rights, one = shared.rights, shared.right
    offices = [rights.office(who) for who in (first, second)]
    if not (shared.covers and all(offices) and _have_office(shared)):
        return
    own, other = (
        narrowed_lines(shared.covers, Said("office = '{office}'", office=office))
        for office in offices
    )
    called = rights.enterprise.name
    documents = [shared.part(second, first, what=f": {called(offices[1])}", covers=other)]
    if shared.is_new:
        documents.append(shared.part(first, second, what=f": {called(offices[0])}", covers=own))
    else:
        documents = [given(one, first), fields_of(one, covers=own), *documents]
    yield (
        Said("split by condition"),
        Said("Each decides on what falls to the own office"),
        documents,
    )


def _by_amount(shared: Shared, first: str, second: str) -> Parted:
    """One decides up to the middle of what the things cost, the other beyond."""
    rights, one = shared.rights, shared.right
    limit = _middle(shared)
    if limit is None or not shared.covers:
        return
    upper, words = str(one.limit) if one.limit else "", in_words([limit])
    documents = [
        shared.part(second, first, what=Said(", beyond {words}", words=words), limit=upper)
    ]
    if shared.is_new:
        documents.append(
            shared.part(first, second, what=Said(", up to {words}", words=words), limit=str(limit))
        )
    else:
        documents = [given(one, first), fields_of(one, limit=str(limit)), *documents]
    who = rights.enterprise.name
    said = Said(
        "{who} decides up to {words}, {second} beyond",
        who=who(first),
        words=words,
        second=who(second),
    )
    yield Said("split by limit"), said, documents


def _jointly(shared: Shared, named_: Sequence[str]) -> Parted:
    """One is accountable, and a forum of both does the work."""
    rights, one = shared.rights, shared.right
    forum, made = _forum(rights, named_)
    if forum in named_:
        return  # that it decides is offered as it is
    if shared.is_new:
        own = new_right(
            rights, one, f"{one.name}, jointly"[:280], shared.covers, named_[0],
            heard=list(named_[1:]), responsible=[forum],
        )  # fmt: skip
    else:
        own = given(one, named_[0], also={"responsible": [forum]})
    who = rights.enterprise.name
    name = who(forum) if not made else made[0].values["name"]
    said = Said(
        "{who} is accountable, and {name} prepares it together", who=who(named_[0]), name=name
    )
    yield Said("make it joint"), said, [*made, own]


def _forum(rights: Rights, named_: Sequence[str]) -> tuple[str, list[Document]]:
    """A forum in which all that are named sit, or that is of all their offices; else a new one."""
    plan, wanted = rights.enterprise, {rights.office(one) for one in named_} - {""}
    for id_ in sorted(rights.live("forum")["id"]):
        key = f"forum:{id_}"
        sits = {*plan.targets(key, "members"), *plan.targets(key, "chaired_by")}
        if set(named_) <= sits or (len(wanted) > 1 and wanted <= set(plan.targets(key, "office"))):
            return key, []
    roles = [one for one in named_ if one.startswith("role:")]
    id_ = "-and-".join(one.partition(":")[2] for one in roles)[:60] or "joint"
    values = {
        "name": " and ".join(plan.name(one) for one in named_), "members": roles,
        "chaired_by": roles[:1], "office": sorted(wanted),
    }  # fmt: skip
    return f"forum:{id_}", [Document("forum", id_, values)]


def _have_office(shared: Shared) -> bool:
    """Whether the kinds that it is about have offices of their own."""
    kinds = {line.split()[0] for line in shared.covers.splitlines() if line.strip()}
    schema = shared.rights.enterprise.schema
    return all("office" in schema.kind(kind).relations for kind in kinds)


def _middle(shared: Shared) -> Money | None:
    """The middle of what the things cost, to two digits; None where too few say so."""
    rights = shared.rights
    found: list[Money] = []
    for kind, items in rights.kinds.items():
        nodes = list(items & shared.items)
        live = rights.live(kind) if nodes else None
        column = cost_column(live) if live is not None else None
        if live is not None and column is not None:
            priced = live.filter(live["node"].is_in(nodes)).select(column.alias("cost"))["cost"]
            found += [money for one in priced.to_list() if (money := money_of(one))]
    if len(found) < 2 or len({one.currency for one in found}) > 1:
        return None
    middle = sorted(one.amount for one in found)[(len(found) - 1) // 2]
    step = Decimal(10) ** max(0, middle.adjusted() - 1)
    return Money((middle / step).to_integral_value() * step, found[0].currency)
