"""A radar of two editions for tests of pages and of the API."""

from __future__ import annotations

from cohelm.core.changes import ChangeSet, ObservationChange
from cohelm.kinds.rings import NEW, READING
from cohelm.store.apply import apply
from tests.store.cast import ROOT, bring


def bring_two_editions() -> None:
    """Steam was promising in January 2026, and is proven since May."""
    bring({
        "metric:radar-ring": {"name": "Ring"},
        "technology:steam": {"name": "Steam", "rationale": "It is proven."},
    })  # fmt: skip
    first = {"value": 2.0, "note": NEW, "rationale": "Promising."}
    said = {"2026-01-15": first, "2026-05-15": {"value": 3.0}}
    read = [ObservationChange(READING, "technology:steam", day, "", "", None, values)
            for day, values in said.items()]  # fmt: skip
    apply(ChangeSet.of(read), by=ROOT, via="test")
