"""What stands in a place of a table, as HTML."""

from __future__ import annotations

from datetime import date

import pytest

from cohelm.accounts.asked import Asked
from cohelm.web.cells import Cell, Linked
from cohelm.web.templatetags.places import place
from tests.tables import table

TODAY = date(2026, 11, 29)
CRM, HOSTILE = Linked("application:crm", "CRM"), Linked("role:x", "<b>&")


@pytest.mark.slow
@table(
    "cell, html",
    [
        (Cell("<b>&"), "<td>&lt;b&gt;&amp;</td>"),
        (Cell(), '<td><span class="none">–</span></td>'),
        (Cell("1,200", "number"), '<td class="num">1,200</td>'),
        (Cell("4 Dec 2026", "date"), '<td class="nobreak">4 Dec 2026</td>'),
        (
            Cell(links=(CRM, HOSTILE)),
            '<td><a href="/items/application/crm/">CRM</a>, '
            '<a href="/items/role/x/">&lt;b&gt;&amp;</a></td>',
        ),
        (
            Cell(links=(CRM,), more=3),
            '<td><a href="/items/application/crm/">CRM</a> <span class="quiet">and 3 more</span></td>',
        ),
    ],
)
def test_a_place_says_its_text_or_leads_to_its_items(cell: Cell, html: str) -> None:
    assert place({}, cell) == html


def test_a_link_keeps_the_plan_that_is_looked_at() -> None:
    asked = Asked(date(2027, 1, 1), TODAY, None, "plan-b")
    assert "/items/application/crm/?on=2027-01-01&amp;scenario=plan-b" in place(
        {"asked": asked}, Cell(links=(CRM,))
    )
