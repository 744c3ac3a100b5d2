"""TEC001 to TEC005: each is raised, is not one step from its limit, and is ended by its remedy."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.finding import items
from tests.making import enterprise_of_documents

Documents = dict[str, dict[str, Any]]
TODAY, DAY_BEFORE, DAY_AFTER = "2026-11-23", "2026-11-22", "2026-11-24"
OLD: Documents = {
    "technology:old": {}, "technology:new": {}, "forum:board": {},
    "application:a": {"uses": ["technology:old"]},
}  # fmt: skip


def exempt(**days: str) -> dict[str, Any]:
    return {"forbids": ["old"], "exempts": [{"to": "application:a", **days}]}


RAISED: dict[str, Documents] = {
    "TEC001": {"standard:s": exempt(until=DAY_BEFORE)},
    "TEC002": {"standard:s": exempt(**{"from": TODAY})},
    "TEC003": {
        "standard:s": {"forbids": ["old"]},
        "initiative:w": {"introduces": ["technology:old"], "end": TODAY},
    },
    "TEC004": {
        "technology:old": {"end_of_security_support": DAY_BEFORE},
        "standard:s": {"prescribes": ["old"], "end": TODAY},
    },
    "TEC005": {"standard:s": {"end": DAY_BEFORE, "strength": "must"}},
}
"""By code what raises it, at its limit; the rest is as in `OLD`."""
FIRST = {
    "TEC001": "technology:old", "TEC002": "standard:s", "TEC003": "initiative:w",
    "TEC004": "standard:s", "TEC005": "standard:s",
}  # fmt: skip
ONE_STEP = [
    ("TEC001", {"standard:s": exempt(until=TODAY)}),
    ("TEC001", {"standard:s": {"forbids": ["old"], "end": DAY_BEFORE}}),
    ("TEC001", {"standard:s": {"forbids": ["old"], "start": DAY_AFTER}}),
    ("TEC001", {"application:a": {"uses": [{"to": "technology:old", "until": DAY_BEFORE}]}}),
    ("TEC002", {"standard:s": exempt(**{"from": DAY_AFTER})}),
    ("TEC002", {"standard:s": exempt(until=TODAY)}),
    ("TEC003", {"standard:s": {"forbids": ["old"], "end": DAY_BEFORE}}),
    ("TEC003", {"standard:s": {"forbids": ["old"], "start": DAY_AFTER}}),
    ("TEC003", {"initiative:w": {"introduces": ["technology:old"], "status": "done"}}),
    ("TEC004", {"technology:old": {"end_of_security_support": TODAY}}),
    ("TEC004", {"standard:s": {"prescribes": ["old"], "end": DAY_BEFORE}}),
    ("TEC005", {"standard:s": {"end": TODAY}}),
]
ENDED = [
    ("TEC001", {"application:a": {"uses": ["technology:new"]}}),
    ("TEC001", {"standard:s": exempt(until="2027-06-30", reason="Its successor comes late.")}),
    ("TEC002", {"standard:s": exempt(until="2027-12-31", reason="It is switched off then.")}),
    ("TEC003", {"initiative:w": {"introduces": ["technology:new"]}}),
    ("TEC004", {"standard:s": {"prescribes": ["new"]}}),
    ("TEC004", {"standard:s": {"prescribes": ["old"], "end": DAY_BEFORE}}),
    ("TEC005", {"standard:s": {"end": "2028-12-31", "approved_by": ["forum:board"]}}),
    ("TEC005", {"standard:s": {"end": DAY_BEFORE, "lifecycle": "end_of_life"}}),
]
"""What the page of each check says to do."""


def raised(code: str, changed: Documents) -> list[str]:
    return items(code, enterprise_of_documents({**OLD, **RAISED[code], **changed}))


@pytest.mark.parametrize("code", RAISED)
def test_it_is_raised_at_its_limit(code: str) -> None:
    assert raised(code, {}) == [FIRST[code]]


@pytest.mark.parametrize(("code", "changed"), ONE_STEP)
def test_it_is_not_raised_one_step_from_its_limit(code: str, changed: Documents) -> None:
    assert raised(code, changed) == []


@pytest.mark.parametrize(("code", "changed"), ENDED)
def test_its_remedy_ends_it(code: str, changed: Documents) -> None:
    assert raised(code, changed) == []


@pytest.mark.parametrize(("last", "expected"), [(0, ["initiative:w"]), (1, [])])
def test_on_hold_is_what_the_last_edition_up_to_the_day_says(
    last: int, expected: list[str]
) -> None:
    documents: Documents = {
        "technology:old": {"ring": "adopt" if last == 0 else "hold"}, "metric:radar-ring": {},
        "initiative:w": {"introduces": ["technology:old"]},
    }  # fmt: skip
    readings = [
        {"item": "technology:old", "time": day, "value": ring}
        for day, ring in (("2026-05-15", 1 - last), (TODAY, last), (DAY_AFTER, 1 - last))
    ]
    plan = enterprise_of_documents(documents, observed={"radar-ring": readings})
    assert items("TEC003", plan) == expected


def test_a_standard_that_forbids_what_it_prescribes_itself_is_unsound_too() -> None:
    plan = {"standard:s": {"prescribes": ["old"], "forbids": ["old"]}, "technology:old": {}}
    assert raised("TEC004", plan) == ["standard:s"]
