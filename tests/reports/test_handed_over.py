"""The handover as a document: every matter is in it, and no number without how it was counted."""

from __future__ import annotations

from datetime import date

import pytest

from cohelm.analysis.agenda.handover import handover
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.reports.brief.written import pack_document
from cohelm.reports.handed_over import ROWS, TOPICS, handover_pack
from tests.making import enterprise

ON = date(2026, 11, 29)


def test_every_matter_of_the_record_stands_in_the_document_once(the_sample: Enterprise) -> None:
    plan = the_sample.at(ON)
    found = handover(plan, on=ON, office="cto")
    made = handover_pack(plan, on=ON, office="cto")
    shown = [row for page in made.pages[1:] if page.sheet for row in page.sheet.rows]
    assert len(shown) == len(found.matters)
    assert all(len(page.sheet.rows) <= ROWS for page in made.pages[1:] if page.sheet)
    assert {page.topic for page in made.pages[1:]} == set(TOPICS.values())
    assert made.title.startswith("Corvane Rental: handover of CTO office, as of ")
    text = pack_document(made, "h.md").decode()
    assert "## How the numbers were counted" in text
    assert pack_document(made, "h.pdf")[:5] == b"%PDF-"


def test_an_empty_section_says_so_and_without_an_office_there_is_no_document() -> None:
    plan = enterprise(office={"cio": {"name": "CIO"}})
    made = handover_pack(plan, on=ON)
    assert [page.title for page in made.pages[1:]] == ["Nothing on record"] * len(TOPICS)
    with pytest.raises(UnknownName, match="no office"):
        handover_pack(enterprise(), on=ON)


@pytest.mark.slow
def test_nothing_between_the_two_leaves_in_it() -> None:
    plan = enterprise(
        office={"cio": {"name": "CIO"}},
        decision={"open": {"status": "proposed", "office": ["cio"]},
                  "shut": {"status": "proposed", "office": ["cio"], "clearance": "between"}},
    )  # fmt: skip
    text = pack_document(handover_pack(plan, on=ON), "h.md").decode()
    assert "open" in text
    assert "shut" not in text
