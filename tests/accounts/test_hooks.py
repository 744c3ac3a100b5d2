"""Webhooks: signed as the standard says, tried again with pauses, stopped, with new secrets."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from cohelm.accounts import hooks
from cohelm.accounts.hooks import (
    WAITS,
    change_secret,
    deliver_due,
    make_hook,
    queue,
    secret_of,
    signature,
)
from cohelm.accounts.models import Access, Delivery, Hook
from cohelm.accounts.outward import Target
from cohelm.core.errors import InputError, UnknownName
from cohelm.store.access import Level

pytestmark = pytest.mark.usefixtures("store")
ADDRESS = "http://hook.internal/in"
FORM = {"name": "Chat", "address": ADDRESS, "event": ["decision.told", "work.done"]}


class Sent:
    """Stands for the other side: what it was sent, and what it answers."""

    def __init__(self, *answers: int | OSError) -> None:
        self.answers, self.calls = list(answers), list[tuple[bytes, Mapping[str, str]]]()

    def __call__(self, target: Target, body: bytes, headers: Mapping[str, str]) -> int:
        assert target.address == "10.0.0.9"
        self.calls.append((body, headers))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, OSError):
            raise answer
        return answer


@pytest.fixture
def user(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> User:
    settings.HOOK_HOSTS = frozenset({"hook.internal"})
    monkeypatch.setattr("cohelm.accounts.outward.resolved", lambda *_: ["10.0.0.9"])
    monkeypatch.setattr(
        hooks,
        "target_of",
        lambda text, allowed: Target("http", "hook.internal", 80, "/in", "10.0.0.9"),
    )
    made = User.objects.create_user("ann")
    Access.objects.create(user=made, level=Level.READER.value)
    return made


def hook(user: User, now: datetime) -> Hook:
    return make_hook(user, name="chat", address=ADDRESS, now=now).hook


def test_the_signature_is_that_of_the_standards_own_example() -> None:
    # Standard Webhooks, reference implementations, the shared test vector
    found = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
        '{"test": 2432232314}',
    )  # fmt: skip
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_message_arrives_signed_once(user: User) -> None:
    now, other = timezone.now(), Sent(204)
    made = hook(user, now)
    queue(user, "decision.told", {"decision": "decision:x"}, now=now)
    assert (deliver_due(now, send=other), deliver_due(now, send=other)) == (1, 0)
    body, headers = other.calls[0]
    seconds = int(headers["webhook-timestamp"])
    assert headers["webhook-signature"] == signature(
        secret_of(made.nonce), headers["webhook-id"], seconds, body.decode()
    )
    assert b'"type":"decision.told"' in body
    assert Delivery.objects.get().arrived


@pytest.mark.parametrize("answer", [500, 302, 404, OSError("no")])
def test_a_failure_is_tried_again_after_ever_longer_pauses_and_then_given_up(
    user: User, answer: int | OSError
) -> None:
    now, other = timezone.now(), Sent(answer)
    hook(user, now)
    queue(user, "work.done", {}, now=now)
    pauses = []
    for _ in WAITS:
        assert deliver_due(now, send=other, draw=random.Random(1)) == 1
        one = Delivery.objects.get()
        pauses.append((one.due - now).total_seconds())
        now = max(one.due, now)
    assert one.done
    assert not one.arrived
    assert deliver_due(now + timedelta(days=9), send=other) == 0
    for pause, wait in zip(pauses[:-1], WAITS[1:], strict=True):
        assert 0.8 * wait <= pause <= 1.2 * wait
    assert len({call[1]["webhook-id"] for call in other.calls}) == 1


def test_gone_stops_the_hook_and_so_does_an_account_without_access(user: User) -> None:
    now = timezone.now()
    made = hook(user, now)
    queue(user, "work.done", {}, now=now)
    deliver_due(now, send=Sent(410))
    assert Hook.objects.get(pk=made.pk).stopped == now
    again = hook(user, now)
    queue(user, "work.done", {}, now=now)
    Access.objects.all().delete()
    never = Sent(200)
    deliver_due(now, send=never)
    assert never.calls == []
    assert Hook.objects.get(pk=again.pk).stopped == now


def test_for_a_day_two_secrets_sign(user: User) -> None:
    now, other = timezone.now(), Sent(200)
    made = hook(user, now)
    first = made.nonce
    shown = change_secret(user, made.pk, now=now)
    for moment, many in ((now, 2), (now + timedelta(hours=25), 1)):
        queue(user, "work.done", {}, now=moment)
        deliver_due(moment, send=other)
        body, headers = other.calls[-1]
        told = [signature(secret, headers["webhook-id"], int(headers["webhook-timestamp"]), body.decode())
                for secret in (shown.secret, secret_of(first))]  # fmt: skip
        assert headers["webhook-signature"].split(" ") == told[:many]


def test_nobody_touches_anothers_hook_and_ten_are_enough(user: User) -> None:
    now, other = timezone.now(), User.objects.create_user("bob")
    made = hook(user, now)
    queue(user, "work.done", {}, now=now)
    number = Delivery.objects.get().pk
    with pytest.raises(UnknownName):
        hooks.stop_hook(other, made.pk, now=now)
    with pytest.raises(UnknownName):
        change_secret(other, made.pk, now=now)
    with pytest.raises(UnknownName):
        hooks.send_again(other, number, now=now)
    with pytest.raises(UnknownName):
        hooks.send_test(other, made.pk, now=now)
    for _ in range(9):
        hook(user, now)
    with pytest.raises(InputError, match="10 hooks"):
        hook(user, now)
    for said, stated in (
        ("name is missing", {"name": " "}), ("no event is chosen", {"events": []}),
        ("there is no event 'x'", {"events": ["x"]}),
    ):  # fmt: skip
        with pytest.raises(InputError, match=said):
            make_hook(other, **{"name": "a", "address": ADDRESS, "now": now} | stated)


def test_the_page_makes_tries_sends_again_and_stops(user: User) -> None:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    made = client.post("/hooks/", FORM).content.decode()
    assert "whsec_" in made
    assert "whsec_" not in client.get("/hooks/").content.decode()
    number = Hook.objects.get().pk
    client.post(f"/hooks/{number}/test/")
    deliver_due(timezone.now(), send=Sent(200))
    assert "arrived: answered 200" in client.get("/hooks/").content.decode()
    client.post(f"/hooks/again/{Delivery.objects.get().pk}/")
    assert Delivery.objects.get().done is None
    assert "whsec_" in client.post(f"/hooks/{number}/secret/").content.decode()
    client.post(f"/hooks/{number}/stop/")
    assert Hook.objects.get().stopped
    assert client.post(f"/hooks/{number}/test/").status_code == 404


def test_an_address_inside_is_refused_on_the_page(settings: Settings) -> None:
    user = User.objects.create_user("eve")
    Access.objects.create(user=user, level=Level.READER.value)
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    for address in (
        "https://127.0.0.1/",
        "http://localhost/",
        "https://[::1]/",
        "file:///etc/passwd",
    ):
        found = client.post("/hooks/", {**FORM, "address": address})
        assert found.status_code == 422, address
    assert not Hook.objects.exists()
