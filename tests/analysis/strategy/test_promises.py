"""Whether promises are kept by what they rest on, worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.strategy.promises import Promises, promises
from cohelm.core.enterprise import Enterprise
from tests.making import enterprise

ON = date(2026, 11, 29)
WORK = {"start": "2026-01-01", "end": "2027-03-31", "status": "in_progress"}


def asked(promise: dict[str, Any], **made: Any) -> Promises:
    return promises(enterprise(commitment={"p": promise}, **made), on=ON)


def said(found: Promises) -> tuple[str, str]:
    row = found.promises.row(0, named=True)
    return row["state"], row["why"]


@pytest.mark.parametrize(
    ("due", "state"), [("2027-03-30", "cannot be kept"), ("2027-03-31", "holds")]
)
def test_work_keeps_a_promise_by_its_last_day(due: str, state: str) -> None:
    found = asked({"due": due, "rests_on": ["initiative:w"]}, initiative={"w": WORK})
    assert said(found)[0] == state
    assert "ends on 31 March 2027" in said(found)[1]


@pytest.mark.parametrize(
    ("due", "state"), [("2026-11-28", "past its day"), ("2026-11-29", "holds")]
)
def test_on_its_day_it_is_in_time(due: str, state: str) -> None:
    done = {**WORK, "end": "2026-11-01", "status": "done"}
    assert (
        said(asked({"due": due, "rests_on": ["initiative:w"]}, initiative={"w": done}))[0] == state
    )


def test_what_comes_late_by_what_it_needs_breaks_it() -> None:
    """The work ends on 31 March as planned, ten days later with what it waits for."""
    work = {"w": {**WORK, "status": "approved", "start": "2026-12-20", "needs": ["base"]},
            "base": {"start": "2026-11-01", "end": "2026-12-29"}}  # fmt: skip
    found = asked({"due": "2027-03-31", "rests_on": ["initiative:w"]}, initiative=work)
    assert said(found) == ("cannot be kept", "w ends on 10 April 2027, 10 days too late")


@pytest.mark.parametrize("status", ["stopped", "on_hold"])
def test_work_that_stands_still_keeps_nothing(status: str) -> None:
    work = {"w": {**WORK, "status": status}}
    found = asked({"due": "2028-01-01", "rests_on": ["initiative:w"]}, initiative=work)
    assert said(found) == ("cannot be kept", f"w is {status.replace('_', ' ')}")


def test_a_proposal_is_not_decided_and_nothing_is_no_work() -> None:
    work = {"w": {**WORK, "status": "proposal"}}
    found = asked({"due": "2028-01-01", "rests_on": ["initiative:w"]}, initiative=work)
    assert said(found) == ("not decided yet", "w is not decided yet")
    assert found.unfunded.value == 1
    assert found.sentence.endswith("; 1 has no decided work behind it; first p")
    assert said(asked({"due": "2028-01-01"})) == (
        "no work behind it", "nothing is on record that it rests on",
    )  # fmt: skip


def test_a_release_and_a_demand_keep_it_by_their_days() -> None:
    release = {"r": {"planned_on": "2027-01-31"}}
    late = asked({"due": "2027-01-30", "rests_on": ["release:r"]}, release=release)
    assert said(late) == ("cannot be kept", "r comes on 31 January 2027, 1 day too late")
    demand = {"d": {"delivered_in": ["release:r"]}, "bare": {}}
    through = asked({"due": "2027-01-31", "rests_on": ["demand:d"]}, release=release, demand=demand)
    assert said(through)[0] == "holds"
    bare = asked({"due": "2027-01-31", "rests_on": ["demand:bare"]}, release=release, demand=demand)
    assert said(bare) == ("no work behind it", "nothing is planned that brings bare")


def test_the_gravest_of_several_decides() -> None:
    work = {
        "good": WORK,
        "held": {**WORK, "status": "on_hold"},
        "asked": {**WORK, "status": "proposal"},
    }
    keys = [f"initiative:{one}" for one in ("good", "asked", "held")]
    assert (
        said(asked({"due": "2028-01-01", "rests_on": keys}, initiative=work))[0] == "cannot be kept"
    )


def test_what_is_kept_or_withdrawn_is_not_open() -> None:
    for closed in ({"status": "kept"}, {"status": "withdrawn"}, {"kept_on": "2026-01-01"}):
        found = asked({"due": "2026-01-01", **closed})
        assert found.open.value is None
        assert found.sentence == "No promise is on record that is open"


def test_the_money_on_broken_promises_is_added_up() -> None:
    books = {"organisation": {"name": "Acme", "currency": "EUR"}}
    made = {"a": {"due": "2026-01-01", "amount": "70 EUR"}, "b": {"due": "2026-02-01"},
            "c": {"due": "2028-01-01", "amount": "900 EUR"}}  # fmt: skip
    found = promises(enterprise(organisation=books, commitment=made), on=ON)
    assert (found.broken.value, found.at_stake.value) == (2, 70)
    assert found.promises["promise"].to_list() == ["commitment:a", "commitment:b", "commitment:c"]


def test_a_promise_without_a_day_says_so() -> None:
    assert said(asked({"rests_on": ["initiative:w"]}, initiative={"w": WORK}))[0] == "no day"


def test_the_sample_names_every_open_promise_once(the_sample: Enterprise) -> None:
    found = promises(the_sample, on=ON)
    assert found.open.value == found.promises["promise"].n_unique() == len(found.promises)
