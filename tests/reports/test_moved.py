"""What moved between two editions of a list, in sentences whose sums add up."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.core.audience import Audience
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money
from cohelm.kinds import built_in_schema
from cohelm.reports.moved import Moved, moved

EMPTY = Enterprise.empty(built_in_schema())
OCTOBER = {
    "phones": {"name": "Phones", "annual_cost": "312000 EUR", "end": "2027-03-31"},
    "fax": {"name": "Fax", "annual_cost": "10000 EUR"},
    "cloud": {"name": "Cloud", "annual_cost": "50000 USD"},
}
NOVEMBER = {
    "phones": {"name": "Phones", "annual_cost": "340000 EUR", "end": "2028-03-31"},
    "cloud": {"name": "Cloud", "annual_cost": "50000 USD"},
    "maps": {"name": "Maps", "annual_cost": "100000.50 EUR"},
}


def plan(contracts: dict[str, dict[str, Any]]) -> Enterprise:
    return EMPTY.with_changes(
        ChangeSet.of(ItemChange(f"contract:{id_}", None, one) for id_, one in contracts.items())
    )


def between(
    one: dict[str, dict[str, Any]],
    other: dict[str, dict[str, Any]],
    *,
    seen: Audience | None = None,
) -> Moved:
    before, after = plan(one), plan({**one, **other})
    if seen is not None:
        before, after = before.seen_by(seen), after.seen_by(seen)
    was, now = ([f"contract:{id_}" for id_ in side] for side in (one, other))
    return moved(
        before, after, "contract", was=was, now=now, touched=[*was, *now],
        missing=[key for key in was if key not in now],
    )  # fmt: skip


def test_the_sentences_say_sums_what_is_new_missing_and_changed() -> None:
    found = between(OCTOBER, NOVEMBER)
    assert [one.replace("\u00a0", " ") for one in found.sentences] == [
        "Annual cost in all: 322,000 € → 440,000.50 € (+118,000.50 €: +100,000.50 € new,"
        " +28,000 € changed, \u221210,000 € no longer there).",
        "1 new contract: Maps (100,000.50 €).",
        "1 contract is no longer in the file, and stays until somebody says what became of it:"
        " Fax (10,000 €).",
        "Annual cost of Phones: 312,000 € → 340,000 € (+28,000 €).",
        "End of Phones: 31 Mar 2027 → 31 Mar 2028.",
    ]


def test_amounts_of_two_currencies_are_never_one_sum() -> None:
    dearer = {**NOVEMBER, "cloud": {"name": "Cloud", "annual_cost": "60000 USD"}}
    totals = between(OCTOBER, dearer).totals
    assert [(str(one.was), str(one.is_)) for one in totals] == [
        ("322000 EUR", "440000.50 EUR"), ("50000 USD", "60000 USD"),
    ]  # fmt: skip


def test_an_item_that_changes_its_currency_leaves_one_sum_and_enters_the_other() -> None:
    other = {"cloud": {"name": "Cloud", "annual_cost": "45000 EUR"}}
    found = between({"cloud": OCTOBER["cloud"]}, other)
    assert [(str(one.changed), str(one.is_)) for one in found.totals] == [
        ("45000 EUR", "45000 EUR"), ("-50000 USD", "0 USD"),
    ]  # fmt: skip
    assert found.changes[0].by is None


def test_a_value_that_comes_or_goes_is_unknown_on_the_other_side() -> None:
    found = between({"a": {"name": "A"}}, {"a": {"name": "A", "notice_days": 90}})
    assert found.sentences == ("Notice days of A: unknown → 90.",)


def test_who_may_not_see_money_is_told_nothing_of_it() -> None:
    found = between(OCTOBER, NOVEMBER, seen=Audience.of())
    assert not found.totals
    assert not any("000" in one for one in found.sentences)
    assert "1 new contract: Maps." in found.sentences


def test_the_same_again_moved_nothing() -> None:
    assert between(OCTOBER, OCTOBER).sentences == ()


CENTS = st.integers(0, 10**11).map(lambda cents: Decimal(cents).scaleb(-2))
AMOUNTS = st.fixed_dictionaries({"a": CENTS}, optional=dict.fromkeys("bcdef", CENTS))


@pytest.mark.slow
@given(AMOUNTS, AMOUNTS)
def test_the_parts_of_a_difference_add_up_to_the_cent(
    one: dict[str, Decimal], other: dict[str, Decimal]
) -> None:
    sides = [
        {id_: {"name": id_, "annual_cost": f"{amount} EUR"} for id_, amount in side.items()}
        for side in (one, other)
    ]
    for total in between(*sides).totals:
        assert total.was == Money(sum(one.values(), Decimal(0)), "EUR")
        assert total.is_ == Money(sum(other.values(), Decimal(0)), "EUR")
        parts = total.new.amount + total.changed.amount - total.missing.amount
        assert total.was.amount + parts == total.is_.amount


def test_of_a_list_of_words_only_those_that_came_and_went_are_said() -> None:
    tags = ["team=A", "lang=B", "seen"]
    found = between(
        {"phones": {"name": "Phones", "tags": tags}, "fax": {"name": "Fax", "tags": ["old"]},
         "maps": {"name": "Maps", "tags": tags}, "cars": {"name": "Cars", "tags": ["a", "b"]}},
        {"phones": {"name": "Phones", "tags": ["team=A", "lang=C", "seen"]},
         "fax": {"name": "Fax", "tags": ["new"]}, "maps": {"name": "Maps", "tags": [*tags, "kept"]},
         "cars": {"name": "Cars", "tags": ["b", "a"]}},
    )  # fmt: skip
    assert [one.sentence for one in found.changes] == [
        "Tags of Cars: a, b → b, a",
        "Tags of Fax: old → new",
        "Tags that changed of Maps: none → kept",
        "Tags that changed of Phones: lang=B → lang=C",
    ]
