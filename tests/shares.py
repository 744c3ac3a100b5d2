"""What of the long suites is tried in every run; the campaign (COHELM_CAMPAIGN=1) tries all of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import pytest

IS_CAMPAIGN = os.environ.get("COHELM_CAMPAIGN") == "1"


def tries(count: int) -> int:
    """How many examples are tried: all in the campaign, else a third."""
    return count if IS_CAMPAIGN else max(1, count // 3)


def a_share_and_all(step: int) -> list[Any]:
    """Cases for `parametrize` of a walk over many pages: each so-many-th, and in the campaign all."""
    return [
        pytest.param(slice(0, None, step), id=f"each {step}th"),
        pytest.param(slice(None), id="all", marks=pytest.mark.campaign),
    ]


def some(cases: Sequence[Any], count: int) -> list[Any]:
    """Cases for `parametrize`: so many, spread evenly, in every run; all of them in the campaign."""
    if IS_CAMPAIGN:
        return [pytest.param(case, marks=pytest.mark.campaign) for case in cases]
    step = len(cases) / count
    return [cases[int(at * step)] for at in range(count)]
