"""Questions sent by a link, over the API: made, answered on the page, accepted, taken back."""

from __future__ import annotations

import json
from typing import Any

from django.core.cache import cache
from django.test import Client

from cohelm.store.load import everything
from tests.api.conftest import Enter

ADDRESS = "/api/v1/enquiries"
USERS = {"item": "application:crm", "field": "users"}


def make(client: Client, *questions: dict[str, str], **more: Any) -> Any:
    body = {"to": "Bo", "questions": list(questions), **more}
    return client.post(ADDRESS, json.dumps(body), "application/json")


def test_a_link_is_made_answered_on_its_page_and_accepted(enter: Enter) -> None:
    cache.clear()
    client = enter("writer")
    made = make(client, USERS)
    assert made.status_code == 201
    path = made.json()["link"].removeprefix("http://testserver")
    assert Client().post(path, {"answer-0": "77"}).status_code == 200
    (sent,) = client.get(ADDRESS).json()["enquiries"]
    assert (sent["answers"], sent["answered_by"], sent["batch"]) == ([77], "Bo", None)
    accepted = client.post(f"{ADDRESS}/{sent['number']}/accept", "{}", "application/json")
    assert accepted.json()["changes"] == 1
    assert everything().plain("application:crm")["users"] == 77
    again = client.post(f"{ADDRESS}/{sent['number']}/accept", "{}", "application/json")
    assert again.status_code == 404


def test_a_link_that_was_taken_back_is_not_there(enter: Enter) -> None:
    cache.clear()
    client = enter("writer")
    made = make(client, USERS).json()
    path = made["link"].removeprefix("http://testserver")
    closed = client.post(f"{ADDRESS}/{made['number']}/close", "{}", "application/json")
    assert closed.status_code == 204
    assert Client().get(path).status_code == 404


def test_what_cannot_be_asked_is_a_problem(enter: Enter) -> None:
    client = enter("writer")
    assert make(client).status_code == 422
    assert make(client, *[USERS] * 4).status_code == 422
    hidden = make(client, {"item": "application:nightshade", "field": "users"})
    assert hidden.status_code == 404
    assert make(client, USERS, days=61).status_code == 422


def test_enquiries_are_ones_own(enter: Enter) -> None:
    number = make(enter("writer"), USERS).json()["number"]
    assert enter("cio").get(ADDRESS).json()["enquiries"] == []
    answer = enter("cio").post(f"{ADDRESS}/{number}/accept", "{}", "application/json")
    assert answer.status_code == 404
