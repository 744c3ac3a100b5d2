"""Topics of the agenda and requests of departments by the API: by whom, twice, and after an undo."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.store.apply import apply
from cohelm.store.load import everything
from cohelm.store.undo import undo
from tests.api.conftest import Enter
from tests.cast import MAKER

TOPIC = "/api/v1/topics/application/shop"
REQUEST = "/api/v1/triage/portal"
UNTIL = "2999-01-31"


@pytest.fixture
def asked(enter: Enter, people: dict[str, User]) -> Any:
    """Calls as somebody of the cast: `(who, path, body)`; Ann is the CTO, Bob answers for nothing."""
    apply(ChangeSet((
        ItemChange("request:portal", None, {"name": "A portal", "status": "new"}),
        LinkChange("request:portal", "office", "office:cto", 0, None, {}),
        ItemChange("person:ann", None, {"name": "Ann"}),
        LinkChange("person:ann", "fills", "role:cto", 0, None, {}),
        ItemChange("person:bob", None, {"name": "Bob"}),
    )), by=MAKER, via="test")  # fmt: skip
    for name, key in (("cto", "person:ann"), ("writer", "person:bob")):
        people[name].access.person = key
        people[name].access.save()

    def called(who: str, path: str, body: object = None) -> Any:
        if body is None:
            return enter(who).get(path)
        return enter(who).post(path, data=body, content_type="application/json")

    return called


def test_a_topic_is_taken_once_and_again_after_an_undo(asked: Any) -> None:
    taken = {"move": "take", "until": UNTIL}
    first = asked("cto", TOPIC, taken)
    assert first.status_code == 200
    (key,) = everything().keys("action")
    assert everything().targets(key, "owner") == ["person:ann"]
    again = asked("cto", TOPIC, taken)
    assert again.status_code == 422
    assert "said already: Ann took it on" in again.content.decode()
    other = asked("writer", TOPIC, taken)  # another may take it over
    for one in (other, first):
        undo(one.json()["batch"], by=MAKER, via="test")
    assert not list(everything().keys("action"))
    assert asked("cto", TOPIC, taken).status_code == 200


def test_a_topic_goes_to_whom_somebody_names_and_is_put_off_to_a_later_day(asked: Any) -> None:
    assert asked("reader", TOPIC).json() == [
        {"key": "role:cto", "name": "Chief technology officer", "why": "owns it"}
    ]
    passed = {"move": "delegate", "to": "role:cio"}
    assert asked("writer", TOPIC, passed).status_code == 403
    assert asked("writer", TOPIC, passed | {"to": "role:cto"}).status_code == 200
    put_off = {"move": "postpone", "until": "2001-01-31"}
    assert asked("writer", TOPIC, put_off).status_code == 422
    assert asked("writer", TOPIC, put_off | {"until": UNTIL}).status_code == 200
    assert asked("cto", TOPIC, put_off | {"until": UNTIL}).status_code == 422


def test_nobody_of_the_organisation_takes_nothing_on_and_readers_do_nothing(asked: Any) -> None:
    assert asked("cio", TOPIC, {"move": "take"}).status_code == 422
    assert asked("reader", TOPIC, {"move": "take"}).status_code == 403
    assert asked("cto", "/api/v1/topics/application/none", {"move": "take"}).status_code == 404
    assert asked("cto", TOPIC, {"move": "eat"}).status_code == 422


def test_a_request_is_answered_once_by_whom_the_rights_name_and_again_after_an_undo(
    asked: Any,
) -> None:
    assert [one["key"] for one in asked("reader", REQUEST).json()] == ["role:cto"]
    yes, no = {"answer": "accepted"}, {"answer": "declined"}
    assert asked("writer", REQUEST, yes).status_code == 403
    assert asked("cto", REQUEST, no).status_code == 422
    said = asked("cto", REQUEST, no | {"because": "No people"})
    assert said.status_code == 200
    assert everything().plain("request:portal")["answer"] == "No people"
    assert asked("cto", REQUEST, yes).status_code == 422
    undo(said.json()["batch"], by=MAKER, via="test")
    assert asked("cto", REQUEST, yes).status_code == 200
    assert asked("cto", "/api/v1/triage/none", yes).status_code == 404


def test_what_one_may_not_see_is_not_there_whatever_is_asked_of_it(asked: Any) -> None:
    hidden = "/api/v1/topics/application/nightshade"
    none = asked("writer", "/api/v1/topics/application/none", {})
    for answer in (asked("writer", hidden, {}), asked("reader", hidden)):
        assert answer.status_code == none.status_code == 404
        said = answer.json()["title"].replace("nightshade", "none")
        assert said == none.json()["title"]
