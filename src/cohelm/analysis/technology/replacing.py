"""Which initiative brings the successor of a technology, or takes it out, and when does it land?"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from cohelm.analysis.day import Day

SCHEMA = {"technology": pl.Int32, "replaced_by": pl.String, "lands": pl.Date}


def replacements(day: Day, technologies: pl.Series) -> pl.DataFrame:
    """For technologies by node, the live initiative that replaces each: its key and its last day.

    An initiative replaces a technology where it introduces one that succeeds it. Of several the first
    to land counts; one without a last day lands at a time that is not known. A technology that nothing
    replaces has no row.
    """
    plan = day.enterprise
    ends = dict(day.live("initiative").select("id", "end").iter_rows())
    rows = []
    for node in technologies.to_list():
        key = plan.nodes.key(node)
        bringing = sorted(
            (
                (ends[id_] is None, ends[id_], f"initiative:{id_}")
                for id_ in _bringing(day, key, ends)
            ),
            key=lambda one: (one[0], one[1] or day.on, one[2]),
        )
        if bringing:
            rows.append((node, bringing[0][2], bringing[0][1]))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _bringing(day: Day, key: str, live: dict[str, object]) -> Iterator[str]:
    plan = day.enterprise
    for successor in plan.sources(key, "succeeds"):
        for initiative in plan.sources(successor, "introduces"):
            id_ = initiative.partition(":")[2]
            if id_ in live:
                yield id_
