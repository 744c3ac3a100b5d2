"""All but small organisations: pages stand on the last plan that is worked out, and say so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.accounts.beside import Beside
from cohelm.core.audience import Audience
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.store.apply import apply
from cohelm.store.load import everything
from cohelm.web import settled
from cohelm.web.settled import still_seen
from tests.cast import MAKER
from tests.web.conftest import Enter

WIKI = "/items/application/wiki/"
UNOWNED = "/concerns/OWN001/?item=application%3Awiki"
WORKED_IN = "is being worked in"


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> Beside:
    """As if the organisation were large; nothing is worked out beside but by hand."""
    found = Beside()
    monkeypatch.setattr(found, "start", lambda: None)
    monkeypatch.setattr(settled, "beside", found)
    monkeypatch.setattr(settled, "SOON", 0)
    return found


def write(key: str, **fields: Any) -> None:
    known = everything().plain(key)
    change = ItemChange(key, {name: known.get(name) for name in fields}, fields)
    apply(ChangeSet((change,)), by=MAKER, via="test")


def test_a_page_shows_the_last_known_says_of_which_change_and_then_the_newest(
    enter: Enter, large: Beside
) -> None:
    client = enter("cio")
    for path in ("/", "/concerns/", "/questions/runs/"):
        client.get(path)
    before = everything().revision
    assert UNOWNED in client.get("/concerns/", {"code": "OWN001"}).content.decode()
    write("application:wiki", lifecycle={"end_of_life": "2020-01-01"})
    for path in ("/", "/domains/estate/", "/questions/runs/", "/concerns/?code=OWN001"):
        body = client.get(path).content.decode()
        assert WORKED_IN in body, path
        assert f"after change {before}" in body, path
    body = client.get("/concerns/", {"code": "OWN001"}).content.decode()
    assert 'hx-get="/settled/concerns/?since=' in body
    asked = {"since": str(before)}
    assert WORKED_IN in client.get("/settled/concerns/", asked).content.decode()
    while large.step():
        pass
    assert "worked out anew" in client.get("/settled/concerns/", asked).content.decode()
    for path in ("/", "/domains/estate/", "/questions/runs/", "/concerns/?code=OWN001"):
        body = client.get(path).content.decode()
        assert WORKED_IN not in body, path
    assert UNOWNED not in client.get("/concerns/", {"code": "OWN001"}).content.decode()


def test_what_is_hidden_since_is_shown_by_no_page_that_was_settled_before(
    enter: Enter, large: Beside
) -> None:
    client = enter("reader")
    assert "wiki" in client.get("/concerns/").content.decode().lower()
    write("application:wiki", clearance="people")
    body = client.get("/concerns/").content.decode()
    assert "wiki" not in body.lower()
    assert WORKED_IN not in body


def test_what_one_may_see_settles_nothing_for_another(enter: Enter, large: Beside) -> None:
    assert "Nightshade" in enter("cio").get("/concerns.json").content.decode()
    enter("cio").get("/concerns/")
    assert "nightshade" not in enter("reader").get("/concerns/").content.decode().lower()


def test_an_item_stands_before_its_concerns_are_known_and_then_with_the_last(
    enter: Enter, large: Beside
) -> None:
    reader = enter("reader")
    first = reader.get(WIKI).content.decode()
    assert f'hx-get="{WIKI}?concerns=all" hx-trigger="load"' in first
    assert "has no owner" not in first
    assert "has no owner" in reader.get(WIKI, {"concerns": "all"}).content.decode()
    write("application:wiki", description="Pages that all may write.")
    body = reader.get(WIKI).content.decode()
    assert "Pages that all may write." in body, "the item itself is always the newest"
    assert "has no owner" in body
    assert "As they were after change" in body


def test_of_several_changes_only_the_newest_plan_is_worked_out(enter: Enter, large: Beside) -> None:
    client = enter("reader")
    client.get("/concerns/")
    for word in ("one", "two"):
        write("application:wiki", description=word)
        client.get("/concerns/")
    assert large.step()
    assert not large.step()
    assert WORKED_IN not in client.get("/concerns/").content.decode()


@pytest.mark.parametrize(
    ("after", "shown"),
    [({"description": "Of everything."}, True), ({"clearance": "people"}, False), (None, False)],
)
def test_an_earlier_plan_is_shown_where_nothing_of_it_is_hidden_since(
    organisation: int, after: dict[str, Any] | None, shown: bool
) -> None:
    plan, reader = everything(), Audience(frozenset())
    known = plan.plain("application:wiki")
    before = known if after is None else {name: known.get(name) for name in after}
    later = plan.with_changes(ChangeSet((ItemChange("application:wiki", before, after),)))
    assert still_seen(plan.seen_by(reader), later.seen_by(reader)) is shown


def test_a_plan_with_other_own_fields_shows_nothing_of_an_earlier_one(organisation: int) -> None:
    plan = everything()
    own = {
        "application": {"pager": {"type": "text", "help": "Whom to call.", "clearance": "people"}}
    }
    key = "organisation:organisation"
    after = {"name": "A", "own_fields": own}
    later = plan.with_changes(ChangeSet((ItemChange(key, None, after),)))
    assert not still_seen(plan, later)


def test_a_piece_of_work_that_fails_settles_nothing_and_ends_nothing(organisation: int) -> None:
    plan, beside = everything(), Beside()
    beside.start = lambda: None  # type: ignore[method-assign]

    def fail() -> None:
        raise ValueError("no")

    beside.ask("place", plan, fail)
    assert beside.step()
    assert beside.settled("place") is None
    beside.ask("place", plan, lambda: date.today())
    assert beside.step()
    assert (known := beside.settled("place")) is not None
    assert known.plan is plan
