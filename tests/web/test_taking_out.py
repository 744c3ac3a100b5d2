"""The organisation taken out in a format of others."""

from __future__ import annotations

from tests.cast import HIDDEN
from tests.radars import bring_two_editions
from tests.web.conftest import Enter


def test_what_a_format_has_no_place_for_is_said_before_the_file_is_taken(enter: Enter) -> None:
    page = enter("reader").get("/take-out/").content.decode()
    assert 'href="/take-out/archimate/"' in page
    page = enter("reader").get("/take-out/archimate/").content.decode()
    assert "<title>ArchiMate model · Cohelm</title>" in page
    assert "not in it</h2>" in page
    assert 'href="/take-out/archimate/file"' in page


def test_the_file_holds_what_the_asker_may_see(enter: Enter) -> None:
    whole = enter("cio").get("/take-out/archimate/file")
    assert whole["Content-Type"] == "application/xml"
    assert whole["Content-Disposition"] == 'attachment; filename="organisation.xml"'
    assert HIDDEN in whole.content.decode()
    assert HIDDEN not in enter("writer").get("/take-out/archimate/file").content.decode()


def test_a_format_that_is_not_written_is_not_found(enter: Enter) -> None:
    assert enter("reader").get("/take-out/papyrus/").status_code == 404


def test_a_file_of_one_item_asks_for_which_and_holds_that_alone(enter: Enter) -> None:
    client = enter("reader")
    page = client.get("/take-out/cyclonedx/").content.decode()
    assert "Of which application?" in page
    assert HIDDEN not in page
    page = client.get("/take-out/cyclonedx/", {"of": "application:crm"}).content.decode()
    assert 'href="/take-out/cyclonedx/file?of=application%3Acrm"' in page
    bill = client.get("/take-out/cyclonedx/file", {"of": "application:crm"}).json()
    assert bill["metadata"]["component"]["name"] == "CRM"
    assert client.get("/take-out/cyclonedx/", {"of": "application:none"}).status_code == 404


def test_an_edition_of_the_radar_is_chosen_and_taken(enter: Enter) -> None:
    client = enter("reader")
    bring_two_editions()
    page = client.get("/take-out/radar-csv/").content.decode()
    assert 'href="/take-out/radar-csv/?edition=2026-01-15"' in page
    asked = {"edition": "2026-01-15"}
    page = client.get("/take-out/radar-csv/", asked).content.decode()
    assert 'href="/take-out/radar-csv/file?edition=2026-01-15"' in page
    file = client.get("/take-out/radar-csv/file", asked).content.decode()
    assert "Steam,Trial,,TRUE,New,Promising.,2026-01-15" in file
    assert "It is proven." not in file
    shown = client.get("/radar/", {**asked, "on": "2026-06-01"}).content.decode()
    assert "Promising." in shown
    assert "It is proven." not in shown
