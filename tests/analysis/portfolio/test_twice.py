"""What is done twice: worked by hand, and on organisations with seeded duplicates and decoys."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.portfolio.twice import Twice, groups, twice
from tests.analysis.finding import items, only
from tests.analysis.portfolio.doubles import seeded
from tests.making import enterprise, enterprise_of_documents

ON = date(2026, 11, 23)
FOUND, WRONG = 0.95, 0.1
"""The bar: at least so many of the seeded found, at most so many of the proposed wrong."""
OFFICES = {"cio": {"name": "CIO"}, "cto": {"name": "CTO"}}
EXPENSES = {
    "trips": {"name": "Travel expenses", "description": "Receipts of business trips.",
              "office": "office:cio", "supports": ["capability:pay"], "annual_cost": "40000 EUR"},
    "claims": {"name": "Reimbursement of travel", "office": "office:cto", "annual_cost": "25000 EUR",
               "supports": ["capability:pay"]},
}  # fmt: skip


def plan(**documents: Any) -> Any:
    stated = {"currency": "EUR", **documents.pop("organisation", {})}
    return enterprise(
        organisation={"organisation": stated}, office=OFFICES, capability={"pay": {}, "sell": {}},
        **documents,
    )  # fmt: skip


def asked(**documents: Any) -> Twice:
    told = documents.pop("told", {})
    return twice(plan(**documents), on=ON, **told)


def pairs(found: Twice) -> list[tuple[str, str]]:
    return [(row["one"], row["other"]) for row in found.pairs.iter_rows(named=True)]


def test_two_offices_have_one_thing_under_two_names() -> None:
    found = asked(application=EXPENSES)
    (row,) = found.pairs.to_dicts()
    assert (row["one"], row["other"]) == ("application:claims", "application:trips")
    assert set(row["words"]) == {"travel", "expenses"}
    assert row["shared"] == ["capability:pay"]
    assert row["offices"] == ["office:cio", "office:cto"]
    assert (row["saves_least"]["amount"], row["saves_most"]["amount"]) == (25000, 40000)
    assert row["one_ends_from"] is None
    assert (found.least.value, found.most.value) == (Decimal(25000), Decimal(40000))
    assert found.sentence == (
        "1 pair looks like one thing done twice, first Reimbursement of travel and Travel expenses; "
        "25,000 to 40,000 € a year are at stake"
    )


def test_a_contract_says_from_when_on_one_could_end() -> None:
    terms = {"end": "2027-03-31", "notice_months": 3, "renewal": "tacit", "renewal_months": 12,
             "covers": ["application:trips"]}  # fmt: skip
    late = {**terms, "notice_months": 6}
    row = asked(application=EXPENSES, contract={"c": terms}).pairs.row(0, named=True)
    assert row["other_ends_from"] == date(2027, 4, 1)
    # of two contracts the later counts: notice of six months is over, so that it binds to March 2028
    both = {"c": terms, "d": {**late, "covers": ["application:trips"]}}
    row = asked(application=EXPENSES, contract=both).pairs.row(0, named=True)
    assert row["other_ends_from"] == date(2028, 4, 1)
    # one whose terms are not known leaves the day unknown
    found = asked(
        application=EXPENSES, contract={"c": terms, "d": {"covers": ["application:trips"]}}
    )
    assert found.pairs.row(0, named=True)["other_ends_from"] is None


def test_an_unknown_cost_is_no_nought() -> None:
    bare = {**EXPENSES, "trips": {**EXPENSES["trips"], "annual_cost": "40000 USD"}}
    found = asked(application=bare)
    assert found.pairs.row(0, named=True)["saves_least"] is None
    assert found.least.value is None
    assert found.least.left_out == {
        "a cost is not known": ("application:claims", "application:trips")
    }
    assert "what that costs is not known" in found.sentence


def test_a_dated_rate_makes_it_known() -> None:
    bare = {**EXPENSES, "trips": {**EXPENSES["trips"], "annual_cost": "40000 USD"}}
    rate = [{"reference": "USD", "time": "2026-11-01", "value": "0.5 EUR"}]
    found = twice(plan(application=bare, observed={"exchange_rate": rate}), on=ON)
    assert (found.least.value, found.most.value) == (Decimal(20000), Decimal(25000))


def test_the_money_of_a_contract_counts_once() -> None:
    contract = {"vendor": "vendor:v", "annual_cost": "25000 EUR", "end": "2027-12-31"}
    found = asked(
        application=EXPENSES, vendor={"v": {}},
        contract={
            "one": {"name": "Expense claims", "covers": ["application:trips"], **contract},
            "two": {"name": "Claims of expenses", "covers": ["application:claims"], **contract},
        },
    )  # fmt: skip
    assert len(found.pairs) == 2
    assert found.least.value == Decimal(25000)
    assert found.least.left_out == {
        "its contracts are counted": ("application:claims", "application:trips")
    }


@pytest.mark.parametrize(
    "apart",
    [
        {"name": "Reimbursement of travel in Poland"}, {"supports": ["capability:sell"]},
        {"replaces": ["application:trips"]}, {"lifecycle": "end_of_life"},
        {"name": "Archive of travel", "description": "Keeps what was decided."},
    ],
)  # fmt: skip
def test_what_tells_two_apart(apart: dict[str, Any]) -> None:
    apps = {
        "trips": {**EXPENSES["trips"], "name": "Travel expenses in Belgium"},
        "claims": {**EXPENSES["claims"], **apart},
    }
    assert pairs(asked(application=apps)) == []


def test_what_was_said_to_differ_is_not_proposed_and_counted() -> None:
    said = {"d": {"between": ["application:trips", "application:claims"]}}
    found = asked(application=EXPENSES, distinction=said)
    assert (pairs(found), found.told_apart) == ([], 1)
    assert found.sentence == "Nothing looks as if it was done twice; 1 pair were told apart"
    assert items("DUP002", plan(application=EXPENSES, distinction=said)) == []


def test_one_office_can_be_left_out_and_kinds_chosen() -> None:
    one = {name: {**of, "office": "office:cio"} for name, of in EXPENSES.items()}
    assert len(asked(application=one).pairs) == 1
    assert len(asked(application=one, told={"offices": True}).pairs) == 0
    assert len(asked(application=EXPENSES, told={"of": "contract"}).pairs) == 0
    departments = {
        name: {**of, "office": [], "used_by": [f"department:{name}"]}
        for name, of in EXPENSES.items()
    }
    found = asked(
        application=departments, department={"trips": {}, "claims": {}}, told={"offices": True}
    )
    assert found.pairs["offices"].to_list() == [["department:claims", "department:trips"]]


def test_initiatives_and_data_products_are_compared_too() -> None:
    found = asked(
        initiative={
            "a": {"name": "Forecast of absences", "sponsor": ["office:cio"]},
            "b": {"name": "Vacation outlook", "sponsor": ["office:cto"]},
        },
        data_product={
            "a": {"name": "Forecast of demand", "office": ["office:cio"], "feeds": ["process:p"]},
            "b": {"name": "Outlook on demand", "office": ["office:cto"], "feeds": ["process:p"]},
        },
        process={"p": {}},
    )  # fmt: skip
    assert pairs(found) == [("data_product:a", "data_product:b"), ("initiative:a", "initiative:b")]


def test_the_concern_names_both_and_falls_to_an_office() -> None:
    concern = only("DUP002", plan(application=EXPENSES))
    assert concern.items == ("application:claims", "application:trips")
    assert concern.office == "office:cto"
    assert concern.message == (
        "application:claims serves the same purpose as application:trips, it seems"
    )
    assert "'Travel expenses' look like one thing that two have." in concern.business


def test_groups_hang_together() -> None:
    assert groups([("a", "b"), ("c", "d"), ("b", "e")]) == [("a", "b", "e"), ("c", "d")]


def judged(count: int, seed: int) -> tuple[float, float]:
    """The share found, and the share of the proposed that is wrong."""
    made = seeded(count, seed=seed)
    organisation = enterprise_of_documents(made.documents)
    found = {frozenset(pair) for pair in pairs(twice(organisation, on=ON))}
    right = made.pairs & found
    return len(right) / len(made.pairs), 1 - len(right) / max(1, len(found))


@pytest.mark.slow
def test_seeded_duplicates_are_found_and_decoys_are_not() -> None:
    found, wrong = judged(600, 20261123)
    assert found >= FOUND
    assert wrong <= WRONG


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(101, 111))
def test_seeded_duplicates_among_two_thousand(seed: int) -> None:
    found, wrong = judged(2000, seed)
    assert found >= FOUND
    assert wrong <= WRONG


def test_orders_of_one_framework_are_not_alike_by_its_number() -> None:
    orders = {
        "a": {"name": "AG3142K110020 / AG3142B100009 Laptops"},
        "b": {"name": "AG3142K110021 / AG3142B100009 Cleaning"},
    }
    assert pairs(asked(contract=orders)) == []
    same = {
        key: {"name": one["name"].replace("Cleaning", "Laptops")} for key, one in orders.items()
    }
    assert pairs(asked(contract=same)) == [("contract:a", "contract:b")]


def test_of_pairs_whose_yearly_cost_is_not_known_those_of_the_larger_value_come_first() -> None:
    # The books state no currency: the one in which all is stated is theirs.
    values = {"a": 100, "b": 200, "c": 9_000, "d": 8_000}
    names = {"a": "Cleaning of offices", "b": "Cleaning of offices",
             "c": "Leased laptops", "d": "Leased laptops"}  # fmt: skip
    stated = {
        key: {"name": names[key], "total_value": f"{value} USD"} for key, value in values.items()
    }
    found = twice(enterprise(contract=stated), on=ON)
    assert pairs(found) == [("contract:c", "contract:d"), ("contract:a", "contract:b")]


def called_catering(many: int, **stated: Any) -> dict[str, Any]:
    """So many things of one name."""
    return {f"c{at:02}": {"name": "Catering", **stated} for at in range(many)}


@pytest.mark.parametrize(("many", "kept", "left_out"), [(10, 45, 0), (11, 0, 55)])
def test_a_word_that_makes_more_than_fifty_pairs_of_contracts_by_itself_makes_none(
    many: int, kept: int, left_out: int
) -> None:
    found = asked(vendor={"v": {}}, contract=called_catering(many, vendor="vendor:v"))
    assert (len(found.pairs), found.by_one_word) == (kept, left_out)
    assert ("left out: 55 pairs of contracts" in found.sentence) is bool(left_out)


def test_what_they_cover_in_common_or_one_category_is_more_than_a_word() -> None:
    covering = called_catering(11, covers=["application:crm"])
    alike = called_catering(11, category="Services")
    for contract in (covering, alike):
        found = asked(contract=contract, application={"crm": {}})
        assert (len(found.pairs), found.by_one_word) == (55, 0)


def test_eleven_applications_of_one_name_are_proposed() -> None:
    found = asked(application=called_catering(11))
    assert (len(found.pairs), found.by_one_word) == (55, 0)
