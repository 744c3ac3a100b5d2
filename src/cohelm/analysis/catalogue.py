"""The questions that can be asked of an organisation, one line each, in the order of the menus."""

from __future__ import annotations

from cohelm.analysis.analysis import Analysis

ANALYSES: tuple[Analysis, ...] = (
    Analysis("rights", "who_decides", "Who decides?"),
    Analysis("vendors", "contracts", "What has to be decided by when?"),
)
