"""The page of an analysis: what it found, with links, figures and the ways out."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import polars as pl
import pytest

from cohelm.analysis.analysis import Analysis
from cohelm.analysis.catalogue import ANALYSES
from cohelm.reports.answers import Part
from cohelm.web.results import table_shown
from tests.making import enterprise
from tests.tables import each
from tests.web.conftest import Enter


def test_each_page_says_its_question_and_its_answer(enter: Enter) -> None:
    reader = enter("reader")

    def holds(analysis: Analysis) -> None:
        body = reader.get(f"/{analysis.word}/").content.decode()
        assert analysis.question in body
        assert re.search("<h1[ >]", body)
        assert reader.get(f"/{analysis.word}.json").status_code == 200

    each(ANALYSES, holds, name=lambda one: one.name)


def test_who_decides_links_to_whom_it_names(enter: Enter) -> None:
    answer = enter("cio").get("/who-decides/", {"verb": "approve", "item": "application:crm"})
    assert "Nobody is named to approve CRM" in answer.content.decode()


def test_the_domain_leads_to_its_questions(enter: Enter) -> None:
    body = enter("reader").get("/domains/vendors/").content.decode()
    assert '<a href="/contracts/">What has to be decided by when?</a>' in body


def test_a_table_is_taken_out_as_csv_and_a_wrong_one_is_refused(enter: Enter) -> None:
    answer = enter("reader").get("/contracts.csv", {"table": "open"})
    assert answer.content.decode().startswith("contract,vendor,owner,decide_by")
    assert enter("reader").get("/contracts.csv", {"table": "nonsense"}).status_code == 404


def test_a_figure_says_why(enter: Enter) -> None:
    body = enter("reader").get("/contracts/why/renewing/").content.decode()
    assert "Why there is no number" in body
    assert enter("reader").get("/contracts/why/nonsense/").status_code == 404


def test_what_cannot_be_asked_is_said(enter: Enter) -> None:
    answer = enter("reader").get("/contracts/", {"within": "soon"})
    assert answer.status_code == 400
    assert "a whole number" in answer.content.decode()


def test_things_are_taken_out_one_after_the_other_and_put_back(enter: Enter) -> None:
    client = enter("reader")
    empty = client.get("/outage/").content.decode()
    assert "Nothing is out yet" in empty
    assert '<option value="application:crm">CRM</option>' in empty
    one = client.get("/outage/", {"items": "", "also": "application:crm"}).content.decode()
    assert 'name="items" value="application:crm"' in one
    assert '<option value="application:crm">' not in one
    both = client.get("/outage/", {"items": "application:crm", "also": "application:shop"})
    assert both.content.decode().count("put it back") == 2
    twice = client.get("/outage/?items=application:crm&items=application:shop&on=2026-11-30")
    kept = "/outage/?items=application:crm,application:shop&on=2026-11-30"
    assert unquote(twice["Location"]) == kept
    wrong = client.get("/outage/", {"items": "application:cmr"})
    assert wrong.status_code == 404
    assert "application:crm" in wrong.content.decode()


def test_maps_are_drawn_and_lead_to_their_items(enter: Enter) -> None:
    body = enter("reader").get("/around/", {"item": "application:crm"}).content.decode()
    assert 'class="layered-box asked"' in body
    assert 'href="/items/application/crm/"' in body
    assert "matrix" in enter("reader").get("/around/").content.decode()


def test_items_of_one_name_and_several_kinds_say_which_they_are() -> None:
    plan = enterprise(
        application={"go": {"name": "Go"}, "crm": {"name": "CRM"}}, product={"go": {"name": "Go"}}
    )
    rows = [("application:go", "product:go"), ("application:crm", None)]
    shown = table_shown(
        plan, Part("stops", pl.DataFrame(rows, schema=["item", "through"], orient="row"))
    )
    assert [[(one.name, one.sort) for one in cell.links] for row in shown.rows for cell in row] == [
        [("Go", "application")], [("Go", "product")], [("CRM", "")], [],
    ]  # fmt: skip


SAME_NAME: dict[str, dict[str, dict[str, Any]]] = {
    "version": {"a": {"version": "8"}, "b": {"version": "9", "owner": "team:x"}},
    "owner": {"a": {"version": "8", "owner": "team:x"}, "b": {"version": "8", "owner": "team:y"}},
    "id": {"a": {"version": "8"}, "b": {"owner": "team:y"}},
}
SECOND_WORDS = {"version": ("8", "9"), "owner": ("Xeno", "Ypsi"), "id": ("a", "b")}


@pytest.mark.parametrize("by", SAME_NAME)
def test_items_of_one_kind_and_name_are_told_apart_by_what_each_has_of_its_own(by: str) -> None:
    items = {id_: {"name": "CRM", **of} for id_, of in SAME_NAME[by].items()}
    plan = enterprise(application=items, team={"x": {"name": "Xeno"}, "y": {"name": "Ypsi"}})
    rows = [("application:a",), ("application:b",)]
    shown = table_shown(plan, Part("stops", pl.DataFrame(rows, schema=["item"], orient="row")))
    assert tuple(row[0].links[0].sort for row in shown.rows) == SECOND_WORDS[by]


def test_what_colours_the_map_of_capabilities_is_chosen(enter: Enter) -> None:
    body = enter("reader").get("/rationalise/").content.decode()
    assert '<option value="technical_fit" selected>technical fit</option>' in body
    assert '<option value="capability.lifecycle">' in body
