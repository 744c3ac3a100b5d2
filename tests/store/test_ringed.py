"""A reading of the radar by its number keeps its ring where the organisation changes its rings."""

from __future__ import annotations

import pytest

from cohelm.core.changes import ChangeSet, ItemChange, ObservationChange
from cohelm.kinds.rings import READING, RINGS
from cohelm.store.apply import apply
from cohelm.store.load import everything
from cohelm.store.settings import set_settings
from cohelm.store.undo import undo
from tests.store.cast import ROOT, bring

OUTWARD = ["adopt", "trial", "assess", "hold", "stop"]


def readings() -> list[tuple[float, str | None]]:
    return everything().observations(READING).select("value", "label").rows()


@pytest.mark.usefixtures("store")
def test_numbers_get_the_names_that_they_stood_for_once_and_undo_takes_them_back() -> None:
    bring({"metric:radar-ring": {"name": "Ring"}, "technology:a": {"name": "A"}})
    read = [ObservationChange(READING, "technology:a", f"2026-0{at + 1}-01", "", "", None,
                              {"value": float(at)}) for at in range(4)]  # fmt: skip
    apply(ChangeSet.of(read), by=ROOT, via="test")
    set_settings({"radar_renamed": ["old = hold"]}, by=ROOT, via="test")
    assert readings() == [(float(at), None) for at in range(4)]
    written = set_settings({"radar_rings": OUTWARD}, by=ROOT, via="test")
    named = [(float(at), ring) for at, ring in enumerate(RINGS)]
    assert (written.changes, readings()) == (5, named)
    assert set_settings({"radar_rings": ["use"]}, by=ROOT, via="test").changes == 1
    assert readings() == named
    undo(written.batch + 5, by=ROOT, via="test")
    undo(written.batch, by=ROOT, via="test")
    assert readings() == [(float(at), None) for at in range(4)]


def reasons() -> dict[str, str | None]:
    return dict(everything().observations(READING).select("time", "rationale").iter_rows())


@pytest.mark.usefixtures("store")
def test_the_last_edition_keeps_the_reason_that_changes_and_earlier_ones_get_none() -> None:
    first = {"name": "A", "rationale": "It is new."}
    bring({"metric:radar-ring": {"name": "Ring"}, "technology:a": first})
    read = [ObservationChange(READING, "technology:a", day, "", "", None, {"value": 1.0})
            for day in ("2026-01-01", "2026-02-01")]  # fmt: skip
    apply(ChangeSet.of(read), by=ROOT, via="test")

    def say(was: str, becomes: str) -> int:
        one = ItemChange("technology:a", {"rationale": was}, {"rationale": becomes})
        return apply(ChangeSet.of([one]), by=ROOT, via="test").changes

    assert say("It is new.", "It is proven.") == 2
    assert list(reasons().values()) == [None, "It is new."]
    assert say("It is proven.", "It is old.") == 1
    assert list(reasons().values()) == [None, "It is new."]
