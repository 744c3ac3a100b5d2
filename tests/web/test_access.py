"""The rite that every page passes: who comes in, who does not, and what a wrong method or id does."""

from __future__ import annotations

import re

import pytest
from _pytest.mark.structures import ParameterSet
from django.urls import reverse

from cohelm.analysis.catalogue import ANALYSES
from cohelm.server.routes import Route, routes
from tests.cast import HIDDEN
from tests.web.conftest import Enter

ORDER = ("nobody", "stranger", "reader", "writer", "cio", "admin")
NEEDED = {
    "anyone": 0, "anyone who is signed in": 1, "reader": 2, "contributor": 3, "office lead": 4,
    "administrator": 5,
}  # fmt: skip
PARTS = {
    "kind:kind": "application", "id:id_": "crm", "kind:name": "estate", "id:name": "plan-b",
    "str:secret": "nonsense", "kind:field": "total",
}  # fmt: skip
POSTS = {"leave", "enter", "cut_link", "accept", "apply_upload", "drop_upload", "undo", "adopt", "drop",
         "revoke", "invite", "change_access", "renew",
         "send_right", "first_begin",
         "keep_missing", "remove_missing", "accept_answers", "close_enquiry",
         "stop_job", "keep_view", "drop_view", "not_same", "make_one", "revoke_feed"}  # fmt: skip
"""Routes that only take a POST."""
ALLAUTH = re.compile("accounts/")


def pages() -> list[Route]:
    return [one for one in routes() if not one.path.startswith("api/")]


def marked() -> list[Route | ParameterSet]:
    """Every page; the further forms of an analysis, which one view makes for all, as a campaign."""
    others = {f"{one.word}_{form}" for one in ANALYSES[1:] for form in ("json", "csv", "why")}
    return [
        pytest.param(route, marks=pytest.mark.campaign) if route.name in others else route
        for route in pages()
    ]


def called(route: object) -> str:
    return route.name if isinstance(route, Route) else ""


def address(route: Route, number: int) -> str:
    parts = PARTS | {"int:number": str(number)}
    return "/" + re.sub(r"<([^>]+)>", lambda match: parts[match.group(1)], route.path)


@pytest.mark.parametrize("route", marked(), ids=called)
def test_nobody_is_let_in_who_may_not_and_everybody_is_who_may(
    route: Route, enter: Enter, organisation: int
) -> None:
    assert route.permission is not None
    needed = NEEDED[route.permission.words]
    method = "post" if route.name in POSTS else "get"
    for rank, name in enumerate(ORDER):
        response = getattr(enter(name), method)(address(route, organisation))
        is_let_in = rank >= needed
        if not is_let_in and rank == 0:
            assert response.status_code == 302, (name, response.status_code)
            assert reverse("account_login") in response["Location"]
        elif not is_let_in:
            assert response.status_code == 403, (name, response.status_code)
        else:
            assert response.status_code != 403, (name, response.status_code)
            assert response.status_code < 500


@pytest.mark.parametrize("route", marked(), ids=called)
def test_no_page_of_anybody_else_holds_what_stands_between_the_two(
    route: Route, enter: Enter, organisation: int
) -> None:
    for name in ("nobody", "stranger", "reader", "writer", "admin"):
        if route.name in POSTS:
            continue
        body = enter(name).get(address(route, organisation)).content.decode("utf-8", "replace")
        # the CIO's initiative is the administrator's to see; what is between the two is not
        body = body.replace(f"Merge into {HIDDEN}", "") if name == "admin" else body
        assert HIDDEN not in body, name
        assert "nightshade" not in body, name


@pytest.mark.parametrize(
    "route", [one for one in pages() if one.name in POSTS], ids=lambda route: route.name
)
def test_what_changes_something_takes_no_get(route: Route, enter: Enter, organisation: int) -> None:
    assert enter("admin").get(address(route, organisation)).status_code == 405


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
