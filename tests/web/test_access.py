"""What every page has in common: its headers, what a wrong id or day does."""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import Enter


@pytest.mark.parametrize(
    "path",
    [
        "/items/nonsense/", "/items/application/none/", "/items/application/none/edit/",
        "/items/application/none/links/", "/items/application/none/history/",
        "/items/application/none/remove/", "/domains/nonsense/", "/history/999999/",
        "/scenarios/none/", "/import/999999/", "/nonsense/", "/items/application.xml",
        "/items/application/nightshade/", "/items/application/nightshade/history/",
        "/?scenario=none",
    ],
)  # fmt: skip
def test_what_is_not_there_is_answered_with_404_and_the_words_for_it(
    path: str, enter: Enter
) -> None:
    response = enter("writer").get(path)
    assert response.status_code == 404
    assert "There is nothing here by that name" in response.content.decode()


@pytest.mark.parametrize("path", ["/?on=tomorrow", "/?known_at=noon", "/items/application/?on=1"])
def test_a_day_that_is_none_is_refused_with_what_is_accepted(path: str, enter: Enter) -> None:
    response = enter("reader").get(path)
    assert response.status_code == 400
    assert "Accepted: a day" in response.content.decode()


def test_every_answer_carries_the_headers_of_the_house(enter: Enter) -> None:
    for response in (enter("cio").get("/"), enter("nobody").get("/"), enter("cio").get("/none/")):
        policy = response["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response["Cache-Control"] == "no-store"
        assert "camera=()" in response["Permissions-Policy"]
        assert len(response["X-Request-Id"]) == 12


@pytest.mark.parametrize("path", ["/", "/items/application/", "/items/application/crm/",
                                  "/items/application/crm/edit/", "/concerns/", "/import/"])  # fmt: skip
def test_no_page_has_a_script_a_style_or_a_handler_in_line(path: str, enter: Enter) -> None:
    body = enter("cio").get(path).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", body)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", body)
    assert "http://" not in body.replace("http://www.w3.org", "")
    assert "https://" not in body


def test_what_people_wrote_is_shown_as_text(enter: Enter) -> None:
    body = enter("cio").get("/items/application/").content.decode()
    assert "Shop &lt;b&gt;front&lt;/b&gt;" in body
    assert "<b>front" not in body


def test_the_door_is_shut_where_there_is_no_demo(enter: Enter) -> None:
    assert enter("nobody").get("/door/").status_code == 404
    assert enter("nobody").post("/door/enter/", {"person": "cio"}).status_code == 404
