"""The roadmap of an organisation, worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.portfolio.roadmap import Roadmap, roadmap
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from tests.making import enterprise

ON = date(2027, 1, 1)
QUARTER = {"start": "2027-01-01", "end": "2027-03-31"}


def asked(initiative: dict[str, Any], **more: Any) -> Roadmap:
    return roadmap(enterprise(initiative=initiative, **more), on=ON)


def test_what_comes_late_moves_what_needs_it() -> None:
    found = asked({"base": QUARTER, "top": {"start": "2027-03-22", "end": "2027-06-30",
                                            "needs": ["base"]}})  # fmt: skip
    top = found.work.filter(found.work["initiative"] == "initiative:top").row(0, named=True)
    assert (top["slip"], top["ends_now"]) == (10, date(2027, 7, 10))
    assert top["waits_for"] == ["initiative:base"]
    assert found.sentence == (
        "1 of 2 initiatives end later than planned, most top, by 10 days, on 10 July 2027"
    )


def test_work_that_has_begun_without_what_it_needs_waits_at_its_end() -> None:
    begun = {"start": "2026-12-01", "end": "2027-03-10", "needs": ["base"], "status": "in_progress"}
    found = asked({"base": QUARTER, "top": begun})
    assert dict(found.work.select("initiative", "slip").iter_rows())["initiative:top"] == 21
    begun["status"] = "approved"
    found = asked({"base": QUARTER, "top": begun})
    assert dict(found.work.select("initiative", "slip").iter_rows())["initiative:top"] == 121


def test_what_is_done_is_there_and_what_was_stopped_is_said_and_moves_nothing() -> None:
    found = asked({
        "done": {**QUARTER, "status": "done"}, "gone": {**QUARTER, "status": "stopped"},
        "top": {"start": "2027-02-01", "end": "2027-06-30", "needs": ["done", "gone"]},
    })  # fmt: skip
    row = found.work.row(0, named=True)
    assert (row["slip"], row["waits_for"]) == (0, ["initiative:gone"])


def test_what_states_no_days_is_left_out_and_named() -> None:
    found = asked({"bare": {}, "top": QUARTER})
    assert found.late.left_out == {"no first or last day is on record": ("initiative:bare",)}
    assert asked({"bare": {}}).late.value is None
    assert "no initiative lives on the day" in asked({}).sentence


def test_what_should_be_over_and_is_not_done_is_told() -> None:
    over = {"start": "2026-01-01", "end": "2026-12-31"}
    found = asked({"over": over, "done": {**over, "status": "done"}, "on": QUARTER})
    assert (found.past.value, found.past.counted) == (1, ("initiative:over",))
    assert "the last day of 1 is past, and nothing says that they are done" in found.sentence


PEOPLE = {"ada": {"fte": 1.0, "works_in": [{"to": "red", "share": 0.5}]},
          "gone": {"left_on": "2026-12-31", "works_in": ["red"]}}  # fmt: skip


def test_people_stand_against_the_effort_of_the_quarter() -> None:
    """Half a person, 0.8 of it for planned work: 1.2 person-months a quarter; 2 of 3 are wanted."""
    work = {"one": {**QUARTER, "effort": 3.0,
                    "done_by": [{"to": "red", "share": 0.2}, {"to": "blue", "share": 0.1}]}}  # fmt: skip
    found = asked(work, team={"red": {"focus_factor": 0.8}, "blue": {}}, person=PEOPLE)
    rows = {row["team"]: row for row in found.load.iter_rows(named=True)}
    assert rows["team:red"]["wanted"] == pytest.approx(2.0)
    assert rows["team:red"]["there"] == pytest.approx(1.2)
    assert rows["team:blue"]["there"] is None
    assert {row["assumed"] for row in rows.values()} == {0.0}
    assert found.short.value == 1
    assert found.short.left_out == {"nobody works in it": ("team:blue",)}


def test_effort_is_taken_from_the_size_where_none_is_stated_and_that_is_said() -> None:
    found = asked({"one": {**QUARTER, "size": "M", "done_by": ["red"]}}, team={"red": {}},
                  person=PEOPLE)  # fmt: skip
    assert found.load["wanted"].to_list() == [pytest.approx(9.0)]
    assert found.load["assumed"].to_list() == found.load["wanted"].to_list()
    assert found.short.assumed[0].items == ("initiative:one",)


def test_at_least_one_quarter_is_looked_at() -> None:
    with pytest.raises(UsageError, match="0 quarters"):
        roadmap(enterprise(initiative={"a": QUARTER}), on=ON, quarters=0)


def test_the_sample_has_seeded_slips(the_sample: Enterprise) -> None:
    found = roadmap(the_sample, on=date(2026, 11, 29))
    assert found.late.value
    assert found.critical.value
    ends = found.work["ends_now"] - found.work["end"]
    assert ends.dt.total_days().to_list() == found.work["slip"].to_list()
