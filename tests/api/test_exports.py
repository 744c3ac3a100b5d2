"""The organisation in formats of others, by the API."""

from __future__ import annotations

from tests.api.conftest import Enter
from tests.cast import HIDDEN


def test_the_formats_are_listed_and_each_is_a_file(enter: Enter) -> None:
    formats = enter("reader").get("/api/v1/exports").json()
    assert {"word": "archimate", "label": "ArchiMate model", "ending": ".xml"} in formats
    for one in formats:
        assert enter("reader").get(f"/api/v1/exports/{one['word']}").status_code == 200


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
