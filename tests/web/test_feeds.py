"""The page of feeds and the feed itself."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from icalendar import Calendar
from pytest_django.fixtures import Settings

from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.store.apply import apply
from tests.cast import COST, HIDDEN, MAKER
from tests.web.conftest import Enter
from tests.web.pseudo import offered, pseudo

END = (datetime.now(UTC).date() + timedelta(days=200)).isoformat()
TERMS = {"end": END, "renewal": "tacit", "renewal_months": 12, "notice_days": 30}


@pytest.fixture
def contracts(organisation: int) -> None:
    items = (
        ItemChange("vendor:v", None, {"name": "Tarnfeld"}),
        ItemChange(
            "contract:crm", None, {"name": "CRM seats", **TERMS, "annual_cost": f"{COST} EUR"}
        ),
        ItemChange("contract:secret", None, {"name": HIDDEN, **TERMS, "clearance": "between"}),
        LinkChange("contract:crm", "vendor", "vendor:v", 0, None, {}),
    )
    apply(ChangeSet(items), by=MAKER, via="test")


def made(client: Client, **more: str) -> str:
    body = client.post("/feeds/", {"name": "phone", "what": "contracts", **more}).content.decode()
    return re.findall(r"http://testserver(/feeds/[^<]+\.ics)", body)[0]


def read(address: str) -> Calendar:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    return Calendar.from_ical(answer.content)


def test_a_calendar_reads_whole_days_without_a_sign_in(contracts: None, enter: Enter) -> None:
    events = read(made(enter("reader"))).walk("VEVENT")
    days = {(str(one["summary"]), one["dtstart"].dt) for one in events}
    assert ("A contract renews itself", date.fromisoformat(END) + timedelta(days=1)) in days
    assert {type(one["dtstart"].dt) for one in events} == {date}
    assert len({str(one["uid"]) for one in events}) == len(events)


def test_neither_names_nor_amounts_unless_they_are_asked_for(contracts: None, enter: Enter) -> None:
    bare = Client().get(made(enter("cio"))).content.decode()
    for word in ("CRM", "crm", "Tarnfeld", COST, "77,123", HIDDEN):
        assert word not in bare
    named = Client().get(made(enter("cio"), is_named="on")).content.decode()
    assert "CRM seats" in named
    assert "Tarnfeld" in named


def test_a_feed_shows_what_its_maker_may_see_now(contracts: None, enter: Enter) -> None:
    client = enter("reader")
    address = made(client, is_named="on")
    found = Client().get(address).content.decode()
    assert HIDDEN not in found
    assert "77,123" not in found
    User.objects.filter(username="reader").update(is_active=False)
    assert Client().get(address).status_code == 404


def test_it_is_shown_once_and_revoked(contracts: None, enter: Enter) -> None:
    client = enter("reader")
    address = made(client)
    body = client.get("/feeds/").content.decode()
    assert address not in body
    assert "phone" in body
    number = re.findall(r"/feeds/(\d+)/revoke/", body)[0]
    assert enter("writer").post(f"/feeds/{number}/revoke/").status_code == 404
    assert client.post(f"/feeds/{number}/revoke/").status_code == 302
    assert Client().get(address).status_code == 404
    assert Client().get("/feeds/nonsense.ics").status_code == 404


def test_a_feed_of_nothing_known_or_without_a_name_is_refused(
    contracts: None, enter: Enter
) -> None:
    client = enter("reader")
    assert client.post("/feeds/", {"name": "x", "what": "nonsense"}).status_code == 422
    assert client.post("/feeds/", {"name": "", "what": "contracts"}).status_code == 422
    assert Client().post("/feeds/", {"name": "x", "what": "contracts"}).status_code in (302, 401)


def test_the_agenda_goes_into_a_calendar_too_named_where_that_is_asked_for(
    organisation: int, enter: Enter
) -> None:
    changes = (
        ItemChange("decision:move", None, {"name": "Move", "status": "proposed", "due": END}),
        ItemChange(
            "decision:hide",
            None,
            {"name": HIDDEN, "status": "proposed", "due": END, "clearance": "between"},
        ),
    )
    apply(ChangeSet(changes), by=MAKER, via="test")
    (event,) = read(made(enter("reader"), what="agenda")).walk("VEVENT")
    assert str(event["summary"]) == "Due on the joint agenda"
    assert event["dtstart"].dt == date.fromisoformat(END)
    named = {str(one["summary"]) for one in
             read(made(enter("cio"), what="agenda", is_named="on")).walk("VEVENT")}  # fmt: skip
    assert named == {"Decide: Move", f"Decide: {HIDDEN}"}


def test_a_feed_is_in_the_language_of_whoever_made_it(
    contracts: None, enter: Enter, settings: Settings, tmp_path: Path
) -> None:
    header = offered(settings, tmp_path)
    body = enter("reader").post("/feeds/", {"name": "phone", "what": "contracts"}, headers=header)
    address = re.findall(r"(/feeds/[^<]+\.ics\?language=[\w-]+)<", body.content.decode())[0]
    calendar = read(address)
    assert pseudo("Days of contracts") in str(calendar["x-wr-calname"])
    said = {str(one["summary"]) for one in calendar.walk("VEVENT")}
    assert pseudo("A contract renews itself") in said
    settings.LANGUAGES = [("en", "English")]  # the catalogue is gone: the calendar is not
    assert "A contract renews itself" in Client().get(address).content.decode()
