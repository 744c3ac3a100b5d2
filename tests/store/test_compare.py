from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cohelm.core.audience import EVERYTHING, Audience
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.errors import UnknownName
from cohelm.store import scenarios
from cohelm.store.apply import apply
from cohelm.store.compare import Side, compare
from cohelm.store.load import everything, load
from tests.store.cast import ROOT, SMALL, bring, edit

pytestmark = pytest.mark.usefixtures("store")
CRM, DAY = "application:crm", date(2030, 1, 1)


def at(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


def test_then_with_now_is_what_was_written_in_between_field_by_field() -> None:
    bring(SMALL)
    apply(edit(CRM, "users", None, 5), by=ROOT, via="test", now=at(2040))
    apply(edit(CRM, "users", 5, 9), by=ROOT, via="test", now=at(2042))
    new = ItemChange("application:bpm", None, {"name": "BPM"})
    apply(ChangeSet((new,)), by=ROOT, via="test", now=at(2043))
    found = compare(Side(DAY, at(2041)), Side(DAY), EVERYTHING)
    assert [(one.key, one.fields) for one in found.changed] == [(CRM, (("users", 5, 9),))]
    assert [one.key for one in found.new] == ["application:bpm"]
    assert found.gone == ()
    back = compare(Side(DAY), Side(DAY, at(2041)), EVERYTHING)
    assert [one.key for one in back.gone] == ["application:bpm"]
    assert back.changed[0].fields == (("users", 9, 5),)
    until = compare(Side(DAY, at(2041)), Side(DAY, at(2042)), EVERYTHING)
    assert (len(until), until.changed[0].key) == (1, CRM)


def test_a_day_with_a_day_is_the_links_and_phases_that_turn_between_them() -> None:
    bring(SMALL)
    life = {"active": "2020-01-01", "end_of_life": "2031-06-30"}
    before = everything().plain(CRM).get("lifecycle")
    link = LinkChange(CRM, "owner", "role:cio", 20310101, None, {})
    changes = (ItemChange(CRM, {"lifecycle": before}, {"lifecycle": life}), link)
    apply(ChangeSet(changes), by=ROOT, via="test")
    found = compare(Side(date(2030, 12, 31)), Side(date(2031, 6, 30)), EVERYTHING)
    (one,) = found.changed
    assert one.key == CRM
    fields = {name: (was, is_) for name, was, is_ in one.fields}
    assert fields["phase"] == ("active", "end_of_life")
    assert {"to": "role:cio", "from": "2031-01-01"} in fields["owner"][1]
    assert len(compare(Side(date(2031, 6, 30)), Side(date(2032, 1, 1)), EVERYTHING)) == 0
    ends = compare(Side(date(2031, 6, 29)), Side(date(2031, 6, 30)), EVERYTHING)
    assert ends.changed[0].fields == (("phase", "active", "end_of_life"),)


def test_two_scenarios_are_compared_with_each_other() -> None:
    bring(SMALL)
    for name, users in (("a", 1), ("b", 2)):
        scenarios.make(name, by=ROOT)
        apply(edit(CRM, "users", None, users), by=ROOT, via="test", scenario=name)
    found = compare(Side(DAY, scenario="a"), Side(DAY, scenario="b"), EVERYTHING)
    assert found.changed[0].fields == (("users", 1, 2),)


def test_what_may_not_be_seen_is_in_no_comparison() -> None:
    bring(SMALL)
    hidden = ItemChange("application:quiet", None, {"name": "Quiet", "clearance": "between"})
    apply(ChangeSet((hidden,)), by=ROOT, via="test", now=at(2042))
    assert len(compare(Side(DAY, at(2041)), Side(DAY), EVERYTHING)) == 1
    assert len(compare(Side(DAY, at(2041)), Side(DAY), Audience(frozenset()))) == 0


def test_a_scenario_and_a_past_moment_are_one_plan_until_something_is_written() -> None:
    bring(SMALL)
    scenarios.make("cloud", by=ROOT)
    apply(edit(CRM, "users", None, 7), by=ROOT, via="test", scenario="cloud", now=at(2040))

    def users(moment: datetime | None, scenario: str) -> object:
        found = load(audience=EVERYTHING, known_at=moment, scenario=scenario)
        assert found is load(audience=EVERYTHING, known_at=moment, scenario=scenario)
        return found.plain(CRM).get("users")

    assert (users(None, "cloud"), users(at(2041), "")) == (7, None)
    apply(edit(CRM, "users", 7, 8), by=ROOT, via="test", scenario="cloud", now=at(2042))
    apply(edit(CRM, "criticality", "high", "low"), by=ROOT, via="test", now=at(2043))
    assert (users(None, "cloud"), users(at(2041), "")) == (8, None)
    with pytest.raises(UnknownName):
        load(audience=Audience(frozenset()), scenario="clouds")
