"""The pack: ten pages in the same order, made from what may be shown, compared with the last one."""

from __future__ import annotations

from datetime import date

import pytest

from cohelm.core.audience import ADMINISTRATOR, EVERYTHING, PUBLIC
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.kinds import built_in_schema
from cohelm.reports.brief.pack import for_board, pack, since_asked
from cohelm.reports.brief.page import Pack
from tests.making import enterprise
from tests.reports.brief.conftest import ON, SINCE

TOPICS = [
    "On one page", "What was decided and why", "What it brought: six impacts",
    "The portfolio and its trade-off", "Money", "What is at risk", "Where support ends",
    "Vendors coming up", "Matters both officers bring", "What is asked of the board",
]  # fmt: skip


def test_the_pages_are_ten_in_the_same_order_whatever_is_known(made: Pack) -> None:
    empty = pack(Enterprise.empty(built_in_schema()), on=ON, since=SINCE)
    assert [one.topic for one in made.pages] == TOPICS
    assert [one.topic for one in empty.pages] == TOPICS
    assert empty.pages[6].title.startswith("Nobody can say what is out of support")


def test_every_page_of_the_sample_says_where_it_is_from_and_what_changed(made: Pack) -> None:
    for page in made.pages[1:]:
        assert page.sources
        assert page.since, page.topic
        assert page.numbers, page.topic


def test_the_first_page_says_of_each_other_what_it_found(made: Pack) -> None:
    sheet = made.pages[0].sheet
    assert sheet is not None
    assert [row[0] for row in sheet.rows] == [str(n) for n in range(2, 11)]
    assert [row[1] for row in sheet.rows] == TOPICS[1:]


@pytest.mark.slow
def test_an_unknown_number_is_not_known_and_says_why() -> None:
    made = pack(Enterprise.empty(built_in_schema()), on=ON, since=SINCE)
    unknown = [one for one in made.numbers if one.figure.value is None]
    assert unknown
    assert all(one.text == "not known" and one.figure.reason for one in unknown)


def decided(clearance: str) -> Enterprise:
    return enterprise(decision={
        "a": {"name": "Sell the yard", "status": "accepted", "decided_on": "2026-10-05",
              "clearance": clearance},
        "b": {"name": "Buy a crane", "status": "accepted", "decided_on": "2026-10-06"},
    })  # fmt: skip


def names(plan: Enterprise) -> list[str]:
    sheet = pack(plan, on=ON, since=SINCE).pages[1].sheet
    assert sheet is not None
    return [row[0] for row in sheet.rows]


@pytest.mark.slow
@pytest.mark.parametrize("clearance", ["between", "draft:ann"])
def test_nothing_between_the_two_and_no_draft_is_in_it_whoever_makes_it(clearance: str) -> None:
    assert decided(clearance).audience == EVERYTHING
    assert names(decided(clearance)) == ["Buy a crane"]


@pytest.mark.slow
def test_what_both_have_released_is_in_it() -> None:
    assert names(decided("open")) == ["Buy a crane", "Sell the yard"]


def test_who_makes_it_sees_no_more_by_it() -> None:
    assert for_board(PUBLIC).sees("money") is False
    assert for_board(ADMINISTRATOR).sees("money") is True


@pytest.mark.slow
@pytest.mark.parametrize(("day", "there"), [("2026-08-29", []), ("2026-08-30", ["A"]),
                                            ("2026-11-29", ["A"]), ("2026-11-30", [])])  # fmt: skip
def test_decisions_count_from_the_day_after_the_last_pack_to_the_day_itself(
    day: str, there: list[str]
) -> None:
    plan = enterprise(decision={"a": {"name": "A", "status": "rejected", "decided_on": day}})
    sheet = pack(plan, on=ON, since=SINCE).pages[1].sheet
    assert [row[0] for row in sheet.rows] if sheet else there == []


@pytest.mark.slow
def test_asked_of_the_board_is_what_waits_for_a_forum_that_no_office_chairs() -> None:
    plan = enterprise(
        decision={
            "up": {"name": "Up", "status": "proposed", "decided_by": ["forum:board"],
                   "due": "2026-11-01", "raised_on": "2026-10-01", "amount": "70 EUR"},
            "own": {"status": "proposed", "decided_by": ["forum:weekly"]},
            "role": {"status": "proposed", "decided_by": ["role:ceo"]},
        },
        forum={"board": {"chaired_by": "role:ceo"}, "weekly": {"chaired_by": "role:cio"}},
        role={"ceo": {}, "cio": {}}, office={"cio": {"led_by": "role:cio"}},
    )  # fmt: skip
    page = pack(plan, on=ON, since=SINCE).pages[9]
    assert page.title == "1 decision asked of those above the two offices"
    assert [one.figure.value for one in page.numbers] == [1, 1, 70]
    assert page.numbers[0].figure.counted == ("decision:up",)


@pytest.mark.slow
def test_with_a_plan_of_then_it_is_compared_with_what_was_known_then() -> None:
    now = enterprise(decision={"a": {"status": "proposed"}, "b": {"status": "proposed"}})
    then = enterprise(decision={"a": {"status": "proposed"}})
    made = pack(now, on=ON, since=SINCE, before=then)
    assert "as it was known then" in made.compared
    assert made.pages[1].since[0] == "Decisions that wait: 1 then, 2 now (new: b)."


def test_the_last_pack_is_a_quarter_ago_unless_it_is_said() -> None:
    assert since_asked(None, date(2026, 5, 31)) == date(2026, 2, 28)
    assert since_asked(date(2026, 1, 1), ON) == date(2026, 1, 1)
    with pytest.raises(UsageError, match="is not before 2026-11-29"):
        since_asked(ON, ON)


def test_the_same_snapshot_gives_the_same_pack(sample: Enterprise, made: Pack) -> None:
    from cohelm.reports.brief.written import pack_document

    again = pack(sample, on=ON, since=SINCE, again=made.again)
    assert pack_document(again, "pack.html") == pack_document(made, "pack.html")
