"""Changes laid on an organisation, against a plain dictionary."""

from __future__ import annotations

from datetime import date
from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.core.audience import PUBLIC
from cohelm.core.changes import Change, ChangeSet, ItemChange, LinkChange, decode, encode
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.kinds import built_in_schema
from tests.making import enterprise
from tests.shares import tries

EMPTY = Enterprise.empty(built_in_schema())
APPS = [f"application:a{n}" for n in range(5)]
State = tuple[dict[str, dict[str, Any]], set[tuple[str, str]]]


def state(plan: Enterprise) -> State:
    items = {key: plan.plain(key) for key in list(plan.keys())}
    return items, {(key, end) for key in items for end in plan.targets(key, "depends_on")}


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Change], State]:
    """Changes that fit each other, and what they amount to."""
    items: dict[str, dict[str, Any]] = {}
    links: set[tuple[str, str]] = set()
    changes: list[Change] = []
    for _ in range(draw(st.integers(0, 25))):
        key, other = draw(st.sampled_from(APPS)), draw(st.sampled_from(APPS))
        act = draw(st.sampled_from(["make", "edit", "link", "remove"]))
        if act == "make" and key not in items:
            items[key] = {"name": key}
            changes.append(ItemChange(key, None, {"name": key}))
        elif act == "edit" and key in items:
            before, after = items[key].get("users"), draw(st.none() | st.integers(0, 9))
            changes.append(ItemChange(key, {"users": before}, {"users": after}))
            items[key] = {k: v for k, v in (items[key] | {"users": after}).items() if v is not None}
        elif act == "link" and key in items and other in items and key != other:
            sides: tuple[Any, Any] = ({}, None) if (key, other) in links else (None, {})
            links ^= {(key, other)}
            changes.append(LinkChange(key, "depends_on", other, 0, *sides))
        elif act == "remove" and key in items:
            changes += (
                LinkChange(source, "depends_on", target, 0, {}, None)
                for source, target in sorted(pair for pair in links if key in pair)
            )
            links = {pair for pair in links if key not in pair}
            changes.append(ItemChange(key, items.pop(key), None))
    return changes, (items, links)


@pytest.mark.slow
@settings(max_examples=tries(150), deadline=None)
@given(histories())
def test_what_is_there_is_what_the_changes_amount_to(history: tuple[list[Change], State]) -> None:
    changes, model = history
    after = EMPTY.with_changes(ChangeSet.of(changes))
    assert state(after) == model
    linked = {key: ends for key in APPS if (ends := after.targets(key, "depends_on"))}
    assert after.all_targets("application", "depends_on") == linked
    one_by_one = EMPTY
    for change in changes:
        one_by_one = one_by_one.with_changes(ChangeSet((change,)))
    assert state(one_by_one) == model
    assert state(EMPTY.with_changes(ChangeSet.of(changes).net())) == model


@pytest.mark.slow
@settings(max_examples=tries(100), deadline=None)
@given(histories(), st.integers(0, 25))
def test_taking_changes_back_leaves_what_was_before(
    history: tuple[list[Change], State], at: int
) -> None:
    changes, _ = history
    before = EMPTY.with_changes(ChangeSet.of(changes[:at]))
    later = ChangeSet.of(changes[at:])
    assert state(before.with_changes(later).with_changes(later.inverse())) == state(before)
    assert later.inverse().inverse() == later


@pytest.mark.slow
@given(histories())
def test_a_change_is_what_its_bytes_say(history: tuple[list[Change], State]) -> None:
    for change in history[0]:
        assert decode(encode(change)) == change


def test_what_links_of_many_say_is_looked_up_at_once_as_changes_have_it() -> None:
    crm = {
        "runs_on": [{"to": "server:a", "hard": True, "from": "2026-02-01", "until": "2026-12-31"}]
    }
    erp: dict[str, Any] = {"runs_on": ["server:a", "server:b"]}
    plan = enterprise(application={"crm": crm, "erp": erp, "hr": {}}, server={"a": {}, "b": {}})
    asked = ["application:crm", "application:erp", "application:hr", "application:none"]
    assert plan.stated_of(asked, "runs_on") == {
        "application:crm": {("server:a", 20260201): {"hard": True, "until": 20261231}},
        "application:erp": {("server:a", 0): {}, ("server:b", 0): {}},
    }
    assert plan.stated_of(["application:hr"], "runs_on") == {}
    assert plan.stated_of(asked, "handles") == {}


def test_an_audience_sees_nothing_hidden_and_no_trace_of_it() -> None:
    open_items = {"crm": {"users": 3}, "erp": {"depends_on": ["crm"]}}
    hidden = {"secret": {"clearance": "security", "depends_on": ["crm"]}}
    seen = enterprise(application=open_items | hidden).seen_by(PUBLIC)
    without = enterprise(application=open_items).seen_by(PUBLIC)
    assert state(seen) == state(without)
    assert len(seen) == 2
    assert seen.sources("application:crm", "depends_on") == ["application:erp"]
    assert seen.reach("application:crm", reverse=True) == ["application:erp"]
    with pytest.raises(UnknownName, match="no application 'secret'"):
        seen.plain("application:secret")
    assert seen.frame("application").sort("id").equals(without.frame("application").sort("id"))


def test_a_link_holds_on_its_first_and_on_its_last_day() -> None:
    link = {"to": "server:s", "from": "2026-01-10", "until": "2026-01-20"}
    plan = enterprise(server={"s": {}}, application={"a": {"runs_on": [link]}})
    days = {9: [], 10: ["server:s"], 20: ["server:s"], 21: []}
    for day, targets in days.items():
        assert plan.at(date(2026, 1, day)).targets("application:a", "runs_on") == targets


@settings(max_examples=tries(50), deadline=None)
@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda e: e[0] != e[1])))
def test_reach_is_what_networkx_says(edges: set[tuple[int, int]]) -> None:
    plan = enterprise(
        application={
            f"n{one}": {"depends_on": [f"application:n{b}" for a, b in sorted(edges) if a == one]}
            for one in range(10)
        }
    )
    graph = networkx.DiGraph(list(edges))
    graph.add_nodes_from(range(10))
    for node in range(10):
        key = f"application:n{node}"
        assert set(plan.reach(key)) == {
            f"application:n{n}" for n in networkx.descendants(graph, node)
        }
        back = {f"application:n{n}" for n in networkx.ancestors(graph, node)}
        assert set(plan.reach(key, ["depends_on"], reverse=True)) == back


def test_an_item_is_an_object_of_its_kind_with_its_links() -> None:
    plan = enterprise(
        server={"s": {}}, application={"crm": {"annual_cost": "12.50 EUR", "runs_on": ["server:s"]}}
    )
    item = plan.item("application:crm")
    assert str(item.annual_cost) == "12.50 EUR"  # type: ignore[attr-defined]
    assert item.runs_on[0].to == "server:s"  # type: ignore[attr-defined]
