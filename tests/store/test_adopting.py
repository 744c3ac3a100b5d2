from __future__ import annotations

import pytest

from cohelm.core.audience import EVERYTHING
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.errors import Conflict, InputError
from cohelm.store import scenarios
from cohelm.store.adopting import CURRENT, SCENARIO, conflicts
from cohelm.store.apply import apply
from cohelm.store.load import everything
from tests.store.cast import ROOT, SMALL, bring, edit

pytestmark = pytest.mark.usefixtures("store")
CRM = "application:crm"


@pytest.fixture
def met(store: None) -> None:
    """The scenario makes users 7 and criticality low; since then the plan made users 9."""
    bring(SMALL)
    scenarios.make("cloud", by=ROOT)
    both = ItemChange(
        CRM, {"users": None, "criticality": "high"}, {"users": 7, "criticality": "low"}
    )
    apply(ChangeSet((both,)), by=ROOT, via="test", scenario="cloud")
    apply(edit(CRM, "users", None, 9), by=ROOT, via="test")


@pytest.mark.usefixtures("met")
def test_a_conflict_shows_what_was_what_is_and_what_the_scenario_wants() -> None:
    (one,) = conflicts("cloud", EVERYTHING)
    assert (one.name, one.base, one.now, one.then) == ("application:crm users", None, 9, 7)
    with pytest.raises(Conflict):
        scenarios.adopt("cloud", by=ROOT)


@pytest.mark.usefixtures("met")
@pytest.mark.parametrize(("pick", "users"), [(CURRENT, 9), (SCENARIO, 7)])
def test_whose_is_picked_is_written_and_the_rest_with_it(pick: str, users: int) -> None:
    scenarios.adopt("cloud", by=ROOT, picks={"application:crm users": pick})
    plain = everything().plain(CRM)
    assert (plain["users"], plain["criticality"]) == (users, "low")


@pytest.mark.usefixtures("met")
def test_what_is_not_picked_is_still_refused_and_a_pick_that_is_none_is_named() -> None:
    with pytest.raises(Conflict):
        scenarios.adopt("cloud", by=ROOT, picks={"application:crm name": CURRENT})
    with pytest.raises(InputError, match="'mine' is no pick"):
        scenarios.adopt("cloud", by=ROOT, picks={"application:crm users": "mine"})
    assert everything().plain(CRM)["users"] == 9


@pytest.mark.parametrize(("pick", "is_there"), [(CURRENT, False), (SCENARIO, False)])
def test_an_item_that_is_gone_since_stays_gone(pick: str, is_there: bool) -> None:
    bring(SMALL)
    scenarios.make("cloud", by=ROOT)
    apply(edit(CRM, "users", None, 7), by=ROOT, via="test", scenario="cloud")
    apply(ChangeSet((ItemChange(CRM, everything().plain(CRM), None),)), by=ROOT, via="test")
    (one,) = conflicts("cloud", EVERYTHING)
    assert not one.may_be_taken
    scenarios.adopt("cloud", by=ROOT, picks={one.name: pick})
    assert (CRM in everything()) is is_there


def test_a_link_that_both_changed_is_picked_as_a_whole() -> None:
    bring(SMALL)
    scenarios.make("cloud", by=ROOT)
    made = LinkChange(CRM, "owner", "role:cio", 20300101, None, {})
    apply(ChangeSet((made,)), by=ROOT, via="test", scenario="cloud")
    other = LinkChange(CRM, "owner", "role:cio", 20300101, None, {"until": 20301231})
    apply(ChangeSet((other,)), by=ROOT, via="test")
    (one,) = conflicts("cloud", EVERYTHING)
    assert (one.base, one.now, one.then) == (None, {"until": 20301231}, {})
    scenarios.adopt("cloud", by=ROOT, picks={one.name: SCENARIO})
    ends = [end for end in everything().links_of(CRM, "owner") if end.start == "2030-01-01"]
    assert [end.until for end in ends] == [None]
