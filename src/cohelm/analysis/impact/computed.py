"""Metrics whose readings are Cohelm's own figures: what each would read on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cohelm.analysis.agenda.questions import number_of
from cohelm.analysis.catalogue import ANALYSES
from cohelm.core.documents import Contents, Observed
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, Problem, UnknownName
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose

SOURCE = "cohelm"
"""The source of a reading that is a figure of Cohelm's own."""


def computed_metrics(enterprise: Enterprise) -> tuple[str, ...]:
    """The keys of the metrics that name a figure, by id."""
    keys = sorted(enterprise.keys("metric"))
    return tuple(key for key in keys if enterprise.plain(key).get("computed_by"))


def computed_readings(enterprise: Enterprise, metrics: Sequence[str], *, on: date) -> Contents:
    """A reading of each metric for the day, about the metric itself: the figure as this plan has it.

    A figure that is not known makes no reading, and is a note with its reason; a name that is no
    figure is a problem. `enterprise` holds what those may see who see the metric.
    """
    contents = Contents()
    for key in metrics:
        try:
            found = figure_named(enterprise, str(enterprise.plain(key)["computed_by"]), on=on)
        except CohelmError as error:
            contents.problems.append(Problem(str(error), key))
            continue
        if found.value is None:
            contents.notes.append(Problem(Prose("no reading: {reason}", reason=found.reason), key))
            continue
        stated = {
            "item": key, "time": on.isoformat(), "source": SOURCE, "value": float(found.value)
        }  # fmt: skip
        contents.observed.append(
            Observed(key.partition(":")[2], stated, row=len(contents.observed))
        )
    return contents


def figure_named(enterprise: Enterprise, name: str, *, on: date) -> Figure:
    """The figure behind a name such as `obsolescence.share`, or the number that a question answers.

    Raises UnknownName, and UsageError for a question that cannot be asked.
    """
    if name.startswith("question:"):
        return number_of(enterprise, name, on=on)
    word, _, field = name.partition(".")
    known = {one.word: one for one in ANALYSES}
    if word not in known:
        raise UnknownName.of("analysis", word, known)
    result = known[word].ask(enterprise, on=on)
    figures = {
        one for one in getattr(result, "__slots__", ())
        if isinstance(getattr(result, one), Figure)
    }  # fmt: skip
    if field not in figures:
        raise UnknownName.of("figure", field, sorted(figures))
    found: Figure = getattr(result, field)
    return found
