"""Decision rights as they are written down."""

from __future__ import annotations

from tests.making import enterprise


def test_conditions_are_one_text_or_a_list_and_kept_one_a_line() -> None:
    plan = enterprise(
        right={
            "one": {"verb": "approve", "covers": "service"},
            "two": {"verb": "fund", "domain": "estate", "covers": ["service", "server"]},
        }
    )
    assert plan.plain("right:one")["covers"] == "service"
    assert plan.plain("right:two")["covers"] == "service\nserver"
