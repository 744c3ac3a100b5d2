"""A topic of the agenda: taken on, put off, passed on, from its page."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.store.apply import apply
from cohelm.store.load import everything
from tests.cast import HIDDEN, MAKER
from tests.web.conftest import Enter

ITEM = "decision:move"


@pytest.fixture
def topic(organisation: int) -> None:
    apply(ChangeSet((
        ItemChange(ITEM, None, {"name": "Move", "status": "proposed"}),
        LinkChange(ITEM, "owner", "role:cto", 0, None, {}),
    )), by=MAKER, via="test")  # fmt: skip


def test_put_off_it_stands_below_with_its_day(topic: None, enter: Enter) -> None:
    client = enter("writer")
    assert "/topic/?item=decision%3Amove" in client.get("/agenda/").content.decode()
    stated = {"item": ITEM, "move": "postpone", "until": "2999-01-31", "reason": "too early"}
    page = client.post("/topic/", stated, follow=True).content.decode()
    assert "It is put off." in page
    assert "31 Jan 2999" in page
    (key,) = everything().keys("action")
    assert everything().plain(key)["due"] == "2999-01-31"


def test_it_is_passed_on_to_who_is_named_and_to_nobody_else(topic: None, enter: Enter) -> None:
    client = enter("writer")
    page = client.get("/topic/", {"item": ITEM}).content.decode()
    assert "Chief technology officer: owns it" in page
    stated = {"item": ITEM, "move": "delegate"}
    assert client.post("/topic/", stated | {"to": "role:cio"}).status_code == 403
    assert client.post("/topic/", stated | {"to": "role:cto"}).status_code == 302
    (key,) = everything().keys("action")
    assert everything().targets(key, "owner") == ["role:cto"]


def test_what_cannot_be_done_is_refused_and_readers_are_offered_nothing(
    topic: None, enter: Enter
) -> None:
    client = enter("writer")
    assert client.get("/topic/", {"item": "decision:nix"}).status_code == 404
    assert client.post("/topic/", {"item": ITEM, "move": "eat"}).status_code == 422
    late = client.post("/topic/", {"item": ITEM, "move": "postpone", "reason": "too early"})
    assert late.status_code == 422
    assert 'value="too early"' in late.content.decode()
    assert "no day is no day to come back to" in late.content.decode().lower()
    assert "Take it, put it off" not in enter("reader").get("/agenda/").content.decode()


def test_minutes_are_shown_first_and_then_written_with_what_they_bring(
    topic: None, enter: Enter
) -> None:
    client, before = enter("writer"), everything().revision
    stated = {"name": "Weekly", "held_on": "2026-11-30",
              "text": "Decided: decision:move: yes\nAction: role:cto: pack, by 2026-12-04"}  # fmt: skip
    page = client.post("/minutes/", stated).content.decode()
    assert "meeting:weekly-2026-11-30" in page
    assert re.search(r"<strong>Move</strong>[^/]*Decision, accepted<", page)
    assert re.search(
        r"<strong>pack</strong>[^/]*Action, Chief technology officer, by 4 Dec 2026<", page
    )
    assert everything().revision == before
    assert client.post("/minutes/", stated | {"write": "1"}).status_code == 302
    plan = everything()
    assert (plan.plain(ITEM)["status"], plan.plain(ITEM)["outcome"]) == ("accepted", "yes")
    assert plan.targets("action:pack", "owner") == ["role:cto"]
    assert plan.targets("action:pack", "noted_in") == ["meeting:weekly-2026-11-30"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("Decided: decision:nix: yes", "no decision"), ("Action: pack", "names nobody"),
     ("Action: Nobody Known: pack", "Nobody Known"), ("", "nothing to write down")],
)  # fmt: skip
def test_minutes_that_cannot_be_read_keep_what_was_typed(
    topic: None, enter: Enter, text: str, said: str
) -> None:
    answer = enter("writer").post("/minutes/", {"name": "Weekly", "text": text, "write": "1"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said.lower() in page.lower()
    assert 'value="Weekly"' in page
    assert not list(everything().keys("meeting"))


def test_since_the_officers_met_each_sees_what_came_on_and_what_changed(
    topic: None, enter: Enter
) -> None:
    client = enter("reader")
    assert "have not met yet" in client.get("/since/").content.decode()
    yesterday = (datetime.now(UTC).date() - timedelta(1)).isoformat()
    apply(ChangeSet((
        ItemChange("forum:weekly", None, {"name": "Weekly"}),
        LinkChange("forum:weekly", "members", "role:cio", 0, None, {}),
        LinkChange("forum:weekly", "members", "role:cto", 0, None, {}),
        ItemChange("meeting:last", None, {"name": "Last talk", "held_on": yesterday}),
        LinkChange("meeting:last", "forum", "forum:weekly", 0, None, {}),
        ItemChange("decision:hidden", None, {"name": HIDDEN, "status": "proposed",
                                             "clearance": "between"}),
        LinkChange("decision:hidden", "office", "office:cto", 0, None, {}),
    )), by=MAKER, via="test")  # fmt: skip
    page = client.get("/since/").content.decode()
    assert "Last talk" in page
    assert "Nothing was kept before that day" in page
    assert "Shop &lt;b&gt;front" in page
    assert HIDDEN not in page
    assert HIDDEN in enter("cto").get("/since/").content.decode()
    assert client.get("/since/", {"day": "soon"}).status_code == 400
