"""What is wrong with rights, by nested loops over the items. It imports nothing of what it checks.

A case is plain: roles with an office and whether somebody fills them, items with a level, a cost and an
area, rights that cover what a Python predicate over the items says.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Said = tuple[str, tuple[str, ...], tuple[str, ...]]
LEVELS = ("low", "medium", "high", "critical")
APART = (("request", "approve"), ("build", "deploy"), ("approve", "pay"), ("grant", "review"))
VERBS = ("approve", "request", "pay")


@dataclass
class Lent:
    """A right lent by one to another; `over` where its last day has passed."""

    right: str
    giver: str
    taker: str
    over: bool


@dataclass
class Case:
    """A small organisation."""

    offices: dict[str, str]
    filled: dict[str, list[str]]
    items: dict[str, dict[str, Any]]
    rights: dict[str, dict[str, Any]]
    lent: dict[str, Lent] = field(default_factory=dict)
    approvals: list[dict[str, Any]] = field(default_factory=list)


def conditions(rng: random.Random) -> tuple[str, Callable[[dict[str, Any]], bool]]:
    """A condition as it is written, and what it says as a predicate over an item."""
    level, area, cost = rng.choice(LEVELS), rng.choice("xyz"), rng.choice((100, 200, 300))
    return rng.choice((
        ("application", lambda one: True),
        (f"application where criticality >= '{level}'",
         lambda one: one["level"] is not None and LEVELS.index(one["level"]) >= LEVELS.index(level)),
        (f"application where id like '{area}%'", lambda one: one["id"].startswith(area)),
        (f"application where annual_cost > '{cost} EUR'",
         lambda one: one["cost"] is not None and one["cost"] > cost),
        (f"application where id like '{area}%' and criticality < '{level}'",
         lambda one: one["id"].startswith(area) and one["level"] is not None
         and LEVELS.index(one["level"]) < LEVELS.index(level)),
        (f"application where not (id like '{area}%')", lambda one: not one["id"].startswith(area)),
    ))  # fmt: skip


def random_case(seed: int) -> Case:
    """A case of up to nine items and seven rights, crowded enough that everything goes wrong."""
    rng = random.Random(seed)
    roles = [f"r{at}" for at in range(5)]
    offices = {role: rng.choice(("cio", "cto", "")) for role in roles}
    people = [f"p{at}" for at in range(4)]
    filled = {role: [one for one in people if rng.random() < 0.3] for role in roles}
    items = {
        f"{rng.choice('xyz')}{at}": {
            "level": rng.choice((*LEVELS, None)),
            "cost": rng.choice((50, 150, 250, 350, None)),
        }
        for at in range(rng.randint(1, 9))
    }
    for id_, values in items.items():
        values["id"] = id_
    rights = {}
    for at in range(rng.randint(1, 7)):
        covers, holds = conditions(rng)
        rights[f"k{at}"] = {
            "verb": rng.choice(VERBS), "covers": covers, "holds": holds,
            "limit": rng.choice((None, None, 100, 200, 300)),
            "accountable": rng.sample(roles, rng.choice((0, 1, 1, 1, 2))),
            "responsible": rng.sample(roles, rng.choice((0, 0, 1))),
            "reviewed": rng.random() < 0.6,
        }  # fmt: skip
    lent = {
        f"d{at}": Lent(
            rng.choice(list(rights)), rng.choice(roles), rng.choice(roles), rng.random() < 0.3
        )
        for at in range(rng.randint(0, 3))
    }
    approvals = [
        {"verb": rng.choice(VERBS), "role": rng.choice(roles), "item": rng.choice(list(items)),
         "amount": rng.choice((None, 100, 250, 400))}
        for _ in range(rng.randint(0, 4))
    ]  # fmt: skip
    return Case(offices, filled, items, rights, lent, approvals)


def covered(case: Case, right: str) -> set[str]:
    """The items that a right covers."""
    return {id_ for id_, one in case.items.items() if case.rights[right]["holds"](one)}


def holding(case: Case, verb: str, item: str, amount: int | None) -> list[str]:
    """The rights of a verb that cover an item and hold up to an amount."""
    return [
        key for key, one in case.rights.items()
        if one["verb"] == verb and item in covered(case, key)
        and (amount is None or one["limit"] is None or amount <= one["limit"])
    ]  # fmt: skip


def winning(case: Case, verb: str, item: str, amount: int | None) -> list[str]:
    """Of those that hold, the ones over which no other goes: a strict part, or a lower limit."""
    found = holding(case, verb, item, amount)
    return [
        key for key in found
        if not any(_before(case, other, key) for other in found if other != key)
    ]  # fmt: skip


def _before(case: Case, one: str, other: str) -> bool:
    mine, its = covered(case, one), covered(case, other)
    if mine != its:
        return mine < its
    low, high = case.rights[one]["limit"], case.rights[other]["limit"]
    return low is not None and (high is None or low < high)


def wrong(case: Case) -> set[Said]:
    """Everything that is wrong with a case, but for load, words, bands and what waits."""
    found: list[Said] = []
    verbs = sorted({one["verb"] for one in case.rights.values()})
    for key, one in case.rights.items():
        items = tuple(sorted(covered(case, key)))
        who = one["accountable"]
        if not who:
            found.append(("RGT001", (key,), items))
        elif not any(case.filled[role] for role in who):
            found.append(("RGT002", (key,), items))
        if len(who) > 1:
            found.append(("RGT004", (key,), items))
        if not one["reviewed"]:
            found.append(("RGT011", (key,), ()))
        if len({case.offices[role] for role in [*who, *one["responsible"]]} - {""}) > 1:
            found.append(("RGT012", (key,), items))
    for verb in verbs:
        found += _of_verb(case, verb)
    return {*found, *_lent(case), *_duties(case), *_practice(case)}


def _of_verb(case: Case, verb: str) -> list[Said]:
    held = [key for key, one in case.rights.items() if one["verb"] == verb]
    some = [key for key in sorted(held) if covered(case, key)]
    groups: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for item, values in case.items.items():
        every = [key for key in held if item in covered(case, key)]
        if some and not every:
            groups.setdefault(("RGT003", tuple(some)), []).append(item)
        cost = values["cost"]
        if every and cost is not None and not holding(case, verb, item, cost):
            groups.setdefault(("RGT007", tuple(every)), []).append(item)
        best = winning(case, verb, item, None)
        who = {role for key in best for role in case.rights[key]["accountable"]}
        acting = who | {role for key in best for role in case.rights[key]["responsible"]}
        if len(best) > 1 and len(who) > 1:
            groups.setdefault(("RGT005", tuple(best)), []).append(item)
        elif len({case.offices[role] for role in acting} - {""}) > 1 and all(
            len(case.rights[key]["accountable"]) < 2 for key in best
        ):
            groups.setdefault(("RGT006", tuple(best)), []).append(item)
    return [(code, rights, tuple(sorted(of))) for (code, rights), of in groups.items()]


def _lent(case: Case) -> list[Said]:
    found: list[Said] = [
        ("RGT008", (one.right,), (key,)) for key, one in case.lent.items() if one.over
    ]
    for right in case.rights:
        arcs = {(one.giver, one.taker) for one in case.lent.values()
                if one.right == right and not one.over}  # fmt: skip
        rings = [((a,), [(a, a)]) for a in case.filled]
        rings += [((a, b), [(a, b), (b, a)]) for a in case.filled for b in case.filled if a < b]
        rings += [((a, b, c), [(a, b), (b, c), (c, a)]) for a in case.filled for b in case.filled
                  for c in case.filled if a < b and a < c and b != c]  # fmt: skip
        found += [("RGT021", (right,), tuple(sorted(ring)))
                  for ring, needed in rings if arcs.issuperset(needed)]  # fmt: skip
    return found


def _behind(case: Case, right: str) -> set[str]:
    """The persons who have a right: by its roles, and by roles to which it was lent in turn."""
    one = case.rights[right]
    roles = {*one["accountable"], *one["responsible"]}
    while True:
        people = {person for role in roles for person in case.filled[role]}
        more = {lent.taker for lent in case.lent.values()
                if lent.right == right and not lent.over and lent.giver in roles}  # fmt: skip
        if more <= roles:
            return people
        roles |= more


def _duties(case: Case) -> list[Said]:
    return [
        ("RGT009", (one, other), tuple(sorted(covered(case, one) & covered(case, other))))
        for one in case.rights for other in case.rights
        if (case.rights[one]["verb"], case.rights[other]["verb"]) in APART
        and covered(case, one) & covered(case, other)
        and _behind(case, one) & _behind(case, other)
    ]  # fmt: skip


def _may(case: Case, key: str, role: str, amount: int | None) -> bool:
    roles = set(case.rights[key]["accountable"])
    for _ in case.lent:
        roles |= {one.taker for one in case.lent.values()
                  if one.right == key and not one.over and one.giver in roles}  # fmt: skip
    return role in roles


def _practice(case: Case) -> list[Said]:
    groups: dict[tuple[str, tuple[str, ...], str], set[str]] = {}
    used, verbs = set(), set()
    for one in case.approvals:
        verb, role, item, amount = one["verb"], one["role"], one["item"], one["amount"]
        verbs.add(verb)
        every = holding(case, verb, item, None)
        best = winning(case, verb, item, amount)
        allowed = [key for key in best if _may(case, key, role, amount)]
        used |= set(allowed)
        if allowed or not every:
            continue
        over = [key for key in every if key not in holding(case, verb, item, amount)
                and role in case.rights[key]["accountable"]]  # fmt: skip
        place = ("RGT014" if over else "RGT013", tuple(over or best or every), role)
        groups.setdefault(place, set()).add(item)
    found: list[Said] = [
        (code, rights, tuple(sorted(of))) for (code, rights, _), of in groups.items()
    ]
    return found + [
        ("RGT015", (key,), ()) for key, one in case.rights.items()
        if one["verb"] in verbs and key not in used and one["accountable"] and covered(case, key)
    ]  # fmt: skip
