from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cohelm.accounts.models import Access, Token
from tests.cast import PASSWORD
from tests.web.conftest import Enter

NEW = "seven green lamps"


def link(response: object) -> str:
    body = response.content.decode()  # type: ignore[attr-defined]
    found = re.search(r"http://testserver(/welcome/[^<]+/)", body)
    assert found
    return found.group(1)


def test_an_administrator_invites_and_the_link_makes_one_account(enter: Enter) -> None:
    stated = {"level": "2", "office": "cio", "clearances": ["money", "nonsense"]}
    path = link(enter("admin").post("/people/invite/", stated))
    form = {"name": "Tom Wilk", "username": "tom", "password": NEW, "again": NEW}
    guest = Client()
    assert "invited as contributor" in guest.get(path).content.decode()
    assert guest.post(path, form)["Location"] == "/start/"
    access = Access.objects.get(user__username="tom")
    assert (access.level, access.office, access.clearances) == (2, "cio", "money")
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"username": ""}, "Letters, digits, dots and hyphens"),
        ({"username": "tom wilk"}, "Letters, digits, dots and hyphens"),
        ({"username": "CIO"}, "is taken"),
        ({"again": "something else"}, "The two are not the same."),
        ({"password": "short", "again": "short"}, "too short"),
    ],
)
def test_what_cannot_be_taken_is_said_at_the_field_and_the_link_still_works(
    changed: dict[str, str], wrong: str, enter: Enter
) -> None:
    path = link(enter("admin").post("/people/invite/", {"level": "1"}))
    form = {"name": "Tom", "username": "tom", "password": NEW, "again": NEW}
    response = Client().post(path, form | changed)
    assert response.status_code == 422
    assert wrong in response.content.decode()
    assert Client().post(path, form).status_code == 302


def test_what_cannot_be_taken_is_said_where_it_was_stated_and_nothing_is_lost(enter: Enter) -> None:
    admin, writer = enter("admin"), User.objects.get(username="writer")
    stated = {"level": "4", "clearances": ["money"], "email": "no address"}
    body = admin.post(f"/people/{writer.pk}/", stated).content.decode()
    assert "&#x27;no address&#x27; is no address" in body
    assert 'value="no address" ' in body
    body = admin.post("/people/invite/", {"level": "3", "clearances": ["people"]}).content.decode()
    assert "An office lead leads an office" in body.partition("Invite somebody")[2]
    assert 'value="3" selected' in body.partition("Invite somebody")[2]


@pytest.mark.parametrize("stated", [{"level": "9"}, {"level": ""}, {"level": "3"},
                                    {"level": "2", "office": "none"}])  # fmt: skip
def test_an_access_that_makes_no_sense_is_refused(stated: dict[str, str], enter: Enter) -> None:
    assert enter("admin").post("/people/invite/", stated).status_code in (404, 422)


def test_an_access_is_changed_and_taken_away_but_not_ones_own(
    enter: Enter, people: dict[str, User]
) -> None:
    client, path = enter("admin"), f"/people/{people['reader'].pk}/"
    client.post(path, {"level": "2"})
    assert Access.objects.get(user=people["reader"]).level == 2
    client.post(path, {"level": "0"})
    assert not Access.objects.filter(user=people["reader"]).exists()
    assert client.post(f"/people/{people['admin'].pk}/", {"level": "1"}).status_code == 400


def test_whoever_lost_the_password_gets_a_link_for_a_new_one(
    enter: Enter, people: dict[str, User]
) -> None:
    path = link(enter("admin").post(f"/people/{people['writer'].pk}/renew/"))
    guest = Client()
    assert guest.post(path, {"password": NEW, "again": NEW}).status_code == 302
    people["writer"].refresh_from_db()
    assert people["writer"].check_password(NEW)
    assert Access.objects.get(user=people["writer"]).level == 2


def test_one_signs_in_with_a_name_and_a_password(enter: Enter) -> None:
    client = enter("nobody")
    refused = client.post("/accounts/login/", {"login": "reader", "password": "wrong"})
    assert "do not belong together" in refused.content.decode()
    taken = client.post(
        "/accounts/login/?next=/concerns/", {"login": "reader", "password": PASSWORD}
    )
    assert taken.status_code == 302
    assert client.get("/").status_code == 200
    client.post("/leave/")
    assert client.get("/").status_code == 302


def test_guessing_passwords_is_slowed_down(enter: Enter) -> None:
    client = enter("nobody")
    for _ in range(12):
        answer = client.post("/accounts/login/", {"login": "reader", "password": "wrong"})
    assert "Too many wrong passwords" in answer.content.decode()
    right = client.post("/accounts/login/", {"login": "reader", "password": PASSWORD})
    assert right.status_code == 200  # refused for a time, even with the right one


def test_nobody_signs_up(enter: Enter) -> None:
    assert enter("nobody").get("/accounts/signup/").status_code == 404


def test_a_token_is_shown_once_and_revoked_by_its_owner_alone(enter: Enter) -> None:
    client = enter("writer")
    body = client.post("/tokens/", {"name": "ci", "scope": "write", "days": "30"}).content.decode()
    text = re.search(r"cohelm_[\w-]+", body)
    assert text
    assert text.group(0) not in client.get("/tokens/").content.decode()
    number = Token.objects.get().pk
    assert enter("cio").post(f"/tokens/{number}/revoke/").status_code == 404
    assert client.post(f"/tokens/{number}/revoke/").status_code == 302
    assert not Token.objects.exists()


@pytest.mark.parametrize(
    "stated", [{"days": "0"}, {"days": "x"}, {"days": "9999999"}, {"name": ""}]
)
def test_a_token_that_makes_no_sense_is_refused(stated: dict[str, str], enter: Enter) -> None:
    form = {"name": "ci", "scope": "read", "days": "30"} | stated
    assert enter("writer").post("/tokens/", form).status_code == 422
    assert not Token.objects.exists()
