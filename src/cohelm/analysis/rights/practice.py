"""Does who approves in practice agree with who may by the rights?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from cohelm.analysis.money import in_words
from cohelm.analysis.rights.found import Finding, Found, found
from cohelm.analysis.rights.held import Rights, rights_on
from cohelm.analysis.rights.people import acting
from cohelm.analysis.rights.right import Right
from cohelm.analysis.rights.winning import outcome
from cohelm.analysis.wording import counted, day_in_words, listed, money_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money
from cohelm.core.said import Said

YEAR = timedelta(days=365)
Seen = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Departure:
    """An approval that the rights do not allow, by what is alike in several: code, rights, role."""

    code: str
    rights: tuple[str, ...]
    verb: str
    role: str
    item: str
    said: str
    amount: Money | None = None


def practice(enterprise: Enterprise, *, on: date) -> Found:
    """Approvals of the year up to the day that the rights do not allow, and rights never used.

    An approval (an observation of metric `approval`) is looked at where it names a role, a verb and
    an item on record; the rights are those of the day that is asked about. Approved by somebody the
    rights do not name: neither accountable nor acting for who is. Above the limit: the role is
    accountable for the item, but for smaller amounts. A right counts as used where an approval rests
    on it; not looked at are rights of verbs of which no approval was ever seen, and those that cannot
    be used: that cover nothing, or of which nobody is accountable.
    """
    rights = rights_on(enterprise, on)
    seen = list(_seen(rights))
    judged = [_judged(rights, one) for one in seen]
    departures = [one for one in judged if isinstance(one, Departure)]
    used = {key for one in judged if isinstance(one, frozenset) for key in one}
    findings = [*_together(rights, departures), *_unused(rights, used, seen)]
    unasked = (
        "" if seen else Said("no approval of the year names a role, a verb and an item on record")
    )
    return found(Said("departures of practice from the rights"), rights, findings, unasked=unasked)


def _seen(rights: Rights) -> Iterator[Seen]:
    """The approvals of the year that can be judged, the earliest first."""
    if "approval" not in rights.enterprise.observed:
        return
    frame = rights.enterprise.observations("approval")
    if not len(frame) or not {"role", "verb"} <= set(frame.columns):
        return
    for row in frame.sort("time", "item").iter_rows(named=True):
        day = row["time"].date()
        known = row["role"] and row["verb"] and rights.node(row["item"]) is not None
        if known and rights.on - YEAR < day <= rights.on:
            yield row


def _judged(rights: Rights, one: Seen) -> Departure | frozenset[str]:
    """The rights that an approval rests on, none where none covers the item; or the departure."""
    node, amount = rights.node(one["item"]), money_of(one.get("amount"))
    covering = rights.covering(one["verb"], node) if node is not None else ()
    outcome_ = outcome(covering, amount, rates=rights.rates, on=rights.on)
    allowed = frozenset(right.key for right in outcome_.winning if _may(rights, right, one))
    if allowed or not covering:
        return allowed
    said = Said(
        "{item} on {date}",
        item=rights.enterprise.name(one["item"]),
        date=day_in_words(one["time"].date()),
    )
    beyond = [lost.right for lost in outcome_.beyond if one["role"] in lost.right.accountable]
    keys = tuple(right.key for right in (beyond or outcome_.winning or covering))
    if beyond and amount:
        said += Said(" at {amount}", amount=in_words([amount]))
    code = "RGT014" if beyond else "RGT013"
    return Departure(code, keys, one["verb"], one["role"], one["item"], said, amount)


def _may(rights: Rights, right: Right, one: Seen) -> bool:
    """Whether who approved is accountable by a right, or acts for who is, as a role or a person."""
    if one["role"] in right.accountable:
        return True
    amount, day = money_of(one.get("amount")), one["time"].date()
    return any(
        each.to in (one["role"], one.get("person"))
        for by in right.accountable
        for each in acting(rights.enterprise, right.key, by, amount, on=day, rates=rights.rates)
    )


def _together(rights: Rights, departures: Sequence[Departure]) -> Iterator[Finding]:
    """Approvals that depart in the same way, as one concern each."""

    def alike(one: Departure) -> tuple[object, ...]:
        return one.code, one.rights, one.verb, one.role

    name = rights.enterprise.name
    for _, group in groupby(sorted(departures, key=alike), key=alike):
        of = list(group)
        first = of[0]
        who = name(first.role) if first.role in rights.enterprise else first.role
        above = Said(" above the limit") if first.code == "RGT014" else ""
        times, which = counted(len(of), "time"), listed([one.said for one in of])
        named = listed([name(key) for key in first.rights])
        message = Said(
            "{named}: {who} approved{above} {times}: {which}",
            named=named,
            who=who,
            above=above,
            times=times,
            which=which,
        )
        items = tuple(sorted({one.item for one in of}))
        sums = [one.amount for one in of if one.amount]
        most = (
            max(sums, key=lambda one: one.amount) if len({s.currency for s in sums}) == 1 else None
        )
        yield Finding(
            first.code, first.rights, first.verb, items, message, roles=(first.role,), amount=most
        )  # fmt: skip


def _unused(rights: Rights, used: set[str], seen: Sequence[Seen]) -> Iterator[Finding]:
    verbs = {one["verb"] for one in seen}
    for one in rights.all:
        can_be = one.covered and one.accountable
        if one.verb in verbs and can_be and one.key not in used:
            message = Said("{name}: no approval of the year rests on it", name=one.name)
            yield Finding("RGT015", (one.key,), one.verb, (), message)
