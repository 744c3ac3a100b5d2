"""The page of the pack, and the pack as a file."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.store.apply import apply
from tests.cast import HIDDEN, MAKER
from tests.web.conftest import Enter


@pytest.fixture
def decisions(organisation: int) -> None:
    taken = {"status": "accepted", "decided_on": "2026-10-05"}
    items = (
        ItemChange("decision:crane", None, {"name": "Buy a crane", **taken}),
        ItemChange("decision:secret", None, {"name": HIDDEN, "clearance": "between", **taken}),
    )
    apply(ChangeSet(items), by=MAKER, via="test")


def test_the_page_says_what_is_in_a_pack_and_offers_each_form(
    organisation: int, enter: Enter
) -> None:
    page = enter("reader").get("/brief/?on=2026-11-29").content.decode()
    assert page.count("<option") >= 5
    assert "What is asked of the board" in page
    assert 'value="2026-08-29"' in page
    assert 'name="on" value="2026-11-29"' in page


@pytest.mark.parametrize("who", ["reader", "cio"])
def test_nothing_between_the_two_is_in_the_file_whoever_asks(
    decisions: None, enter: Enter, who: str
) -> None:
    address = "/brief/pack/?form=md&on=2026-11-29&since=2026-08-29"
    answer = enter(who).get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="pack-2026-11-29.md"'
    text = answer.content.decode()
    assert "Buy a crane" in text
    assert HIDDEN not in text
    assert "--known-at" in text


def test_a_pdf_is_a_pdf_of_ten_pages_and_the_numbers(organisation: int, enter: Enter) -> None:
    answer = enter("reader").get("/brief/pack/?on=2026-11-29")
    assert answer["Content-Type"] == "application/pdf"
    assert len(PdfReader(io.BytesIO(answer.content)).pages) >= 11


@pytest.mark.parametrize("query", ["form=doc", "since=yesterday", "on=2026-01-01&since=2026-01-01"])
def test_what_cannot_be_made_is_refused(organisation: int, enter: Enter, query: str) -> None:
    answer = enter("reader").get(f"/brief/pack/?{query}")
    assert answer.status_code == 400
    assert "Accepted" in answer.content.decode() or "accepted" in answer.content.decode()
