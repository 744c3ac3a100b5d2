"""Amounts above every limit, and delegations that fail."""

from __future__ import annotations

from datetime import date

import pytest

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


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("<= '200 EUR'", "> '200 EUR'", []),
        ("<= '200 EUR'", "> '300 EUR'", ["nobody may approve between 200 and 300 €"]),
        ("< '200 EUR'", "> '200 EUR'", ["nobody may approve at just 200 €"]),
        ("<= '200 EUR'", ">= '200 EUR'", ["two may approve at just 200 €"]),
        ("<= '300 EUR'", "> '200 EUR'", ["two may approve between 200 and 300 €"]),
    ],
)
def test_amounts_between_two_limits_are_nobodys_and_those_of_two_are_said(
    low: str, high: str, said: list[str]
) -> None:
    two = {
        "a": right(covers=f"application where annual_cost {low}"),
        "b": right(who="role:cto", covers=f"application where annual_cost {high}"),
    }
    found = limits(plan(two), on=ON).concerns.to_dicts()
    bands = [row["message"] for row in found if row["code"] in ("RGT017", "RGT018")]
    assert [message.partition(":")[0].replace(" €", "") for message in bands] == [
        one.replace(" €", "") for one in said
    ]


def test_a_crossing_is_found_past_an_exception_between_the_two() -> None:
    """Up to 300 and from 200 on cross; 50 to 100 lies within the first and is an exception."""
    where = "application where annual_cost"
    three = {
        "a": right(covers=f"{where} <= '300 EUR'"),
        "b": right(who="role:ops", covers=f"{where} > '50 EUR' and annual_cost <= '100 EUR'"),
        "c": right(who="role:cto", covers=f"{where} > '200 EUR'"),
    }
    found = limits(plan(three), on=ON).concerns.to_dicts()
    assert [(row["code"], row["rights"]) for row in found] == [("RGT018", ["right:a", "right:c"])]


def test_a_right_that_no_amount_is_left_to_makes_no_hole() -> None:
    where = "application where annual_cost"
    three = {
        "a": right(covers=f"{where} <= '200 EUR'"),
        "b": right(covers=f"{where} > '300 EUR'", limit="100 EUR"),
        "c": right(covers=f"{where} > '200 EUR'"),
    }
    assert codes(limits(plan(three), on=ON)) == []


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
