"""Amounts above every limit, and delegations that fail."""

from __future__ import annotations

from datetime import date

from cohelm.analysis.rights.limits import limits
from tests.analysis.rights.making import codes, delegation, plan, right

ON = date(2026, 11, 23)


def test_an_amount_is_above_every_limit_only_beyond_it() -> None:
    found = limits(plan({"a": right(limit="100 EUR")}), on=ON)
    assert codes(found) == [("RGT007", ["application:wiki"])]
    assert found.concerns["message"][0] == (
        "nobody may approve wiki at 101 €: above the limit of a"
    )
    two = {"a": right(limit="100 EUR"), "b": right(limit="101 EUR")}
    assert codes(limits(plan(two), on=ON)) == []
    assert codes(limits(plan({"a": right(limit="100 EUR"), "b": right()}), on=ON)) == []


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
    assert codes(found) == [("RGT021", ["role:cio", "role:ops", "role:cto"])]
    assert found.concerns["message"][0] == "a is lent in a circle: cio → ops → cto → cio"
    two = {one: lent[one] for one in ("x", "y")}
    assert codes(limits(plan({"a": right()}, delegation=two), on=ON)) == []
