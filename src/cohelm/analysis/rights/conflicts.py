"""Who holds duties that should be two people's: asks and approves, builds and puts live?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cohelm.analysis.money import Rates
from cohelm.analysis.rights.found import Finding, Found, found
from cohelm.analysis.rights.held import Right, Rights
from cohelm.analysis.rights.people import acting, persons
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise

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
    chair or a team that they lead, or through a delegation of the day. The message names the way and
    no person: the same way for several people is one concern. Cost: pairs of rights a person.
    """
    rights, rates = Rights(enterprise, on), Rates.of(enterprise)
    findings = {
        one: None
        for held in _duties(rights, rates).values()
        for first, second in APART
        for one in _apart(rights, held, first, second)
    }
    return found("duties that should be apart", rights, findings)


def _duties(rights: Rights, rates: Rates) -> Mapping[str, list[Duty]]:
    """By person, the rights that they have and how."""
    duties: dict[str, list[Duty]] = {}
    wanted = {verb for pair in APART for verb in pair}
    plan = rights.enterprise
    for one in rights.all:
        if one.verb not in wanted:
            continue
        for key in dict.fromkeys((*one.accountable, *one.responsible)):
            for person in persons(plan, key):
                duties.setdefault(person, []).append(Duty(one, (key,)))
            for lent in acting(plan, one.key, key, None, on=rights.on, rates=rates):
                for person in persons(plan, lent.to):
                    path = (key, lent.delegation, lent.to)
                    duties.setdefault(person, []).append(Duty(one, path))
    return duties


def _apart(rights: Rights, held: list[Duty], first: str, second: str) -> Iterator[Finding]:
    pairs: dict[tuple[str, str], tuple[Duty, Duty]] = {}
    for one in held:
        for other in held:
            if (one.right.verb, other.right.verb) == (first, second) and (
                one.right.covered & other.right.covered
            ):
                pairs.setdefault((one.right.key, other.right.key), (one, other))
    for keys, (one, other) in sorted(pairs.items()):
        shared = one.right.covered & other.right.covered
        items = tuple(sorted(map(rights.nodes.key, shared)))
        ways = f"{_way(rights, one)} and {_way(rights, other)}"
        message = f"one person may {first} and {second} on {counted(len(items), 'item')}: {ways}"
        yield Finding("RGT009", keys, f"{first}, {second}", items, message)


def _way(rights: Rights, duty: Duty) -> str:
    """The right, and the roles and delegations to it; people are not named."""
    places = [key for key in duty.path if not key.startswith("person:")]
    through = ", ".join(rights.enterprise.name(key) for key in places)
    return f"{duty.right.name} (through {through})"
