"""The faults that were put into the sample are found, all of them, and nothing else is."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from cohelm.analysis.checks import BY_CODE, raised
from cohelm.core.audience import ADMINISTRATOR, PUBLIC, Audience
from cohelm.core.enterprise import Enterprise
from cohelm.formats.organisation import sample_folder

DAY = date(2026, 11, 23)
SEEDED = {
    "RGT002", "RGT006", "RGT009", "RGT014", "RGT016", "RGT017", "RGT018", "RGT020", "RGT021",
}  # fmt: skip
"""Found in the seeded organisation of `tests/analysis/rights/faults.py` instead."""


@pytest.fixture(scope="module")
def sample(the_sample: Enterprise) -> Enterprise:
    return the_sample


def fault_rows() -> list[dict[str, str]]:
    with (sample_folder("sample").parent / "faults.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed_faults() -> set[tuple[str, str]]:
    return {(row["code"], row["item"]) for row in fault_rows()}


def test_every_fault_of_rights_says_how_it_follows_from_the_files():
    unsaid = [row for row in fault_rows() if row["code"].startswith("RGT") and not row["comment"]]
    assert unsaid == []


def test_what_is_raised_is_what_is_wrong_by_the_rules(sample):
    found = raised(sample, on=DAY)
    concerns = (*found.concerns, *(one.concern for one in found.accepted))
    built_in = {one.identity for one in concerns if one.code in BY_CODE}
    listed = {one for one in listed_faults() if one[0] in BY_CODE}
    missed, more = listed - built_in, built_in - listed
    assert not missed, f"listed, but not raised: {sorted(missed)}"
    assert not more, f"raised, but not listed: {sorted(more)}"


def test_every_check_but_that_on_checks_has_something_to_find_in_the_sample():
    assert {code for code, _ in listed_faults()} >= BY_CODE.keys() - {"CHK001"} - SEEDED


@pytest.mark.parametrize(
    "audience", [PUBLIC, ADMINISTRATOR, Audience.of("money", "people")], ids=str
)
def test_a_concern_names_nothing_that_its_reader_may_not_see(sample, audience):
    seen = sample.seen_by(audience)
    found = raised(seen, on=DAY)
    assert found.examined == len(seen)
    for concern in found.concerns:
        assert all(key in seen for key in concern.items)
        assert audience.sees("money") or " EUR" not in concern.business + concern.message


def test_an_own_check_of_the_sample_finds_what_is_not_accepted(sample):
    found = raised(sample, on=DAY, codes=["CRV"])
    assert {check.code for check in found.checks} == {"CRV001", "CRV002", "CRV003", "CRV004"}
    assert {one.concern.identity for one in found.accepted} == {
        ("CRV003", "ai_use:damage-recognition"),
        ("CRV004", "vendor:orvexa"),
    }
