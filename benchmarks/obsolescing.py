"""What is out of support among 100,000 items, beside a walk over the links in Python."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.bar import Measured, best, timed, unasked
from cohelm.analysis.technology.obsolescence import Obsolescence, obsolescence
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.kinds import built_in_schema

APPLICATIONS, SERVERS, PLATFORMS, TECHNOLOGIES = 60_000, 37_000, 1_000, 2_000
ON = date(2026, 11, 29)


def estate() -> Enterprise:
    """Applications on servers on platforms, each of which uses a few technologies."""
    rng = random.Random(5)
    names = (
        [f"application:a{n}" for n in range(APPLICATIONS)]
        + [f"server:s{n}" for n in range(SERVERS)] + [f"platform:p{n}" for n in range(PLATFORMS)]
    )  # fmt: skip
    items = [ItemChange(key, None, {"name": key}) for key in names]
    for n in range(TECHNOLOGIES):
        end = ON + timedelta(rng.randrange(-900, 900))
        says = (
            {"name": f"t{n}", "end_of_security_support": end.isoformat()}
            if n % 5
            else {"name": f"t{n}"}
        )
        items.append(ItemChange(f"technology:t{n}", None, says))
    links = [LinkChange(f"application:a{n}", "runs_on", f"server:s{n % SERVERS}", 0, None, {})
             for n in range(APPLICATIONS)]  # fmt: skip
    links += [LinkChange(f"server:s{n}", "runs_on", f"platform:p{n % PLATFORMS}", 0, None, {})
              for n in range(SERVERS)]  # fmt: skip
    links += [
        LinkChange(key, "uses", f"technology:t{one}", 0, None, {})
        for key in names for one in rng.sample(range(TECHNOLOGIES), 2)
    ]  # fmt: skip
    return Enterprise.empty(built_in_schema()).with_changes(ChangeSet.of([*items, *links]))


def measure() -> Iterator[Measured]:
    """Both name the same pairs of application and technology."""
    plan = estate().at(ON)

    def ours() -> Obsolescence:
        return obsolescence(unasked(plan), on=ON)

    took, found = best(ours)
    rival, pairs = timed(lambda: walked(plan))
    assert set(found.exposed.select("application", "technology").iter_rows()) == pairs
    what = f"what is out of support among {len(plan):,} items, {len(pairs):,} pairs"
    yield Measured(what, took, 0.3, rival, "a walk in Python")


def walked(plan: Enterprise) -> set[tuple[str, str]]:
    """Item by item over plain dictionaries, made beforehand in the time that counts too."""
    ends = dict(plan.frame("technology").select("id", "end_of_security_support").iter_rows())
    found = set()
    for key in plan.keys("application"):
        open_, seen = [key], {key}
        while open_:
            here = open_.pop()
            for technology in plan.targets(here, "uses"):
                end = ends[technology.partition(":")[2]]
                if end is not None and end < ON:
                    found.add((key, technology))
            for below in plan.targets(here, "runs_on"):
                if below not in seen:
                    seen.add(below)
                    open_.append(below)
    return found
