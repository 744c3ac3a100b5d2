"""The page on which anybody looks at files: what it says, what it refuses, that it keeps nothing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from lxml import html
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
    assert "30,000 € was spent on 15 January 2026, on 1 vendor" in body
    assert '<td class="num">2</td><td>Alder Ltd</td><td>A-1</td>' in body
    assert "1 of 1 rows understood" in body
    assert "A contract list" in body
    assert everything().revision == before
    assert not Upload.objects.exists()


def test_two_files_are_read_together(enter: Enter) -> None:
    body = looked(enter("nobody"), INVOICES, INVOICES.replace("Alder", "Birch")).content.decode()
    assert "60,000 € was spent" in body
    assert "What list0.csv and list1.csv say<" in body


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


def test_a_file_that_cannot_be_read_is_called_as_it_is_and_offers_nothing_to_keep(
    enter: Enter,
) -> None:
    body = looked(enter("writer"), "").content.decode()
    assert ">list0.csv: the file is empty" in body
    assert (
        "Keep this as my organisation"
        not in looked(enter("writer"), "Name\nPayroll\nCRM\n").content.decode()
    )


def test_no_file_and_too_much_are_refused(enter: Enter, settings: Settings) -> None:
    response = enter("nobody").post("/look/", {})
    assert response.status_code == 422
    assert "No file was chosen" in response.content.decode()
    settings.UPLOAD_BYTES = 10
    assert looked(enter("nobody"), INVOICES).status_code == 413


def test_a_server_can_keep_it_to_those_who_are_signed_in(enter: Enter, settings: Settings) -> None:
    settings.LOOK = False
    assert enter("nobody").get("/look/").status_code == 302
    assert enter("reader").get("/look/").status_code == 200
    assert 'action="/look/"' not in enter("nobody").get("/accounts/login/").content.decode()


SMALL = "Project name;Start date;End date;Total cost\n" + "".join(
    f"P{n};2026-01-01;2099-12-31;{n}00 $\n" for n in range(1, 7)
)


def _fields(body: str, asks: str) -> dict[str, object]:
    """What the form of one doubt would send, but for the answer."""
    tree = html.document_fromstring(body)
    answers = f".//*[self::button or self::select][@name='{asks}']"
    (form,) = [
        one for one in tree.forms if "doubt-answer" in one.get("class", "") and one.xpath(answers)
    ]
    return {
        name: [one.value for one in form.xpath(f".//input[@type='hidden'][@name='{name}']")]
        for name in ("carried_name", "carried", "currency", "unit", "on")
    }


def test_a_doubt_is_answered_in_its_place_with_no_new_choosing(enter: Enter) -> None:
    client = enter("nobody")
    body = looked(client, SMALL, currency="").content.decode()
    assert "in doubt" in body
    assert "is read as USD" in body
    sent = _fields(body, "unit") | {"unit": "million"}
    answer = client.post("/look/", sent).content.decode()
    assert "2,100,000,000 US$" in answer
    assert "unit is in doubt" not in answer
    (button,) = html.document_fromstring(answer).xpath("//button[@name='currency'][.='CAD']")
    again = client.post(
        "/look/", _fields(answer, "currency") | {"currency": button.get("value")}
    ).content.decode()
    assert "2,100,000,000 CAD" in again
    assert "doubt-answer" not in again
    assert not Upload.objects.exists()


def test_files_that_travel_along_and_a_new_one_are_read_together(enter: Enter) -> None:
    client = enter("nobody")
    body = looked(client, INVOICES).content.decode()
    tree = html.document_fromstring(body)
    (drop,) = [one for one in tree.forms if one.get("class") == "drop"]
    fields = {name: drop.fields[name] for name in ("carried_name", "carried")}
    more = SimpleUploadedFile("more.csv", INVOICES.replace("Alder", "Birch").encode())
    answer = client.post("/look/", fields | {"currency": "EUR", "files": more}).content.decode()
    assert "60,000 € was spent" in answer


def test_files_that_are_not_whole_are_refused(enter: Enter) -> None:
    for sent in ({"carried": "x", "carried_name": "a.csv"}, {"carried": "x"}):
        response = enter("nobody").post("/look/", sent)
        assert response.status_code == 422
        assert "not whole" in response.content.decode()


@pytest.mark.parametrize(
    ("form", "kind", "start"),
    [
        ("html", "text/html", b"<!doctype html>"),
        ("pdf", "application/pdf", b"%PDF-"),
        ("json", "application/json", b"{"),
    ],
)
def test_what_was_said_can_be_taken_along(enter: Enter, form: str, kind: str, start: bytes) -> None:
    file = SimpleUploadedFile("list.csv", INVOICES.encode())
    sent = {"files": file, "currency": "EUR", "form": form}
    response = enter("nobody").post("/look/", sent)
    assert response["Content-Type"].startswith(kind)
    assert response["Content-Disposition"] == f'attachment; filename="look.{form}"'
    assert response.content.startswith(start)


def test_who_may_write_keeps_it_through_the_import(enter: Enter) -> None:
    client = enter("cio")
    body = looked(client, SMALL, currency="").content.decode()
    tree = html.document_fromstring(body)
    (keep,) = [one for one in tree.forms if one.get("class") == "keep"]
    fields = {name: keep.fields[name] for name in ("carried_name", "carried")}
    response = client.post(keep.action, fields | {"unit": "million", "currency": "CAD"})
    assert response.status_code == 302
    assert "6 new" in client.get(response["Location"]).content.decode()
    (upload,) = Upload.objects.all()
    client.post(f"/import/{upload.pk}/apply/")
    plan = everything()
    costs = {plan.plain(key).get("total_cost") for key in plan.keys("initiative")}
    assert "600000000 CAD" in costs
    assert "keep" not in [
        one.get("class") for one in html.document_fromstring(
            looked(enter("reader"), SMALL).content.decode()
        ).forms
    ]  # fmt: skip
