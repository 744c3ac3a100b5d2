"""Who decides: the narrower right, then the lower limit; else two are named, or nobody is."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.rights.who_decides import WhoDecides, who_decides
from cohelm.core.audience import PUBLIC
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, NotPermitted, UnknownName
from cohelm.core.money import Money
from tests.making import enterprise

ON = date(2026, 11, 23)
ROLES: dict[str, Any] = {one: {} for one in ("cio", "cto", "cfo", "ciso", "ops")}
APPS: dict[str, Any] = {
    "crm": {"criticality": "critical"}, "shop": {"criticality": "high"},
    "wiki": {"criticality": "low"},
}  # fmt: skip


def euro(amount: int) -> Money:
    return Money(Decimal(amount), "EUR")


def right(who: str | list[str], covers: str = "application", **more: Any) -> dict[str, Any]:
    named = [who] if isinstance(who, str) else who
    return {
        "verb": "approve",
        "covers": covers,
        "accountable": [f"role:{one}" for one in named],
        **more,
    }


def plan(**more: dict[str, Any]) -> Enterprise:
    known = {
        "organisation": {"organisation": {"currency": "EUR"}},
        "role": ROLES,
        "application": APPS,
    }
    return enterprise(**{**known, **more})


def asked(plan: Enterprise, item: str = "application:crm", **more: Any) -> WhoDecides:
    return who_decides(plan, **{"on": ON, "verb": "approve", "item": item, **more})


def test_the_one_that_is_named_decides_and_the_people_behind_the_role_are_named() -> None:
    found = asked(plan(right={"all": right("cio", name="All", consulted=["role:cto"])},
                       person={"ann": {"name": "Ann", "fills": ["role:cio"]}}))  # fmt: skip
    assert (found.accountable, found.people) == (("role:cio",), {"role:cio": ("person:ann",)})
    assert found.consulted == ("role:cto",)
    assert found.sentence == "cio (Ann) may approve crm"
    assert found.answer()["accountable"] == {"role": "role:cio", "person": "person:ann"}
    assert found.answer()["by"] == "right:all"


def test_an_exception_goes_before_what_it_is_a_part_of() -> None:
    found = asked(plan(right={"all": right("cio"), "critical": right(
        "ciso", "application where criticality >= 'critical'", name="Critical")}))  # fmt: skip
    assert found.accountable == ("role:ciso",)
    assert [one.right.key for one in found.overruled] == ["right:all"]
    assert found.overruled[0].why == "Critical is about a part of the same and goes before it"


def test_on_the_same_things_the_lower_limit_that_still_holds_wins() -> None:
    rights = {
        "small": right("ops", limit="10000 EUR"), "large": right("cio", limit="250000 EUR"),
        "any": right("cfo"),
    }  # fmt: skip
    at = {
        amount: asked(plan(right=rights), amount=euro(amount)).accountable[0]
        for amount in (1, 10000, 10001, 250000, 250001)
    }
    assert at == {1: "role:ops", 10000: "role:ops", 10001: "role:cio", 250000: "role:cio",
                  250001: "role:cfo"}  # fmt: skip


def test_an_amount_above_every_limit_is_a_gap() -> None:
    found = asked(plan(right={"small": right("ops", name="Small", limit="10000 EUR")}),
                  amount=euro(10001))  # fmt: skip
    assert found.accountable == ()
    assert found.gap == "Small: its limit is 10,000 €"
    assert found.answer()["accountable"] is None


def test_two_that_are_equally_strong_are_both_named() -> None:
    found = asked(plan(right={"a": right("cio"), "b": right("cto")}))
    assert found.tie == ("role:cio", "role:cto")
    assert (
        found.sentence
        == "2 are named to approve crm: cio (nobody fills it) and cto (nobody fills it)"
    )
    assert [one["role"] for one in found.answer()["tie"]] == ["role:cio", "role:cto"]
    assert asked(plan(right={"a": right(["cio", "cto"])})).tie == ("role:cio", "role:cto")


def test_two_rights_that_name_the_same_role_are_no_tie() -> None:
    assert asked(plan(right={"a": right("cio"), "b": right("cio")})).tie == ()


def test_partly_shared_things_are_a_tie_and_not_an_exception() -> None:
    rights = {
        "a": right("cio", "application where criticality >= 'high'"),
        "b": right("cto", "application where criticality <= 'high'"),
    }
    assert asked(plan(right=rights), "application:shop").tie == ("role:cio", "role:cto")
    assert asked(plan(right=rights), "application:crm").accountable == ("role:cio",)


def test_several_conditions_and_single_things_are_covered_together() -> None:
    both = right("cio", "service", acts_on=["application:wiki"])
    both["covers"] = ["service", "application where criticality = 'critical'"]
    known = plan(right={"both": both}, service={"mail": {}})
    named = {
        item: asked(known, item).accountable
        for item in ("service:mail", "application:crm", "application:wiki", "application:shop")
    }
    assert [item for item, who in named.items() if who] == [
        "service:mail", "application:crm", "application:wiki",
    ]  # fmt: skip


def test_a_right_holds_on_its_days() -> None:
    rights = {"old": right("cto", lifecycle={"active": "2020-01-01", "end_of_life": "2026-11-23"})}
    assert asked(plan(right=rights), on=date(2026, 11, 22)).accountable == ("role:cto",)
    assert asked(plan(right=rights), on=date(2026, 11, 23)).accountable == ()


def test_who_stands_in_it_is_read_on_the_day() -> None:
    dated = right([], accountable=[{"to": "role:cio", "until": "2026-12-31"},
                                   {"to": "role:cto", "from": "2027-01-01"}])  # fmt: skip
    known = plan(right={"a": dated})
    assert asked(known).accountable == ("role:cio",)
    assert asked(known, on=date(2027, 1, 1)).accountable == ("role:cto",)


@pytest.mark.parametrize(
    ("day", "amount", "acts"),
    [
        (date(2026, 8, 2), 100, []), (date(2026, 8, 3), 100, ["role:ops"]),
        (date(2026, 8, 28), 100, ["role:ops"]), (date(2026, 8, 29), 100, []),
        (date(2026, 8, 3), 5000, ["role:ops"]), (date(2026, 8, 3), 5001, []),
    ],
)  # fmt: skip
def test_a_delegation_holds_from_its_first_to_its_last_day_and_up_to_its_limit(
    day: date, amount: int, acts: list[str]
) -> None:
    lent = {
        "start": "2026-08-03", "end": "2026-08-28", "limit": "5000 EUR", "right": ["right:all"],
        "given_by": "role:cio", "given_to": "role:ops",
    }  # fmt: skip
    known = plan(right={"all": right("cio")}, delegation={"leave": lent})
    found = asked(known, on=day, amount=euro(amount))
    assert [one.to for one in found.acting] == acts


def test_amounts_of_two_currencies_are_compared_by_a_dated_rate_or_not_at_all() -> None:
    rights = {"all": right("cio", name="All", limit="1000 EUR")}
    dollars = Money(Decimal(1050), "USD")
    found = asked(plan(right=rights), amount=dollars)
    assert "cannot be compared" in found.gap
    rate = {"item": "organisation:organisation", "time": "2026-10-30", "reference": "USD",
            "value": "0.92 EUR"}  # fmt: skip
    known = plan(right=rights, observed={"exchange_rate": [rate]})
    assert asked(known, amount=dollars).accountable == ("role:cio",)
    assert asked(known, amount=Money(Decimal(1100), "USD")).accountable == ()


def test_a_thing_that_is_not_yet_there_is_asked_about_by_what_it_will_say() -> None:
    known = plan(right={"critical": right("ciso", "application where criticality >= 'high'")})
    assert asked(known, "application", says=("criticality=high",)).accountable == ("role:ciso",)
    assert asked(known, "application", says=("criticality=low",)).accountable == ()
    with pytest.raises(InputError, match="low, medium, high, critical"):
        asked(known, "application", says=("criticality=terrible",))


def test_an_assistant_that_reads_customer_data_is_asked_about_by_the_data_that_it_reads() -> None:
    known = plan(
        right={"any": right("cio", "ai_use"),
               "reads": right("ciso", "ai_use where learns_from.classification >= 'confidential'")},
        ai_use={"menu-writer": {"learns_from": "menus"}},
        data_set={"customers": {"classification": "confidential"},
                  "menus": {"classification": "public"}},
    )  # fmt: skip
    reads = ("risk_class=high", "learns_from=data_set:menus", "learns_from=customers")
    assert asked(known, "ai_use", says=reads).accountable == ("role:ciso",)
    assert asked(known, "ai_use", says=reads[:2]).accountable == ("role:cio",)
    with pytest.raises(InputError, match="there is no data_set 'nobody'"):
        asked(known, "ai_use", says=("learns_from=nobody",))


def test_a_condition_that_cannot_be_read_covers_nothing() -> None:
    assert (
        asked(plan(right={"bad": right("cio", "application where nonsense = 1")})).accountable == ()
    )


def test_what_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="crm"):
        asked(plan(), "application:crn")
    with pytest.raises(UnknownName, match="approve"):
        asked(plan(), verb="aprove")


def reference(rights: list[dict[str, Any]], item: str, amount: int | None) -> set[str]:
    """Who is named, by nested loops over sets of names; it shares nothing with what it checks."""
    holding = [
        one for one in rights
        if item in one["items"] and (amount is None or one["limit"] is None or amount <= one["limit"])
    ]  # fmt: skip
    named: set[str] = set()
    for one in holding:
        beaten = False
        for other in holding:
            smaller = other["items"] < one["items"]
            same = other["items"] == one["items"]
            lower = (other["limit"] if other["limit"] is not None else 10**12) < (
                one["limit"] if one["limit"] is not None else 10**12
            )
            beaten = beaten or smaller or (same and lower)
        if not beaten:
            named |= set(one["who"])
    return named


@pytest.mark.slow
def test_a_plain_reference_agrees_on_300_random_cases() -> None:
    chance = random.Random(7)
    items = [f"a{n}" for n in range(6)]
    for _ in range(300):
        rights = [
            {
                "items": frozenset(chance.sample(items, chance.randint(1, 4))),
                "limit": chance.choice([None, 10, 20, 30]),
                "who": chance.sample(sorted(ROLES), chance.choice([1, 1, 1, 2])),
            }
            for _ in range(chance.randint(0, 5))
        ]
        written = {
            f"r{at}": {
                "verb": "approve", "acts_on": [f"application:{n}" for n in sorted(one["items"])],
                "accountable": [f"role:{n}" for n in one["who"]],
                **({"limit": f"{one['limit']} EUR"} if one["limit"] is not None else {}),
            }
            for at, one in enumerate(rights)
        }  # fmt: skip
        known = plan(application={one: {} for one in items}, right=written)
        item, amount = chance.choice(items), chance.choice([None, 5, 10, 15, 25, 40])
        found = asked(known, f"application:{item}", amount=None if amount is None else euro(amount))
        expected = {f"role:{one}" for one in reference(rights, item, amount)}
        assert set(found.accountable) == expected, (rights, item, amount)


def test_a_condition_that_cannot_be_read_is_named() -> None:
    found = asked(plan(right={"bad": right("cio", "application where nonsense = 1", name="Bad")}))
    assert len(found.unreadable) == 1
    assert found.unreadable[0].startswith("Bad: 'application where nonsense = 1'")
    assert found.answer()["unreadable"] == found.unreadable


def test_where_limits_are_not_shown_no_amount_is_answered_for() -> None:
    blind = plan(right={"small": right("ops", limit="10 EUR")}).seen_by(PUBLIC)
    assert "not shown to you" in asked(blind).unseen
    assert asked(plan(right={"small": right("ops")})).unseen == ""
    with pytest.raises(NotPermitted, match="without an amount"):
        asked(blind, amount=euro(5))
