"""Checks are held against what stood the night before, for each audience; only what is new is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import orjson
import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from cohelm.accounts.models import Access, Delivery, Hook, StoodBefore
from cohelm.accounts.night import tell_of_concerns
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.store.access import Level
from cohelm.store.apply import apply
from tests.cast import MAKER, organise

pytestmark = pytest.mark.usefixtures("store")
NIGHT = timezone.now()


def account(name: str, level: Level, *events: str) -> Hook:
    """An account with a hook, as if it had been made on the page."""
    user = User.objects.create_user(name)
    Access.objects.create(user=user, level=level.value, office="cio")
    return Hook.objects.create(
        user=user, name="chat", address="https://hook.example/", nonce=name, made=NIGHT,
        events=list(events),
    )  # fmt: skip


def goal(id_: str, **more: str) -> None:
    """A goal that nothing serves: a concern."""
    plain = {"name": id_, "weight": "1", **more}
    apply(ChangeSet((ItemChange(f"goal:{id_}", None, plain),)), by=MAKER, via="test")


def said(night: datetime) -> dict[str, dict[str, Any]]:
    """What was told in a night, by account."""
    tell_of_concerns(night)
    found = {one.hook.user.username: orjson.loads(one.body) for one in Delivery.objects.all()}
    Delivery.objects.all().delete()
    assert {one["type"] for one in found.values()} <= {"concern.raised"}
    return {name: one["data"] for name, one in found.items()}


def items(of: dict[str, Any]) -> set[str]:
    return {one["item"] for one in of["concerns"]}


def test_what_is_new_since_the_last_night_is_told_once_to_those_who_see_it() -> None:
    organise()
    account("ann", Level.READER, "concern.raised")
    account("lead", Level.OFFICE_LEAD, "concern.raised", "decision.told")
    account("deaf", Level.READER, "decision.told")
    assert said(NIGHT) == {}  # what stands already is no news
    goal("open")
    goal("hidden", clearance="between")
    found = said(NIGHT + timedelta(days=1))
    assert found.keys() == {"ann", "lead"}
    assert items(found["ann"]) == {"goal:open"}
    assert items(found["lead"]) == {"goal:open", "goal:hidden"}
    assert found["ann"]["raised"] == len(found["ann"]["concerns"])
    assert found["ann"]["since"] == NIGHT.date().isoformat()
    assert found["ann"]["address"].endswith("/concerns/")
    assert said(NIGHT + timedelta(days=2)) == {}


def test_what_is_kept_names_nothing_and_goes_when_nobody_wants_to_hear() -> None:
    organise()
    hook = account("ann", Level.READER, "concern.raised")
    goal("open")
    said(NIGHT)
    (kept,) = StoodBefore.objects.all()
    assert "goal" not in str(kept.standing)
    Hook.objects.filter(pk=hook.pk).update(stopped=NIGHT)
    said(NIGHT + timedelta(days=1))
    assert not StoodBefore.objects.exists()


def test_an_account_without_access_is_told_nothing() -> None:
    organise()
    account("gone", Level.READER, "concern.raised")
    said(NIGHT)
    Access.objects.all().delete()
    goal("open")
    assert said(NIGHT + timedelta(days=1)) == {}
