from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.store.apply import apply
from cohelm.store.load import everything
from tests.api.conftest import Enter
from tests.cast import HIDDEN, MAKER

Call = Callable[..., Any]

WIKI = "/api/v1/items/application/wiki"


@pytest.fixture
def call(enter: Enter) -> Call:
    """Calls as somebody of the cast: `(who, method, path, body)`."""

    def called(who: str, method: str, path: str, body: object = None) -> Any:
        stated = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(enter(who), method.lower())(path, **stated)

    return called


def test_a_comment_is_said_read_found_by_whom_it_mentions_and_taken_back(call: Call) -> None:
    made = call("writer", "POST", f"{WIKI}/comments", {"text": "@cio, is this\nso? @nobody"})
    assert made.status_code == 201
    assert made.json()["mentions"] == ["cio"]
    assert [
        one["text"] for one in call("reader", "GET", f"{WIKI}/comments").json()["comments"]
    ] == ["@cio, is this\nso? @nobody"]
    number = call("cio", "GET", "/api/v1/mentions").json()["mentions"][0]["number"]
    assert call("cio", "DELETE", f"/api/v1/comments/{number}").status_code == 403
    assert call("writer", "DELETE", f"/api/v1/comments/{number}").status_code == 204
    assert call("reader", "GET", f"{WIKI}/comments").json() == {"comments": [], "after": None}


def test_a_comment_on_what_may_not_be_seen_is_answered_as_on_none(call: Call) -> None:
    path = "/api/v1/items/application/nightshade/comments"
    assert call("writer", "POST", path, {"text": "hm"}).status_code == 404
    number = call("cio", "POST", path, {"text": "@writer see"}).json()["number"]
    assert (
        call("cio", "GET", path).json()["comments"][0]["mentions"] == []
    )  # the writer does not see it
    assert call("writer", "DELETE", f"/api/v1/comments/{number}").status_code == 404


def test_a_draft_is_seen_by_its_author_alone_and_submitted_by_nobody_else(call: Call) -> None:
    draft = ItemChange("application:idea", None, {"name": "Idea", "clearance": "draft:writer"})
    apply(ChangeSet((draft,)), by=MAKER, via="test")
    assert call("writer", "GET", "/api/v1/drafts").json()["drafts"] == [
        {"key": "application:idea", "name": "Idea"}
    ]
    assert call("cio", "GET", "/api/v1/drafts").json()["drafts"] == []
    path = "/api/v1/items/application/idea/submit"
    assert call("cio", "POST", path).status_code == 404
    assert call("writer", "POST", path).json()["changes"] == 1
    assert "clearance" not in everything().plain("application:idea")


def test_every_list_comes_page_by_page_in_its_order(call: Call) -> None:
    for text in ("@writer one", "@writer two", "@writer three"):
        call("cio", "POST", f"{WIKI}/comments", {"text": text})
    for name in ("b", "a", "c"):
        call("writer", "POST", "/api/v1/scenarios", {"name": name})
        draft = ItemChange(f"server:{name}", None, {"name": name, "clearance": "draft:writer"})
        apply(ChangeSet((draft,)), by=MAKER, via="test")
        asked = {"to": name, "questions": [{"item": "application:wiki", "field": "users"}]}
        call("writer", "POST", "/api/v1/enquiries", asked)

    def pages(path: str, rows: str, of: str) -> list[list[str]]:
        found, after = [], ""
        while after is not None:
            page = call("writer", "GET", f"{path}?limit=2&after={after}").json()
            found.append([one[of] for one in page[rows]])
            after = page["after"]
        return found

    spoken = ["@writer one", "@writer two", "@writer three"]
    assert pages(f"{WIKI}/comments", "comments", "text") == [spoken[:2], spoken[2:]]
    assert pages("/api/v1/mentions", "mentions", "text") == [spoken[:0:-1], spoken[:1]]
    assert pages("/api/v1/scenarios", "scenarios", "name") == [["a", "b"], ["c"]]
    assert pages("/api/v1/drafts", "drafts", "key") == [["server:a", "server:b"], ["server:c"]]
    assert pages("/api/v1/enquiries", "enquiries", "to") == [["c", "a"], ["b"]]


def test_what_stands_between_the_two_opens_when_both_release_it(call: Call) -> None:
    path = "/api/v1/items/application/nightshade/release"
    assert call("writer", "GET", "/api/v1/between").json()["between"] == []
    assert call("cio", "POST", path).json() == {"is_open": False, "batch": 0}
    stand = call("cto", "GET", "/api/v1/between").json()["between"]
    assert stand[0]["name"] == HIDDEN
    assert (stand[0]["released_by"], stand[0]["waits_for"]) == (["cio"], ["cto"])
    assert call("cio", "DELETE", path).status_code == 204
    assert call("cto", "POST", path).json()["is_open"] is False
    opened: dict[str, Any] = call("cio", "POST", path).json()
    assert opened["is_open"] is True
    assert "clearance" not in everything().plain("application:nightshade")


def test_a_concern_is_shown_given_and_accepted(call: Call) -> None:
    path = "/api/v1/concerns/OWN001?item=application:wiki"
    assert call("reader", "GET", path).json()["given_to"] == []
    one = {"code": "OWN001", "item": "application:wiki"}
    assert (
        call("writer", "POST", "/api/v1/concerns/assign", one | {"to": "role:cio"}).status_code
        == 200
    )
    assert call("reader", "GET", path).json()["given_to"] == ["role:cio"]
    stated = one | {"until": "2099-01-01", "reason": "it goes"}
    assert call("writer", "POST", "/api/v1/concerns/accept", stated).status_code == 403
    assert call("cio", "POST", "/api/v1/concerns/accept", stated).status_code == 200
    assert call("reader", "GET", path).status_code == 404
    wrong = one | {"to": "application:crm"}
    assert (
        call("writer", "POST", "/api/v1/concerns/assign", wrong).status_code == 404
    )  # accepted by now
    assert call("reader", "GET", "/api/v1/concerns/trend").json()["known_since"]


def test_two_plans_are_compared_with_the_concerns_that_turn(call: Call) -> None:
    asked = "/api/v1/compare?than_on=2026-11-29&on=2027-02-01&concerns=true"
    found = call("reader", "GET", asked).json()
    assert [(one["key"], one["fields"]) for one in found["changed"]] == [
        ("application:crm", [{"field": "phase", "was": "active", "became": "end_of_life"}])
    ]
    assert "LNK001" in {one["code"] for one in found["appear"]}
    assert call("reader", "GET", "/api/v1/compare?than_on=soon").status_code == 400
    assert call("reader", "GET", "/api/v1/compare").json()["changed"] == []


def test_a_scenario_that_met_the_plan_is_adopted_by_picks(call: Call) -> None:
    call("writer", "POST", "/api/v1/scenarios", {"name": "b"})
    for scenario, users in (("b", 7), ("", 9)):
        change = ItemChange("application:wiki", {"users": None}, {"users": users})
        apply(ChangeSet((change,)), by=MAKER, via="test", scenario=scenario)
    (met,) = call("writer", "GET", "/api/v1/scenarios/b/conflicts").json()
    assert (met["name"], met["now"], met["then"]) == ("application:wiki users", 9, 7)
    answer = call("writer", "POST", "/api/v1/scenarios/b/adopt")
    assert answer.status_code == 409, answer.content
    picked = "/api/v1/scenarios/b/adopt?pick=application:wiki%20users%3Dscenario"
    assert call("writer", "POST", picked).status_code == 200
    assert everything().plain("application:wiki")["users"] == 7
