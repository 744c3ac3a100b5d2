"""The pack of the sample organisation, made once; and one of the worst of names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.core.audience import ADMINISTRATOR
from cohelm.core.enterprise import Enterprise
from cohelm.reports.brief.pack import pack
from cohelm.reports.brief.page import Pack
from tests.making import enterprise

ON, SINCE = date(2026, 11, 29), date(2026, 8, 29)
NASTY = '<script>alert(1)</script> #panic("x") $x$ | *b* @a & "q" ' + "long " * 40
UNSPACED = "w" * 220


@pytest.fixture(scope="session")
def sample(the_sample: Enterprise) -> Enterprise:
    return the_sample.seen_by(ADMINISTRATOR)


@pytest.fixture(scope="session")
def made(sample: Enterprise) -> Pack:
    return pack(sample, on=ON, since=SINCE, again="cohelm brief -o pack.pdf --on 2026-11-29")


@pytest.fixture(scope="session")
def nasty() -> Pack:
    """Twelve of everything that fills a page, with the worst of names."""
    decision: dict[str, Any] = {
        f"d{n}": {
            "name": f"{n} {NASTY}", "status": "accepted", "decided_on": "2026-10-01",
            "context": NASTY, "outcome": UNSPACED, "amount": "1000 EUR",
            "decided_by": ["forum:board"],
        }
        for n in range(12)
    }  # fmt: skip
    contract = {
        f"c{n}": {
            "name": f"{UNSPACED}{n}", "vendor": "vendor:v", "end": "2027-03-31",
            "renewal": "tacit", "renewal_months": 12, "notice_days": 60, "annual_cost": "120000 EUR",
        }
        for n in range(12)
    }  # fmt: skip
    plan = enterprise(
        decision=decision, contract=contract, vendor={"v": {"name": NASTY}},
        forum={"board": {"name": NASTY, "chaired_by": "role:chair"}}, role={"chair": {}},
    )  # fmt: skip
    return pack(plan, on=ON, since=SINCE)
