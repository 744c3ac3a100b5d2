"""Small organisations in which plans, people and teams meet at random, as their documents would be."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

SPONSORS = ([], ["office:o0"], ["office:o1"], ["office:o0", "office:o1"])


def random_case(seed: int, on: date) -> dict[str, dict[str, Any]]:
    """Five things, four teams, and so few days that nearly everything touches something else."""
    rng = random.Random(seed)

    def day(least: int = -8, most: int = 12) -> str:
        return (on + timedelta(rng.randint(least, most))).isoformat()

    def some(prefix: str, of: int, most: int) -> list[str]:
        return [f"{prefix}{n}" for n in sorted(rng.sample(range(of), rng.randint(0, most)))]

    def span() -> dict[str, str]:
        first, last = sorted((day(), day()))
        return {"start": first, "end": last}

    made: dict[str, dict[str, Any]] = {
        "organisation:organisation": {}, "office:o0": {}, "office:o1": {},
        "technology:t0": {"end_of_security_support": day()}, "technology:t1": {},
        "technology:t2": {"succeeds": ["technology:t0"]},
    }  # fmt: skip
    made |= {f"role:r{n}": {} for n in range(4)} | {f"team:m{n}": {} for n in range(4)}
    for n in range(5):
        made[f"person:p{n}"] = {"works_in": some("team:m", 4, 2), "fills": some("role:r", 4, 1)}
        if rng.random() < 0.2:
            made[f"person:p{n}"]["left_on"] = day(-2, 2)
    for n in range(5):
        life = {"active": day(-9, 0), "end_of_life": day(1, 12)} if rng.random() < 0.4 else {}
        if n == 3:
            life = {"active": day(0, 12)}
        made[f"application:a{n}"] = {
            "lifecycle": life, "owner": some("role:r", 4, 1), "maintained_by": some("team:m", 4, 2),
            "uses": some("technology:t", 2, 1), "replaces": ["application:a0"] if n == 3 else [],
            "depends_on": [f"application:a{k}" for k in range(5) if k != n and rng.random() < 0.2],
        }  # fmt: skip
    made["interface:i0"] = {"provider": ["application:a1"], "consumer": ["application:a2"]}
    for n in range(6):
        needs = [{"to": f"initiative:w{k}"} | ({"by": day()} if rng.random() < 0.5 else {})
                 for k in range(n) if rng.random() < 0.25]  # fmt: skip
        made[f"initiative:w{n}"] = {
            **(span() if rng.random() < 0.9 else {}), "needs": needs,
            "status": rng.choice(["approved", "approved", "in_progress", "done"]),
            "affects": some("application:a", 5, 2), "sponsor": rng.choice(SPONSORS),
            "introduces": some("technology:t", 3, 1),
        }  # fmt: skip
    for n in range(3):
        made[f"release:v{n}"] = {"planned_on": day(), "changes": some("application:a", 5, 2)}
        made[f"freeze:f{n}"] = {**span(), "type": rng.choice(["freeze", "audit"]),
                                "holds_for": some("application:a", 5, 2)}  # fmt: skip
    if rng.random() < 0.3:
        made["release:v0"]["released_on"] = day(-5, 0)
    for n in range(4):
        made[f"right:g{n}"] = {
            "verb": rng.choice(["buy", "change"]), "acts_on": some("application:a", 5, 4),
            "accountable": ["role:r0"], "informed": some("role:r", 4, 2),
            "consulted": some("role:r", 4, 1),
        }  # fmt: skip
    for n in range(5):
        told = [{"to": who, "sent_on": day(-3, 2)}
                for who in rng.sample(["role:r0", "person:p0", "team:m0", "forum:k0"], 2)]  # fmt: skip
        made[f"decision:d{n}"] = {
            "status": rng.choice(["accepted", "proposed", "rejected"]), "raised_on": day(-9, -5),
            "decided_on": (on + timedelta(rng.choice([-400, -366, -365, -9, 0]))).isoformat(),
            "verb": rng.choice(["buy", "change"]), "about": some("application:a", 5, 2),
            "decided_by": some("role:r", 4, 1), "heard": some("person:p", 5, 1), "told": told,
        }  # fmt: skip
    made["forum:k0"] = {"members": some("role:r", 4, 2) + some("person:p", 5, 1)}
    made["meeting:h0"] = {"held_on": (on + timedelta(rng.choice([-366, -365, 0]))).isoformat(),
                          "attended_by": some("person:p", 5, 2)}  # fmt: skip
    return made
