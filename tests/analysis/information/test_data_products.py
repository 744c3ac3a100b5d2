"""Data products by hand: of one office or two, what they feed, and what is built twice."""

from __future__ import annotations

from datetime import date
from typing import Any

from cohelm.analysis.information.data_products import DataProducts, data_products
from cohelm.core.enterprise import Enterprise
from tests.making import enterprise

ON = date(2026, 11, 24)


def asked(**products: Any) -> DataProducts:
    plan = enterprise(
        office={"cio": {}, "cto": {}}, department={"sales": {}}, team={"shop": {"office": ["cto"]}},
        forum={"board": {}}, right={"price": {"name": "Set prices", "verb": "approve"}},
        decision={
            "raise": {"status": "proposed", "under": ["price"]},
            "meet": {"status": "proposed", "decided_by": ["forum:board"]},
            "old": {"status": "accepted", "under": ["price"]},
        },
        data_product=products,
    )  # fmt: skip
    return data_products(plan, on=ON)


def test_a_product_is_of_two_offices_by_who_made_it_and_who_uses_it() -> None:
    found = asked(
        own={"office": ["cio"], "used_by": ["office:cio", "department:sales"], "feeds": ["forum:board"]},
        across={"office": ["cio"], "used_by": ["team:shop"]},
        both={"used_by": ["office:cio", "office:cto"]},
        nobody={},
    )  # fmt: skip
    assert found.joint.counted == ("data_product:across", "data_product:both")
    rows = {row["data_product"]: row for row in found.products.iter_rows(named=True)}
    assert rows["data_product:across"]["used_by_offices"] == ["office:cto"]
    assert found.products["data_product"].to_list()[-1] == "data_product:own"
    assert found.feeding_nothing.value == 3
    assert found.sentence == (
        "2 of 4 data products are of two offices; none looks built twice; 3 feed no decision or work"
    )


def test_the_decisions_that_wait_on_what_it_feeds_are_named() -> None:
    found = asked(one={"feeds": ["right:price", "forum:board"]})
    assert found.products["open_decisions"].to_list() == [["decision:meet", "decision:raise"]]


def test_without_any_nothing_is_said_of_them() -> None:
    assert asked().sentence == "No data product is on record"


def test_the_pair_that_is_seeded_in_the_sample_is_found_and_no_other(
    the_sample: Enterprise,
) -> None:
    found = data_products(the_sample, on=ON)
    assert found.doubled.counted == (
        "data_product:utilisation-live", "data_product:utilisation-report"
    )  # fmt: skip
