"""The page of the radar leaves out nothing of the blips, and claims no use that nobody knows."""

from __future__ import annotations

from datetime import date
from typing import Any

from cohelm.analysis.technology.radar import radar
from cohelm.reports.answers import label_of
from cohelm.web.designs.radar import of_radar
from tests.making import enterprise

ON = date(2026, 11, 30)
MOST = 11
"""So many columns fit a page of 1280 pixels."""


def shown(**more: Any) -> Any:
    plan = enterprise(technology={"a": {"ring": "adopt"}}, **more)
    result = radar(plan, on=ON)
    return result, of_radar(plan, result)


def test_the_two_tables_of_the_blips_have_all_columns_between_them() -> None:
    result, page = shown()
    tables = page["narrow"][:2]
    headers = [[*(name for name, _ in one.header), *one.bare] for one in tables]
    assert {*headers[0], *headers[1]} == set(map(label_of, result.blips.columns))
    assert max(map(len, headers)) <= MOST
    assert [str(one.label) for one in tables] == ["Blips", "Why they stand there"]


def test_that_nobody_uses_it_is_said_only_where_any_use_is_on_record() -> None:
    def said(page: Any) -> tuple[str, bool]:
        blip = page["listed"][-1][1][0][1][0]
        return page["picture"].blips[0].blip.said, blip.is_odd

    assert said(shown()[1]) == ("1 a: adopt", False)
    other = {"technology": {"a": {"ring": "adopt"}, "b": {}}, "application": {"x": {"uses": ["b"]}}}
    plan = enterprise(**other)
    assert said(of_radar(plan, radar(plan, on=ON))) == ("1 a: adopt, used by nothing", True)
