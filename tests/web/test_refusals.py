"""What a person sees where a page is refused or fails: what happened, what is accepted, the way on."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from cohelm.accounts.lengths import BESIDE_FILES
from cohelm.accounts.secrets import make_token
from cohelm.store.load import head
from tests.web.conftest import Enter
from tests.web.pseudo import CODE, offered, pseudo


def fails(
    patch: pytest.MonkeyPatch, error: Exception, what: str = "cohelm.web.views.search.search"
) -> None:
    """Lets what finds things fail."""

    def failing(*_args: object, **_kwargs: object) -> None:
        raise error

    patch.setattr(what, failing)


def words(page: HttpResponse, status: int) -> str:
    """The text of a refusal, which shows no trace of the program."""
    body = str(page.content.decode())
    assert page.status_code == status
    assert "<h1>" in body
    assert 'class="brand"' in body
    assert "Traceback" not in body
    assert ".py" not in body
    return body


def test_a_body_that_is_too_long_is_refused_before_it_is_read(
    enter: Enter, settings: Settings
) -> None:
    settings.UPLOAD_BYTES = 3 * 1024 * 1024
    client, before = enter("writer"), head()
    large = b"name\n" + b"x" * (settings.UPLOAD_BYTES + BESIDE_FILES)
    for path in ("/import/", "/look/", "/items/vendor/new/"):
        sent = {"files": SimpleUploadedFile("a.csv", large)}
        body = words(client.post(path, sent), 413)
        assert "Accepted: at most 3 MB in all" in body
    for path in ("/api/v1/import", "/api/v1/items/vendor"):
        answer = client.post(path, {"files": SimpleUploadedFile("a.csv", large)})
        assert answer.status_code == 413
        assert answer["Content-Type"] == "application/problem+json"
        assert "at most 3 MB" in answer.json()["detail"]
    assert head() == before


def test_a_length_of_thousands_of_digits_is_too_long(enter: Enter) -> None:
    answer = enter("writer").post("/look/", {"text": "x"}, headers={"Content-Length": "9" * 5_000})
    assert "Accepted: at most" in words(answer, 413)


def test_files_just_over_the_bound_are_refused_by_a_program_too(
    enter: Enter, settings: Settings
) -> None:
    settings.UPLOAD_BYTES = 1024 * 1024
    sent = {"files": SimpleUploadedFile("a.csv", b"name\n" + b"x" * settings.UPLOAD_BYTES)}
    answer = enter("writer").post("/api/v1/import", sent)
    assert answer.status_code == 413
    assert answer.json()["accepted"] == "at most 1 MB in all"
    assert answer.json()["mend"]


def test_a_text_or_a_number_of_files_that_is_too_large_says_what_is_accepted(enter: Enter) -> None:
    client = enter("writer")
    page = client.post("/items/vendor/new/", {"name": "x" * (3 * 1024 * 1024)})
    assert "at most 2 MB of text" in words(page, 413)
    assert "data-back" in page.content.decode()  # what was typed is not lost
    files = [SimpleUploadedFile(f"{one}.csv", b"name\nCrane\n") for one in range(101)]
    assert "at most 100 files at once" in words(client.post("/import/", {"files": files}), 413)


def test_an_address_that_only_forms_are_sent_to_is_no_empty_page(enter: Enter) -> None:
    page = enter("writer").get("/history/1/undo/")
    assert "only what a button or a form of a page sends to it" in words(page, 405)
    assert page["Allow"] == "POST"
    assert "nothing can be sent to it" in words(
        enter("writer").post("/items/application/wiki/links/near/"), 405
    )
    answer = enter("writer").delete("/api/v1/kinds")
    assert answer["Content-Type"] == "application/problem+json"


def test_a_form_of_an_old_page_leads_back_to_it(enter: Enter) -> None:
    client = enter("writer")
    client.handler.enforce_csrf_checks = True
    body = words(client.post("/items/vendor/new/", {"name": "Crane"}), 403)
    assert "This form is out of date" in body
    assert "reload the page and send it again" in body
    assert body.count("Nothing was changed") == 1


def test_an_address_that_leads_nowhere_leads_on(enter: Enter) -> None:
    assert "There is no such page" in words(enter("reader").get("/none/"), 404)
    assert reverse("account_login") in words(Client().get("/none/"), 404)


def test_a_fault_shows_no_trace_but_the_number_of_the_request(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter("reader")
    client.raise_request_exception = False
    fails(monkeypatch, RuntimeError("secret inside"))
    page = client.get("/search/?q=crm")
    body = words(page, 500)
    assert page["X-Request-Id"] in body
    assert "secret inside" not in body
    page = client.get("/search/?q=crm", headers={"HX-Request": "true"})
    assert page["HX-Retarget"] == "#page"  # no part of the old page stands beside it


def test_a_database_that_does_not_answer_is_no_fault_of_the_page(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter("reader")
    client.raise_request_exception = False
    fails(monkeypatch, OperationalError("server closed the connection"))
    page = client.get("/search/?q=crm")
    body = words(page, 503)
    assert "try again in a minute" in body
    assert "server closed" not in body
    assert page["Retry-After"] == "60"


def test_whoever_asks_too_often_is_told_to_wait(enter: Enter) -> None:
    client = Client()
    for _ in range(30):
        client.get("/answer/guess/")
    page = client.get("/answer/guess/")
    assert "Wait a minute, and try again" in words(page, 429)
    assert page["Retry-After"] == "60"


def test_a_host_that_is_none_of_ours_gets_a_page_too(enter: Enter, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["ours.example"]
    assert "This request cannot be read" in words(enter("reader").get("/"), 400)


def test_refusals_are_in_the_language_of_the_reader(
    enter: Enter, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = offered(settings, tmp_path)
    client = enter("reader")
    client.raise_request_exception = False
    for path, title in (
        ("/none/", "There is nothing here by that name"),
        ("/history/1/undo/", "This address does not answer that"),
    ):
        assert pseudo(title) in client.get(path, headers=headers).content.decode()
    settings.UPLOAD_BYTES = -BESIDE_FILES
    body = client.post("/import/", {"kind": "x"}, headers=headers).content.decode()
    assert pseudo("This is too large") in body
    fails(monkeypatch, RuntimeError("secret inside"))
    body = client.get("/search/?q=crm", headers=headers).content.decode()
    assert pseudo("This is a fault of ours") in body
    assert f'lang="{CODE}"' in body


def test_a_program_is_told_the_same_as_a_problem_by_session_and_by_token(
    enter: Enter, people: dict[str, User], monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    most = settings.UPLOAD_BYTES
    made = make_token(people["writer"], name="t", scope="write", days=1, now=timezone.now())
    for client in (
        enter("writer"),
        Client(headers={"Authorization": f"Bearer {made.text}"}),
    ):
        client.raise_request_exception = False
        for error, status, retry in ((RuntimeError("inside"), 500, None),
                                     (OperationalError("inside"), 503, "60")):  # fmt: skip
            with monkeypatch.context() as patch:
                fails(patch, error, "cohelm.api.search.search")
                answer = client.get("/api/v1/search", {"q": "crm"})
            assert answer.status_code == status
            assert answer["Content-Type"] == "application/problem+json"
            assert answer.get("Retry-After") == retry
            assert answer.json()["request"] == answer["X-Request-Id"]
            assert "inside" not in answer.content.decode()
        settings.UPLOAD_BYTES = -BESIDE_FILES  # whatever has a length is too long
        answer = client.post("/api/v1/items/vendor", {"name": "x"}, "application/json")
        settings.UPLOAD_BYTES = most
        assert answer.status_code == 413
        assert answer.json()["mend"]
