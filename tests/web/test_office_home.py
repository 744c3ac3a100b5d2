"""The desk of an office as a page: what waits and comes, and the way to the other office."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.store.apply import apply
from cohelm.web.views.office_home import _monday
from tests.cast import MAKER
from tests.web.conftest import Enter


def test_what_waits_for_an_office_stands_on_its_page_and_not_on_the_others(enter: Enter) -> None:
    tomorrow = (timezone.now().date() + timedelta(days=1)).isoformat()
    apply(ChangeSet((
        ItemChange("decision:move", None, {"name": "Which way out", "status": "proposed"}),
        LinkChange("decision:move", "decided_by", "role:cio", 0, None, {}),
        ItemChange("initiative:start", None, {"name": "It begins", "start": tomorrow}),
        LinkChange("initiative:start", "sponsor", "office:cio", 0, None, {}),
    )), by=MAKER, via="test")  # fmt: skip
    own = enter("cio").get("/office/cio/").content.decode()
    assert "Which way out" in own
    assert "It begins" in own
    assert 'href="/office/cto/"' in own
    assert enter("cio").get("/office/cto/").context["waits"] == []
    assert enter("reader").get("/office/cfo/").status_code == 404


def test_the_home_page_of_an_officer_leads_to_the_own_desk(enter: Enter) -> None:
    assert 'href="/office/cto/">Your desk' in enter("cto").get("/").content.decode()
    assert "Your desk" not in enter("reader").get("/").content.decode()


@pytest.mark.parametrize(("on", "monday"), [(25, 23), (29, 23), (23, 16), (24, 23)])
def test_monday_is_that_of_the_week_and_on_a_monday_the_one_before(on: int, monday: int) -> None:
    assert _monday(date(2026, 11, on)) == date(2026, 11, monday)
