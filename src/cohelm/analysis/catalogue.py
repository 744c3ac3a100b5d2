"""The questions that can be asked of an organisation, one line each, in the order of the menus."""

from __future__ import annotations

from cohelm.analysis.analysis import Analysis

ANALYSES: tuple[Analysis, ...] = (
    Analysis("rights", "who_decides", "Who decides?"),
    Analysis("portfolio", "spend", "What is spent against budget, and where does the year end?"),
    Analysis("portfolio", "free", "What money is really free to decide about?"),
    Analysis("portfolio", "cut", "If so much had to be saved, what could stop, and who is hurt?"),
    Analysis("vendors", "contracts", "What has to be decided by when?"),
)
