"""What comes on the joint agenda and in which order, worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.agenda.agenda import Agenda, agenda
from cohelm.core.errors import UsageError
from tests.making import enterprise

ON = date(2026, 11, 24)


def asked(most: int = 12, **kinds: Any) -> Agenda:
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}},
        office={"cio": {}, "cto": {}}, role={"a": {}, "b": {}}, application={"crm": {}}, **kinds,
    )  # fmt: skip
    return agenda(plan, on=ON, most=most)


def rows(found: Agenda) -> list[tuple[str, int]]:
    return [(row["item"].partition(":")[2], row["points"]) for row in found.topics.to_dicts()]


def decision(due: str = "2026-12-01", **more: Any) -> dict[str, Any]:
    return {"status": "proposed", "due": due, **more}


def test_points_are_stake_times_soon_times_contested() -> None:
    found = asked(decision={
        "small": decision(amount="49999 EUR"),
        "middle": decision(amount="50000 EUR"),
        "large": decision(amount="500000 EUR"),
        "both": decision(office=["office:cio", "office:cto"]),
        "later": decision("2026-12-24"),
        "far": decision("2027-02-22"),
        "farther": decision("2027-02-23"),
    })  # fmt: skip
    assert rows(found) == [
        ("large", 9), ("middle", 6), ("both", 6), ("small", 3), ("later", 2), ("far", 1),
        ("farther", 0),
    ]  # fmt: skip
    assert (
        found.sentence == "7 things to talk about, 599,999 € at stake; 4 due within a week or over"
    )


def test_an_open_decision_says_how_long_it_waits_and_for_whom() -> None:
    found = asked(decision={
        "a": decision("2026-11-20", raised_on="2026-11-04", waits_for="decider", office=["office:cio"]),
        "b": {"status": "accepted", "due": "2026-11-20"},
    })  # fmt: skip
    (row,) = found.topics.to_dicts()
    assert row["topic"] == "Decide: a"
    assert row["why"] == "waits for whoever decides for 20 days; 4 days past its day"
    assert row["offices"] == ["office:cio"]


def test_a_contract_comes_thirty_days_before_and_not_once_it_is_too_late() -> None:
    terms = {"renewal": "tacit", "renewal_months": 12, "notice_days": 0, "annual_cost": "7 EUR"}
    found = asked(contract={
        "near": {**terms, "end": "2026-12-24"}, "far": {**terms, "end": "2026-12-25"},
        "late": {**terms, "end": "2026-12-24", "notice_days": 60},
    })  # fmt: skip
    assert [one[0] for one in rows(found)] == ["near"]
    assert found.topics["why"][0] == "it renews itself; in 30 days"


def test_rights_of_two_are_contested() -> None:
    found = asked(right={
        "x": {"verb": "approve", "covers": "application", "accountable": ["role:a", "role:b"]},
    })  # fmt: skip
    assert rows(found) == [("x", 2)]
    assert found.topics["why"][0] == "x: a and b are both accountable; two are named"


def test_a_proposal_whose_start_is_near_needs_a_yes_or_no() -> None:
    found = asked(initiative={
        "near": {"status": "proposal", "start": "2027-02-22", "sponsor": ["office:cto"]},
        "far": {"status": "proposal", "start": "2027-02-23"},
        "said": {"status": "approved", "start": "2026-12-01"},
    })  # fmt: skip
    assert rows(found) == [("near", 1)]
    assert found.topics["offices"][0].to_list() == ["office:cto"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rests_on", "why"),
    [
        ([], "nothing is on record that it rests on"),
        (["initiative:late"], "promised for 1 December 2026, but late ends on 2 December 2026"),
        (["initiative:stopped"], "stopped is stopped"),
        (["initiative:held"], "held is on hold"),
    ],
)
def test_a_promise_that_nothing_keeps_is_said_with_the_reason(
    rests_on: list[str], why: str
) -> None:
    work = {"late": {"end": "2026-12-02"}, "stopped": {"status": "stopped"},
            "held": {"status": "on_hold"}, "good": {"end": "2026-12-01"}}  # fmt: skip
    promise = {"due": "2026-12-01", "rests_on": rests_on}
    found = asked(commitment={"p": promise}, initiative=work)
    assert found.topics["why"][0] == f"{why}; in 7 days"
    kept = {**promise, "rests_on": ["initiative:good"]}
    assert rows(asked(commitment={"p": kept}, initiative=work)) == []


@pytest.mark.slow
def test_the_rest_is_counted_and_an_empty_agenda_says_so() -> None:
    many = {f"d{n}": decision() for n in range(5)}
    found = asked(most=2, decision=many)
    assert (len(found.topics), found.others) == (2, 3)
    assert asked().sentence == "Nothing is on record that the two offices have to talk about"
    with pytest.raises(UsageError, match="most"):
        asked(most=0)
