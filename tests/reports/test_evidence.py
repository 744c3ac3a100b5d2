"""A figure that a decision keeps: its value, and the address that shows the same; never to more eyes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cohelm.analysis.catalogue import ANALYSES
from cohelm.core.errors import NotPermitted, UnknownName
from cohelm.reports.evidence import evidence_line
from tests.making import enterprise

ON = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
CONTRACTS = next(one for one in ANALYSES if one.name == "contracts")
PLAN = enterprise(
    organisation={"organisation": {"currency": "EUR"}},
    contract={"pager": {"annual_cost": "500 EUR", "start": "2025-01-01", "end": "2026-12-31",
                        "notice_days": 10, "renewal": "tacit", "renewal_months": 12}},
    decision={"open": {}, "shut": {"clearance": "money"}},
)  # fmt: skip


def line(decision: str, field: str) -> str:
    return evidence_line(PLAN, decision, CONTRACTS, field, on=ON, known_at=NOW, stated={})


def test_the_value_and_an_address_that_is_known_at_that_moment() -> None:
    said = line("decision:shut", "renewing")
    assert said.startswith("Renewing: ")
    assert "/contracts/why/renewing/?on=2026-11-24&known_at=2026-11-24T09%3A30%3A00.000000Z" in said


def test_what_readers_of_the_decision_may_not_see_is_not_kept_with_it() -> None:
    with pytest.raises(NotPermitted, match="not everybody who sees the decision may see renewing"):
        line("decision:open", "renewing")


def test_a_figure_that_there_is_none_of_is_refused() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'renewing'"):
        line("decision:shut", "renewig")
