"""Answers of analyses about the plan that is looked at, kept for as long as it is the newest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cohelm.accounts.kept import Kept
from cohelm.analysis.analysis import Analysis
from cohelm.analysis.catalogue import ANALYSES
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError
from cohelm.core.prose import gathered
from cohelm.web.recognised import remember

_answers: Kept[Any] = Kept(256)
_sentences: Kept[str] = Kept(1024)
"""Small, and still there when the answers of the plan that a page stands on have made room for others."""
NAMED: Mapping[str, Analysis] = {one.name: one for one in ANALYSES}


def answered(
    plan: Enterprise,
    analysis: Analysis,
    on: date,
    stated: Mapping[str, str] | None = None,
    than: Enterprise | None = None,
) -> Any:
    """The answer of an analysis, of which nothing is computed twice. Raises UsageError, UnknownName.

    `than` is another plan that it is set against; an answer about two plans is not kept.
    """
    names = {one.name for one in analysis.parameters}
    told = {name: text for name, text in (stated or {}).items() if name in names and text.strip()}
    if than is not None:
        return analysis.ask(plan, on=on, stated=told, than=than)
    asked = (analysis.word, on, tuple(sorted(told.items())))
    return _answers.answer(plan, asked, lambda: _asked(plan, analysis, on, told))


def _asked(plan: Enterprise, analysis: Analysis, on: date, told: Mapping[str, str]) -> Any:
    """A new answer; the sentences that its frames hold as text are found again on pages."""
    with gathered() as made:
        found = analysis.ask(plan, on=on, stated=told)
    remember(made)
    return found


def sentence(plan: Enterprise, analysis: Analysis, on: date) -> str:
    """What an analysis says of a plan; what it would have to be told, where it says nothing yet."""
    return _sentences.answer(plan, (analysis.word, on), lambda: _said(plan, analysis, on))


def _said(plan: Enterprise, analysis: Analysis, on: date) -> str:
    try:
        said: str = answered(plan, analysis, on).sentence
    except CohelmError as error:
        return str(error)
    return said
