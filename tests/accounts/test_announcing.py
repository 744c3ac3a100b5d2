"""What is written is told to the hooks that want it, and to nobody who may not see it."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from cohelm.accounts.announcing import announce, announce_work
from cohelm.accounts.hooks import EVENTS
from cohelm.accounts.models import Access, Announced, Delivery, Hook
from cohelm.accounts.telling import notify
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.errors import CohelmError
from cohelm.store.access import Level
from cohelm.store.apply import apply
from cohelm.store.jobs import run_one, start
from cohelm.store.models import Job
from tests.cast import MAKER, organise

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def ann() -> User:
    organise()
    made = User.objects.create_user("ann")
    Access.objects.create(user=made, level=Level.READER.value)
    return made


def hook(user: User, *events: str) -> Hook:
    """As if it had been made on the page, without a look at where its address leads."""
    return Hook.objects.create(
        user=user, name="chat", address="https://hook.example/", nonce="n", made=timezone.now(),
        events=list(events),
    )  # fmt: skip


def said() -> list[tuple[str, dict[str, Any]]]:
    """What was queued since this was last asked."""
    found = [orjson.loads(one.body) for one in Delivery.objects.order_by("pk")]
    Delivery.objects.all().delete()
    return [(one["type"], one["data"]) for one in found]


def written(*changes: ItemChange, via: str = "test", scenario: str = "") -> int:
    """Writes, lets the log be read, and answers how much there was to tell."""
    apply(ChangeSet(changes), by=MAKER, via=via, scenario=scenario)
    return announce(timezone.now())


def decision(id_: str, status: str, *, before: str = "", **more: str) -> ItemChange:
    if before:
        return ItemChange(f"decision:{id_}", {"status": before}, {"status": status})
    return ItemChange(f"decision:{id_}", None, {"name": id_, "status": status, **more})


def test_a_decision_is_told_of_when_it_is_taken_and_only_then(ann: User) -> None:
    hook(ann, "decision.decided")
    announce(timezone.now())
    assert Announced.objects.get().seq
    written(decision("crane", "proposed"))
    assert said() == []
    written(decision("crane", "accepted", before="proposed"))
    assert said() == [(
        "decision.decided",
        {"decision": "decision:crane", "status": "accepted",
         "address": "http://127.0.0.1:8000/decide/crane/"},
    )]  # fmt: skip
    assert announce(timezone.now()) == 0
    written(ItemChange("decision:crane", {"name": "crane"}, {"name": "Crane"}))
    assert said() == []


def test_nobody_is_told_of_what_they_may_not_see_nor_of_what_they_did_not_ask_for(
    ann: User,
) -> None:
    hook(ann, "decision.decided", "import.applied")
    hook(ann, "minutes.written")
    announce(timezone.now())
    secret = decision("secret", "accepted", clearance="between")
    assert written(secret, via="import") == 2
    assert said() == []
    meeting = ItemChange("meeting:weekly", None, {"name": "Weekly", "held_on": "2026-11-29"})
    written(meeting, via="import")
    assert sorted(type_ for type_, _ in said()) == ["import.applied", "minutes.written"]


def test_who_is_given_a_concern_or_mentioned_is_called_where_that_is_asked_for(ann: User) -> None:
    hook(ann, "concern.given", "comment.mention")
    written(decision("crane", "proposed"))
    for what in ("given", "mention"):
        notify(None, "decision:crane", what=what, to="role:x", users=[ann], now=timezone.now())
    page = "http://127.0.0.1:8000/items/decision/crane/"
    assert said() == [
        ("concern.given", {"action": "decision:crane", "to": "role:x", "address": page}),
        ("comment.mention", {"item": "decision:crane", "to": "role:x", "address": page}),
    ]


def test_what_was_there_before_the_first_look_is_no_news(ann: User) -> None:
    hook(ann, *EVENTS)
    written(decision("old", "accepted"))
    assert said() == []


def test_long_work_tells_its_owner_how_it_ended(ann: User) -> None:
    hook(ann, "work.done")

    def ended(job: Job) -> None:
        announce_work(job, timezone.now())

    def fails(*_: object) -> dict[str, Any]:
        raise CohelmError("no")

    for owner in ("ann", "bob"):
        start("count", "Counting", {}, owner=owner)
        run_one({"count": lambda *_: {}}, ended=ended)
    start("count", "Counting", {}, owner="ann")
    run_one({"count": fails}, ended=ended)
    assert [data["state"] for _, data in said()] == ["done", "failed"]
