from __future__ import annotations

from cohelm.core.audience import PUBLIC, Audience
from tests.core.kinds_for_tests import plan_of


def test_an_attribute_above_the_clearance_is_not_said() -> None:
    link = {"to": "team:acme", "amount": "500 EUR", "term": "a year"}
    plan = plan_of({"team:acme": {}, "application:crm": {"bought_from": [link]}})
    seen = plan.seen_by(PUBLIC)
    assert seen.document("application:crm")["bought_from"] == [
        {"to": "team:acme", "term": "a year"}
    ]
    assert [one.name for one in seen.schema.relation("application", "bought_from").attributes] == [
        "term"
    ]
    (row,) = range(len(seen.links["bought_from"].edges))
    assert seen.links["bought_from"].edges.says(row) == {"term": "a year"}
    assert plan.seen_by(Audience.of("money")).document("application:crm")["bought_from"] == [link]
