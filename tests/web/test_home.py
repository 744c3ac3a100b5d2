from __future__ import annotations

import re

import pytest
from django.test import Client

from cohelm.accounts.models import Access
from cohelm.store.access import Level
from tests.web.conftest import Enter


def shown(client: Client, path: str = "/") -> str:
    """A page without what differs from request to request."""
    body = client.get(path).content.decode()
    return re.sub(r'(csrfmiddlewaretoken" value=)"[^"]+"', "", body)


def test_home_has_a_panel_for_each_office_from_left_to_right(enter: Enter) -> None:
    panels = enter("reader").get("/").context["panels"]
    assert [(one.office.name, one.office.hue, one.office.shape) for one in panels] == [
        ("CIO", "cio", "square"),
        ("CTO", "cto", "circle"),
    ]


def test_a_panel_counts_what_falls_to_its_office_and_leads_to_the_same_list(enter: Enter) -> None:
    client = enter("reader")
    for panel in client.get("/").context["panels"]:
        for row in panel.rows:
            listed = client.get(f"/items/{row.kind.name}.json", {"office": panel.office.id}).json()
            assert listed["total"] == row.count, (panel.office.name, row.kind.name)


def test_the_sum_of_the_concerns_is_the_list_of_concerns(enter: Enter) -> None:
    client = enter("reader")
    home = client.get("/").context
    total = client.get("/concerns.json").json()["total"]
    in_panels = sum(sum(panel.severities.values()) for panel in home["panels"])
    assert in_panels + home["unclaimed"] == total


def test_a_hidden_thing_added_changes_nothing_that_others_see(enter: Enter) -> None:
    """Byte for byte: lists, counts, search, concerns, history, home."""
    reader, officer = enter("writer"), enter("cio")
    paths = ("/", "/items/application/", "/items/application.json", "/items/application.csv",
             "/concerns/", "/concerns.json", "/history/", "/search/?q=quiet", "/domains/estate/",
             "/items/application/shop/")  # fmt: skip
    before = {path: shown(reader, path) for path in paths}
    made = officer.post("/items/application/new/", {"name": "Quietwater", "clearance": "between"})
    assert made.status_code == 302
    assert {path: shown(reader, path) for path in paths} == before


def test_an_empty_store_offers_to_bring_a_file(people: dict[str, object]) -> None:
    client = Client()
    client.force_login(people["writer"], "django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    body = client.get("/").content.decode()
    assert "Nothing is known yet" in body
    assert "Bring one file, get one page" in body


def test_other_offices_have_the_quiet_hue_and_a_mark_of_their_own(enter: Enter) -> None:
    enter("cio").post("/items/office/new/", {"name": "CDO"})
    panels = enter("reader").get("/").context["panels"]
    assert [(one.office.name, one.office.hue) for one in panels][2] == ("CDO", "other")


def test_a_domain_lists_its_kinds_with_their_meaning(enter: Enter) -> None:
    body = enter("reader").get("/domains/estate/").content.decode()
    assert "A piece of software that the organisation runs or uses." in body


def test_an_administrator_who_loses_access_sees_no_page_from_then_on(
    enter: Enter, people: dict[str, object]
) -> None:
    client = enter("admin")
    assert client.get("/people/").status_code == 200
    Access.objects.filter(level=Level.ADMINISTRATOR.value).delete()
    assert client.get("/").status_code == 403


def test_what_there_is_to_talk_about_stands_on_it(enter: Enter) -> None:
    client = enter("cio")
    before = client.get("/").content.decode()
    assert "To talk about" not in before
    form = {"name": "Leave the old hub", "id": "leave-the-old-hub", "status": "proposed",
            "due": "2026-01-31"}  # fmt: skip
    response = client.post("/items/decision/new/", form)
    assert response.status_code == 302, response.content.decode()
    body = client.get("/?on=2026-02-01").content.decode()
    assert "To talk about" in body
    assert "Decide: Leave the old hub" in body


def test_what_may_stop_leads_to_what_stops_with_it(enter: Enter) -> None:
    body = enter("reader").get("/items/application/crm/").content.decode()
    assert "/outage/?items=application%3Acrm" in body or "/outage/?items=application:crm" in body


def test_the_last_changes_are_the_newest_whole_whether_few_or_many_are_looked_through(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter("cio")
    for number in range(3):
        client.post("/items/application/new/", {"name": f"Made {number}"})
    found = [one.sentence for one in client.get("/").context["latest"]][:3]
    assert found == ["Made 2", "Made 1", "Made 0"]
    monkeypatch.setattr("cohelm.web.changed.FEW", 1)
    assert [one.sentence for one in client.get("/").context["latest"]][:3] == found
