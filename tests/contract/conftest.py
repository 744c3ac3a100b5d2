"""What the suites over all kinds, checks and analyses share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest

from cohelm.analysis.analysis import Analysis
from cohelm.core.audience import ADMINISTRATOR
from cohelm.core.enterprise import Enterprise

ON = date(2026, 11, 29)


@pytest.fixture(scope="session")
def plan(the_sample: Enterprise) -> Enterprise:
    """The sample organisation as its administrator sees it."""
    return the_sample.seen_by(ADMINISTRATOR)


@pytest.fixture(scope="session")
def answered(plan: Enterprise) -> Callable[[Analysis], Any]:
    """What an analysis says of it; each is asked once."""
    return cache(lambda analysis: analysis.ask(plan, on=ON))
