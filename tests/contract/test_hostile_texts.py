"""Texts that would do harm, in every field that takes text, through every output."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from django.test import Client
from lxml import html
from pytest_django.fixtures import Settings

from cohelm.core.documents import Contents, Document
from cohelm.core.proposal import propose
from cohelm.kinds import built_in_schema
from cohelm.store.apply import apply
from cohelm.store.load import everything
from tests.cast import MAKER, make_people, organise
from tests.contract.hostile import HOSTILE
from tests.shares import a_share_and_all

TEXTS = ("text", "long_text")
DANGEROUS = ("iframe", "object", "embed", "base", "style", "math", "template", "marquee", "xmp",
             "plaintext", "animate", "video", "audio")  # fmt: skip
STARTS = ("=", "+", "-", "@", "\t", "\r")
OWN = {"application": {"box": {"type": "text", "help": "The box."},
                       "note": {"type": "long_text", "help": "A note."}}}  # fmt: skip
KINDS = (
    "application",
    "contract",
    "initiative",
    "right",
    "decision",
    "technology",
    "product",
    "risk",
)


def hostile_item(kind: str, number: int, text: str) -> Document:
    """An item of which every field that takes text says the same."""
    spec = everything().schema.kind(kind)
    values: dict[str, Any] = {
        name: text for name, one in spec.fields.items()
        if one.type in TEXTS and name not in ("clearance", "condition", "scope", "where")
    }  # fmt: skip
    values |= {"name": text, "tags": [text], "external_ids": {"cmdb": text}}
    return Document(kind, f"h{number}", values)


@pytest.fixture
def client(store: None, settings: Settings) -> Client:
    settings.API_PER_MINUTE = 0
    people = make_people()
    organise()
    fill()
    found = Client(raise_request_exception=False)
    found.force_login(people["cio"], "django.contrib.auth.backends.ModelBackend")
    return found


def fill() -> None:
    """All texts as applications; a share of them as items of other kinds; what is refused is counted."""
    settings = {"name": "Acme", "currency": "EUR", "own_fields": OWN}
    apply(propose(everything(), Contents(settings=settings)).changes, by=MAKER, via="test")
    kinds = [kind for kind in KINDS if kind in built_in_schema().kinds]
    contents = Contents([hostile_item("application", n, text) for n, text in enumerate(HOSTILE)])
    contents.documents += [
        hostile_item(kind, n, HOSTILE[n])
        for at, kind in enumerate(kinds[1:])
        for n in range(at, len(HOSTILE), len(kinds))
    ]
    found = propose(everything(), contents)
    apply(found.changes, by=MAKER, via="test", reason=HOSTILE[0])
    assert len(everything().table("application")) > 100 + 4


PAGES = (
    "/items/application/?columns=name,description,tags,box,note,external_ids&page=1",
    "/items/application/?columns=name,box&page=2", "/items/application/?columns=name,box&page=3",
    "/search/?q=alert", "/search/?q=%3Cscript%3Ealert(1)%3C/script%3E", "/concerns/", "/history/",
    "/agenda/", "/contracts/", "/items/contract/", "/items/initiative/", "/",
    "/items/application/?where=%3Cscript%3Ealert(1)%3C/script%3E", "/scenarios/?on=%3Cscript%3E",
)  # fmt: skip


def harm_in(page: bytes) -> list[str]:
    """What in a page would run, load from elsewhere, or leave its place."""
    found = []
    for one in html.fromstring(page).iter():
        if not isinstance(one.tag, str):
            continue
        is_ours = (
            str(one.get("src", "")).startswith("/static/") or one.get("type") == "application/json"
        )
        if one.tag in DANGEROUS or (one.tag == "script" and not is_ours):
            found.append(str(one.tag))
        for name, value in one.attrib.items():
            plain = str(value).strip().lower()
            is_link = name in ("href", "src", "action", "formaction", "xlink:href", "data")
            if str(name).startswith("on") or name == "srcdoc" or name == "style":
                found.append(f"{one.tag} {name}")
            if is_link and plain.startswith(("javascript:", "data:text", "//", "vbscript:")):
                found.append(f"{one.tag} {name}={plain[:40]}")
    return found


@pytest.mark.slow
def test_no_page_lets_a_text_run(client: Client) -> None:
    items = [f"/items/application/h{n}/{form}" for n in range(0, len(HOSTILE), 4)
             for form in ("", "edit/")]  # fmt: skip
    tried = 0
    for path in (*PAGES, *items):
        answer = client.get(path)
        assert answer.status_code < 500, path
        if answer.status_code == 200:
            tried += 1
        assert harm_in(answer.content) == [], path
        headers = str(list(answer.items()))
        assert "a=b" not in headers
        assert "evil" not in headers
    assert tried > 60


@pytest.mark.slow
def test_no_cell_is_a_formula_in_csv_or_spreadsheet(client: Client) -> None:
    columns = "columns=name,description,tags,box,note,external_ids"
    text = client.get(f"/items/application.csv?{columns}").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) > 100
    for row in rows:
        for cell in row:
            assert not cell.startswith(STARTS), repr(cell)
            assert not cell.lstrip().startswith(STARTS), repr(cell)
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"/items/application.xlsx?{columns}").content)
    )
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert len(cells) > 600
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


@pytest.mark.slow
def test_json_says_each_text_as_it_was_written_and_is_no_page(client: Client) -> None:
    for path in ("/api/v1/items/application?fields=name,box&limit=1000",
                 "/items/application.json?columns=name,box"):  # fmt: skip
        answer = client.get(path)
        assert answer["Content-Type"].startswith("application/json")
        assert answer["X-Content-Type-Options"] == "nosniff"
        said = {one["id"]: one for one in json.loads(answer.content)["items"]}
        plain = everything()
        for number, text in enumerate(HOSTILE):
            if f"h{number}" in said:
                stored = plain.plain(f"application:h{number}")["box"]
                assert said[f"h{number}"]["box"] == stored
                assert stored.split() == text.split()


@pytest.mark.slow
@pytest.mark.parametrize("share", a_share_and_all(3))
def test_an_error_repeats_no_text_as_markup_or_header(share: slice, client: Client) -> None:
    for text in HOSTILE[share]:
        answer = client.get("/api/v1/items/application", {"where": text})
        assert answer.status_code in (200, 400, 404), text
        assert answer["Content-Type"] in (
            "application/problem+json",
            "application/json; charset=utf-8",
        )
        page = client.get("/items/application/", {"where": text})
        assert page.status_code in (200, 400, 404), text
        assert harm_in(page.content) == [], text
