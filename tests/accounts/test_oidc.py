"""Signing in by OpenID Connect, against a provider that is honest, and one that is not."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from cohelm.core.errors import UsageError
from cohelm.server.oidc_settings import oidc_settings
from tests.accounts.provider import Provider, trust
from tests.cast import make_people
from tests.cli.running import clean_environment


@pytest.fixture
def provider(
    store: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Provider]:
    found = Provider()
    trust(found.issuer, settings, monkeypatch)
    people = make_people()
    people["reader"].email = "Reader@acme.example"
    people["reader"].save()
    yield found
    found.close()


def to_provider(client: Client, onward: str = "") -> str:
    answer = client.get("/accounts/oidc/", {"next": onward} if onward else {})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def back(address: str) -> str:
    """Where the provider leads back to, as path and query."""
    answer = requests.get(address, allow_redirects=False, timeout=5)
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"


def signed_in(client: Client) -> str:
    number = client.session.get("_auth_user_id")
    return str(User.objects.get(pk=number).username) if number else ""


def come(client: Client, onward: str = "") -> Any:
    return client.get(back(to_provider(client, onward)))


def test_who_has_the_address_here_is_signed_in_and_joined_once(provider: Provider) -> None:
    client = Client()
    assert "Sign in with Acme" in client.get("/accounts/login/").content.decode()
    asked = parse_qs(urlsplit(to_provider(client)).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 16 for name in ("state", "nonce"))
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    answer = come(client, "/concerns/")
    assert (answer.status_code, answer["Location"]) == (302, "/concerns/")
    assert signed_in(client) == "reader"
    provider.claims["email"] = "another@acme.example"  # joined by who it is, from now on
    again = Client()
    come(again)
    assert signed_in(again) == "reader"
    assert SocialAccount.objects.count() == 1


def test_nobody_is_led_elsewhere_after_the_sign_in(provider: Provider) -> None:
    assert come(Client(), "https://evil.example/")["Location"] == "/start/"


@pytest.mark.parametrize(
    ("claims", "says"),
    [
        ({"email_verified": False}, "does not say that it has verified an address"),
        ({"email_verified": "false"}, "does not say that it has verified an address"),
        ({"email_verified": None}, "does not say that it has verified an address"),
        ({"email": None}, "does not say that it has verified an address"),
        ({"email": "nobody@acme.example"}, "no account here with the address nobody@acme.example"),
    ],
)
def test_who_is_nobody_here_or_whose_address_nobody_verified_stays_outside(
    claims: dict[str, Any], says: str, provider: Provider
) -> None:
    provider.claims |= claims
    client, before = Client(), User.objects.count()
    answer = come(client)
    assert answer.status_code == 403
    assert says in answer.content.decode()
    assert (signed_in(client), User.objects.count(), SocialAccount.objects.count()) == (
        "",
        before,
        0,
    )


def test_two_accounts_with_one_address_are_joined_to_neither(provider: Provider) -> None:
    User.objects.create_user("double", email="reader@acme.example")
    assert come(Client()).status_code == 403
    assert not SocialAccount.objects.exists()


def test_an_account_that_is_shut_stays_shut(provider: Provider) -> None:
    come(Client())
    User.objects.filter(username="reader").update(is_active=False)
    client = Client()
    answer = come(client)
    assert (answer.status_code, signed_in(client)) == (403, "")
    assert "this account is shut" in answer.content.decode().lower()


def test_an_account_is_made_only_where_the_setting_says_so_and_without_access(
    provider: Provider, settings: Settings
) -> None:
    settings.OIDC_SIGN_UP = True
    provider.claims |= {"email": "new@acme.example", "sub": "u-18"}
    client = Client()
    come(client)
    assert signed_in(client) == "reader-2"  # the name was taken
    made = User.objects.get(username="reader-2")
    assert (made.email, made.has_usable_password(), hasattr(made, "access")) == (
        "new@acme.example", False, False,
    )  # fmt: skip
    assert client.get("/items/application/").status_code == 403
    provider.claims |= {"email": "other@acme.example", "email_verified": False, "sub": "u-19"}
    assert come(Client()).status_code == 403


LIES: list[tuple[str, dict[str, Any]]] = [
    ("nonce", {"nonce": "another"}), ("no nonce", {"nonce": None}),
    ("audience", {"aud": "another-client"}), ("no audience", {"aud": None}),
    ("issuer", {"iss": "https://evil.example"}), ("no issuer", {"iss": None}),
    ("over", {"exp": int(time.time()) - 120}),
]  # fmt: skip


@pytest.mark.parametrize("lies", [lies for _, lies in LIES], ids=[name for name, _ in LIES])
def test_a_token_that_says_anything_else_is_not_taken(
    lies: dict[str, Any], provider: Provider
) -> None:
    provider.lies = lies
    client = Client()
    answer = come(client)
    assert (answer.status_code, signed_in(client)) == (403, "")
    assert "the sign-in was not accepted" in answer.content.decode().lower()


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_that_is_not_signed_by_the_provider_is_not_taken(
    algorithm: str, provider: Provider
) -> None:
    provider.algorithm = algorithm
    client = Client()
    assert (come(client).status_code, signed_in(client)) == (403, "")


def test_a_token_signed_with_a_key_that_the_provider_does_not_publish_is_not_taken(
    provider: Provider,
) -> None:
    published = provider.jwk
    provider.rotate()
    provider.jwk, provider.kid = published, published["kid"]
    client = Client()
    assert (come(client).status_code, signed_in(client)) == (403, "")


def test_userinfo_about_somebody_else_is_not_taken(provider: Provider) -> None:
    provider.userinfo = {"sub": "u-99", "email": "reader@acme.example"}
    client = Client()
    assert (come(client).status_code, signed_in(client)) == (403, "")


def test_a_new_key_of_the_provider_is_taken_up(provider: Provider) -> None:
    come(Client())
    provider.rotate()
    client = Client()
    come(client)
    assert signed_in(client) == "reader"


def test_an_answer_belongs_to_the_browser_that_asked_and_is_good_once(provider: Provider) -> None:
    client, victim = Client(), Client()
    address = back(to_provider(client))
    stolen = victim.get(address)
    assert (stolen.status_code, signed_in(victim)) == (403, "")
    assert "no sign-in that was begun in this browser" in stolen.content.decode()
    assert client.get(address).status_code == 302
    client.post("/leave/")
    assert (client.get(address).status_code, signed_in(client)) == (403, "")
    assert victim.get("/accounts/oidc/callback/?code=x&state=y").status_code == 403
    assert victim.get("/accounts/oidc/callback/").status_code == 403


def test_an_answer_of_another_issuer_is_not_taken(provider: Provider) -> None:
    client = Client()
    address = back(to_provider(client)) + "&iss=https://evil.example"
    assert (client.get(address).status_code, signed_in(client)) == (403, "")


def test_who_breaks_off_at_the_provider_is_told_so(provider: Provider) -> None:
    client = Client()
    state = parse_qs(urlsplit(to_provider(client)).query)["state"][0]
    answer = client.get(f"/accounts/oidc/callback/?error=access_denied&state={state}")
    assert answer.status_code == 403
    assert "broken off" in answer.content.decode()


def test_a_provider_that_is_down_is_a_clear_error_there_and_on_the_way_back(
    provider: Provider,
) -> None:
    client = Client()
    address = back(to_provider(client))
    provider.is_down = True
    for answer in (client.get("/accounts/oidc/"), client.get(address)):
        assert answer.status_code == 502
        body = answer.content.decode()
        assert "Acme" in body or "did not answer" in body
        assert "Sign in with a name and a password" in body
    provider.close()
    assert Client().get("/accounts/oidc/").status_code == 502


def test_the_second_factor_is_asked_for_after_the_provider_too(provider: Provider) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(User.objects.get(username="reader"), generate_totp_secret())
    client = Client()
    assert come(client)["Location"].startswith("/accounts/2fa/authenticate/")
    assert signed_in(client) == ""


def test_there_is_no_way_in_without_a_provider(store: None, settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = oidc_settings("", "", "", "")
    assert Client().get("/accounts/oidc/").status_code == 404
    assert Client().get("/accounts/oidc/callback/?code=a&state=b").status_code == 404
    assert "Sign in with" not in Client().get("/accounts/login/").content.decode()


@pytest.mark.parametrize(
    ("issuer", "client", "secret"),
    [("http://login.example", "c", "s"), ("login.example", "c", "s"), ("https://login.example", "", "s"),
     ("https://login.example", "c", "")],
)  # fmt: skip
def test_settings_that_make_no_sense_stop_the_start(issuer: str, client: str, secret: str) -> None:
    with pytest.raises(UsageError, match="COHELM_OIDC"):
        oidc_settings(issuer, client, secret, "Acme")


KNOWN = """
import django, sys
django.setup()
from allauth.socialaccount.providers import registry
print(registry.get_class("openid_connect"), "jwt" in sys.modules)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("issuer", "said"),
    [("https://login.acme.example", "<class 'cohelm.accounts.oidc.Provider'> True"), ("", "None False")],
)  # fmt: skip
def test_a_provider_is_loaded_where_an_issuer_is_set_and_costs_nobody_else(
    issuer: str, said: str
) -> None:
    given = clean_environment() | {
        "DJANGO_SETTINGS_MODULE": "cohelm.server.settings",
        "COHELM_OIDC_ISSUER": issuer, "COHELM_OIDC_CLIENT": "c", "COHELM_OIDC_SECRET": "s",
    }  # fmt: skip
    found = subprocess.run(
        [sys.executable, "-c", KNOWN], env=given, check=True, capture_output=True, text=True
    )
    assert found.stdout.strip() == said
