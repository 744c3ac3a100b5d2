"""What was kept between two, or drafted, stays so in the history after it is shown."""

from __future__ import annotations

import pytest

from cohelm.core.audience import ADMINISTRATOR, EVERYTHING, PUBLIC, Audience
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.errors import NotPermitted
from cohelm.store.access import Level, Writer
from cohelm.store.apply import apply
from cohelm.store.history import history
from cohelm.store.load import load
from tests.store.cast import ROOT

pytestmark = pytest.mark.usefixtures("store")
KEY = "application:plan-b"
LEAD = Writer("cio", Level.OFFICE_LEAD, Audience.of("between"))
RELEASED = Writer("cio", Level.OFFICE_LEAD, Audience.of("between"), released=frozenset({KEY}))


def write(before: dict[str, object] | None, after: dict[str, object] | None, by: Writer) -> None:
    apply(ChangeSet((ItemChange(KEY, before, after),)), by=by, via="test")


def texts(audience: Audience) -> str:
    return str([entry.differences for entry in history(audience)])


def test_after_a_release_others_see_what_followed_and_nothing_of_what_went_before() -> None:
    write(None, {"name": "Plan B", "clearance": "between", "description": "secret one"}, LEAD)
    write({"description": "secret one"}, {"description": "agreed"}, LEAD)
    out = {"clearance": None, "description": "shown"}
    write({"clearance": "between", "description": "agreed"}, out, RELEASED)
    write({"description": "shown"}, {"description": "later"}, ROOT)
    for audience in (PUBLIC, ADMINISTRATOR):
        assert "secret" not in texts(audience)
        assert "agreed" not in texts(audience)
        assert "later" in texts(audience)
        assert "between" not in texts(audience)
    assert "secret one" in texts(Audience.of("between"))


def test_a_draft_that_was_thrown_away_is_seen_by_no_administrator() -> None:
    whole = {"name": "Idea", "clearance": "draft:ann"}
    ann = Writer("ann", Level.CONTRIBUTOR, Audience.of("draft:ann"))
    write(None, whole, ann)
    write(whole, None, ann)
    assert history(ADMINISTRATOR) == []
    assert len(history(EVERYTHING)) == 2


def test_a_link_to_what_one_does_not_see_is_not_in_the_history_of_what_one_sees() -> None:
    write(None, {"name": "Plan B", "clearance": "between"}, LEAD)
    shown = ItemChange("application:shown", None, {"name": "Shown"})
    link = LinkChange("application:shown", "depends_on", KEY, 0, None, {})
    apply(ChangeSet((shown, link)), by=ROOT, via="test")
    assert KEY not in texts(PUBLIC)
    assert "Shown" in texts(PUBLIC)


@pytest.mark.parametrize("clearance", [None, "open", "office:cio", "draft:cio"])
def test_one_lead_alone_takes_nothing_out_from_between_the_two(clearance: str | None) -> None:
    write(None, {"name": "Plan B", "clearance": "between"}, LEAD)
    with pytest.raises(NotPermitted, match="leaves when both release it"):
        write({"clearance": "between"}, {"clearance": clearance}, LEAD)
    assert KEY not in load(audience=PUBLIC)
