"""Who holds duties that should be two people's: asks and approves, builds and puts live?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cohelm.analysis.rights.found import Finding, Found, found
from cohelm.analysis.rights.held import Rights, rights_on
from cohelm.analysis.rights.right import Right
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.said import Said

APART: tuple[tuple[str, str], ...] = (
    ("request", "approve"), ("build", "deploy"), ("approve", "pay"), ("grant", "review"),
)  # fmt: skip
"""Duties that one person should not have on the same item.

Source: segregation of duties in its classical form (authorise, carry out, record, review apart).
"""
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """A right that a person has, and the roles and delegations through which."""

    right: Right
    path: Path


def conflicts(enterprise: Enterprise, *, on: date) -> Found:
    """Rights whose duties are to be apart and that one person has, on the same items.

    A person has a right by being accountable or responsible for it through a role, a forum that they
    chair or a team that they lead, or through delegations of the day, however long the chain. The
    message names the way; who it is stands in `people` and is told to few (see `Finding`). The same
    way for several people is one concern. Cost: pairs of rights a person.
    """
    rights = rights_on(enterprise, on)
    found_: dict[Finding, dict[str, None]] = {}
    for person, held in sorted(_duties(rights).items()):
        for first, second in APART:
            for one in _apart(rights, held.get(first, ()), held.get(second, ()), first, second):
                found_.setdefault(one, {})[person] = None
    findings = [replace(one, people=tuple(of)) for one, of in found_.items()]
    return found(Said("duties that should be apart"), rights, findings)


def _duties(rights: Rights) -> Mapping[str, Mapping[str, list[Duty]]]:
    """By person and verb, the rights that they have and how."""
    duties: dict[str, dict[str, list[Duty]]] = {}
    wanted = {verb for pair in APART for verb in pair}
    for one in rights.all:
        if one.verb not in wanted:
            continue
        for key in dict.fromkeys((*one.accountable, *one.responsible)):
            paths: dict[str, Path] = {key: (key,)}
            for lent in rights.acting(one.key, key):
                paths[lent.to] = (*paths[lent.by], lent.delegation, lent.to)
            for end, path in paths.items():
                for person in rights.persons(end):
                    of = duties.setdefault(person, {}).setdefault(one.verb, [])
                    of.append(Duty(one, path))
    return duties


def _apart(
    rights: Rights, firsts: Sequence[Duty], seconds: Sequence[Duty], first: str, second: str
) -> Iterator[Finding]:
    pairs: dict[tuple[str, str], tuple[Duty, Duty]] = {}
    for one in firsts:
        for other in seconds:
            if one.right.covered.bits & other.right.covered.bits:
                pairs.setdefault((one.right.key, other.right.key), (one, other))
    for keys, (one, other) in sorted(pairs.items()):
        shared = one.right.covered & other.right.covered & rights.concerned
        if not shared:
            continue
        items = rights.keys(shared)
        ways = Said("{way} and {rights}", way=_way(rights, one), rights=_way(rights, other))
        message = Said(
            "one person may {first} and {second} on {items}: {ways}",
            first=first,
            second=second,
            items=counted(len(items), "item"),
            ways=ways,
        )
        yield Finding("RGT009", keys, f"{first}, {second}", items, message)


def _way(rights: Rights, duty: Duty) -> str:
    """The right, and the roles and delegations to it; people are not named."""
    places = [key for key in duty.path if not key.startswith("person:")]
    through = ", ".join(rights.enterprise.name(key) for key in places)
    return Said("{name} (through {through})", name=duty.right.name, through=through)
