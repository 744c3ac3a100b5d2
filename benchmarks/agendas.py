"""The joint agenda of the sample, and of 100,000 items."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import cohelm
from benchmarks.bar import Measured, best, unasked
from cohelm.analysis.agenda.agenda import Agenda, agenda
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.kinds import built_in_schema

ON = date(2026, 11, 29)
APPLICATIONS, SERVERS, CONTRACTS, INITIATIVES, DECISIONS, ROLES = (
    60_000, 29_000, 4_000, 3_000, 3_000, 1_000,
)  # fmt: skip
OFFICES = ("office:cio", "office:cto")
EVERYTHING = 1_000_000


def organisation() -> tuple[Enterprise, set[str], set[str]]:
    """An invented one, with the decisions that wait, and the contracts to decide on within 30 days."""
    rng = random.Random(11)
    items: list[ItemChange] = [
        ItemChange("organisation:organisation", None, {"name": "A", "currency": "EUR"})
    ]
    links: list[LinkChange] = []

    def made(key: str, says: dict[str, Any], **ends: str) -> None:
        items.append(ItemChange(key, None, {"name": key, **says}))
        links.extend(LinkChange(key, relation, end, 0, None, {}) for relation, end in ends.items())

    for office in OFFICES:
        made(office, {})
    for n in range(ROLES):
        made(f"role:r{n}", {}, office=OFFICES[n % 2])
    for n in range(SERVERS):
        made(f"server:s{n}", {}, owner=f"role:r{n % ROLES}")
    for n in range(APPLICATIONS):
        made(f"application:a{n}", {"criticality": ("low", "high")[n % 2]},
             owner=f"role:r{n % ROLES}", runs_on=f"server:s{n % SERVERS}")  # fmt: skip
    for n, verb in enumerate(("buy", "retire", "approve", "fund")):
        made(f"right:w{n}", {"verb": verb, "covers": "application"}, accountable=f"role:r{n}",
             informed=f"role:r{n + 7}")  # fmt: skip
    due = set()
    for n in range(CONTRACTS):
        left = rng.randrange(1, 700)
        made(f"contract:c{n}", {"end": (ON + timedelta(left)).isoformat(), "renewal": "tacit",
                                "renewal_months": 12, "notice_days": 0, "annual_cost": f"{n + 1} EUR"},
             owner=f"role:r{n % ROLES}")  # fmt: skip
        due |= {f"contract:c{n}"} if left <= 30 else set()
    for n in range(INITIATIVES):
        start = ON + timedelta(rng.randrange(-300, 300))
        made(f"initiative:i{n}", {"status": "approved", "start": start.isoformat(),
                                  "end": (start + timedelta(60)).isoformat()},
             sponsor=OFFICES[n % 2], affects=f"application:a{rng.randrange(APPLICATIONS)}")  # fmt: skip
    waiting = set()
    for n in range(DECISIONS):
        is_open = n % 3 == 0
        says = {"status": "proposed", "due": (ON + timedelta(n % 400)).isoformat()} if is_open else {
            "status": "accepted", "decided_on": (ON - timedelta(n % 900)).isoformat()}  # fmt: skip
        made(f"decision:d{n}", says | {"verb": "buy"}, about=f"application:a{n}")
        waiting |= {f"decision:d{n}"} if is_open else set()
    plan = Enterprise.empty(built_in_schema()).with_changes(ChangeSet.of([*items, *links]))
    return plan, waiting, due


def measure() -> Iterator[Measured]:
    """The big one has every decision that waits and every contract that is due, and no others."""
    sample = cohelm.read("sample")
    took, found = best(lambda: agenda(unasked(sample), on=ON))
    assert found.topics["topic"][0] == "Decide: One utilisation figure"
    yield Measured(f"the agenda of the sample, {found.others + 12} topics", took, 0.3)
    plan, waiting, due = organisation()

    def ours() -> Agenda:
        return agenda(unasked(plan), on=ON, most=EVERYTHING)

    took, found = best(ours)
    topics = found.topics
    assert {one for one, text in topics.select("item", "topic").iter_rows()
            if text.startswith("Decide: ")} == waiting  # fmt: skip
    assert {one for one in topics["item"].to_list() if one.startswith("contract:")} == due
    yield Measured(f"the agenda of {len(plan):,} items, {len(topics):,} topics", took, 2.0)
