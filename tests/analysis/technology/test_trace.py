"""The thread from strategy to technology, both ways, on small organisations."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from cohelm.analysis.technology.trace import Trace, trace
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from tests.making import enterprise

ON = date(2026, 11, 23)


@pytest.fixture
def plan() -> Enterprise:
    return enterprise(
        theme={"growth": {}},
        goal={"online": {"theme": "theme:growth"}, "idle": {}},
        capability={"sell": {"pursues": "goal:online"}, "bare": {}, "outer": {},
                    "inner": {"parent": "capability:outer"}},
        product={"shop": {"pursues": "goal:online", "built_on": ["application:web"]}, "air": {}},
        service={"counter": {"supports": ["capability:inner"], "depends_on": ["application:till"]}},
        platform={"cluster": {"uses": ["linux"]}},
        technology={"java": {"ring": "hold", "end_of_security_support": "2027-01-31"},
                    "linux": {}, "cobol": {}, "unused": {}},
        application={
            "web": {"uses": ["java"], "runs_on": ["platform:cluster"]},
            "crm": {"supports": ["capability:sell"], "uses": ["java"]},
            "till": {"uses": ["cobol"]},
            "gone": {"supports": ["capability:bare"], "lifecycle": "end_of_life"},
        },
    )  # fmt: skip


def asked(plan: Enterprise, item: str) -> dict[str, list[str]]:
    found = trace(plan, on=ON, item=item)
    return {row["item"]: row["through"] for row in found.traced.to_dicts()}


def test_a_goal_rests_on_all_that_its_capabilities_and_products_use(plan: Enterprise) -> None:
    assert asked(plan, "goal:online") == {
        "theme:growth": ["goal:online"], "capability:sell": ["goal:online"],
        "product:shop": ["goal:online"], "application:crm": ["capability:sell"],
        "platform:cluster": ["application:web"], "application:web": ["product:shop"],
        "technology:java": ["application:crm", "application:web"],
        "technology:linux": ["platform:cluster"],
    }  # fmt: skip


def test_a_technology_serves_all_above_it_and_nothing_beside(plan: Enterprise) -> None:
    assert set(asked(plan, "technology:linux")) == {
        "platform:cluster", "application:web", "product:shop", "goal:online", "theme:growth",
    }  # fmt: skip
    assert set(asked(plan, "technology:cobol")) == {
        "application:till", "service:counter", "capability:inner",
    }  # fmt: skip


@pytest.mark.slow
def test_both_ways_agree(plan: Enterprise) -> None:
    every = [key for key in sorted(plan.keys()) if trace_or_none(plan, key) is not None]
    for one in every:
        for other in asked(plan, one):
            assert one in asked(plan, other), (one, other)


def trace_or_none(plan: Enterprise, key: str) -> Trace | None:
    try:
        return trace(plan, on=ON, item=key)
    except UsageError:
        return None


def test_the_links_between_what_is_traced_run_from_strategy_to_technology(plan: Enterprise) -> None:
    found = trace(plan, on=ON, item="capability:sell")
    assert found.threads.rows() == [
        ("application:crm", "technology:java"), ("capability:sell", "application:crm"),
        ("goal:online", "capability:sell"), ("theme:growth", "goal:online"),
    ]  # fmt: skip
    assert found.sentence == "sell is tied to 1 theme, 1 goal, 1 system, 1 technology"
    last = found.traced.to_dicts()[-1]
    assert (last["ring"], last["ends"]) == ("hold", date(2027, 1, 31))


def test_without_an_item_the_breaks_are_named(plan: Enterprise) -> None:
    found = trace(plan, on=ON)
    assert found.gaps.select("item", "gap").rows() == [
        ("goal:idle", "no capability or product pursues it: state it on one"),
        ("capability:bare", "no system supports it"),
        ("product:air", "it is built on nothing on record"),
        ("technology:cobol", "it serves no goal"),
    ]
    assert (found.carried.value, found.carried.formula) == (0.5, "1 traced / 2 goals")
    assert found.serving.value == pytest.approx(2 / 3)


def test_an_item_that_is_tied_to_nothing_says_so(plan: Enterprise) -> None:
    sentence = trace(plan, on=ON, item="technology:unused").sentence
    assert sentence == (
        "unused is tied to neither a goal nor a technology; its thread breaks at 1 item"
    )


def test_wrong_items_are_refused(plan: Enterprise) -> None:
    with pytest.raises(UnknownName, match="goal:online"):
        trace(plan, on=ON, item="goal:onlin")
    assert trace(plan, on=ON, item="online").item == "goal:online"
    made: Any = enterprise(vendor={"acme": {}})
    with pytest.raises(UsageError, match="stands on no level"):
        trace(made, on=ON, item="vendor:acme")


@pytest.mark.parametrize(
    ("item", "ends"),
    [
        ("goal:idle", [("goal", "goal:idle", "no capability or product pursues it")]),
        ("capability:bare", [("capability", "capability:bare", "no system supports it"),
                             ("capability", "capability:bare", "it pursues no goal")]),
        ("technology:cobol", [("capability", "capability:inner", "it pursues no goal")]),
        ("product:shop", []),
    ],
)  # fmt: skip
def test_where_a_thread_ends_early_it_says_where_and_what_would_carry_it_on(
    plan: Enterprise, item: str, ends: list[tuple[str, str, str]]
) -> None:
    gaps = trace(plan, on=ON, item=item).gaps.rows()
    assert [(level, key, why.partition(":")[0]) for level, key, why in gaps] == ends
    assert all(": state" in why for *_, why in gaps)


def test_on_hold_is_the_outermost_ring_whatever_it_is_called(plan: Enterprise) -> None:
    own = {"name": "Acme", "radar_rings": ["Use", "Avoid"]}
    put = ItemChange("technology:java", {"own_ring": None}, {"own_ring": "avoid"})
    settled = plan.with_changes(
        ChangeSet((ItemChange("organisation:organisation", None, own), put))
    )
    rows = trace(settled, on=ON, item="goal:online").traced.filter(pl.col("ring").is_not_null())
    assert rows.select("item", "ring").rows() == [("technology:java", "Avoid")]
