"""Who carries more than others, what is not reviewed, what lacks a forum."""

from __future__ import annotations

from datetime import date

from cohelm.analysis.rights.load import load
from tests.analysis.rights.making import codes, plan, right

ON = date(2026, 11, 23)


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
