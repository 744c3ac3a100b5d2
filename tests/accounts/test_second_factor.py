"""One-time codes, from the page that shows the secret to the sign-in that asks for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from cohelm.accounts.let_in import let_in
from cohelm.accounts.secrets import invite_again
from cohelm.core.errors import UnknownName
from tests.cast import PASSWORD, make_people


def code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def body(answer: Any) -> str:
    return str(answer.content.decode())


def shown_codes(client: Client) -> list[str]:
    page = body(client.get("/accounts/2fa/codes/")).partition("<textarea")[2]
    return re.findall(r"\b\d{8}\b", page.partition("</textarea>")[0])


@pytest.fixture
def client(store: None) -> Iterator[Client]:
    """Signed in; the clock stands, since a code is good for half a minute."""
    cache.clear()
    make_people()
    found = Client()
    with time_machine.travel(timezone.now(), tick=False):
        login(found)
        yield found


def login(client: Client) -> str:
    answer = client.post("/accounts/login/", {"login": "writer", "password": PASSWORD})
    return str(answer.get("Location", ""))


def activated(client: Client) -> tuple[str, list[str]]:
    """The secret and the recovery codes, by the pages alone."""
    asked = client.get("/accounts/2fa/totp/activate/")["Location"]  # the password, once more
    assert client.post(asked, {"password": "wrong"}).status_code == 200
    assert client.post(asked, {"password": PASSWORD})["Location"] == "/accounts/2fa/totp/activate/"
    page = body(client.get("/accounts/2fa/totp/activate/"))
    found = re.search(r'value="([A-Z2-7]{32})"', page)
    assert found, page
    assert "<svg" in page or "data:image/svg" in page
    wrong = body(client.post("/accounts/2fa/totp/activate/", {"code": "000000"}))
    assert "Incorrect code" in wrong
    assert (
        client.post("/accounts/2fa/totp/activate/", {"code": code(found.group(1))}).status_code
        == 302
    )
    codes = shown_codes(client)
    assert len(codes) == 10
    return found.group(1), codes


def test_codes_are_set_up_asked_for_at_sign_in_and_good_once(client: Client) -> None:
    assert "Second factor" in body(client.get("/accounts/2fa/"))
    secret, _ = activated(client)
    client.post("/leave/")
    cache.clear()  # the code that set it up is used up; a new one takes half a minute
    guest = Client()
    assert login(guest).startswith("/accounts/2fa/authenticate/")
    assert guest.get("/").status_code == 302
    assert "Incorrect code" in body(guest.post("/accounts/2fa/authenticate/", {"code": "123456"}))
    used = code(secret)
    assert guest.post("/accounts/2fa/authenticate/", {"code": used}).status_code == 302
    assert guest.get("/").status_code == 200
    thief = Client()
    login(thief)
    replayed = thief.post("/accounts/2fa/authenticate/", {"code": used})
    assert replayed.status_code == 200
    assert thief.get("/").status_code == 302


def test_a_recovery_code_lets_in_once_and_new_ones_make_the_old_ones_void(client: Client) -> None:
    _, codes = activated(client)
    guest, again = Client(), Client()
    login(guest)
    assert guest.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 302
    assert guest.get("/").status_code == 200
    login(again)
    assert again.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 200
    client.post("/accounts/2fa/codes/new/")
    fresh = shown_codes(client)
    assert not set(fresh) & set(codes)
    assert again.post("/accounts/2fa/authenticate/", {"code": codes[1]}).status_code == 200
    assert again.post("/accounts/2fa/authenticate/", {"code": fresh[0]}).status_code == 302
    download = client.get("/accounts/2fa/codes/download/")
    assert "attachment" in download["Content-Disposition"]
    assert fresh[1] in body(download)


def test_guessing_codes_is_slowed_down(client: Client) -> None:
    activated(client)
    guest = Client()
    login(guest)
    for _ in range(12):
        answer = guest.post("/accounts/2fa/authenticate/", {"code": "123456"})
    assert "Too many" in body(answer)


def test_codes_are_given_up_again(client: Client) -> None:
    activated(client)
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
    guest = Client()
    assert login(guest) == "/start/"
    assert guest.get("/").status_code == 200


def test_a_link_for_a_new_password_does_not_lead_past_the_code(client: Client) -> None:
    activated(client)
    guest, new = Client(), "seven green lamps"
    secret = invite_again(User.objects.get(username="writer"), now=timezone.now())
    stated = {"password": new, "again": new}
    assert guest.post(f"/welcome/{secret}/", stated)["Location"] == "/accounts/login/"
    assert "Sign in with it and a code" in body(guest.get("/accounts/login/"))
    assert guest.get("/").status_code == 302
    answer = guest.post("/accounts/login/", {"login": "writer", "password": new})
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")


def test_who_lost_the_second_factor_is_let_in_by_an_administrator(client: Client) -> None:
    activated(client)
    writer, admin = (User.objects.get(username=name) for name in ("writer", "admin"))
    office = Client()
    office.force_login(admin, "django.contrib.auth.backends.ModelBackend")
    assert "Take second factor away" in body(office.get("/people/"))
    assert office.post(f"/people/{admin.pk}/codes/").status_code == 400  # one's own is not this way
    assert office.post(f"/people/{writer.pk}/codes/").status_code == 302
    assert client.get("/").status_code == 302  # what was open under it is over
    assert login(Client()) == "/start/"
    assert "Take second factor away" not in body(office.get("/people/"))


def test_whoever_keeps_the_server_lets_in_who_lost_both(client: Client, settings: Settings) -> None:
    activated(client)
    assert client.get("/").status_code == 200
    kept, settings.SECRET_KEY = settings.SECRET_KEY, "of the command line, which is told none"
    let_in("writer", now=timezone.now())
    settings.SECRET_KEY = kept
    assert client.get("/").status_code == 302
    path = f"/welcome/{let_in('writer', now=timezone.now())}/"
    stated = {"password": "seven green lamps", "again": "seven green lamps"}
    assert Client().post(path, stated)["Location"] == "/start/"
    with pytest.raises(UnknownName, match="Did you mean 'writer'"):
        let_in("writr", now=timezone.now())
