"""Rights drawn up from the approvals that were seen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.rights.draft import Draft, draft
from cohelm.analysis.rights.who_decides import who_decides
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from tests.analysis.rights.making import plan
from tests.making import enterprise

ON = date(2026, 11, 23)


def seen(item: str = "application:crm", day: str = "2026-10-01", **more: Any) -> dict[str, Any]:
    who = {} if {"role", "person"} & more.keys() else {"role": "role:cio"}
    return {
        "item": item,
        "time": day,
        "verb": "approve",
        "reference": day + str(more),
        **who,
        **more,
    }


def drafted(*approvals: dict[str, Any], at_least: int = 1, **kinds: Any) -> Draft:
    return draft(plan({}, observed={"approval": approvals}, **kinds), on=ON, at_least=at_least)


def rows(found: Draft) -> list[tuple[Any, ...]]:
    return [
        (one["role"], one["verb"], one["things"], one["approvals"], one["items"], one["of"],
         one["limit"]["amount"] if one["limit"] else None)
        for one in found.drafts.to_dicts()
    ]  # fmt: skip


def filled(person: dict[str, Any], approvals: list[dict[str, Any]]) -> Enterprise:
    return enterprise(
        observed={"approval": approvals}, organisation={"organisation": {"currency": "EUR"}},
        role={"ops": {}, "cto": {}}, person=person, application={"crm": {}},
    )  # fmt: skip


def test_a_right_for_each_role_verb_and_sort_of_thing_up_to_the_highest_amount() -> None:
    found = drafted(
        seen(amount="100 EUR"), seen("application:wiki", "2026-10-02", amount="250 EUR"),
        seen("application:wiki", "2026-10-03", role="role:cto"),
    )  # fmt: skip
    assert rows(found) == [
        ("role:cio", "approve", "application", 2, 2, 2, Decimal(250)),
        ("role:cto", "approve", "application", 1, 1, 2, None),
    ]
    assert found.used.value == 3
    assert found.sentence == "Practice amounts to 2 rights, by 3 approvals"


def test_the_role_is_that_of_the_person_on_the_day() -> None:
    person = {
        "eva": {
            "fills": [
                {"to": "role:ops", "until": "2026-09-30"},
                {"to": "role:cto", "from": "2026-10-01"},
            ]
        }
    }
    found = draft(filled(person, [
        seen(person="person:eva", day="2026-09-30"), seen(person="person:eva", day="2026-10-01"),
    ]), on=ON, at_least=1)  # fmt: skip
    assert sorted(row[0] for row in rows(found)) == ["role:cto", "role:ops"]


def test_who_filled_two_roles_or_none_that_day_is_left_out_and_said() -> None:
    two = {"eva": {"fills": ["role:ops", "role:cto"]}, "bob": {}}
    found = draft(
        filled(two, [seen(person="person:eva"), seen(person="person:bob")]), on=ON, at_least=1
    )
    assert found.used.value == 0
    assert dict(found.used.left_out) == {
        "who approved filled several roles that day": ("application:crm",),
        "nobody knows the role": ("application:crm",),
    }


def test_too_few_approvals_are_no_draft() -> None:
    found = drafted(seen(), seen(day="2026-10-02"), at_least=3)
    assert rows(found) == []
    assert found.seldom["approvals"].to_list() == [2]
    assert len(found.changes) == 0


def test_approvals_before_the_year_or_after_the_day_say_nothing() -> None:
    found = drafted(seen(day="2025-11-23"), seen(day="2026-11-24"))
    assert found.used.value is None
    assert "no approval" in found.sentence


def test_an_amount_without_a_rate_bears_on_no_limit() -> None:
    found = drafted(seen(amount="100 USD"), seen(day="2026-10-02", amount="40 EUR"))
    assert rows(found)[0][-1] == Decimal(40)
    assert next(iter(found.used.left_out)).startswith(
        "its amount has no bearing on the limit: no rate of USD"
    )


def test_the_changes_make_rights_that_decide() -> None:
    before = plan({}, observed={"approval": [seen(amount="100 EUR")]})
    after = before.with_changes(draft(before, on=ON, at_least=1).changes)
    asked = who_decides(after, on=ON, verb="approve", item="application:wiki")
    assert list(asked.accountable) == ["role:cio"]
    assert asked.by == ("right:practice-approve-application-cio",)


def test_what_another_role_approves_too_is_covered_item_by_item() -> None:
    approvals = [
        seen(),
        seen("application:wiki", role="role:cto"),
        seen(day="2026-10-02", verb="buy"),
    ]
    before = plan({}, observed={"approval": approvals})
    after = before.with_changes(draft(before, on=ON, at_least=1).changes)
    covers = {key: after.plain(key)["covers"] for key in after.keys("right")}
    assert covers == {
        "right:practice-approve-application-cio": "application where id in ('crm')",
        "right:practice-approve-application-cto": "application where id in ('wiki')",
        "right:practice-buy-application-cio": "application",
    }


def test_less_than_one_approval_is_refused() -> None:
    with pytest.raises(UsageError, match="speak for nothing"):
        drafted(at_least=0)
