"""A page of 50 from 100,000 items of a kind, filtered and sorted by any field; finding; alone, in a store
of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from benchmarks.bar import Measured, Took, shown, timed
from benchmarks.estate import BY
from cohelm.accounts.models import Access
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.enterprise import Enterprise
from cohelm.server.routes import refuse_undeclared
from cohelm.store.apply import apply
from cohelm.store.load import everything

ITEMS, TEAMS, ROUNDS = 100_000, 500, 3
LEVELS = ("low", "medium", "high", "critical")
OWN = {
    "box": {"type": "text", "help": "The box that it came in."},
    "heads": {"type": "integer", "help": "How many heads it has."},
    "opened": {"type": "date", "help": "When it was opened."},
    "grade": {"type": "scale", "choices": ["a", "b", "c"], "help": "Its grade."},
}
WHERE = ("", "criticality >= 'high'", "heads > 500 and grade = 'b'", "owner.name like 'Team 1%'",
         "lifecycle.phase = 'active'", "name like '%77%'")  # fmt: skip
SORTS = ("name", "-criticality", "users", "-annual_cost", "lifecycle", "reviewed_on", "box", "-heads",
         "opened", "grade", "owner", "description")  # fmt: skip


def item(number: int) -> dict[str, object]:
    """The fields of the n-th application; `heads` runs through 0 to 999 in an order of its own."""
    heads = number * 37 % 1000
    return {
        "name": f"Application {number}",
        "description": f"What number {number} is for, said in a sentence of the usual length.",
        "lifecycle": {"active": "2020-01-01", "end_of_life": f"20{27 + number % 9}-06-30"},
        "reviewed_on": (date(2026, 1, 1) + timedelta(days=number % 300)).isoformat(),
        "criticality": LEVELS[number % 4],
        "annual_cost": f"{number % 9973} EUR",
        "users": number % 5000,
        "box": f"Box {number * 7 % 1013}",
        "heads": heads,
        "opened": (date(2010, 1, 1) + timedelta(days=heads)).isoformat(),
        "grade": "abc"[number % 3],
    }


def fill() -> None:
    """Writes the applications, and the teams that own them."""
    own = {"application": OWN}
    organisation = ItemChange(
        "organisation:organisation", None, {"name": "Lists", "currency": "EUR", "own_fields": own}
    )
    apply(ChangeSet((organisation,)), by=BY, via="benchmark")
    teams = [ItemChange(f"team:t{n}", None, {"name": f"Team {n}"}) for n in range(TEAMS)]
    apply(ChangeSet.of(teams), by=BY, via="benchmark")
    made = [ItemChange(f"application:a{n}", None, item(n)) for n in range(ITEMS)]
    owners = [
        LinkChange(f"application:a{n}", "owner", f"team:t{n % TEAMS}", 0, None, {})
        for n in range(ITEMS)
    ]
    apply(ChangeSet.of([*made, *owners]), by=BY, via="benchmark")


def _changed(client: Client) -> float:
    """The longest of a few times from a change to the page of another item, in seconds."""
    longest = 0.0
    for users in range(1, 4):
        change = ItemChange("application:a1", {"users": users}, {"users": users + 1})
        apply(ChangeSet((change,)), by=BY, via="benchmark")
        began = time.perf_counter()
        page = client.get("/items/application/a7/")
        longest = max(longest, time.perf_counter() - began)
        assert b"Application 7" in page.content
    return longest


def expected(plan: Enterprise) -> list[str]:
    """By hand: the first page of what is critical enough, by `heads` from the highest down, then name."""
    rows = [(-(n * 37 % 1000), f"application {n}", f"a{n}") for n in range(ITEMS) if n % 4 >= 2]
    assert len(plan.table("application")) == ITEMS
    return [id_ for *_, id_ in sorted(rows)[:50]]


def measure() -> Iterator[Measured]:
    """The 95th percentile over every condition with every order; and the first page of a revision."""
    settings.ALLOWED_HOSTS = ["testserver"]
    fill()
    user = User.objects.create_user("lead")
    Access.objects.create(user=user, level=3, office="cio")
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    refuse_undeclared()  # as a server does before it answers: it reads all routes, and what they need
    path = "/items/application/"
    first, answer = timed(lambda: client.get(path))
    assert answer.status_code == 200
    answer = client.get("/api/v1/items/application", {
        "where": WHERE[1], "sort": "-heads", "limit": 50, "fields": "heads"}).json()  # fmt: skip
    assert [one["id"] for one in answer["items"]] == expected(everything())
    times = []
    for _ in range(ROUNDS):
        for where in WHERE:
            for sort in SORTS:
                took, answered = timed(lambda: client.get(path, {"where": where, "sort": sort}))  # noqa: B023
                times.append((took, where, sort))
                assert answered.status_code == 200, (where, sort)
    times.sort(key=lambda one: one[0].wall)
    for took, where, sort in times[-8:]:
        print(f"| slowest: {where or 'all'}, by {sort} | {shown(took.wall)} | | | | |")
    place = int(len(times) * 0.95)
    p95 = Took(times[place][0].wall, sorted(took.cpu for took, *_ in times)[place])
    yield Measured("the first list page of a revision", first, 5.0)
    yield Measured("a list page of 50 from 100,000, p95", p95, 0.100)
    yield Measured("the page of an item, the first after a change", Took(_changed(client)), 0.3)
    once = client.get(path, {"where": WHERE[1], "sort": "-heads", "columns": "heads"})
    assert once.status_code == 200
