"""The organisation taken out in a format of others."""

from __future__ import annotations

from tests.cast import HIDDEN
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
