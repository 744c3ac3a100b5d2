"""Readings come in: from a file, by hand, and from Cohelm's own analyses."""

from __future__ import annotations

from datetime import date

from cohelm.analysis.impact.computed import SOURCE, computed_readings
from cohelm.core.audience import Audience
from cohelm.core.documents import Contents
from cohelm.core.errors import UnknownName
from cohelm.core.proposal import Proposal, propose
from cohelm.store.access import Level, Writer
from cohelm.store.apply import Written, apply
from cohelm.store.load import everything, load


def metric_named(plan_keys: list[str], metric: str) -> str:
    """The id of a metric, stated with its kind or without. Raises UnknownName."""
    id_ = metric.removeprefix("metric:")
    if id_ not in plan_keys:
        raise UnknownName.of("metric", id_, plan_keys)
    return id_


def observed(contents: Contents, *, by: Writer, via: str, reason: str) -> tuple[Proposal, Written]:
    """Writes readings as one batch; what cannot be taken is in the proposal's problems."""
    found = propose(load(audience=by.audience), contents)
    return found, apply(found.changes, by=by, via=via, reason=reason)


def measure(metrics: tuple[str, ...], *, on: date) -> list[Proposal]:
    """Writes today's readings of metrics that name a figure; a second time the same changes nothing.

    Each figure is computed from what everybody may see who sees the metric, and from nothing else.
    """
    done = []
    for clearance in sorted({_clearance(key) for key in metrics}):
        audience = Audience.of(clearance)
        keys = [key for key in metrics if _clearance(key) == clearance]
        contents = computed_readings(load(audience=audience).at(on), keys, on=on)
        found, _ = observed(
            contents, by=Writer(SOURCE, Level.CONTRIBUTOR, audience), via="nightly",
            reason="figures of the day",
        )  # fmt: skip
        done.append(found)
    return done


def _clearance(key: str) -> str:
    return str(everything().plain(key).get("clearance") or "open")
