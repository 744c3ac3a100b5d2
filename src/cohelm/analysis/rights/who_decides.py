"""Who decides about a thing, up to an amount, on a day, and by which right?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.money import in_words
from cohelm.analysis.rights.held import Rights, rights_on
from cohelm.analysis.rights.people import Acting, acting, persons
from cohelm.analysis.rights.right import Right
from cohelm.analysis.rights.winning import Lost, Outcome, named, outcome
from cohelm.analysis.wording import day_in_words, listed, worded
from cohelm.core.documents import Contents, Document
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, NotPermitted, UnknownName
from cohelm.core.money import Money
from cohelm.core.proposal import propose
from cohelm.core.prose import Prose, joined

NEW = "not-yet-there"
"""The id of a thing that is asked about before it exists."""


@dataclass(frozen=True, slots=True, eq=False)
class WhoDecides:
    """Who decides, with the right that says so; `tie` holds the rights that are equally strong.

    `accountable` are the keys of who answers for it: one where it is clear, several where two are
    named, none where there is a gap (`gap` says why). `people` are those behind each of them on the
    day, by key; `lent` likewise behind those to whom the right is lent.
    `rights` has a row for each right of the verb that covers the item, with what became
    of it: decides, tied, overruled, beyond its limit. `unreadable` are conditions of rights of the
    verb that cannot be read, with why: what they are about is not known. `unseen` says what the
    asker may not see of the rights, empty where nothing is hidden.
    """

    verb: str
    item: str
    called: str
    amount: Money | None
    on: date
    accountable: tuple[str, ...]
    names: Mapping[str, str]
    people: Mapping[str, tuple[str, ...]]
    acting: tuple[Acting, ...]
    lent: Mapping[str, tuple[str, ...]]
    by: tuple[str, ...]
    responsible: tuple[str, ...]
    consulted: tuple[str, ...]
    informed: tuple[str, ...]
    overruled: tuple[Lost, ...]
    gap: str
    unreadable: tuple[str, ...]
    unseen: str
    rights: pl.DataFrame
    says: tuple[str, ...] = ()

    @property
    def tie(self) -> tuple[str, ...]:
        """The keys of those that are equally named, where there is more than one."""
        return self.accountable if len(self.accountable) > 1 else ()

    @property
    def acting_people(self) -> tuple[str, ...]:
        """The people who use the right by delegation."""
        return tuple(dict.fromkeys(one for of in self.lent.values() for one in of))

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        what = joined((worded(self.verb), self.called))
        if self.amount:
            what += Prose(" at {amount}", amount=in_words([self.amount]))
        if self.gap:
            return Prose("Nobody is named to {what}: {gap}", what=what, gap=self.gap)
        called = [self._with_person(key) for key in self.accountable]
        if self.tie:
            return Prose(
                "{many} are named to {what}: {called}",
                many=len(called),
                what=what,
                called=listed(called),
            )
        return Prose("{called} may {what}", called=called[0], what=what)

    def _with_person(self, key: str) -> str:
        people = [self.names[one] for one in self.people.get(key, ())]
        vacant = "" if key.startswith("person:") else Prose(" (nobody fills it)")
        return self.names[key] + (Prose(" ({people})", people=listed(people)) if people else vacant)

    def answer(self) -> dict[str, Any]:
        """What the command and the API say."""
        first = self.accountable[0] if len(self.accountable) == 1 else None
        return {
            "verb": self.verb,
            "item": self.item,
            "on": self.on,
            "amount": self.amount,
            "accountable": {"role": first, "person": next(iter(self.people[first]), None)}
            if first
            else None,
            "by": self.by[0] if self.by and not self.tie else None,
            "responsible": self.responsible,
            "consulted": self.consulted,
            "informed": self.informed,
            "acting": [{"role": one.to, "for": one.by, "delegation": one.delegation}
                       for one in self.acting],
            "overruled": [{"right": one.right.key, "why": one.why} for one in self.overruled],
            "tie": [{"role": key, "people": self.people[key]} for key in self.tie],
            "gap": self.gap or None,
            "unreadable": self.unreadable,
            "unseen": self.unseen or None,
            "sentence": self.sentence,
        }  # fmt: skip


def who_decides(
    enterprise: Enterprise,
    *,
    on: date,
    verb: Annotated[str, "What is to be done, such as approve, buy or retire."] = "",
    item: Annotated[str, "What it is about, as kind:id, or a kind for a thing not yet there."] = "",
    amount: Annotated[Money | None, "How much it is about, such as 300000 EUR."] = None,
    says: Annotated[
        tuple[str, ...], "What a thing not yet there will say: field=value, relation=kind:id."
    ] = (),
) -> WhoDecides:
    """Names who decides, or that two are named, or that nobody is.

    Without verb or item the answer names no one and says what to ask. A condition that cannot be read
    covers nothing and is named. Raises UnknownName for an item, kind or verb that is not there,
    InputError for what a new thing says, NotPermitted for an amount where limits are not shown.
    """
    if not verb or not item:
        return _unasked(enterprise, verb, item, on)
    _refuse_verb(enterprise, verb)
    unseen = _unseen(enterprise, amount)
    enterprise, key = _with_item(enterprise, item, says)
    rights = rights_on(enterprise, on)
    rates, node = rights.rates, enterprise.nodes.number(key)
    covering = rights.covering(verb, node) if node is not None else ()
    found = outcome(covering, amount, rates=rates, on=on)
    accountable = named(found.winning)
    acts = [
        one
        for right in found.winning
        for by in right.accountable
        for one in acting(rights.enterprise, right.key, by, amount, on=on, rates=rates)
    ]
    people = {one: persons(rights.enterprise, one) for one in accountable}
    shown = dict.fromkeys([*accountable, *(one for of in people.values() for one in of)])
    return WhoDecides(
        verb, item, enterprise.name(key), amount, on,
        accountable, {one: enterprise.name(one) for one in shown}, people, tuple(acts),
        {one.to: persons(rights.enterprise, one.to) for one in acts},
        tuple(one.key for one in found.winning), _others(found, "responsible"),
        _others(found, "consulted"), _others(found, "informed"), found.overruled,
        _gap(found, accountable, verb, rights),
        tuple(f"{one.name}: {why}" for one in rights.of(verb) for why in one.unreadable), unseen,
        _table(found), says,
    )  # fmt: skip


def _unasked(enterprise: Enterprise, verb: str, item: str, on: date) -> WhoDecides:
    known = rights_on(enterprise, on)
    gap = Prose(
        "say what is to be done ({verbs}) and to what",
        verbs=listed([worded(one) for one in known.verbs]) or Prose("no right is on record"),
    )
    return WhoDecides(
        verb or "decide", item, item or Prose("something"), None, on, (), {}, {}, (), {}, (), (), (), (),
        (), gap, (), "", _table(Outcome(())),
    )  # fmt: skip


def _refuse_verb(enterprise: Enterprise, verb: str) -> None:
    known = enterprise.schema.field("right", "verb").choices
    if verb not in known:
        raise UnknownName.of("verb", verb, known)


def _unseen(enterprise: Enterprise, amount: Money | None) -> str:
    """What the asker may not see of the rights. Raises NotPermitted where an amount hangs on it."""
    if "limit" in enterprise.schema.kind("right").fields:
        return ""
    if amount is not None:
        raise NotPermitted(
            "the limits of decision rights are not shown to you, so that nobody can be named for an "
            "amount",
            mend="Ask without an amount, or ask somebody who sees money.",
        )
    return Prose(
        "The limits of rights are not shown to you: for an amount it may be somebody else."
    )


def _with_item(enterprise: Enterprise, item: str, says: tuple[str, ...]) -> tuple[Enterprise, str]:
    """The enterprise in which the item is there; one that is not yet is made as a what-if."""
    kind, colon, id_ = item.partition(":")
    spec = enterprise.schema.kind(kind)
    if colon and not says:
        if item not in enterprise:
            raise UnknownName.of(spec.label.lower(), id_, enterprise.table(kind).ids)
        return enterprise, item
    stated: dict[str, Any] = {"name": f"a new {spec.label.lower()}"}
    for one in says:
        name, equals, value = (part.strip() for part in one.partition("="))
        if not equals:
            raise InputError(f"'{one}' says nothing", accepted="field=value, such as users=40")
        if name in spec.relations:
            stated.setdefault(name, []).append(value)
        else:
            stated[name] = value
    found = propose(enterprise, Contents(documents=[Document(kind, NEW, stated)]))
    if found.problems:
        wrong = found.problems[0]
        raise InputError(wrong.message, where=f"{kind}.{wrong.column}" if wrong.column else kind)
    return enterprise.with_changes(found.changes), f"{kind}:{NEW}"


def _others(found: Outcome, part: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for one in found.winning for key in getattr(one, part)))


def _gap(found: Outcome, accountable: tuple[str, ...], verb: str, rights: Rights) -> str:
    if accountable:
        return ""
    if found.winning:
        return Prose("{winning} names no one", winning=listed([one.name for one in found.winning]))
    if found.beyond:
        return listed([joined((one.right.name, one.why), ": ") for one in found.beyond])
    if not rights.of(verb):
        return Prose(
            "no right to {verb} is on record on {on}",
            verb=worded(verb),
            on=day_in_words(rights.on),
        )
    return Prose(
        "none of the {of} rights to {verb} is about it",
        of=len(rights.of(verb)),
        verb=worded(verb),
    )


def _table(found: Outcome) -> pl.DataFrame:
    became = "tied" if len(named(found.winning)) > 1 else "decides"
    rows: list[tuple[Right, str, str]] = [(one, became, "") for one in found.winning]
    rows += [(one.right, "overruled", one.why) for one in found.overruled]
    rows += [(one.right, Prose("beyond its limit"), one.why) for one in found.beyond]
    return _frame(rows)


def _frame(rows: Iterable[tuple[Right, str, str]]) -> pl.DataFrame:
    """Columns right, accountable, limit (text), becomes, why."""
    listed_rows = [
        {
            "right": right.key,
            "accountable": list(right.accountable),
            "up_to": in_words([right.limit]) if right.limit else Prose("any amount"),
            "becomes": becomes,
            "why": why,
        }
        for right, becomes, why in rows
    ]
    schema: dict[str, Any] = {"right": pl.String, "accountable": pl.List(pl.String), "up_to": pl.String,
              "becomes": pl.String, "why": pl.String}  # fmt: skip
    return pl.DataFrame(listed_rows, schema=schema)
