"""Open sign-ins, and what a stranger cannot do to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import global_settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from cohelm.accounts.models import SignIn
from cohelm.accounts.sign_ins import browser_in_words
from tests.cast import PASSWORD, make_people

LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture
def people(store: None) -> Iterator[dict[str, User]]:
    """The accounts; the clock stands, since wrong tries are forgotten after a while."""
    cache.clear()
    with time_machine.travel(timezone.now(), tick=False):
        yield make_people()


def attempt(client: Client, password: str, *, name: str = "reader", address: str = "") -> Any:
    told = {"REMOTE_ADDR": address} if address else {}
    return client.post("/accounts/login/", {"login": name, "password": password}, **told)


def signed_in(name: str = "reader", **told: str) -> Client:
    client = Client(**told)  # type: ignore[arg-type]
    assert attempt(client, PASSWORD, name=name).status_code == 302
    assert client.get("/").status_code == 200
    return client


def body(answer: Any) -> str:
    return str(answer.content.decode())


def test_each_sign_in_is_listed_and_one_or_all_others_are_ended(people: dict[str, User]) -> None:
    here = signed_in(HTTP_USER_AGENT=LINUX)
    phone, other, third = signed_in(), signed_in(), signed_in("writer")
    page = body(here.get("/sign-ins/"))
    assert page.count("<tr>") == 4  # the head and three
    assert "Firefox on Linux" in page
    assert page.count("this one") == 1
    (number,) = SignIn.objects.filter(session_key=phone.session.session_key).values_list(
        "pk", flat=True
    )
    assert third.post(f"/sign-ins/{number}/end/").status_code == 404
    assert here.post(f"/sign-ins/{number}/end/").status_code == 302
    assert phone.get("/").status_code == 302
    assert other.get("/").status_code == 200
    here.post("/sign-ins/end-others/")
    assert other.get("/").status_code == 302
    assert (here.get("/").status_code, third.get("/").status_code) == (200, 200)
    assert "You are signed in nowhere else." in body(here.get("/sign-ins/"))


def test_an_administrator_ends_the_sign_ins_of_somebody_who_left(people: dict[str, User]) -> None:
    gone, admin = signed_in(), signed_in("admin")
    admin.post(f"/people/{people['reader'].pk}/end/")
    assert gone.get("/").status_code == 302
    assert admin.get("/").status_code == 200


def test_a_changed_password_ends_the_others_and_they_are_listed_no_more(
    people: dict[str, User],
) -> None:
    here, other = signed_in(), signed_in()
    new = "seven green lamps"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    here.post("/accounts/password/", form)
    assert other.get("/").status_code == 302
    people["reader"].refresh_from_db()
    assert people["reader"].check_password(new)


def test_a_sign_in_gets_a_new_session_and_signing_out_ends_it_here(people: dict[str, User]) -> None:
    client = Client()
    client.get("/accounts/login/")
    before = client.session.session_key
    attempt(client, PASSWORD)
    key = client.session.session_key
    assert key != before
    client.get("/")
    kept = client.cookies["cohelm_session"].value
    client.post("/leave/")
    thief = Client()
    thief.cookies["cohelm_session"] = kept
    assert thief.get("/").status_code == 302


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_a_sign_in_that_nobody_uses_is_over_after_half_an_hour(
    minutes: int, status: int, people: dict[str, User]
) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        client = signed_in()
        clock.move_to(start + timedelta(minutes=minutes))
        assert client.get("/").status_code == status


def test_one_in_use_is_over_after_twelve_hours(people: dict[str, User]) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        client = signed_in()
        for step in range(1, 36):
            clock.move_to(start + timedelta(minutes=20 * step))
            assert client.get("/").status_code == 200
        clock.move_to(start + timedelta(hours=12, minutes=1))
        assert client.get("/").status_code == 302


def test_guessing_from_elsewhere_does_not_keep_the_owner_out(people: dict[str, User]) -> None:
    for at in range(40):
        answer = attempt(Client(), "wrong", address=f"10.0.0.{at % 4 + 1}")
    assert "Too many wrong passwords" in body(answer)
    assert attempt(Client(), PASSWORD, address="10.0.9.9").status_code == 302


def test_guessing_from_the_same_address_does_not_keep_a_known_browser_out(
    people: dict[str, User],
) -> None:
    owner = signed_in()
    owner.post("/leave/")
    for _ in range(12):
        answer = attempt(Client(), "wrong")
    assert "Too many wrong passwords" in body(answer)
    assert attempt(Client(), PASSWORD).status_code == 200  # a browser that nobody knows: refused
    assert attempt(owner, PASSWORD).status_code == 302


def test_a_known_browser_is_known_for_its_own_account_alone_and_cannot_be_made_up(
    people: dict[str, User],
) -> None:
    writer = signed_in("writer")
    writer.post("/leave/")
    for _ in range(5):
        attempt(Client(), "wrong")
    assert "Too many" in body(attempt(writer, PASSWORD))
    forged = Client()
    forged.cookies["cohelm_known"] = "abc|reader"
    assert "Too many" in body(attempt(forged, PASSWORD))
    for _ in range(6):  # who has the browser guesses no faster than others
        answer = attempt(writer, "wrong", name="writer")
    assert "Too many" in body(answer)


def test_the_wait_grows_with_the_wrong_tries_and_ends(people: dict[str, User]) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        for _ in range(5):
            attempt(Client(), "wrong")
        assert attempt(Client(), PASSWORD).status_code == 200
        clock.move_to(start + timedelta(minutes=6))
        assert attempt(Client(), PASSWORD).status_code == 302
        for step in range(1, 5):
            clock.move_to(start + timedelta(minutes=6 + 6 * step))
            for _ in range(5):
                attempt(Client(), "wrong")
        clock.move_to(start + timedelta(minutes=36))  # twenty within the hour
        assert attempt(Client(), PASSWORD).status_code == 200
        clock.move_to(start + timedelta(minutes=100))
        assert attempt(Client(), PASSWORD).status_code == 302


def test_behind_a_proxy_the_place_is_what_the_proxy_says(
    people: dict[str, User], settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for at in range(8):
        told = {
            "HTTP_X_FORWARDED_FOR": f"1.2.3.{at}, 10.0.0.1"
        }  # the first is what the guesser says
        answer = Client().post("/accounts/login/", {"login": "reader", "password": "no"}, **told)
    assert "Too many" in body(answer)
    client = Client(headers={"x-forwarded-for": "10.0.0.2"})
    assert attempt(client, PASSWORD).status_code == 302


def test_an_unknown_name_is_refused_after_as_much_hashing_as_a_wrong_password(
    store: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work counted and not timed: rounds of the hasher that is shipped, nearly all of the time."""
    settings.ACCOUNT_RATE_LIMITS = False
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    User.objects.create_user("reader", password=PASSWORD)
    rounds: list[int | None] = []
    encode = PBKDF2PasswordHasher.encode

    def counted(
        hasher: PBKDF2PasswordHasher, password: str, salt: str, iterations: int | None = None
    ) -> str:
        rounds.append(iterations or hasher.iterations)
        return encode(hasher, password, salt, 1)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counted)
    spent = {}
    for name in ("reader", "nobody"):
        rounds.clear()
        assert attempt(Client(), "wrong", name=name).status_code == 200
        spent[name] = list(rounds)
    assert spent["nobody"] == spent["reader"] != []
    assert min(one or 0 for one in spent["reader"]) >= 1_000_000


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (LINUX, "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", "Edge on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17 Safari/604",
            "Safari on iPhone",
        ),
        ("curl/8.1", "curl/8.1"),
        ("", "not known"),
    ],
)
def test_browsers_are_called_as_people_call_them(agent: str, words: str) -> None:
    assert browser_in_words(agent) == words
