"""The tables of an answer on a page: long ones begin short, and columns that say nothing are left out."""

from __future__ import annotations

import re
from datetime import date

import polars as pl
from django.template.loader import render_to_string
from django.test import RequestFactory

from cohelm.analysis.estate.weak_points import weak_points
from cohelm.reports.answers import Part
from cohelm.web.designs.weak_points import of_weak_points
from cohelm.web.results import FIRST, LONG, table_shown
from tests.making import enterprise
from tests.web.conftest import Enter


def test_a_long_table_begins_with_its_first_rows_and_a_short_one_is_whole() -> None:
    for many, first in ((LONG, 0), (LONG + 1, FIRST), (250, FIRST)):
        frame = pl.DataFrame({"item": [f"nr {one}" for one in range(many)]})
        shown = table_shown(enterprise(), Part("items", frame))
        assert (len(shown.first), shown.total) == (first, many)
    assert [row[0].text for row in shown.first] == [f"nr {one}" for one in range(FIRST)]


def test_a_column_without_a_value_in_any_row_is_named_beneath_and_not_shown() -> None:
    frame = pl.DataFrame(
        {"item": ["a", "b"], "unit": [None, ""], "of": [[], []], "free": [0, None], "late": [False] * 2},
        schema_overrides={"of": pl.List(pl.String)},
    )  # fmt: skip
    shown = table_shown(enterprise(), Part("items", frame))
    assert [name for name, _ in shown.header] == ["Item", "Free", "Late"]
    assert shown.bare == ("Unit", "Of")
    kept = table_shown(enterprise(), Part("items", frame), keeps_bare=True)
    assert (len(kept.header), kept.bare) == (5, ())
    assert len(table_shown(enterprise(), Part("items", frame.clear())).header) == 5


def test_all_rows_are_shown_on_asking() -> None:
    frame = pl.DataFrame({"item": [f"nr {one}" for one in range(LONG + 1)]})
    one = table_shown(enterprise(), Part("items", frame))

    def page(**query: str) -> str:
        request = RequestFactory().get("/rationalise/", query)
        return render_to_string("analyses/_table.html", {"one": one, "request": request})

    short = page(near="1")
    assert short.count("<td") == FIRST
    assert '<a href="/rationalise/?near=1&amp;all=items#items">Show all 41</a>' in short
    whole = page(all="items")
    assert whole.count("<td") == LONG + 1
    assert "Show all" not in whole


def test_a_column_that_is_left_out_is_in_the_file(enter: Enter) -> None:
    reader = enter("reader")
    body = reader.get("/rationalise/").content.decode()
    header = reader.get("/rationalise.csv").content.decode().splitlines()[0]
    assert "debt_ratio" in header
    bare = re.findall(r"Not shown, since no row says it: (.*?)</p>", body)
    assert any("Debt ratio" in said for said in bare)


def test_single_weak_points_and_pairs_stand_in_tables_of_their_own() -> None:
    plan = enterprise(
        server={"a": {}, "b": {}, "c": {}},
        application={
            "crm": {"criticality": "high", "runs_on": [
                {"to": "server:a", "group": "web"}, {"to": "server:b", "group": "web"},
                {"to": "server:c", "hard": True},
            ]},
        },
    )  # fmt: skip
    on = date(2026, 11, 30)
    cuts = of_weak_points(plan, weak_points(plan, on=on, order=2))["cuts"]
    named = [[[link.key for link in row[0].links] for row in one.rows] for one in cuts]
    assert named == [[["server:c"]], [["server:a", "server:b"]]]
    assert len(of_weak_points(plan, weak_points(plan, on=on))["cuts"]) == 1
