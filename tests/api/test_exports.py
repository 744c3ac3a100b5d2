"""The organisation in formats of others, by the API."""

from __future__ import annotations

from tests.api.conftest import Enter
from tests.cast import HIDDEN
from tests.radars import bring_two_editions


def test_the_formats_are_listed_and_each_is_a_file(enter: Enter) -> None:
    formats = enter("reader").get("/api/v1/exports").json()
    assert {"word": "archimate", "label": "ArchiMate model", "ending": ".xml"} in formats
    client = enter("reader")
    for word, of in (("archimate", ""), ("backstage", ""), ("cyclonedx", "application:crm")):
        assert client.get(f"/api/v1/exports/{word}", {"of": of}).status_code == 200
    radars = [one["word"] for one in formats if one["word"].startswith("radar")]
    for word in radars:
        empty = client.get(f"/api/v1/exports/{word}")
        assert empty.status_code == 422
        assert empty["Content-Type"] == "application/problem+json"
    assert len(formats) == 3 + len(radars)


def test_a_file_of_one_item_asks_for_which(enter: Enter) -> None:
    client = enter("reader")
    answer = client.get("/api/v1/exports/cyclonedx")
    assert answer.status_code == 422
    assert "is that of one application" in answer.json()["detail"]
    hidden = {"of": "application:nightshade"}
    assert client.get("/api/v1/exports/cyclonedx", hidden).status_code == 404
    assert client.get("/api/v1/exports/archimate", {"of": "application:crm"}).status_code == 400


def test_a_file_holds_what_the_asker_may_see(enter: Enter) -> None:
    assert HIDDEN in enter("cio").get("/api/v1/exports/archimate").content.decode()
    assert HIDDEN not in enter("writer").get("/api/v1/exports/archimate").content.decode()


def test_what_is_lost_is_counted(enter: Enter) -> None:
    lost = enter("cio").get("/api/v1/exports/archimate/lost").json()
    assert set(lost) == {"items", "fields", "links", "observations"}
    assert lost["items"]["organisation"] == 1


def test_a_format_that_is_not_written_is_not_found(enter: Enter) -> None:
    answer = enter("reader").get("/api/v1/exports/papyrus")
    assert answer.status_code == 404
    assert "archimate" in answer.json()["detail"]


def test_an_edition_of_the_radar_says_why_as_it_was_said_then(enter: Enter) -> None:
    client = enter("reader")
    bring_two_editions()
    for edition, why in (("2026-01-15", "Promising."), ("2026-05-15", "It is proven.")):
        (row,) = client.get("/api/v1/exports/radar-json", {"edition": edition}).json()
        assert (row["edition"], row["description"]) == (edition, why)
        shown = client.get(
            "/api/v1/analyses/radar", {"edition": edition, "on": "2026-06-01"}
        ).json()
        assert [one["rationale"] for one in shown["blips"]] == [why]
    asked = {"edition": "2026-01-16"}
    assert client.get("/api/v1/exports/radar-csv", asked).status_code == 400
    assert client.get("/api/v1/exports/backstage", asked).status_code == 400
    assert (
        client.get("/api/v1/exports/radar-csv/lost", {"edition": "2026-01-15"}).status_code == 200
    )
