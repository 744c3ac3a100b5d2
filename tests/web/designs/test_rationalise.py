"""The page of rationalising shows all of the applications, in tables that a page has room for."""

from __future__ import annotations

from datetime import date

from cohelm.analysis.estate.rationalise import APPLICATIONS, rationalise
from cohelm.web.designs.rationalise import of_rationalise
from tests.making import enterprise

MOST = 9
"""So many columns, one of them a sentence, fit a page of 1280 pixels."""
TEXT = {"business_value": 4, "technical_fit": 1, "sourcing": "built", "uses": ["steam"]}
PLAN = {
    "capability": {"sell": {}}, "technology": {"steam": {"name": "Steam"}},
    "application": {
        "a": TEXT | {"disposition": "retain", "annual_cost": "5 EUR", "users": 5, "debt_hours": 1,
                     "supports": ["sell"]},
    },
    "repository": {"r": {"lines": 1000, "builds": ["application:a"]}},
}  # fmt: skip


def test_two_tables_of_the_applications_have_all_columns_between_them() -> None:
    shown = of_rationalise(
        enterprise(**PLAN), rationalise(enterprise(**PLAN), on=date(2026, 11, 29))
    )
    stands, owes = shown["narrow"][:2]
    assert (stands.bare, owes.bare) == (("7R proposed",), ())
    first, second = ([name for name, _ in one.header] for one in (stands, owes))
    assert max(len(first), len(second)) <= MOST
    assert len(first) + len(second) + len(stands.bare) == len(APPLICATIONS) + 1
    assert first[:5] == ["Application", "TIME", "Because", "7R stated", "Agrees"]


def test_what_is_missing_stands_as_a_sentence_that_is_not_set_a_word_a_line() -> None:
    plan = enterprise(**PLAN)
    stands = of_rationalise(plan, rationalise(plan, on=date(2026, 11, 29)))["narrow"][0]
    because = stands.rows[0][2]
    assert because.text == "no end of support on record for Steam"
    assert because.class_name == "sentence"


def test_the_map_s_table_names_its_colour_and_no_shade() -> None:
    plan = enterprise(**PLAN)
    result = rationalise(plan, on=date(2026, 11, 29), colour="debt_hours")
    header = [name for name, _ in of_rationalise(plan, result)["narrow"][-1].header]
    assert "Debt hours" in header
    assert not {"Shown", "Shade"} & set(header)
