"""Who the API takes a program for, and what is off. Who comes in where: tests/contract."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from cohelm.accounts.models import Access, Token
from cohelm.accounts.secrets import make_token
from tests.api.conftest import Enter
from tests.tables import each

OF_BROWSERS = ("Vary", "Content-Language")
"""Headers that tell a browser's cache which answer is whose; answers to programs are not kept."""


def token(user: User, scope: str = "write", days: int = 1) -> dict[str, str]:
    made = make_token(user, name="test", scope=scope, days=days, now=timezone.now())  # type: ignore[arg-type]
    return {"Authorization": f"Bearer {made.text}"}


def test_a_token_reads_as_the_person_it_acts_for(enter: Enter, people: dict[str, User]) -> None:
    path = "/api/v1/items/application/nightshade"
    assert Client().get(path, headers=token(people["cio"])).status_code == 200
    assert Client().get(path, headers=token(people["writer"])).status_code == 404
    assert Client().get(path).status_code == 401
    assert Client().get(path)["WWW-Authenticate"] == "Bearer"


def test_a_token_that_reads_does_not_write(enter: Enter, people: dict[str, User]) -> None:
    path, body = "/api/v1/items/application", '{"name": "X"}'
    for scope, status in (("read", 403), ("write", 201)):
        answer = Client().generic(
            "POST", path, body, content_type="application/json",
            headers=token(people["writer"], scope),
        )  # fmt: skip
        assert answer.status_code == status


def test_a_token_ends_with_its_day_its_owner_and_its_access(
    enter: Enter, people: dict[str, User]
) -> None:
    path, headers = "/api/v1/kinds", token(people["reader"])
    assert Client().get(path, headers=headers).status_code == 200
    Token.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert Client().get(path, headers=headers).status_code == 401
    Token.objects.update(expires=timezone.now() + timedelta(days=1))
    Access.objects.filter(user=people["reader"]).delete()
    assert Client().get(path, headers=headers).status_code == 403
    User.objects.filter(username="reader").update(is_active=False)
    assert Client().get(path, headers=headers).status_code == 401


def test_a_wrong_token_does_not_fall_back_on_the_session(enter: Enter) -> None:
    answer = enter("cio").get("/api/v1/kinds", headers={"Authorization": "Bearer cohelm_nonsense"})
    assert answer.status_code == 401


def test_a_call_without_any_token_says_where_to_make_one(enter: Enter) -> None:
    answer = Client(enforce_csrf_checks=True).post("/api/v1/items/application", {})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert "/tokens/" in answer.json()["mend"]
    assert "/tokens/" in Client().get("/api/v1/kinds").json()["mend"]


def test_a_session_writes_with_the_csrf_token_alone(enter: Enter, people: dict[str, User]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["writer"], "django.contrib.auth.backends.ModelBackend")
    path = "/api/v1/items/application"
    body = {"data": '{"name": "X"}', "content_type": "application/json"}
    assert client.post(path, **body).status_code == 403  # type: ignore[arg-type]
    client.get("/")
    client.get("/tokens/")
    secret = client.cookies["cohelm_csrf"].value
    answer = client.post(path, headers={"X-CSRFToken": secret}, **body)  # type: ignore[arg-type]
    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/items/nonsense", 404),
        ("/api/v1/items/application/none", 404),
        ("/api/v1/items/application?on=noon", 400),
        ("/api/v1/items/application?where=(", 400),
        ("/api/v1/items/application?limit=0", 422),
        ("/api/v1/items/application?limit=99999", 422),
        ("/api/v1/items/application?scenario=none", 404),
        ("/api/v1/concerns?codes=NOPE", 404),
        ("/api/v1/schema/nonsense", 404),
        ("/api/v1/changes?limit=x", 422),
    ],
)
def test_what_is_off_is_a_problem_document(path: str, status: int, enter: Enter) -> None:
    answer = enter("reader").get(path)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["request"] == answer["X-Request-Id"]


def test_a_method_that_is_not_there_is_refused(enter: Enter) -> None:
    assert enter("cio").generic("DELETE", "/api/v1/kinds").status_code == 405


def test_a_call_by_token_is_answered_as_one_of_a_session_is(
    enter: Enter, people: dict[str, User]
) -> None:
    """It goes past what reads sessions and forms: status, body and headers are the same."""
    headers, by_session = token(people["reader"]), enter("reader")

    def same(path: str) -> None:
        ours, theirs = Client().get(path, headers=headers), by_session.get(path)
        assert ours.status_code == theirs.status_code
        if ours.status_code == 200:
            assert ours.content == theirs.content
        kept = [name for name in theirs.headers if name not in OF_BROWSERS]
        assert {name: ours.headers.get(name) for name in kept if name != "X-Request-Id"} == {
            name: theirs.headers[name] for name in kept if name != "X-Request-Id"
        }

    each(("/items/application/crm", "/items/application", "/items/application/none", "/none",
          "/items/application?whre=x", "/kinds", "/docs", "/openapi.json"),
         lambda path: same(f"/api/v1{path}"))  # fmt: skip


def test_a_call_by_token_names_a_host_of_ours(enter: Enter, people: dict[str, User]) -> None:
    path, headers = "/api/v1/kinds", token(people["reader"])
    assert Client().get(path, headers=headers).status_code == 200
    refused = Client().get(path, headers={**headers, "Host": "elsewhere.example"})
    assert (refused.status_code, refused["Content-Type"]) == (400, "application/problem+json")


def test_head_says_what_get_says_of_itself(enter: Enter, people: dict[str, User]) -> None:
    for client, headers in ((Client(), token(people["reader"])), (enter("reader"), {})):
        for path in ("/api/v1/items/application/crm", "/api/v1/items/application/none"):
            whole, head = client.get(path, headers=headers), client.head(path, headers=headers)
            assert (head.status_code, head.content) == (whole.status_code, b"")
            assert head["Content-Type"] == whole["Content-Type"]
            assert head["Content-Length"] == str(len(whole.content))
            assert head.headers.get("ETag") == whole.headers.get("ETag")
    assert enter("writer").head("/api/v1/import").status_code == 405
