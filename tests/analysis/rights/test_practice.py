"""What was approved in practice against who may."""

from __future__ import annotations

from datetime import date
from typing import Any

from cohelm.analysis.rights.found import Found
from cohelm.analysis.rights.practice import practice
from tests.analysis.rights.making import codes, delegation, plan, right

ON = date(2026, 11, 23)


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
    nothing = practised()
    assert nothing.number.value is None
    assert "no approval of the year" in nothing.sentence


def test_a_person_to_whom_the_right_was_lent_may_approve() -> None:
    lent = {"x": delegation("cio", "person:p-ops")}
    approved = {**seen("ops"), "person": "person:p-ops"}
    assert codes(practised(approved, seen("cio", day="2026-10-02"), delegation=lent)) == []
    other = {**seen("ops"), "person": "person:p-cto"}
    late = practised(other, seen("cio", day="2026-10-02"), delegation=lent)
    assert [one[0] for one in codes(late)] == ["RGT013"]
