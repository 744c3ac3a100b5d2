"""The roadmap of an organisation, worked by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
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
        "1 of 2 initiatives end later than planned, most top, by 10 days, on 10 July 2027; as work ran"
        " before, half of what is left takes 1.19 times as long as planned, or longer"
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
    first, last = ({name: QUARTER[name]} for name in ("start", "end"))
    found = asked({"bare": {}, "begun": first, "due": last, "top": QUARTER})
    assert found.late.left_out == {
        "no first or last day is on record": ("initiative:bare",),
        "no last day is on record": ("initiative:begun",),
        "no first day is on record": ("initiative:due",),
    }
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


def ends(found: Roadmap) -> dict[str, tuple[date, date]]:
    rows = found.work.drop_nulls("ends_by_half")
    return {row[0]: row[1:] for row in
            rows.select("initiative", "ends_by_half", "ends_by_most").iter_rows()}  # fmt: skip


def test_the_range_of_ends_is_that_of_the_published_class_where_own_cases_are_few() -> None:
    """Ten days that take 1.185 times as long are 12; 85 of 100 lie between 1.262 and 1.525, the
    eighth and the ninth tenth: 1.3935 times, 14 days. What has begun counts from the day."""
    found = asked({
        "ahead": {"start": "2027-03-01", "end": "2027-03-10"},
        "begun": {"start": "2026-06-01", "end": "2027-01-10", "status": "in_progress"},
        "past": {"start": "2026-06-01", "end": "2026-12-31"},
    })  # fmt: skip
    assert ends(found) == {
        "initiative:ahead": (date(2027, 3, 12), date(2027, 3, 14)),
        "initiative:begun": (date(2027, 1, 12), date(2027, 1, 14)),
    }
    assert (found.takes.value, found.takes.unit) == (1.185, "times")
    assert found.takes.left_out == {"its last day is past": ("initiative:past",)}
    assert "0 cases are on record and 5 are needed" in found.takes.assumed[0].sentence


def test_the_range_of_ends_is_that_of_own_done_work_where_there_are_five() -> None:
    """Ten days planned; 10, 10, 15, 20 and 20 taken: 1.5 in the middle, 2 at 85 of 100."""
    took = ("10", "10", "15", "20", "20")
    done = {"start": "2026-03-01", "end": "2026-03-10", "status": "done"}
    cases = {f"d{n}": {**done, "done_on": f"2026-03-{of}"} for n, of in enumerate(took)}
    ahead = {"ahead": {"start": "2027-03-01", "end": "2027-03-10"}}
    found = asked({**cases, **ahead})
    assert ends(found) == {"initiative:ahead": (date(2027, 3, 15), date(2027, 3, 20))}
    assert "half of what is left takes 1.50 times as long as planned" in found.sentence
    later = {"d4": {**done, "done_on": "2027-03-20"}}  # not yet
    assert asked({**cases, **ahead, **later}).takes.value == 1.185


def test_a_range_is_passed_on_to_what_waits_for_it() -> None:
    """All took twice as long: ten days are twenty; what needs them begins ten days later, for twenty."""
    done = {"start": "2026-03-01", "end": "2026-03-10", "status": "done", "done_on": "2026-03-20"}
    chain = {"base": {"start": "2027-03-01", "end": "2027-03-10"},
             "top": {"start": "2027-03-11", "end": "2027-03-20", "needs": ["base"]}}  # fmt: skip
    found = ends(asked({f"d{n}": done for n in range(5)} | chain))
    assert found == {
        "initiative:base": (date(2027, 3, 20), date(2027, 3, 20)),
        "initiative:top": (date(2027, 4, 9), date(2027, 4, 9)),
    }


def test_a_chain_ends_as_all_pairs_of_its_parts_do() -> None:
    """100 days each, by the published class: every pair of 500 parts of it, weighed alike."""
    chain = {"base": {"start": "2027-01-01", "end": "2027-04-10"},
             "top": {"start": "2027-04-11", "end": "2027-07-19", "needs": ["base"]}}  # fmt: skip
    deciles = (0.56, 0.792, 1.0, 1.0, 1.0, 1.185, 1.26, 1.262, 1.262, 1.525, 2.194)
    parts = [100 * np.interp((n + 0.5) / 500, np.linspace(0, 1, 11), deciles) for n in range(500)]
    both = sorted(max(0, first - 100) + second for first in parts for second in parts)
    half, most = ends(asked(chain))["initiative:top"]
    for day, share in ((half, 0.5), (most, 0.85)):
        days = (day - date(2027, 4, 10)).days
        assert days == pytest.approx(both[int(share * len(both))], abs=2)
    assert most < date(2027, 4, 10) + timedelta(
        2 * 140
    )  # both late at once is rarer than 15 of 100


def test_gates_have_their_day_or_are_named() -> None:
    found = asked({"dated": {**QUARTER, "gate": "build", "gate_on": "2027-02-01"},
                   "bare": {**QUARTER, "gate": "plan"}, "none": QUARTER})  # fmt: skip
    assert (found.gates.value, found.gates.counted) == (1, ("initiative:dated",))
    assert found.gates.left_out == {"its next gate has no day on record": ("initiative:bare",)}
    assert asked({"none": QUARTER}).gates.value is None


def test_at_least_one_quarter_is_looked_at() -> None:
    with pytest.raises(UsageError, match="0 quarters"):
        roadmap(enterprise(initiative={"a": QUARTER}), on=ON, quarters=0)


def test_the_sample_has_seeded_slips(the_sample: Enterprise) -> None:
    found = roadmap(the_sample, on=date(2026, 11, 29))
    assert found.late.value
    assert found.critical.value
    ends = found.work["ends_now"] - found.work["end"]
    assert ends.dt.total_days().to_list() == found.work["slip"].to_list()
