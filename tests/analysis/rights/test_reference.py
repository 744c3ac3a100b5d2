"""All questions about rights against a plain reference, and what holds whatever the rights are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.analysis.rights.questions import QUESTIONS
from cohelm.analysis.rights.who_decides import who_decides
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money
from tests.analysis.rights.cases import Case, Covers, random_case
from tests.analysis.rights.reference import winning, wrong
from tests.analysis.rights.reference_amounts import Said
from tests.making import enterprise
from tests.shares import tries

ON = date(2026, 11, 23)
CODES = {f"RGT{number:03}" for number in range(1, 22)}


def day(offset: int) -> str:
    return (ON + timedelta(days=offset)).isoformat()


def plan_of(case: Case) -> Enterprise:
    rights: dict[str, Any] = {}
    for key, one in case.rights.items():
        rights[key] = {
            "name": one["name"], "verb": one["verb"], "covers": one["covers"].written,
            "accountable": [f"role:{role}" for role in one["accountable"]],
            "responsible": [f"role:{role}" for role in one["responsible"]],
            "reviewed_on": day(one["reviewed"]),
        } | ({"limit": f"{one['limit']} EUR"} if one["limit"] else {})  # fmt: skip
        rights[key] |= {"answer_days": one["days"]} if one["days"] else {}
    people = sorted({person for of in case.filled.values() for person in of})
    return enterprise(
        organisation={"organisation": {"currency": "EUR"}},
        office={"cio": {}, "cto": {}},
        role={role: {"office": f"office:{of}"} if of else {} for role, of in case.offices.items()},
        person={
            one: {"fills": [f"role:{role}" for role, of in case.filled.items() if one in of]}
            for one in people
        },
        application={
            id_: {name: value for name, value in (
                ("criticality", one["level"]), ("annual_cost", one["cost"] and f"{one['cost']} EUR"),
                ("lifecycle", one["retired"] and {"end_of_life": day(-1)}),
            ) if value}
            for id_, one in case.items.items()
        },
        right=rights,
        delegation={
            key: {"right": [f"right:{one.right}"], "given_by": f"role:{one.giver}",
                  "given_to": f"role:{one.taker}", "end": "2026-01-31" if one.over else "2027-01-31"}
            for key, one in case.lent.items()
        },
        decision={key: _decision(one) for key, one in case.decisions.items()},
        observed={
            "approval": [
                {"item": f"application:{one['item']}", "time": "2026-09-01", "source": "log",
                 "reference": str(at), "verb": one["verb"], "role": f"role:{one['role']}"}
                | ({"amount": f"{one['amount']} EUR"} if one["amount"] else {})
                for at, one in enumerate(case.approvals)
            ]
        },
    )  # fmt: skip


def _decision(one: dict[str, Any]) -> dict[str, Any]:
    stated = {
        "status": one["status"], "under": [f"right:{right}" for right in one["under"]],
        "decided_by": [f"role:{role}" for role in one["by"]],
        "due": None if one["due"] is None else day(one["due"]),
        "raised_on": None if one["raised"] is None else day(one["raised"]),
    }  # fmt: skip
    return {name: value for name, value in stated.items() if value}


def found_in(plan: Enterprise) -> set[Said]:
    def bare(keys: list[str]) -> tuple[str, ...]:
        return tuple(key.partition(":")[2] for key in keys)

    return {
        (row["code"], bare(row["rights"]), tuple(sorted(bare(row["items"]))))
        for question in QUESTIONS
        for row in question(plan, on=ON).concerns.iter_rows(named=True)
    }


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 300, 50))
def test_a_plain_reference_agrees_on_300_random_cases(start: int) -> None:
    for seed in range(start, start + 50):
        case = random_case(seed)
        found, by_hand = found_in(plan_of(case)), wrong(case)
        assert sorted(found) == sorted(by_hand), seed


@pytest.mark.slow
def test_the_random_cases_meet_everything_that_the_reference_looks_for() -> None:
    codes = {code for seed in range(300) for code, *_ in wrong(random_case(seed))}
    assert codes == CODES


CASES = st.integers(0, 10_000).map(random_case)


@pytest.mark.slow
@settings(max_examples=tries(60), deadline=None)
@given(CASES, st.sampled_from([None, 100, 101, 300, 301]))
def test_there_is_one_answer_a_named_tie_or_a_gap_with_its_reason(
    case: Case, amount: int | None
) -> None:
    plan = plan_of(case)
    item, verb = next(iter(case.items)), next(iter(case.rights.values()))["verb"]
    money = Money.parse(f"{amount} EUR") if amount else None
    found = who_decides(plan, on=ON, verb=verb, item=f"application:{item}", amount=money)
    roles = {
        role
        for key in winning(case, verb, item, amount)
        for role in case.rights[key]["accountable"]
    }
    assert {f"role:{role}" for role in roles} == set(found.accountable)
    assert (len(found.accountable) == 1) + (len(found.tie) > 1) + bool(found.gap) == 1


RELATIVE = {"RGT010", "RGT016"}
"""More than *others* carry, and how *rare* a word is, hang on all rights there are."""


def other_right(who: str, covers: Covers, verb: str = "hire") -> dict[str, Any]:
    return {
        "name": "quench zephyr", "verb": verb, "covers": covers, "limit": None,
        "accountable": [who], "responsible": [], "reviewed": -1, "days": None,
    }  # fmt: skip


def absolute(said: set[Said]) -> set[Said]:
    return {one for one in said if one[0] not in RELATIVE}


@pytest.mark.slow
@settings(max_examples=tries(25), deadline=None)
@given(CASES)
def test_adding_an_unrelated_right_changes_nothing(case: Case) -> None:
    before, answers = absolute(found_in(plan_of(case))), answers_of(case)
    case.filled["other"], case.offices["other"] = ["lone"], ""
    case.rights["zz"] = other_right("other", Covers("application", lambda one: True))
    assert absolute(found_in(plan_of(case))) == before
    assert answers_of(case) == answers


def answers_of(case: Case) -> list[dict[str, Any]]:
    plan = plan_of(case)
    return [
        who_decides(plan, on=ON, verb=verb, item=f"application:{item}").answer()
        for item in list(case.items)[:3]
        for verb in sorted({one["verb"] for one in case.rights.values()} - {"hire"})
    ]


@pytest.mark.slow
@settings(max_examples=tries(30), deadline=None)
@given(CASES, st.sampled_from(["yy", "zz"]), st.sampled_from(["xyz", "x", "yz"]))
def test_taking_one_of_two_named_away_ends_that_concern_and_adds_none(
    case: Case, gone: str, areas: str
) -> None:
    kinds = " or ".join(f"id like '{area}%'" for area in areas)
    both = Covers(f"application where {kinds}", lambda one: one["id"][0] in areas, areas)
    for key, who in (("yy", "first"), ("zz", "second")):
        case.filled[who], case.offices[who] = [who], "cio"
        case.rights[key] = other_right(who, both, "retire") | {"name": f"{who} {key * 5}"}
    before = absolute(found_in(plan_of(case)))
    named = tuple(sorted(
        item for item, one in case.items.items() if item[0] in areas and not one["retired"]
    ))  # fmt: skip
    del case.rights[gone]
    after = absolute(found_in(plan_of(case)))
    two = {("RGT005", ("yy", "zz"), named)} if named else set()
    assert {one for one in before - after if one[0] != "RGT003"} == two
    assert {one for one in after - before if one[0] != "RGT003"} == set()
    # what neither covers stays the same, and is said of the right that is left
    assert uncovered(before, "yy") == uncovered(after, "zz" if gone == "yy" else "yy")


def uncovered(said: set[Said], by: str) -> set[tuple[str, ...]]:
    return {items for code, rights, items in said if code == "RGT003" and by in rights}


@pytest.mark.slow
@settings(max_examples=tries(60), deadline=None)
@given(CASES)
def test_taking_one_of_two_accountable_away_ends_that_concern_and_adds_none(case: Case) -> None:
    case.approvals, case.lent, case.decisions = [], {}, {}
    for of in case.filled.values():
        of.append("always")
    two = [key for key, one in case.rights.items() if len(one["accountable"]) > 1]
    for key in two:
        before = absolute(found_in(plan_of(case)))
        case.rights[key]["accountable"] = case.rights[key]["accountable"][:1]
        after = absolute(found_in(plan_of(case)))
        gone = [one for one in before - after if one[:2] == ("RGT004", (key,))]
        assert len(gone) == 1
        # what two named had hidden is that both offices act on the same items: said at last, not new;
        # two rights whose limits cross are told of where they name different people
        assert {code for code, *_ in after - before} <= {"RGT006", "RGT018"}
