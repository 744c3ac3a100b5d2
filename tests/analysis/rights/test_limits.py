"""Limits, delegations, duties, load, practice and likeness of rights, each worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from cohelm.analysis.rights.conflicts import conflicts
from cohelm.analysis.rights.found import Found
from cohelm.analysis.rights.limits import limits
from cohelm.analysis.rights.load import load
from cohelm.analysis.rights.practice import practice
from cohelm.analysis.rights.same import same
from tests.making import enterprise

ON = date(2026, 11, 23)
ROLES = ("cio", "ops", "cto")


def plan(rights: dict[str, Any], *, observed: Any = None, **kinds: Any) -> Any:
    return enterprise(
        observed=observed,
        organisation={"organisation": {"currency": "EUR"}},
        office={"cio": {}, "cto": {}},
        role={one: {"office": "office:cto" if one == "cto" else "office:cio"} for one in ROLES},
        person={f"p-{one}": {"fills": f"role:{one}"} for one in ROLES},
        forum={"board": {"chaired_by": "role:cio"}},
        application={"crm": {"annual_cost": "100 EUR"}, "wiki": {"annual_cost": "101 EUR"}},
        right=rights,
        **kinds,
    )


def right(verb: str = "approve", who: str = "role:cio", **more: Any) -> dict[str, Any]:
    return {"verb": verb, "covers": "application", "accountable": [who], **more}


def codes(found: Found) -> list[tuple[str, list[str]]]:
    return [(row["code"], row["items"]) for row in found.concerns.to_dicts()]


def test_an_amount_is_above_every_limit_only_beyond_it() -> None:
    found = limits(plan({"a": right(limit="100 EUR")}), on=ON)
    assert codes(found) == [("RGT007", ["application:wiki"])]
    assert found.concerns["message"][0] == (
        "nobody may approve wiki at 101 €: above the limit of a"
    )
    two = {"a": right(limit="100 EUR"), "b": right(limit="101 EUR")}
    assert codes(limits(plan(two), on=ON)) == []
    assert codes(limits(plan({"a": right(limit="100 EUR"), "b": right()}), on=ON)) == []


def delegation(giver: str, taker: str, **more: Any) -> dict[str, Any]:
    return {"right": ["right:a"], "given_by": f"role:{giver}", "given_to": f"role:{taker}", **more}


def test_a_delegation_has_run_out_the_day_after_its_last() -> None:
    lent = {"x": delegation("cio", "ops", end="2026-11-22"),
            "y": delegation("cio", "cto", end="2026-11-23")}  # fmt: skip
    assert codes(limits(plan({"a": right()}, delegation=lent), on=ON)) == [
        ("RGT008", ["delegation:x"])
    ]


def test_a_right_that_is_lent_in_a_circle_is_said_once() -> None:
    lent = {
        "x": delegation("cio", "ops"), "y": delegation("ops", "cto"), "z": delegation("cto", "cio"),
    }  # fmt: skip
    found = limits(plan({"a": right()}, delegation=lent), on=ON)
    assert codes(found) == [("RGT008", ["role:cio", "role:ops", "role:cto"])]
    assert found.concerns["message"][0] == "a is lent in a circle: cio → ops → cto → cio"
    two = {one: lent[one] for one in ("x", "y")}
    assert codes(limits(plan({"a": right()}, delegation=two), on=ON)) == []


def test_one_person_who_asks_and_approves_is_found_through_a_forum() -> None:
    both = {"a": right("request", "role:cio"), "b": right("approve", "forum:board")}
    found = conflicts(plan(both), on=ON)
    assert codes(found) == [("RGT009", ["person:p-cio", "application:crm", "application:wiki"])]
    assert found.concerns["message"][0] == (
        "one person may request and approve on 2 items: a (through cio) and b (through board)"
    )


def test_duties_meet_through_a_delegation_and_not_on_different_items() -> None:
    two = {
        "a": right("build", "role:cio"),
        "b": {**right("deploy", "role:ops"), "covers": "application where id = 'crm'"},
    }
    assert codes(conflicts(plan(two), on=ON)) == []
    lent = {"x": delegation("cio", "ops")}
    found = conflicts(plan(two, delegation=lent), on=ON)
    assert codes(found) == [("RGT009", ["person:p-ops", "application:crm"])]
    assert "(through cio, x, ops)" in found.concerns["message"][0]
    apart = {**two, "a": {**two["a"], "covers": "application where id = 'wiki'"}}
    assert codes(conflicts(plan(apart, delegation=lent), on=ON)) == []


def test_who_carries_more_than_the_others_is_beyond_the_fence() -> None:
    # 1, 1, 1 and 4 rights: quartiles 1 and 1.75, so more than 1.75 + 1.5 × 0.75 = 2.875
    reviewed = {"reviewed_on": "2026-11-23"}
    each = {f"r{n}": right(who="role:cio", **reviewed) for n in range(4)}
    others = {one: right(who=f"role:{one}", **reviewed) for one in ("ops", "cto")}
    rights = {**each, **others, "f": right(who="forum:board", **reviewed)}
    found = load(plan(rights), on=ON)
    assert codes(found) == [("RGT010", ["role:cio"])]
    three = {one: rights[one] for one in ("r0", "r1", "ops", "cto", "f")}
    assert codes(load(plan(three), on=ON)) == [("RGT010", ["role:cio"])]  # more than 1.625


def test_a_review_a_year_ago_still_counts() -> None:
    two = {
        "kept": right(reviewed_on="2025-11-23"), "late": right(reviewed_on="2025-11-22"),
        "never": right(),
    }  # fmt: skip
    found = load(plan(two), on=ON)
    said = [(row["code"], row["rights"]) for row in found.concerns.to_dicts()]
    assert said == [("RGT011", ["right:late"]), ("RGT011", ["right:never"])]


def test_offices_that_act_together_need_a_forum() -> None:
    reviewed = {"reviewed_on": "2026-11-23"}
    joint = right(responsible=["role:cto"], **reviewed)
    assert [row[0] for row in codes(load(plan({"a": joint}), on=ON))] == ["RGT012"]
    named = {"a": {**joint, "responsible": ["role:cto", "forum:board"]}}
    assert codes(load(plan(named), on=ON)) == []


def seen(role: str, item: str = "crm", amount: str = "", day: str = "2026-10-01") -> dict[str, Any]:
    more = {"amount": amount} if amount else {}
    return {"item": f"application:{item}", "time": day, "verb": "approve",
            "role": f"role:{role}", **more}  # fmt: skip


def practised(*approvals: dict[str, Any], **kinds: Any) -> Found:
    rights = {"a": right(limit="100 EUR"), "b": right("retire")}
    return practice(plan(rights, observed={"approval": approvals}, **kinds), on=ON)


def test_who_is_named_and_who_acts_for_them_may_approve_up_to_the_limit() -> None:
    assert codes(practised(seen("cio", amount="100 EUR"))) == []
    lent = {"x": delegation("cio", "ops", start="2026-09-30", end="2026-10-01")}
    assert codes(practised(seen("cio"), seen("ops"), delegation=lent)) == []
    late = practised(seen("cio"), seen("ops", day="2026-10-02"), delegation=lent)
    assert codes(late) == [("RGT013", ["application:crm"])]


def test_approvals_by_others_and_above_the_limit_are_said_together() -> None:
    found = practised(
        seen("cto"), seen("cto", "wiki", day="2026-10-02"),
        seen("cio", amount="101 EUR", day="2026-10-03"), seen("cio", day="2026-10-04"),
    )  # fmt: skip
    assert codes(found) == [
        ("RGT013", ["application:crm", "application:wiki"]), ("RGT014", ["application:crm"]),
    ]  # fmt: skip
    assert found.concerns["message"].to_list() == [
        "a: cto approved 2 times: crm on 1 October 2026 and wiki on 2 October 2026",
        "a: cio approved above the limit 1 time: crm on 3 October 2026 at 101 €",
    ]


def test_a_right_that_no_approval_of_the_year_rests_on_is_said() -> None:
    found = practised(seen("cto"), seen("cio", day="2025-11-22"))
    assert [one[0] for one in codes(found)] == ["RGT013", "RGT015"]
    assert practised().number.value is None


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
