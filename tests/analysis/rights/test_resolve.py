"""Ways to settle a concern with rights, and what each leaves open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.rights.matrix import matrix
from cohelm.analysis.rights.overlaps import overlaps
from cohelm.analysis.rights.resolve import chosen_of, decided, resolve
from cohelm.analysis.rights.who_decides import who_decides
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.money import Money
from tests.analysis.rights.making import codes, plan, right

ON = date(2026, 11, 23)
TWO = {"a": {**right(), "accountable": ["role:cio", "role:cto"], "reviewed_on": "2026-10-01"}}


def offered(organisation: Enterprise, concern: str) -> dict[str, Any]:
    return {one.move.name: one for one in resolve(organisation, on=ON, concern=concern).offers}


@pytest.mark.slow
def test_of_two_accountable_either_may_have_it_or_they_split_it_or_act_jointly() -> None:
    found = offered(plan(TWO), "RGT004:right:a")
    assert list(found) == [
        "give to role:cio", "give to role:cto", "split by condition", "split by limit", "make it joint",
    ]  # fmt: skip
    assert all(one.settles for one in found.values())


@pytest.mark.slow
def test_what_a_move_leaves_open_is_what_the_checks_say_then() -> None:
    found = offered(plan(TWO), "RGT004:right:a")
    # no application names an office: by office, nobody is left for any of them, and no kind is covered
    assert found["split by condition"].brings == ()
    assert found["give to role:cio"].brings == found["give to role:cio"].leaves == ()


@pytest.mark.slow
def test_split_by_amount_each_decides_on_the_own_side_of_it() -> None:
    organisation = plan(TWO)
    split = offered(organisation, "RGT004:right:a")["split by limit"]
    after = organisation.with_changes(split.move.changes)
    # the two applications cost 100 and 101: the middle is 100, and with it the limit
    for amount, who in (("100 EUR", "role:cio"), ("101 EUR", "role:cto")):
        found = who_decides(
            after, on=ON, verb="approve", item="application:crm", amount=Money.parse(amount)
        )
        assert found.accountable == (who,)


@pytest.mark.slow
def test_where_two_rights_cross_an_exception_settles_just_what_is_shared() -> None:
    two = {
        "a": right(covers="application where id in ('crm', 'wiki')"),
        "b": right(who="role:cto", covers="application where annual_cost > '100 EUR'"),
    }
    organisation = plan(two)
    assert codes(overlaps(organisation, on=ON)) == []  # b is a part of a: an exception
    crossing = two | {"b": right(who="role:cto", covers="application where id in ('wiki', 'erp')")}
    organisation = _with_erp(crossing)
    assert codes(overlaps(organisation, on=ON)) == [("RGT005", ["application:wiki"])]
    give = offered(organisation, "RGT005:right:a")["give to role:cto"]
    after = organisation.with_changes(give.move.changes)
    assert codes(overlaps(after, on=ON)) == []
    decides = {
        item: who_decides(after, on=ON, verb="approve", item=f"application:{item}").accountable
        for item in ("crm", "wiki", "erp")
    }
    assert decides == {"crm": ("role:cio",), "wiki": ("role:cto",), "erp": ("role:cto",)}


@pytest.mark.slow
def test_what_two_rights_share_can_be_parted_too() -> None:
    """By amount at the middle of what the two shared things cost, 100; jointly in a forum of both."""
    two = {
        "a": right(covers="application where id in ('crm', 'wiki', 'erp')"),
        "b": right(who="role:cto", covers="application where id in ('wiki', 'crm', 'old')"),
    }
    organisation = _with_erp(two).with_changes(
        ChangeSet((ItemChange("application:old", None, {"name": "old"}),))
    )
    found = offered(organisation, "RGT005:right:a")
    assert list(found) == [
        "give to role:cio", "give to role:cto", "split by condition", "split by limit", "make it joint",
    ]  # fmt: skip
    # no application names an office: by office, both things are left to the two as they were
    assert not found["split by condition"].settles
    assert any("RGT005" in one for one in found["split by condition"].leaves)
    assert found["split by limit"].settles
    after = organisation.with_changes(found["split by limit"].move.changes)
    for item, amount, who in (("crm", "100 EUR", "role:cio"), ("crm", "101 EUR", "role:cto"),
                              ("erp", "101 EUR", "role:cio"), ("old", "1 EUR", "role:cto")):  # fmt: skip
        answer = who_decides(after, on=ON, verb="approve", item=f"application:{item}",
                             amount=Money.parse(amount))  # fmt: skip
        assert answer.accountable == (who,), (item, amount)
    joint = organisation.with_changes(found["make it joint"].move.changes)
    answer = who_decides(joint, on=ON, verb="approve", item="application:crm")
    assert (answer.accountable, len(answer.responsible)) == (("role:cio",), 1)
    assert answer.responsible[0].startswith("forum:")


def _with_erp(rights: dict[str, Any]) -> Enterprise:
    return plan(rights).with_changes(
        ChangeSet((ItemChange("application:erp", None, {"name": "erp"}),))
    )


@pytest.mark.slow
def test_what_is_chosen_becomes_a_decision_with_what_was_weighed() -> None:
    organisation = plan(TWO)
    found = resolve(organisation, on=ON, concern="RGT004:right:a")
    changes = decided(
        organisation, found, chosen_of(found, "2"), reason="it is theirs", by="person:p-cio"
    )
    after = organisation.with_changes(changes)
    assert after.targets("right:a", "accountable") == ["role:cto"]
    assert after.targets("right:a", "consulted") == ["role:cio"]
    key = next(after.keys("decision"))
    assert after.plain(key)["outcome"] == "cto decides; the others are heard"
    assert len(after.plain(key)["options"]) == 5
    assert found.sentence == "a, two accountable on one right: 5 ways would settle it"
    assert after.targets(key, "about") == ["right:a"]
    assert after.targets(key, "decided_by") == ["person:p-cio"]


@pytest.mark.slow
def test_a_concern_that_does_not_stand_and_a_move_that_is_not_offered_are_refused() -> None:
    with pytest.raises(UnknownName, match="RGT001:right:a"):
        resolve(plan(TWO), on=ON, concern="RGT001:right:a")
    found = resolve(plan(TWO), on=ON, concern="RGT004:right:a")
    for number in ("0", "6", "x", "-1"):
        with pytest.raises(UnknownName):
            chosen_of(found, number)


def test_the_matrix_has_a_letter_for_each_part_and_says_what_is_open() -> None:
    rights = {
        "a": {**right(), "domain": "estate", "responsible": ["role:cio", "forum:board"]},
        "b": {
            "verb": "run",
            "covers": "application",
            "domain": "data",
            "reviewed_on": "2026-10-01",
        },
    }
    found = matrix(plan(rights), on=ON)
    assert found.rights.rows() == [
        ("right:b", "data", "run", ["nobody"], []), ("right:a", "estate", "approve", ["stale"], []),
    ]  # fmt: skip
    assert set(found.cells.rows()) == {
        ("right:a", "role:cio", "AR"), ("right:a", "forum:board", "R"),
    }  # fmt: skip
    assert {(row["domain"], row["state"]) for row in found.map.to_dicts()} == {
        ("data", "nobody"), ("estate", "one office"),
    }  # fmt: skip
    assert found.holders.select("holder", "accountable", "responsible").rows()[0] == (
        "role:cio",
        1,
        1,
    )


def test_the_matrix_names_whom_another_right_names_for_the_same_items() -> None:
    crossing = {
        "a": {**right(), "domain": "estate"},
        "b": {**right(who="role:ops"), "domain": "data"},
    }
    found = matrix(plan(crossing), on=ON)
    assert dict(found.rights.select("right", "also_named").rows()) == {
        "right:a": ["role:ops"], "right:b": ["role:cio"],
    }  # fmt: skip
    offices = found.map["offices"].to_list()
    assert offices[0] == offices[1]  # whoever stands in either is in both fields


def test_the_sentence_above_the_matrix_counts_items() -> None:
    narrow = {
        "a": {
            **right(covers="application where id = 'crm'"),
            "accountable": ["role:cio", "role:cto"],
        }
    }
    assert matrix(plan(narrow), on=ON).sentence == "1 application has two who approve; 1 has nobody"
    # a right of two that another one crosses: two who approve by either, and each thing counts once
    crossing = narrow | {"b": right(who="role:ops")}
    assert matrix(plan(crossing), on=ON).sentence == "1 application has two who approve"
    both = {"a": right(), "b": {**right(), "accountable": ["role:ops", "role:cto"]}}
    assert matrix(plan(both), on=ON).sentence == "2 applications have two who approve"
