"""What is worth asking, worked by hand: each rule, both sides of its bounds, and whom to ask."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.agenda.ask_for import AskFor, ask_for
from cohelm.core.errors import UsageError
from tests.making import enterprise

ON = date(2026, 11, 24)
FULL = {
    "end": "2027-06-30", "renewal": "tacit", "notice_days": 90, "renewal_months": 12,
    "owner": "role:a", "annual_cost": "1000 EUR",
}  # fmt: skip


def asked(observed: Any = None, told: Any = None, **kinds: Any) -> AskFor:
    kinds = {"office": {"cio": {}, "cto": {}}, "role": {"a": {}, "b": {}}} | kinds
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}}, observed=observed, **kinds
    )
    return ask_for(plan, on=ON, **(told or {}))


def contracts(**of: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Contracts that say all but what is overridden with None."""
    return {
        id_: {name: value for name, value in (FULL | stated).items() if value is not None}
        for id_, stated in of.items()
    }


def rows(found: AskFor) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["item"], row["field"]): row for row in found.questions.to_dicts()}


def stake(row: dict[str, Any]) -> Decimal | None:
    return row["at_stake"] and row["at_stake"]["amount"]


def test_where_all_is_stated_nothing_is_missing() -> None:
    found = asked(contract=contracts(x={}))
    assert found.missing.value == 0
    assert found.sentence == "No figure is missing that these questions look at"


def test_a_cost_is_bounded_by_the_dearest_of_its_vendor_else_of_all() -> None:
    found = rows(
        asked(
            vendor={"v": {}, "w": {}},
            contract=contracts(
                a={"vendor": "vendor:v", "annual_cost": "5000 EUR"},
                b={"vendor": "vendor:v", "annual_cost": None},
                c={"vendor": "vendor:w", "annual_cost": "70000 EUR"},
                d={"annual_cost": None},
            ),
        )
    )
    assert stake(found["contract:b", "annual_cost"]) == 5000
    assert stake(found["contract:d", "annual_cost"]) == 70000


@pytest.mark.slow
def test_a_cost_by_which_a_vendor_could_become_the_largest_flips_a_sentence() -> None:
    parts = {
        "a": {"vendor": "vendor:v", "annual_cost": "60 EUR"},
        "b": {"vendor": "vendor:v", "annual_cost": None},
        "c": {"vendor": "vendor:w", "annual_cost": "119 EUR"},
        "far": {"annual_cost": "1000000 EUR"},
    }
    vendors = {"v": {"name": "Vee"}, "w": {"name": "Wye"}}
    # 60 and at most 60 more pass 119, and do not pass 120; neither is a hundredth of a million
    found = rows(asked(vendor=vendors, contract=contracts(**parts)))
    assert "Vee would pass Wye as the largest" in found["contract:b", "annual_cost"]["could_change"]
    parts["c"]["annual_cost"] = "120 EUR"
    parts["far"]["end"] = None
    assert ("contract:b", "annual_cost") not in rows(
        asked(vendor=vendors, contract=contracts(**parts))
    )


@pytest.mark.slow
def test_an_end_beyond_a_year_and_the_longest_notice_leaves_nothing_to_ask() -> None:
    # 365 days and 180 of notice from 24 November 2026 end on 22 May 2028
    near = asked(contract=contracts(x={"end": "2028-05-22", "notice_days": None}))
    far = asked(contract=contracts(x={"end": "2028-05-23", "notice_days": None}))
    assert ("contract:x", "notice_days") in rows(near)
    assert len(far.questions) == 0
    assert far.missing.value == 1
    assert far.sentence == "Of 1 missing figure, none could change a sentence or a decision"


@pytest.mark.slow
def test_a_notice_is_asked_for_once_it_is_known_that_it_renews_itself() -> None:
    silent = {"notice_days": None, "renewal_months": None}
    assert set(rows(asked(contract=contracts(x=silent | {"renewal": None})))) == {
        ("contract:x", "renewal")
    }
    assert set(rows(asked(contract=contracts(x=silent)))) == {
        ("contract:x", "notice_days"), ("contract:x", "renewal_months"),
    }  # fmt: skip
    assert not rows(asked(contract=contracts(x=silent | {"renewal": "none"})))


@pytest.mark.slow
def test_an_owner_is_asked_for_only_where_a_decision_falls_due_within_a_year() -> None:
    near = rows(asked(contract=contracts(x={"owner": None})))
    assert near["contract:x", "owner"]["could_change"].startswith(
        "whether anybody decides by 1 April 2027"
    )
    assert not rows(asked(contract=contracts(x={"owner": None, "end": "2029-06-30"})))


INITIATIVE = {"status": "proposal", "start": "2027-01-01", "end": "2027-12-31"}


def initiative(value: int | None, cost: str | None, **more: Any) -> dict[str, Any]:
    said = dict(INITIATIVE) | more
    if value is not None:
        said["ranked_by"] = [{"to": "office:cio", "value": value}]
    return said | ({"cost_per_year": cost} if cost else {})


def budgeted(**of: dict[str, Any]) -> AskFor:
    lines = [
        {"item": "initiative:a", "time": f"2027-{month:02}-15", "amount": "10 EUR"}
        for month in range(1, 13)
    ]
    return asked({"budget": lines}, initiative=of)


def test_a_cost_that_decides_whether_it_is_funded_is_solved_with_both_bounds() -> None:
    # 120 EUR to spend: a (50 points, 60) and b (40, 60) fit. c is worth 60: at 60 it replaces b,
    # at 120 it would have to beat 90 points and does not.
    found = budgeted(
        a=initiative(50, "60 EUR"), b=initiative(40, "60 EUR"), d=initiative(1, "120 EUR"),
        c=initiative(60, None),
    )  # fmt: skip
    row = rows(found)["initiative:c", "cost_per_year"]
    assert row["could_change"] == (
        "at 60 €, as the cheapest like it, it would be funded and b would be out; "
        "at 120 €, as the dearest like it, it would not be funded"
    )
    assert stake(row) == 60


def test_one_that_would_not_be_funded_at_any_cost_is_not_worth_asking() -> None:
    found = budgeted(a=initiative(50, "60 EUR"), b=initiative(40, "60 EUR"), c=initiative(1, None))
    assert found.missing.value == 1
    assert len(found.questions) == 0


@pytest.mark.slow
def test_one_that_nobody_values_is_tried_with_the_best_worth_that_is_known() -> None:
    found = budgeted(
        a=initiative(50, "60 EUR"), b=initiative(40, "60 EUR"), c=initiative(None, "60 EUR")
    )
    row = rows(found)["initiative:c", "ranked_by"]
    assert "it would be funded, and b would be out" in row["could_change"]
    assert stake(row) == 60


def test_without_a_budget_the_budget_itself_is_worth_asking() -> None:
    found = asked(initiative={"a": initiative(50, "60 EUR"), "b": initiative(None, "40 EUR")})
    row = rows(found)["organisation:organisation", "budget of initiatives"]
    assert stake(row) == 100
    assert row["could_change"] == (
        "what is funded: without a budget nothing has to be chosen, and 100 € are asked for"
    )


def test_a_cost_in_another_currency_is_converted_before_it_is_weighed() -> None:
    # 60 US$ at 0.50 are 30 €: beside a's 60 they leave 30 of 120, which is too little for b's 60
    rate = [{"time": "2026-01-01", "reference": "USD", "value": "0.50 EUR"}]
    lines = [
        {"item": "initiative:a", "time": f"2027-{month:02}-15", "amount": "10 EUR"}
        for month in range(1, 13)
    ]
    found = asked(
        {"budget": lines, "exchange_rate": rate},
        initiative={
            "a": initiative(50, "60 EUR"), "b": initiative(40, "60 EUR"),
            "c": initiative(None, "60 USD"),
        },
    )  # fmt: skip
    assert stake(rows(found)["initiative:c", "ranked_by"]) == 30


def test_what_is_at_work_and_does_not_say_whether_it_has_to_be_done_moves_what_is_free() -> None:
    row = rows(asked(initiative={"x": initiative(5, "240 EUR", status="approved")}))[
        "initiative:x", "must_do"
    ]
    assert stake(row) == 240
    assert "240 € count as work that could be stopped" in row["could_change"]


def test_a_criticality_counts_by_the_contract_that_a_cut_puts_off_and_by_hours() -> None:
    found = rows(
        asked(
            server={"s": {}},
            application={"crm": {"runs_on": "server:s"}, "wiki": {}, "erp": {"criticality": "low"}},
            contract=contracts(x={"covers": "application:crm", "annual_cost": "500000 EUR"}),
        )
    )
    row = found["application:crm", "criticality"]
    # 9 hours at 20,000 less 9 at 100 are 179,100; the contract's 500,000 are more
    assert stake(row) == 500_000
    assert "900 € to 180,000 € for 9 hours" in row["could_change"]
    assert ("application:wiki", "criticality") not in found
    assert ("application:erp", "criticality") not in found


def test_a_currency_without_a_rate_is_asked_for_last_since_nothing_bounds_it() -> None:
    lines = [{"item": "application:crm", "time": "2026-03-01", "amount": "500 USD"}]
    found = asked(
        {"actual": lines}, application={"crm": {"criticality": "low"}},
        contract=contracts(x={"end": None}),
    )  # fmt: skip
    last = found.questions.to_dicts()[-1]
    assert (last["field"], last["at_stake"]) == ("exchange_rate USD", None)
    assert "500 US$ are left out of all sums" in last["could_change"]


@pytest.mark.parametrize(
    ("stated", "who", "how"),
    [
        ({"owner": "role:b"}, "role:b", "owns it"),
        ({"office": "office:cio"}, "role:a", "leads cio, which it falls to"),
        ({"covers": ["application:p", "application:q", "application:r"]}, "role:b",
         "a guess: owns 2 of 3 that it is linked to"),
        ({}, None, "nobody is known to own it, nor what it is linked to"),
    ],
)  # fmt: skip
def test_whom_to_ask(stated: dict[str, Any], who: str | None, how: str) -> None:
    applications = {
        "p": {"owner": "role:b"}, "q": {"owner": "role:b"}, "r": {"owner": "role:a"},
    }  # fmt: skip
    found = asked(
        office={"cio": {"led_by": "role:a"}}, application=applications,
        contract=contracts(x={"end": None, "owner": None} | stated),
    )  # fmt: skip
    row = rows(found)["contract:x", "end"]
    assert (row["ask"], row["because"]) == (who, how)


def test_whoever_decides_by_right_goes_before_the_office() -> None:
    found = asked(
        right={"r": {"name": "Contracts", "verb": "buy", "covers": "contract", "accountable": "role:b"}},
        contract=contracts(x={"end": None, "owner": None, "office": "office:cio"}),
    )  # fmt: skip
    row = rows(found)["contract:x", "end"]
    assert (row["ask"], row["because"]) == ("role:b", "decides by right: Contracts")


def test_most_at_stake_comes_first_and_what_moves_too_little_is_left_out() -> None:
    found = asked(
        contract=contracts(
            a={"end": None, "annual_cost": "100000 EUR"}, b={"end": None, "annual_cost": "999 EUR"},
        ),
        initiative={
            "small": initiative(5, "999 EUR", status="approved"),
            "large": initiative(5, "1000 EUR", status="approved"),
        },
    )  # fmt: skip
    assert [row["item"].partition(":")[2] for row in found.questions.to_dicts()] == [
        "a", "organisation", "large",
    ]  # fmt: skip
    assert found.worth_asking.left_out == {
        "too little money moves by it": ("contract:b", "initiative:small")
    }
    assert found.sentence == (
        "Of 5 missing figures, 3 could change a sentence or a decision; first the end of a"
    )


def test_a_share_is_between_nought_and_one() -> None:
    with pytest.raises(UsageError, match=r"1\.5 is no share"):
        asked(told={"share": Decimal("1.5")})


def test_a_cost_is_no_more_than_the_whole_value_that_the_contract_states() -> None:
    found = rows(asked(contract=contracts(a={"annual_cost": None, "total_value": "90000 EUR"})))
    row = found["contract:a", "annual_cost"]
    assert stake(row) == 90_000
    assert row["could_change"] == "what contracts cost a year, by up to 90,000 € (its whole value)"


@pytest.mark.parametrize(("many", "alike"), [(3, [0, 0, 0]), (4, [3])])
def test_what_nothing_bounds_is_asked_once_for_many_that_lack_the_same(
    many: int, alike: list[int]
) -> None:
    bare = contracts(**{f"c{at}": {"annual_cost": None} for at in range(many)})
    found = asked(contract=bare)
    costs = [row for row in found.questions.to_dicts() if row["field"] == "annual_cost"]
    assert [row["alike"] for row in costs] == alike
    assert found.worth_asking.value == many
    assert f"{many} could change a sentence" in found.sentence
