"""The page of free money: each amount of a quarter leads to the rows that it is the sum of."""

from __future__ import annotations

from datetime import date
from typing import Any

from cohelm.analysis.portfolio.free import free
from cohelm.web.designs.free import SHOWN, of_free
from tests.making import enterprise

LAWS = [f"law-{n:02}" for n in range(SHOWN + 2)]


def lines(items: list[str], amount: str) -> list[dict[str, str]]:
    return [
        {"item": item, "time": f"2026-{month:02}-01", "amount": amount}
        for item in items
        for month in range(7, 13)
    ]


def shown(**observed: Any) -> dict[str, Any]:
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}},
        office={"cio": {}},
        initiative={id_: {"must_do": True, "status": "in_progress"} for id_ in LAWS},
        observed=observed,
    )
    return of_free(plan, free(plan, on=date(2026, 7, 5), quarters=2))


def test_each_amount_leads_to_the_rows_of_its_step_and_what_is_zero_to_none() -> None:
    laws = [f"initiative:{id_}" for id_ in LAWS]
    ahead = lines(["office:cio"], "1000 EUR") + lines(laws, "100 EUR")
    page = shown(budget=lines(["office:cio"], "9000 EUR"), forecast=ahead)
    (first, second), (budget, run, mandatory) = page["quarters"], page["steps"]
    # three months of 9,000, of which running takes 3,000 and each of 22 initiatives 300: 17,400 is left
    assert first.amounts == (
        ("27,000 €", "budget"), ("3,000 €", "run"), ("6,600 €", "mandatory"), ("0 €", ""), ("0 €", ""),
        ("17,400 €", ""), ("0 €", ""),
    )  # fmt: skip
    assert second.first == "1 Oct 2026"
    assert [one.name for one in (budget, run, mandatory)] == ["budget", "run", "mandatory"]
    assert (len(mandatory.rows), mandatory.more) == (SHOWN, 2)
    name, *amounts = mandatory.rows[0]
    assert name.links[0].key == "initiative:law-00"
    assert [one.text for one in amounts] == ["300 €", "300 €"]


def test_without_a_budget_there_are_no_rows_and_the_page_can_say_so() -> None:
    page = shown()
    assert page["steps"] == ()
    assert page["quarters"][0].amounts == (("", ""),) * 7
