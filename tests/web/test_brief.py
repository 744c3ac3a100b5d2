"""The page of the pack, the work that makes it, and the file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.store.apply import apply
from cohelm.store.jobs import run_one
from cohelm.web.works import WORKS
from tests.cast import HIDDEN, MAKER
from tests.web.conftest import Enter
from tests.web.pseudo import CODE, offered, pseudo


@pytest.fixture
def decisions(organisation: int) -> None:
    taken = {"status": "accepted", "decided_on": "2026-10-05"}
    items = (
        ItemChange("decision:crane", None, {"name": "Buy a crane", **taken}),
        ItemChange("decision:secret", None, {"name": HIDDEN, "clearance": "between", **taken}),
    )
    apply(ChangeSet(items), by=MAKER, via="test")


def asked(client: Client, query: str = "?on=2026-11-29", **form: str) -> str:
    """The address of the work that makes a pack."""
    answer = client.post(f"/brief/pack/{query}", form)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"]).partition("?")[0]


def test_the_page_says_what_is_in_a_pack_and_offers_each_form(
    organisation: int, enter: Enter
) -> None:
    page = enter("reader").get("/brief/?on=2026-09-30").content.decode()
    assert page.count("<option") >= 5
    assert "What is asked of the board" in page
    assert 'value="2026-06-30"' in page
    assert 'action="/brief/pack/?on=2026-09-30"' in page


@pytest.mark.parametrize("who", ["reader", "cio"])
def test_nothing_between_the_two_is_in_the_file_whoever_asks(
    decisions: None, enter: Enter, who: str
) -> None:
    client = enter(who)
    work = asked(client, form="md", since="2026-08-29")
    run_one(WORKS)
    assert "Save pack-2026-11-29.md" in client.get(work).content.decode()
    answer = client.get(f"{work}file/")
    assert answer["Content-Disposition"] == 'attachment; filename="pack-2026-11-29.md"'
    text = answer.content.decode()
    assert "Buy a crane" in text
    assert HIDDEN not in text
    assert "--known-at" in text


def test_the_page_does_not_wait_and_the_work_can_be_stopped(
    organisation: int, enter: Enter
) -> None:
    client = enter("reader")
    work = asked(client)
    assert "Waits for its turn" in client.get(work).content.decode()
    client.post(f"{work}stop/")
    assert run_one(WORKS) is False
    assert "Stopped: nothing was written" in client.get(work).content.decode()
    assert client.get(f"{work}file/").status_code == 404


def test_a_file_is_its_makers_and_kept_until_the_next(organisation: int, enter: Enter) -> None:
    client = enter("reader")
    first = asked(client)
    run_one(WORKS)
    answer = client.get(f"{first}file/")
    assert answer["Content-Type"] == "application/pdf"
    assert len(PdfReader(io.BytesIO(answer.content)).pages) >= 11
    assert enter("cio").get(f"{first}file/").status_code == 404
    second = asked(client, form="md")
    run_one(WORKS)
    assert client.get(f"{first}file/").status_code == 404
    assert client.get(f"{second}file/")["Content-Type"] == "text/markdown; charset=utf-8"


@pytest.mark.parametrize(
    ("query", "form"),
    [("", {"form": "doc"}), ("", {"since": "yesterday"}),
     ("?on=2026-01-01", {"since": "2026-01-01"})],
)  # fmt: skip
def test_what_cannot_be_made_is_refused_before_it_is_begun(
    organisation: int, enter: Enter, query: str, form: dict[str, str]
) -> None:
    answer = enter("reader").post(f"/brief/pack/{query}", form)
    assert answer.status_code == 400
    assert "accepted" in answer.content.decode().lower()
    assert run_one(WORKS) is False


def test_documents_are_in_the_language_of_whoever_asked(
    decisions: None, enter: Enter, settings: Settings, tmp_path: Path
) -> None:
    header, client = offered(settings, tmp_path), enter("cio")
    made = client.post("/brief/pack/?on=2026-11-29", {"form": "md"}, headers=header)
    run_one(WORKS)  # by a worker, whom nobody asks for a language
    text = client.get(f"{made['Location'].partition('?')[0]}file/").content.decode()
    assert f"| {pseudo('Number')} | {pseudo('Value')} | {pseudo('Why')} |" in text
    assert "Buy a crane" in text
    assert f"--language {CODE}" in text
    page = client.get("/documents/handover.html?on=2026-11-29", headers=header).content.decode()
    assert f'<html lang="{CODE}">' in page
    assert pseudo("What waits to be decided") in page
