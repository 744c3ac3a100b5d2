"""Rights that say the same in other words."""

from __future__ import annotations

from datetime import date

import pytest

from cohelm.analysis.rights import same as module
from cohelm.analysis.rights.same import same
from tests.analysis.rights.making import codes, plan, right

ON = date(2026, 11, 23)


def test_rights_of_the_same_words_on_the_same_items_are_proposed_as_one() -> None:
    two = {
        "a": {**right(), "name": "Approve changes to critical systems"},
        "b": {**right(who="role:cto"), "name": "Critical system changes: approve"},
    }
    found = same(plan(two), on=ON)
    assert codes(found) == [("RGT016", ["application:crm", "application:wiki"])]
    assert "both say approve, change, critical and system" in found.concerns["message"][0]
    apart = {**two, "b": {**two["b"], "covers": "role"}}
    assert codes(same(plan(apart), on=ON)) == []
    other = {**two, "b": {**two["b"], "name": "Sign off releases for the shop"}}
    assert codes(same(plan(other), on=ON)) == []


def test_many_rights_are_compared_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("Approve changes of systems", "System change: approve", "Approve the budget", "Buy")
    rights = {f"r{at}": {**right(), "name": name} for at, name in enumerate(names)}
    few = same(plan(rights), on=ON)
    monkeypatch.setattr(module, "DENSE", 0)
    assert codes(same(plan(rights), on=ON)) == codes(few) != []
