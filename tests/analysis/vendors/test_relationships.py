"""What hangs on a vendor, through the graph, and how one stands with it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.vendors.relationships import Relationships, relationships
from cohelm.core.errors import UnknownName
from tests.making import enterprise

ON = date(2026, 11, 23)
BOUGHT = {"vendor": "vendor:cloud"}
REVIEWS = [
    {"item": "vendor:cloud", "time": "2025-06-01", "score": 5},
    {"item": "vendor:cloud", "time": "2026-06-01", "score": 7.5},
    {"item": "vendor:cloud", "time": "2026-12-01", "score": 1},
]  # fmt: skip
MATTERS = [
    {"item": "vendor:cloud", "time": "2026-01-01", "settled": "2026-03-01"},
    {"item": "vendor:cloud", "time": "2026-10-01"},
    {"item": "vendor:cloud", "time": "2026-11-01", "settled": "2026-12-01"},
]  # fmt: skip


def asked(*, observed: dict[str, Any] | None = None, **told: Any) -> Relationships:
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}}, goal={"grow": {}}, role={"r": {}},
        vendor={"cloud": {"satisfaction": 3, "owner": "role:r"}, "tape": {}, "idle": {}},
        platform={"k8s": {"provided_by": ["vendor:cloud"]}},
        application={
            "shop": {"runs_on": ["platform:k8s"], "criticality": "critical"},
            "bot": {"depends_on": ["application:shop"], "criticality": "low"},
            "gone": {"provided_by": ["vendor:cloud"], "lifecycle": "end_of_life"},
            "box": {"provided_by": ["vendor:tape"], "criticality": "low"},
        },
        service={"sale": {"depends_on": ["application:shop"], "criticality": "high"}},
        initiative={"relaunch": {"affects": ["application:shop"], "contributes_to": ["goal:grow"]}},
        contract={
            "a": {**BOUGHT, "annual_cost": "10 EUR", "end": "2024-12-31", "renewal": "tacit",
                  "renewal_months": 6, "notice_days": 30},
            "b": {**BOUGHT, "annual_cost": "5 EUR", "end": "2027-12-31", "renewal": "none"},
            "over": {**BOUGHT, "annual_cost": "9 EUR", "end": "2020-12-31", "renewal": "none"},
        },
        observed=observed or {"vendor_review": REVIEWS, "vendor_escalation": MATTERS},
    )  # fmt: skip
    return relationships(plan, on=ON, **told)


def test_all_that_stands_on_what_it_provides_hangs_on_it() -> None:
    row = asked().vendors.row(0, named=True)
    assert row["vendor"] == "vendor:cloud"
    assert row["applications"] == ["application:bot", "application:shop"]
    assert (row["services"], row["critical"]) == (["service:sale"], 2)
    assert row["goals"] == ["goal:grow"]


def test_the_contracts_behind_it() -> None:
    row = asked().vendors.row(0, named=True)
    assert row["contracts"] == ["contract:a", "contract:b"]
    assert row["annual"]["amount"] == 15
    assert row["renewed"] == 4  # from the end of 2024 by half years to the end of 2026
    assert row["bound_until"] == date(2027, 12, 31)
    assert row["owner"] == ["role:r"]


@pytest.mark.slow
def test_how_one_stands_with_it_on_the_day() -> None:
    row = asked().vendors.row(0, named=True)
    assert (row["reviewed"], row["satisfaction"], row["before"]) == (date(2026, 6, 1), 7.5, 5)
    assert row["open_escalations"] == 2  # one is settled only after the day
    assert asked().sentence == "1 vendor carries something critical"


def test_without_a_review_the_record_speaks_and_it_is_said() -> None:
    found = asked(observed={"vendor_escalation": MATTERS[:1]})
    row = found.vendors.row(0, named=True)
    assert (row["reviewed"], row["satisfaction"], row["open_escalations"]) == (None, 3, 0)
    assert found.sentence.endswith("; of 1 no review within a year is on record")


@pytest.mark.slow
def test_vendors_on_whom_nothing_hangs_are_shown_when_asked_for() -> None:
    assert asked().vendors["vendor"].to_list() == ["vendor:cloud", "vendor:tape"]
    assert asked(vendor="vendor:idle").vendors["vendor"].to_list() == ["vendor:idle"]
    with pytest.raises(UnknownName, match="there is no vendor 'zzz'"):
        asked(vendor="vendor:zzz")
