from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cohelm.core.audience import PUBLIC, Audience
from cohelm.core.links import FIRST_DAY, LAST_DAY, Dependency, Link, Part, day_number, day_text
from tests.core.kinds_for_tests import SCHEMA, plan_of


def test_a_link_is_written_as_a_key_or_as_a_mapping() -> None:
    assert Link.model_validate("server:a") == Link(to="server:a")
    found = Link.model_validate({"to": "server:a", "from": "2026-01-01", "until": "2026-12-31"})
    assert (found.start, found.until) == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("model", "wrong"),
    [
        (Link, {}), (Link, {"to": "server:a", "hard": True}), (Link, 5),
        (Link, {"to": "server:a", "from": "2026-02-01", "until": "2026-01-31"}),
        (Dependency, {"to": "server:a", "k": 0}), (Part, {"to": "server:a", "share": 1.01}),
        (Part, {"to": "server:a", "share": -0.01}), (Part, {"to": "server:a", "share": "nan"}),
    ],
)  # fmt: skip
def test_what_is_no_link_is_refused(model: type[Link], wrong: object) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(wrong)


@pytest.mark.parametrize("share", [0, 1])
def test_the_bounds_of_a_share_are_shares(share: int) -> None:
    assert Part(to="team:a", share=share).share == share


@given(st.dates(date(1, 1, 1), date(9999, 12, 30)))
def test_a_day_number_reads_and_sorts_as_its_day(day: date) -> None:
    number = day_number(day, empty=0)
    assert f"{number:08}" == day.isoformat().replace("-", "")
    assert day_number(day.isoformat(), empty=0) == number
    assert day_text(number) == day.isoformat()


@given(st.dates(), st.dates())
def test_day_numbers_are_in_the_order_of_the_days(one: date, other: date) -> None:
    assert (day_number(one, empty=0) < day_number(other, empty=0)) == (one < other)


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_day_is_the_number_that_is_asked_for(nothing: str | None) -> None:
    assert day_number(nothing, empty=LAST_DAY) == LAST_DAY
    assert day_text(FIRST_DAY) is None
    assert day_text(LAST_DAY) is None


def test_an_attribute_above_the_clearance_is_not_said() -> None:
    link = {"to": "team:acme", "amount": "500 EUR", "term": "a year"}
    plan = plan_of({"team:acme": {}, "application:crm": {"bought_from": [link]}})
    seen = plan.seen_by(PUBLIC)
    assert seen.document("application:crm")["bought_from"] == [
        {"to": "team:acme", "term": "a year"}
    ]
    assert seen.links["bought_from"].edges.says(0) == {"term": "a year"}
    assert plan.seen_by(Audience.of("money")).document("application:crm")["bought_from"] == [link]


def test_a_relation_without_hidden_attributes_is_seen_whole() -> None:
    spec = SCHEMA.relation("application", "bought_from")
    assert [one.name for one in spec.seen_by(PUBLIC).attributes] == ["term"]
    assert spec.seen_by(Audience.of("money")) is spec
