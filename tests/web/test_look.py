"""The page on which anybody looks at files: what it says, what it refuses, that it keeps nothing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from cohelm.store.load import everything
from cohelm.web.models import Upload
from tests.web.conftest import Enter

INVOICES = "Supplier;Invoice no;Invoice date;Amount\nAlder Ltd;A-1;2026-01-15;30000\n"
TO_ESCAPE = "Supplier;Invoice no;Invoice date;Amount\n<b>Alder</b>;A-1;2026-01-15;30000 EUR\n"


def looked(client: Client, *texts: str, currency: str = "EUR") -> HttpResponse:
    files = [
        SimpleUploadedFile(f"list{at}.csv", text.encode(), "text/csv")
        for at, text in enumerate(texts)
    ]
    answer: HttpResponse = client.post("/look/", {"files": files, "currency": currency})
    return answer


@pytest.mark.parametrize("who", ["nobody", "reader"])
def test_anybody_is_told_what_a_file_says_with_its_own_rows(enter: Enter, who: str) -> None:
    before = everything().revision
    response = looked(enter(who), INVOICES)
    body = response.content.decode()
    assert response.status_code == 200
    assert "30,000 € was spent from 15 January 2026 to 15 January 2026, on 1 vendor" in body
    assert '<td class="num">2</td><td>Alder Ltd</td><td>A-1</td>' in body
    assert "1 of 1 rows understood" in body
    assert "A contract list" in body
    assert everything().revision == before
    assert not Upload.objects.exists()


def test_two_files_are_read_together(enter: Enter) -> None:
    body = looked(enter("nobody"), INVOICES, INVOICES.replace("Alder", "Birch")).content.decode()
    assert "60,000 € was spent" in body
    assert "What list0.csv, list1.csv say<" in body


def test_what_a_file_says_is_shown_as_text(enter: Enter) -> None:
    body = looked(enter("nobody"), TO_ESCAPE).content.decode()
    assert "&lt;b&gt;Alder&lt;/b&gt;" in body
    assert "<b>Alder" not in body


@pytest.mark.parametrize(
    ("text", "currency", "said"),
    [
        ("", "", "he file is empty"),
        (INVOICES, "EURO", "EURO"),
        ("Application;Description\nCRM;Customers\n", "", "Nothing with money or a date"),
    ],
)
def test_what_cannot_be_read_or_says_nothing_is_told_at_the_field(
    enter: Enter, text: str, currency: str, said: str
) -> None:
    assert said in looked(enter("nobody"), text, currency=currency).content.decode()


def test_no_file_and_too_much_are_refused(enter: Enter, settings: Settings) -> None:
    response = enter("nobody").post("/look/", {})
    assert response.status_code == 422
    assert "No file was chosen" in response.content.decode()
    settings.UPLOAD_BYTES = 10
    assert looked(enter("nobody"), INVOICES).status_code == 422


def test_a_server_can_keep_it_to_those_who_are_signed_in(enter: Enter, settings: Settings) -> None:
    settings.LOOK = False
    assert enter("nobody").get("/look/").status_code == 302
    assert enter("reader").get("/look/").status_code == 200
    assert "look at a file" not in enter("nobody").get("/accounts/login/").content.decode()
