"""Random steps against a plain dictionary: what is there = the model = the replay of the log."""

from __future__ import annotations

import os
from collections import Counter
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cohelm.core.audience import EVERYTHING
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange, decode
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Conflict
from cohelm.core.removal import completed
from cohelm.kinds import built_in_schema
from cohelm.store import scenarios
from cohelm.store.apply import apply
from cohelm.store.database import fetch
from cohelm.store.erase import erase
from cohelm.store.load import everything, forget, load, read_tables
from cohelm.store.undo import undo
from cohelm.store.verify import verify
from tests.store.cast import ROOT, proposal

KEYS = [f"application:a{n}" for n in range(5)] + [f"server:s{n}" for n in range(4)]
STEPS: Counter[str] = Counter()
"""How many steps were really taken, each with what is there held against the model."""
LONG = int(os.environ.get("COHELM_STEPS", "200000"))

keys = st.sampled_from(KEYS)
texts = st.text("abcxyz é'\"=/,", min_size=1, max_size=8).map(str.strip).filter(bool)
values = st.none() | texts
Items = dict[str, dict[str, Any]]
Links = set[tuple[str, str]]


class Store(RuleBasedStateMachine):
    """The model: items as dictionaries, links as pairs, batches as the states before them."""

    @initialize()
    def begin(self) -> None:
        self.items: Items = {}
        self.links: Links = set()
        self.batches: list[tuple[int, Items, Links, Items, Links]] = []
        self.branch: list[ChangeSet] | None = None
        self.branches = 0

    def _copy(self) -> tuple[Items, Links]:
        return {key: dict(fields) for key, fields in self.items.items()}, set(self.links)

    def _written(self, batch: int, before: tuple[Items, Links]) -> None:
        self.batches.append((batch, *before, *self._copy()))

    @rule(key=keys, name=st.text("abc", min_size=1, max_size=4))
    def create(self, key: str, name: str) -> None:
        change = ChangeSet((ItemChange(key, None, {"name": name}),))
        if key in self.items:
            with pytest.raises(Conflict):
                apply(change, by=ROOT, via="test")
            return
        before = self._copy()
        self.items[key] = {"name": name}
        self._written(apply(change, by=ROOT, via="test").batch, before)

    @rule(key=keys, value=values)
    def edit(self, key: str, value: str | None) -> None:
        if key not in self.items or self.items[key].get("description") == value:
            return
        before = self._copy()
        seen = self.items[key].get("description")
        change = ItemChange(key, {"description": seen}, {"description": value})
        if value is None:
            self.items[key].pop("description")
        else:
            self.items[key]["description"] = value
        self._written(apply(ChangeSet((change,)), by=ROOT, via="test").batch, before)

    @rule(key=keys)
    def edit_what_was_not_seen(self, key: str) -> None:
        if key in self.items:
            stale = ChangeSet((ItemChange(key, {"source": "never"}, {"source": "x"}),))
            with pytest.raises(Conflict):
                apply(stale, by=ROOT, via="test")

    @rule(source=st.sampled_from(KEYS[:5]), server=st.sampled_from(KEYS[5:]))
    def link_or_unlink(self, source: str, server: str) -> None:
        target = server
        if source not in self.items or target not in self.items:
            return
        before, pair = self._copy(), (source, target)
        sides: tuple[Any, Any] = ({}, None) if pair in self.links else (None, {})
        self.links ^= {pair}
        change = LinkChange(source, "runs_on", target, 0, *sides)
        self._written(apply(ChangeSet((change,)), by=ROOT, via="test").batch, before)

    @rule(key=keys)
    def remove(self, key: str) -> None:
        if key not in self.items:
            return
        before = self._copy()
        gone = ItemChange(key, dict(self.items.pop(key)), None)
        self.links = {pair for pair in self.links if key not in pair}
        self._written(apply(ChangeSet((gone,)), by=ROOT, via="test").batch, before)

    @rule(names=st.dictionaries(keys, values, min_size=1, max_size=4))
    def bring(self, names: dict[str, str | None]) -> None:
        before = self._copy()
        stated = {
            key: {"name": key, **({} if text is None else {"description": text})}
            for key, text in names.items()
        }
        found = proposal(stated)
        assert found.problems == ()
        for key, fields in stated.items():
            self.items[key] = {**self.items.get(key, {}), **fields}
        if len(found.changes):
            self._written(apply(found.changes, by=ROOT, via="import").batch, before)

    @precondition(lambda self: self.batches)
    @rule()
    def take_the_last_batch_back(self) -> None:
        batch, items, links, then_items, then_links = self.batches.pop()
        if (then_items, then_links) != (self.items, self.links):
            return
        undo(batch, by=ROOT, via="test")
        self.items = {key: dict(fields) for key, fields in items.items()}
        self.links = set(links)

    @rule(key=keys, value=st.text("abc", min_size=1, max_size=3))
    def branch_and_change(self, key: str, value: str) -> None:
        if key not in self.items:
            return
        name = f"branch-{self.branches}"
        if self.branch is None:
            scenarios.make(name, by=ROOT)
            self.branch = []
        plan = load(audience=EVERYTHING, scenario=name)
        if key not in plan or plan.plain(key).get("source") == value:
            return
        change = ItemChange(key, {"source": plan.plain(key).get("source")}, {"source": value})
        apply(ChangeSet((change,)), by=ROOT, via="test", scenario=name)
        self.branch.append(ChangeSet((change,)))

    @precondition(lambda self: self.branch is not None)
    @rule(adopted=st.booleans())
    def close_the_branch(self, adopted: bool) -> None:
        name, changes = f"branch-{self.branches}", self.branch or []
        self.branch, self.branches = None, self.branches + 1
        if not adopted:
            scenarios.drop(name, by=ROOT)
            return
        touched = {change.subject: change for one in changes for change in one}
        before = self._copy()
        try:
            written = scenarios.adopt(name, by=ROOT)
        except Conflict:
            assert any(key not in self.items for key in touched) or self._moved(changes)
            scenarios.drop(name, by=ROOT)
            return
        for key, change in touched.items():
            self.items[key]["source"] = (change.after or {})["source"]
        if written.batch:
            self._written(written.batch, before)

    def _moved(self, changes: list[ChangeSet]) -> bool:
        first = {}
        for one in changes:
            for change in one:
                first.setdefault(change.subject, (change.before or {}).get("source"))
        return any(self.items[key].get("source") != seen for key, seen in first.items())

    @rule(key=keys)
    def erase_for_good(self, key: str) -> None:
        if key not in self.items:
            return
        erase(key, by=ROOT, reason="test")
        self.items.pop(key)
        self.links = {pair for pair in self.links if key not in pair}
        self.batches = []  # what names an erased item cannot be taken back
        if self.branch is not None:
            scenarios.drop(f"branch-{self.branches}", by=ROOT)
            self.branch, self.branches = None, self.branches + 1

    @invariant()
    def what_is_there_is_the_model(self) -> None:
        if hasattr(self, "items"):
            STEPS["taken"] += 1
            assert seen(everything()) == (self.items, self.links)

    def teardown(self) -> None:
        if not hasattr(self, "items"):
            return
        assert seen(read_tables()) == (self.items, self.links)
        assert seen(replayed()) == (self.items, self.links)
        assert verify().problems == ()
        forget()


def seen(plan: Enterprise) -> tuple[Items, Links]:
    """What an Enterprise holds, in the model's terms."""
    items = {key: plan.plain(key) for key in plan.keys()}  # noqa: SIM118
    links = {(key, to) for key in items for to in plan.targets(key, "runs_on")}
    return items, links


def replayed() -> Enterprise:
    """The log from its beginning, on nothing."""
    rows = fetch(
        "SELECT c.payload FROM store_change c JOIN store_batch b ON b.id = c.batch_id"
        " WHERE b.scenario = '' AND c.payload IS NOT NULL ORDER BY c.seq"
    )
    changes = ChangeSet.of(decode(bytes(row[0])) for row in rows)
    return Enterprise.empty(built_in_schema()).with_changes(changes)


class Isolated(Store):
    """Each example in a transaction that is taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        forget()

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            forget()


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Isolated,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            report_multiple_bugs=False,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.slow
@pytest.mark.usefixtures("store")
def test_random_steps_keep_store_model_and_log_the_same() -> None:
    assert connection.in_atomic_block
    run(examples=20, steps=30)


@pytest.mark.campaign
@pytest.mark.usefixtures("store")
def test_many_random_steps_keep_store_model_and_log_the_same() -> None:
    STEPS.clear()
    while STEPS["taken"] < LONG:
        run(examples=min(500, LONG // 100), steps=100)
    print(f"{STEPS['taken']} steps")


def test_removal_is_completed_once() -> None:
    empty = Enterprise.empty(built_in_schema())
    assert completed(ChangeSet(), empty) == ChangeSet()
