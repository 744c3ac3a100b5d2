"""All that is wrong with 1,000 rights of 60 roles over 20,000 items is found, within a second."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from benchmarks.bar import Measured, timed
from cohelm.analysis.rights.questions import QUESTIONS
from cohelm.core.enterprise import Enterprise
from tests.analysis.rights.faults import seeded
from tests.making import enterprise_of_documents

ON = date(2026, 11, 23)
SLICES, PER_SLICE, EACH = 20, 200, 8
MOST, TRIES = 1.0, 3


def measure() -> Iterator[Measured]:
    """Every question about rights, with nothing computed before; what is found is what was put in."""
    made = seeded(slices=SLICES, per_slice=PER_SLICE, each=EACH, seed=1)
    whole = enterprise_of_documents(made.documents, observed={"approval": made.approvals})
    counts = {kind: len(whole.table(kind)) for kind in ("right", "role")}
    assert counts["right"] >= 1000
    assert counts["role"] >= 60
    assert len(whole) >= 20_000
    for kind in whole.tables:
        whole.frame(kind)  # the columns are the plan's, whoever asks
    runs = []
    for _ in range(TRIES):
        fresh = whole.at(ON)
        took, found = timed(lambda plan=fresh: _found(plan))
        assert found == made.expected, "what was seeded and what was found differ"
        runs.append(took)
    what = (
        f"all checks of {counts['right']:,} rights, {len(made.expected)} faults of 21 types found"
    )
    yield Measured(what, min(runs, key=lambda one: one.wall), MOST)


def _found(plan: Enterprise) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return {
        (row["code"], tuple(row["rights"]), tuple(sorted(row["items"])))
        for question in QUESTIONS
        for row in question(plan, on=ON).concerns.iter_rows(named=True)
    }
