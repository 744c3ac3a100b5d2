"""A figure as it was, in a line that a decision keeps: its value, and the address that shows it again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from cohelm.analysis.analysis import Analysis
from cohelm.core.audience import Audience
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, NotPermitted, UnknownName
from cohelm.core.figure import Figure
from cohelm.reports.answers import answer_of, figure_in_words


def evidence_line(
    plan: Enterprise, decision: str, analysis: Analysis, field: str, *, on: date,
    known_at: datetime, stated: Mapping[str, str],
) -> str:  # fmt: skip
    """`Label: value (question address)`, for a decision to keep.

    The address asks for the plan as it was known then, so that it shows the same value later, or what
    was erased since. `stated` is what the analysis is told besides. Raises UnknownName for the figure,
    NotPermitted where not everybody who sees the decision would be shown the same value.
    """
    found = _figure(plan, analysis, field, on, stated)
    clearance = plan.plain(decision).get("clearance")
    readers = plan.seen_by(Audience(frozenset({clearance} if clearance else ())))
    label = field.replace("_", " ").capitalize()
    if _value_for(readers, analysis, field, on, stated) != (found.value, found.unit):
        raise NotPermitted(
            f"not everybody who sees the decision may see {label.lower()}",
            mend="Give the decision the clearance that the figure needs, such as money.",
        )
    moment = known_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    asked = {**{k: v for k, v in stated.items() if v}, "on": on.isoformat(), "known_at": moment}
    address = f"/{analysis.word}/why/{field}/?{urlencode(asked)}"
    return f"{label}: {figure_in_words(found)} ({analysis.question} {address})"


def _figure(
    plan: Enterprise, analysis: Analysis, field: str, on: date, stated: Mapping[str, str]
) -> Figure:
    result = analysis.ask(plan.at(on), on=on, stated=stated)
    figures: dict[str, Figure] = {one.name: one.value for one in answer_of(result).figures}
    if field not in figures:
        raise UnknownName.of("figure", field, figures)
    return figures[field]


def _value_for(
    plan: Enterprise, analysis: Analysis, field: str, on: date, stated: Mapping[str, str]
) -> tuple[object, str] | None:
    try:
        found = _figure(plan, analysis, field, on, stated)
    except CohelmError:
        return None
    return found.value, found.unit
