"""Plans that collide, silence, teams apart: 1,000 decisions, 300 initiatives, 60 teams in a second."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from benchmarks.bar import Measured, timed
from tests.analysis.agenda.seaming import seeded
from tests.analysis.agenda.test_seam import differing, found_in
from tests.making import enterprise_of_documents

ON = date(2026, 11, 29)
DECISIONS, INITIATIVES, TEAMS, SEEDS = 1_000, 300, 60, 3
MOST = 1.0


def measure() -> Iterator[Measured]:
    """Three organisations, each asked once with nothing computed before; what is found was put in."""
    for seed in range(SEEDS):
        made = seeded(
            decisions=DECISIONS, initiatives=INITIATIVES, teams=TEAMS, seed=seed, on=ON
        )  # fmt: skip
        whole = enterprise_of_documents(made.documents)
        assert len(whole.table("decision")) == DECISIONS
        assert len(whole.table("initiative")) >= INITIATIVES
        assert len(whole.table("team")) == TEAMS
        for kind in whole.tables:
            whole.frame(kind)  # the columns are the plan's, whoever asks
        fresh = whole.at(ON)
        took, found = timed(lambda plan=fresh: found_in(plan, ON))
        assert differing(found, made) == {}, "what was seeded and what was found differ"
        faults = (
            f"{len(made.plans)} collisions, {len(made.silent)} silences, {len(made.apart)} pairs"
        )
        yield Measured(f"{faults} of {len(whole):,} items found, none besides", took, MOST)
