"""Small organisations for the plain reference, drawn at random. It imports nothing of what is checked.

A case is plain: roles with an office and whether somebody fills them, items with a level, a cost and an
area, rights that cover what a Python predicate over the items says, decisions that wait.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

LEVELS = ("low", "medium", "high", "critical")
VERBS = ("approve", "request", "pay")
AMOUNTS = (100, 200, 300)
WORDS = (
    "approve", "authorise", "sign off", "change", "changes", "app", "application", "supplier",
    "vendor", "critical", "yearly", "the", "of", "for",
)  # fmt: skip
"""Of what the names of rights are made: synonyms, plurals and words that say nothing among them."""


@dataclass
class Lent:
    """A right lent by one to another; `over` where its last day has passed."""

    right: str
    giver: str
    taker: str
    over: bool


@dataclass
class Covers:
    """What a right is about: as it is written, as a predicate, and which amounts the wording holds.

    `about` is what it says besides amounts, None where it cannot be held against others by amount.
    """

    written: str
    holds: Callable[[dict[str, Any]], bool]
    about: str | None = ""
    amounts: Callable[[int], bool] | None = None


@dataclass
class Case:
    """A small organisation. Days are numbers, the day that is asked about is 0."""

    offices: dict[str, str]
    filled: dict[str, list[str]]
    items: dict[str, dict[str, Any]]
    rights: dict[str, dict[str, Any]]
    lent: dict[str, Lent] = field(default_factory=dict)
    approvals: list[dict[str, Any]] = field(default_factory=list)
    decisions: dict[str, dict[str, Any]] = field(default_factory=dict)


def conditions(rng: random.Random) -> Covers:
    """A condition as it is written, and what it says as a predicate over an item."""
    level, area, cost = rng.choice(LEVELS), rng.choice("xyz"), rng.choice(AMOUNTS)
    more = rng.choice(AMOUNTS)
    kind, money, eur = "application where", "annual_cost", "EUR'"
    return rng.choice((
        Covers("application", lambda one: True),
        Covers(f"{kind} criticality >= '{level}'", lambda one: _reaches(one, level), level),
        Covers(f"{kind} id like '{area}%'", lambda one: one["id"].startswith(area), area),
        Covers(f"{kind} {money} > '{cost} {eur}", lambda one: _known(one) and one["cost"] > cost,
               "", lambda amount: amount > cost),
        Covers(f"{kind} {money} >= '{cost} {eur}", lambda one: _known(one) and one["cost"] >= cost,
               "", lambda amount: amount >= cost),
        Covers(f"{kind} {money} <= '{cost} {eur}", lambda one: _known(one) and one["cost"] <= cost,
               "", lambda amount: amount <= cost),
        Covers(f"{kind} {money} < '{cost} {eur}", lambda one: _known(one) and one["cost"] < cost,
               "", lambda amount: amount < cost),
        Covers(f"{kind} {money} > '{cost} {eur} and {money} <= '{more} {eur}",
               lambda one: _known(one) and cost < one["cost"] <= more,
               "", lambda amount: cost < amount <= more),
        Covers(f"{kind} id like '{area}%' and {money} > '{cost} {eur}",
               lambda one: one["id"].startswith(area) and _known(one) and one["cost"] > cost,
               area, lambda amount: amount > cost),
        Covers(f"{kind} {money} <= '{cost} {eur} and id like '{area}%'",
               lambda one: one["id"].startswith(area) and _known(one) and one["cost"] <= cost,
               area, lambda amount: amount <= cost),
        Covers(f"{kind} id like '{area}%' and criticality < '{level}'",
               lambda one: one["id"].startswith(area) and one["level"] is not None
               and not _reaches(one, level), f"{area} below {level}"),
        Covers(f"{kind} not (id like '{area}%')", lambda one: not one["id"].startswith(area),
               f"not {area}"),
        Covers(f"{kind} id like '{area}%'\n{kind} {money} > '{cost} {eur}",
               lambda one: one["id"].startswith(area) or (_known(one) and one["cost"] > cost), None),
        Covers(f"{kind} nonsense = 1", lambda one: False, None),
    ))  # fmt: skip


def _reaches(one: dict[str, Any], level: str) -> bool:
    return one["level"] is not None and LEVELS.index(one["level"]) >= LEVELS.index(level)


def _known(one: dict[str, Any]) -> bool:
    return one["cost"] is not None


def random_case(seed: int) -> Case:
    """A case of up to nine items and seven rights, crowded enough that everything goes wrong."""
    rng = random.Random(seed)
    roles = [f"r{at}" for at in range(5)]
    people = [f"p{at}" for at in range(4)]
    items: dict[str, dict[str, Any]] = {}
    for at in range(rng.randint(1, 9)):
        id_ = f"{rng.choice('xyz')}{at}"
        cost = rng.choice((50, 100, 150, 200, 250, 350, None))
        level, retired = rng.choice((*LEVELS, None)), rng.random() < 0.15
        items[id_] = {"id": id_, "level": level, "cost": cost, "retired": retired}
    rights = {f"k{at:02}": _right(rng, roles) for at in range(rng.randint(1, 7))}
    if rng.random() < 0.2:
        rights |= {f"k{at:02}": _one_of_many(rng) for at in range(20, 20 + rng.randint(4, 9))}
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
    return Case(
        offices={role: rng.choice(("cio", "cto", "")) for role in roles},
        filled={role: [one for one in people if rng.random() < 0.3] for role in roles},
        items=items, rights=rights, lent=lent, approvals=approvals,
        decisions={f"q{at}": _decision(rng, roles, list(rights)) for at in range(rng.randint(0, 4))},
    )  # fmt: skip


def _right(rng: random.Random, roles: list[str]) -> dict[str, Any]:
    return {
        "name": " ".join(rng.choices(WORDS, k=rng.randint(2, 4))),
        "verb": rng.choice(VERBS), "covers": conditions(rng),
        "limit": rng.choice((None, None, *AMOUNTS)),
        "accountable": rng.sample(roles, rng.choice((0, 1, 1, 1, 2))),
        "responsible": rng.sample(roles, rng.choice((0, 0, 1))),
        "reviewed": rng.choice((-400, -366, -365, -50)),
        "days": rng.choice((None, 10, 20)),
    }  # fmt: skip


def _one_of_many(rng: random.Random) -> dict[str, Any]:
    """A right of the one role that carries many."""
    letters = "".join(rng.choices("abcdefghij", k=12))
    return _right(rng, ["r0"] * 2) | {"name": letters, "accountable": ["r0"], "responsible": []}


def _decision(rng: random.Random, roles: list[str], rights: list[str]) -> dict[str, Any]:
    return {
        "status": rng.choice(("proposed", "proposed", "proposed", "accepted")),
        "due": rng.choice((None, None, -30, -1, 0, 7)),
        "raised": rng.choice((None, -30, -20, -11, -10, -3)),
        "under": sorted(rng.sample(rights, min(len(rights), rng.choice((0, 1, 2))))),
        "by": sorted(rng.sample(roles, rng.choice((0, 0, 1, 2)))),
    }  # fmt: skip
