from datetime import date
from decimal import Decimal

import pytest

from cohelm.analysis.day import Day
from cohelm.analysis.subjects import cost, plain, subjects
from cohelm.core.money import Money
from tests.analysis.finding import ON
from tests.making import enterprise


def facts_of(kind, values, **documents):
    day = Day(enterprise(**{kind: {"x": values}}, **documents), ON)
    (one,) = subjects(day, kind, day.live(kind))
    return one.facts


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("goal", {"due": "2026-11-23"}, "It is due on 23 November 2026."),
        ("goal", {"due": "2026-11-22"}, "It was due on 22 November 2026."),
        ("contract", {"end": "2026-11-23"}, "Its last day is 23 November 2026."),
        ("contract", {"end": "2026-11-22", "start": "2024-01-01"}, "Its last day was 22 Nov"),
        ("initiative", {"start": "2027-01-01"}, "Its first day is 1 January 2027."),
        ("server", {"lifecycle": {"end_of_life": "2028-02-29"}}, "Its end of life is 29 February"),
        ("contract", {"annual_cost": "1 EUR", "total_value": "3 EUR"}, "It costs 1 EUR a year."),
        (
            "contract",
            {"annual_cost": "0 EUR", "total_value": "3 EUR"},
            "It costs 3 EUR over its term",
        ),
        ("product", {"revenue": "3 EUR"}, "It took in 3 EUR over the last twelve months."),
    ],
)
def test_the_most_telling_amount_and_day_are_said(kind, values, said):
    assert said in facts_of(kind, values)


@pytest.mark.parametrize(
    ("owner", "said"),
    [
        ("role:r", "Its owner is 'Lead'. Not on record: an amount, a day and an office."),
        ("person:p", "Not on record: an amount, a day and an office."),
        (None, "Not on record: an amount, a day, an office and an owner."),
    ],
)
def test_what_is_unknown_is_said_and_persons_are_not_named(owner, said):
    cast = {"role": {"r": {"name": "Lead"}}, "person": {"p": {"name": "Robin Vale"}}}
    assert facts_of("goal", {"owner": owner}, **cast) == said


def test_of_a_person_neither_cost_nor_anything_else_is_said():
    assert facts_of("person", {"annual_cost": "90000 EUR", "left_on": "2026-12-31"}) == ""


def test_subjects_stand_in_the_order_of_their_ids():
    day = Day(enterprise(goal={"b": {}, "a": {}, "c": {}}), ON)
    assert [one.key for one in subjects(day, "goal", day.live("goal"))] == [
        "goal:a",
        "goal:b",
        "goal:c",
    ]


def test_nought_is_no_cost():
    money = {"amount": Decimal(0), "currency": "EUR"}
    assert cost({"annual_cost": money, "total_cost": None}) is None
    assert cost({"annual_cost": money | {"amount": Decimal(2)}}) == (
        "annual_cost",
        Money(Decimal(2), "EUR"),
    )


def test_evidence_is_plain():
    assert plain(date(2026, 1, 31)) == "2026-01-31"
    assert plain(Money(Decimal(5), "EUR")) == "5 EUR"
    assert plain(True) is True
