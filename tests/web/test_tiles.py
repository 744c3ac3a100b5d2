"""The few figures on the home page, and the page of a question."""

from __future__ import annotations

from datetime import date

import pytest

from cohelm.analysis.catalogue import ANALYSES
from cohelm.analysis.portfolio.spend import spend
from cohelm.core.audience import PUBLIC
from cohelm.core.enterprise import Enterprise
from cohelm.kinds import built_in_schema
from cohelm.web.navigation import QUESTIONS
from cohelm.web.tiles import TILES, tiles
from cohelm.web.views.tiles_moved import moved
from tests.web.conftest import Enter

ON = date(2026, 11, 29)


def test_every_tile_names_an_analysis_and_a_figure_that_says_why(the_sample: Enterprise) -> None:
    known = {one.word: one for one in ANALYSES}
    plan = the_sample.at(ON)
    for spec in TILES:
        assert hasattr(known[spec.word].ask(plan, on=ON), spec.figure), spec.label


def test_a_tile_says_what_its_analysis_says_in_whole_money(the_sample: Enterprise) -> None:
    plan = the_sample.at(ON)
    shown = {one.label: one for one in tiles(plan, ON)["cio"]}
    over = spend(plan, on=ON).over.value
    assert over is not None
    assert shown["Year's end"].value == f"{abs(over):,.0f}\u00a0€"
    assert not any("." in one.value for one in shown.values())


@pytest.mark.slow
def test_where_nothing_is_known_each_tile_says_which_file_to_bring() -> None:
    found = tiles(Enterprise.empty(built_in_schema()), ON)
    assert all(one.bring and not one.value for of in found.values() for one in of)


def test_a_tile_says_what_it_was_last_time(the_sample: Enterprise) -> None:
    since = date(2026, 11, 22)
    now, then = tiles(the_sample.at(ON), ON), tiles(the_sample.at(since), since)
    words = {one.tile.label: one.words for one in moved(now, then, since)}
    renewing = {one.label: one.value for one in then["cio"]}["Renews itself within 90 days"]
    assert words["Renews itself within 90 days"] == f"{renewing} on 22 Nov 2026"
    assert words["Year's end"] == "as on 22 Nov 2026"
    nothing = tiles(Enterprise.empty(built_in_schema()), since)
    assert {one.words for one in moved(now, nothing, since)} == {"not known on 22 Nov 2026"}


def test_what_tiles_were_is_brought_once_the_page_stands(enter: Enter) -> None:
    client = enter("cio")
    address = "/tiles/moved/?on=2027-01-15"
    assert f'hx-get="{address}"' in client.get("/?on=2027-01-15").content.decode()
    assert client.get(address).status_code == 200
    assert client.get(f"{address}&since=2027-01-15").status_code == 400


def test_who_sees_no_money_is_not_told_to_bring_what_is_there(the_sample: Enterprise) -> None:
    found = [one for of in tiles(the_sample.seen_by(PUBLIC), ON).values() for one in of]
    assert {one.label for one in found if one.is_shut} == {
        "Year's end", "Renews itself within 90 days", "Free to decide about",
        "Work that serves no goal",
    }  # fmt: skip
    assert not any(one.bring or one.value for one in found if one.is_shut)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_a_question_lists_what_can_be_asked_with_its_answer(enter: Enter, question) -> None:  # type: ignore[no-untyped-def]
    answer = enter("reader").get(f"/questions/{question.name}/")
    assert [one.word for one, _ in answer.context["answers"]] == [
        one.word for one in ANALYSES if one.domain in question.domains
    ]
    assert all(sentence for _, sentence in answer.context["answers"])


def test_a_question_that_is_none_is_not_found(enter: Enter) -> None:
    assert enter("reader").get("/questions/nonsense/").status_code == 404


def test_every_analysis_stands_under_a_question() -> None:
    placed = {domain for one in QUESTIONS for domain in one.domains}
    assert {one.domain for one in ANALYSES} <= placed
